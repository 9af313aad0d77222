//! Methods of texts, lists and tables, and of a few types (the reference of .NET).

use super::convert::{self, Converted};
use super::format;
use super::members::{count, entries_of, grows};
use super::number::{Amount, Number};
use super::operators::{self, Case, Outcome};
use super::session::{self, Session};
use super::shared::{Entries, Items, List, ListKind, Order};
use super::value::{HEAVY, Known};
use crate::paths;

/// A property that a text or a number does not have, as far as is known: nothing.
pub(super) fn missing(of: &Known, name: &str) -> Outcome {
    // A method's name is its signature; what somebody added is not known.
    let lower = name.to_ascii_lowercase();
    let is_method =
        !matches!(call(of, &lower, &[]), Outcome::Unknown) || METHODS.contains(&lower.as_str());
    if is_method || lower.starts_with("ps") || lower == "chars" {
        return Outcome::Unknown;
    }
    Outcome::Is(Known::Null)
}

/// Methods of texts, beside those that are modelled.
const METHODS: &[&str] = &[
    "clone",
    "compareto",
    "contains",
    "copyto",
    "endswith",
    "equals",
    "getenumerator",
    "gethashcode",
    "gettype",
    "gettypecode",
    "indexof",
    "indexofany",
    "insert",
    "isnormalized",
    "lastindexof",
    "normalize",
    "padleft",
    "padright",
    "remove",
    "replace",
    "split",
    "startswith",
    "substring",
    "tochararray",
    "tolower",
    "tolowerinvariant",
    "tostring",
    "toupper",
    "toupperinvariant",
    "trim",
    "trimend",
    "trimstart",
];

/// A method that changes what it is of; `None` for another.
pub(super) fn changes(
    session: &Session,
    of: &Known,
    name: &str,
    arguments: &[Known],
) -> Option<Outcome> {
    match (of, name, arguments) {
        (Known::Table(table), "add", [key, value]) => {
            let Ok(key) = session::key(key.clone()) else {
                return None;
            };
            let value = value.clone();
            let is_new = session.change(table, |entries| {
                let is_new = !entries.entries.iter().any(|(own, _)| own.is(&key));
                if is_new {
                    entries.entries.push((key, value));
                }
                (is_new, entries.weight() <= HEAVY)
            });
            Some(match is_new {
                Some((true, true)) => Outcome::Is(Known::Nothing),
                Some((false, _)) => Outcome::Fails,
                Some((true, false)) => {
                    table.forget(super::super::Unresolved::Expression("@{…}".to_owned()));
                    Outcome::Is(Known::Nothing)
                }
                None => Outcome::Unknown,
            })
        }
        (Known::Table(table), "remove", [key]) => {
            let key = session::key(key.clone()).ok()?;
            session.change(table, |entries| {
                entries.entries.retain(|(own, _)| !own.is(&key));
            })?;
            Some(Outcome::Is(Known::Nothing))
        }
        (Known::Table(table), "clear", []) => {
            session.change(table, |entries| entries.entries.clear())?;
            Some(Outcome::Is(Known::Nothing))
        }
        (Known::List(list), "add" | "addrange" | "insert" | "remove" | "removeat" | "clear", _) => {
            let kind = list.look(|inside| inside.kind).ok()?;
            if !grows(kind) {
                // An array has a size that it keeps.
                let is_fixed = kind == ListKind::Array && name != "clear";
                return is_fixed.then_some(Outcome::Fails);
            }
            grown(session, list, name, arguments)
        }
        (Known::List(list), "reverse", []) => {
            session.change(list, |inside| inside.items.reverse())?;
            Some(Outcome::Is(Known::Nothing))
        }
        _ => None,
    }
}

fn grown(session: &Session, list: &List, name: &str, arguments: &[Known]) -> Option<Outcome> {
    let nothing = Some(Outcome::Is(Known::Nothing));
    match (name, arguments) {
        // Of some lists it gives the new item's place: what is known is that there is one.
        ("add", [item]) => {
            let item = item.clone();
            session.change(list, |inside| inside.items.push(item))?;
            let weight = Known::List(list.clone()).weight();
            if weight > HEAVY {
                list.forget(super::super::Unresolved::Expression("…".to_owned()));
            }
            nothing
        }
        ("addrange", [Known::List(more)]) => {
            let more = more.items().ok()?;
            session.change(list, |inside| inside.items.extend(more))?;
            nothing
        }
        ("clear", []) => {
            session.change(list, |inside| inside.items.clear())?;
            nothing
        }
        ("removeat", [Known::Number(at)]) => {
            let at = usize::try_from(at.whole()?).ok()?;
            let done = session.change(list, |inside| {
                let is_there = at < inside.items.len();
                if is_there {
                    inside.items.remove(at);
                }
                is_there
            })?;
            Some(if done {
                Outcome::Is(Known::Nothing)
            } else {
                Outcome::Fails
            })
        }
        _ => None,
    }
}

