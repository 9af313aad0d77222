//! The texts of terms, to find them where somebody typed them by hand.

use std::collections::HashMap;
use std::ops::Range;

use super::reading::{HOLE, Reading};
use super::sheet::{Kind, Sheet};

/// The texts of terms by their first word.
#[derive(Debug, Default)]
pub(super) struct Labels<'a> {
    by_first: HashMap<String, Vec<Label<'a>>>,
}

/// The text of a term.
#[derive(Debug)]
pub(super) struct Label<'a> {
    /// The term, without its hyphen.
    pub(super) term: &'a str,
    /// What it reads.
    pub(super) text: String,
}

impl Label<'_> {
    /// Whether the text is one word, which prose may well use by itself.
    pub(super) fn is_one_word(&self) -> bool {
        !self.text.contains(char::is_whitespace)
    }
}

impl<'a> Labels<'a> {
    /// The texts of all terms that are plain and begin with a capital: names, and labels of a
    /// user interface.
    pub(super) fn of<'s>(sheets: impl Iterator<Item = &'s Sheet<'a>>) -> Self
    where
        'a: 's,
    {
        let mut labels = Self::default();
        for unit in sheets.flat_map(|sheet| &sheet.units) {
            if unit.key.kind == Kind::Term && unit.key.attribute.is_none() {
                for reading in &unit.readings {
                    labels.add(unit.key.id, reading.text.trim());
                }
            }
        }
        labels
    }

    /// The labels in a text, at word boundaries, the longest at each place.
    pub(super) fn find<'s>(&'s self, reading: &Reading<'_>) -> Vec<(Range<usize>, &'s Label<'a>)> {
        let mut found = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        let text = reading.text.as_str();
        let mut free = 0;
        for (start, word) in runs(text) {
            if start < free {
                continue;
            }
            let Some(candidates) = self.by_first.get(word) else {
                continue;
            };
            let fits = candidates.iter().find(|label| {
                text[start..].starts_with(&label.text)
                    && !text[start + label.text.len()..].starts_with(is_inner)
            });
            if let Some(label) = fits {
                free = start + label.text.len();
                found.push((start..free, label));
            }
        }
        found
    }

    fn add(&mut self, term: &'a str, text: &str) {
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let is_plain = !text.contains([HOLE, '*', '`']);
        if !is_plain || !letters.next().is_some_and(char::is_uppercase) {
            return;
        }
        // One that begins with a sign would never be met at the start of a word.
        if !text.starts_with(char::is_alphanumeric) || letters.next().is_none() {
            return;
        }
        let Some((_, first)) = runs(text).next() else {
            return;
        };
        let list = self.by_first.entry(first.to_owned()).or_default();
        // The longest first; of two terms with one text the first is named.
        if list.iter().all(|label| label.text != text) {
            let at = list.partition_point(|label| label.text.len() >= text.len());
            let text = text.to_owned();
            list.insert(at, Label { term, text });
        }
    }
}

/// The runs of letters and digits of a text, with their places.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !is_inner(c))
        .filter(|run| !run.is_empty())
        .map(move |run| (run.as_ptr() as usize - base, run))
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric()
}
