//! `runproof init`: a project of one's own, small and whole.

use std::path::PathBuf;

use clap::Args;

use super::failure::{FILE_FAULT, Failure, Outcome};
use runproof_core::world;
use runproof_text::json;

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder; left out, this one
    #[arg(default_value = ".")]
    folder: PathBuf,
}

const FILES: [(&str, &str); 6] = [
    ("runproof.yaml", include_str!("init/runproof.yaml")),
    (
        "runbooks/restart-service.yaml",
        include_str!("init/restart-service.yaml"),
    ),
    ("runbooks/runbook.schema.json", ""),
    (
        "locales/en/restart-service.ftl",
        include_str!("init/en.ftl"),
    ),
    (
        "locales/fr/restart-service.ftl",
        include_str!("init/fr.ftl"),
    ),
    ("change.yaml", include_str!("init/change.yaml")),
];

/// Writes the files of a new project; none of them, where one is there already.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let there: Vec<&str> = FILES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| world::is_file(&arguments.folder.join(name)))
        .collect();
    if !there.is_empty() {
        return Err(Failure::new(
            &FILE_FAULT,
            format!(
                "{} is there already: {}",
                arguments.folder.display(),
                there.join(", ")
            ),
            Some("choose another folder: nothing is overwritten".to_owned()),
        ));
    }
    // The schema is JSON already: it can be printed.
    let schema = json::to_string(runproof_model::runbook::schema()).unwrap_or_default();
    for (name, text) in FILES {
        let text = if text.is_empty() {
            schema.as_str()
        } else {
            text
        };
        world::write_whole(&arguments.folder.join(name), text.as_bytes())?;
    }
    let mut said = String::from("A project with one runbook in two languages:\n");
    for (name, _) in FILES {
        said.push_str(&format!("  {}\n", arguments.folder.join(name).display()));
    }
    let folder = arguments.folder.display();
    said.push_str(&format!(
        "Next:\n  runproof --project {folder} render restart-service --variant systemd\n  \
         runproof lint {folder}\n"
    ));
    world::print(said.as_bytes())?;
    Ok(Outcome::Done)
}
