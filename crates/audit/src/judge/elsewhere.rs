//! What was meant for one computer of the plan and done on another one.

use std::collections::HashMap;

use super::{Judge, advice};
use crate::cover::Covered;
use crate::events::EventHost;
use crate::expect::Hosts;
use crate::found::text;
use crate::observe::Likeness;
use crate::verdict::{Argument, Code, Finding, Margin, Message};
use runproof_model::runbook::Repeats;
use runproof_shell::Mode;

impl<'a> Judge<'a> {
    /// Acts that are missing on one computer of the plan and were carried out once too often on another
    /// one: each is one act on the wrong computer.
    pub(super) fn swap(&mut self) {
        let mut left: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for slot in 0..self.facts.expected.slots.len() {
            let wanted = &self.facts.expected.slots[slot];
            if self.event(slot).is_some() || self.is_open[wanted.step] {
                continue;
            }
            let left = left
                .entry((wanted.pattern, wanted.text))
                .or_insert_with(|| self.left_over(wanted.pattern, wanted.text));
            if let Some(event) = self.surplus(slot, left) {
                left.retain(|other| *other != event);
                self.used.insert(event, slot);
                self.swapped.insert(slot, event);
            }
        }
    }

    /// The act of another computer that this one lacks. It is looked for only where the captures prove that
    /// it is lacking here.
    fn surplus(&self, slot: usize, left: &[usize]) -> Option<usize> {
        let event = *left.first()?;
        let wanted = &self.facts.expected.slots[slot];
        let pattern = &self.facts.expected.patterns[wanted.pattern];
        let Hosts::OneOf(hosts) = &wanted.hosts else {
            return None;
        };
        let is_poll = pattern
            .check
            .as_ref()
            .is_some_and(|check| check.repeats != Repeats::Never);
        (hosts.len() == 1 && !is_poll && self.is_provably_missing(slot)).then_some(event)
    }

    /// The events of a command that were carried out once more on a computer of which the plan has the
    /// same text.
    fn left_over(&self, pattern: usize, text: &str) -> Vec<usize> {
        let is_of_plan = |event: &usize| {
            let host = &self.facts.events[*event].host;
            let slots = self.facts.index.near(pattern, host);
            slots.iter().any(|slot| {
                self.facts.expected.slots[*slot].text == text && self.event(*slot).is_some()
            })
        };
        let all = self.exact.values_of(pattern);
        all.filter(|event| self.is_left_over(*event, pattern))
            .filter(is_of_plan)
            .collect()
    }

    /// Whether an event is a command that was carried out once more, for no reason that is seen.
    fn is_left_over(&self, event: usize, pattern: usize) -> bool {
        let act = self.facts.first_act(event);
        let is_certain = act.depends.is_none()
            && act.mode == Mode::Real
            && matches!(self.facts.events[event].host, EventHost::Known(_))
            && self.facts.likeness(event, pattern) == Some(&Likeness::Same);
        // Where an attempt failed, the next one is for the same computer.
        let has_failed = self.facts.failure(event).is_some()
            || self.exact.values_of(pattern).any(|other| {
                self.facts.events[other].host == self.facts.events[event].host
                    && self.facts.failure(other).is_some()
            });
        is_certain
            && !has_failed
            && !self.used.contains_key(&event)
            && !self.facts.is_outside(event)
    }

    fn is_provably_missing(&self, slot: usize) -> bool {
        let wanted = &self.facts.expected.slots[slot];
        let is_program = self.facts.expected.patterns[wanted.pattern].is_program();
        let covered = match wanted.captured {
            Hosts::Anywhere => self.facts.coverage.covers_at_work(&self.at_work()),
            Hosts::OneOf(_) => self.facts.coverage.covers(&wanted.captured, is_program),
        };
        matches!(covered, Covered::By(_))
            && self.facts.unread().is_empty()
            && self.hideout(slot).is_none()
    }

    /// An act of an occurrence that was carried out on another computer of the plan.
    pub(super) fn misplaced(&mut self, at: usize, slot: usize, event: usize) {
        let (_, step, binding) = self.about(at);
        let host = match &self.facts.events[event].host {
            EventHost::Known(host) => text(host),
            EventHost::Unnamed | EventHost::Unresolved(_) => return,
        };
        let planned = match &self.facts.expected.slots[slot].hosts {
            Hosts::OneOf(hosts) => hosts.clone(),
            Hosts::Anywhere => Vec::new(),
        };
        let finding = Finding {
            code: Code::WrongHost,
            step: Some(step),
            binding,
            evidence: self.notes.evidence(event),
            message: Message {
                id: "audit-wrong-host",
                arguments: vec![
                    ("command", self.notes.command(event)),
                    ("host", host),
                    ("expected", Argument::List(planned)),
                ],
            },
            advice: advice(Code::WrongHost),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }
}
