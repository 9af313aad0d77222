//! From the problem to its parts, and from their answers to the whole.
//!
//! Most acts are certain: their best use contradicts nothing, and nobody else has more from the
//! event. They are fixed first; what is left falls into parts that do not touch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::branch::{self, Effort, Solved};
use super::component::{Bar, Component, Filled, Pick};
use super::conflicts::{Conflicts, Reason, Use};
use super::log_order::LogOrder;
use super::model_order::ModelOrder;
use super::problem::{Cost, EventId, Problem, SlotId};
use super::{Choice, circle};

/// How often acts are fixed anew after others were.
const ROUNDS: usize = 8;
/// More circles than this are not looked at.
const CIRCLES: usize = 200;

/// What is known of a problem before it is solved.
#[derive(Debug)]
pub(super) struct Ground<'p> {
    pub(super) problem: &'p Problem,
    pub(super) model: ModelOrder,
    pub(super) log: LogOrder,
    pub(super) uses: Vec<Use>,
    /// The first use of each slot, and the end.
    starts: Vec<u32>,
    /// The uses of each event that several slots may use.
    shared: BTreeMap<u32, Vec<u32>>,
    network: Network,
    /// Which uses are left after acts were fixed.
    is_alive: Vec<bool>,
    /// The acts that were.
    pub(super) fixed: Vec<Option<Fixed>>,
    /// The prices that show it, of events that others wanted.
    pub(super) prices: BTreeMap<u32, Cost>,
}

/// What is certain of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    Use(u32),
    Missing,
}

/// The contradictions, to be walked both ways.
#[derive(Debug)]
struct Network {
    nodes: u32,
    forth: (Vec<u32>, Vec<u32>),
    back: (Vec<u32>, Vec<u32>),
}

impl Network {
    fn new(conflicts: &Conflicts) -> Self {
        let nodes = conflicts.nodes as usize;
        let by = |edge: fn(&(u32, u32)) -> (u32, u32)| {
            let mut starts = vec![0u32; nodes + 1];
            conflicts
                .edges
                .iter()
                .for_each(|e| starts[edge(e).0 as usize + 1] += 1);
            (0..nodes).for_each(|node| starts[node + 1] += starts[node]);
            let mut fill = starts.clone();
            let mut ends = vec![0u32; conflicts.edges.len()];
            for (from, to) in conflicts.edges.iter().map(edge) {
                ends[fill[from as usize] as usize] = to;
                fill[from as usize] += 1;
            }
            (starts, ends)
        };
        Self {
            nodes: conflicts.nodes,
            forth: by(|edge| *edge),
            back: by(|edge| (edge.1, edge.0)),
        }
    }

    fn list((starts, ends): &(Vec<u32>, Vec<u32>), node: u32) -> &[u32] {
        &ends[starts[node as usize] as usize..starts[node as usize + 1] as usize]
    }

    /// Whether each use contradicts another, of those that are alive.
    fn contradicted(&self, is_alive: &[bool]) -> Vec<bool> {
        let mut found = vec![false; is_alive.len()];
        for (lists, side) in [(&self.forth, 0), (&self.back, 1)] {
            let mut seen = vec![false; self.nodes as usize];
            let mut stack: Vec<u32> = Vec::new();
            for at in (0..is_alive.len()).filter(|at| is_alive[*at]) {
                stack.push(2 * at as u32 + side);
                while let Some(node) = stack.pop() {
                    for &to in Self::list(lists, node) {
                        if std::mem::replace(&mut seen[to as usize], true) {
                            continue;
                        }
                        match found.get_mut(to as usize / 2) {
                            Some(found) => *found = true,
                            None => stack.push(to),
                        }
                    }
                }
            }
        }
        found
    }
}

