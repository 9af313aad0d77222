//! The words of a place in every language and for every product, and what places are named by.

use std::collections::BTreeMap;

use super::super::node::{Kind, Node};
use super::super::words::shown;
use super::Builder;
use crate::import::model::{Message, Words};

impl Builder<'_, '_, '_> {
    /// The words of a place in every language and for every product that has it.
    pub(super) fn message(&mut self, node: &Node<'_>, name: String) -> Message {
        let mut message = Message {
            name,
            words: BTreeMap::new(),
        };
        for page in node.pages() {
            if let Some(words) = node.words(page) {
                let input = &self.pages.inputs[page];
                let own = message.words.entry(input.locale.clone()).or_default();
                own.push((self.pages.variant(page), words.clone()));
            }
        }
        self.complete(&mut message, &node.variants);
        order(&mut message);
        message
    }

    /// Gives each language that has words for some products words for the others too: a product
    /// must not get what is said of another. They are those of a product that says the same in the
    /// leading language, else the leading language's own.
    pub(super) fn complete(&mut self, message: &mut Message, variants: &[usize]) {
        let Some(leading) = message.words.get(self.pages.source).cloned() else {
            return;
        };
        let of = |all: &[(usize, Words)], variant: usize| {
            let found = all.iter().find(|(own, _)| *own == variant);
            found.map(|(_, words)| words.clone())
        };
        for (locale, own) in &mut message.words {
            for variant in variants {
                let (None, Some(said)) = (of(own, *variant), of(&leading, *variant)) else {
                    continue;
                };
                let alike = own
                    .iter()
                    .find(|(other, _)| of(&leading, *other).as_ref() == Some(&said))
                    .map(|(_, words)| words.clone());
                if !self.pages.has(locale, *variant) {
                    let filled = self
                        .unwritten
                        .entry((locale.clone(), *variant))
                        .or_default();
                    match alike {
                        Some(_) => filled.same += 1,
                        None => filled.leading += 1,
                    }
                }
                own.push((*variant, alike.unwrap_or(said)));
            }
        }
    }

    pub(super) fn say_unwritten(&mut self) {
        for ((locale, variant), filled) in &self.unwritten {
            let message = format!(
                "no page in `{locale}` for `{}`: {} of its texts are those of another product that \
                 says the same in `{}`, {} stand in `{}`",
                self.pages.variants[*variant],
                filled.same,
                self.pages.source,
                filled.leading,
                self.pages.source,
            );
            self.remarks.nowhere(message);
        }
    }

    /// A message of no words, for all who have a place.
    pub(super) fn empty(&self, node: &Node<'_>, name: String) -> Message {
        let mut message = Message {
            name,
            words: BTreeMap::new(),
        };
        for page in node.pages() {
            let own = message
                .words
                .entry(self.pages.inputs[page].locale.clone())
                .or_default();
            own.push((self.pages.variant(page), Words::new()));
        }
        order(&mut message);
        message
    }

    /// The page whose words name a place: in the leading language, if there is one.
    pub(super) fn namer(&self, node: &Node<'_>) -> Option<usize> {
        let mut pages = node.pages();
        let leading = pages.find(|page| self.pages.inputs[*page].locale == *self.pages.source);
        leading.or_else(|| node.pages().next())
    }

    pub(super) fn naming(&self, node: &Node<'_>) -> String {
        let mut text = String::new();
        let Some(page) = self.namer(node) else {
            return text;
        };
        let locale = &self.pages.inputs[page].locale;
        let label = |place: usize| {
            let label = self.glossary.get(place);
            label
                .and_then(|label| label.texts.get(locale))
                .map_or("", String::as_str)
        };
        node.walk(&mut |node| {
            if let Some(words) = node.words(page) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&shown(words, &label));
            }
        });
        text
    }

    /// The words that lead to what stands behind a place.
    pub(super) fn lead_in(&self, node: &Node<'_>) -> String {
        match node.kind {
            Kind::Text => self.naming(node),
            _ => String::new(),
        }
    }
}

pub(super) fn order(message: &mut Message) {
    for words in message.words.values_mut() {
        words.sort_by_key(|(variant, _)| *variant);
    }
}
