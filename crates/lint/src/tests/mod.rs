//! What the rules find, and what they leave alone.

mod codes;
mod faults;
mod guide;
mod published;
mod shown;
mod traps;

use crate::{Dictionaries, Inputs, Options, catalogs};
use runproof_core::diagnostic::{Diagnostic, Source};
use runproof_language::{Catalog, Contract, Folder, Languages, Library, Locale, NamedCatalog};

/// A library in memory.
#[derive(Default)]
pub(super) struct Bench {
    pub(super) library: Library,
    pub(super) contracts: Vec<Contract>,
    pub(super) dictionaries: Dictionaries,
    pub(super) source: Option<Locale>,
}

impl Bench {
    /// Adds `locales/<tag>/<name>.ftl`.
    pub(super) fn with(mut self, tag: &str, name: &str, text: &str) -> Self {
        let locale = locale(tag);
        let source = Source::new(format!("locales/{tag}/{name}.ftl"), text);
        let named = NamedCatalog {
            name: name.to_owned(),
            catalog: Catalog::parse(source),
        };
        match self.library.folders.iter_mut().find(|f| f.locale == locale) {
            Some(folder) => folder.catalogs.push(named),
            None => self.library.folders.push(Folder {
                locale,
                catalogs: vec![named],
                words: Vec::new(),
            }),
        }
        self
    }

    /// Adds a dictionary of exactly these words.
    pub(super) fn knowing(mut self, tag: &str, words: &str) -> Self {
        let list: Vec<&str> = words.split_whitespace().collect();
        let dic = format!("{}\n{}\n", list.len(), list.join("\n"));
        let aff = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwéèàê\n";
        self.dictionaries
            .add(locale(tag), format!("{tag}.dic"), aff, dic);
        self
    }

    /// Says what documents want.
    pub(super) fn wanting(mut self, contract: Contract) -> Self {
        self.contracts.push(contract);
        self
    }

    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let english = Locale::english();
        catalogs(&Inputs {
            library: &self.library,
            source: self.source.as_ref().unwrap_or(&english),
            contracts: &self.contracts,
            languages: Languages::BUILT_IN,
            dictionaries: &self.dictionaries,
            options: &Options::default(),
        })
    }

    /// The findings, one a line: `fr/rb.ftl:3:7 code: message`.
    pub(super) fn list(&self) -> String {
        let line = |finding: &Diagnostic| match &finding.location {
            Some(at) => {
                let start = at.start();
                format!(
                    "{}:{}:{} {}: {}\n",
                    at.source.name().trim_start_matches("locales/"),
                    start.line,
                    start.column,
                    finding.code.name,
                    finding.message
                )
            }
            None => format!("{}: {}\n", finding.code.name, finding.message),
        };
        self.findings().iter().map(line).collect()
    }
}

pub(super) fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag")
}

/// English and French of one catalog `rb`.
pub(super) fn pair(english: &str, french: &str) -> Bench {
    Bench::default()
        .with("en", "rb", english)
        .with("fr", "rb", french)
}

/// One English catalog `rb`, with nothing to compare it with.
pub(super) fn alone(english: &str) -> Bench {
    Bench::default().with("en", "rb", english)
}
