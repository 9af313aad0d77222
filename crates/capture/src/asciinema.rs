//! asciinema's recordings, versions 1, 2 and 3: a header, then events of a terminal with their times.
//!
//! Rules: doc/asciicast-v1.md, -v2.md and -v3.md of asciinema. Version 3 counts each time from the
//! event before it.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::lines::Lines;
use super::parts::Parts;
use super::read::Unreadable;
use super::sniff::Head;
use super::terminal::Recording;
use super::{Ending, Format, GapKind, Sink, Stamp, Status};

/// How long a recording of version 1 may be, which is one object.
const MOST_OF_VERSION_1: usize = 64 << 20;

/// What its first line says.
#[derive(Deserialize)]
struct Header {
    version: u32,
    width: Option<usize>,
    height: Option<usize>,
    term: Option<Term>,
    timestamp: Option<f64>,
    command: Option<String>,
    /// Version 1: the events.
    stdout: Option<Vec<(f64, String)>>,
}

/// The terminal, in version 3.
#[derive(Deserialize)]
struct Term {
    cols: Option<usize>,
    rows: Option<usize>,
}

impl Header {
    fn width(&self) -> Option<usize> {
        self.width.or_else(|| self.term.as_ref()?.cols)
    }

    fn height(&self) -> Option<usize> {
        self.height.or_else(|| self.term.as_ref()?.rows)
    }

    fn start(&self) -> Option<Timestamp> {
        let seconds = self.timestamp.filter(|seconds| *seconds > 0.0)?;
        Timestamp::UNIX_EPOCH.checked_add(duration(seconds)?).ok()
    }
}

/// Seconds, if they are a time that a recording may have.
fn duration(seconds: f64) -> Option<SignedDuration> {
    SignedDuration::try_from_secs_f64(seconds).ok()
}

/// Whether a capture that begins so is one.
pub(super) fn looks_like(head: &Head<'_>) -> bool {
    let start = head.start();
    if !start.starts_with('{') {
        return false;
    }
    let first: String = start
        .chars()
        .take(4000)
        .filter(|c| !c.is_whitespace())
        .collect();
    [
        "\"version\":1,",
        "\"version\":2,",
        "\"version\":3,",
        "\"version\":1}",
        "\"version\":2}",
        "\"version\":3}",
    ]
    .iter()
    .any(|version| first.contains(version))
        && ["\"width\":", "\"term\":", "\"stdout\":"]
            .iter()
            .any(|key| first.contains(key))
}

/// Reads one.
pub(super) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut text = String::new();
    let mut first = 0;
    let header = loop {
        let Some(line) = lines.next() else {
            return Err(broken("its header does not end"));
        };
        if text.trim().is_empty() {
            first = line.number;
        }
        text.push_str(line.text);
        match serde_json::from_str::<Header>(&text) {
            Ok(header) => break header,
            // Version 1 may be written over several lines.
            Err(error) if error.is_eof() && text.len() < MOST_OF_VERSION_1 => text.push('\n'),
            Err(error) => return Err(broken(&error.to_string())),
        }
    };
    let start = header.start();
    let mut recording = Recording::new(header.width(), start.map(Stamp::Zoned), first);
    recording.rows(header.height());
    if let Some(command) = header
        .command
        .as_deref()
        .filter(|command| !is_shell(command))
    {
        recording.command(command, command, parts, sink);
    }
    let mut clock = Clock {
        start,
        seconds: 0.0,
        adds: header.version != 2,
    };
    let mut status = None;
    if header.version == 1 {
        for (delay, text) in header.stdout.unwrap_or_default() {
            clock.pass(delay);
            recording.feed(&text, first, clock.now(), parts, sink);
        }
    }
    let mut ending = Ending::Whole;
    while let Some(line) = lines.next() {
        let (number, text) = (line.number, line.text);
        if number % 1024 == 0 {
            parts.tick(sink);
        }
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        ending = Ending::Whole;
        let Ok((time, code, data)) = serde_json::from_str::<(f64, String, String)>(text) else {
            // The last line of a recording that was cut off; the others are damaged.
            parts.gap(
                None,
                number,
                GapKind::Unreadable("an event that is not whole".to_owned()),
            );
            ending = Ending::CutOff;
            continue;
        };
        clock.pass(time);
        match code.as_str() {
            "o" => recording.feed(&data, number, clock.now(), parts, sink),
            "r" => recording.resize(
                data.split(['x', ':'])
                    .next()
                    .and_then(|width| width.parse().ok()),
            ),
            "x" => status = data.trim().parse().ok().map(Status::Exit),
            // `i` is what was typed, which the shell shows; `m` is a mark of the recording's own.
            _ => {}
        }
    }
    parts.records = lines.count();
    recording.finish(ending, clock.now(), status, parts, sink);
    Ok(())
}

/// The time of events.
struct Clock {
    start: Option<Timestamp>,
    seconds: f64,
    /// Whether each time counts from the event before it.
    adds: bool,
}

impl Clock {
    fn pass(&mut self, time: f64) {
        if time.is_finite() && time >= 0.0 {
            self.seconds = if self.adds { self.seconds + time } else { time };
        }
    }

    fn now(&self) -> Option<Stamp> {
        let time = self.start?.checked_add(duration(self.seconds)?).ok()?;
        Some(Stamp::Zoned(time))
    }
}

/// The command of a recording that is only the shell to be recorded.
fn is_shell(command: &str) -> bool {
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or(program);
    matches!(name, "" | "bash" | "sh" | "zsh" | "fish" | "ksh" | "dash")
        && words.all(|word| word.starts_with('-') && !word.contains('c'))
}

fn broken(reason: &str) -> Unreadable {
    Unreadable::Broken {
        format: Format::Asciinema,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
