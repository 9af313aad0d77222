//! Steps and procedures that are missing, added, moved, split or joined.

use super::matched::Fate;
use super::side::Kind;
use super::{Against, Held};
use crate::likeness::{Traits, likeness};
use runproof_core::diagnostic::{Diagnostic, Severity, codes};

codes! {
    /// A step that this page does not have.
    ///
    /// ## Why
    ///
    /// Who follows this page leaves the step out. Steps are told apart by what no language changes:
    /// commands, numbers, names, links, how much is bold, how long they are, and their order.
    ///
    /// ## Instead
    ///
    /// Bring the step in, or take it out of the page that leads.
    pub STEP_MISSING = "step-missing", Error;

    /// A step that only this page has.
    ///
    /// ## Why
    ///
    /// Who follows this page does something that the source does not ask for. Mostly the source
    /// was changed and this page was not.
    ///
    /// ## Instead
    ///
    /// Take the step out, or bring it into the page that leads.
    pub STEP_ADDED = "step-added", Error;

    /// A step that stands at another place than in the page that leads.
    ///
    /// ## Why
    ///
    /// The order of steps is part of a procedure.
    ///
    /// ## Instead
    ///
    /// Move the step to where it belongs.
    pub STEP_MOVED = "step-moved", Error;

    /// A step of the page that leads is two steps here.
    ///
    /// ## Why
    ///
    /// Every number after it differs: "go back to step 7" names another step.
    ///
    /// ## Instead
    ///
    /// Make one step of the two.
    pub STEP_SPLIT = "step-split", Error;

    /// Two steps of the page that leads are one step here.
    ///
    /// ## Why
    ///
    /// Every number after it differs: "go back to step 7" names another step.
    ///
    /// ## Instead
    ///
    /// Make two steps of it.
    pub STEP_JOINED = "step-joined", Error;

    /// A whole procedure that this page does not have.
    ///
    /// ## Instead
    ///
    /// Bring the procedure in, or take it out of the page that leads.
    pub PROCEDURE_MISSING = "procedure-missing", Error;

    /// A whole procedure that only this page has.
    ///
    /// ## Instead
    ///
    /// Take the procedure out, or bring it into the page that leads.
    pub PROCEDURE_ADDED = "procedure-added", Error;

    /// An item of a list that this page does not have.
    ///
    /// ## Why
    ///
    /// Items of lists in steps are choices or small steps of their own; of other lists it is a warning.
    ///
    /// ## Instead
    ///
    /// Bring the item in, or take it out of the page that leads.
    pub ITEM_MISSING = "item-missing", Error;

    /// An item of a list that only this page has.
    ///
    /// ## Instead
    ///
    /// Take the item out, or bring it into the page that leads.
    pub ITEM_ADDED = "item-added", Error;
}

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    missing(held, findings);
    added(held, findings);
    moved(held, findings);
    if held.against == Against::Language {
        items(held, findings);
    }
}

fn missing(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for steps in &held.leading.procedures {
        let alone =
            |at: &&usize| held.matched.left[**at] == Fate::Alone && !held.may_lack.contains(at);
        let lost: Vec<usize> = steps.iter().filter(alone).copied().collect();
        let (Some(first), true) = (lost.first(), lost.len() > 1 && lost.len() == steps.len())
        else {
            for step in lost {
                findings.push(one_missing(held, step));
            }
            continue;
        };
        findings.push(held.beside(
            held.finding(
                &PROCEDURE_MISSING,
                held.place_of(*first),
                format!(
                    "a procedure of {} steps is missing here: it begins \"{}\"",
                    steps.len(),
                    held.leading.words(*first)
                ),
            ),
            held.leading.line_of(*first),
            "the procedure",
        ));
    }
}

fn one_missing(held: &Held<'_>, step: usize) -> Diagnostic {
    let number = held.leading.number(step).unwrap_or_default();
    let words = held.leading.words(step);
    if let Some(whole) = joined_into(held, step) {
        let at = held.other.number(whole).unwrap_or_default();
        let finding = held.finding(
            &STEP_JOINED,
            held.other.line_of(whole),
            format!(
                "step {at} is two steps in the {}: \"{words}\" is step {number} there",
                held.name()
            ),
        );
        return held.beside(finding, held.leading.line_of(step), "the second step");
    }
    let finding = held.finding(
        &STEP_MISSING,
        held.place_of(step),
        format!(
            "step {number} of the {} is missing here: \"{words}\"",
            held.name()
        ),
    );
    held.beside(finding, held.leading.line_of(step), "the step")
}

