//! What a guided script leads through, as values.

use tera::Value;

use super::{Dialect, Model, array, entries_map, map, optional};
use runproof_model::document::{Asked, Document, Guide, GuidePart, GuideRound, Visit};

/// The parts of a guide, in order.
pub(in super::super) fn parts(document: &Document, guide: &Guide, dialect: &dyn Dialect) -> Value {
    let mut model = Model::new(document, dialect);
    let parts = guide.parts.iter().map(|part| match part {
        GuidePart::Heading(heading) => map([
            ("kind", "heading".into()),
            ("text", model.heading(&heading.text)),
        ]),
        GuidePart::Block(block) => {
            let blocks = model.blocks(std::slice::from_ref(block));
            map([("kind", "blocks".into()), ("blocks", blocks)])
        }
        GuidePart::Rolling { note, rounds } => {
            let note = model.alert(note);
            let rounds = rounds.iter().map(|round| model.round(round));
            let rounds = array(rounds.collect());
            map([
                ("kind", "rolling".into()),
                ("note", note),
                ("rounds", rounds),
            ])
        }
        GuidePart::Visit(visit) => {
            let visit = model.visit(visit);
            map([("kind", "step".into()), ("step", visit)])
        }
    });
    array(parts.collect())
}

impl Model<'_> {
    fn round(&mut self, round: &GuideRound) -> Value {
        let visits = round.visits.iter().map(|visit| self.visit(visit));
        let visits = array(visits.collect());
        map([
            ("label", optional(round.label.as_deref())),
            ("item", round.item.as_str().into()),
            ("first", round.steps.0.into()),
            ("last", round.steps.1.into()),
            ("steps", visits),
        ])
    }

    fn visit(&mut self, visit: &Visit) -> Value {
        self.dialect.enter(&visit.step.id);
        let mut entries = self.step(&visit.step);
        let waits: Vec<Value> = visit.waits.iter().map(|number| (*number).into()).collect();
        let questions: Vec<Value> = visit.questions.iter().map(asked).collect();
        entries.extend([
            ("line", visit.line.as_str().into()),
            ("waits", array(waits)),
            ("questions", array(questions)),
            ("is_confirmed", visit.is_confirmed.into()),
        ]);
        if let Some(question) = &visit.decides {
            entries.push(("decides", asked(question)));
        }
        entries_map(&entries)
    }
}

fn asked(question: &Asked) -> Value {
    map([
        ("id", question.id.as_str().into()),
        ("text", question.text.as_str().into()),
        ("wanted", question.wanted.into()),
    ])
}
