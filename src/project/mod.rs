//! What there is to work with: the embedded files, and over them a user's own, file by file.
//!
//! Nothing is read before it is asked for, so that one document costs the reading of a few files.

mod config;
mod dictionaries;
mod files;
mod language;
mod tables;

pub(crate) use config::CODES as CONFIG_CODES;
pub use config::{Config, WrittenWaiver, parse_config, schema as config_schema};
pub use dictionaries::{DictionaryFiles, at_path, of_system};
pub use files::{Files, Origin};
pub(crate) use tables::CODES as TABLE_CODES;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use language::Language;
use runproof_core::diagnostic::Source;
use runproof_core::world::{self, Fault};
use runproof_language::{Folder, Library, Locale};

/// The names of a project's folders.
pub const FOLDERS: [&str; 4] = ["runbooks", "locales", "tables", "templates"];
/// The name of a project's configuration.
pub const CONFIG: &str = "runproof.yaml";

/// A folder of the user's, or none, over the embedded files.
#[derive(Debug)]
pub struct Project {
    root: Option<PathBuf>,
    files: Files,
    languages: Vec<Language>,
}

impl Project {
    /// The embedded files alone.
    pub fn embedded() -> Self {
        Self::of(None, Files::embedded())
    }

    /// A user's folder over the embedded files.
    pub fn at(root: &Path) -> Self {
        let mut files = Files::embedded();
        files.overlay(root);
        Self::of(Some(root), files)
    }

    /// A user's folder and nothing else.
    pub fn alone(root: &Path) -> Self {
        let mut files = Files::default();
        files.overlay(root);
        Self::of(Some(root), files)
    }

    fn of(root: Option<&Path>, files: Files) -> Self {
        Self {
            root: root.map(ToOwned::to_owned),
            languages: language::index(&files),
            files,
        }
    }

    /// Whether a folder looks like a project: it has one of the three folders, or a configuration.
    pub fn is_at(root: &Path) -> bool {
        FOLDERS
            .iter()
            .any(|name| world::is_folder(&root.join(name)))
            || world::is_file(&root.join(CONFIG))
    }

    /// The user's folder.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// Its files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The names of the runbooks' files without their endings, sorted: the user's own first.
    pub fn runbooks(&self) -> Vec<RunbookFile> {
        let mut all: Vec<RunbookFile> = self
            .files
            .below("runbooks/")
            .filter_map(|(path, origin)| {
                let name = path.strip_prefix("runbooks/")?;
                let (stem, ending) = name.rsplit_once('.')?;
                let is_runbook = matches!(ending, "yaml" | "yml" | "json")
                    && !name.ends_with(".schema.json")
                    && !stem.contains('/');
                is_runbook.then(|| RunbookFile {
                    name: stem.to_owned(),
                    path: path.to_owned(),
                    is_own: origin.is_own(),
                })
            })
            .collect();
        all.sort_by_key(|file| (!file.is_own, file.name.clone()));
        all
    }

    /// The text of a file.
    ///
    /// # Errors
    /// Where it can not be read.
    pub fn source(&self, path: &str) -> Result<Arc<Source>, Fault> {
        self.files.source(path)
    }

    /// The languages that there are folders for, sorted by tag.
    pub fn locales(&self) -> Vec<Locale> {
        self.languages.iter().map(|l| l.locale.clone()).collect()
    }

    /// The languages that have a catalog of that name, sorted by tag.
    pub fn locales_of(&self, catalog: &str) -> Vec<Locale> {
        let languages = self.languages.iter();
        let having = languages.filter(|language| language.has(catalog));
        having.map(|language| language.locale.clone()).collect()
    }

    /// The catalogs that documents of one runbook in a language are made with: its own, the
    /// program's, and the glossaries.
    ///
    /// # Errors
    /// Where one of them can not be read.
    pub fn folder_for(&self, locale: &Locale, runbook: &str) -> Result<Folder, Fault> {
        match self.languages.iter().find(|l| l.locale == *locale) {
            Some(language) => language.folder_for(runbook, &self.files),
            None => Ok(Folder {
                locale: locale.clone(),
                catalogs: Vec::new(),
                words: Vec::new(),
            }),
        }
    }

    /// Every catalog of every language.
    ///
    /// # Errors
    /// Everything that can not be read.
    pub fn library(&self) -> Result<Library, Vec<Fault>> {
        let mut folders = Vec::new();
        let mut faults = Vec::new();
        for language in &self.languages {
            match language.folder(&self.files) {
                Ok(folder) => folders.push(folder),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(Library { folders })
        } else {
            Err(faults)
        }
    }

    /// The templates: the embedded ones, and the user's own, by their names below `templates/`.
    ///
    /// # Errors
    /// Where one of the user's own can not be read.
    pub fn templates(&self) -> Result<[TemplateFiles; 2], Fault> {
        let mut own = Vec::new();
        for (path, origin) in self.files.below("templates/") {
            if origin.is_own() {
                let name = path.strip_prefix("templates/").unwrap_or(path);
                own.push((name.to_owned(), self.source(path)?));
            }
        }
        Ok([files::embedded_templates(), own])
    }

    /// The configuration's text, if there is one.
    ///
    /// # Errors
    /// Where it is there and can not be read.
    pub fn config_source(&self) -> Result<Option<Arc<Source>>, Fault> {
        let root = self.root.as_ref();
        let root = root.map(|root| root.strip_prefix(".").unwrap_or(root));
        let Some(path) = root.map(|root| root.join(CONFIG)) else {
            return Ok(None);
        };
        if !world::is_file(&path) {
            return Ok(None);
        }
        let text = world::read_text(&path)?;
        Ok(Some(Source::new(path.display().to_string(), text)))
    }
}

/// Templates by their names below `templates/`.
pub type TemplateFiles = Vec<(String, Arc<Source>)>;

/// A runbook's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunbookFile {
    /// Its name without the ending: mostly the runbook's id.
    pub name: String,
    /// Its path in the project.
    pub path: String,
    /// Whether it is the user's own.
    pub is_own: bool,
}
