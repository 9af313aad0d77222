//! A word that the language's dictionary does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Findings;
use crate::dictionary::Dictionary;
use crate::subject::{Book, Subject};
use crate::words::{Word, words};
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A word that the dictionary of the language does not know.
    ///
    /// ## Why
    ///
    /// Hundreds of published pages say *frontux* for *frontaux*. Nobody reads them as a
    /// dictionary does.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// pools = Déployer des pools frontux couplés
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// pools = Déployer des pools frontaux couplés
    /// ```
    ///
    /// Words of the trade go into `locales/<language>/words.txt`, one a line, and names into a
    /// glossary. Code, values, paths, words with digits or capitals inside, and words that the
    /// source language's message has too are not looked up. Dictionaries are Hunspell's, those
    /// of the project or of the system; without one for the language nothing is looked up.
    pub MISSPELT_WORD = "misspelt-word", Warning;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(dictionary) = subject.book.dictionary else {
        return;
    };
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for text in &subject.texts {
        for word in &text.words {
            if word.is_technical
                || word.is_joined
                || is_known(subject, dictionary, word.text)
                || is_known(subject, dictionary, unelided(word.text))
            {
                continue;
            }
            let wrong = parts(word).find(|(part, range)| {
                !is_known(subject, dictionary, part) && !is_joint(dictionary, word, range)
            });
            let Some((part, range)) = wrong else { continue };
            if said.insert(part) {
                let message = format!("`{part}` is not in the dictionary");
                findings.push(subject.finding(&MISSPELT_WORD, text.reading, range, message));
            }
        }
    }
}

/// Says what may have been meant by the first misspelt words of a catalog.
pub(crate) fn suggest(book: &Book<'_, '_>, findings: &mut [Diagnostic]) {
    let Some(dictionary) = book.dictionary else {
        return;
    };
    const FAR: usize = 2;
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in findings.iter_mut().filter(|f| *f.code == MISSPELT_WORD) {
        let Some(place) = &finding.location else {
            continue;
        };
        let word = place.source.slice(place.span).to_owned();
        if !said.contains_key(&word) && said.len() < book.settings.inputs.options.suggestions {
            let mut suggestions = dictionary.suggest(&word);
            // What is far from the word is a guess that would only puzzle.
            suggestions.retain(|near| strsim::damerau_levenshtein(&word, near) <= FAR);
            said.insert(word.clone(), suggestions);
        }
        let help = match said.get(&word).map(Vec::as_slice) {
            None | Some([]) => "write it right, or add it to `words.txt`".to_owned(),
            Some([only]) => format!("did you mean `{only}`?"),
            Some([first, second, ..]) => format!("did you mean `{first}` or `{second}`?"),
        };
        finding.help = Some(help);
    }
}

/// The words that hyphens and apostrophes join: `l’arrière-plan` is `l`, `arrière` and `plan`.
fn parts<'w>(word: &Word<'w>) -> impl Iterator<Item = (&'w str, Range<usize>)> {
    let (text, start) = (word.text, word.range.start);
    let base = text.as_ptr() as usize;
    text.split(|c: char| is_apostrophe(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
        .map(move |part| {
            let at = start + (part.as_ptr() as usize - base);
            (part, at..at + part.len())
        })
}

/// Whether a part is one that the dictionary knows within compounds alone: `Bereitstellungs-`.
fn is_joint(dictionary: &Dictionary, word: &Word<'_>, range: &Range<usize>) -> bool {
    let part = &word.text[range.start - word.range.start..range.end - word.range.start];
    (range.end < word.range.end && dictionary.knows(&format!("{part}-")))
        || (range.start > word.range.start && dictionary.knows(&format!("-{part}")))
}

/// The word without an article or the like before an apostrophe: `aujourd’hui` of `d’aujourd’hui`.
fn unelided(word: &str) -> &str {
    const LONG: [&str; 6] = ["qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];
    match word.split_once(is_apostrophe) {
        Some((first, rest))
            if first.len() == 1 || LONG.contains(&first.to_lowercase().as_str()) =>
        {
            rest
        }
        _ => word,
    }
}

fn is_known(subject: &Subject<'_, '_>, dictionary: &Dictionary, word: &str) -> bool {
    is_no_word(word)
        || is_listed(subject, word)
        || is_spelled(dictionary, word)
        || is_borrowed(subject, word)
}

/// Whether `words.txt` or a term has the word, which may have its capital from the sentence.
fn is_listed(subject: &Subject<'_, '_>, word: &str) -> bool {
    let (own, shared) = (&subject.book.words, &subject.book.scope.shared.words);
    let has = |word: &str| own.contains(word) || shared.contains(word);
    has(word) || (word.starts_with(char::is_uppercase) && has(&word.to_lowercase()))
}

/// Names and signs, which no dictionary decides on: `S4B`, `PowerShell`, `DNS`, `l`.
fn is_no_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next();
    word.chars().nth(1).is_none()
        || word.contains(char::is_numeric)
        || (!word.contains(['-', '\'', '\u{2019}']) && chars.any(char::is_uppercase))
}

fn is_spelled(dictionary: &Dictionary, word: &str) -> bool {
    if dictionary.knows(word) {
        return true;
    }
    // Dictionaries have the typewriter's apostrophe, and know nothing of soft hyphens.
    let plain = word.contains(['\u{2019}', '\u{ad}']);
    plain && dictionary.knows(&word.replace('\u{2019}', "'").replace('\u{ad}', ""))
}

/// Whether the source language's message has the word: it was borrowed, not misspelt.
fn is_borrowed(subject: &Subject<'_, '_>, word: &str) -> bool {
    let readings = subject.origin.iter().flat_map(|origin| &origin.readings);
    readings.into_iter().any(|reading| {
        let (theirs, _) = words(reading);
        let same =
            |other: &Word<'_>| other.text == word || parts(other).any(|(part, _)| part == word);
        theirs.iter().any(same)
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}
