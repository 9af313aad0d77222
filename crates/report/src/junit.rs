//! Findings for continuous integration: JUnit's XML, a suite for each page.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Results;
use super::format::junit::{self, Case, Failure, Outcome, Skips, Suite, Tests};
use runproof_core::diagnostic::{Diagnostic, Severity};

/// Writes a suite for each text that was looked at, so that what is well passes, and one for what
/// is in no text. Each finding is a case: an error or a warning fails, a note passes and is told in
/// the output. `looked_at` names the texts.
pub fn junit(results: &Results<'_>, looked_at: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Diagnostic>> =
        looked_at.iter().map(|name| (*name, Vec::new())).collect();
    for finding in results.findings {
        let name = finding.location.as_ref().map_or("", |at| at.source.name());
        suites.entry(name).or_default().push(finding);
    }
    let suites = suites.into_iter().map(|(name, findings)| {
        let name = if name.is_empty() { "runproof" } else { name };
        Suite {
            name: name.to_owned(),
            cases: findings.into_iter().map(|f| case(f, name)).collect(),
            if_empty: Some("nothing found"),
        }
    });
    let tests = Tests {
        name: "runproof",
        skips: Skips::Never,
        suites: suites.collect(),
        properties: None,
    };
    junit::write(&tests, out)
}

/// A test runner knows only well and not well: what a person should mend is not well.
fn case<'a>(finding: &Diagnostic, class: &'a str) -> Case<'a> {
    let code = finding.code.name;
    let name = match &finding.location {
        Some(place) => {
            let start = place.start();
            format!("{code}, line {}, column {}", start.line, start.column)
        }
        None => code.to_owned(),
    };
    let told = told(finding);
    let (outcome, output) = match finding.severity {
        Severity::Note => (Outcome::Passed, Some(told)),
        Severity::Error | Severity::Warning => {
            let failure = Failure {
                kind: code,
                told: Some((finding.message.clone(), told)),
            };
            (Outcome::Failed(vec![failure]), None)
        }
    };
    Case {
        class,
        name,
        outcome,
        output,
    }
}

/// A finding as a text of its own: viewers show nothing but this.
fn told(finding: &Diagnostic) -> String {
    let mut text = format!("{}: {}", finding.severity, finding.message);
    if let Some(place) = &finding.location {
        let start = place.start();
        let line = place.source.slice(place.source.line(start.line));
        let name = place.source.name();
        text.push_str(&format!(
            "\n{name}:{}:{}: {}",
            start.line,
            start.column,
            line.trim()
        ));
    }
    for (place, label) in &finding.related {
        let start = place.start();
        let name = place.source.name();
        text.push_str(&format!(
            "\n{name}:{}:{}: {label}",
            start.line, start.column
        ));
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    text
}
