//! Event logs of IEEE 1849 (XES), as process-mining tools hand them on, and as the report writes
//! them.
//!
//! An event's command is its `runproof:command`, else its `concept:name`; `time:timestamp` is when,
//! in local time where it has no offset, and `org:resource` who. The rest is said by attributes of our own: `runproof:host`,
//! `runproof:session`, `runproof:shell` (`powershell`, `bash`, `windows`), `runproof:status`
//! (`completed`, `failed`, `exit 3`), `runproof:output`, `runproof:folder` and `runproof:capture`.
//! Events that only say that something began are left out: its end follows. An entry's line is the
//! line of this file; what `runproof:line` says is the line of another.

use std::collections::HashMap;
use std::io::BufRead;

use jiff::{Timestamp, civil};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::events::record::{Broken, plain_breaks, push_escaped};
use super::events::records::{Between, Piece, Records, Shape};
use super::parts::Parts;
use super::sniff::Head;
use super::{
    Ending, Entry, Format, GapKind, Kind, Language, Output, Session, Sink, Stamp, Status,
    Unreadable, Wanted, Whole,
};

const EVENT: Shape = Shape {
    open: b"<event",
    then: None,
    between: Between::Anything,
};

/// How deep attributes may lie in each other.
const DEEPEST: usize = 64;

/// Whether a file that begins like this is an event log of XES.
pub(super) fn looks_like(head: &Head<'_>) -> bool {
    let Some(at) = head.text.find("<log") else {
        return false;
    };
    let is_root = head.start().starts_with("<?xml") || head.start().starts_with('<');
    let rest = &head.text[at + "<log".len()..];
    is_root
        && rest.starts_with(|c: char| c.is_whitespace() || c == '>')
        && (head.text.contains("xes.version")
            || head.text.contains("xes-standard.org")
            || head.text.contains("concept:name"))
}

/// What one event says.
#[derive(Debug, Default)]
struct Said {
    name: Option<String>,
    command: Option<String>,
    time: Option<Stamp>,
    /// Whether it says a time that cannot be read.
    is_time_unknown: bool,
    user: Option<String>,
    transition: Option<String>,
    host: Option<String>,
    session: Option<String>,
    capture: Option<String>,
    shell: Option<String>,
    status: Option<Status>,
    output: Option<String>,
    folder: Option<String>,
}

/// Whose commands a session holds.
#[derive(PartialEq, Eq, Hash)]
struct Who {
    capture: Option<String>,
    host: Option<String>,
    user: Option<String>,
    session: Option<String>,
    shell: Option<String>,
}

/// Reads an event log.
///
/// # Errors
/// Where there is no event in it.
pub(super) fn read(
    input: &mut dyn BufRead,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut sessions: HashMap<Who, usize> = HashMap::new();
    let mut records = Records::new(input, EVENT);
    while let Some(piece) = records.next() {
        let (xml, line) = match piece {
            Piece::Record(xml, line) => (xml, line),
            Piece::Broken(line, why) => {
                parts.gap(None, line, GapKind::Unreadable(why));
                continue;
            }
        };
        parts.records += 1;
        parts.tick(sink);
        match said(&xml) {
            Ok(said) => enter(said, line, &mut sessions, parts, sink),
            Err(Broken(why)) => parts.gap(None, line, GapKind::Unreadable(why)),
        }
    }
    if parts.records == 0 {
        return Err(Unreadable::Broken {
            format: Format::Xes,
            reason: "there is no event in it".to_owned(),
        });
    }
    Ok(())
}

