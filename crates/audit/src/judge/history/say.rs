//! What is said of steps that were undone, or came again too late.

use std::collections::BTreeSet;

use super::{Found, QUOTED};
use crate::events::EventHost;
use crate::found::text;
use crate::history::{Harm, Point, Touch};
use crate::judge::status::called;
use crate::judge::{Judge, advice};
use crate::verdict::{Argument, Code, Evidence, Finding, Margin, Message};

impl Judge<'_> {
    pub(super) fn add_undone(&mut self, at: usize, found: &Found) {
        let (_, step, binding) = self.about(at);
        let mut evidence = self.evidence_of(found.undo.point);
        let host = match found.undo.point {
            Point::Act(event) => self.host_of(event),
            Point::Word(_) => unknown_host(),
        };
        let command = match found.undo.point {
            Point::Act(event) => self.notes.command(event),
            Point::Word(_) => text(""),
        };
        let mut arguments = vec![("command", command), ("host", host)];
        let lacking = found.lacking.as_ref();
        if let Some((step, points)) = lacking {
            let shown = points.iter().flat_map(|point| self.evidence_of(*point));
            evidence.extend(shown);
            arguments.push(("other", called(self.plan, self.plan.steps[*step].number)));
        }
        evidence.truncate(QUOTED);
        let touch = found.undo.touches.iter().find_map(|touch| match touch {
            Touch::Perhaps(why) => Some(why),
            Touch::Yes | Touch::No => None,
        });
        let is_said = matches!(found.undo.point, Point::Word(_));
        let (code, id) = match (found.harm, lacking) {
            (Harm::Certain, _) if is_said => (Code::Undone, "audit-undone-said"),
            (Harm::Certain, None) => (Code::Undone, "audit-undone"),
            (Harm::Certain, Some(_)) => (Code::Undone, "audit-undone-before"),
            (_, _) => match found.undo.doubt.as_ref().or(touch) {
                Some(why) => {
                    arguments.push(("reason", Argument::Message(self.notes.reason(why))));
                    (Code::NoEvidence, "audit-no-evidence-undone")
                }
                None => (Code::NoEvidence, "audit-no-evidence-undone-order"),
            },
        };
        if let (Harm::Certain, Point::Act(event)) = (found.harm, found.undo.point) {
            self.blamed.insert(event);
        }
        let finding = Finding {
            code,
            step: Some(step),
            binding,
            evidence,
            message: Message { id, arguments },
            advice: advice(code),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }

    /// The computer that an event was on, to be told.
    pub(super) fn host_of(&self, event: usize) -> Argument {
        match &self.facts.events[event].host {
            EventHost::Known(host) => text(host),
            EventHost::Unnamed | EventHost::Unresolved(_) => unknown_host(),
        }
    }

    pub(super) fn evidence_of(&self, point: Point) -> Vec<Evidence> {
        match point {
            Point::Act(event) => self.notes.evidence(event),
            Point::Word(_) => Vec::new(),
        }
    }

    pub(super) fn add_late(
        &mut self,
        at: usize,
        event: usize,
        steps: &BTreeSet<usize>,
        shown: Vec<Evidence>,
    ) {
        let (_, step, binding) = self.about(at);
        let labels = steps
            .iter()
            .map(|step| self.plan.steps[*step].label.clone());
        let mut evidence = self.notes.evidence(event);
        evidence.extend(shown);
        evidence.truncate(QUOTED);
        let finding = Finding {
            code: Code::OutOfOrder,
            step: Some(step),
            binding,
            evidence,
            message: Message {
                id: "audit-out-of-order-late",
                arguments: vec![
                    ("command", self.notes.command(event)),
                    ("number", called(self.plan, self.plan.steps[step].number)),
                    ("others", Argument::List(labels.collect())),
                ],
            },
            advice: advice(Code::OutOfOrder),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }
}

fn unknown_host() -> Argument {
    Argument::Message(Message {
        id: "audit-unknown-host",
        arguments: Vec::new(),
    })
}
