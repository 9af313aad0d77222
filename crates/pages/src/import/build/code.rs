//! Blocks of code: which are commands that are run, and what stands in them for values.

use std::ops::Range;

use crate::import::model::{CommandPiece, Parameter};
use runproof_language::Languages;
use runproof_model::runbook::{ValueKind, is_name};
use runproof_shell::powershell::{Interpreter, is_complete};
use runproof_shell::{Invocation, Line, Program, Tables, Unresolved};

/// What a block of code in a step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// Commands that are run.
    Run,
    /// Text of a machine. Where it reads like a command, why it was not taken for one.
    Sample(Option<&'static str>),
}

/// What a block of code in a step is. `before` is the paragraph that leads to it.
pub(super) fn reading(text: &str, language: Option<&str>, before: &str) -> Reading {
    if language.is_some_and(|language| !is_shell(language)) || text.trim().is_empty() {
        return Reading::Sample(None);
    }
    if !runs(text) {
        // A line that breaks in the middle of a command, a name that is no program's.
        let begins = text.split_whitespace().next().is_some_and(is_cmdlet);
        return Reading::Sample(begins.then_some(
            "it begins with a command, but not all of it reads as commands: left out of the audit",
        ));
    }
    if text.contains("[-") || text.contains("[[") || text.contains("[<") || text.contains("...") {
        return Reading::Sample(Some("it is the syntax of a command: left out of the audit"));
    }
    if is_shown(before) {
        return Reading::Sample(Some(
            "it stands behind words for an example or an output: left out of the audit",
        ));
    }
    Reading::Run
}

fn is_shell(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    matches!(
        language.as_str(),
        "powershell"
            | "ps"
            | "ps1"
            | "posh"
            | "pwsh"
            | "console"
            | "cmd"
            | "bat"
            | "batch"
            | "dos"
            | "shell"
    ) || language.starts_with("powershell")
        || language.starts_with("azurepowershell")
}

/// Whether every statement of a text is a command.
fn runs(text: &str) -> bool {
    if is_bare_path(text) {
        return true;
    }
    let mut bare = text.to_owned();
    for (number, (range, _)) in placeholders(text).into_iter().enumerate().rev() {
        bare.replace_range(range, &format!("value{number}"));
    }
    // PowerShell has no `<`; a placeholder that breaks over two lines leaves one.
    if bare.contains('<') || !is_complete(&bare) {
        return false;
    }
    let tables = Tables::default();
    let mut interpreter = Interpreter::new(&tables);
    let line = Line {
        text: &bare,
        folder: None,
        host: None,
    };
    let invocations = interpreter.run(&line);
    // An output such as `Identity : Global` would be a command named `Identity`.
    !invocations.is_empty() && invocations.iter().all(is_command)
}

fn is_command(invocation: &Invocation) -> bool {
    let is_known = match &invocation.program {
        Program::Named(name) => is_cmdlet(name) || is_native(name),
        Program::File(path) => path.parts.last().is_some_and(|file| is_program(file)),
        Program::Unknown(Unresolved::Syntax(_)) => false,
        Program::Unknown(_) => true,
    };
    is_known && invocation.piped.iter().all(is_command)
}

/// `Verb-Noun`.
pub(super) fn is_cmdlet(name: &str) -> bool {
    name.split_once('-').is_some_and(|(verb, noun)| {
        let is_word = |word: &str| {
            word.len() > 1
                && word.starts_with(|c: char| c.is_ascii_alphabetic())
                && word.chars().all(|c| c.is_ascii_alphanumeric())
        };
        is_word(verb) && is_word(noun)
    })
}

fn is_program(file: &str) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        PROGRAMS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn is_native(name: &str) -> bool {
    is_program(name) || NATIVE.iter().any(|known| name.eq_ignore_ascii_case(known))
}

const PROGRAMS: &[&str] = &["exe", "cmd", "bat", "ps1", "msi", "msp", "vbs"];

