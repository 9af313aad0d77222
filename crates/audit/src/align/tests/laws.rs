//! How the answer changes when the question does.

use super::super::log_order::LogOrder;
use super::super::{Cost, Event, EventId, Node, Order, Problem, SlotId, align};
use super::{cases, random};

/// A problem in its pieces.
struct Pieces {
    slots: Vec<super::super::Slot>,
    order: Order,
    events: Vec<Event>,
    clocks: Vec<u32>,
    skew: i64,
}

impl Pieces {
    fn of(problem: &Problem) -> Self {
        Self {
            slots: problem.slots().to_vec(),
            order: problem.order().clone(),
            events: problem.events().to_vec(),
            clocks: problem.clocks().to_vec(),
            skew: problem.skew(),
        }
    }

    fn cost(self) -> Cost {
        let Self {
            slots,
            order,
            events,
            clocks,
            skew,
        } = self;
        align(&Problem::new(slots, order, events, clocks, skew).unwrap()).cost
    }
}

/// Holds for the cost of each small problem, and for that of it changed.
fn law(change: impl Fn(&mut Pieces), holds: impl Fn(Cost, Cost) -> bool) {
    for seed in 0..cases() / 4 {
        let problem = random::problem(seed);
        let mut pieces = Pieces::of(&problem);
        change(&mut pieces);
        let (before, after) = (align(&problem).cost, pieces.cost());
        assert!(
            holds(before, after),
            "seed {seed}: {before}, then {after}: {problem:#?}"
        );
    }
}

#[test]
fn what_shows_nothing_costs_its_extra() {
    let noise = |pieces: &mut Pieces| {
        for sequence in 0..20 {
            let (from, to) = (i64::from(sequence), i64::from(sequence) + 3);
            let session = pieces.clocks.len() as u32;
            pieces.events.push(Event {
                from,
                to,
                session,
                sequence,
                extra: 2,
            });
        }
        pieces.clocks.push(0);
    };
    law(noise, |before, after| after == before + 40);
}

#[test]
fn twice_the_costs_are_twice_the_cost() {
    let double = |pieces: &mut Pieces| {
        pieces.events.iter_mut().for_each(|event| event.extra *= 2);
        for slot in &mut pieces.slots {
            slot.missing *= 2;
            slot.displaced = slot.displaced.map(|cost| 2 * cost);
            slot.candidates.iter_mut().for_each(|one| one.cost *= 2);
        }
    };
    law(double, |before, after| after == 2 * before);
}

#[test]
fn backwards_is_as_far_as_forwards() {
    let reverse = |pieces: &mut Pieces| {
        for event in &mut pieces.events {
            let back = |moment: i64| match moment {
                i64::MIN => i64::MAX,
                i64::MAX => i64::MIN,
                moment => -moment,
            };
            (event.from, event.to) = (back(event.to), back(event.from));
            event.sequence = 1_000 - event.sequence;
        }
        pieces
            .order
            .edges
            .iter_mut()
            .for_each(|edge| *edge = (edge.1, edge.0));
    };
    law(reverse, |before, after| after == before);
}

#[test]
fn numbers_are_only_names() {
    let rename = |pieces: &mut Pieces| {
        pieces.slots.reverse();
        pieces.events.reverse();
        let (slots, events) = (pieces.slots.len() as u32, pieces.events.len() as u32);
        let slot = |node: &mut Node| {
            if let Node::Slot(SlotId(slot)) = node {
                *slot = slots - 1 - *slot;
            }
        };
        for (a, b) in &mut pieces.order.edges {
            slot(a);
            slot(b);
        }
        for one in pieces
            .slots
            .iter_mut()
            .flat_map(|slot| &mut slot.candidates)
        {
            one.event = EventId(events - 1 - one.event.0);
        }
    };
    law(rename, |before, after| after == before);
}

#[test]
fn less_order_and_less_known_time_are_never_worse() {
    law(
        |pieces| pieces.order.edges.truncate(1),
        |before, after| after <= before,
    );
    law(|pieces| pieces.skew += 5, |before, after| after <= before);
}

#[test]
fn a_barrier_is_all_its_pairs() {
    let direct = |pieces: &mut Pieces| {
        let edges = &mut pieces.order.edges;
        for barrier in (0..pieces.order.barriers).map(Node::Barrier) {
            let before: Vec<Node> = edges
                .iter()
                .filter(|e| e.1 == barrier)
                .map(|e| e.0)
                .collect();
            let after: Vec<Node> = edges
                .iter()
                .filter(|e| e.0 == barrier)
                .map(|e| e.1)
                .collect();
            edges.retain(|edge| edge.0 != barrier && edge.1 != barrier);
            edges.extend(before.iter().flat_map(|a| after.iter().map(|b| (*a, *b))));
        }
        pieces.order.barriers = 0;
    };
    law(direct, |before, after| after == before);
}

#[test]
fn provably_before_is_a_strict_partial_order() {
    for seed in 0..cases() {
        let problem = random::problem(seed);
        let log = LogOrder::new(&problem);
        let all = 0..problem.events().len() as u32;
        for a in all.clone() {
            assert!(!log.is_before(a, a), "seed {seed}");
            for b in all.clone().filter(|b| log.is_before(a, *b)) {
                for c in all.clone().filter(|c| log.is_before(b, *c)) {
                    assert!(log.is_before(a, c), "seed {seed}: {a} {b} {c} {problem:#?}");
                }
            }
        }
    }
}
