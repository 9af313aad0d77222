//! Rules over catalogs: one file a rule in `rules`, its doc comment the manual that `explain`
//! prints.
//!
//! Pure: no file, clock or environment. Texts come in as a [`Library`], findings go out all at
//! once, in reading order. One wrong act gives one finding: where two rules would see the same
//! mistake, the one that can say what to write speaks, and the other keeps silent.

mod dictionary;
mod labels;
mod markup;
mod programs;
mod reading;
mod registry;
mod rules;
mod scope;
mod sheet;
mod subject;
mod technical;
mod wants;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use rayon::prelude::*;

pub use dictionary::{Dictionaries, Dictionary};
use labels::Labels;
pub use programs::CODES as PROGRAM_CODES;
pub use programs::undescribed_programs;
pub use registry::{find, registry, suggestion};
use rules::misspelt_word;
use runproof_core::diagnostic::Diagnostic;
use runproof_language::{Contract, Folder, Languages, Library, Locale};
use scope::{Scope, Shared, term_words};
use sheet::Sheet;
use subject::{Book, Subject};
use wants::Wants;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Every language's catalogs.
    pub library: &'a Library,
    /// The language that the others are compared with. Where the library does not have it,
    /// another region of it serves; where it has neither, nothing is compared.
    pub source: &'a Locale,
    /// What documents want. Empty for a folder that has catalogs alone: then nothing is called
    /// unused, and every entry of a language is visible to every other.
    pub contracts: &'a [Contract],
    /// Where what is known of a language is looked up.
    pub languages: Languages,
    /// The dictionaries that there are.
    pub dictionaries: &'a Dictionaries,
    /// What else can be chosen.
    pub options: &'a Options,
}

/// What can be chosen.
#[derive(Debug, Clone)]
pub struct Options {
    /// Functions beside `NUMBER` that messages may call.
    pub functions: Vec<String>,
    /// For how many misspelt words of a catalog a better spelling is looked for. It takes
    /// milliseconds a word, and a catalog without its dictionary's language has thousands.
    pub suggestions: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            functions: Vec::new(),
            suggestions: 25,
        }
    }
}

/// What the whole run is about.
struct Settings<'a> {
    inputs: Inputs<'a>,
    /// The source language's folder.
    source: Option<&'a Folder>,
    /// The functions that messages may call.
    functions: HashSet<String>,
}

/// The catalogs of one language, taken apart.
struct Language<'a> {
    folder: &'a Folder,
    sheets: Vec<Sheet<'a>>,
}

/// Everything wrong with the catalogs, in reading order.
pub fn catalogs(inputs: &Inputs<'_>) -> Vec<Diagnostic> {
    let languages: Vec<Language<'_>> = inputs.library.folders.par_iter().map(take_apart).collect();
    let source = source_folder(inputs);
    let settings = Settings {
        inputs: *inputs,
        source,
        functions: known_functions(inputs, &languages, source),
    };
    let shared: Vec<Shared<'_, '_>> = languages
        .par_iter()
        .map(|language| Shared::new(shared_sheets(inputs, language)))
        .collect();
    let origin = languages
        .iter()
        .zip(&shared)
        .find(|(language, _)| source.is_some_and(|source| std::ptr::eq(source, language.folder)));

    let all = languages.iter().zip(&shared);
    let pairs: Vec<_> = all
        .flat_map(|(language, shared)| language.sheets.iter().map(move |s| (language, shared, s)))
        .collect();
    let mut findings: Vec<Diagnostic> = pairs
        .into_par_iter()
        .flat_map_iter(|(language, shared, sheet)| {
            let book = open(&settings, language, shared, sheet, origin);
            read(&book)
        })
        .collect();
    for (language, shared) in languages.iter().zip(&shared) {
        let whole = rules::Whole {
            settings: &settings,
            language,
            shared,
            origin: origin.map(|(origin, _)| origin),
        };
        rules::check_language(&whole, &mut findings);
    }
    tidy(&mut findings);
    findings
}

fn take_apart(folder: &Folder) -> Language<'_> {
    Language {
        folder,
        sheets: folder.catalogs.par_iter().map(Sheet::of).collect(),
    }
}

