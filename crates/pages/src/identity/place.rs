//! Where a page lies, without its language: the same page lies there in every language.

use super::language::{Named, tag, with_region};

/// The path of a page without its language and its ending, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The folders.
    pub folders: Vec<String>,
    /// The name of the file; empty where it is nothing but a language (`fr.md`).
    pub stem: String,
    /// How many of the folders stand below the one that named the language; `None` where none did.
    pub below: Option<usize>,
}

impl Place {
    /// Takes a path apart, and says which language it names.
    pub(super) fn of(path: &str) -> (Self, Option<Named>) {
        let mut parts: Vec<&str> = path
            .split(['/', '\\'])
            .filter(|part| !part.is_empty() && *part != ".")
            .collect();
        let file = parts.pop().unwrap_or("");
        let (stem, mut language) = stem(file);
        let mut below = None;
        let mut folders = Vec::with_capacity(parts.len());
        // The folder that is nearest to the page speaks for it.
        let nearest = parts.iter().rposition(|part| folder(part).is_some());
        for (at, part) in parts.iter().enumerate() {
            match folder(part) {
                Some((named, rest)) if Some(at) == nearest => {
                    if let Some(rest) = rest {
                        folders.push(rest.to_lowercase());
                    }
                    below = Some(parts.len() - at - 1);
                    language = language.or(Some(named));
                }
                _ => folders.push(part.to_lowercase()),
            }
        }
        let place = Self {
            folders,
            stem,
            below,
        };
        (place, language)
    }

    /// The end of the path that is the same in every language: the folders below the one that named
    /// it, and the file.
    pub fn tail(&self) -> Option<&[String]> {
        self.below
            .map(|below| &self.folders[self.folders.len() - below..])
    }
}

/// The name of a file without its ending and its language.
fn stem(file: &str) -> (String, Option<Named>) {
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let mut parts: Vec<&str> = name.split('.').collect();
    // `page.fr.md`, else `fr.md` and `fr.old.md`.
    let at = if parts.len() > 1 && tag(parts[parts.len() - 1]).is_some() {
        Some(parts.len() - 1)
    } else {
        parts.first().and_then(|first| tag(first)).map(|_| 0)
    };
    if let Some(at) = at {
        let language = tag(parts.remove(at)).map(Named::Surely);
        return (parts.join(".").to_lowercase(), language);
    }
    // `page_fr.md`, `page_pt-br.md`.
    if let Some((rest, language)) = name.rsplit_once('_')
        && let Some(language) = tag(language)
    {
        return (rest.to_lowercase(), Some(Named::Surely(language)));
    }
    (name.to_lowercase(), None)
}

/// The language that a folder names, and what else its name says: `docs.fr-FR` is `docs` in French.
fn folder(name: &str) -> Option<(Named, Option<&str>)> {
    if let Some(language) = with_region(name) {
        return Some((Named::Surely(language), None));
    }
    if let Some(language) = tag(name) {
        return Some((Named::Perhaps(language), None));
    }
    let (rest, last) = name.rsplit_once(['.', '_'])?;
    let language = with_region(last)?;
    Some((Named::Surely(language), Some(rest)))
}
