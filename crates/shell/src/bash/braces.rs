//! `{a,b}` and `{1..3}`: one word as several.

use std::borrow::Cow;

use super::grammar::{Enclosed, enclosed};

/// How many words braces may come to, and how many bytes.
const MOST_WORDS: usize = 2048;
const MOST_BYTES: usize = 1 << 20;
/// How many braces of a word may come to nothing.
const MOST_LITERAL: usize = 256;
/// How deep braces may lie in each other, and how many may stand side by side.
const DEEPEST: usize = 48;

/// A word as the words that its braces come to: `x{,.previous}` is `x` and `x.previous`. `None` where
/// they are too many.
pub(super) fn braces(text: &str) -> Option<Vec<Cow<'_, str>>> {
    if !text.contains('{') || !(text.contains(',') || text.contains("..")) {
        return Some(vec![Cow::Borrowed(text)]);
    }
    let mut literal = MOST_LITERAL;
    let found = expand(text, &mut literal, 0)?;
    if let [one] = found.as_slice()
        && one == text
    {
        return Some(vec![Cow::Borrowed(text)]);
    }
    Some(found.into_iter().map(Cow::Owned).collect())
}

fn expand(text: &str, literal: &mut usize, depth: usize) -> Option<Vec<String>> {
    if depth > DEEPEST {
        return None;
    }
    let mut from = 0;
    let (open, close) = loop {
        let Some(open) = next(text, from, b'{') else {
            return Some(vec![text.to_owned()]);
        };
        if let Some(close) = next(text, open + 1, b'}') {
            break (open, close);
        }
        *literal = literal.checked_sub(1)?;
        from = open + 1;
    };
    let inner = &text[open + 1..close];
    let rest = &text[close + 1..];
    let items = match items(inner) {
        Some(items) => {
            let mut all = Vec::new();
            for item in items {
                all.extend(expand(item, literal, depth + 1)?);
            }
            all
        }
        None => match sequence(inner) {
            Sequence::Words(words) => words,
            Sequence::TooMany => return None,
            Sequence::Literal => vec![text[open..=close].to_owned()],
        },
    };
    let after = expand(rest, literal, depth + 1)?;
    let words = items.len() * after.len();
    let bytes = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    let whole = bytes(&items) * after.len() + bytes(&after) * items.len() + open * words;
    if words > MOST_WORDS || whole > MOST_BYTES {
        return None;
    }
    let mut found = Vec::with_capacity(words);
    for item in &items {
        for after in &after {
            found.push([&text[..open], item, after].concat());
        }
    }
    Some(found)
}

/// Where the next such byte stands that is not quoted, substituted, or within other braces. A `}` counts
/// where a comma or `..` stands before it.
fn next(text: &str, from: usize, wanted: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut level = 0_usize;
    let mut separated = wanted != b'}';
    let mut at = from;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let skipped = match rest {
            [b'\\', ..] => 2,
            [b'\'', ..] => 2 + memchr::memchr(b'\'', &rest[1..])?,
            [b'"', ..] => 2 + enclosed(&text[at + 1..], Enclosed::Double)?,
            [b'`', ..] => 2 + enclosed(&text[at + 1..], Enclosed::Backquotes)?,
            [b'$', b'\'', ..] => 3 + enclosed(&text[at + 2..], Enclosed::Ansi)?,
            [b'$', b'{', ..] => 3 + enclosed(&text[at + 2..], Enclosed::Parameter)?,
            [b'$' | b'<' | b'>', b'(', ..] => {
                3 + enclosed(&text[at + 2..], Enclosed::Substitution)?
            }
            _ => 0,
        };
        if skipped > 0 {
            at += skipped;
            continue;
        }
        match bytes[at] {
            // `{}` at the beginning of a word stays as it is.
            byte if byte == wanted
                && level == 0
                && separated
                && !(byte == b'{' && at == 0 && rest.get(1) == Some(&b'}')) =>
            {
                return Some(at);
            }
            b'{' => level += 1,
            b'}' => level = level.saturating_sub(1),
            b',' if level == 0 => separated = true,
            b'.' if level == 0 && rest.get(1) == Some(&b'.') && rest.get(2) != Some(&b'}') => {
                separated = true;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// What commas separate; `None` where there is none.
fn items(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(comma) = next(text, start, b',') {
        found.push(&text[start..comma]);
        start = comma + 1;
    }
    if found.is_empty() {
        return None;
    }
    found.push(&text[start..]);
    Some(found)
}

enum Sequence {
    Words(Vec<String>),
    TooMany,
    Literal,
}

/// `1..3`, `a..e..2`.
fn sequence(text: &str) -> Sequence {
    let mut parts = text.split("..");
    let (Some(first), Some(last), step, None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Sequence::Literal;
    };
    let Ok(step) = step.unwrap_or("1").parse::<i64>() else {
        return Sequence::Literal;
    };
    if let (Ok(from), Ok(to)) = (first.parse::<i64>(), last.parse::<i64>()) {
        let padded = |text: &str| {
            let digits = text.trim_start_matches('-');
            digits.len() > 1 && digits.starts_with('0')
        };
        let width = if padded(first) || padded(last) {
            first.len().max(last.len())
        } else {
            0
        };
        return numbers(from, to, step, |number| format!("{number:0width$}"));
    }
    match (letter(first), letter(last)) {
        (Some(from), Some(to)) => {
            let between_cases = from.is_ascii_uppercase() != to.is_ascii_uppercase();
            if between_cases {
                // Characters that are special to the shell lie between.
                return Sequence::TooMany;
            }
            numbers(from.into(), to.into(), step, |number| {
                u8::try_from(number).map_or_else(|_| String::new(), |byte| char::from(byte).into())
            })
        }
        _ => Sequence::Literal,
    }
}

fn letter(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if byte.is_ascii_alphabetic() => Some(*byte),
        _ => None,
    }
}

fn numbers(from: i64, to: i64, step: i64, written: impl Fn(i64) -> String) -> Sequence {
    let step = step.unsigned_abs().max(1);
    let count = from.abs_diff(to) / step;
    if count >= MOST_WORDS as u64 {
        return Sequence::TooMany;
    }
    let mut words = Vec::new();
    let mut number = from;
    for _ in 0..=count {
        words.push(written(number));
        let next = if from <= to {
            number.checked_add_unsigned(step)
        } else {
            number.checked_sub_unsigned(step)
        };
        match next {
            Some(next) => number = next,
            None => break,
        }
    }
    Sequence::Words(words)
}
