//! What a translation's bold text says of a label: its text without what the bold swallowed, and
//! whether it can be one.
//!
//! Machine translation moves words and not marks, so that bold stands on a full stop, on half a
//! quotation, on *Sie auf*. Better no text than a wrong one: it would stand wherever the label does.

use std::ops::Range;

use super::is_label;
use runproof_language::{Language, Languages, Locale};

/// The label's own text in what is bold where `source` stands in the leading language, if that can
/// be told.
pub(super) fn own_text<'t>(source: &str, bold: &'t str, locale: &Locale) -> Option<&'t str> {
    let language = Language::of(locale);
    let text = match quoted(bold) {
        // Quotation marks stand around a label, not in it.
        Quoted::Once(inner) if matches!(quoted(source), Quoted::Not) => inner,
        Quoted::Half => return None,
        // *Klicken Sie auf*: the sentence, not the label.
        _ if is_speech(bold, source) => return None,
        _ => bare(source, bold, language),
    };
    // A name that is not translated stands beside a word that says what it is.
    if stands(text, source).is_some() {
        return bold.find(source).map(|at| &bold[at..at + source.len()]);
    }
    let is_rest = |text: &str| !text.is_empty() && stands(source, text).is_some();
    let can_be = !is_rest(text) && fits(source, text, language) && is_label(text);
    can_be.then_some(text)
}

enum Quoted<'t> {
    Not,
    /// One pair, and what is in it.
    Once(&'t str),
    /// It opens in the bold and closes elsewhere, or there are several.
    Half,
}

fn quoted(text: &str) -> Quoted<'_> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    match marks[..] {
        [] => Quoted::Not,
        [(from, open), (to, _)] => {
            let inner = text[from + open.len_utf8()..to].trim_matches([' ', '\u{a0}', '\u{202f}']);
            let inner = inner.trim_end_matches(['.', ',']);
            match inner.is_empty() {
                true => Quoted::Half,
                false => Quoted::Once(inner),
            }
        }
        _ => Quoted::Half,
    }
}

/// A text without the punctuation and the small words at its edges that `source` has not.
fn bare<'t>(source: &str, text: &'t str, language: &Language) -> &'t str {
    let mut text = text.trim();
    let ends = |c: char| source.trim_end().ends_with(c);
    while let Some(c) = text.chars().next_back() {
        if !matches!(c, '.' | ',' | ';' | ':') || ends(c) || text.ends_with("..") {
            break;
        }
        text = text[..text.len() - c.len_utf8()].trim_end();
    }
    // The leading language may be any.
    let is_any = |word: Option<&str>| Languages::BUILT_IN.all().any(|of| is_loose(word, of));
    let is_opened = is_any(source.split_whitespace().next());
    while let Some((word, rest)) = text.split_once(char::is_whitespace) {
        if is_opened || !is_loose(Some(word), language) {
            break;
        }
        text = rest.trim_start();
    }
    let is_closed = is_any(source.split_whitespace().next_back());
    while let Some((rest, word)) = text.rsplit_once(char::is_whitespace) {
        if is_closed || !is_loose(Some(word), language) {
            break;
        }
        text = rest.trim_end();
    }
    text
}

/// Whether bold begins with a small word: *a lamp* is stressed, and no label.
pub(super) fn is_stress(text: &str, language: &Language) -> bool {
    is_loose(text.split_whitespace().next(), language)
}

/// A small word in lower case, or the *Sie* of a German sentence.
fn is_loose(word: Option<&str>, language: &Language) -> bool {
    word.is_some_and(|word| language.is_joint(word) || language.labels.around.contains(&word))
}

/// Whether a reader is told what to do, behind the first word.
fn is_speech(text: &str, source: &str) -> bool {
    let mut words = text.split_whitespace().skip(1);
    // Either may be in any language.
    let is_pronoun = |word| Languages::BUILT_IN.any_has(|of| of.labels.imperative_pronouns, word);
    let source = source.to_lowercase();
    let mut readers = Languages::BUILT_IN.all().flat_map(|of| of.labels.reader);
    words.any(is_pronoun) && !readers.any(|reader| source.contains(reader))
}

