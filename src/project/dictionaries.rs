//! Hunspell dictionaries: those that a project names, and those that the system has.

use std::path::{Path, PathBuf};

use runproof_core::world::{self, Fault};
use runproof_language::{Language, Locale, languages};

/// The two files of a dictionary.
#[derive(Debug)]
pub struct DictionaryFiles {
    /// The path of the `.dic`.
    pub name: String,
    /// The rules for endings.
    pub aff: Vec<u8>,
    /// The words.
    pub dic: Vec<u8>,
}

/// Where systems keep dictionaries. `DICPATH` is Hunspell's own variable.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = world::variable("DICPATH")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default();
    if let Some(home) = world::variable("HOME") {
        folders.push(Path::new(&home).join(".local/share/hunspell"));
        folders.push(Path::new(&home).join("Library/Spelling"));
    }
    folders.extend(
        [
            "/usr/share/hunspell",
            "/usr/local/share/hunspell",
            "/opt/homebrew/share/hunspell",
            "/usr/share/myspell/dicts",
            "/Library/Spelling",
        ]
        .map(PathBuf::from),
    );
    folders
}

/// The system’s dictionary for a language, unless `RUNPROOF_NO_SYSTEM_DICTIONARIES` is set, so that
/// findings need not depend on the machine. It is the one of the region, or else of the region that the language
/// is named after or has its largest community in.
pub fn of_system(locale: &Locale) -> Option<DictionaryFiles> {
    let names = candidates(locale);
    if world::variable("RUNPROOF_NO_SYSTEM_DICTIONARIES").is_some() {
        return None;
    }
    for folder in folders() {
        for name in &names {
            let base = folder.join(name);
            if let Ok(files) = read(&base) {
                return Some(files);
            }
        }
    }
    None
}

/// The dictionary of a path without its ending, or with one of the two.
///
/// # Errors
/// Where one of its files can not be read.
pub fn at_path(root: &Path, path: &str) -> Result<DictionaryFiles, Fault> {
    let base = path
        .strip_suffix(".dic")
        .or_else(|| path.strip_suffix(".aff"))
        .unwrap_or(path);
    read(&root.join(base))
}

fn candidates(locale: &Locale) -> Vec<String> {
    let tag = locale.to_string().replace('-', "_");
    let language = locale.language();
    let known = Language::of(locale);
    let home = match (known.home_region, languages::home_region(language)) {
        ("", None) => language.to_uppercase(),
        ("", Some(region)) | (region, _) => region.to_owned(),
    };
    let mut names = vec![tag, format!("{language}_{home}"), language.to_owned()];
    names.extend(known.other_dictionaries.iter().map(ToString::to_string));
    names.dedup();
    names
}

fn read(base: &Path) -> Result<DictionaryFiles, Fault> {
    let with = |ending: &str| {
        let mut path = base.as_os_str().to_owned();
        path.push(ending);
        PathBuf::from(path)
    };
    let (aff, dic) = (with(".aff"), with(".dic"));
    Ok(DictionaryFiles {
        aff: world::read_bytes(&aff, LARGEST)?,
        dic: world::read_bytes(&dic, LARGEST)?,
        name: dic.display().to_string(),
    })
}

/// The largest of Debian's dictionaries has 8 MiB.
const LARGEST: u64 = 64 << 20;
