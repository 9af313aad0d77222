//! A part of the problem that touches no other part, and its relaxation.
//!
//! All is counted as *benefit*: how much better than that every act is missing and every event
//! unused. Two things are relaxed: an event may be used by several slots, each paying a *price*
//! for it (Lagrange), and a slot may take two events of which neither is provably first. What is
//! left is a heaviest antichain of uses (`conflicts.rs`), which a minimum cut gives exactly
//! (Dilworth, 1950; Fulkerson, 1956): a use is paid for twice, as what is below and as what is
//! above others, and what flows from the one to the other is what contradictions cost.

use std::collections::BTreeMap;
use std::ops::Range;

use super::conflicts::{Conflicts, Use};
use super::flow::{Flow, SINK, SOURCE, UNBOUNDED};
use super::log_order::LogOrder;
use super::problem::Cost;

/// What a slot does, by the part's own numbers of uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// The use, in order.
    InOrder(u32),
    /// The event of the use, whenever it was.
    Displaced(u32),
    /// Nothing.
    Missing,
}

/// What may still be done with a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) in_order: bool,
    pub(super) displaced: bool,
}

impl Open {
    pub(super) const SHUT: Self = Self {
        in_order: false,
        displaced: false,
    };

    pub(super) fn is_open(self) -> bool {
        self.in_order || self.displaced
    }
}

/// A part of the problem.
#[derive(Debug)]
pub(super) struct Component {
    /// The slots, by the problem's numbers, growing.
    pub(super) slots: Vec<u32>,
    /// The uses, slot by slot, by the problem's numbers of slots and events.
    pub(super) uses: Vec<Use>,
    /// The uses of each of the slots.
    pub(super) ranges: Vec<Range<u32>>,
    /// The slot of each use, by its place in `slots`.
    pub(super) owner: Vec<u32>,
    /// The extra cost of the displaced, for each of the slots.
    pub(super) displaced: Vec<Option<Cost>>,
    /// The uses of each event that several slots may use, by the event's number.
    pub(super) shared: Vec<(u32, Vec<u32>)>,
    /// Uses that cannot all be in order, though any two can; each list goes round.
    pub(super) circles: Vec<Vec<u32>>,
    /// How early each use is.
    rank: Vec<u32>,
    /// The place of a use's event in `shared`.
    shared_at: Vec<Option<u32>>,
    network: Flow,
    from_source: Vec<u32>,
    to_sink: Vec<u32>,
    between: Vec<u32>,
}

/// The best of the relaxed problem.
#[derive(Debug)]
pub(super) struct Relaxed {
    /// No explanation has a greater benefit.
    pub(super) bound: Cost,
    /// What was cut off: a use, and the use of the same slot that is never worse.
    pub(super) dropped: Vec<(u32, u32)>,
    /// The uses that are taken in order.
    pub(super) taken: Vec<bool>,
    /// What a slot does when it does nothing in order.
    pub(super) otherwise: Vec<Pick>,
    /// How much better than that each use is.
    pub(super) weight: Vec<Cost>,
}

/// A part with its network filled at some prices: what another choice would cost is then a small
/// change.
#[derive(Debug)]
pub(super) struct Filled {
    network: Flow,
    weight: Vec<Cost>,
    prices: Vec<Cost>,
    /// No explanation has a greater benefit.
    pub(super) bound: Cost,
}

/// What a slot must not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// Take the use in order.
    InOrder(u32),
    /// Take its event at another time.
    Displaced(u32),
    /// Do nothing.
    Missing,
}

impl Component {
    /// The network at these prices, filled.
    pub(super) fn filled(&self, prices: &[Cost]) -> Filled {
        let (open, mut weight) = (self.all_open(), vec![0; self.uses.len()]);
        let mut bound: Cost = prices.iter().sum();
        for slot in 0..self.slots.len() {
            let free = self.otherwise(slot, &open, prices).1;
            bound += free;
            for at in self.ranges[slot].clone() {
                let gain = self.uses[at as usize].gain - self.price(at, prices);
                weight[at as usize] = (gain - free).max(0);
                bound += weight[at as usize];
            }
        }
        let mut network = self.network.clone();
        let edges = (&*self.from_source, &*self.to_sink, &*self.between);
        bound -= fill(&mut network, edges, &weight);
        Filled {
            network,
            weight,
            prices: prices.to_vec(),
            bound,
        }
    }

