//! Assignments: to variables, lists of them, entries of tables, properties, items of lists.

use std::ops::Range;

use super::super::Unresolved;
use super::ast::{Assignment, Attribute, Expression, ExpressionKind, MemberName, Part, Statement};
use super::interpret::Run;
use super::operators;
use super::session::{self, Kept};
use super::shared::{Key, ListKind, ObjectKind};
use super::value::{HEAVY, Known};

impl Run<'_, '_> {
    /// Assigns; the value is that of the whole, as in `$a = $b = 1`.
    pub(super) fn assignment(
        &mut self,
        target: &Expression,
        operator: Assignment,
        value: &Statement,
        span: &Range<usize>,
    ) -> Known {
        match operator {
            Assignment::Plain => {
                let found = self.found.len();
                let written = value;
                let (value, output) = self.taken(|run| run.valued(written));
                if self.is_left() {
                    return Known::Nothing;
                }
                let origin = self.stands_for(written, found, output);
                let value = self.assign(target, value.plain(), span);
                if let Some(name) = variable_of(target) {
                    self.session.came_from(name, origin);
                }
                value
            }
            Assignment::IfNull => {
                let before = self.evaluate(target);
                if self.is_left() {
                    return Known::Nothing;
                }
                match before {
                    Known::Unknown(why) => {
                        self.perhaps(why.clone(), |run| {
                            let (value, _) = run.taken(|run| run.valued(value));
                            if !run.is_left() {
                                run.assign(target, value.plain(), span);
                            }
                        });
                        Known::Unknown(why)
                    }
                    before if before.is_null() => {
                        let (value, _) = self.taken(|run| run.valued(value));
                        if self.is_left() {
                            return Known::Nothing;
                        }
                        self.assign(target, value.plain(), span)
                    }
                    before => before,
                }
            }
            Assignment::With(sign) => {
                let before = self.evaluate(target);
                let (with, _) = self.taken(|run| run.valued(value));
                if self.is_left() {
                    return Known::Nothing;
                }
                let operator = sign.to_string();
                let value = operators::binary(&operator, &before, &with, &self.separator());
                let value = self.outcome(value, span);
                if self.is_left() {
                    return Known::Nothing;
                }
                self.assign(target, value, span)
            }
        }
    }

    /// Gives a target a value; what it holds then.
    pub(super) fn assign(
        &mut self,
        target: &Expression,
        value: Known,
        span: &Range<usize>,
    ) -> Known {
        match &target.kind {
            ExpressionKind::Variable(name) => self.assign_variable(name, value),
            ExpressionKind::Cast { .. } | ExpressionKind::Attributed { .. } => {
                self.assign_typed(target, value, span)
            }
            ExpressionKind::Parenthesis(inner) => {
                if let super::ast::StatementKind::Chain(chain) = &inner.kind
                    && let [stage] = chain.first.stages.as_slice()
                    && let super::ast::StageKind::Expression(target) = &stage.kind
                {
                    return self.assign(target, value, span);
                }
                self.session.forget();
                value
            }
            ExpressionKind::List(targets) => {
                self.assign_all(targets, value.clone(), span);
                value
            }
            ExpressionKind::Member {
                of,
                name,
                is_static,
                ..
            } => {
                if *is_static {
                    return value;
                }
                let of = self.evaluate(of);
                let name = match name {
                    MemberName::Known(name) => Known::text(name.as_str()),
                    MemberName::Evaluated(name) => self.evaluate(name),
                };
                if !self.is_left() {
                    self.set_member(&of, &name, value.clone(), span);
                }
                value
            }
            ExpressionKind::Index { of, index, .. } => {
                let of = self.evaluate(of);
                let index = self.evaluate(index);
                if !self.is_left() {
                    self.set_item(&of, index, value.clone(), span);
                }
                value
            }
            _ => {
                self.evaluate(target);
                self.session.forget();
                value
            }
        }
    }

    fn assign_variable(&mut self, name: &str, value: Known) -> Known {
        if self.assign_on_drive(name, &value) {
            return value;
        }
        match self.session.set(name, value) {
            Kept::Is => {}
            Kept::Refused => self.fail(),
            Kept::Doubtful(why) => self.may_fail(why),
        }
        self.session.get(name)
    }

    /// `[int]$x = 1`, `[ValidateSet('a')]$x = 'a'`
    fn assign_typed(&mut self, target: &Expression, value: Known, span: &Range<usize>) -> Known {
        let mut types = Vec::new();
        let mut target = target;
        loop {
            target = match &target.kind {
                ExpressionKind::Cast { to, value } => {
                    types.push(to.clone());
                    value
                }
                ExpressionKind::Attributed { attribute, value } => {
                    types.push(written(attribute));
                    value
                }
                _ => break,
            };
        }
        let ExpressionKind::Variable(name) = &target.kind else {
            return self.assign(target, Known::expression(self.slice(span)), span);
        };
        match self.session.set_typed(name, &types, value) {
            Kept::Is => {}
            Kept::Refused => self.fail(),
            Kept::Doubtful(why) => self.may_fail(why),
        }
        self.session.get(name)
    }

