//! Where in a capture a command stands.

use super::super::host;
use super::{Observer, Place, Trace, Where};
use runproof_capture::{Computer, Entry, Kind};
use runproof_shell::{Invocation, On, Unresolved};

/// How much of a typed text is kept.
pub(super) const TYPED: usize = 2000;

impl Observer<'_> {
    /// Counts a command of its session, and says where it stands.
    pub(super) fn place(
        &mut self,
        entry: &Entry<'_>,
        invocation: &Invocation,
        is_only: bool,
    ) -> Place {
        let named = self.named_host(entry);
        let session = &mut self.sessions[entry.session];
        session.sequence += 1;
        let host = match (&invocation.on, named) {
            (On::Host(host), _) if host::is_here(host) => Where::Session,
            (On::Host(host), _) => Where::Host(host.clone()),
            // Where the plan runs it nowhere, there is no such command here: it was imported.
            (On::Unknown(Unresolved::Imported(host)), None)
                if session
                    .host
                    .as_ref()
                    .is_some_and(|own| !self.expected.names_host(own)) =>
            {
                Where::Host(host.clone())
            }
            (On::Unknown(reason), _) => Where::Unknown(reason.clone()),
            (On::Here, Some(host)) if host::is_here(host) => Where::Session,
            (On::Here, Some(host)) => Where::Host(host.to_owned()),
            (On::Here, None) => match entry.host {
                Some(Computer::Perhaps(label)) => {
                    Where::Unknown(Unresolved::Computer(label.to_owned()))
                }
                Some(Computer::Named(_)) | None => Where::Session,
            },
        };
        if let Where::Host(host) = &host {
            self.reached.insert((entry.session, host.clone()));
        }
        let text = entry.text;
        let span = invocation.span.start.min(text.len())..invocation.span.end.min(text.len());
        let before = text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lines_before = before.matches('\n').count();
        let part = text.get(span.clone()).unwrap_or(text);
        let (quoted, mark) = if lines_before == 0 {
            let first = part.split('\n').next().unwrap_or(part);
            let start = entry.column + span.start;
            let mark = start..start + first.trim_end().len();
            (entry.quoted.to_owned(), mark)
        } else {
            let line = text[line_start..].split('\n').next().unwrap_or_default();
            let first = part.split('\n').next().unwrap_or(part).trim_end();
            let start = span.start - line_start;
            (line.to_owned(), start..start + first.len())
        };
        // Nobody logged what the program was told.
        let image = match entry.kind {
            Kind::Process { image } if text.trim().is_empty() => Some(image),
            _ => None,
        };
        let quoted = image.map_or(quoted, str::to_owned);
        let is_sound = quoted.get(mark.clone()).is_some();
        let typed = if is_only { text.trim() } else { part.trim() };
        // What was bound was never typed like that.
        let bound = matches!(entry.kind, Kind::Bound { .. }).then(|| invocation.to_string());
        Place {
            session: entry.session,
            sequence: self.sessions[entry.session].sequence,
            line: entry.line + lines_before as u64,
            mark: if is_sound { mark } else { 0..quoted.len() },
            quoted,
            typed: bound
                .or(image.map(str::to_owned))
                .unwrap_or_else(|| cut(typed, TYPED).to_owned()),
            time: entry.time,
            host,
            is_scripted: matches!(
                entry.kind,
                Kind::ScriptBlock { path: Some(path) } | Kind::Bound { script: Some(path) }
                    if is_module(path)
            ),
            trace: Trace::of(entry.kind),
        }
    }
}

/// The text up to so many bytes, at a character's end.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// A module's file: its commands are the inside of what somebody ran.
fn is_module(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".psm1") || path.ends_with(".psd1") || path.contains("\\modules\\")
}
