//! Steps that were undone after they were carried out.

mod older; // Looks that are of an older state.
mod say; // What is said of them.
mod seen; // Steps that a later look contradicts.
mod undos; // What undid them.

use std::collections::{BTreeSet, HashMap};

use super::Judge;
use crate::events::EventHost;
use crate::expect::{Hosts, Node};
use crate::history::{Harm, Maker, Point, Touch, Undo};
use crate::host::{self, Same};
use crate::outcome::Seen;
use crate::reach::{Met, Way};
use crate::verdict::{Binding, Code, Evidence, Level};
use runproof_model::plan::Act as PlanAct;
use runproof_shell::{Effect, Mode, Sure, Turn, Unresolved};

/// So many acts are quoted.
const QUOTED: usize = 6;

/// Acts beside those that show a step, by what was looked for.
type Beside = HashMap<usize, Vec<(usize, Sure)>>;

/// What was carried out, and may have been undone.
struct State {
    occurrence: usize,
    /// The act; none of a step by hand.
    slot: Option<usize>,
    makers: Vec<Maker>,
}

/// Something that was undone, and what came of it.
struct Found {
    harm: Harm,
    undo: Undo,
    /// A step that needed it in between, and what shows that one.
    lacking: Option<(usize, Vec<Point>)>,
}

impl<'a> Judge<'a> {
    /// Steps that were undone, and not carried out again before what depends on them.
    pub(super) fn undone(&mut self) {
        let mut beside = Beside::new();
        for event in 0..self.facts.events.len() {
            if self.may_undo(event) {
                for (watched, sure) in &self.facts.first_act(event).turns {
                    let own = beside.entry(*watched).or_default();
                    own.push((event, sure.clone()));
                }
            }
        }
        if !beside.is_empty() || self.facts.expected.undoing.says_anything() {
            self.undone_beside(&beside);
        }
        self.contradicted(&beside);
    }

    fn undone_beside(&mut self, beside: &Beside) {
        for at in 0..self.facts.expected.occurrences.len() {
            let found = self.states(at, beside);
            let found = found
                .into_iter()
                .flat_map(|state| self.undone_of(&state, beside))
                .max_by_key(|found| found.harm);
            if let Some(found) = found {
                self.add_undone(at, &found);
            }
        }
    }

    /// Whether anything beside the plan undid an act before it came again.
    fn was_undone_before(&self, slot: usize, event: usize) -> bool {
        let pattern = self.facts.expected.slots[slot].pattern;
        let turns = self.facts.expected.undoing.of_pattern(pattern);
        let undoes = |watched: &usize| {
            let mut turns = turns.iter();
            turns.any(|(own, turn)| own == watched && *turn == Turn::Undoes)
        };
        (0..self.facts.events.len()).any(|other| {
            let act = self.facts.first_act(other);
            self.may_undo(other)
                && self.facts.events[other].host == self.facts.events[event].host
                && act.turns.iter().any(|(watched, _)| undoes(watched))
                && self.facts.before(other, event)
        })
    }

    /// Whether an act that shows no step may undo one: it was carried out in earnest, and in the course of
    /// the change.
    fn may_undo(&self, event: usize) -> bool {
        let act = self.facts.first_act(event);
        !act.turns.is_empty() && self.counts(event)
    }

    fn counts(&self, event: usize) -> bool {
        let act = self.facts.first_act(event);
        !self.used.contains_key(&event)
            && act.mode != Mode::Simulated
            && !act.place.is_scripted
            && self.facts.failure(event).is_none()
            && !self.facts.is_outside(event)
    }

    /// What an occurrence came to, for each of its acts, or for somebody's word.
    fn states(&self, at: usize, beside: &Beside) -> Vec<State> {
        let expected = &self.facts.expected.occurrences[at];
        if self.is_open[expected.step] || self.is_passed(at) {
            return Vec::new();
        }
        let shown = expected.slots.iter().copied();
        let shown: Vec<usize> = shown.filter(|slot| self.event(*slot).is_some()).collect();
        if shown.is_empty() {
            let is_by_hand = matches!(self.plan.steps[expected.step].act, PlanAct::ByHand { .. });
            let words = self.facts.statements.done(at);
            let makers: Vec<Maker> = words
                .filter(|_| is_by_hand)
                .map(|said| Maker {
                    point: Point::Word(said.moment),
                    is_certain: true,
                })
                .collect();
            let state = (!makers.is_empty()).then_some(State {
                occurrence: at,
                slot: None,
                makers,
            });
            return state.into_iter().collect();
        }
        let states = shown.into_iter().map(|slot| State {
            occurrence: at,
            slot: Some(slot),
            makers: self.makers(slot, beside),
        });
        states.filter(|state| !state.makers.is_empty()).collect()
    }

