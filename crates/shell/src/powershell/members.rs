//! Members of values: properties, items, methods; blocks that a method runs.

use std::ops::Range;

use super::super::{Certainty, Unresolved};
use super::ast::{Expression, ExpressionKind, MemberName};
use super::interpret::Run;
use super::methods;
use super::operators::{MANY, Outcome};
use super::session;
use super::shared::{Entries, Key, ListKind, ObjectKind, Order, Properties};
use super::value::{Closure, Gathered, Known, short};

impl Run<'_, '_> {
    pub(super) fn member(&mut self, expression: &Expression) -> Known {
        let ExpressionKind::Member {
            of,
            name,
            is_static,
            call,
            if_there,
        } = &expression.kind
        else {
            return Known::Nothing;
        };
        let span = &expression.span;
        let value = self.evaluate(of);
        if *if_there && value.is_null() {
            return Known::Null;
        }
        let name = match name {
            MemberName::Known(name) => Ok(name.clone()),
            MemberName::Evaluated(name) => self.evaluate(name).to_text(),
        };
        let arguments = call.as_ref().map(|arguments| {
            let mut values = Vec::with_capacity(arguments.len());
            for argument in arguments {
                values.push(self.evaluate(argument).plain());
            }
            values
        });
        if self.is_left() {
            return Known::Nothing;
        }
        let name = match name {
            Ok(name) => name,
            Err(why) => {
                if arguments.is_some() {
                    self.unknown_call(&value, &[], why.clone(), span);
                }
                return Known::Unknown(why);
            }
        };
        if *is_static {
            return self.of_type(&value, &name, arguments.as_deref(), span);
        }
        match arguments {
            None => {
                let property = self.property(&value, &name, 0);
                self.outcome(property, span)
            }
            Some(arguments) => self.method(&value, &name, &arguments, span),
        }
    }

    /// A property of a value.
    pub(super) fn property(&mut self, of: &Known, name: &str, depth: u32) -> Outcome {
        const DEEP: u32 = 8;
        let lower = name.to_ascii_lowercase();
        match of {
            Known::Unknown(_) => Outcome::Unknown,
            Known::Null | Known::Nothing => match lower.as_str() {
                "count" | "length" => Outcome::Is(Known::int(0)),
                _ => Outcome::Is(Known::Null),
            },
            Known::Table(table) => Outcome::of(
                table
                    .look(|entries| table_property(entries, name, &lower))
                    .ok()
                    .flatten(),
            ),
            Known::Object(object) => Outcome::of(
                object
                    .look(|properties| object_property(properties, name, &lower))
                    .ok()
                    .flatten(),
            ),
            Known::List(list) => {
                let Ok(items) = list.items() else {
                    return Outcome::Unknown;
                };
                if matches!(lower.as_str(), "count" | "length") {
                    return Outcome::Is(count(items.len()));
                }
                if [
                    "rank",
                    "issynced",
                    "isfixedsize",
                    "longlength",
                    "capacity",
                    "syncroot",
                ]
                .contains(&lower.as_str())
                    || depth > DEEP
                {
                    return Outcome::Unknown;
                }
                // That of each of its items.
                let mut gathered = Gathered::default();
                for item in items {
                    match self.property(&item, name, depth + 1) {
                        Outcome::Is(Known::Null | Known::Nothing) if !has(&item, name) => {}
                        Outcome::Is(value) => gathered.write(value),
                        _ => return Outcome::Unknown,
                    }
                }
                Outcome::Is(match gathered.written() {
                    Known::Nothing => Known::Null,
                    value => value,
                })
            }
            Known::Text(text) => match lower.as_str() {
                "length" if !crate::paths::is_forged(text) => {
                    Outcome::Is(count(text.encode_utf16().count()))
                }
                "count" => Outcome::Is(Known::int(1)),
                "length" => Outcome::Unknown,
                _ => methods::missing(of, name),
            },
            Known::Number(_) | Known::Bool(_) => match lower.as_str() {
                "count" | "length" => Outcome::Is(Known::int(1)),
                _ => methods::missing(of, name),
            },
            _ => Outcome::Unknown,
        }
    }

