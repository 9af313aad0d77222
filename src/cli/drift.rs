//! `runproof drift`: published pages, held against a plan or against each other.

mod models;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::failure::{Failure, Outcome, style};
use super::open;
use super::pages::{self, Pages, Wanted};
use models::{Held, Models};
use runproof_core::diagnostic::{Diagnostic, Location, Severity, Span, codes};
use runproof_core::world;
use runproof_language::Locale;
use runproof_pages::drift::compare::Side;
use runproof_pages::drift::{self, Subject, alone, compare};
use runproof_pages::group::{self, Grouping, Origin, Pairing};
use runproof_pages::likeness::Tongue;
use runproof_report::{self as report, Results};

codes! {
    /// Pages that were named together and are not the same page.
    ///
    /// ## Why
    ///
    /// Pages that are named one by one are held against each other. These share no command, no
    /// picture and no shape, so whatever was found between them would mean nothing.
    ///
    /// ## Example
    ///
    /// `runproof drift install.en.md upgrade.fr.md`
    ///
    /// ## Instead
    ///
    /// Name a page together with its own translations. In a folder pages find each other by their
    /// key (`ms.assetid`) and by their paths.
    pub(crate) NOT_THE_SAME_PAGE = "not-the-same-page", Note;

    /// A page in a language that there are no words for.
    ///
    /// ## Why
    ///
    /// What a page says of numbers of steps, labels and terms is only known in the languages that
    /// there are catalogs for. Its steps, commands and pictures are compared all the same.
    ///
    /// ## Example
    ///
    /// An Italian page in a project that has `locales/en` and `locales/fr`.
    ///
    /// ## Instead
    ///
    /// Add a folder `locales/it/` with a glossary. If the page is in another language than the
    /// finding says, give `--locale`.
    pub(crate) LANGUAGE_WITHOUT_CATALOG = "language-without-catalog", Note;

    /// A page that fits no plan of the runbook that it was to be held against.
    ///
    /// ## Why
    ///
    /// The page has other commands, labels and steps than each of the runbook's variants, or two
    /// variants fit it as well as each other. It was not held against any of them, and whoever
    /// named the runbook would believe that it was.
    ///
    /// ## Example
    ///
    /// `runproof drift --runbook rotate-tls-certificate install-printer.md`
    ///
    /// ## Instead
    ///
    /// Name the variant with `--variant`, or another runbook. `runproof list` shows them, and the
    /// languages that they have documents in.
    pub(crate) FITS_NO_PLAN = "fits-no-plan", Warning;
}

/// The arguments of `drift`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Pages, folders of pages, or `-` for standard input
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Hold the pages against this runbook: its id or file; left out, against the one that fits a
    /// page, if one does
    #[arg(long, short = 'r', value_name = "RUNBOOK")]
    runbook: Option<String>,
    /// Only hold pages against each other
    #[arg(long, conflicts_with_all = ["runbook", "variant"])]
    no_runbook: bool,
    /// The product version; left out, the one that fits a page best
    #[arg(long, short = 'V', value_name = "VARIANT")]
    variant: Option<String>,
    /// The language of the pages, where they do not say it themselves
    #[arg(long, short = 'L', value_name = "TAG")]
    locale: Option<String>,
    /// The language that leads
    #[arg(long, value_name = "TAG", default_value = "en")]
    source: String,
    /// The format
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: DriftFormat,
    /// The file to write; `-` is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    output: PathBuf,
    /// Show how far the work is, on a terminal
    #[arg(long)]
    progress: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DriftFormat {
    /// For people
    Text,
    /// For programs: `runproof/findings/1`
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For continuous integration: a suite for each page
    Junit,
    /// For a ticket or a pull request
    #[value(alias = "md")]
    Markdown,
}

