//! The alignment, read: findings with their evidence, and what came of every step.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Alignment, Choice, SlotId};
use super::cover::Covered;
use super::events::EventHost;
use super::expect::{Expected, Hosts};
use super::found::{Notes, text};
use super::matching::{Assessment, Facts, HostFit, UNIT, event_of, is_path, label};
use super::observe::Likeness;
use super::outcome::Seen;
use super::verdict::{
    Argument, Binding, Code, Evidence, Finding, Margin, Message, OccurrenceResult, Status,
    StepResult,
};
use crate::command::{Effect, Mode};
use crate::plan::{Act as PlanAct, Applicability, Plan, Reason, Step};
use crate::runbook::{OutcomeRule, Repeats};

/// What the judge makes of an alignment.
pub(super) struct Judged {
    pub(super) steps: Vec<StepResult>,
    pub(super) findings: Vec<Finding>,
    /// How many events show a step, repeats included.
    pub(super) matched: u64,
    /// How many are in no step and of no account.
    pub(super) explained: u64,
    /// How many may be in a step or in none.
    pub(super) unknown: u64,
}

/// Reads an alignment.
pub(super) struct Judge<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) facts: &'a Facts<'a>,
    pub(super) alignment: &'a Alignment<'a>,
    pub(super) notes: Notes<'a>,
    findings: Vec<Finding>,
    /// The findings of every occurrence.
    of_occurrence: Vec<BTreeSet<Code>>,
    /// The slots that a step leaves open since nothing shows that it applied.
    is_open: Vec<bool>,
    used: BTreeMap<usize, usize>,
    exact: Exact,
    repeated: u64,
    explained: u64,
    unknown: u64,
}

/// Events that are exactly a pattern, by the first label of their computer.
#[derive(Debug, Default)]
struct Exact(BTreeMap<(usize, String), Vec<usize>>);

impl Exact {
    fn new(facts: &Facts<'_>) -> Self {
        let mut found = Self::default();
        for (event, own) in facts.events.iter().enumerate() {
            let label = match &own.host {
                EventHost::Known(host) => label(host),
                EventHost::Unnamed | EventHost::Unresolved(_) => String::new(),
            };
            for (pattern, likeness) in &facts.first_act(event).likeness {
                if *likeness == Likeness::Same {
                    found
                        .0
                        .entry((*pattern, label.clone()))
                        .or_default()
                        .push(event);
                }
            }
        }
        found
    }

    fn of(&self, pattern: usize, label: &str) -> impl Iterator<Item = usize> {
        let events = self.0.get(&(pattern, label.to_owned()));
        events.into_iter().flatten().copied()
    }

    fn values_of(&self, pattern: usize) -> impl Iterator<Item = usize> {
        let all = self
            .0
            .range((pattern, String::new())..(pattern + 1, String::new()));
        all.flat_map(|(_, events)| events.iter().copied())
    }
}

impl<'a> Judge<'a> {
    /// A judge.
    pub(super) fn new(
        plan: &'a Plan<'a>,
        facts: &'a Facts<'a>,
        alignment: &'a Alignment<'a>,
    ) -> Self {
        Self {
            plan,
            facts,
            alignment,
            notes: Notes { facts },
            findings: Vec::new(),
            of_occurrence: vec![BTreeSet::new(); facts.expected.occurrences.len()],
            is_open: Vec::new(),
            used: BTreeMap::new(),
            exact: Exact::new(facts),
            repeated: 0,
            explained: 0,
            unknown: 0,
        }
    }

    /// Findings and results.
    pub(super) fn judge(mut self) -> Judged {
        for (slot, choice) in self.alignment.choices.iter().enumerate() {
            if let Some(event) = event_of(choice) {
                self.used.insert(event, slot);
            }
        }
        self.is_open = self.open_steps();
        for occurrence in 0..self.facts.expected.occurrences.len() {
            self.occurrence(occurrence);
        }
        self.tolerated();
        self.rolling();
        self.unproven();
        self.unused();
        let steps = self.results();
        Judged {
            steps,
            findings: self.findings,
            matched: self.used.len() as u64 + self.repeated,
            explained: self.explained,
            unknown: self.unknown,
        }
    }

