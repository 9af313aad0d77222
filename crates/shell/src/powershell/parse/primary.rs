//! Literals, variables, and what stands in brackets.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::ast::{
    Block, Expression, ExpressionKind, Part, Refusal, Statement, StatementKind,
};
use super::Parser;
use super::token::{Kind, Mode, Token};

impl Parser<'_> {
    /// The value that a token begins, with the members behind it where they are wanted.
    pub(super) fn primary(&mut self, token: Token, with_members: bool) -> Option<Expression> {
        let expression = match token.kind {
            Kind::Text => self.quoted(token.start),
            Kind::Here => self.here_string(token.start),
            _ => {
                let kind = self.primary_kind(token)?;
                Expression {
                    kind,
                    span: self.span(token.start),
                }
            }
        };
        if with_members {
            Some(self.members(expression))
        } else {
            Some(expression)
        }
    }

    fn primary_kind(&mut self, token: Token) -> Option<ExpressionKind> {
        let kind = match token.kind {
            Kind::Variable => {
                self.take(token);
                ExpressionKind::Variable(self.variable_name(token))
            }
            Kind::Splatted => {
                self.take(token);
                self.refuse(Refusal::Splatted);
                ExpressionKind::Variable(self.variable_name(token))
            }
            Kind::Number => {
                self.take(token);
                ExpressionKind::Number(self.slice(token.start..token.end).to_owned())
            }
            Kind::Open => {
                self.take(token);
                self.deeper(|parser| Some(parser.parenthesis(token)))?
            }
            Kind::OpenArray => {
                self.take(token);
                ExpressionKind::Array(self.statements_in(token)?)
            }
            Kind::OpenStatements => {
                self.take(token);
                ExpressionKind::Statements(self.statements_in(token)?)
            }
            Kind::OpenHash => {
                self.take(token);
                self.deeper(Self::hash)?
            }
            Kind::OpenBrace => {
                self.take(token);
                let block = self.with_commas(true, |parser| {
                    parser.in_mode(Mode::Command, |parser| parser.block(token))
                });
                ExpressionKind::Block(Rc::new(block?))
            }
            _ => return None,
        };
        Some(kind)
    }

    /// The name of the variable that a token is: lower case, with its scope or drive.
    pub(super) fn variable_name(&mut self, token: Token) -> String {
        let named = self.named(token.start, false);
        named.map(|named| named.name).unwrap_or_default()
    }

    /// `( … )`, whose bracket was taken.
    fn parenthesis(&mut self, open: Token) -> ExpressionKind {
        let inside = |parser: &mut Self| {
            parser.skip_lines();
            let start = parser.peek().start;
            let kind = parser.chain_or_assignment();
            if kind.is_none() {
                parser.missing(open.end, Refusal::Unfinished);
            }
            let end = if kind.is_some() {
                parser.last
            } else {
                open.end
            };
            let statement = Statement {
                kind: kind.unwrap_or(StatementKind::Declaration),
                span: parser.span(start),
            };
            parser.skip_lines();
            if parser.eat(Kind::Close).is_none() {
                parser.missing(end, Refusal::Unclosed);
            }
            statement
        };
        let statement = self.with_commas(true, |parser| parser.in_mode(Mode::Command, inside));
        ExpressionKind::Parenthesis(Box::new(statement))
    }

    /// The inside of `$( … )` and `@( … )`, whose bracket was taken.
    fn statements_in(&mut self, open: Token) -> Option<Block> {
        self.deeper(|parser| {
            Some(parser.with_commas(true, |parser| {
                parser.in_mode(Mode::Command, |parser| parser.statements_to_bracket(open))
            }))
        })
    }

    /// Statements, and the round bracket behind them.
    pub(super) fn statements_to_bracket(&mut self, open: Token) -> Block {
        let statements = self.statements();
        self.skip_lines();
        if self.eat(Kind::Close).is_none() {
            let next = self.peek();
            self.missing(next.end, Refusal::Unclosed);
        }
        Block {
            statements,
            span: self.span(open.start),
            ..Block::default()
        }
    }

    /// `@{ … }`, whose bracket was taken.
    fn hash(&mut self) -> Option<ExpressionKind> {
        let mut entries = Vec::new();
        let mut keys = BTreeSet::new();
        self.skip_lines();
        while let Some((key, value)) = self.entry() {
            self.check_key(&mut keys, &key);
            entries.extend(value.map(|value| (key, value)));
            if !matches!(self.peek().kind, Kind::NewLine | Kind::Semicolon) {
                break;
            }
            self.skip_terminators();
        }
        if self.eat(Kind::CloseBrace).is_none() {
            let next = self.peek();
            self.missing(next.end, Refusal::Unclosed);
        }
        Some(ExpressionKind::Hash(entries))
    }

    /// `key = value`: a value that is missing is a fault.
    fn entry(&mut self) -> Option<(Expression, Option<Statement>)> {
        let (key, equals) = self.in_mode(Mode::Expression, |parser| {
            let key = parser.label_or_key()?;
            let equals = parser.eat(Kind::Assign(super::super::ast::Assignment::Plain));
            Some((key, equals))
        })?;
        let Some(equals) = equals else {
            self.refuse(Refusal::Unexpected);
            self.go_to(&[Kind::CloseBrace, Kind::Semicolon, Kind::NewLine]);
            return Some((key, None));
        };
        let value = self.in_mode(Mode::Command, |parser| {
            parser.skip_lines();
            parser.statement()
        });
        if value.is_none() {
            self.missing(equals.end, Refusal::Unfinished);
        }
        Some((key, value))
    }

    /// The key of an entry, or the label of a loop: a plain name, or a value.
    pub(super) fn label_or_key(&mut self) -> Option<Expression> {
        if let Some(name) = self.simple_name() {
            let written = self.slice(name.start..name.end).to_owned();
            return Some(Expression {
                kind: ExpressionKind::Text(vec![Part::Text(written)]),
                span: self.span(name.start),
            });
        }
        if matches!(self.peek().kind, Kind::NewLine | Kind::Semicolon) {
            return None;
        }
        self.with_commas(false, |parser| parser.unary(false))
    }
}
