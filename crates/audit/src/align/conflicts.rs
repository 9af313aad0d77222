//! Which uses of events contradict each other, in space that grows with the events and not with
//! their pairs.
//!
//! A *use* is an event in order for a slot. Uses are ordered: `(j, b)` is below `(i, a)` if `i`
//! precedes `j` or is `j`, and `b` is provably before `a` or is `a` (and not both are the same).
//! This is the product of two orders, so it is one itself. Two uses contradict each other exactly
//! if one is below the other: what had to follow was provably first, or one event would be two
//! acts, or one slot would have two events. A set of uses without contradiction is an antichain.
//!
//! The pairs are kept as paths of a network. Every gate of the expected order holds, for each
//! axis of time, the uses inside it as a chain, sorted by their high ends; a use that is below
//! some of them is below all from some link on, and has one edge to the node of these. Such a node
//! leads to a block of a power of two of links and to the next node, and a block to its halves, so
//! that no path is long.

use super::log_order::{Axis, LogOrder, Place};
use super::model_order::ModelOrder;
use super::problem::Cost;

/// An event in order for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) slot: u32,
    pub(super) event: u32,
    /// What it is better than that the act is missing and the event unused. Above 0.
    pub(super) gain: Cost,
    /// Whether other slots may use the event.
    pub(super) is_shared: bool,
}

/// So many uses of a slot are compared one by one. Small tests shall have chains, too.
const FEW: usize = if cfg!(test) { 1 } else { 8 };

const NONE: u32 = u32::MAX;

/// The contradictions between uses, as a network without circles. Of a path from a use to
/// another, the first is below the second. Nodes: `2u` what use `u` is below, `2u + 1` what it is
/// above, then links of chains.
#[derive(Debug, Default)]
pub(super) struct Conflicts {
    /// From the lower.
    pub(super) edges: Vec<(u32, u32)>,
    pub(super) nodes: u32,
}

/// The uses of some owner along an axis: a range of `links`.
#[derive(Debug, Clone, Copy)]
struct Chain {
    axis: Axis,
    start: u32,
    end: u32,
}

/// Chains being built.
struct Chains<'a> {
    log: &'a LogOrder,
    uses: &'a [Use],
    /// High end and use, chain by chain, growing.
    links: Vec<(i64, u32)>,
    /// The node of all from a link on.
    node_of: Vec<u32>,
    /// The node of a block, by its middle.
    block_of: Vec<u32>,
    graph: Conflicts,
    reason: Reason,
}

/// Why two uses contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// One event was provably before the other.
    Time,
    /// They are the same event.
    SameEvent,
}

impl Chains<'_> {
    fn places(&self, at: u32) -> impl Iterator<Item = Place> + use<> {
        let Use {
            event, is_shared, ..
        } = self.uses[at as usize];
        let by_time = self.reason == Reason::Time;
        let same = Place {
            axis: Axis::Event(event),
            low: 0,
            high: 1,
        };
        let times = by_time.then(|| self.log.places(event));
        times
            .into_iter()
            .flatten()
            .chain((!by_time && is_shared).then_some(same))
    }

    /// Chains of the given uses, by axis.
    fn add(&mut self, uses: impl Iterator<Item = u32>) -> Vec<Chain> {
        let mut all: Vec<(Axis, i64, u32)> = Vec::new();
        for at in uses {
            let places = self.places(at).filter(|place| place.high != i64::MIN);
            all.extend(places.map(|place| (place.axis, place.high, at)));
        }
        all.sort_unstable();
        let mut chains = Vec::new();
        for run in all.chunk_by(|a, b| a.0 == b.0) {
            let start = self.links.len() as u32;
            self.links
                .extend(run.iter().map(|(_, high, at)| (*high, *at)));
            chains.push(Chain {
                axis: run[0].0,
                start,
                end: self.links.len() as u32,
            });
        }
        self.node_of.resize(self.links.len(), NONE);
        self.block_of.resize(self.links.len(), NONE);
        chains
    }

    /// An edge from a use to all that are above it in a chain of these.
    fn enter(&mut self, at: u32, place: Place, chains: &[Chain]) {
        let Ok(found) = chains.binary_search_by_key(&place.axis, |chain| chain.axis) else {
            return;
        };
        let Chain { start, end, .. } = chains[found];
        let chain = &self.links[start as usize..end as usize];
        let entry = start + chain.partition_point(|(high, _)| *high <= place.low) as u32;
        if entry == end {
            return;
        }
        let suffix = self.suffix(start, end, entry);
        self.graph.edges.push((2 * at, suffix));
    }

    /// The node of all that a chain holds from a link on: a block, and the rest.
    fn suffix(&mut self, start: u32, end: u32, link: u32) -> u32 {
        let mut at = link;
        let mut before: Option<u32> = None;
        loop {
            let known = self.node_of[at as usize];
            let node = if known == NONE { self.node() } else { known };
            self.graph.edges.extend(before.map(|before| (before, node)));
            if known != NONE {
                break;
            }
            self.node_of[at as usize] = node;
            // As large a block as can begin here.
            let height = (at - start).trailing_zeros().min(31);
            let block = self.block(end, at, height);
            self.graph.edges.push((node, block));
            match (at - start).checked_add(1 << height) {
                Some(next) if next < end - start => (at, before) = (start + next, Some(node)),
                _ => break,
            }
        }
        self.node_of[link as usize]
    }

    /// The node of 2^height links of a chain, as many of them as there are.
    fn block(&mut self, end: u32, first: u32, height: u32) -> u32 {
        let Some(below) = height.checked_sub(1) else {
            return 2 * self.links[first as usize].1 + 1;
        };
        let middle = match first.checked_add(1 << below) {
            Some(middle) if middle < end => middle,
            _ => return self.block(end, first, below),
        };
        // Every block that has a middle is known by it.
        if self.block_of[middle as usize] == NONE {
            let node = self.node();
            self.block_of[middle as usize] = node;
            for half in [first, middle] {
                let half = self.block(end, half, below);
                self.graph.edges.push((node, half));
            }
        }
        self.block_of[middle as usize]
    }

    fn node(&mut self) -> u32 {
        self.graph.nodes += 1;
        self.graph.nodes - 1
    }

    /// An edge from a use to another that it is below, compared by themselves.
    fn compare(&mut self, lower: u32, upper: u32) {
        let (b, a) = (
            self.uses[lower as usize].event,
            self.uses[upper as usize].event,
        );
        let is_below = match self.reason {
            Reason::Time => self.log.is_before(b, a),
            Reason::SameEvent => b == a,
        };
        if is_below {
            self.graph.edges.push((2 * lower, 2 * upper + 1));
        }
    }
}