impl<'p> Ground<'p> {
    pub(super) fn new(problem: &'p Problem) -> Self {
        let model = ModelOrder::new(problem);
        let log = LogOrder::new(problem);
        let mut uses = Vec::new();
        let mut starts = vec![0u32];
        for (at, slot) in problem.slots().iter().enumerate() {
            for candidate in &slot.candidates {
                let extra = problem.events()[candidate.event.index()].extra;
                let gain = slot.missing + extra - candidate.cost;
                let event = candidate.event.0;
                uses.push(Use {
                    slot: at as u32,
                    event,
                    gain,
                    is_shared: false,
                });
            }
            starts.push(uses.len() as u32);
        }
        let mut by_event: Vec<(u32, u32)> = uses
            .iter()
            .enumerate()
            .map(|(at, one)| (one.event, at as u32))
            .collect();
        by_event.sort_unstable();
        let mut shared = BTreeMap::new();
        for run in by_event
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|run| run.len() > 1)
        {
            shared.insert(run[0].0, run.iter().map(|(_, at)| *at).collect::<Vec<_>>());
            run.iter()
                .for_each(|(_, at)| uses[*at as usize].is_shared = true);
        }
        let range = |slot: u32| starts[slot as usize]..starts[slot as usize + 1];
        let mut conflicts = Conflicts::none(uses.len());
        conflicts.add_between(Reason::Time, &model, &log, &uses, &range);
        let by_time = Network::new(&conflicts);
        let network = if shared.is_empty() {
            None
        } else {
            conflicts.add_between(Reason::SameEvent, &model, &log, &uses, &range);
            Some(Network::new(&conflicts))
        };
        let is_alive = uses.iter().map(|one| one.gain > 0).collect();
        let fixed = vec![None; problem.slots().len()];
        let prices = BTreeMap::new();
        let mut ground = Self {
            problem,
            model,
            log,
            uses,
            starts,
            shared,
            network: by_time,
            is_alive,
            fixed,
            prices,
        };
        ground.fix();
        if let Some(network) = network {
            ground.network = network;
        }
        ground
    }

    pub(super) fn range(&self, slot: u32) -> std::ops::Range<u32> {
        self.starts[slot as usize]..self.starts[slot as usize + 1]
    }

    /// Fixes acts whose best use contradicts nothing, where nobody has more from the event than
    /// the act would lose without it: giving it to them makes no explanation worse.
    fn fix(&mut self) {
        for _ in 0..ROUNDS {
            let contradicted = self.network.contradicted(&self.is_alive);
            let mut has_changed = false;
            for slot in 0..self.fixed.len() as u32 {
                if self.fixed[slot as usize].is_some() {
                    continue;
                }
                let alive: Vec<u32> = self
                    .range(slot)
                    .filter(|at| self.is_alive[*at as usize])
                    .collect();
                let free = alive.iter().filter(|at| !contradicted[**at as usize]);
                let key = |at: &u32| {
                    let one = self.uses[*at as usize];
                    (-one.gain, one.is_shared, self.log.rank(one.event))
                };
                let Some(best) = free.copied().min_by_key(key) else {
                    if alive.is_empty() {
                        self.fixed[slot as usize] = Some(Fixed::Missing);
                    }
                    continue;
                };
                let others = alive.iter().filter(|at| **at != best);
                let next = others
                    .map(|at| self.uses[*at as usize].gain)
                    .max()
                    .unwrap_or(0);
                let Use { event, gain, .. } = self.uses[best as usize];
                let rivals = self.shared.get(&event).into_iter().flatten();
                let rivals: Vec<u32> = rivals
                    .copied()
                    .filter(|at| *at != best && self.is_alive[*at as usize])
                    .collect();
                let price = rivals.iter().map(|at| self.uses[*at as usize].gain).max();
                if gain - next < price.unwrap_or(0) {
                    continue;
                }
                has_changed |= alive.len() > 1 || !rivals.is_empty();
                self.fixed[slot as usize] = Some(Fixed::Use(best));
                if let Some(price) = price {
                    self.prices.insert(event, price);
                }
                for at in self.range(slot).chain(rivals) {
                    self.is_alive[at as usize] = false;
                }
            }
            if !has_changed {
                return;
            }
        }
    }

    /// Acts that must be looked at anew, as if nothing had been fixed, if these are: those that may use the same events,
    /// and those that contradict what these could do instead. They, and these.
    fn unfix(&self, changed: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        let mut all: BTreeSet<u32> = changed.collect();
        let mut queue: Vec<u32> = all.iter().copied().collect();
        while let Some(slot) = queue.pop() {
            let mut found: Vec<u32> = Vec::new();
            for at in self.range(slot) {
                let users = self
                    .shared
                    .get(&self.uses[at as usize].event)
                    .into_iter()
                    .flatten();
                found.extend(users.map(|other| self.uses[*other as usize].slot));
            }
            self.walk(self.range(slot), &mut BTreeSet::new(), |other| {
                let owner = self.uses[other as usize].slot;
                if self.fixed[owner as usize] == Some(Fixed::Use(other)) {
                    found.push(owner);
                }
            });
            queue.extend(found.into_iter().filter(|other| all.insert(*other)));
        }
        all
    }

    /// Tells every use that contradicts one of these; `links` are those not to be walked again.
    fn walk(
        &self,
        uses: impl Iterator<Item = u32>,
        links: &mut BTreeSet<u32>,
        mut tell: impl FnMut(u32),
    ) {
        let mut stack: Vec<u32> = Vec::new();
        for at in uses {
            for (side, lists) in [(0, &self.network.forth), (1, &self.network.back)] {
                stack.push(2 * at + side);
                while let Some(node) = stack.pop() {
                    for &to in Network::list(lists, node) {
                        if (to as usize) < 2 * self.uses.len() {
                            tell(to / 2);
                        } else if links.insert(2 * to + side) {
                            stack.push(to);
                        }
                    }
                }
            }
        }
    }

    /// The part of the problem around these slots: all that contradictions and shared events join
    /// to them. Of fixed acts only those that must be. `barred` may be forced to a bad use.
    fn component(&self, seeds: &[u32], barred: Option<u32>) -> Component {
        let is_certain = |slot: &u32| self.fixed[*slot as usize].is_some();
        let changed = seeds
            .iter()
            .copied()
            .filter(|slot| is_certain(slot) || barred == Some(*slot));
        let unfixed = self.unfix(changed);
        let counts = |at: u32| {
            let one = self.uses[at as usize];
            let is_useful = one.gain > 0 || barred == Some(one.slot);
            self.is_alive[at as usize] || (is_useful && unfixed.contains(&one.slot))
        };
        let mut is_in: BTreeSet<u32> = unfixed.iter().chain(seeds).copied().collect();
        let mut queue: Vec<u32> = is_in.iter().copied().collect();
        let mut links: BTreeSet<u32> = BTreeSet::new();
        while let Some(slot) = queue.pop() {
            let mut found: Vec<u32> = Vec::new();
            for at in self.range(slot).filter(|at| counts(*at)) {
                let users = self
                    .shared
                    .get(&self.uses[at as usize].event)
                    .into_iter()
                    .flatten();
                found.extend(users.filter(|other| counts(**other)));
            }
            self.walk(
                self.range(slot).filter(|at| counts(*at)),
                &mut links,
                |other| {
                    if counts(other) {
                        found.push(other);
                    }
                },
            );
            let owners = found
                .into_iter()
                .map(|other| self.uses[other as usize].slot);
            queue.extend(owners.filter(|other| is_in.insert(*other)));
        }
        let slots: Vec<u32> = is_in.into_iter().collect();
        let mut uses = Vec::new();
        let mut local: BTreeMap<u32, u32> = BTreeMap::new();
        for at in slots
            .iter()
            .flat_map(|slot| self.range(*slot))
            .filter(|at| counts(*at))
        {
            local.insert(at, uses.len() as u32);
            uses.push(self.uses[at as usize]);
        }
        let mut conflicts = Conflicts::none(uses.len());
        let mut new: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, now) in &local {
            new.insert(2 * at, 2 * now);
            new.insert(2 * at + 1, 2 * now + 1);
        }
        let links: BTreeSet<u32> = links.into_iter().map(|link| link / 2).collect();
        for link in links {
            new.insert(link, conflicts.nodes);
            conflicts.nodes += 1;
        }
        for (node, now) in &new {
            for to in Network::list(&self.network.forth, *node) {
                conflicts.edges.extend(new.get(to).map(|to| (*now, *to)));
            }
        }
        let displaced = slots
            .iter()
            .map(|slot| self.problem.slots()[*slot as usize].displaced)
            .collect();
        Component::new(&self.log, slots, displaced, uses, conflicts)
    }
}

