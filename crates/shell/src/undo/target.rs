//! What a command acts on, and whether two act on the same.

use super::Sure;
use crate::{Invocation, Mandatory, Role, Tables, Unresolved, Value, allow, shipped};

/// What a command acts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Values by their parameter, in lower case; what has no name goes by its place.
    values: Vec<(String, Vec<Known>)>,
    /// Whether it acts on everything where nothing is named.
    is_all: bool,
}

/// A value, or why it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Known {
    Text(String),
    Unknown(Unresolved),
}

/// Parameters that say which thing is meant, and not what becomes of it.
const NAMES: &[&str] = &[
    "",
    "name",
    "identity",
    "path",
    "id",
    "inputobject",
    "displayname",
    "taskname",
    "taskpath",
];

/// Names of one thing that are not compared with each other: a service has a name, and another one that
/// people read.
const OTHER_NAMES: &[&str] = &["displayname", "inputobject", "id"];

impl Target {
    /// What a cmdlet acts on: the values of its parameters that count, but for those that are given.
    pub(super) fn of_cmdlet(ran: &Invocation, but: &[&str], tables: &Tables) -> Self {
        let name = super::name_of(&ran.program).unwrap_or_default();
        let known = tables
            .find(&name)
            .or_else(|| shipped(&name).map(|row| &row.known));
        let mut values: Vec<(String, Vec<Known>)> = Vec::new();
        let mut places = 0;
        for argument in &ran.arguments {
            let own = match &argument.parameter {
                Some(name) => canonical(name),
                None => {
                    places += 1;
                    match places {
                        1 => String::new(),
                        place => format!("{place}"),
                    }
                }
            };
            let parameter = known.and_then(|known| known.parameter(&own));
            let is_ignored = parameter.is_some_and(|parameter| parameter.role == Role::Ignored);
            if is_ignored || but.contains(&own.as_str()) {
                continue;
            }
            add(&mut values, own, &argument.value);
        }
        // Where the cmdlet wants a name, it was asked for: what was answered is not seen.
        let is_all = known.is_some_and(|known| {
            let mut all = known.parameters.iter();
            all.all(|own| own.shape.mandatory != Mandatory::Yes)
        });
        Self { values, is_all }
    }

    /// The values of one parameter.
    pub(super) fn of_parameter(name: &str, ran: &Invocation) -> Self {
        let mut values = Vec::new();
        for argument in &ran.arguments {
            let own = argument.parameter.as_deref();
            if own.is_some_and(|own| own.eq_ignore_ascii_case(name)) {
                add(&mut values, "path".to_owned(), &argument.value);
            }
        }
        Self {
            values,
            is_all: false,
        }
    }

    /// Operands of a program; of one that has none all that it knows.
    pub(super) fn of_operands(operands: &[&Value]) -> Self {
        let mut values = Vec::new();
        for value in operands {
            add(&mut values, String::new(), value);
        }
        Self {
            values,
            is_all: true,
        }
    }

