//! What nothing shows: missing where the captures would show it, not proven elsewhere.

use std::collections::BTreeSet;

use super::{Judge, advice};
use crate::audit::cover::Covered;
use crate::audit::expect::Hosts;
use crate::audit::found::text;
use crate::audit::verdict::{Argument, Code, Finding, Message};

impl<'a> Judge<'a> {
    /// Acts of an occurrence that nothing shows.
    pub(super) fn missing(&mut self, at: usize, slots: &[usize], is_by_hand: bool) {
        let (expected, step, binding) = self.about(at);
        let all_missing = slots.len() == expected.slots.len();
        let commands: Vec<String> = if all_missing {
            expected.commands.clone()
        } else {
            let patterns = slots.iter().map(|slot| {
                let pattern = self.facts.expected.slots[*slot].pattern;
                self.facts.expected.patterns[pattern].text.clone()
            });
            patterns.collect()
        };
        let command = commands.join("; ");
        let hosts = match &self.facts.expected.slots[slots[0]].hosts {
            Hosts::OneOf(hosts) => hosts.clone(),
            Hosts::Anywhere => Vec::new(),
        };
        let place = |hosts: Vec<String>| {
            if hosts.is_empty() {
                Argument::Message(Message {
                    id: "audit-anywhere",
                    arguments: Vec::new(),
                })
            } else {
                Argument::List(hosts)
            }
        };
        let mut covered = Covered::Not(Vec::new());
        for slot in slots {
            let slot = &self.facts.expected.slots[*slot];
            let is_program = self.facts.expected.patterns[slot.pattern].is_program();
            covered = match slot.captured {
                Hosts::Anywhere => self.facts.coverage.covers_at_work(&self.at_work()),
                Hosts::OneOf(_) => self.facts.coverage.covers(&slot.captured, is_program),
            };
            if let (Covered::Not(_), Hosts::OneOf(hosts)) = (&covered, &slot.captured)
                && hosts.len() > 1
                && let Some(sessions) = self.went_on_without(hosts, is_program, step)
            {
                covered = Covered::By(sessions);
            }
            if matches!(covered, Covered::By(_)) {
                break;
            }
        }
        let (code, id, place) = match covered {
            Covered::By(_) if is_by_hand => (Code::Missing, "audit-missing-by-hand", place(hosts)),
            Covered::By(_) => (Code::Missing, "audit-missing", place(hosts)),
            Covered::CutOff(sessions) => {
                // Where each of them holds what comes later, this would be in them, too.
                let went_on = |session: &usize| {
                    self.used.iter().any(|(event, slot)| {
                        self.facts.expected.slots[*slot].step > step
                            && self.facts.events[*event].session == *session
                    })
                };
                if sessions.iter().all(went_on) {
                    (Code::Missing, "audit-missing", place(hosts))
                } else {
                    (Code::NoEvidence, "audit-no-evidence-cut", place(hosts))
                }
            }
            Covered::Torn => (Code::NoEvidence, "audit-no-evidence-torn", place(hosts)),
            Covered::Not(uncovered) => {
                let hosts = if uncovered.is_empty() {
                    hosts
                } else {
                    uncovered
                };
                (Code::NoEvidence, "audit-no-evidence", place(hosts))
            }
        };
        let (code, id) = match code {
            // A mark that does not count says that it was run all the same.
            Code::Missing if self.is_refused(slots) => {
                (Code::NoEvidence, "audit-no-evidence-marks")
            }
            code => (code, id),
        };
        let message = Message {
            id,
            arguments: vec![("command", text(&command)), ("place", place)],
        };
        let finding = Finding {
            code,
            step: Some(step),
            binding,
            evidence: Vec::new(),
            message: self.with_skip(at, message),
            advice: advice(code),
            margin: self.margin(slots[0]),
            waived: None,
        };
        self.add(Some(at), finding);
    }

    /// Whether a command stands in a mark that does not count.
    fn is_refused(&self, slots: &[usize]) -> bool {
        let mut patterns = slots
            .iter()
            .map(|slot| self.facts.expected.slots[*slot].pattern);
        patterns.any(|pattern| {
            let mut observations = self.facts.observations.iter();
            observations.any(|one| one.refused.contains(&pattern))
        })
    }

    /// The sessions in which somebody did what is done wherever the operator sits.
    pub(super) fn at_work(&self) -> BTreeSet<usize> {
        let used = self.used.iter();
        used.filter(|(_, slot)| self.facts.expected.slots[**slot].captured == Hosts::Anywhere)
            .map(|(event, _)| self.facts.events[*event].session)
            .collect()
    }

    /// The sessions on one of several computers in which somebody went on to what comes later: an act
    /// that could be done on any of them, and is not there, was left out.
    pub(super) fn went_on_without(
        &self,
        hosts: &[String],
        is_program: bool,
        step: usize,
    ) -> Option<Vec<usize>> {
        let one = |host: &String| Hosts::OneOf(vec![host.clone()]);
        let covers = hosts
            .iter()
            .map(|host| self.facts.coverage.covers(&one(host), is_program));
        let sessions = covers.flat_map(|covered| match covered {
            Covered::By(sessions) => sessions,
            Covered::CutOff(_) | Covered::Torn | Covered::Not(_) => Vec::new(),
        });
        let sessions: BTreeSet<usize> = sessions.collect();
        let went_on = self.used.iter().any(|(event, slot)| {
            self.facts.expected.slots[*slot].step >= step
                && sessions.contains(&self.facts.events[*event].session)
        });
        went_on.then(|| sessions.into_iter().collect())
    }
}