    /// `$x[0]`, `$x[0..1]`, `$x['a']`
    pub(super) fn indexed_by(&mut self, of: &Known, index: &Known) -> Outcome {
        match (of, index) {
            (Known::Unknown(_), _) | (_, Known::Unknown(_)) => Outcome::Unknown,
            (of, _) if of.is_null() => Outcome::Fails,
            (Known::Table(table), Known::List(keys)) => {
                let Ok(keys) = keys.items() else {
                    return Outcome::Unknown;
                };
                let mut found = Vec::new();
                for wanted in keys {
                    match self.indexed_by(&Known::Table(table.clone()), &wanted) {
                        Outcome::Is(value) => found.push(value),
                        other => return other,
                    }
                }
                Outcome::Is(Known::list(found))
            }
            (Known::Table(table), key) => {
                let Ok(key) = session::key(key.clone()) else {
                    return Outcome::Unknown;
                };
                let found = table.look(|entries| {
                    if entries.order == Order::Kept && matches!(key, Key::Number(_)) {
                        return None;
                    }
                    let found = entries.entries.iter().find(|(own, _)| own.is(&key));
                    Some(found.map_or(Known::Null, |(_, value)| value.clone()))
                });
                Outcome::of(found.ok().flatten())
            }
            (Known::List(list), index) => {
                let Ok(items) = list.items() else {
                    return Outcome::Unknown;
                };
                indexed(&items, index)
            }
            (Known::Text(text), index) => {
                if !text.is_ascii() {
                    return Outcome::Unknown;
                }
                let items: Vec<Known> = text.chars().map(Known::Char).collect();
                if items.len() > MANY {
                    return Outcome::Unknown;
                }
                indexed(&items, index)
            }
            (Known::Number(_) | Known::Bool(_), Known::Number(at)) => match at.whole() {
                Some(0 | -1) => Outcome::Is(of.clone()),
                _ => Outcome::Unknown,
            },
            _ => Outcome::Unknown,
        }
    }

    /// A method that is called.
    pub(super) fn method(
        &mut self,
        of: &Known,
        name: &str,
        arguments: &[Known],
        span: &Range<usize>,
    ) -> Known {
        let lower = name.to_ascii_lowercase();
        match (of, lower.as_str(), arguments) {
            (Known::Block(closure), "invoke" | "invokereturnasis", arguments) => {
                return self.invoke(closure, arguments, span);
            }
            (Known::Block(_), "getnewclosure", []) => return of.clone(),
            (Known::Block(_), _, _) => {
                self.unknown_call(
                    of,
                    arguments,
                    Unresolved::Script(short(self.slice(span))),
                    span,
                );
                return Known::expression(self.slice(span));
            }
            (of, "foreach", [Known::Block(closure)]) if !matches!(of, Known::Unknown(_)) => {
                return self.for_each_item(of, closure, span);
            }
            (of, "where", [Known::Block(closure), rest @ ..])
                if !matches!(of, Known::Unknown(_)) =>
            {
                return self.where_items(of, closure, rest, span);
            }
            (of, "foreach", [Known::Text(name)]) if !matches!(of, Known::Unknown(_)) => {
                let property = self.property(of, name, 0);
                return match property {
                    Outcome::Is(value) if !value.is_null() => value,
                    _ => Known::expression(self.slice(span)),
                };
            }
            _ => {}
        }
        if let Known::Object(object) = of {
            if let Some(value) = self.of_instance(object, &lower, arguments, span) {
                return value;
            }
            // `$PSCmdlet.ShouldProcess(…)`: what a function's own What-if says.
            if let "shouldprocess" | "shouldcontinue" = lower.as_str()
                && let Ok(Some(answer)) = object.look(|inside| inside.get(&lower).cloned())
            {
                return answer;
            }
        }
        if let Known::Null | Known::Nothing = of {
            self.fail();
            return Known::Nothing;
        }
        let runs =
            arguments.iter().any(|a| matches!(a, Known::Block(_))) || runs_something(of, &lower);
        if matches!(of, Known::Unknown(_) | Known::Object(_)) && self.method_changes(&lower, span) {
            return Known::expression(self.slice(span));
        }
        if runs {
            let why = Unresolved::Script(short(self.slice(span)));
            self.unknown_call(of, arguments, why, span);
            return Known::expression(self.slice(span));
        }
        let change = methods::changes(self.session, of, &lower, arguments);
        let outcome = match change {
            Some(outcome) => outcome,
            None => methods::call(of, &lower, arguments),
        };
        if let Outcome::Unknown = outcome {
            if methods::may_change(&lower) {
                self.unknown_change(of);
            }
            self.may_fail(Unresolved::Expression(short(self.slice(span))));
        }
        self.outcome(outcome, span)
    }

