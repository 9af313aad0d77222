//! The languages that the program knows: one file a language.
//!
//! A language of one's own is a file here with its line in the list below, and its catalogs in `locales/`.

mod de;
mod en;
mod fr;
mod pt;
mod recognized;

use super::{Language, Locale};

/// The languages that have a file.
static BUILT_IN: [&Language; 4] = [&de::GERMAN, &en::ENGLISH, &fr::FRENCH, &pt::PORTUGUESE];

/// Where a language is looked up: those that come with the program, and others before them.
#[derive(Debug, Clone, Copy)]
pub struct Languages {
    added: &'static [&'static Language],
}

impl Languages {
    /// The languages that come with the program.
    pub const BUILT_IN: Self = Self { added: &[] };

    /// These languages as well, which go before those that come with the program.
    pub const fn with(added: &'static [&'static Language]) -> Self {
        Self { added }
    }

    /// The language of a locale, whatever its region. One that has no file is
    /// [`Language::NEUTRAL`], or has what little is known of it.
    pub fn of(self, locale: &Locale) -> &'static Language {
        static NEUTRAL: Language = Language::NEUTRAL;
        let recognized = recognized::LANGUAGES.iter();
        let mut all = self.all().chain(recognized);
        let found = all.find(|language| language.tag == locale.language());
        found.unwrap_or(&NEUTRAL)
    }

    /// Every language that has a file.
    pub fn all(self) -> impl Iterator<Item = &'static Language> {
        self.added.iter().chain(&BUILT_IN).copied()
    }

    /// Whether a word is in a list of any language that has a file: for texts whose language is not
    /// known, or that mix several.
    pub fn any_has(self, list: impl Fn(&Language) -> &'static [&'static str], word: &str) -> bool {
        self.all().any(|language| list(language).contains(&word))
    }
}

/// Every language whose words tell that a page is in it, with or without a file.
pub fn of_pages() -> impl Iterator<Item = &'static Language> {
    let all = Languages::BUILT_IN.all().chain(recognized::LANGUAGES);
    all.filter(|language| !language.words.of_pages.is_empty())
}

pub use recognized::{PUBLISHED, home_region};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SmallWords;
    use std::fs;
    use std::path::Path;

    /// The names of what stands in a folder.
    #[expect(clippy::disallowed_methods, reason = "the test is about files")]
    fn names(folder: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = fs::read_dir(folder).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        names
    }

    #[test]
    fn every_file_is_in_the_list_and_every_language_of_the_catalogs_has_one() {
        let listed: Vec<&str> = BUILT_IN.iter().map(|language| language.tag).collect();
        let files = names("src/languages");
        let tags = files.iter().filter_map(|name| name.strip_suffix(".rs"));
        let own: Vec<&str> = tags
            .filter(|tag| !["mod", "recognized"].contains(tag))
            .collect();
        assert_eq!(own, listed);
        for folder in names("../../locales") {
            let Ok(locale) = folder.parse::<Locale>() else {
                continue;
            };
            assert!(Language::of(&locale).is_known(), "locales/{folder}");
        }
    }

    #[test]
    fn a_language_is_filled_in_and_keeps_to_its_forms() {
        for language in BUILT_IN {
            let tag = language.tag;
            let (counting, words) = (&language.counting, &language.words);
            assert!(
                !language.name.is_empty() && !language.home_region.is_empty(),
                "{tag}"
            );
            assert!(
                counting.numbers.iter().all(|slot| !slot.is_empty()),
                "{tag}"
            );
            for list in [
                counting.steps,
                counting.procedures,
                counting.these,
                counting.has,
                counting.through,
                counting.again,
                counting.sections,
                words.of_pages,
                words.of_text,
                words.joints,
                words.doubled,
                words.articles,
                language.labels.before,
                language.labels.after,
                language.labels.kinds,
                language.names.within,
                language.names.before,
                language.instructions.clauses,
                language.instructions.acts,
                language.instructions.fillers,
                language.instructions.runs,
                language.instructions.shown,
            ] {
                assert!(!list.is_empty(), "{tag}: an empty list");
                let is_lower = |word: &&str| word.chars().all(|c| !c.is_uppercase());
                assert!(list.iter().all(is_lower), "{tag}: {list:?}");
            }
            assert!(words.of_text.is_sorted(), "{tag}");
            assert!(language.labels.imperatives.is_sorted(), "{tag}");
            let most = |list: &[&str]| list.iter().map(|word| word.len()).max();
            let (text, joint) = (SmallWords::LONGEST_OF_TEXT, SmallWords::LONGEST_JOINT);
            assert!(most(words.of_text) <= Some(text), "{tag}");
            assert!(most(words.joints) <= Some(joint), "{tag}");
        }
    }

    #[test]
    fn an_added_language_is_found_and_the_others_stay() {
        static ADDED: &[&Language] = &[&Language {
            tag: "qtl",
            ..Language::NEUTRAL
        }];
        let languages = Languages::with(ADDED);
        let of = |tag: &str| languages.of(&tag.parse().expect("a tag")).tag;
        assert_eq!(of("qtl"), "qtl");
        assert_eq!(of("pt-BR"), "pt");
        assert_eq!(of("lb"), "lb");
        assert_eq!(of("ja"), "und");
    }
}
