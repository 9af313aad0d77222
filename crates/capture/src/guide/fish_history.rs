//! `~/.local/share/fish/fish_history`: an entry is `- cmd: ls`, and then its time, `  when: 1712345678`.

use jiff::Timestamp;

use crate::lines::Lines;
use crate::parts::Parts;
use crate::read::Unreadable;
use crate::sniff::{Head, Sign};
use crate::{Ending, Entry, Kind, Language, Session, Sink, Stamp};

/// Whether a capture that begins so is one.
pub(crate) fn looks_like(head: &Head<'_>) -> Sign {
    let mut lines = head.lines();
    let is_entry = lines.next().is_some_and(|line| line.starts_with("- cmd: "));
    Sign::proof(is_entry && lines.next().and_then(time).is_some())
}

/// Reads one.
pub(crate) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let session = Session {
        host: None,
        user: None,
        run_as: None,
        language: Language::Bash,
        version: runproof_shell::powershell::Version::Unknown,
        start: None,
        end: None,
        ending: Ending::Whole,
        line: 1,
    };
    let session = parts.begin(session, sink);
    // A command whose time may still come: its line's number, and the line.
    let mut open: Option<(u64, String)> = None;
    while let Some(line) = lines.next() {
        let time = time(line.text);
        if time.is_some() || line.text.starts_with("- cmd: ") {
            give(open.take(), time, session, parts, sink);
        }
        if line.text.starts_with("- cmd: ") {
            open = Some((line.number, line.text.to_owned()));
        }
        if line.number % 4096 == 0 {
            parts.tick(sink);
        }
    }
    give(open, None, session, parts, sink);
    Ok(())
}

/// `  when: 1712345678`: seconds since 1970.
fn time(line: &str) -> Option<Stamp> {
    let seconds = line.strip_prefix("  when: ")?.parse().ok()?;
    Some(Stamp::Zoned(Timestamp::from_second(seconds).ok()?))
}

fn give(
    command: Option<(u64, String)>,
    time: Option<Stamp>,
    session: usize,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) {
    let Some((line, quoted)) = command else {
        return;
    };
    let column = "- cmd: ".len();
    let entry = Entry {
        session,
        line,
        text: &quoted[column..],
        quoted: &quoted,
        column,
        kind: Kind::Typed,
        folder: None,
        host: None,
        time,
        ended: None,
        status: None,
    };
    parts.enter_alone(&entry, sink);
}
