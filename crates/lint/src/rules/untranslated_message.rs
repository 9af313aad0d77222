//! A message that reads the same as in the source language.

use super::Findings;
use crate::sheet::Kind;
use crate::subject::{Explained, Subject, Text};
use crate::words::Word;
use runproof_core::diagnostic::codes;
use runproof_language::Language;

codes! {
    /// A message that was left in the source language.
    ///
    /// ## Why
    ///
    /// It is there, so nothing falls back and nothing warns; but the reader gets an English
    /// sentence.
    ///
    /// ## Example
    ///
    /// `locales/fr/rb.ftl` has, as `locales/en/rb.ftl` does,
    ///
    /// ```ftl
    /// publish = Publish the topology.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// publish = Publiez la topologie.
    /// ```
    ///
    /// Commands, names, terms, values and single words that two languages share are no
    /// findings, nor are words of `words.txt`.
    pub UNTRANSLATED_MESSAGE = "untranslated-message", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(source) = subject.book.settings.source else {
        return;
    };
    if subject.unit.key.kind == Kind::Term
        || subject.origin.is_none()
        || subject.book.folder.locale.same_language(&source.locale)
    {
        return;
    }
    let origin = subject.book.settings.inputs.languages.of(&source.locale);
    for text in &subject.texts {
        let own = text.reading.spelled_out(0..text.reading.text.len());
        let mut twins = text.twins.iter();
        let same = twins.any(|twin| twin.spelled_out(0..twin.text.len()) == own);
        if !same || !is_prose(subject, text, origin) {
            continue;
        }
        let (Some(first), Some(last)) = (text.words.first(), text.words.last()) else {
            continue;
        };
        // Names typed in an untranslated sentence are not its mistake.
        for term in subject.origin.iter().flat_map(|origin| origin.terms()) {
            subject.explain(Explained::Term(term));
        }
        findings.push(
            subject
                .finding(
                    &UNTRANSLATED_MESSAGE,
                    text.reading,
                    first.range.start..last.range.end,
                    format!(
                        "`{}` reads as it does in `{}`",
                        subject.name(),
                        source.locale
                    ),
                )
                .help(format!(
                    "translate it into `{}`",
                    subject.book.folder.locale
                )),
        );
        return;
    }
}

/// Whether a text has words to translate: two at least that are no names.
fn is_prose(subject: &Subject<'_, '_>, text: &Text<'_, '_>, origin: &Language) -> bool {
    let words: Vec<&Word<'_>> = text
        .words
        .iter()
        .filter(|word| is_translatable(subject, word))
        .collect();
    if words.len() < 2 {
        return false;
    }
    // `Windows Management Shell` is a name, `Save Changes` is none.
    let mut long = words.iter().filter(|word| word.text.chars().count() > 3);
    let all_capitals = long.all(|word| word.text.starts_with(char::is_uppercase));
    let imperatives = origin.labels.imperatives;
    let begins_with_verb = words.first().is_some_and(|word| {
        let lower = word.text.to_lowercase();
        imperatives.binary_search(&lower.as_str()).is_ok()
    });
    !all_capitals || begins_with_verb
}

fn is_translatable(subject: &Subject<'_, '_>, word: &Word<'_>) -> bool {
    let text = word.text;
    let mut chars = text.chars();
    chars.next();
    let plain = chars.all(|c| !c.is_uppercase()) && text.chars().all(|c| !c.is_numeric());
    plain
        && text.chars().count() > 1
        && !word.is_technical
        && !word.is_joined
        && !subject.book.words.contains(text)
        && !subject.book.scope.shared.words.contains(text)
}
