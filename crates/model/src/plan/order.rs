//! The order in which a plan is carried out. Documents, guided scripts and the audit read it, so
//! that what a person is told to do and what is expected of a capture are the same.
//!
//! It is told in two ways, by one function, [`Plan::order`]:
//!
//! - the **walk** is what a person follows from top to bottom: one act after the other. It is told
//!   as *stretches* (a step, or a rolling part) of *turns* (what is done of one step for one item
//!   of it, in one go) of *units* (one command for one occurrence);
//! - the **partial order** is what must hold, and no more: who is faster, does two servers side by
//!   side, or takes the second server first, is right as long as it holds.
//!
//! The walk never contradicts the partial order.
//!
//! # What follows what
//!
//! - A step waits for the steps in its `after`, and without one for the step before it: these are
//!   finished for every item, everywhere. A step that does not apply hands on what it waits for.
//! - Within a step the commands for an item follow each other as they are written. Items are free:
//!   what is done for one waits for nothing that is done for another. Where a command has a
//!   `for_each` of its own, it comes after the earlier commands for its item, for the items around
//!   it and for those in it; and where the earlier command goes through another list, after all of it.
//! - In a rolling part the steps follow each other for each item by itself, and what its first step
//!   waits for is finished before any of them. The walk finishes one item before it begins the next;
//!   that no two items overlap is not told by the partial order, since any of them may come first.

mod strands;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Act, Applicability, Command, Occurrence, Place, Plan, Step, Value};
use crate::runbook::ItemName;

/// What something is done for: items with what names them, outermost first; empty where it is done
/// once. `pool` = `pool01.contoso.com`, `server` = `fe01.contoso.com`.
pub type Binding = [(ItemName, Value)];

/// The order in which a plan is carried out. What does not apply is not in it; what depends on a
/// question that the change does not answer is.
#[derive(Debug)]
pub struct Order<'p> {
    /// The walk: every stretch once, in the order in which they are done.
    pub stretches: Vec<Stretch<'p>>,
    /// The turns of all stretches, in the order of the walk.
    pub turns: Vec<Turn<'p>>,
    /// The units of all turns, in the order of the walk.
    pub units: Vec<Unit<'p>>,
    /// The partial order: the first is done before the second. It has no circle.
    pub before: Vec<(Point, Point)>,
    /// How many joints there are in the partial order.
    pub joints: usize,
}

/// A part of the walk that is finished before the next is begun.
#[derive(Debug)]
pub enum Stretch<'p> {
    /// One step: all of its turns, one after the other.
    Step {
        /// Its place in [`Plan::steps`].
        step: usize,
        /// Its turns, by their places in [`Order::turns`]: one, or one for each item of its
        /// `for_each`.
        turns: Range<usize>,
    },
    /// A rolling part: all of its steps for the first item, then all of them for the next.
    Rolling {
        /// Its place in [`Plan::rolling`].
        rolling: usize,
        /// Its steps that apply, by their places in [`Plan::steps`].
        steps: Vec<usize>,
        /// The items, in the order in which they are done.
        items: Vec<Item<'p>>,
    },
}

/// What is done for one item of a rolling part.
#[derive(Debug)]
pub struct Item<'p> {
    /// The item, with those around it.
    pub binding: &'p Binding,
    /// Its turns, by their places in [`Order::turns`]: at least one of each step of the part.
    pub turns: Range<usize>,
}

/// What is done of one step for one item of its `for_each`, in one go; for a step without one, the
/// whole step.
#[derive(Debug)]
pub struct Turn<'p> {
    /// The step, by its place in [`Plan::steps`].
    pub step: usize,
    /// The item that the step is at, with those around it. Its units may be for items inside.
    pub binding: &'p Binding,
    /// Its units, by their places in [`Order::units`].
    pub units: Range<usize>,
    /// What must be finished before, beside the turns before it for the same item of a rolling
    /// part. Nothing of it may be left to chance where it is done by somebody else or elsewhere:
    /// [`Order::awaited`] says what exactly it is.
    pub waits: Vec<Wait>,
}

