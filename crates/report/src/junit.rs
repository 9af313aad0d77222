//! Findings for continuous integration: JUnit's XML, a suite for each page.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Results;
use super::xml::Xml;
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
    let failures = |findings: &[&Diagnostic]| findings.iter().filter(|f| fails(f)).count();
    let cases = |findings: &[&Diagnostic]| findings.len().max(1);
    let tests: usize = suites.values().map(|findings| cases(findings)).sum();
    let failing: usize = suites.values().map(|findings| failures(findings)).sum();
    let mut xml = Xml::new(out)?;
    xml.open(
        "testsuites",
        &[
            ("name", "runproof"),
            ("tests", &tests.to_string()),
            ("failures", &failing.to_string()),
            ("errors", "0"),
        ],
    )?;
    for (name, findings) in &suites {
        let shown = if name.is_empty() { "runproof" } else { name };
        xml.open(
            "testsuite",
            &[
                ("name", shown),
                ("tests", &cases(findings).to_string()),
                ("failures", &failures(findings).to_string()),
                ("errors", "0"),
            ],
        )?;
        if findings.is_empty() {
            xml.empty(
                "testcase",
                &[("classname", shown), ("name", "nothing found")],
            )?;
        }
        for finding in findings {
            case(finding, shown, &mut xml)?;
        }
        xml.close()?;
    }
    xml.close()
}

/// A test runner knows only well and not well: what a person should mend is not well.
fn fails(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Note
}

fn case(finding: &Diagnostic, class: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let code = finding.code.name;
    let name = match &finding.location {
        Some(place) => {
            let start = place.start();
            format!("{code}, line {}, column {}", start.line, start.column)
        }
        None => code.to_owned(),
    };
    xml.open("testcase", &[("classname", class), ("name", &name)])?;
    if fails(finding) {
        xml.text(
            "failure",
            &[("type", code), ("message", &finding.message)],
            &told(finding),
        )?;
    } else {
        xml.text("system-out", &[], &told(finding))?;
    }
    xml.close()
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
