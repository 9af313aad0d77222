//! Marks that Markdown does not read as markup.

use super::Findings;
use crate::subject::{Explained, Subject};
use runproof_core::diagnostic::codes;

codes! {
    /// Asterisks or backticks that mark nothing.
    ///
    /// ## Why
    ///
    /// They appear in the document as they stand, and what should be bold or code is not. Bold
    /// neither begins nor ends at a blank, and every mark that opens must close.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// edit = Click ** Edit Properties**, then run `Get-Date.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// edit = Click **Edit Properties**, then run `Get-Date`.
    /// ```
    ///
    /// An asterisk that is meant as such is written `\*`, with the backslash.
    pub BROKEN_MARKUP = "broken-markup", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for text in &subject.texts {
        let reading = text.reading;
        for range in &reading.markup.prose {
            let Some(prose) = reading.text.get(range.clone()) else {
                continue;
            };
            for mark in ["**", "`"] {
                let Some(at) = stray(&reading.text, prose, range.start, mark) else {
                    continue;
                };
                subject.explain(Explained::Markup);
                let (name, help) = match mark {
                    "`" => ("backtick", "close it with a second one"),
                    _ => (
                        mark,
                        "close it, and put no blank after the first and before the last of the pair",
                    ),
                };
                findings.push(
                    subject
                        .finding(
                            &BROKEN_MARKUP,
                            reading,
                            at..at + mark.len(),
                            format!("this `{name}` marks nothing"),
                        )
                        .help(help),
                );
            }
        }
    }
}

/// Where a mark stands in prose, unless a backslash says that it is meant as such.
fn stray(text: &str, prose: &str, offset: usize, mark: &str) -> Option<usize> {
    let at = offset + prose.find(mark)?;
    (!text[..at].ends_with('\\')).then_some(at)
}
