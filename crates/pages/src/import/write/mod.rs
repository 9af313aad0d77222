//! What was taken from pages as files: a definition, a catalog for each language, a glossary.

mod catalog;
mod definition;
mod fluent;
mod markup;
mod merge;
mod node;
mod numbers;
mod template;
mod yaml;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::model::Imported;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its path below the output folder, with `/`: `runbooks/pair-pools.yaml`. No part of it is
    /// `..`, and it does not begin with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Puts what was taken from pages into files: the definition first, then for each language its
/// catalog and its glossary, where there are labels.
///
/// The runbook's id must be kebab-case, as that of every runbook; of one that is not, nothing is
/// written.
pub fn write(imported: &Imported) -> Vec<File> {
    // An id is part of paths: `..` must never become one.
    if !runproof_model::runbook::is_kebab(&imported.id) {
        return Vec::new();
    }
    let mut files = vec![File {
        path: format!("runbooks/{}.yaml", imported.id),
        text: definition::definition(imported),
    }];
    for locale in &imported.locales {
        files.push(File {
            path: format!("locales/{locale}/{}.ftl", imported.id),
            text: catalog::catalog(imported, locale),
        });
        if !imported.glossary.is_empty() {
            files.push(File {
                path: format!("locales/{locale}/{}.glossary.ftl", imported.id),
                text: catalog::glossary(imported, locale),
            });
        }
    }
    files
}
