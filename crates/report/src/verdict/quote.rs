//! A line of a capture, taken apart at its mark.

use runproof_audit::Quoted;
use runproof_text::visible::visible_line;

/// A line in three parts, fit to be shown: every character that would be obeyed or not be seen is
/// replaced by one that is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) before: String,
    pub(super) marked: String,
    pub(super) after: String,
}

impl Parts {
    pub(super) fn of(quoted: &Quoted) -> Self {
        let (start, end) = range(quoted);
        let text = &quoted.text;
        Self {
            before: visible_line(&text[..start]),
            marked: visible_line(&text[start..end]),
            after: visible_line(&text[end..]),
        }
    }
}

/// The mark in characters from 0, and the place after its last.
pub(super) fn characters(quoted: &Quoted) -> [usize; 2] {
    let (start, end) = range(quoted);
    let before = quoted.text[..start].chars().count();
    [before, before + quoted.text[start..end].chars().count()]
}

/// The mark within the text, at ends of characters.
fn range(quoted: &Quoted) -> (usize, usize) {
    let text = quoted.text.as_str();
    let start = text.floor_char_boundary(quoted.mark.start.min(text.len()));
    let end = text.floor_char_boundary(quoted.mark.end.clamp(start, text.len()).max(start));
    (start, end.max(start))
}
