//! The rolling parts of a procedure: what is done for one item before the next.

use super::act::binding;
use super::write::Writing;
use super::{AlertKind, Rolling, Round, Step, StepRange, joined};
use crate::plan::order::Stretch;
use runproof_language::Args;

impl Writing<'_, '_> {
    /// The rolling parts. One of which no step applies is none.
    pub(super) fn rolling(&mut self) -> Vec<Rolling> {
        let plan = self.plan;
        let stretches = std::mem::take(&mut self.order.stretches);
        let mut all = Vec::new();
        for stretch in &stretches {
            let Stretch::Rolling {
                rolling,
                steps,
                items,
            } = stretch
            else {
                continue;
            };
            let part = &plan.rolling[*rolling];
            let ordinal = |at: usize| plan.steps.get(at).map_or(0, |step| step.ordinal);
            let first = steps.first().map_or(0, |at| ordinal(*at));
            let last = ordinal(part.last as usize - 1);
            self.args.set("first", first);
            self.args.set("last", last);
            let blocks = self.paragraphs(part.id.as_str(), None);
            let mut rounds = Vec::new();
            if steps.len() > 1 && items.len() > 1 {
                let last = steps.last().map_or(last, |at| ordinal(*at));
                for item in items {
                    let mut by_step: Vec<(usize, Vec<usize>)> = Vec::new();
                    for turn in item.turns.clone() {
                        let step = self.order.turns[turn].step;
                        match by_step.last_mut() {
                            Some((last, turns)) if *last == step => turns.push(turn),
                            _ => by_step.push((step, vec![turn])),
                        }
                    }
                    let own = by_step.into_iter();
                    let own = own.map(|(step, turns)| self.step(&plan.steps[step], turns));
                    let own: Vec<Step> = own.collect();
                    let binding = binding(item.binding);
                    let mut args = Args::new();
                    args.set("first", first);
                    args.set("last", last);
                    args.set("item", joined(&binding));
                    rounds.push(Round {
                        label: self.word("doc-round", &args),
                        binding,
                        steps: own,
                    });
                }
            }
            all.push(Rolling {
                steps: StepRange {
                    from: part.first as usize - 1,
                    to: part.last as usize,
                },
                note: self.boxed(AlertKind::Important, blocks),
                rounds,
            });
        }
        self.order.stretches = stretches;
        all
    }
}
