//! How a history's lines are written: bash's file, zsh's file with times, and what `history` prints.

use jiff::{Timestamp, civil};

use crate::Stamp;

/// How a history's lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// A command a line, `#1773518400` before it where `HISTTIMEFORMAT` is set.
    File,
    /// `: 1773518400:0;cd /etc`.
    Zsh,
    /// `  501  2026-03-14 20:10:00 cd /etc`.
    Listing,
}

/// A line of a history.
pub(super) struct Line<'l> {
    /// The number that `history` prints.
    pub(super) number: Option<u64>,
    pub(super) time: Option<Stamp>,
    pub(super) text: &'l str,
}

impl Manner {
    /// That of a history whose first line is this one.
    pub(super) fn of(first: &str) -> Self {
        if zsh(first).is_some() {
            Self::Zsh
        } else if listed(first).is_some() {
            Self::Listing
        } else {
            Self::File
        }
    }

    /// What begins on that line, if a command does.
    pub(super) fn read(self, line: &str) -> Option<Line<'_>> {
        match self {
            Self::File => None,
            Self::Zsh => zsh(line),
            Self::Listing => listed(line),
        }
    }
}

/// `: 1773518400:0;cd /etc`.
fn zsh(line: &str) -> Option<Line<'_>> {
    let rest = line.strip_prefix(": ")?;
    let (times, text) = rest.split_once(';')?;
    let (begun, took) = times.split_once(':')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !(9..=11).contains(&begun.len()) || !is_number(begun) || !is_number(took) {
        return None;
    }
    let time = Timestamp::from_second(begun.parse().ok()?).ok()?;
    Some(Line {
        number: None,
        time: Some(Stamp::Zoned(time)),
        text,
    })
}

/// `  501  cd /etc`, `  501* cd /etc`, with a time before the command where `HISTTIMEFORMAT` is set.
fn listed(line: &str) -> Option<Line<'_>> {
    let line = line.trim_start_matches(' ');
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line[..line.len() - rest.len()].parse().ok()?;
    let text = rest
        .strip_prefix("  ")
        .or_else(|| rest.strip_prefix("* "))?;
    let (time, text) = timed(text);
    (!text.trim().is_empty()).then_some(Line {
        number: Some(number),
        time,
        text,
    })
}

/// The time that a text begins with: `2026-03-14 20:10:00`, or `2026-03-14T20:10:00+0100`.
fn timed(text: &str) -> (Option<Stamp>, &str) {
    let plain = text.trim_start_matches('[');
    let days = plain
        .get(..10)
        .and_then(|day| day.parse::<civil::Date>().ok());
    let time = plain
        .get(11..19)
        .and_then(|time| time.parse::<civil::Time>().ok());
    let (Some(day), Some(time)) = (days, time) else {
        return (None, text);
    };
    let rest = &plain[19..];
    let offset = rest.split(' ').next().unwrap_or_default();
    let zoned = plain[..19].replace(' ', "T") + offset.trim_end_matches(']');
    let stamp = match zoned.parse::<Timestamp>() {
        Ok(time) => Stamp::Zoned(time),
        Err(_) => Stamp::Local(day.to_datetime(time)),
    };
    let rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    (Some(stamp), rest.trim_start())
}
