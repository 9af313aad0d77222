//! The verdict for continuous integration: JUnit's XML, a test case for each occurrence.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::json::status_name;
use super::say::plain;
use super::tree::{Finding, Occurrence, Report, Step};
use crate::xml::Xml;
use runproof_audit::{Account, Binding, Level, Status};

/// Writes a suite for each step, and one for what is in no step. A finding is a failure; where
/// evidence is lacking, the case is skipped; what was waived and what was noted is in the output.
pub(super) fn junit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let suites = suites(report);
    let total = |of: Outcome| count(suites.iter().flat_map(|suite| &suite.cases), of);
    let tests: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    let mut xml = Xml::new(out)?;
    let p = report.provenance;
    let name = format!("{} {} {}", p.runbook, p.variant, p.change);
    xml.open(
        "testsuites",
        &[
            ("name", name.as_str()),
            ("tests", &tests.to_string()),
            ("failures", &total(Outcome::Failed)),
            ("skipped", &total(Outcome::Skipped)),
            ("errors", "0"),
        ],
    )?;
    for suite in &suites {
        let of = |outcome| count(suite.cases.iter(), outcome);
        xml.open(
            "testsuite",
            &[
                ("name", suite.name.as_str()),
                ("tests", &suite.cases.len().to_string()),
                ("failures", &of(Outcome::Failed)),
                ("skipped", &of(Outcome::Skipped)),
                ("errors", "0"),
            ],
        )?;
        for case in &suite.cases {
            case.write(report, &mut xml)?;
        }
        xml.close()?;
    }
    totals(report, &mut xml)?;
    xml.close()
}

/// A suite without a case: what became of every command that was read.
fn totals(report: &Report<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let name = report.words.totals.as_str();
    xml.open("testsuite", &[("name", name), ("tests", "0")])?;
    xml.open("properties", &[])?;
    for account in Account::ALL {
        let count = report.totals.commands.of(account).to_string();
        xml.empty("property", &[("name", account.name()), ("value", &count)])?;
    }
    let verdict = [("name", "verdict"), ("value", report.headline.as_str())];
    xml.empty("property", &verdict)?;
    xml.close()?;
    xml.close()
}

struct Suite<'r, 'v> {
    name: String,
    cases: Vec<Case<'r, 'v>>,
}

struct Case<'r, 'v> {
    class: &'r str,
    name: String,
    outcome: Outcome,
    findings: Vec<&'r Finding<'v>>,
    occurrence: Option<&'r Occurrence<'v>>,
    status: Option<&'v Status>,
}

/// From good to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Passed,
    Skipped,
    Failed,
}

fn count<'a, 'r: 'a, 'v: 'r + 'a>(
    cases: impl Iterator<Item = &'a Case<'r, 'v>>,
    outcome: Outcome,
) -> String {
    let number = cases.filter(|case| case.outcome == outcome).count();
    number.to_string()
}

fn suites<'r, 'v>(report: &'r Report<'v>) -> Vec<Suite<'r, 'v>> {
    let mut about: BTreeMap<(usize, &Binding), Vec<&Finding<'v>>> = BTreeMap::new();
    let mut others: Vec<&Finding<'v>> = Vec::new();
    for finding in report.findings.iter().chain(&report.waived) {
        match finding.step {
            Some(index) if report.occurrence(finding).is_some() => {
                about
                    .entry((index, finding.binding))
                    .or_default()
                    .push(finding);
            }
            _ => others.push(finding),
        }
    }
    let mut suites = Vec::new();
    for (index, step) in report.steps.iter().enumerate() {
        let mut cases = Vec::new();
        if step.occurrences.is_empty() {
            cases.push(Case {
                class: step.id,
                name: step.title.to_owned(),
                outcome: outcome(step.status),
                findings: Vec::new(),
                occurrence: None,
                status: Some(step.status),
            });
        }
        for occurrence in &step.occurrences {
            let findings = about.get(&(index, occurrence.binding));
            let findings = findings.cloned().unwrap_or_default();
            // A status that is better than what was found must not let the case pass.
            let found = findings.iter().map(|finding| found(finding)).max();
            cases.push(Case {
                class: step.id,
                name: name(step, occurrence.binding),
                outcome: outcome(occurrence.status).max(found.unwrap_or(Outcome::Passed)),
                findings,
                occurrence: Some(occurrence),
                status: Some(occurrence.status),
            });
        }
        suites.push(Suite {
            name: format!("{} {}", step.called, step.title),
            cases,
        });
    }
    if !others.is_empty() {
        let cases = others.into_iter().map(|finding| Case {
            class: finding
                .step
                .and_then(|index| report.steps.get(index))
                .map_or("", |step| step.id),
            name: finding.code_said.clone(),
            outcome: found(finding),
            findings: vec![finding],
            occurrence: None,
            status: None,
        });
        suites.push(Suite {
            name: report.words.findings.clone(),
            cases: cases.collect(),
        });
    }
    suites
}

