//! How like two pieces of pages are, whatever languages they are written in.
//!
//! A translation keeps what has no language: commands, paths, numbers, names, the targets of links,
//! pictures, how much is bold, and about how long it is. [`Traits`] are these; [`Rarity`] knows which
//! of them say little because they are everywhere on the page (a product's name) and weighs them;
//! [`likeness`] holds two pieces against each other. Words that are spelt alike begin alike in related languages
//! ("configuration", "Konfiguration", "configuração"), which helps where nothing else does.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::flat::{Flat, MarkKind};
use super::tree::{Block, Content, Inline};

/// Whether two pieces are in one language, so that their words can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// They are: words count as they are spelt.
    Same,
    /// They are not: of words only their beginnings count, and little.
    Other,
}

/// What a piece of a page has that a translation keeps.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traits {
    /// Names, numbers, commands, targets, beginnings of words: sorted, each with its weight.
    marks: Vec<(u64, f32)>,
    /// What all of them weigh.
    evidence: f32,
    /// How long its text is, in characters, code left out.
    pub length: u32,
    /// How many parts are bold.
    pub strong: u32,
    /// How many lines of code: whether they are one block or several does not count.
    pub codes: u32,
    /// How many pictures.
    pub images: u32,
    /// How many links.
    pub links: u32,
    /// How many quotes and alerts.
    pub notes: u32,
    /// How many items of lists.
    pub items: u32,
    /// How many tables.
    pub tables: u32,
}

/// How much it says that two pieces share a mark: much where it is rare.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    seen: HashMap<u64, u32>,
    pieces: u32,
}

/// What a text is, for finding names in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    Prose,
    Code,
}

/// A word of a command, or a label: what a step is told by best.
const CODE: f32 = 2.0;
/// A name, number, command or path.
const NAME: f32 = 1.0;
/// A word of the same language.
const WORD: f32 = 0.6;
/// The beginning of a word that may be another one.
const BEGINNING: f32 = 0.3;

