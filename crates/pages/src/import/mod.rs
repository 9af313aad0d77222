//! Published pages brought in: the same page in several languages and for several products becomes
//! one definition, a catalog for each language, and a glossary.

mod build;
pub mod model;
mod proof;
mod report;
mod write;

use crate::Page;
use runproof_core::diagnostic::Diagnostic;
use runproof_language::Locale;
use runproof_render::Templates;

pub use build::CODES;
pub use build::{NO_PROCEDURE, OTHER_PAGE, PAGE_TWICE, build};
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

/// Everything that an import gives.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The files. All of them or none are to be written.
    pub files: Vec<File>,
    /// What was taken, what is left to a person, and the proof.
    pub report: Report,
}

/// Brings pages in: takes from them what they say, writes it down, and proves that it says what
/// the pages say. `templates` are the embedded ones.
///
/// # Errors
///
/// Where the pages are not one page, or can not be one definition.
pub fn import(
    inputs: &[Input<'_>],
    options: &Options,
    templates: &Templates,
) -> Result<Bundle, Vec<Diagnostic>> {
    let imported = build(inputs, options)?;
    let files = write(&imported);
    let remarks = &imported.undecided;
    let proof = prove(&files, inputs, remarks, &imported.source, templates)?;
    let report = Report::new(&imported, &files, proof);
    Ok(Bundle { files, report })
}