impl Ground<'_> {
    /// Whether several slots may use the event.
    pub(super) fn is_shared(&self, event: u32) -> bool {
        self.shared.contains_key(&event)
    }

    /// Tells the slot and the event of every use that contradicts this one.
    pub(super) fn tell_contradicting(&self, slot: u32, event: u32, mut tell: impl FnMut(u32, u32)) {
        let own = self
            .range(slot)
            .filter(|at| self.uses[*at as usize].event == event);
        self.walk(own, &mut BTreeSet::new(), |other| {
            let one = self.uses[other as usize];
            tell(one.slot, one.event);
        });
    }

    /// The prices of events whose owners are in no part.
    pub(super) fn lone_prices(&self, part_of: &[Option<u32>]) -> BTreeMap<u32, Cost> {
        let mut lone = BTreeMap::new();
        for (slot, fixed) in self.fixed.iter().enumerate() {
            if let (Some(Fixed::Use(at)), None) = (fixed, part_of[slot]) {
                let event = self.uses[*at as usize].event;
                lone.extend(self.prices.get(&event).map(|price| (event, *price)));
            }
        }
        lone
    }
}

/// A part and its answer.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) component: Component,
    pub(super) solved: Solved,
    filled: OnceLock<Filled>,
}

/// The answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) parts: Vec<Part>,
    /// The part of each slot that is in one.
    pub(super) part_of: Vec<Option<u32>>,
    pub(super) choices: Vec<Choice>,
    /// Slots and events that cannot all be in order, though any two can.
    circles: Vec<Vec<(u32, u32)>>,
    /// The slots of parts that know circles.
    circled: Vec<u32>,
    /// No explanation is better than that all is missing and unused by more than this.
    pub(super) bound: Cost,
}

