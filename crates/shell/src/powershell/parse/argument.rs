//! The words of a command: names, parameters' values, arguments.

use super::super::ast::{Expression, ExpressionKind, Refusal};
use super::Parser;
use super::token::{Kind, Mode};

/// What an argument is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// Several may stand there, with commas between.
    Argument,
    /// A name, a file, what a `switch` compares with: one.
    Other,
}

impl Parser<'_> {
    /// An argument outside of a command, if one stands there.
    pub(super) fn single_argument(&mut self, context: Context) -> Option<Expression> {
        if matches!(self.peek().kind, Kind::Comma | Kind::End) {
            return None;
        }
        self.in_mode(Mode::Command, |parser| parser.argument(context))
    }

    /// An argument, if one stands there.
    pub(super) fn argument(&mut self, context: Context) -> Option<Expression> {
        let start = self.peek().start;
        let first = self.deeper(Self::one_argument)?;
        let mut items = Vec::new();
        if context == Context::Argument {
            while let Some(comma) = self.eat(Kind::Comma) {
                self.skip_lines();
                match self.deeper(Self::one_argument) {
                    Some(item) => items.push(item),
                    None => {
                        self.missing(comma.end, Refusal::Unfinished);
                        break;
                    }
                }
            }
        }
        if items.is_empty() {
            return Some(first);
        }
        items.insert(0, first);
        Some(Expression {
            kind: ExpressionKind::List(items),
            span: self.span(start),
        })
    }

    fn one_argument(&mut self) -> Option<Expression> {
        let token = self.peek();
        match token.kind {
            Kind::Pipe
            | Kind::CloseBrace
            | Kind::Close
            | Kind::End
            | Kind::NewLine
            | Kind::Semicolon
            | Kind::Redirection(_)
            | Kind::Input
            | Kind::And
            | Kind::Or
            | Kind::Ampersand
            | Kind::MinusMinus
            | Kind::Comma => None,
            Kind::Splatted
            | Kind::Variable
            | Kind::Number
            | Kind::Here
            | Kind::Text
            | Kind::Open
            | Kind::OpenStatements
            | Kind::OpenArray
            | Kind::OpenHash
            | Kind::OpenBrace => self.primary(token, true),
            Kind::Word => Some(self.word(token.start)),
            _ => Some(self.token_as_text(token)),
        }
    }
}
