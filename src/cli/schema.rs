//! `runproof schema`: the JSON Schemas of the files that people write.

use clap::{Args, ValueEnum};

use super::failure::{Failure, Outcome};
use crate::project;
use runproof_core::world;
use runproof_model::{plan, runbook};
use runproof_report as report;
use runproof_text::json;

/// The arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which file's
    #[arg(default_value = "runbook")]
    file: FileKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileKind {
    /// A runbook's definition
    Runbook,
    /// change.yaml
    Change,
    /// runproof.yaml
    Config,
    /// A line that `interpret --format jsonl` prints
    Interpretation,
}

/// Prints a schema.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let schema = match arguments.file {
        FileKind::Runbook => runbook::schema(),
        FileKind::Change => plan::change_schema(),
        FileKind::Config => project::config_schema(),
        FileKind::Interpretation => report::interpretation_schema(),
    };
    // The schema is JSON already: it can be printed.
    let text = json::to_string(schema).unwrap_or_default();
    world::print(text.as_bytes())?;
    Ok(Outcome::Done)
}
