//! What was done in the wrong order, and which order nothing proves.

use std::collections::{BTreeMap, BTreeSet};

use super::status::called;
use super::{Judge, advice};
use crate::align::Choice;
use crate::found::text;
use crate::matching::HostFit;
use crate::verdict::{Argument, Binding, Code, Evidence, Finding, Margin, Message};

impl<'a> Judge<'a> {
    /// Acts of an occurrence that stand in the wrong place.
    pub(super) fn out_of_order(&mut self, at: usize, slots: &[usize]) {
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
                let other = self.facts.expected.slots[other].text;
                Message {
                    id: "audit-out-of-order-within",
                    arguments: vec![command, ("other", text(other))],
                }
            }
            _ => {
                let number = called(self.plan, self.plan.steps[step].number);
                let others = steps.iter().map(|at| self.plan.label_of(*at)).collect();
                Message {
                    id: if is_late {
                        "audit-out-of-order-late"
                    } else {
                        "audit-out-of-order"
                    },
                    arguments: vec![
                        command,
                        ("number", number),
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

    /// Items that were begun before the one before them was finished. The fewest that explain it
    /// are named: of intervals that must not overlap, those that end first are kept.
    pub(super) fn rolling(&mut self) {
        for rolling in &self.plan.rolling {
            // An item goes by its name and those around it: two pools may each have a `db01`.
            let mut items: BTreeMap<Binding, Vec<usize>> = BTreeMap::new();
            for (slot, own) in self.facts.expected.slots.iter().enumerate() {
                let number = self.plan.steps[own.step].number;
                if !(rolling.first..=rolling.last).contains(&number) {
                    continue;
                }
                let binding = &self.facts.expected.occurrences[own.occurrence].binding;
                let item = binding
                    .iter()
                    .position(|(name, _)| name == rolling.each.as_str());
                // Where the computer is not known, neither is the item that it was done for.
                if let (Some(item), Some(Choice::InOrder(event))) =
                    (item, self.alignment.choices.get(slot))
                    && self
                        .facts
                        .assess(event.index(), slot)
                        .is_some_and(|fit| fit.host == HostFit::Right)
                {
                    let item = binding[..=item].to_vec();
                    items.entry(item).or_default().push(event.index());
                }
            }
            let mut spans: Vec<(Binding, Vec<usize>)> = items.into_iter().collect();
            let name = |item: &Binding| text(item.last().map_or("", |(_, name)| name));
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
            let mut kept: Vec<&(Binding, Vec<usize>)> = Vec::new();
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
                    binding: item.clone(),
                    evidence: begun
                        .map(|event| self.notes.evidence(event))
                        .unwrap_or_default(),
                    message: Message {
                        id: "audit-rolling",
                        arguments: vec![("host", name(&item)), ("other", name(&other))],
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
    pub(super) fn overlap(&self, a: &[usize], b: &[usize]) -> bool {
        let before = |a: usize, b: usize| self.facts.before(a, b);
        let crosses = |a: &[usize], b: &[usize]| a.iter().any(|x| b.iter().any(|y| before(*x, *y)));
        crosses(a, b) && crosses(b, a)
    }

    /// Steps whose order the clocks cannot tell: one note a step.
    pub(super) fn unproven(&mut self) {
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
            let numbers = others.iter().map(|at| self.plan.label_of(*at)).collect();
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
                        ("number", called(self.plan, self.plan.steps[step].number)),
                        ("others", Argument::List(numbers)),
                    ],
                },
                advice: advice(Code::OrderUnproven),
                margin: Margin::Only,
                waived: None,
            });
        }
    }
}
