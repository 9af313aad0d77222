//! The rules, one file each. To add one: write its file, and name it here.

pub(super) mod broken_markup;
pub(super) mod code_markup_lost;
pub(super) mod cyclic_reference;
pub(super) mod doubled_word;
pub(super) mod duplicate_attribute;
pub(super) mod duplicate_message;
pub(super) mod duplicate_variant;
pub(super) mod invisible_character;
pub(super) mod label_by_hand;
pub(super) mod markup_differs;
pub(super) mod missing_attribute;
pub(super) mod missing_catalog;
pub(super) mod missing_message;
pub(super) mod missing_term;
pub(super) mod missing_variable;
pub(super) mod misspelt_word;
pub(super) mod mojibake;
pub(super) mod plural_category_impossible;
pub(super) mod plural_category_missing;
pub(super) mod punctuation_spacing;
pub(super) mod stated_number;
pub(super) mod translated_command;
pub(super) mod unknown_function;
pub(super) mod unknown_message_reference;
pub(super) mod unknown_term;
pub(super) mod unknown_variable;
pub(super) mod unreadable_dictionary;
pub(super) mod untranslated_message;
pub(super) mod unused_attribute;
pub(super) mod unused_catalog;
pub(super) mod unused_message;
pub(super) mod variant_arm_missing;
pub(super) mod variant_arm_unknown;

use super::scope::Shared;
use super::subject::{Book, Subject};
use super::{Language, Settings};
use runproof_core::diagnostic::{Code, Diagnostic};

/// The codes of every rule, by file.
pub(super) static CODES: &[&[&Code]] = &[
    broken_markup::CODES,
    code_markup_lost::CODES,
    cyclic_reference::CODES,
    doubled_word::CODES,
    duplicate_attribute::CODES,
    duplicate_message::CODES,
    duplicate_variant::CODES,
    invisible_character::CODES,
    label_by_hand::CODES,
    markup_differs::CODES,
    missing_attribute::CODES,
    missing_catalog::CODES,
    missing_message::CODES,
    missing_term::CODES,
    missing_variable::CODES,
    misspelt_word::CODES,
    mojibake::CODES,
    plural_category_impossible::CODES,
    plural_category_missing::CODES,
    punctuation_spacing::CODES,
    stated_number::CODES,
    translated_command::CODES,
    unknown_function::CODES,
    unknown_message_reference::CODES,
    unknown_term::CODES,
    unknown_variable::CODES,
    unreadable_dictionary::CODES,
    untranslated_message::CODES,
    unused_attribute::CODES,
    unused_catalog::CODES,
    unused_message::CODES,
    variant_arm_missing::CODES,
    variant_arm_unknown::CODES,
];

type Findings = Vec<Diagnostic>;

/// Rules over a language as a whole.
pub(super) fn check_language(
    settings: &Settings<'_>,
    language: &Language<'_>,
    shared: &Shared<'_, '_>,
    origin: Option<&Language<'_>>,
    findings: &mut Findings,
) {
    missing_catalog::check(settings, language, origin, findings);
    unused_catalog::check(settings, language, origin, findings);
    unreadable_dictionary::check(settings, language, findings);
    duplicate_message::check_shared(settings, shared, findings);
}

/// Rules over a catalog as a whole.
pub(super) fn check_catalog(book: &Book<'_, '_>, findings: &mut Findings) {
    findings.extend(book.scope.own.named.catalog.faults());
    let rules: &[fn(&Book<'_, '_>, &mut Findings)] = &[
        duplicate_message::check,
        duplicate_attribute::check,
        missing_message::check,
        missing_attribute::check,
        unused_message::check,
        unused_attribute::check,
        unknown_term::check,
        missing_term::check_catalog,
        cyclic_reference::check,
    ];
    for rule in rules {
        rule(book, findings);
    }
}

/// Rules over one pattern. A rule that explains what a later one would see comes first.
pub(super) fn check_unit(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let rules: &[fn(&Subject<'_, '_>, &mut Findings)] = &[
        duplicate_variant::check,
        plural_category_impossible::check,
        plural_category_missing::check,
        variant_arm_unknown::check,
        variant_arm_missing::check,
        unknown_function::check,
        unknown_message_reference::check,
        unknown_variable::check,
        stated_number::check,
        missing_variable::check,
        label_by_hand::check,
        untranslated_message::check,
        missing_term::check,
        broken_markup::check,
        code_markup_lost::check,
        translated_command::check,
        markup_differs::check,
        mojibake::check,
        invisible_character::check,
        punctuation_spacing::check,
        doubled_word::check,
        misspelt_word::check,
    ];
    for rule in rules {
        rule(subject, findings);
    }
}
