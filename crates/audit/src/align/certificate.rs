//! A proof that nothing is cheaper, for somebody who does not trust the solver.
//!
//! It restates the problem, says what was chosen, and gives for every part a sum that no
//! explanation can be below. To check it is to add up (`tests/verify.rs` does it in little):
//!
//! - The **cost** is the sum over slots and events, by the definition of the module.
//! - The **bound** is: the extra of every event; less every price; and for every slot that is in no
//!   part the least of what it can do, where a use costs its candidate's cost, less the event's
//!   extra, plus the event's price; and for every part the least of its leaves.
//! - A **leaf**, with what is shut on the way to it: less its prices; plus for every slot `free`, the
//!   least of missing and displaced uses; less the weight of every use in order, which is `free`
//!   less its cost where that is above 0; plus the amount of every pair. Of each pair the first use is
//!   below the second (not after by the expected order reversed, and its event first or the same),
//!   and the amounts that a use gives as the first, or as the second, are within its weight.
//!
//! Why a leaf bounds every explanation that its case allows: an event is used at most once, so to
//! pay its price in advance and get it back when it is used makes nothing dearer. The uses taken in
//! order contradict each other nowhere, and what is lost against the sum of the weights is the
//! weight of those not taken. Call a use *high* if it is above one that is taken. Charge a pair to
//! its second use if the first is taken or high, for then the second is high; else to the first. A
//! use that is charged is not taken, and it is charged only as a second, if it is high, or only as a
//! first, if not; so by no more than its weight. The loss is therefore at least the sum of the pairs.
//!
//! - A use may be **dropped** from a leaf where another of its slot weighs no less, contradicts no
//!   other slot's use that this one does not, and is an event that no other slot may use.
//! - A part may be **split**: by who owns an event, by whether a use is in order, or by which of a
//!   circle of uses (each before the next by either order) is not in order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::branch::{Leaf, Split, Tree};
use super::component::Component;
use super::problem::{Cost, Node};
use super::{Alignment, Choice};

/// The version of the shape.
pub const CERTIFICATE: &str = "runproof/certificate/1";

/// A proof that nothing is cheaper. Slots, events, sessions and clocks are numbers from 0.
#[derive(Debug, Clone, Serialize)]
pub struct Certificate {
    schema: &'static str,
    skew: i64,
    /// The clock of each session.
    clocks: Vec<u32>,
    slots: Vec<SlotEntry>,
    /// Pairs of nodes, the earlier first: slots, then barriers.
    order: Vec<(usize, usize)>,
    /// Every event that is a candidate.
    events: Vec<EventEntry>,
    /// What all other events cost.
    other_extra: Cost,
    choices: Vec<ChoiceEntry>,
    cost: Cost,
    /// No explanation costs less.
    bound: Cost,
    prices: Vec<(u32, Cost)>,
    parts: Vec<PartEntry>,
}

#[derive(Debug, Clone, Serialize)]
struct SlotEntry {
    missing: Cost,
    #[serde(skip_serializing_if = "Option::is_none")]
    displaced: Option<Cost>,
    /// Event and cost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<(u32, Cost)>,
}