impl Conflicts {
    /// No contradictions between so many uses.
    pub(super) fn none(uses: usize) -> Self {
        Self {
            edges: Vec::new(),
            nodes: 2 * uses as u32,
        }
    }

    /// Adds the contradictions between uses of different slots. `range` gives a slot's uses.
    pub(super) fn add_between(
        &mut self,
        reason: Reason,
        model: &ModelOrder,
        log: &LogOrder,
        uses: &[Use],
        range: &dyn Fn(u32) -> std::ops::Range<u32>,
    ) {
        let (links, node_of, block_of) = (Vec::new(), Vec::new(), Vec::new());
        let graph = std::mem::take(self);
        let mut chains = Chains {
            log,
            uses,
            links,
            node_of,
            block_of,
            graph,
            reason,
        };
        let mut of_gate: Vec<Vec<Chain>> = Vec::with_capacity(model.gates().len());
        // The greatest high of all that a gate holds, with what is above it: axis by axis.
        let mut most: Vec<Vec<(Axis, i64)>> = Vec::with_capacity(model.gates().len());
        for gate in model.gates() {
            let own = chains.add(gate.inside.iter().flat_map(|slot| range(*slot)));
            let mut tops: Vec<(Axis, i64)> = own
                .iter()
                .map(|chain| (chain.axis, chains.links[chain.end as usize - 1].0))
                .collect();
            for above in &gate.above {
                tops.extend(&most[*above as usize]);
            }
            tops.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            tops.dedup_by_key(|top| top.0);
            of_gate.push(own);
            most.push(tops);
        }
        let mut of_slot: std::collections::BTreeMap<u32, Vec<Chain>> = Default::default();
        let mut seen = vec![NONE; model.gates().len()];
        let mut stack: Vec<u32> = Vec::new();
        for at in 0..uses.len() as u32 {
            let slot = uses[at as usize].slot;
            for &near in model.near(slot) {
                let others = range(near);
                if others.len() <= FEW {
                    others.for_each(|other| chains.compare(at, other));
                    continue;
                }
                let own = of_slot.entry(near).or_insert_with(|| chains.add(others));
                for place in chains.places(at) {
                    chains.enter(at, place, own);
                }
            }
            stack.extend(model.above(slot));
            while let Some(gate) = stack.pop() {
                if std::mem::replace(&mut seen[gate as usize], at) == at {
                    continue;
                }
                let mut is_below = false;
                for place in chains.places(at) {
                    let tops = &most[gate as usize];
                    let found = tops.binary_search_by_key(&place.axis, |top| top.0);
                    if found.is_ok_and(|found| tops[found].1 > place.low) {
                        is_below = true;
                        chains.enter(at, place, &of_gate[gate as usize]);
                    }
                }
                if is_below {
                    stack.extend(&model.gates()[gate as usize].above);
                }
            }
        }
        *self = chains.graph;
    }

    /// Adds the contradictions between the uses of each of these slots.
    pub(super) fn add_within(
        &mut self,
        log: &LogOrder,
        uses: &[Use],
        slots: impl Iterator<Item = std::ops::Range<u32>>,
    ) {
        let (links, node_of, block_of) = (Vec::new(), Vec::new(), Vec::new());
        let graph = std::mem::take(self);
        let mut chains = Chains {
            log,
            uses,
            links,
            node_of,
            block_of,
            graph,
            reason: Reason::Time,
        };
        for range in slots {
            if range.len() <= FEW {
                for lower in range.clone() {
                    for upper in range.clone().filter(|upper| *upper != lower) {
                        chains.compare(lower, upper);
                    }
                }
                continue;
            }
            let own = chains.add(range.clone());
            for at in range {
                for place in log.places(uses[at as usize].event) {
                    chains.enter(at, place, &own);
                }
            }
        }
        *self = chains.graph;
    }
}
