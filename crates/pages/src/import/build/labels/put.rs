//! Labels put into the texts, where the letters are the glossary's; all others are said.

use std::collections::BTreeMap;

use super::{certain, key, labels_of, sources};
use crate::import::build::node::{Kind, Node, Says};
use crate::import::build::words::strong_mut;
use crate::import::build::{Pages, Remarks};
use crate::import::model::{Label, Piece, Words};
use runproof_core::diagnostic::Span;
use runproof_language::Locale;

/// Places where a label does not stand as the glossary has it, by label and language.
pub(super) type Unlike = BTreeMap<(usize, Locale), Vec<(usize, Span)>>;

pub(super) struct Put<'a, 'i, 'p> {
    pub(super) glossary: &'a [Label],
    pub(super) places: &'a BTreeMap<String, usize>,
    pub(super) pages: &'a Pages<'i, 'p>,
}

impl Put<'_, '_, '_> {
    /// Puts labels into the texts of a place, where the letters are the glossary's: where a bold
    /// text is the label, else where it holds it, else where the sentence does.
    pub(super) fn place(&self, node: &mut Node<'_>, unlike: &mut Unlike) {
        if !matches!(node.kind, Kind::Text | Kind::Cell) {
            return;
        }
        // All is decided before anything is replaced.
        let mut decided = Vec::new();
        for (page, source) in sources(node, self.pages) {
            // Each label, and how often it stands there.
            let mut wanted: Vec<(usize, usize)> = Vec::new();
            for text in labels_of(node, source, self.pages).iter().flatten() {
                let Some(place) = self.places.get(&key(text)).copied() else {
                    continue;
                };
                match wanted.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, count)) => *count += 1,
                    None => wanted.push((place, 1)),
                }
            }
            decided.push((page, page == source, wanted));
        }
        for (page, is_source, mut wanted) in decided {
            let Some(Some(cell)) = node.cells.get_mut(page) else {
                continue;
            };
            let span = cell.span;
            let Says::Words(words) = &mut cell.says else {
                continue;
            };
            let locale = &self.pages.inputs[page].locale;
            let known = |place: usize| self.glossary[place].texts.get(locale);
            let mut lacking = Vec::new();
            // A label may be the beginning of another.
            wanted.sort_by_key(|(place, _)| std::cmp::Reverse(known(*place).map(String::len)));
            for (place, count) in wanted {
                let found = known(place).map_or(0, |text| put(words, place, text, is_source));
                if found < count {
                    lacking.push(place);
                }
            }
            for place in lacking {
                let places = unlike.entry((place, locale.clone())).or_default();
                places.push((page, span));
            }
        }
    }

    /// Says each label once for each language, at its first place.
    pub(super) fn say(&self, unlike: Unlike, remarks: &mut Remarks) {
        for ((place, locale), mut places) in unlike {
            places.sort_unstable();
            let Some((page, span)) = places.first().copied() else {
                continue;
            };
            let entry = &self.glossary[place];
            let at = match places.len() {
                1 => String::new(),
                more => format!(" (at {more} places)"),
            };
            let message = match entry.texts.get(&locale) {
                Some(known) => format!(
                    "the label `{}` is “{known}” in the glossary and stands otherwise here: kept \
                     to the letter{at}",
                    entry.key
                ),
                None => format!(
                    "the label `{}` has no certain text in `{locale}`: kept to the letter{at}",
                    entry.key
                ),
            };
            remarks.at(page, span, message);
        }
    }
}

/// Puts a label in the place of its text and says how often: where bold is the label; in a
/// translation, whose bold is not as certain, also where bold holds it, or else the sentence.
fn put(words: &mut Words, place: usize, label: &str, is_source: bool) -> usize {
    let mut found = 0;
    strong_mut(words, &mut |inner| {
        if matches!(&inner[..], [Piece::Text(own)] if own == label) {
            *inner = vec![Piece::Label(place)];
            found += 1;
        } else if !is_source {
            found += split(inner, place, label);
        }
    });
    if found == 0 && !is_source {
        found = split(words, place, label);
    }
    found
}

/// Puts a label in the place of its text, wherever that stands in running text on this level.
fn split(words: &mut Words, place: usize, label: &str) -> usize {
    let mut found = 0;
    let mut all = Words::with_capacity(words.len());
    for piece in words.drain(..) {
        let Piece::Text(text) = piece else {
            all.push(piece);
            continue;
        };
        let mut rest = text.as_str();
        while let Some(range) = certain::stands(rest, label) {
            found += 1;
            if range.start > 0 {
                all.push(Piece::Text(rest[..range.start].to_owned()));
            }
            all.push(Piece::Label(place));
            rest = &rest[range.end..];
        }
        if !rest.is_empty() {
            all.push(Piece::Text(rest.to_owned()));
        }
    }
    *words = all;
    found
}
