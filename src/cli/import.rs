//! `runproof import`: published pages become a definition with its catalogs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{CHOICE_WANTED, FILE_FAULT, Failure, Outcome, UNKNOWN_LOCALE};
use super::pages::{self, Pages, Wanted};
use crate::project::Project;
use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_core::world;
use runproof_language::Locale;
use runproof_model::runbook::is_kebab;
use runproof_pages::group::{self, Group, Member, Origin};
use runproof_pages::import::{self, Input, Options};
use runproof_render::Templates;
use runproof_text::json;

codes! {
    /// Pages that are not one page.
    ///
    /// ## Why
    ///
    /// An import makes one definition: of one page, in its languages and for its products. What is
    /// on another page would stand beside the wrong steps.
    ///
    /// ## Example
    ///
    /// `runproof import install.en.md upgrade.fr.md --out project`
    ///
    /// ## Instead
    ///
    /// Give the pages of one procedure, and import each procedure by itself.
    pub(crate) NOT_ONE_PAGE = "not-one-page", Error;
}

/// The arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One page in all its languages and for all its products: files, or a folder with nothing else
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// The folder to make: a project with `runbooks/` and `locales/`. It must be new or empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The id of the runbook; left out, it is made of the page's title
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The language that leads
    #[arg(long, value_name = "TAG", default_value = "en")]
    source: String,
    /// The format of the report
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: ImportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// For people
    Text,
    /// For programs: `runproof/import/1`
    Json,
}

/// Brings pages in.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let source = pages::language(&arguments.source)?;
    if let Some(id) = arguments.id.as_deref().filter(|id| !is_kebab(id)) {
        return Err(Failure::new(
            &CHOICE_WANTED,
            format!("`{id}` can not be the id of a runbook"),
            Some("an id is of small letters, digits and `-`, such as `replace-disk`".to_owned()),
        ));
    }
    world::is_free(&arguments.out)?;
    // The program's own words and templates, whatever project is around: the proof must not depend
    // on it.
    let project = Project::embedded();
    let available = project.locales();
    let mut pages = pages::read(Wanted {
        inputs: &arguments.pages,
        available: &available,
        source: &source,
        locale: None,
        shows_progress: false,
    })?;
    if !pages.faults.is_empty() {
        return Err(Failure(pages.faults));
    }
    // Whoever imports a folder means that it is one page, too.
    for read in &mut pages.read {
        read.origin = Origin::Named;
    }
    speak_known_languages(&pages)?;
    let members = pages.members();
    let grouping = group::group(&members, &source);
    let [group] = grouping.groups.as_slice() else {
        return Err(not_one(&pages, &members, &grouping.groups));
    };
    let order = order(&pages, group, &source);
    let editions = group::editions(&members, group);
    let inputs: Vec<Input<'_>> = order
        .into_iter()
        .filter_map(|at| editions.iter().find(|edition| edition.page == at))
        .map(|edition| Input {
            page: &pages.read[edition.page].page,
            locale: pages.read[edition.page].locale.clone(),
            variant: edition.id.clone(),
            product: edition.product.clone(),
        })
        .collect();
    let id = match &arguments.id {
        Some(id) => id.clone(),
        None => {
            let first = inputs.first().map(|input| input.page.source.name());
            let lead = members.iter().find(|m| Some(m.page.source.name()) == first);
            lead.map_or_else(|| "page".to_owned(), group::id_of)
        }
    };
    let [embedded, own] = project.templates()?;
    let templates = Templates::new(embedded, own);
    let leading = inputs.first().map_or(source, |input| input.locale.clone());
    let options = Options {
        id,
        source: leading,
    };
    let bundle = import::import(&inputs, &options, &templates)?;
    let files: Vec<(String, String)> = bundle
        .files
        .iter()
        .map(|file| (file.path.clone(), file.text.clone()))
        .collect();
    let report = match arguments.format {
        ImportFormat::Text => bundle.report.text(),
        ImportFormat::Json => {
            let json = json::to_string(&bundle.report);
            json.map_err(|error| Failure::new(&FILE_FAULT, error.to_string(), None))?
        }
    };
    world::write_folder(&arguments.out, &files)?;
    world::print(report.as_bytes())?;
    Ok(Outcome::Done)
}

/// The pages of a group with those of the leading language first: they say what there is.
fn order(pages: &Pages, group: &Group, source: &Locale) -> Vec<usize> {
    let mut order = group.pages.clone();
    order.sort_by_key(|at| (!pages.read[*at].locale.same_language(source), *at));
    order
}

/// A catalog is in a language: that of each page must be known.
fn speak_known_languages(pages: &Pages) -> Result<(), Failure> {
    let unknown = pages
        .read
        .iter()
        .filter(|read| read.locale == Locale::unknown());
    let findings: Vec<Diagnostic> = unknown
        .map(|read| {
            let name = read.page.source.name();
            Diagnostic::nowhere(
                &UNKNOWN_LOCALE,
                format!("{name}: which language this page is in can not be told"),
            )
            .help("call the file after it, such as `page.it.md`, or put `ms.contentlocale: it-IT` into its front matter")
        })
        .collect();
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings.into())
    }
}

/// Names two pages that are not the same, and says why.
fn not_one(pages: &Pages, members: &[Member<'_>], groups: &[Group]) -> Failure {
    let name = |at: usize| pages.read[at].page.source.name();
    let first = groups
        .first()
        .and_then(|group| group.pages.first().copied());
    let Some(first) = first else {
        return Failure::new(&NOT_ONE_PAGE, "there is no page", None);
    };
    let findings: Vec<Diagnostic> = groups[1..]
        .iter()
        .filter_map(|group| group.pages.first().copied())
        .map(|other| {
            let (a, b) = (members[first].identity, members[other].identity);
            let why = match (&a.asset, &b.asset) {
                (Some(a), Some(b)) if a != b => {
                    format!("their keys are `{a}` and `{b}`, and they share next to no commands, pictures or steps")
                }
                _ => "they share next to no commands, pictures or steps".to_owned(),
            };
            let page = &pages.read[other].page;
            let place = Location::new(&page.source, page.source.line(1));
            Diagnostic::at(
                &NOT_ONE_PAGE,
                place,
                format!("`{}` and `{}` are not the same page: {why}", name(first), name(other)),
            )
            .help("import each procedure by itself")
        })
        .collect();
    findings.into()
}
