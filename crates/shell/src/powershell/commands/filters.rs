//! `Where-Object`, `Select-Object`, `Sort-Object`: what is left of a list that the text holds.

use std::cmp::Ordering;

use super::super::super::Unresolved;
use super::super::interpret::Run;
use super::super::operators::{self, Outcome};
use super::super::shared::{ObjectKind, Properties};
use super::super::value::{Closure, Gathered, Known};
use super::steer::Steered;

impl Run<'_, '_> {
    /// The items that a filter works on.
    fn piped_items(&self, steered: &Steered<'_>) -> Result<Vec<Known>, Unresolved> {
        match (steered.get("InputObject"), steered.input.clone()) {
            (Some(item), _) => Ok(vec![item]),
            (None, Some(input)) => input.items(),
            (None, None) => Ok(Vec::new()),
        }
    }

    pub(super) fn where_object(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let items = match self.piped_items(steered) {
            Ok(items) => items,
            Err(why) => {
                if let Some(Known::Block(closure)) = steered.get("FilterScript") {
                    let branch = Unresolved::Branch(why.subject().to_owned());
                    self.repeatedly(&branch, |run| {
                        run.of_item(&closure, &Known::Unknown(why.clone()), steered);
                    });
                }
                return Known::expression(self.slice(span));
            }
        };
        let mut kept = Gathered::default();
        for item in items {
            let holds = match steered.get("FilterScript") {
                Some(Known::Block(closure)) => self.of_item(&closure, &item, steered).holds(),
                _ => self.property_holds(&item, steered),
            };
            match holds {
                Some(true) => kept.push(item),
                Some(false) => {}
                None => kept.doubt(Unresolved::Expression(self.slice(span).to_owned())),
            }
        }
        kept.written()
    }

    /// What a block comes to for an item, which is `$_` there.
    fn of_item(&mut self, closure: &Closure, item: &Known, steered: &Steered<'_>) -> Known {
        let outer = self.session.get("_");
        self.session.set("_", item.clone());
        let value = self.inline(closure, &steered.command.span);
        self.session.set("_", outer);
        value
    }

    /// A property of an item, if that is known.
    fn property_of(&mut self, item: &Known, name: &str) -> Option<Known> {
        match self.property(item, name, 0) {
            Outcome::Is(value) => Some(value),
            Outcome::Fails | Outcome::Unknown => None,
        }
    }

    fn compares(&self, operator: &str, own: &Known, value: &Known) -> Option<bool> {
        match operators::binary(operator, own, value, " ") {
            Outcome::Is(value) => value.holds(),
            Outcome::Fails | Outcome::Unknown => None,
        }
    }

    /// `Where-Object Name -like 'x*'`, where that is known.
    fn property_holds(&mut self, item: &Known, steered: &Steered<'_>) -> Option<bool> {
        let name = steered.get("Property")?.to_text().ok()?;
        let own = self.property_of(item, &name)?;
        let named = ["Property", "Value", "InputObject"];
        let mut operators = steered.binding.bound.iter().filter_map(|bound| {
            let name = bound.name.as_deref()?;
            (!named.contains(&name)).then_some(name)
        });
        let operator = operators.next();
        if operators.next().is_some() {
            return None;
        }
        match (operator, steered.get("Value")) {
            (None, None) => own.holds(),
            (Some("Not"), None) => own.holds().map(|holds| !holds),
            (None, Some(value)) => self.compares("eq", &own, &value),
            (Some(operator), Some(value)) => {
                self.compares(&operator.to_ascii_lowercase(), &own, &value)
            }
            (Some(_), None) => None,
        }
    }

