//! Whether an input is finished: the scan by which a reader finds the end of input of several lines.

use super::super::quote::{is_double, is_single};
use super::DIALECT;

/// Whether PowerShell would run the text instead of asking for another line: quotes, here-strings,
/// brackets and comments are closed, and it does not end in a backtick, a bar or a comma.
pub fn is_complete(text: &str) -> bool {
    let text = text.trim_end_matches(['\n', '\r']);
    if text.bytes().all(opens_nothing) {
        return !text.trim_end().ends_with(['|', ',']) && !text.ends_with("&&");
    }
    // Deep nesting would have to be counted in memory; nobody types it.
    let mut brackets: Vec<char> = Vec::new();
    // The last thing of weight, to see what the text ends in.
    let mut last = ' ';
    let mut word_start = true;
    let mut last_ampersand = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let starts_word = word_start;
        word_start =
            c.is_whitespace() || matches!(c, '(' | '{' | ')' | '}' | ';' | '|' | ',' | '&');
        match c {
            '`' => {
                if chars.next().is_none() {
                    return false;
                }
                last = 'x';
            }
            '#' if starts_word => {
                while chars.peek().is_some_and(|(_, c)| *c != '\n') {
                    chars.next();
                }
            }
            // The rest of the line is the program's own.
            '-' if starts_word && text[at..].starts_with("--%") => {
                while chars.peek().is_some_and(|(_, c)| *c != '\n') {
                    chars.next();
                }
                last = 'x';
            }
            '<' if starts_word && text[at..].starts_with("<#") => {
                let Some(end) = text[at..].find("#>") else {
                    return false;
                };
                while chars.peek().is_some_and(|(here, _)| *here < at + end + 2) {
                    chars.next();
                }
                word_start = true;
            }
            // In the middle of a word it is a plain character.
            '@' if (starts_word || last == '=')
                && chars.peek().is_some_and(|(_, c)| quotes(*c))
                && opens_here(&text[at..]) =>
            {
                let double = chars.next().is_some_and(|(_, c)| is_double(DIALECT, c));
                let mut line_start = false;
                let mut closed = false;
                while let Some((_, c)) = chars.next() {
                    let closing = if double {
                        is_double(DIALECT, c)
                    } else {
                        is_single(DIALECT, c)
                    };
                    if line_start && closing && chars.peek().is_some_and(|(_, c)| *c == '@') {
                        chars.next();
                        closed = true;
                        break;
                    }
                    line_start = c == '\n';
                }
                if !closed {
                    return false;
                }
                word_start = true;
                last = '"';
            }
            c if quotes(c) => {
                let double = is_double(DIALECT, c);
                let mut closed = false;
                while let Some((_, c)) = chars.next() {
                    if double && c == '`' {
                        chars.next();
                    } else if double && is_double(DIALECT, c) || !double && is_single(DIALECT, c) {
                        closed = true;
                        break;
                    }
                }
                if !closed {
                    return false;
                }
                // A word may go on behind a quote inside of it.
                word_start = starts_word;
                last = '"';
            }
            '(' | '{' => {
                brackets.push(c);
                last = c;
            }
            // A bracket of another kind is a fault, and a fault is run at once.
            ')' | '}' => {
                brackets.pop();
                last = c;
            }
            c if c.is_whitespace() => {}
            '&' if last_ampersand == Some(at.wrapping_sub(1)) => last = '|',
            '&' => {
                last_ampersand = Some(at);
                last = c;
            }
            c => last = c,
        }
    }
    brackets.is_empty() && !matches!(last, '|' | ',')
}

/// Whether a byte can not begin anything that has to be closed; most lines hold no other.
fn opens_nothing(byte: u8) -> bool {
    byte.is_ascii()
        && !matches!(
            byte,
            b'`' | b'#' | b'<' | b'@' | b'\'' | b'"' | b'(' | b'{' | b')' | b'}'
        )
}

fn quotes(c: char) -> bool {
    is_single(DIALECT, c) || is_double(DIALECT, c)
}

/// Whether `@"` has nothing but blanks behind it on its line.
fn opens_here(text: &str) -> bool {
    let rest = text.chars().skip(2);
    let mut rest = rest.skip_while(|c| *c == ' ' || *c == '\t' || *c == '\r');
    matches!(rest.next(), Some('\n') | None)
}
