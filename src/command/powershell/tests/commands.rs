//! Where the commands of a text begin, for comparison with another grammar.

use super::super::ast::{
    Block, Chain, ElementKind, Expression, ExpressionKind, Part, Script, Stage, Statement,
    StatementKind,
};

pub(super) fn in_script(script: &Script, found: &mut Vec<usize>) {
    script.statements.iter().for_each(|s| statement(s, found));
}

fn block(block: &Block, found: &mut Vec<usize>) {
    block.statements.iter().for_each(|s| statement(s, found));
    for declared in &block.parameters {
        declared.default.iter().for_each(|e| expression(e, found));
    }
}

fn statement(of: &Statement, found: &mut Vec<usize>) {
    match &of.kind {
        StatementKind::Chain(of) => chain(of, found),
        StatementKind::Assign { target, value, .. } => {
            expression(target, found);
            statement(value, found);
        }
        StatementKind::If {
            branches,
            otherwise,
        } => {
            for (condition, body) in branches {
                chain(condition, found);
                block(body, found);
            }
            otherwise.iter().for_each(|b| block(b, found));
        }
        StatementKind::Foreach { over, body, .. } => {
            chain(over, found);
            block(body, found);
        }
        StatementKind::Loop {
            first,
            condition,
            step,
            body,
            ..
        } => {
            first.iter().chain(step).for_each(|s| statement(s, found));
            condition.iter().for_each(|c| chain(c, found));
            block(body, found);
        }
        StatementKind::Switch { over, clauses } => {
            chain(over, found);
            clauses.iter().for_each(|b| block(b, found));
        }
        StatementKind::Try {
            body,
            catches,
            finally,
        } => {
            block(body, found);
            catches.iter().chain(finally).for_each(|b| block(b, found));
        }
        StatementKind::Function { body, .. } => block(body, found),
        StatementKind::Inline { body, .. } => block(body, found),
        StatementKind::Jump(_, value) => value.iter().for_each(|c| chain(c, found)),
        StatementKind::Declaration => {}
    }
}

fn chain(of: &Chain, found: &mut Vec<usize>) {
    for pipeline in std::iter::once(&of.first).chain(&of.rest) {
        for stage in &pipeline.stages {
            match stage {
                Stage::Expression(of) => expression(of, found),
                Stage::Command(command) => {
                    found.push(command.span.start);
                    expression(&command.name, found);
                    for element in &command.elements {
                        match &element.kind {
                            ElementKind::Parameter { value, .. } => {
                                value.iter().for_each(|e| expression(e, found));
                            }
                            ElementKind::Value(value) => expression(value, found),
                            ElementKind::Splat(_) => {}
                        }
                    }
                }
            }
        }
    }
}

fn expression(of: &Expression, found: &mut Vec<usize>) {
    match &of.kind {
        ExpressionKind::Text(parts) => {
            for part in parts {
                if let Part::Statements(of) = part {
                    block(of, found);
                }
            }
        }
        ExpressionKind::Variable(_) | ExpressionKind::Type => {}
        ExpressionKind::List(items) => items.iter().for_each(|e| expression(e, found)),
        ExpressionKind::Statements(of) | ExpressionKind::Array(of) => block(of, found),
        ExpressionKind::Parenthesis(of) => statement(of, found),
        ExpressionKind::Hash(entries) => {
            for (key, value) in entries {
                expression(key, found);
                statement(value, found);
            }
        }
        ExpressionKind::Block(of) => block(of, found),
        ExpressionKind::Member { of, inner, .. } => {
            expression(of, found);
            inner.iter().for_each(|e| expression(e, found));
        }
        ExpressionKind::Cast { value, .. } | ExpressionKind::Unary { value, .. } => {
            expression(value, found);
        }
        ExpressionKind::Binary { left, right, .. } => {
            expression(left, found);
            expression(right, found);
        }
    }
}
