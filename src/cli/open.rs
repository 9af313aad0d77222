//! What several commands begin with: the project, the runbook, the variant, the language.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::{
    CHOICE_WANTED, Failure, UNKNOWN_LOCALE, UNKNOWN_RUNBOOK, UNKNOWN_VARIANT, complain,
};
use crate::project::{FOLDERS, Project, RunbookFile};
use runproof_core::diagnostic::{Source, did_you_mean, nearest};
use runproof_core::world;
use runproof_language::{Folder, Locale, Translator, negotiate};
use runproof_model::plan::{self, Change};
use runproof_model::runbook::{self, Runbook, Variant};

/// The runbook that is meant where none is named and the project has none of its own.
const DEFAULT_RUNBOOK: &str = "paired-front-end-pools";

/// The project: the folder that is named, else the one around a runbook's file, else this one.
pub(super) fn project(given: Option<&Path>, runbook: Option<&str>) -> Project {
    if let Some(root) = given {
        return Project::at(root);
    }
    if let Some(root) = runbook.and_then(root_of) {
        return Project::at(&root);
    }
    let here = Path::new(".");
    if Project::is_at(here) {
        Project::at(here)
    } else {
        Project::embedded()
    }
}

/// The folder that a file belongs to: `x` for `x/runbooks/a.yaml` and for `x/a.yaml`.
fn root_of(runbook: &str) -> Option<PathBuf> {
    let path = Path::new(runbook);
    if !world::is_file(path) {
        return None;
    }
    let folder = path.parent()?;
    let is_room = folder
        .file_name()
        .is_some_and(|name| FOLDERS.iter().any(|f| name == *f));
    let root = if is_room { folder.parent()? } else { folder };
    Some(if root.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        root.to_owned()
    })
}

/// The runbook of that id or path; left out, the project's only one, or the embedded one.
pub(super) fn runbook(project: &Project, named: Option<&str>) -> Result<Runbook, Failure> {
    let files = project.runbooks();
    let Some(name) = named else {
        let own: Vec<_> = files.iter().filter(|file| file.is_own).collect();
        return match own.as_slice() {
            [only] => parse(project, project.source(&only.path)?),
            own => {
                let default = files.iter().find(|file| file.name == DEFAULT_RUNBOOK);
                let is_whole = own.iter().all(|file| embedded_has(&file.path));
                match default {
                    // A folder that only overrides embedded runbooks has the same default.
                    Some(default) if is_whole => parse(project, project.source(&default.path)?),
                    _ => Err(Failure::new(
                        &CHOICE_WANTED,
                        "which runbook?",
                        did_you_mean("", own.iter().map(|file| file.name.as_str())),
                    )),
                }
            }
        };
    };
    if let Some(file) = files.iter().find(|file| file.name == name) {
        return parse(project, project.source(&file.path)?);
    }
    let path = Path::new(name);
    if world::is_file(path) || name == "-" {
        return parse(project, Source::new(name, world::read_text(path)?));
    }
    // An id may differ from its file's name.
    for file in &files {
        let parsed = runbook::parse(&project.source(&file.path)?);
        if let Some(runbook) = parsed.runbook.filter(|runbook| runbook.id.as_str() == name) {
            return with_tables(project, runbook);
        }
    }
    let known = files.iter().map(|file| file.name.as_str());
    Err(Failure::new(
        &UNKNOWN_RUNBOOK,
        format!("there is no runbook `{name}`"),
        did_you_mean(name, known),
    ))
}

/// A runbook that is meant by `--all`.
pub(super) enum Chosen {
    /// As [`runbook`] takes it.
    Named(Option<String>),
    /// One of the project's own.
    File(RunbookFile),
}

/// The runbooks that are meant by `--all`: the one that is named, or all of the project's own where
/// it has several.
pub(super) fn chosen(project: &Project, named: Option<&str>) -> Vec<Chosen> {
    let own = project.runbooks().into_iter().filter(|file| file.is_own);
    let own: Vec<RunbookFile> = own.collect();
    if named.is_some() || own.len() < 2 {
        return vec![Chosen::Named(named.map(ToOwned::to_owned))];
    }
    own.into_iter().map(Chosen::File).collect()
}

impl Chosen {
    /// Reads it.
    pub(super) fn read(&self, project: &Project) -> Result<Runbook, Failure> {
        match self {
            Self::Named(name) => runbook(project, name.as_deref()),
            Self::File(file) => parse(project, project.source(&file.path)?),
        }
    }
}

fn embedded_has(path: &str) -> bool {
    Project::embedded().files().below(path).next().is_some()
}

/// The runbook with the project's own tables of commands.
fn with_tables(project: &Project, mut runbook: Runbook) -> Result<Runbook, Failure> {
    let findings = project.add_tables(&mut runbook.tables)?;
    match findings.is_empty() {
        true => Ok(runbook),
        false => Err(findings.into()),
    }
}

fn parse(project: &Project, source: Arc<Source>) -> Result<Runbook, Failure> {
    let parsed = runbook::parse(&source);
    match parsed.runbook {
        Some(runbook) => {
            complain(&parsed.findings);
            with_tables(project, runbook)
        }
        None => Err(parsed.findings.into()),
    }
}

