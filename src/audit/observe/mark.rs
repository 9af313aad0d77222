//! The marks that a guided script leaves in a capture.

use serde::Deserialize;

use super::{Observer, Place, Trace, Vouched, Where};
use crate::capture::{Entry, Kind, Stamp, Status, Wanted as Keep};

/// A mark of a guided script.
#[derive(Debug, Deserialize)]
struct Mark {
    event: String,
    session: String,
    #[serde(default)]
    time: Option<String>,
    sha256: String,
    #[serde(default)]
    change: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    operator: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    command: String,
    #[serde(default)]
    exit: Option<i32>,
}

impl Observer<'_> {
    /// Takes a mark.
    pub(super) fn mark(&mut self, entry: &Entry<'_>) -> Keep {
        let Ok(mark) = serde_json::from_str::<Mark>(entry.text) else {
            return self.no_mark(entry.session);
        };
        let change = self.plan.change.map_or("", |change| change.id.as_str());
        let is_ours = mark.sha256 == self.plan.runbook.sha256
            && (mark.change.is_empty() || mark.change == change);
        let session = &mut self.sessions[entry.session];
        if mark.event == "session-start" && is_ours {
            session.guided = Some(mark.session);
            return Keep::Nothing;
        }
        // Only a random session id that was given before lends a mark its weight.
        if !is_ours || session.guided.as_deref() != Some(mark.session.as_str()) {
            return self.no_mark(entry.session);
        }
        let time = mark.time.as_deref().and_then(|time| time.parse().ok());
        let time = time.map(Stamp::Zoned).or(entry.time);
        match mark.event.as_str() {
            "command-start" => {
                let marked = Entry {
                    text: &mark.command,
                    host: (!mark.host.is_empty()).then_some(mark.host.as_str()),
                    column: 0,
                    quoted: &mark.command,
                    kind: Kind::Typed,
                    time,
                    ..*entry
                };
                self.take(&marked)
            }
            "command-end" => {
                let awaited = session.awaited.take();
                let acts = awaited.iter().flat_map(|awaited| &awaited.ran);
                for act in acts.filter_map(|ran| ran.act) {
                    self.acts[act].status = mark.exit.map(Status::Exit);
                }
                Keep::Nothing
            }
            "by-hand-done" | "decision" => {
                session.sequence += 1;
                let by = [mark.operator, mark.user]
                    .into_iter()
                    .find(|by| !by.is_empty());
                let place = Place {
                    session: entry.session,
                    sequence: session.sequence,
                    line: entry.line,
                    quoted: entry.quoted.to_owned(),
                    mark: 0..entry.quoted.len(),
                    typed: mark.event,
                    time,
                    host: Where::Session,
                    is_scripted: false,
                    trace: Trace::Text,
                };
                self.vouched.push(Vouched {
                    place,
                    step: mark.step,
                    by: by.unwrap_or_default(),
                });
                Keep::Nothing
            }
            _ => Keep::Nothing,
        }
    }

    /// Something that only looks like a mark: where it stands in the output of acts, what follows may
    /// still say that they failed.
    fn no_mark(&mut self, session: usize) -> Keep {
        let session = &mut self.sessions[session];
        session.goes_on = session.awaited.is_some();
        match session.goes_on {
            true => Keep::Output,
            false => Keep::Nothing,
        }
    }
}
