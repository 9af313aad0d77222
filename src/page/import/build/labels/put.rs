//! Labels put into the texts, where the letters are the glossary's; all others are said.

use std::collections::BTreeMap;

use super::{Entry, beside, bold, key, labels_of, sources};
use crate::diagnostic::Span;
use crate::page::import::build::node::{Kind, Node, Says};
use crate::page::import::build::words::strong_mut;
use crate::page::import::build::{Pages, Remarks};
use crate::page::import::model::{Label, Piece};

/// Places where a label is written in another way than the glossary has it: by page, label and
/// what is written.
pub(super) type Unlike = BTreeMap<(usize, usize, String), Vec<Span>>;

pub(super) struct Put<'a, 'i, 'p> {
    pub(super) glossary: &'a [Label],
    pub(super) places: &'a BTreeMap<String, usize>,
    pub(super) entries: &'a BTreeMap<String, Entry>,
    pub(super) pages: &'a Pages<'i, 'p>,
}

impl Put<'_, '_, '_> {
    /// Puts labels into the texts of a place, where the letters are the glossary's.
    pub(super) fn place(&self, node: &mut Node<'_>, unlike: &mut Unlike, remarks: &mut Remarks) {
        if !matches!(node.kind, Kind::Text | Kind::Cell) {
            return;
        }
        // All is decided before anything is replaced.
        let mut decided = Vec::new();
        for (page, source) in sources(node, self.pages) {
            let labels = labels_of(node, source);
            let locale = &self.pages.inputs[page].locale;
            let own = bold(node, page);
            let mut chosen: Vec<Option<usize>> = vec![None; own.len()];
            let pairs: Vec<(String, String)> = if page == source {
                let texts = labels.iter().flatten();
                texts.map(|text| (text.clone(), text.clone())).collect()
            } else if own.len() == labels.len() {
                beside(&labels, &own, locale, self.entries)
            } else {
                Vec::new()
            };
            let wanted: Vec<usize> = labels
                .iter()
                .flatten()
                .filter_map(|text| self.places.get(&key(text)).copied())
                .collect();
            for (at, text) in own.iter().enumerate() {
                let Some(text) = text else { continue };
                chosen[at] = wanted
                    .iter()
                    .copied()
                    .find(|place| self.glossary[*place].texts.get(locale) == Some(text));
            }
            for (label, text) in pairs {
                self.note(node, page, &label, text, unlike);
            }
            if own.len() != labels.len() && !wanted.is_empty() && page != source {
                self.say_uneven(node, page, source, remarks);
            }
            decided.push((page, chosen));
        }
        for (page, chosen) in decided {
            let Some(Some(cell)) = node.cells.get_mut(page) else {
                continue;
            };
            let Says::Words(words) = &mut cell.says else {
                continue;
            };
            let mut at = 0;
            strong_mut(words, &mut |inner| {
                if let Some(Some(place)) = chosen.get(at) {
                    *inner = vec![Piece::Label(*place)];
                }
                at += 1;
            });
        }
    }

    /// Remembers a label that is written in another way than the glossary has it.
    fn note(&self, node: &Node<'_>, page: usize, label: &str, text: String, unlike: &mut Unlike) {
        let Some(place) = self.places.get(&key(label)) else {
            return;
        };
        let locale = &self.pages.inputs[page].locale;
        let known = self.glossary[*place].texts.get(locale);
        if let Some(cell) = node.cell(page).filter(|_| known != Some(&text)) {
            unlike
                .entry((page, *place, text))
                .or_default()
                .push(cell.span);
        }
    }

    /// Says each of them once, at its first place.
    pub(super) fn say(&self, unlike: Unlike, remarks: &mut Remarks) {
        for ((page, place, text), spans) in unlike {
            let Some(first) = spans.iter().min() else {
                continue;
            };
            let entry = &self.glossary[place];
            let known = entry.texts.get(&self.pages.inputs[page].locale);
            let mut message = match known {
                Some(known) => format!(
                    "the label `{}` is “{text}” here and “{known}” in the glossary: kept to the \
                     letter",
                    entry.key
                ),
                None => format!(
                    "the bold “{text}” stands for the label `{}`, but holds something else: kept \
                     to the letter",
                    entry.key
                ),
            };
            if spans.len() > 1 {
                message.push_str(&format!(" (at {} places)", spans.len()));
            }
            remarks.at(page, *first, message);
        }
    }

    fn say_uneven(&self, node: &Node<'_>, page: usize, source: usize, remarks: &mut Remarks) {
        let Some(cell) = node.cell(page) else { return };
        let message = format!(
            "{} bold texts here, {} in {}: labels can not be told by their places",
            bold(node, page).len(),
            bold(node, source).len(),
            self.pages.inputs[source].page.source.name(),
        );
        remarks.at(page, cell.span, message);
    }
}
