//! A catalog that a language lacks as a whole.

use super::{Findings, Whole};
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};

codes! {
    /// A whole catalog that a language lacks.
    ///
    /// ## Why
    ///
    /// Every sentence of its documents would be in the source language. It is one finding, not
    /// one for each message.
    ///
    /// ## Example
    ///
    /// There is `locales/en/rb.ftl`, and no `locales/fr/rb.ftl`.
    ///
    /// ## Instead
    ///
    /// Copy the source language's catalog into the language's folder and translate it. A
    /// language that is not meant to be served has no folder.
    pub MISSING_CATALOG = "missing-catalog", Error;
}

pub(super) fn check(whole: &Whole<'_, '_>, findings: &mut Findings) {
    let Whole {
        settings,
        language,
        origin,
        ..
    } = whole;
    let locale = &language.folder.locale;
    let origin = origin.filter(|origin| !std::ptr::eq(origin.folder, language.folder));
    for theirs in origin.iter().flat_map(|origin| &origin.sheets) {
        let name = &theirs.named.name;
        if language.folder.catalog(name).is_some() {
            continue;
        }
        let place = Location::new(theirs.named.catalog.source(), Span::default());
        findings.push(
            Diagnostic::at(
                &MISSING_CATALOG,
                place,
                format!("`{locale}` has no catalog `{name}`"),
            )
            .help(format!("translate this file as `{locale}/{name}.ftl`")),
        );
    }
    if settings
        .source
        .is_some_and(|source| std::ptr::eq(source, language.folder))
    {
        for contract in settings.inputs.contracts {
            let name = &contract.catalog;
            if language.folder.catalog(name).is_none() && !contract.messages.is_empty() {
                findings.push(
                    Diagnostic::nowhere(
                        &MISSING_CATALOG,
                        format!("`{locale}`, the source language, has no catalog `{name}`"),
                    )
                    .help(format!("write `{locale}/{name}.ftl`")),
                );
            }
        }
    }
}