    /// Runs a block in a scope of its own, as `.Invoke()` does.
    pub(super) fn invoke(
        &mut self,
        closure: &Closure,
        arguments: &[Known],
        span: &Range<usize>,
    ) -> Known {
        self.session.push_scope();
        let mut rest = arguments.iter();
        for declared in &closure.block.parameters {
            match rest.next() {
                Some(value) => {
                    self.session
                        .set_typed(&declared.name, &declared.types, value.clone());
                }
                None => {
                    let value = match &declared.default {
                        Some(default) => self.evaluate(default),
                        None => Known::Null,
                    };
                    self.session.set(&declared.name, value);
                }
            }
        }
        let args = Known::list(rest.cloned().collect());
        self.session.set("args", args);
        let value = self.inline(closure, span);
        self.session.pop_scope();
        // What a method gives is a collection, whose items are what was written.
        value
    }

    /// `$list.ForEach({ … })`
    fn for_each_item(&mut self, of: &Known, closure: &Closure, span: &Range<usize>) -> Known {
        let items = match of.clone() {
            Known::Null | Known::Nothing => {
                self.fail();
                return Known::Nothing;
            }
            of => of.items(),
        };
        let outer = self.session.get("_");
        let mut written = Gathered::default();
        match items {
            Ok(items) => {
                for item in items {
                    self.session.set("_", item);
                    let value = self.inline(closure, span);
                    written.write(value);
                    if self.is_left() {
                        break;
                    }
                }
            }
            Err(why) => {
                written.doubt(why.clone());
                self.repeatedly(&why, |run| {
                    run.session.set("_", Known::Unknown(why.clone()));
                    run.inline(closure, span);
                });
            }
        }
        self.session.set("_", outer);
        match written.written() {
            Known::Nothing => Known::list(Vec::new()),
            value => value,
        }
    }

    /// `$list.Where({ … })`, `$list.Where({ … }, 'First')`
    fn where_items(
        &mut self,
        of: &Known,
        closure: &Closure,
        rest: &[Known],
        span: &Range<usize>,
    ) -> Known {
        if rest.is_empty() {
            let held = self.held(of.clone(), closure, span);
            return match held {
                Some(items) => Known::list(items),
                None => Known::expression(self.slice(span)),
            };
        }
        self.blocks_may_run(&Known::Block(closure.clone()), span);
        Known::expression(self.slice(span))
    }

    /// The items for which a block holds.
    pub(super) fn held(
        &mut self,
        of: Known,
        closure: &Closure,
        span: &Range<usize>,
    ) -> Option<Vec<Known>> {
        let outer = self.session.get("_");
        let mut held = Some(Vec::new());
        match of.items() {
            Ok(items) => {
                for item in items {
                    self.session.set("_", item.clone());
                    let holds = self.inline(closure, span).holds();
                    match (holds, &mut held) {
                        (Some(true), Some(held)) => held.push(item),
                        (Some(false), _) => {}
                        _ => held = None,
                    }
                    if self.is_left() {
                        break;
                    }
                }
            }
            Err(why) => {
                held = None;
                self.repeatedly(&why, |run| {
                    run.session.set("_", Known::Unknown(why.clone()));
                    run.inline(closure, span);
                });
            }
        }
        self.session.set("_", outer);
        held
    }