/// Whether a method of that name may change what it is of.
pub(super) fn may_change(name: &str) -> bool {
    let changing = [
        "add", "append", "clear", "enqueue", "dequeue", "insert", "pop", "push", "remove",
        "reverse", "set", "sort", "try",
    ];
    changing.iter().any(|start| name.starts_with(start))
}

/// A method that changes nothing.
pub(super) fn call(of: &Known, name: &str, arguments: &[Known]) -> Outcome {
    match of {
        Known::Text(text) if !paths::is_forged(text) => text_method(text, name, arguments),
        Known::Char(c) => text_method(&c.to_string(), name, arguments),
        Known::Number(number) => match (name, arguments) {
            ("tostring", []) if number.is_integer() => Outcome::of(number.text().map(Known::Text)),
            ("tostring", [Known::Text(format)]) if number.is_integer() => {
                let whole = number.whole();
                let text = whole.and_then(|whole| format::whole_formatted(whole, format));
                Outcome::of(text.map(Known::Text))
            }
            ("equals", [other]) => {
                Outcome::of(operators::equal(of, other, Case::Minded).map(Known::Bool))
            }
            _ => Outcome::Unknown,
        },
        Known::Bool(on) => match (name, arguments) {
            ("tostring", []) => Outcome::Is(Known::text(if *on { "True" } else { "False" })),
            _ => Outcome::Unknown,
        },
        Known::Table(table) => match (name, arguments) {
            ("containskey" | "contains", [key]) => {
                let Ok(key) = session::key(key.clone()) else {
                    return Outcome::Unknown;
                };
                let has = table.look(|entries| entries.entries.iter().any(|(own, _)| own.is(&key)));
                Outcome::of(has.ok().map(Known::Bool))
            }
            ("getenumerator", []) => Outcome::of(table.look(entries_of).ok().flatten()),
            ("clone", []) => Outcome::of(table.read().ok().map(Known::table)),
            _ => Outcome::Unknown,
        },
        Known::List(list) => list_method(list, name, arguments),
        _ => Outcome::Unknown,
    }
}

fn list_method(list: &List, name: &str, arguments: &[Known]) -> Outcome {
    let Ok(items) = list.items() else {
        return Outcome::Unknown;
    };
    match (name, arguments) {
        ("contains", [item]) => {
            // Case matters, and types too.
            let both = |own: &Known| match (own, item) {
                (Known::Text(own), Known::Text(item)) => Some(own == item),
                _ => None,
            };
            let known: Option<Vec<bool>> = items.iter().map(both).collect();
            return Outcome::of(known.map(|is| Known::Bool(is.contains(&true))));
        }
        ("toarray" | "getenumerator", []) => return Outcome::Is(Known::list(items)),
        ("clone", []) => {
            let copy = list
                .read()
                .ok()
                .map(|inside| Known::List(List::new(inside)));
            return Outcome::of(copy);
        }
        (
            "indexof" | "getvalue" | "setvalue" | "gettype" | "equals" | "gethashcode" | "tostring"
            | "sort" | "find" | "findall" | "copyto" | "getlength" | "foreach" | "where" | "set"
            | "get" | "trimtosize" | "exists",
            _,
        ) => return Outcome::Unknown,
        _ => {}
    }
    // That of each of its items.
    let mut results = Vec::with_capacity(items.len());
    for item in &items {
        if matches!(item, Known::List(_)) {
            return Outcome::Unknown;
        }
        match call(item, name, arguments) {
            Outcome::Is(Known::List(list)) => match list.items() {
                Ok(items) => results.extend(items),
                Err(_) => return Outcome::Unknown,
            },
            Outcome::Is(value) => results.push(value),
            other => return other,
        }
    }
    if results.len() > operators::MANY {
        return Outcome::Unknown;
    }
    Outcome::Is(match results.len() {
        0 => return Outcome::Unknown,
        1 => results.swap_remove(0),
        _ => Known::list(results),
    })
}

