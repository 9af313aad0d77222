//! How like two pieces of pages are, whatever languages they are written in.
//!
//! A translation keeps what has no language: commands, paths, numbers, names, the targets of links,
//! pictures, how much is bold, and about how long it is. [`Traits`] are these; [`Rarity`] knows which
//! of them say little because they are everywhere on the page (a product's name) and weighs them;
//! [`likeness`] holds two pieces against each other. Words that are spelt alike begin alike in related languages
//! ("configuration", "Konfiguration", "configuração"), which helps where nothing else does.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::flat::{Flat, MarkKind};
use super::tree::{Block, Content};

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
    /// What each mark weighs.
    weights: HashMap<u64, f32, Hashed>,
    /// What one weighs that no piece has.
    unseen: f32,
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

/// Reads pieces of a page one after the other, each text once: what stands in an item in a step
/// belongs to both, and both are told by it.
#[derive(Debug)]
pub struct Reading<'p> {
    page: &'p str,
    tongue: Tongue,
    marks: Vec<(u64, f32)>,
    counts: Counts,
    /// A word in lower case; kept, so that there is one for all.
    word: String,
    hashers: Hashers,
}

/// How far a [`Reading`] was.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    marks: usize,
    counts: Counts,
}

/// What is counted while a page is read; of a piece it is what was added.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    length: u32,
    strong: u32,
    codes: u32,
    images: u32,
    links: u32,
    notes: u32,
    items: u32,
    tables: u32,
}

/// Hashers that know already what kind of mark follows.
#[derive(Debug)]
struct Hashers {
    link: DefaultHasher,
    image: DefaultHasher,
    name: DefaultHasher,
    word: DefaultHasher,
    beginning: DefaultHasher,
    label: DefaultHasher,
}

impl Hashers {
    fn new() -> Self {
        let of = |kind: &str| {
            let mut hasher = DefaultHasher::new();
            kind.hash(&mut hasher);
            hasher
        };
        Self {
            link: of("link"),
            image: of("image"),
            name: of("name"),
            word: of("word"),
            beginning: of("beginning"),
            label: of("label"),
        }
    }
}

impl<'p> Reading<'p> {
    /// Nothing was read yet. `page` is the text that the pieces were read from.
    pub fn new(page: &'p str, tongue: Tongue) -> Self {
        Self {
            page,
            tongue,
            marks: Vec::new(),
            counts: Counts::default(),
            word: String::new(),
            hashers: Hashers::new(),
        }
    }

    /// How far it is.
    pub fn place(&self) -> Place {
        Place {
            marks: self.marks.len(),
            counts: self.counts,
        }
    }

    /// The traits of what was read since then.
    pub fn since(&self, place: Place) -> Traits {
        let (now, then) = (self.counts, place.counts);
        let mut traits = Traits {
            marks: self.marks.get(place.marks..).unwrap_or_default().to_vec(),
            evidence: 0.0,
            length: now.length - then.length,
            strong: now.strong - then.strong,
            codes: now.codes - then.codes,
            images: now.images - then.images,
            links: now.links - then.links,
            notes: now.notes - then.notes,
            items: now.items - then.items,
            tables: now.tables - then.tables,
        };
        traits.settle();
        traits
    }

    /// Reads a block and all that is in it.
    // As deep as the tree is, which `read` bounds.
    pub fn whole(&mut self, block: &Block) {
        self.block(block);
        for text in block.texts() {
            self.flat(&Flat::of(text, self.page));
        }
        for inner in block.inner() {
            for block in inner {
                self.whole(block);
            }
        }
    }

    /// Reads what a block is, without its texts and the blocks in it.
    pub fn block(&mut self, block: &Block) {
        match &block.content {
            Content::Code(code) => {
                let lines = code.text.lines().filter(|line| !line.trim().is_empty());
                self.counts.codes += lines.count() as u32;
                self.names(&code.text, Naming::Code);
            }
            Content::List(list) => self.counts.items += list.items.len() as u32,
            Content::Quote(_) => self.counts.notes += 1,
            Content::Table(_) => self.counts.tables += 1,
            _ => {}
        }
    }

    /// Reads a running text.
    pub fn flat(&mut self, flat: &Flat) {
        self.counts.length += flat.text.chars().count() as u32;
        self.counts.strong += flat.strong().count() as u32;
        for mark in &flat.marks {
            match &mark.kind {
                MarkKind::Link(target) => {
                    self.counts.links += 1;
                    lower(&mut self.word, last_part(target));
                    self.add(|hashers| &hashers.link, NAME);
                }
                MarkKind::Image(source) => {
                    self.counts.images += 1;
                    lower(&mut self.word, last_part(source));
                    self.add(|hashers| &hashers.image, NAME);
                }
                MarkKind::Strong | MarkKind::StrongHtml if self.tongue == Tongue::Same => {
                    let label = flat.text.get(mark.range.clone()).unwrap_or_default();
                    fold(&mut self.word, label.trim(), usize::MAX);
                    self.add(|hashers| &hashers.label, CODE);
                }
                _ => {}
            }
        }
        self.names(&flat.text, Naming::Prose);
        for word in words(&flat.text) {
            match self.tongue {
                Tongue::Same if word.chars().nth(2).is_some() => {
                    fold(&mut self.word, word, usize::MAX);
                    self.add(|hashers| &hashers.word, WORD);
                }
                Tongue::Other if word.chars().nth(4).is_some() => {
                    fold(&mut self.word, word, 4);
                    self.add(|hashers| &hashers.beginning, BEGINNING);
                }
                _ => {}
            }
        }
    }