    /// Blocks in a value that may be run, any number of times.
    pub(super) fn blocks_may_run(&mut self, value: &Known, span: &Range<usize>) {
        let blocks: Vec<Closure> = match value {
            Known::Block(closure) => vec![closure.clone()],
            Known::List(list) => {
                let items = list.items().unwrap_or_default();
                let blocks = items.into_iter().filter_map(|item| match item {
                    Known::Block(closure) => Some(closure),
                    _ => None,
                });
                blocks.collect()
            }
            _ => Vec::new(),
        };
        for closure in blocks {
            let why = Unresolved::Script(short(self.slice(span)));
            self.repeatedly(&why, |run| {
                let item = Known::Unknown(Unresolved::Variable("$_".to_owned()));
                run.session.push_scope();
                run.session.set("_", item);
                run.inline(&closure, span);
                run.session.pop_scope();
            });
        }
    }

    /// A method that may run anything: the line is not wholly understood.
    fn unknown_call(
        &mut self,
        of: &Known,
        arguments: &[Known],
        why: Unresolved,
        span: &Range<usize>,
    ) {
        self.blocks_may_run(of, span);
        for argument in arguments {
            self.blocks_may_run(argument, span);
        }
        self.under(Certainty::Depends(why.clone()), |run| {
            run.unknown_program(why.clone(), span);
        });
        self.session.forget();
        self.may_fail(why);
    }

    /// A member of a type: `[string]::Join(…)`.
    fn of_type(
        &mut self,
        of: &Known,
        name: &str,
        arguments: Option<&[Known]>,
        span: &Range<usize>,
    ) -> Known {
        let Known::Type(of) = of else {
            if arguments.is_some() {
                let why = Unresolved::Script(short(self.slice(span)));
                self.unknown_call(&Known::Nothing, arguments.unwrap_or_default(), why, span);
            }
            return Known::expression(self.slice(span));
        };
        let lower = of.to_ascii_lowercase();
        let type_name = lower.strip_prefix("system.").unwrap_or(&lower);
        let member = name.to_ascii_lowercase();
        let Some(arguments) = arguments else {
            return Known::expression(self.slice(span));
        };
        if let Some(value) = self.of_class(type_name, &member, arguments, span) {
            return value;
        }
        match (type_name, member.as_str(), arguments) {
            ("scriptblock" | "management.automation.scriptblock", "create", [text]) => {
                return match text.to_text() {
                    Ok(text) => self.block_of(&text),
                    Err(why) => Known::Unknown(why),
                };
            }
            ("array", "reverse", [Known::List(list)]) => {
                self.session.change(list, |inside| inside.items.reverse());
                return Known::Nothing;
            }
            ("array", "sort" | "clear" | "copy" | "resize", arguments) => {
                arguments.iter().for_each(|of| self.unknown_change(of));
                return Known::Nothing;
            }
            _ => {}
        }
        let runs = arguments.iter().any(|a| matches!(a, Known::Block(_)))
            || methods::type_runs(type_name, &member);
        if runs {
            let why = Unresolved::Script(short(self.slice(span)));
            self.unknown_call(&Known::Nothing, arguments, why, span);
            return Known::expression(self.slice(span));
        }
        self.member_changes(type_name, &member, arguments, span);
        let separator = self.separator();
        let outcome = methods::of_type(type_name, &member, arguments, &separator);
        if let Outcome::Unknown = outcome {
            self.may_fail(Unresolved::Expression(short(self.slice(span))));
        }
        self.outcome(outcome, span)
    }
}

