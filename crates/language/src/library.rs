//! All catalogs of all languages, as they were found in folders.

use super::{Catalog, Locale};

/// What is in one folder `locales/<tag>/`.
#[derive(Debug)]
pub struct Folder {
    /// The language, from the folder's name.
    pub locale: Locale,
    /// Its catalogs by name, sorted.
    pub catalogs: Vec<NamedCatalog>,
    /// Words of `words.txt` that a spelling dictionary need not know.
    pub words: Vec<String>,
}

/// A catalog and the name that it goes by in every language.
#[derive(Debug, Clone)]
pub struct NamedCatalog {
    /// The path below the language's folder without `.ftl`: `runproof`, `nginx.glossary`.
    pub name: String,
    /// The catalog.
    pub catalog: Catalog,
}

impl NamedCatalog {
    /// Whether its terms are there for every runbook.
    pub fn is_glossary(&self) -> bool {
        self.name == "glossary" || self.name.ends_with(".glossary")
    }
}

impl Folder {
    /// The catalog of that name.
    pub fn catalog(&self, name: &str) -> Option<&Catalog> {
        let found = self.catalogs.iter().find(|named| named.name == name);
        found.map(|named| &named.catalog)
    }

    /// The catalogs that a runbook's messages are formatted with: its own, then every glossary.
    pub fn for_runbook<'a>(&'a self, runbook: &str) -> Vec<&'a Catalog> {
        let glossaries = self.catalogs.iter().filter(|named| named.is_glossary());
        self.catalog(runbook)
            .into_iter()
            .chain(glossaries.map(|named| &named.catalog))
            .collect()
    }
}

/// Every language that there is.
#[derive(Debug, Default)]
pub struct Library {
    /// One folder a language, sorted by tag.
    pub folders: Vec<Folder>,
}

impl Library {
    /// The languages, sorted by tag.
    pub fn locales(&self) -> Vec<Locale> {
        self.folders.iter().map(|f| f.locale.clone()).collect()
    }

    /// The folder of exactly that language.
    pub fn folder(&self, locale: &Locale) -> Option<&Folder> {
        self.folders.iter().find(|f| f.locale == *locale)
    }
}

/// What a document asks of a catalog: which messages, and what they may count on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contract {
    /// The catalog's name.
    pub catalog: String,
    /// The messages and attributes that documents are made of.
    pub messages: Vec<Wanted>,
    /// The values of `$variant`.
    pub variants: Vec<String>,
}

/// One message that a document is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The message.
    pub id: String,
    /// The attribute, or `None` for the message's value.
    pub attribute: Option<String>,
    /// The variables that it is formatted with.
    pub variables: Vec<String>,
    /// Whether documents can do without it.
    pub need: Need,
}

/// Whether a document can do without a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Need {
    /// It can not.
    #[default]
    Must,
    /// It is better with it.
    May,
}