    /// Steps that depend on a question that nobody answered, and that nothing shows: they did not
    /// apply. One that something shows did.
    fn open_steps(&self) -> Vec<bool> {
        let steps = self.plan.steps.iter().enumerate();
        steps
            .map(|(at, step)| {
                let is_unanswered = matches!(step.applicability, Applicability::Open(_));
                let slots = self.facts.expected.slots.iter().enumerate();
                let mut own = slots.filter(|(_, slot)| slot.step == at);
                let is_shown = own.any(|(slot, _)| self.event(slot).is_some());
                is_unanswered && !is_shown && self.vouched(step).is_none()
            })
            .collect()
    }

    fn event(&self, slot: usize) -> Option<usize> {
        self.alignment.choices.get(slot).and_then(event_of)
    }

    fn margin(&self, slot: usize) -> Margin {
        match self.alignment.margin(SlotId(slot as u32)) {
            Margin::By(cost) if cost < UNIT => Margin::Tie,
            Margin::By(cost) => Margin::By((cost + UNIT / 2) / UNIT),
            margin => margin,
        }
    }

    fn add(&mut self, occurrence: Option<usize>, finding: Finding) {
        if let Some(at) = occurrence {
            self.of_occurrence[at].insert(finding.code);
        }
        self.findings.push(finding);
    }

    fn about(&self, occurrence: usize) -> (&'a Expected, usize, Binding) {
        let expected = &self.facts.expected.occurrences[occurrence];
        (expected, expected.step, expected.binding.clone())
    }

    fn occurrence(&mut self, at: usize) {
        let (expected, step, _) = self.about(at);
        let step = &self.plan.steps[step];
        if self.is_open[expected.step] {
            return;
        }
        if expected.slots.is_empty() {
            self.by_hand(at, step);
            return;
        }
        let missing: Vec<usize> = expected
            .slots
            .iter()
            .copied()
            .filter(|slot| self.event(*slot).is_none())
            .collect();
        // Somebody vouches for what a step by hand left no trace of.
        let is_by_hand = matches!(step.act, PlanAct::ByHand { .. });
        let is_vouched = is_by_hand && self.vouched(step).is_some();
        if !(missing.is_empty() || is_vouched) {
            self.missing(at, &missing, is_by_hand);
        }
        let mut early: Vec<usize> = Vec::new();
        for slot in &expected.slots {
            match self.alignment.choices[*slot] {
                Choice::Missing => {}
                Choice::InOrder(event) => self.carried_out(at, *slot, event.index()),
                Choice::Displaced(event) => {
                    early.push(*slot);
                    self.carried_out(at, *slot, event.index());
                }
            }
        }
        if !early.is_empty() {
            self.out_of_order(at, &early);
        }
        self.repeats(at);
    }

