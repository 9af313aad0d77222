//! Hidden characters made visible: text from outside may hold escape sequences that repaint a
//! terminal, marks that reverse the order of what is read, and characters that nobody sees.
//!
//! [`Hidden::of`] is the table of those characters. A control character is shown by its picture
//! in Unicode (`␛` for escape), every other by U+FFFD.

use std::borrow::Cow;

/// Why a character is not simply shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A terminal obeys it: C0, DEL and C1, with line breaks and tabs.
    Control,
    /// It changes the order in which the characters after it are shown: embeddings, overrides and
    /// isolates.
    Order,
    /// It has no width or no ink: joiners, soft hyphens, marks of direction, fillers, tags, line
    /// and paragraph separators.
    Unseen,
}

impl Hidden {
    /// What hides a character, if something does. Spaces are seen by their width, and variation
    /// selectors by what they change.
    pub fn of(c: char) -> Option<Self> {
        match c {
            ' '..='~' => None,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Self::Control),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Self::Order),
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' => Some(Self::Unseen),
            // Fillers of Hangul, vowels of Khmer that are not written.
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Some(Self::Unseen),
            '\u{17b4}' | '\u{17b5}' => Some(Self::Unseen),
            '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' => Some(Self::Unseen),
            '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' => Some(Self::Unseen),
            '\u{fff9}'..='\u{fffb}' => Some(Self::Unseen),
            '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}' => Some(Self::Unseen),
            _ => None,
        }
    }
}

/// What becomes of line breaks and tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// `\n` and `\t` stay; `\r` and the separators of Unicode are shown like other hidden characters.
    Kept,
    /// `\n` is shown as `␤`, a tab is a blank.
    Shown,
    /// Every kind of them is a blank.
    Blank,
}

/// Whether a terminal would obey the character, or nobody would see it. Line breaks (`\n`) and
/// tabs lay out a text, and are not hidden.
pub fn is_hidden(c: char) -> bool {
    !matches!(c, '\n' | '\t') && Hidden::of(c).is_some()
}

/// The text with every hidden character replaced by one that is seen: for commands, paths, output
/// and messages. As many characters come out as went in.
pub fn visible(text: &str, breaks: Breaks) -> Cow<'_, str> {
    replaced(text, breaks, shown)
}

/// The same on one line: [`Breaks::Shown`].
pub fn visible_line(text: &str) -> String {
    visible(text, Breaks::Shown).into_owned()
}

/// The same for prose, in which joiners, soft hyphens and marks of direction have a use: only
/// what a terminal obeys and what changes the order is replaced.
pub fn visible_prose(text: &str, breaks: Breaks) -> Cow<'_, str> {
    replaced(text, breaks, |c| match Hidden::of(c) {
        Some(Hidden::Unseen) | None => c,
        Some(Hidden::Control | Hidden::Order) => shown(c),
    })
}

/// The character, or the one that is shown in its place.
pub fn shown(c: char) -> char {
    match (c, Hidden::of(c)) {
        ('\0'..='\u{1f}', _) => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        ('\u{7f}', _) => '\u{2421}',
        (_, Some(_)) => '\u{fffd}',
        (_, None) => c,
    }
}

fn replaced(text: &str, breaks: Breaks, shown: impl Fn(char) -> char) -> Cow<'_, str> {
    // Most texts are one line of plain characters.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let chars = text.chars().map(|c| match (breaks, c) {
        (Breaks::Kept, '\n' | '\t') => c,
        (Breaks::Shown, '\n') => '\u{2424}',
        (Breaks::Shown, '\t') => ' ',
        (Breaks::Blank, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') => ' ',
        _ => shown(c),
    });
    Cow::Owned(chars.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind, and of each end of the table's ranges that is easily got wrong.
    const HOSTILE: &str =
        "a\u{1b}[2J\u{7f}\u{9b}\u{202e}b\u{200b}c\u{ad}\u{2028}\u{2069}\u{3164}\u{e0041}";

    #[test]
    fn every_hidden_character_is_replaced_by_one_that_is_seen() {
        let text = visible(HOSTILE, Breaks::Kept);
        assert_eq!(
            text,
            "a␛[2J␡\u{fffd}\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
        for c in '\0'..=char::MAX {
            assert!(!is_hidden(shown(c)), "{c:?}");
            assert_eq!(Hidden::of(c).is_some(), shown(c) != c, "{c:?}");
            assert!(!c.is_control() || Hidden::of(c) == Some(Hidden::Control));
        }
    }

    #[test]
    fn prose_keeps_what_has_a_use_in_it() {
        let text = visible_prose(HOSTILE, Breaks::Kept);
        assert_eq!(
            text,
            "a␛[2J␡\u{fffd}\u{fffd}b\u{200b}c\u{ad}\u{2028}\u{fffd}\u{3164}\u{e0041}"
        );
    }

    #[test]
    fn line_breaks_and_tabs_become_what_was_asked_for() {
        let text = "a\tb\r\nc\u{2028}d";
        for (breaks, expected) in [
            (Breaks::Kept, "a\tb␍\nc\u{fffd}d"),
            (Breaks::Shown, "a b␍\u{2424}c\u{fffd}d"),
            (Breaks::Blank, "a b  c d"),
        ] {
            assert_eq!(visible(text, breaks), expected);
        }
    }

    #[test]
    fn variation_selectors_and_spaces_stay() {
        let text = "⚠\u{fe0f} a\u{a0}b\u{202f}c";
        assert_eq!(visible(text, Breaks::Shown), text);
    }
}
