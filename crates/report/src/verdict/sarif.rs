//! The verdict for code hosts: SARIF 2.1.0. Rules are the codes, waived findings are suppressed.

use std::io::{self, Write};

use serde::Serialize;

use super::codes::manual;
use super::json::{Accounts, WaivedValue};
use super::quote::characters;
use super::say::plain;
use super::tree::{CaptureText, Finding, Report};
use crate::format::sarif::{
    self, Artifact, ArtifactValue, ColumnKind, Fingerprint, Fingerprints, Hashes, PhysicalLocation,
    Place, Region, Rule, Run, SarifResult, Suppression, Text, Tool, uri,
};
use runproof_audit::{Code, Evidence, Level};

/// Writes the findings. What is missing is placed where the session begins that should have held it.
pub(super) fn sarif(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut prints = Fingerprints::default();
    let found = report.findings.iter().chain(&report.waived);
    let run = Run {
        tool: Tool::with(Code::ALL.map(|code| Rule::of(manual(code))).into()),
        language: Some(&report.locale),
        column_kind: ColumnKind::Characters,
        artifacts: Some(report.captures.iter().map(artifact).collect()),
        results: found.map(|f| result(f, report, &mut prints)).collect(),
        properties: Some(Properties {
            verdict: report.overall.name(),
            runbook: &report.provenance.runbook,
            variant: &report.provenance.variant,
            change: &report.provenance.change,
            accepted: report.accepted.iter().map(WaivedValue::of).collect(),
            commands: Accounts(&report.totals.commands),
        }),
    };
    sarif::write(run, out)
}

fn artifact<'a>(text: &CaptureText<'a>) -> ArtifactValue<'a> {
    ArtifactValue {
        location: Artifact {
            uri: uri(&text.capture.path.replace('\\', "/")),
        },
        length: text.capture.bytes,
        hashes: Hashes {
            sha256: &text.capture.sha256,
        },
    }
}

fn result(finding: &Finding<'_>, report: &Report<'_>, prints: &mut Fingerprints) -> SarifResult {
    let code = finding.code;
    let mut sentence = plain(&finding.message);
    if let Some(advice) = &finding.advice {
        sentence.push('\n');
        sentence.push_str(&plain(advice));
    }
    let mut places = finding.evidence.iter().filter_map(|e| place(e, report));
    let first = places.next().or_else(|| session(finding, report));
    SarifResult {
        rule_id: code.name(),
        rule_index: Code::ALL.iter().position(|c| *c == code).unwrap_or(0),
        level: match finding.level {
            Level::Error => "error",
            Level::Inconclusive => "warning",
            Level::Note => "note",
        },
        message: Text::of(sentence),
        locations: first.into_iter().collect(),
        related_locations: places.collect(),
        partial_fingerprints: Some(fingerprint(finding, report, prints)),
        suppressions: finding
            .waived
            .iter()
            .map(|(_, said)| Suppression::by_reason(Some(said.clone())))
            .collect(),
    }
}

/// Of what is missing, the beginning of the session that should have held it: code hosts show no
/// result without a place.
fn session(finding: &Finding<'_>, report: &Report<'_>) -> Option<Place> {
    let label = |host: &str| host.split('.').next().map(str::to_lowercase);
    let wanted = label(finding.place).filter(|label| !label.is_empty())?;
    report.captures.iter().find_map(|text| {
        let mut sessions = text.capture.sessions.iter();
        let here = sessions.find(|session| {
            let host = session.host.as_deref().and_then(label);
            host.as_ref() == Some(&wanted)
        })?;
        Some(at(text, here.line, [0, 0]))
    })
}

fn place(evidence: &Evidence, report: &Report<'_>) -> Option<Place> {
    let text = report.captures.get(evidence.capture)?;
    Some(at(text, evidence.line, characters(&evidence.quoted)))
}

fn at(text: &CaptureText<'_>, line: u64, [start, end]: [usize; 2]) -> Place {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let column = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
    Place {
        physical_location: PhysicalLocation {
            artifact_location: Artifact {
                uri: uri(&text.capture.path.replace('\\', "/")),
            },
            // A binary log has records, not lines.
            region: (!text.capture.format.is_binary()).then(|| Region {
                start_line: line,
                start_column: column(start),
                end_line: line,
                end_column: column(end),
            }),
        },
        message: None,
    }
}

/// Its code, its step and place, and the commands; not the line, which moves with the capture.
fn fingerprint(
    finding: &Finding<'_>,
    report: &Report<'_>,
    prints: &mut Fingerprints,
) -> Fingerprint {
    let step = finding.step.and_then(|index| report.steps.get(index));
    let mut parts = vec![finding.code.name(), step.map_or("", |step| step.id)];
    let binding = finding.binding.iter();
    parts.extend(binding.flat_map(|(item, value)| [item.as_str(), value.as_str()]));
    parts.extend(finding.evidence.iter().map(|e| e.command.as_str()));
    prints.of(parts)
}

#[derive(Serialize)]
struct Properties<'a> {
    verdict: &'static str,
    runbook: &'a str,
    variant: &'a str,
    change: &'a str,
    /// Who accepts what is not proven.
    accepted: Vec<WaivedValue<'a>>,
    /// What became of every command that was read.
    commands: Accounts<'a>,
}
