//! Pages and what is found on them, side by side.

use std::fmt::Write as _;

use crate::diagnostic::Source;
use crate::page::Page;
use crate::page::drift::{Subject, alone};

/// What is found on a page: line, column, code, message.
fn found(language: &str, page: &str) -> String {
    let source = Source::new("page.md", page);
    let page = Page::read(&source);
    let locale = language.parse().expect("a tag");
    let mut findings = Vec::new();
    alone::check(
        Subject {
            page: &page,
            locale: &locale,
        },
        &mut findings,
    );
    let mut out = String::new();
    for finding in findings {
        if finding.code.name == "no-procedure" {
            continue;
        }
        let at = finding.location.as_ref().expect("a place").start();
        let _ = writeln!(
            out,
            "{}:{} {} {}: {}",
            at.line, at.column, finding.severity, finding.code.name, finding.message
        );
    }
    out
}
