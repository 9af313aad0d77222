//! Whether bash would ask for another line.

/// What is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paren,
    Brace,
    If,
    Loop,
    /// `while …`, before its `do`.
    LoopHead,
    Case,
}

/// Whether the text is complete, so that bash runs it: no quote, bracket, here-document, `if` or loop
/// is open, and it does not end in `\`, `|`, `&&` or `||`. A scan, no grammar: a text that it takes
/// for incomplete is joined with the line after it, so where it is in doubt it says "complete".
pub fn is_complete(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut heredocs: Vec<(&str, bool)> = Vec::new();
    let mut at = 0;
    // Whether a command may begin here, and whether more must follow.
    let mut begins = true;
    let mut continues = false;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'\\' => {
                if at + 1 >= bytes.len() || (bytes[at + 1] == b'\n' && at + 2 >= bytes.len()) {
                    return false;
                }
                at += 2;
                if bytes.get(at - 1) != Some(&b'\n') {
                    (begins, continues) = (false, false);
                }
            }
            b'\'' => {
                let Some(length) = text[at + 1..].find('\'') else {
                    return false;
                };
                at += length + 2;
                (begins, continues) = (false, false);
            }
            b'"' | b'`' => {
                let Some(end) = quoted(bytes, at) else {
                    return false;
                };
                at = end;
                (begins, continues) = (false, false);
            }
            b'#' if at == 0
                || bytes[at - 1].is_ascii_whitespace()
                || b";|&(".contains(&bytes[at - 1]) =>
            {
                at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
            }
            b'\n' => {
                at += 1;
                for (end, tabs) in heredocs.drain(..) {
                    loop {
                        if at >= bytes.len() {
                            return false;
                        }
                        let length =
                            memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
                        let line = text[at..at + length].trim_end_matches('\r');
                        at = (at + length + 1).min(bytes.len());
                        if line == end || (tabs && line.trim_start_matches('\t') == end) {
                            break;
                        }
                    }
                }
                begins = true;
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            b'<' if bytes[at..].starts_with(b"<<<") => at += 3,
            b'<' if bytes[at..].starts_with(b"<<") => {
                let tabs = bytes.get(at + 2) == Some(&b'-');
                let from = at + 2 + usize::from(tabs);
                let rest = text[from..].trim_start_matches(' ');
                let start = text.len() - rest.len();
                let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
                let length = match quote {
                    Some(quote) => rest[1..].find(quote).map(|length| length + 2),
                    None => rest.find(|c: char| c.is_ascii_whitespace() || ";|&<>()".contains(c)),
                };
                let length = length.unwrap_or(rest.len());
                let end = rest[..length]
                    .trim_matches(['\'', '"'])
                    .trim_start_matches('\\');
                if !end.is_empty() && !open.contains(&Open::Paren) {
                    heredocs.push((end, tabs));
                }
                at = start + length;
                (begins, continues) = (false, false);
            }
            b'|' | b'&' | b';' => {
                let double = bytes.get(at + 1) == Some(&byte);
                let redirects = byte == b'&'
                    && (at > 0 && matches!(bytes[at - 1], b'>' | b'<')
                        || bytes.get(at + 1) == Some(&b'>'));
                continues = byte == b'|' || (byte == b'&' && double);
                begins = !redirects;
                at += 1 + usize::from(double);
            }
            b'(' => {
                open.push(Open::Paren);
                at += 1;
                (begins, continues) = (true, false);
            }
            b')' => {
                // The bracket of a `case` has no other.
                if open.last() == Some(&Open::Paren) {
                    open.pop();
                    begins = false;
                } else {
                    begins = true;
                }
                continues = false;
                at += 1;
                // `f() {`: the body follows.
                begins |= bytes[..at].ends_with(b"()");
            }
            b'$' if bytes[at..].starts_with(b"${") => {
                match super::word::closing(&text[at + 2..], '}') {
                    Some(length) => at += 2 + length + 1,
                    None => return false,
                }
                (begins, continues) = (false, false);
            }
            _ => {
                let length = bytes[at..]
                    .iter()
                    .position(|byte| byte.is_ascii_whitespace() || b"\\'\"`|&;()<>".contains(byte))
                    .unwrap_or(bytes.len() - at)
                    .max(1);
                let word = &bytes[at..at + length];
                continues = false;
                if begins {
                    begins = keyword(word, &mut open);
                } else if word == b"do" && open.last() == Some(&Open::LoopHead) {
                    // `for x; do` and `select x do`.
                    begins = keyword(word, &mut open);
                }
                at += length;
            }
        }
    }
    open.is_empty() && heredocs.is_empty() && !continues
}

/// Takes a word where a command may begin; whether one may begin after it.
fn keyword(word: &[u8], open: &mut Vec<Open>) -> bool {
    let mut close = |wanted: Open| {
        if open.last() == Some(&wanted) {
            open.pop();
        }
    };
    match word {
        b"fi" => close(Open::If),
        b"done" => close(Open::Loop),
        b"esac" => close(Open::Case),
        b"}" => close(Open::Brace),
        b"if" => open.push(Open::If),
        b"while" | b"until" => open.push(Open::LoopHead),
        b"for" | b"select" => {
            open.push(Open::LoopHead);
            return false;
        }
        b"do" => {
            close(Open::LoopHead);
            open.push(Open::Loop);
        }
        b"case" => {
            open.push(Open::Case);
            return false;
        }
        b"{" => open.push(Open::Brace),
        b"then" | b"else" | b"elif" | b"!" | b"time" => {}
        _ => return false,
    }
    matches!(
        word,
        b"if" | b"while" | b"until" | b"do" | b"{" | b"then" | b"else" | b"elif" | b"!" | b"time"
    )
}

/// Where the double or back quotes that begin here end.
fn quoted(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = bytes[start];
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return Some(at + 1),
            b'$' if quote == b'"' && bytes.get(at + 1) == Some(&b'(') => {
                let mut depth = 0_usize;
                at += 1;
                loop {
                    match bytes.get(at)? {
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        b'\'' => at += 1 + memchr::memchr(b'\'', bytes.get(at + 1..)?)?,
                        b'"' => at = quoted_within(bytes, at)?,
                        b'\\' => at += 1,
                        _ => {}
                    }
                    at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// The last byte of double quotes within a substitution, in which no further one is followed.
fn quoted_within(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
}
