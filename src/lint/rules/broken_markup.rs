//! Marks that Markdown does not read as markup.

use super::Findings;
use crate::diagnostic::codes;
use crate::lint::subject::{Explained, Subject};

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
    pub(crate) BROKEN_MARKUP = "broken-markup", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for text in &subject.texts {
        let reading = text.reading;
        for range in &reading.markup.prose {
            let Some(prose) = reading.text.get(range.clone()) else {
                continue;
            };
            let stray = ["**", "`"].iter().find_map(|mark| {
                let at = prose.find(mark)?;
                let is_escaped = reading.text[..range.start + at].ends_with('\\');
                (!is_escaped).then_some((*mark, range.start + at))
            });
            let Some((mark, at)) = stray else { continue };
            subject.explain(Explained::Markup);
            let help = if mark == "`" {
                "close it with a second one"
            } else {
                "close it, and put no blank after the first and before the last of the pair"
            };
            findings.push(
                subject
                    .finding(
                        &BROKEN_MARKUP,
                        reading,
                        at..at + mark.len(),
                        format!(
                            "`{}` marks nothing here",
                            if mark == "`" { "backtick" } else { mark }
                        ),
                    )
                    .help(help),
            );
            break;
        }
    }
}