fn name(step: &Step<'_>, binding: &Binding) -> String {
    let values: Vec<&str> = binding.iter().map(|(_, value)| value.as_str()).collect();
    if values.is_empty() {
        step.title.to_owned()
    } else {
        format!("{} [{}]", step.title, values.join(" / "))
    }
}

/// What a status is to a test runner.
fn outcome(status: &Status) -> Outcome {
    match status {
        Status::Evidenced | Status::Attested | Status::Waived(_) => Outcome::Passed,
        Status::NotApplicable => Outcome::Skipped,
        Status::Found(code) => graded(code.level()),
    }
}

fn found(finding: &Finding<'_>) -> Outcome {
    if finding.waived.is_some() {
        Outcome::Passed
    } else {
        graded(finding.level)
    }
}

fn graded(level: Level) -> Outcome {
    match level {
        Level::Error => Outcome::Failed,
        Level::Inconclusive => Outcome::Skipped,
        Level::Note => Outcome::Passed,
    }
}

impl Case<'_, '_> {
    fn write(&self, report: &Report<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
        xml.open(
            "testcase",
            &[("classname", self.class), ("name", &self.name)],
        )?;
        let grave = self.findings.iter().filter(|f| f.waived.is_none());
        let mut failing = grave.filter(|f| f.level != Level::Note).peekable();
        match self.outcome {
            Outcome::Passed => {}
            Outcome::Failed => {
                if failing.peek().is_none() {
                    xml.empty("failure", &[("type", self.status.map_or("", status_name))])?;
                }
                for finding in failing {
                    let message = plain(&finding.message);
                    xml.text(
                        "failure",
                        &[("type", finding.code.name()), ("message", &message)],
                        &told(finding, report),
                    )?;
                }
            }
            Outcome::Skipped => {
                // A case is skipped once.
                let message = match failing.next() {
                    Some(finding) => plain(&finding.message),
                    None => self.status.map_or("", status_name).to_owned(),
                };
                xml.empty("skipped", &[("message", &message)])?;
            }
        }
        let mut said = String::new();
        for finding in &self.findings {
            let is_told = finding.waived.is_none()
                && finding.level != Level::Note
                && self.outcome == Outcome::Failed;
            if !is_told {
                said.push_str(&format!(
                    "{}: {}\n",
                    finding.code.name(),
                    told(finding, report)
                ));
            }
        }
        for evidence in self.occurrence.map_or(&[][..], |o| o.evidence_shown) {
            said.push_str(&at(evidence, report));
        }
        if let Some(vouched) = self.occurrence.and_then(|o| o.vouched.as_deref()) {
            said.push_str(&plain(vouched));
            said.push('\n');
        }
        if !said.is_empty() {
            xml.text("system-out", &[], said.trim_end())?;
        }
        xml.close()
    }
}

fn told(finding: &Finding<'_>, report: &Report<'_>) -> String {
    let mut text = plain(&finding.message);
    text.push('\n');
    for evidence in finding.evidence_shown {
        text.push_str(&at(evidence, report));
        if let Some(output) = &evidence.output {
            text.push_str(&output.text);
            text.push('\n');
        }
    }
    if let Some((_, waived)) = &finding.waived {
        text.push_str(waived);
        text.push('\n');
    }
    if let Some(advice) = &finding.advice {
        text.push_str(&plain(advice));
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

fn at(evidence: &runproof_audit::Evidence, report: &Report<'_>) -> String {
    let path = report.path(evidence.capture);
    let time = evidence.time.as_deref().unwrap_or("");
    let blank = if time.is_empty() { "" } else { " " };
    format!(
        "{path}:{}{blank}{time} {}\n",
        evidence.line, evidence.command
    )
}
