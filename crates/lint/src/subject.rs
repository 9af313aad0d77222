//! What a rule is given: one pattern of one language, and the one that it translates.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::Settings;
use super::dictionary::Dictionary;
use super::labels::Labels;
use super::reading::{Reading, with_sigil};
use super::scope::Scope;
use super::sheet::{Key, Kind, Unit};
use super::wants::Wants;
use super::words::{Token, Word, words};
use runproof_core::diagnostic::{Code, Diagnostic, Location};
use runproof_language::{Folder, Language};

/// A catalog of one language, and all that its rules may ask.
pub(super) struct Book<'s, 'a> {
    /// What the whole run is about.
    pub(super) settings: &'s Settings<'a>,
    /// The language's folder.
    pub(super) folder: &'a Folder,
    /// What is known of the language.
    pub(super) language: &'static Language,
    /// The catalog and what it can refer to.
    pub(super) scope: Scope<'s, 'a>,
    /// The texts of its own terms; those of shared ones are in the scope.
    pub(super) own_labels: Option<Labels<'a>>,
    /// Words that no dictionary need know: those of `words.txt`, and of its own terms. Those of
    /// shared terms are in the scope.
    pub(super) words: HashSet<String>,
    /// The same catalog in the source language; `None` in the source language itself.
    pub(super) origin: Option<Scope<'s, 'a>>,
    /// What documents want of it, where that is known.
    pub(super) wants: Option<Wants<'a>>,
    /// The spelling of the language.
    pub(super) dictionary: Option<&'s Dictionary>,
    /// The entries that refer to themselves, which are compared with nothing.
    pub(super) cyclic: BTreeSet<String>,
}

/// One pattern under the eyes of the rules.
pub(super) struct Subject<'s, 'a> {
    /// The catalog that it is in.
    pub(super) book: &'s Book<'s, 'a>,
    /// The pattern.
    pub(super) unit: &'s Unit<'a>,
    /// What it translates, if the source language has that.
    pub(super) origin: Option<&'s Unit<'a>>,
    /// Its readings.
    pub(super) texts: Vec<Text<'s, 'a>>,
    explained: RefCell<BTreeSet<Explained<'a>>>,
}

/// What a finding has explained already. One wrong act gives one finding: a label that was typed
/// by hand is not also a missing term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Explained<'a> {
    /// Why a term of the source is missing.
    Term(&'a str),
    /// Why a variable of the source is missing.
    Variable(&'a str),
    /// Why some variable of the source is missing.
    SomeVariable,
    /// Why markup differs.
    Markup,
}

/// A reading with its words.
pub(super) struct Text<'s, 'a> {
    /// The reading.
    pub(super) reading: &'s Reading<'a>,
    /// Its words.
    pub(super) words: Vec<Word<'s>>,
    /// The commands and the like that stand in its prose.
    pub(super) tokens: Vec<Token<'s>>,
    /// The readings of the source language that it may be the translation of.
    pub(super) twins: Vec<&'s Reading<'a>>,
}

impl<'s, 'a> Subject<'s, 'a> {
    /// Looks at a pattern.
    pub(super) fn new(book: &'s Book<'s, 'a>, unit: &'s Unit<'a>) -> Self {
        let comparable =
            unit.key.kind == Kind::Message && !book.cyclic.contains(&unit.key.to_string());
        let origin = book.origin.filter(|_| comparable);
        let origin = origin.and_then(|origin| origin.own.unit(&unit.key));
        let origin = origin.filter(|origin| is_message(unit) && is_message(origin));
        let texts = unit.readings.iter().map(|reading| {
            let (words, tokens) = words(reading);
            Text {
                reading,
                words,
                tokens,
                twins: twins(reading, origin),
            }
        });
        Self {
            book,
            unit,
            origin,
            texts: texts.collect(),
            explained: RefCell::default(),
        }
    }

    /// The name for messages: `` `id` `` or `` `id.attribute` ``.
    pub(super) fn name(&self) -> &Key<'a> {
        &self.unit.key
    }

    /// A finding about a part of a reading.
    pub(super) fn finding(
        &self,
        code: &'static Code,
        reading: &Reading<'_>,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::at(code, self.place(reading, range), message)
    }

    /// The place of a part of a reading.
    pub(super) fn place(&self, reading: &Reading<'_>, range: Range<usize>) -> Location {
        self.book.scope.own.at(reading.place(range))
    }

    /// A finding about the pattern as a whole, at its name.
    pub(super) fn finding_at_name(
        &self,
        code: &'static Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.book.scope.own.locate(self.unit.name_slice());
        Diagnostic::at(code, place, message)
    }

    /// The finding with the place of what the source language has instead: of a reference by
    /// that name if there is one, or else of the message.
    pub(super) fn with_origin(&self, finding: Diagnostic, name: &str) -> Diagnostic {
        let (Some(unit), Some(scope)) = (self.origin, self.book.origin) else {
            return finding;
        };
        let reference = unit.references.iter().find(|r| r.name == name);
        let slice = reference.map_or(unit.name_slice(), |r| r.name);
        let place = scope.own.at(with_sigil(
            scope.own.named.catalog.source().text(),
            scope.own.locate(slice).span,
        ));
        finding.related(place, "the source language has it here")
    }

    /// The place of a part of a twin, in the source language's catalog.
    pub(super) fn origin_place(&self, twin: &Reading<'_>, range: Range<usize>) -> Option<Location> {
        Some(self.book.origin?.own.at(twin.place(range)))
    }

    /// Records what a finding explains, so that later rules keep silent about it.
    pub(super) fn explain(&self, what: Explained<'a>) {
        self.explained.borrow_mut().insert(what);
    }

    /// Whether a finding has explained it.
    pub(super) fn is_explained(&self, what: Explained<'a>) -> bool {
        self.explained.borrow().contains(&what)
    }
}

/// Whether a pattern is of a length that somebody could translate. What is longer is an attack or
/// an accident, and comparing it part by part would take for ever.
fn is_message(unit: &Unit<'_>) -> bool {
    const LONGEST: usize = 64 * 1024;
    let mut readings = unit.readings.iter();
    readings.all(|reading| reading.text.len() <= LONGEST)
}

fn twins<'s, 'a>(reading: &Reading<'_>, origin: Option<&'s Unit<'a>>) -> Vec<&'s Reading<'a>> {
    let Some(origin) = origin else {
        return Vec::new();
    };
    let agreeing = origin
        .readings
        .iter()
        .filter(|twin| reading.agrees_with(twin));
    let twins: Vec<_> = agreeing.collect();
    if twins.is_empty() {
        origin.readings.iter().collect()
    } else {
        twins
    }
}
