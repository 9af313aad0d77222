//! Bold that is none.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::codes;

codes! {
    /// Two asterisks that readers see, because the bold that they should mark is none.
    ///
    /// ## Why
    ///
    /// Markdown opens bold only right before a word and closes it only right after one
    /// (CommonMark 0.31, §6.2). With a blank on the wrong side, or between a letter and a
    /// quote, the asterisks are text.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Click **Save **.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Click **Save**.
    /// ```
    pub BROKEN_BOLD = "broken-bold", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for text in &sheet.texts {
        if text.block.is_none() {
            continue;
        }
        let flat = &text.flat.text;
        for (at, stars) in flat.match_indices("**") {
            let place = text.flat.place(at..at + stars.len());
            // Escaped ones are meant, and a row of stars is a line.
            let is_typed = sheet.source().get(place.range()) == Some(stars);
            let neighbours = (
                flat[..at].chars().next_back(),
                flat[at + 2..].chars().next(),
            );
            let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let is_row = [neighbours.0, neighbours.1].contains(&Some('*'));
            let is_pattern = [neighbours.0, neighbours.1]
                .iter()
                .flatten()
                .any(|c| matches!(c, '/' | '\\' | '.' | '='));
            let is_near = touches(neighbours.0) || touches(neighbours.1);
            if !is_typed || is_row || is_pattern || !is_near || text.is_code(at) {
                continue;
            }
            findings.push(
                sheet
                    .finding(
                        &BROKEN_BOLD,
                        place,
                        "the `**` is shown as it stands: it marks no bold",
                    )
                    .help(
                        "put it right before the first and right after the last letter of the bold",
                    ),
            );
            // Its partner is as wrong.
            break;
        }
    }
}
