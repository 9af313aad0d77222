//! The commands on a page, each as its words: what stands in blocks of code and in inline code and
//! begins as a command does.
//!
//! Pages show commands that no shell would take (`<system drive>\Program Files\…`), cut them into
//! lines without a sign of it, and print outputs and prose beside them. So they are read word by
//! word here, and what does not begin as a command is none.

use std::collections::HashSet;
use std::ops::Range;

use super::side::{Kind, Side};
use crate::flat::MarkKind;
use crate::tree::{Code, Content};
use runproof_core::diagnostic::Span;
use runproof_shell::Dialect;

/// A command.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// What is run, in lower case, without its folder: `get-cspool`, `setup.exe`.
    pub(super) name: String,
    /// The folder that stands before the name; empty where none does.
    pub(super) folder: String,
    /// What follows the name.
    pub(super) arguments: Vec<Argument>,
    /// The shell that it is for: bash tells upper from lower case.
    pub(super) dialect: Dialect,
    /// As it was written, on one line.
    pub(super) text: String,
    /// Its place on the page.
    pub(super) span: Span,
    /// The unit that it stands in.
    pub(super) unit: usize,
}

/// A parameter and what follows it; the first is what follows the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument {
    /// As written: `-PoolFqdn`; empty for what follows the name, `|` and a command for a stage of a
    /// pipeline.
    pub(super) parameter: String,
    /// The values, as written.
    pub(super) values: Vec<String>,
}

/// The commands of two pages, each in reading order. What one of them shows to be a command is one
/// on the other, too: a fence that lost its language still holds `systemctl reload`.
pub(super) fn of_both(leading: &Side<'_>, other: &Side<'_>) -> (Vec<Statement>, Vec<Statement>) {
    let none = HashSet::new();
    let (one, two) = (statements(leading, &none), statements(other, &none));
    let names = |found: &[Statement]| -> HashSet<String> {
        let plain = found.iter().filter(|s| s.dialect == Dialect::Bash);
        plain.map(|statement| statement.name.clone()).collect()
    };
    let (here, there) = (names(&one), names(&two));
    if here == there {
        return (one, two);
    }
    (statements(leading, &there), statements(other, &here))
}

fn statements(side: &Side<'_>, known: &HashSet<String>) -> Vec<Statement> {
    let mut found = Vec::new();
    for (at, unit) in side.units.iter().enumerate() {
        if !matches!(
            unit.kind,
            Kind::Text | Kind::Code | Kind::Lead | Kind::Table
        ) {
            continue;
        }
        for block in &unit.blocks {
            if let Content::Code(code) = &block.content {
                in_code(code, at, known, &mut found);
            }
        }
        for flat in &unit.flats {
            for mark in flat.marks.iter().filter(|mark| mark.kind == MarkKind::Code) {
                let line = &flat.text[mark.range.clone()];
                let words = words(line);
                if words.len() > 1
                    && let Some(statement) =
                        statement(line, &words, Setting::Prose, known, mark.span, at)
                {
                    found.push(statement);
                }
            }
        }
    }
    found
}

/// The command of one line; `None` where it is none.
pub(super) fn parse(line: &str) -> Option<Statement> {
    statement(
        line,
        &words(line),
        Setting::Code,
        &HashSet::new(),
        Span::default(),
        0,
    )
}

/// What a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    Prose,
    Code,
    Shell,
}

fn in_code(code: &Code, unit: usize, known: &HashSet<String>, found: &mut Vec<Statement>) {
    let language = code.language.as_deref().unwrap_or_default();
    let setting = match language.to_ascii_lowercase().as_str() {
        "bash" | "sh" | "shell" | "zsh" => Setting::Shell,
        _ => Setting::Code,
    };
    let lines: Vec<&str> = code.text.split('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let first = at;
        let mut text = lines[at].to_owned();
        while let Some(next) = lines.get(at + 1)
            && goes_on(lines[first], lines[at], next)
        {
            text.truncate(text.trim_end().trim_end_matches(['`', '\\']).len());
            text.push(' ');
            text.push_str(next.trim());
            at += 1;
        }
        let place = |line: usize| code.lines.get(line).copied().unwrap_or_default() as usize;
        let indent = lines[first].len() - lines[first].trim_start().len();
        let span = Span::new(
            place(first) + indent,
            place(at) + lines[at].trim_end().len(),
        );
        if let Some(statement) = statement(&text, &words(&text), setting, known, span, unit) {
            found.push(statement);
        }
        at += 1;
    }
}

