//! Text that came from outside, made fit to be shown: a catalog or a file name may hold escape
//! sequences that would repaint a terminal, or marks that let a line read backwards.

/// The text with every character that a terminal would obey, or that nobody would see, replaced
/// by one that is seen. As many characters come out as went in; tabs and line breaks stay.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The same on one line.
pub(super) fn visible_line(text: &str) -> String {
    let chars = text.chars().map(|c| match c {
        '\n' => '\u{2424}',
        '\t' => ' ',
        other => shown(other),
    });
    chars.collect()
}

/// Whether a terminal would obey the character, or nobody would see it.
pub(super) fn is_hidden(c: char) -> bool {
    shown(c) != c
}

fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        // Unicode has a picture of each: `␛` for escape.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        '\u{ad}' | '\u{61c}' | '\u{feff}' => '\u{fffd}',
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => '\u{fffd}',
        '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}
