//! `runproof check`: what was captured while a change was carried out, held against its plan.

mod captures;

use runproof_prose::plain_text;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::failure::{FILE_FAULT, Failure, NO_CAPTURE, Outcome, complain, style};
use super::open::{self, Catalogs};
use crate::project::Project;
pub(super) use captures::{Source, Sources};
use runproof_audit::{
    Argument, AsOf, Audit, Conclusion, Message, Options, Overall, Secrets, Verdict, attested_later,
    waiver_faults,
};
use runproof_capture as capture;
use runproof_core::diagnostic::{has_errors, nearest};
use runproof_core::world;
use runproof_model::document::Writer;
use runproof_model::plan::{Change, Plan};
use runproof_model::runbook::{Runbook, Variant};
use runproof_render::Templates;
use runproof_report::verdict::{self, Report, Subject};
use runproof_text::json;

/// How far the clocks of two computers may differ where nobody says, in seconds: members of a
/// domain keep to a second or two.
pub(super) const CLOCK_SKEW: i64 = 10;

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The runbook's id or file, if it is not the project's only one, and the captures: files,
    /// folders, or `-` for standard input. `FORMAT=FILE` says of which format a capture is; left out,
    /// the captures that the change lists
    #[arg(value_name = "[RUNBOOK] [FORMAT=]CAPTURE")]
    inputs: Vec<String>,
    /// The change that was carried out
    #[arg(long, short = 'c', value_name = "FILE")]
    change: PathBuf,
    /// The product version, where the change does not name it
    #[arg(long, short = 'V', value_name = "VARIANT")]
    variant: Option<String>,
    /// The language of the report: `pt` finds `pt-BR`; left out, the runbook's own
    #[arg(long, short = 'L', value_name = "TAG")]
    locale: Option<String>,
    /// The format of the report
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: FormatName,
    /// The file to write; `-` is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    output: PathBuf,
    /// The format of captures whose content proves none, and of which nobody says another
    #[arg(long, value_name = "FORMAT", value_parser = capture_format())]
    capture_format: Option<capture::Format>,
    /// How far the clocks of two computers may differ, such as `30s` or `2m`; left out, 10 seconds
    #[arg(long, value_name = "TIME", value_parser = skew)]
    clock_skew: Option<i64>,
    /// Write the proof that no explanation deviates less
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// When the audit is made, as the report says it: a day or a time. Waivers hold until their
    /// last day; left out, that is compared with today
    #[arg(long, value_name = "TIME", value_parser = as_of)]
    as_of: Option<Said>,
    /// Who makes the audit, as the report says it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Show passwords and tokens that were typed
    #[arg(long)]
    show_secrets: bool,
    /// Show how far the reading is, on a terminal
    #[arg(long)]
    progress: bool,
    /// The columns of `--format text`; left out, the terminal's
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=500))]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// For a terminal
    #[value(alias = "txt")]
    Text,
    /// `runproof/verdict/1`
    Json,
    /// One self-contained page
    Html,
    /// For a ticket
    #[value(alias = "md")]
    Markdown,
    /// A test case for each act
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// A row for each act and finding
    Csv,
    /// The evidence as an event log of IEEE 1849
    Xes,
    /// A statement to be signed
    InToto,
}

/// The formats of captures by their names, as reports have them.
fn capture_format() -> impl TypedValueParser<Value = capture::Format> {
    let names = capture::Format::ALL.map(capture::Format::name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut all = capture::Format::ALL.into_iter();
        all.find(|format| format.name() == name)
            .ok_or("there is no such format")
    })
}

/// When an audit is made, and the words of whoever said so.
#[derive(Debug, Clone)]
struct Said {
    written: String,
    as_of: AsOf,
}

impl Said {
    /// The day as it was written, in whichever zone.
    fn day(&self) -> jiff::civil::Date {
        let day = self.written.get(..10).and_then(|day| day.parse().ok());
        day.unwrap_or_else(|| self.as_of.day())
    }
}

fn as_of(text: &str) -> Result<Said, String> {
    let day = text.parse().map(AsOf::Day).ok();
    let exactly = || text.parse().map(AsOf::Exactly).ok();
    let local = || text.parse().map(AsOf::Local).ok();
    // A date alone reads as the beginning of its day, too.
    let is_day = text.len() == "2026-03-16".len();
    let as_of = day.filter(|_| is_day).or_else(exactly).or_else(local);
    match as_of {
        Some(as_of) => Ok(Said {
            written: text.to_owned(),
            as_of,
        }),
        None => Err(
            "write a day or a time, such as `2026-03-16` or `2026-03-16T09:00:00+01:00`".to_owned(),
        ),
    }
}

