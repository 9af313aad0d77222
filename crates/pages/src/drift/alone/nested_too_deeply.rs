//! A page that nests deeper than anybody can follow.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::{Span, codes};

codes! {
    /// Lists and quotes that are nested so deeply that the innermost were not read as such.
    ///
    /// ## Why
    ///
    /// Nobody can follow them, and no browser shows them. What lies deeper is read as if it lay
    /// at the deepest level that is known, so that other findings on the page may be missing.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > Stop.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// > Stop.
    /// ```
    pub NESTED_TOO_DEEPLY = "nested-too-deeply", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    if sheet.page.is_too_deep {
        let start = sheet.page.front.end;
        findings.push(
            sheet
                .finding(
                    &NESTED_TOO_DEEPLY,
                    Span::new(start, start),
                    "lists and quotes are nested too deeply to be read",
                )
                .help("nest at most three or four deep"),
        );
    }
}
