//! What operators give: reckoning, comparing, splitting, joining.
//!
//! Rules: about_Operators and its kin. Only what every version and culture agrees on is decided.

use std::cmp::Ordering;

use super::convert::{self, Converted};
use super::number::{Number, Reckoned};
use super::pattern::{Found, Pattern};
use super::shared::{Entries, Key};
use super::value::{HEAVY, Known};
use super::{format, split};
use crate::paths;

/// How many items an expression may come to.
pub(super) const MANY: usize = 4096;

/// What an operation comes to.
#[derive(Debug, Clone)]
pub(super) enum Outcome<T = Known> {
    Is(T),
    /// PowerShell refuses: an error that ends the statement.
    Fails,
    /// It cannot be told, nor whether it fails.
    Unknown,
}

/// Whether case matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Folded,
    Minded,
}

impl<T> Outcome<T> {
    pub(super) fn of(known: Option<T>) -> Self {
        known.map_or(Self::Unknown, Self::Is)
    }
}

/// An operator of two operands, lower case and without its dash.
pub(super) fn binary(operator: &str, left: &Known, right: &Known, separator: &str) -> Outcome {
    if matches!(left, Known::Unknown(_)) || matches!(right, Known::Unknown(_)) {
        return Outcome::Unknown;
    }
    match operator {
        "+" => return add(left, right, separator),
        "*" => return times(left, right),
        "-" | "/" | "%" => return reckon(operator, left, right),
        ".." => return Outcome::of(range(left, right)),
        "f" => return format::formatted(left, right, separator),
        "join" => return Outcome::of(join(left, right)),
        "is" | "isnot" => {
            let is = is_of(left, right).map(|is| Known::Bool(is == (operator == "is")));
            return Outcome::of(is);
        }
        "as" => {
            return match right {
                Known::Type(name) => as_type(name, left),
                _ => Outcome::Unknown,
            };
        }
        "xor" => {
            let both = left.holds().zip(right.holds());
            return Outcome::of(both.map(|(one, other)| Known::Bool(one != other)));
        }
        "band" | "bor" | "bxor" | "shl" | "shr" => {
            return Outcome::of(bits(operator, left, right));
        }
        _ => {}
    }
    let (bare, case) = match operator.split_at_checked(1) {
        Some(("c", bare)) if COMPARING.contains(&bare) => (bare, Case::Minded),
        Some(("i", bare)) if COMPARING.contains(&bare) => (bare, Case::Folded),
        _ => (operator, Case::Folded),
    };
    match bare {
        "split" => split::split(left, right, case),
        "replace" => split::replace(left, right, case),
        "contains" => Outcome::of(contains(left, right, case).map(Known::Bool)),
        "notcontains" => Outcome::of(contains(left, right, case).map(|is| Known::Bool(!is))),
        "in" => Outcome::of(contains(right, left, case).map(Known::Bool)),
        "notin" => Outcome::of(contains(right, left, case).map(|is| Known::Bool(!is))),
        bare if COMPARING.contains(&bare) => filter(bare, left, right, case),
        _ => Outcome::Unknown,
    }
}

/// Operators that take `c` or `i` before them.
const COMPARING: &[&str] = &[
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "like",
    "notlike",
    "match",
    "notmatch",
    "contains",
    "notcontains",
    "in",
    "notin",
    "split",
    "replace",
];

/// A comparison; of a list on the left it gives the items for which it holds.
fn filter(operator: &str, left: &Known, right: &Known, case: Case) -> Outcome {
    let Known::List(list) = left else {
        return match compare(operator, left, right, case) {
            Outcome::Is(holds) => Outcome::Is(Known::Bool(holds)),
            Outcome::Fails => Outcome::Fails,
            Outcome::Unknown => Outcome::Unknown,
        };
    };
    let Ok(items) = list.items() else {
        return Outcome::Unknown;
    };
    let mut held = Vec::new();
    for item in items {
        match compare(operator, &item, right, case) {
            Outcome::Is(true) => held.push(item),
            Outcome::Is(false) => {}
            Outcome::Fails => return Outcome::Fails,
            Outcome::Unknown => return Outcome::Unknown,
        }
    }
    Outcome::Is(Known::list(held))
}