impl Answer {
    /// No explanation costs less.
    pub(super) fn least(&self, problem: &Problem) -> Cost {
        let missing: Cost = problem.slots().iter().map(|slot| slot.missing).sum();
        let extra: Cost = problem.events().iter().map(|event| event.extra).sum();
        missing + extra - self.bound
    }
}

/// What a slot may not do, for its margin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Barred {
    pub(super) slot: u32,
    pub(super) choice: Choice,
}

/// The slots that a part was made from, and the circles that it knows.
type Group = (Vec<u32>, Vec<Vec<(u32, u32)>>);

/// Solves what is left after acts were fixed.
pub(super) fn answer(ground: &Ground<'_>) -> Answer {
    let slots = ground.problem.slots().len();
    let mut groups: Vec<Group> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of: Vec<Option<u32>> = vec![None; slots];
    for slot in 0..slots as u32 {
        if ground.fixed[slot as usize].is_none() && part_of[slot as usize].is_none() {
            let part = solve_part(ground, &[slot], &[], None);
            for slot in &part.component.slots {
                part_of[*slot as usize] = Some(parts.len() as u32);
            }
            parts.push(part);
            groups.push((vec![slot], Vec::new()));
        }
    }
    for _ in 0..CIRCLES {
        let choices = choices(ground, &parts);
        let Some(found) = circle::find(&ground.model, &ground.log, &in_order(&choices)) else {
            return whole(ground, parts, groups, part_of, choices, true);
        };
        // All parts that the circle touches become one that knows it.
        let uses: Vec<(u32, u32)> = found
            .iter()
            .filter_map(|slot| Some((*slot, in_order_of(&choices, *slot)?)))
            .collect();
        let mut seeds: Vec<u32> = found.clone();
        let mut circles = vec![uses];
        let mut touched: Vec<u32> = found
            .iter()
            .filter_map(|slot| part_of[*slot as usize])
            .collect();
        touched.sort_unstable();
        touched.dedup();
        for place in touched.into_iter().rev() {
            seeds.extend(parts[place as usize].component.slots.iter().copied());
            circles.extend(groups[place as usize].1.clone());
            parts.swap_remove(place as usize);
            groups.swap_remove(place as usize);
        }
        // Unfixed acts may touch more parts: these are inside the new one, or tell it more.
        let part = loop {
            let part = solve_part(ground, &seeds, &circles, None);
            let known = circles.len();
            for place in (0..parts.len()).rev() {
                let slots = &parts[place].component.slots;
                if slots
                    .iter()
                    .any(|slot| part.component.slots.binary_search(slot).is_ok())
                {
                    seeds.extend(slots);
                    circles.extend(groups[place].1.clone());
                    parts.swap_remove(place);
                    groups.swap_remove(place);
                }
            }
            if circles.len() == known {
                break part;
            }
        };
        parts.push(part);
        groups.push((seeds, circles));
        part_of.iter_mut().for_each(|place| *place = None);
        for (place, part) in parts.iter().enumerate() {
            for slot in &part.component.slots {
                part_of[*slot as usize] = Some(place as u32);
            }
        }
    }
    let choices = choices(ground, &parts);
    whole(ground, parts, groups, part_of, choices, false)
}