/// Whether a command that begins in one line goes on in the next: the line before says so, or the
/// next begins with a parameter, or it is indented more than the command's first.
fn goes_on(first: &str, line: &str, next: &str) -> bool {
    if line.trim().is_empty() || next.trim().is_empty() {
        return false;
    }
    let line = line.trim_end();
    if line.ends_with(['`', '|', ',', '\\']) || next.trim_start().starts_with('|') {
        return true;
    }
    let is_command = words(first)
        .first()
        .is_some_and(|word| is_cmdlet(&first[word.clone()]));
    let next_word = next.split_whitespace().next().unwrap_or_default();
    is_command
        && !is_cmdlet(next_word)
        && (is_parameter(next_word, false) || column(next) > column(first) + 1)
}

/// The column that a line begins in; a tab is four.
fn column(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Cuts a line at its blanks; what is quoted, a placeholder and a path to a program stay whole.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(skip) = line[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + skip;
        at = start + word(&line[start..]);
        found.push(start..at);
    }
    found
}

/// How long the word at the start is, in bytes.
fn word(line: &str) -> usize {
    if let Some(length) = program_path(line) {
        return length;
    }
    let mut quote = None;
    let mut skip = 0;
    for (at, c) in line.char_indices() {
        if at < skip {
            continue;
        }
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if line[at + 1..].contains(c) => quote = Some(c),
            (None, '“') if line[at..].contains('”') => quote = Some('”'),
            (None, '<') => {
                if let Some(length) = placeholder(&line[at..]) {
                    skip = at + length;
                }
            }
            (None, '|') if at == 0 => return 1,
            (None, '|') => return at,
            (None, _) if c.is_whitespace() => return at,
            _ => {}
        }
    }
    line.len()
}

/// A path with blanks in it that ends with a program, at the start: no quotes, as pages have it.
fn program_path(line: &str) -> Option<usize> {
    let lower = line.to_ascii_lowercase();
    let begins = line.starts_with(['<', '%', '$']) || lower.as_bytes().get(1) == Some(&b':');
    if !begins {
        return None;
    }
    let end = [".exe", ".ps1", ".cmd", ".bat", ".msi"]
        .iter()
        .filter_map(|ending| lower.find(ending).map(|at| at + ending.len()))
        .min()?;
    let path = &line[..end];
    (path.contains('\\') && !path.contains(['"', '|', '=']) && !path.contains(" -")).then_some(end)
}

/// How long the placeholder at the start is, brackets included: `<Pool FQDN>`.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let is_one = inner.starts_with(char::is_alphanumeric)
        && !inner.contains(['<', '|', '\n', ';', '='])
        && inner.chars().count() <= 60;
    is_one.then_some(end + 1)
}

fn statement(
    line: &str,
    words: &[Range<usize>],
    setting: Setting,
    known: &HashSet<String>,
    span: Span,
    unit: usize,
) -> Option<Statement> {
    let mut rest = words.iter().map(|word| &line[word.clone()]).peekable();
    let mut first = rest.next()?;
    // `PS C:\>`, `&`, `$credentials =`.
    if first == "PS" && rest.peek().is_some_and(|word| word.ends_with('>')) {
        rest.next();
        first = rest.next()?;
    }
    if first.starts_with('$') && rest.peek() == Some(&"=") {
        rest.next();
        first = rest.next()?;
    } else if let Some((variable, value)) = first.split_once('=')
        && variable.starts_with('$')
        && !value.is_empty()
    {
        first = value;
    }
    while matches!(first, "&" | "." | ">" | "$" | "sudo") {
        first = rest.next()?;
    }
    let bare = first.trim_matches(['"', '\'', '“', '”', '(', ')', ';', '*']);
    let (folder, name) = match bare.rfind(['\\', '/']) {
        Some(at) if at > 0 => (&bare[..at], &bare[at + 1..]),
        _ => ("", bare),
    };
    let name = name.trim_start_matches(['\\', '/']).to_lowercase();
    let is_program = [".exe", ".ps1", ".cmd", ".bat", ".msi"]
        .iter()
        .any(|ending| name.len() > ending.len() && name.ends_with(ending));
    let has_option = || words.iter().any(|w| is_parameter(&line[w.clone()], true));
    let is_plain = || {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && bare
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
    };
    let is_command = is_program
        || (folder.is_empty() && is_cmdlet(bare))
        || (setting != Setting::Prose && folder.is_empty() && is_plain() && has_option())
        || (setting == Setting::Shell && is_plain())
        || (setting != Setting::Prose && known.contains(&name));
    // `Get-Lamp : Not found.` is what a machine says.
    if !is_command || rest.peek() == Some(&":") {
        return None;
    }
    let mut arguments = vec![Argument {
        parameter: String::new(),
        values: Vec::new(),
    }];
    while let Some(word) = rest.next() {
        if word == "|" {
            let stage = rest.next().unwrap_or_default();
            arguments.push(Argument {
                parameter: format!("| {stage}"),
                values: Vec::new(),
            });
        } else if is_parameter(word, is_program) {
            let (parameter, value) = match word.split_once([':', '=']) {
                Some((parameter, value)) => (parameter, Some(value)),
                None => (word, None),
            };
            arguments.push(Argument {
                parameter: parameter.to_owned(),
                values: value
                    .filter(|v| !v.is_empty())
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            });
        } else if let Some(last) = arguments.last_mut() {
            last.values.push(word.to_owned());
        }
    }
    Some(Statement {
        name,
        folder: folder.to_owned(),
        arguments,
        dialect: match setting {
            Setting::Shell => Dialect::Bash,
            Setting::Prose | Setting::Code => Dialect::PowerShell,
        },
        text: line.split_whitespace().collect::<Vec<_>>().join(" "),
        span,
        unit,
    })
}

