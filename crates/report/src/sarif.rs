//! Findings for code hosts: SARIF 2.1.0.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Results;
use runproof_core::diagnostic::{Code, Diagnostic, Location, Severity};
use runproof_text::hash::Digest;
use runproof_text::json;

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
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "runproof",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: codes.values().map(|code| Rule::of(code)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
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
        }],
    };
    json::write(&log, out)
}

/// Message and advice as one text: hosts show no other field.
fn sentence(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    }
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What findings are known by from run to run. Of several alike, also which.
#[derive(Default)]
pub(super) struct Fingerprints(BTreeMap<Digest, u32>);

impl Fingerprints {
    /// The fingerprint of a finding with these parts.
    pub(super) fn of<'p>(&mut self, parts: impl IntoIterator<Item = &'p str>) -> Fingerprint {
        let digest = Digest::of_parts(parts);
        let nth = self.0.entry(digest).or_insert(0);
        *nth += 1;
        Fingerprint {
            value: format!("{}:{nth}", digest.short_hex(16)),
        }
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

fn path(place: &Location) -> String {
    place.source.name().replace('\\', "/")
}

/// A relative reference as RFC 3986 wants it.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: &'static str,
    pub(super) short_description: Text,
    pub(super) full_description: Text,
    pub(super) help: Help,
    pub(super) default_configuration: Configuration,
}

impl Rule {
    pub(super) fn of(code: &'static Code) -> Self {
        let manual = code.manual();
        let mut paragraphs = manual.split("\n\n").map(|p| p.trim().replace('\n', " "));
        let short = paragraphs.next().unwrap_or_default();
        let why = paragraphs.find(|p| !p.starts_with('#') && !p.is_empty());
        Self {
            id: code.name,
            full_description: Text::of(why.unwrap_or_else(|| short.clone())),
            short_description: Text::of(short),
            help: Help {
                text: manual.clone(),
                markdown: manual,
            },
            default_configuration: Configuration {
                level: level(code.severity),
            },
        }
    }
}

#[derive(Serialize)]
pub(super) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct Text {
    pub(super) text: String,
}

impl Text {
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult {
    pub(super) rule_id: &'static str,
    pub(super) rule_index: usize,
    pub(super) level: &'static str,
    pub(super) message: Text,
    pub(super) locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) partial_fingerprints: Option<Fingerprint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
pub(super) struct Fingerprint {
    #[serde(rename = "runproof/v1")]
    pub(super) value: String,
}

#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) justification: Option<String>,
}

impl Suppression {
    pub(super) fn by_reason(justification: Option<String>) -> Self {
        Self {
            kind: "external",
            justification,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    pub(super) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Text>,
}

impl Place {
    pub(super) fn of(place: &Location) -> Self {
        let (start, end) = (place.start(), place.end());
        Self {
            physical_location: PhysicalLocation {
                artifact_location: Artifact {
                    uri: uri(&path(place)),
                },
                region: Some(Region {
                    start_line: start.line,
                    start_column: start.column,
                    end_line: end.line,
                    end_column: end.column,
                }),
            },
            message: None,
        }
    }

    pub(super) fn labelled((place, label): &(Location, String)) -> Self {
        Self {
            message: Some(Text::of(label.clone())),
            ..Self::of(place)
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u32,
    pub(super) start_column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}
