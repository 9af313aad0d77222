//! What a piece of a script may change in its session, whether or not it is run: after a branch
//! these are no longer known.

use std::collections::BTreeSet;

use super::alias;
use super::ast::{
    Block, Chain, Command, ElementKind, Expression, ExpressionKind, MemberName, Over, Part, Stage,
    StageKind, Statement, StatementKind,
};

/// What may have changed.
#[derive(Debug, Default)]
pub(super) struct Assigned {
    pub(super) names: BTreeSet<String>,
    /// Whether the folder may have.
    pub(super) moves: bool,
    /// Whether anything may have: a script is sourced, a variable named by another is set.
    pub(super) anything: bool,
}

impl Assigned {
    pub(super) fn in_block(block: &Block) -> Self {
        let mut found = Self::default();
        found.block(block);
        found
    }

    pub(super) fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            self.statement(statement);
        }
    }

    pub(super) fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Chain(chain) => self.chain(chain),
            StatementKind::Assign { target, value, .. } => {
                self.target(target);
                self.statement(value);
            }
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for (condition, body) in branches {
                    self.chain(condition);
                    self.block(body);
                }
                otherwise.iter().for_each(|body| self.block(body));
            }
            StatementKind::Foreach {
                variable,
                over,
                body,
                ..
            } => {
                self.names.insert(variable.clone());
                self.chain(over);
                self.block(body);
            }
            StatementKind::Loop {
                first,
                condition,
                step,
                body,
                ..
            } => {
                first.iter().chain(step).for_each(|s| self.statement(s));
                condition.iter().for_each(|chain| self.chain(chain));
                self.block(body);
            }
            StatementKind::Switch {
                over,
                clauses,
                otherwise,
                ..
            } => {
                match over {
                    Over::Values(chain) => self.chain(chain),
                    Over::File(file) => self.expression(file),
                }
                for clause in clauses {
                    self.expression(&clause.test);
                    self.block(&clause.body);
                }
                otherwise.iter().for_each(|body| self.block(body));
            }
            StatementKind::Try {
                body,
                catches,
                finally,
            } => {
                self.block(body);
                let catches = catches.iter().map(|catch| &catch.body);
                catches.chain(finally).for_each(|b| self.block(b));
            }
            StatementKind::Inline { body, .. } => self.block(body),
            StatementKind::Data { variable, body } => {
                self.names.extend(variable.clone());
                self.block(body);
            }
            StatementKind::Trap(catch) => self.block(&catch.body),
            StatementKind::Jump { value, .. } => value.iter().for_each(|chain| self.chain(chain)),
            // A function's variables are its own; one that is defined in a branch is dealt with
            // where it is defined.
            StatementKind::Function { .. }
            | StatementKind::Class(_)
            | StatementKind::Declaration => {}
        }
    }

    pub(super) fn chain(&mut self, chain: &Chain) {
        for pipeline in std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, next)| next))
        {
            self.stages(&pipeline.stages);
        }
    }

    pub(super) fn stages(&mut self, stages: &[Stage]) {
        for stage in stages {
            match &stage.kind {
                StageKind::Expression(expression) => self.expression(expression),
                StageKind::Command(command) => self.command(command),
            }
        }
    }

    fn command(&mut self, command: &Command) {
        self.anything |= command.call == Some(super::ast::Call::Source);
        if let ExpressionKind::Text(parts) = &command.name.kind
            && let [Part::Text(name)] = parts.as_slice()
        {
            let name = alias::target(name).unwrap_or(name).to_ascii_lowercase();
            match name.as_str() {
                "set-location" | "push-location" | "pop-location" | "cd.." | "cd\\" => {
                    self.moves = true;
                }
                "set-variable" | "new-variable" | "clear-variable" | "remove-variable"
                | "invoke-expression" => self.anything = true,
                _ => {}
            }
        }
        self.expression(&command.name);
        for element in &command.elements {
            match &element.kind {
                ElementKind::Parameter { name, value } => {
                    let lower = name.to_ascii_lowercase();
                    let captures = ["outv", "ov", "errorv", "ev", "pipelinev", "pv", "warningv"];
                    if captures.iter().any(|short| lower.starts_with(short)) {
                        self.anything = true;
                    }
                    value.iter().for_each(|value| self.expression(value));
                }
                ElementKind::Value(value) => self.expression(value),
                ElementKind::Splat(_) | ElementKind::EndOfParameters | ElementKind::Verbatim(_) => {
                }
            }
        }
    }

    fn target(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Variable(name) => {
                self.names.insert(name.clone());
            }
            ExpressionKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExpressionKind::Cast { value, .. } | ExpressionKind::Attributed { value, .. } => {
                self.target(value);
            }
            ExpressionKind::Member { of, .. } | ExpressionKind::Index { of, .. } => self.target(of),
            _ => {}
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Text(parts) => {
                for part in parts {
                    if let Part::Statements(block) = part {
                        self.block(block);
                    }
                }
            }
            ExpressionKind::Number(_) | ExpressionKind::Variable(_) | ExpressionKind::Type(_) => {}
            ExpressionKind::List(items) => items.iter().for_each(|item| self.expression(item)),
            ExpressionKind::Statements(block) | ExpressionKind::Array(block) => self.block(block),
            ExpressionKind::Parenthesis(statement) => self.statement(statement),
            ExpressionKind::Hash(entries) => {
                for (key, value) in entries {
                    self.expression(key);
                    self.statement(value);
                }
            }
            // It may be run by the command that it is given to, in this scope.
            ExpressionKind::Block(block) => self.block(block),
            ExpressionKind::Member { of, name, call, .. } => {
                // `$list.Add('x')` changes what it is of; `$list[0]` does not.
                self.target(of);
                self.expression(of);
                if let MemberName::Evaluated(name) = name {
                    self.expression(name);
                }
                let call = call.iter().flatten();
                call.for_each(|argument| self.expression(argument));
            }
            ExpressionKind::Index { of, index, .. } => {
                self.expression(of);
                self.expression(index);
            }
            ExpressionKind::Step { of, .. } => {
                self.target(of);
                self.expression(of);
            }
            ExpressionKind::Ternary {
                condition,
                then,
                otherwise,
            } => {
                self.expression(condition);
                self.expression(then);
                self.expression(otherwise);
            }
            ExpressionKind::Cast { value, .. } | ExpressionKind::Attributed { value, .. } => {
                self.expression(value);
            }
            ExpressionKind::Unary { value, .. } => self.expression(value),
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
        }
    }
}
