//! The round trip: files that were written are read, rendered as pages, and held against the
//! pages that they came from.
//!
//! Compared is what a reader meets: title, headings, steps with their numbers and nesting,
//! commands to the letter, bold, links, pictures, tables, alerts, and the words of every paragraph.
//! Front matter, anchors and wrappers are left aside, and a line's end is a blank.

mod compare;
mod lacking;
mod lines;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::Serialize;

use self::compare::Found;
use self::lacking::Lacking;
use super::Input;
use super::model::{Effect, Remark};
use super::write::File;
use crate::Page;
use runproof_core::diagnostic::{Diagnostic, Source, Span, has_errors};
use runproof_language::{Catalog, Flaw, Locale, Translator};
use runproof_model::document;
use runproof_model::plan::Plan;
use runproof_model::runbook::{self, Runbook};
use runproof_render::{self as render, Format, Templates};

/// What came of the round trip.
#[derive(Debug, Clone, Serialize)]
pub struct Proof {
    /// Page by page, in the order in which they were given.
    pub pages: Vec<PageProof>,
}

/// What came of the round trip of one page.
#[derive(Debug, Clone, Serialize)]
pub struct PageProof {
    /// The page, as it was given.
    pub path: String,
    /// Its language.
    pub locale: String,
    /// The id of its product.
    pub variant: String,
    /// Whether there is no difference that nothing explains.
    pub holds: bool,
    /// Where the page was broken and the import says so.
    pub explained: Vec<Difference>,
    /// The others.
    pub unexplained: Vec<Difference>,
}

/// A place where a written page is not the page that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// The line in the page, from 1.
    pub line: u32,
    /// The column, in characters, from 1.
    pub column: u32,
    /// What the page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// What is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// The remark that explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// What differs between two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// Something of the page is not written.
    Missing,
    /// Something is written that is not on the page.
    Added,
    /// A number, a level, a kind of alert.
    Structure,
    /// A command or another block of code.
    Command,
    /// Words.
    Wording,
    /// Something bold.
    Label,
    /// Emphasis or code in running text.
    Markup,
    /// A link.
    Link,
    /// A picture.
    Picture,
    /// A list that breaks in two.
    BrokenList,
}