/// The best for the part around these slots. The circles are lists of slots and events.
fn solve_part(
    ground: &Ground<'_>,
    seeds: &[u32],
    circles: &[Vec<(u32, u32)>],
    barred: Option<Barred>,
) -> Part {
    let mut component = ground.component(seeds, barred.map(|barred| barred.slot));
    let find = |component: &Component, slot: u32, event: u32| {
        component
            .uses
            .iter()
            .position(|one| one.slot == slot && one.event == event)
            .map(|at| at as u32)
    };
    for circle in circles {
        let uses: Option<Vec<u32>> = circle
            .iter()
            .map(|(slot, event)| find(&component, *slot, *event))
            .collect();
        component.circles.extend(uses);
    }
    let mut open = component.all_open();
    match barred.map(|barred| (barred.slot, barred.choice)) {
        Some((slot, Choice::InOrder(event))) => {
            if let Some(at) = find(&component, slot, event.0) {
                open[at as usize].in_order = false;
            }
        }
        Some((slot, Choice::Displaced(event))) => {
            if let Some(at) = find(&component, slot, event.0) {
                open[at as usize].displaced = false;
            }
        }
        Some((slot, Choice::Missing)) => {
            // To do anything is worth more than all else together.
            let all = 1 + component
                .uses
                .iter()
                .map(|one| one.gain.abs())
                .sum::<Cost>();
            component.reward(slot, all);
        }
        None => {}
    }
    let effort = match barred {
        None => Effort::ANSWER,
        Some(_) => Effort::MARGIN,
    };
    let solved = branch::solve(&mut component, open, effort);
    Part {
        component,
        solved,
        filled: OnceLock::new(),
    }
}

impl Part {
    fn choices(&self) -> impl Iterator<Item = (u32, Choice)> {
        let event = |at: &u32| EventId(self.component.uses[*at as usize].event);
        self.component
            .slots
            .iter()
            .zip(&self.solved.picks)
            .map(move |(slot, pick)| {
                let choice = match pick {
                    Pick::InOrder(at) => Choice::InOrder(event(at)),
                    Pick::Displaced(at) => Choice::Displaced(event(at)),
                    Pick::Missing => Choice::Missing,
                };
                (*slot, choice)
            })
    }
}

