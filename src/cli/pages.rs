//! What `drift` and `import` begin with: the pages that the arguments stand for, read, each with
//! what is known of it.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::failure::{Failure, NO_PAGE, UNKNOWN_LOCALE, of_fault};
use runproof_core::diagnostic::{Diagnostic, Source};
use runproof_core::world;
use runproof_language::{Locale, negotiate};
use runproof_pages::Page;
use runproof_pages::group::{Member, Origin};
use runproof_pages::identity::Identity;

/// How pages in a folder end. A file that is named itself may end as it likes.
const ENDINGS: [&str; 2] = ["md", "markdown"];

/// A page that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) page: Page,
    pub(super) identity: Identity,
    pub(super) origin: Origin,
    /// Its language as the project's catalogs call it.
    pub(super) locale: Locale,
}

/// The pages, and what could not be read.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) read: Vec<Read>,
    pub(super) faults: Vec<Diagnostic>,
}

impl Pages {
    /// The pages as they are put together.
    pub(super) fn members(&self) -> Vec<Member<'_>> {
        let members = self.read.iter().map(|read| Member {
            page: &read.page,
            identity: &read.identity,
            origin: read.origin,
        });
        members.collect()
    }

    /// How many bytes they have.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.read.iter().map(|read| read.page.source.text().len());
        texts.sum()
    }
}

/// What is known before pages are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The files and folders; `-` is standard input.
    pub(super) inputs: &'a [PathBuf],
    /// The languages that there are catalogs for.
    pub(super) available: &'a [Locale],
    /// The language that leads.
    pub(super) source: &'a Locale,
    /// The language of all pages, where somebody says it.
    pub(super) locale: Option<&'a Locale>,
    /// Whether a bar may be shown.
    pub(super) shows_progress: bool,
}

/// Reads pages on all cores, in the order of their paths.
///
/// # Errors
/// Where there is no page at all.
pub(super) fn read(wanted: Wanted<'_>) -> Result<Pages, Failure> {
    let mut faults = Vec::new();
    let mut files: Vec<(PathBuf, Origin)> = Vec::new();
    for input in wanted.inputs {
        if world::is_folder(input) {
            let (mut pages, unlisted) = world::pages_below(input, &ENDINGS);
            if pages.is_empty() && unlisted.is_empty() {
                // A folder of nothing but texts is one of pages that were saved so.
                pages = world::pages_below(input, &["txt"]).0;
            }
            faults.extend(unlisted.iter().map(of_fault));
            files.extend(pages.into_iter().map(|page| (page, Origin::Found)));
        } else {
            files.push((input.clone(), Origin::Named));
        }
    }
    // A page may be named and lie in a folder that is named; then it was named.
    files.sort_by(|(a, found), (b, other)| {
        (a, *found == Origin::Found).cmp(&(b, *other == Origin::Found))
    });
    files.dedup_by(|(a, _), (b, _)| a == b);
    let bar = bar(files.len(), wanted.shows_progress);
    let read: Vec<Result<Read, Diagnostic>> = files
        .par_iter()
        .map(|(path, origin)| {
            let read = one(path, *origin, wanted);
            bar.inc(1);
            read
        })
        .collect();
    bar.finish_and_clear();
    let mut pages = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(page) => pages.push(page),
            Err(fault) => faults.push(fault),
        }
    }
    if pages.is_empty() {
        if faults.is_empty() {
            let inputs: Vec<String> = wanted
                .inputs
                .iter()
                .map(|i| i.display().to_string())
                .collect();
            faults.push(
                Diagnostic::nowhere(
                    &NO_PAGE,
                    format!("there is no page in {}", inputs.join(", ")),
                )
                .help("pages in a folder are files that end in `.md` or `.markdown`; others are named one by one"),
            );
        }
        return Err(faults.into());
    }
    Ok(Pages {
        read: pages,
        faults,
    })
}

fn one(path: &Path, origin: Origin, wanted: Wanted<'_>) -> Result<Read, Diagnostic> {
    let text = world::read_page(path).map_err(|fault| of_fault(&fault))?;
    let name = path.display().to_string();
    let page = Page::read(&Source::new(name.clone(), text));
    let mut identity = Identity::of(&page, &name);
    if let Some(locale) = wanted.locale {
        identity.language = Some(locale.clone());
    }
    // A page that says next to nothing says it in the language that leads.
    let language = identity.language.as_ref().unwrap_or(wanted.source).clone();
    let locale = negotiate(&language, wanted.available).cloned();
    Ok(Read {
        page,
        identity,
        origin,
        locale: locale.unwrap_or(language),
    })
}

/// A language as somebody writes it on the command line.
pub(super) fn language(tag: &str) -> Result<Locale, Failure> {
    tag.parse().map_err(|()| {
        Failure::new(
            &UNKNOWN_LOCALE,
            format!("`{tag}` is no tag of a language"),
            Some("write a tag such as `fr`, `pt-BR` or `zh-Hans`".to_owned()),
        )
    })
}

/// A bar on a terminal, and silence elsewhere.
pub(super) fn bar(number: usize, is_wanted: bool) -> ProgressBar {
    if !is_wanted || !world::errors_are_on_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(number as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
