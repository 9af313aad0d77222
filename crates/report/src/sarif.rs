//! Findings for code hosts: SARIF 2.1.0.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Results;
use super::format::sarif::{
    self, ColumnKind, Fingerprint, Fingerprints, Place, Rule, Run, SarifResult, Suppression, Text,
    Tool, level, path,
};
use runproof_core::diagnostic::{Code, Diagnostic};

/// Writes findings as SARIF, with the waived ones as suppressed results.
pub fn sarif(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let waived = results.waived.iter().map(|(finding, index)| {
        let waiver = results.waivers.get(*index);
        let reason = waiver.map(|w| format!("{} (until {})", w.reason, w.until));
        (finding, vec![Suppression::by_reason(reason)])
    });
    let all: Vec<(&Diagnostic, Vec<Suppression>)> = results
        .findings
        .iter()
        .map(|f| (f, Vec::new()))
        .chain(waived)
        .collect();
    // A rule's place in the list is how results name it, so the list must not depend on chance.
    let codes: BTreeMap<&str, &'static Code> = all
        .iter()
        .map(|(finding, _)| (finding.code.name, finding.code))
        .collect();
    let index = |code: &Code| {
        codes
            .keys()
            .position(|name| *name == code.name)
            .unwrap_or(0)
    };
    let mut prints = Fingerprints::default();
    let run = Run::<()> {
        tool: Tool::with(codes.values().map(|code| Rule::of(code)).collect()),
        language: None,
        column_kind: ColumnKind::Characters,
        artifacts: None,
        results: all
            .into_iter()
            .map(|(finding, suppressions)| SarifResult {
                rule_id: finding.code.name,
                rule_index: index(finding.code),
                level: level(finding.severity),
                message: Text::of(sentence(finding)),
                locations: finding.location.iter().map(Place::of).collect(),
                related_locations: finding.related.iter().map(Place::labelled).collect(),
                partial_fingerprints: fingerprint(finding, &mut prints),
                suppressions,
            })
            .collect(),
        properties: None,
    };
    sarif::write(run, out)
}

/// Message and advice as one text: hosts show no other field.
fn sentence(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    }
}

/// Its rule, its file, the text of its line and the message; not the number of the line, which
/// moves with every line above.
fn fingerprint(finding: &Diagnostic, prints: &mut Fingerprints) -> Option<Fingerprint> {
    let place = finding.location.as_ref()?;
    let line = place.source.slice(place.source.line(place.start().line));
    Some(prints.of([
        finding.code.name,
        &path(place),
        line.trim(),
        &finding.message,
    ]))
}
