//! The verdict as an attestation that can be signed: an in-toto Statement v1 with the predicate for
//! test results.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Accounts, WaivedValue};
use super::tree::Report;
use runproof_audit::{Binding, Level, Overall, Status};
use runproof_text::json;

/// Writes the statement. Its subjects are the captures, its tests the expected acts; what is waived is
/// warned of, and what does not apply is no test.
pub(super) fn in_toto(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let p = report.provenance;
    let runbook = format!("{} {}", p.runbook, p.revision);
    let mut tests = Tests::default();
    for step in &report.steps {
        if step.occurrences.is_empty() {
            tests.put(step.status, step.id.to_owned());
        }
        for occurrence in &step.occurrences {
            tests.put(occurrence.status, name(step.id, occurrence.binding));
        }
    }
    for finding in report.findings.iter().chain(&report.waived) {
        // Those of an expected act are in its status.
        if report.occurrence(finding).is_some() {
            continue;
        }
        let about = finding.evidence.first();
        let at = about.map_or_else(String::new, |e| {
            format!(" {}:{}", report.path(e.capture), e.line)
        });
        let name = format!("{}{at}", finding.code.name());
        match finding.level {
            _ if finding.waived.is_some() => tests.warned.push(name),
            Level::Error => tests.failed.push(name),
            Level::Inconclusive => tests.warned.push(name),
            Level::Note => {}
        }
    }
    let statement = Statement {
        kind: "https://in-toto.io/Statement/v1",
        subject: report
            .captures
            .iter()
            .map(|text| Resource::of(&text.capture.path, &text.capture.sha256))
            .collect(),
        predicate_type: "https://in-toto.io/attestation/test-result/v0.1",
        predicate: Predicate {
            result: match report.overall {
                Overall::Conformant => "PASSED",
                Overall::Deviating => "FAILED",
                Overall::Inconclusive => "WARNED",
            },
            configuration: [
                Resource::of(&runbook, &p.runbook_sha256),
                Resource::of(&p.change, &p.change_sha256),
            ],
            tests,
            accepted: report.accepted.iter().map(WaivedValue::of).collect(),
            commands: Accounts(&report.totals.commands),
        },
    };
    json::write(&statement, out)
}

/// `run-bootstrapper[pool01.contoso.com/fe01.contoso.com]`
fn name(step: &str, binding: &Binding) -> String {
    let values: Vec<&str> = binding.iter().map(|(_, value)| value.as_str()).collect();
    if values.is_empty() {
        step.to_owned()
    } else {
        format!("{step}[{}]", values.join("/"))
    }
}

#[derive(Serialize)]
struct Statement<'a> {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: Vec<Resource<'a>>,
    #[serde(rename = "predicateType")]
    predicate_type: &'static str,
    predicate: Predicate<'a>,
}

#[derive(Serialize)]
struct Resource<'a> {
    name: &'a str,
    digest: Digest<'a>,
}

#[derive(Serialize)]
struct Digest<'a> {
    sha256: &'a str,
}

impl<'a> Resource<'a> {
    fn of(name: &'a str, sha256: &'a str) -> Self {
        let digest = Digest { sha256 };
        Self { name, digest }
    }
}

#[derive(Serialize)]
struct Predicate<'a> {
    result: &'static str,
    configuration: [Resource<'a>; 2],
    #[serde(flatten)]
    tests: Tests,
    /// Beside what the predicate's type has: who accepts what is not proven.
    accepted: Vec<WaivedValue<'a>>,
    /// Beside what the predicate's type has: what became of every command that was read.
    commands: Accounts<'a>,
}

#[derive(Default, Serialize)]
struct Tests {
    #[serde(rename = "passedTests")]
    passed: Vec<String>,
    #[serde(rename = "warnedTests")]
    warned: Vec<String>,
    #[serde(rename = "failedTests")]
    failed: Vec<String>,
}

impl Tests {
    fn put(&mut self, status: &Status, name: String) {
        let tests = match status {
            Status::NotApplicable => return,
            Status::Evidenced | Status::Attested => &mut self.passed,
            Status::Waived(_) => &mut self.warned,
            Status::Found(code) => match code.level() {
                Level::Error => &mut self.failed,
                Level::Inconclusive => &mut self.warned,
                Level::Note => &mut self.passed,
            },
        };
        tests.push(name);
    }
}