/// Something that must be finished before a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// This step, by its place in [`Plan::steps`], for every item and so on every computer. It
    /// applies, or depends on a question that is open.
    Step(usize),
    /// In a rolling part (a place in [`Order::stretches`]) everything for this item, by its place
    /// there. The item is the one before; who does the items in another order waits for that one.
    Item(usize, usize),
}

/// One act: one command for one occurrence, one thing that is done by hand in one place, one
/// decision.
#[derive(Debug)]
pub struct Unit<'p> {
    /// The turn that it is a part of, by its place in [`Order::turns`].
    pub turn: usize,
    /// The step, by its place in [`Plan::steps`].
    pub step: usize,
    /// What it is done for.
    pub binding: &'p Binding,
    /// Where it is done: a computer, any one of several, or wherever the operator sits.
    pub place: &'p Place,
    /// What is done.
    pub does: Does,
}

/// What is done in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// A person does what the step says.
    ByHand,
    /// A person finds out the answer to the step's question, or does what an answer asks for.
    Decide,
    /// A command is run: [`Unit::command`].
    Run {
        /// Its group, by its place in [`Act::Run`].
        group: usize,
        /// Its place in [`Group::commands`](super::Group::commands). Other occurrences may have the same.
        command: usize,
    },
}

/// A point of the partial order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// An act, by its place in [`Order::units`].
    Unit(usize),
    /// Nothing is done there: what comes before it comes before all that comes after it.
    Joint(usize),
}

impl<'r> Plan<'r> {
    /// The order in which the plan is carried out.
    pub fn order(&self) -> Order<'_> {
        let mut order = walk(self);
        strands::tie(self, &mut order);
        order
    }

    /// The rolling part of a step, by its place in [`Plan::rolling`].
    fn rolling_of(&self, step: &Step<'r>) -> Option<usize> {
        let mut all = self.rolling.iter();
        all.position(|rolling| (rolling.first..=rolling.last).contains(&step.number))
    }

    /// The places of the steps that a step waits for, each earlier than its own. Those of a step in
    /// a rolling part are outside of it: what the steps until there wait for, since for each item
    /// it comes after them.
    fn waits_of(&self, at: usize) -> Vec<usize> {
        let rolling = self.rolling_of(&self.steps[at]);
        let first = rolling.map_or(at, |rolling| self.rolling[rolling].first as usize - 1);
        let until_there = self.steps[first..=at].iter();
        let mut waits: Vec<usize> = until_there
            .flat_map(|step| &step.after)
            .map(|number| *number as usize - 1)
            .filter(|other| *other < first)
            .collect();
        waits.sort_unstable();
        waits.dedup();
        waits
    }
}

impl<'p> Order<'p> {
    /// The turns that must be finished before a turn: all that [`Turn::waits`] stands for, in the
    /// order of the walk. A script that leads through one computer asks about those that are done
    /// on others. All turns of a step wait for the same steps, so ask once for each step.
    pub fn awaited(&self, turn: &Turn<'_>) -> Vec<usize> {
        let mut awaited = Vec::new();
        for wait in &turn.waits {
            match wait {
                Wait::Step(step) => awaited.extend(self.turns_of(*step).map(|(at, _)| at)),
                Wait::Item(stretch, item) => {
                    if let Some(Stretch::Rolling { items, .. }) = self.stretches.get(*stretch)
                        && let Some(item) = items.get(*item)
                    {
                        awaited.extend(item.turns.clone());
                    }
                }
            }
        }
        awaited.sort_unstable();
        awaited.dedup();
        awaited
    }

    /// The turns of a step with their places, in the order of the walk; none where the step does
    /// not apply.
    pub fn turns_of(&self, step: usize) -> impl Iterator<Item = (usize, &Turn<'p>)> {
        let turns = self.turns.iter().enumerate();
        turns.filter(move |(_, turn)| turn.step == step)
    }

    /// The units of a turn.
    pub fn units_of(&self, turn: &Turn<'_>) -> &[Unit<'p>] {
        self.units.get(turn.units.clone()).unwrap_or_default()
    }