fn source_folder<'a>(inputs: &Inputs<'a>) -> Option<&'a Folder> {
    let folders = &inputs.library.folders;
    let exact = folders.iter().find(|f| f.locale == *inputs.source);
    exact.or_else(|| {
        folders
            .iter()
            .find(|f| f.locale.same_language(inputs.source))
    })
}

/// In a project only glossaries are shared; a folder of catalogs alone is one whole.
fn shared_sheets<'s, 'a>(inputs: &Inputs<'_>, language: &'s Language<'a>) -> Vec<&'s Sheet<'a>> {
    let is_shared = |sheet: &&Sheet<'_>| inputs.contracts.is_empty() || sheet.named.is_glossary();
    language.sheets.iter().filter(is_shared).collect()
}

/// In a folder of catalogs alone the source language shows which functions its program provides.
fn known_functions(
    inputs: &Inputs<'_>,
    languages: &[Language<'_>],
    source: Option<&Folder>,
) -> HashSet<String> {
    let mut known: HashSet<String> = inputs.options.functions.iter().cloned().collect();
    known.insert("NUMBER".to_owned());
    if inputs.contracts.is_empty() {
        known.insert("DATETIME".to_owned());
        let source = languages
            .iter()
            .filter(|l| source.is_some_and(|s| std::ptr::eq(s, l.folder)));
        let units = source.flat_map(|l| &l.sheets).flat_map(|s| &s.units);
        let functions = units.flat_map(|u| &u.references);
        let functions = functions.filter(|r| r.target == sheet::Target::Function);
        known.extend(functions.map(|r| r.name.to_owned()));
    }
    known
}

fn open<'s, 'a>(
    settings: &'s Settings<'a>,
    language: &'s Language<'a>,
    shared: &'s Shared<'s, 'a>,
    own: &'s Sheet<'a>,
    origin: Option<(&'s Language<'a>, &'s Shared<'s, 'a>)>,
) -> Book<'s, 'a> {
    let inputs = &settings.inputs;
    let scope = Scope { own, shared };
    let is_shared = shared.sheets.iter().any(|s| std::ptr::eq(*s, own));
    let origin = origin.filter(|(origin, _)| !std::ptr::eq(origin.folder, language.folder));
    let origin = origin.and_then(|(origin, shared)| {
        let mut sheets = origin.sheets.iter();
        let own = sheets.find(|sheet| sheet.named.name == own.named.name)?;
        Some(Scope { own, shared })
    });
    Book {
        settings,
        folder: language.folder,
        language: inputs.languages.of(&language.folder.locale),
        scope,
        own_labels: (!is_shared).then(|| Labels::of(std::iter::once(own))),
        words: own_words(language.folder, (!is_shared).then_some(own)),
        origin,
        wants: Wants::of(inputs.contracts, &own.named.name),
        dictionary: inputs.dictionaries.find(&language.folder.locale),
        cyclic: rules::cyclic_reference::members(&scope),
    }
}

fn own_words(folder: &Folder, own: Option<&Sheet<'_>>) -> HashSet<String> {
    let mut words = term_words(own.into_iter());
    words.extend(folder.words.iter().cloned());
    words
}

/// All findings in one catalog.
fn read(book: &Book<'_, '_>) -> Vec<Diagnostic> {
    let mut findings = book.scope.own.named.catalog.faults();
    rules::check_catalog(book, &mut findings);
    // Large enough to be worth a thread, small enough that two threads end together.
    const PIECE: usize = 256;
    let units = book.scope.own.units.par_chunks(PIECE);
    let in_units: Vec<Diagnostic> = units
        .flat_map_iter(|units| {
            let mut findings = Vec::new();
            for unit in units {
                rules::check_unit(&Subject::new(book, unit), &mut findings);
            }
            findings
        })
        .collect();
    findings.extend(in_units);
    tidy(&mut findings);
    misspelt_word::suggest(book, &mut findings);
    findings
}

/// Reading order, and each finding once: two readings of a message share most of their text.
fn tidy(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        let order = a.reading_order().cmp(&b.reading_order());
        order.then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup_by(|a, b| a.reading_order() == b.reading_order() && a.message == b.message);
}