/// Programs of Windows, and commands of its shells, that pages name without their endings.
const NATIVE: &[&str] = &[
    "cd", "cd..", "dir", "copy", "xcopy", "robocopy", "mkdir", "md", "del", "move", "ren", "net",
    "netsh", "netstat", "nltest", "nslookup", "ping", "ipconfig", "sc", "setspn", "ktpass",
    "certutil", "certreq", "iisreset", "msiexec", "regsvr32", "reg", "gpupdate", "klist", "dism",
    "sqlcmd", "osql", "icacls", "schtasks", "wevtutil", "w32tm", "shutdown", "ntdsutil",
    "repadmin", "dcdiag", "tasklist", "taskkill", "diskpart", "bcdedit", "cscript", "wscript",
    "start",
];

/// A program by its path with blanks and without quotes, as pages have it.
fn is_bare_path(text: &str) -> bool {
    let line = text.trim();
    if line.contains('\n') {
        return false;
    }
    let Some((root, rest)) = line.split_once('\\') else {
        return false;
    };
    let is_root = (root.len() == 2 && root.ends_with(':'))
        || (root.starts_with('<') && root.ends_with('>'))
        || (root.starts_with('%') && root.ends_with('%'))
        || root.to_ascii_lowercase().starts_with("$env:");
    let lower = rest.to_ascii_lowercase();
    let end = PROGRAMS.iter().find_map(|ending| {
        let at = lower.find(&format!(".{ending}"))?;
        Some(at + ending.len() + 1)
    });
    is_root && end.is_some_and(|end| rest[end..].is_empty() || rest[end..].starts_with(' '))
}

/// What a text of commands runs first: a cmdlet, or a program without its folder and ending.
pub(super) fn program(text: &str) -> Option<String> {
    let line = text.lines().find(|line| !line.trim().is_empty())?.trim();
    if is_bare_path(line) {
        let lower = line.to_ascii_lowercase();
        let end = PROGRAMS
            .iter()
            .find_map(|ending| lower.find(&format!(".{ending}")))?;
        return line[..end].rsplit('\\').next().map(str::to_owned);
    }
    let word = line.split_whitespace().next()?;
    let file = word.trim_matches(['"', '\'', '&']).rsplit('\\').next()?;
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    (is_cmdlet(name) || is_native(file)).then(|| name.to_owned())
}

/// Whether words lead to an example or to what is seen.
fn is_shown(before: &str) -> bool {
    let lower = before.to_lowercase();
    let sentence = lower
        .rsplit_terminator(['.', '!', '?'])
        .next()
        .unwrap_or(&lower);
    let mut shown = Languages::BUILT_IN
        .all()
        .flat_map(|of| of.instructions.shown);
    shown.any(|words| sentence.contains(words))
}

/// The placeholders of a text: `<Pool1 FQDN>`.
pub(super) fn placeholders(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('<').map(|at| from + at) {
        from = open + 1;
        let Some(close) = text[from..].find(['>', '<', '\n']).map(|at| from + at) else {
            break;
        };
        let inner = &text[from..close];
        let is_name = inner.starts_with(char::is_alphabetic)
            && inner.ends_with(|c: char| c.is_alphanumeric() || c == ')')
            && !inner.contains(['"', '=', '$', '|', ';', '{', '}']);
        if text[close..].starts_with('>') && is_name {
            found.push((open..close + 1, &text[open..close + 1]));
            from = close + 1;
        }
    }
    found
}

/// A block's text without blanks at the ends of its lines, without the indentation that all of its
/// lines have, and without empty lines around it.
pub(super) fn clean(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    let (Some(first), Some(last)) = (first, last) else {
        return String::new();
    };
    let indent = |line: &&&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shown = &lines[first..=last];
    let common = shown
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(&line))
        .min()
        .unwrap_or(0);
    let bare: Vec<&str> = shown
        .iter()
        .map(|line| line.get(common..).unwrap_or(""))
        .collect();
    bare.join("\n")
}

