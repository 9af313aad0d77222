//! What was logged and not typed: bound parameters, and the marks of a guided script.

use jiff::civil::DateTime;

use super::super::bound::Calls;
use super::level::Place;
use super::{Pending, Walk};
use crate::parts::MARK;
use crate::{Entry, Kind, Stamp, Whole};

impl Walk<'_> {
    pub(super) fn give_calls(&mut self, mut calls: Calls, place: &Place, time: Option<DateTime>) {
        let errors = std::mem::take(&mut calls.errors);
        let Some(session) = self.levels.last().map(|level| level.session) else {
            return;
        };
        if calls.is_suggestion() {
            // PowerShell itself looks for what a misspelled name may have meant.
            return;
        }
        for call in calls.finish() {
            self.running.end(Whole::Whole, self.sink);
            let Some(level) = self.levels.last_mut() else {
                return;
            };
            level.commands += 1;
            level.place = place.clone();
            level.last.set(&call.text, &call.quoted, time, true);
            let host = place.host.as_deref();
            let entry = Entry {
                session,
                line: call.line,
                text: &call.text,
                quoted: &call.quoted,
                column: call.column,
                kind: Kind::Bound { script: None },
                folder: place.folder.as_deref(),
                host: host.map(|name| level.gone.computer(name)),
                time: time.map(Stamp::Local),
                ended: None,
                status: None,
            };
            let wanted = self.parts.enter(&entry, self.sink);
            self.running.begin(wanted, self.last_line, false);
        }
        for error in errors {
            self.noise(&error);
        }
    }

    pub(super) fn mark(&mut self, number: u64, line: &str) {
        if self
            .levels
            .last()
            .is_none_or(|level| level.printed.is_some())
        {
            self.noise(line);
            return;
        }
        let text = &line[MARK.len()..];
        if is_json(text) {
            self.give_mark(number, line, number + 1);
        } else if text.starts_with('{') {
            self.pending = Pending::Mark {
                number,
                lines: vec![line.to_owned()],
            };
        } else {
            self.noise(line);
        }
    }

    /// Gives a mark to the sink; what it may have as its output begins on the line `after`.
    pub(super) fn give_mark(&mut self, number: u64, quoted: &str, after: u64) {
        self.running.end_by_mark(self.sink);
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.commands += 1;
        let host = level.place.host.as_deref();
        let entry = Entry {
            session: level.session,
            line: number,
            text: &quoted[MARK.len()..],
            quoted,
            column: MARK.len(),
            kind: Kind::Mark,
            folder: level.place.folder.as_deref(),
            host: host.map(|name| level.gone.computer(name)),
            time: None,
            ended: None,
            status: None,
        };
        let wanted = self.parts.enter(&entry, self.sink);
        self.running.begin(wanted, after, true);
    }
}

/// Whether the text is one whole object of JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.ends_with('}') && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
