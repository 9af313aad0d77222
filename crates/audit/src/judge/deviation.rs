//! What is wrong with an act that was carried out.

use std::collections::BTreeMap;

use super::{Judge, advice};
use crate::expect::Hosts;
use crate::failure::FailureKind;
use crate::found::text;
use crate::matching::{Assessment, HostFit, event_of, is_path};
use crate::observe::{Likeness, Unproven};
use crate::outcome::{Seen, Shown};
use crate::verdict::{Argument, Code, Finding, Margin, Message};
use runproof_model::runbook::{OutcomeRule, Repeats};
use runproof_shell::{Difference, Unresolved};

impl<'a> Judge<'a> {
    /// What is wrong with an act that was carried out.
    pub(super) fn carried_out(&mut self, at: usize, slot: usize, event: usize) {
        let Some(fit) = self.facts.assess(event, slot) else {
            return;
        };
        let found = self.deviation(&fit, slot, event);
        if let Some((code, message, event)) = found {
            let (_, step, binding) = self.about(at);
            let finding = Finding {
                code,
                step: Some(step),
                binding,
                evidence: self.notes.evidence(event),
                message,
                advice: advice(code),
                margin: self.margin(slot),
                waived: None,
            };
            self.add(Some(at), finding);
        }
        if fit.is_outside {
            self.outside(Some(at), event);
        }
    }

    /// What is shown by a capture alone that was read by guess.
    fn by_guess(&self, planned: (&'static str, Argument), event: usize) -> Message {
        let (capture, _) = self.facts.events[event].shown[0];
        let capture = &self.facts.observations[capture].capture;
        Message {
            id: "audit-no-evidence-guess",
            arguments: vec![
                planned,
                ("capture", text(&capture.path)),
                ("format", text(capture.format.name())),
            ],
        }
    }

    /// The one thing that is wrong with an act: what comes first explains the rest.
    pub(super) fn deviation(
        &self,
        fit: &Assessment<'a>,
        slot: usize,
        event: usize,
    ) -> Option<(Code, Message, usize)> {
        let expected = &self.facts.expected;
        let pattern_at = expected.slots[slot].pattern;
        let pattern = &expected.patterns[pattern_at];
        let command = || ("command", self.notes.command(event));
        let planned = || ("command", text(expected.slots[slot].text));
        let message =
            |id: &'static str, arguments: Vec<(&'static str, Argument)>| Message { id, arguments };
        if let Some(Unresolved::Format(_)) = fit.depends {
            return Some((Code::NoEvidence, self.by_guess(planned(), event), event));
        }
        if fit.is_simulated {
            let said = message("audit-simulated", vec![command()]);
            return Some((Code::Simulated, said, event));
        }
        if let HostFit::Wrong(host) = &fit.host {
            let planned = match &expected.slots[slot].hosts {
                Hosts::OneOf(hosts) => hosts.clone(),
                Hosts::Anywhere => Vec::new(),
            };
            let said = message(
                "audit-wrong-host",
                vec![
                    command(),
                    ("host", text(host)),
                    ("expected", Argument::List(planned)),
                ],
            );
            return Some((Code::WrongHost, said, event));
        }
        if let Likeness::Differs(differences) = fit.likeness {
            return Some(self.differs(differences, event));
        }
        let unresolved = match (fit.likeness, &fit.host, fit.depends) {
            (Likeness::Unresolved(reason), _, _) => Some(reason),
            (_, HostFit::Unknown(reason), _) => Some(reason),
            (_, _, Some(reason)) => Some(reason),
            _ => None,
        };
        if let Some(reason) = unresolved {
            let said = message(
                "audit-no-evidence-unresolved",
                vec![
                    planned(),
                    ("reason", Argument::Message(self.notes.reason(reason))),
                ],
            );
            return Some((Code::NoEvidence, said, event));
        }
        // A later success clears a failure, and a later failure a success.
        let (failure, event) = match (&fit.failure, self.last_attempt(slot, event)) {
            (None, Some(later)) => (self.facts.failure(later), later),
            (own, _) => (own.clone(), event),
        };
        let command = || ("command", self.notes.command(event));
        if let Some(failure) = &failure {
            let said = if failure.kind == FailureKind::Declined {
                message("audit-declined", vec![command()])
            } else if failure.line.is_none() && !failure.text.is_empty() {
                message(
                    "audit-failed-exit",
                    vec![command(), ("code", text(&failure.text))],
                )
            } else if failure.text.is_empty() {
                message("audit-failed-status", vec![command()])
            } else {
                message(
                    "audit-failed",
                    vec![command(), ("error", text(&self.notes.shown(&failure.text)))],
                )
            };
            return Some((Code::Failed, said, event));
        }
        let Some(check) = &pattern.check else {
            return (fit.seen == Some(&Seen::Unseen)).then(|| {
                let said = match self.facts.is_unended(event) {
                    true => message("audit-outcome-unseen-begun", vec![planned()]),
                    false => self.unproven_outcome(planned(), event),
                };
                (Code::OutcomeUnseen, said, event)
            });
        };
        let outcome = || ("outcome", Argument::Outcome(check.outcome.name.clone()));
        let shown = |shown: &[Shown]| {
            let states = shown
                .iter()
                .map(|shown| self.notes.shown(&shown.text))
                .collect();
            ("seen", Argument::List(states))
        };
        let last = self.last_look(slot, event);
        let seen = match (fit.seen?, last) {
            // By the last look it counts: what was reached may be lost again.
            (Seen::Reached(_), Some((later, Seen::NotYet(states) | Seen::Failed(states))))
                if check.repeats == Repeats::UntilSeen =>
            {
                let said = message(
                    "audit-not-reached",
                    vec![command(), outcome(), shown(states)],
                );
                return Some((Code::NotReached, said, later));
            }
            (seen, _) => seen,
        };
        match seen {
            Seen::Reached(_) => None,
            Seen::Unseen if self.facts.is_unended(event) => {
                let said = message("audit-outcome-unseen-begun", vec![planned()]);
                Some((Code::OutcomeUnseen, said, event))
            }
            Seen::Unseen => {
                let said = message("audit-outcome-unseen", vec![planned(), outcome()]);
                Some((Code::OutcomeUnseen, said, event))
            }
            Seen::NotYet(states) | Seen::Failed(states) => {
                let (states, event) = match last {
                    Some((later, Seen::NotYet(states) | Seen::Failed(states))) => (states, later),
                    _ => (states, event),
                };
                if check.repeats == Repeats::UntilSeen {
                    let said = message(
                        "audit-not-reached",
                        vec![command(), outcome(), shown(states)],
                    );
                    Some((Code::NotReached, said, event))
                } else {
                    let id = match check.outcome.rule {
                        OutcomeRule::Silence => "audit-failed-silence",
                        _ => "audit-failed-outcome",
                    };
                    let said = message(id, vec![command(), outcome(), shown(states)]);
                    Some((Code::Failed, said, event))
                }
            }
        }
    }

