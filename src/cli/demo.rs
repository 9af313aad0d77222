//! `runproof demo`: the whole job on the embedded runbooks.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, Outcome, complain};
use super::open;
use super::outputs::{FormatName, Looks};
use super::render::Job;
use crate::diagnostic::Source;
use crate::plan;
use crate::project::Project;
use crate::render::{Flavor, Templates};
use crate::report::Style;
use crate::world;

/// The arguments of `demo`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write to; other files in it stay
    #[arg(long, value_name = "DIR", default_value = "demo")]
    out: PathBuf,
}

/// A change of each embedded runbook, so that the demo shows handouts too.
const CHANGES: [(&str, &str); 2] = [
    (
        "paired-front-end-pools",
        include_str!("demo/paired-front-end-pools.yaml"),
    ),
    (
        "rotate-tls-certificate",
        include_str!("demo/rotate-tls-certificate.yaml"),
    ),
];

/// Renders everything.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let project = Project::embedded();
    let [embedded, own] = project.templates()?;
    let templates = Templates::new(embedded, own);
    let looks = Looks {
        flavor: Flavor::Github,
        width: 100,
        style: Style::Plain,
    };
    let formats = [
        FormatName::Markdown,
        FormatName::Html,
        FormatName::Terminal,
        FormatName::Json,
        FormatName::Script,
    ];
    let mut said = String::new();
    for (id, change) in CHANGES {
        let runbook = open::runbook(&project, Some(id))?;
        let mut job = Job {
            project: &project,
            runbook: &runbook,
            change: None,
            templates: &templates,
            formats: &formats,
            looks,
        };
        let out = arguments.out.join("documents");
        let (count, remarks) = job.write_all(&out)?;
        complain(&remarks);
        said.push_str(&format!("{count} documents in {}\n", shown(&out, id)));

        let source = Source::new(format!("{id}.change.yaml"), change);
        let parsed = plan::parse_change(&source, &runbook);
        let change = parsed.change.ok_or(Failure(parsed.findings))?;
        job.change = Some(&change);
        let out = arguments.out.join("handouts").join(&change.id);
        world::write_whole(&out.join("change.yaml"), source.text().as_bytes())?;
        let (count, _) = job.write_all(&out)?;
        said.push_str(&format!(
            "{count} handouts of {} in {}\n",
            change.id,
            shown(&out, id)
        ));
    }
    let first = arguments
        .out
        .join("handouts/CHG0042137/paired-front-end-pools/sfb-2019/en.html");
    said.push_str(&format!("Begin with {}\n", first.display()));
    world::print(said.as_bytes())?;
    Ok(Outcome::Done)
}

fn shown(out: &Path, id: &str) -> String {
    out.join(id).display().to_string()
}
