//! `Get-History | Export-Csv`: a table of commands.
//!
//! Columns are found by their names, which are no language's. The separator is a comma or, with
//! `-UseCulture`, a semicolon; Windows PowerShell writes a `#TYPE` line before the names.

use std::io::BufRead;

use super::{Item, dates, give, status, whole};
use crate::parts::Parts;
use crate::sniff::Head;
use crate::{Format, GapKind, Sink, Stamp, Unreadable};

/// Whether a file that begins like this is a history.
pub(crate) fn looks_like(head: &Head<'_>) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let (names, is_typed) = if first.starts_with("#TYPE") {
        let is_history = first.contains("Commands.HistoryInfo");
        (lines.next().unwrap_or_default(), is_history)
    } else {
        (first, false)
    };
    let names = columns(names, separator(names));
    let has = |name: &str| names.iter().any(|column| column.eq_ignore_ascii_case(name));
    has("CommandLine") && (is_typed || has("ExecutionStatus") || has("StartExecutionTime"))
}

/// What stands between the columns.
fn separator(names: &str) -> u8 {
    let count = |byte: u8| names.bytes().filter(|b| *b == byte).count();
    [b';', b'\t']
        .into_iter()
        .find(|byte| count(*byte) > count(b','))
        .unwrap_or(b',')
}

fn columns(names: &str, separator: u8) -> Vec<String> {
    names
        .split(char::from(separator))
        .map(|name| name.trim().trim_matches('"').to_owned())
        .collect()
}

/// A row whose times are not understood yet.
struct Row {
    item: Item,
    start: Option<dates::Written>,
    end: Option<dates::Written>,
}

/// Reads a history.
///
/// # Errors
/// Where it has no column `CommandLine`.
pub(crate) fn read(
    input: &mut dyn BufRead,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let text = whole(input, parts);
    // The names' line, and what stands before it.
    let mut skipped = 0_u64;
    let mut table = text.as_str();
    let names = loop {
        let (line, rest) = table.split_once('\n').unwrap_or((table, ""));
        skipped += 1;
        table = rest;
        let line = line.trim();
        if !(line.is_empty() || line.starts_with('#')) || table.is_empty() {
            break line;
        }
    };
    let separator = separator(names);
    let names = columns(names, separator);
    let column = |name: &str| names.iter().position(|n| n.eq_ignore_ascii_case(name));
    let Some(command) = column("CommandLine") else {
        return Err(Unreadable::Broken {
            format: Format::HistoryCsv,
            reason: "it has no column `CommandLine`".to_owned(),
        });
    };
    let (ending, start, end) = (
        column("ExecutionStatus"),
        column("StartExecutionTime"),
        column("EndExecutionTime"),
    );
    let mut rows = Vec::new();
    let mut odd: Option<(u64, String)> = None;
    let (mut line, mut counted) = (skipped + 1, 0);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(table.as_bytes());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                parts.gap(None, line, GapKind::Unreadable(error.to_string()));
                continue;
            }
        };
        // The reader's own line is that of the last row's end where lines end in CR LF.
        let begins = record.position().map_or(0, |at| at.byte());
        let begins = usize::try_from(begins)
            .unwrap_or(usize::MAX)
            .min(table.len());
        let breaks = table.as_bytes()[begins..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        line +=
            memchr::memchr_iter(b'\n', &table.as_bytes()[counted..begins + breaks]).count() as u64;
        counted = begins + breaks;
        let field = |place: Option<usize>| place.and_then(|place| record.get(place));
        let is_last = !text.ends_with(['\n', '\r'])
            && record.position().is_some_and(|at| {
                usize::try_from(at.byte())
                    .is_ok_and(|at| !table[at.min(table.len())..].trim().contains('\n'))
            });
        if record.len() < names.len() && is_last {
            let why = "a row that breaks off".to_owned();
            parts.gap(None, line, GapKind::Unreadable(why));
            continue;
        }
        let Some(text) = field(Some(command)) else {
            let why = "a row without its command".to_owned();
            parts.gap(None, line, GapKind::Unreadable(why));
            continue;
        };
        rows.push(Row {
            item: Item {
                line,
                text: text.replace("\r\n", "\n").replace('\r', "\n"),
                status: field(ending).and_then(status),
                ..Item::default()
            },
            start: field(start).and_then(dates::written),
            end: field(end).and_then(dates::written),
        });
        let is_odd = |cell: &str| !cell.trim().is_empty() && dates::written(cell).is_none();
        if let Some(cell) = field(start).filter(|cell| is_odd(cell))
            && odd.is_none()
        {
            odd = Some((line, cell.to_owned()));
        }
    }
    let written: Vec<dates::Written> = rows
        .iter()
        .flat_map(|row| [row.start, row.end])
        .flatten()
        .collect();
    // Commands of several runspaces may overlap, but a runspace runs one at a time.
    let first = dates::first(&written);
    let time = |date: Option<dates::Written>| date?.time(first).map(Stamp::Local);
    if odd.is_none() {
        let untold = rows.iter().find(|row| {
            row.start.is_some_and(|start| {
                start.time(Some(dates::First::Day)).is_none()
                    && start.time(Some(dates::First::Month)).is_none()
            })
        });
        odd = untold.map(|row| (row.item.line, String::new()));
    }
    let items: Vec<Item> = rows
        .into_iter()
        .map(|row| Item {
            start: time(row.start),
            end: time(row.end),
            ..row.item
        })
        .collect();
    give(&items, parts, sink);
    if let Some((line, cell)) = odd {
        let session = parts.sessions.len().checked_sub(1);
        let what = match cell.as_str() {
            "" => "times of a calendar that is not known".to_owned(),
            cell => format!("times that are written like `{cell}`"),
        };
        parts.gap(session, line, GapKind::Unreadable(what));
    }
    Ok(())
}
