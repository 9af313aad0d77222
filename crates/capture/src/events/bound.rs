//! What module logging says of a command: who called it from where, and how it was bound.
//!
//! The payload's words (`CommandInvocation`, `ParameterBinding`, `NonTerminatingError`,
//! `TerminatingError`) are translated in Windows PowerShell: its lines are told by their structure
//! ([`logged`](crate::logged)). The context's keys are translated, so that its
//! fields are told by their order: Severity, Host Name, Host Version, Host ID, Host Application,
//! Engine Version, Runspace ID, Pipeline ID, Command Name, Command Type, Script Name, Command Path,
//! Sequence Number, User, Connected User (not before PowerShell 5), Shell ID.

use std::borrow::Cow;

use crate::logged::{element, in_english};

/// What a context says; empty where it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Context<'a> {
    /// The runspace's id.
    pub(super) runspace: &'a str,
    /// The pipeline's number in it.
    pub(super) pipeline: &'a str,
    /// The command.
    pub(super) command: &'a str,
    /// The script that called it.
    pub(super) script: &'a str,
    /// In whose name.
    pub(super) user: &'a str,
    /// Who is connected, where that is somebody else: an endpoint with an account of its own.
    pub(super) connected: &'a str,
}

/// Reads the context of a 4103 or 4100.
///
/// The application's command line may hold line breaks, so that what follows it is counted from
/// the end. A context that does not look like one says nothing.
pub(super) fn context(text: &str) -> Context<'_> {
    // From the end: Shell ID, Connected User where there is one, User, Sequence Number, …
    let mut last = [""; 10];
    for (place, line) in last.iter_mut().zip(text.trim_end().lines().rev()) {
        *place = line.split_once('=').map_or("", |(_, value)| value.trim());
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    for (connected, rest) in [(last[1], &last[2..]), ("", &last[1..])] {
        // Sequence Number and Pipeline ID.
        if is_number(rest[1]) && is_number(rest[6]) {
            return Context {
                user: rest[0],
                connected,
                script: rest[3],
                command: rest[5],
                pipeline: rest[6],
                runspace: rest[7],
            };
        }
    }
    Context::default()
}

/// The commands of a payload: each `CommandInvocation` with the bindings and errors of the
/// command of that name that follow it. A payload of one command is given as it is.
pub(super) fn commands(payload: &str) -> Vec<Cow<'_, str>> {
    let payload = payload.trim();
    if !payload.starts_with(INVOCATION) && element(payload).is_some() {
        let lines: Vec<Cow<'_, str>> = payload.lines().map(in_english).collect();
        let english = lines.join("\n");
        let owned = commands(&english).into_iter();
        return owned.map(|text| Cow::Owned(text.into_owned())).collect();
    }
    let count = payload
        .lines()
        .filter(|l| l.starts_with(INVOCATION))
        .count();
    if count < 2 {
        return if payload.is_empty() {
            Vec::new()
        } else {
            vec![Cow::Borrowed(payload)]
        };
    }
    let mut commands: Vec<(&str, String)> = Vec::new();
    let mut current = 0;
    for line in payload.lines() {
        if line.starts_with(INVOCATION) {
            commands.push((name(line).unwrap_or_default(), String::new()));
            current = commands.len() - 1;
        } else if let Some(name) = name(line)
            && let Some(place) = commands.iter().rposition(|(of, _)| *of == name)
        {
            current = place;
        }
        match commands.get_mut(current) {
            Some((_, text)) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(line);
            }
            // What stands before the first command is a text of its own.
            None => commands.push(("", line.to_owned())),
        }
    }
    commands
        .into_iter()
        .map(|(_, text)| Cow::Owned(text.trim().to_owned()))
        .collect()
}

/// Whether a text is this command's.
pub(super) fn is_of(text: &str, command: &str) -> bool {
    text.lines().next().and_then(name) == Some(command)
}

/// Whether a command's text says that it failed.
pub(super) fn is_failed(text: &str) -> bool {
    let of = text.lines().next().and_then(name);
    text.lines().any(|line| {
        ERRORS.iter().any(|word| line.starts_with(word))
            && name(line).is_some_and(|name| name.is_empty() || Some(name) == of)
    })
}

const INVOCATION: &str = "CommandInvocation(";
const BINDING: &str = "ParameterBinding(";
const ERRORS: [&str; 2] = ["NonTerminatingError(", "TerminatingError("];

/// The command that a line of a payload is of.
fn name(line: &str) -> Option<&str> {
    let rest = [INVOCATION, BINDING]
        .iter()
        .chain(&ERRORS)
        .find_map(|word| line.strip_prefix(word))?;
    rest.split_once("): ").map(|(name, _)| name)
}

/// A value of the details of a classic 800: lines of `\tKey=value`.
pub(super) fn detail<'a>(details: &'a str, key: &str) -> Option<&'a str> {
    details.lines().find_map(|line| {
        line.trim_start()
            .strip_prefix(key)?
            .strip_prefix('=')
            .map(str::trim)
    })
}
