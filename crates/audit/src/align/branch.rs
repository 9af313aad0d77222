//! The exact optimum of a part, by branch and bound on what its relaxation leaves open.
//!
//! Mostly the relaxation is an explanation, and nothing is left open. Else prices are moved until
//! its bound meets the best explanation that is known; else the part is split.

use super::component::{Component, Open, Pick, Relaxed};
use super::prices;
use super::problem::Cost;

/// How a part is split into cases; every explanation is in at least one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Split {
    /// Only that slot may use the event, by its place in `shared`; or it may not.
    Owner { event: u32, owner: u32 },
    /// Of its slot, only that use is in order; or it is not.
    Order(u32),
    /// One of the circle is not in order; a case for each.
    Circle(u32),
}

/// Why nothing is better.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    /// By the relaxation.
    Leaf(Leaf),
    /// In no case.
    Split(Split, Vec<Tree>),
}

/// A bound by the relaxation, and all that is needed to add it up.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// No explanation has a greater benefit.
    pub(super) bound: Cost,
    /// The price of each shared event.
    pub(super) prices: Vec<Cost>,
    /// Uses that were cut off, and what stands in for them.
    pub(super) dropped: Vec<(u32, u32)>,
    /// Contradictions and what they cost.
    pub(super) pairs: Vec<(u32, u32, Cost)>,
}

impl Tree {
    /// No explanation has a greater benefit.
    pub(super) fn bound(&self) -> Cost {
        match self {
            Self::Leaf(leaf) => leaf.bound,
            Self::Split(_, cases) => cases.iter().map(Self::bound).max().unwrap_or(0),
        }
    }
}

impl Tree {
    /// The prices of the leaf that bounds all.
    pub(super) fn prices(&self) -> &[Cost] {
        match self {
            Self::Leaf(leaf) => &leaf.prices,
            Self::Split(_, cases) => cases
                .iter()
                .max_by_key(|case| case.bound())
                .map_or(&[], Self::prices),
        }
    }
}

/// The best explanation of a part.
#[derive(Debug, Clone)]
pub(super) struct Solved {
    /// What each slot does.
    pub(super) picks: Vec<Pick>,
    /// Its benefit.
    pub(super) benefit: Cost,
    /// Why nothing is better; its bound is greater if the limit was reached.
    pub(super) tree: Tree,
}

/// More cases than this are not looked at.
pub(super) const LIMIT: u32 = 20_000;
/// Cases are not nested deeper than this.
const DEPTH: u32 = 500;
/// So many moves in a row that better nothing are enough.
const IDLE: u32 = 6;
/// How often prices are moved, at first and in a case.
const MOVES: [u32; 2] = [40, 8];

/// How much may be done for a part, in edges that are looked at: so the search comes to an end in
/// seconds, at the same point on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort(pub(super) u64);

impl Effort {
    /// For the answer.
    pub(super) const ANSWER: Self = Self(30_000_000);
    /// For what one slot would lose.
    pub(super) const MARGIN: Self = Self(1_500_000);
}

/// So often any part may be gone through, however large it is.
const PASSES: u64 = 500;

/// The best explanation of a part, with what may be done.
pub(super) fn solve(part: &mut Component, open: Vec<Open>, effort: Effort) -> Solved {
    let slots = part.slots.len();
    let most = part.effort() + effort.0.max(PASSES * part.uses.len() as u64);
    let mut search = Search {
        part,
        picks: vec![Pick::Missing; slots],
        benefit: 0,
        left: LIMIT,
        most,
        has_any: false,
    };
    let mut first = vec![0; search.part.shared.len()];
    if !first.is_empty() {
        let assignment = prices::assign(search.part, &open);
        let owner = assignment.owner;
        search.offer_owned(&open, &owner);
        first = assignment.prices;
    }
    let tree = search.case(open, first, 0);
    Solved {
        picks: search.picks,
        benefit: search.benefit,
        tree,
    }
}

struct Search<'a> {
    part: &'a mut Component,
    picks: Vec<Pick>,
    benefit: Cost,
    has_any: bool,
    left: u32,
    /// The effort at which the search ends.
    most: u64,
}