    /// Where a turn is done, each place once.
    pub fn places_of(&self, turn: &Turn<'_>) -> Vec<&'p Place> {
        let mut places: Vec<&Place> = Vec::new();
        for unit in self.units_of(turn) {
            if !places.contains(&unit.place) {
                places.push(unit.place);
            }
        }
        places
    }
}

impl Unit<'_> {
    /// The command that is run, for a unit of that plan.
    pub fn command<'a>(&self, plan: &'a Plan<'_>) -> Option<&'a Command> {
        let (Does::Run { group, command }, Act::Run(groups)) =
            (self.does, &plan.steps.get(self.step)?.act)
        else {
            return None;
        };
        groups.get(group)?.commands.get(command)
    }
}

impl Item<'_> {
    /// What names the item: `web01.example.com`.
    pub fn name(&self) -> &str {
        self.binding.last().map_or("", |(_, value)| value.text())
    }
}

impl Stretch<'_> {
    /// The turns of the stretch, by their places in [`Order::turns`].
    pub fn turns(&self) -> Range<usize> {
        match self {
            Self::Step { turns, .. } => turns.clone(),
            Self::Rolling { items, .. } => match (items.first(), items.last()) {
                (Some(first), Some(last)) => first.turns.start..last.turns.end,
                _ => 0..0,
            },
        }
    }
}

/// A turn before it has its place in the walk.
struct Loose<'p> {
    step: usize,
    binding: &'p Binding,
    units: Vec<(&'p Binding, &'p Place, Does)>,
}

/// The walk, without the partial order.
fn walk<'p>(plan: &'p Plan<'_>) -> Order<'p> {
    let mut order = Order {
        stretches: Vec::new(),
        turns: Vec::new(),
        units: Vec::new(),
        before: Vec::new(),
        joints: 0,
    };
    let mut at = 0;
    while let Some(step) = plan.steps.get(at) {
        match plan.rolling_of(step) {
            None => {
                let waits = effective(plan, at);
                let turns = order.push(turns(plan, at), |_| waits.clone());
                if !turns.is_empty() {
                    order.stretches.push(Stretch::Step { step: at, turns });
                }
                at += 1;
            }
            Some(rolling) => {
                let end = (plan.rolling[rolling].last as usize).max(at + 1);
                order.roll(plan, rolling, at..end);
                at = end;
            }
        }
    }
    order
}

impl<'p> Order<'p> {
    /// A rolling part: all of its steps for one item, then for the next.
    fn roll(&mut self, plan: &'p Plan<'_>, rolling: usize, steps: Range<usize>) {
        let each = &plan.rolling[rolling].each;
        let mut by_item: Vec<(&'p Binding, Vec<Loose<'p>>)> = Vec::new();
        let mut known = std::collections::HashMap::new();
        let mut applying = Vec::new();
        for step in steps.clone() {
            for turn in turns(plan, step) {
                if applying.last() != Some(&step) {
                    applying.push(step);
                }
                let item = item_of(turn.binding, each);
                let place = *known.entry(item).or_insert_with(|| {
                    by_item.push((item, Vec::new()));
                    by_item.len() - 1
                });
                by_item[place].1.push(turn);
            }
        }
        if by_item.is_empty() {
            return;
        }
        let stretch = self.stretches.len();
        let waits: Vec<Vec<Wait>> = steps.clone().map(|step| effective(plan, step)).collect();
        let mut items = Vec::with_capacity(by_item.len());
        for (at, (binding, turns)) in by_item.into_iter().enumerate() {
            let mut is_first = true;
            let turns = self.push(turns, |step| {
                let mut all = waits[step - steps.start].clone();
                if std::mem::take(&mut is_first) && at > 0 {
                    all.push(Wait::Item(stretch, at - 1));
                }
                all
            });
            items.push(Item { binding, turns });
        }
        self.stretches.push(Stretch::Rolling {
            rolling,
            steps: applying,
            items,
        });
    }