fn is_parameter(word: &str, with_slash: bool) -> bool {
    let mut chars = word.chars();
    match chars.next() {
        Some('-' | '–' | '—') => {
            let rest = chars.as_str().trim_start_matches('-');
            rest.starts_with(|c: char| c.is_ascii_alphabetic())
        }
        Some('/') if with_slash => chars
            .as_str()
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '?'),
        _ => false,
    }
}

/// Whether a word is named as cmdlets are: a verb, a hyphen, a noun.
pub(super) fn is_cmdlet(word: &str) -> bool {
    let Some((verb, noun)) = word.split_once('-') else {
        return false;
    };
    let verb = verb.to_ascii_lowercase();
    VERBS.binary_search(&verb.as_str()).is_ok()
        && noun.len() > 2
        && noun.starts_with(|c: char| c.is_ascii_alphabetic())
        && noun.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The verbs that PowerShell approves of, and some that it does not and that are in use; sorted.
/// Source: Approved Verbs for PowerShell Commands.
const VERBS: &[&str] = &[
    "add",
    "approve",
    "assert",
    "backup",
    "block",
    "build",
    "checkpoint",
    "clear",
    "close",
    "compare",
    "complete",
    "compress",
    "confirm",
    "connect",
    "convert",
    "convertfrom",
    "convertto",
    "copy",
    "debug",
    "deny",
    "deploy",
    "disable",
    "disconnect",
    "dismount",
    "edit",
    "enable",
    "enter",
    "exit",
    "expand",
    "export",
    "find",
    "for",
    "foreach",
    "format",
    "get",
    "grant",
    "group",
    "hide",
    "import",
    "initialize",
    "install",
    "invoke",
    "join",
    "limit",
    "lock",
    "measure",
    "merge",
    "mount",
    "move",
    "new",
    "open",
    "optimize",
    "out",
    "ping",
    "pop",
    "protect",
    "publish",
    "push",
    "read",
    "receive",
    "redo",
    "register",
    "remove",
    "rename",
    "repair",
    "request",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "revoke",
    "save",
    "search",
    "select",
    "send",
    "set",
    "show",
    "skip",
    "sort",
    "split",
    "start",
    "step",
    "stop",
    "submit",
    "suspend",
    "switch",
    "sync",
    "tee",
    "test",
    "trace",
    "unblock",
    "undo",
    "uninstall",
    "unlock",
    "unprotect",
    "unpublish",
    "unregister",
    "update",
    "use",
    "wait",
    "watch",
    "where",
    "write",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(line: &str) -> String {
        let Some(found) = parse(line) else {
            return "no command".to_owned();
        };
        let arguments: Vec<String> = found
            .arguments
            .iter()
            .map(|a| format!("[{}] {}", a.parameter, a.values.join(" + ")))
            .collect();
        format!(
            "{} in ({}): {}",
            found.name,
            found.folder,
            arguments.join(" ")
        )
    }

    #[test]
    fn a_command_is_its_name_and_its_arguments() {
        for (line, expected) in [
            (
                "Get-Lamp -Pool <Pool1 FQDN> -Quiet",
                "get-lamp in (): []  [-Pool] <Pool1 FQDN> [-Quiet] ",
            ),
            (
                r"<system drive>\Program Files\Beacon 3\Deploy.exe /quiet",
                r"deploy.exe in (<system drive>\Program Files\Beacon 3): []  [/quiet] ",
            ),
            (
                "$lamps = Get-Lamp \"a b\" | Set-Lamp –On:$true",
                "get-lamp in (): [] \"a b\" [| Set-Lamp]  [–On] $true",
            ),
            ("tar -xf lamps.tar", "tar in (): []  [-xf] lamps.tar"),
            ("Name      State", "no command"),
            ("right-click the lamp", "no command"),
            ("Élan – vital", "no command"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }

    proptest! {
        #[test]
        fn any_line_has_words(line in any::<String>()) {
            let found = words(&line);
            let joined: String = found.iter().map(|w| &line[w.clone()]).collect();
            let blank = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(blank(&joined), blank(&line));
            let _ = statement(&line, &found, Setting::Shell, &HashSet::new(), Span::default(), 0);
            let _ = goes_on(&line, &line, &format!("–{line}"));
        }
    }
}