/// An event, its interval tightened by its session.
#[derive(Debug, Clone, Serialize)]
struct EventEntry {
    event: u32,
    from: i64,
    to: i64,
    session: u32,
    sequence: u32,
    extra: Cost,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum ChoiceEntry {
    InOrder(u32),
    Displaced(u32),
    Missing,
}

#[derive(Debug, Clone, Serialize)]
struct PartEntry {
    slots: Vec<u32>,
    proof: TreeEntry,
}

/// A slot and an event.
type UseEntry = (u32, u32);

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
enum TreeEntry {
    Leaf {
        bound: Cost,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        prices: Vec<(u32, Cost)>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        dropped: Vec<(UseEntry, UseEntry)>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pairs: Vec<(UseEntry, UseEntry, Cost)>,
    },
    /// First: only that slot uses the event. Second: it does not.
    Owner {
        slot: u32,
        event: u32,
        cases: Vec<TreeEntry>,
    },
    /// First: of that slot nothing else is in order. Second: this is not.
    Order {
        slot: u32,
        event: u32,
        cases: Vec<TreeEntry>,
    },
    /// A case for each: it is not in order.
    Circle {
        uses: Vec<UseEntry>,
        cases: Vec<TreeEntry>,
    },
}

impl Certificate {
    /// The proof of an alignment.
    pub(super) fn new(alignment: &Alignment<'_>) -> Self {
        let (ground, answer) = (&alignment.ground, &alignment.answer);
        let problem = ground.problem;
        let mut is_candidate = vec![false; problem.events().len()];
        for one in &ground.uses {
            is_candidate[one.event as usize] = true;
        }
        let (mut events, mut other_extra) = (Vec::new(), 0);
        for (at, event) in problem.events().iter().enumerate() {
            if !is_candidate[at] {
                other_extra += event.extra;
                continue;
            }
            let stamp = ground.log.stamp(at as u32);
            events.push(EventEntry {
                event: at as u32,
                from: stamp.from,
                to: stamp.to,
                session: stamp.session,
                sequence: stamp.sequence,
                extra: event.extra,
            });
        }
        let slots = problem.slots().iter().map(|slot| SlotEntry {
            missing: slot.missing,
            displaced: slot.displaced,
            candidates: slot
                .candidates
                .iter()
                .map(|one| (one.event.0, one.cost))
                .collect(),
        });
        let number = |node: &Node| problem.number(*node);
        let choice = |choice: &Choice| match choice {
            Choice::InOrder(event) => ChoiceEntry::InOrder(event.0),
            Choice::Displaced(event) => ChoiceEntry::Displaced(event.0),
            Choice::Missing => ChoiceEntry::Missing,
        };
        let lone_prices: BTreeMap<u32, Cost> = ground.lone_prices(&answer.part_of);
        Self {
            schema: CERTIFICATE,
            skew: problem.skew(),
            clocks: problem.clocks().to_vec(),
            slots: slots.collect(),
            order: problem
                .order()
                .edges
                .iter()
                .map(|(a, b)| (number(a), number(b)))
                .collect(),
            events,
            other_extra,
            choices: alignment.choices.iter().map(choice).collect(),
            cost: alignment.cost,
            bound: answer.least(problem),
            prices: lone_prices
                .into_iter()
                .filter(|(_, price)| *price > 0)
                .collect(),
            parts: answer
                .parts
                .iter()
                .map(|part| PartEntry {
                    slots: part.component.slots.clone(),
                    proof: tree(problem, &part.component, &part.solved.tree),
                })
                .collect(),
        }
    }
}

fn tree(problem: &super::Problem, part: &Component, proof: &Tree) -> TreeEntry {
    let name = |at: u32| {
        let one = part.uses[at as usize];
        (one.slot, one.event)
    };
    let below = |cases: &[Tree]| cases.iter().map(|case| tree(problem, part, case)).collect();
    match proof {
        Tree::Leaf(Leaf {
            bound,
            prices,
            dropped,
            pairs,
        }) => {
            let missing: Cost = part
                .slots
                .iter()
                .map(|slot| problem.slots()[*slot as usize].missing)
                .sum();
            let prices = part
                .shared
                .iter()
                .zip(prices)
                .map(|((event, _), price)| (*event, *price));
            TreeEntry::Leaf {
                bound: missing - bound,
                prices: prices.filter(|(_, price)| *price > 0).collect(),
                dropped: dropped
                    .iter()
                    .map(|(one, by)| (name(*one), name(*by)))
                    .collect(),
                pairs: pairs
                    .iter()
                    .map(|(a, b, sum)| (name(*a), name(*b), *sum))
                    .collect(),
            }
        }
        Tree::Split(Split::Owner { owner, .. }, cases) => {
            let (slot, event) = name(*owner);
            TreeEntry::Owner {
                slot,
                event,
                cases: below(cases),
            }
        }
        Tree::Split(Split::Order(one), cases) => {
            let (slot, event) = name(*one);
            TreeEntry::Order {
                slot,
                event,
                cases: below(cases),
            }
        }
        Tree::Split(Split::Circle(circle), cases) => {
            let uses = part.circles[*circle as usize]
                .iter()
                .map(|at| name(*at))
                .collect();
            TreeEntry::Circle {
                uses,
                cases: below(cases),
            }
        }
    }
}
