//! SARIF 2.1.0.

use std::collections::BTreeMap;
use std::io::{self, Write};

use runproof_core::diagnostic::{Code, Location, Severity};
use runproof_text::hash::Digest;
use runproof_text::json;
use serde::Serialize;

/// What one run of the program found. `P` is what is said beyond the standard.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Run<'a, P> {
    pub(crate) tool: Tool,
    /// The locale of the messages, where it is not English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<&'a str>,
    pub(crate) column_kind: ColumnKind,
    /// The files that were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) artifacts: Option<Vec<ArtifactValue<'a>>>,
    pub(crate) results: Vec<SarifResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) properties: Option<P>,
}

/// What columns count.
#[derive(Serialize)]
pub(crate) enum ColumnKind {
    /// Characters.
    #[serde(rename = "unicodeCodePoints")]
    Characters,
}

/// Writes a run as a log of its own.
pub(crate) fn write<P: Serialize>(run: Run<'_, P>, out: &mut dyn Write) -> io::Result<()> {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    json::write(&log, out)
}

#[derive(Serialize)]
struct Log<'a, P> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a, P>; 1],
}

impl Tool {
    /// This program, with the rules that its results name by their place.
    pub(crate) fn with(rules: Vec<Rule>) -> Self {
        Self {
            driver: Driver {
                name: "runproof",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules,
            },
        }
    }
}

pub(crate) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What findings are known by from run to run. Of several alike, also which.
#[derive(Default)]
pub(crate) struct Fingerprints(BTreeMap<Digest, u32>);

impl Fingerprints {
    /// The fingerprint of a finding with these parts.
    pub(crate) fn of<'p>(&mut self, parts: impl IntoIterator<Item = &'p str>) -> Fingerprint {
        let digest = Digest::of_parts(parts);
        let nth = self.0.entry(digest).or_insert(0);
        *nth += 1;
        Fingerprint {
            value: format!("{}:{nth}", digest.short_hex(16)),
        }
    }
}

pub(crate) fn path(place: &Location) -> String {
    place.source.name().replace('\\', "/")
}

/// A relative reference as RFC 3986 wants it.
pub(crate) fn uri(path: &str) -> String {
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
pub(crate) struct Tool {
    pub(crate) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Driver {
    pub(crate) name: &'static str,
    pub(crate) semantic_version: &'static str,
    pub(crate) rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) short_description: Text,
    pub(crate) full_description: Text,
    pub(crate) help: Help,
    pub(crate) default_configuration: Configuration,
}

impl Rule {
    pub(crate) fn of(code: &'static Code) -> Self {
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
pub(crate) struct Help {
    pub(crate) text: String,
    pub(crate) markdown: String,
}

#[derive(Serialize)]
pub(crate) struct Configuration {
    pub(crate) level: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Text {
    pub(crate) text: String,
}

impl Text {
    pub(crate) fn of(text: String) -> Self {
        Self { text }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifResult {
    pub(crate) rule_id: &'static str,
    pub(crate) rule_index: usize,
    pub(crate) level: &'static str,
    pub(crate) message: Text,
    pub(crate) locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) related_locations: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) partial_fingerprints: Option<Fingerprint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
pub(crate) struct Fingerprint {
    #[serde(rename = "runproof/v1")]
    pub(crate) value: String,
}

#[derive(Serialize)]
pub(crate) struct Suppression {
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) justification: Option<String>,
}

impl Suppression {
    pub(crate) fn by_reason(justification: Option<String>) -> Self {
        Self {
            kind: "external",
            justification,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    pub(crate) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Text>,
}

impl Place {
    pub(crate) fn of(place: &Location) -> Self {
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

    pub(crate) fn labelled((place, label): &(Location, String)) -> Self {
        Self {
            message: Some(Text::of(label.clone())),
            ..Self::of(place)
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhysicalLocation {
    pub(crate) artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<Region>,
}

#[derive(Serialize)]
pub(crate) struct Artifact {
    pub(crate) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(crate) start_line: u32,
    pub(crate) start_column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

/// A file that was looked at.
#[derive(Serialize)]
pub(crate) struct ArtifactValue<'a> {
    pub(crate) location: Artifact,
    /// In bytes.
    pub(crate) length: u64,
    pub(crate) hashes: Hashes<'a>,
}

#[derive(Serialize)]
pub(crate) struct Hashes<'a> {
    /// In hex.
    #[serde(rename = "sha-256")]
    pub(crate) sha256: &'a str,
}