    /// A step by hand or a decision: somebody has to vouch for it.
    fn by_hand(&mut self, at: usize, step: &Step<'a>) {
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
        if is_answered || went_on || self.vouched(step).is_some() {
            return;
        }
        let (_, index, binding) = self.about(at);
        let is_first = self
            .findings
            .iter()
            .all(|finding| finding.step != Some(index) || finding.code != Code::Unattested);
        self.of_occurrence[at].insert(Code::Unattested);
        if is_first {
            let several = self.facts.expected.occurrences.iter();
            let several = several.filter(|other| other.step == index).count() > 1;
            self.findings.push(Finding {
                code: Code::Unattested,
                step: Some(index),
                binding: if several { Vec::new() } else { binding },
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

    /// Who vouches for a step: an attestation of the change, or the operator of a guided script.
    fn vouched(&self, step: &Step<'_>) -> Option<Message> {
        let change = self.plan.change?;
        let attested = change.attestations.iter().find(|a| a.step == *step.id);
        let said = attested.map(|attestation| {
            (
                attestation.by.clone(),
                attestation.at.clone().unwrap_or_default(),
            )
        });
        let said = said.or_else(|| {
            let mut all = self.facts.observations.iter().flat_map(|o| &o.vouched);
            let vouched = all.find(|vouched| vouched.step == step.id.as_str())?;
            let time = vouched.place.time.map(super::time::written);
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
    fn missing(&mut self, at: usize, slots: &[usize], is_by_hand: bool) {
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
    fn at_work(&self) -> BTreeSet<usize> {
        let used = self.used.iter();
        used.filter(|(_, slot)| self.facts.expected.slots[**slot].captured == Hosts::Anywhere)
            .map(|(event, _)| self.facts.events[*event].session)
            .collect()
    }

    /// The sessions on one of several computers in which somebody went on to what comes later: an act
    /// that could be done on any of them, and is not there, was left out.
    fn went_on_without(
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

    /// What is wrong with an act that was carried out.
    fn carried_out(&mut self, at: usize, slot: usize, event: usize) {
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

    /// The one thing that is wrong with an act: what comes first explains the rest.
    fn deviation(
        &self,
        fit: &Assessment<'a>,
        slot: usize,
        event: usize,
    ) -> Option<(Code, Message, usize)> {
        let expected = &self.facts.expected;
        let pattern_at = expected.slots[slot].pattern;
        let pattern = &expected.patterns[pattern_at];
        let command = || ("command", self.notes.command(event));
        let planned = || ("command", text(&pattern.text));
        let message =
            |id: &'static str, arguments: Vec<(&'static str, Argument)>| Message { id, arguments };
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
            let said = if failure.line.is_none() && !failure.text.is_empty() {
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
        let check = pattern.check.as_ref()?;
        let outcome = || {
            (
                "outcome",
                text(check.line.as_deref().unwrap_or(&check.outcome.name)),
            )
        };
        let shown = |shown: &[super::outcome::Shown]| {
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

    fn differs(
        &self,
        differences: &[crate::command::Difference],
        event: usize,
    ) -> (Code, Message, usize) {
        let path = differences.iter().find(|difference| is_path(difference));
        if let Some(crate::command::Difference::Path { expected, seen }) = path {
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
    fn last_look(&self, slot: usize, chosen: usize) -> Option<(usize, &'a Seen)> {
        let pattern = self.facts.expected.slots[slot].pattern;
        let looks = self
            .same(slot)
            .into_iter()
            .filter(|event| self.facts.failure(*event).is_none() && !self.facts.is_outside(*event));
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
    fn last_attempt(&self, slot: usize, chosen: usize) -> Option<usize> {
        let attempts = self.same(slot).into_iter();
        let last = attempts
            .filter(|event| !self.facts.is_outside(*event))
            .max_by_key(|event| {
                let event = &self.facts.events[*event];
                (event.interval.to, event.session, event.sequence)
            })?;
        let is_later = last != chosen && self.facts.before(chosen, last);
        (is_later && self.facts.failure(last).is_some()).then_some(last)
    }

    /// Every event that is what a slot wants, on a computer that it wants.
    fn same(&self, slot: usize) -> Vec<usize> {
        let wanted = &self.facts.expected.slots[slot];
        let mut events: Vec<usize> = match &wanted.hosts {
            Hosts::Anywhere => self.exact.values_of(wanted.pattern).collect(),
            Hosts::OneOf(hosts) => {
                let labels: BTreeSet<String> = hosts.iter().map(|host| label(host)).collect();
                let own = labels.iter().map(String::as_str).chain([""]);
                own.flat_map(|label| self.exact.of(wanted.pattern, label))
                    .collect()
            }
        };
        events.sort_unstable();
        events.retain(|event| {
            let fit = self.facts.assess(*event, slot);
            fit.is_some_and(|fit| fit.host == HostFit::Right && !fit.is_simulated)
                && self.used.get(event).is_none_or(|used| *used == slot)
        });
        events
    }

    fn outside(&mut self, at: Option<usize>, event: usize) {
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

    /// Acts of an occurrence that stand in the wrong place.
    fn out_of_order(&mut self, at: usize, slots: &[usize]) {
        let (_, step, binding) = self.about(at);
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut steps: BTreeSet<u32> = BTreeSet::new();
        let mut within: Option<usize> = None;
        let mut is_late = true;
        for slot in slots {
            if let Some(event) = self.event(*slot) {
                evidence.extend(self.notes.evidence(event));
            }
            let contradicted = self.alignment.contradictions.iter();
            let contradicted = contradicted.filter(|(own, _)| own.index() == *slot);
            for other in contradicted.flat_map(|(_, others)| others) {
                let other = other.index();
                let their_step = self.facts.expected.slots[other].step;
                if their_step == step {
                    within.get_or_insert(other);
                } else {
                    steps.insert(self.plan.steps[their_step].number);
                }
                // Of an act that was too early, those that it had to follow are earlier steps.
                is_late &= their_step > step;
                if evidence.len() < 6
                    && let Some(event) = self.event(other)
                {
                    evidence.extend(self.notes.evidence(event));
                }
            }
        }
        let command = self.event(slots[0]).map(|event| self.notes.command(event));
        let command = ("command", command.unwrap_or_else(|| text("")));
        let message = match (steps.is_empty(), within) {
            (true, Some(other)) => {
                let pattern = self.facts.expected.slots[other].pattern;
                let other = &self.facts.expected.patterns[pattern].text;
                Message {
                    id: "audit-out-of-order-within",
                    arguments: vec![command, ("other", text(other))],
                }
            }
            _ => {
                let number = i64::from(self.plan.steps[step].number);
                let others = steps.iter().map(u32::to_string).collect();
                Message {
                    id: if is_late {
                        "audit-out-of-order-late"
                    } else {
                        "audit-out-of-order"
                    },
                    arguments: vec![
                        command,
                        ("number", Argument::Number(number)),
                        ("others", Argument::List(others)),
                    ],
                }
            }
        };
        let finding = Finding {
            code: Code::OutOfOrder,
            step: Some(step),
            binding,
            evidence,
            message,
            advice: advice(Code::OutOfOrder),
            margin: self.margin(slots[0]),
            waived: None,
        };
        self.add(Some(at), finding);
    }

    /// Acts of an occurrence that were carried out again.
    fn repeats(&mut self, at: usize) {
        let (expected, step, binding) = self.about(at);
        for slot in &expected.slots {
            let Some(chosen) = self.event(*slot) else {
                continue;
            };
            let all = self.same(*slot);
            let others: Vec<usize> = all
                .into_iter()
                .filter(|event| *event != chosen && !self.facts.is_outside(*event))
                .collect();
            if others.is_empty() {
                continue;
            }
            self.repeated += others.len() as u64;
            let mut evidence = Vec::new();
            for event in others.iter().take(10) {
                evidence.extend(self.notes.evidence(*event).into_iter().take(1));
            }
            let pattern = self.facts.expected.slots[*slot].pattern;
            let command = &self.facts.expected.patterns[pattern].text;
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

    /// A value that is let pass in some outputs must not be in more of them.
    fn tolerated(&mut self) {
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
                            ("outcome", text(&outcome)),
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

    /// Items that were begun before the one before them was finished. The fewest that explain it
    /// are named: of intervals that must not overlap, those that end first are kept.
    fn rolling(&mut self) {
        for rolling in &self.plan.rolling {
            let mut items: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (slot, own) in self.facts.expected.slots.iter().enumerate() {
                let number = self.plan.steps[own.step].number;
                if !(rolling.first..=rolling.last).contains(&number) {
                    continue;
                }
                let binding = &self.facts.expected.occurrences[own.occurrence].binding;
                let item = binding
                    .iter()
                    .find(|(name, _)| name == rolling.each.as_str());
                if let (Some((_, item)), Some(Choice::InOrder(event))) =
                    (item, self.alignment.choices.get(slot))
                {
                    items.entry(item.clone()).or_default().push(event.index());
                }
            }
            let mut spans: Vec<(String, Vec<usize>)> = items.into_iter().collect();
            let end = |events: &[usize]| {
                events
                    .iter()
                    .map(|event| {
                        let event = &self.facts.events[*event];
                        (event.interval.to, event.session, event.sequence)
                    })
                    .max()
            };
            spans.sort_by_key(|(_, events)| end(events));
            let mut kept: Vec<&(String, Vec<usize>)> = Vec::new();
            let mut found = Vec::new();
            for span in &spans {
                match kept.iter().find(|other| self.overlap(&other.1, &span.1)) {
                    Some(other) => found.push((span.clone(), other.0.clone())),
                    None => kept.push(span),
                }
            }
            let first = rolling.first as usize - 1;
            for ((item, events), other) in found {
                let begun = events.iter().copied().min_by_key(|event| {
                    let event = &self.facts.events[*event];
                    (event.interval.from, event.session, event.sequence)
                });
                let step = begun
                    .and_then(|event| self.used.get(&event))
                    .map_or(first, |slot| self.facts.expected.slots[*slot].step);
                let at = begun
                    .and_then(|event| self.used.get(&event))
                    .map(|slot| self.facts.expected.slots[*slot].occurrence);
                let finding = Finding {
                    code: Code::OutOfOrder,
                    step: Some(step),
                    binding: vec![(rolling.each.as_str().to_owned(), item.clone())],
                    evidence: begun
                        .map(|event| self.notes.evidence(event))
                        .unwrap_or_default(),
                    message: Message {
                        id: "audit-rolling",
                        arguments: vec![("host", text(&item)), ("other", text(&other))],
                    },
                    advice: advice(Code::OutOfOrder),
                    margin: Margin::Only,
                    waived: None,
                };
                self.add(at, finding);
            }
        }
    }

    /// Whether one of the acts of each is provably inside the other's: before its last, and after
    /// one of its own.
    fn overlap(&self, a: &[usize], b: &[usize]) -> bool {
        let before = |a: usize, b: usize| self.facts.before(a, b);
        let crosses = |a: &[usize], b: &[usize]| a.iter().any(|x| b.iter().any(|y| before(*x, *y)));
        crosses(a, b) && crosses(b, a)
    }

    /// Steps whose order the clocks cannot tell: one note a step.
    fn unproven(&mut self) {
        let mut by_step: BTreeMap<usize, (BTreeSet<u32>, usize)> = BTreeMap::new();
        let unproven = self.alignment.unproven.iter().enumerate();
        for (slot, before) in unproven.filter_map(|(slot, before)| Some((slot, before.as_ref()?))) {
            let before = before.index();
            let step = self.facts.expected.slots[slot].step;
            let other = self.facts.expected.slots[before].step;
            let entry = by_step
                .entry(step)
                .or_insert_with(|| (BTreeSet::new(), slot));
            entry.0.insert(self.plan.steps[other].number);
        }
        for (step, (others, slot)) in by_step {
            let event = self.event(slot);
            let numbers = others.iter().map(u32::to_string).collect();
            self.findings.push(Finding {
                code: Code::OrderUnproven,
                step: Some(step),
                binding: Vec::new(),
                evidence: event
                    .map(|event| self.notes.evidence(event))
                    .unwrap_or_default(),
                message: Message {
                    id: "audit-order-unproven",
                    arguments: vec![
                        (
                            "number",
                            Argument::Number(i64::from(self.plan.steps[step].number)),
                        ),
                        ("others", Argument::List(numbers)),
                    ],
                },
                advice: advice(Code::OrderUnproven),
                margin: Margin::Only,
                waived: None,
            });
        }
    }

    /// Events that show no expected act.
    fn unused(&mut self) {
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
            let is_harmless = act.mode == Mode::Simulated
                || act.effect == Effect::Reads
                || self.facts.failure(event).is_some()
                || self.facts.is_outside(event)
                || act.place.is_scripted;
            if is_repeat || is_harmless {
                self.explained += u64::from(!is_repeat);
                continue;
            }
            self.unexpected(event);
        }
    }

    /// A change that is like a step's, and in none.
    fn unexpected(&mut self, event: usize) {
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
        let is_unresolved = act
            .likeness
            .iter()
            .all(|(_, likeness)| matches!(likeness, Likeness::Unresolved(_)));
        let (code, step, message) = if let Some(slot) = exact {
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
            self.unknown += 1;
            return;
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
    }

    /// What came of every step.
    fn results(&self) -> Vec<StepResult> {
        let steps = self.plan.steps.iter().enumerate();
        steps
            .map(|(at, step)| {
                let is_off =
                    matches!(step.applicability, Applicability::Never(_)) || self.is_open[at];
                let occurrences: Vec<OccurrenceResult> = if is_off {
                    Vec::new()
                } else {
                    let all = self.facts.expected.occurrences.iter().enumerate();
                    all.filter(|(_, expected)| expected.step == at)
                        .map(|(index, expected)| self.result(index, expected, step))
                        .collect()
                };
                let status = if is_off {
                    Status::NotApplicable
                } else {
                    let gravest = occurrences
                        .iter()
                        .map(|one| one.status.clone())
                        .max_by_key(grave);
                    gravest.unwrap_or(Status::Evidenced)
                };
                StepResult {
                    id: step.id.as_str().to_owned(),
                    number: step.number,
                    status,
                    because: because(step),
                    occurrences,
                }
            })
            .collect()
    }

    fn result(&self, at: usize, expected: &Expected, step: &Step<'a>) -> OccurrenceResult {
        let mut evidence = Vec::new();
        for slot in &expected.slots {
            if let Some(event) = self.event(*slot) {
                evidence.extend(self.notes.evidence(event));
            }
        }
        let is_by_hand = !matches!(step.act, PlanAct::Run(_));
        let vouched = self.vouched(step).filter(|_| is_by_hand);
        let found = self.of_occurrence[at].iter();
        let gravest = found.min_by_key(|code| (code.level(), **code)).copied();
        let status = match gravest {
            Some(code) => Status::Found(code),
            None if evidence.is_empty() && is_by_hand => Status::Attested,
            None => Status::Evidenced,
        };
        OccurrenceResult {
            binding: expected.binding.clone(),
            status,
            vouched,
            evidence,
            expected: expected.commands.clone(),
        }
    }
}

/// How grave a status is.
fn grave(status: &Status) -> (u8, i32) {
    match status {
        Status::NotApplicable => (0, 0),
        Status::Evidenced => (1, 0),
        Status::Attested => (2, 0),
        Status::Waived(code) => (3, -(*code as i32)),
        Status::Found(code) => {
            let level = match code.level() {
                super::verdict::Level::Note => 4,
                super::verdict::Level::Inconclusive => 5,
                super::verdict::Level::Error => 6,
            };
            (level, -(*code as i32))
        }
    }
}

pub(super) fn gravest<'s>(all: impl IntoIterator<Item = &'s Status>) -> Option<Status> {
    all.into_iter().max_by_key(|status| grave(status)).cloned()
}

/// Why a step does not apply, or how the change answers its question.
fn because(step: &Step<'_>) -> Option<Message> {
    let answered = |question: &str, answer: bool| Message {
        id: "audit-answered-in-change",
        arguments: vec![
            ("question", text(question)),
            (
                "answer",
                Argument::Message(Message {
                    id: if answer {
                        "doc-answer-yes"
                    } else {
                        "doc-answer-no"
                    },
                    arguments: Vec::new(),
                }),
            ),
        ],
    };
    match (&step.applicability, &step.act) {
        (Applicability::Never(Reason::Answered { question, answer }), _) => {
            Some(answered(question.as_str(), *answer))
        }
        (Applicability::Never(Reason::Ended { at }), _) => Some(Message {
            id: "doc-na-stopped",
            arguments: vec![("number", Argument::Number(i64::from(*at)))],
        }),
        (
            _,
            PlanAct::Decide {
                question,
                answer: Some(answer),
                ..
            },
        ) => Some(answered(question.as_str(), *answer)),
        _ => None,
    }
}

pub(super) fn advice(code: Code) -> Option<Message> {
    let id = match code {
        Code::Missing => "audit-advice-missing",
        Code::Failed => "audit-advice-failed",
        Code::NotReached => "audit-advice-not-reached",
        Code::WrongArgument => "audit-advice-wrong-argument",
        Code::WrongPath => "audit-advice-wrong-path",
        Code::WrongHost => "audit-advice-wrong-host",
        Code::OutOfOrder => "audit-advice-out-of-order",
        Code::Simulated => "audit-advice-simulated",
        Code::UnplannedChange => "audit-advice-unplanned-change",
        Code::OutsideWindow => "audit-advice-outside-window",
        Code::NoEvidence => "audit-advice-no-evidence",
        Code::OutcomeUnseen => "audit-advice-outcome-unseen",
        Code::Unattested => "audit-advice-unattested",
        Code::OrderUnproven => "audit-advice-order-unproven",
        Code::Repeated => "audit-advice-repeated",
    };
    Some(Message {
        id,
        arguments: Vec::new(),
    })
}
