//! Where the commands of a text begin, for comparison with another grammar.

use super::super::ast::{
    Block, Chain, ElementKind, Expression, ExpressionKind, MemberName, Over, Part, Script,
    StageKind, Statement, StatementKind,
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
        StatementKind::Switch {
            over,
            clauses,
            otherwise,
            ..
        } => {
            match over {
                Over::Values(of) => chain(of, found),
                Over::File(file) => expression(file, found),
            }
            for clause in clauses {
                expression(&clause.test, found);
                block(&clause.body, found);
            }
            otherwise.iter().for_each(|b| block(b, found));
        }
        StatementKind::Try {
            body,
            catches,
            finally,
        } => {
            block(body, found);
            let catches = catches.iter().map(|catch| &catch.body);
            catches.chain(finally).for_each(|b| block(b, found));
        }
        StatementKind::Trap(catch) => block(&catch.body, found),
        StatementKind::Function { body, .. } => block(body, found),
        StatementKind::Inline { body, .. } | StatementKind::Data { body, .. } => block(body, found),
        StatementKind::Jump { value, .. } => value.iter().for_each(|c| chain(c, found)),
        StatementKind::Class(class) => {
            for method in &class.methods {
                block(&method.body, found);
            }
        }
        StatementKind::Declaration => {}
    }
}

fn chain(of: &Chain, found: &mut Vec<usize>) {
    for pipeline in std::iter::once(&of.first).chain(of.rest.iter().map(|(_, next)| next)) {
        for stage in &pipeline.stages {
            match &stage.kind {
                StageKind::Expression(of) => expression(of, found),
                StageKind::Command(command) => {
                    found.push(command.span.start);
                    expression(&command.name, found);
                    for element in &command.elements {
                        match &element.kind {
                            ElementKind::Parameter { value, .. } => {
                                value.iter().for_each(|e| expression(e, found));
                            }
                            ElementKind::Value(value) => expression(value, found),
                            ElementKind::Splat(_)
                            | ElementKind::EndOfParameters
                            | ElementKind::Verbatim(_) => {}
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
        ExpressionKind::Number(_) | ExpressionKind::Variable(_) | ExpressionKind::Type(_) => {}
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
        ExpressionKind::Member { of, name, call, .. } => {
            expression(of, found);
            if let MemberName::Evaluated(name) = name {
                expression(name, found);
            }
            call.iter().flatten().for_each(|e| expression(e, found));
        }
        ExpressionKind::Index { of, index, .. } => {
            expression(of, found);
            expression(index, found);
        }
        ExpressionKind::Step { of, .. } => expression(of, found),
        ExpressionKind::Ternary {
            condition,
            then,
            otherwise,
        } => {
            expression(condition, found);
            expression(then, found);
            expression(otherwise, found);
        }
        ExpressionKind::Cast { value, .. }
        | ExpressionKind::Attributed { value, .. }
        | ExpressionKind::Unary { value, .. } => {
            expression(value, found);
        }
        ExpressionKind::Binary { left, right, .. } => {
            expression(left, found);
            expression(right, found);
        }
    }
}
