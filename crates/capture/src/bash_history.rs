//! `~/.bash_history`: a line a command, with `#1712345678` before it where `HISTTIMEFORMAT` is set. zsh's
//! file and what `history` prints are read as well.

mod manner; // How its lines are written.

use jiff::Timestamp;

use super::lines::Lines;
use super::parts::Parts;
use super::read::Unreadable;
use super::sniff::{Head, Sign};
use super::{Ending, Entry, Kind, Language, Output, Session, Sink, Stamp, Wanted, Whole};
use manner::Manner;
use runproof_shell::{self as command, Effect, Invocation, On, Program, Tables};

/// Over how many lines a command may go that is not complete before.
const MOST_LINES: usize = 200;
/// How many lines a history without times is known by.
const FIRST_LINES: usize = 100;

/// Whether a capture that begins so is one: its times prove it, and commands without times could be one.
pub(super) fn looks_like(head: &Head<'_>) -> Sign {
    if has_times(head) {
        Sign::Proof
    } else if is_listing(head) {
        Sign::Form
    } else if could_be(head) {
        Sign::Lines
    } else {
        Sign::None
    }
}

/// Whether a file of that name is one of a shell of Unix.
pub(super) fn is_named(name: &str) -> bool {
    name.contains("bash_history")
        || name.contains("zsh_history")
        || [".history", ".sh_history", ".ash_history"].contains(&name)
}

fn has_times(head: &Head<'_>) -> bool {
    if Manner::of(head.first_line()) == Manner::Zsh {
        return true;
    }
    let mut lines = head.lines().filter(|line| !line.is_empty());
    let timed = lines.next().is_some_and(|first| stamp(first).is_some())
        && lines
            .next()
            .is_none_or(|second| !second.starts_with('#') || second.contains(' '));
    timed
        || head
            .lines()
            .filter(|line| stamp(line).is_some())
            .nth(1)
            .is_some()
}

/// Whether `history` printed it: commands with a number and a time.
fn is_listing(head: &Head<'_>) -> bool {
    let mut lines = head.lines().filter_map(|line| Manner::Listing.read(line));
    let Some(first) = lines.next() else {
        return false;
    };
    let goes_on = lines.next().is_none_or(|next| {
        next.time.is_some() && next.number == first.number.and_then(|number| number.checked_add(1))
    });
    Manner::of(head.first_line()) == Manner::Listing && first.time.is_some() && goes_on
}

fn could_be(head: &Head<'_>) -> bool {
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
            version: runproof_shell::powershell::Version::Unknown,
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
    let mut manner = None;
    while let Some(line) = lines.next() {
        let (text, number) = (line.text, line.number);
        if number % 4096 == 0 {
            parts.tick(sink);
        }
        let manner = match manner {
            Some(manner) => manner,
            None if text.trim().is_empty() => continue,
            None => *manner.insert(Manner::of(text)),
        };
        let mut text = text;
        if let Some(begun) = manner.read(text) {
            give_all(command.take(), session, parts, sink);
            text = begun.text;
            if let (Some(stamp), Some(session)) = (begun.time, parts.sessions.get_mut(session)) {
                session.start.get_or_insert(stamp);
            }
            time = begun.time;
            last = begun.time.or(last);
        }
        // zsh writes a line break in a command as a backslash and a line break.
        let goes_on = manner == Manner::Zsh && text.ends_with('\\');
        if goes_on {
            text = &text[..text.len() - 1];
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
        if !goes_on && command::bash::is_complete(&open.lines.join("\n")) {
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
