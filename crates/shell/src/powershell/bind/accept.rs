//! Whether a parameter takes a value, and what it becomes there.
//!
//! Rules: about_Type_Conversion, and about_Parameters for switches. A parameter of one text refuses
//! an array; one that PowerShell asks for refuses `$null` and the empty text; a switch takes what is
//! on or off, and a number, but no text.

use super::super::super::Unresolved;
use super::super::super::table::{Count, Kind, Mandatory, Shape};
use super::super::convert;
use super::super::value::Known;
use super::common::is_action;

/// Whether a parameter takes a value.
#[derive(Debug, Clone)]
pub(super) enum Accepted {
    /// It does, as this.
    Is(Known),
    /// It may not; the reason, where it is another than that no table says it.
    May(Known, Option<Unresolved>),
    /// PowerShell refuses it.
    Not(Known),
}

pub(super) fn accept(shape: &Shape, value: Known) -> Accepted {
    match &value {
        Known::Unknown(why) if shape.mandatory != Mandatory::Yes && takes_all(shape, why) => {
            Accepted::Is(value)
        }
        Known::Unknown(why) => {
            let why = why.clone();
            Accepted::May(value, Some(why))
        }
        Known::Null | Known::Nothing => match shape.mandatory {
            Mandatory::No if shape.kind != Kind::Number => Accepted::Is(Known::Null),
            Mandatory::Yes if shape.kind != Kind::Any => Accepted::Not(value),
            // What a function makes of it is worked out where it is called.
            Mandatory::Yes if shape.count == Count::Many => Accepted::Is(value),
            _ => Accepted::May(value, None),
        },
        Known::List(list) => match (shape.count, shape.kind) {
            (_, Kind::Any) => Accepted::Is(value),
            (Count::One, _) => Accepted::Not(value),
            (Count::Unknown, _) => Accepted::May(value, None),
            (Count::Many | Count::Rest, _) => {
                // Each of them is taken as one would be.
                let one = Shape {
                    count: Count::One,
                    ..*shape
                };
                let Ok(items) = list.items() else {
                    return Accepted::Is(value);
                };
                let mut taken = Vec::with_capacity(items.len());
                let mut doubt = None;
                for item in items {
                    match accept(&one, item) {
                        Accepted::Is(item) => taken.push(item),
                        Accepted::May(item, why) => {
                            doubt.get_or_insert(why);
                            taken.push(item);
                        }
                        Accepted::Not(_) => return Accepted::Not(value),
                    }
                }
                match doubt {
                    None => Accepted::Is(Known::list(taken)),
                    Some(why) => Accepted::May(Known::list(taken), why),
                }
            }
        },
        _ => one(shape, value),
    }
}

/// Whether the parameter takes whatever that is not known: what stands in the environment is a text.
fn takes_all(shape: &Shape, why: &Unresolved) -> bool {
    let is_text = matches!(why, Unresolved::Variable(name) if name.starts_with("$env:"));
    shape.kind == Kind::Any || shape.kind == Kind::Text && is_text
}

/// A value that is no list and not `$null`.
fn one(shape: &Shape, value: Known) -> Accepted {
    match (shape.kind, &value) {
        (Kind::Any, _) => Accepted::Is(value),
        (Kind::Text, Known::Text(text)) => {
            if text.is_empty() && shape.mandatory == Mandatory::Yes {
                Accepted::Not(value)
            } else {
                Accepted::Is(value)
            }
        }
        // A block is run for each item of the pipeline (delay-bind).
        (Kind::Text | Kind::Number | Kind::Unknown, Known::Block(_)) => Accepted::May(value, None),
        (Kind::Text, _) => match value.to_argument() {
            Ok(text) => Accepted::Is(Known::Text(text)),
            Err(why) => Accepted::May(Known::Unknown(why), None),
        },
        (Kind::Number, _) => match convert::number(&value) {
            Some(Some(_)) => Accepted::Is(value),
            Some(None) => Accepted::Not(value),
            None => Accepted::May(value, None),
        },
        (Kind::Block, Known::Block(_)) | (Kind::Table, Known::Table(_)) => Accepted::Is(value),
        (
            Kind::Block | Kind::Table | Kind::Object,
            Known::Text(_) | Known::Number(_) | Known::Bool(_),
        ) => Accepted::Not(value),
        (Kind::Block | Kind::Table | Kind::Object, _) => Accepted::May(value, None),
        (Kind::Unknown, Known::Text(text)) if text.is_empty() => match shape.mandatory {
            Mandatory::No => Accepted::Is(value),
            Mandatory::Unknown | Mandatory::Yes => Accepted::May(value, None),
        },
        (Kind::Unknown, _) => Accepted::Is(value),
    }
}

/// A switch that is given a value: `-WhatIf:$false`.
pub(super) fn accept_switch(value: Known) -> Accepted {
    match &value {
        Known::Bool(_) => Accepted::Is(value),
        // It is there, and nothing says that it is off.
        Known::Null | Known::Nothing => Accepted::Is(Known::Bool(true)),
        Known::Number(number) => Accepted::Is(Known::Bool(!number.is_zero())),
        Known::Text(_) => Accepted::Not(value),
        Known::Unknown(why) => {
            let why = why.clone();
            Accepted::May(value, Some(why))
        }
        _ => Accepted::May(value, None),
    }
}

/// `-ErrorAction` and its like.
pub(super) fn accept_action(value: Known) -> Accepted {
    match value.to_text() {
        Ok(text) if is_action(&text) => Accepted::Is(value),
        Ok(_) => Accepted::Not(value),
        Err(why) => Accepted::May(value, Some(why)),
    }
}

/// Whether a value is of the parameter's type already.
pub(super) fn is_of_kind(shape: &Shape, value: &Known) -> bool {
    match (shape.kind, value) {
        (Kind::Any, _)
        | (Kind::Text, Known::Text(_))
        | (Kind::Number, Known::Number(_))
        | (Kind::Block, Known::Block(_))
        | (Kind::Table, Known::Table(_)) => true,
        (Kind::Unknown, value) => matches!(
            value,
            Known::Text(_) | Known::Number(_) | Known::Bool(_) | Known::List(_)
        ),
        _ => false,
    }
}

/// The property of that name, if what came through the pipeline has one.
pub(super) fn property(item: &Known, name: &str) -> Option<Known> {
    match item {
        Known::Object(object) => match object.look(|inside| {
            let is_open = inside.kind == super::super::shared::ObjectKind::Open;
            (inside.get(name).cloned(), is_open)
        }) {
            Ok((None, true)) | Err(_) => Some(Known::Unknown(Unresolved::Binding(name.to_owned()))),
            Ok((value, _)) => value,
        },
        Known::Text(_) if name.eq_ignore_ascii_case("length") => {
            Some(Known::Unknown(Unresolved::Binding(name.to_owned())))
        }
        Known::Table(_) | Known::List(_) => {
            let own = ["count", "keys", "values", "length", "syncroot"];
            let lower = name.to_ascii_lowercase();
            own.contains(&lower.as_str())
                .then(|| Known::Unknown(Unresolved::Binding(name.to_owned())))
        }
        _ => None,
    }
}