    /// The acts that made what a slot is about: it, its repeats, and other commands that come to the same.
    fn makers(&self, slot: usize, beside: &Beside) -> Vec<Maker> {
        let expected = &self.facts.expected;
        let own = self.same(slot).iter().copied();
        let own = own.map(|event| (event, true));
        let turns = expected.undoing.of_pattern(expected.slots[slot].pattern);
        let others = turns.iter().filter(|(_, turn)| *turn == Turn::Makes);
        let others = others
            .filter_map(|(watched, _)| beside.get(watched))
            .flatten()
            .filter(|(event, _)| self.hosts_of(slot, *event) != Touch::No)
            .map(|(event, sure)| (*event, *sure == Sure::Yes));
        let mut known = BTreeSet::new();
        own.chain(others)
            .filter(|(event, _)| known.insert(*event))
            .filter(|(event, _)| {
                self.facts.failure(*event).is_none() && !self.facts.is_outside(*event)
            })
            .map(|(event, is_sure)| {
                let act = self.facts.first_act(event);
                Maker {
                    point: Point::Act(event),
                    is_certain: is_sure && act.depends.is_none() && act.mode == Mode::Real,
                }
            })
            .collect()
    }

    /// Whether an event was on one of the computers that a slot is carried out on.
    fn hosts_of(&self, slot: usize, event: usize) -> Touch {
        match &self.facts.expected.slots[slot].hosts {
            Hosts::Anywhere => Touch::Yes,
            Hosts::OneOf(hosts) => {
                let touches = hosts
                    .iter()
                    .map(|host| same_host(&self.facts.events[event].host, host));
                best(touches)
            }
        }
    }

    /// What undid a state, each act with what came of it.
    fn undone_of(&self, state: &State, beside: &Beside) -> Vec<Found> {
        let undos = self.undos(state, beside);
        let undos = undos.into_iter();
        let undos: Vec<Undo> = undos
            .filter(|undo| self.facts.is_about(undo, &state.makers))
            .collect();
        if undos.is_empty() {
            return Vec::new();
        }
        let ends = self.planned_ends(state);
        let needs = self.needs(state, &ends);
        let mut found = Vec::new();
        for undo in undos {
            let lacking = needs.iter().map(|(step, points)| {
                let harm = self.facts.is_lacked(&undo, &state.makers, points);
                (harm, *step, points)
            });
            let lacking = lacking.max_by_key(|(harm, step, _)| (*harm, std::cmp::Reverse(*step)));
            let lost = match ends.is_empty() {
                true => self.facts.is_lost(&undo, &state.makers),
                false => Harm::None,
            };
            let (harm, lacking) = match lacking {
                Some((harm, step, points)) if harm >= lost => (harm, Some((step, points.clone()))),
                _ => (lost, None),
            };
            if harm != Harm::None {
                found.push(Found {
                    harm,
                    undo,
                    lacking,
                });
            }
        }
        found
    }

    /// What comes after a state by the plan, up to where the plan itself undoes it: of each act when it
    /// was carried out.
    fn needs(&self, state: &State, ends: &BTreeSet<Met>) -> Vec<(usize, Vec<Point>)> {
        let expected = self.facts.expected;
        let own = &expected.occurrences[state.occurrence];
        let from: Vec<Node> = match state.slot {
            Some(slot) => vec![Node::Slot(slot)],
            None => own.nodes.iter().map(|(_, last)| *last).collect(),
        };
        // What waits for the end of a state does not need it, whatever else it waits for.
        let nodes = ends.iter().flat_map(|end| match end {
            Met::Slot(slot) => vec![Node::Slot(*slot)],
            Met::ByHand(at) => {
                let nodes = expected.occurrences[*at].nodes.iter();
                nodes.map(|(_, last)| *last).collect()
            }
        });
        let nodes: Vec<Node> = nodes.collect();
        let mut beyond = ends.clone();
        self.facts
            .reach()
            .walk(nodes.into_iter(), Way::After, |one| {
                beyond.insert(one);
                false
            });
        let mut met = Vec::new();
        self.facts
            .reach()
            .walk(from.into_iter(), Way::After, |one| {
                let is_beyond = beyond.contains(&one);
                if !is_beyond {
                    met.push(one);
                }
                is_beyond
            });
        let mut found = Vec::new();
        for one in met {
            let (occurrence, points) = match one {
                Met::Slot(slot) => {
                    let points = self.good(slot).into_iter().map(Point::Act).collect();
                    (expected.slots[slot].occurrence, points)
                }
                Met::ByHand(at) => {
                    let said = self.facts.statements.done(at);
                    let said = said.filter(|said| said.mark.is_some());
                    (at, said.map(|said| Point::Word(said.moment)).collect())
                }
            };
            let points: Vec<Point> = points;
            let step = expected.occurrences[occurrence].step;
            let binding = &expected.occurrences[occurrence].binding;
            if !points.is_empty() && step != own.step && are_related(binding, &own.binding) {
                found.push((step, points));
            }
        }
        found
    }

