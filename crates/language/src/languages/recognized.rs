//! Languages without a file of their own: little is known of them, and that little is here.

use crate::language::{Capitals, Language, SmallWords};

/// The languages that documentation is mostly published in, as a path names them. Others are
/// still named by language and region together; words that also are something else in paths
/// (`no`, `is`) are not here.
pub const PUBLISHED: [&str; 24] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hu", "it", "ja", "ko", "nl",
    "pl", "pt", "ru", "sv", "tr", "uk", "vi", "zh",
];

/// The region that the dictionaries of a language without a file are for, where its name is not the language's.
pub fn home_region(tag: &str) -> Option<&'static str> {
    const REGIONS: [(&str, &str); 7] = [
        ("cs", "CZ"),
        ("da", "DK"),
        ("el", "GR"),
        ("et", "EE"),
        ("sl", "SI"),
        ("sv", "SE"),
        ("uk", "UA"),
    ];
    let found = REGIONS.iter().find(|(language, _)| *language == tag);
    found.map(|(_, region)| *region)
}

/// A language that is told by its small words, so that it is not taken for its neighbour.
const fn told(
    tag: &'static str,
    name: &'static str,
    of_pages: &'static [&'static str],
) -> Language {
    Language {
        tag,
        name,
        words: SmallWords {
            of_pages,
            ..Language::NEUTRAL.words
        },
        ..Language::NEUTRAL
    }
}

/// What is known of languages without a file.
pub(super) static LANGUAGES: &[Language] = &[
    told(
        "es",
        "Spanish",
        &[
            "el", "los", "las", "una", "del", "y", "que", "es", "en", "con", "por", "para", "al",
            "haga", "clic", "su", "desde", "está", "un", "este",
        ],
    ),
    told(
        "it",
        "Italian",
        &[
            "il", "gli", "di", "che", "è", "per", "con", "della", "nel", "sono", "una", "un",
            "fare", "clic", "del", "le", "questo", "alla", "dei", "quindi", "viene",
        ],
    ),
    told(
        "nl",
        "Dutch",
        &[
            "het", "een", "van", "en", "voor", "op", "met", "de", "niet", "dat", "te", "u", "klik",
            "wordt", "aan", "deze", "zijn", "om", "naar",
        ],
    ),
    Language {
        tag: "lb",
        name: "Luxembourgish",
        capitals: Capitals::Nouns,
        ..Language::NEUTRAL
    },
];
