//! Looks at a state that the plan repeats until it is there: by the last one it counts.

use super::align::Candidate;
use super::matching::{Facts, NOT_REACHED};
use super::observe::Likeness;
use super::outcome::Seen;
use runproof_model::runbook::Repeats;

/// When the last look at a state was: its end, its session, and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LastLook((i64, usize, u32));

impl Facts<'_> {
    /// By the last look it counts whether a state was reached; that look, where it shows another
    /// state.
    pub(super) fn lost_again(&self, slot: usize, by_slot: &[Vec<Candidate>]) -> Option<LastLook> {
        let pattern = self.expected.slots[slot].pattern;
        let check = self.expected.patterns[pattern].check.as_ref()?;
        if check.repeats == Repeats::Never {
            return None;
        }
        let looks = by_slot[slot].iter().filter_map(|candidate| {
            let event = candidate.event.index();
            let is_reached = self.look(event, pattern)?;
            (!self.is_of_later(event, slot, by_slot)).then(|| {
                let event = &self.events[event];
                (
                    LastLook((event.interval.to, event.session, event.sequence)),
                    is_reached,
                )
            })
        });
        let last = looks.max_by_key(|(at, _)| *at);
        last.filter(|(_, is_reached)| !is_reached).map(|(at, _)| at)
    }

    /// What a look shows of a state: that it is reached, or not.
    pub(super) fn look(&self, event: usize, pattern: usize) -> Option<bool> {
        let is_look = self.failure(event).is_none() && !self.is_outside(event);
        match self.seen(event, pattern) {
            Some(Seen::Reached(_)) if is_look => Some(true),
            Some(Seen::NotYet(_) | Seen::Failed(_)) if is_look => Some(false),
            _ => None,
        }
    }

    /// Whether an event is rather of a later step with the same command: what the plan has between
    /// the two was done before it.
    fn is_of_later(&self, event: usize, slot: usize, by_slot: &[Vec<Candidate>]) -> bool {
        let (own, host) = (&self.expected.slots[slot], &self.events[event].host);
        let same = self.first_act(event).likeness.iter();
        let mut later = same
            .filter(|(_, likeness)| *likeness == Likeness::Same)
            .flat_map(|(pattern, _)| self.index.near(*pattern, host))
            .filter(|other| self.expected.slots[*other].step > own.step);
        later.any(|later| {
            let between = self.expected.between(slot, later);
            let mut done = between.flat_map(|slot| &by_slot[slot]);
            done.any(|done| self.before(done.event.index(), event))
        })
    }

    /// Looks that showed the state are no better than the last one, which does not.
    pub(super) fn lose_again(&self, slot: usize, last: LastLook, candidates: &mut [Candidate]) {
        let pattern = self.expected.slots[slot].pattern;
        for candidate in candidates {
            let event = &self.events[candidate.event.index()];
            let is_before = LastLook((event.interval.to, event.session, event.sequence)) < last;
            if is_before && self.look(candidate.event.index(), pattern) == Some(true) {
                candidate.cost += NOT_REACHED;
            }
        }
    }
}
