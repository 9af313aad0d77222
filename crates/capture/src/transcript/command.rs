//! What a typed line can have done to the transcript itself: printed a file into it, or changed
//! the folder that the next prompt shows. Words are enough here; what a line means for the audit
//! is the `command` room's to say.

use std::cell::LazyCell;

/// Commands that print what a file holds.
const PRINTS: &[&str] = &[
    "get-content",
    "gc",
    "cat",
    "type",
    "more",
    "select-string",
    "sls",
    "findstr",
    "out-host",
    "oh",
    "readalltext",
    "readalllines",
    "readlines",
    "head",
    "tail",
    "grep",
    "less",
];

/// Commands that leave the folder as it is, besides those that begin with a reading verb.
const STAYS: &[&str] = &[
    "gc", "cat", "type", "more", "sls", "findstr", "dir", "ls", "gci", "echo", "ft", "fl",
    "select", "where", "sort", "measure", "oh", "h", "history", "ipconfig", "hostname", "whoami",
    "ping", "nslookup", "head", "tail", "grep", "less",
];

/// Verbs of commands that only look.
const VERBS: &[&str] = &[
    "get-",
    "select-",
    "format-",
    "out-host",
    "out-string",
    "write-host",
    "write-output",
    "test-",
    "measure-",
    "where-object",
    "sort-",
    "compare-",
    "resolve-path",
    "find-",
    "show-",
];

/// Whether the line prints a file, or may.
pub(super) fn prints_file(text: &str) -> bool {
    words(text).any(|word| PRINTS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether the line can not have changed the folder: each of its statements and pipeline parts
/// begins with a command that only looks.
pub(super) fn stays(text: &str) -> bool {
    let mut parts = text.split([';', '|', '\n', '&']).map(str::trim).peekable();
    if text.contains(['{', '}']) || parts.peek().is_none() {
        return false;
    }
    parts.filter(|part| !part.is_empty()).all(|part| {
        let first = part.split_whitespace().next().unwrap_or_default();
        let begins = |verb: &&str| {
            let start = first.as_bytes().get(..verb.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(verb.as_bytes()))
        };
        VERBS.iter().any(begins) || STAYS.iter().any(|known| first.eq_ignore_ascii_case(known))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .filter(|word| !word.is_empty())
}

/// Whether the text ends inside a here-string, where any line may follow.
pub(super) fn in_here_string(text: &str) -> bool {
    let mut open: Option<&str> = None;
    for line in text.lines() {
        match open {
            Some(end) if line.starts_with(end) => open = None,
            Some(_) => {}
            None => {
                let line = line.trim_end();
                if line.ends_with("@'") {
                    open = Some("'@");
                } else if line.ends_with("@\"") {
                    open = Some("\"@");
                }
            }
        }
    }
    open.is_some()
}

/// The words of a line, between blanks.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// Whether the line opens a shell that somebody types into: what is typed there is drawn by that shell,
/// and the transcript holds the drawings only.
pub(in super::super) fn opens_shell(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut next = || {
        let word = words.next().unwrap_or_default().trim_matches(['"', '\'']);
        let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
        name.strip_suffix(".exe")
            .unwrap_or(name)
            .to_ascii_lowercase()
    };
    let mut name = next();
    if matches!(name.as_str(), "&" | "." | "dotnet" | "sudo") {
        name = next();
    }
    // Most lines open none, and their words need no look.
    let rest = LazyCell::new(|| words.map(str::to_ascii_lowercase).collect::<Vec<_>>());
    let has = |known: &[&str]| rest.iter().any(|word| known.contains(&word.as_str()));
    match name.as_str() {
        "pwsh" | "pwsh.dll" | "powershell" | "pwsh-preview" => stays_open(&rest),
        "cmd" => rest
            .iter()
            .all(|word| !word.starts_with("/c") && !word.starts_with("-c")),
        "bash" | "sh" | "zsh" | "fish" | "ksh" | "dash" | "nu" => {
            rest.iter().all(|word| word.starts_with('-')) && !has(&["-c", "--version"])
        }
        "wsl" => {
            rest.iter().all(|word| word.starts_with('-')) && !has(&["-e", "--exec", "-l", "--list"])
        }
        "su" => !has(&["-c"]),
        "-i" | "-s" => true,
        "ssh" | "plink" => {
            let mut skip = false;
            let mut places = 0;
            for word in rest.iter() {
                if std::mem::take(&mut skip) {
                    continue;
                }
                match word.strip_prefix('-') {
                    Some(option) => skip = option.len() == 1 && "bcdefijlmopqrswp".contains(option),
                    None => places += 1,
                }
            }
            places == 1
        }
        "docker" | "podman" | "kubectl" | "oc" | "nerdctl" => {
            const SHELLS: [&str; 8] = [
                "bash",
                "sh",
                "ash",
                "zsh",
                "pwsh",
                "powershell",
                "cmd",
                "dash",
            ];
            let last = rest.last().map_or("", String::as_str);
            let last = last.rsplit('/').next().unwrap_or(last);
            let ends_in_shell = SHELLS.contains(&last.trim_end_matches(".exe"));
            let is_typed = has(&["-it", "-ti", "-i", "--interactive"]);
            has(&["attach", "rsh"]) || is_typed && (ends_in_shell || has(&["run"]))
        }
        _ => false,
    }
}

/// Whether PowerShell with these arguments waits for what is typed: it is given no command and no script.
fn stays_open(arguments: &[String]) -> bool {
    const VALUED: [&str; 9] = [
        "executionpolicy",
        "ep",
        "configurationname",
        "custompipename",
        "inputformat",
        "outputformat",
        "settingsfile",
        "windowstyle",
        "workingdirectory",
    ];
    let is_short = |name: &str, of: &str, least: usize| name.len() >= least && of.starts_with(name);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let Some(name) = word.strip_prefix(['-', '/']) else {
            return false;
        };
        if is_short(name, "noexit", 3) {
            return true;
        }
        let runs = is_short(name, "command", 1)
            || is_short(name, "file", 1)
            || is_short(name, "encodedcommand", 1)
            || name == "ec";
        if runs || is_short(name, "version", 1) || is_short(name, "help", 1) || name == "?" {
            return false;
        }
        if VALUED.iter().any(|valued| is_short(name, valued, 2)) || name == "w" {
            words.next();
        }
    }
    true
}
