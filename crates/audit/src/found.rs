//! Evidence and the facts of messages: what was typed, where it stands, secrets masked.

use super::Secrets;
use super::matching::Facts;
use super::observe::{Place, Where, cut};
use super::secret;
use super::time::written;
use super::verdict::{Argument, Evidence, Message, Output, Quoted};
use runproof_shell::{Difference, Unresolved};

/// How much of a line is quoted, in bytes.
const LINE: usize = 2000;

/// Writes down what shows an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes<'a> {
    pub(super) facts: &'a Facts<'a>,
}

impl Notes<'_> {
    /// Everything that shows an event.
    pub(super) fn evidence(&self, event: usize) -> Vec<Evidence> {
        let shown = self.facts.events[event].shown.iter();
        shown
            .map(|(capture, at)| {
                let act = &self.facts.observations[*capture].acts[*at];
                let output = act.output.as_ref().map(|(line, lines)| Output {
                    line: *line,
                    text: self.shown(&lines.join("\n")),
                });
                self.place(*capture, &act.place, output)
            })
            .collect()
    }

    /// A place in a capture.
    pub(super) fn place(&self, capture: usize, place: &Place, output: Option<Output>) -> Evidence {
        let session = &self.facts.observations[capture].capture.sessions[place.session];
        let host = match &place.host {
            Where::Host(host) => Some(host.clone()),
            Where::Session => session.host.clone(),
            Where::Unknown(_) => None,
        };
        let (line, mark) = match self.facts.secrets {
            Secrets::Masked => secret::masked(&place.quoted, place.mark.clone()),
            Secrets::Shown => (place.quoted.clone(), place.mark.clone()),
        };
        let line_cut = cut(&line, LINE);
        let mark = mark.start.min(line_cut.len())..mark.end.min(line_cut.len());
        Evidence {
            capture,
            session: place.session,
            line: place.line,
            time: place.time.map(written),
            host,
            user: session.user.clone(),
            command: self.shown(&place.typed),
            quoted: Quoted {
                text: line_cut.to_owned(),
                mark,
            },
            output,
        }
    }

    /// The command of an event as typed.
    pub(super) fn command(&self, event: usize) -> Argument {
        let act = self.facts.first_act(event);
        text(&self.shown(&act.place.typed))
    }

    /// A text from a capture, as it may be shown.
    pub(super) fn shown(&self, captured: &str) -> String {
        match self.facts.secrets {
            Secrets::Masked => secret::masked(captured, 0..0).0,
            Secrets::Shown => captured.to_owned(),
        }
    }

    /// A difference in words.
    pub(super) fn difference(&self, difference: &Difference) -> Message {
        let (id, arguments) = match difference {
            Difference::Missing {
                parameter,
                expected,
            } => (
                "audit-difference-missing",
                vec![
                    ("parameter", text(parameter)),
                    ("expected", self.value(parameter, expected)),
                ],
            ),
            Difference::Added { parameter, value } => (
                "audit-difference-added",
                vec![
                    ("parameter", text(parameter)),
                    ("value", self.value(parameter, value)),
                ],
            ),
            Difference::Value {
                parameter,
                expected,
                seen,
            } => (
                "audit-difference-value",
                vec![
                    ("parameter", text(parameter)),
                    ("expected", self.value(parameter, expected)),
                    ("seen", self.value(parameter, seen)),
                ],
            ),
            Difference::Stage { expected, seen } => (
                "audit-difference-stage",
                vec![
                    ("expected", text(expected)),
                    ("seen", text(&self.shown(seen))),
                ],
            ),
            Difference::Path { expected, seen } => (
                "audit-wrong-path",
                vec![("expected", text(expected)), ("seen", text(seen))],
            ),
        };
        Message { id, arguments }
    }

    /// A value as an argument; a secret one is masked as it is where it was typed.
    fn value(&self, parameter: &str, value: &str) -> Argument {
        if self.facts.secrets == Secrets::Shown {
            return text(value);
        }
        let typed = format!("-{} {value}", parameter.trim_start_matches('-'));
        let start = typed.len() - value.len();
        let (shown, mark) = secret::masked(&typed, start..typed.len());
        text(shown.get(mark).unwrap_or_default())
    }

    /// Why something cannot be told, in words.
    pub(super) fn reason(&self, reason: &Unresolved) -> Message {
        let id = match reason {
            Unresolved::Variable(_) => "audit-unresolved-variable",
            Unresolved::Expression(_) => "audit-unresolved-expression",
            Unresolved::AmbiguousParameter(_) => "audit-unresolved-parameter",
            Unresolved::Folder(_) => "audit-unresolved-folder",
            Unresolved::ShortName(_) => "audit-unresolved-short-name",
            Unresolved::Syntax(_) => "audit-unresolved-syntax",
            Unresolved::Version(_) => "audit-unresolved-version",
            Unresolved::Branch(_) | Unresolved::Success(_) => "audit-unresolved-branch",
            Unresolved::Script(_) => "audit-unresolved-script",
            Unresolved::Binding(_) => "audit-unresolved-binding",
            Unresolved::Computer(_) => "audit-unresolved-computer",
            Unresolved::Imported(_) => "audit-unresolved-imported",
            Unresolved::Format(_) => "audit-unresolved-format",
        };
        Message {
            id,
            arguments: vec![("text", text(&self.shown(reason.subject())))],
        }
    }
}

/// A text as an argument.
pub(super) fn text(text: &str) -> Argument {
    Argument::Text(text.to_owned())
}
