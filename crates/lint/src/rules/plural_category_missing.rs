//! A plural without a form that the language needs.

use fluent_syntax::ast::{InlineExpression, VariantKey};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesOptions};

use super::{Findings, plural_category_impossible};
use crate::reading::Filling;
use crate::sheet::Selector;
use crate::subject::Subject;
use runproof_core::diagnostic::codes;
use runproof_language::Locale;

codes! {
    /// A plural that lacks a category of its language.
    ///
    /// ## Why
    ///
    /// Unicode's plural rules say which forms a language tells apart: English one and other,
    /// French and Portuguese one, many and other, Polish one, few, many and other. Without an
    /// arm for a category its numbers take the default's text, which is wrong grammar.
    ///
    /// ## Example
    ///
    /// In French, `many` is what one million takes (*un million d’étapes*):
    ///
    /// ```ftl
    /// steps = { $count ->
    ///     [one] { $count } étape
    ///    *[other] { $count } étapes
    /// }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// steps = { $count ->
    ///     [one] { $count } étape
    ///     [many] { $count } d’étapes
    ///    *[other] { $count } étapes
    /// }
    /// ```
    ///
    /// Arms for exact numbers (`[0]`, `[1]`) are no categories and do not stand in for them.
    pub PLURAL_CATEGORY_MISSING = "plural-category-missing", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    let locale = &subject.book.folder.locale;
    for selector in &subject.unit.selectors {
        let missing = missing(subject, selector);
        // A wrong category in the place of a right one is one mistake, and reported there.
        if missing.is_empty() || !plural_category_impossible::wrong(subject, selector).is_empty() {
            continue;
        }
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let place = match selector.arms.first() {
            Some(arm) => own.locate(super::duplicate_variant::key(arm)),
            None => continue,
        };
        findings.push(
            runproof_core::diagnostic::Diagnostic::at(
                &PLURAL_CATEGORY_MISSING,
                place,
                format!("the plural has no arm for {}", names.join(" and ")),
            )
            .help(format!(
                "`{locale}` has {}",
                spelled(locale, selector.is_ordinal())
            )),
        );
    }
}

/// The categories that a selector lacks; none where it does not count.
pub(super) fn missing(subject: &Subject<'_, '_>, selector: &Selector<'_>) -> Vec<&'static str> {
    if !counts(subject, selector) {
        return Vec::new();
    }
    let has = |name: &&str| {
        let mut arms = selector.arms.iter();
        arms.any(|arm| matches!(&arm.key, VariantKey::Identifier { name: key } if key == name))
    };
    let mut all = categories(&subject.book.folder.locale, selector.is_ordinal());
    all.retain(|name| !has(name));
    all
}

/// Whether a selector chooses by plural categories, here or in the source language.
pub(super) fn counts(subject: &Subject<'_, '_>, selector: &Selector<'_>) -> bool {
    selector.is_plural()
        || match Filling::of(selector.on) {
            Filling::Variable(name) => subject.origin.is_some_and(|origin| origin.counts(name)),
            _ => false,
        }
}

/// The names of a language's plural categories, as Unicode has them.
pub(super) fn categories(locale: &Locale, is_ordinal: bool) -> Vec<&'static str> {
    let kind = if is_ordinal {
        PluralRuleType::Ordinal
    } else {
        PluralRuleType::Cardinal
    };
    let options = PluralRulesOptions::default().with_type(kind);
    let locale: Option<icu_locale_core::Locale> = locale.to_string().parse().ok();
    let rules = locale.and_then(|locale| PluralRules::try_new(locale.into(), options).ok());
    // A language that Unicode knows nothing about has nothing to be missing.
    rules.map_or_else(Vec::new, |rules| rules.categories().map(name).collect())
}

/// The categories of a language in words: `one`, `many` and `other`.
pub(super) fn spelled(locale: &Locale, is_ordinal: bool) -> String {
    let names: Vec<String> = categories(locale, is_ordinal)
        .iter()
        .map(|name| format!("`{name}`"))
        .collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [only] => format!("{only} alone"),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl Selector<'_> {
    /// Whether it orders (`NUMBER($n, type: "ordinal")`) in place of counting.
    pub(super) fn is_ordinal(&self) -> bool {
        let InlineExpression::FunctionReference { arguments, .. } = self.on else {
            return false;
        };
        arguments.named.iter().any(|argument| {
            argument.name.name == "type"
                && matches!(&argument.value, InlineExpression::StringLiteral { value } if *value == "ordinal")
        })
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
