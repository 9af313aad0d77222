//! `[type]` and `[Attribute(…)]`.
//!
//! Rule: about_Functions_Advanced_Parameters, about_Type_Operators.

use super::super::ast::{Attribute, Refusal};
use super::Parser;
use super::characters::{begins_name, is_blank, is_newline, is_type_name};
use super::token::{Kind, Mode, Token};

/// What stands between square brackets before a value or a statement.
pub(super) enum Bracketed {
    /// The type's name as it is written.
    Type(String),
    Attribute(Attribute),
}

impl Parser<'_> {
    /// Several of them, one after the other. In an expression a type's line goes on.
    pub(super) fn attributes(&mut self, in_expression: bool) -> Vec<Bracketed> {
        let mut attributes = Vec::new();
        loop {
            let before = (self.at, self.last);
            let is_first = attributes.is_empty();
            if !is_first
                && (!in_expression || matches!(attributes.last(), Some(Bracketed::Attribute(_))))
            {
                self.skip_lines();
            }
            let Some(attribute) = self.attribute() else {
                // Blanks before what is no attribute belong to what follows.
                (self.at, self.last) = before;
                return attributes;
            };
            attributes.push(attribute);
        }
    }

    /// A type or an attribute, if one begins here.
    pub(super) fn attribute(&mut self) -> Option<Bracketed> {
        let before = (self.at, self.last);
        let open = self.open_bracket()?;
        self.skip_lines();
        let start = self.at;
        if !self.type_name() {
            (self.at, self.last) = before;
            self.missing(open.end, Refusal::Unfinished);
            return None;
        }
        let name = self.slice(start..self.last).trim().to_owned();
        let next = self.type_token();
        match next.kind {
            Kind::Open => {
                self.take(next);
                let attribute = self.attribute_rest(name, next);
                Some(Bracketed::Attribute(attribute))
            }
            Kind::CloseBracket => {
                self.take(next);
                Some(Bracketed::Type(name))
            }
            _ => {
                self.refuse(Refusal::Unclosed);
                Some(Bracketed::Type(name))
            }
        }
    }

    /// The next token where words mean nothing.
    fn type_token(&mut self) -> Token {
        self.in_mode(Mode::Signature, Self::peek)
    }

    fn attribute_rest(&mut self, name: String, open: Token) -> Attribute {
        self.skip_lines();
        let (arguments, end) = self.in_mode(Mode::Expression, |parser| {
            parser.with_commas(false, |parser| parser.attribute_arguments(open))
        });
        self.skip_lines();
        let mut is_closed = true;
        let mut close_end = end;
        match self.eat(Kind::Close) {
            Some(close) => close_end = close.end,
            None => {
                is_closed = false;
                self.missing(end, Refusal::Unclosed);
            }
        }
        self.skip_lines();
        let bracket = self.type_token();
        if bracket.kind == Kind::CloseBracket {
            self.take(bracket);
        } else if is_closed {
            self.missing(close_end, Refusal::Unclosed);
        }
        Attribute { name, arguments }
    }

    /// The arguments, and the end of the last.
    fn attribute_arguments(&mut self, open: Token) -> (Arguments, usize) {
        let mut arguments: Arguments = Vec::new();
        let mut end = open.end;
        let mut comma: Option<Token> = None;
        loop {
            self.skip_lines();
            let name = self.simple_name();
            let name = name.map(|name| self.slice(name.start..name.end).to_owned());
            let mut value = None;
            match name {
                Some(_) => {
                    let equals = Kind::Assign(super::super::ast::Assignment::Plain);
                    if let Some(equals) = self.eat(equals) {
                        self.skip_lines();
                        value = self.expression(false);
                        end = self.last;
                        if value.is_none() {
                            end = equals.end;
                            self.missing(equals.end, Refusal::Unfinished);
                            self.go_to(&[
                                Kind::Comma,
                                Kind::Close,
                                Kind::CloseBracket,
                                Kind::NewLine,
                            ]);
                        }
                    }
                }
                None => {
                    value = self.expression(false);
                    if value.is_some() {
                        end = self.last;
                    } else if let Some(comma) = comma {
                        end = comma.end;
                        self.missing(comma.end, Refusal::Unfinished);
                    }
                }
            }
            let is_twice = name.as_ref().is_some_and(|name| {
                let mut others = arguments.iter().flat_map(|(other, _)| other);
                others.any(|other| other.eq_ignore_ascii_case(name))
            });
            if is_twice {
                self.refuse(Refusal::Twice);
            } else if name.is_some() || value.is_some() {
                arguments.push((name, value));
            }
            self.skip_lines();
            comma = self.eat(Kind::Comma);
            match comma {
                Some(comma) => end = comma.end,
                None => return (arguments, end),
            }
        }
    }

    /// Goes past a type's name: `int`, `System.IO.File`, `int[]`, `List[string]`,
    /// `Type, Assembly`. Whether there is one.
    pub(super) fn type_name(&mut self) -> bool {
        if !self.plain_type_name() {
            return false;
        }
        let mut open = Vec::new();
        loop {
            let at = self.skip_type_blanks(self.at);
            match self.char_at(at) {
                Some('[') => {
                    let before = (self.at, self.last);
                    self.took(at + 1);
                    let inside = self.skip_type_lines(self.at);
                    match self.char_at(inside) {
                        // `[]`, `[,]`, `[[`, and the name of another type.
                        Some(']' | ',' | '[') => open.push(inside),
                        Some(c) if begins_name(c) => {
                            self.took(inside);
                            self.plain_type_name();
                            open.push(inside);
                        }
                        None => {
                            self.missing(before.1.max(at + 1), Refusal::Unfinished);
                            return true;
                        }
                        Some(_) => {
                            self.refuse(Refusal::Unexpected);
                            self.go_to(&[Kind::CloseBracket]);
                            return true;
                        }
                    }
                }
                Some(']') if !open.is_empty() => {
                    open.pop();
                    self.took(at + 1);
                }
                Some(',') => {
                    self.took(at + 1);
                    let next = self.skip_type_lines(self.at);
                    if !open.is_empty() {
                        if self.char_at(next).is_some_and(begins_name) {
                            self.took(next);
                            self.plain_type_name();
                        } else if self.char_at(next).is_none() {
                            self.missing(at + 1, Refusal::Unfinished);
                            return true;
                        }
                    } else if !self.assembly_name() {
                        self.refuse(Refusal::Unexpected);
                        return true;
                    }
                }
                Some(c) if !open.is_empty() && begins_name(c) => {
                    self.took(at);
                    self.plain_type_name();
                }
                None if !open.is_empty() => {
                    self.missing(at, Refusal::Unclosed);
                    return true;
                }
                Some(_) if !open.is_empty() => {
                    self.refuse(Refusal::Unexpected);
                    return true;
                }
                _ => return true,
            }
        }
    }

    fn plain_type_name(&mut self) -> bool {
        let start = self.skip_type_blanks(self.at);
        if !self.char_at(start).is_some_and(begins_name) {
            return false;
        }
        let rest = self.slice(start..self.part.end);
        let length = rest.find(|c| !is_type_name(c)).unwrap_or(rest.len());
        self.took(start + length);
        true
    }

    /// `Assembly, Version=1.0`, behind the comma.
    fn assembly_name(&mut self) -> bool {
        let rest = self.slice(self.at..self.part.end);
        let length = rest
            .find(|c: char| c == ']' || is_newline(c))
            .unwrap_or(rest.len());
        let is_there = !rest[..length].trim().is_empty();
        self.took(self.at + length);
        is_there
    }

    fn skip_type_blanks(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at).filter(|c| is_blank(*c)) {
            at += c.len_utf8();
        }
        at
    }

    fn skip_type_lines(&self, mut at: usize) -> usize {
        let is_space = |c: &char| is_blank(*c) || is_newline(*c);
        while let Some(c) = self.char_at(at).filter(is_space) {
            at += c.len_utf8();
        }
        at
    }
}

type Arguments = Vec<(Option<String>, Option<super::super::ast::Expression>)>;
