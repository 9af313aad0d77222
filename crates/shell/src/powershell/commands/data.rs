//! Texts of JSON and CSV, members of each object, and how many there are.

use super::super::super::Unresolved;
use super::super::bind::{Bound, BoundRole};
use super::super::interpret::Run;
use super::super::operators::Outcome;
use super::super::shared::{ObjectKind, Properties};
use super::super::value::{Gathered, Known, short};
use super::super::{methods, number::Number};
use super::steer::Steered;

impl Run<'_, '_> {
    pub(super) fn get_unique(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let items = objects(steered).and_then(|input| input.items().ok());
        let texts = items.filter(|items| {
            steered.binding.bound.is_empty()
                && items.iter().all(|item| matches!(item, Known::Text(_)))
        });
        let Some(mut items) = texts else {
            return Known::expression(self.slice(span));
        };
        items.dedup_by(|one, other| {
            matches!((one, other), (Known::Text(one), Known::Text(other)) if one == other)
        });
        Known::written(items)
    }

    /// `Measure-Object`: how many there are.
    pub(super) fn measure_object(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let items = objects(steered).and_then(|input| input.items().ok());
        match items {
            Some(items) if steered.binding.bound.is_empty() => {
                let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
                Known::object(Properties {
                    kind: ObjectKind::Open,
                    properties: vec![("Count".to_owned(), Known::Number(Number::int(count)))],
                })
            }
            _ => Known::expression(self.slice(span)),
        }
    }

    /// `ForEach-Object Name`: a property of each item, or a method.
    pub(super) fn each_member(&mut self, steered: &Steered<'_>) -> Option<Known> {
        let name = match steered.text("MemberName") {
            Some(name) => name.ok()?,
            None => {
                let mut loose = steered.binding.bound.iter().filter(|b| b.name.is_none());
                let name = loose.next()?;
                if loose.next().is_some() {
                    return None;
                }
                match &name.value {
                    Known::Text(name) => name.clone(),
                    _ => return None,
                }
            }
        };
        let arguments = match steered.get("ArgumentList") {
            None => Vec::new(),
            Some(value) => value.items().ok()?,
        };
        if name.contains(['*', '?', '[']) {
            return None;
        }
        let items = steered.input.clone()?.items().ok()?;
        let lower = name.to_ascii_lowercase();
        let mut written = Gathered::default();
        for item in items {
            // A table has its keys for members, and methods beside.
            let called = match &item {
                Known::Text(_) | Known::Number(_) => methods::call(&item, &lower, &arguments),
                _ => Outcome::Unknown,
            };
            match called {
                Outcome::Is(value) => written.write(value),
                Outcome::Fails => return None,
                Outcome::Unknown if arguments.is_empty() => match self.property(&item, &name, 0) {
                    Outcome::Is(value) => written.write(value),
                    _ => return None,
                },
                Outcome::Unknown => return None,
            }
        }
        Some(written.written())
    }

    /// `ConvertFrom-Json`
    pub(super) fn read_json(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let unknown = Known::expression(self.slice(span));
        let is_plain = |bound: &Bound| {
            bound.name.as_deref() == Some("InputObject") || bound.role == BoundRole::Common
        };
        if !steered.binding.bound.iter().all(is_plain) {
            return unknown;
        }
        let Some(text) = lines(steered) else {
            return unknown;
        };
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else {
            self.may_fail(Unresolved::Expression(short(&text)));
            return unknown;
        };
        // What comes of a list at the top, the versions do not agree on.
        let is_list = value.is_array();
        match json(&value, 0) {
            Some(value) if !is_list || self.session.version == super::super::Version::Seven => {
                value
            }
            _ => unknown,
        }
    }

    /// `ConvertFrom-Csv`
    pub(super) fn read_csv(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let is_plain = |bound: &Bound| {
            matches!(
                bound.name.as_deref(),
                Some("InputObject" | "Delimiter" | "Header")
            ) || bound.role == BoundRole::Common
        };
        let rows = if steered.binding.bound.iter().all(is_plain) {
            rows(steered)
        } else {
            None
        };
        rows.map_or_else(|| Known::expression(self.slice(span)), Known::written)
    }
}