/// Looks for drift.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let source = pages::language(&arguments.source)?;
    let locale = arguments.locale.as_deref().map(pages::language);
    let locale = locale.transpose()?;
    let project = open::project(project, arguments.runbook.as_deref());
    let models = if arguments.no_runbook {
        Models::none(&project)?
    } else {
        let variant = arguments.variant.as_deref();
        Models::read(&project, arguments.runbook.as_deref(), variant)?
    };
    let available = project.locales();
    let pages = pages::read(Wanted {
        inputs: &arguments.pages,
        available: &available,
        source: &source,
        locale: locale.as_ref(),
        shows_progress: arguments.progress,
    })?;
    let members = pages.members();
    let grouping = group::group(&members, &source);
    let mut findings = look(&pages, &grouping, &models, arguments.progress);
    findings.extend(remarks(&pages, &grouping, &available));
    findings.sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
    drift::once(&mut findings);
    report(arguments, &pages, &findings)?;
    summarise(&pages, &grouping, &findings);
    if !pages.faults.is_empty() {
        return Err(Failure(pages.faults));
    }
    let is_drift = |finding: &Diagnostic| finding.severity != Severity::Note;
    Ok(if findings.iter().any(is_drift) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Every page alone and against its plan, and every pair, on all cores. The order of the findings
/// does not depend on who was first.
fn look(
    pages: &Pages,
    grouping: &Grouping,
    models: &Models,
    shows_progress: bool,
) -> Vec<Diagnostic> {
    let subject = |at: usize| Subject::new(&pages.read[at].page, &pages.read[at].locale);
    let pairs = grouping.groups.iter().map(|group| group.pairs.len());
    let bar = pages::bar(pages.read.len() + pairs.sum::<usize>(), shows_progress);
    let alone = |at: usize| {
        let mut findings = Vec::new();
        alone::check(subject(at), &mut findings);
        let held = models.against(subject(at), &mut findings);
        match (pages.read[at].origin, held) {
            // Nobody said that it has a procedure.
            (Origin::Found, _) => findings.retain(|f| f.code != &alone::NO_PROCEDURE),
            (Origin::Named, Held::Wanted) => findings.push(fits_no_plan(pages, at)),
            (Origin::Named, _) => {}
        }
        bar.inc(1);
        (findings, held)
    };
    // Group by group, since a page that leads is cut once for all that are held against it.
    let looks = grouping.groups.par_iter().flat_map_iter(|group| {
        let each: Vec<(usize, (Vec<Diagnostic>, Held))> =
            group.pages.par_iter().map(|at| (*at, alone(*at))).collect();
        // What has a plan was held against it: its source would say the same again.
        let has_plan = |at: usize| {
            let mut all = each.iter();
            all.any(|(page, (_, held))| *page == at && *held == Held::Against)
        };
        let wanted = group.pairs.iter().filter(|pair| !has_plan(pair.other));
        let wanted: Vec<Pairing> = wanted.copied().collect();
        bar.inc((group.pairs.len() - wanted.len()) as u64);
        let sides = Sides::default();
        let between: Vec<Vec<Diagnostic>> = wanted
            .par_iter()
            .map(|pair| {
                let mut findings = Vec::new();
                let (leading, other) = (subject(pair.leading), subject(pair.other));
                let tongue = compare::tongue(leading, other);
                let leading = sides.of(pair.leading, leading, tongue);
                let other = Side::of(other, tongue);
                let words = models.vocabulary();
                compare::between(&leading, &other, pair.relation, words, &mut findings);
                bar.inc(1);
                findings
            })
            .collect();
        let each = each.into_iter().flat_map(|(_, (findings, _))| findings);
        each.chain(between.into_iter().flatten())
            .collect::<Vec<_>>()
    });
    let findings = looks.collect();
    bar.finish_and_clear();
    findings
}

/// The pages that lead, cut for their own language and for others.
#[derive(Default)]
struct Sides<'p>(Mutex<Vec<(usize, Tongue, Arc<Side<'p>>)>>);

