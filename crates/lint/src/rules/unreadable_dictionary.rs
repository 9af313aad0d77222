//! A spelling dictionary that cannot be used.

use super::{Findings, Whole};
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A spelling dictionary that cannot be read.
    ///
    /// ## Why
    ///
    /// The spelling of its language is not checked, and nobody would know.
    ///
    /// ## Example
    ///
    /// A `fr.dic` that does not begin with the number of its words, or an `fr.aff` with
    /// `SET KOI8-R`: UTF-8, ISO 8859-1 and ISO 8859-15 are read.
    ///
    /// ## Instead
    ///
    /// Name another dictionary, or install the one of your system again.
    pub UNREADABLE_DICTIONARY = "unreadable-dictionary", Warning;
}

pub(super) fn check(whole: &Whole<'_, '_>, findings: &mut Findings) {
    let Whole {
        settings, language, ..
    } = whole;
    let Some(dictionary) = settings.inputs.dictionaries.find(&language.folder.locale) else {
        return;
    };
    if let Err(reason) = dictionary.load() {
        findings.push(
            Diagnostic::nowhere(
                &UNREADABLE_DICTIONARY,
                format!(
                    "the dictionary `{}` cannot be used: {reason}",
                    dictionary.name()
                ),
            )
            .help(format!(
                "the spelling of `{}` is not checked",
                language.folder.locale
            )),
        );
    }
}
