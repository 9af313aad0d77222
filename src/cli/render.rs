//! `runproof render`: one document, or all of a runbook's.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::failure::{Failure, Outcome, complain, style};
use super::open::{self, Catalogs};
use super::outputs::{FormatName, Looks, Made, Press};
use crate::project::Project;
use runproof_core::diagnostic::Diagnostic;
use runproof_core::world;
use runproof_language::Locale;
use runproof_model::plan::Change;
use runproof_model::runbook::{Runbook, Variant};
use runproof_render::{Flavor, Templates};

/// The folder that `--all` writes to where none is given.
const OUT: &str = "documents";

/// The arguments of `render`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The runbook's id, or the path of its file
    runbook: Option<String>,
    /// The product version
    #[arg(long, short = 'V', value_name = "VARIANT", conflicts_with = "all")]
    variant: Option<String>,
    /// The language: `pt` finds `pt-BR`; left out, the runbook's own
    #[arg(long, short = 'L', value_name = "TAG", conflicts_with = "all")]
    locale: Option<String>,
    /// The format; with --all it can be given several times, and is markdown and html if left out
    #[arg(long, short = 'F', value_name = "FORMAT")]
    format: Vec<FormatName>,
    /// Whose Markdown
    #[arg(long, value_name = "FLAVOR", default_value = "github")]
    flavor: FlavorName,
    /// The change that the document is the handout of
    #[arg(long, short = 'c', value_name = "FILE")]
    change: Option<PathBuf>,
    /// The columns of `--format terminal`; left out, the terminal's
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=500))]
    width: Option<u16>,
    /// The file to write; `-` is standard output
    #[arg(long, short, value_name = "PATH", conflicts_with_all = ["all", "out"])]
    output: Option<PathBuf>,
    /// Every variant in every language, as OUT/RUNBOOK/VARIANT/LOCALE.EXT
    #[arg(long)]
    all: bool,
    /// The folder that --all writes to; other files in it stay
    #[arg(long, value_name = "DIR", requires = "all")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FlavorName {
    /// GitHub's
    Github,
    /// Microsoft Learn's: with front matter
    Learn,
}

/// Renders.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let project = open::project(project, arguments.runbook.as_deref());
    let [embedded, own] = project.templates()?;
    let templates = Templates::new(embedded, own);
    let looks = Looks {
        flavor: match arguments.flavor {
            FlavorName::Github => Flavor::Github,
            FlavorName::Learn => Flavor::Learn,
        },
        width: arguments
            .width
            .or_else(world::terminal_width)
            .unwrap_or(80)
            .clamp(20, 500),
        style: style(arguments.output.is_none() && !arguments.all && world::output_is_terminal()),
    };
    if arguments.all {
        return all(arguments, &project, &templates, looks);
    }
    let runbook = open::runbook(&project, arguments.runbook.as_deref())?;
    let change = change(arguments, &runbook)?;
    let (variant, locale) = open::both(
        open::variant(&runbook, arguments.variant.as_deref(), change.as_ref()),
        open::locale(&project, &runbook, arguments.locale.as_deref()),
    )?;
    let catalogs = Catalogs::read(&project, &runbook, &locale)?;
    let press = Press::new(&runbook, &catalogs, &templates);
    let format = match arguments.format.as_slice() {
        [] => FormatName::Markdown,
        [format] => *format,
        _ => {
            return Err(Failure::new(
                &super::failure::CHOICE_WANTED,
                "one document has one format",
                Some("give `--format` once, or add `--all`".to_owned()),
            ));
        }
    };
    let (printed, remarks) = press.documents(&[variant], change.as_ref(), &[format], looks)?;
    complain(&remarks);
    let path = arguments.output.as_deref().unwrap_or(Path::new("-"));
    for document in &printed {
        world::write_whole(path, &document.bytes)?;
    }
    Ok(Outcome::Done)
}

/// Every document of the runbook that is named, or of all of the project's own. One runbook after
/// the other is made and written, so that memory does not grow with their number.
fn all(
    arguments: &Arguments,
    project: &Project,
    templates: &Templates,
    looks: Looks,
) -> Result<Outcome, Failure> {
    let formats = match arguments.format.as_slice() {
        [] => vec![FormatName::Markdown, FormatName::Html],
        given => given.to_vec(),
    };
    let out = arguments.out.as_deref().unwrap_or(Path::new(OUT));
    let chosen = open::chosen(project, arguments.runbook.as_deref());
    let made: Vec<Result<(usize, Vec<Diagnostic>), Failure>> = chosen
        .par_iter()
        .map(|chosen| {
            let runbook = chosen.read(project)?;
            let change = change(arguments, &runbook)?;
            let job = Job {
                project,
                runbook: &runbook,
                change: change.as_ref(),
                templates,
                formats: &formats,
                looks,
            };
            job.write_all(out)
        })
        .collect();
    let mut count = 0;
    let mut failures = Vec::new();
    for result in made {
        match result {
            Ok((written, remarks)) => {
                count += written;
                complain(&remarks);
            }
            Err(failure) => failures.extend(failure.0),
        }
    }
    world::complain(format!("{count} documents in {}\n", out.display()).as_bytes());
    if failures.is_empty() {
        Ok(Outcome::Done)
    } else {
        Err(Failure(failures))
    }
}

fn change(arguments: &Arguments, runbook: &Runbook) -> Result<Option<Change>, Failure> {
    let path = arguments.change.as_ref();
    path.map(|path| open::change(path, runbook)).transpose()
}

/// All documents of a runbook.
pub(super) struct Job<'a> {
    pub(super) project: &'a Project,
    pub(super) runbook: &'a Runbook,
    pub(super) change: Option<&'a Change>,
    pub(super) templates: &'a Templates,
    pub(super) formats: &'a [FormatName],
    pub(super) looks: Looks,
}

impl Job<'_> {
    /// Writes every document to its place below a folder, on all cores; says how many, and what
    /// is to be remarked. Nothing is written unless all of them can be made.
    pub(super) fn write_all(&self, out: &Path) -> Result<(usize, Vec<Diagnostic>), Failure> {
        let variants: Vec<&Variant> = match self.change {
            // A change is for one variant: the documents of the others would not be its handout.
            Some(change) if change.variant.is_some() => {
                vec![open::variant(self.runbook, None, Some(change))?]
            }
            _ => self.runbook.variants.iter().collect(),
        };
        let locales = self.project.locales_of(self.runbook.id.as_str());
        let made: Vec<Result<Made, Failure>> = locales
            .par_iter()
            .map(|locale| self.of_locale(locale, &variants))
            .collect();
        let mut printed = Vec::new();
        let mut remarks = Vec::new();
        let mut failures = Vec::new();
        for result in made {
            match result {
                Ok((documents, more)) => {
                    printed.extend(documents);
                    remarks.extend(more);
                }
                Err(failure) => failures.extend(failure.0),
            }
        }
        if !failures.is_empty() {
            return Err(Failure(failures));
        }
        let folder = out.join(self.runbook.id.as_str());
        let faults: Vec<_> = printed
            .par_iter()
            .filter_map(|document| {
                let name = format!("{}.{}", document.locale, document.ending);
                let path = folder.join(&document.variant).join(name);
                world::write_whole(&path, &document.bytes).err()
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults.into());
        }
        Ok((printed.len(), remarks))
    }

    fn of_locale(&self, locale: &Locale, variants: &[&Variant]) -> Result<Made, Failure> {
        let catalogs = Catalogs::read(self.project, self.runbook, locale)?;
        let press = Press::new(self.runbook, &catalogs, self.templates);
        press.documents(variants, self.change, self.formats, self.looks)
    }
}