fn compare(operator: &str, left: &Known, right: &Known, case: Case) -> Outcome<bool> {
    let holds = match operator {
        "eq" => equal(left, right, case),
        "ne" => equal(left, right, case).map(|is| !is),
        "like" | "notlike" => {
            let texts = left.to_text().ok().zip(right.to_text().ok());
            let like = texts.and_then(|(text, by)| like(&text, &by, case));
            like.map(|is| is == (operator == "like"))
        }
        "match" | "notmatch" => {
            let texts = left.to_text().ok().zip(right.to_text().ok());
            let found = texts.and_then(|(text, by)| find(&text, &by, case));
            found.map(|found| found.is_some() == (operator == "match"))
        }
        _ => {
            return match order(left, right, case) {
                Outcome::Is(order) => Outcome::Is(match operator {
                    "gt" => order == Ordering::Greater,
                    "ge" => order != Ordering::Less,
                    "lt" => order == Ordering::Less,
                    _ => order != Ordering::Greater,
                }),
                Outcome::Fails => Outcome::Fails,
                Outcome::Unknown => Outcome::Unknown,
            };
        }
    };
    Outcome::of(holds)
}

/// Where a pattern matches a text first; `None` where that cannot be told.
#[expect(clippy::option_option, reason = "the outer says whether it is known")]
pub(super) fn find(text: &str, by: &str, case: Case) -> Option<Option<Found>> {
    if paths::is_forged(text) {
        return None;
    }
    match Pattern::new(by, case == Case::Folded)?.find(text, 0) {
        Outcome::Is(found) => Some(found),
        _ => None,
    }
}

/// `$Matches` behind a match.
pub(super) fn matches(text: &str, found: &Found) -> Known {
    let mut entries = Entries::default();
    for (at, span) in found.spans.iter().enumerate() {
        let Some((from, to)) = span else { continue };
        let piece = Known::text(text.get(*from..*to).unwrap_or_default());
        let name = found.names.iter().find(|(index, _)| *index == at);
        let key = match name {
            Some((_, name)) => Key::Text(name.clone()),
            None => Key::Number(Number::int(i64::try_from(at).unwrap_or(0))),
        };
        entries.set(key, piece);
    }
    Known::table(entries)
}

/// Whether two values are equal, as `-eq` has it: the right one becomes what the left one is.
pub(super) fn equal(left: &Known, right: &Known, case: Case) -> Option<bool> {
    match (left, right) {
        (left, right) if left.is_null() || right.is_null() => {
            // An empty list or an unknown value is not nothing.
            match (left, right) {
                (Known::Unknown(_), _) | (_, Known::Unknown(_)) | (_, Known::List(_)) => None,
                _ => Some(left.is_null() && right.is_null()),
            }
        }
        (Known::Text(one), other) => same_text(one, &other.to_text().ok()?, case),
        (Known::Char(one), Known::Text(_) | Known::Char(_)) => {
            same_text(&one.to_string(), &right.to_text().ok()?, case)
        }
        (Known::Number(one), other) => match convert::number(other)? {
            Some(other) => one
                .compare(&Number::of(other))
                .map(|order| order == Ordering::Equal),
            None => Some(false),
        },
        (Known::Bool(one), other) => other.holds().map(|other| *one == other),
        (Known::Table(one), Known::Table(other)) => Some(one.is(other)),
        (Known::Object(one), Known::Object(other)) => one.is(other).then_some(true),
        (Known::Type(one), Known::Type(other)) if one.eq_ignore_ascii_case(other) => Some(true),
        _ => None,
    }
}

/// Whether two texts are equal in every culture.
fn same_text(one: &str, other: &str, case: Case) -> Option<bool> {
    if paths::is_forged(one) || paths::is_forged(other) {
        return None;
    }
    if one == other {
        return Some(true);
    }
    // A character that has no weight of its own makes no difference.
    let plain = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_graphic() || matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
    };
    if !plain(one) || !plain(other) {
        return None;
    }
    let is_folded = one.eq_ignore_ascii_case(other);
    Some(is_folded && case == Case::Folded)
}

fn order(left: &Known, right: &Known, case: Case) -> Outcome<Ordering> {
    match (left, right) {
        (Known::Number(one), other) if !other.is_null() => match convert::number(other) {
            Some(Some(other)) => Outcome::of(one.compare(&Number::of(other))),
            Some(None) => Outcome::Fails,
            None => Outcome::Unknown,
        },
        // Nothing is not greater than a number that is not negative.
        (Known::Text(one), Known::Text(_) | Known::Number(_)) => match right.to_text() {
            Ok(other) => Outcome::of(text_order(one, &other, case)),
            Err(_) => Outcome::Unknown,
        },
        _ => Outcome::Unknown,
    }
}