/// Whether a method of something that is not known may run a text or a block.
fn runs_something(of: &Known, name: &str) -> bool {
    let is_opaque = matches!(of, Known::Unknown(_) | Known::Object(_) | Known::Type(_));
    let runs = [
        "addscript",
        "addcommand",
        "addstatement",
        "begininvoke",
        "create",
        "exec",
        "execute",
        "invokecommand",
        "invokescript",
        "newscriptblock",
        "run",
        "shellexecute",
        "start",
        "stop",
        "restart",
    ];
    is_opaque && (name.starts_with("invoke") || runs.contains(&name))
}

pub(super) fn count(of: usize) -> Known {
    Known::int(i64::try_from(of).unwrap_or(i64::MAX))
}

fn indexed(items: &[Known], index: &Known) -> Outcome {
    let len = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let at = |index: &Known| {
        let at = match index {
            Known::Number(number) => number.rounded()?,
            Known::Text(text) => text.trim().parse::<i64>().ok()?,
            _ => return None,
        };
        let at = if at < 0 { at + len } else { at };
        Some(usize::try_from(at).ok().and_then(|at| items.get(at)))
    };
    match index {
        Known::List(list) => {
            let Ok(indices) = list.items() else {
                return Outcome::Unknown;
            };
            let mut found = Vec::new();
            for index in indices {
                match at(&index) {
                    Some(Some(item)) => found.push(item.clone()),
                    // What there is not is left out.
                    Some(None) => {}
                    None => return Outcome::Unknown,
                }
            }
            Outcome::Is(Known::list(found))
        }
        index => match at(index) {
            Some(Some(item)) => Outcome::Is(item.clone()),
            Some(None) => Outcome::Is(Known::Null),
            None => Outcome::Unknown,
        },
    }
}

fn has(item: &Known, name: &str) -> bool {
    match item {
        Known::Table(table) => table
            .look(|entries| entries.get(name).is_some())
            .unwrap_or(true),
        Known::Object(object) => object
            .look(|properties| properties.get(name).is_some())
            .unwrap_or(true),
        _ => false,
    }
}

fn table_property(entries: &Entries, name: &str, lower: &str) -> Option<Known> {
    if let Some(value) = entries.get(name) {
        return Some(value.clone());
    }
    let is_ordered = entries.order == Order::Kept || entries.entries.len() < 2;
    match lower {
        "count" => Some(count(entries.entries.len())),
        "keys" if is_ordered => {
            let keys = entries.entries.iter().map(|(key, _)| key.value());
            Some(Known::list(keys.collect()))
        }
        "values" if is_ordered => {
            let values = entries.entries.iter().map(|(_, value)| value.clone());
            Some(Known::list(values.collect()))
        }
        "keys" | "values" | "isreadonly" | "isfixedsize" | "issynchronized" | "syncroot"
        | "psobject" | "pstypenames" | "psbase" => None,
        // A key that is a number is another.
        name if name.parse::<f64>().is_ok() => None,
        _ => Some(Known::Null),
    }
}

fn object_property(properties: &Properties, name: &str, lower: &str) -> Option<Known> {
    if let Some(value) = properties.get(name) {
        return Some(value.clone());
    }
    match (properties.kind, lower) {
        (_, "psobject" | "pstypenames" | "psbase" | "psadapted" | "psextended") => None,
        (ObjectKind::Custom, "count" | "length") => Some(Known::int(1)),
        (ObjectKind::Custom, _) => Some(Known::Null),
        (ObjectKind::Entry, "name") => properties.get("Key").cloned(),
        _ => None,
    }
}

/// The entries of a table, one by one.
pub(super) fn entries_of(entries: &Entries) -> Option<Known> {
    if entries.order == Order::Hidden && entries.entries.len() > 1 {
        return None;
    }
    let each = entries.entries.iter().map(|(key, value)| {
        Known::object(Properties {
            kind: ObjectKind::Entry,
            properties: vec![
                ("Key".to_owned(), key.value()),
                ("Value".to_owned(), value.clone()),
            ],
        })
    });
    Some(Known::list(each.collect()))
}

/// Whether a list can be added to.
pub(super) fn grows(kind: ListKind) -> bool {
    kind == ListKind::Growing
}
