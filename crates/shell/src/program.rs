//! The arguments of a program of Windows: which of them are options that a table knows.

use super::table;
use super::{Argument, Takes, Value};

/// Whether a table's command is a program, whose options keep their dash or slash, and not a
/// cmdlet.
pub(super) fn is_program(known: &table::Known) -> bool {
    let ending = known.name.len() != table::without_ending(&known.name).len();
    ending
        || !known.name.contains('-')
        || known
            .parameters
            .iter()
            .any(|parameter| parameter.name.starts_with(['-', '/']))
}

/// Finds the options among a program's arguments: `/Name`, `/Name:value`, `-name value`.
pub(super) fn arguments(known: Option<&table::Known>, given: Vec<Value>) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut given = given.into_iter().peekable();
    while let Some(value) = given.next() {
        let Value::Known(text) = &value else {
            arguments.push(Argument {
                parameter: None,
                value,
            });
            continue;
        };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let (name, joined) = match text.find([':', '=']) {
            Some(at) if text.starts_with(['/', '-']) => (&text[..at], Some(&text[at + 1..])),
            _ => (text, None),
        };
        // Programs of Windows take `-` for `/`.
        let slashed = name.strip_prefix('-').map(|bare| format!("/{bare}"));
        let parameter = known.and_then(|known| {
            known
                .parameter(name)
                .or_else(|| slashed.as_deref().and_then(|name| known.parameter(name)))
        });
        let Some(parameter) = parameter.filter(|_| text.starts_with(['/', '-'])) else {
            arguments.push(Argument {
                parameter: None,
                value: Value::Known(text.to_owned()),
            });
            continue;
        };
        let option =
            |value: &Value| matches!(value, Value::Known(text) if text.starts_with(['/', '-']));
        let value = match (joined, parameter.takes) {
            (Some(joined), _) => Value::Known(joined.trim_matches('"').to_owned()),
            (None, Takes::Nothing) => Value::Switch(true),
            (None, Takes::Value) => given
                .next_if(|next| !option(next))
                .unwrap_or(Value::Known(String::new())),
        };
        arguments.push(Argument {
            parameter: Some(parameter.name.clone()),
            value,
        });
    }
    arguments
}

/// Puts arguments into their canonical order: named ones by name, then the others as they stand.
pub(super) fn sort(arguments: &mut [Argument]) {
    arguments.sort_by_cached_key(|argument| {
        let name = argument
            .parameter
            .as_ref()
            .map(|name| name.to_ascii_lowercase());
        (name.is_none(), name)
    });
}