    /// How much less the bound is with something barred; `None` if nothing is left.
    pub(super) fn loss(&self, filled: &Filled, slot: usize, bar: Bar) -> Option<Cost> {
        let mut open = self.all_open();
        let mut network = filled.network.clone();
        let free = self.otherwise(slot, &open, &filled.prices).1;
        let mut removed = 0;
        let new_free = match bar {
            Bar::InOrder(at) => {
                removed += network.close(self.from_source[at as usize]);
                removed += network.close(self.to_sink[at as usize]);
                return Some(filled.weight[at as usize] + network.add() - removed);
            }
            Bar::Displaced(at) => {
                open[at as usize].displaced = false;
                self.otherwise(slot, &open, &filled.prices).1
            }
            Bar::Missing => {
                let displaced = self.ranges[slot]
                    .clone()
                    .filter(|at| open[*at as usize].displaced);
                let best = displaced
                    .map(|at| {
                        self.benefit(slot, Pick::Displaced(at)) - self.price(at, &filled.prices)
                    })
                    .max();
                // Where it cannot be displaced, it is worth anything to take it in order.
                best.unwrap_or_else(|| -1 - 2 * self.all_gain())
            }
        };
        let mut added = 0;
        for at in self.ranges[slot].clone() {
            let gain = self.uses[at as usize].gain - self.price(at, &filled.prices);
            let weight = (gain - new_free).max(0);
            let more = weight - filled.weight[at as usize];
            network.widen(self.from_source[at as usize], more);
            network.widen(self.to_sink[at as usize], more);
            added += more;
        }
        let loss = free - new_free - added + network.add();
        // The fallback is no choice: to be left with it is to be left with nothing.
        let all = self.all_gain();
        (bar != Bar::Missing || loss <= all).then_some(loss)
    }

    /// More than any explanation, and any price, comes to.
    fn all_gain(&self) -> Cost {
        self.uses.iter().map(|one| one.gain.abs()).sum()
    }

