//! `runproof demo`: the whole job on the embedded runbooks.

mod audits;

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, Outcome, complain};
use super::open;
use super::outputs::{FormatName, Looks};
use super::render::Job;
use crate::project::Project;
use runproof_core::diagnostic::Source;
use runproof_core::world;
use runproof_model::plan;
use runproof_render::{Flavor, Templates};
use runproof_report::Style;

/// The arguments of `demo`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write to; other files in it stay
    #[arg(long, value_name = "DIR", default_value = "demo")]
    out: PathBuf,
}

/// A change of an embedded runbook, so that the demo shows handouts and audits too.
struct Sample {
    runbook: &'static str,
    change: &'static str,
    /// When its audit is made: given, so that the same bytes come out each time.
    audited: jiff::civil::DateTime,
}

const SAMPLES: [Sample; 2] = [
    Sample {
        runbook: "paired-front-end-pools",
        change: include_str!("demo/paired-front-end-pools.yaml"),
        audited: jiff::civil::datetime(2026, 3, 16, 9, 0, 0, 0),
    },
    Sample {
        runbook: "rotate-tls-certificate",
        change: include_str!("demo/rotate-tls-certificate.yaml"),
        audited: jiff::civil::datetime(2026, 4, 8, 9, 0, 0, 0),
    },
];

/// Renders everything, and audits.
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
    let mut audited = String::new();
    for sample in &SAMPLES {
        let id = sample.runbook;
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

        let source = Source::new(format!("{id}.change.yaml"), sample.change);
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
        let setting = audits::Setting {
            project: &project,
            runbook: &runbook,
            change: &change,
            templates: &templates,
            audited: sample.audited,
        };
        audited.push_str(&setting.audit(&arguments.out)?);
    }
    said.push_str(&audited);
    let first = |path: &str| arguments.out.join(path).display().to_string();
    said.push_str(&format!(
        "Begin with {}\nand {}\n",
        first("handouts/CHG0042137/paired-front-end-pools/sfb-2019/en.html"),
        first("audits/CHG0042170/verdict.en.html"),
    ));
    world::print(said.as_bytes())?;
    Ok(Outcome::Done)
}

fn shown(out: &Path, id: &str) -> String {
    out.join(id).display().to_string()
}
