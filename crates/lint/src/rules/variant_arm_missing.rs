//! A selector on the product variant that forgets a variant.

use fluent_syntax::ast::VariantKey;

use super::Findings;
use super::duplicate_variant::key;
use super::variant_arm_unknown::{self, is_on_variant, known};
use crate::reading::Filling;
use crate::sheet::{Kind, Selector};
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A selector without an arm for a product variant, or for a case that the source language
    /// tells apart.
    ///
    /// ## Why
    ///
    /// The default is taken in silence: the procedure of one product prints the path or the
    /// name of another.
    ///
    /// ## Example
    ///
    /// A runbook has the variants `lync-2013`, `sfb-2015` and `sfb-2019`:
    ///
    /// ```ftl
    /// folder = { $variant ->
    ///     [lync-2013] Lync Server 2013
    ///    *[sfb-2019] Skype for Business Server 2019
    /// }
    /// ```
    ///
    /// ## Instead
    ///
    /// Write an arm for each variant. A default that is named for no variant, `*[other]`, says
    /// that all the others share its text, and is taken at its word.
    pub VARIANT_ARM_MISSING = "variant-arm-missing", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    for selector in &subject.unit.selectors {
        let mut missing = of_contract(subject, selector);
        missing.extend(of_origin(subject, selector));
        missing.sort_unstable();
        missing.dedup();
        // A misspelt key is one mistake, and reported there.
        missing.retain(|key| !variant_arm_unknown::explains(subject, selector, key));
        if missing.is_empty() {
            continue;
        }
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let default = selector.arms.iter().find(|arm| arm.default).map(key);
        let default = default.unwrap_or("the default");
        findings.push(
            Diagnostic::at(
                &VARIANT_ARM_MISSING,
                own.locate(default),
                format!(
                    "{} would print the text of `{default}`",
                    names.join(" and ")
                ),
            )
            .help(format!("write an arm `[{}]`", missing.join("]` and `["))),
        );
    }
}

/// The variants that would take the text of another one.
fn of_contract<'s>(subject: &Subject<'s, '_>, selector: &Selector<'_>) -> Vec<&'s str> {
    // A glossary is there for every runbook, and need not know the variants of all.
    if !is_on_variant(selector) || subject.book.scope.own.named.is_glossary() {
        return Vec::new();
    }
    let known = known(subject);
    let default = selector.arms.iter().find(|arm| arm.default).map(key);
    if !default.is_some_and(|default| known.contains(&default)) {
        return Vec::new();
    }
    known
        .into_iter()
        .filter(|name| !has_arm(selector, name))
        .collect()
}

/// The cases that the source language tells apart on the same variable.
fn of_origin<'s>(subject: &Subject<'s, '_>, selector: &Selector<'_>) -> Vec<&'s str> {
    let Some(origin) = subject.origin.filter(|o| o.key.kind == Kind::Message) else {
        return Vec::new();
    };
    let on = Filling::of(selector.on);
    if !matches!(on, Filling::Variable(_)) || selector.is_plural() {
        return Vec::new();
    }
    let same = |theirs: &&Selector<'_>| Filling::of(theirs.on) == on && !theirs.is_plural();
    let mut theirs = origin.selectors.iter().filter(same);
    // Of two selectors on one variable nobody can say which translates which.
    let (Some(theirs), None) = (theirs.next(), theirs.next()) else {
        return Vec::new();
    };
    let named = theirs.arms.iter().filter_map(|arm| match &arm.key {
        VariantKey::Identifier { name } if !arm.default => Some(*name),
        _ => None,
    });
    named.filter(|name| !has_arm(selector, name)).collect()
}

fn has_arm(selector: &Selector<'_>, name: &str) -> bool {
    selector.arms.iter().any(|arm| key(arm) == name)
}