/// Which of two texts comes first in every culture: letters and digits only, where they differ.
pub(super) fn text_order(one: &str, other: &str, case: Case) -> Option<Ordering> {
    let plain = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b' ' | b'_'))
    };
    if !plain(one) || !plain(other) {
        return None;
    }
    let (small, other_small) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    if small == other_small {
        return (case == Case::Folded || one == other).then_some(Ordering::Equal);
    }
    let mut pairs = small.bytes().zip(other_small.bytes());
    match pairs.find(|(one, other)| one != other) {
        Some((one, other)) => {
            // In some languages two letters are one, and their order another.
            let both = one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric();
            both.then(|| one.cmp(&other))
        }
        None => Some(small.len().cmp(&other_small.len())),
    }
}

/// Whether a text is like a pattern with `*` and `?`.
pub(super) fn like(text: &str, by: &str, case: Case) -> Option<bool> {
    if by.contains(['[', ']', '`']) || paths::is_forged(text) || paths::is_forged(by) {
        return None;
    }
    let is_plain = text.is_ascii() && by.is_ascii();
    if !is_plain && case == Case::Folded {
        return None;
    }
    let fold = |text: &str| match case {
        Case::Folded => text.to_ascii_lowercase().chars().collect::<Vec<char>>(),
        Case::Minded => text.chars().collect(),
    };
    let (text, by) = (fold(text), fold(by));
    let (mut at, mut of) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(c) = text.get(at) {
        match by.get(of) {
            Some('*') => {
                star = Some((of, at));
                of += 1;
            }
            Some('?') => {
                at += 1;
                of += 1;
            }
            Some(own) if own == c => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((place, taken)) = star else {
                    return Some(false);
                };
                star = Some((place, taken + 1));
                of = place + 1;
                at = taken + 1;
            }
        }
    }
    let rest = by.get(of..).unwrap_or_default();
    Some(rest.iter().all(|c| *c == '*'))
}

