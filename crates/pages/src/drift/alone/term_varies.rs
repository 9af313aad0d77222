//! One term, written more than one way.

use std::collections::{BTreeMap, HashSet};
use std::iter::zip;
use std::ops::Range;

use super::Findings;
use super::label_varies::usual;
use super::sheet::{Role, Sheet, Text, is_within};
use runproof_core::diagnostic::codes;
use runproof_language::{Borrowed, Capitals, Compounds, Language, LostLetter, QUOTATION_MARKS};

codes! {
    /// A term that is written more than one way on a page.
    ///
    /// ## Why
    ///
    /// A reader takes two names for two things, and a search for one does not find the other.
    /// Machine translation mixes them, and so do many hands over the years.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Start every Front End Server. When each Front end Server runs, open Front End Manager.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Start every Front End Server. When each Front End Server runs, open Front End Manager.
    /// ```
    ///
    /// Names of two words are held against each other by their letters: case, hyphen and blank
    /// may not vary; nor may, in French and Portuguese, the number of what follows *de*. What
    /// begins a sentence, labels, code and headings in title case are no evidence.
    pub TERM_VARIES = "term-varies", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let texts: Vec<Parts<'_>> = sheet
        .texts
        .iter()
        .enumerate()
        .map(|(at, text)| Parts::of(at, text, sheet.language))
        .collect();
    let mut found = Vec::new();
    spellings(sheet, &texts, &mut found);
    let language = sheet.language;
    if let Compounds::After(of) = language.compounds {
        complements(language, of, &texts, &mut found);
    }
    for term in language.slips.borrowed {
        borrowed(term, &texts, &mut found);
    }
    for ending in language.slips.endings {
        lost_letters(ending, &texts, &mut found);
    }
    // Of ways that overlap, the first says it.
    found.sort_by_key(|varied| (varied.text, varied.range.start, varied.range.end));
    let mut last: Option<(usize, usize)> = None;
    for varied in found {
        if last.is_some_and(|(text, end)| text == varied.text && varied.range.start < end) {
            continue;
        }
        last = Some((varied.text, varied.range.end));
        let Some(text) = sheet.texts.get(varied.text) else {
            continue;
        };
        let shown = text.flat.text.get(varied.range.clone()).unwrap_or_default();
        findings.push(
            sheet
                .finding(
                    &TERM_VARIES,
                    text.flat.place(varied.range),
                    format!(
                        "a term is written two ways on this page: `{shown}` here, `{}` elsewhere",
                        varied.usual
                    ),
                )
                .help("write it one way, the glossary's where it has one"),
        );
    }
}

/// A place where a term is not written the usual way.
struct Varied {
    text: usize,
    range: Range<usize>,
    usual: String,
}

/// A text as the parts of its words: `Front-End-Server` has three.
struct Parts<'t> {
    at: usize,
    text: &'t str,
    parts: Vec<Part<'t>>,
}

struct Part<'t> {
    text: &'t str,
    range: Range<usize>,
    /// What stands between it and the next.
    joint: Joint,
    /// Whether it says something about how a term is written.
    is_evidence: bool,
    /// Whether a sentence begins with it: its first letter is a capital anyway.
    is_first: bool,
    is_bold: bool,
    /// Its letters, where it may be a part of a name.
    letters: Option<Letters>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Blank,
    Hyphen,
    Apart,
}