    /// A part: its slots, their uses, and the contradictions between uses of different slots.
    pub(super) fn new(
        log: &LogOrder,
        slots: Vec<u32>,
        displaced: Vec<Option<Cost>>,
        uses: Vec<Use>,
        mut conflicts: Conflicts,
    ) -> Self {
        let mut ranges: Vec<Range<u32>> = Vec::with_capacity(slots.len());
        let mut owner = Vec::with_capacity(uses.len());
        let mut at = 0;
        for (place, slot) in slots.iter().enumerate() {
            let start = at;
            while uses.get(at as usize).is_some_and(|one| one.slot == *slot) {
                owner.push(place as u32);
                at += 1;
            }
            ranges.push(start..at);
        }
        let several = ranges.iter().filter(|range| range.len() > 1).cloned();
        conflicts.add_within(log, &uses, several);
        let mut by_event: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, one) in uses.iter().enumerate().filter(|(_, one)| one.is_shared) {
            by_event.entry(one.event).or_default().push(at as u32);
        }
        let shared: Vec<_> = by_event
            .into_iter()
            .filter(|(_, all)| all.len() > 1)
            .collect();
        let mut shared_at = vec![None; uses.len()];
        for (place, (_, all)) in shared.iter().enumerate() {
            all.iter()
                .for_each(|at| shared_at[*at as usize] = Some(place as u32));
        }
        let mut sorted: Vec<u32> = (0..uses.len() as u32).collect();
        sorted.sort_by_key(|at| log.rank(uses[*at as usize].event));
        let mut rank = vec![0; uses.len()];
        for (place, at) in sorted.into_iter().enumerate() {
            rank[at as usize] = place as u32;
        }
        let mut network = Flow::new(conflicts.nodes as usize + 2);
        let (mut from_source, mut to_sink) = (Vec::new(), Vec::new());
        for at in 0..uses.len() as u32 {
            from_source.push(network.edge(SOURCE, 2 * at + 2, 0));
            to_sink.push(network.edge(2 * at + 3, SINK, 0));
        }
        let mut between = Vec::with_capacity(conflicts.edges.len());
        for (a, b) in &conflicts.edges {
            between.push(network.edge(a + 2, b + 2, UNBOUNDED));
        }
        Self {
            slots,
            uses,
            ranges,
            owner,
            displaced,
            shared,
            circles: Vec::new(),
            rank,
            shared_at,
            network,
            from_source,
            to_sink,
            between,
        }
    }

    /// Everything may be done.
    pub(super) fn all_open(&self) -> Vec<Open> {
        let displaced = |at: usize| self.displaced[self.owner[at] as usize].is_some();
        (0..self.uses.len())
            .map(|at| Open {
                in_order: true,
                displaced: displaced(at),
            })
            .collect()
    }

    /// The benefit of a pick, without prices.
    pub(super) fn benefit(&self, slot: usize, pick: Pick) -> Cost {
        match pick {
            Pick::Missing => 0,
            Pick::InOrder(at) => self.uses[at as usize].gain,
            Pick::Displaced(at) => self.uses[at as usize].gain - self.displaced[slot].unwrap_or(0),
        }
    }

    /// Makes every use of a slot worth more by so much.
    pub(super) fn reward(&mut self, slot: u32, amount: Cost) {
        for one in self.uses.iter_mut().filter(|one| one.slot == slot) {
            one.gain += amount;
        }
    }

    /// The price of a use's event.
    fn price(&self, at: u32, prices: &[Cost]) -> Cost {
        self.shared_at[at as usize].map_or(0, |place| prices[place as usize])
    }

    /// What is best for a slot out of order, at these prices: the pick and its benefit.
    fn otherwise(&self, slot: usize, open: &[Open], prices: &[Cost]) -> (Pick, Cost) {
        let mut best = (Pick::Missing, 0);
        let mut earliest = u32::MAX;
        for at in self.ranges[slot]
            .clone()
            .filter(|at| open[*at as usize].displaced)
        {
            let pick = Pick::Displaced(at);
            let benefit = self.benefit(slot, pick) - self.price(at, prices);
            let is_earlier = benefit == best.1 && self.rank[at as usize] < earliest;
            if benefit > best.1 || (benefit > 0 && is_earlier) {
                best = (pick, benefit);
                earliest = self.rank[at as usize];
            }
        }
        best
    }

    /// What was done for this part until now, in edges that were looked at.
    pub(super) fn effort(&self) -> u64 {
        self.network.effort()
    }

    /// The best of the relaxed problem at these prices, with what may be done.
    pub(super) fn relax(&mut self, open: &[Open], prices: &[Cost]) -> Relaxed {
        let mut fixed: Cost = prices.iter().sum();
        let mut otherwise = Vec::with_capacity(self.slots.len());
        let mut weight = vec![0; self.uses.len()];
        for slot in 0..self.slots.len() {
            let (pick, benefit) = self.otherwise(slot, open, prices);
            otherwise.push(pick);
            fixed += benefit;
            for at in self.ranges[slot]
                .clone()
                .filter(|at| open[*at as usize].in_order)
            {
                let gain = self.uses[at as usize].gain - self.price(at, prices);
                weight[at as usize] = (gain - benefit).max(0);
            }
        }
        let mut dropped = Vec::new();
        loop {
            let flow = self.fill(&weight);
            let reached = self.network.reached();
            let taken: Vec<bool> = (0..self.uses.len())
                .map(|at| weight[at] > 0 && reached[2 * at + 2] && !reached[2 * at + 3])
                .collect();
            let before = dropped.len();
            self.drop_dominated(open, &taken, &mut weight, &mut dropped);
            if dropped.len() == before {
                let bound = fixed + weight.iter().sum::<Cost>() - flow;
                return Relaxed {
                    bound,
                    dropped,
                    taken,
                    otherwise,
                    weight,
                };
            }
        }
    }

    fn fill(&mut self, weight: &[Cost]) -> Cost {
        fill(
            &mut self.network,
            (&self.from_source, &self.to_sink, &self.between),
            weight,
        )
    }

    /// What contradictions cost: pairs of uses, the lower first, and an amount that no
    /// explanation can avoid. Only directly after [`Self::relax`].
    pub(super) fn pairs(&mut self) -> Vec<(u32, u32, Cost)> {
        let mut pairs: BTreeMap<(u32, u32), Cost> = BTreeMap::new();
        for at in 0..self.uses.len() as u32 {
            while self.network.along(self.from_source[at as usize]) > 0 {
                let mut amount = self.network.along(self.from_source[at as usize]);
                let mut path = vec![self.from_source[at as usize]];
                let mut node = 2 * at + 2;
                while node != SINK {
                    let filled = self
                        .network
                        .edges(node)
                        .find(|(edge, _)| edge % 2 == 0 && self.network.along(*edge) > 0);
                    // What flows in flows out.
                    let Some((edge, to)) = filled else { break };
                    amount = amount.min(self.network.along(edge));
                    path.push(edge);
                    if to == SINK {
                        *pairs.entry((at, (node - 3) / 2)).or_default() += amount;
                    }
                    node = to;
                }
                path.iter()
                    .for_each(|edge| self.network.take(*edge, amount));
            }
        }
        pairs
            .into_iter()
            .map(|((a, b), amount)| (a, b, amount))
            .collect()
    }

    /// The uses of other slots that contradict a use.
    fn contradicting(&self, at: u32, weight: &[Cost]) -> Vec<bool> {
        let mut found = vec![false; self.uses.len()];
        for (start, is_up) in [(2 * at + 2, true), (2 * at + 3, false)] {
            let mut seen = std::collections::BTreeSet::from([start]);
            let mut stack = vec![start];
            while let Some(node) = stack.pop() {
                for (edge, to) in self.network.edges(node) {
                    let is_given = edge % 2 == 0;
                    if to == SOURCE || to == SINK || is_given != is_up || !seen.insert(to) {
                        continue;
                    }
                    match self.weight_at(to, weight) {
                        Some((other, weight)) => {
                            let owner = self.owner[other as usize];
                            if weight > 0 && owner != self.owner[at as usize] {
                                found[other as usize] = true;
                            }
                        }
                        None => stack.push(to),
                    }
                }
            }
        }
        found
    }

    fn weight_at(&self, node: u32, weight: &[Cost]) -> Option<(u32, Cost)> {
        let at = (node - 2) / 2;
        weight.get(at as usize).map(|weight| (at, *weight))
    }

    /// Where a slot takes two events, drops the one that the other can always stand in for: it
    /// weighs no less, contradicts nothing else, and nobody else wants it.
    fn drop_dominated(
        &self,
        open: &[Open],
        taken: &[bool],
        weight: &mut [Cost],
        dropped: &mut Vec<(u32, u32)>,
    ) {
        for range in &self.ranges {
            let mut both: Vec<u32> = range.clone().filter(|at| taken[*at as usize]).collect();
            if both.len() < 2 {
                continue;
            }
            both.sort_by_key(|at| (-weight[*at as usize], self.rank[*at as usize]));
            let mut kept: Vec<(u32, Vec<bool>)> = Vec::new();
            for at in both {
                let against = self.contradicting(at, weight);
                let stands_in = kept.iter().find(|(other, others)| {
                    !self.is_wanted(*other, open)
                        && others
                            .iter()
                            .zip(&against)
                            .all(|(theirs, ours)| !theirs || *ours)
                });
                match stands_in {
                    Some((other, _)) => {
                        dropped.push((at, *other));
                        weight[at as usize] = 0;
                    }
                    None => kept.push((at, against)),
                }
            }
        }
    }

    /// Whether another slot may use the event.
    pub(super) fn is_wanted(&self, at: u32, open: &[Open]) -> bool {
        self.shared_at[at as usize].is_some_and(|place| {
            let all = &self.shared[place as usize].1;
            all.iter()
                .any(|other| *other != at && open[*other as usize].is_open())
        })
    }

    /// What each slot takes in order; the heaviest, then the earliest, where it takes several.
    pub(super) fn picks(&self, relaxed: &Relaxed) -> Vec<Pick> {
        let pick = |(slot, range): (usize, &Range<u32>)| {
            let taken = range.clone().filter(|at| relaxed.taken[*at as usize]);
            let best =
                taken.min_by_key(|at| (-relaxed.weight[*at as usize], self.rank[*at as usize]));
            best.map_or(relaxed.otherwise[slot], Pick::InOrder)
        };
        self.ranges.iter().enumerate().map(pick).collect()
    }

    /// The first circle that is taken whole.
    pub(super) fn circle(&self, picks: &[Pick]) -> Option<usize> {
        let is_taken = |at: &u32| picks[self.owner[*at as usize] as usize] == Pick::InOrder(*at);
        self.circles
            .iter()
            .position(|circle| circle.iter().all(is_taken))
    }
}

/// Fills a network anew: its edges from the source, to the sink, and all others.
fn fill(network: &mut Flow, edges: (&[u32], &[u32], &[u32]), weight: &[Cost]) -> Cost {
    for (at, weight) in weight.iter().enumerate() {
        network.set(edges.0[at], *weight);
        network.set(edges.1[at], *weight);
    }
    for edge in edges.2 {
        network.set(*edge, UNBOUNDED);
    }
    network.run()
}
