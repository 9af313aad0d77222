//! The question: which acts were expected, in what order, and which acts were seen.

use std::collections::BTreeSet;

/// What a deviation costs. Never negative in a [`Problem`].
pub type Cost = i64;

/// The most that all costs of a problem may add up to.
const MOST: i128 = 1 << 60;

/// An expected act, by its place in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct SlotId(pub u32);

/// An act that was seen, by its place in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct EventId(pub u32);

impl SlotId {
    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EventId {
    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An expected act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it costs that it was not carried out.
    pub missing: Cost,
    /// What it costs, beside the candidate's own cost, that it was carried out at the wrong
    /// time; `None` where that is no explanation.
    pub displaced: Option<Cost>,
    /// The events that may show it, each once.
    pub candidates: Vec<Candidate>,
}

/// An event that may show an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The event.
    pub event: EventId,
    /// How far it is from what was expected; 0 is exact.
    pub cost: Cost,
}

/// An act that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The earliest moment at which it can have been, in milliseconds of its session's clock;
    /// `i64::MIN` where nothing is known.
    pub from: i64,
    /// The latest moment, inclusive; `i64::MAX` where nothing is known.
    pub to: i64,
    /// The session, by its place in [`Problem::new`]'s `clocks`.
    pub session: u32,
    /// Its place in the session. Equal places say nothing of their order.
    pub sequence: u32,
    /// What it costs that it shows nothing.
    pub extra: Cost,
}

/// A node of the expected order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// An expected act.
    Slot(SlotId),
    /// A point that all before it reach before anything after it begins, by its place.
    Barrier(u32),
}

/// The expected order: what is reached by edges comes later, also through barriers and through
/// acts that were not carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// How many barriers there are.
    pub barriers: u32,
    /// From the earlier to the later.
    pub edges: Vec<(Node, Node)>,
}

/// A question that has an answer.
#[derive(Debug, Clone)]
pub struct Problem {
    slots: Vec<Slot>,
    order: Order,
    events: Vec<Event>,
    clocks: Vec<u32>,
    skew: i64,
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A cost or the skew is below zero.
    Negative,
    /// The costs add up to more than 2^60.
    TooDear,
    /// A slot names an event that is not there.
    NoSuchEvent(SlotId),
    /// A slot names an event twice.
    SameEventTwice(SlotId),
    /// An event names a session that is not there.
    NoSuchSession(EventId),
    /// An event ends before it begins.
    EndsBeforeItBegins(EventId),
    /// The order names a slot or a barrier that is not there.
    NoSuchNode,
    /// The order goes round in a circle.
    Circular,
}

impl Problem {
    /// A problem of expected acts in their order and of events. `clocks` gives every session's
    /// clock (a session has one), `skew` how far two clocks may differ, in milliseconds.
    ///
    /// # Errors
    /// The [`Fault`] that is met first.
    pub fn new(
        slots: Vec<Slot>,
        order: Order,
        events: Vec<Event>,
        clocks: Vec<u32>,
        skew: i64,
    ) -> Result<Self, Fault> {
        let mut sum: i128 = 0;
        let mut add = |cost: Cost| {
            sum += i128::from(cost);
            if cost < 0 {
                Err(Fault::Negative)
            } else {
                Ok(())
            }
        };
        if skew < 0 {
            return Err(Fault::Negative);
        }
        for (at, event) in events.iter().enumerate() {
            add(event.extra)?;
            let id = EventId(u32::try_from(at).map_err(|_| Fault::TooDear)?);
            if event.session as usize >= clocks.len() {
                return Err(Fault::NoSuchSession(id));
            }
            if event.from > event.to {
                return Err(Fault::EndsBeforeItBegins(id));
            }
        }
        for (at, slot) in slots.iter().enumerate() {
            add(slot.missing)?;
            add(slot.displaced.unwrap_or(0))?;
            let id = SlotId(u32::try_from(at).map_err(|_| Fault::TooDear)?);
            for candidate in &slot.candidates {
                add(candidate.cost)?;
                if candidate.event.index() >= events.len() {
                    return Err(Fault::NoSuchEvent(id));
                }
            }
            let distinct = match &*slot.candidates {
                [] | [_] => slot.candidates.len(),
                all => all.iter().map(|c| c.event).collect::<BTreeSet<_>>().len(),
            };
            if distinct != slot.candidates.len() {
                return Err(Fault::SameEventTwice(id));
            }
        }
        let (count, barriers) = (slots.len(), order.barriers as usize);
        let is_there = |node: &Node| match node {
            Node::Slot(slot) => slot.index() < count,
            Node::Barrier(barrier) => (*barrier as usize) < barriers,
        };
        if !order.edges.iter().all(|(a, b)| is_there(a) && is_there(b)) {
            return Err(Fault::NoSuchNode);
        }
        if sum > MOST {
            return Err(Fault::TooDear);
        }
        let problem = Self {
            slots,
            order,
            events,
            clocks,
            skew,
        };
        match super::model_order::topological(&problem) {
            Some(_) => Ok(problem),
            None => Err(Fault::Circular),
        }
    }

    /// The expected acts.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Their order.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// What was seen.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The clock of every session.
    pub fn clocks(&self) -> &[u32] {
        &self.clocks
    }

    /// How far two clocks may differ, in milliseconds.
    pub fn skew(&self) -> i64 {
        self.skew
    }

    /// Slots and barriers together.
    pub(super) fn nodes(&self) -> usize {
        self.slots.len() + self.order.barriers as usize
    }

    /// The number of a node: slots come first.
    pub(super) fn number(&self, node: Node) -> usize {
        match node {
            Node::Slot(slot) => slot.index(),
            Node::Barrier(barrier) => self.slots.len() + barrier as usize,
        }
    }
}
