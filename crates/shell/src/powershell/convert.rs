//! What a value becomes where a type is wanted: `[int]'5'`, `[string]$x = …`, `[bool]`.
//!
//! Rules: about_Type_Conversion, and the language specification, chapter 6. What is not listed
//! cannot be told.

use super::super::Unresolved;
use super::number::{Amount, Number, integer};
use super::shared::{Entries, Key, ListKind, ObjectKind, Properties};
use super::value::{Known, short};

/// What a conversion gives.
#[derive(Debug, Clone)]
pub(super) enum Converted {
    To(Known),
    /// PowerShell says that it cannot.
    Fails,
    Unknown(Unresolved),
}

/// Converts a value to each of the types of a variable; they stand outermost first, and may be
/// attributes: `ValidateSet('a', 'b')`.
pub(super) fn to_all(types: &[String], value: Known) -> Converted {
    let mut value = value;
    for wanted in types.iter().rev() {
        // A cast takes any text for true; a variable refuses it.
        let is_switch = ["bool", "boolean", "system.boolean"]
            .iter()
            .any(|own| wanted.eq_ignore_ascii_case(own));
        if is_switch && matches!(value, Known::Text(_)) {
            return Converted::Fails;
        }
        match to(wanted, value) {
            Converted::To(converted) => value = converted,
            other => return other,
        }
    }
    Converted::To(value)
}

/// Converts a value to the type of that name, in any case, without its brackets.
pub(super) fn to(wanted: &str, value: Known) -> Converted {
    let lower = wanted.trim().to_ascii_lowercase();
    let name = lower.strip_prefix("system.").unwrap_or(&lower);
    if let Some((attribute, arguments)) = name.split_once('(') {
        return check(attribute.trim_end(), wanted, arguments, value);
    }
    if let Known::Unknown(why) = value {
        return match name {
            "void" => Converted::To(Known::Nothing),
            _ => Converted::Unknown(why),
        };
    }
    let unknown = || Converted::Unknown(Unresolved::Expression(short(&format!("[{wanted}]"))));
    let known = |value: Option<Known>| value.map_or_else(unknown, Converted::To);
    match name {
        "string" => known(value.to_text().ok().map(Known::Text)),
        "int" | "int32" => number(&value).map_or_else(unknown, |found| match found {
            Some(amount) => within(
                &Number::of(amount),
                i64::from(i32::MIN),
                i64::from(i32::MAX),
            ),
            None => Converted::Fails,
        }),
        "byte" => number(&value).map_or_else(unknown, |found| match found {
            Some(amount) => within(&Number::of(amount), 0, 255),
            None => Converted::Fails,
        }),
        "long" | "int64" => number(&value).map_or_else(unknown, |found| match found {
            Some(amount) => match Number::of(amount).rounded() {
                Some(whole) => Converted::To(Known::Number(Number::of(Amount::Long(whole)))),
                None => unknown(),
            },
            None => Converted::Fails,
        }),
        "double" => number(&value).map_or_else(unknown, |found| match found {
            Some(amount) => match Number::of(amount).as_f64() {
                Some(double) => Converted::To(Known::Number(Number::of(Amount::Double(double)))),
                None => unknown(),
            },
            None => Converted::Fails,
        }),
        "char" => match &value {
            Known::Char(_) => Converted::To(value),
            Known::Text(text) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Converted::To(Known::Char(c)),
                    _ => Converted::Fails,
                }
            }
            Known::Number(number) => {
                let code = number.whole().and_then(|code| u16::try_from(code).ok());
                known(
                    code.and_then(|code| char::from_u32(u32::from(code)))
                        .map(Known::Char),
                )
            }
            _ => unknown(),
        },
        "bool" | "boolean" => known(value.holds().map(Known::Bool)),
        "switch" | "management.automation.switchparameter" => match value {
            value @ Known::Bool(_) => Converted::To(value),
            _ => unknown(),
        },
        "void" => Converted::To(Known::Nothing),
        "object" | "psobject" | "management.automation.psobject" => Converted::To(value),
        "array" | "object[]" => match value {
            value @ Known::List(_) => Converted::To(value),
            Known::Null | Known::Nothing => unknown(),
            one => Converted::To(Known::list(vec![one])),
        },
        "hashtable" | "collections.hashtable" => match value {
            value @ Known::Table(_) => Converted::To(value),
            _ => unknown(),
        },
        "pscustomobject" => match value {
            Known::Table(table) => match table.read() {
                Ok(entries) => known(object(entries)),
                Err(why) => Converted::Unknown(why),
            },
            value => Converted::To(value),
        },
        "scriptblock" => match value {
            value @ Known::Block(_) => Converted::To(value),
            _ => unknown(),
        },
        "arraylist" | "collections.arraylist" | "collections.generic.list[object]" => match value {
            Known::List(list) => match list.items() {
                Ok(items) => Converted::To(Known::List(super::shared::List::new(
                    super::shared::Items {
                        kind: ListKind::Growing,
                        items,
                    },
                ))),
                Err(why) => Converted::Unknown(why),
            },
            _ => unknown(),
        },
        _ => match name.strip_suffix("[]") {
            Some(inner @ ("string" | "int" | "int32" | "bool" | "double" | "long")) => {
                each(inner, value)
            }
            _ => unknown(),
        },
    }
}

