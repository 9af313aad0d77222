//! Published pages brought in: the same page in several languages and for several products becomes
//! one definition, a catalog for each language, and a glossary.

pub mod model;
mod proof;
mod report;
mod write;

use crate::locale::Locale;
use crate::page::Page;

pub use proof::{Difference, DifferenceKind, PageProof, Proof, prove};
pub use report::{Report, Said, Taken, TakenParameter};
pub use write::{File, write};

/// One page to bring in, and what it is a page of.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// The page.
    pub page: &'a Page,
    /// Its language.
    pub locale: Locale,
    /// The id of the product it is for: `lync-2013`.
    pub variant: String,
    /// What the product is called in that language: `Lync Server 2013`.
    pub product: String,
}

/// What the definition is to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// The id of the runbook.
    pub id: String,
    /// The language that leads: names are taken from its words.
    pub source: Locale,
}