fn text_method(text: &str, name: &str, arguments: &[Known]) -> Outcome {
    let is_plain = text.is_ascii();
    let is = |value: bool| Outcome::Is(Known::Bool(value));
    let said = |text: &str| Outcome::Is(Known::text(text));
    match (name, arguments) {
        // In some cultures letters have other capitals.
        ("tolower", []) if is_plain => said(&text.to_ascii_lowercase()),
        ("toupper", []) if is_plain => said(&text.to_ascii_uppercase()),
        ("tolowerinvariant", []) if is_plain => said(&text.to_ascii_lowercase()),
        ("toupperinvariant", []) if is_plain => said(&text.to_ascii_uppercase()),
        ("trim", []) => said(text.trim()),
        ("trimstart", []) => said(text.trim_start()),
        ("trimend", []) => said(text.trim_end()),
        ("trim" | "trimstart" | "trimend", [cut]) => {
            let Ok(cut) = cut.to_text() else {
                return Outcome::Unknown;
            };
            let cut: Vec<char> = cut.chars().collect();
            let cut = cut.as_slice();
            said(match name {
                "trim" => text.trim_matches(cut),
                "trimstart" => text.trim_start_matches(cut),
                _ => text.trim_end_matches(cut),
            })
        }
        ("tostring", []) => said(text),
        ("replace", [from, to]) => match (from.to_text(), to.to_text()) {
            (Ok(from), Ok(_)) if from.is_empty() => Outcome::Fails,
            (Ok(from), Ok(to)) => {
                let replaced = text.replace(&from, &to);
                Outcome::of((replaced.len() <= HEAVY).then_some(Known::Text(replaced)))
            }
            _ => Outcome::Unknown,
        },
        ("contains", [part]) => match part.to_text() {
            Ok(part) => is(text.contains(&part)),
            Err(_) => Outcome::Unknown,
        },
        ("startswith" | "endswith", [part]) => match part.to_text() {
            // The culture's own rules are those of letters and digits of ASCII.
            Ok(part) if is_simple(text) && is_simple(&part) => is(if name == "startswith" {
                text.starts_with(&part)
            } else {
                text.ends_with(&part)
            }),
            _ => Outcome::Unknown,
        },
        ("indexof" | "lastindexof", [part]) => match part.to_text() {
            Ok(part) if is_simple(text) && is_simple(&part) && !part.is_empty() => {
                let at = if name == "indexof" {
                    text.find(&part)
                } else {
                    text.rfind(&part)
                };
                Outcome::Is(at.map_or(Known::int(-1), count))
            }
            _ => Outcome::Unknown,
        },
        ("substring", places) if is_plain => {
            let place = |value: &Known| match value {
                Known::Number(number) => number.whole(),
                _ => None,
            };
            let places: Option<Vec<i64>> = places.iter().map(place).collect();
            let piece = |from: i64, len: Option<i64>| {
                let from = usize::try_from(from).ok()?;
                let to = match len {
                    None => text.len(),
                    Some(len) => from.checked_add(usize::try_from(len).ok()?)?,
                };
                text.get(from..to)
            };
            let found = match places.as_deref() {
                Some([from]) => piece(*from, None),
                Some([from, len]) => piece(*from, Some(*len)),
                _ => return Outcome::Unknown,
            };
            found.map_or(Outcome::Fails, said)
        }
        ("remove", places) if is_plain => {
            let place = |value: &Known| match value {
                Known::Number(number) => usize::try_from(number.whole()?).ok(),
                _ => None,
            };
            let places: Option<Vec<usize>> = places.iter().map(place).collect();
            let (from, to) = match places.as_deref() {
                Some([from]) => (*from, text.len()),
                Some([from, len]) => (*from, from.saturating_add(*len)),
                _ => return Outcome::Unknown,
            };
            match (text.get(..from), text.get(to..)) {
                (Some(start), Some(end)) if from <= to => said(&format!("{start}{end}")),
                _ => Outcome::Fails,
            }
        }
        ("insert", [Known::Number(at), part]) if is_plain => {
            let at = at.whole().and_then(|at| usize::try_from(at).ok());
            let Ok(part) = part.to_text() else {
                return Outcome::Unknown;
            };
            match at.and_then(|at| text.split_at_checked(at)) {
                Some((start, end)) => said(&format!("{start}{part}{end}")),
                None => Outcome::Fails,
            }
        }
        ("padleft" | "padright", [Known::Number(width), rest @ ..]) if is_plain => {
            let fill = match rest {
                [] => Some(" ".to_owned()),
                [fill] => fill.to_text().ok().filter(|fill| fill.chars().count() == 1),
                _ => None,
            };
            let width = width.whole().and_then(|width| usize::try_from(width).ok());
            match (fill, width) {
                (Some(fill), Some(width)) if width <= 1000 => {
                    let fill = fill.repeat(width.saturating_sub(text.len()));
                    said(&if name == "padleft" {
                        format!("{fill}{text}")
                    } else {
                        format!("{text}{fill}")
                    })
                }
                _ => Outcome::Unknown,
            }
        }
        ("tochararray", []) if text.len() <= operators::MANY => {
            let chars = text.chars().map(Known::Char).collect();
            Outcome::Is(Known::list(chars))
        }
        ("split", arguments) => Outcome::of(split(text, arguments)),
        ("equals", [Known::Text(other)]) => is(text == other),
        _ => Outcome::Unknown,
    }
}

