//! What a capture comes to, printed line by line; and what must hold for all of them.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use super::*;

/// A sink that prints what it is given.
#[derive(Default)]
pub(super) struct Printer {
    pub(super) out: String,
    pub(super) quiet: bool,
}

fn stamp(stamp: Option<Stamp>) -> String {
    match stamp {
        Some(Stamp::Local(time)) => time.to_string(),
        Some(Stamp::Zoned(time)) => time.to_string(),
        None => "-".to_owned(),
    }
}

impl Sink for Printer {
    fn session(&mut self, session: &Session) {
        let _ = writeln!(
            self.out,
            "session line {}: {} {}{} from {}",
            session.line,
            session.host.as_deref().unwrap_or("-"),
            session.user.as_deref().unwrap_or("-"),
            session
                .run_as
                .as_ref()
                .map(|name| format!(" as {name}"))
                .unwrap_or_default(),
            stamp(session.start),
        );
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        let kind = match entry.kind {
            Kind::Typed => String::new(),
            Kind::Bound { .. } => " bound".to_owned(),
            Kind::Mark => " mark".to_owned(),
            other => format!(" {other:?}"),
        };
        let at = entry
            .time
            .map(|_| format!(" at {}", stamp(entry.time)))
            .unwrap_or_default();
        let folder = entry
            .folder
            .map(|folder| format!(" in {folder}"))
            .unwrap_or_default();
        let host = entry
            .host
            .map(|host| format!(" on {host}"))
            .unwrap_or_default();
        let text = entry.text.replace('\n', "⏎");
        assert!(entry.quoted.is_char_boundary(entry.column), "{entry:?}");
        let _ = writeln!(
            self.out,
            "{}:{}{kind}{at}{host}{folder}: {text}",
            entry.session, entry.line
        );
        if self.quiet {
            Wanted::Nothing
        } else {
            Wanted::Output
        }
    }

    fn output(&mut self, output: &Output<'_>) {
        if output.text.is_empty() && output.whole == Whole::Whole {
            return;
        }
        let cut = if output.whole == Whole::CutOff {
            " cut off"
        } else {
            ""
        };
        let _ = writeln!(self.out, "  from {}{cut}", output.line);
        for line in output.text.lines() {
            let _ = writeln!(self.out, "  | {line}");
        }
    }

    fn ended(&mut self, status: Option<Status>, at: Option<Stamp>) {
        let _ = writeln!(self.out, "  ended {status:?} {}", stamp(at));
    }
}

/// All that is in a capture, printed.
pub(super) fn printed(bytes: &[u8]) -> String {
    match told(bytes, &mut Printer::default()) {
        Ok((out, _)) => out,
        Err(error) => format!("unreadable: {error}\n"),
    }
}

fn told(bytes: &[u8], printer: &mut Printer) -> Result<(String, Capture), Unreadable> {
    let mut cursor = Cursor::new(bytes);
    let capture = read("capture.txt", Input::File(&mut cursor), None, printer)?;
    Ok((finish(printer, &capture), capture))
}

fn finish(printer: &Printer, capture: &Capture) -> String {
    let mut out = printer.out.clone();
    for (at, session) in capture.sessions.iter().enumerate() {
        let _ = writeln!(
            out,
            "session {at} ends {} {:?}",
            stamp(session.end),
            session.ending
        );
    }
    for gap in &capture.gaps {
        let session = gap
            .session
            .map(|at| format!(" of session {at}"))
            .unwrap_or_default();
        let _ = writeln!(out, "gap at {}{session}: {:?}", gap.line, gap.kind);
    }
    out
}