    /// Turns at the end of the walk.
    fn push(
        &mut self,
        turns: Vec<Loose<'p>>,
        mut waits: impl FnMut(usize) -> Vec<Wait>,
    ) -> Range<usize> {
        let from = self.turns.len();
        for turn in turns {
            let first = self.units.len();
            for (binding, place, does) in turn.units {
                self.units.push(Unit {
                    turn: self.turns.len(),
                    step: turn.step,
                    binding,
                    place,
                    does,
                });
            }
            self.turns.push(Turn {
                step: turn.step,
                binding: turn.binding,
                units: first..self.units.len(),
                waits: waits(turn.step),
            });
        }
        from..self.turns.len()
    }
}

/// The item of a rolling part, with those around it, that something is done for.
fn item_of<'p>(binding: &'p Binding, each: &ItemName) -> &'p Binding {
    let at = binding.iter().position(|(name, _)| name == each);
    &binding[..at.map_or(0, |at| at + 1)]
}

/// What a step waits for: the steps that apply, or may.
fn effective(plan: &Plan<'_>, at: usize) -> Vec<Wait> {
    let mut found: Vec<usize> = Vec::new();
    let mut seen = vec![false; at];
    let mut open = plan.waits_of(at);
    while let Some(other) = open.pop() {
        if std::mem::replace(&mut seen[other], true) {
            continue;
        }
        let step = &plan.steps[other];
        let is_done = has_acts(step);
        if is_done {
            found.push(other);
        }
        if !is_done || matches!(step.applicability, Applicability::Open(_)) {
            open.extend(plan.waits_of(other));
            // The steps before it in a rolling part, since all of them are finished with it.
            let before = other.checked_sub(1).filter(|before| {
                let rolling = plan.rolling_of(step);
                rolling.is_some() && rolling == plan.rolling_of(&plan.steps[*before])
            });
            open.extend(before);
        }
    }
    found.sort_unstable();
    found.into_iter().map(Wait::Step).collect()
}

/// Whether anything is left to be done in a step, as far as the change knows.
fn has_acts(step: &Step<'_>) -> bool {
    step.may_apply()
        && match &step.act {
            Act::Decide { .. } => true,
            Act::ByHand { occurrences, .. } => !occurrences.is_empty(),
            Act::Run(groups) => groups.iter().any(|group| group.acts().next().is_some()),
        }
}

/// The turns of a step, in the order of its items.
fn turns<'p>(plan: &'p Plan<'_>, at: usize) -> Vec<Loose<'p>> {
    let step = &plan.steps[at];
    if !step.may_apply() {
        return Vec::new();
    }
    let mut turns: Vec<Loose<'p>> = step
        .items
        .iter()
        .map(|binding| Loose {
            step: at,
            binding,
            units: Vec::new(),
        })
        .collect();
    match &step.act {
        Act::Decide { .. } => {
            for turn in &mut turns {
                turn.units
                    .push((turn.binding, &Place::Anywhere, Does::Decide));
            }
        }
        Act::ByHand { occurrences, .. } => {
            let acts = occurrences.iter().map(|act| (act, Does::ByHand));
            deal(acts, &mut turns);
        }
        Act::Run(groups) => {
            for (group, commands) in groups.iter().enumerate() {
                let acts = commands.acts().filter_map(|(command, occurrence)| {
                    let own = commands.commands.get(command)?;
                    let occurrence = own.occurrences.get(occurrence)?;
                    Some((occurrence, Does::Run { group, command }))
                });
                deal(acts, &mut turns);
            }
        }
    }
    turns.retain(|turn| !turn.units.is_empty());
    turns
}

/// Deals acts to the turns that they are a part of. Both are in the order of the items.
fn deal<'p>(acts: impl Iterator<Item = (&'p Occurrence, Does)>, turns: &mut [Loose<'p>]) {
    let mut at = 0;
    for (occurrence, does) in acts {
        let own = |turn: &Loose<'_>| occurrence.binding.starts_with(turn.binding);
        while turns.get(at).is_some_and(|turn| !own(turn)) {
            at += 1;
        }
        if let Some(turn) = turns.get_mut(at) {
            turn.units
                .push((&occurrence.binding, &occurrence.place, does));
        }
    }
}