impl Search<'_> {
    fn is_exhausted(&self) -> bool {
        self.left == 0 || self.part.effort() >= self.most
    }

    fn case(&mut self, open: Vec<Open>, mut prices: Vec<Cost>, depth: u32) -> Tree {
        self.left = self.left.saturating_sub(1);
        let mut best: Option<(Cost, Vec<Cost>)> = None;
        let mut steps: Vec<Cost> = Vec::new();
        let mut idle = 0;
        let mut moves = MOVES[usize::from(depth > 0)];
        let (relaxed, users) = loop {
            self.zero_sole(&open, &mut prices);
            let relaxed = self.part.relax(&open, &prices);
            let picks = self.part.picks(&relaxed);
            if self.has_any && relaxed.bound <= self.benefit {
                return self.leaf(relaxed, prices);
            }
            let users = self.users(&picks);
            let is_better = best
                .as_ref()
                .is_none_or(|(bound, _)| relaxed.bound < *bound);
            let is_single = users.iter().all(|all| all.len() < 2);
            if is_single {
                self.offer(&open, picks);
                if relaxed.bound <= self.benefit {
                    return self.leaf(relaxed, prices);
                }
            } else if is_better {
                self.offer_owned(&open, &self.owners(&users, &relaxed.taken));
                if relaxed.bound <= self.benefit {
                    let relaxed = self.part.relax(&open, &prices);
                    return self.leaf(relaxed, prices);
                }
            }
            idle = if is_better { 0 } else { idle + 1 };
            if is_better {
                best = Some((relaxed.bound, prices.clone()));
            }
            if steps.is_empty() {
                // A fair first step is what is missing, shared by those that miss it.
                let over = users.iter().filter(|users| users.len() > 1).count().max(1) as Cost;
                let part = if depth == 0 { over } else { 8 * over };
                let step = ((relaxed.bound - self.benefit) / part).clamp(1, 1 << 40);
                steps = vec![step; users.len()];
            }
            if moves == 0
                || idle == IDLE
                || (depth > 0 && self.is_exhausted())
                || !self.move_prices(&users, &mut prices, &mut steps)
            {
                break (relaxed, users);
            }
            moves -= 1;
        };
        let split = self.split(&open, &relaxed, &users, &prices);
        let (bound, prices) = best.unwrap_or((relaxed.bound, prices));
        // What was found since may meet the best bound.
        let is_open = bound > self.benefit && !self.is_exhausted() && depth < DEPTH;
        let Some(split) = split.filter(|_| is_open) else {
            let relaxed = self.part.relax(&open, &prices);
            return self.leaf(relaxed, prices);
        };
        let cases = self.cases(&split, &open);
        let trees = cases
            .into_iter()
            .map(|open| self.case(open, prices.clone(), depth + 1))
            .collect();
        Tree::Split(split, trees)
    }

    /// An event that one slot alone may use has no price.
    fn zero_sole(&self, open: &[Open], prices: &mut [Cost]) {
        for (price, (_, all)) in prices.iter_mut().zip(&self.part.shared) {
            if all
                .iter()
                .filter(|at| open[**at as usize].is_open())
                .count()
                < 2
            {
                *price = 0;
            }
        }
    }

    fn leaf(&mut self, relaxed: Relaxed, prices: Vec<Cost>) -> Tree {
        let pairs = self.part.pairs();
        Tree::Leaf(Leaf {
            bound: relaxed.bound,
            prices,
            dropped: relaxed.dropped,
            pairs,
        })
    }

    /// The uses that are picked, of each shared event.
    fn users(&self, picks: &[Pick]) -> Vec<Vec<u32>> {
        let is_picked = |at: &u32| match picks[self.part.owner[*at as usize] as usize] {
            Pick::InOrder(picked) | Pick::Displaced(picked) => picked == *at,
            Pick::Missing => false,
        };
        let picked = |all: &Vec<u32>| all.iter().copied().filter(is_picked).collect();
        self.part
            .shared
            .iter()
            .map(|(_, all)| picked(all))
            .collect()
    }

    /// Who would best have each event, of those that pick it: one that has it in order.
    fn owners(&self, users: &[Vec<u32>], taken: &[bool]) -> Vec<Option<u32>> {
        let gain = |at: &u32| {
            (
                taken[*at as usize],
                self.part.uses[*at as usize].gain,
                std::cmp::Reverse(*at),
            )
        };
        users
            .iter()
            .map(|all| all.iter().copied().max_by_key(gain))
            .collect()
    }

    /// Dearer where several pick an event, cheaper where nobody does; false if neither is so.
    /// Each price has its own step, which grows while it goes one way and shrinks when it turns.
    fn move_prices(&self, users: &[Vec<u32>], prices: &mut [Cost], steps: &mut [Cost]) -> bool {
        let mut has_moved = false;
        for ((users, price), step) in users.iter().zip(prices).zip(steps) {
            let is_dearer = users.len() > 1;
            if users.len() == 1 || (users.is_empty() && *price == 0) {
                continue;
            }
            // The sign of a step is the way of the last.
            let has_turned = (*step > 0) != is_dearer;
            let size = if has_turned {
                step.abs() / 2
            } else {
                step.abs() + step.abs() / 4 + 1
            };
            let size = size.max(1);
            *step = if is_dearer { size } else { -size };
            *price = (*price + *step).max(0);
            has_moved = true;
        }
        has_moved
    }

    /// What to split on: what makes the relaxation no explanation, or not a bound that is met.
    fn split(
        &self,
        open: &[Open],
        relaxed: &Relaxed,
        users: &[Vec<u32>],
        prices: &[Cost],
    ) -> Option<Split> {
        if let Some(event) = users.iter().position(|users| users.len() > 1) {
            let owner = *self.owners(&users[event..=event], &relaxed.taken).first()?;
            return owner.map(|owner| Split::Owner {
                event: event as u32,
                owner,
            });
        }
        for range in &self.part.ranges {
            let mut taken = range.clone().filter(|at| relaxed.taken[*at as usize]);
            if let (Some(first), Some(_)) = (taken.next(), taken.next()) {
                return Some(Split::Order(first));
            }
        }
        if let Some(circle) = self.part.circle(&self.part.picks(relaxed)) {
            return Some(Split::Circle(circle as u32));
        }
        let is_open = |at: &u32| open[*at as usize].is_open();
        let priced = (0..prices.len()).filter(|event| prices[*event] > 0);
        let event = priced.max_by_key(|event| (prices[*event], std::cmp::Reverse(*event)))?;
        let all: Vec<u32> = self.part.shared[event]
            .1
            .iter()
            .copied()
            .filter(is_open)
            .collect();
        let owner = (*self.owners(&[all], &relaxed.taken).first()?)?;
        Some(Split::Owner {
            event: event as u32,
            owner,
        })
    }

    /// What may be done in each case of a split.
    fn cases(&self, split: &Split, open: &[Open]) -> Vec<Vec<Open>> {
        match split {
            Split::Owner { event, owner } => {
                let (mut only, mut never) = (open.to_vec(), open.to_vec());
                for at in &self.part.shared[*event as usize].1 {
                    let case = if at == owner { &mut never } else { &mut only };
                    case[*at as usize] = Open::SHUT;
                }
                vec![only, never]
            }
            Split::Order(one) => {
                let (mut only, mut never) = (open.to_vec(), open.to_vec());
                for at in self.part.ranges[self.part.owner[*one as usize] as usize].clone() {
                    let case = if at == *one { &mut never } else { &mut only };
                    case[at as usize].in_order = false;
                }
                vec![only, never]
            }
            Split::Circle(circle) => {
                let without = |at: &u32| {
                    let mut open = open.to_vec();
                    open[*at as usize].in_order = false;
                    open
                };
                self.part.circles[*circle as usize]
                    .iter()
                    .map(without)
                    .collect()
            }
        }
    }

    /// Takes the best with these owners as the best known, if it is better.
    fn offer_owned(&mut self, open: &[Open], owners: &[Option<u32>]) {
        let mut owned = open.to_vec();
        for ((_, all), owner) in self.part.shared.iter().zip(owners) {
            let is_open = |at: &&u32| open[**at as usize].is_open();
            let best = |at: &&u32| (self.part.uses[**at as usize].gain, std::cmp::Reverse(**at));
            let owner = owner.or_else(|| all.iter().filter(is_open).max_by_key(best).copied());
            for at in all.iter().filter(|at| Some(**at) != owner) {
                owned[*at as usize] = Open::SHUT;
            }
        }
        let relaxed = self.part.relax(&owned, &vec![0; self.part.shared.len()]);
        let picks = self.part.picks(&relaxed);
        self.offer(&owned, picks);
    }

    /// Takes picks without an event used twice as the best known, if they are better.
    fn offer(&mut self, open: &[Open], mut picks: Vec<Pick>) {
        while let Some(circle) = self.part.circle(&picks) {
            let all = &self.part.circles[circle];
            let cheapest = all
                .iter()
                .min_by_key(|at| (self.part.uses[**at as usize].gain, **at));
            let Some(at) = cheapest else { break };
            let slot = self.part.owner[*at as usize] as usize;
            let fallback = match picks[slot] {
                // Its own event, at another time, nobody else has.
                Pick::InOrder(at) if open[at as usize].displaced => {
                    Some(Pick::Displaced(at)).filter(|pick| self.part.benefit(slot, *pick) > 0)
                }
                _ => None,
            };
            picks[slot] = fallback.unwrap_or(Pick::Missing);
        }
        let benefit = picks
            .iter()
            .enumerate()
            .map(|(slot, pick)| self.part.benefit(slot, *pick))
            .sum();
        if !self.has_any || benefit > self.benefit {
            (self.picks, self.benefit, self.has_any) = (picks, benefit, true);
        }
    }
}
