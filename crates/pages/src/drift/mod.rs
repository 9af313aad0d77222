//! What is wrong with published pages, held against a Plan, against each other, and alone.
//!
//! Every rule looks at a [`Subject`] and gives [`Diagnostic`](runproof_core::diagnostic::Diagnostic)s at
//! their places. A tool that cries wolf is switched off: a rule that is not certain is silent.

pub mod alone;
pub mod compare;
mod once;

use crate::Page;
use runproof_language::{Language, Locale};

pub use once::once;

/// A page and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'p> {
    /// The page.
    pub page: &'p Page,
    /// The language that it is written in.
    pub locale: &'p Locale,
    /// What is known of that language.
    pub language: &'static Language,
}

impl<'p> Subject<'p> {
    /// A page in a language that comes with the program, or in one of which little is known.
    pub fn new(page: &'p Page, locale: &'p Locale) -> Self {
        Self {
            page,
            locale,
            language: Language::of(locale),
        }
    }
}

/// How two pages that are the same page differ on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They are in two languages: the first leads.
    Language,
    /// They are for two products, in one language.
    Product,
}
