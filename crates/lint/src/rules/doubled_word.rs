//! A word that stands twice in a row.

use super::Findings;
use super::stated_number::adjoin;
use crate::reading::Reading;
use crate::subject::{Subject, Text};
use runproof_core::diagnostic::codes;

codes! {
    /// A word that stands twice in a row.
    ///
    /// ## Why
    ///
    /// It is what moving words around leaves behind. Readers see it; its author, who knows what
    /// should be there, does not, least of all over the end of a line.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// sync = Synchronize the
    ///     the pools.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// sync = Synchronize the
    ///     pools.
    /// ```
    ///
    /// Words that a language rightly doubles are none: *vous vous connectez*, *die, die*, *had
    /// had*; nor is a name that the source language doubles too.
    pub DOUBLED_WORD = "doubled-word", Warning;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let rightly = subject.book.language.words.doubled;
    for text in &subject.texts {
        for pair in text.words.windows(2) {
            let [first, second] = pair else { continue };
            let is_double = first.text.len() == second.text.len()
                && !first.text.starts_with(char::is_numeric)
                && !second.is_technical
                && first.text.to_lowercase() == second.text.to_lowercase()
                && !first.is_joined
                && !second.is_joined
                && adjoin(text.reading, first, second);
            if !is_double
                || rightly.contains(&second.text.to_lowercase().as_str())
                || is_in_source(text, first.text)
            {
                continue;
            }
            findings.push(
                subject
                    .finding(
                        &DOUBLED_WORD,
                        text.reading,
                        first.range.start..second.range.end,
                        format!("`{}` stands twice", second.text),
                    )
                    .help("delete one of the two"),
            );
        }
    }
}

fn is_in_source(text: &Text<'_, '_>, word: &str) -> bool {
    let doubled = |twin: &&&Reading<'_>| {
        let words = crate::words::words(twin).0;
        words
            .windows(2)
            .any(|pair| pair[0].text == word && pair[1].text == word)
    };
    text.twins.iter().any(|twin| doubled(&twin))
}