impl<'t> Parts<'t> {
    fn of(at: usize, text: &'t Text<'_>, language: &Language) -> Self {
        let flat = text.flat.text.as_str();
        let is_title_case = language.capitals == Capitals::Titles
            && matches!(text.role, Role::Heading | Role::Front)
            && is_title_case(text);
        let quoted = quoted(flat);
        let mut parts: Vec<Part<'t>> = Vec::new();
        for word in &text.words {
            // What is quoted is a title or a label.
            let is_quoted = is_within(&quoted, word.range.start);
            let is_link = text.is_link(word.range.start);
            let own = &flat[word.range.clone()];
            let base = own.as_ptr() as usize;
            let pieces = own.split(['-', '\u{2010}', '\u{2011}', '\'', '\u{2019}']);
            for (index, piece) in pieces.enumerate() {
                let start = word.range.start + (piece.as_ptr() as usize - base);
                if let Some(last) = parts.last_mut() {
                    last.joint = joint(&flat[last.range.end..start]);
                }
                parts.push(Part {
                    text: piece,
                    range: start..start + piece.len(),
                    joint: Joint::Apart,
                    is_evidence: !(word.is_technical
                        || text.role == Role::Cell
                        || is_quoted
                        || is_title_case
                        || (is_link && language.capitals == Capitals::Titles)),
                    is_first: word.is_first && index == 0,
                    is_bold: word.is_bold,
                    letters: may_be_of_name(language, piece).then(|| Letters::of(piece)),
                });
            }
        }
        Self {
            at,
            text: flat,
            parts,
        }
    }
}

/// What stands between quotes.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (Some((from, close)), c) if c == close => {
                found.push(from..at);
                open = None;
            }
            (None, c) => {
                let marks = QUOTATION_MARKS.iter().find(|(opens, _)| *opens == c);
                open = marks.map(|(_, close)| (at, *close));
            }
            _ => {}
        }
    }
    found
}

fn joint(gap: &str) -> Joint {
    match gap {
        " " | "\u{a0}" => Joint::Blank,
        "-" | "\u{2010}" | "\u{2011}" => Joint::Hyphen,
        _ => Joint::Apart,
    }
}

/// Whether most words of a heading begin with a capital.
fn is_title_case(text: &Text<'_>) -> bool {
    let long = text
        .words
        .iter()
        .map(|word| &text.flat.text[word.range.clone()])
        .filter(|word| word.chars().count() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    all > 2 && capital * 10 > all * 7
}

/// Two parts in a row, as they stand.
struct Pair<'t> {
    text: usize,
    range: Range<usize>,
    shown: &'t str,
    is_first: bool,
    /// Whether no hyphen joins it to more.
    is_whole: bool,
    /// Whether it is the beginning of a longer name or compound: `Exchange Server 2019`.
    is_longer: bool,
    is_bold: bool,
    /// Whether it says something about how a term is written.
    is_evidence: bool,
}

