//! The text of a term, typed where a reference belongs.

use std::ops::Range;

use super::Findings;
use crate::labels::Label;
use crate::reading::Reading;
use crate::sheet::Kind;
use crate::subject::{Explained, Subject, Text};
use runproof_core::diagnostic::codes;
use runproof_language::Capitals;

codes! {
    /// The text of a term, written out by hand.
    ///
    /// ## Why
    ///
    /// A label that is typed twice is soon written two ways, and a product's name that is typed
    /// is wrong in the procedure of its other version. A reference cannot go wrong.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// -ui-edit-properties = Modifier les propriétés
    /// edit = Cliquez sur **Modifier les propriétés**.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// edit = Cliquez sur **{ -ui-edit-properties }**.
    /// ```
    ///
    /// A term of a single word is found where it is bold or quoted, where the source language
    /// refers to it, and where nothing but a name has its capital; one whose name begins with `ui-`
    /// is a label of the user interface, and is found where it is bold or quoted, or where the
    /// source language refers to it.
    pub LABEL_BY_HAND = "label-by-hand", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    // Terms are made of each other's words: `-product-2019` may well begin as `-product` does.
    if subject.unit.key.kind == Kind::Term {
        return;
    }
    for text in &subject.texts {
        for (range, label) in found(subject, text.reading) {
            if !is_meant(subject, text, &range, label) {
                continue;
            }
            subject.explain(Explained::Term(label.term));
            findings.push(
                subject
                    .finding(
                        &LABEL_BY_HAND,
                        text.reading,
                        range,
                        format!("`{}` is the text of the term `-{}`", label.text, label.term),
                    )
                    .help(format!("write `{{ -{} }}`", label.term)),
            );
        }
    }
}

/// The texts of terms in a reading; those of the catalog's own terms come first.
fn found<'s, 'a>(
    subject: &Subject<'s, 'a>,
    reading: &Reading<'_>,
) -> Vec<(Range<usize>, &'s Label<'a>)> {
    let own = subject.book.own_labels.iter();
    let mut found: Vec<_> = own.flat_map(|labels| labels.find(reading)).collect();
    for (range, label) in subject.book.scope.shared.labels.find(reading) {
        if found
            .iter()
            .all(|(other, _)| other.end <= range.start || range.end <= other.start)
        {
            found.push((range, label));
        }
    }
    found
}

fn is_meant(
    subject: &Subject<'_, '_>,
    text: &Text<'_, '_>,
    range: &Range<usize>,
    label: &Label<'_>,
) -> bool {
    let reading = text.reading;
    let in_prose = reading.markup.is_prose(range.start) && reading.markup.is_prose(range.end - 1);
    let before = reading.text[..range.start].chars().next_back();
    let after = reading.text[range.end..].chars().next();
    let joined = |c: Option<char>| matches!(c, Some('\\' | '/' | '_' | '@' | '-'));
    let in_path = text
        .tokens
        .iter()
        .any(|t| t.range.start < range.end && range.start < t.range.end);
    if !in_prose || in_path || joined(before) || joined(after) {
        return false;
    }
    // The source language refers to it and the translation does not: it stands in its place.
    let replaced = subject
        .origin
        .is_some_and(|origin| origin.terms().any(|t| t == label.term))
        && !subject.unit.terms().any(|t| t == label.term);
    if replaced {
        return true;
    }
    let strong = reading.markup.strong.iter().chain(&reading.markup.emphasis);
    let is_marked = strong.into_iter().any(|marked| marked.inner == *range);
    let is_quoted = is_quote(before) && is_quote(after);
    if is_marked || is_quoted {
        return true;
    }
    // A label in running text is a word like others: *all of your pools*, below **Your Pools**.
    if label.term.starts_with("ui-") {
        return false;
    }
    !label.is_one_word() || is_name(subject, reading, range)
}

fn is_quote(c: Option<char>) -> bool {
    c.is_some_and(|c| "\"«»“”„‘’‚‹›\u{a0}\u{202f}".contains(c))
}

/// Whether a single word is a name: capitalized in the middle of a sentence, in a language that
/// does not capitalize its nouns.
fn is_name(subject: &Subject<'_, '_>, reading: &Reading<'_>, range: &Range<usize>) -> bool {
    if subject.book.language.capitals == Capitals::Nouns {
        return false;
    }
    let before =
        reading.text[..range.start].trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '\''))
}