    pub(super) fn select_object(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let unknown = Known::expression(self.slice(span));
        let Ok(mut items) = self.piped_items(steered) else {
            self.run_calculated(None, steered);
            return unknown;
        };
        let count = |name: &str| match steered.get(name) {
            None => Some(None),
            Some(Known::Number(number)) => {
                let whole = usize::try_from(number.whole()?).ok()?;
                Some(Some(whole))
            }
            Some(_) => None,
        };
        let (Some(first), Some(last), Some(skip)) = (count("First"), count("Last"), count("Skip"))
        else {
            return unknown;
        };
        let others = [
            "ExcludeProperty",
            "SkipLast",
            "SkipIndex",
            "Index",
            "CaseInsensitive",
        ];
        if others.iter().any(|other| steered.get(other).is_some()) {
            return unknown;
        }
        match (first, last) {
            (_, None) => {
                items.drain(..skip.unwrap_or(0).min(items.len()));
                items.truncate(first.unwrap_or(items.len()));
            }
            (None, Some(last)) => {
                items.truncate(items.len().saturating_sub(skip.unwrap_or(0)));
                items.drain(..items.len().saturating_sub(last));
            }
            (Some(_), Some(_)) => return unknown,
        }
        if let Some(property) = steered.get("ExpandProperty") {
            let Ok(name) = property.to_text() else {
                return unknown;
            };
            let mut written = Gathered::default();
            for item in &items {
                match self.property_of(item, &name) {
                    Some(value) => written.write(value),
                    None => return unknown,
                }
            }
            items = match written.written().items() {
                Ok(items) => items,
                Err(_) => return unknown,
            };
        } else if steered.get("Property").is_some() {
            match self.run_calculated(Some(&items), steered) {
                Some(selected) => items = selected,
                None => return unknown,
            }
        }
        if steered.is_on("Unique") {
            match unique(items) {
                Some(once) => items = once,
                None => return unknown,
            }
        }
        let mut written = Gathered::default();
        items.into_iter().for_each(|item| written.push(item));
        written.written()
    }

    /// The properties that `Select-Object` gives each item; blocks that work them out are run. For
    /// items that are not known they may be.
    fn run_calculated(
        &mut self,
        items: Option<&[Known]>,
        steered: &Steered<'_>,
    ) -> Option<Vec<Known>> {
        let wanted = steered.get("Property")?.items().ok()?;
        let columns: Vec<Column> = wanted.iter().map(Column::of).collect();
        let Some(items) = items else {
            for column in columns {
                if let Column::Calculated(_, Known::Block(closure)) = column {
                    let why = Unresolved::Script(steered.name.to_owned());
                    self.filter(&closure, why, steered.command);
                }
            }
            return None;
        };
        let mut selected = Vec::with_capacity(items.len());
        let mut is_known = true;
        for item in items {
            let mut properties = Vec::new();
            for column in &columns {
                let (name, value) = match column {
                    Column::Named(name) => (name, self.property_of(item, name)),
                    Column::Calculated(name, Known::Block(closure)) => {
                        (name, Some(self.of_item(closure, item, steered)))
                    }
                    Column::Calculated(name, source) => {
                        let source = source.to_text().ok();
                        let value = source.and_then(|own| self.property_of(item, &own));
                        (name, value)
                    }
                    Column::Unknown => {
                        is_known = false;
                        continue;
                    }
                };
                match value {
                    Some(Known::Nothing) => properties.push((name.clone(), Known::Null)),
                    Some(value) => properties.push((name.clone(), value)),
                    None => is_known = false,
                }
            }
            selected.push(Known::object(Properties {
                kind: ObjectKind::Custom,
                properties,
            }));
        }
        is_known.then_some(selected)
    }

