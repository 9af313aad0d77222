//! What one page alone can know to be wrong with itself.
//!
//! The page is read into a `Sheet` once; every rule looks at that. A rule that is
//! not certain is silent.

pub(crate) mod function_words;
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

/// The codes of every rule, by file.
pub static CODES: &[&[&Code]] = &[
    blank_before_punctuation::CODES,
    bold_incomplete::CODES,
    bold_swallows::CODES,
    broken_bold::CODES,
    broken_front_matter::CODES,
    command_typography::CODES,
    label_varies::CODES,
    list_breaks::CODES,
    loose_blanks::CODES,
    nested_too_deeply::CODES,
    no_procedure::CODES,
    punctuation_space::CODES,
    raw_html::CODES,
    stated_count::CODES,
    stray_entity::CODES,
    term_varies::CODES,
    undescribed_image::CODES,
    unquoted_path::CODES,
    untranslated_paragraph::CODES,
    version_specific_path::CODES,
    wrong_folder::CODES,
];

type Findings = Vec<Diagnostic>;

/// The codes of every rule.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    CODES.iter().copied().flatten().copied()
}

/// Holds a page against itself. The findings are added in reading order.
pub fn check(subject: Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let sheet = Sheet::of(subject);
    let rules: &[fn(&Sheet<'_>, &mut Findings)] = &[
        blank_before_punctuation::check,
        bold_incomplete::check,
        bold_swallows::check,
        broken_bold::check,
        broken_front_matter::check,
        command_typography::check,
        label_varies::check,
        list_breaks::check,
        loose_blanks::check,
        nested_too_deeply::check,
        no_procedure::check,
        punctuation_space::check,
        raw_html::check,
        stated_count::check,
        stray_entity::check,
        term_varies::check,
        undescribed_image::check,
        unquoted_path::check,
        untranslated_paragraph::check,
        version_specific_path::check,
        wrong_folder::check,
    ];
    let from = findings.len();
    for rule in rules {
        rule(&sheet, findings);
    }
    findings[from..].sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
}
