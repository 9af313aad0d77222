//! The arguments of a command, as they are given.

use super::super::super::Unresolved;
use super::super::ast::{Command, ElementKind, Expression, ExpressionKind, Part};
use super::super::bind::{Given, Origin};
use super::super::interpret::{HEAVIEST, Run};
use super::super::shared::Key;
use super::super::value::Known;

impl Run<'_, '_> {
    pub(super) fn given(&mut self, command: &Command) -> Vec<Given> {
        let mut given = Vec::with_capacity(command.elements.len());
        for element in &command.elements {
            if let Some(last) = given.last() {
                self.weight += match last {
                    Given::Value { value, .. } => value.weight(),
                    Given::Parameter { value, .. } => value.as_ref().map_or(0, Known::weight),
                    Given::Verbatim(text) => text.len(),
                    Given::Splat(_) => 0,
                };
                if self.weight > HEAVIEST {
                    given.push(Given::Splat(Unresolved::Expression("…".to_owned())));
                    break;
                }
            }
            match &element.kind {
                ElementKind::Value(value) => {
                    let written = self.written_list(value);
                    given.push(Given::Value {
                        value: self.argument(value),
                        adjacent: element.adjacent,
                        written,
                    });
                }
                ElementKind::Parameter { name, value } => given.push(Given::Parameter {
                    name: name.clone(),
                    value: value.as_ref().map(|value| self.evaluate(value)),
                    origin: Origin::Typed,
                }),
                ElementKind::Splat(name) => self.splat(name, &mut given),
                ElementKind::EndOfParameters => {}
                ElementKind::Verbatim(text) => given.push(Given::Verbatim(text.clone())),
            }
        }
        given
    }

    /// `/a,/b`: a program gets a list of bare words as it is written.
    fn written_list(&self, value: &Expression) -> Option<String> {
        let ExpressionKind::List(items) = &value.kind else {
            return None;
        };
        let is_bare = |item: &Expression| match &item.kind {
            ExpressionKind::Text(parts) => matches!(parts.as_slice(), [Part::Text(text)]
                if self.slice(&item.span) == text),
            ExpressionKind::Number(_) => true,
            _ => false,
        };
        items
            .iter()
            .all(is_bare)
            .then(|| self.slice(&value.span).to_owned())
    }

    /// `@name`: a table gives parameters, a list values. `@args` gives on what nobody took, names
    /// included.
    fn splat(&self, name: &str, given: &mut Vec<Given>) {
        if name == "args"
            && let Some(kept) = self.kept.last()
        {
            given.extend(kept.iter().cloned());
            return;
        }
        match self.session.get(name) {
            Known::Table(table) => match table.read() {
                Ok(table) => given.extend(table.entries.into_iter().map(splatted)),
                Err(why) => given.push(Given::Splat(why)),
            },
            Known::List(list) => match list.items() {
                Ok(values) => given.extend(values.into_iter().map(loose)),
                Err(why) => given.push(Given::Splat(why)),
            },
            Known::Unknown(why) => given.push(Given::Splat(why)),
            Known::Null | Known::Nothing => {}
            // Each of its characters.
            Known::Text(text) => {
                given.extend(text.chars().map(|c| loose(Known::text(c.to_string()))));
            }
            value => given.push(loose(value)),
        }
    }
}

fn splatted((key, value): (Key, Known)) -> Given {
    match key {
        Key::Text(name) => Given::Parameter {
            name,
            value: Some(value),
            origin: Origin::Splatted,
        },
        Key::Number(_) => Given::Splat(Unresolved::Expression("@{…}".to_owned())),
    }
}

/// A value without a name.
pub(super) fn loose(value: Known) -> Given {
    Given::Value {
        value,
        adjacent: false,
        written: None,
    }
}

/// The values of `-ArgumentList`.
pub(super) fn arguments_of(value: Option<Known>) -> Vec<Given> {
    match value {
        None | Some(Known::Null | Known::Nothing) => Vec::new(),
        Some(Known::List(list)) => match list.items() {
            Ok(values) => values.into_iter().map(loose).collect(),
            Err(why) => vec![Given::Splat(why)],
        },
        Some(value) => vec![loose(value)],
    }
}

/// The arguments of a program, as it gets them.
pub(super) fn argv(given: Vec<Given>) -> Vec<Known> {
    let mut argv: Vec<Known> = Vec::new();
    for given in given {
        match given {
            Given::Parameter { name, value, .. } => {
                let dashed = format!("-{name}");
                argv.push(match value {
                    None => Known::Text(dashed),
                    Some(value) => match value.to_argument() {
                        Ok(text) => Known::Text(format!("{dashed}:{text}")),
                        Err(why) => Known::Unknown(why),
                    },
                });
            }
            Given::Splat(why) => argv.push(Known::Unknown(why)),
            Given::Verbatim(text) => argv.extend(text.split_whitespace().map(Known::text)),
            Given::Value {
                written: Some(written),
                ..
            } => argv.extend(written.split_whitespace().map(Known::text)),
            Given::Value {
                value, adjacent, ..
            } => match (value, argv.last_mut()) {
                (Known::Text(text), Some(Known::Text(last))) if adjacent => last.push_str(&text),
                (Known::List(list), _) => match list.items() {
                    Ok(items) => argv.extend(items),
                    Err(why) => argv.push(Known::Unknown(why)),
                },
                (Known::Null | Known::Nothing, _) => {}
                (value, _) => argv.push(value),
            },
        }
    }
    argv
}

/// `$args`: what nobody took, as values.
pub(super) fn kept_values(kept: &[Given]) -> Known {
    let mut values = Vec::new();
    for given in kept {
        match given {
            Given::Parameter {
                name,
                value,
                origin: _,
            } => match value {
                None => values.push(Known::text(format!("-{name}"))),
                Some(value) => {
                    values.push(Known::text(format!("-{name}:")));
                    values.push(value.clone());
                }
            },
            Given::Value { value, .. } => values.push(value.clone()),
            Given::Verbatim(text) => values.push(Known::text(text.as_str())),
            Given::Splat(why) => return Known::Unknown(why.clone()),
        }
    }
    Known::list(values)
}
