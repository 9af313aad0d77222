//! Versions of products that were lost or changed on the way.

use std::borrow::Cow;

use super::matched::Fate;
use super::side::{Kind, Side};
use super::{Against, Held};
use crate::flat::{Flat, Mark, MarkKind};
use runproof_core::diagnostic::{Diagnostic, Location, codes};

codes! {
    /// A product version that the source names and this page does not, or another one.
    ///
    /// ## Why
    ///
    /// "Features that were introduced in Beacon" says nothing; "in Beacon 2010" does. Only what is
    /// the same sentence is compared, and only years that stand behind the name of a product.
    ///
    /// ## Instead
    ///
    /// Name the version that the source names.
    pub PRODUCT_VERSION = "product-version", Warning;
}

/// A year behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Version {
    /// The word before the year.
    word: String,
    /// As written: "Lync Server 2010".
    name: String,
    year: String,
}

pub(super) fn check(held: &Held<'_>, product: Option<&str>, findings: &mut Vec<Diagnostic>) {
    for (left, right) in held.matched.pairs() {
        let (one, two) = (held.leading.units[left].kind, held.other.units[right].kind);
        let is_leaf = |kind| matches!(kind, Kind::Text | Kind::Heading(_) | Kind::Lead);
        let is_held = match held.against {
            Against::Language => is_leaf(one) && is_leaf(two),
            Against::Product => false,
            // A plan's paragraphs are not those of a page; its steps and notes are.
            Against::Plan => {
                held.leading.units[left].parent.is_none()
                    && matches!(held.matched.left[left], Fate::Paired(_))
            }
        };
        if !is_held {
            continue;
        }
        let theirs = text_of(held.leading, left);
        let named = versions(&theirs.text);
        if named.is_empty() {
            continue;
        }
        let ours = text_of(held.other, right);
        let here = versions(&ours.text);
        // What the page is about need not be said with its version every time.
        let own = &held.other.title;
        for version in named {
            let is_product = product.is_some_and(|product| product.contains(&version.name));
            let is_own = held.against == Against::Language && own.contains(&version.year);
            if ours.text.contains(&version.year) || is_product || is_own {
                continue;
            }
            let said = match held.against {
                Against::Plan => bare(&version.name, &version.year),
                _ => version.word.clone(),
            };
            // Another year behind the same name, or the name without one.
            let other = here
                .iter()
                .find(|own| own.word == version.word && !theirs.text.contains(&own.year));
            let finding = match (other, find_word(&ours.text, &said)) {
                (Some(other), _) => {
                    let at = ours.text.find(&other.name).unwrap_or_default();
                    let span = ours.place(at..at + other.name.len());
                    Diagnostic::at(
                        &PRODUCT_VERSION,
                        Location::new(held.other.source(), span),
                        format!(
                            "`{}` is `{}` in the {}",
                            other.name,
                            version.name,
                            held.name()
                        ),
                    )
                }
                (None, Some(at)) => {
                    let span = ours.place(at..at + said.len());
                    Diagnostic::at(
                        &PRODUCT_VERSION,
                        Location::new(held.other.source(), span),
                        format!(
                            "the version of `{}` in the {} is lost",
                            version.name,
                            held.name()
                        ),
                    )
                }
                (None, None) => continue,
            };
            findings.push(held.beside(finding, held.leading.line_of(left), "the sentence"));
            break;
        }
    }
}

/// "Lync Server 2010": words that begin with a capital, and a year.
fn versions(text: &str) -> Vec<Version> {
    let mut found: Vec<Version> = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for token in text.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = bare.len() == 4
            && (bare.starts_with("19") || bare.starts_with("20"))
            && bare.bytes().all(|b| b.is_ascii_digit());
        if is_year && token.starts_with(|c: char| c.is_ascii_digit()) {
            if let Some(word) = name.last().filter(|word| !is_month(word)) {
                let version = Version {
                    word: (*word).to_owned(),
                    name: format!("{} {bare}", name.join(" ")),
                    year: bare.to_owned(),
                };
                if !found.contains(&version) {
                    found.push(version);
                }
            }
            name.clear();
        } else if bare == token && bare.starts_with(|c: char| c.is_ascii_uppercase()) {
            name.push(bare);
        } else {
            name.clear();
        }
    }
    found
}

/// Months that languages write with a capital.
fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_lowercase();
    MONTHS.iter().any(|month| word.starts_with(month))
        || word == "mai"
        || word == "dezember"
        || word == "oktober"
}

fn bare(name: &str, year: &str) -> String {
    name.trim_end_matches(year).trim_end().to_owned()
}

fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .find(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
        .map(|(at, _)| at)
}

/// A text without what is clicked, at its places: titles of other pages are renamed on their own.
fn without_links(flat: &Flat) -> String {
    let is_link = |mark: &Mark| matches!(mark.kind, MarkKind::Link(_));
    if !flat.marks.iter().any(is_link) {
        return flat.text.clone();
    }
    let mut bytes = flat.text.clone().into_bytes();
    for mark in &flat.marks {
        if is_link(mark) {
            bytes[mark.range.clone()].fill(b' ');
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// What a unit says: of a paragraph itself, of a step its paragraphs that name a year or could.
struct Said<'s> {
    text: String,
    parts: Vec<(usize, Cow<'s, Flat>)>,
}

impl Said<'_> {
    fn place(&self, range: std::ops::Range<usize>) -> runproof_core::diagnostic::Span {
        let at = self
            .parts
            .partition_point(|(start, _)| *start <= range.start);
        match at.checked_sub(1).and_then(|at| self.parts.get(at)) {
            Some((start, flat)) => flat.place(range.start - start..range.end - start),
            None => Default::default(),
        }
    }
}

fn text_of<'s>(side: &'s Side<'_>, unit: usize) -> Said<'s> {
    let mut said = Said {
        text: String::new(),
        parts: Vec::new(),
    };
    let is_leaf = |at: &usize| side.units[*at].children.is_empty();
    for at in side.down(unit).into_iter().filter(is_leaf) {
        for flat in &side.units[at].flats {
            said.parts.push((said.text.len(), Cow::Borrowed(flat)));
            said.text.push_str(&without_links(flat));
            said.text.push('\n');
        }
    }
    if let (Kind::Heading(_), true) = (side.units[unit].kind, said.parts.is_empty())
        && let Some(text) = side.heading(unit)
    {
        let flat = Flat::of(text, side.text());
        said.text.push_str(&flat.text);
        said.parts.push((0, Cow::Owned(flat)));
    }
    said
}
