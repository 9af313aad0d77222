//! Two arms of one key in one selector.

use fluent_syntax::ast::{Variant, VariantKey};

use super::Findings;
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// Two arms of one selector with the same key.
    ///
    /// ## Why
    ///
    /// The first arm that fits is taken, so the second text appears in no document. Mostly one
    /// of the two was meant to have another key, and its case prints the default's text.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// steps = { $count ->
    ///     [one] One step follows.
    ///     [one] { $count } steps follow.
    ///    *[other] { $count } steps follow.
    /// }
    /// ```
    ///
    /// ## Instead
    ///
    /// Give each arm a key of its own, or delete the second.
    pub DUPLICATE_VARIANT = "duplicate-variant", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    for selector in &subject.unit.selectors {
        for (index, arm) in selector.arms.iter().enumerate() {
            let key = key(arm);
            let mut earlier = selector.arms[..index].iter().map(self::key);
            let Some(first) = earlier.find(|other| same(other, key)) else {
                continue;
            };
            findings.push(
                Diagnostic::at(
                    &DUPLICATE_VARIANT,
                    own.locate(key),
                    format!(
                        "two arms of the selector have the key `{key}`: this one is never taken"
                    ),
                )
                .related(own.locate(first), "the first one is taken")
                .help("give it a key of its own, or delete it"),
            );
        }
    }
}

/// The key of an arm, cut from the text.
pub(super) fn key<'a>(arm: &Variant<&'a str>) -> &'a str {
    match &arm.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

fn same(a: &str, b: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    a == b || matches!((number(a), number(b)), (Some(a), Some(b)) if a == b)
}
