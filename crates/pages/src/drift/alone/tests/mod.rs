//! Pages and what is found on them, side by side.

use std::fmt::Write as _;

use crate::Page;
use crate::drift::{Subject, alone};
use runproof_core::diagnostic::Source;

/// What is found on a page: line, column, code, message.
fn found(language: &str, page: &str) -> String {
    let source = Source::new("page.md", page);
    let page = Page::read(&source);
    let locale = language.parse().expect("a tag");
    let mut findings = Vec::new();
    alone::check(Subject::new(&page, &locale), &mut findings);
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

mod bold;
mod commands;
mod counts;
mod laws;
mod lists;
mod text;

/// Expects what is found on a page, a line a finding, without its message.
#[track_caller]
fn check(language: &str, page: &str, expected: &[&str]) {
    let found = found(language, page);
    let short: Vec<String> = found
        .lines()
        .filter_map(|line| Some(line.split_once(": ")?.0.to_owned()))
        .collect();
    assert_eq!(short, expected, "{found}");
}