    /// Names and numbers; in code every word is one.
    fn names(&mut self, text: &str, naming: Naming) {
        let cut = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ';' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '„' | '«' | '»'
                )
        };
        let weight = match naming {
            Naming::Code => CODE,
            Naming::Prose => NAME,
        };
        for token in text.split(cut) {
            // Most words of prose are none.
            if naming == Naming::Prose && is_plain(token) {
                continue;
            }
            let token = token.trim_matches(|c: char| {
                matches!(
                    c,
                    '.' | ':' | '\'' | '!' | '?' | '’' | '‘' | '<' | '>' | '*' | '`'
                )
            });
            let is_word = naming == Naming::Code && token.len() > 2;
            if is_word || is_name(token) {
                lower(&mut self.word, token);
                self.add(|hashers| &hashers.name, weight);
            }
        }
    }

    /// Adds the word that was put in lower case.
    fn add(&mut self, hasher: impl Fn(&Hashers) -> &DefaultHasher, weight: f32) {
        let mut hasher = hasher(&self.hashers).clone();
        self.word.hash(&mut hasher);
        self.marks.push((hasher.finish(), weight));
    }
}

impl Traits {
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
        let (one, two) = (&self.marks[..], &other.marks[..]);
        let (mut i, mut j) = (0, 0);
        let mut sum = 0.0;
        while let (Some((a, weight)), Some((b, more))) = (one.get(i), two.get(j)) {
            if a == b {
                sum += weight.min(*more);
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        sum
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
        self.marks.shrink_to_fit();
        self.evidence = self.marks.iter().map(|mark| mark.1).sum();
    }
}

impl Rarity {
    /// How rare marks are among some pieces.
    pub fn among<'t>(pieces: impl IntoIterator<Item = &'t Traits>) -> Self {
        let mut seen: HashMap<u64, u32, Hashed> = HashMap::default();
        let mut number: u32 = 0;
        for piece in pieces {
            number += 1;
            for (mark, _) in &piece.marks {
                *seen.entry(*mark).or_default() += 1;
            }
        }
        let weights = seen.into_iter();
        Self {
            weights: weights
                .map(|(mark, seen)| (mark, weight(seen, number)))
                .collect(),
            unseen: weight(1, number),
        }
    }

    /// Traits in which every mark weighs as much as it is rare.
    #[must_use]
    pub fn weigh(&self, traits: &Traits) -> Traits {
        let mut weighed = traits.clone();
        for (mark, weight) in &mut weighed.marks {
            *weight *= self.weights.get(mark).unwrap_or(&self.unseen);
        }
        weighed.evidence = weighed.marks.iter().map(|mark| mark.1).sum();
        weighed
    }
}

/// What a mark weighs: from near 0, where every piece has it, to about 1, where few have.
fn weight(seen: u32, pieces: u32) -> f32 {
    let seen = seen.max(1) as f32;
    let pieces = pieces.max(2) as f32;
    ((1.0 + pieces / seen).ln() - std::f32::consts::LN_2).max(0.0)
        / ((1.0 + pieces / 2.0).ln() - std::f32::consts::LN_2).max(0.1)
}

/// Marks are hashes already.
type Hashed = BuildHasherDefault<AsItIs>;

/// A hasher for what is a hash.
#[derive(Debug, Clone, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, mark: u64) {
        self.0 = mark;
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
    // Above e the logarithm is above 1.
    if times > 3.0 {
        return 0.0;
    }
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

/// Whether a token is surely no name: small letters of ASCII, perhaps behind one capital, and signs
/// that make none.
fn is_plain(token: &str) -> bool {
    let mut bytes = token.bytes();
    let first = bytes.next().is_none_or(|b| b.is_ascii_alphabetic());
    first && bytes.all(|b| b.is_ascii_lowercase())
}

/// Puts a text in lower case into a buffer.
fn lower(buffer: &mut String, text: &str) {
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        buffer.push_str(&text.to_lowercase());
    }
}

/// Puts a word in lower case and without accents into a buffer, its first letters only.
fn fold(buffer: &mut String, word: &str, first: usize) {
    buffer.clear();
    for c in word.chars().take(first) {
        if c.is_ascii() {
            buffer.push(unaccented(c.to_ascii_lowercase()));
        } else {
            buffer.extend(c.to_lowercase().map(unaccented));
        }
    }
}

fn unaccented(c: char) -> char {
    match c {
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Page;
    use runproof_core::diagnostic::Source;

    fn like(one: &str, other: &str, tongue: Tongue) -> f32 {
        let read = |text: &str| Page::read(&Source::new("page.md", text));
        let (one, other) = (read(one), read(other));
        let traits = |page: &Page| {
            let mut reading = Reading::new(page.source.text(), tongue);
            let start = reading.place();
            page.blocks.iter().for_each(|block| reading.whole(block));
            reading.since(start)
        };
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
