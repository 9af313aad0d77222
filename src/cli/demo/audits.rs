//! The audit of a sample change: its captures, and the report in every format.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::super::check::{self, Source, Sources};
use super::super::failure::{FILE_FAULT, Failure};
use super::super::open::{self, Catalogs};
use crate::project::Project;
use runproof_audit::{Options, Secrets};
use runproof_core::world;
use runproof_model::plan::Change;
use runproof_model::runbook::Runbook;
use runproof_render::Templates;
use runproof_report::Style;
use runproof_report::verdict::{self, Format, Report};

/// What was captured while the sample changes were carried out: a folder for each runbook.
static CAPTURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/demo/captures");

/// Who makes the audit, as the report says it.
const AUDITOR: &str = "Internal Audit";

/// The columns of the report as text.
const WIDTH: usize = 100;

/// The report's files in the runbook's own language.
const REPORTS: [(&str, Format); 8] = [
    (
        "verdict.txt",
        Format::Text {
            style: Style::Plain,
            width: WIDTH,
        },
    ),
    ("verdict.md", Format::Markdown),
    ("verdict.json", Format::Json),
    ("verdict.sarif", Format::Sarif),
    ("junit.xml", Format::Junit),
    ("evidence.csv", Format::Csv),
    ("evidence.xes", Format::Xes),
    ("statement.json", Format::InToto),
];

/// A sample change and what its audit is made with.
pub(super) struct Setting<'a> {
    pub(super) project: &'a Project,
    pub(super) runbook: &'a Runbook,
    pub(super) change: &'a Change,
    pub(super) templates: &'a Templates,
    pub(super) audited: jiff::civil::DateTime,
}

impl Setting<'_> {
    /// Writes the captures and the reports below a folder; says what came of it.
    ///
    /// Reports name the captures by their place in that folder, so that they hold the same bytes
    /// wherever it is.
    pub(super) fn audit(&self, out: &Path) -> Result<String, Failure> {
        let place = Path::new("captures").join(&self.change.id);
        let held = CAPTURES.get_dir(self.runbook.id.as_str());
        let mut sources = Vec::new();
        for file in held.into_iter().flat_map(Dir::files) {
            let Some(name) = file.path().file_name() else {
                continue;
            };
            let path = place.join(name);
            world::write_whole(&out.join(&path), file.contents())?;
            sources.push(Source::embedded(path, file.contents()));
        }
        let job = check::Job {
            runbook: self.runbook,
            variant: open::variant(self.runbook, None, Some(self.change))?,
            change: self.change,
            options: Options {
                clock_skew: check::CLOCK_SKEW,
                today: self.audited.date(),
                as_of: Some(self.audited.to_string()),
                by: Some(AUDITOR.to_owned()),
                tool: check::tool(),
                refused: Vec::new(),
                secrets: Secrets::Masked,
            },
        };
        let conclusion = job.audit(Sources::embedded(sources), false)?;
        let folder = out.join("audits").join(&self.change.id);
        let own = open::source_locale(&self.project.locales(), &self.runbook.language);
        world::write_whole(
            &folder.join("certificate.json"),
            &check::proof(&conclusion)?,
        )?;
        let mut count = 1;
        for locale in self.project.locales_of(self.runbook.id.as_str()) {
            let catalogs = Catalogs::read(self.project, self.runbook, &locale)?;
            let subject = job.subject(&catalogs);
            let mut verdict = conclusion.verdict.clone();
            job.put_words(&mut verdict, &catalogs);
            let report = Report::new(&verdict, &subject, &catalogs.program());
            let page = (format!("verdict.{locale}.html"), Format::Html);
            let others = REPORTS.map(|(name, format)| (name.to_owned(), format));
            let others = others.into_iter().filter(|_| locale == own);
            for (name, format) in std::iter::once(page).chain(others) {
                let bytes = self.written(format, &report)?;
                world::write_whole(&folder.join(name), &bytes)?;
                count += 1;
            }
        }
        Ok(format!(
            "{} is {}: {count} reports in {}\n",
            self.change.id,
            conclusion.verdict.overall.name(),
            folder.display(),
        ))
    }

    fn written(&self, format: Format, report: &Report<'_>) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let written = verdict::write(format, report, self.templates, &mut bytes);
        written.map_err(|failed| match failed {
            verdict::Failed::Templates(faults) => Failure(faults),
            verdict::Failed::Io(error) => Failure::new(&FILE_FAULT, error.to_string(), None),
        })?;
        Ok(bytes)
    }
}
