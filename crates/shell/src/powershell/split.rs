//! `-split` and `-replace`.

use super::operators::{Case, Outcome};
use super::pattern::{Found, Pattern};
use super::value::{HEAVY, Known};
use crate::paths;

/// `'a,b' -split ',', 2`: the right side is a pattern, how many pieces at most, and options.
pub(super) fn split(left: &Known, right: &Known, case: Case) -> Outcome {
    let (by, most) = match right {
        Known::List(list) => {
            let Ok(items) = list.items() else {
                return Outcome::Unknown;
            };
            match items.as_slice() {
                [by] => (by.clone(), 0),
                [by, Known::Number(most)] => match most.whole() {
                    Some(most) if most >= 0 => (by.clone(), most),
                    _ => return Outcome::Unknown,
                },
                _ => return Outcome::Unknown,
            }
        }
        by => (by.clone(), 0),
    };
    let Ok(by) = by.to_text() else {
        return Outcome::Unknown;
    };
    let Some(pattern) = Pattern::new(&by, case == Case::Folded).filter(|_| !by.is_empty()) else {
        return Outcome::Unknown;
    };
    let items = match left {
        Known::List(list) => match list.items() {
            Ok(items) => items,
            Err(_) => return Outcome::Unknown,
        },
        one => vec![one.clone()],
    };
    let mut pieces = Vec::new();
    for item in items {
        let Ok(text) = item.to_text() else {
            return Outcome::Unknown;
        };
        let Some(own) = cut(&text, &pattern, most) else {
            return Outcome::Unknown;
        };
        pieces.extend(own);
    }
    Outcome::Is(Known::texts(pieces))
}

fn cut(text: &str, pattern: &Pattern, most: i64) -> Option<Vec<String>> {
    if paths::is_forged(text) {
        return None;
    }
    let most = match usize::try_from(most).ok()? {
        0 => usize::MAX,
        most => most,
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut search = 0;
    while pieces.len() + 1 < most {
        let Outcome::Is(found) = pattern.find(text, search) else {
            return None;
        };
        let Some(Found { spans, .. }) = found else {
            break;
        };
        let (start, end) = (*spans.first()?)?;
        // A match of nothing splits between characters, which is rare.
        if end == start {
            return None;
        }
        pieces.push(text.get(from..start)?.to_owned());
        for (from, to) in spans.iter().skip(1).flatten() {
            pieces.push(text.get(*from..*to)?.to_owned());
        }
        from = end;
        search = end;
    }
    pieces.push(text.get(from..)?.to_owned());
    Some(pieces)
}

/// `-split 'a b'`: at blanks, without empty pieces at the ends.
pub(super) fn split_blanks(value: &Known) -> Option<Known> {
    let items = match value {
        Known::List(list) => list.items().ok()?,
        one => vec![one.clone()],
    };
    let mut pieces = Vec::new();
    for item in items {
        let text = item.to_text().ok()?;
        if text.trim().is_empty() || !text.is_ascii() {
            return None;
        }
        pieces.extend(text.split_whitespace().map(str::to_owned));
    }
    Some(Known::texts(pieces))
}

/// `'a' -replace 'x', 'y'`
pub(super) fn replace(left: &Known, right: &Known, case: Case) -> Outcome {
    let (by, with) = match right {
        Known::List(list) => {
            let Ok(items) = list.items() else {
                return Outcome::Unknown;
            };
            match items.as_slice() {
                [by] => (by.clone(), Known::text("")),
                [by, with] => (by.clone(), with.clone()),
                _ => return Outcome::Unknown,
            }
        }
        by => (by.clone(), Known::text("")),
    };
    let (Ok(by), Ok(with)) = (by.to_text(), with.to_text()) else {
        return Outcome::Unknown;
    };
    if matches!(right, Known::Block(_)) {
        return Outcome::Unknown;
    }
    let Some(pattern) = Pattern::new(&by, case == Case::Folded).filter(|_| !by.is_empty()) else {
        return Outcome::Unknown;
    };
    let one = |value: &Known| {
        let text = value.to_text().ok()?;
        replaced(&text, &pattern, &with).map(Known::Text)
    };
    match left {
        Known::List(list) => {
            let Ok(items) = list.items() else {
                return Outcome::Unknown;
            };
            let items: Option<Vec<Known>> = items.iter().map(one).collect();
            Outcome::of(items.map(Known::list))
        }
        value => Outcome::of(one(value)),
    }
}

fn replaced(text: &str, pattern: &Pattern, with: &str) -> Option<String> {
    if paths::is_forged(text) {
        return None;
    }
    let mut out = String::new();
    let mut from = 0;
    loop {
        let Outcome::Is(found) = pattern.find(text, from) else {
            return None;
        };
        let Some(found) = found else { break };
        let (start, end) = (*found.spans.first()?)?;
        if end == start {
            // `^` and `$` match nothing, once.
            out.push_str(text.get(from..start)?);
            out.push_str(&filled(text, with, &found)?);
            let next = text.get(start..)?.chars().next();
            match next {
                Some(c) => out.push(c),
                None => return Some(out),
            }
            from = start + 1;
        } else {
            out.push_str(text.get(from..start)?);
            out.push_str(&filled(text, with, &found)?);
            from = end;
        }
        if out.len() > HEAVY {
            return None;
        }
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// The replacement with the groups in it: `$1`, `${name}`, `$$`.
fn filled(text: &str, with: &str, found: &Found) -> Option<String> {
    let mut out = String::new();
    let mut rest = with;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(next) = after.strip_prefix('$') {
            out.push('$');
            rest = next;
            continue;
        }
        let (name, next) = match after.strip_prefix('{') {
            Some(inner) => inner.split_once('}')?,
            None => {
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                after.split_at(digits)
            }
        };
        let index = match name.parse::<usize>() {
            Ok(index) => index,
            Err(_) => {
                let named = found.names.iter().find(|(_, own)| own == name);
                named?.0
            }
        };
        // A group that there is not stays as it is written; that is left open.
        if let Some((from, to)) = *found.spans.get(index)? {
            out.push_str(text.get(from..to)?);
        }
        rest = next;
    }
    out.push_str(rest);
    Some(out)
}
