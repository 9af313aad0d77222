//! What one page alone can know to be wrong with itself.
//!
//! The page is read into a `Sheet` once; every rule looks at that. A rule that is
//! not certain is silent.

mod sheet;
mod shell;

mod blank_before_punctuation;
mod bold_incomplete;
mod bold_swallows;
mod broken_bold;
mod broken_front_matter;
mod command_typography;
mod label_varies;
mod list_breaks;
mod loose_blanks;
mod nested_too_deeply;
mod no_procedure;
mod punctuation_space;
mod raw_html;
mod stated_count;
mod stray_entity;
mod term_varies;
mod undescribed_image;
mod unquoted_path;
mod untranslated_paragraph;
mod version_specific_path;
mod wrong_folder;

#[cfg(test)]
mod tests;

use self::sheet::Sheet;
use super::Subject;
pub use no_procedure::NO_PROCEDURE;
use runproof_core::diagnostic::{Code, Diagnostic};

type Findings = Vec<Diagnostic>;

/// Makes of the list of rules [`CODES`], and `RULES` that calls them in order.
macro_rules! rules {
    ($($rule:ident,)+) => {
        /// The codes of every rule, by file.
        pub static CODES: &[&[&Code]] = &[$($rule::CODES),+];

        static RULES: &[fn(&Sheet<'_>, &mut Findings)] = &[$($rule::check),+];
    };
}

// The modules stand outside of this so that rustfmt finds their files.
rules! {
    blank_before_punctuation,
    bold_incomplete,
    bold_swallows,
    broken_bold,
    broken_front_matter,
    command_typography,
    label_varies,
    list_breaks,
    loose_blanks,
    nested_too_deeply,
    no_procedure,
    punctuation_space,
    raw_html,
    stated_count,
    stray_entity,
    term_varies,
    undescribed_image,
    unquoted_path,
    untranslated_paragraph,
    version_specific_path,
    wrong_folder,
}

/// The codes of every rule.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    CODES.iter().copied().flatten().copied()
}

/// Holds a page against itself. The findings are added in reading order.
pub fn check(subject: Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let sheet = Sheet::of(subject);
    let from = findings.len();
    for rule in RULES {
        rule(&sheet, findings);
    }
    findings[from..].sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
}
