//! How alike two places of two pages are: by their words where the language is the same, else by
//! what a translation leaves as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Kind, Node, Says};
use crate::import::model::{Piece, Words};

/// What leaving a place without a partner costs.
pub(super) const ALONE: u32 = 100;

/// The most that a pair of translations costs: where both pages have as many places of the same
/// kinds, they stand side by side whatever they say.
const TRANSLATED_AT_MOST: f64 = 120.0;

/// What is compared of a place.
#[derive(Debug)]
pub(super) struct Features {
    kind: Kind,
    columns: usize,
    /// Words in lower case, those of the products' names left out.
    words: BTreeMap<String, u32>,
    chars: usize,
    numbers: BTreeMap<String, u32>,
    codes: BTreeMap<String, u32>,
    images: BTreeMap<String, u32>,
    links: u32,
    strong: u32,
    children: usize,
}

/// What two places are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// One translates the other.
    Translation,
    /// They are in the same language, for different products.
    SameLanguage,
    /// They are in different languages and for different products.
    Neither,
}

impl Features {
    /// The features of what a page has at a place. `names` are words of products' names.
    pub(super) fn of(node: &Node<'_>, page: usize, names: &BTreeSet<String>) -> Self {
        let mut features = Self {
            kind: node.kind,
            columns: match node.kind {
                Kind::Table => node.children.first().map_or(0, |row| row.children.len()),
                _ => 0,
            },
            words: BTreeMap::new(),
            chars: 0,
            numbers: BTreeMap::new(),
            codes: BTreeMap::new(),
            images: BTreeMap::new(),
            links: 0,
            strong: 0,
            children: node.children.len(),
        };
        node.walk(&mut |node| match node.cell(page).map(|cell| &cell.says) {
            Some(Says::Words(words)) => features.read(words, names),
            Some(Says::Code(code)) => {
                features.add(&code.text, names);
                *features.codes.entry(squeezed(&code.text)).or_default() += 1;
            }
            Some(Says::Image(image)) => features.image(&image.source),
            _ => {}
        });
        features
    }

    fn read(&mut self, words: &Words, names: &BTreeSet<String>) {
        let text = super::words::flat(words);
        self.chars += text.chars().count();
        self.add(&text, names);
        for number in text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| !n.is_empty())
        {
            *self.numbers.entry(number.to_owned()).or_default() += 1;
        }
        self.marks(words);
    }

    fn marks(&mut self, words: &Words) {
        for piece in words {
            match piece {
                Piece::Code(code) => *self.codes.entry(squeezed(code)).or_default() += 1,
                Piece::Image(image) => self.image(&image.source),
                Piece::Strong(inner) => {
                    self.strong += 1;
                    self.marks(inner);
                }
                Piece::Emphasis(inner) => self.marks(inner),
                Piece::Link { text, .. } => {
                    self.links += 1;
                    self.marks(text);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, text: &str, names: &BTreeSet<String>) {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if word.is_empty() {
                continue;
            }
            let word = word.to_lowercase();
            if !names.contains(&word) {
                *self.words.entry(word).or_default() += 1;
            }
        }
    }

    fn image(&mut self, source: &str) {
        let name = source.rsplit('/').next().unwrap_or(source);
        *self.images.entry(name.to_owned()).or_default() += 1;
    }
}

/// What calling two places the same costs; `None` where they are not.
pub(super) fn cost(a: &Features, b: &Features, relation: Relation) -> Option<u32> {
    let kind = kinds(a, b)?;
    // A part can not be a heading of level 2 for one product and of level 3 for another.
    if relation != Relation::Translation && a.kind != b.kind {
        return None;
    }
    let cost = match relation {
        Relation::SameLanguage => {
            let likeness = likeness(&a.words, &b.words);
            if likeness < least(a.kind) {
                return None;
            }
            if matches!(a.kind, Kind::Image) && a.images != b.images {
                120.0
            } else {
                (1.0 - likeness) * 190.0
            }
        }
        Relation::Translation => unlike(a, b) * TRANSLATED_AT_MOST,
        Relation::Neither => {
            let unlike = unlike(a, b);
            if unlike > 0.6 {
                return None;
            }
            unlike * 190.0
        }
    };
    Some((cost as u32 + kind).min(2 * ALONE - 1))
}

/// What differing kinds cost.
fn kinds(a: &Features, b: &Features) -> Option<u32> {
    Some(match (a.kind, b.kind) {
        (Kind::Heading(a), Kind::Heading(b)) => 5 * u32::from(a.abs_diff(b)),
        (Kind::Bullets, Kind::Numbers(_)) | (Kind::Numbers(_), Kind::Bullets) => 40,
        (Kind::Numbers(_), Kind::Numbers(_)) => 0,
        (Kind::Note(a), Kind::Note(b)) => 20 * u32::from(a != b),
        (Kind::Table, Kind::Table) if a.columns != b.columns => return None,
        (a, b) if a == b => 0,
        _ => return None,
    })
}

/// The share of words that two places of one language must have in common.
fn least(kind: Kind) -> f64 {
    match kind {
        Kind::Heading(_) => 0.7,
        Kind::Procedure | Kind::Bullets | Kind::Numbers(_) | Kind::Code => 0.3,
        Kind::Table | Kind::Row => 0.4,
        _ => 0.35,
    }
}

/// The share of things that two collections have in common, from 0 to 1.
fn likeness(a: &BTreeMap<String, u32>, b: &BTreeMap<String, u32>) -> f64 {
    let size = |of: &BTreeMap<String, u32>| f64::from(of.values().sum::<u32>());
    let (all_a, all_b) = (size(a), size(b));
    if all_a + all_b == 0.0 {
        return 1.0;
    }
    let both = a
        .iter()
        .map(|(word, count)| *count.min(b.get(word).unwrap_or(&0)))
        .sum::<u32>();
    2.0 * f64::from(both) / (all_a + all_b)
}

/// How much two places in different languages speak against being the same, from 0 to 1.
fn unlike(a: &Features, b: &Features) -> f64 {
    let mut against = 0.0;
    let mut weight = 0.0;
    let mut part = |of: f64, by: f64| {
        against += by * of;
        weight += by;
    };
    if a.chars + b.chars > 0 {
        let ratio = ((a.chars + 8) as f64 / (b.chars + 8) as f64).ln().abs();
        // A translation is up to 1.6 times as long.
        part(((ratio - 0.45) / 1.2).clamp(0.0, 1.0), 2.0);
    }
    let counts = |a: usize, b: usize| a.abs_diff(b) as f64 / a.max(b).max(1) as f64;
    if !a.numbers.is_empty() || !b.numbers.is_empty() {
        part(1.0 - likeness(&a.numbers, &b.numbers), 1.0);
    }
    if !a.codes.is_empty() || !b.codes.is_empty() {
        part(1.0 - likeness(&a.codes, &b.codes), 2.0);
    }
    if !a.images.is_empty() || !b.images.is_empty() {
        part(1.0 - likeness(&a.images, &b.images), 2.0);
    }
    part(counts(a.strong as usize, b.strong as usize), 1.0);
    part(counts(a.links as usize, b.links as usize), 1.0);
    part(counts(a.children, b.children), 1.0);
    against / weight
}

/// A text without its blanks: pages indent the same command in different ways.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
