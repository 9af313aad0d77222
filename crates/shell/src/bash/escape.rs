//! `\n`, `\x41`, `\u00e9`: what a backslash stands for in `$'…'`, `echo -e` and `printf`.

/// The text that `$'…'` stands for.
pub(super) fn ansi(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match one(rest, Flavour::Quoted) {
            // The text ends at a zero byte.
            Some((0, Some('\0'))) => return out,
            Some((length, c)) => {
                if c == Some('\0') {
                    return out;
                }
                out.extend(c);
                rest = &rest[length..];
            }
            None => out.push('\\'),
        }
    }
    out.push_str(rest);
    out
}

/// The text that `echo -e` or `%b` of `printf` writes, and whether `\c` ended all output.
pub(super) fn echoed(text: &str) -> (String, bool) {
    written(text, Flavour::Echo)
}

/// The text that a format of `printf` stands for.
pub(super) fn format(text: &str) -> (String, bool) {
    written(text, Flavour::Format)
}

fn written(text: &str, flavour: Flavour) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.starts_with('c') && flavour == Flavour::Echo {
            return (out, true);
        }
        match one(rest, flavour) {
            Some((length, c)) => {
                out.extend(c);
                rest = &rest[length..];
            }
            None => out.push('\\'),
        }
    }
    out.push_str(rest);
    (out, false)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    /// `$'…'`.
    Quoted,
    /// `echo -e`.
    Echo,
    /// The format of `printf`.
    Format,
}

/// What stands behind a backslash: how long it is, and the character. `None` where the backslash is
/// a character of its own. Bytes that are no character of their own become one that is not known.
fn one(rest: &str, flavour: Flavour) -> Option<(usize, Option<char>)> {
    let c = rest.chars().next()?;
    let plain = |c: char| Some((1, Some(c)));
    match c {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'a' => plain('\x07'),
        'b' => plain('\x08'),
        'e' | 'E' => plain('\x1b'),
        'f' => plain('\x0c'),
        'v' => plain('\x0b'),
        '\\' => plain('\\'),
        '\'' | '"' | '?' if flavour == Flavour::Quoted => plain(c),
        '"' if flavour == Flavour::Format => plain(c),
        'x' => number(rest, 1, 2, 16, byte),
        'u' => number(rest, 1, 4, 16, char::from_u32),
        'U' => number(rest, 1, 8, 16, char::from_u32),
        '0' if flavour == Flavour::Echo => number(rest, 1, 3, 8, byte).or(Some((1, Some('\0')))),
        '0'..='7' if flavour != Flavour::Echo => number(rest, 0, 3, 8, byte),
        'c' if flavour == Flavour::Quoted => {
            let control = rest[1..].chars().next()?;
            let byte = u8::try_from(control).ok()?.to_ascii_uppercase() & 0x1f;
            Some((1 + control.len_utf8(), Some(char::from(byte))))
        }
        _ => None,
    }
}

fn number(
    rest: &str,
    from: usize,
    most: usize,
    radix: u32,
    made: impl Fn(u32) -> Option<char>,
) -> Option<(usize, Option<char>)> {
    let digits = rest[from..]
        .chars()
        .take(most)
        .take_while(|c| c.is_digit(radix))
        .count();
    if digits == 0 {
        return None;
    }
    let value = u32::from_str_radix(&rest[from..from + digits], radix).ok()?;
    Some((from + digits, made(value).or(Some(super::holes::ODD))))
}

/// A byte above 127 is part of a character whose other bytes stand elsewhere.
fn byte(value: u32) -> Option<char> {
    u8::try_from(value & 0xff)
        .ok()
        .filter(u8::is_ascii)
        .map(char::from)
}
