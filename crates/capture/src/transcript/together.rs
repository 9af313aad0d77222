//! Several lines in one entry: what stands below a command can have been typed with it (Shift+Enter, or
//! a paste that the editor took as one), and a transcript shows no prompt for it.

use super::command::words_of;
use super::learn::is_cmdlet;
use runproof_shell::shipped;

/// What the lines below a command can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// Its output.
    Output,
    /// What was typed with it, where it looks so: the command itself prints nothing that looks so.
    Typed,
    /// Either.
    Unknown,
}

/// Verbs of commands that print objects or nothing, and no text that is given to them.
const PLAIN: &[&str] = &[
    "start",
    "stop",
    "restart",
    "set",
    "enable",
    "disable",
    "remove",
    "clear",
    "move",
    "copy",
    "rename",
    "suspend",
    "resume",
    "add",
    "sync",
    "export",
    "update",
    "grant",
    "publish",
    "install",
    "uninstall",
];

/// Commands with such a verb that print all the same.
const PRINTING: &[&str] = &[
    "start-process",
    "start-job",
    "start-threadjob",
    "set-psdebug",
];

/// What stands below such a command.
pub(super) fn below(text: &str) -> Below {
    let line = text.rsplit('\n').next().unwrap_or(text).trim();
    if line.contains(['|', ';', '&', '{', '(']) {
        return Below::Output;
    }
    if line.starts_with('#') {
        return Below::Typed;
    }
    let first = words_of(line).next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    if let Some((name, value)) = line.strip_prefix('$').and_then(|rest| rest.split_once('=')) {
        let is_name = name
            .trim_end()
            .chars()
            .all(|c| c.is_alphanumeric() || "_:".contains(c));
        let value = value.trim();
        let is_literal = value.starts_with(['\'', '"', '$', '@'])
            || value.bytes().all(|byte| byte.is_ascii_digit());
        return match is_name && is_literal {
            true => Below::Typed,
            false => Below::Output,
        };
    }
    if matches!(
        lower.as_str(),
        "cd" | "sl" | "chdir" | "set-location" | "pushd"
    ) {
        return Below::Typed;
    }
    let Some((verb, noun)) = lower.split_once('-').filter(|_| is_cmdlet(first)) else {
        return Below::Output;
    };
    if PRINTING.contains(&lower.as_str()) {
        return Below::Output;
    }
    let is_plain = PLAIN.contains(&verb) || noun.starts_with("cs");
    match (is_plain, shipped(first).is_some()) {
        (true, true) => Below::Typed,
        (true, false) => Below::Unknown,
        (false, _) => Below::Output,
    }
}

/// Whether a line below a command looks as if it was typed.
pub(super) fn looks_entered(line: &str) -> bool {
    let mut words = words_of(line);
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let is_named = is_cmdlet(first) && !second.starts_with(':') && (line.len() > first.len() + 1);
    !line.starts_with([' ', '\t'])
        && (is_named
            || line.starts_with("& ")
            || line.starts_with(".\\")
            || (line.starts_with('$') && line.contains(" = ")))
}
