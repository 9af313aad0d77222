//! One language's files: what there is, and reading the few that are wanted.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Files;
use runproof_core::world::Fault;
use runproof_language::{Catalog, Folder, Locale, NamedCatalog};

/// The files of one folder `locales/<tag>/`, found once.
#[derive(Debug)]
pub(super) struct Language {
    pub(super) locale: Locale,
    /// The catalogs' paths by their names.
    catalogs: BTreeMap<String, String>,
    words: Option<String>,
    /// What every runbook's documents need: read once, however many runbooks there are.
    shared: OnceLock<Vec<NamedCatalog>>,
}

/// Finds every language's files.
pub(super) fn index(files: &Files) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for (path, _) in files.below("locales/") {
        let rest = path.strip_prefix("locales/").unwrap_or(path);
        let Some((tag, name)) = rest.split_once('/') else {
            continue;
        };
        let Ok(locale) = tag.parse::<Locale>() else {
            continue;
        };
        let found = languages
            .iter()
            .position(|language| language.locale == locale);
        let at = found.unwrap_or_else(|| {
            languages.push(Language {
                locale,
                catalogs: BTreeMap::new(),
                words: None,
                shared: OnceLock::new(),
            });
            languages.len() - 1
        });
        let language = &mut languages[at];
        if let Some(name) = name.strip_suffix(".ftl") {
            language.catalogs.insert(name.to_owned(), path.to_owned());
        } else if name == "words.txt" {
            language.words = Some(path.to_owned());
        }
    }
    languages.sort_by(|a, b| a.locale.cmp(&b.locale));
    languages
}

impl Language {
    pub(super) fn has(&self, catalog: &str) -> bool {
        self.catalogs.contains_key(catalog)
    }

    /// Every file.
    pub(super) fn folder(&self, files: &Files) -> Result<Folder, Fault> {
        let names = self.catalogs.keys();
        let words = match &self.words {
            Some(path) => {
                let source = files.source(path)?;
                let lines = source.text().lines().map(str::trim);
                let words = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
                words.map(ToOwned::to_owned).collect()
            }
            None => Vec::new(),
        };
        Ok(Folder {
            locale: self.locale.clone(),
            catalogs: names
                .map(|name| self.read(name, files))
                .collect::<Result<_, _>>()?,
            words,
        })
    }

    /// The files that documents of one runbook are made with.
    pub(super) fn folder_for(&self, runbook: &str, files: &Files) -> Result<Folder, Fault> {
        let mut catalogs = match self.shared.get() {
            Some(shared) => shared.clone(),
            None => {
                let is_shared = |name: &&String| *name == "runproof" || is_glossary(name);
                let names = self.catalogs.keys().filter(is_shared);
                let shared: Vec<NamedCatalog> = names
                    .map(|name| self.read(name, files))
                    .collect::<Result<_, _>>()?;
                self.shared.get_or_init(|| shared).clone()
            }
        };
        let is_there = catalogs.iter().any(|named| named.name == runbook);
        if self.has(runbook) && !is_there {
            catalogs.push(self.read(runbook, files)?);
        }
        Ok(Folder {
            locale: self.locale.clone(),
            catalogs,
            words: Vec::new(),
        })
    }

    fn read(&self, name: &str, files: &Files) -> Result<NamedCatalog, Fault> {
        let path = self.catalogs.get(name).map_or("", String::as_str);
        Ok(NamedCatalog {
            name: name.to_owned(),
            catalog: Catalog::parse(files.source(path)?),
        })
    }
}

fn is_glossary(name: &str) -> bool {
    name == "glossary" || name.ends_with(".glossary")
}
