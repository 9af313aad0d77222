//! A catalog that the source language does not have.

use super::{Findings, Whole};
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};

codes! {
    /// A catalog that the source language does not have.
    ///
    /// ## Why
    ///
    /// No document is made from it: it belongs to a runbook that was renamed or deleted, or its
    /// name has a slip. It is one finding, not one for each message.
    ///
    /// ## Example
    ///
    /// There is `locales/fr/old.ftl`, and no `locales/en/old.ftl`.
    ///
    /// ## Instead
    ///
    /// Delete it, or give it the name that the source language's catalog has.
    pub UNUSED_CATALOG = "unused-catalog", Warning;
}

pub(super) fn check(whole: &Whole<'_, '_>, findings: &mut Findings) {
    let Whole {
        settings,
        language,
        origin,
        ..
    } = whole;
    let Some(origin) = origin.filter(|o| !std::ptr::eq(o.folder, language.folder)) else {
        return;
    };
    for own in &language.sheets {
        let name = &own.named.name;
        let mut contracts = settings.inputs.contracts.iter();
        // A glossary of one language's own grammar is no translation of anything.
        if own.named.is_glossary()
            || origin.folder.catalog(name).is_some()
            || contracts.any(|contract| contract.catalog == *name)
        {
            continue;
        }
        let place = Location::new(own.named.catalog.source(), Span::default());
        findings.push(
            Diagnostic::at(
                &UNUSED_CATALOG,
                place,
                format!("the source language has no catalog `{name}`"),
            )
            .help("delete it, or rename it to one of the source language's"),
        );
    }
}
