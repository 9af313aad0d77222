//! What nothing shows: missing where the captures would show it, not proven elsewhere.

use std::collections::BTreeSet;

use super::{Judge, advice};
use crate::audit::cover::Covered;
use crate::audit::expect::Hosts;
use crate::audit::found::text;
use crate::audit::verdict::{Argument, Code, Finding, Margin, Message};
use crate::plan::{Act as PlanAct, Step, same_item};

impl<'a> Judge<'a> {
    /// A step by hand or a decision: somebody has to vouch for it.
    pub(super) fn by_hand(&mut self, at: usize, step: &Step<'a>) {
        let is_answered = matches!(
            step.act,
            PlanAct::Decide {
                answer: Some(_),
                ..
            }
        );
        // What was gone on with was decided.
        let went_on = matches!(step.act, PlanAct::Decide { .. })
            && self.used.values().any(|slot| {
                let step_of = self.facts.expected.slots[*slot].step;
                self.plan.steps[step_of].number > step.number
            });
        if is_answered || went_on || self.vouched(at).is_some() {
            return;
        }
        let (_, index, binding) = self.about(at);
        // Nobody speaks for any of the step's places: that is one finding.
        let occurrences = self.facts.expected.occurrences.iter().enumerate();
        let mut own = occurrences.filter(|(_, other)| other.step == index);
        let is_whole = own.all(|(at, _)| self.vouched(at).is_none())
            && self
                .facts
                .expected
                .occurrences
                .iter()
                .filter(|other| other.step == index)
                .count()
                > 1;
        let is_told = is_whole
            && self
                .findings
                .iter()
                .any(|finding| finding.step == Some(index) && finding.code == Code::Unattested);
        self.of_occurrence[at].insert(Code::Unattested);
        if !is_told {
            self.findings.push(Finding {
                code: Code::Unattested,
                step: Some(index),
                binding: if is_whole { Vec::new() } else { binding },
                evidence: Vec::new(),
                message: Message {
                    id: "audit-unattested",
                    arguments: Vec::new(),
                },
                advice: advice(Code::Unattested),
                margin: Margin::Only,
                waived: None,
            });
        }
    }

    /// Who vouches for an occurrence: an attestation of the change, or the operator of a guided script.
    pub(super) fn vouched(&self, at: usize) -> Option<Message> {
        let change = self.plan.change?;
        let expected = &self.facts.expected.occurrences[at];
        let step = &self.plan.steps[expected.step];
        let is_about = |(name, value): &(String, String)| {
            let mut items = expected.binding.iter();
            items.any(|(item, own)| item == name && same_item(own, value))
        };
        let mut attestations = change.attestations.iter();
        let attested =
            attestations.find(|one| one.step == *step.id && one.binding.iter().all(is_about));
        let said = attested.map(|attestation| {
            (
                attestation.by.clone(),
                attestation
                    .at
                    .as_ref()
                    .map_or_else(String::new, |at| at.written.clone()),
            )
        });
        let said = said.or_else(|| {
            let mut all = self.facts.observations.iter().flat_map(|o| &o.vouched);
            let vouched = all.find(|vouched| vouched.step == step.id.as_str())?;
            let time = vouched.place.time.map(crate::audit::time::written);
            Some((vouched.by.clone(), time.unwrap_or_default()))
        });
        let (by, time) = said?;
        Some(Message {
            id: if time.is_empty() {
                "audit-attested-by-undated"
            } else {
                "audit-attested-by"
            },
            arguments: vec![("by", text(&by)), ("time", text(&time))],
        })
    }

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
        let finding = Finding {
            code,
            step: Some(step),
            binding,
            evidence: Vec::new(),
            message: Message {
                id,
                arguments: vec![("command", text(&command)), ("place", place)],
            },
            advice: advice(code),
            margin: self.margin(slots[0]),
            waived: None,
        };
        self.add(Some(at), finding);
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
