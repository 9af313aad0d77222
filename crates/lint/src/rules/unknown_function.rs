//! A function that nobody provides.

use super::Findings;
use crate::sheet::Target;
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes, did_you_mean};

codes! {
    /// A call of a function that nobody provides.
    ///
    /// ## Why
    ///
    /// The document prints the call itself, `{DATETIME()}`, in the middle of a sentence.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// rest = { NUM($count) } steps remain.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// rest = { NUMBER($count) } steps remain.
    /// ```
    ///
    /// A runbook's messages may call `NUMBER`. In a folder that has catalogs alone, `DATETIME`
    /// and what the source language calls is taken to be known.
    pub UNKNOWN_FUNCTION = "unknown-function", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.book.scope.own;
    let known = &subject.book.settings.functions;
    for reference in &subject.unit.references {
        if reference.target != Target::Function || known.contains(reference.name) {
            continue;
        }
        let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
        names.sort_unstable();
        findings.push(
            Diagnostic::at(
                &UNKNOWN_FUNCTION,
                own.locate(reference.name),
                format!("there is no function `{}`", reference.name),
            )
            .maybe_help(did_you_mean(reference.name, names)),
        );
    }
}
