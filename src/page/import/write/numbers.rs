//! Number words: what a page says with a word, the plan counts, and a word says it again.

use crate::locale::Locale;

/// "two" to "twelve", as they stand before a noun. Beyond, and where a word bends with the noun
/// ("one"), digits are written.
fn words(locale: &Locale) -> Option<[&'static str; 11]> {
    Some(match locale.language() {
        "en" => [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        ],
        "de" => [
            "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
            "zwölf",
        ],
        "fr" => [
            "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
            "douze",
        ],
        // Steps are feminine: "etapas".
        "pt" => [
            "duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze",
            "doze",
        ],
        _ => return None,
    })
}

/// The word of a number.
pub(super) fn word(number: u32, locale: &Locale) -> Option<&'static str> {
    let words = words(locale)?;
    words
        .get(usize::try_from(number).ok()?.checked_sub(2)?)
        .copied()
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
