//! Histories of PowerShell: what was typed, and not where, by whom or, mostly, when.
//!
//! A history belongs to a user at a computer, and says neither; who hands it in has to.

mod clixml;
mod csv;
mod dates;
mod marked;
mod psreadline;
mod shown;
mod text;

#[cfg(test)]
mod tests;

use std::io::{BufRead, Read as _};

use super::parts::Parts;
use super::{Ending, Entry, GapKind, Kind, Language, Session, Sink, Stamp, Status};

pub(super) use clixml::{looks_like as looks_like_clixml, read as read_clixml};
pub(super) use csv::{looks_like as looks_like_csv, read as read_csv};
pub(super) use psreadline::{looks_like as looks_like_psreadline, read as read_psreadline};
pub(super) use text::{looks_like as looks_like_text, read as read_text};

/// The longest history, in bytes: PowerShell keeps 4,096 commands, and at most 32,767.
const LONGEST: u64 = 64 * 1024 * 1024;

/// One command of a history.
#[derive(Debug, Default)]
struct Item {
    line: u64,
    text: String,
    status: Option<Status>,
    start: Option<Stamp>,
    end: Option<Stamp>,
}

/// Gives a history's commands as one session.
fn give(items: &[Item], parts: &mut Parts, sink: &mut dyn Sink) {
    let Some(first) = items.first() else { return };
    let session = parts.begin(
        Session {
            start: items.iter().find_map(|item| item.start),
            end: items.iter().rev().find_map(|item| item.end.or(item.start)),
            ..nobody(first.line)
        },
        sink,
    );
    for item in items {
        parts.records += 1;
        let text = item.text.trim();
        if !text.is_empty() {
            let entry = Entry {
                time: item.start,
                ended: item.end,
                status: item.status,
                ..typed(session, item.line, text)
            };
            parts.enter_alone(&entry, sink);
        }
    }
}

/// A session of which the capture says nothing.
fn nobody(line: u64) -> Session {
    Session {
        host: None,
        user: None,
        run_as: None,
        language: Language::Powershell,
        version: runproof_shell::powershell::Version::Unknown,
        start: None,
        end: None,
        ending: Ending::Whole,
        line,
    }
}

/// A line as typed, quoted by its own first line.
fn typed(session: usize, line: u64, text: &str) -> Entry<'_> {
    Entry {
        session,
        line,
        text,
        quoted: text.lines().next().unwrap_or_default(),
        column: 0,
        kind: Kind::Typed,
        folder: None,
        host: None,
        time: None,
        ended: None,
        status: None,
    }
}

/// What `ExecutionStatus` says: the names of .NET's `PipelineState`, in every language.
fn status(name: &str) -> Option<Status> {
    match name.trim() {
        "Completed" => Some(Status::Completed),
        "Failed" | "Stopped" => Some(Status::Failed),
        _ => None,
    }
}

/// Reads a history whole, as far as a history goes.
fn whole(input: &mut dyn BufRead, parts: &mut Parts) -> String {
    let mut bytes = Vec::new();
    if let Err(error) = (&mut *input).take(LONGEST).read_to_end(&mut bytes) {
        parts.gap(None, 0, GapKind::Unreadable(error.to_string()));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    if input.fill_buf().is_ok_and(|rest| !rest.is_empty()) {
        let line = text.lines().count() as u64;
        let why = "a history is read up to 64 MiB".to_owned();
        parts.gap(None, line, GapKind::Unreadable(why));
    }
    text
}
