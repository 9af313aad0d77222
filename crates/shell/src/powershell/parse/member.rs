//! `.name`, `::name`, `[index]` behind a value.
//!
//! Rule: about_Operators, about_Methods, about_Arrays.

use super::super::ast::{Expression, ExpressionKind, MemberName, Refusal};
use super::Parser;
use super::argument::Context;
use super::characters::{is_blank, is_newline, is_type_name};
use super::token::{Kind, Mode, Token};

/// What takes a member out of a value.
struct Access {
    kind: AccessKind,
    /// `?.`, `?[`
    if_there: bool,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum AccessKind {
    Member,
    Static,
    Index,
}

impl Parser<'_> {
    /// Whether a member is taken out of what ends here.
    pub(super) fn at_member(&self, with_index: bool) -> bool {
        self.access(with_index).is_some()
    }

    /// The access that stands against what was taken last. A blank between makes it something
    /// else; a comment does not.
    fn access(&self, with_index: bool) -> Option<Access> {
        let mut at = self.at;
        while self.slice(at..self.part.end).starts_with("<#") {
            at = self.comment_end(at)?;
        }
        let next = self.char_at(at + 1);
        // Among the words of a command, a dot at the end of a word is no access.
        let goes_on = |next: Option<char>| {
            let ends = next.is_none_or(|c| is_blank(c) || is_newline(c));
            self.mode != Mode::Command || !ends
        };
        let access = |kind, if_there, length| Access {
            kind,
            if_there,
            end: at + length,
        };
        match (self.char_at(at)?, next) {
            ('.', Some('.')) => None,
            ('.', next) if goes_on(next) => Some(access(AccessKind::Member, false, 1)),
            (':', Some(':')) if goes_on(self.char_at(at + 2)) => {
                Some(access(AccessKind::Static, false, 2))
            }
            ('[', _) if with_index => Some(access(AccessKind::Index, false, 1)),
            ('?', Some('.')) => Some(access(AccessKind::Member, true, 2)),
            ('?', Some('[')) if with_index => Some(access(AccessKind::Index, true, 2)),
            _ => None,
        }
    }

    /// A value, and the members that are taken out of it.
    pub(super) fn members(&mut self, mut of: Expression) -> Expression {
        // Behind a type a bracket would be another type's.
        let mut with_index = !matches!(of.kind, ExpressionKind::Type(_));
        while let Some(access) = self.access(with_index) {
            with_index = true;
            let start = of.span.start;
            let operator = Token {
                kind: Kind::Dot,
                start: self.at,
                end: access.end,
            };
            self.take(operator);
            if access.if_there {
                self.differs_in_seven(operator.start);
            }
            self.join();
            self.skip_lines();
            let kind = match access.kind {
                AccessKind::Index => self.index(of, &access),
                _ => self.member(of, &access),
            };
            of = Expression {
                kind,
                span: start..self.place(self.last).max(start),
            };
        }
        of
    }

    fn member(&mut self, of: Expression, access: &Access) -> ExpressionKind {
        let mut call = None;
        let name = match self.member_name() {
            Some(name) => {
                self.skip_type_arguments();
                call = self.call();
                name
            }
            None => {
                self.missing(access.end, Refusal::Unfinished);
                self.single_argument(Context::Argument);
                MemberName::Known(String::new())
            }
        };
        ExpressionKind::Member {
            of: Box::new(of),
            name,
            is_static: access.kind == AccessKind::Static,
            call,
            if_there: access.if_there,
        }
    }

    fn member_name(&mut self) -> Option<MemberName> {
        if let Some(name) = self.simple_name() {
            let written = self.slice(name.start..name.end).to_owned();
            return Some(MemberName::Known(written));
        }
        let token = self.peek();
        let is_prefixed = match token.kind {
            Kind::OpenBracket | Kind::Exclamation | Kind::Comma => true,
            Kind::PlusPlus | Kind::MinusMinus => true,
            Kind::Operator(operator) => operator.is_prefix,
            _ => false,
        };
        let name = if is_prefixed {
            self.unary(false)?
        } else {
            self.deeper(|parser| parser.primary(token, false))?
        };
        Some(MemberName::Evaluated(Box::new(name)))
    }

    /// `[int]` between a method's name and its bracket.
    fn skip_type_arguments(&mut self) {
        let rest = self.slice(self.at..self.part.end);
        let Some(inside) = rest.strip_prefix('[') else {
            return;
        };
        let is_part = |c: char| is_type_name(c) || matches!(c, ',' | ' ' | '[' | ']');
        let length = inside.find(|c| !is_part(c)).unwrap_or(inside.len());
        let is_generic = inside.starts_with(|c: char| c.is_alphabetic())
            && inside[..length].ends_with(']')
            && inside[length..].starts_with('(');
        if is_generic {
            self.differs_in_seven(self.at);
            self.took(self.at + 1 + length);
        }
    }

    /// `( … )` or `{ … }` against the name of a method.
    fn call(&mut self) -> Option<Vec<Expression>> {
        match self.char_at(self.at) {
            Some('(') => {
                let open = self.bracket_here(Kind::Open);
                let arguments = self.with_commas(false, |parser| parser.arguments(open));
                Some(arguments)
            }
            Some('{') => {
                let open = Token {
                    kind: Kind::OpenBrace,
                    start: self.at,
                    end: self.at + 1,
                };
                Some(self.primary(open, false).into_iter().collect())
            }
            _ => None,
        }
    }

    fn bracket_here(&mut self, kind: Kind) -> Token {
        let token = Token {
            kind,
            start: self.at,
            end: self.at + 1,
        };
        self.take(token);
        token
    }

    /// Expressions with commas between, and the bracket behind them.
    pub(super) fn arguments(&mut self, open: Token) -> Vec<Expression> {
        let mut arguments = Vec::new();
        let mut comma: Option<Token> = None;
        let mut is_faulty = false;
        loop {
            self.skip_lines();
            let Some(argument) = self.expression(false) else {
                if let Some(comma) = comma {
                    self.missing(comma.end, Refusal::Unfinished);
                    is_faulty = true;
                }
                break;
            };
            arguments.push(argument);
            let end = (self.at, self.last);
            self.skip_lines();
            comma = self.eat(Kind::Comma);
            if comma.is_none() {
                (self.at, self.last) = end;
                break;
            }
        }
        let end = if arguments.is_empty() {
            open.end
        } else {
            self.last
        };
        self.skip_lines();
        if self.eat(Kind::Close).is_none() && !is_faulty {
            self.missing(end, Refusal::Unclosed);
        }
        arguments
    }

    fn index(&mut self, of: Expression, access: &Access) -> ExpressionKind {
        let index = self.with_commas(true, |parser| parser.expression(false));
        if index.is_none() {
            self.missing(access.end, Refusal::Unfinished);
        }
        let end = self.last;
        self.skip_lines();
        if self.eat(Kind::CloseBracket).is_none() && index.is_some() {
            self.missing(end, Refusal::Unclosed);
        }
        ExpressionKind::Index {
            of: Box::new(of),
            index: Box::new(index.unwrap_or_else(|| self.nothing())),
            if_there: access.if_there,
        }
    }
}
