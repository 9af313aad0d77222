//! Characters that nobody sees.

use super::Findings;
use crate::subject::Subject;
use runproof_core::diagnostic::codes;
use runproof_text::visible::{Hidden, is_hidden};

codes! {
    /// A character that cannot be seen: a mark of direction, a space without width, a control.
    ///
    /// ## Why
    ///
    /// It is copied with a command and breaks it, hides a word from every search, and lets a
    /// text read otherwise than it is written. Pages and word processors leave such characters
    /// behind when text is copied out of them.
    ///
    /// ## Example
    ///
    /// A zero-width space (U+200B) within `Get-Date`.
    ///
    /// ## Instead
    ///
    /// Delete the character. The no-break spaces U+00A0 and U+202F are no findings, nor are the
    /// joiners in languages that write with them, and marks of direction in those from right to
    /// left, outside of code.
    pub INVISIBLE_CHARACTER = "invisible-character", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let from_right = subject.book.folder.locale.is_right_to_left();
    for text in &subject.texts {
        let whole = text.reading.text.as_str();
        for (at, c) in whole.char_indices() {
            if !is_invisible(c) {
                continue;
            }
            let range = at..at + c.len_utf8();
            let in_code = text.reading.markup.touches_code(&range);
            let joins = matches!(c, '\u{200c}' | '\u{200d}') && !beside_latin(whole, at, c);
            if !in_code && (joins || (from_right && is_direction(c))) {
                continue;
            }
            // A soft hyphen is how a long word of prose says where it may break.
            if c == '\u{ad}' && !in_code {
                continue;
            }
            findings.push(
                subject
                    .finding(
                        &INVISIBLE_CHARACTER,
                        text.reading,
                        range,
                        format!("there is an invisible character, U+{:04X}", c as u32),
                    )
                    .help("delete it"),
            );
        }
    }
}

fn is_invisible(c: char) -> bool {
    // C1 controls are what a wrong encoding leaves behind: `mojibake` says so.
    !matches!(c, '\r' | '\u{80}'..='\u{9f}') && is_hidden(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}') || Hidden::of(c) == Some(Hidden::Order)
}

fn beside_latin(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let is_latin = |c: Option<char>| c.is_none_or(|c| (c as u32) < 0x250);
    is_latin(before) || is_latin(after)
}
