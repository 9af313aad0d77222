//! `Get-History` in the forms that people paste and keep: printed as a list or a table, converted to
//! JSON, XML or HTML. The names of its properties are those of .NET, in every language.

use std::io::BufRead;

use super::{Item, dates, give, marked, shown, whole};
use crate::parts::Parts;
use crate::sniff::Head;
use crate::{Format, GapKind, Sink, Stamp, Unreadable};

/// The form that a history has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    List,
    Table,
    Json,
    Xml,
    Html,
}

/// A command whose times are as they were written.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) item: Item,
    pub(super) start: String,
    pub(super) end: String,
}

/// What was found, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) found: Vec<Found>,
    pub(super) gaps: Vec<(u64, &'static str)>,
}

/// Whether a file that begins like this is a history.
pub(crate) fn looks_like(head: &Head<'_>) -> bool {
    form(head.start()).is_some()
}

fn form(start: &str) -> Option<Form> {
    let has = |text: &str| start.contains(text);
    if start.starts_with(['[', '{']) {
        let is_history =
            has("\"CommandLine\"") && (has("\"ExecutionStatus\"") || has("\"StartExecutionTime\""));
        return is_history.then_some(Form::Json);
    }
    if start.starts_with('<') {
        return if has("<Property Name=\"CommandLine\"") {
            Some(Form::Xml)
        } else if has("<th>CommandLine</th>") || has("<td>CommandLine:</td>") {
            Some(Form::Html)
        } else {
            None
        };
    }
    let mut lines = start.lines();
    let first = lines.next()?;
    if shown::is_table(first, lines.next()?) {
        return Some(Form::Table);
    }
    shown::is_list(start).then_some(Form::List)
}

/// Reads a history.
///
/// # Errors
/// Where it is none.
pub(crate) fn read(
    input: &mut dyn BufRead,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let text = whole(input, parts);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let read = match form(start) {
        Some(Form::List) => shown::list(whole_lines(&text)),
        Some(Form::Table) => shown::table(whole_lines(&text)),
        Some(Form::Json) => marked::json(&text),
        Some(Form::Xml) => marked::xml(&text),
        Some(Form::Html) => marked::html(&text),
        None => {
            return Err(Unreadable::Broken {
                format: Format::HistoryText,
                reason: "it has no property `CommandLine`".to_owned(),
            });
        }
    };
    let written: Vec<dates::Written> = read
        .found
        .iter()
        .flat_map(|found| [&found.start, &found.end])
        .filter_map(|text| dates::written(text))
        .collect();
    let first = dates::first(&written);
    let time = |text: &str| {
        zoned(text).or_else(|| {
            let time = dates::written(text)?.time(first)?;
            Some(Stamp::Local(time))
        })
    };
    let is_broken_off = !text.trim_end_matches(' ').ends_with('\n');
    let items: Vec<Item> = read
        .found
        .into_iter()
        .map(|found| Item {
            start: time(&found.start),
            end: time(&found.end),
            ..found.item
        })
        .collect();
    give(&items, parts, sink);
    let session = parts.sessions.len().checked_sub(1);
    if is_broken_off && matches!(form(start), Some(Form::List | Form::Table)) {
        let line = text.lines().count() as u64;
        let what = "the last line, which no line break ends".to_owned();
        parts.gap(session, line, GapKind::Unreadable(what));
    }
    for (line, what) in read.gaps {
        parts.gap(session, line, GapKind::Unreadable(what.to_owned()));
    }
    Ok(())
}

/// The text without a last line that no line break ends: nobody can tell whether that is whole.
fn whole_lines(text: &str) -> &str {
    text.rfind('\n').map_or("", |end| &text[..=end])
}

/// A time as JSON and XML have it: with its offset, or in milliseconds of Unix.
fn zoned(text: &str) -> Option<Stamp> {
    if let Some(rest) = text.strip_prefix("/Date(") {
        let number: i64 = rest.split([')', '+']).next()?.parse().ok()?;
        let time = jiff::Timestamp::from_millisecond(number).ok()?;
        return Some(Stamp::Zoned(time));
    }
    text.parse().ok().map(Stamp::Zoned)
}