/// The same letters in another case, or joined otherwise.
fn spellings(sheet: &Sheet<'_>, texts: &[Parts<'_>], found: &mut Vec<Varied>) {
    let twice = Twice::of(texts);
    let mut groups: BTreeMap<String, Vec<Pair<'_>>> = BTreeMap::new();
    for text in texts {
        for (index, pair) in text.parts.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let before = index.checked_sub(1).map(|index| text.parts[index].joint);
            let is_whole = before != Some(Joint::Hyphen) && b.joint != Joint::Hyphen;
            let (Some(first), Some(second)) = (a.letters, b.letters) else {
                continue;
            };
            if a.joint == Joint::Apart || !twice.contains(first.with(second)) {
                continue;
            }
            let after = text.parts.get(index + 2);
            let is_longer = match b.joint {
                Joint::Hyphen => a.joint == Joint::Hyphen,
                Joint::Blank => {
                    a.joint == Joint::Blank
                        && after.is_some_and(|part| !part.text.starts_with(char::is_lowercase))
                }
                Joint::Apart => false,
            };
            let mut key = a.text.to_lowercase();
            key.push_str(&b.text.to_lowercase());
            let range = a.range.start..b.range.end;
            groups.entry(key).or_default().push(Pair {
                text: text.at,
                shown: &text.text[range.clone()],
                range,
                is_first: a.is_first,
                is_whole,
                is_longer,
                is_bold: a.is_bold || b.is_bold,
                is_evidence: a.is_evidence && b.is_evidence && !a.is_bold && !b.is_bold,
            });
        }
    }
    for pairs in groups.values() {
        let evidence: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.is_evidence).collect();
        let is_one = |a: &Pair<'_>, b: &Pair<'_>| a.shown == b.shown;
        if evidence.len() < 2 || evidence.windows(2).all(|two| is_one(two[0], two[1])) {
            continue;
        }
        let ways: Vec<String> = evidence.iter().map(|pair| way(pair, &evidence)).collect();
        let Some(usual) = usual(ways.iter().map(String::as_str)) else {
            continue;
        };
        // A name has its capitals within a sentence too.
        let is_name = zip(&evidence, &ways).any(|(pair, way)| way == usual && !pair.is_first);
        let labels: Vec<&str> = pairs
            .iter()
            .filter(|p| p.is_bold)
            .map(|p| p.shown)
            .collect();
        for (pair, way) in zip(&evidence, &ways) {
            // In German a product (`Exchange Server 2019`) and what runs it (`Exchange-Server`) are
            // two things.
            let is_product = sheet.language.compounds == Compounds::Joined
                && (pairs.iter().any(|pair| pair.is_longer)
                    || (pair.is_whole && way.ends_with("Server")));
            let is_joint = way.contains('-') != usual.contains('-');
            if is_product && is_joint {
                continue;
            }
            let may_be_case = is_name && pair.is_whole && !pair.is_first;
            if way != usual && is_slip(sheet.language, way, usual, may_be_case, &labels) {
                found.push(Varied {
                    text: pair.text,
                    range: pair.range.clone(),
                    usual: usual.to_owned(),
                });
            }
        }
    }
}

/// Whether a part may be one of a name: of letters, of some length, and no small word.
fn may_be_of_name(language: &Language, part: &str) -> bool {
    if part.len() <= 2 || !part.chars().all(char::is_alphabetic) {
        return false;
    }
    // What is longer is no small word, in whatever case.
    if part.len() > 12 {
        return true;
    }
    let lower = part.to_lowercase();
    // German writes to its readers in capitals: *Sie*, *Ihre*.
    let is_address = language.words.capital_pronouns.contains(&lower.as_str());
    !is_address && !language.is_joint(&lower)
}

/// The letters of a part in lower case as a number, such that those of two parts in a row are known
/// from both: `Front End` and `Fronte nd` have the same.
#[derive(Clone, Copy)]
struct Letters {
    sum: u64,
    /// The base to the power of how many there are.
    shift: u64,
}

impl Letters {
    fn of(part: &str) -> Self {
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        let none = Self { sum: 0, shift: 1 };
        let letters = part.chars().flat_map(char::to_lowercase);
        // At the end of a word a sigma has another form.
        let letters = letters.map(|letter| if letter == 'ς' { 'σ' } else { letter });
        letters.fold(none, |all, letter| Self {
            sum: all
                .sum
                .wrapping_mul(BASE)
                .wrapping_add(u64::from(u32::from(letter)) + 1),
            shift: all.shift.wrapping_mul(BASE),
        })
    }

    fn with(self, next: Self) -> u64 {
        self.sum.wrapping_mul(next.shift).wrapping_add(next.sum)
    }
}

/// The letters that more than one pair has: only these can be written two ways.
struct Twice(Vec<u64>);

