//! What an output says went wrong: PowerShell's error records, and what Unix programs complain of.

mod powershell;
#[cfg(test)]
mod tests;
mod unix;

use crate::capture::{Language, Status};
use crate::command::{Invocation, Program};

/// A line in which something went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// The line of the output, from 0; `None` where only the exit code says so.
    pub(super) line: Option<usize>,
    /// What it says.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: FailureKind,
}

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailureKind {
    /// The command, or what led to it, says so.
    Error,
    /// It asked before it acted, and the answer was no.
    Declined,
}

/// What went wrong with each of the commands whose output this is.
pub(super) fn failures(
    language: Language,
    acts: &[&Invocation],
    text: &str,
    status: Option<Status>,
) -> Vec<Option<Failure>> {
    let mut found: Vec<Option<Failure>> = vec![None; acts.len()];
    let own: Vec<String> = acts.iter().flat_map(|act| names(act)).collect();
    let errors = match language {
        Language::Bash => unix::complaints(&own, text),
        Language::Powershell | Language::Windows => powershell::errors(&own, text),
    };
    for error in errors {
        let is_of = |act: &Invocation| {
            let names = names(act);
            error.names.iter().any(|name| {
                let name = name.to_ascii_lowercase();
                names.iter().any(|own| name_fits(&name, own))
            })
        };
        let is_of_any = acts.iter().any(|act| is_of(act));
        let others = acts.len();
        for (act, found) in acts.iter().zip(&mut found) {
            // An error that names another command than all of these is that one's; one that names
            // none is taken as of each: what cannot be told must not pass for a success.
            let is_mine = if error.names.is_empty() {
                true
            } else if is_of_any {
                is_of(act)
            } else {
                others == 1 && !error.is_of_another
            };
            if is_mine && found.is_none() {
                *found = Some(Failure {
                    line: Some(error.line),
                    text: error.text.clone(),
                    kind: FailureKind::Error,
                });
            }
        }
    }
    let exit = match status {
        Some(Status::Exit(0) | Status::Completed) | None => None,
        Some(Status::Exit(code)) => Some(code.to_string()),
        Some(Status::Failed) => Some(String::new()),
    };
    if let Some(code) = exit {
        // The status is the last command's.
        if let Some(last) = found.last_mut()
            && last.is_none()
        {
            *last = Some(Failure {
                line: None,
                text: code,
                kind: FailureKind::Error,
            });
        }
    }
    found
}

/// What a command may be called in an error, in lower case.
pub(super) fn names(act: &Invocation) -> Vec<String> {
    let own = match &act.program {
        Program::Named(name) => name.split(' ').next().unwrap_or(name).to_ascii_lowercase(),
        Program::File(path) => path
            .parts
            .last()
            .map(|name| name.to_ascii_lowercase())
            .unwrap_or_default(),
        Program::Unknown(_) => String::new(),
    };
    let mut names = vec![own];
    names.extend(act.piped.iter().flat_map(self::names));
    names.retain(|name| !name.is_empty());
    names
}

fn name_fits(said: &str, own: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches(".exe").to_owned();
    bare(said) == bare(own)
}

/// An error in an output, and whose it may be.
struct Said {
    line: usize,
    text: String,
    /// The commands that it may be about.
    names: Vec<String>,
    /// Whether it names a cmdlet that is surely another one.
    is_of_another: bool,
}
