//! `-f`: texts with places for values (about_Operators, "Composite formatting" of .NET).

use super::operators::Outcome;
use super::value::{HEAVY, Known};
use crate::paths;

/// `'{0}.{1,5:d2}' -f $a, $b`
pub(super) fn formatted(format: &Known, values: &Known, separator: &str) -> Outcome {
    let Ok(format) = format.to_text() else {
        return Outcome::Unknown;
    };
    let values = match values {
        Known::List(list) => match list.items() {
            Ok(items) => items,
            Err(_) => return Outcome::Unknown,
        },
        Known::Nothing => vec![Known::Null],
        one => vec![one.clone()],
    };
    filled(&format, &values, separator)
}

/// A format with its values, as `[string]::Format` has it too.
pub(super) fn filled(format: &str, values: &[Known], separator: &str) -> Outcome {
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let after = &rest[at..];
        if after.starts_with("{{") || after.starts_with("}}") {
            text.push_str(&after[..1]);
            rest = &after[2..];
            continue;
        }
        let Some(end) = after.find('}').filter(|_| after.starts_with('{')) else {
            return Outcome::Fails;
        };
        let inner = after.get(1..end).unwrap_or_default();
        match one(inner, values, separator) {
            Outcome::Is(piece) => text.push_str(&piece),
            Outcome::Fails => return Outcome::Fails,
            Outcome::Unknown => return Outcome::Unknown,
        }
        if text.len() > HEAVY {
            return Outcome::Unknown;
        }
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    Outcome::Is(Known::Text(text))
}

/// The value of a place: `index,width:format`.
fn one(inner: &str, values: &[Known], _separator: &str) -> Outcome<String> {
    let (place, format) = match inner.split_once(':') {
        Some((place, format)) => (place, Some(format)),
        None => (inner, None),
    };
    let (index, width) = match place.split_once(',') {
        Some((index, width)) => (index, Some(width)),
        None => (place, None),
    };
    // `{ 0}` is no place.
    let Ok(index) = index.trim_end().parse::<usize>() else {
        return Outcome::Fails;
    };
    let Some(value) = values.get(index) else {
        return Outcome::Fails;
    };
    let shown = match (format, value) {
        (None | Some(""), Known::Number(number)) if !number.is_integer() => {
            // Which sign stands before the fraction, the culture says.
            number.whole().and_then(|_| number.text())
        }
        (None | Some(""), Known::List(_)) => value_text(value),
        (None | Some(""), value) => value.to_text().ok(),
        (Some(format), Known::Number(number)) => match number.whole() {
            Some(whole) if number.is_integer() => whole_formatted(whole, format),
            _ => None,
        },
        // A text has no formats.
        (Some(_), Known::Text(text)) => Some(text.clone()),
        (Some(_), _) => None,
    };
    let Some(shown) = shown.filter(|shown| !paths::is_forged(shown) || width.is_none()) else {
        return Outcome::Unknown;
    };
    let Some(width) = width else {
        return Outcome::Is(shown);
    };
    let Ok(width) = width.trim().parse::<i32>() else {
        return Outcome::Fails;
    };
    let room = usize::try_from(width.unsigned_abs()).unwrap_or(0);
    if room > 1000 {
        return Outcome::Unknown;
    }
    Outcome::Is(if width < 0 {
        format!("{shown:<room$}")
    } else {
        format!("{shown:>room$}")
    })
}

/// A list as one value: the name of its type.
fn value_text(value: &Known) -> Option<String> {
    match value {
        Known::List(list) => match list.look(|inside| inside.kind).ok()? {
            super::shared::ListKind::Array => Some("System.Object[]".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number by a format: `d2`, `00`, `x`, `X4`.
pub(super) fn whole_formatted(whole: i64, format: &str) -> Option<String> {
    const MOST: usize = 50;
    let sign = if whole < 0 { "-" } else { "" };
    let digits = whole.unsigned_abs().to_string();
    if !format.is_empty() && format.bytes().all(|b| b == b'0') && format.len() < MOST {
        return Some(format!("{sign}{digits:0>width$}", width = format.len()));
    }
    let kind = format.chars().next()?;
    let width = match format.get(1..)? {
        "" => 0,
        width => width.parse::<usize>().ok().filter(|width| *width < MOST)?,
    };
    match kind {
        'd' | 'D' => Some(format!("{sign}{digits:0>width$}")),
        'x' if whole >= 0 => Some(format!("{whole:0>width$x}")),
        'X' if whole >= 0 => Some(format!("{whole:0>width$X}")),
        _ => None,
    }
}
