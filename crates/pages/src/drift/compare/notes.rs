//! Notes and alerts that are missing or of another kind.

use super::matched::Fate;
use super::side::{Kind, Side};
use super::{Against, Held};
use crate::tree::Content;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A note or alert that this page does not have.
    ///
    /// ## Instead
    ///
    /// Bring the note in, or take it out of the page that leads.
    pub NOTE_MISSING = "note-missing", Warning;

    /// An alert that is of another kind than in the page that leads.
    ///
    /// ## Why
    ///
    /// A caution that becomes a note is read over.
    ///
    /// ## Example
    ///
    /// `[!NOTE]` where the source has `[!CAUTION]`.
    pub NOTE_KIND_DIFFERS = "note-kind-differs", Note;
}

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for (at, fate) in held.matched.left.iter().enumerate() {
        if held.leading.units[at].kind != Kind::Note {
            continue;
        }
        match fate {
            Fate::Alone if is_surely_lost(held) && !is_in_a_neighbour(held, at) => {
                let finding = held.finding(
                    &NOTE_MISSING,
                    held.place_of(at),
                    format!(
                        "a note of the {} is missing here: \"{}\"",
                        held.name(),
                        held.leading.words(at)
                    ),
                );
                findings.push(held.beside(finding, held.leading.line_of(at), "the note"));
            }
            Fate::Paired(there) | Fate::Moved(there) => {
                if markers(held.other, *there) < 2
                    && let (Some(theirs), Some(ours)) =
                        (alert(held.leading, at), alert(held.other, *there))
                    && !theirs.eq_ignore_ascii_case(ours)
                    && held.against != Against::Plan
                {
                    let finding = held.finding(
                        &NOTE_KIND_DIFFERS,
                        held.other.line_of(*there),
                        format!("`[!{ours}]` is `[!{theirs}]` in the {}", held.name()),
                    );
                    findings.push(held.beside(finding, held.leading.line_of(at), "the note"));
                }
            }
            _ => {}
        }
    }
}

/// A Plan's notes are worded in their own way: as long as the page has notes of its own, each may be
/// any of them.
fn is_surely_lost(held: &Held<'_>) -> bool {
    let mut ours = held.other.units.iter().zip(&held.matched.right);
    held.against != Against::Plan
        || !ours.any(|(unit, fate)| unit.kind == Kind::Note && fate.partner().is_none())
}

/// Whether the note before it or behind it has it too: two alerts without a blank line between them are one for
/// CommonMark.
fn is_in_a_neighbour(held: &Held<'_>, note: usize) -> bool {
    let is_note = |at: &usize| held.leading.units[*at].kind == Kind::Note;
    let before = (0..note).rev().find(is_note);
    let behind = (note + 1..held.leading.units.len()).find(is_note);
    let mut partners = before
        .into_iter()
        .chain(behind)
        .filter_map(|at| held.matched.left[at].partner());
    partners.any(|there| markers(held.other, there) > 1)
}

/// How many alerts begin in a quote.
fn markers(side: &Side<'_>, unit: usize) -> usize {
    let text = side.source().slice(side.units[unit].span);
    text.lines()
        .filter(|line| line.trim_start_matches(['>', ' ', '\t']).starts_with("[!"))
        .count()
}

fn alert<'s>(side: &'s Side<'_>, unit: usize) -> Option<&'s str> {
    match &side.units[unit].blocks.first()?.content {
        Content::Quote(quote) => quote.alert.as_deref(),
        _ => None,
    }
}
