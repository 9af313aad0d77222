//! `script` of util-linux: a header, what the terminal was sent, a footer. Also a terminal's log
//! without either, found by its prompts or by the marks of a guided script.

use jiff::{Timestamp, civil};

use super::lines::Lines;
use super::parts::{MARK, Parts};
use super::read::Unreadable;
use super::sniff::Head;
use super::terminal::{self, Recording};
use super::{Ending, Sink, Stamp, Status};

const START: &str = "Script started on ";
const DONE: &str = "Script done on ";

/// How many lines a log without a header is known by.
const FIRST_LINES: usize = 200;

/// Whether a capture that begins so is one.
pub(super) fn looks_like(head: &Head<'_>) -> bool {
    if head.first_line().starts_with(START) {
        return true;
    }
    // A transcript of PowerShell begins with stars, and may hold marks as well.
    if head.first_line().starts_with("****") {
        return false;
    }
    let prompts = head.lines().take(FIRST_LINES).any(|line| {
        let line = line.trim_start_matches("\u{1b}[?2004h");
        line.starts_with(MARK)
            || terminal::prompt(line).is_some_and(|prompt| {
                prompt.user.is_some() && prompt.host.is_some() && prompt.length < line.len()
            })
    });
    prompts || head.text.contains("\u{1b}[?2004h")
}

/// Reads one.
pub(super) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut recording: Option<Recording> = None;
    let mut headed = false;
    // What may be the footer, until the next line tells.
    let mut footer: Option<(String, u64)> = None;
    // The break of the line before: the last line may have none, and then it was not entered.
    let mut broken = false;
    while let Some(line) = lines.next() {
        let starts = line.text.strip_prefix(START);
        let (number, text) = (line.number, line.text);
        if let Some(start) = starts
            && (recording.is_none() || footer.is_some())
        {
            if let Some(recording) = recording.take() {
                let (end, status) = footer.take().map_or((None, None), |(text, _)| done(&text));
                recording.finish(Ending::Whole, end, status, parts, sink);
            }
            let mut begun = Recording::new(number_of(start, "COLUMNS"), time(start), number);
            begun.rows(number_of(start, "LINES"));
            if let Some(command) = value(start, "COMMAND") {
                begun.command(command, text, parts, sink);
            }
            recording = Some(begun);
            (headed, broken) = (true, false);
            parts.tick(sink);
            continue;
        }
        let recording = recording.get_or_insert_with(|| Recording::new(None, None, number));
        if std::mem::replace(&mut broken, true) {
            recording.feed("\r\n", number - 1, None, parts, sink);
        }
        if let Some((text, number)) = footer.take() {
            // It was printed, by `cat` of another typescript say.
            recording.feed(&text, number, None, parts, sink);
            recording.feed("\r\n", number, None, parts, sink);
        }
        if text.starts_with(DONE) && headed {
            footer = Some((text.to_owned(), number));
            broken = false;
            continue;
        }
        recording.feed(text, number, None, parts, sink);
        if number % 1024 == 0 {
            parts.tick(sink);
        }
    }
    parts.records = lines.count();
    if let Some(mut recording) = recording {
        if broken && !headed {
            recording.feed("\r\n", parts.records, None, parts, sink);
        }
        let ending = if headed && footer.is_none() {
            Ending::CutOff
        } else {
            Ending::Whole
        };
        let (end, status) = footer.map_or((None, None), |(text, _)| done(&text));
        recording.finish(ending, end, status, parts, sink);
    }
    Ok(())
}

/// Time and exit code of a footer.
fn done(text: &str) -> (Option<Stamp>, Option<Status>) {
    let text = text.strip_prefix(DONE).unwrap_or(text);
    let code = value(text, "COMMAND_EXIT_CODE").and_then(|code| code.parse().ok());
    (time(text), code.map(Status::Exit))
}

/// `NAME="value"` among what stands in brackets.
fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let from = text.find(&format!("{name}=\"")).filter(|at| {
        let before = text[..*at].chars().next_back();
        matches!(before, Some(' ' | '['))
    })?;
    let rest = &text[from + name.len() + 2..];
    // A command may hold quotes itself: what ends it is followed by another name or the bracket.
    let end = rest.match_indices('"').map(|(at, _)| at).find(|at| {
        let after = &rest[at + 1..];
        after.starts_with(']')
            || (after.starts_with(' ')
                && after[1..].split_once("=\"").is_some_and(|(name, _)| {
                    name.bytes()
                        .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
                }))
    })?;
    Some(&rest[..end]).filter(|value| !value.is_empty())
}

fn number_of(text: &str, name: &str) -> Option<usize> {
    value(text, name)?.parse().ok()
}

/// The time at the beginning: `2026-11-21 01:40:19+00:00`, `Tue 12 Mar 2024 10:15:30 AM CET`,
/// `Mon Mar  4 10:00:00 2019`.
fn time(text: &str) -> Option<Stamp> {
    let text = text.split(" [").next()?.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        if let Ok(time) = text.parse::<Timestamp>() {
            return Some(Stamp::Zoned(time));
        }
        return text.parse::<civil::DateTime>().ok().map(Stamp::Local);
    }
    let zoneless = match text.rsplit_once(' ') {
        Some((before, zone))
            if zone.len() > 2 && zone.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            if matches!(zone, "UTC" | "GMT") {
                let time = local(before)?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
                return Some(Stamp::Zoned(time.timestamp()));
            }
            before
        }
        _ => text,
    };
    local(zoneless).map(Stamp::Local)
}

fn local(text: &str) -> Option<civil::DateTime> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        "%a %b %d %H:%M:%S %Y",
        "%a %d %b %Y %I:%M:%S %p",
        "%a %d %b %Y %H:%M:%S",
        "%a %b %d %H:%M:%S %Z %Y",
    ]
    .into_iter()
    .find_map(|format| civil::DateTime::strptime(format, &text).ok())
}

#[cfg(test)]
mod tests;