/// `.Split(',')`: by one character; by several the versions differ.
fn split(text: &str, arguments: &[Known]) -> Option<Known> {
    let (by, rest) = arguments.split_first()?;
    let by: Vec<char> = match by {
        Known::Text(by) => by.chars().collect(),
        Known::Char(by) => vec![*by],
        Known::List(list) => {
            let items = list.items().ok()?;
            let one = |item: &Known| match item {
                Known::Char(c) => Some(*c),
                Known::Text(text) => {
                    let mut chars = text.chars();
                    chars.next().filter(|_| chars.next().is_none())
                }
                _ => None,
            };
            let chars: Option<Vec<char>> = items.iter().map(one).collect();
            let chars = chars?;
            // Several texts of one character each, or one list of characters.
            chars
        }
        _ => return None,
    };
    let is_list = matches!(arguments.first(), Some(Known::List(_)));
    if by.is_empty() || by.len() > 1 && !is_list {
        return None;
    }
    let leaves_out = match rest {
        [] => false,
        [Known::Text(option)] if option.eq_ignore_ascii_case("RemoveEmptyEntries") => true,
        _ => return None,
    };
    let pieces = text.split(by.as_slice());
    let pieces = pieces.filter(|piece| !leaves_out || !piece.is_empty());
    Some(Known::texts(pieces.map(str::to_owned)))
}

/// Letters, digits, and what stands in names: what every culture finds where it is.
fn is_simple(text: &str) -> bool {
    text.bytes().all(|b| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'.' | b'_' | b' ' | b'/' | b':' | b'\\' | b'@' | b',' | b'-'
            )
    })
}

/// Whether a method of a type may run something.
pub(super) fn type_runs(of: &str, name: &str) -> bool {
    let of_shell = ["powershell", "management.automation.powershell"].contains(&of)
        || of.starts_with("management.automation.runspaces");
    of_shell
        || name.starts_with("invoke")
        || of.ends_with("diagnostics.process") && name == "start"
        || of.ends_with("activator")
}

