//! A page that has no steps.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::{Span, codes};

codes! {
    /// A page without a numbered list.
    ///
    /// ## Why
    ///
    /// It has no steps to be held against anything. It may be a page of another kind, or its
    /// steps may be typed so that Markdown sees no list.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// # Change a lamp
    ///
    /// (1) Unscrew the old lamp.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// # Change a lamp
    ///
    /// 1. Unscrew the old lamp.
    /// ```
    pub NO_PROCEDURE = "no-procedure", Note;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    if sheet.outline.procedures.is_empty() {
        let start = sheet.page.front.end;
        let place = sheet.outline.title_span.unwrap_or(Span::new(start, start));
        findings.push(
            sheet
                .finding(&NO_PROCEDURE, place, "the page has no numbered list")
                .help("write its steps as `1.`, `2.`, `3.`, or leave the page out"),
        );
    }
}