fn added(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for steps in &held.other.procedures {
        let alone = |at: &&usize| held.matched.right[**at] == Fate::Alone;
        let more: Vec<usize> = steps.iter().filter(alone).copied().collect();
        if let (Some(first), true) = (more.first(), more.len() > 1 && more.len() == steps.len()) {
            findings.push(held.finding(
                &PROCEDURE_ADDED,
                held.other.line_of(*first),
                format!(
                    "this procedure of {} steps is not in the {}",
                    steps.len(),
                    held.name()
                ),
            ));
            continue;
        }
        for step in more {
            let number = held.other.number(step).unwrap_or_default();
            findings.push(match split_from(held, step) {
                Some(whole) => {
                    let at = held.leading.number(whole).unwrap_or_default();
                    let finding = held.finding(
                        &STEP_SPLIT,
                        held.other.line_of(step),
                        format!(
                            "step {number} and the one beside it are one step in the {}: step {at}",
                            held.name()
                        ),
                    );
                    held.beside(finding, held.leading.line_of(whole), "the whole step")
                }
                None => held.finding(
                    &STEP_ADDED,
                    held.other.line_of(step),
                    format!("step {number} is not in the {}", held.name()),
                ),
            });
        }
    }
}

fn moved(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for (at, fate) in held.matched.left.iter().enumerate() {
        let (Kind::Step { number, .. }, Fate::Moved(there)) = (held.leading.units[at].kind, fate)
        else {
            continue;
        };
        let here = match held.other.number(*there) {
            Some(here) => format!("step {here}"),
            None => "this item".to_owned(),
        };
        let finding = held.finding(
            &STEP_MOVED,
            held.other.line_of(*there),
            format!(
                "{here} stands at another place in the {}: it is step {number} there",
                held.name()
            ),
        );
        findings.push(held.beside(finding, held.leading.line_of(at), "the step"));
    }
}

fn items(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for (at, fate) in held.matched.left.iter().enumerate() {
        if *fate == Fate::Alone && held.leading.units[at].kind == Kind::Item {
            let finding = held.finding(
                &ITEM_MISSING,
                held.place_of(at),
                format!(
                    "an item of a list is missing here: \"{}\"",
                    held.leading.words(at)
                ),
            );
            let finding = held.beside(finding, held.leading.line_of(at), "the item");
            findings.push(lighter(finding, held.leading.step_of(at)));
        }
    }
    for (at, fate) in held.matched.right.iter().enumerate() {
        if *fate == Fate::Alone && held.other.units[at].kind == Kind::Item {
            let finding = held.finding(
                &ITEM_ADDED,
                held.other.line_of(at),
                format!("this item of the list is not in the {}", held.name()),
            );
            findings.push(lighter(finding, held.other.step_of(at)));
        }
    }
}

/// What nobody carries out is not as grave as what is part of a step.
fn lighter(mut finding: Diagnostic, step: Option<usize>) -> Diagnostic {
    if step.is_none() {
        finding.severity = Severity::Warning;
    }
    finding
}

/// The step of the other page that holds a step of the leading page beside its own.
fn joined_into(held: &Held<'_>, step: usize) -> Option<usize> {
    let matched = &held.matched;
    let steps = procedure_of(&held.leading.procedures, step)?;
    neighbours(steps, step).find_map(|near| {
        let whole = matched.left[near].partner()?;
        let (near, far) = (matched.theirs(near), matched.theirs(step));
        is_sum(matched.ours(whole), near, far).then_some(whole)
    })
}

/// The step of the leading page that a step of the other is the rest of.
fn split_from(held: &Held<'_>, step: usize) -> Option<usize> {
    let matched = &held.matched;
    let steps = procedure_of(&held.other.procedures, step)?;
    neighbours(steps, step).find_map(|near| {
        let whole = matched.right[near].partner()?;
        let (near, far) = (matched.ours(near), matched.ours(step));
        is_sum(matched.theirs(whole), near, far).then_some(whole)
    })
}

fn procedure_of(procedures: &[Vec<usize>], step: usize) -> Option<&[usize]> {
    let found = procedures.iter().find(|steps| steps.contains(&step));
    found.map(Vec::as_slice)
}

fn neighbours(steps: &[usize], step: usize) -> impl Iterator<Item = usize> + '_ {
    let here = steps.iter().position(|at| *at == step).unwrap_or(0);
    let before = here.checked_sub(1).and_then(|at| steps.get(at));
    before.into_iter().chain(steps.get(here + 1)).copied()
}

/// Whether a whole is surely the two parts: it is much more like both than like the one, and what
/// the other has is in it.
fn is_sum(whole: &Traits, near: &Traits, far: &Traits) -> bool {
    let both = likeness(whole, &near.with(far));
    let one = likeness(whole, near);
    let evidence = far.evidence();
    let found = far.shared(whole) - far.shared(near);
    both > one + 0.1 && both > 0.6 && evidence > 0.5 && found > 0.5 * evidence.min(4.0)
}