/// A method of a type.
pub(super) fn of_type(of: &str, name: &str, arguments: &[Known], separator: &str) -> Outcome {
    let texts = |arguments: &[Known]| {
        let texts: Result<Vec<String>, _> = arguments.iter().map(Known::to_text).collect();
        texts.ok()
    };
    match (of, name, arguments) {
        ("string", "join", [between, rest @ ..]) => {
            let items = match rest {
                [list @ Known::List(_)] => list.clone(),
                rest if rest.iter().any(|item| matches!(item, Known::List(_))) => {
                    return Outcome::Unknown;
                }
                rest => Known::list(rest.to_vec()),
            };
            Outcome::of(operators::join(&items, between))
        }
        ("string", "concat", [Known::List(list)]) => {
            let joined = operators::join(&Known::List(list.clone()), &Known::text(""));
            Outcome::of(joined)
        }
        ("string", "concat", parts) => {
            if parts.iter().any(|part| matches!(part, Known::List(_))) {
                return Outcome::Unknown;
            }
            Outcome::of(texts(parts).map(|texts| Known::Text(texts.concat())))
        }
        ("string", "format", [format, rest @ ..]) => {
            let Ok(format) = format.to_text() else {
                return Outcome::Unknown;
            };
            match rest {
                [Known::List(list)] => match list.items() {
                    Ok(items) => format::filled(&format, &items, separator),
                    Err(_) => Outcome::Unknown,
                },
                rest => format::filled(&format, rest, separator),
            }
        }
        ("string", "isnullorempty", [value]) => match value.to_text() {
            Ok(text) => Outcome::Is(Known::Bool(text.is_empty())),
            Err(_) => Outcome::Unknown,
        },
        ("string", "isnullorwhitespace", [value]) => match value.to_text() {
            Ok(text) => Outcome::Is(Known::Bool(text.trim().is_empty())),
            Err(_) => Outcome::Unknown,
        },
        ("string", "new", [fill, Known::Number(times)]) => {
            let times = times.whole().and_then(|times| usize::try_from(times).ok());
            match (fill.to_text(), times) {
                (Ok(fill), Some(times)) if fill.chars().count() == 1 && times < 1000 => {
                    Outcome::Is(Known::Text(fill.repeat(times)))
                }
                _ => Outcome::Unknown,
            }
        }
        ("string", "equals", [Known::Text(one), Known::Text(other)]) => {
            Outcome::Is(Known::Bool(one == other))
        }
        ("math", _, numbers) => math(name, numbers),
        ("int" | "int32" | "double" | "long" | "int64" | "bool", "parse", [Known::Text(text)]) => {
            if matches!(of, "double" | "bool") || text.trim().is_empty() {
                return Outcome::Unknown;
            }
            match convert::number(&Known::text(text.as_str())) {
                Some(Some(amount)) if Number::of(amount).is_integer() => {
                    match convert::to(of, Known::Number(Number::of(amount))) {
                        Converted::To(value) => Outcome::Is(value),
                        Converted::Fails => Outcome::Fails,
                        Converted::Unknown(_) => Outcome::Unknown,
                    }
                }
                Some(None) => Outcome::Fails,
                _ => Outcome::Unknown,
            }
        }
        ("regex" | "text.regularexpressions.regex", "replace", [text, by, with]) => {
            let rule = Known::list(vec![by.clone(), with.clone()]);
            match with {
                Known::Text(_) => super::split::replace(text, &rule, Case::Minded),
                _ => Outcome::Unknown,
            }
        }
        ("regex" | "text.regularexpressions.regex", "split", [text, by]) => {
            super::split::split(text, by, Case::Minded)
        }
        ("regex" | "text.regularexpressions.regex", "ismatch", [text, by]) => {
            let texts = text.to_text().ok().zip(by.to_text().ok());
            let found = texts.and_then(|(text, by)| operators::find(&text, &by, Case::Minded));
            Outcome::of(found.map(|found| Known::Bool(found.is_some())))
        }
        (
            "collections.arraylist"
            | "collections.generic.list[string]"
            | "collections.generic.list[object]"
            | "collections.generic.list[psobject]",
            "new",
            [],
        ) => Outcome::Is(Known::List(List::new(Items {
            kind: ListKind::Growing,
            items: Vec::new(),
        }))),
        ("collections.specialized.ordereddictionary", "new", []) => {
            Outcome::Is(Known::table(Entries {
                order: Order::Kept,
                entries: Vec::new(),
            }))
        }
        ("pscustomobject" | "psobject", "new", []) => {
            Outcome::Is(Known::object(super::shared::Properties::default()))
        }
        _ => Outcome::Unknown,
    }
}

fn math(name: &str, numbers: &[Known]) -> Outcome {
    let number = |value: &Known| match value {
        Known::Number(number) => Some(number.clone()),
        _ => None,
    };
    let numbers: Option<Vec<Number>> = numbers.iter().map(number).collect();
    let known = match (name, numbers.as_deref()) {
        ("max" | "min", Some([one, other])) if one.is_integer() && other.is_integer() => {
            let (Some(one), Some(other)) = (one.whole(), other.whole()) else {
                return Outcome::Unknown;
            };
            Some(Known::int(if name == "max" {
                one.max(other)
            } else {
                one.min(other)
            }))
        }
        ("abs", Some([one])) if one.is_integer() => {
            one.whole().and_then(i64::checked_abs).map(Known::int)
        }
        ("floor" | "ceiling" | "truncate" | "round", Some([one])) => {
            let value = one.as_f64();
            let value = value.map(|value| match name {
                "floor" => value.floor(),
                "ceiling" => value.ceil(),
                "truncate" => value.trunc(),
                _ => value.round_ties_even(),
            });
            value.map(|value| Known::Number(Number::of(Amount::Double(value))))
        }
        _ => None,
    };
    Outcome::of(known)
}
