//! Commands whose parameters the capture has bound already: module logging, and the transcripts of
//! endpoints.

use super::super::quote::{Quoting, quote};
use super::super::{Invocation, Tables};
use super::Interpreter;
use crate::Line;

/// What lines of the form `CommandInvocation(X): "X"` and
/// `ParameterBinding(X): name="…"; value="…"` come to: one invocation for each command.
///
/// What only shows the output (`Out-Default`) is left out. The values are texts as PowerShell made
/// them; those of objects are the names of their types.
pub fn bound(text: &str, tables: &Tables) -> Vec<Invocation> {
    let mut commands: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (head, body) in records(text) {
        let Some((kind, name)) = head.split_once('(') else {
            continue;
        };
        let name = name.trim_end_matches(')');
        match kind {
            "CommandInvocation" => commands.push((name.to_owned(), Vec::new())),
            "ParameterBinding" => {
                let Some(parameter) = parameter(body) else {
                    continue;
                };
                let at = commands.iter().rposition(|(known, _)| known == name);
                let at = at.unwrap_or_else(|| {
                    commands.push((name.to_owned(), Vec::new()));
                    commands.len() - 1
                });
                if let Some((_, parameters)) = commands.get_mut(at) {
                    parameters.push(parameter);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (name, parameters) in commands {
        if SHOWING.iter().any(|shows| name.eq_ignore_ascii_case(shows)) {
            continue;
        }
        let line = typed(&name, &parameters);
        let mut interpreter = Interpreter::new(tables);
        let line = Line {
            text: &line,
            folder: None,
            host: None,
        };
        for mut invocation in interpreter.run(&line) {
            invocation.span = 0..text.len();
            found.push(invocation);
        }
    }
    found
}

/// What a host runs to show output.
const SHOWING: &[&str] = &[
    "Out-Default",
    "Out-Host",
    "Out-LineOutput",
    "PSConsoleHostReadLine",
    "prompt",
];

/// The records: what stands before the colon, and what stands behind it, line breaks included.
fn records(text: &str) -> Vec<(&str, &str)> {
    let starts = |line: &str| {
        line.starts_with("CommandInvocation(")
            || line.starts_with("ParameterBinding(")
            || line.starts_with("NonTerminatingError(")
            || line.starts_with("TerminatingError(")
    };
    let mut places = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>', '\u{feff}']);
        if starts(bare) {
            places.push(at + line.len() - bare.len());
        }
        at += line.len();
    }
    let mut records = Vec::new();
    for (index, start) in places.iter().enumerate() {
        let end = places.get(index + 1).copied().unwrap_or(text.len());
        // The next record's own indent is no part of this one.
        let record = text.get(*start..end).unwrap_or_default();
        let record = record.trim_end_matches(['\n', '\r', ' ', '\t', '>']);
        if let Some((head, body)) = record.split_once("): ") {
            records.push((head, body));
        }
    }
    records
}

/// `name="…"; value="…"`; quotes in the value are not escaped.
fn parameter(body: &str) -> Option<(String, String)> {
    let rest = body.strip_prefix("name=\"")?;
    let (name, rest) = rest.split_once("\"; value=\"")?;
    let value = rest.strip_suffix('"').unwrap_or(rest);
    Some((name.to_owned(), value.to_owned()))
}

/// The line that one would type for it.
fn typed(name: &str, parameters: &[(String, String)]) -> String {
    let mut line = String::from("& ");
    line.push('\'');
    line.push_str(&quote(super::DIALECT, Quoting::Single, name));
    line.push('\'');
    for (parameter, value) in parameters {
        let plain =
            !parameter.is_empty() && parameter.chars().all(|c| c.is_alphanumeric() || c == '_');
        line.push(' ');
        if plain {
            line.push('-');
            line.push_str(parameter);
            line.push(':');
        }
        match value.as_str() {
            "True" => line.push_str("$true"),
            "False" => line.push_str("$false"),
            // Several values are joined by a comma and a blank.
            value => {
                for (index, item) in value.split(", ").enumerate() {
                    if index > 0 {
                        line.push(',');
                    }
                    line.push('\'');
                    line.push_str(&quote(super::DIALECT, Quoting::Single, item));
                    line.push('\'');
                }
            }
        }
    }
    line
}