/// Each item converted: an array of one type.
fn each(wanted: &str, value: Known) -> Converted {
    let items = match value {
        Known::List(list) => match list.items() {
            Ok(items) => items,
            Err(why) => return Converted::Unknown(why),
        },
        Known::Null | Known::Nothing => return Converted::To(Known::Null),
        one => vec![one],
    };
    let mut converted = Vec::with_capacity(items.len());
    for item in items {
        match to(wanted, item) {
            Converted::To(item) => converted.push(item),
            other => return other,
        }
    }
    Converted::To(Known::List(super::shared::List::new(
        super::shared::Items {
            kind: ListKind::Typed,
            items: converted,
        },
    )))
}

/// An object with the entries of a table as its properties.
pub(super) fn object(entries: Entries) -> Option<Known> {
    let mut properties = Vec::with_capacity(entries.entries.len());
    for (key, value) in entries.entries {
        let Key::Text(name) = key else {
            return None;
        };
        properties.push((name, value));
    }
    Some(Known::object(Properties {
        kind: ObjectKind::Custom,
        properties,
    }))
}

fn within(number: &Number, least: i64, most: i64) -> Converted {
    match number.rounded() {
        Some(whole) if (least..=most).contains(&whole) => Converted::To(Known::int(whole)),
        _ => Converted::Fails,
    }
}

/// A value as a number: `Some(None)` where PowerShell refuses it, `None` where that cannot be
/// told.
pub(super) fn number(value: &Known) -> Option<Option<Amount>> {
    match value {
        Known::Number(number) => Some(Some(number.amount)),
        Known::Bool(on) => Some(Some(Amount::Int(i32::from(*on)))),
        Known::Null | Known::Nothing => Some(Some(Amount::Int(0))),
        Known::Text(text) => from_text(text),
        Known::Char(c) => Some(i32::try_from(u32::from(*c)).ok().map(Amount::Int)),
        Known::Table(_) | Known::Block(_) => Some(None),
        _ => None,
    }
}

fn from_text(text: &str) -> Option<Option<Amount>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Some(Amount::Int(0)));
    }
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(bare) {
        let value: i64 = text.parse().ok()?;
        return Some(Some(integer(value)));
    }
    if let Some((whole, part)) = bare.split_once('.')
        && digits(part)
        && (whole.is_empty() || digits(whole))
    {
        let value: f64 = text.parse().ok()?;
        return Some(Some(Amount::Double(value)));
    }
    // A word is no number; `NaN` and what begins with a digit or a sign may be one.
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let lower = text.to_ascii_lowercase();
    (begins && !lower.starts_with("nan") && !lower.starts_with("inf")).then_some(None)
}

/// What an attribute before a variable or a parameter asks of its value.
fn check(attribute: &str, wanted: &str, arguments: &str, value: Known) -> Converted {
    let unknown = || Converted::Unknown(Unresolved::Expression(short(&format!("[{wanted}]"))));
    match attribute {
        "validateset" => {
            let Some(allowed) = quoted(arguments.trim_end().trim_end_matches(')')) else {
                return unknown();
            };
            let allows = |text: &str| {
                allowed
                    .iter()
                    .any(|own| own.to_lowercase() == text.to_lowercase())
            };
            match value {
                Known::Text(text) if allows(&text) => Converted::To(Known::Text(text)),
                Known::Text(_) | Known::Null => Converted::Fails,
                Known::Unknown(why) => Converted::Unknown(why),
                _ => unknown(),
            }
        }
        "validatenotnullorempty" | "validatenotnull" | "validatenotnullorwhitespace" => match value
        {
            Known::Text(text) if !text.trim().is_empty() => Converted::To(Known::Text(text)),
            value @ (Known::Number(_) | Known::Bool(_)) => Converted::To(value),
            Known::Null | Known::Nothing => Converted::Fails,
            Known::Unknown(why) => Converted::Unknown(why),
            _ => unknown(),
        },
        "parameter" | "alias" | "allownull" | "allowemptystring" | "allowemptycollection" => {
            Converted::To(value)
        }
        _ => unknown(),
    }
}

/// The texts of `'a', "b"`.
fn quoted(list: &str) -> Option<Vec<String>> {
    let one = |item: &str| {
        let item = item.trim();
        let quote = item.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let inner = item.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains(['\'', '"', '$', '`'])).then(|| inner.to_owned())
    };
    list.split(',').map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_becomes_what_its_type_wants() {
        let text = Known::text;
        let cases = [
            ("string", Known::int(5), "5"),
            ("string", Known::Bool(false), "False"),
            ("string", Known::list(vec![text("a"), text("b")]), "a b"),
            ("int", text("007"), "7"),
            ("int", text("1.6"), "2"),
            ("int", text(""), "0"),
            ("int", text("abc"), "fails"),
            ("int", text("1e3"), "?"),
            ("System.Int32", Known::Null, "0"),
            ("bool", text("False"), "True"),
            ("bool", Known::int(0), "False"),
            ("string[]", text("a"), "a"),
            ("ValidateSet('a', 'b')", text("A"), "A"),
            ("ValidateSet('a', 'b')", text("c"), "fails"),
            ("datetime", text("1"), "?"),
        ];
        for (wanted, value, expected) in cases {
            let told = match to(wanted, value.clone()) {
                Converted::To(value) => value.to_text().expect("a text"),
                Converted::Fails => "fails".to_owned(),
                Converted::Unknown(_) => "?".to_owned(),
            };
            assert_eq!(told, expected, "[{wanted}]{value:?}");
        }
    }
}
