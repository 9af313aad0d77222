//! The verdict for continuous integration: JUnit's XML, a test case for each occurrence.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::json::status_name;
use super::say::plain;
use super::tree::{Finding, Occurrence, Report, Step};
use crate::format::junit::{self, Case, Failure, Outcome, Skips, Suite, Tests};
use runproof_audit::{Account, Binding, Level, Status};

/// Writes a suite for each step, and one for what is in no step. A finding is a failure; where
/// evidence is lacking, the case is skipped; what was waived and what was noted is in the output.
pub(super) fn junit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let p = report.provenance;
    let name = format!("{} {} {}", p.runbook, p.variant, p.change);
    let tests = Tests {
        name: &name,
        skips: Skips::Counted,
        suites: suites(report),
        properties: Some((&report.words.totals, totals(report))),
    };
    junit::write(&tests, out)
}

/// What became of every command that was read.
fn totals<'r>(report: &'r Report<'_>) -> Vec<(&'r str, String)> {
    let count = |account| report.totals.commands.of(account).to_string();
    let totals = Account::ALL.map(|account| (account.name(), count(account)));
    let verdict = ("verdict", report.headline.clone());
    totals.into_iter().chain([verdict]).collect()
}

/// What a case is about.
struct Subject<'r, 'v> {
    findings: Vec<&'r Finding<'v>>,
    occurrence: Option<&'r Occurrence<'v>>,
    status: Option<&'v Status>,
}

/// From good to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Passed,
    Skipped,
    Failed,
}

fn suites<'r, 'v>(report: &'r Report<'v>) -> Vec<Suite<'r>> {
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
            let subject = Subject {
                findings: Vec::new(),
                occurrence: None,
                status: Some(step.status),
            };
            let name = step.title.to_owned();
            cases.push(subject.case(step.id, name, grade(step.status), report));
        }
        for occurrence in &step.occurrences {
            let findings = about.get(&(index, occurrence.binding));
            let findings = findings.cloned().unwrap_or_default();
            // A status that is better than what was found must not let the case pass.
            let found = findings.iter().map(|finding| found(finding)).max();
            let grade = grade(occurrence.status).max(found.unwrap_or(Grade::Passed));
            let subject = Subject {
                findings,
                occurrence: Some(occurrence),
                status: Some(occurrence.status),
            };
            let name = name(step, occurrence.binding);
            cases.push(subject.case(step.id, name, grade, report));
        }
        suites.push(Suite {
            name: format!("{} {}", step.called, step.title),
            cases,
            if_empty: None,
        });
    }
    if !others.is_empty() {
        let cases = others.into_iter().map(|finding| {
            let step = finding.step.and_then(|index| report.steps.get(index));
            let subject = Subject {
                findings: vec![finding],
                occurrence: None,
                status: None,
            };
            let class = step.map_or("", |step| step.id);
            subject.case(class, finding.code_said.clone(), found(finding), report)
        });
        suites.push(Suite {
            name: report.words.findings.clone(),
            cases: cases.collect(),
            if_empty: None,
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
fn grade(status: &Status) -> Grade {
    match status {
        Status::Evidenced | Status::Attested | Status::Waived(_) => Grade::Passed,
        Status::NotApplicable => Grade::Skipped,
        Status::Found(code) => graded(code.level()),
    }
}

fn found(finding: &Finding<'_>) -> Grade {
    if finding.waived.is_some() {
        Grade::Passed
    } else {
        graded(finding.level)
    }
}

fn graded(level: Level) -> Grade {
    match level {
        Level::Error => Grade::Failed,
        Level::Inconclusive => Grade::Skipped,
        Level::Note => Grade::Passed,
    }
}

impl<'v> Subject<'_, 'v> {
    fn case<'c>(self, class: &'c str, name: String, grade: Grade, report: &Report<'_>) -> Case<'c>
    where
        'v: 'c,
    {
        let grave = self.findings.iter().filter(|f| f.waived.is_none());
        let mut failing = grave.filter(|f| f.level != Level::Note).peekable();
        let status = self.status.map_or("", status_name);
        let outcome = match grade {
            Grade::Passed => Outcome::Passed,
            Grade::Failed if failing.peek().is_none() => Outcome::Failed(vec![Failure {
                kind: status,
                told: None,
            }]),
            Grade::Failed => Outcome::Failed(
                failing
                    .map(|finding| Failure {
                        kind: finding.code.name(),
                        told: Some((plain(&finding.message), told(finding, report))),
                    })
                    .collect(),
            ),
            // A case is skipped once.
            Grade::Skipped => Outcome::Skipped(match failing.next() {
                Some(finding) => plain(&finding.message),
                None => status.to_owned(),
            }),
        };
        let said = self.said(grade, report);
        Case {
            class,
            name,
            outcome,
            output: (!said.is_empty()).then(|| said.trim_end().to_owned()),
        }
    }

    /// What no failure tells.
    fn said(&self, grade: Grade, report: &Report<'_>) -> String {
        let mut said = String::new();
        for finding in &self.findings {
            let is_told =
                finding.waived.is_none() && finding.level != Level::Note && grade == Grade::Failed;
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
        said
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
