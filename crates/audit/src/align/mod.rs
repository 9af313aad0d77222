//! The cheapest explanation of what was seen by what was expected, and the proof of it.
//!
//! Pure integers: it knows of no plan, no command and no text. A [`Problem`] holds *slots*
//! (expected acts, in a partial order) and *events* (acts that were seen, each with the interval
//! of time in which it was, and its place in its session). An explanation gives every slot an
//! event in order, an event at the wrong time, or nothing. [`align`] finds one of the least cost:
//!
//! ```text
//! cost =  Σ slots   in order: candidate | displaced: candidate + displaced | missing
//!       + Σ events  unused: extra
//! ```
//!
//! Every event is used at most once. Of two slots of which one must follow the other, both in
//! order, the follower's event is not provably before the other's; and all that are in order are
//! possible together (`circle.rs`).
//!
//! How, from the ground up: what was provably first (`log_order`), what had to be first
//! (`model_order`), which uses of events contradict each other (`conflicts`), what is certain and
//! what must be looked at together (`solve`), the heaviest set without contradictions
//! (`component`, by `flow`), first prices for events that several slots may use (`prices`), cases
//! (`branch`), and why nothing is cheaper (`certificate`).
//!
//! Of explanations that cost the same one is chosen by fixed rules, so that equal input gives equal
//! output: a use in order before one out of order where that is free, the earlier event, then what
//! the cut leaves on the side of what is later. [`Alignment::margin`] tells where there is a tie.

mod branch;
mod certificate;
mod circle;
mod component;
mod conflicts;
mod explain;
mod flow;
mod log_order;
mod model_order;
mod prices;
mod problem;
mod solve;

#[cfg(test)]
mod tests;

pub use certificate::{CERTIFICATE, Certificate};
pub use problem::{Candidate, Cost, Event, EventId, Fault, Node, Order, Problem, Slot, SlotId};

use super::verdict::Margin;

/// What a slot does in an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// The event shows the act, and nothing says that it was at the wrong time.
    InOrder(EventId),
    /// The event shows the act, at the wrong time.
    Displaced(EventId),
    /// Nothing shows it.
    Missing,
}

/// Whether nothing is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nothing is.
    Proved,
    /// Nothing is cheaper by more than this: the search was ended by its limit.
    Within(Cost),
}

/// How much worse the next best explanation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    /// So much.
    Found(Margin),
    /// At least so much.
    AtLeast(Margin),
}

/// An explanation of the least cost.
#[derive(Debug)]
pub struct Alignment<'p> {
    /// What each slot does.
    pub choices: Vec<Choice>,
    /// The events that show nothing.
    pub unused: Vec<EventId>,
    /// What it costs.
    pub cost: Cost,
    /// Whether nothing is cheaper.
    pub proof: Proof,
    /// For each slot out of order the fewest slots in order that it contradicts: one, or the
    /// others of a circle.
    pub contradictions: Vec<(SlotId, Vec<SlotId>)>,
    /// For each slot in order, a slot in order directly before it (through what was not carried
    /// out) of which the events do not prove that it was first.
    pub unproven: Vec<Option<SlotId>>,
    ground: solve::Ground<'p>,
    answer: solve::Answer,
}

/// An explanation of the least cost.
pub fn align(problem: &Problem) -> Alignment<'_> {
    let ground = solve::Ground::new(problem);
    let mut answer = solve::answer(&ground);
    let mut choices = answer.choices.clone();
    let in_parts: Vec<u32> = (0u32..)
        .zip(&answer.part_of)
        .filter(|(_, part)| part.is_some())
        .map(|(slot, _)| slot)
        .collect();
    explain::settle(&ground, &mut choices, &in_parts);
    answer.choices.clone_from(&choices);
    let mut is_used = vec![false; problem.events().len()];
    for choice in &choices {
        if let Choice::InOrder(event) | Choice::Displaced(event) = choice {
            is_used[event.index()] = true;
        }
    }
    let unused = (0..)
        .map(EventId)
        .zip(&is_used)
        .filter(|(_, is_used)| !**is_used);
    let unused = unused.map(|(event, _)| event).collect();
    let cost = explain::cost(&ground, &choices);
    let proof = match cost - answer.least(problem) {
        0 => Proof::Proved,
        gap => Proof::Within(gap),
    };
    let contradictions = explain::contradictions(&ground, &choices);
    let unproven = explain::unproven(&ground, &choices);
    Alignment {
        choices,
        unused,
        cost,
        proof,
        contradictions,
        unproven,
        ground,
        answer,
    }
}

impl Alignment<'_> {
    /// How much worse the best explanation is in which the slot does something else. Of more than
    /// 300 slots, and where the search ends at its limit, at least so much worse: where events are
    /// shared or circles are near, it may be more, and [`Margin::Tie`] may be too little said.
    pub fn margin(&self, slot: SlotId) -> Worse {
        let margin = |loss| match loss {
            None => Margin::Only,
            Some(0) => Margin::Tie,
            Some(loss) => Margin::By(loss),
        };
        match solve::loss(&self.ground, &self.answer, slot) {
            solve::Loss::Found(loss) => Worse::Found(margin(loss)),
            solve::Loss::AtLeast(loss) => Worse::AtLeast(margin(loss)),
        }
    }

    /// A proof that nothing is cheaper, or by how much something may be.
    pub fn certificate(&self) -> Certificate {
        Certificate::new(self)
    }
}