fn skew(text: &str) -> Result<i64, String> {
    let seconds = text.parse::<i64>().ok();
    let seconds = seconds.or_else(|| {
        let duration = text.parse::<jiff::SignedDuration>().ok()?;
        Some(duration.as_secs())
    });
    match seconds {
        Some(seconds @ 0..=604_800) => Ok(seconds),
        _ => Err("write a time of at most a week, such as `30s`, `2m` or `1h`".to_owned()),
    }
}

/// Audits.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let (named, inputs) = split(arguments, project);
    let project = open::project(project, named);
    let runbook = open::runbook(&project, named)?;
    let change = open::change(&arguments.change, &runbook)?;
    let said = arguments.as_of.as_ref();
    let mut faults = waiver_faults(&change);
    faults.extend(runproof_audit::stated_faults(&change));
    // The computer's clock decides about no input.
    faults.extend(said.map_or_else(Vec::new, |said| attested_later(&change, said.as_of)));
    if has_errors(&faults) {
        return Err(faults.into());
    }
    let (variant, locale) = open::both(
        open::variant(&runbook, arguments.variant.as_deref(), Some(&change)),
        open::locale(&project, &runbook, arguments.locale.as_deref()),
    )?;
    let catalogs = Catalogs::read(&project, &runbook, &locale)?;
    let job = Job {
        runbook: &runbook,
        variant,
        change: &change,
        options: Options {
            clock_skew: arguments.clock_skew.unwrap_or(CLOCK_SKEW),
            today: said.map_or_else(world::today, Said::day),
            as_of: said.map(|said| said.written.clone()),
            by: arguments.by.clone(),
            tool: tool(),
            refused: Vec::new(),
            secrets: if arguments.show_secrets {
                Secrets::Shown
            } else {
                Secrets::Masked
            },
        },
    };
    let sources = Sources::of(inputs, &change, &arguments.change, arguments.capture_format)?;
    if let Some(failure) = sources.not_there(inputs) {
        return Err(meant(failure, inputs, &project));
    }
    let conclusion = job
        .audit(sources, arguments.progress)
        .map_err(|failure| meant(failure, inputs, &project))?;
    let [embedded, own] = project.templates()?;
    let templates = Templates::new(embedded, own);
    let subject = job.subject(&catalogs);
    let mut conclusion = conclusion;
    job.put_words(&mut conclusion.verdict, &catalogs);
    let report = Report::new(&conclusion.verdict, &subject, &catalogs.program());
    let printed = print(arguments.format, arguments, &report, &templates)?;
    // The report comes last: where it is, all is.
    if let Some(path) = &arguments.certificate {
        world::write_whole(path, &proof(&conclusion)?)?;
    }
    world::write_whole(&arguments.output, &printed)?;
    Ok(match conclusion.verdict.overall {
        Overall::Conformant => Outcome::Done,
        Overall::Deviating => Outcome::Findings,
        Overall::Inconclusive => Outcome::Inconclusive,
    })
}

/// The proof that no explanation deviates less, as a file holds it.
pub(super) fn proof(conclusion: &Conclusion) -> Result<Vec<u8>, Failure> {
    json::to_string(&conclusion.certificate)
        .map(String::into_bytes)
        .map_err(|error| Failure::new(&FILE_FAULT, error.to_string(), None))
}

/// The program and its version, as reports name it.
pub(super) fn tool() -> String {
    format!("runproof {}", env!("CARGO_PKG_VERSION"))
}

/// The runbook that the first word names, if it names one, and the captures.
fn split<'a>(arguments: &'a Arguments, project: Option<&Path>) -> (Option<&'a str>, &'a [String]) {
    let Some((first, rest)) = arguments.inputs.split_first() else {
        return (None, &[]);
    };
    let is_definition = [".yaml", ".yml"]
        .iter()
        .any(|ending| first.ends_with(ending));
    let is_id = || {
        let known = open::project(project, None).runbooks();
        known.iter().any(|file| file.name == *first)
    };
    let names_one = is_definition || (!world::is_file(Path::new(first)) && is_id());
    if names_one && !world::is_folder(Path::new(first)) {
        (Some(first), rest)
    } else {
        (None, &arguments.inputs)
    }
}

