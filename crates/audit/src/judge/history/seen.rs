//! Steps of which the last look beside the plan shows that they do not hold.

use super::{Beside, State};
use crate::history::{Harm, Maker, Point, Touch, Undo};
use crate::judge::{Judge, advice};
use crate::undoing::At;
use crate::verdict::{Code, Finding, Level, Margin, Message};
use runproof_shell::Sure;

impl Judge<'_> {
    /// Steps that a later look contradicts. What undid them is not known.
    pub(super) fn contradicted(&mut self, beside: &Beside) {
        let is_looked_at = |event: usize| !self.facts.first_act(event).holds.is_empty();
        if !(0..self.facts.events.len()).any(is_looked_at) {
            return;
        }
        for at in 0..self.facts.expected.occurrences.len() {
            let is_grave = |code: &Code| code.level() == Level::Error;
            if self.of_occurrence[at].iter().any(is_grave) {
                continue;
            }
            let states = self.states(at, beside).into_iter();
            let found = states.filter_map(|state| self.contradiction(state));
            if let Some(event) = found.max() {
                self.add_contradicted(at, event);
            }
        }
    }

    /// The last look at a state that shows that it does not hold, and what that comes to.
    fn contradiction(&self, mut state: State) -> Option<usize> {
        let slot = state.slot?;
        if !self.planned_ends(&state).is_empty() {
            return None;
        }
        let pattern = self.facts.expected.slots[slot].pattern;
        let looks = self.facts.expected.looking.of_pattern(pattern);
        let seen = |event: usize| {
            let mut acts = self.facts.acts(event);
            acts.find_map(|act| looks.iter().find_map(|look| act.holds.get(look).copied()))
        };
        let own = (0..self.facts.events.len()).filter(|event| !self.facts.is_outside(*event));
        let own = own.filter_map(|event| Some((event, seen(event)?)));
        let own: Vec<(usize, bool)> = own.collect();
        let mut against = own.iter().filter(|(_, holds)| !holds).peekable();
        against.peek()?;
        // A look that shows it is as good as an act that makes it.
        let shown = own.iter().filter(|(_, holds)| *holds);
        let shown = shown.map(|(event, _)| Maker {
            point: Point::Act(*event),
            is_certain: true,
        });
        state.makers.extend(shown);
        // What the plan waits for is judged by that.
        let is_beside = |event: usize| {
            let mut likeness = self.facts.first_act(event).likeness.iter();
            likeness.all(|(pattern, _)| self.facts.expected.patterns[*pattern].check.is_none())
        };
        let against = against.filter(|(event, _)| is_beside(*event));
        let all = against.filter_map(|(event, _)| {
            let look = self.undo(&state, *event, &Sure::Yes, &At::Same);
            let (makers, touches) = touched(&state, &look);
            let look = Undo { touches, ..look };
            // What the captures cannot put in order may have been before the step.
            let is_gone = self.facts.is_about(&look, &makers)
                && self.facts.is_lost(&look, &makers) == Harm::Certain;
            is_gone.then_some(*event)
        });
        all.max()
    }

    fn add_contradicted(&mut self, at: usize, event: usize) {
        let (_, step, binding) = self.about(at);
        let finding = Finding {
            code: Code::Undone,
            step: Some(step),
            binding,
            evidence: self.notes.evidence(event),
            message: Message {
                id: "audit-undone-seen",
                arguments: vec![
                    ("command", self.notes.command(event)),
                    ("host", self.host_of(event)),
                ],
            },
            advice: advice(Code::Undone),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }
}

/// What made a state where a look was taken: what was made elsewhere is another one.
fn touched(state: &State, look: &Undo) -> (Vec<Maker>, Vec<Touch>) {
    let all = state.makers.iter().zip(&look.touches);
    all.filter(|(_, touch)| **touch != Touch::No)
        .map(|(maker, touch)| (*maker, touch.clone()))
        .unzip()
}
