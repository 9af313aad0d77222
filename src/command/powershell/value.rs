//! What is known of a value while a session is followed.

use std::rc::Rc;

use super::super::paths;
use super::super::{Unresolved, Value};
use super::ast::Block;

/// A value, as far as it is known.
#[derive(Debug, Clone)]
pub(super) enum Known {
    /// A text or a number as it is written.
    Text(String),
    Bool(bool),
    /// `$null`, and what nothing was written to.
    Null,
    List(Vec<Known>),
    Table(Vec<(String, Known)>),
    Block(Closure),
    /// A remote session, and the computers that it is with.
    Session(Vec<Known>),
    Unknown(Unresolved),
}

/// The most that a value may hold, in bytes or so. A line may put a long text into a list many
/// times over, and that list into another.
pub(super) const HEAVY: usize = super::LONGEST;

/// Values one after the other, as long as they are not too many.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    values: Vec<Known>,
    weight: usize,
}

impl Gathered {
    pub(super) fn push(&mut self, value: Known) {
        self.weight += value.weight();
        if self.weight <= HEAVY {
            self.values.push(value);
        }
    }

    /// As a pipeline takes it: nothing for nothing, and the items of a list.
    pub(super) fn write(&mut self, value: Known) {
        match value {
            Known::Null => {}
            Known::List(items) => items.into_iter().for_each(|item| self.push(item)),
            value => self.push(value),
        }
    }

    /// What a pipeline writes: nothing, one value, or several.
    pub(super) fn written(mut self) -> Known {
        match self.values.len() {
            _ if self.weight > HEAVY => Known::expression("…"),
            0 => Known::Null,
            1 => self.values.pop().unwrap_or(Known::Null),
            _ => Known::List(self.values),
        }
    }

    pub(super) fn list(self) -> Known {
        if self.weight > HEAVY {
            return Known::expression("…");
        }
        Known::List(self.values)
    }
}

/// A block and the text that its places are in.
#[derive(Debug, Clone)]
pub(super) struct Closure {
    pub(super) source: Rc<str>,
    pub(super) block: Rc<Block>,
}

impl Known {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn expression(text: &str) -> Self {
        Self::Unknown(Unresolved::Expression(short(text)))
    }

    /// How much it holds, in bytes or so.
    pub(super) fn weight(&self) -> usize {
        const EACH: usize = 4;
        EACH + match self {
            Self::Text(text) => text.len(),
            Self::List(items) | Self::Session(items) => items.iter().map(Self::weight).sum(),
            Self::Table(entries) => entries.iter().map(|(k, v)| k.len() + v.weight()).sum(),
            Self::Bool(_) | Self::Null | Self::Block(_) | Self::Unknown(_) => 0,
        }
    }

    /// As a text, the way PowerShell makes one of it.
    pub(super) fn to_text(&self) -> Result<String, Unresolved> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Bool(true) => Ok("True".to_owned()),
            Self::Bool(false) => Ok("False".to_owned()),
            Self::Null => Ok(String::new()),
            Self::List(items) => {
                let texts: Result<Vec<String>, Unresolved> =
                    items.iter().map(Self::to_text).collect();
                Ok(texts?.join(" "))
            }
            Self::Table(_) => Err(Unresolved::Expression("@{…}".to_owned())),
            Self::Block(_) => Err(Unresolved::Expression("{…}".to_owned())),
            Self::Session(_) => Err(Unresolved::Expression("PSSession".to_owned())),
            Self::Unknown(why) => Err(why.clone()),
        }
    }

    /// Whether a condition holds, where that is known.
    pub(super) fn holds(&self) -> Option<bool> {
        match self {
            Self::Bool(holds) => Some(*holds),
            Self::Null => Some(false),
            Self::Text(text) => match text.as_str() {
                // `0` may be a number or a text.
                "0" => None,
                text => Some(!text.is_empty()),
            },
            _ => None,
        }
    }

    /// One after the other, as a pipeline and `foreach` take them.
    pub(super) fn items(self) -> Result<Vec<Self>, Unresolved> {
        match self {
            Self::List(items) => Ok(items),
            Self::Null => Ok(Vec::new()),
            Self::Unknown(why) => Err(why),
            one => Ok(vec![one]),
        }
    }

    /// As an argument's values.
    pub(super) fn to_values(&self) -> Vec<Value> {
        match self {
            Self::List(items) => items.iter().flat_map(Self::to_values).collect(),
            Self::Bool(on) => vec![Value::Switch(*on)],
            other => vec![match other.to_text() {
                Ok(text) => Value::Known(paths::shown(&text)),
                Err(why) => Value::Unknown(why),
            }],
        }
    }
}

/// The beginning of a text on one line, for a reason's subject.
pub(super) fn short(text: &str) -> String {
    const LONG: usize = 60;
    // Most texts are short and of one line already.
    let plain = text.len() <= LONG
        && !text.bytes().any(|b| b.is_ascii_control())
        && !text.contains("  ")
        && text.trim().len() == text.len();
    if plain {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= LONG {
        return line;
    }
    let cut: String = line.chars().take(LONG - 1).collect();
    format!("{cut}…")
}
