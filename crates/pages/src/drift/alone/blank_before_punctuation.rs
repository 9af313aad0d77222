//! A blank that drives a full stop away from its sentence.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::codes;

codes! {
    /// A blank before punctuation where the language has none.
    ///
    /// ## Why
    ///
    /// The full stop may begin the next line, and the sentence looks like the work of a machine:
    /// mostly a converter left the blank after bold.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Klicken Sie auf **Speichern** .
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Klicken Sie auf **Speichern**.
    /// ```
    ///
    /// French has a blank before `:`, `;`, `!` and `?`.
    pub BLANK_BEFORE_PUNCTUATION = "blank-before-punctuation", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let marks = sheet.language.typography.tight;
    if marks.is_empty() {
        return;
    }
    for text in &sheet.texts {
        let flat = &text.flat.text;
        for (at, c) in flat.match_indices(marks) {
            let before = flat[..at].trim_end_matches([' ', '\u{a0}']);
            if before.len() == at || !ends_here(&flat[at + c.len()..]) || text.is_code(at) {
                continue;
            }
            let is_word = before.chars().next_back().is_some_and(|last| {
                last.is_alphanumeric() || matches!(last, ')' | '"' | '”' | '»' | '“' | '%')
            });
            // **?** is a label of its own.
            let is_label = text.begins_mark(at);
            // A picture in the text is no word.
            let is_picture = text.is_picture(before.len().saturating_sub(1));
            if !is_word || is_picture || is_label {
                continue;
            }
            let place = text.flat.place(before.len()..at + c.len());
            findings.push(
                sheet
                    .finding(
                        &BLANK_BEFORE_PUNCTUATION,
                        place,
                        format!("a blank stands before `{c}`"),
                    )
                    .help(format!("write `{c}` right after the word")),
            );
        }
    }
}

/// Whether a sentence or clause may end before this: ` .NET` and ` :-)` are words.
fn ends_here(after: &str) -> bool {
    after
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '»'))
}