    pub(super) fn sort_object(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let unknown = Known::expression(self.slice(span));
        let Ok(items) = self.piped_items(steered) else {
            if let Some(Known::Block(closure)) = steered.get("Property") {
                let why = Unresolved::Script(steered.name.to_owned());
                self.filter(&closure, why, steered.command);
            }
            return unknown;
        };
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            let key = match steered.get("Property") {
                None => Some(item.clone()),
                Some(Known::Block(closure)) => Some(self.of_item(&closure, &item, steered)),
                Some(property) => {
                    let name = property.to_text().ok();
                    name.and_then(|name| self.property_of(&item, &name))
                }
            };
            keyed.push((key, item));
        }
        let others = ["Culture", "CaseSensitive", "Top", "Bottom"];
        if others.iter().any(|other| steered.get(other).is_some()) {
            return unknown;
        }
        let mut sorted: Vec<(Known, Known)> = Vec::with_capacity(keyed.len());
        for (key, item) in keyed {
            let Some(key) = key else { return unknown };
            // Equal ones stay in their order.
            let (mut from, mut to) = (0, sorted.len());
            while from < to {
                let middle = from.midpoint(to);
                let Some((other, _)) = sorted.get(middle) else {
                    break;
                };
                match order(&key, other) {
                    Some(Ordering::Less) => to = middle,
                    Some(_) => from = middle + 1,
                    None => return unknown,
                }
            }
            let at = from;
            sorted.insert(at, (key, item));
        }
        let mut items: Vec<Known> = sorted.into_iter().map(|(_, item)| item).collect();
        if steered.is_on("Descending") {
            items.reverse();
        }
        if steered.is_on("Unique") {
            match unique(items) {
                Some(once) => items = once,
                None => return unknown,
            }
        }
        let mut written = Gathered::default();
        items.into_iter().for_each(|item| written.push(item));
        written.written()
    }
}

/// A property that `Select-Object` gives.
enum Column {
    Named(String),
    /// `@{ n = 'x'; e = { … } }`
    Calculated(String, Known),
    Unknown,
}

impl Column {
    fn of(wanted: &Known) -> Self {
        match wanted {
            Known::Text(name) if !name.contains(['*', '?', '[']) => Self::Named(name.clone()),
            Known::Table(table) => {
                let Ok(table) = table.read() else {
                    return Self::Unknown;
                };
                let entry = |names: &[&str]| names.iter().find_map(|name| table.get(name));
                let name = entry(&["n", "name", "l", "label"]).map(Known::to_text);
                match (name, entry(&["e", "expression"])) {
                    (Some(Ok(name)), Some(source)) => Self::Calculated(name, source.clone()),
                    _ => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }
}

/// Each of several once; texts are told apart by case.
fn unique(items: Vec<Known>) -> Option<Vec<Known>> {
    let mut once: Vec<Known> = Vec::with_capacity(items.len());
    let mut texts = std::collections::BTreeSet::new();
    for item in items {
        let key = match &item {
            Known::Text(text) => text.clone(),
            Known::Number(number) => format!("\u{0}{}", number.text()?),
            _ => return None,
        };
        if texts.insert(key) {
            once.push(item);
        }
    }
    Some(once)
}

/// The order of two values by the rules of any culture; `None` where cultures differ.
fn order(one: &Known, other: &Known) -> Option<Ordering> {
    match (one, other) {
        (Known::Number(one), Known::Number(other)) => one.compare(other),
        (Known::Text(one), Known::Text(other)) => {
            let (one, other) = (one.to_lowercase(), other.to_lowercase());
            // A hyphen counts for little in some cultures, and so do others.
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
            let mut pairs = one.chars().zip(other.chars());
            for (a, b) in pairs.by_ref() {
                if !is_plain(a) || !is_plain(b) {
                    return None;
                }
                if a != b {
                    return Some(a.cmp(&b));
                }
            }
            let (one, other) = (one.chars().count(), other.chars().count());
            Some(one.cmp(&other))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_order_where_all_cultures_agree() {
        let order = |one: &str, other: &str| order(&Known::text(one), &Known::text(other));
        assert_eq!(order("pool01", "Pool02"), Some(Ordering::Less));
        assert_eq!(order("b", "A"), Some(Ordering::Greater));
        assert_eq!(order("a", "a.b"), Some(Ordering::Less));
        assert_eq!(order("pool-a", "pool01"), None);
        assert_eq!(order("fe-pool", "pool01"), Some(Ordering::Less));
        assert_eq!(order("ä", "z"), None);
    }
}
