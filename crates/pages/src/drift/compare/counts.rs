//! Numbers of steps that a page states and the Plan does not have.

use super::Held;
use super::side::Kind;
use crate::stated::{Plain, Stated, Steps, Wording};
use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_model::plan::Plan;

codes! {
    /// A stated number of steps that is not the Plan's.
    ///
    /// ## Why
    ///
    /// "You can skip the final two steps" of three leaves the reader with one that nobody told
    /// him about.
    ///
    /// ## Instead
    ///
    /// State the number that follow, or name the steps.
    pub COUNT_DIFFERS = "count-differs", Error;
}

pub(super) fn check(held: &Held<'_>, plan: &Plan<'_>, findings: &mut Vec<Diagnostic>) {
    let language = held.other.language;
    if !language.is_known() {
        return;
    }
    // A Document's steps stand on its sheet in the order of the Plan.
    let steps = held.leading.procedures.iter().flatten().zip(&plan.steps);
    for (left, step) in steps {
        let Some(right) = held.matched.left[*left].partner() else {
            continue;
        };
        let remaining = step.remaining as usize;
        let texts = held.other.down(right).into_iter();
        let texts = texts.filter(|unit| held.other.units[*unit].kind == Kind::Text);
        for flat in texts.flat_map(|unit| &held.other.units[unit].flats) {
            let words = Plain::of(&flat.text);
            for index in 0..words.count() {
                let Some(stated) = Stated::at(language, &words, index) else {
                    continue;
                };
                // Of *the following two steps* there may be more.
                let is_rest = matches!(stated.steps, Steps::Final | Steps::FinalFollowing);
                if !is_rest || !stated.is_of_the_rest(remaining) || stated.number == step.remaining
                {
                    continue;
                }
                let place = words.place(&stated.words);
                let quoted = &flat.text[place.clone()];
                findings.push(
                    Diagnostic::at(
                        &COUNT_DIFFERS,
                        Location::new(held.other.source(), flat.place(place)),
                        format!("\"{quoted}\": {remaining} steps follow in the plan"),
                    )
                    .help(format!("after this step the plan has {remaining} more")),
                );
            }
        }
    }
}