/// Makes the round trip. `templates` are the embedded ones: a user's own may say other things than
/// the page.
///
/// # Errors
///
/// Where the files can not be read or rendered: then no page is proved.
pub fn prove(
    files: &[File],
    pages: &[Input<'_>],
    remarks: &[Remark],
    source: &Locale,
    templates: &Templates,
) -> Result<Proof, Vec<Diagnostic>> {
    let loaded = Loaded::read(files)?;
    let pages = pages
        .iter()
        .map(|input| loaded.prove(input, pages, remarks, source, templates))
        .collect::<Result<_, _>>()?;
    Ok(Proof { pages })
}

impl Proof {
    /// How many pages come back as they were.
    pub fn held(&self) -> usize {
        self.pages.iter().filter(|page| page.holds).count()
    }
}

/// The files, read.
struct Loaded {
    runbook: Runbook,
    catalogs: Vec<(String, Catalog)>,
}

impl Loaded {
    fn read(files: &[File]) -> Result<Self, Vec<Diagnostic>> {
        let mut runbook = None;
        let mut findings = Vec::new();
        let mut catalogs = Vec::new();
        for file in files {
            let source = Source::new(file.path.clone(), file.text.clone());
            if file.path.starts_with("runbooks/") {
                let parsed = runbook::parse(&source);
                findings.extend(parsed.findings);
                runbook = parsed.runbook;
            } else {
                let catalog = Catalog::parse(source);
                findings.extend(catalog.faults());
                catalogs.push((file.path.clone(), catalog));
            }
        }
        match runbook {
            Some(runbook) if !has_errors(&findings) => Ok(Self { runbook, catalogs }),
            _ => Err(findings),
        }
    }

    fn catalogs_of(&self, locale: &Locale) -> Vec<&Catalog> {
        let folder = format!("locales/{locale}/");
        let own = self
            .catalogs
            .iter()
            .filter(|(path, _)| path.starts_with(&folder));
        own.map(|(_, catalog)| catalog).collect()
    }

    fn prove(
        &self,
        input: &Input<'_>,
        pages: &[Input<'_>],
        remarks: &[Remark],
        source: &Locale,
        templates: &Templates,
    ) -> Result<PageProof, Vec<Diagnostic>> {
        let mut proof = PageProof {
            path: input.page.source.name().to_owned(),
            locale: input.locale.to_string(),
            variant: input.variant.clone(),
            holds: false,
            explained: Vec::new(),
            unexplained: Vec::new(),
        };
        let (written, flaws) = self.written(input, source, templates)?;
        let text = &input.page.source;
        let own = lines::lines(input.page);
        let found = compare::compare(&own, &lines::lines(&written), text);
        let mut lacking = Lacking::of(input, pages, remarks);
        for mut found in found {
            let remark = remarks.iter().find(|remark| explains(remark, text, &found));
            let remark = remark.map(|remark| remark.message.clone());
            let lacked = || lacking.explanation(&found);
            let reason = || found.reason.map(ToOwned::to_owned);
            match remark.or_else(lacked).or_else(reason) {
                Some(reason) => {
                    found.difference.explanation = Some(reason);
                    proof.explained.push(found.difference);
                }
                None => proof.unexplained.push(found.difference),
            }
        }
        for flaw in flaws {
            proof.unexplained.extend(hole(&flaw));
        }
        proof.explained.extend(broken_lists(input.page));
        proof
            .explained
            .sort_by_key(|found| (found.line, found.column));
        proof.holds = proof.unexplained.is_empty();
        Ok(proof)
    }

    /// The page as it is written now, and what could not be said.
    fn written(
        &self,
        input: &Input<'_>,
        source: &Locale,
        templates: &Templates,
    ) -> Result<(Page, Vec<Flaw>), Vec<Diagnostic>> {
        let falls_back = (input.locale != *source).then(|| (source, self.catalogs_of(source)));
        let prose = Translator::new(&input.locale, self.catalogs_of(&input.locale), falls_back);
        // The page alone has no words of the program's.
        let program = Translator::new(&input.locale, [], None);
        let Some(variant) = self.runbook.variant(&input.variant) else {
            // An import has every product that it was given.
            return Err(Vec::new());
        };
        let plan = Plan::resolve(&self.runbook, variant, None);
        let document = document::Writer::new(&program, &prose, source).write(&plan);
        let bytes = render::render(&document, Format::Page, templates)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let written = Source::new(input.page.source.name(), text);
        Ok((Page::read(&written), prose.take_flaws()))
    }
}

/// Whether a remark explains a difference: what it says was done is what differs, and they share a
/// line.
fn explains(remark: &Remark, source: &Arc<Source>, found: &Found) -> bool {
    let kind = found.difference.kind;
    let is_meant = match &remark.effect {
        Effect::Kept | Effect::Lacking(_) => false,
        Effect::LeftOut => kind == DifferenceKind::Missing,
        Effect::Counted => kind == DifferenceKind::Wording && found.is_of_few_words,
        // Blocks that have little in common are not told as one that differs.
        Effect::Code => {
            let is_other = matches!(kind, DifferenceKind::Missing | DifferenceKind::Added);
            kind == DifferenceKind::Command || (is_other && found.of == lines::Kind::Command)
        }
        Effect::Picture => kind == DifferenceKind::Picture,
        Effect::Form => matches!(
            kind,
            DifferenceKind::Structure | DifferenceKind::Missing | DifferenceKind::Added
        ),
    };
    if !is_meant {
        return false;
    }
    let span = found.span;
    let Some(at) = &remark.location else {
        return false;
    };
    let lines = |span: Span| {
        let last = span.end.max(span.start + 1) - 1;
        (
            source.line_column(span.start).line,
            source.line_column(last).line,
        )
    };
    let (from, to) = lines(span);
    let (first, last) = lines(at.span);
    at.source.name() == source.name() && first <= to && from <= last
}

/// A message that no language has, or that can not be formatted: the page has a hole.
fn hole(flaw: &Flaw) -> Option<Difference> {
    let written = match flaw {
        // What is shown in its place is compared as anything else.
        Flaw::Fallback { .. } => return None,
        Flaw::Missing { message } => format!("no language has `{message}`"),
        Flaw::Broken { message, reason } => format!("`{message}`: {reason}"),
    };
    Some(Difference {
        kind: DifferenceKind::Missing,
        line: 1,
        column: 1,
        page: None,
        written: Some(written),
        explanation: None,
    })
}

/// Lists that only look like one: they are written as one.
fn broken_lists(page: &Page) -> Vec<Difference> {
    let outline = page.outline();
    let splits = outline
        .procedures
        .iter()
        .flat_map(|procedure| &procedure.splits);
    splits
        .map(|split| {
            let at = split.between.first().map_or(0, |block| block.span.start);
            let start = page.source.line_column(at);
            Difference {
                kind: DifferenceKind::BrokenList,
                line: start.line,
                column: start.column,
                page: Some(format!(
                    "the list ends after step {}, and another begins with {}",
                    split.after, split.goes_on_with
                )),
                written: Some("one list".to_owned()),
                explanation: Some("what stands between is not indented far enough".to_owned()),
            }
        })
        .collect()
}
