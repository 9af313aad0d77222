//! Looks at a state that was made once more after them: they are of an older one.

use crate::found::text;
use crate::judge::{Judge, advice};
use crate::outcome::Seen;
use crate::verdict::{Code, Finding, Margin, Message};
use runproof_shell::{Effect, Mode};

impl Judge<'_> {
    /// A command of a step that came once more after the last look that the step has behind it.
    pub(super) fn older_looks(&mut self) {
        for at in 0..self.facts.expected.occurrences.len() {
            if !self.of_occurrence[at].is_empty() {
                let is_note = |code: &Code| *code == Code::Repeated;
                if !self.of_occurrence[at].iter().all(is_note) {
                    continue;
                }
            }
            let slots = self.facts.expected.occurrences[at].slots.clone();
            let found = slots.iter().enumerate().find_map(|(place, look)| {
                let mut before = slots[..place].iter();
                before.find_map(|slot| Some((*look, self.made_after(*slot, *look)?)))
            });
            if let Some((look, event)) = found {
                self.add_older(at, look, event);
            }
        }
    }

    /// A repeat of a command that was provably after every look that shows the state behind it.
    fn made_after(&self, slot: usize, look: usize) -> Option<usize> {
        let expected = self.facts.expected;
        let pattern = expected.slots[look].pattern;
        expected.patterns[pattern].check.as_ref()?;
        let own = expected.slots[slot].pattern;
        if own == pattern || expected.undoing.is_state(own) {
            return None;
        }
        let chosen = (self.event(slot)?, self.event(look)?);
        let is_reached =
            |event: &usize| matches!(self.facts.seen(*event, pattern), Some(Seen::Reached(_)));
        let looks = self.same(look).iter().copied().filter(is_reached);
        let looks: Vec<usize> = looks.chain([chosen.1]).collect();
        let mut repeats = self.same(slot).iter().copied();
        repeats.find(|event| {
            let act = self.facts.first_act(*event);
            *event != chosen.0
                && act.effect == Effect::Changes
                && act.mode == Mode::Real
                && act.depends.is_none()
                && self.counts(*event)
                && looks.iter().all(|look| self.facts.before(*look, *event))
        })
    }

    fn add_older(&mut self, at: usize, look: usize, event: usize) {
        let (_, step, binding) = self.about(at);
        let planned = self.facts.expected.slots[look].text;
        let finding = Finding {
            code: Code::OutcomeUnseen,
            step: Some(step),
            binding,
            evidence: self.notes.evidence(event),
            message: Message {
                id: "audit-outcome-unseen-older",
                arguments: vec![
                    ("command", text(planned)),
                    ("other", self.notes.command(event)),
                ],
            },
            advice: advice(Code::OutcomeUnseen),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }
}
