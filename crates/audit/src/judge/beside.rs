//! What was done again, and what is in no step.

use super::{Judge, advice};
use crate::account::Account;
use crate::events::EventHost;
use crate::expect::Hosts;
use crate::found::text;
use crate::matching::{HostFit, is_path};
use crate::observe::Likeness;
use crate::verdict::{Argument, Code, Finding, Margin, Message};
use runproof_model::runbook::Repeats;
use runproof_shell::{Effect, Mode};

impl<'a> Judge<'a> {
    /// Acts of an occurrence that were carried out again.
    pub(super) fn repeats(&mut self, at: usize) {
        let (expected, step, binding) = self.about(at);
        for slot in &expected.slots {
            let Some(chosen) = self.event(*slot) else {
                continue;
            };
            let all = self.same(*slot);
            let others: Vec<usize> = all
                .iter()
                .copied()
                .filter(|event| {
                    *event != chosen
                        && !self.facts.is_outside(*event)
                        && !self.facts.is_guessed(*event)
                })
                .collect();
            for event in &others {
                self.accounts[*event] = Account::Again;
            }
            let pattern = self.facts.expected.slots[*slot].pattern;
            let check = self.facts.expected.patterns[pattern].check.as_ref();
            // Looks until a state is there are what the plan says.
            let are_polls = check.is_some_and(|check| check.repeats == Repeats::UntilSeen);
            if others.is_empty() || are_polls {
                continue;
            }
            let mut evidence = Vec::new();
            for event in others.iter().take(10) {
                evidence.extend(self.notes.evidence(*event).into_iter().take(1));
            }
            let command = self.facts.expected.slots[*slot].text;
            let finding = Finding {
                code: Code::Repeated,
                step: Some(step),
                binding: binding.clone(),
                evidence,
                message: Message {
                    id: "audit-repeated",
                    arguments: vec![
                        ("command", text(command)),
                        ("count", Argument::Number(others.len() as i64 + 1)),
                    ],
                },
                advice: None,
                margin: Margin::Only,
                waived: None,
            };
            self.add(Some(at), finding);
        }
    }

    /// Events that show no expected act.
    pub(super) fn unused(&mut self) {
        for event in 0..self.facts.events.len() {
            if self.used.contains_key(&event) {
                continue;
            }
            let act = self.facts.first_act(event);
            let host = &self.facts.events[event].host;
            let is_repeat = act.likeness.iter().any(|(pattern, likeness)| {
                *likeness == Likeness::Same
                    && self
                        .facts
                        .index
                        .near(*pattern, host)
                        .into_iter()
                        .any(|slot| {
                            let fit = self.facts.assess(event, slot);
                            fit.is_some_and(|fit| fit.host == HostFit::Right)
                        })
            });
            // What the plan has for another computer is not allowed here by its name.
            let is_planned = act
                .likeness
                .iter()
                .any(|(_, likeness)| *likeness == Likeness::Same);
            self.accounts[event] = if self.facts.is_guessed(event) {
                Account::Unknown
            } else if act.mode == Mode::Simulated {
                Account::Harmless
            } else if is_repeat {
                Account::Again
            } else if self.blamed.contains(&event) {
                Account::Changing
            } else if act.is_allowed && !is_planned {
                Account::Allowed
            } else if act.effect == Effect::Reads || self.facts.failure(event).is_some() {
                Account::Harmless
            } else if self.facts.is_outside(event) {
                Account::Outside
            } else if act.place.is_scripted {
                Account::Scripted
            } else {
                self.unexpected(event)
            };
        }
    }

    /// A change that is like a step's, and in none.
    fn unexpected(&mut self, event: usize) -> Account {
        let act = self.facts.first_act(event);
        let host = match &self.facts.events[event].host {
            EventHost::Known(host) => text(host),
            EventHost::Unnamed | EventHost::Unresolved(_) => Argument::Message(Message {
                id: "audit-unknown-host",
                arguments: Vec::new(),
            }),
        };
        let slot_of = |pattern: usize| {
            let slot = self.facts.index.first(pattern)?;
            self.facts.expected.slots.get(slot)
        };
        let exact = act
            .likeness
            .iter()
            .filter(|(_, likeness)| *likeness == Likeness::Same)
            .find_map(|(pattern, _)| slot_of(*pattern));
        let by_path = act
            .likeness
            .iter()
            .find_map(|(pattern, likeness)| match likeness {
                Likeness::Differs(all) if all.len() == 1 && is_path(&all[0]) => {
                    Some((slot_of(*pattern)?, all))
                }
                _ => None,
            });
        let is_unresolved = match act.likeness.as_slice() {
            [] => act.effect != Effect::Changes,
            all => all
                .iter()
                .all(|(_, likeness)| matches!(likeness, Likeness::Unresolved(_))),
        };
        let is_named = matches!(self.facts.events[event].host, EventHost::Known(_));
        let (code, step, message) = if let Some(slot) = exact {
            // A capture that names no computer names none that the plan does not.
            if !is_named {
                return Account::Unknown;
            }
            let planned = match &slot.hosts {
                Hosts::OneOf(hosts) => hosts.clone(),
                Hosts::Anywhere => Vec::new(),
            };
            let said = Message {
                id: "audit-wrong-host",
                arguments: vec![
                    ("command", self.notes.command(event)),
                    ("host", host),
                    ("expected", Argument::List(planned)),
                ],
            };
            (Code::WrongHost, Some(slot.step), said)
        } else if let Some((slot, differences)) = by_path {
            let (code, said, _) = self.differs(differences, event);
            (code, Some(slot.step), said)
        } else if is_unresolved {
            return Account::Unknown;
        } else {
            let said = Message {
                id: "audit-unplanned-change",
                arguments: vec![("command", self.notes.command(event)), ("host", host)],
            };
            (Code::UnplannedChange, None, said)
        };
        self.findings.push(Finding {
            code,
            step,
            binding: Vec::new(),
            evidence: self.notes.evidence(event),
            message,
            advice: advice(code),
            margin: Margin::Only,
            waived: None,
        });
        Account::Changing
    }
}
