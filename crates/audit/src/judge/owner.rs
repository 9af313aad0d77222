//! Which step an act belongs to that shows none: a command that two steps have is a poll, or a
//! repeat, of one of them.

use std::collections::BTreeMap;

use crate::align::Alignment;
use crate::matching::{Facts, HostFit, event_of};
use crate::observe::Likeness;

/// Events of commands that several slots want, by the slot that each belongs to.
#[derive(Debug, Default)]
pub(super) struct Owners {
    /// Used events, and those that more than one slot could claim.
    slots: BTreeMap<usize, usize>,
}

impl Owners {
    /// Gives every event that could be of several slots to the last of them for which it is in
    /// order: nothing that the plan has between the two slots was done after it.
    pub(super) fn of(
        facts: &Facts<'_>,
        alignment: &Alignment<'_>,
        used: &BTreeMap<usize, usize>,
    ) -> Self {
        let mut found = Self {
            slots: used.clone(),
        };
        let chosen = |slot: usize| alignment.choices.get(slot).and_then(event_of);
        for event in 0..facts.events.len() {
            if used.contains_key(&event) {
                continue;
            }
            let host = &facts.events[event].host;
            let same = facts.first_act(event).likeness.iter();
            let same = same.filter(|(_, likeness)| *likeness == Likeness::Same);
            let mut slots: Vec<usize> = same
                .flat_map(|(pattern, _)| facts.index.near(*pattern, host))
                .filter(|slot| chosen(*slot).is_some())
                .filter(|slot| {
                    let fit = facts.assess(event, *slot);
                    fit.is_some_and(|fit| fit.host == HostFit::Right)
                })
                .collect();
            slots.sort_unstable();
            slots.dedup();
            let Some((first, later)) = slots.split_first() else {
                continue;
            };
            if later.is_empty() {
                continue;
            }
            let in_order = |slot: &&usize| {
                let mut done = facts.expected.between(*first, **slot).filter_map(chosen);
                !done.any(|done| facts.before(event, done))
            };
            let last = later.iter().rev().find(in_order);
            found.slots.insert(event, *last.unwrap_or(first));
        }
        found
    }

    /// Whether an event that is what a slot wants may be counted for it.
    pub(super) fn is_for(&self, event: usize, slot: usize) -> bool {
        self.slots.get(&event).is_none_or(|owner| *owner == slot)
    }
}
