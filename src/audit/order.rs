//! The order, read off an alignment: what an act in the wrong place contradicts, and which order
//! nothing proves.

use std::collections::{BTreeMap, VecDeque};

use super::align::{Alignment, Choice};
use super::expect::{Expectations, Node};
use super::matching::Facts;

/// The order of the plan as a graph.
pub(super) struct Ordering<'a> {
    facts: &'a Facts<'a>,
    alignment: &'a Alignment<'a>,
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    slots: usize,
}

/// The latest act that leads to a node, and the latest of another session.
#[derive(Debug, Clone, Copy, Default)]
struct Latest {
    first: Option<(i64, usize)>,
    second: Option<(i64, usize)>,
}

impl<'a> Ordering<'a> {
    /// The order of what was expected.
    pub(super) fn new(facts: &'a Facts<'a>, alignment: &'a Alignment<'a>) -> Self {
        let expected: &Expectations<'_> = facts.expected;
        let slots = expected.slots.len();
        let nodes = slots + expected.barriers;
        let index = |node: Node| match node {
            Node::Slot(at) => at,
            Node::Barrier(at) => slots + at,
        };
        let mut after = vec![Vec::new(); nodes];
        let mut before = vec![Vec::new(); nodes];
        for (a, b) in &expected.order {
            after[index(*a)].push(index(*b));
            before[index(*b)].push(index(*a));
        }
        Self {
            facts,
            alignment,
            after,
            before,
            slots,
        }
    }

    /// The acts in order that an act in the wrong place contradicts.
    pub(super) fn contradictions(&self, slot: usize) -> Vec<usize> {
        let Some(Choice::Displaced(own)) = self.alignment.choices.get(slot) else {
            return Vec::new();
        };
        let own = own.index();
        let mut found = Vec::new();
        for other in self.reached(slot, &self.before) {
            if let Some(event) = self.in_order(other)
                && self.facts.before(own, event)
            {
                found.push(other);
            }
        }
        for other in self.reached(slot, &self.after) {
            if let Some(event) = self.in_order(other)
                && self.facts.before(event, own)
            {
                found.push(other);
            }
        }
        found.sort_unstable();
        found
    }

    fn in_order(&self, slot: usize) -> Option<usize> {
        match self.alignment.choices.get(slot) {
            Some(Choice::InOrder(event)) => Some(event.index()),
            _ => None,
        }
    }

    /// The slots that a slot leads to by these edges.
    fn reached(&self, slot: usize, edges: &[Vec<usize>]) -> Vec<usize> {
        let mut is_seen = vec![false; edges.len()];
        let mut queue = VecDeque::from([slot]);
        let mut found = Vec::new();
        while let Some(node) = queue.pop_front() {
            for next in &edges[node] {
                if !is_seen[*next] {
                    is_seen[*next] = true;
                    queue.push_back(*next);
                    if *next < self.slots {
                        found.push(*next);
                    }
                }
            }
        }
        found
    }

    /// Acts in order of which one that had to come before is not provably before them: by step, the
    /// act and the one before it.
    pub(super) fn unproven(&self) -> Vec<(usize, usize)> {
        let mut left: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let ready = (0..left.len()).filter(|node| left[*node] == 0);
        let mut queue: VecDeque<usize> = ready.collect();
        let mut latest = vec![Latest::default(); left.len()];
        let mut found: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        while let Some(node) = queue.pop_front() {
            if let Some(event) = (node < self.slots).then(|| self.in_order(node)).flatten() {
                if let Some(other) = self.not_before(latest[node], event) {
                    let slots = &self.facts.expected.slots;
                    let steps = (slots[node].step, slots[other].step);
                    found.entry(steps).or_insert((node, other));
                }
                let to = self.facts.events[event].interval.to;
                self.add(&mut latest[node], (to, node));
            }
            for next in self.after[node].clone() {
                let Latest { first, second } = latest[node];
                for entry in [first, second].into_iter().flatten() {
                    self.add(&mut latest[next], entry);
                }
                left[next] -= 1;
                if left[next] == 0 {
                    queue.push_back(next);
                }
            }
        }
        found.into_values().collect()
    }

    fn not_before(&self, latest: Latest, event: usize) -> Option<usize> {
        let entries = [latest.first, latest.second].into_iter().flatten();
        let mut slots = entries.map(|(_, slot)| slot);
        slots.find(|slot| {
            self.in_order(*slot)
                .is_some_and(|other| !self.facts.before(other, event))
        })
    }

    fn add(&self, latest: &mut Latest, entry: (i64, usize)) {
        let session = |(_, slot): (i64, usize)| {
            let event = self.in_order(slot);
            event.map(|event| self.facts.events[event].session)
        };
        match latest.first {
            Some(first) if session(first) == session(entry) => {
                latest.first = Some(first.max(entry));
            }
            Some(first) if entry.0 > first.0 => {
                latest.second = latest.first;
                latest.first = Some(entry);
            }
            Some(_) => match latest.second {
                Some(second) if second.0 >= entry.0 => {}
                _ => latest.second = Some(entry),
            },
            None => latest.first = Some(entry),
        }
    }
}
