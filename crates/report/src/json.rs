//! Findings for programs: `runproof/findings/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::Results;
use runproof_core::diagnostic::{Diagnostic, Severity};
use runproof_text::json;

/// Writes findings as JSON. Every finding has every key; what is not known is `null`. Lines and
/// columns count from 1, columns in characters; the end is the place after the last character.
pub fn json(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        schema: "runproof/findings/1",
        findings: results.findings.iter().map(Finding::of).collect(),
    };
    json::write(&report, out)
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    level: Severity,
    path: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic) -> Self {
        let place = finding.location.as_ref();
        let (start, end) = (place.map(|p| p.start()), place.map(|p| p.end()));
        Self {
            code: finding.code.name,
            level: finding.severity,
            path: place.map(|place| place.source.name()),
            line: start.map(|at| at.line),
            column: start.map(|at| at.column),
            end_line: end.map(|at| at.line),
            end_column: end.map(|at| at.column),
            message: &finding.message,
            help: finding.help.as_deref(),
        }
    }
}