/// Gives one event.
fn enter(
    said: Said,
    at: u64,
    sessions: &mut HashMap<Who, usize>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) {
    let is_whole = said
        .transition
        .as_deref()
        .is_none_or(|transition| transition.eq_ignore_ascii_case("complete"));
    let Some(command) = said.command.or(said.name).filter(|_| is_whole) else {
        return;
    };
    let text = command.trim();
    if text.is_empty() {
        return;
    }
    let time = said.time;
    let language = match said.shell.as_deref() {
        Some("bash") => Language::Bash,
        Some("windows") => Language::Windows,
        _ => Language::Powershell,
    };
    let who = Who {
        capture: said.capture,
        host: said.host,
        user: said.user,
        session: said.session,
        shell: said.shell,
    };
    let session = match sessions.get(&who) {
        Some(&session) => session,
        None => {
            let begun = Session {
                host: who.host.clone(),
                user: who.user.clone(),
                run_as: None,
                language,
                version: runproof_shell::powershell::Version::Unknown,
                start: time,
                end: time,
                ending: Ending::Whole,
                line: at,
            };
            let session = parts.begin(begun, sink);
            sessions.insert(who, session);
            session
        }
    };
    if said.is_time_unknown {
        let what = "a time that is not known";
        parts.gap(Some(session), at, GapKind::Unreadable(what.to_owned()));
    }
    if let (Some(now), Some(session)) = (time, parts.sessions.get_mut(session)) {
        if session.start.is_none_or(|first| is_before(now, first)) {
            session.start = time;
        }
        if session.end.is_none_or(|last| is_before(last, now)) {
            session.end = time;
        }
    }
    let entry = Entry {
        session,
        line: at,
        text,
        quoted: text.lines().next().unwrap_or_default(),
        column: 0,
        kind: Kind::Typed,
        folder: said.folder.as_deref(),
        host: None,
        time,
        ended: None,
        status: said.status,
    };
    if parts.enter(&entry, sink) == Wanted::Output {
        // What the report keeps of an output is an excerpt.
        sink.output(&Output {
            text: said.output.as_deref().unwrap_or_default(),
            line: at,
            whole: match said.output {
                Some(_) => Whole::CutOff,
                None => Whole::Never,
            },
        });
    }
}

/// Reads `<event>…</event>`. Attributes of attributes say nothing here.
fn said(xml: &str) -> Result<Said, Broken> {
    let mut said = Said::default();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut deep = 0_usize;
    loop {
        match reader.read_event()? {
            Event::Start(start) => {
                if deep == 1 {
                    attribute(&start, &mut said)?;
                }
                deep += 1;
                if deep > DEEPEST {
                    return Err(Broken("elements lie too deep".to_owned()));
                }
            }
            Event::Empty(start) if deep == 1 => attribute(&start, &mut said)?,
            Event::End(_) => {
                deep = deep.saturating_sub(1);
                if deep == 0 {
                    return Ok(said);
                }
            }
            Event::Eof => return Ok(said),
            _ => {}
        }
    }
}

/// One attribute of an event: `<string key="…" value="…"/>`.
fn attribute(start: &BytesStart<'_>, said: &mut Said) -> Result<(), Broken> {
    let (mut key, mut value) = (String::new(), String::new());
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Broken(error.to_string()))?;
        match attribute.key.0 {
            "key" => push_escaped(&attribute.value, &mut key)?,
            "value" => push_escaped(&attribute.value, &mut value)?,
            _ => {}
        }
    }
    plain_breaks(&mut value);
    let some = (!value.is_empty()).then_some(value);
    match key.as_str() {
        "concept:name" => said.name = some,
        "runproof:command" => said.command = some,
        "time:timestamp" => {
            said.time = some.as_deref().and_then(stamp);
            said.is_time_unknown = some.is_some() && said.time.is_none();
        }
        "org:resource" => said.user = some,
        "lifecycle:transition" => said.transition = some,
        "runproof:host" => said.host = some,
        "runproof:session" => said.session = some,
        "runproof:capture" => said.capture = some,
        "runproof:shell" => said.shell = some,
        "runproof:status" => said.status = some.as_deref().and_then(status),
        "runproof:output" => said.output = some,
        "runproof:folder" => said.folder = some,
        _ => {}
    }
    Ok(())
}

/// A time, with its offset or without one.
fn stamp(text: &str) -> Option<Stamp> {
    let zoned = text.parse::<Timestamp>().ok().map(Stamp::Zoned);
    zoned.or_else(|| text.parse::<civil::DateTime>().ok().map(Stamp::Local))
}

/// Whether one time is before another one; of times with a zone and without one nobody knows.
fn is_before(one: Stamp, other: Stamp) -> bool {
    match (one, other) {
        (Stamp::Zoned(one), Stamp::Zoned(other)) => one < other,
        (Stamp::Local(one), Stamp::Local(other)) => one < other,
        (Stamp::Zoned(_), Stamp::Local(_)) | (Stamp::Local(_), Stamp::Zoned(_)) => false,
    }
}

/// `completed`, `failed`, or `exit 3`.
fn status(text: &str) -> Option<Status> {
    match text {
        "completed" => Some(Status::Completed),
        "failed" => Some(Status::Failed),
        _ => text.strip_prefix("exit ")?.parse().ok().map(Status::Exit),
    }
}

#[cfg(test)]
mod tests;
