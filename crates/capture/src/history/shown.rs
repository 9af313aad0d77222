//! `Get-History` as it was printed: a list of properties, or a table.

use super::status;
use super::text::{Found, Read};

/// What a console does not print wider than.
const NARROWEST: usize = 79;

const WRAPPED: &str = "a command that was wrapped over several lines";
const CUT: &str = "a command that the table cut short";

/// Whether these lines are the head of a table with the commands in its last column.
pub(super) fn is_table(names: &str, rule: &str) -> bool {
    let names: Vec<&str> = names.split_whitespace().collect();
    let is_rule = !rule.trim().is_empty() && rule.chars().all(|c| matches!(c, '-' | ' ' | '\r'));
    is_rule && names.last() == Some(&"CommandLine") && names.contains(&"Id")
}

/// Whether the text begins as a list of properties does.
pub(super) fn is_list(text: &str) -> bool {
    let mut lines = text.lines().take_while(|line| !line.trim().is_empty());
    let first = lines.next().and_then(|line| line.split_once(" : "));
    let Some((name, value)) = first else {
        return false;
    };
    let is_id = name.trim() == "Id" && value.trim().bytes().all(|byte| byte.is_ascii_digit());
    is_id && lines.any(|line| line.starts_with("CommandLine ") && line.contains(" : "))
}

/// Reads a list.
pub(super) fn list(text: &str) -> Read {
    let mut read = Read::default();
    let widest = text.lines().map(width).max().unwrap_or(0);
    // Where the colons stand, and the property that goes on.
    let mut colon = 0;
    let mut last = "";
    let mut is_full = false;
    let mut broken: Vec<usize> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            (last, is_full) = ("", false);
            continue;
        }
        let named = line
            .split_once(" : ")
            .or_else(|| line.strip_suffix(" :").map(|name| (name, "")))
            .filter(|(name, _)| !name.starts_with(' ') && !name.trim_end().contains(' '));
        let Some((name, value)) = named.filter(|(name, _)| colon == 0 || name.len() == colon)
        else {
            if last == "CommandLine"
                && let Some(found) = read.found.last_mut()
            {
                if is_full {
                    broken.push(read.found.len() - 1);
                } else {
                    found.item.text.push('\n');
                    let from = line.len() - line.trim_start_matches(' ').len();
                    found.item.text.push_str(&line[from.min(colon + 3)..]);
                }
                is_full = width(line) >= NARROWEST && width(line) + 1 >= widest;
            }
            continue;
        };
        colon = name.len();
        last = name.trim_end();
        is_full = width(line) >= NARROWEST && width(line) == widest;
        match last {
            "Id" => read.found.push(Found::default()),
            _ if read.found.is_empty() => {}
            _ => {
                let found = read.found.last_mut();
                if let Some(found) = found {
                    match last {
                        "CommandLine" => {
                            found.item.line = number;
                            value.clone_into(&mut found.item.text);
                        }
                        "ExecutionStatus" => found.item.status = status(value),
                        "StartExecutionTime" => value.clone_into(&mut found.start),
                        "EndExecutionTime" => value.clone_into(&mut found.end),
                        _ => {}
                    }
                }
            }
        }
    }
    broken.dedup();
    for at in broken {
        if let Some(found) = read.found.get_mut(at) {
            read.gaps.push((found.item.line, WRAPPED));
            found.item.text.clear();
        }
    }
    read
}

/// Reads a table.
pub(super) fn table(text: &str) -> Read {
    let mut read = Read::default();
    // The column in which the commands stand.
    let mut column: Option<usize> = None;
    let mut names = "";
    let mut is_open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end_matches('\r');
        if is_table(names, line) {
            let at = names.find("CommandLine");
            column = at.map(|at| width(&names[..at]));
            is_open = false;
            names = "";
            continue;
        }
        names = line;
        let Some(column) = column else { continue };
        if line.trim().is_empty() {
            is_open = false;
            continue;
        }
        let from = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        let (before, command) = line.split_at(from);
        let first = before.split_whitespace().next();
        let is_row = first.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
        let is_cut = command.ends_with('…') || command.ends_with("...");
        if is_cut {
            read.gaps.push((number, CUT));
            if !is_row && is_open {
                read.found.pop();
            }
            is_open = false;
        } else if is_row {
            let mut found = Found::default();
            found.item.line = number;
            command.trim_end().clone_into(&mut found.item.text);
            read.found.push(found);
            is_open = true;
        } else if is_open && let Some(found) = read.found.last_mut() {
            found.item.text.push('\n');
            found.item.text.push_str(command.trim_end());
        }
    }
    read
}

fn width(text: &str) -> usize {
    text.trim_end_matches('\r').chars().count()
}
