//! What must come before an expected act, and what after it.

use std::collections::BTreeMap;

use super::expect::{Expectations, Node};

/// The order of what is expected, to be walked in both directions.
#[derive(Debug)]
pub(super) struct Reach {
    slots: usize,
    after: Vec<Vec<u32>>,
    before: Vec<Vec<u32>>,
    /// Occurrences without a slot, by their node.
    by_hand: BTreeMap<u32, usize>,
}

/// Which way the order is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To what must come later.
    After,
    /// To what must come earlier.
    Before,
}

/// What is met on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Met {
    /// A slot.
    Slot(usize),
    /// An occurrence that has none.
    ByHand(usize),
}

impl Reach {
    pub(super) fn of(expected: &Expectations<'_>) -> Self {
        let slots = expected.slots.len();
        let count = slots + expected.barriers;
        let mut found = Self {
            slots,
            after: vec![Vec::new(); count],
            before: vec![Vec::new(); count],
            by_hand: BTreeMap::new(),
        };
        for (one, other) in &expected.order {
            let (one, other) = (found.number(*one), found.number(*other));
            found.after[one as usize].push(other);
            found.before[other as usize].push(one);
        }
        for (at, occurrence) in expected.occurrences.iter().enumerate() {
            if occurrence.slots.is_empty() {
                let nodes = occurrence.nodes.iter();
                let nodes: Vec<u32> = nodes.map(|(node, _)| found.number(*node)).collect();
                found
                    .by_hand
                    .extend(nodes.into_iter().map(|node| (node, at)));
            }
        }
        found
    }

    fn number(&self, node: Node) -> u32 {
        match node {
            Node::Slot(at) => at as u32,
            Node::Barrier(at) => (self.slots + at) as u32,
        }
    }

    /// Tells everything that lies on that way, each once. Where `tell` says that it is enough, nothing
    /// behind that place is told through it.
    pub(super) fn walk(
        &self,
        from: impl Iterator<Item = Node>,
        way: Way,
        mut tell: impl FnMut(Met) -> bool,
    ) {
        let next = match way {
            Way::After => &self.after,
            Way::Before => &self.before,
        };
        let mut is_known = vec![false; next.len()];
        let mut open: Vec<u32> = from.map(|node| self.number(node)).collect();
        for node in &open {
            is_known[*node as usize] = true;
        }
        while let Some(node) = open.pop() {
            for other in &next[node as usize] {
                if std::mem::replace(&mut is_known[*other as usize], true) {
                    continue;
                }
                let met = match self.by_hand.get(other) {
                    _ if (*other as usize) < self.slots => Some(Met::Slot(*other as usize)),
                    Some(at) => Some(Met::ByHand(*at)),
                    None => None,
                };
                if met.is_none_or(|met| !tell(met)) {
                    open.push(*other);
                }
            }
        }
    }
}
