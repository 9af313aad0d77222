//! Paragraphs that were left in the language of the source.

use super::side::Kind;
use super::{Against, Held};
use crate::diagnostic::{Diagnostic, codes};
use crate::page::flat::{Flat, MarkKind};

codes! {
    /// A paragraph that is word for word the source's.
    ///
    /// ## Why
    ///
    /// It was not translated, or was brought in later and forgotten.
    ///
    /// ## Instead
    ///
    /// Translate it.
    pub(crate) LEFT_IN_SOURCE = "left-in-source", Warning;
}

/// Fewer words may be a name.
const FEWEST: usize = 6;

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    if held.against != Against::Language || held.leading.locale.same_language(held.other.locale) {
        return;
    }
    for (left, right) in held.matched.pairs() {
        if held.leading.units[left].kind != Kind::Text || held.other.units[right].kind != Kind::Text
        {
            continue;
        }
        let words = |side: &super::side::Side<'_>, unit: usize| -> Vec<String> {
            let texts = side.units[unit]
                .blocks
                .iter()
                .flat_map(|block| block.texts());
            texts
                .flat_map(|text| prose(&Flat::of(text, side.text())))
                .collect()
        };
        let (theirs, ours) = (words(held.leading, left), words(held.other, right));
        let is_small = |word: &&String| word.starts_with(char::is_lowercase);
        // Names have capitals: a sentence is mostly words that have none.
        if theirs == ours
            && ours.len() >= FEWEST
            && ours.iter().filter(is_small).count() * 2 > ours.len()
        {
            let finding = Diagnostic::at(
                &LEFT_IN_SOURCE,
                held.other.line_of(right),
                format!("this paragraph is word for word the {}'s", held.name()),
            );
            findings.push(held.beside(finding, held.leading.line_of(left), "the same words"));
        }
    }
}

/// The words that are not code, links' targets or names in brackets.
fn prose(flat: &Flat) -> Vec<String> {
    let mut text = String::new();
    let mut at = 0;
    for mark in &flat.marks {
        let is_prose = !matches!(
            mark.kind,
            MarkKind::Code | MarkKind::Placeholder | MarkKind::Link(_)
        );
        if is_prose || mark.range.start < at {
            continue;
        }
        text.push_str(&flat.text[at..mark.range.start]);
        text.push(' ');
        at = mark.range.end;
    }
    text.push_str(&flat.text[at..]);
    let is_word = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    };
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .filter(is_word)
        .map(str::to_owned)
        .collect()
}
