//! French punctuation with its blank that must not break, and without.

use super::Findings;
use super::sheet::{Role, Sheet};
use crate::diagnostic::codes;

codes! {
    /// A plain blank before French punctuation, on a page that has no-break blanks elsewhere.
    ///
    /// ## Why
    ///
    /// French has a blank before `:`, `;`, `!`, `?` and inside `« »`, and it must not break:
    /// otherwise a line may begin with a colon. A page that has it both ways was mended in part.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Exécutez la commande suivante :
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Exécutez la commande suivante&nbsp;:
    /// ```
    ///
    /// The character itself (U+00A0 or U+202F) is as good. A page that always has plain blanks
    /// has its own style: nothing is found there.
    pub(crate) PUNCTUATION_SPACE = "punctuation-space", Note;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    if sheet.language != "fr" {
        return;
    }
    let mut plain = Vec::new();
    let mut has_no_break = false;
    for text in sheet.texts.iter().filter(|text| text.role != Role::Front) {
        let flat = &text.flat.text;
        for (at, c) in flat.match_indices([':', ';', '!', '?', '»', '«']) {
            let is_opening = c == "«";
            let after = &flat[at + c.len()..];
            let ends = after
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '.' | ','));
            if (!is_opening && !ends) || text.is_code(at) {
                continue;
            }
            let (blank, range) = match is_opening {
                true => (after.chars().next(), at..at + c.len() + 1),
                false => (
                    flat[..at].chars().next_back(),
                    at.saturating_sub(1)..at + c.len(),
                ),
            };
            match blank {
                Some('\u{a0}' | '\u{202f}') => has_no_break = true,
                Some(' ') => {
                    let word = flat[..at].trim_end().chars().next_back();
                    if is_opening
                        || word.is_some_and(|c| c.is_alphanumeric() || ")”\"»".contains(c))
                    {
                        plain.push((text.flat.place(range), c.to_owned(), is_opening));
                    }
                }
                _ => {}
            }
        }
    }
    if !has_no_break {
        return;
    }
    for (place, c, is_opening) in plain {
        let side = if is_opening { "after" } else { "before" };
        findings.push(
            sheet
                .finding(
                    &PUNCTUATION_SPACE,
                    place,
                    format!(
                        "a plain blank {side} `{c}`, where the page has a no-break blank elsewhere"
                    ),
                )
                .help("write a no-break blank: U+00A0, U+202F or `&nbsp;`"),
        );
    }
}
