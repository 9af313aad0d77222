//! The alignment, read: findings with their evidence, and what came of every step.

mod beside;
mod deviation;
mod elsewhere;
mod hidden;
mod history;
mod missing;
mod owner;
mod said;
mod sequence;
mod status;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::align::{Alignment, Choice, SlotId, Worse};
use super::events::EventHost;
use super::expect::{Expected, Hosts};
use super::found::Notes;
use super::index::label;
use super::matching::{Facts, HostFit, UNIT, event_of};
use super::observe::Likeness;
use super::verdict::{Binding, Code, Finding, Margin, OccurrenceResult, Status, StepResult};
use runproof_model::plan::{Act as PlanAct, Applicability, Plan, Step};

use owner::Owners;
pub(super) use status::{advice, answer, gravest};
use status::{because, grave};

/// What the judge makes of an alignment.
pub(crate) struct Judged {
    pub(crate) steps: Vec<StepResult>,
    pub(crate) findings: Vec<Finding>,
    /// What became of every event.
    pub(crate) accounts: Vec<Account>,
}

/// Reads an alignment.
pub(crate) struct Judge<'a> {
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) alignment: &'a Alignment<'a>,
    pub(crate) notes: Notes<'a>,
    findings: Vec<Finding>,
    /// The findings of every occurrence.
    of_occurrence: Vec<BTreeSet<Code>>,
    /// The slots that a step leaves open since nothing shows that it applied.
    is_open: Vec<bool>,
    used: BTreeMap<usize, usize>,
    /// Slots whose act was carried out on another computer of the plan: the event.
    swapped: BTreeMap<usize, usize>,
    exact: Exact,
    owners: Owners,
    accounts: Vec<Account>,
    /// Events that undid a step: they are no findings of their own.
    blamed: BTreeSet<usize>,
    /// What has to come before what, where it is asked for what may be hidden.
    orders: hidden::Orders,
    /// The events that are what each slot wants, once somebody asked.
    same: Vec<OnceCell<Vec<usize>>>,
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
    pub(crate) fn new(
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
            swapped: BTreeMap::new(),
            exact: Exact::new(facts),
            owners: Owners::default(),
            accounts: vec![Account::Unknown; facts.events.len()],
            blamed: BTreeSet::new(),
            orders: hidden::Orders::default(),
            same: vec![OnceCell::new(); facts.expected.slots.len()],
        }
    }

    /// Findings and results.
    pub(crate) fn judge(mut self) -> Judged {
        for (slot, choice) in self.alignment.choices.iter().enumerate() {
            if let Some(event) = event_of(choice) {
                self.used.insert(event, slot);
                self.accounts[event] = Account::Matched;
            }
        }
        self.owners = Owners::of(self.facts, self.alignment, &self.used);
        self.is_open = self.open_steps();
        self.swap();
        for occurrence in 0..self.facts.expected.occurrences.len() {
            self.occurrence(occurrence);
        }
        self.undone();
        self.late_repeats();
        self.said();
        self.tolerated();
        self.rolling();
        self.unproven();
        self.unused();
        let steps = self.results();
        Judged {
            steps,
            findings: self.findings,
            accounts: self.accounts,
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
                let occurrences = self.facts.expected.occurrences.iter().enumerate();
                let mut own = occurrences.filter(|(_, expected)| expected.step == at);
                is_unanswered && !is_shown && !own.any(|(at, _)| self.is_vouched(at))
            })
            .collect()
    }

    fn event(&self, slot: usize) -> Option<usize> {
        self.alignment.choices.get(slot).and_then(event_of)
    }

    fn margin(&self, slot: usize) -> Margin {
        let (margin, is_found) = match self.alignment.margin(SlotId(slot as u32)) {
            Worse::Found(margin) => (margin, true),
            Worse::AtLeast(margin) => (margin, false),
        };
        match margin {
            // A tie is said only where it was found.
            Margin::Tie if !is_found => Margin::Only,
            Margin::By(cost) if cost < UNIT && !is_found => Margin::Only,
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
        if self.is_open[expected.step] || self.is_passed(at) {
            return;
        }
        if expected.slots.is_empty() {
            self.by_hand(at);
            return;
        }
        let missing: Vec<usize> = expected
            .slots
            .iter()
            .copied()
            .filter(|slot| self.event(*slot).is_none() && !self.swapped.contains_key(slot))
            .filter(|slot| !self.ended_before(*slot))
            .collect();
        for slot in &expected.slots {
            if let Some(event) = self.swapped.get(slot) {
                self.misplaced(at, *slot, *event);
            }
        }
        // Somebody vouches for what a step by hand left no trace of.
        let is_by_hand = matches!(step.act, PlanAct::ByHand { .. });
        let is_vouched = is_by_hand && self.is_vouched(at);
        if !(missing.is_empty() || is_vouched) {
            self.missing(at, &missing, is_by_hand);
        }
        let mut early: Vec<usize> = Vec::new();
        for slot in &expected.slots {
            match self.alignment.choices[*slot] {
                Choice::Missing => {}
                Choice::InOrder(event) => self.carried_out(at, *slot, event.index()),
                Choice::Displaced(event) => {
                    // What may have been done on another computer proves no order on this one.
                    let fit = self.facts.assess(event.index(), *slot);
                    if fit.is_some_and(|fit| !matches!(fit.host, HostFit::Unknown(_))) {
                        early.push(*slot);
                    }
                    self.carried_out(at, *slot, event.index());
                }
            }
        }
        // What was read by guess proves no order.
        early.retain(|slot| {
            self.event(*slot)
                .is_some_and(|event| !self.facts.is_guessed(event))
        });
        if !early.is_empty() {
            self.out_of_order(at, &early);
        }
        self.repeats(at);
    }

    /// Whether a part of the same command failed before it: what stands behind `&&` is not missing then.
    fn ended_before(&self, slot: usize) -> bool {
        let command = self.facts.expected.slots[slot].command;
        (command..slot).any(|before| {
            let event = self.event(before);
            event.is_some_and(|event| self.facts.failure(event).is_some())
        })
    }

    /// Every event that is what a slot wants, on a computer that it wants.
    fn same(&self, slot: usize) -> &[usize] {
        self.same[slot].get_or_init(|| self.find_same(slot))
    }

    fn find_same(&self, slot: usize) -> Vec<usize> {
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
                && self.owners.is_for(*event, slot)
        });
        events
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
                    label: step.label.clone(),
                    status,
                    because: because(self.plan, step, self.facts.decisions),
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
        let vouched = self.vouched(at).filter(|_| is_by_hand);
        let found = self.of_occurrence[at].iter();
        let gravest = found.min_by_key(|code| (code.level(), **code)).copied();
        let status = match gravest {
            Some(code) => Status::Found(code),
            None if self.is_passed(at) => Status::NotApplicable,
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