impl<'p> Sides<'p> {
    fn of(&self, at: usize, subject: Subject<'p>, tongue: Tongue) -> Arc<Side<'p>> {
        // What another thread left half done is not used: a list is pushed to as a whole.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(a, b, _)| (*a, *b) == (at, tongue));
        if let Some((_, _, side)) = found {
            return Arc::clone(side);
        }
        let side = Arc::new(Side::of(subject, tongue));
        known.push((at, tongue, Arc::clone(&side)));
        side
    }
}

fn fits_no_plan(pages: &Pages, at: usize) -> Diagnostic {
    let message = "this page fits no plan of the runbook: it was not held against one";
    Diagnostic::at(&FITS_NO_PLAN, top(pages, at), message).help(
        "`--variant` says which plan it is; `--no-runbook` holds pages only against each other",
    )
}

/// What is to be known about the pages as pages.
fn remarks(pages: &Pages, grouping: &Grouping, available: &[Locale]) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    let named: Vec<usize> = (0..pages.read.len())
        .filter(|at| pages.read[*at].origin == Origin::Named)
        .collect();
    for stray in &grouping.strays {
        let others = named.iter().filter(|at| !grouping.strays.contains(at));
        let other = others.map(|at| pages.read[*at].page.source.name()).next();
        let message = format!(
            "this is not the same page as `{}`: they share no commands, pictures or steps",
            other.unwrap_or("the others")
        );
        let finding = Diagnostic::at(&NOT_THE_SAME_PAGE, top(pages, *stray), message);
        remarks.push(
            finding.help(
                "it was only looked at alone; name a page together with its own translations",
            ),
        );
    }
    // One remark a language: a folder may hold a thousand pages in it.
    let mut said: Vec<&Locale> = Vec::new();
    for (at, read) in pages.read.iter().enumerate() {
        let is_known = available
            .iter()
            .any(|known| known.same_language(&read.locale));
        if is_known || said.contains(&&read.locale) {
            continue;
        }
        let is_unknown = read.locale == Locale::unknown();
        if is_unknown && read.origin == Origin::Found {
            continue;
        }
        said.push(&read.locale);
        let number = pages
            .read
            .iter()
            .filter(|r| r.locale == read.locale)
            .count();
        let message = match (is_unknown, number) {
            (true, _) => "which language this page is in can not be told".to_owned(),
            (false, 1) => format!("there is no catalog for `{}`", read.locale),
            (false, _) => format!(
                "there is no catalog for `{}`, the language of this page and {} more",
                read.locale,
                number - 1
            ),
        };
        let finding = Diagnostic::at(&LANGUAGE_WITHOUT_CATALOG, top(pages, at), message);
        remarks.push(finding.help(
            "steps, commands and pictures are compared all the same; `--locale` says which language it is",
        ));
    }
    remarks
}

/// The first line of a page that says something.
fn top(pages: &Pages, at: usize) -> Location {
    let page = &pages.read[at].page;
    let outline = page.outline();
    let first = outline
        .title_span
        .or_else(|| page.blocks.first().map(|block| block.span))
        .unwrap_or(Span::new(0, 0));
    let line = page.source.line_column(first.start).line;
    Location::new(&page.source, page.source.line(line))
}

fn report(arguments: &Arguments, pages: &Pages, findings: &[Diagnostic]) -> Result<(), Failure> {
    let results = Results::of(findings);
    let is_terminal = arguments.output == Path::new("-") && world::output_is_terminal();
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = match arguments.format {
        DriftFormat::Text => report::text(&results, style(is_terminal), &mut out),
        DriftFormat::Json => report::json(&results, &mut out),
        DriftFormat::Sarif => report::sarif(&results, &mut out),
        DriftFormat::Markdown => report::markdown(&results, &mut out),
        DriftFormat::Junit => {
            let read = pages.read.iter();
            let names: Vec<&str> = read.map(|read| read.page.source.name()).collect();
            report::junit(&results, &names, &mut out)
        }
    };
    // Who could not read everything must not say that nothing was found.
    if pages.faults.is_empty() || !findings.is_empty() {
        world::write_whole(&arguments.output, &out)?;
    }
    Ok(())
}

/// What was done, for whoever looks at it.
fn summarise(pages: &Pages, grouping: &Grouping, findings: &[Diagnostic]) {
    let count = |number: usize, one: &str, many: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    };
    let joined = grouping.groups.iter().filter(|group| group.pages.len() > 1);
    let joined = joined.count();
    let said = format!(
        "{} ({} kB) read: {} in several versions, {} alone; {}\n",
        count(pages.read.len(), "file", "files"),
        pages.bytes().div_ceil(1000),
        count(joined, "page", "pages"),
        grouping.groups.len() - joined,
        Results::of(findings).summary()
    );
    world::complain(said.as_bytes());
}