impl Traits {
    /// The traits of some blocks and all that is in them. `page` is the text that they were read
    /// from.
    pub fn of<'b>(blocks: impl IntoIterator<Item = &'b Block>, page: &str, tongue: Tongue) -> Self {
        let mut traits = Self::default();
        traits.add_blocks(blocks, page, tongue);
        traits.settle();
        traits
    }

    /// The traits of a running text.
    pub fn of_text(text: &[Inline], page: &str, tongue: Tongue) -> Self {
        let mut traits = Self::default();
        traits.add_text(&Flat::of(text, page), tongue);
        traits.settle();
        traits
    }

    /// The traits of both together.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut both = Self {
            marks: self.marks.iter().chain(&other.marks).copied().collect(),
            evidence: 0.0,
            length: self.length + other.length,
            strong: self.strong + other.strong,
            codes: self.codes + other.codes,
            images: self.images + other.images,
            links: self.links + other.links,
            notes: self.notes + other.notes,
            items: self.items + other.items,
            tables: self.tables + other.tables,
        };
        both.settle();
        both
    }

    /// How much there is to tell it by: the weights of all its marks.
    pub fn evidence(&self) -> f32 {
        self.evidence
    }

    /// How much of that both have.
    pub fn shared(&self, other: &Self) -> f32 {
        self.in_common(other).map(|(_, weight)| weight).sum()
    }

    fn in_common<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = (u64, f32)> + 't {
        let mut rest = &other.marks[..];
        self.marks.iter().filter_map(move |(mark, weight)| {
            let skip = rest.partition_point(|(other, _)| other < mark);
            rest = &rest[skip..];
            match rest.first() {
                Some((other, more)) if other == mark => Some((*mark, weight.min(*more))),
                _ => None,
            }
        })
    }

    // As deep as the tree is, which `read` bounds.
    fn add_blocks<'b>(
        &mut self,
        blocks: impl IntoIterator<Item = &'b Block>,
        page: &str,
        tongue: Tongue,
    ) {
        for block in blocks {
            match &block.content {
                Content::Code(code) => {
                    let lines = code.text.lines().filter(|line| !line.trim().is_empty());
                    self.codes += lines.count() as u32;
                    self.add_names(&code.text, Naming::Code);
                }
                Content::List(list) => self.items += list.items.len() as u32,
                Content::Quote(_) => self.notes += 1,
                Content::Table(_) => self.tables += 1,
                _ => {}
            }
            for text in block.texts() {
                self.add_text(&Flat::of(text, page), tongue);
            }
            for inner in block.inner() {
                self.add_blocks(inner, page, tongue);
            }
        }
    }

    fn add_text(&mut self, flat: &Flat, tongue: Tongue) {
        self.length += flat.text.chars().count() as u32;
        self.strong += flat.strong().count() as u32;
        for mark in &flat.marks {
            match &mark.kind {
                MarkKind::Link(target) => {
                    self.links += 1;
                    self.add(&("link", last_part(target).to_lowercase()), NAME);
                }
                MarkKind::Image(source) => {
                    self.images += 1;
                    self.add(&("image", last_part(source).to_lowercase()), NAME);
                }
                MarkKind::Strong | MarkKind::StrongHtml if tongue == Tongue::Same => {
                    let label = flat.text.get(mark.range.clone()).unwrap_or_default();
                    self.add(&("label", folded(label.trim(), usize::MAX)), CODE);
                }
                _ => {}
            }
        }
        self.add_names(&flat.text, Naming::Prose);
        for word in words(&flat.text) {
            match tongue {
                Tongue::Same if word.chars().count() > 2 => {
                    self.add(&("word", folded(word, usize::MAX)), WORD);
                }
                Tongue::Other if word.chars().count() > 4 => {
                    self.add(&("beginning", folded(word, 4)), BEGINNING);
                }
                _ => {}
            }
        }
    }

    /// Names and numbers; in code every word is one.
    fn add_names(&mut self, text: &str, naming: Naming) {
        let cut = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ';' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '„' | '«' | '»'
                )
        };
        for token in text.split(cut) {
            let token = token.trim_matches(|c: char| {
                matches!(
                    c,
                    '.' | ':' | '\'' | '!' | '?' | '’' | '‘' | '<' | '>' | '*' | '`'
                )
            });
            let is_word = naming == Naming::Code && token.len() > 2;
            let weight = match naming {
                Naming::Code => CODE,
                Naming::Prose => NAME,
            };
            if is_name(token) || is_word {
                self.add(&("name", token.to_lowercase()), weight);
            }
        }
    }

    fn add(&mut self, mark: &impl Hash, weight: f32) {
        let mut hasher = DefaultHasher::new();
        mark.hash(&mut hasher);
        self.marks.push((hasher.finish(), weight));
    }

    fn settle(&mut self) {
        self.marks.sort_unstable_by_key(|mark| mark.0);
        self.marks.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        self.evidence = self.marks.iter().map(|mark| mark.1).sum();
    }
}

impl Rarity {
    /// How rare marks are among some pieces.
    pub fn among<'t>(pieces: impl IntoIterator<Item = &'t Traits>) -> Self {
        let mut rarity = Self::default();
        for piece in pieces {
            rarity.pieces += 1;
            for (mark, _) in &piece.marks {
                *rarity.seen.entry(*mark).or_default() += 1;
            }
        }
        rarity
    }

    /// Traits in which every mark weighs as much as it is rare.
    #[must_use]
    pub fn weigh(&self, traits: &Traits) -> Traits {
        let mut weighed = traits.clone();
        for (mark, weight) in &mut weighed.marks {
            *weight *= self.of(*mark);
        }
        weighed.evidence = weighed.marks.iter().map(|mark| mark.1).sum();
        weighed
    }

    /// From near 0, for a mark that every piece has, to about 1 for one that few have.
    fn of(&self, mark: u64) -> f32 {
        let seen = self.seen.get(&mark).copied().unwrap_or(1).max(1) as f32;
        let pieces = self.pieces.max(2) as f32;
        ((1.0 + pieces / seen).ln() - std::f32::consts::LN_2).max(0.0)
            / ((1.0 + pieces / 2.0).ln() - std::f32::consts::LN_2).max(0.1)
    }
}

