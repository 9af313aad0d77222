//! Paragraphs that were left in the language of the source.

use super::side::Kind;
use super::{Against, Held};
use crate::flat::{Flat, MarkKind};
use runproof_core::diagnostic::{Diagnostic, codes};

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
    pub LEFT_IN_SOURCE = "left-in-source", Warning;
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
        let says = |flats: &[Flat]| flats.iter().map(prose).collect::<Vec<_>>();
        let theirs = says(&held.leading.units[left].flats);
        let ours = says(&held.other.units[right].flats);
        let is_small = |word: &&str| word.starts_with(char::is_lowercase);
        let own = || ours.iter().flat_map(|text| words(text));
        // Names have capitals: a sentence is mostly words that have none.
        if theirs.iter().flat_map(|text| words(text)).eq(own())
            && own().count() >= FEWEST
            && own().filter(is_small).count() * 2 > own().count()
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

/// What is said outside of code, links and names in brackets.
fn prose(flat: &Flat) -> String {
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
    text
}

/// The words of a text, without the signs around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    };
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .filter(is_word)
}