    /// `$a, $b = 1, 2, 3`: the last takes all that is left.
    fn assign_all(&mut self, targets: &[Expression], value: Known, span: &Range<usize>) {
        let values = match value {
            Known::List(list) => list.items(),
            Known::Unknown(why) => Err(why),
            Known::Nothing => Ok(Vec::new()),
            one => Ok(vec![one]),
        };
        let last = targets.len().saturating_sub(1);
        for (at, target) in targets.iter().enumerate() {
            let value = match &values {
                Err(_) => Known::expression(self.slice(span)),
                Ok(values) if at == last && values.len() > targets.len() => {
                    Known::list(values.get(at..).unwrap_or_default().to_vec())
                }
                Ok(values) => values.get(at).cloned().unwrap_or(Known::Null),
            };
            self.assign(target, value, span);
        }
    }

    fn set_member(&mut self, of: &Known, name: &Known, value: Known, span: &Range<usize>) {
        let Ok(name) = name.to_text() else {
            self.unknown_change(of);
            return;
        };
        match of {
            Known::Table(table) => {
                let key = Key::Text(name);
                let done = self.session.change(table, |entries| {
                    entries.set(key, value);
                    entries.weight() <= HEAVY
                });
                if done == Some(false) {
                    table.forget(Unresolved::Expression("@{…}".to_owned()));
                }
            }
            Known::Object(object) => {
                let is_open = object
                    .look(|inside| inside.kind != ObjectKind::Custom)
                    .unwrap_or(true);
                let set = self.session.change(object, |properties| {
                    let own = properties
                        .properties
                        .iter_mut()
                        .find(|(own, _)| own.eq_ignore_ascii_case(&name));
                    own.map(|(_, own)| *own = value).is_some()
                });
                match set {
                    Some(false) if is_open => {
                        object.forget(Unresolved::Expression(format!(".{name}")));
                        self.may_fail(self.branch(span));
                    }
                    Some(false) => self.fail(),
                    Some(true) | None => {}
                }
            }
            Known::List(list) => match list.items() {
                // Each of its items is set.
                Ok(items) => {
                    for item in items {
                        self.set_member(&item, &Known::text(name.as_str()), value.clone(), span);
                    }
                }
                Err(_) => self.unknown_change(of),
            },
            Known::Null | Known::Nothing => self.fail(),
            Known::Unknown(_) => {
                self.unknown_change(of);
                self.may_fail(self.branch(span));
            }
            _ => self.may_fail(self.branch(span)),
        }
    }

    fn set_item(&mut self, of: &Known, index: Known, value: Known, span: &Range<usize>) {
        match of {
            Known::Table(table) => match session::key(index) {
                Ok(key) => {
                    let done = self.session.change(table, |entries| {
                        entries.set(key, value);
                        entries.weight() <= HEAVY
                    });
                    if done == Some(false) {
                        table.forget(Unresolved::Expression("@{…}".to_owned()));
                    }
                }
                Err(why) => {
                    self.session.change(table, |_| ());
                    table.forget(why);
                }
            },
            Known::List(list) => {
                let at = match &index {
                    Known::Number(number) => number.whole(),
                    _ => None,
                };
                let typed = list
                    .look(|inside| inside.kind == ListKind::Typed)
                    .unwrap_or(true);
                let is_kept = !typed || matches!(value, Known::Text(_));
                let set = self.session.change(list, |inside| {
                    let at = at?;
                    let count = i64::try_from(inside.items.len()).ok()?;
                    let at = usize::try_from(if at < 0 { at + count } else { at }).ok();
                    let own = at.and_then(|at| inside.items.get_mut(at));
                    Some(own.map(|own| *own = value).is_some())
                });
                match set.flatten() {
                    Some(true) if is_kept => {}
                    Some(false) => self.fail(),
                    _ => {
                        list.forget(Unresolved::Expression("[…]".to_owned()));
                        self.may_fail(self.branch(span));
                    }
                }
            }
            Known::Null | Known::Nothing => self.fail(),
            _ => {
                self.unknown_change(of);
                self.may_fail(self.branch(span));
            }
        }
    }

    /// Something that is not known was changed: it may be anything that is shared.
    pub(super) fn unknown_change(&mut self, of: &Known) {
        match of {
            Known::Table(table) => {
                self.session.change(table, |_| ());
                table.forget(Unresolved::Expression("@{…}".to_owned()));
            }
            Known::Object(object) => {
                self.session.change(object, |_| ());
                object.forget(Unresolved::Expression("…".to_owned()));
            }
            _ => self.session.forget_shared(),
        }
    }
}

/// The variable that a statement assigns to.
pub(super) fn assigned(statement: &Statement) -> Option<&str> {
    match &statement.kind {
        super::ast::StatementKind::Assign { target, .. } => variable_of(target),
        _ => None,
    }
}

/// The variable that a target is.
fn variable_of(target: &Expression) -> Option<&str> {
    match &target.kind {
        ExpressionKind::Variable(name) => Some(name),
        ExpressionKind::Cast { value, .. } | ExpressionKind::Attributed { value, .. } => {
            variable_of(value)
        }
        _ => None,
    }
}

/// An attribute as it stands between its brackets.
fn written(attribute: &Attribute) -> String {
    let argument = |(name, value): &(Option<String>, Option<Expression>)| {
        let value = match value.as_ref().map(|value| &value.kind) {
            Some(ExpressionKind::Text(parts)) => match parts.as_slice() {
                [Part::Text(text)] if !text.contains(['\'', ',']) => format!("'{text}'"),
                _ => "$".to_owned(),
            },
            None => String::new(),
            Some(_) => "$".to_owned(),
        };
        match name {
            Some(name) => format!("{name}={value}"),
            None => value,
        }
    };
    let arguments: Vec<String> = attribute.arguments.iter().map(argument).collect();
    format!("{}({})", attribute.name, arguments.join(", "))
}