/// A command's text with its placeholders as parameters.
pub(super) fn pieces(text: &str, parameters: &mut Vec<Parameter>) -> Vec<CommandPiece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, placeholder) in placeholders(text) {
        if range.start > from {
            pieces.push(CommandPiece::Text(text[from..range.start].to_owned()));
        }
        pieces.push(CommandPiece::Parameter(parameter(placeholder, parameters)));
        from = range.end;
    }
    if from < text.len() {
        pieces.push(CommandPiece::Text(text[from..].to_owned()));
    }
    pieces
}

fn parameter(placeholder: &str, parameters: &mut Vec<Parameter>) -> usize {
    let known = parameters
        .iter()
        .position(|known| known.placeholder == placeholder);
    if let Some(known) = known {
        return known;
    }
    let bare = placeholder.trim_matches(['<', '>']);
    let mut name = super::names::kebab(bare).replace('-', "_");
    if !is_name(&name) {
        "value".clone_into(&mut name);
    }
    let taken = |name: &str| parameters.iter().any(|known| known.name == name);
    let mut numbered = name.clone();
    let mut number = 2;
    while taken(&numbered) {
        numbered = format!("{name}_{number}");
        number += 1;
    }
    parameters.push(Parameter {
        name: numbered,
        kind: kind(bare),
        placeholder: placeholder.to_owned(),
    });
    parameters.len() - 1
}

/// What kind of value a placeholder's name speaks of.
fn kind(name: &str) -> ValueKind {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if lower.contains("fqdn") || any(&["host", "hostname"]) {
        ValueKind::Host
    } else if lower.contains("url") {
        ValueKind::Url
    } else if any(&["path", "file", "filename"])
        || matches!(words.last(), Some(&("folder" | "directory")))
        || lower.ends_with("path")
        || lower.ends_with("filename")
    {
        ValueKind::Path
    } else if any(&["port"]) || words == ["number"] {
        ValueKind::Integer
    } else {
        ValueKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_run_and_everything_else_is_shown() {
        let run = |text: &str| reading(text, None, "Run the following:");
        for text in [
            "Restart-Lamp -Name <Lamp 1>",
            "Get-Lamp | Where-Object {$_.On} | Stop-Lamp",
            "$x = Get-Lamp -Name a\nStop-Lamp $x",
            "<system drive>\\Program Files\\Beacon 3\\setup.exe /quiet",
            "setspn -L contoso\\lamp",
            ".\\setup.exe",
        ] {
            assert_eq!(run(text), Reading::Run, "{text}");
        }
        for text in [
            "Identity : Global\nOn : True",
            "<lamp name=\"a\">\n</lamp>",
            "Operation completed",
            "Error: the lamp is broken (42)",
            "C:\\Program Files\\Beacon",
            "",
        ] {
            assert_eq!(run(text), Reading::Sample(None), "{text}");
        }
        assert!(matches!(
            run("Set-Lamp -Name <String> [-Force]"),
            Reading::Sample(_)
        ));
        let example = reading("Stop-Lamp", None, "Stop it. For example:");
        assert!(matches!(example, Reading::Sample(Some(_))));
        assert_eq!(reading("Stop-Lamp", Some("xml"), ""), Reading::Sample(None));
    }

    #[test]
    fn placeholders_become_parameters() {
        let mut parameters = Vec::new();
        let text = "Copy-Lamp <Pool1 FQDN> <file path> <Pool1 FQDN> > a.txt";
        let pieces = pieces(text, &mut parameters);
        assert_eq!(
            pieces,
            [
                CommandPiece::Text("Copy-Lamp ".into()),
                CommandPiece::Parameter(0),
                CommandPiece::Text(" ".into()),
                CommandPiece::Parameter(1),
                CommandPiece::Text(" ".into()),
                CommandPiece::Parameter(0),
                CommandPiece::Text(" > a.txt".into()),
            ]
        );
        assert_eq!(parameters[0].name, "pool1_fqdn");
        assert_eq!(parameters[0].kind, ValueKind::Host);
        assert_eq!(parameters[1].kind, ValueKind::Path);
    }

    #[test]
    fn blanks_around_a_command_are_left_out() {
        assert_eq!(
            clean("\n  Get-Lamp `\n    -Name a  \n\n"),
            "Get-Lamp `\n  -Name a"
        );
    }
}