/// The change in a file, held against its runbook.
pub(super) fn change(path: &Path, runbook: &Runbook) -> Result<Change, Failure> {
    let source = Source::new(path.display().to_string(), world::read_text(path)?);
    let parsed = plan::parse_change(&source, runbook);
    parsed.change.ok_or_else(|| parsed.findings.into())
}

/// The variant that is named, or the change's, or the only one there is.
pub(super) fn variant<'r>(
    runbook: &'r Runbook,
    named: Option<&str>,
    change: Option<&Change>,
) -> Result<&'r Variant, Failure> {
    let of_change = change.and_then(|change| change.variant.as_ref());
    if let (Some(named), Some(of_change)) = (named, of_change)
        && named != of_change.as_str()
        && runbook.variant(named).is_some()
    {
        return Err(Failure::new(
            &CHOICE_WANTED,
            format!("the change is for `{of_change}`, and `--variant {named}` was given"),
            Some("leave out `--variant`, or correct the change".to_owned()),
        ));
    }
    let known = || runbook.variants.iter().map(|variant| variant.id.as_str());
    match named.or(of_change.map(|variant| variant.as_str())) {
        Some(name) => runbook.variant(name).ok_or_else(|| {
            Failure::new(
                &UNKNOWN_VARIANT,
                format!("`{}` has no variant `{name}`", runbook.id),
                did_you_mean(name, known()),
            )
        }),
        None => match runbook.variants.as_slice() {
            [only] => Ok(only),
            _ => {
                let names: Vec<&str> = known().collect();
                Err(Failure::new(
                    &CHOICE_WANTED,
                    format!("which variant of `{}`?", runbook.id),
                    Some(format!("give `--variant` one of: {}", names.join(", "))),
                ))
            }
        },
    }
}

/// The language that serves the reader best; left out, the runbook's own.
pub(super) fn locale(
    project: &Project,
    runbook: &Runbook,
    named: Option<&str>,
) -> Result<Locale, Failure> {
    let available = project.locales();
    let Some(tag) = named else {
        return Ok(source_locale(&available, &runbook.language));
    };
    let requested = tag.parse::<Locale>().ok();
    let found = requested
        .as_ref()
        .and_then(|requested| negotiate(requested, &available));
    found.cloned().ok_or_else(|| {
        let tags: Vec<String> = available.iter().map(ToString::to_string).collect();
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        let near = nearest(language, available.iter().map(Locale::language));
        let near = near.and_then(|near| available.iter().find(|l| l.language() == near));
        let help = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => did_you_mean(tag, tags.iter().map(String::as_str)),
        };
        Failure::new(
            &UNKNOWN_LOCALE,
            format!("there is no language `{tag}`"),
            help,
        )
    })
}

/// Both, or what is wrong with either of them.
pub(super) fn both<A, B>(a: Result<A, Failure>, b: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.0.extend(b.0);
            Err(a)
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

/// The folder of a source language: `en-US` for `en`, if that is what there is.
pub(super) fn source_locale(available: &[Locale], language: &str) -> Locale {
    let wanted = language
        .parse::<Locale>()
        .unwrap_or_else(|_| Locale::english());
    negotiate(&wanted, available).cloned().unwrap_or(wanted)
}

/// The catalogs of a runbook in two languages: the reader's, and the one it falls back to.
pub(super) struct Catalogs {
    locale: Locale,
    source: Locale,
    own: Folder,
    fallback: Option<Folder>,
    english: Option<Folder>,
}

impl Catalogs {
    /// Reads what a document of the runbook in that language needs.
    pub(super) fn read(
        project: &Project,
        runbook: &Runbook,
        locale: &Locale,
    ) -> Result<Self, Failure> {
        let source = source_locale(&project.locales(), &runbook.language);
        let english = Locale::english();
        let read = |locale: &Locale| project.folder_for(locale, runbook.id.as_str());
        Ok(Self {
            own: read(locale)?,
            fallback: (source != *locale).then(|| read(&source)).transpose()?,
            // The program's own words are there in English, whatever language a runbook is in.
            english: (source != english && *locale != english)
                .then(|| read(&english))
                .transpose()?,
            locale: locale.clone(),
            source,
        })
    }

    /// The language that a runbook's messages fall back to.
    pub(super) fn source(&self) -> &Locale {
        &self.source
    }

    /// The runbook's messages.
    pub(super) fn prose(&self, runbook: &Runbook) -> Translator {
        let id = runbook.id.as_str();
        let fallback = self.fallback.as_ref();
        let fallback = fallback.map(|folder| (&self.source, folder.for_runbook(id)));
        Translator::new(&self.locale, self.own.for_runbook(id), fallback)
    }

    /// The program's own words.
    pub(super) fn program(&self) -> Translator {
        let english = Locale::english();
        let fallback = self.english.as_ref().or(self.fallback.as_ref());
        let fallback = fallback.map(|folder| {
            let locale = if self.english.is_some() {
                &english
            } else {
                &self.source
            };
            (locale, folder.catalog("runproof").into_iter().collect())
        });
        Translator::new(&self.locale, self.own.catalog("runproof"), fallback)
    }
}
