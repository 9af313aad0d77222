//! Parameters and what a change binds them to.

use serde::Serialize;

use crate::runbook::{Content, ItemName, Items, List, Parameter, ValueKind, ValueType};
use crate::yaml::{Datum, Entries, Spanned};
use runproof_core::diagnostic::{
    Code, Diagnostic, Location, Source, Span, codes, did_you_mean, nearest,
};

use std::collections::HashSet;
use std::sync::Arc;

codes! {
    /// A parameter that the runbook does not have.
    ///
    /// It would change nothing, and whoever wrote it would believe that it does. Correct the
    /// name; `runproof list` shows the parameters of each runbook.
    pub UNKNOWN_PARAMETER = "unknown-parameter", Error;

    /// A parameter that the change does not bind.
    ///
    /// The handout of a change must not hold placeholders, and its audit must know what to
    /// expect. Add the parameter, or leave out `--change` for a document with placeholders.
    pub MISSING_PARAMETER = "missing-parameter", Error;

    /// A value that is not of its parameter's type.
    ///
    /// A `host` is a DNS name of letters, digits, hyphens and dots; an `integer` is digits; `hex`
    /// is hexadecimal digits, with or without colons; a `path` and a `text` are one line, and do
    /// not begin with a hyphen, which a command would take for an option.
    pub PARAMETER_VALUE = "parameter-value", Error;

    /// A list with more or fewer items than the procedure is for, or with the same item twice.
    pub PARAMETER_COUNT = "parameter-count", Error;
}

/// A value, or the place that is kept for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// What the change binds.
    Bound(String),
    /// What a document shows while no change binds it.
    Open(String),
}

impl Value {
    /// The text, of whichever kind.
    pub fn text(&self) -> &str {
        match self {
            Self::Bound(text) | Self::Open(text) => text,
        }
    }

    /// Whether it is only a placeholder.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }
}

/// Values by name, as far as a template can see them.
#[derive(Debug, Clone, Default)]
pub(super) struct Bindings {
    pub(super) values: Vec<(String, Value)>,
    pub(super) lists: Vec<BoundList>,
}

impl Bindings {
    /// Names and what they are bound to; `pools` and, below it, `pools.servers`.
    pub(super) fn listed(&self) -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        self.list_into("", &mut found);
        found
    }

    /// Whether there is an item for which all of these hold: a list's item and its value, in any case.
    pub(super) fn has(&self, items: &[(&str, &str)]) -> bool {
        if items.is_empty() {
            return true;
        }
        self.lists.iter().any(|list| {
            let (own, rest): (Vec<_>, Vec<_>) = items
                .iter()
                .copied()
                .partition(|(name, _)| *name == list.item.as_str());
            list.items.iter().any(|item| {
                let is_it = |(_, value): &(&str, &str)| same_item(item.key.text(), value);
                own.iter().all(is_it) && item.fields.has(&rest)
            })
        })
    }

    fn list_into(&self, prefix: &str, found: &mut Vec<(String, Vec<String>)>) {
        let mut add = |name: String, value: &Value| match found
            .iter_mut()
            .find(|(other, _)| *other == name)
        {
            Some((_, values)) => values.push(value.text().to_owned()),
            None => found.push((name, vec![value.text().to_owned()])),
        };
        for (name, value) in &self.values {
            // What names a record stands with the list.
            if prefix.is_empty() {
                add(name.clone(), value);
            }
        }
        for list in &self.lists {
            let name = format!("{prefix}{}", list.name);
            for item in &list.items {
                add(name.clone(), &item.key);
            }
        }
        for list in &self.lists {
            for item in &list.items {
                item.fields
                    .list_into(&format!("{prefix}{}.", list.name), found);
            }
        }
    }
}

/// Whether two texts name one item: in any case, a host's with the dot of the root or without it.
pub fn same_item(one: &str, other: &str) -> bool {
    let bare = |text: &'_ str| text.strip_suffix('.').unwrap_or(text).to_lowercase();
    bare(one) == bare(other)
}

/// A list and what its items are bound to.
#[derive(Debug, Clone)]
pub(super) struct BoundList {
    pub(super) name: String,
    pub(super) item: ItemName,
    pub(super) items: Vec<BoundItem>,
    /// How many there are; `None` where one placeholder stands for a number that is not known.
    pub(super) count: Option<u32>,
}

/// An item: what names it, and of a record its fields.
#[derive(Debug, Clone)]
pub(super) struct BoundItem {
    pub(super) key: Value,
    pub(super) fields: Bindings,
}

/// What a document shows while there is no change.
pub(super) fn open(parameters: &[Parameter]) -> Bindings {
    open_numbered(parameters, None)
}

