//! The only room with prose: Fluent catalogs, the choice of a language, and formatting.
//!
//! Roles of the files in `locales/<tag>/`:
//! `runproof.ftl` holds the program's own words, `*.glossary.ftl` terms that every runbook may
//! refer to (product names, labels of user interfaces), `<runbook id>.ftl` the messages of one
//! runbook, `words.txt` words that a spelling dictionary does not know.

mod catalog;
mod language;
pub mod languages;
mod library;
mod number;
mod shield;
mod tag;
mod translator;
mod typography;
mod words;

pub use catalog::CODES as CATALOG_CODES;
pub use catalog::{Catalog, entry_span};
pub use language::{
    Borrowed, Capitals, Compounds, Counting, Instructions, LabelWords, Language, LostLetter,
    NameWords, Slips, SmallWords, Which,
};
pub use languages::Languages;
pub use library::{Contract, Folder, Library, NamedCatalog, Need, Wanted};
pub use shield::{is_shielded, shield, unshield, unshield_into};
pub use tag::{Locale, negotiate};
pub use translator::CODES as TRANSLATOR_CODES;
pub use translator::{Args, Flaw, Formatted, Translator, markup};
pub use translator::{BROKEN_MESSAGE, FALLBACK};
pub use typography::{QUOTATION_MARKS, Spacing, Typography};
pub use words::{Cut, runs, words};
