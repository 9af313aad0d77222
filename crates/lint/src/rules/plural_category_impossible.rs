//! A plural with a form that the language does not know.

use fluent_syntax::ast::VariantKey;

use super::Findings;
use super::plural_category_missing::{categories, counts, missing, spelled};
use crate::reading::is_plural_key;
use crate::sheet::Selector;
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A plural category that the language does not have.
    ///
    /// ## Why
    ///
    /// No number of the language falls into it: its text appears in no document, and the number
    /// that its author thought of takes the default's.
    ///
    /// ## Example
    ///
    /// French has no `few`:
    ///
    /// ```ftl
    /// steps = { $count ->
    ///     [one] { $count } étape
    ///     [few] quelques étapes
    ///     [many] { $count } d’étapes
    ///    *[other] { $count } étapes
    /// }
    /// ```
    ///
    /// ## Instead
    ///
    /// Delete the arm, or give it a category that the language has. For one certain number write
    /// it as a number: `[2]`.
    pub PLURAL_CATEGORY_IMPOSSIBLE = "plural-category-impossible", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    let locale = &subject.book.folder.locale;
    for selector in &subject.unit.selectors {
        for key in wrong(subject, selector) {
            let has = spelled(locale, selector.is_ordinal());
            let help = match missing(subject, selector).first() {
                Some(missing) => format!("`{locale}` has {has}: write `[{missing}]`"),
                None => format!("`{locale}` has {has}: delete the arm"),
            };
            findings.push(
                Diagnostic::at(
                    &PLURAL_CATEGORY_IMPOSSIBLE,
                    own.locate(key),
                    format!("no number is `{key}` in `{locale}`"),
                )
                .help(help),
            );
        }
    }
}

/// The keys of a plural that no number of the language takes.
pub(super) fn wrong<'a>(subject: &Subject<'_, '_>, selector: &Selector<'a>) -> Vec<&'a str> {
    if !counts(subject, selector) {
        return Vec::new();
    }
    let known = categories(&subject.book.folder.locale, selector.is_ordinal());
    let keys = selector.arms.iter().filter_map(|arm| match &arm.key {
        VariantKey::Identifier { name } => Some(*name),
        VariantKey::NumberLiteral { .. } => None,
    });
    keys.filter(|key| is_plural_key(key) && !known.is_empty() && !known.contains(key))
        .collect()
}