/// What each slot does: what is fixed, and what the parts say.
fn choices(ground: &Ground<'_>, parts: &[Part]) -> Vec<Choice> {
    let fixed = |fixed: &Option<Fixed>| match fixed {
        Some(Fixed::Use(at)) => Choice::InOrder(EventId(ground.uses[*at as usize].event)),
        Some(Fixed::Missing) | None => Choice::Missing,
    };
    let mut choices: Vec<Choice> = ground.fixed.iter().map(fixed).collect();
    for (slot, choice) in parts.iter().flat_map(Part::choices) {
        choices[slot as usize] = choice;
    }
    choices
}

fn in_order_of(choices: &[Choice], slot: u32) -> Option<u32> {
    match choices[slot as usize] {
        Choice::InOrder(event) => Some(event.0),
        Choice::Displaced(_) | Choice::Missing => None,
    }
}

pub(super) fn in_order(choices: &[Choice]) -> Vec<Option<u32>> {
    (0..choices.len() as u32)
        .map(|slot| in_order_of(choices, slot))
        .collect()
}

fn whole(
    ground: &Ground<'_>,
    parts: Vec<Part>,
    groups: Vec<Group>,
    part_of: Vec<Option<u32>>,
    mut choices: Vec<Choice>,
    is_possible: bool,
) -> Answer {
    let lone = |at: &usize| part_of[*at].is_none();
    let sure: Cost = (0..choices.len())
        .filter(lone)
        .map(|at| benefit(ground, at as u32, choices[at]))
        .sum();
    let bound = sure
        + parts
            .iter()
            .map(|part| part.solved.tree.bound())
            .sum::<Cost>();
    if !is_possible {
        // Too many circles: leave out of order what closes those that are left.
        while let Some(found) = circle::find(&ground.model, &ground.log, &in_order(&choices)) {
            let worth = |slot: &u32| (benefit(ground, *slot, choices[*slot as usize]), *slot);
            let Some(slot) = found.iter().copied().min_by_key(worth) else {
                break;
            };
            let displaced = match choices[slot as usize] {
                Choice::InOrder(event) => Choice::Displaced(event),
                other => other,
            };
            let may = ground.problem.slots()[slot as usize].displaced.is_some()
                && benefit(ground, slot, displaced) > 0;
            choices[slot as usize] = if may { displaced } else { Choice::Missing };
        }
    }
    let (mut circles, mut circled) = (Vec::new(), Vec::new());
    for (seeds, known) in groups.into_iter().filter(|(_, known)| !known.is_empty()) {
        circled.extend(seeds);
        circles.extend(known);
    }
    Answer {
        parts,
        part_of,
        choices,
        circles,
        circled,
        bound,
    }
}

/// How much better a choice is than that the act is missing and the event unused.
pub(super) fn benefit(ground: &Ground<'_>, slot: u32, choice: Choice) -> Cost {
    let gain = |event: EventId| {
        let found = ground
            .range(slot)
            .find(|at| ground.uses[*at as usize].event == event.0);
        found.map_or(0, |at| ground.uses[at as usize].gain)
    };
    match choice {
        Choice::InOrder(event) => gain(event),
        Choice::Displaced(event) => {
            gain(event) - ground.problem.slots()[slot as usize].displaced.unwrap_or(0)
        }
        Choice::Missing => 0,
    }
}

/// Above so many slots what other choices would cost is bounded from below, not found.
pub(super) const EXACT: usize = 300;

