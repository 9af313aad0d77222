//! What stands before the page and cannot be read.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::{Source, Span, codes};
use runproof_model::yaml;

codes! {
    /// Front matter that is never closed, or that is not YAML.
    ///
    /// ## Why
    ///
    /// Whatever publishes the page takes its title, its language and its identity from there.
    /// Unclosed front matter is shown to readers as part of the page; a value with `: ` in it
    /// ends the build, or loses all values.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// ---
    /// title: Beacon: how to change a lamp
    /// ---
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// ---
    /// title: 'Beacon: how to change a lamp'
    /// ---
    /// ```
    pub BROKEN_FRONT_MATTER = "broken-front-matter", Error;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let front = &sheet.page.front;
    let source = sheet.source();
    if front.is_unclosed {
        findings.push(
            sheet
                .finding(
                    &BROKEN_FRONT_MATTER,
                    Span::new(0, 3),
                    "the front matter is never closed",
                )
                .help("write a line of `---` after its last value"),
        );
        return;
    }
    let Some(opened) = source.get(..front.end).and_then(|text| text.find('\n')) else {
        return;
    };
    let inner = &source[opened + 1..front.end];
    let closed = inner.trim_end();
    let closed = closed.rfind('\n').map_or(0, |at| at + 1);
    let part = Source::new(sheet.page.source.name(), &inner[..closed]);
    // One fault is enough: what follows it is read wrongly.
    let fault = yaml::faults(&part).into_iter().find(|fault| {
        let code = fault.code.name;
        matches!(code, "yaml-syntax" | "duplicate-key")
    });
    if let Some(fault) = fault {
        let at = fault.location.map_or(Span::new(0, 0), |at| at.span);
        let message = format!("the front matter is not YAML: {}", fault.message);
        findings.push(
            sheet
                .finding(&BROKEN_FRONT_MATTER, at.shifted(opened as u32 + 1), message)
                .maybe_help(fault.help),
        );
    }
}