fn open_numbered(parameters: &[Parameter], number: Option<u32>) -> Bindings {
    let mut bindings = Bindings::default();
    for parameter in parameters {
        match &parameter.content {
            Content::Value(value) => {
                bindings
                    .values
                    .push((parameter.name.clone(), placeholder(value, number)));
            }
            Content::List(list) => {
                let count = list.fixed_count();
                let numbers: Vec<Option<u32>> = match count {
                    Some(count) => (1..=count).map(Some).collect(),
                    None => vec![None],
                };
                let items = numbers.into_iter().map(|n| match &list.items {
                    Items::Values(value) => BoundItem {
                        key: placeholder(value, n.or(number)),
                        fields: Bindings::default(),
                    },
                    Items::Records { key, fields } => {
                        let fields_bound = open_numbered(fields, n.or(number));
                        let name = &fields[*key].name;
                        let key = fields_bound.values.iter().find(|(field, _)| field == name);
                        BoundItem {
                            // The definition was checked: the key is one of the values.
                            key: key.map_or_else(
                                || Value::Open(format!("<{name}>")),
                                |(_, v)| v.clone(),
                            ),
                            fields: fields_bound,
                        }
                    }
                });
                bindings.lists.push(BoundList {
                    name: parameter.name.clone(),
                    item: list.item.clone(),
                    items: items.collect(),
                    count,
                });
            }
        }
    }
    bindings
}

fn placeholder(value: &ValueType, number: Option<u32>) -> Value {
    let number = number.map(|n| n.to_string()).unwrap_or_default();
    match &value.default {
        Some(default) => Value::Bound(normal(value.kind, default)),
        None => Value::Open(value.placeholder.replace("{n}", &number)),
    }
}

/// What a change binds, held against the parameters. Finds everything that does not fit.
pub(super) fn bind(
    parameters: &[Parameter],
    written: &Entries<Spanned<Datum>>,
    place: Span,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Bindings {
    let mut binder = Binder { source, findings };
    binder.record(parameters, written, place)
}

struct Binder<'a> {
    source: &'a Arc<Source>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Binder<'_> {
    fn record(
        &mut self,
        parameters: &[Parameter],
        written: &Entries<Spanned<Datum>>,
        place: Span,
    ) -> Bindings {
        for (name, _) in &written.0 {
            if !parameters
                .iter()
                .any(|parameter| parameter.name == name.value)
            {
                let open = parameters.iter().map(|parameter| parameter.name.as_str());
                let advice = did_you_mean(&name.value, open);
                self.find(
                    &UNKNOWN_PARAMETER,
                    name.span,
                    format!("there is no parameter `{}`", name.value),
                    advice,
                );
            }
        }
        // A slip is one finding: the parameter that it was meant for is not also missing.
        let slips: Vec<&str> = written
            .0
            .iter()
            .filter_map(|(name, _)| {
                let names = parameters.iter().map(|parameter| parameter.name.as_str());
                let is_known = names.clone().any(|known| known == name.value);
                nearest(&name.value, names).filter(|_| !is_known)
            })
            .collect();
        let mut bindings = Bindings::default();
        for parameter in parameters {
            if slips.contains(&parameter.name.as_str()) {
                continue;
            }
            let given = written
                .0
                .iter()
                .find(|(name, _)| name.value == parameter.name);
            match (&parameter.content, given) {
                (Content::Value(value), Some((_, datum))) => {
                    if let Some(bound) = self.value(value, datum) {
                        bindings.values.push((parameter.name.clone(), bound));
                    }
                }
                (Content::Value(value), None) => match &value.default {
                    Some(default) => bindings.values.push((
                        parameter.name.clone(),
                        Value::Bound(normal(value.kind, default)),
                    )),
                    None => self.missing(parameter, place),
                },
                (Content::List(list), Some((name, datum))) => {
                    let items = self.list(list, datum);
                    self.count(list, name, &items);
                    bindings.lists.push(BoundList {
                        name: parameter.name.clone(),
                        item: list.item.clone(),
                        count: Some(items.len() as u32),
                        items: items.into_iter().map(|(item, _)| item).collect(),
                    });
                }
                (Content::List(list), None) => {
                    if list.count.start > 0 {
                        self.missing(parameter, place);
                    }
                    bindings.lists.push(BoundList {
                        name: parameter.name.clone(),
                        item: list.item.clone(),
                        items: Vec::new(),
                        count: Some(0),
                    });
                }
            }
        }
        bindings
    }

    fn list(&mut self, list: &List, datum: &Spanned<Datum>) -> Vec<(BoundItem, Span)> {
        let Datum::List(items) = &datum.value else {
            self.find(
                &PARAMETER_VALUE,
                datum.span,
                format!("expected a list of `{}`", list.item),
                Some("write `[a, b]`, or one item a line after `- `".to_owned()),
            );
            return Vec::new();
        };
        let mut bound = Vec::new();
        for item in items {
            match (&list.items, &item.value) {
                (Items::Values(value), _) => {
                    if let Some(key) = self.value(value, item) {
                        let fields = Bindings::default();
                        bound.push((BoundItem { key, fields }, item.span));
                    }
                }
                (Items::Records { key, fields }, Datum::Map(entries)) => {
                    let fields_bound = self.record(fields, entries, item.span);
                    let name = &fields[*key].name;
                    let found = fields_bound.values.iter().find(|(field, _)| field == name);
                    if let Some((_, key)) = found.cloned() {
                        let fields = fields_bound;
                        bound.push((BoundItem { key, fields }, item.span));
                    }
                }
                (Items::Records { fields, .. }, _) => {
                    let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
                    self.find(
                        &PARAMETER_VALUE,
                        item.span,
                        format!(
                            "expected a `{}` with `{}`",
                            list.item,
                            names.join("` and `")
                        ),
                        Some(format!("write `{{ {}: … }}`", names.join(": …, "))),
                    );
                }
            }
        }
        bound
    }

    fn count(&mut self, list: &List, name: &Spanned<String>, items: &[(BoundItem, Span)]) {
        let count = items.len() as u32;
        if !list.count.contains(&count) {
            let wanted = match (list.fixed_count(), list.count.start) {
                (Some(count), _) => format!("exactly {count}"),
                (None, least) if count < least => format!("at least {least}"),
                _ => format!("at most {}", list.count.end - 1),
            };
            self.find(
                &PARAMETER_COUNT,
                name.span,
                format!(
                    "`{}` has {count} items, and the procedure is for {wanted}",
                    name.value
                ),
                None,
            );
        }
        let mut seen = HashSet::new();
        for (item, span) in items {
            if !seen.insert(item.key.text().to_ascii_lowercase()) {
                self.find(
                    &PARAMETER_COUNT,
                    *span,
                    format!("`{}` is there twice", item.key.text()),
                    Some("remove one of the two".to_owned()),
                );
            }
        }
    }

    fn value(&mut self, value: &ValueType, datum: &Spanned<Datum>) -> Option<Value> {
        let Datum::Text(text) = &datum.value else {
            self.find(
                &PARAMETER_VALUE,
                datum.span,
                format!("expected one value, {}", describe(value.kind)),
                None,
            );
            return None;
        };
        match fault(value.kind, text) {
            None => Some(Value::Bound(normal(value.kind, text))),
            Some(why) => {
                let message = format!("`{}` is not {}: {why}", shown(text), describe(value.kind));
                self.find(&PARAMETER_VALUE, datum.span, message, None);
                None
            }
        }
    }

    fn missing(&mut self, parameter: &Parameter, place: Span) {
        self.find(
            &MISSING_PARAMETER,
            place,
            format!("`{}` is not bound", parameter.name),
            Some(format!("add `{}:`", parameter.name)),
        );
    }

    fn find(&mut self, code: &'static Code, span: Span, message: String, help: Option<String>) {
        let location = Location::new(self.source, span);
        self.findings
            .push(Diagnostic::at(code, location, message).maybe_help(help));
    }
}

fn describe(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "a line of text",
        ValueKind::Host => "a host name",
        ValueKind::Path => "a path",
        ValueKind::Url => "a web address",
        ValueKind::Integer => "a whole number",
        ValueKind::Hex => "a hexadecimal number",
    }
}

fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let one_line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match one_line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &one_line[..at]),
        None => one_line,
    }
}

/// Why a text is not a value of this kind.
fn fault(kind: ValueKind, text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("it is empty");
    }
    if text.chars().any(char::is_control) {
        return Some("it holds a line break or a control character");
    }
    match kind {
        ValueKind::Text | ValueKind::Path if text.starts_with('-') => {
            Some("a command would take the hyphen at its start for an option")
        }
        ValueKind::Text | ValueKind::Path => None,
        ValueKind::Host => host_fault(text),
        ValueKind::Url => {
            let rest = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"));
            match rest {
                None => Some("it begins with neither `https://` nor `http://`"),
                Some("") => Some("there is nothing after the scheme"),
                Some(rest) if rest.contains(char::is_whitespace) => Some("it holds a blank"),
                Some(_) => None,
            }
        }
        ValueKind::Integer => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            (!is_number).then_some("it holds something else than digits")
        }
        ValueKind::Hex => {
            let is_hex = text.bytes().all(|b| b.is_ascii_hexdigit() || b == b':')
                && text.bytes().any(|b| b.is_ascii_hexdigit());
            (!is_hex).then_some("it holds something else than hexadecimal digits and colons")
        }
    }
}

/// RFC 1123: labels of letters, digits and inner hyphens, 63 each and 253 in all. `_` is in use
/// on Windows.
fn host_fault(text: &str) -> Option<&'static str> {
    if text.len() > 253 {
        return Some("it is longer than 253 characters");
    }
    for label in text.trim_end_matches('.').split('.') {
        if label.is_empty() {
            return Some("there is nothing between two dots");
        }
        if label.len() > 63 {
            return Some("one of its parts is longer than 63 characters");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Some("one of its parts begins or ends with a hyphen");
        }
        if !label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return Some("a host name has letters, digits, hyphens and dots");
        }
    }
    None
}

/// The one way in which a value of this kind is written.
fn normal(kind: ValueKind, text: &str) -> String {
    match kind {
        ValueKind::Hex => text.replace(':', "").to_ascii_uppercase(),
        ValueKind::Host => text.trim_end_matches('.').to_owned(),
        _ => text.to_owned(),
    }
}
