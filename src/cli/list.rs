//! `runproof list`: what there is.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::{Failure, Outcome, complain};
use super::open;
use runproof_core::world;
use runproof_model::plan::Plan;
use runproof_model::runbook::{self, Content, Items, Parameter, Runbook, ValueKind};
use runproof_text::json;

/// The arguments of `list`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A runbook's id or path; left out, all of them
    runbook: Option<String>,
    /// The format
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For people
    Text,
    /// For programs: `runproof/list/1`
    Json,
}

#[derive(Debug, Serialize)]
struct List {
    schema: &'static str,
    locales: Vec<String>,
    runbooks: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    revision: String,
    path: String,
    language: String,
    shell: &'static str,
    variants: Vec<VariantEntry>,
    locales: Vec<String>,
    parameters: Vec<ParameterEntry>,
    questions: Vec<String>,
}

#[derive(Debug, Serialize)]
struct VariantEntry {
    id: String,
    steps: Vec<String>,
    /// What people call the steps, where that is not their number in the list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<String>,
    #[serde(skip)]
    procedures: usize,
}

#[derive(Debug, Serialize)]
struct ParameterEntry {
    name: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<ParameterEntry>,
}

/// Lists.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let project = open::project(project, arguments.runbook.as_deref());
    let tags =
        |locales: Vec<runproof_language::Locale>| locales.iter().map(ToString::to_string).collect();
    let mut runbooks = Vec::new();
    let mut broken = Vec::new();
    if let Some(name) = &arguments.runbook {
        let runbook = open::runbook(&project, Some(name))?;
        let locales = tags(project.locales_of(runbook.id.as_str()));
        runbooks.push(entry(&runbook, locales));
    } else {
        for file in project.runbooks() {
            let parsed = runbook::parse(&project.source(&file.path)?);
            match parsed.runbook {
                Some(runbook) => {
                    let locales = tags(project.locales_of(runbook.id.as_str()));
                    runbooks.push(entry(&runbook, locales));
                }
                None => broken.extend(parsed.findings),
            }
        }
    }
    complain(&broken);
    let list = List {
        schema: "runproof/list/1",
        locales: tags(project.locales()),
        runbooks,
    };
    let text = match arguments.format {
        ListFormat::Text => text(&list),
        ListFormat::Json => {
            // A list of plain values always has a JSON form.
            json::to_string(&list).unwrap_or_default()
        }
    };
    world::print(text.as_bytes())?;
    if broken.is_empty() {
        Ok(Outcome::Done)
    } else {
        Err(Failure(Vec::new()))
    }
}

fn entry(runbook: &Runbook, locales: Vec<String>) -> Entry {
    Entry {
        id: runbook.id.to_string(),
        revision: runbook.revision.clone(),
        path: runbook.source.name().to_owned(),
        language: runbook.language.clone(),
        shell: match runbook.shell {
            runbook::Shell::Powershell => "powershell",
            runbook::Shell::Bash => "bash",
        },
        variants: runbook
            .variants
            .iter()
            .map(|variant| variant_entry(&Plan::resolve(runbook, variant, None)))
            .collect(),
        locales,
        parameters: runbook.parameters.iter().map(parameter).collect(),
        questions: runbook.questions.iter().map(ToString::to_string).collect(),
    }
}

fn variant_entry(plan: &Plan<'_>) -> VariantEntry {
    let procedures = plan.procedures.len();
    let steps = plan.steps.iter();
    VariantEntry {
        id: plan.variant.id.to_string(),
        steps: steps.clone().map(|step| step.id.to_string()).collect(),
        labels: steps
            .filter(|_| procedures > 1)
            .map(|step| step.label.clone())
            .collect(),
        procedures,
    }
}

fn parameter(parameter: &Parameter) -> ParameterEntry {
    let mut entry = ParameterEntry {
        name: parameter.name.clone(),
        kind: None,
        item: None,
        at_least: None,
        at_most: None,
        default: None,
        fields: Vec::new(),
    };
    match &parameter.content {
        Content::Value(value) => {
            entry.kind = Some(kind(value.kind));
            entry.default.clone_from(&value.default);
        }
        Content::List(list) => {
            entry.item = Some(list.item.to_string());
            entry.at_least = Some(list.count.start);
            entry.at_most = (list.count.end != u32::MAX).then(|| list.count.end - 1);
            match &list.items {
                Items::Values(value) => entry.kind = Some(kind(value.kind)),
                Items::Records { fields, .. } => {
                    entry.fields = fields.iter().map(self::parameter).collect();
                }
            }
        }
    }
    entry
}

fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "text",
        ValueKind::Host => "host",
        ValueKind::Path => "path",
        ValueKind::Url => "url",
        ValueKind::Integer => "integer",
        ValueKind::Hex => "hex",
    }
}

fn text(list: &List) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    for runbook in &list.runbooks {
        line(format!(
            "{}  {}  ({})",
            runbook.id, runbook.revision, runbook.path
        ));
        for variant in &runbook.variants {
            let procedures = match variant.procedures {
                0 | 1 => String::new(),
                several => format!(" in {several} procedures"),
            };
            line(format!(
                "  variant    {}, {} steps{procedures}",
                variant.id,
                variant.steps.len()
            ));
        }
        line(format!("  languages  {}", runbook.locales.join(", ")));
        for parameter in &runbook.parameters {
            parameter_lines(parameter, "  parameter  ", &mut line);
        }
        for question in &runbook.questions {
            line(format!("  question   {question}"));
        }
        line(String::new());
    }
    line(format!("languages: {}", list.locales.join(", ")));
    out
}

fn parameter_lines(parameter: &ParameterEntry, before: &str, line: &mut impl FnMut(String)) {
    let kind = parameter.kind.unwrap_or("record");
    let what = match (&parameter.item, parameter.at_least, parameter.at_most) {
        (None, ..) => kind.to_owned(),
        (Some(item), Some(least), Some(most)) if least == most => {
            format!("{least} × {item} ({kind})")
        }
        (Some(item), least, Some(most)) => {
            format!("{} to {most} × {item} ({kind})", least.unwrap_or(0))
        }
        (Some(item), least, None) => format!("at least {} × {item} ({kind})", least.unwrap_or(0)),
    };
    let default = parameter.default.as_ref();
    let default = default.map_or(String::new(), |value| format!(", `{value}` if left out"));
    line(format!("{before}{}: {what}{default}", parameter.name));
    let indent = " ".repeat(before.len() + 2);
    for field in &parameter.fields {
        parameter_lines(field, &indent, line);
    }
}