/// Where the first word is no file, it may have been meant as a runbook.
fn meant(mut failure: Failure, inputs: &[String], project: &Project) -> Failure {
    let known: Vec<String> = project.runbooks().into_iter().map(|r| r.name).collect();
    let first = inputs.first().filter(|first| !is_there(Path::new(first)));
    let near = first.and_then(|first| nearest(first, known.iter().map(String::as_str)));
    if let (Some(near), Some(fault)) = (near, failure.0.first_mut()) {
        fault.help = Some(format!("did you mean the runbook `{near}`?"));
    }
    failure
}

fn is_there(path: &Path) -> bool {
    world::is_file(path) || world::is_folder(path)
}

/// An audit and what it is of.
pub(super) struct Job<'a> {
    pub(super) runbook: &'a Runbook,
    pub(super) variant: &'a Variant,
    pub(super) change: &'a Change,
    pub(super) options: Options,
}

impl Job<'_> {
    /// Reads captures and concludes from them.
    pub(super) fn audit(
        &self,
        sources: Sources,
        shows_progress: bool,
    ) -> Result<Conclusion, Failure> {
        let plan = Plan::resolve(self.runbook, self.variant, Some(self.change));
        let audit = Audit::new(&plan);
        let captured = sources.read(&audit, shows_progress)?;
        complain(&captured.remarks);
        let options = Options {
            refused: captured.refused,
            ..self.options.clone()
        };
        audit
            .conclude(captured.observations, &options)
            .map_err(|fault| {
                Failure::new(
                    &NO_CAPTURE,
                    format!("the audit is too large: {fault:?}"),
                    None,
                )
            })
    }

    /// What the report is about, in the words of the runbook's catalogs.
    pub(super) fn subject(&self, catalogs: &Catalogs) -> Subject {
        let plan = Plan::resolve(self.runbook, self.variant, Some(self.change));
        let (program, prose) = (catalogs.program(), catalogs.prose(self.runbook));
        let document = Writer::new(&program, &prose, catalogs.source()).write(&plan);
        let steps = document.steps.iter();
        Subject {
            title: plain_text(&document.title),
            product: document.product.clone(),
            steps: steps
                .map(|step| (step.id.clone(), step.title.clone()))
                .collect(),
        }
    }

    /// Puts the words of questions and outcomes in the place of their names.
    pub(super) fn put_words(&self, verdict: &mut Verdict, catalogs: &Catalogs) {
        let plan = Plan::resolve(self.runbook, self.variant, Some(self.change));
        let (program, prose) = (catalogs.program(), catalogs.prose(self.runbook));
        let writer = Writer::new(&program, &prose, catalogs.source());
        let steps = verdict.steps.iter_mut();
        let because = steps.filter_map(|step| step.because.as_mut());
        for Message { arguments, .. } in because.chain(&mut verdict.assumptions) {
            for (name, argument) in arguments {
                if let ("question", Argument::Text(question)) = (*name, &mut *argument) {
                    *question = writer.question(&plan, question);
                }
            }
        }
        let findings = verdict.findings.iter_mut();
        let arguments = findings.flat_map(|finding| &mut finding.message.arguments);
        for (_, argument) in arguments {
            if let Argument::Outcome(name) = argument {
                *argument = Argument::Sentence(writer.outcome(&plan, name));
            }
        }
    }
}

fn print(
    format: FormatName,
    arguments: &Arguments,
    report: &Report<'_>,
    templates: &Templates,
) -> Result<Vec<u8>, Failure> {
    let is_terminal = arguments.output == Path::new("-") && world::output_is_terminal();
    let format = match format {
        FormatName::Text => verdict::Format::Text {
            style: style(is_terminal),
            width: arguments
                .width
                .or_else(world::terminal_width)
                .unwrap_or(100)
                .clamp(40, 500)
                .into(),
        },
        FormatName::Json => verdict::Format::Json,
        FormatName::Html => verdict::Format::Html,
        FormatName::Markdown => verdict::Format::Markdown,
        FormatName::Junit => verdict::Format::Junit,
        FormatName::Sarif => verdict::Format::Sarif,
        FormatName::Csv => verdict::Format::Csv,
        FormatName::Xes => verdict::Format::Xes,
        FormatName::InToto => verdict::Format::InToto,
    };
    let mut bytes = Vec::new();
    verdict::write(format, report, templates, &mut bytes).map_err(|failed| match failed {
        verdict::Failed::Templates(faults) => Failure(faults),
        verdict::Failed::Io(error) => Failure::new(&FILE_FAULT, error.to_string(), None),
    })?;
    Ok(bytes)
}
