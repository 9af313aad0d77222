//! The rules, one file each. To add one: write its file, and name it twice here: among the modules, which
//! stand outside of the macro so that rustfmt finds their files, and in the row of its kind.

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

pub(super) type Findings = Vec<Diagnostic>;

/// A language as a whole.
pub(super) struct Whole<'w, 'a> {
    pub(super) settings: &'w Settings<'a>,
    pub(super) language: &'w Language<'a>,
    /// The entries that its catalogs share.
    pub(super) shared: &'w Shared<'w, 'a>,
    /// The source language.
    pub(super) origin: Option<&'w Language<'a>>,
}

/// Makes of the rows [`CODES`] and, for each kind of rule, the function that calls its rules in order.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $all:ident($subject:ty) { $($rule:ident :: $check:ident,)+ }
    )+) => {
        /// The codes of every rule, by row: a file with two rows is there twice.
        pub(super) static CODES: &[&[&Code]] = &[$($($rule::CODES),+),+];

        $(
            $(#[doc = $doc])+
            pub(super) fn $all(subject: $subject, findings: &mut Findings) {
                let rules: &[fn($subject, &mut Findings)] = &[$($rule::$check),+];
                for rule in rules {
                    rule(subject, findings);
                }
            }
        )+
    };
}

#[cfg(test)]
pub(super) use rules;

rules! {
    /// Rules over a language as a whole.
    check_language(&Whole<'_, '_>) {
        missing_catalog::check,
        unused_catalog::check,
        unreadable_dictionary::check,
        duplicate_message::check_shared,
    }

    /// Rules over a catalog as a whole.
    check_catalog(&Book<'_, '_>) {
        duplicate_message::check,
        duplicate_attribute::check,
        missing_message::check,
        missing_attribute::check,
        unused_message::check,
        unused_attribute::check,
        unknown_term::check,
        missing_term::check_catalog,
        cyclic_reference::check,
    }

    /// Rules over one pattern. A rule that explains what a later one would see comes first.
    check_unit(&Subject<'_, '_>) {
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
    }
}
