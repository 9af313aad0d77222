//! Characters that could be read as markup where they stand, and what is written for them.

use std::io::{self, Write};

use super::inline::is_blank;

/// Escapes a plain value that a template prints: it may stand at the start of a line.
pub(in super::super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let starts_plain = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    if starts_plain && !text.bytes().any(|b| SPECIAL[b as usize]) && !text.ends_with(' ') {
        return out.write_all(text.as_bytes());
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    write_text(
        text.trim_matches(is_blank),
        &mut escaped,
        Around {
            opens_line: true,
            ..Around::default()
        },
    );
    out.write_all(escaped.as_bytes())
}

/// The address of a link or a picture, between the parentheses.
///
/// A parser that has found the end of a link's text reads its address at once, before it looks for
/// anything else in it: so the characters of markup stay what they are, and a page that is
/// rendered leads where it led. Only what would end the address is escaped.
pub(super) fn write_target(target: &str, out: &mut String) {
    let target = target.trim();
    let is_balanced = is_balanced(target);
    for (at, c) in target.char_indices() {
        match c {
            '(' | ')' if is_balanced => out.push(c),
            '(' | ')' | '<' | '>' | '\\' | '|' | '*' | '[' | ']' => out.extend(['\\', c]),
            '"' | '`' | '$' | '~' => out.push_str(&format!("%{:02X}", c as u32)),
            '&' if is_entity_like(&target.as_bytes()[at + 1..]) => out.push_str("&amp;"),
            _ if c.is_whitespace() || c.is_control() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            _ => out.push(c),
        }
    }
}

/// Whether every parenthesis has its other one, so that none ends the address.
fn is_balanced(target: &str) -> bool {
    const DEEPEST: u32 = 8;
    let mut depth = 0;
    for byte in target.bytes() {
        match byte {
            b'(' if depth < DEEPEST => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b'(' | b')' => return false,
            _ => {}
        }
    }
    depth == 0
}

/// What is shown beside the pointer, with its quotes. A quote in it is written by its name, and no
/// backslash stands in front of the last: parsers that look for the longest title take `\\"` for
/// a part of it.
pub(super) fn write_title(title: &str, out: &mut String) {
    out.push('"');
    for (at, c) in title.char_indices() {
        match c {
            '"' => out.push_str("&quot;"),
            '\\' if at + 1 == title.len() => out.push_str("\\\\ "),
            '\\' | '`' | '<' | '>' | '|' | '*' | '[' | ']' | '$' | '~' => out.extend(['\\', c]),
            '&' if is_entity_like(&title.as_bytes()[at + 1..]) => out.push_str("&amp;"),
            _ if is_blank(c) => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// The bytes at which text is not simply copied: what may have to be escaped, depending on its
/// neighbours, and the first bytes of characters that are control characters or line breaks.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\`*_[]<&~$!:.|\x7f\xc2\xe2";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    let mut control = 0;
    while control < 0x20 {
        table[control] = true;
        control += 1;
    }
    table
};

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// A line of a paragraph begins with it.
    pub(super) opens_line: bool,
    /// It is the text of a link or of a picture.
    pub(super) in_brackets: bool,
    /// The character after it in the same paragraph.
    pub(super) following: Option<char>,
}

/// Plain text.
pub(super) fn write_text(text: &str, out: &mut String, around: Around) {
    let mut from = 0;
    if around.opens_line {
        from = write_line_start(text, out);
    }
    let bytes = text.as_bytes();
    let mut plain = from;
    let mut at = from;
    while at < bytes.len() {
        let byte = bytes[at];
        if !SPECIAL[byte as usize] {
            at += 1;
            continue;
        }
        // A full stop ends most sentences and escapes hardly anything.
        if byte == b'.' && !ends_with_www(&bytes[..at]) {
            at += 1;
            continue;
        }
        if byte >= 0x80 {
            // Line and paragraph separator, and the C1 controls, break lines for some readers.
            let c = text[at..].chars().next().unwrap_or(' ');
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                out.push_str(&text[plain..at]);
                out.push(' ');
                plain = at + c.len_utf8();
            }
            at += c.len_utf8();
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at;
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let escape = match byte {
            b'`' | b'*' | b'[' | b'~' | b'$' | b'|' => true,
            b']' => around.in_brackets,
            b'\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            b'_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric))
            }
            // Tags, comments, and addresses in angle brackets.
            b'<' => after != Some(' '),
            b'!' => after.is_none() && around.following == Some('['),
            b'&' => is_entity_like(&bytes[at + 1..]),
            b':' => {
                text[at + 1..].starts_with("//")
                    || matches!(before, Some('o' | 'p' | 'O' | 'P'))
                        && after.is_some_and(char::is_alphanumeric)
            }
            b'.' => true,
            _ => {
                // A control character: also every kind of line break.
                out.push(' ');
                plain = at + 1;
                at += 1;
                continue;
            }
        };
        if escape {
            out.push('\\');
        }
        at += 1;
    }
    out.push_str(&text[plain..]);
}

/// Escapes what would open a block at the start of a line; returns how many bytes it wrote.
fn write_line_start(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    match first {
        b'#' | b'-' | b'+' | b'>' | b'=' | b':' => {
            out.push('\\');
            out.push(char::from(*first));
            1
        }
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            out.push_str(&text[..digits]);
            // `1.0` is no item.
            let opens = matches!(bytes.get(digits), Some(b'.' | b')'))
                && bytes.get(digits + 1).is_none_or(|b| *b <= b' ');
            if opens {
                out.push('\\');
                out.push(char::from(bytes[digits]));
                digits + 1
            } else {
                digits
            }
        }
        _ => 0,
    }
}

/// Writes the digits that more digits stand before, and escapes what would make an item of them;
/// returns the rest.
pub(super) fn write_behind_digits<'t>(text: &'t str, out: &mut String) -> &'t str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    out.push_str(number);
    if rest.starts_with(['.', ')']) {
        out.push('\\');
        out.push_str(&rest[..1]);
        return &rest[1..];
    }
    rest
}

fn is_entity_like(after: &[u8]) -> bool {
    let name = after
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    matches!(after.get(name), None | Some(b';')) && (name > 0 || after.is_empty())
}

fn ends_with_www(bytes: &[u8]) -> bool {
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www")
}
