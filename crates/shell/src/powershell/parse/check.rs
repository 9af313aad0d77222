//! What parses, and is refused all the same.

use std::collections::BTreeSet;

use super::super::ast::{
    Assignment, Call, Expression, ExpressionKind, Part, Pipeline, Refusal, StageKind, StatementKind,
};
use super::Parser;

impl Parser<'_> {
    /// What stands before an assignment must be something that can be set.
    pub(super) fn check_target(&mut self, target: &Expression, operator: Assignment) {
        if operator == Assignment::IfNull {
            self.needs_seven(target.span.end);
        }
        if !can_be_set(target, operator == Assignment::Plain) {
            self.refuse(Refusal::NotSettable);
        }
    }

    /// What `++` and `--` count must be something that can be set.
    pub(super) fn check_step(&mut self, of: &Expression) {
        if !can_be_set(of, false) {
            self.refuse(Refusal::NotSettable);
        }
    }

    /// A key stands once in a table.
    pub(super) fn check_key(&mut self, keys: &mut BTreeSet<String>, key: &Expression) {
        let name = match &key.kind {
            ExpressionKind::Text(parts) => match parts.as_slice() {
                [Part::Text(text)] => text.to_lowercase(),
                _ => return,
            },
            // `01` and `1` are the same number.
            ExpressionKind::Number(number) => match number.parse::<i64>() {
                Ok(number) => number.to_string(),
                Err(_) => number.to_lowercase(),
            },
            _ => return,
        };
        if !keys.insert(name) {
            self.refuse(Refusal::Twice);
        }
    }

    /// In `data` nothing is set and nothing is left.
    pub(super) fn check_data(&mut self) {
        if self.data.is_some() {
            self.refuse(Refusal::InData);
        }
    }

    /// In `data` only what it allows is run.
    pub(super) fn check_data_command(&mut self, call: Option<Call>, name: &Expression) {
        let Some(allowed) = &self.data else {
            return;
        };
        let is_allowed = call.is_none()
            && name
                .as_plain_text()
                .is_some_and(|name| allowed.contains(&name.to_lowercase()));
        if !is_allowed {
            self.refuse(Refusal::InData);
        }
    }
}

impl Expression {
    /// The text that it is, if it is one without variables.
    pub(super) fn as_plain_text(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Text(parts) => match parts.as_slice() {
                [Part::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

fn can_be_set(target: &Expression, is_plain: bool) -> bool {
    match &target.kind {
        ExpressionKind::Variable(_) => true,
        ExpressionKind::Member { if_there, .. } | ExpressionKind::Index { if_there, .. } => {
            !if_there
        }
        ExpressionKind::List(items) => is_plain && items.iter().all(|item| can_be_set(item, true)),
        ExpressionKind::Cast { value, .. } | ExpressionKind::Attributed { value, .. } => {
            can_be_set(value, is_plain)
        }
        ExpressionKind::Parenthesis(statement) => match &statement.kind {
            StatementKind::Chain(chain) if chain.rest.is_empty() => {
                pure(&chain.first).is_some_and(|inner| can_be_set(inner, is_plain))
            }
            _ => false,
        },
        _ => false,
    }
}

/// The expression that a pipeline is, if it is nothing else.
fn pure(pipeline: &Pipeline) -> Option<&Expression> {
    match pipeline.stages.as_slice() {
        [stage] if stage.redirections.is_empty() => match &stage.kind {
            StageKind::Expression(expression) => Some(expression),
            StageKind::Command(_) => None,
        },
        _ => None,
    }
}
