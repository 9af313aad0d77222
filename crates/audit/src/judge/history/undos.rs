//! What undid a step: acts beside the plan, repeats of other steps, and what people say.

use std::collections::BTreeSet;

use super::{Beside, State, are_related, best, same_host};
use crate::events::EventHost;
use crate::expect::Hosts;
use crate::history::{Maker, Point, Touch, Undo};
use crate::judge::Judge;
use crate::reach::Met;
use crate::undoing::{At, By, Doubt};
use runproof_shell::{Mode, Sure, Turn, Unresolved};

impl Judge<'_> {
    /// The acts that undo a state.
    pub(super) fn undos(&self, state: &State, beside: &Beside) -> Vec<Undo> {
        let undoing = &self.facts.expected.undoing;
        let mut found = Vec::new();
        if let Some(slot) = state.slot {
            let pattern = self.facts.expected.slots[slot].pattern;
            let turns = undoing.of_pattern(pattern).iter();
            for (watched, _) in turns.filter(|(_, turn)| *turn == Turn::Undoes) {
                for (event, sure) in beside.get(watched).into_iter().flatten() {
                    found.push(self.undo(state, *event, sure, &At::Same));
                }
            }
        }
        for by in self.said_of(state) {
            match by {
                By::Command(watched, place) => {
                    for (event, sure) in beside.get(watched).into_iter().flatten() {
                        found.push(self.undo(state, *event, sure, place));
                    }
                }
                By::Step(step) => self.undos_by_step(state, *step, &mut found),
            }
        }
        found.sort_by_key(|undo| match undo.point {
            Point::Act(event) => (0, event),
            Point::Word(_) => (1, 0),
        });
        found.dedup_by(|one, other| match (one.point, other.point) {
            (Point::Act(one), Point::Act(other)) => one == other,
            _ => false,
        });
        found
    }

    /// What the definition says undoes a state.
    fn said_of<'s>(&'s self, state: &'s State) -> impl Iterator<Item = &'s By> {
        let expected = &self.facts.expected.occurrences[state.occurrence];
        let group = state
            .slot
            .and_then(|slot| self.facts.expected.slots[slot].group);
        let undoing = &self.facts.expected.undoing;
        let said = undoing.of_step(expected.step, &expected.binding);
        said.filter(move |said| said.group.is_none() || said.group == group)
            .map(|said| &said.by)
    }

    /// The acts of another step, beside those that show it, and what people say of it again.
    fn undos_by_step(&self, state: &State, step: usize, found: &mut Vec<Undo>) {
        for other in self.occurrences_of(step, state) {
            let occurrence = &self.facts.expected.occurrences[other];
            for slot in &occurrence.slots {
                for event in self.same(*slot) {
                    if self.counts(*event) {
                        found.push(self.undo(state, *event, &Sure::Yes, &At::Anywhere));
                    }
                }
            }
            // One word shows the step; another one is a repeat.
            let is_shown = occurrence
                .slots
                .iter()
                .any(|slot| self.event(*slot).is_some());
            let mut words: Vec<Point> = self
                .facts
                .statements
                .done(other)
                .map(|said| Point::Word(said.moment))
                .collect();
            if is_shown || words.len() < 2 {
                continue;
            }
            let first = (0..words.len()).find(|at| {
                let mut others = words.iter().enumerate().filter(|(other, _)| other != at);
                others.all(|(_, other)| self.facts.is_ahead(words[*at], *other))
            });
            if let Some(first) = first {
                words.remove(first);
                found.extend(words.into_iter().map(|point| Undo {
                    point,
                    doubt: None,
                    touches: vec![Touch::Yes; state.makers.len()],
                }));
            }
        }
    }

    /// The occurrences of another step for the items of a state, for those around them or in them.
    fn occurrences_of(&self, step: usize, state: &State) -> Vec<usize> {
        let all = self.facts.expected.occurrences.iter().enumerate();
        let binding = &self.facts.expected.occurrences[state.occurrence].binding;
        all.filter(|(_, other)| other.step == step && are_related(&other.binding, binding))
            .map(|(at, _)| at)
            .collect()
    }

    pub(super) fn undo(&self, state: &State, event: usize, sure: &Sure, place: &At) -> Undo {
        let act = self.facts.first_act(event);
        let doubt: Doubt = match (sure, &act.depends, act.mode) {
            (Sure::Perhaps(why), _, _) | (Sure::Yes, Some(why), _) => Some(why.clone()),
            (Sure::Yes, None, Mode::Unknown) => {
                Some(Unresolved::Variable("WhatIfPreference".to_owned()))
            }
            (Sure::Yes, None, Mode::Real | Mode::Simulated) => None,
        };
        let own = &self.facts.events[event];
        let touch = |maker: &Maker| match (place, state.slot, maker.point) {
            (At::Anywhere, _, _) => Touch::Yes,
            (At::Host(host), _, _) => same_host(&own.host, host),
            (At::Same, Some(slot), Point::Act(made)) => {
                let made = &self.facts.events[made];
                match &self.facts.expected.slots[slot].hosts {
                    Hosts::Anywhere => Touch::Yes,
                    // One session is on one computer, whatever its name.
                    Hosts::OneOf(_) if made.session == own.session && made.host == own.host => {
                        Touch::Yes
                    }
                    Hosts::OneOf(_) => match &made.host {
                        EventHost::Known(host) => same_host(&own.host, host),
                        EventHost::Unnamed | EventHost::Unresolved(_) => {
                            Touch::Perhaps(Unresolved::Variable("hostname".to_owned()))
                        }
                    },
                }
            }
            (At::Same, _, _) => match &self.facts.expected.occurrences[state.occurrence].hosts {
                Hosts::Anywhere => Touch::Yes,
                Hosts::OneOf(hosts) => best(hosts.iter().map(|host| same_host(&own.host, host))),
            },
        };
        Undo {
            point: Point::Act(event),
            doubt,
            touches: state.makers.iter().map(touch).collect(),
        }
    }

    /// The slots and occurrences of later steps that undo a state as the plan has it.
    pub(super) fn planned_ends(&self, state: &State) -> BTreeSet<Met> {
        let expected = self.facts.expected;
        let own = &expected.occurrences[state.occurrence];
        let mut found = BTreeSet::new();
        let mut watched = BTreeSet::new();
        if let Some(slot) = state.slot {
            let turns = expected.undoing.of_pattern(expected.slots[slot].pattern);
            let undoes = turns.iter().filter(|(_, turn)| *turn == Turn::Undoes);
            watched.extend(undoes.map(|(watched, _)| *watched));
        }
        for by in self.said_of(state) {
            match by {
                By::Command(one, _) => {
                    watched.insert(*one);
                }
                By::Step(step) if *step > own.step && !self.is_open[*step] => {
                    for other in self.occurrences_of(*step, state) {
                        let slots = &expected.occurrences[other].slots;
                        found.extend(slots.iter().map(|slot| Met::Slot(*slot)));
                        if slots.is_empty() {
                            found.insert(Met::ByHand(other));
                        }
                    }
                }
                By::Step(_) => {}
            }
        }
        if watched.is_empty() {
            return found;
        }
        for (slot, later) in expected.slots.iter().enumerate() {
            let is_later = later.step > own.step && !self.is_open[later.step];
            let is_it = || {
                let binding = &expected.occurrences[later.occurrence].binding;
                are_related(binding, &own.binding)
                    && watched
                        .iter()
                        .any(|one| expected.undoing.is_planned(later.pattern, *one))
                    && match (
                        &later.hosts,
                        state.slot.map(|slot| &expected.slots[slot].hosts),
                    ) {
                        (Hosts::OneOf(one), Some(Hosts::OneOf(other))) => {
                            one.iter().any(|host| other.contains(host))
                        }
                        _ => true,
                    }
            };
            if is_later && is_it() {
                found.insert(Met::Slot(slot));
            }
        }
        found
    }
}
