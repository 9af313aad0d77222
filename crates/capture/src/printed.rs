//! What a reader found, as a text that a test can show beside what it read.

use std::fmt::Write as _;

use super::parts::Parts;
use super::{Computer, Entry, Kind, Output, Session, Sink, Stamp, Status, Unreadable, Wanted};

/// Prints what it is told. Every output is wanted.
#[derive(Default)]
pub(super) struct Printed(pub(super) String);

/// Reads, and prints entries, then sessions as they are at the end, then gaps.
pub(super) fn printed(
    read: impl FnOnce(&mut Parts, &mut dyn Sink) -> Result<(), Unreadable>,
) -> String {
    let mut parts = Parts::default();
    let mut sink = Printed::default();
    let end = read(&mut parts, &mut sink);
    let mut text = sink.0;
    for (number, session) in parts.sessions.iter().enumerate() {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let _ = write!(text, "session {number}: line {} ", session.line);
        let _ = write!(text, "{} {} ", or(&session.host), or(&session.user));
        if let Some(run_as) = &session.run_as {
            let _ = write!(text, "as {run_as} ");
        }
        let _ = writeln!(
            text,
            "{:?} {} to {} {:?}",
            session.language,
            stamp(session.start),
            stamp(session.end),
            session.ending
        );
    }
    for gap in &parts.gaps {
        let session = gap.session.map_or("-".to_owned(), |n| n.to_string());
        let _ = writeln!(
            text,
            "gap: session {session} line {} {:?}",
            gap.line, gap.kind
        );
    }
    if let Err(error) = end {
        let _ = writeln!(text, "error: {error}");
    }
    text
}

fn stamp(stamp: Option<Stamp>) -> String {
    match stamp {
        None => "-".to_owned(),
        Some(Stamp::Zoned(time)) => time.to_string(),
        Some(Stamp::Local(time)) => time.to_string(),
    }
}

fn status(status: Option<Status>) -> String {
    status.map_or(String::new(), |status| format!(" {status:?}"))
}

impl Sink for Printed {
    fn session(&mut self, session: &Session) {
        let _ = writeln!(self.0, "begins: {}", session.host.as_deref().unwrap_or("-"));
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        let kind = match entry.kind {
            Kind::Typed => "typed".to_owned(),
            Kind::ScriptBlock { path: None } => "block".to_owned(),
            Kind::ScriptBlock { path: Some(path) } => format!("block of {path}"),
            Kind::Bound { script: None } => "bound".to_owned(),
            Kind::Bound {
                script: Some(script),
            } => format!("bound in {script}"),
            Kind::Process { image } => format!("process {image}"),
            Kind::Mark => "mark".to_owned(),
        };
        let _ = write!(
            self.0,
            "{}:{} {}",
            entry.session,
            entry.line,
            stamp(entry.time)
        );
        if entry.ended.is_some() {
            let _ = write!(self.0, " to {}", stamp(entry.ended));
        }
        let _ = write!(self.0, "{} {kind}", status(entry.status));
        if let Some(folder) = entry.folder {
            let _ = write!(self.0, " in {folder}");
        }
        if let Some(host) = entry.host.map(Computer::name) {
            let _ = write!(self.0, " on {host}");
        }
        let _ = writeln!(self.0, "\n    {}", entry.text.replace('\n', "\n    "));
        let first = entry.text.lines().next().unwrap_or_default();
        assert!(
            entry.quoted[entry.column..].starts_with(first),
            "the text begins in the line that is quoted"
        );
        Wanted::Output
    }

    fn output(&mut self, output: &Output<'_>) {
        if !output.text.is_empty() {
            let _ = writeln!(self.0, "    => {} ({:?})", output.text, output.whole);
        }
    }

    fn ended(&mut self, ended: Option<Status>, at: Option<Stamp>) {
        let _ = writeln!(self.0, "    ended{} {}", status(ended), stamp(at));
    }
}