impl Twice {
    fn of(texts: &[Parts<'_>]) -> Self {
        let pairs = texts.iter().flat_map(|text| text.parts.windows(2));
        let mut all: Vec<u64> = pairs
            .filter_map(|pair| match pair {
                [a, b] if a.joint != Joint::Apart => Some(a.letters?.with(b.letters?)),
                _ => None,
            })
            .collect();
        all.sort_unstable();
        let again = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        Self(again.map(|same| same[0]).collect())
    }

    fn contains(&self, letters: u64) -> bool {
        self.0.binary_search(&letters).is_ok()
    }
}

/// How a pair is written. Where a sentence begins with it, its first letter tells nothing: it is
/// then the way of another pair that is the same otherwise.
fn way(pair: &Pair<'_>, all: &[&Pair<'_>]) -> String {
    let shown = pair.shown.replace('\u{a0}', " ");
    if !pair.is_first {
        return shown;
    }
    let mut chars = shown.chars();
    let Some(first) = chars.next() else {
        return shown;
    };
    let lower = first.to_lowercase().collect::<String>() + chars.as_str();
    let is_elsewhere = |wanted: &str| {
        all.iter()
            .any(|other| !other.is_first && other.shown == wanted)
    };
    match !is_elsewhere(&shown) && is_elsewhere(&lower) {
        true => lower,
        false => shown,
    }
}

/// Whether one way to write a term is a slip, where another is usual.
fn is_slip(
    language: &Language,
    way: &str,
    usual: &str,
    may_be_case: bool,
    labels: &[&str],
) -> bool {
    let (own, other) = (Shape::of(way), Shape::of(usual));
    let (Some(own), Some(other)) = (own, other) else {
        return false;
    };
    let is_capital = |shape: &Shape| shape.first && shape.second;
    if own.is_hyphen != other.is_hyphen {
        // In English `front end` is a noun and `front-end` its adjective; `Front End` is a name.
        return match language.compounds {
            Compounds::After(_) => is_capital(&own) || is_capital(&other),
            _ => is_capital(&own) && is_capital(&other),
        };
    }
    if own.is_hyphen {
        return is_capital(&own) || is_capital(&other);
    }
    // `New Pool` may be a label that nobody marked, and `new pool` what it makes; half a name in
    // capitals is a slip.
    let is_label = labels.iter().any(|label| *label == way || *label == usual);
    may_be_case && is_capital(&other) && own.first && !own.second && !is_label
}

/// What of a way to write a term may vary.
struct Shape {
    first: bool,
    second: bool,
    is_hyphen: bool,
}

impl Shape {
    fn of(way: &str) -> Option<Self> {
        let (at, c) = way.char_indices().find(|(_, c)| !c.is_alphabetic())?;
        let second = &way[at + c.len_utf8()..];
        Some(Self {
            first: way.starts_with(char::is_uppercase),
            second: second.starts_with(char::is_uppercase),
            is_hyphen: c != ' ',
        })
    }
}

