//! `~/.bash_history`: a line a command, with `#1712345678` before it where `HISTTIMEFORMAT` is set.

use jiff::Timestamp;

use super::lines::Lines;
use super::parts::Parts;
use super::read::Unreadable;
use super::sniff::Head;
use super::{Ending, Entry, Kind, Language, Output, Session, Sink, Stamp, Wanted, Whole};
use crate::command::{self, Effect, Invocation, On, Program, Tables};

/// Over how many lines a command may go that is not complete before.
const MOST_LINES: usize = 200;
/// How many lines a history without times is known by.
const FIRST_LINES: usize = 100;

/// Whether a capture that begins so is one.
pub(super) fn looks_like(head: &Head<'_>) -> bool {
    let mut lines = head.lines().filter(|line| !line.is_empty());
    let timed = lines.next().is_some_and(|first| stamp(first).is_some())
        && lines
            .next()
            .is_none_or(|second| !second.starts_with('#') || second.contains(' '));
    if timed
        || head
            .lines()
            .filter(|line| stamp(line).is_some())
            .nth(1)
            .is_some()
    {
        return true;
    }
    if head.name.contains("bash_history") || head.name == ".history" {
        return true;
    }
    let tables = Tables::default();
    let mut session = command::bash::Interpreter::new(&tables);
    let (mut known, mut all) = (0_usize, 0_usize);
    let mut open = String::new();
    for text in head
        .lines()
        .take(FIRST_LINES)
        .filter(|line| !line.trim().is_empty())
    {
        if text.len() > 2000
            || (open.is_empty() && text.starts_with([' ', '\t', '<', '{', '*']))
            || is_powershell(text)
        {
            return false;
        }
        open.push_str(text);
        if !command::bash::is_complete(&open) {
            open.push('\n');
            continue;
        }
        all += 1;
        let found = session.run(&command::Line {
            text: &open,
            folder: None,
            host: None,
        });
        known += usize::from(found.iter().any(is_known));
        open.clear();
    }
    all >= 2 && known * 10 >= all * 8
}

/// Whether it is a program that every Unix system has.
fn is_known(found: &Invocation) -> bool {
    const EDITORS: [&str; 6] = ["vi", "vim", "nano", "emacs", "git", "make"];
    found.effect != Effect::Unknown
        || found.on != On::Here
        || matches!(&found.program, Program::Named(name) if EDITORS.contains(&name.as_str()))
}

/// `Get-Thing`, `$x = …`, `C:\…`.
fn is_powershell(text: &str) -> bool {
    let first = text.split([' ', ';', '|']).next().unwrap_or_default();
    let verb_noun = first.split_once('-').is_some_and(|(verb, noun)| {
        verb.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.starts_with(|c: char| c.is_ascii_uppercase())
    });
    verb_noun
        || text.starts_with(['$', '&', '.']) && text.contains(['\\', '='])
        || text.contains(":\\")
        || text.ends_with('`')
}

/// `#1712345678`: seconds since 1970.
fn stamp(line: &str) -> Option<Stamp> {
    let digits = line.strip_prefix('#')?;
    if !(9..=11).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = digits.parse().ok()?;
    Timestamp::from_second(seconds).ok().map(Stamp::Zoned)
}

/// A command that is being read.
struct Command {
    lines: Vec<String>,
    line: u64,
    time: Option<Stamp>,
}

/// Reads one.
pub(super) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let session = parts.begin(
        Session {
            host: None,
            user: None,
            run_as: None,
            language: Language::Bash,
            version: crate::command::powershell::Version::Unknown,
            start: None,
            end: None,
            ending: Ending::Whole,
            line: 1,
        },
        sink,
    );
    let mut command: Option<Command> = None;
    let mut time = None;
    let mut last = None;
    while let Some(line) = lines.next() {
        let (text, number) = (line.text, line.number);
        if number % 4096 == 0 {
            parts.tick(sink);
        }
        if let Some(stamp) = stamp(text) {
            give_all(command.take(), session, parts, sink);
            if let Some(session) = parts.sessions.get_mut(session) {
                session.start.get_or_insert(stamp);
            }
            (time, last) = (Some(stamp), Some(stamp));
            continue;
        }
        let open = match &mut command {
            Some(open) => {
                open.lines.push(text.to_owned());
                open
            }
            None if text.trim().is_empty() => continue,
            // A time is the next command's alone: further lines may be another session's.
            None => command.insert(Command {
                lines: vec![text.to_owned()],
                line: number,
                time: time.take(),
            }),
        };
        if command::bash::is_complete(&open.lines.join("\n")) {
            let whole = open.lines.join("\n");
            give(
                &whole,
                &open.lines[0],
                open.line,
                open.time,
                session,
                parts,
                sink,
            );
            command = None;
        } else if open.lines.len() >= MOST_LINES {
            give_all(command.take(), session, parts, sink);
        }
    }
    give_all(command.take(), session, parts, sink);
    parts.records = lines.count();
    if let Some(session) = parts.sessions.get_mut(session) {
        session.end = last;
    }
    Ok(())
}

/// Lines that never came to a complete command: each is one of its own.
fn give_all(command: Option<Command>, session: usize, parts: &mut Parts, sink: &mut dyn Sink) {
    let Some(Command { lines, line, time }) = command else {
        return;
    };
    for (number, text) in (line..).zip(&lines) {
        if !text.trim().is_empty() {
            give(text, text, number, time, session, parts, sink);
        }
    }
}

fn give(
    text: &str,
    quoted: &str,
    line: u64,
    time: Option<Stamp>,
    session: usize,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) {
    let entry = Entry {
        session,
        line,
        text,
        quoted,
        column: 0,
        kind: Kind::Typed,
        folder: None,
        host: None,
        time,
        ended: None,
        status: None,
    };
    if parts.enter(&entry, sink) == Wanted::Output {
        sink.output(&Output {
            text: "",
            line,
            whole: Whole::Never,
        });
    }
}

#[cfg(test)]
mod tests;
