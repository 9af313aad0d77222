//! Labels of the user interface: what is bold in the leading language, and what stands in its
//! place in the others.
//!
//! A label is put in only where the page's own letters are those of the glossary.

mod certain;
mod put;

use std::collections::BTreeMap;

use super::node::{Kind, Node};
use super::words::{flat, strong};
use super::{Pages, Remarks, names};
use crate::import::model::{Label, Piece, Words};
use put::{Put, Unlike};
use runproof_language::Locale;

/// What is known of one label while the pages are read.
#[derive(Debug, Default)]
struct Entry {
    /// How each language writes it, and how often; the order of first sight.
    written: BTreeMap<Locale, Vec<(String, u32)>>,
}

/// Finds the labels of the pages and puts them in. The nodes hold bold text before and places in
/// the glossary after.
pub(super) fn label(
    nodes: &mut [Node<'_>],
    pages: &Pages<'_, '_>,
    remarks: &mut Remarks,
) -> Vec<Label> {
    // Places with one label say for certain what translates what; they help where a sentence has
    // several, in another order.
    let certain = votes(nodes, pages, &BTreeMap::new(), |labels| labels == 1);
    let entries = votes(nodes, pages, &certain, |_| true);
    let backed = backing(nodes, pages, &entries);
    let sure: BTreeMap<(String, Locale), Sure> = backed
        .iter()
        .filter_map(|((key, locale), backing)| {
            let written = entries.get(key)?.written.get(locale)?;
            Some(((key.clone(), locale.clone()), backing.certain(written)?))
        })
        .collect();
    // Of each text the fewest doubts and the most votes that a label has for it.
    let mut shared: BTreeMap<(&Locale, &str), (u32, u32)> = BTreeMap::new();
    for ((_, locale), one) in &sure {
        let best = shared.entry((locale, &one.text)).or_insert((u32::MAX, 0));
        *best = (best.0.min(one.doubts), best.1.max(one.votes));
    }
    let order = in_reading_order(nodes, pages);
    let mut taken = names::Names::default();
    let mut glossary = Vec::new();
    let mut places = BTreeMap::new();
    for key in order {
        let Some(entry) = entries.get(&key) else {
            continue;
        };
        let texts: BTreeMap<Locale, String> = entry
            .written
            .iter()
            .filter_map(|(locale, written)| {
                if locale == pages.source {
                    return Some((locale.clone(), most(written)?));
                }
                let sure = sure.get(&(key.clone(), locale.clone()))?;
                // Of two labels with one text, that which is less certain has it by a slip.
                let best = shared.get(&(locale, sure.text.as_str()))?;
                let is_slip = sure.doubts > best.0 || (sure.votes == 1 && best.1 > 1);
                (!is_slip).then(|| (locale.clone(), sure.text.clone()))
            })
            .collect();
        let Some(source) = texts.get(pages.source) else {
            continue;
        };
        let name = names::kebab(source);
        let name = if name.is_empty() {
            "ui-label".to_owned()
        } else {
            format!("ui-{name}")
        };
        places.insert(key, glossary.len());
        glossary.push(Label {
            key: taken.numbered(&name),
            texts,
        });
    }
    let put = Put {
        glossary: &glossary,
        places: &places,
        pages,
    };
    let mut unlike = Unlike::new();
    for node in nodes {
        node.walk_mut(&mut |node| put.place(node, &mut unlike));
    }
    put.say(unlike, remarks);
    glossary
}

/// How often each language writes each label in which way, at places with a number of labels.
fn votes(
    nodes: &[Node<'_>],
    pages: &Pages<'_, '_>,
    known: &BTreeMap<String, Entry>,
    counts: impl Fn(usize) -> bool,
) -> BTreeMap<String, Entry> {
    let labels_known: std::collections::BTreeSet<String> =
        in_reading_order(nodes, pages).into_iter().collect();
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    each(nodes, &mut |node| {
        for (page, source) in sources(node, pages) {
            let labels = labels_of(node, source, pages);
            if !counts(labels.iter().flatten().count()) {
                continue;
            }
            let locale = &pages.inputs[page].locale;
            if page == source {
                for text in labels.iter().flatten() {
                    vote(&mut entries, text, locale, text);
                }
                continue;
            }
            let own = bold(node, page);
            if own.len() != labels.len() {
                continue;
            }
            for (text, other) in beside(&labels, &own, locale, known) {
                let own = certain::own_text(&text, &other, locale);
                // What is left of a label may be another.
                let is_other =
                    |own: &str| key(own) != key(&text) && labels_known.contains(&key(own));
                if let Some(own) = own.filter(|own| !is_other(own)) {
                    vote(&mut entries, &text, locale, own);
                }
            }
        }
    });
    entries
}

/// The text of a label in a language.
struct Sure {
    text: String,
    /// How many places of the label do not hold it.
    doubts: u32,
    /// How often it is bold there.
    votes: u32,
}

/// How many places of a label a language has, and how many of these hold each text that was written
/// for it, in bold or not.
#[derive(Debug, Default)]
struct Backing {
    places: u32,
    holds: Vec<u32>,
}

impl Backing {
    /// The text that most places hold, if that is more than half of them, or half where
    /// nothing else was written.
    fn certain(&self, written: &[(String, u32)]) -> Option<Sure> {
        let mut best: Option<(u32, u32, &String)> = None;
        for ((text, count), holds) in written.iter().zip(&self.holds) {
            if best.is_none_or(|known| (*holds, *count) > (known.0, known.1)) {
                best = Some((*holds, *count, text));
            }
        }
        let (holds, count, text) = best?;
        let is_alone = written.len() == 1;
        let is_most = holds * 2 > self.places || (is_alone && holds * 2 == self.places);
        is_most.then(|| Sure {
            text: text.clone(),
            doubts: self.places - holds,
            votes: count,
        })
    }
}

fn backing(
    nodes: &[Node<'_>],
    pages: &Pages<'_, '_>,
    entries: &BTreeMap<String, Entry>,
) -> BTreeMap<(String, Locale), Backing> {
    let mut all: BTreeMap<(String, Locale), Backing> = BTreeMap::new();
    each(nodes, &mut |node| {
        for (page, source) in sources(node, pages) {
            let Some(words) = node.words(page).filter(|_| page != source) else {
                continue;
            };
            let (text, locale) = (flat(words), &pages.inputs[page].locale);
            let labels = labels_of(node, source, pages);
            let keys: std::collections::BTreeSet<String> =
                labels.iter().flatten().map(|text| key(text)).collect();
            for key in keys {
                let written = entries
                    .get(&key)
                    .and_then(|entry| entry.written.get(locale));
                let Some(written) = written else { continue };
                let backing = all.entry((key, locale.clone())).or_default();
                backing.places += 1;
                backing.holds.resize(written.len(), 0);
                for (holds, (label, _)) in backing.holds.iter_mut().zip(written) {
                    *holds += u32::from(certain::stands(&text, label).is_some());
                }
            }
        }
    });
    all
}

/// The label that most places write; of equals the first.
fn most(written: &[(String, u32)]) -> Option<String> {
    let mut best: Option<&(String, u32)> = None;
    for one in written {
        if best.is_none_or(|known| one.1 > known.1) {
            best = Some(one);
        }
    }
    best.map(|(text, _)| text.clone())
}

fn each<'n, 'p>(nodes: &'n [Node<'p>], visit: &mut dyn FnMut(&'n Node<'p>)) {
    for node in nodes {
        node.walk(&mut |node| {
            if matches!(node.kind, Kind::Text | Kind::Cell) {
                visit(node);
            }
        });
    }
}

/// The pages of a place, each with the page of the leading language that it is held against: that
/// of its own product rather than another's.
fn sources(node: &Node<'_>, pages: &Pages<'_, '_>) -> Vec<(usize, usize)> {
    let leading: Vec<usize> = node
        .pages()
        .filter(|page| pages.inputs[*page].locale == *pages.source)
        .collect();
    let of = |page: usize| {
        let own = leading
            .iter()
            .find(|lead| pages.variant(**lead) == pages.variant(page));
        own.or(leading.first()).map(|lead| (page, *lead))
    };
    // Leading pages first, so that keys are theirs.
    let rest = node.pages().filter(|page| !leading.contains(page));
    leading.iter().copied().chain(rest).filter_map(of).collect()
}

/// What is bold in a page's text, trimmed by what stands around it; `None` where it is no plain
/// text.
fn bold(node: &Node<'_>, page: usize) -> Vec<Option<String>> {
    let mut found = Vec::new();
    if let Some(words) = node.words(page) {
        strong(words, &mut |inner| {
            found.push(match &inner[..] {
                [Piece::Text(text)] => Some(text.clone()),
                _ => None,
            });
        });
    }
    found
}

/// The same, but only what may be a label.
fn labels_of(node: &Node<'_>, page: usize, pages: &Pages<'_, '_>) -> Vec<Option<String>> {
    let lead_in = node.words(page).and_then(lead_in);
    // A paragraph of nothing but bold is a heading of a kind; a cell names what its row is of.
    let is_alone = node.kind == Kind::Text && node.words(page).is_some_and(super::raw::is_all_bold);
    let all = bold(node, page).into_iter().enumerate();
    let language = runproof_language::Language::of(&pages.inputs[page].locale);
    all.map(|(at, text)| {
        text.filter(|text| {
            let leads_in = at == 0 && lead_in.as_ref() == Some(text);
            !is_alone && !leads_in && is_label(text) && !certain::is_stress(text, language)
        })
    })
    .collect()
}

/// The bold text that a paragraph begins with, where a colon stands behind it: "**Note:** …".
fn lead_in(words: &Words) -> Option<String> {
    let [Piece::Strong(inner), rest @ ..] = &words[..] else {
        return None;
    };
    let text = flat(inner);
    let colon = text.trim_end().ends_with(':')
        || matches!(rest.first(), Some(Piece::Text(next)) if next.trim_start().starts_with([':', '–', '—']));
    colon.then_some(text)
}

/// Whether a bold text can be the label of something: no sentence, no command.
fn is_label(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_sentence = words > 4 && text.trim_end().ends_with(['.', '!', '?']);
    let says = text.chars().any(char::is_alphanumeric);
    (1..=10).contains(&words)
        && !is_sentence
        && says
        && !text.contains(['\n', '\\', '<', '>'])
        && !text.contains("://")
        && !text.starts_with('/')
        && !super::code::is_cmdlet(text.trim())
}

/// The same label in another case, or with a colon behind it, is the same label.
fn key(text: &str) -> String {
    let bare = text.trim().trim_end_matches([':', '.']).trim_end();
    super::similar::squeezed(bare).to_lowercase()
}

fn vote(entries: &mut BTreeMap<String, Entry>, source: &str, locale: &Locale, text: &str) {
    let entry = entries.entry(key(source)).or_default();
    let written = entry.written.entry(locale.clone()).or_default();
    match written.iter_mut().find(|(known, _)| known == text) {
        Some((_, count)) => *count += 1,
        None => written.push((text.to_owned(), 1)),
    }
}

/// Which bold text of a translation stands for which label: by their places, but for those that
/// are known from elsewhere to stand for another.
fn beside(
    labels: &[Option<String>],
    own: &[Option<String>],
    locale: &Locale,
    entries: &BTreeMap<String, Entry>,
) -> Vec<(String, String)> {
    let known = |label: &str, text: &str| -> u32 {
        let entry = entries.get(&key(label));
        let written = entry.and_then(|entry| entry.written.get(locale));
        let found = written.and_then(|all| all.iter().find(|(one, _)| key(one) == key(text)));
        found.map_or(0, |(_, count)| *count)
    };
    let mut partner: Vec<Option<usize>> = vec![None; labels.len()];
    let mut free: Vec<bool> = vec![true; own.len()];
    // At its own place first, then elsewhere.
    for is_moved in [false, true] {
        for (at, label) in labels.iter().enumerate() {
            let Some(label) = label else { continue };
            if partner[at].is_some() {
                continue;
            }
            let fits = |other: usize| {
                let text = own[other].as_deref().unwrap_or_default();
                free[other] && (known(label, text) > 0 || (is_moved && text == label))
            };
            let found = if is_moved {
                (0..own.len()).find(|other| fits(*other))
            } else {
                Some(at).filter(|other| fits(*other))
            };
            if let Some(found) = found {
                partner[at] = Some(found);
                free[found] = false;
            }
        }
    }
    // What is left stands in the order in which it is left.
    let mut rest: Vec<usize> = (0..own.len()).filter(|other| free[*other]).collect();
    let open: Vec<usize> = (0..labels.len())
        .filter(|at| partner[*at].is_none())
        .collect();
    if open.len() == rest.len() {
        for (at, other) in open.into_iter().zip(rest.drain(..)) {
            partner[at] = Some(other);
        }
    }
    let pairs = labels.iter().zip(partner);
    pairs
        .filter_map(|(label, other)| Some((label.clone()?, own[other?].clone()?)))
        .collect()
}

/// Keys in the order in which the pages have them.
fn in_reading_order(nodes: &[Node<'_>], pages: &Pages<'_, '_>) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    each(nodes, &mut |node| {
        for (page, source) in sources(node, pages) {
            if page == source {
                for text in labels_of(node, source, pages).iter().flatten() {
                    let key = key(text);
                    if seen.insert(key.clone()) {
                        order.push(key);
                    }
                }
            }
        }
    });
    order
}