/// *Générateur de topologie* beside *Générateur de topologies*.
fn complements(
    language: &Language,
    of_words: &[&str],
    texts: &[Parts<'_>],
    found: &mut Vec<Varied>,
) {
    let mut groups: BTreeMap<String, Vec<(Pair<'_>, &str)>> = BTreeMap::new();
    for text in texts {
        for three in text.parts.windows(3) {
            let [head, of, tail] = three else { continue };
            let is_of = of_words.contains(&of.text);
            let of_joint = if of.text.len() == 1 {
                Joint::Apart
            } else {
                Joint::Blank
            };
            if !is_of {
                continue;
            }
            let is_name = head.text.chars().count() > 4
                && !head.text.ends_with(['s', 'x'])
                && head.is_evidence
                && tail.is_evidence
                && tail.text.chars().count() > 4
                && tail.text.chars().all(char::is_alphabetic)
                && !language.is_joint(&tail.text.to_lowercase());
            if !is_name || head.joint != Joint::Blank || of.joint != of_joint {
                continue;
            }
            let range = head.range.start..tail.range.end;
            let shown = &text.text[range.clone()];
            let key = shown.strip_suffix('s').unwrap_or(shown).to_lowercase();
            let pair = Pair {
                text: text.at,
                range,
                shown,
                is_first: head.is_first,
                is_whole: true,
                is_longer: false,
                is_bold: head.is_bold,
                is_evidence: !head.is_bold,
            };
            groups.entry(key).or_default().push((pair, tail.text));
        }
    }
    for group in groups.values() {
        let shown = group.iter().filter(|(pair, _)| pair.is_evidence);
        let numbers = shown.clone().map(|(_, tail)| match tail.ends_with('s') {
            true => "many",
            false => "one",
        });
        let Some(most) = usual(numbers) else { continue };
        let is_usual = |tail: &str| tail.ends_with('s') == (most == "many");
        let Some((model, _)) = shown.clone().find(|(_, tail)| is_usual(tail)) else {
            continue;
        };
        // A capital within a sentence makes it a name; otherwise a page may speak of one and of
        // many, and a lone slip beside many is needed.
        let is_name = shown
            .clone()
            .any(|(pair, _)| !pair.is_first && pair.shown.starts_with(char::is_uppercase));
        let all = shown.clone().count();
        let slips = shown.clone().filter(|(_, tail)| !is_usual(tail)).count();
        if !is_name && (slips > 1 || all < 5) {
            continue;
        }
        for (pair, _) in shown.filter(|(_, tail)| !is_usual(tail)) {
            found.push(Varied {
                text: pair.text,
                range: pair.range.clone(),
                usual: model.shown.to_owned(),
            });
        }
    }
}

/// A borrowed word beside the language's own: French *cmdlet* and *applet de commande*.
fn borrowed(term: &Borrowed, texts: &[Parts<'_>], found: &mut Vec<Varied>) {
    let (mut borrowed, mut own) = (Vec::new(), Vec::new());
    for text in texts {
        for (at, part) in text.parts.iter().enumerate() {
            if !part.is_evidence || part.is_bold {
                continue;
            }
            let is_any = |words: &[&str]| words.iter().any(|w| part.text.eq_ignore_ascii_case(w));
            if is_any(term.words) {
                borrowed.push((text.at, part.range.clone()));
            } else if is_any(term.heads)
                && let Some(tail) = text.parts.get(at + 2)
                && text.parts[at + 1].text == term.of
                && tail.text.starts_with(term.tail)
            {
                own.push((text.at, part.range.start..tail.range.end));
            }
        }
    }
    if borrowed.is_empty() || own.is_empty() {
        return;
    }
    let name = |words: &[&str]| words.first().copied().unwrap_or_default().to_owned();
    let (fewer, usual) = match borrowed.len() <= own.len() {
        true => (
            borrowed,
            format!("{} {} {}", name(term.heads), term.of, term.tail),
        ),
        false => (own, name(term.words)),
    };
    found.extend(fewer.into_iter().map(|(text, range)| Varied {
        text,
        range,
        usual: usual.clone(),
    }));
}

/// French *frontux* beside *frontaux* or *frontal*: no French word ends like that.
fn lost_letters(lost: &LostLetter, texts: &[Parts<'_>], found: &mut Vec<Varied>) {
    let parts = || {
        texts
            .iter()
            .flat_map(|text| text.parts.iter().map(move |part| (text.at, part)))
    };
    let mut known = None;
    for (text, part) in parts() {
        let Some(stem) = part.text.strip_suffix(lost.ending) else {
            continue;
        };
        let is_impossible = stem.chars().count() > 3
            && stem.ends_with(|c: char| c.is_alphabetic() && !lost.after.contains(c));
        if !is_impossible || !part.is_evidence {
            continue;
        }
        let stem = stem.to_lowercase();
        let known = known.get_or_insert_with(|| -> HashSet<String> {
            parts()
                .map(|(_, other)| other.text.to_lowercase())
                .collect()
        });
        let mut whole = lost.whole.iter().map(|ending| format!("{stem}{ending}"));
        let Some(usual) = whole.next() else { continue };
        if known.contains(&usual) || whole.any(|word| known.contains(&word)) {
            found.push(Varied {
                text,
                range: part.range.clone(),
                usual,
            });
        }
    }
}