    /// Why nothing proves how an act ended from whose output nothing is expected.
    fn unproven_outcome(&self, planned: (&'static str, Argument), event: usize) -> Message {
        let act = self.facts.unproven(event);
        let mut arguments = vec![planned];
        let id = match act.and_then(|act| act.unproven.as_ref()) {
            Some(Unproven::Unexplained(line)) if line.is_empty() => "audit-outcome-unseen-silent",
            Some(Unproven::Unexplained(line)) => {
                arguments.push(("line", text(&self.notes.shown(line))));
                "audit-outcome-unseen-unexplained"
            }
            Some(Unproven::Hidden | Unproven::Kept) => "audit-outcome-unseen-hidden",
            Some(Unproven::Started) => "audit-outcome-unseen-started",
            Some(Unproven::OneOfSeveral) => "audit-outcome-unseen-one-of-several",
            None => match act.and_then(|act| act.failure.as_ref()) {
                // Words of failure beside an exit code of 0.
                Some(failure) => {
                    arguments.push(("line", text(&self.notes.shown(&failure.text))));
                    "audit-outcome-unseen-unexplained"
                }
                None => "audit-outcome-unseen-entered",
            },
        };
        Message { id, arguments }
    }

    pub(super) fn differs(
        &self,
        differences: &[Difference],
        event: usize,
    ) -> (Code, Message, usize) {
        let path = differences.iter().find(|difference| is_path(difference));
        if let Some(Difference::Path { expected, seen }) = path {
            let said = Message {
                id: "audit-wrong-path",
                arguments: vec![("expected", text(expected)), ("seen", text(seen))],
            };
            return (Code::WrongPath, said, event);
        }
        let named = differences
            .iter()
            .map(|one| self.notes.difference(one))
            .collect();
        let said = Message {
            id: "audit-wrong-argument",
            arguments: vec![
                ("command", self.notes.command(event)),
                ("differences", Argument::Messages(named)),
            ],
        };
        (Code::WrongArgument, said, event)
    }

    /// The last look of those that are for the same slot, and what it shows.
    pub(super) fn last_look(&self, slot: usize, chosen: usize) -> Option<(usize, &'a Seen)> {
        let pattern = self.facts.expected.slots[slot].pattern;
        let looks =
            self.same(slot).iter().copied().filter(|event| {
                self.facts.failure(*event).is_none() && !self.facts.is_outside(*event)
            });
        let last = looks
            .filter_map(|event| Some((event, self.facts.seen(event, pattern)?)))
            .filter(|(_, seen)| **seen != Seen::Unseen)
            .max_by_key(|(event, _)| {
                let event = &self.facts.events[*event];
                (event.interval.to, event.session, event.sequence)
            })?;
        let own = &self.facts.events[chosen];
        let later = &self.facts.events[last.0];
        let is_later = if own.session == later.session {
            later.sequence >= own.sequence
        } else {
            later.interval.from >= own.interval.to
        };
        is_later.then_some(last)
    }

    /// The last attempt at what a slot wants, where it is later than the chosen one and failed.
    pub(super) fn last_attempt(&self, slot: usize, chosen: usize) -> Option<usize> {
        let attempts = self.same(slot).iter().copied();
        let last = attempts
            .filter(|event| !self.facts.is_outside(*event))
            .max_by_key(|event| {
                let event = &self.facts.events[*event];
                (event.interval.to, event.session, event.sequence)
            })?;
        let is_later = last != chosen && self.facts.before(chosen, last);
        (is_later && self.facts.failure(last).is_some()).then_some(last)
    }

    pub(super) fn outside(&mut self, at: Option<usize>, event: usize) {
        let Some(window) = self.plan.change.and_then(|change| change.window.as_ref()) else {
            return;
        };
        let evidence = self.notes.evidence(event);
        let time = evidence.first().and_then(|evidence| evidence.time.clone());
        let step = at.map(|at| self.facts.expected.occurrences[at].step);
        let binding = at.map(|at| self.facts.expected.occurrences[at].binding.clone());
        let finding = Finding {
            code: Code::OutsideWindow,
            step,
            binding: binding.unwrap_or_default(),
            message: Message {
                id: "audit-outside-window",
                arguments: vec![
                    ("command", self.notes.command(event)),
                    ("time", text(&time.unwrap_or_default())),
                    ("start", text(&window.start.to_string())),
                    ("end", text(&window.end.to_string())),
                ],
            },
            evidence,
            advice: advice(Code::OutsideWindow),
            margin: Margin::Only,
            waived: None,
        };
        self.add(at, finding);
    }

    /// A value that is let pass in some outputs must not be in more of them.
    pub(super) fn tolerated(&mut self) {
        let mut uses: BTreeMap<(usize, String, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (slot, choice) in self.alignment.choices.iter().enumerate() {
            let Some(event) = event_of(choice) else {
                continue;
            };
            let own = &self.facts.expected.slots[slot];
            let Some(check) = &self.facts.expected.patterns[own.pattern].check else {
                continue;
            };
            if let Some(Seen::Reached(tolerated)) = self.facts.seen(event, own.pattern) {
                for at in tolerated {
                    let key = (own.step, check.outcome.name.clone(), *at);
                    uses.entry(key).or_default().push((slot, event));
                }
            }
        }
        for ((step, outcome, tolerated), uses) in uses {
            let Some(OutcomeRule::Records(rule)) = self
                .plan
                .runbook
                .outcome(&outcome)
                .map(|outcome| &outcome.rule)
            else {
                continue;
            };
            let Some(tolerated) = rule.tolerated.get(tolerated) else {
                continue;
            };
            let most = tolerated.in_at_most as usize;
            if uses.len() <= most {
                continue;
            }
            // Which of them is the one too many cannot be told: the last is named.
            for (slot, event) in uses.iter().skip(most) {
                let at = self.facts.expected.slots[*slot].occurrence;
                let states = vec![format!(
                    "{} {} {}",
                    tolerated.record, tolerated.field, tolerated.value
                )];
                let finding = Finding {
                    code: Code::NotReached,
                    step: Some(step),
                    binding: self.facts.expected.occurrences[at].binding.clone(),
                    evidence: self.notes.evidence(*event),
                    message: Message {
                        id: "audit-not-reached",
                        arguments: vec![
                            ("command", self.notes.command(*event)),
                            ("outcome", Argument::Outcome(outcome.clone())),
                            ("seen", Argument::List(states)),
                        ],
                    },
                    advice: advice(Code::NotReached),
                    margin: Margin::Only,
                    waived: None,
                };
                self.add(Some(at), finding);
            }
        }
    }
}
