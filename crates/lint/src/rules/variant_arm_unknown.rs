//! A selector on the product variant with a variant that there is not.

use super::Findings;
use super::duplicate_variant::key;
use crate::reading::Filling;
use crate::sheet::Selector;
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes, did_you_mean, nearest};

codes! {
    /// An arm for a product variant that the runbook does not have.
    ///
    /// ## Why
    ///
    /// It is never taken. If its key is misspelt, the variant that was meant prints the
    /// default's text: the path or the name of another product.
    ///
    /// ## Example
    ///
    /// A runbook has the variants `lync-2013` and `sfb-2019`:
    ///
    /// ```ftl
    /// folder = { $variant ->
    ///     [lync2013] Lync Server 2013
    ///    *[sfb-2019] Skype for Business Server 2019
    /// }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// folder = { $variant ->
    ///     [lync-2013] Lync Server 2013
    ///    *[sfb-2019] Skype for Business Server 2019
    /// }
    /// ```
    pub VARIANT_ARM_UNKNOWN = "variant-arm-unknown", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    let known = known(subject);
    for selector in subject.unit.selectors.iter().filter(|s| is_on_variant(s)) {
        for name in strangers(selector, &known) {
            findings.push(
                Diagnostic::at(
                    &VARIANT_ARM_UNKNOWN,
                    own.locate(name),
                    format!("there is no variant `{name}`"),
                )
                .maybe_help(did_you_mean(name, known.iter().copied())),
            );
        }
    }
}

/// Whether a missing arm is there under a misspelt name.
pub(super) fn explains(subject: &Subject<'_, '_>, selector: &Selector<'_>, missing: &str) -> bool {
    is_on_variant(selector)
        && strangers(selector, &known(subject))
            .iter()
            .any(|stranger| nearest(stranger, [missing]).is_some())
}

/// Whether a selector chooses by product variant.
pub(super) fn is_on_variant(selector: &Selector<'_>) -> bool {
    Filling::of(selector.on) == Filling::Variable("variant")
}

/// The variants that there are, as far as contracts tell: a runbook's catalog knows its own, a
/// glossary those of every runbook.
pub(super) fn known<'s>(subject: &Subject<'s, '_>) -> Vec<&'s str> {
    let contracts = subject.book.settings.inputs.contracts;
    let own = &subject.book.scope.own.named;
    let all = contracts.iter();
    let all = all.filter(|contract| own.is_glossary() || contract.catalog == own.name);
    let mut known: Vec<&str> = all.flat_map(|c| &c.variants).map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn strangers<'a>(selector: &Selector<'a>, known: &[&str]) -> Vec<&'a str> {
    if known.is_empty() {
        return Vec::new();
    }
    let arms = selector
        .arms
        .iter()
        .filter(|arm| !(arm.default && key(arm) == "other"));
    arms.map(key).filter(|name| !known.contains(name)).collect()
}