/// No more than [`loss`], in the time of a small change: at the prices that prove the answer, by
/// the filled network of the slot's part. It is the same where no events are shared, no slot has
/// two events of which neither was first, and no circle is near.
pub(super) fn quick_loss(ground: &Ground<'_>, answer: &Answer, slot: SlotId) -> Option<Cost> {
    let choice = answer.choices[slot.index()];
    let prices = ground.lone_prices(&answer.part_of);
    let worth = |at: u32| {
        let one = ground.uses[at as usize];
        one.gain - prices.get(&one.event).unwrap_or(&0)
    };
    let Some(place) = answer.part_of[slot.index()] else {
        let all = ground.range(slot.0);
        let Choice::InOrder(event) = choice else {
            return all.map(|at| -worth(at)).min().map(|loss| loss.max(0));
        };
        let own = all
            .clone()
            .find(|at| ground.uses[*at as usize].event == event.0)?;
        let displaced = ground.problem.slots()[slot.index()].displaced;
        let others = all.filter(|at| *at != own).map(worth);
        let next = others
            .chain(displaced.map(|more| worth(own) - more))
            .fold(0, Cost::max);
        return Some((worth(own) - next).max(0));
    };
    let Part {
        component,
        solved,
        filled,
    } = &answer.parts[place as usize];
    let at = component.slots.binary_search(&slot.0).ok()?;
    let is_here = |event: u32| {
        component.ranges[at]
            .clone()
            .find(|at| component.uses[*at as usize].event == event)
    };
    let bar = match choice {
        Choice::InOrder(event) => Bar::InOrder(is_here(event.0)?),
        Choice::Displaced(event) => Bar::Displaced(is_here(event.0)?),
        Choice::Missing => Bar::Missing,
    };
    let filled = filled.get_or_init(|| component.filled(solved.tree.prices()));
    let gap = filled.bound - solved.benefit;
    let inside = component.loss(filled, at, bar).map(|loss| loss - gap);
    // What is not in the part was worth no more than nothing.
    let outside = ground
        .range(slot.0)
        .filter(|at| bar == Bar::Missing && is_here(ground.uses[*at as usize].event).is_none())
        .map(|at| -worth(at) - gap);
    outside.chain(inside).min().map(|loss| loss.max(0))
}

/// What a slot would lose if it did something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// So much at best; `None` if it cannot do anything else.
    Found(Option<Cost>),
    /// At least so much; `None` if nothing is known of it.
    AtLeast(Option<Cost>),
}

/// How much worse it is at best if a slot does something else.
pub(super) fn loss(ground: &Ground<'_>, answer: &Answer, slot: SlotId) -> Loss {
    let exact = match ground.fixed.len() > EXACT {
        true => None,
        false => exact_loss(ground, answer, slot),
    };
    match exact {
        Some(loss) => Loss::Found(loss),
        None => Loss::AtLeast(quick_loss(ground, answer, slot)),
    }
}

/// The same, found; `None` if the search ended before.
pub(super) fn exact_loss(
    ground: &Ground<'_>,
    answer: &Answer,
    slot: SlotId,
) -> Option<Option<Cost>> {
    let barred = Barred {
        slot: slot.0,
        choice: answer.choices[slot.index()],
    };
    // What circles unfixed stays so: it may do what others then could not.
    let mut seeds = answer.circled.clone();
    seeds.push(slot.0);
    let mut circles = answer.circles.clone();
    loop {
        let part = solve_part(ground, &seeds, &circles, Some(barred));
        if part.solved.tree.bound() > part.solved.benefit {
            return None;
        }
        let mut choices = answer.choices.clone();
        let mut change = 0;
        for (slot, choice) in part.choices() {
            change += benefit(ground, slot, choices[slot as usize]) - benefit(ground, slot, choice);
            choices[slot as usize] = choice;
        }
        if choices[slot.index()] == barred.choice {
            return Some(None);
        }
        match circle::find(&ground.model, &ground.log, &in_order(&choices)) {
            Some(found) if circles.len() < CIRCLES + answer.circles.len() => {
                let uses = found
                    .iter()
                    .filter_map(|slot| Some((*slot, in_order_of(&choices, *slot)?)))
                    .collect();
                circles.push(uses);
                seeds.extend(found);
            }
            _ => return Some(Some(change.max(0))),
        }
    }
}
