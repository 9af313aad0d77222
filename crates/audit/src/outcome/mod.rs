//! What an output shows: the states that a plan waits for, a line, or nothing.
//!
//! Records are read in every shape in which PowerShell shows objects: a table, a list, and the
//! one-line form of a collection (`{Name:[State,State], …}`). What a console wrapped is put together
//! again, and what it cut is not seen.

mod line; // A line that is there.
mod list; // `Name : value`, on a line each.
mod one_line; // `{Name:[State,State], …}`
mod records; // States of records, in every shape.
mod silence; // Nothing at all.
mod table; // Heads, dashes, rows.
#[cfg(test)]
mod tests;

use runproof_capture::Whole;
use runproof_model::runbook::OutcomeRule;

/// What an output shows of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is there. The tolerated values that were needed for that, by their place in the rule.
    Reached(Vec<usize>),
    /// It is not there, and what is there instead, as printed.
    NotYet(Vec<Shown>),
    /// A state that means failure.
    Failed(Vec<Shown>),
    /// The output is not there, or too little of it.
    Unseen,
}

/// What an output shows, and on which of its lines, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// As printed: `ConfServices.DataConf ExportStatus NonSteadyState`.
    pub(super) text: String,
    /// The line.
    pub(super) line: usize,
}

/// An output, and who printed it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'a> {
    /// Its lines; those of somebody else are empty.
    pub(super) lines: &'a [&'a str],
    /// Whether all of it is there.
    pub(super) whole: Whole,
    /// How many acts printed it, one after the other, each with the same outcome.
    pub(super) acts: usize,
    /// What the command prints where it finds something.
    pub(super) answers: Answers,
}

/// How a command says that what should print nothing has found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// By the differences between two files: `diff`, `cmp`, `comm`.
    Differences,
    /// It looks, and whatever it prints is what it found.
    Anything,
    /// It prints nothing of its own.
    Nothing,
}

/// Judges an output for each of its acts, in their order.
pub(super) fn judge(rule: &OutcomeRule, line: Option<&str>, printed: &Printed<'_>) -> Vec<Seen> {
    if printed.whole == Whole::Never {
        return vec![Seen::Unseen; printed.acts];
    }
    match rule {
        OutcomeRule::Records(rule) => records::judge(rule, printed),
        OutcomeRule::Line(_) => line::judge(line.unwrap_or_default(), printed),
        OutcomeRule::Silence => vec![silence::judge(printed); printed.acts],
    }
}

fn shown(text: &str, line: usize) -> Shown {
    Shown {
        text: text.to_owned(),
        line,
    }
}

/// Whether a text was visibly cut.
fn is_cut(text: &str) -> bool {
    text.ends_with("...") || text.ends_with('…')
}
