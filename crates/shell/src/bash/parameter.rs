//! `${…}`: what is written between the braces.

use super::grammar::{Enclosed, enclosed};
use super::word::name_length;

/// What stands between the braces; texts as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameter<'a> {
    /// `${!name}`: the variable whose name this one holds.
    pub(super) indirect: bool,
    /// The name, a number, or a character such as `@`.
    pub(super) name: &'a str,
    /// What stands in `[…]` behind it.
    pub(super) subscript: Option<&'a str>,
    /// What is done with it.
    pub(super) operation: Operation<'a>,
}

/// What is done with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation<'a> {
    /// Nothing.
    Plain,
    /// `${#name}`.
    Length,
    /// `${name:-word}` and its kin: whether an empty value counts as none, what is done, the word.
    Missing(bool, Missing, &'a str),
    /// `${name#pattern}`: whether the longest is removed.
    Prefix(bool, &'a str),
    /// `${name%pattern}`: whether the longest is removed.
    Suffix(bool, &'a str),
    /// `${name/pattern/text}`.
    Replace(Where, &'a str, &'a str),
    /// `${name:from:length}`.
    Slice(&'a str, Option<&'a str>),
    /// `${name^^}`: to upper case or not, all characters or the first, those that match.
    Case(bool, bool, &'a str),
    /// `${name@Q}`.
    Transform(&'a str),
    /// `${!prefix*}`.
    Names,
}

/// What is done where a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// `-`: the word is taken.
    Default,
    /// `=`: the word is taken, and assigned.
    Assign,
    /// `?`: an error.
    Error,
    /// `+`: the word is taken where the value is not missing.
    Other,
}

/// Which matches are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// `/`.
    First,
    /// `//`.
    All,
    /// `/#`.
    Start,
    /// `/%`.
    End,
}

/// Reads it; `None` where bash would call it a bad substitution, or where it is not understood.
pub(super) fn parse(inner: &str) -> Option<Parameter<'_>> {
    if let Some(rest) = inner.strip_prefix('#')
        && !rest.is_empty()
        && let Some((name, subscript, "")) = named(rest)
    {
        return Some(Parameter {
            indirect: false,
            name,
            subscript,
            operation: Operation::Length,
        });
    }
    let (indirect, rest) = match inner.strip_prefix('!') {
        Some(rest) if named(rest).is_some() => (true, rest),
        _ => (false, inner),
    };
    let (name, subscript, rest) = named(rest)?;
    if indirect && subscript.is_none() && matches!(rest, "*" | "@") {
        return Some(Parameter {
            indirect,
            name,
            subscript,
            operation: Operation::Names,
        });
    }
    Some(Parameter {
        indirect,
        name,
        subscript,
        operation: operation(rest)?,
    })
}

/// The name at the beginning, its subscript, and what stands behind.
fn named(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match name_length(text) {
        0 if digits > 0 => digits,
        0 if text.starts_with(['@', '*', '?', '$', '!', '#', '-']) => 1,
        0 => return None,
        length => length,
    };
    let (name, rest) = text.split_at(length);
    let Some(inner) = rest.strip_prefix('[').filter(|_| digits == 0) else {
        return Some((name, None, rest));
    };
    let end = enclosed(inner, Enclosed::Brackets)?;
    Some((name, Some(&inner[..end]), &inner[end + 1..]))
}

fn operation(rest: &str) -> Option<Operation<'_>> {
    let Some(first) = rest.chars().next() else {
        return Some(Operation::Plain);
    };
    let behind = &rest[first.len_utf8()..];
    let missing = |operator: char| match operator {
        '-' => Some(Missing::Default),
        '=' => Some(Missing::Assign),
        '?' => Some(Missing::Error),
        '+' => Some(Missing::Other),
        _ => None,
    };
    if let Some(kind) = missing(first) {
        return Some(Operation::Missing(false, kind, behind));
    }
    Some(match first {
        ':' => match behind.chars().next().and_then(missing) {
            Some(kind) => Operation::Missing(true, kind, &behind[1..]),
            None if behind.is_empty() => return None,
            None => {
                let end = separator(behind, b':');
                let length = end.map(|end| &behind[end + 1..]);
                Operation::Slice(&behind[..end.unwrap_or(behind.len())], length)
            }
        },
        '#' => match behind.strip_prefix('#') {
            Some(pattern) => Operation::Prefix(true, pattern),
            None => Operation::Prefix(false, behind),
        },
        '%' => match behind.strip_prefix('%') {
            Some(pattern) => Operation::Suffix(true, pattern),
            None => Operation::Suffix(false, behind),
        },
        '/' => {
            let (place, rest) = match behind.chars().next() {
                Some('/') => (Where::All, &behind[1..]),
                Some('#') => (Where::Start, &behind[1..]),
                Some('%') => (Where::End, &behind[1..]),
                _ => (Where::First, behind),
            };
            match separator(rest, b'/') {
                Some(end) => Operation::Replace(place, &rest[..end], &rest[end + 1..]),
                None => Operation::Replace(place, rest, ""),
            }
        }
        '^' | ',' => {
            let (all, pattern) = match behind.strip_prefix(first) {
                Some(pattern) => (true, pattern),
                None => (false, behind),
            };
            Operation::Case(first == '^', all, pattern)
        }
        '@' => Operation::Transform(behind),
        _ => return None,
    })
}

/// Where a separator stands that is not quoted or within brackets.
fn separator(text: &str, wanted: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut ternary = 0_usize;
    let mut depth = 0_usize;
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match rest {
            [b'\\', ..] => 2,
            [b'\'', ..] => 2 + memchr::memchr(b'\'', &rest[1..])?,
            [b'"', ..] => 2 + enclosed(&text[at + 1..], Enclosed::Double)?,
            [b'`', ..] => 2 + enclosed(&text[at + 1..], Enclosed::Backquotes)?,
            [b'$', b'\'', ..] => 3 + enclosed(&text[at + 2..], Enclosed::Ansi)?,
            [b'$', b'{', ..] => 3 + enclosed(&text[at + 2..], Enclosed::Parameter)?,
            [b'$', b'(', ..] => 3 + enclosed(&text[at + 2..], Enclosed::Substitution)?,
            [b'?', ..] if wanted == b':' => {
                ternary += 1;
                1
            }
            [b'(', ..] if wanted == b':' => {
                depth += 1;
                1
            }
            [b')', ..] if wanted == b':' => {
                depth = depth.saturating_sub(1);
                1
            }
            [byte, ..] if *byte == wanted => {
                if ternary == 0 && depth == 0 {
                    return Some(at);
                }
                ternary = ternary.saturating_sub(1);
                1
            }
            _ => 1,
        };
    }
    None
}
