//! runproof.yaml: what a project chooses.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::Deserialize;

use runproof_core::diagnostic::{Diagnostic, Location, Source, codes, has_errors};
use runproof_language::Locale;
use runproof_model::yaml::{self, Entries, Shape, Spanned};

codes! {
    /// A language tag that is none.
    ///
    /// Tags are those of BCP 47: `fr`, `pt-BR`, `zh-Hans`. Correct it.
    pub(crate) INVALID_LOCALE = "invalid-locale", Error;
}

/// A project's choices.
#[derive(Debug, Default)]
pub struct Config {
    /// The language that catalogs are compared with.
    pub language: Option<Locale>,
    /// Hunspell dictionaries: a language, and the path of its `.dic` or `.aff` without the ending,
    /// relative to the project.
    pub dictionaries: Vec<(Locale, String)>,
    /// Findings that are let pass.
    pub waivers: Vec<WrittenWaiver>,
}

/// A finding that is let pass, as it was written.
#[derive(Debug, Clone)]
pub struct WrittenWaiver {
    /// The finding's code.
    pub code: String,
    /// The files, as a pattern with `*`.
    pub path: Option<String>,
    /// The message's id.
    pub message: Option<String>,
    /// Why.
    pub reason: String,
    /// Until when, the day included.
    pub until: String,
    /// Where it stands.
    pub location: Location,
}

/// What a project chooses.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The language that catalogs are compared with; left out, that of the runbooks, or English.
    #[serde(default)]
    language: Option<Spanned<String>>,
    /// Hunspell dictionaries by language: a path without the ending, relative to this file.
    #[serde(default)]
    dictionaries: Entries<Spanned<String>>,
    /// Findings of `lint` that are let pass for a while.
    #[serde(default)]
    waivers: Vec<Spanned<Waiver>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Waiver {
    /// The finding's code.
    code: Spanned<String>,
    /// The files that it is let pass in, with `*` for any characters; left out, all of them.
    #[serde(default)]
    path: Option<Spanned<String>>,
    /// The message that it is let pass in; left out, all of them.
    #[serde(default)]
    message: Option<Spanned<String>>,
    /// Why it is let pass.
    reason: Spanned<String>,
    /// The last day on which it is let pass: `2027-03-31`.
    until: Spanned<String>,
}

static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Written>);

/// The JSON Schema of configurations (draft 7).
pub fn schema() -> &'static serde_json::Value {
    SHAPE.json()
}

/// Reads a configuration.
pub fn parse_config(source: &Arc<Source>) -> (Option<Config>, Vec<Diagnostic>) {
    let read = yaml::read::<Written>(source, &SHAPE);
    let mut findings = read.findings;
    let config = read.value.map(|written| {
        let mut locale = |tag: &Spanned<String>| {
            let parsed = tag.value.parse::<Locale>().ok();
            if parsed.is_none() {
                let location = Location::new(source, tag.span);
                let message = format!("`{}` is not a language tag", tag.value);
                let finding = Diagnostic::at(&INVALID_LOCALE, location, message);
                findings.push(finding.help("write it as in `fr` or `pt-BR`"));
            }
            parsed
        };
        Config {
            language: written.language.as_ref().and_then(&mut locale),
            dictionaries: written
                .dictionaries
                .0
                .into_iter()
                .filter_map(|(tag, path)| Some((locale(&tag)?, path.value)))
                .collect(),
            waivers: written
                .waivers
                .into_iter()
                .map(|waiver| WrittenWaiver {
                    location: Location::new(source, waiver.span),
                    code: waiver.value.code.value,
                    path: waiver.value.path.map(|path| path.value),
                    message: waiver.value.message.map(|message| message.value),
                    reason: waiver.value.reason.value,
                    until: waiver.value.until.value,
                })
                .collect(),
        }
    });
    (config.filter(|_| !has_errors(&findings)), findings)
}
