//! What an entry can refer to: the entries of its own catalog, then those that all share.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::labels::Labels;
use super::sheet::{Key, Kind, Sheet, Target, Unit};

/// The entries that every catalog of a language can refer to.
pub(super) struct Shared<'s, 'a> {
    /// The catalogs that they are in.
    pub(super) sheets: Vec<&'s Sheet<'a>>,
    /// What their terms read, to find it typed by hand.
    pub(super) labels: Labels<'a>,
    /// The words of their terms: names and labels, which no dictionary need know.
    pub(super) words: HashSet<String>,
    units: HashMap<Key<'a>, &'s Unit<'a>>,
}

impl<'s, 'a> Shared<'s, 'a> {
    /// Shares these catalogs.
    pub(super) fn new(sheets: Vec<&'s Sheet<'a>>) -> Self {
        let mut units = HashMap::new();
        for sheet in &sheets {
            for unit in &sheet.units {
                units.entry(unit.key).or_insert(unit);
            }
        }
        Self {
            labels: Labels::of(sheets.iter().copied()),
            words: term_words(sheets.iter().copied()),
            sheets,
            units,
        }
    }
}

/// The words that the terms of some catalogs are made of.
pub(super) fn term_words<'s, 'a: 's>(
    sheets: impl Iterator<Item = &'s Sheet<'a>>,
) -> HashSet<String> {
    let terms = sheets.flat_map(|sheet| &sheet.units);
    let terms = terms.filter(|unit| unit.key.kind == Kind::Term);
    terms
        .flat_map(|unit| &unit.readings)
        .flat_map(|reading| super::words::words(reading).0)
        .map(|word| word.text.to_owned())
        .collect()
}

/// What the entries of one catalog can refer to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s, 'a> {
    /// The catalog itself.
    pub(super) own: &'s Sheet<'a>,
    /// What it shares with others.
    pub(super) shared: &'s Shared<'s, 'a>,
}

impl<'s, 'a> Scope<'s, 'a> {
    /// The pattern of that name.
    pub(super) fn unit(&self, key: &Key<'_>) -> Option<&'s Unit<'a>> {
        let own: &'s Sheet<'a> = self.own;
        own.unit(key)
            .or_else(|| self.shared.units.get(key).copied())
    }

    /// Whether an entry of that name is there but could not be read.
    pub(super) fn is_unread(&self, kind: Kind, id: &str) -> bool {
        self.own.is_unread(kind, id) || self.shared.sheets.iter().any(|s| s.is_unread(kind, id))
    }

    /// The ids of all entries of a kind, sorted, for "did you mean".
    pub(super) fn ids(&self, kind: Kind) -> BTreeSet<&'a str> {
        let sheets = std::iter::once(self.own).chain(self.shared.sheets.iter().copied());
        sheets
            .flat_map(|sheet| &sheet.heads)
            .filter(|head| head.kind == kind)
            .map(|head| head.id)
            .collect()
    }

    /// The variables and terms of a pattern, its own and those of the messages that it refers
    /// to, since their text becomes part of its text.
    pub(super) fn reach(&self, unit: &'s Unit<'a>) -> Reach<'a> {
        let mut reach = Reach::default();
        let mut seen: Vec<Key<'_>> = vec![unit.key];
        let mut open = vec![unit];
        while let Some(unit) = open.pop() {
            reach.variables.extend(unit.variables());
            reach.terms.extend(unit.terms());
            for reference in &unit.references {
                let Target::Message(attribute) = reference.target else {
                    continue;
                };
                let key = Key {
                    kind: Kind::Message,
                    id: reference.name,
                    attribute,
                };
                if let Some(next) = self.unit(&key)
                    && !seen.contains(&key)
                {
                    seen.push(key);
                    open.push(next);
                }
            }
        }
        reach
    }
}

/// The variables and terms that a text is made of.
#[derive(Debug, Default)]
pub(super) struct Reach<'a> {
    /// Their names without `$`.
    pub(super) variables: BTreeSet<&'a str>,
    /// Their names without `-`.
    pub(super) terms: BTreeSet<&'a str>,
}
