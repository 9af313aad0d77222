//! What a step says and does, in the order in which it is done.

use super::write::Writing;
use super::{
    Binding, Block, Branch, Branches, Checklist, Command, Commands, Occurrence, Outcome, Place,
    Prose, ShownBy, Then, Turn,
};
use crate::plan::order::Does;
use crate::plan::{self, Act, Value};
use crate::runbook::{NoteKind, Otherwise, OutcomeRule, Repeats};
use runproof_language::Args;
use runproof_prose::Inline;

impl<'p> Writing<'_, 'p> {
    /// A step that applies: its text and what it warns of, what is done, what is to be seen then,
    /// and what is ticked off.
    pub(super) fn said(&mut self, step: &plan::Step<'p>) -> Vec<Block> {
        let id = step.id.as_str();
        let mut body = match &step.act {
            Act::Decide {
                answer: Some(answer),
                ..
            } => self.paragraphs(id, Some(if *answer { "yes" } else { "no" })),
            _ => self.paragraphs(id, None),
        };
        // Whoever has done it has no use for a warning.
        let (before, behind): (Vec<_>, Vec<_>) =
            step.notes.iter().partition(|note| comes_first(note.kind));
        for note in before {
            body.push(Block::Alert(self.alert(note, Some(id))));
        }
        let ticks = self.act(step, &mut body);
        for result in step.results {
            body.extend(self.paragraphs(id, Some(result.as_str())));
        }
        for note in behind {
            body.push(Block::Alert(self.alert(note, Some(id))));
        }
        body.extend(ticks);
        body
    }

    /// What is done, and what is then left to be ticked off.
    fn act(&mut self, step: &plan::Step<'p>, body: &mut Vec<Block>) -> Option<Block> {
        let id = step.id.as_str();
        match &step.act {
            Act::ByHand { .. } => {
                body.extend(self.body(step));
                self.ticks().map(Block::Checklist)
            }
            Act::Decide {
                answer: Some(_), ..
            } => None,
            Act::Decide {
                answer: None,
                otherwise,
                ..
            } => {
                body.extend(self.body(step));
                body.push(Block::Branches(Branches {
                    yes: Branch {
                        label: self.word("doc-if-yes", &Args::new()),
                        blocks: self.paragraphs(id, Some("if-yes")),
                        then: Then::GoesOn,
                    },
                    no: Branch {
                        label: self.word("doc-if-no", &Args::new()),
                        blocks: self.paragraphs(id, Some("if-no")),
                        then: match otherwise {
                            Otherwise::Continue => Then::GoesOn,
                            Otherwise::Stop => Then::Ends,
                        },
                    },
                }));
                None
            }
            Act::Run(groups) => {
                let differing = self.differing();
                if differing && groups.len() > 1 {
                    // What is done for one item stands together: nobody who runs the commands
                    // from top to bottom has two items in hand.
                    let turns = std::mem::take(&mut self.turns);
                    let blocks = turns.iter().map(|at| self.turn(step, groups, *at));
                    body.push(Block::Turns(blocks.collect()));
                    self.turns = turns;
                    return None;
                }
                self.run(step, groups, body);
                if differing && self.tick_commands(body) {
                    return None;
                }
                self.ticks().map(Block::Ticks)
            }
        }
    }

    /// What is done in one turn of several.
    fn turn(&mut self, step: &plan::Step<'p>, groups: &[plan::Group<'p>], at: usize) -> Turn {
        self.turns = vec![at];
        let mut blocks = Vec::new();
        self.run(step, groups, &mut blocks);
        let ticks = self.ticks().map(|ticks| Checklist {
            lead: None,
            ..ticks
        });
        blocks.extend(ticks.map(Block::Ticks));
        Turn {
            label: super::joined(&binding(self.order.turns[at].binding)),
            blocks,
        }
    }

    /// The commands of a step, as its definition arranges them.
    pub(super) fn run(
        &mut self,
        step: &plan::Step<'p>,
        groups: &[plan::Group<'p>],
        body: &mut Vec<Block>,
    ) {
        if step.body.is_some() {
            body.extend(self.body(step));
            return;
        }
        for (at, group) in groups.iter().enumerate() {
            if let Some(part) = group.id {
                body.extend(self.paragraphs(step.id.as_str(), Some(part.as_str())));
            }
            body.push(Block::Commands(self.commands(at, group)));
        }
    }

    /// Whether one turn runs other commands than another.
    fn differing(&self) -> bool {
        let does = |at: &usize| -> Vec<Does> {
            let units = self.order.units_of(&self.order.turns[*at]);
            units.iter().map(|unit| unit.does).collect()
        };
        let mut turns = self.turns.iter().map(does);
        let first = turns.next();
        turns.any(|other| Some(other) != first)
    }

    /// The commands of a group, as far as they are run in the turns that are being written.
    pub(super) fn commands(&mut self, at: usize, group: &plan::Group<'p>) -> Commands {
        let mut own: Vec<(usize, Vec<Occurrence>)> = Vec::new();
        for turn in &self.turns {
            for unit in self.order.units_of(&self.order.turns[*turn]) {
                let command = match unit.does {
                    Does::Run { group, command } if group == at => command,
                    _ => continue,
                };
                let act = occurrence(unit.binding, unit.place);
                match own.iter_mut().find(|(known, _)| *known == command) {
                    Some((_, acts)) => acts.push(act),
                    None => own.push((command, vec![act])),
                }
            }
        }
        let commands = own.into_iter().filter_map(|(command, acts)| {
            let command = group.commands.get(command)?;
            Some(Command {
                text: command.text.clone(),
                occurrences: self.known(&command.occurrences, acts),
                ticks: Vec::new(),
            })
        });
        let commands: Vec<Command> = commands.collect();
        let outcome = group.check.as_ref().map(|check| {
            let repeat = (check.repeats == Repeats::UntilSeen).then(|| {
                let mut count = Args::new();
                count.set("count", commands.len());
                let text = self.word("repeat-until", &count);
                Prose {
                    text: vec![Inline::text(text)],
                    lang: None,
                }
            });
            Outcome {
                repeat,
                seen: self.prose(&format!("outcome-{}", check.outcome), None),
                shown_by: self.shown_by(check),
            }
        });
        Commands { commands, outcome }
    }

    /// How a script tells what must be seen; where values are not known, it cannot.
    fn shown_by(&self, check: &plan::Check<'_>) -> ShownBy {
        let outcome = self.plan.runbook.outcome(check.outcome);
        match (outcome.map(|outcome| &outcome.rule), &check.line) {
            (Some(OutcomeRule::Line(_)), Some(line)) if self.plan.change.is_some() => {
                ShownBy::Line(line.clone())
            }
            (Some(OutcomeRule::Silence), _) => ShownBy::Silence,
            _ => ShownBy::Reading,
        }
    }

    /// The acts that are known by name. A placeholder is not a place that could be ticked off.
    fn known(&self, planned: &[plan::Occurrence], acts: Vec<Occurrence>) -> Vec<Occurrence> {
        let mut names = planned.iter().flat_map(|act| &act.binding);
        if self.plan.change.is_none() && names.any(|(_, value)| value.is_open()) {
            return vec![Occurrence::default()];
        }
        acts
    }

    /// What is ticked off when the step is done: the items of its turns, where it has some.
    fn ticks(&self) -> Option<Checklist> {
        self.plan.change?;
        let items: Vec<Occurrence> = self.turns.iter().map(|turn| self.item(*turn)).collect();
        if items.iter().all(|item| item.binding.is_empty()) {
            return None;
        }
        let on_computers = items.iter().all(|item| matches!(item.place, Place::On(_)));
        let mut count = Args::new();
        count.set("count", items.len());
        Some(Checklist {
            lead: on_computers.then(|| self.word("doc-on-each", &count)),
            items,
        })
    }

    /// Puts what is ticked off behind the last command of each turn; `false` where that can not be
    /// said of the blocks.
    fn tick_commands(&self, body: &mut [Block]) -> bool {
        let ticks = self.ticks().map_or(Vec::new(), |ticks| ticks.items);
        let Some(Block::Commands(commands)) = body.last_mut() else {
            return false;
        };
        let mut places = Vec::with_capacity(ticks.len());
        for (turn, tick) in self.turns.iter().zip(ticks) {
            let units = self.order.units_of(&self.order.turns[*turn]);
            let text = units.last().and_then(|unit| unit.command(self.plan));
            let place = commands
                .commands
                .iter()
                .position(|command| text.is_some_and(|last| last.text == command.text));
            match place {
                Some(place) => places.push((place, tick)),
                None => return false,
            }
        }
        for (place, tick) in places {
            commands.commands[place].ticks.push(tick);
        }
        true
    }

    /// The item that a turn is for.
    fn item(&self, turn: usize) -> Occurrence {
        let turn = &self.order.turns[turn];
        match self.order.places_of(turn).as_slice() {
            [place] => occurrence(turn.binding, place),
            _ => occurrence(turn.binding, &plan::Place::Anywhere),
        }
    }
}

/// Whether a note is of use only before what it is about.
fn comes_first(kind: NoteKind) -> bool {
    match kind {
        NoteKind::Important | NoteKind::Warning | NoteKind::Caution => true,
        NoteKind::Note | NoteKind::Tip => false,
    }
}

pub(super) fn binding(items: &plan::order::Binding) -> Vec<Binding> {
    items
        .iter()
        .map(|(name, value)| Binding {
            name: name.to_string(),
            value: value.text().to_owned(),
        })
        .collect()
}

fn occurrence(items: &plan::order::Binding, place: &plan::Place) -> Occurrence {
    let text = |value: &Value| value.text().to_owned();
    Occurrence {
        binding: binding(items),
        place: match place {
            plan::Place::Anywhere => Place::Anywhere,
            plan::Place::On(host) if host.is_open() => Place::Anywhere,
            plan::Place::On(host) => Place::On(text(host)),
            plan::Place::OnAny(hosts) => {
                let known = hosts.iter().filter(|host| !host.is_open());
                Place::OnAny(known.map(text).collect())
            }
        },
    }
}
