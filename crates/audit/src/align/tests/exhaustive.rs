//! The least cost by trying everything, from the definitions alone.

use super::super::{Choice, Cost, Event, EventId, Node, Problem, SlotId};

/// The least cost of any explanation, or of any in which the slot does not do that.
pub(super) fn least(problem: &Problem, barred: Option<(SlotId, Choice)>) -> Option<Cost> {
    let judge = Judge::new(problem);
    let mut best = None;
    let mut used = vec![false; problem.events().len()];
    judge.search(problem, barred, &mut Vec::new(), &mut used, 0, &mut best);
    let extra: Cost = problem.events().iter().map(|event| event.extra).sum();
    best.map(|best| best + extra)
}

/// What an explanation costs; `None` if it is none.
pub(super) fn cost(problem: &Problem, choices: &[Choice]) -> Option<Cost> {
    let judge = Judge::new(problem);
    let mut total: Cost = 0;
    let mut used = vec![false; problem.events().len()];
    for (slot, choice) in problem.slots().iter().zip(choices) {
        let (event, more) = match choice {
            Choice::Missing => {
                total += slot.missing;
                continue;
            }
            Choice::InOrder(event) => (event, 0),
            Choice::Displaced(event) => (event, slot.displaced?),
        };
        total += slot.candidates.iter().find(|one| one.event == *event)?.cost + more;
        if std::mem::replace(&mut used[event.index()], true) {
            return None;
        }
    }
    let unused = problem
        .events()
        .iter()
        .zip(&used)
        .filter(|(_, used)| !**used);
    total += unused.map(|(event, _)| event.extra).sum::<Cost>();
    judge.is_possible(choices).then_some(total)
}

/// Both orders, every pair written out.
pub(super) struct Judge {
    pub(super) precedes: Vec<Vec<bool>>,
    pub(super) before: Vec<Vec<bool>>,
}

impl Judge {
    pub(super) fn new(problem: &Problem) -> Self {
        let slots = problem.slots().len();
        let nodes = slots + problem.order().barriers as usize;
        let number = |node: Node| match node {
            Node::Slot(slot) => slot.index(),
            Node::Barrier(barrier) => slots + barrier as usize,
        };
        let mut precedes = vec![vec![false; nodes]; nodes];
        for (a, b) in &problem.order().edges {
            precedes[number(*a)][number(*b)] = true;
        }
        close(&mut precedes);
        Self {
            precedes,
            before: before(problem),
        }
    }

    fn search(
        &self,
        problem: &Problem,
        barred: Option<(SlotId, Choice)>,
        choices: &mut Vec<Choice>,
        used: &mut [bool],
        so_far: Cost,
        best: &mut Option<Cost>,
    ) {
        let at = choices.len();
        let Some(slot) = problem.slots().get(at) else {
            if best.is_none_or(|best| so_far < best) && self.is_possible(choices) {
                *best = Some(so_far);
            }
            return;
        };
        let mut options = vec![(Choice::Missing, slot.missing, None)];
        for one in slot
            .candidates
            .iter()
            .filter(|one| !used[one.event.index()])
        {
            let cost = one.cost - problem.events()[one.event.index()].extra;
            options.push((Choice::InOrder(one.event), cost, Some(one.event)));
            if let Some(more) = slot.displaced {
                options.push((Choice::Displaced(one.event), cost + more, Some(one.event)));
            }
        }
        for (choice, cost, event) in options {
            if barred == Some((SlotId(at as u32), choice)) {
                continue;
            }
            choices.push(choice);
            mark(used, event, true);
            self.search(problem, barred, choices, used, so_far + cost, best);
            mark(used, event, false);
            choices.pop();
        }
    }

    /// Whether all that is in order is possible together.
    fn is_possible(&self, choices: &[Choice]) -> bool {
        let in_order: Vec<(usize, usize)> = choices
            .iter()
            .enumerate()
            .filter_map(|(slot, choice)| match choice {
                Choice::InOrder(event) => Some((slot, event.index())),
                _ => None,
            })
            .collect();
        let mut joint: Vec<Vec<bool>> = in_order
            .iter()
            .map(|(i, a)| {
                in_order
                    .iter()
                    .map(|(j, b)| self.precedes[*i][*j] || self.before[*a][*b])
                    .collect()
            })
            .collect();
        close(&mut joint);
        (0..joint.len()).all(|at| !joint[at][at])
    }
}

fn mark(used: &mut [bool], event: Option<EventId>, is_used: bool) {
    if let Some(event) = event {
        used[event.index()] = is_used;
    }
}

/// Which events are provably before which, from the definition.
fn before(problem: &Problem) -> Vec<Vec<bool>> {
    let events = problem.events();
    let tight: Vec<Event> = events.iter().map(|event| tighten(events, *event)).collect();
    let is_before = |a: &Event, b: &Event| {
        let clock = |event: &Event| problem.clocks()[event.session as usize];
        let gap = if clock(a) == clock(b) {
            0
        } else {
            problem.skew()
        };
        (a.session == b.session && a.sequence < b.sequence)
            || (a.to != i64::MAX && b.from != i64::MIN && a.to + gap < b.from)
    };
    tight
        .iter()
        .map(|a| tight.iter().map(|b| is_before(a, b)).collect())
        .collect()
}

/// No earlier than what is earlier in its session, no later than what is later.
fn tighten(events: &[Event], event: Event) -> Event {
    let same = |other: &&Event| other.session == event.session;
    let earlier = events
        .iter()
        .filter(same)
        .filter(|other| other.sequence < event.sequence);
    let later = events
        .iter()
        .filter(same)
        .filter(|other| other.sequence > event.sequence);
    let from = earlier
        .map(|other| other.from)
        .max()
        .unwrap_or(i64::MIN)
        .max(event.from);
    let to = later
        .map(|other| other.to)
        .min()
        .unwrap_or(i64::MAX)
        .min(event.to);
    Event {
        from: from.min(to),
        to: from.max(to),
        ..event
    }
}

/// The transitive closure.
fn close(relation: &mut [Vec<bool>]) {
    for via in 0..relation.len() {
        let from_via = relation[via].clone();
        for row in relation.iter_mut().filter(|row| row[via]) {
            for (cell, more) in row.iter_mut().zip(&from_via) {
                *cell |= more;
            }
        }
    }
}