/// How like two pieces are: 0 for nothing in common, 1 for the same. Both are best
/// [weighed](Rarity::weigh) before.
pub fn likeness(one: &Traits, other: &Traits) -> f32 {
    let mut sum = 0.0;
    let mut weights = 0.0;
    let mut add = |part: f32, weight: f32| {
        sum += part * weight;
        weights += weight;
    };
    let evidence = one.evidence + other.evidence;
    if evidence > 0.0 {
        let shared = 2.0 * one.shared(other) / evidence;
        // The more there is to share, the more it counts.
        add(shared, 4.0 * (evidence / 4.0).min(1.0));
    }
    add(ratio(one.length, other.length), 1.0);
    if one.strong + other.strong > 0 {
        add(1.0 - apart(one.strong, other.strong), 1.0);
    }
    for (here, there) in [
        (one.codes, other.codes),
        (one.images, other.images),
        (one.notes, other.notes),
        (one.items, other.items),
        (one.tables, other.tables),
        (one.links, other.links),
    ] {
        if here + there > 0 {
            add(1.0 - apart(here, there), 0.7);
        }
    }
    sum / weights
}

/// How like two lengths are; a translation is rarely shorter than 2/3 or longer than 3/2.
fn ratio(one: u32, other: u32) -> f32 {
    let (one, other) = (one as f32 + 12.0, other as f32 + 12.0);
    let times = (one / other).max(other / one);
    (1.0 - times.ln()).max(0.0)
}

fn apart(one: u32, other: u32) -> f32 {
    one.abs_diff(other) as f32 / one.max(other).max(1) as f32
}

/// The last part of an address, without what follows `?` or `#`: languages differ before it.
fn last_part(address: &str) -> &str {
    let bare = address.split(['?', '#']).next().unwrap_or_default();
    match bare.trim_end_matches('/').rsplit('/').next() {
        Some(part) if !part.is_empty() => part,
        _ => address,
    }
}

/// Whether a token has a digit, an inner capital, or a sign that words do not have.
fn is_name(token: &str) -> bool {
    let mut has_letter_or_digit = false;
    let mut is_name = false;
    let mut before = None;
    for c in token.chars() {
        has_letter_or_digit |= c.is_alphanumeric();
        let is_inner = before.is_some_and(char::is_alphanumeric);
        is_name |= c.is_ascii_digit()
            || matches!(c, '\\' | '_' | '@' | '$' | '%')
            || (c.is_uppercase() && is_inner)
            || (c == '.' && is_inner)
            // Verb-Noun.
            || (c.is_ascii_uppercase() && before == Some('-'));
        before = Some(c);
    }
    has_letter_or_digit && is_name && token.len() < 200
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// A word in lower case and without accents, its first letters only.
fn folded(word: &str, first: usize) -> String {
    word.chars()
        .take(first)
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            // Konfiguration, configuration.
            'k' => 'c',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::page::Page;

    fn like(one: &str, other: &str, tongue: Tongue) -> f32 {
        let read = |text: &str| Page::read(&Source::new("page.md", text));
        let (one, other) = (read(one), read(other));
        let traits = |page: &Page| Traits::of(&page.blocks, page.source.text(), tongue);
        let (one, other) = (traits(&one), traits(&other));
        let rarity = Rarity::among([&one, &other, &Traits::default(), &Traits::default()]);
        likeness(&rarity.weigh(&one), &rarity.weigh(&other))
    }

    #[test]
    fn a_translation_is_more_like_its_source_than_another_sentence_is() {
        let source = "Click **Filters**, and set the limit to 25 in `lamp.conf`.";
        let translation =
            "Klicken Sie auf **Filter**, und setzen Sie den Grenzwert in `lamp.conf` auf 25.";
        let other = "Starten Sie den Dienst auf jedem Server des Verbunds neu.";
        assert!(like(source, translation, Tongue::Other) > 0.7);
        assert!(like(source, other, Tongue::Other) < 0.4);
    }

    #[test]
    fn the_same_is_wholly_like_itself_and_order_does_not_matter() {
        let one = "Run `Get-Lamp` on 3 servers.\n\n    Get-Lamp -All\n";
        let other = "Open **Lamps**.";
        assert!((like(one, one, Tongue::Same) - 1.0).abs() < 1e-5);
        let there = like(one, other, Tongue::Same);
        let back = like(other, one, Tongue::Same);
        assert!((there - back).abs() < 1e-5);
        assert!((0.0..0.5).contains(&there));
    }

    #[test]
    fn names_are_what_no_language_changes() {
        for name in [
            "LYNCBACKUP",
            "Get-CsPool",
            "10.0.0.1",
            "lamp.conf",
            "C:\\Lamps",
            "8443",
        ] {
            assert!(is_name(name), "{name}");
        }
        for word in ["Filter", "the", "L’option", "right-click", ""] {
            assert!(!is_name(word), "{word}");
        }
    }
}
