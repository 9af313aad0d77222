//! Number words: what a page says with a word, the plan counts, and a word says it again.

use runproof_language::{Language, Locale};

/// The word of a number of steps.
pub(super) fn word(number: u32, locale: &Locale) -> Option<&'static str> {
    Language::of(locale).number_word(number)
}

/// A selector on a number: a word for each from two to twelve, else digits; no
/// arm is a plural's, so that no language lacks one. `own` is what the page
/// says for one of them, such as "beiden".
pub(super) fn selector(variable: &str, own: Option<(u32, &str)>, locale: &Locale) -> String {
    let mut code = format!("${variable} ->\n");
    for number in 2..=12 {
        let written = own.filter(|(of, _)| *of == number).map(|(_, word)| word);
        if let Some(word) = written.or_else(|| word(number, locale)) {
            code.push_str(&format!("    [{number}] {word}\n"));
        }
    }
    code.push_str(&format!("   *[other] {{ ${variable} }}\n"));
    code
}
