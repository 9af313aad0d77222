//! `script` of util-linux: a header, what the terminal was sent, a footer. Also a terminal's log
//! without either, found by its prompts or by the marks of a guided script.

use jiff::{Timestamp, civil};

use super::lines::Lines;
use super::parts::{MARK, Parts};
use super::read::Unreadable;
use super::sniff::{Head, Sign};
use super::terminal::{self, Recording};
use super::{Ending, Sink, Stamp, Status};

/// What `script` writes first and last, in the languages that it was translated to. Where it says more in
/// brackets, those tell it in any language.
const START: [&str; 9] = [
    "Script started on ",
    "Skript gestartet auf ",
    "Skript gestartet am ",
    "Script démarré sur ",
    "Script démarré le ",
    "Script lancé le ",
    "Script iniciado em ",
    "Script iniciado en ",
    "Script iniziato su ",
];
const DONE: [&str; 9] = [
    "Script done on ",
    "Skript beendet auf ",
    "Skript beendet am ",
    "Script terminé sur ",
    "Script terminé le ",
    "Script concluído em ",
    "Script terminado em ",
    "Script terminado en ",
    "Script completato su ",
];

/// How many lines a log without a header is known by.
const FIRST_LINES: usize = 200;

/// Whether a capture that begins so is one.
pub(super) fn looks_like(head: &Head<'_>) -> Sign {
    if started(head.first_line()).is_some() {
        return Sign::Proof;
    }
    // A transcript of PowerShell begins with stars, and may hold marks as well.
    if head.first_line().starts_with("****") {
        return Sign::None;
    }
    let prompts = head.lines().take(FIRST_LINES).any(|line| {
        let line = terminal::plain(line);
        let line = line.as_str();
        line.starts_with(MARK)
            || terminal::prompt(line).is_some_and(|prompt| {
                prompt.user.is_some() && prompt.host.is_some() && prompt.length < line.len()
            })
    });
    match prompts || head.text.contains("\u{1b}[?2004h") {
        true => Sign::Form,
        false => Sign::None,
    }
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
        let starts = started(line.text);
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
            recording.file_ends(number);
        }
        if starts.is_some() {
            recording.file_begins(number);
        }
        if done_at(text).is_some() && headed {
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
        // A log without a header has no end either, unless the shell was left.
        let ending = match headed {
            true if footer.is_none() => Ending::CutOff,
            false if !recording.was_left(parts, sink) => Ending::CutOff,
            _ => Ending::Whole,
        };
        let (end, status) = footer.map_or((None, None), |(text, _)| done(&text));
        recording.finish(ending, end, status, parts, sink);
    }
    Ok(())
}

/// What stands behind the words of a header: the time, and what is in brackets.
fn started(line: &str) -> Option<&str> {
    let known = behind_words(line, &START);
    known.or_else(|| told_by_brackets(line, &[" [TERM=\"", " [TTY=\"", " [COMMAND=\"", " [<"]))
}

/// The same of a footer.
fn done_at(line: &str) -> Option<&str> {
    let known = behind_words(line, &DONE);
    known.or_else(|| told_by_brackets(line, &[" [COMMAND_EXIT_CODE=\""]))
}

/// What stands behind the words that a line begins with. It is asked of every line, and hardly one
/// begins with their first letter.
fn behind_words<'l>(line: &'l str, all: &[&str]) -> Option<&'l str> {
    let mut all = all.iter().filter(|_| line.starts_with('S'));
    all.find_map(|words| line.strip_prefix(words))
}

/// A few words, a time that begins with its year, and brackets.
fn told_by_brackets<'l>(line: &'l str, brackets: &[&str]) -> Option<&'l str> {
    if !line.ends_with(']') {
        return None;
    }
    let at = brackets.iter().find_map(|bracket| line.find(bracket))?;
    let from = line[..at].find(|c: char| c.is_ascii_digit())?;
    let is_time = time(&line[from..]).is_some();
    let are_words = from > 0 && line[..from].chars().all(|c| c.is_alphabetic() || c == ' ');
    (is_time && are_words).then(|| &line[from..])
}

/// Time and exit code of a footer.
fn done(text: &str) -> (Option<Stamp>, Option<Status>) {
    let text = done_at(text).unwrap_or(text);
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
    .or_else(|| named(&text))
}

/// A time with the names of a day and a month in another language: `Sa 14 Mär 2026 20:05:00`.
fn named(text: &str) -> Option<civil::DateTime> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "gen", "ene"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "mrz"],
        &["apr", "avr", "abr"],
        &["mai", "may", "mag"],
        &["juin", "jun", "giu"],
        &["juil", "jul", "lug"],
        &["aug", "aoû", "ago"],
        &["sep", "set"],
        &["okt", "oct", "out", "ott"],
        &["nov"],
        &["dez", "déc", "dec", "dic"],
    ];
    let (mut day, mut month, mut year, mut time) = (None, None, None, None);
    // The first word is the day of the week.
    for word in text.split(' ').skip(1) {
        let lower = word.to_lowercase();
        let number = word.trim_end_matches('.').parse::<i16>().ok();
        let clock = word.parse::<civil::Time>().ok();
        match number {
            Some(number) if number > 31 => year = Some(number),
            Some(number) => day = i8::try_from(number).ok(),
            None if word.contains(':') => time = clock,
            None => {
                let at = MONTHS
                    .iter()
                    .position(|names| names.iter().any(|name| lower.starts_with(name)));
                month = month.or(at.and_then(|at| i8::try_from(at + 1).ok()));
            }
        }
    }
    let date = civil::Date::new(year?, month?, day?).ok()?;
    Some(date.to_datetime(time?))
}

#[cfg(test)]
mod tests;
