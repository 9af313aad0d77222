//! `class`, `enum`, `using`.
//!
//! Rule: about_Classes, about_Enum, about_Using.

use std::rc::Rc;

use super::super::ast::{Assignment, Class, Declared, Expression, Method, Refusal, StatementKind};
use super::Parser;
use super::argument::Context;
use super::token::{Keyword, Kind, Mode, Token};

const EQUALS: Kind = Kind::Assign(Assignment::Plain);

/// What a class holds.
enum Member {
    Method(Method),
    Property(String, Option<Expression>),
    /// It is faulty.
    Nothing,
}

impl Parser<'_> {
    pub(super) fn class(&mut self, token: Token) -> StatementKind {
        self.take(token);
        self.skip_lines();
        let Some(name) = self.simple_name() else {
            self.missing(token.end, Refusal::Unfinished);
            return StatementKind::Declaration;
        };
        let mut class = Class {
            name: self.slice(name.start..name.end).to_owned(),
            methods: Vec::new(),
            properties: Vec::new(),
        };
        self.in_mode(Mode::Signature, |parser| {
            parser.class_body(name.end, &mut class);
        });
        StatementKind::Class(class)
    }

    fn class_body(&mut self, name_end: usize, class: &mut Class) {
        let mut end = name_end;
        self.skip_lines();
        if let Some(colon) = self.eat(Kind::Colon) {
            let mut before = colon;
            loop {
                self.skip_lines();
                if !self.type_name() {
                    self.missing(before.end, Refusal::Unfinished);
                    break;
                }
                end = self.last;
                self.skip_lines();
                match self.eat(Kind::Comma) {
                    Some(comma) => before = comma,
                    None => break,
                }
            }
        }
        if self.eat(Kind::OpenBrace).is_none() {
            self.missing(end, Refusal::Unfinished);
            return;
        }
        while let Some(member) = self.class_member(&class.name) {
            match member {
                Member::Method(method) => class.methods.push(method),
                Member::Property(name, value) => class.properties.push((name, value)),
                Member::Nothing => {}
            }
        }
        if self.eat(Kind::CloseBrace).is_none() {
            let next = self.peek();
            self.missing(next.end, Refusal::Unclosed);
        }
    }

    fn class_member(&mut self, class: &str) -> Option<Member> {
        let mut is_static = false;
        let mut end: Option<usize> = None;
        let token = loop {
            self.skip_lines();
            if self.attribute().is_some() {
                end = Some(self.last);
                continue;
            }
            let token = self.peek();
            match token.kind {
                Kind::Keyword(Keyword::Static) => is_static = true,
                Kind::Keyword(Keyword::Hidden) => {}
                _ => break token,
            }
            self.take(token);
            end = Some(token.end);
        };
        match token.kind {
            Kind::Variable => Some(self.property(token)),
            Kind::Name | Kind::Keyword(_) => Some(self.method(token, class, is_static)),
            _ => {
                let end = end?;
                self.missing(end, Refusal::Unfinished);
                None
            }
        }
    }

    fn property(&mut self, variable: Token) -> Member {
        self.take(variable);
        let name = self.variable_name(variable);
        let mut value = None;
        if self.eat(EQUALS).is_some() {
            self.skip_lines();
            value = self.expression(false);
        }
        self.end_of_member(self.last, true);
        Member::Property(name, value)
    }

    /// A line break, a semicolon, or the closing brace.
    fn end_of_member(&mut self, end: usize, complains: bool) {
        let next = self.peek();
        let ends = matches!(
            next.kind,
            Kind::NewLine | Kind::Semicolon | Kind::CloseBrace
        );
        if !ends && complains {
            self.missing(end, Refusal::Unfinished);
        }
        self.skip_terminators();
    }

    fn method(&mut self, name: Token, class: &str, is_static: bool) -> Member {
        self.take(name);
        let written = self.slice(name.start..name.end).to_owned();
        let mut end = name.end;
        let mut is_faulty = false;
        let mut parameters: Vec<Declared> = Vec::new();
        match self.eat(Kind::Open) {
            Some(open) => {
                parameters = self.parameters();
                let last = if parameters.is_empty() {
                    open.end
                } else {
                    self.last
                };
                self.skip_lines();
                match self.eat(Kind::Close) {
                    Some(close) => end = close.end,
                    None => {
                        is_faulty = true;
                        self.missing(last, Refusal::Unclosed);
                    }
                }
            }
            None => self.missing(name.end, Refusal::Unfinished),
        }
        self.skip_lines();
        if written.eq_ignore_ascii_case(class) && !is_static {
            is_faulty |= self.base_call();
        }
        let Some(open) = self.eat(Kind::OpenBrace) else {
            if !is_faulty {
                self.missing(end, Refusal::Unfinished);
            }
            self.go_to(&[Kind::CloseBrace]);
            return Member::Nothing;
        };
        let body = self.in_mode(Mode::Command, |parser| parser.block(open));
        match body {
            Some(mut body) => {
                body.parameters = parameters;
                Member::Method(Method {
                    name: written,
                    is_static,
                    body: Rc::new(body),
                })
            }
            None => Member::Nothing,
        }
    }

    /// `: base( … )` of a constructor; whether it is faulty.
    fn base_call(&mut self) -> bool {
        let Some(colon) = self.eat(Kind::Colon) else {
            return false;
        };
        self.skip_lines();
        let Some(base) = self.eat(Kind::Keyword(Keyword::Base)) else {
            self.missing(colon.end, Refusal::Unfinished);
            return true;
        };
        self.skip_lines();
        let Some(open) = self.eat(Kind::Open) else {
            self.missing(base.end, Refusal::Unfinished);
            return true;
        };
        self.with_commas(false, |parser| parser.arguments(open));
        self.skip_lines();
        false
    }

    pub(super) fn enumeration(&mut self, token: Token) -> StatementKind {
        self.take(token);
        self.skip_lines();
        let Some(name) = self.simple_name() else {
            self.missing(token.end, Refusal::Unfinished);
            return StatementKind::Declaration;
        };
        self.in_mode(Mode::Signature, |parser| {
            if let Some(colon) = parser.eat(Kind::Colon) {
                parser.skip_lines();
                if !parser.type_name() {
                    parser.missing(colon.end, Refusal::Unfinished);
                }
            }
            parser.skip_lines();
            if parser.eat(Kind::OpenBrace).is_none() {
                parser.missing(name.end, Refusal::Unfinished);
                return;
            }
            while parser.enumerator() {}
            if parser.eat(Kind::CloseBrace).is_none() {
                let next = parser.peek();
                parser.missing(next.end, Refusal::Unclosed);
            }
        });
        StatementKind::Declaration
    }

    fn enumerator(&mut self) -> bool {
        self.skip_lines();
        let Some(name) = self.simple_name() else {
            return false;
        };
        let mut end = name.end;
        let mut complains = true;
        self.in_mode(Mode::Expression, |parser| {
            if parser.eat(EQUALS).is_none() {
                return;
            }
            match parser.expression(false) {
                Some(_) => end = parser.last,
                None => {
                    complains = false;
                    parser.refuse(Refusal::Unexpected);
                }
            }
        });
        self.end_of_member(end, complains);
        true
    }

    /// `using namespace X`, whose keyword was taken.
    pub(super) fn using(&mut self, token: Token) {
        let directive = self.peek();
        let needs_alias = match directive.kind {
            Kind::Keyword(Keyword::Namespace | Keyword::Module | Keyword::Assembly) => false,
            Kind::Keyword(Keyword::Type | Keyword::CommandWord) => true,
            _ => {
                self.missing(token.end, Refusal::Unfinished);
                return;
            }
        };
        self.take(directive);
        let item = self.peek();
        if matches!(
            item.kind,
            Kind::End | Kind::NewLine | Kind::Comma | Kind::Semicolon
        ) {
            self.missing(directive.end, Refusal::Unfinished);
            return;
        }
        if self.argument(Context::Argument).is_none() {
            self.refuse(Refusal::Unexpected);
            self.go_to(&[Kind::Semicolon, Kind::NewLine]);
            return;
        }
        let end = self.last;
        if let Some(equals) = self.eat(EQUALS) {
            if matches!(
                self.peek().kind,
                Kind::End | Kind::NewLine | Kind::Semicolon
            ) {
                self.missing(equals.end, Refusal::Unfinished);
                return;
            }
            if self.argument(Context::Argument).is_none() {
                self.refuse(Refusal::Unexpected);
                return;
            }
        } else if needs_alias {
            self.missing(end, Refusal::Unfinished);
            return;
        }
        let next = self.peek();
        if !matches!(next.kind, Kind::End | Kind::NewLine | Kind::Semicolon) {
            self.refuse(Refusal::Unexpected);
        }
    }
}