    /// The names that are known, in their order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let names = self.values.iter();
        let names = names.filter(|(name, _)| NAMES.contains(&name.as_str()));
        names
            .flat_map(|(_, values)| values)
            .filter_map(|value| match value {
                Known::Text(text) => Some(text.as_str()),
                Known::Unknown(_) => None,
            })
    }

    /// Whether what another command acts on is this, or a part of it.
    pub(super) fn is_met_by(&self, other: &Self) -> Option<Sure> {
        if other.values.is_empty() {
            return Some(match other.is_all || self.values.is_empty() {
                true => Sure::Yes,
                false => Sure::Perhaps(Unresolved::Binding(String::new())),
            });
        }
        if self.values.is_empty() {
            return Some(Sure::Yes);
        }
        let mut doubt = None;
        let mut is_met = false;
        for (name, own) in &self.values {
            let Some((_, theirs)) = other.values.iter().find(|(their, _)| their == name) else {
                continue;
            };
            match meet(own, theirs) {
                Some(Sure::Yes) => is_met = true,
                Some(Sure::Perhaps(why)) => doubt = doubt.or(Some(why)),
                None => return None,
            }
        }
        match (doubt, is_met) {
            (Some(why), _) => return Some(Sure::Perhaps(why)),
            (None, true) => return Some(Sure::Yes),
            (None, false) => {}
        }
        // By other parameters: a name by its place, a path that was called something else.
        let all = |target: &Self| -> Vec<Known> {
            let values = target.values.iter();
            values.flat_map(|(_, values)| values.clone()).collect()
        };
        let other_name = |target: &Self| {
            let mut names = target.values.iter().map(|(name, _)| name.as_str());
            names
                .find(|name| OTHER_NAMES.contains(name))
                .map(str::to_owned)
        };
        match meet(&all(self), &all(other)) {
            None => other_name(self)
                .or_else(|| other_name(other))
                .map(|name| Sure::Perhaps(Unresolved::Binding(name))),
            met => met,
        }
    }

    /// Whether the same command on the same thing gives it another value.
    pub(super) fn is_changed_by(&self, other: &Self) -> Option<Sure> {
        let is_name = |name: &str| NAMES.contains(&name);
        let mut doubt = None;
        let mut is_changed = false;
        for (name, own) in &self.values {
            let Some((_, theirs)) = other.values.iter().find(|(their, _)| their == name) else {
                if is_name(name) {
                    return None;
                }
                continue;
            };
            match (meet(own, theirs), is_name(name)) {
                (None, true) => return None,
                (None, false) => is_changed = true,
                (Some(Sure::Perhaps(why)), _) => doubt = doubt.or(Some(why)),
                (Some(Sure::Yes), _) => {}
            }
        }
        match (doubt, is_changed) {
            (Some(why), _) => Some(Sure::Perhaps(why)),
            (None, true) => Some(Sure::Yes),
            (None, false) => None,
        }
    }
}

fn add(values: &mut Vec<(String, Vec<Known>)>, name: String, value: &Value) {
    let value = match value {
        Value::Known(text) => Known::Text(text.clone()),
        Value::Unknown(why) => Known::Unknown(why.clone()),
        Value::Switch(_) => return,
    };
    match values.iter_mut().find(|(own, _)| *own == name) {
        Some((_, all)) => all.push(value),
        None => values.push((name, vec![value])),
    }
}

/// The name by which a parameter is compared.
fn canonical(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "literalpath" | "pspath" | "filepath" | "fullname" => "path".to_owned(),
        _ => name,
    }
}

/// Whether one of these is one of those.
fn meet(own: &[Known], theirs: &[Known]) -> Option<Sure> {
    let mut doubt = None;
    for one in own {
        for other in theirs {
            match (one, other) {
                (Known::Text(one), Known::Text(other)) if covers(other, one) => {
                    return Some(Sure::Yes);
                }
                (Known::Text(_), Known::Text(_)) => {}
                (Known::Unknown(why), _) | (_, Known::Unknown(why)) => {
                    doubt = doubt.or(Some(Sure::Perhaps(why.clone())));
                }
            }
        }
    }
    doubt
}

/// Whether what one text names holds what another one does: the same, a pattern of it, a folder around it.
fn covers(whole: &str, part: &str) -> bool {
    let plain = |text: &str| {
        let text = text.to_lowercase().replace('\\', "/");
        let text = text.strip_suffix(".service").unwrap_or(&text).to_owned();
        text.trim_end_matches('/').to_owned()
    };
    let (whole, part) = (plain(whole), plain(part));
    let is_around = !whole.is_empty()
        && whole.contains('/')
        && part
            .strip_prefix(whole.as_str())
            .is_some_and(|rest| rest.starts_with('/'));
    whole == part
        || is_around
        || whole.contains('*') && allow::matches(&whole, &part)
        || part.contains('*') && allow::matches(&part, &whole)
}