/// Whether a text says what the bold of the leading language does, no more and no less.
fn fits(source: &str, text: &str, language: &Language) -> bool {
    let edges = |text: &str| {
        let edge = |c: Option<char>| c.filter(|c| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
        let text = text.trim();
        let last = text.chars().next_back().filter(|c| !matches!(c, ':' | '…'));
        (edge(text.chars().next()), edge(last))
    };
    let is_capital = |text: &str| {
        let first = text.chars().find(|c| c.is_alphabetic());
        first.is_some_and(char::is_uppercase)
    };
    if edges(source) != edges(text) || (is_capital(source) && !is_capital(text)) {
        return false;
    }
    // In scripts of their own, a word may be a single character.
    if !language.is_known() {
        return true;
    }
    let length = |text: &str| text.chars().count();
    let is_cut = length(source) > 8 && length(text) * 5 < length(source) * 2;
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (own, theirs) = (words(text), words(source));
    let names_kind = |words: &[String]| {
        let known = |word: &String| {
            let word = word.trim_end_matches(['.', ',']);
            Languages::BUILT_IN.any_has(|of| of.labels.kinds, word)
        };
        words.first().is_some_and(known) || words.last().is_some_and(known)
    };
    let is_alone = |words: &[String]| words.len() == 1;
    let swallows_kind = names_kind(&own) && !names_kind(&theirs) && !is_alone(&own);
    !is_cut && !swallows_kind
}

/// Where a label stands in a text as words of its own.
pub(super) fn stands(text: &str, label: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while !label.is_empty() {
        let at = from + text.get(from..)?.find(label)?;
        let end = at + label.len();
        let is_part = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\\' | '/'))
        };
        let is_whole =
            !is_part(text[..at].chars().next_back()) && !is_part(text[end..].chars().next());
        if is_whole {
            return Some(at..end);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bold_says_of_a_label() {
        let said = |language: &str, source: &str, bold: &str| {
            let locale = language.parse().expect("a language");
            own_text(source, bold, &locale).map(ToOwned::to_owned)
        };
        for (language, source, bold, expected) in [
            ("de", "Next", "Weiter", "Weiter"),
            ("de", "Next", "Sie auf \"Weiter\",", "Weiter"),
            ("de", "Next", "auf Weiter.", "Weiter"),
            ("de", "Lamps", "im Feld „Lampen“", "Lampen"),
            ("de", "Actions", "Sie auf", ""),
            ("de", "Add Lamps", "\"Lampen", ""),
            ("de", "Add Lamps", "Seite Lampen hinzufügen", ""),
            ("de", "Lamps", "angezeigt", ""),
            ("de", "Lighting", "Klicken Sie auf", ""),
            ("de", "Group", "und dann auf Gruppierung", "Gruppierung"),
            (
                "fr",
                "Edit Properties",
                "sur Modifier les propriétés.",
                "Modifier les propriétés",
            ),
            ("fr", "Backup", "Sauvegarde", "Sauvegarde"),
            ("de", "LampStore", "Datenbanken LampStore,", "LampStore"),
            ("de", "New Lamp Store", "Lamp Store", ""),
            ("pt", "Turn on", "Ligar", "Ligar"),
            ("pt", "Automatic switch for lamps", "opção", ""),
            ("pt", "Adjust to", "Ajustar para", "Ajustar para"),
        ] {
            let expected = Some(expected.to_owned()).filter(|text| !text.is_empty());
            assert_eq!(said(language, source, bold), expected, "{bold}");
        }
    }

    #[test]
    fn a_label_stands_as_words_of_its_own() {
        assert_eq!(stands("Lampe, Lampen", "Lampen"), Some(7..13));
        assert_eq!(stands("Lampenschirm", "Lampen"), None);
        assert_eq!(stands("", ""), None);
    }
}