fn contains(list: &Known, item: &Known, case: Case) -> Option<bool> {
    let items = match list {
        Known::List(list) => list.items().ok()?,
        Known::Null | Known::Nothing => vec![Known::Null],
        one => vec![one.clone()],
    };
    let mut is_known = true;
    for own in items {
        match equal(&own, item, case) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(false)
}

fn add(left: &Known, right: &Known, separator: &str) -> Outcome {
    match (left, right) {
        (Known::Text(left), right) => match right.to_text_by(separator) {
            Ok(right) if left.len() + right.len() <= HEAVY => {
                Outcome::Is(Known::Text(format!("{left}{right}")))
            }
            _ => Outcome::Unknown,
        },
        (Known::Char(left), Known::Text(right)) => {
            Outcome::Is(Known::Text(format!("{left}{right}")))
        }
        (Known::List(left), right) => {
            let Ok(mut items) = left.items() else {
                return Outcome::Unknown;
            };
            match right {
                Known::List(right) => match right.items() {
                    Ok(more) => items.extend(more),
                    Err(_) => return Outcome::Unknown,
                },
                Known::Nothing => items.push(Known::Null),
                right => items.push(right.clone().plain()),
            }
            let sum = Known::list(items);
            Outcome::of((sum.weight() <= HEAVY).then_some(sum))
        }
        (left, right) if left.is_null() => match right {
            Known::Nothing => Outcome::Is(Known::Null),
            right => Outcome::Is(right.clone().plain()),
        },
        (Known::Table(one), Known::Table(other)) => match (one.read(), other.read()) {
            (Ok(mut entries), Ok(more)) => {
                for (key, value) in more.entries {
                    if entries.entries.iter().any(|(own, _)| own.is(&key)) {
                        return Outcome::Fails;
                    }
                    entries.entries.push((key, value));
                }
                Outcome::Is(Known::table(entries))
            }
            _ => Outcome::Unknown,
        },
        _ => reckon("+", left, right),
    }
}

fn times(left: &Known, right: &Known) -> Outcome {
    let count = || {
        let count = Number::of(convert::number(right)??).rounded()?;
        usize::try_from(count).ok()
    };
    match left {
        Known::Text(text) => {
            let Some(count) = count() else {
                return Outcome::Unknown;
            };
            let fits = text.len().checked_mul(count).is_some_and(|n| n <= HEAVY);
            Outcome::of(fits.then(|| Known::Text(text.repeat(count))))
        }
        Known::List(list) => {
            let (Some(count), Ok(items)) = (count(), list.items()) else {
                return Outcome::Unknown;
            };
            let fits = items.len().checked_mul(count).is_some_and(|n| n <= MANY);
            Outcome::of(fits.then(|| {
                let all = std::iter::repeat_n(&items, count).flatten();
                Known::list(all.cloned().collect())
            }))
        }
        left => reckon("*", left, right),
    }
}

fn reckon(operator: &str, left: &Known, right: &Known) -> Outcome {
    let (Some(one), Some(other)) = (convert::number(left), convert::number(right)) else {
        return Outcome::Unknown;
    };
    let (Some(one), Some(other)) = (one, other) else {
        return Outcome::Fails;
    };
    let sign = operator.chars().next().unwrap_or('+');
    match Number::of(one).reckon(sign, &Number::of(other)) {
        Reckoned::Is(amount) => Outcome::Is(Known::Number(Number::of(amount))),
        Reckoned::Fails => Outcome::Fails,
        Reckoned::Unknown => Outcome::Unknown,
    }
}

fn range(left: &Known, right: &Known) -> Option<Known> {
    // From one character to another, the versions do not agree.
    let is_char = |value: &Known| match value {
        Known::Text(text) => text.chars().count() == 1,
        value => matches!(value, Known::Char(_)),
    };
    if is_char(left) && is_char(right) {
        return None;
    }
    let whole = |value: &Known| Number::of(convert::number(value)??).rounded();
    let (from, to) = (whole(left)?, whole(right)?);
    if from.abs_diff(to) >= MANY as u64 {
        return None;
    }
    let numbers: Vec<i64> = if from <= to {
        (from..=to).collect()
    } else {
        (to..=from).rev().collect()
    };
    Some(Known::list(numbers.into_iter().map(Known::int).collect()))
}

/// `-join`, with what stands between the items.
pub(super) fn join(left: &Known, right: &Known) -> Option<Known> {
    let items = match left {
        Known::List(list) => list.items().ok()?,
        Known::Nothing => Vec::new(),
        one => vec![one.clone()],
    };
    let between = right.to_text().ok()?;
    let texts: Result<Vec<String>, _> = items.iter().map(Known::to_text).collect();
    let text = texts.ok()?.join(&between);
    (text.len() <= HEAVY).then_some(Known::Text(text))
}

fn bits(operator: &str, left: &Known, right: &Known) -> Option<Known> {
    let whole = |value: &Known| match value {
        Known::Number(number) => number.whole().filter(|n| (0..=0x3fff_ffff).contains(n)),
        _ => None,
    };
    let (one, other) = (whole(left)?, whole(right)?);
    let value = match operator {
        "band" => one & other,
        "bor" => one | other,
        "bxor" => one ^ other,
        "shr" if other < 31 => one >> other,
        "shl" if other < 31 => one << other,
        _ => return None,
    };
    i32::try_from(value)
        .ok()
        .map(|value| Known::int(i64::from(value)))
}

/// Whether a value is of a type.
fn is_of(value: &Known, of: &Known) -> Option<bool> {
    let Known::Type(name) = of else {
        return None;
    };
    let lower = name.to_ascii_lowercase();
    let name = lower.strip_prefix("system.").unwrap_or(&lower);
    let is: &[&str] = match value {
        Known::Text(_) => &["string", "object"],
        Known::Number(number) => match number.amount {
            super::number::Amount::Int(_) => &["int", "int32", "object", "valuetype"],
            super::number::Amount::Long(_) => &["long", "int64", "object", "valuetype"],
            super::number::Amount::Double(_) => &["double", "object", "valuetype"],
            super::number::Amount::Decimal { .. } => &["decimal", "object", "valuetype"],
        },
        Known::Bool(_) => &["bool", "boolean", "object", "valuetype"],
        Known::Null | Known::Nothing => &[],
        Known::List(list) => match list.look(|inside| inside.kind).ok()? {
            super::shared::ListKind::Array => &["array", "object[]", "object"],
            _ => return None,
        },
        Known::Table(_) => &[
            "hashtable",
            "collections.hashtable",
            "object",
            "collections.idictionary",
        ],
        Known::Block(_) => &["scriptblock", "object", "management.automation.scriptblock"],
        _ => return None,
    };
    if is.contains(&name) {
        return Some(true);
    }
    let simple = [
        "string",
        "int",
        "int32",
        "long",
        "int64",
        "double",
        "bool",
        "boolean",
        "array",
        "hashtable",
        "scriptblock",
        "datetime",
        "decimal",
        "collections.hashtable",
        "object[]",
        "switch",
        "guid",
    ];
    simple.contains(&name).then_some(false)
}

fn as_type(name: &str, value: &Known) -> Outcome {
    match convert::to(name, value.clone()) {
        Converted::To(value) => Outcome::Is(value),
        Converted::Fails => Outcome::Is(Known::Null),
        Converted::Unknown(_) => Outcome::Unknown,
    }
}