    /// The events that show a slot, and do not show that it went wrong.
    fn good(&self, slot: usize) -> Vec<usize> {
        let pattern = self.facts.expected.slots[slot].pattern;
        let Some(chosen) = self.event(slot) else {
            return Vec::new();
        };
        let mut events = self.same(slot).to_vec();
        events.retain(|event| {
            self.facts.failure(*event).is_none()
                && !matches!(
                    self.facts.seen(*event, pattern),
                    Some(Seen::NotYet(_) | Seen::Failed(_))
                )
        });
        if !events.contains(&chosen) {
            events.push(chosen);
        }
        events
    }

    /// Acts that came once more when what has to follow them was done already. What makes a state that
    /// held comes to nothing; one that was undone has to be there again for something that follows.
    pub(super) fn late_repeats(&mut self) {
        for at in 0..self.facts.expected.occurrences.len() {
            let is_found = |code: &Code| code.level() == Level::Error;
            if self.of_occurrence[at].iter().any(is_found) {
                continue;
            }
            let slots = &self.facts.expected.occurrences[at].slots;
            let late = slots.iter().find_map(|slot| self.late_repeat(at, *slot));
            if let Some((event, steps, evidence)) = late {
                self.add_late(at, event, &steps, evidence);
            }
        }
        self.older_looks();
    }

    /// The last repeat of an act, the steps that came before it and had to follow it, and what shows them.
    fn late_repeat(
        &self,
        at: usize,
        slot: usize,
    ) -> Option<(usize, BTreeSet<usize>, Vec<Evidence>)> {
        let chosen = self.event(slot)?;
        let pattern = self.facts.expected.slots[slot].pattern;
        let state = State {
            occurrence: at,
            slot: Some(slot),
            makers: Vec::new(),
        };
        let repeats = self.same(slot).iter().copied().filter(|event| {
            let act = self.facts.first_act(*event);
            *event != chosen
                && act.effect == Effect::Changes
                && act.depends.is_none()
                && self.counts(*event)
                && self.facts.before(chosen, *event)
        });
        let repeats: Vec<usize> = repeats.collect();
        if repeats.is_empty() {
            return None;
        }
        let needs = self.needs(&state, &BTreeSet::new());
        let is_state = self.facts.expected.undoing.is_state(pattern);
        let is_needed = |event: &usize| !is_state || self.was_undone_before(slot, *event);
        repeats
            .into_iter()
            .rev()
            .filter(is_needed)
            .find_map(|event| {
                let before = needs.iter().filter(|(_, points)| {
                    let mut points = points.iter();
                    points.all(|point| self.facts.is_ahead(*point, Point::Act(event)))
                });
                let before: Vec<&(usize, Vec<Point>)> = before.collect();
                let steps: BTreeSet<usize> = before.iter().map(|(step, _)| *step).collect();
                let shown = before.iter().flat_map(|(_, points)| points.iter().take(1));
                let shown = shown.flat_map(|point| self.evidence_of(*point)).collect();
                // A state that is there again in time for what comes after it was only restored.
                let is_late = !steps.is_empty() && (!is_state || before.len() == needs.len());
                is_late.then_some((event, steps, shown))
            })
    }
}

/// Whether items are the same, around the others or in them.
fn are_related(one: &Binding, other: &Binding) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn same_host(own: &EventHost, host: &str) -> Touch {
    match own {
        EventHost::Known(own) => match host::same(own, host) {
            Same::Yes => Touch::Yes,
            Same::No => Touch::No,
            Same::Perhaps => Touch::Perhaps(Unresolved::Computer(own.clone())),
        },
        EventHost::Unnamed => Touch::Perhaps(Unresolved::Variable("hostname".to_owned())),
        EventHost::Unresolved(why) => Touch::Perhaps(why.clone()),
    }
}

/// The surest of several.
fn best(touches: impl Iterator<Item = Touch>) -> Touch {
    let rank = |touch: &Touch| match touch {
        Touch::Yes => 2,
        Touch::Perhaps(_) => 1,
        Touch::No => 0,
    };
    touches.max_by_key(rank).unwrap_or(Touch::No)
}
