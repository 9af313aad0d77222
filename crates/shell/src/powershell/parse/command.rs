//! A command with its words.
//!
//! Rule: about_Parsing, about_Command_Syntax.

use super::super::ast::{
    Call, Command, Element, ElementKind, Expression, ExpressionKind, Part, Refusal, Stage,
    StageKind, StatementKind,
};
use super::Parser;
use super::argument::Context;
use super::characters::{ends_word, is_double, is_newline};
use super::redirection::Redirected;
use super::token::{Kind, Mode, Token};

impl<'t> Parser<'t> {
    /// A command with its words, if one begins here.
    pub(super) fn command(&mut self) -> Option<Stage> {
        self.deeper(|parser| parser.in_mode(Mode::Command, Self::words))
    }

    fn words(&mut self) -> Option<Stage> {
        let first = self.peek();
        let call = match first.kind {
            Kind::Dot => Some(Call::Source),
            Kind::Ampersand => Some(Call::Invoke),
            _ => None,
        };
        if call.is_some() {
            self.take(first);
        }
        let Some(name) = self.command_name(call) else {
            if call.is_some() {
                self.refuse(Refusal::Unfinished);
            }
            return None;
        };
        self.check_data_command(call, &name);
        let mut command = Command {
            call,
            name,
            elements: Vec::new(),
            span: self.span(first.start),
        };
        let mut redirected = Redirected::default();
        let mut is_past_parameters = false;
        loop {
            let token = self.peek();
            let is_adjacent = token.start == self.last;
            let kind = match token.kind {
                Kind::Pipe
                | Kind::CloseBrace
                | Kind::Close
                | Kind::End
                | Kind::NewLine
                | Kind::Semicolon
                | Kind::And
                | Kind::Or
                | Kind::Ampersand => break,
                Kind::Redirection(_) | Kind::Input => {
                    self.take(token);
                    self.redirection(token, &mut redirected);
                    command.span = self.span(first.start);
                    continue;
                }
                Kind::Comma => {
                    // Nothing stands before it.
                    self.take(token);
                    self.refuse(Refusal::Unexpected);
                    self.skip_lines();
                    continue;
                }
                Kind::MinusMinus if !is_past_parameters => {
                    self.take(token);
                    is_past_parameters = true;
                    ElementKind::EndOfParameters
                }
                Kind::Parameter { takes_value } if !is_past_parameters => {
                    self.parameter(token, takes_value)
                }
                Kind::Word if self.is_verbatim(token) => self.verbatim(token),
                _ => match self.element(token, is_past_parameters) {
                    Some(kind) => kind,
                    None => break,
                },
            };
            command.elements.push(Element {
                kind,
                adjacent: is_adjacent,
                span: self.span(token.start),
            });
            command.span = self.span(first.start);
        }
        Some(Stage {
            kind: StageKind::Command(command),
            redirections: redirected.into_list(),
        })
    }

    fn command_name(&mut self, call: Option<Call>) -> Option<Expression> {
        let token = self.peek();
        match token.kind {
            Kind::Pipe
            | Kind::CloseBrace
            | Kind::Close
            | Kind::End
            | Kind::NewLine
            | Kind::Semicolon
            | Kind::And
            | Kind::Or
            | Kind::Ampersand => None,
            Kind::Comma => {
                self.take(token);
                self.refuse(Refusal::Unexpected);
                None
            }
            Kind::MinusMinus | Kind::Redirection(_) | Kind::Input => {
                Some(self.token_as_text(token))
            }
            Kind::Word if call.is_none() => Some(self.plain_word(token.start)),
            _ => self.argument(Context::Other),
        }
    }

    /// `-name`, `-name:value`
    fn parameter(&mut self, token: Token, takes_value: bool) -> ElementKind {
        self.take(token);
        let name = self.parameter_name(token).unwrap_or_default().to_owned();
        let mut value = None;
        if takes_value && self.peek().kind != Kind::Comma {
            value = self.argument(Context::Argument);
            if value.is_none() {
                self.refuse(Refusal::MissingValue);
            }
        }
        ElementKind::Parameter { name, value }
    }

    /// The name of a parameter, without its dash and its colon.
    pub(super) fn parameter_name(&self, token: Token) -> Option<&'t str> {
        let Kind::Parameter { takes_value } = token.kind else {
            return None;
        };
        let written = self.slice(token.start..token.end);
        let dash = written.chars().next().map_or(0, char::len_utf8);
        let name = &written[dash..];
        Some(match takes_value {
            true => name.strip_suffix(':').unwrap_or(name),
            false => name,
        })
    }

    fn element(&mut self, token: Token, is_past_parameters: bool) -> Option<ElementKind> {
        if token.kind == Kind::Splatted {
            let before = (self.at, self.last);
            self.take(token);
            let name = self.variable_name(token);
            let next = self.peek();
            let is_alone = next.start > token.end
                || !matches!(next.kind, Kind::Comma | Kind::Dot | Kind::Word);
            if is_alone && next.kind != Kind::Comma {
                return Some(ElementKind::Splat(name));
            }
            (self.at, self.last) = before;
        }
        if is_past_parameters && matches!(token.kind, Kind::Parameter { .. } | Kind::MinusMinus) {
            return Some(ElementKind::Value(self.token_as_text(token)));
        }
        self.argument(Context::Argument).map(ElementKind::Value)
    }

    /// Whether the word is `--%` and nothing else.
    fn is_verbatim(&self, token: Token) -> bool {
        let rest = self.slice(token.start..self.part.end);
        rest.strip_prefix("--%").is_some_and(|rest| {
            let next = rest.chars().next();
            next.is_none_or(ends_word)
        })
    }

    /// What follows `--%`, letter for letter: up to the end of the line, or a bar outside of
    /// double quotes.
    fn verbatim(&mut self, token: Token) -> ElementKind {
        let start = token.start + "--%".len();
        let mut end = start;
        let mut in_quotes = false;
        while let Some(c) = self.char_at(end) {
            let is_end = match c {
                c if is_newline(c) => true,
                c if is_double(c) => {
                    in_quotes = !in_quotes;
                    false
                }
                '|' => !in_quotes,
                '&' => !in_quotes && self.char_at(end + 1) == Some('&'),
                _ => false,
            };
            if is_end {
                break;
            }
            end += c.len_utf8();
        }
        self.took(end);
        ElementKind::Verbatim(self.slice(start..end).to_owned())
    }

    /// A token as the text that it is written with.
    pub(super) fn token_as_text(&mut self, token: Token) -> Expression {
        self.take(token);
        let written = self.slice(token.start..token.end).to_owned();
        Expression {
            kind: ExpressionKind::Text(vec![Part::Text(written)]),
            span: self.span(token.start),
        }
    }

    /// `configuration Name { … }`: what it says is for Windows to do later.
    pub(super) fn configuration(&mut self, token: Token) -> StatementKind {
        self.take(token);
        self.skip_lines();
        let Some(_) = self.single_argument(Context::Other) else {
            self.missing(token.end, Refusal::Unfinished);
            return StatementKind::Declaration;
        };
        let end = self.last;
        self.skip_lines();
        if self.peek().kind != Kind::OpenBrace {
            self.missing(end, Refusal::Unfinished);
            return StatementKind::Declaration;
        }
        self.braces();
        StatementKind::Declaration
    }
}