/// The objects that came, or were given.
fn objects(steered: &Steered<'_>) -> Option<Known> {
    match (steered.get("InputObject"), &steered.input) {
        // A list is one object then.
        (Some(_), _) => None,
        (None, input) => input.clone(),
    }
}

/// The texts that came, as one.
fn lines(steered: &Steered<'_>) -> Option<String> {
    let input = match steered.get("InputObject") {
        Some(given) => given,
        None => steered.input.clone()?,
    };
    let mut texts = Vec::new();
    for item in input.items().ok()? {
        match item {
            Known::Text(text) => texts.push(text),
            _ => return None,
        }
    }
    Some(texts.join("\n"))
}

fn json(value: &serde_json::Value, depth: usize) -> Option<Known> {
    const DEEP: usize = 20;
    if depth > DEEP {
        return None;
    }
    Some(match value {
        serde_json::Value::Null => Known::Null,
        serde_json::Value::Bool(on) => Known::Bool(*on),
        serde_json::Value::Number(number) => {
            let written = number.to_string();
            Known::Number(Number::literal(&written)?)
        }
        serde_json::Value::String(text) => {
            // A date becomes one.
            let is_date = text.len() >= 10
                && text.starts_with(|c: char| c.is_ascii_digit())
                && text.contains('-');
            if is_date || text.starts_with("/Date") {
                return None;
            }
            Known::text(text.as_str())
        }
        serde_json::Value::Array(items) => {
            let items: Option<Vec<Known>> =
                items.iter().map(|item| json(item, depth + 1)).collect();
            Known::list(items?)
        }
        serde_json::Value::Object(entries) => {
            let mut properties: Vec<(String, Known)> = Vec::with_capacity(entries.len());
            for (name, value) in entries {
                let twice = properties
                    .iter()
                    .any(|(own, _)| own.to_lowercase() == name.to_lowercase());
                if name.is_empty() || twice {
                    return None;
                }
                properties.push((name.clone(), json(value, depth + 1)?));
            }
            Known::object(Properties {
                kind: ObjectKind::Custom,
                properties,
            })
        }
    })
}

fn rows(steered: &Steered<'_>) -> Option<Vec<Known>> {
    let delimiter = match steered.text("Delimiter") {
        None => ',',
        Some(text) => {
            let text = text.ok()?;
            let mut chars = text.chars();
            let c = chars.next()?;
            chars.next().is_none().then_some(c)?
        }
    };
    let text = lines(steered)?;
    if text.contains('#') {
        return None;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = match steered.get("Header") {
        Some(names) => {
            let names = names.items().ok()?;
            let names: Result<Vec<String>, _> = names.iter().map(Known::to_text).collect();
            names.ok()?
        }
        None => fields(lines.next()?, delimiter)?,
    };
    let mut rows = Vec::new();
    for line in lines {
        let values = fields(line, delimiter)?;
        if values.len() > header.len() {
            return None;
        }
        let value = |at: usize| {
            values
                .get(at)
                .map_or(Known::Null, |text| Known::text(text.as_str()))
        };
        let properties = header.iter().enumerate();
        rows.push(Known::object(Properties {
            kind: ObjectKind::Custom,
            properties: properties
                .map(|(at, name)| (name.clone(), value(at)))
                .collect(),
        }));
    }
    Some(rows)
}

/// The fields of a line; quoted ones as long as nothing in them is.
fn fields(line: &str, delimiter: char) -> Option<Vec<String>> {
    let one = |field: &str| {
        let bare = match field.strip_prefix('"') {
            Some(rest) => rest.strip_suffix('"')?,
            None => field,
        };
        let is_plain = !bare.contains('"') && bare.trim() == bare;
        is_plain.then(|| bare.to_owned())
    };
    line.split(delimiter).map(one).collect()
}
