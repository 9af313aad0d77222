//! Kald, a language that nobody speaks: what a file in `crates/language/src/languages/` holds.
//!
//! It sets its punctuation as no other does (a blank that does not break before `!`, and inside `‹ ›`),
//! has every noun in capitals, and writes `ve` twice where it is right.

use runproof_language::{
    Capitals, Counting, Language, Languages, SmallWords, Spacing, Typography, Which,
};

static ADDED: &[&Language] = &[&Language {
    tag: "qkd",
    name: "Kald",
    home_region: "KD",
    capitals: Capitals::Nouns,
    counting: Counting {
        steps: &["stapo", "stapi"],
        numbers: [
            &["duo"],
            &["trio"],
            &["kvar"],
            &["kvin"],
            &["ses"],
            &["sep"],
            &["ok"],
            &["naŭ"],
            &["dek"],
            &["dekun"],
            &["dekdu"],
        ],
        qualifiers: &[
            (Which::Final, &["lasti"]),
            (Which::Following, &["sekvi"]),
            (Which::First, &["unui"]),
        ],
        procedures: &["proceduro"],
        these: &["tiu"],
        has: &["havas"],
        through: &["ĝis", "kaj"],
        again: &["ripet"],
        sections: &["sekcio"],
    },
    words: SmallWords {
        joints: &["kaj", "la", "sur"],
        doubled: &["ve"],
        articles: &["la"],
        of_text: &["kaj", "la", "poste", "sur"],
        ..Language::NEUTRAL.words
    },
    typography: Typography {
        spacing: Spacing {
            before: &['!'],
            inside: Some(('‹', '›')),
        },
        tight: &['.', ',', ':'],
        ..Typography::NEUTRAL
    },
    ..Language::NEUTRAL
}];

/// The languages that come with the program, and Kald.
pub(crate) const LANGUAGES: Languages = Languages::with(ADDED);
