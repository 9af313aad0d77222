//! The steps, and what of a rolling part is said where.

use runproof_prose::plain_text;
use std::ops::Range;

use tera::Value;

use super::{Model, array, entries_map, map, optional};
use runproof_model::document::{Binding, Block, Document, Rolling, Step, StepKind};

impl Model<'_> {
    /// Some of the steps, by their places.
    pub(super) fn steps(&mut self, document: &Document, places: Range<usize>) -> Value {
        // A range that the document does not have is a range of nothing.
        let steps = document.steps.get(places.clone()).unwrap_or_default();
        let steps = places.zip(steps).map(|(at, step)| {
            let mut parts = document.rolling.iter();
            let part = parts.find(|part| (part.steps.from..part.steps.to).contains(&at));
            let entries = match part {
                None => self.step(step),
                Some(part) => self.in_rounds(document, part, at, step),
            };
            entries_map(&entries)
        });
        array(steps.collect())
    }

    /// A step of a rolling part, with what is done for the first item. The first step knows what
    /// the order is and whom it begins with, the last what is done for the other items.
    fn in_rounds(
        &mut self,
        document: &Document,
        part: &Rolling,
        at: usize,
        step: &Step,
    ) -> Vec<(&'static str, Value)> {
        let first = part.rounds.first();
        let own = first.and_then(|round| round.steps.iter().find(|own| own.number == step.number));
        let mut entries = self.step(own.unwrap_or(step));
        if first_of(document, part) == Some(at) {
            let note = self.nested(|model| model.alert(&part.note));
            let label = optional(first.map(|round| round.label.as_str()));
            entries.push(("rolling", map([("note", note), ("label", label)])));
        }
        if at + 1 == part.steps.to && part.rounds.len() > 1 {
            let rounds = part
                .rounds
                .iter()
                .enumerate()
                .skip(1)
                .map(|(place, round)| {
                    let steps = round.steps.iter().map(|step| {
                        let entries = self.step(step);
                        entries_map(&entries)
                    });
                    let steps = array(steps.collect());
                    map([
                        ("place", (place + 1).into()),
                        ("label", round.label.as_str().into()),
                        ("item", name_of(&round.binding).into()),
                        ("steps", steps),
                    ])
                });
            entries.push(("rounds", array(rounds.collect())));
        }
        entries
    }

    pub(super) fn step(&mut self, step: &Step) -> Vec<(&'static str, Value)> {
        let body = self.nested(|model| model.blocks(&step.body));
        let mut map = vec![
            ("id", step.id.as_str().into()),
            ("number", step.number.into()),
            ("ordinal", step.ordinal.into()),
            ("label", step.label.as_str().into()),
            ("lead", self.words.lead(&step.label).into()),
            ("title", step.title.as_str().into()),
            ("is_ticked", is_ticked(&step.body).into()),
            ("is_titled", is_titled(step).into()),
            ("kind", kind_name(step.kind).into()),
            ("body", body),
        ];
        if let Some(reason) = &step.not_applicable {
            map.push(("not_applicable", self.prose(reason)));
        }
        map
    }
}

/// The place of the first step of a rolling part that applies.
fn first_of(document: &Document, part: &Rolling) -> Option<usize> {
    let mut places = part.steps.from..part.steps.to;
    places.find(|at| {
        let step = document.steps.get(*at);
        step.is_some_and(|step| step.not_applicable.is_none())
    })
}

fn name_of(binding: &[Binding]) -> &str {
    binding.last().map_or("", |last| last.value.as_str())
}

/// Whether something in a step is ticked off: then the step as a whole is not.
fn is_ticked(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Checklist(list) | Block::Ticks(list) => !list.items.is_empty(),
        Block::Turns(turns) => turns.iter().any(|turn| is_ticked(&turn.blocks)),
        Block::Commands(commands) => commands.commands.iter().any(|c| !c.ticks.is_empty()),
        _ => false,
    })
}

/// Whether the title says more than the step's first paragraph, from which it may be taken.
fn is_titled(step: &Step) -> bool {
    match step.body.first() {
        Some(Block::Paragraph(prose)) => plain_text(&prose.text) != step.title,
        _ => true,
    }
}

fn kind_name(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ByHand => "by-hand",
        StepKind::Command => "command",
        StepKind::Decision => "decision",
    }
}
