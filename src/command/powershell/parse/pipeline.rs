//! Commands, pipelines, and what joins them.
//!
//! Rule: about_Pipelines, about_Pipeline_Chain_Operators, about_Assignment_Operators.

use super::super::ast::{
    Call, Chain, Command, Element, ElementKind, Expression, ExpressionKind, Joint, Part, Pipeline,
    Refusal, Stage, StageKind, Statement, StatementKind,
};
use super::Parser;
use super::argument::Context;
use super::characters::{is_blank, is_double, is_newline};
use super::redirection::Redirected;
use super::token::{Kind, Mode, Token};

impl<'t> Parser<'t> {
    /// Pipelines and what joins them, as a value is wanted: an assignment stands in brackets.
    pub(super) fn chain_alone(&mut self) -> Option<Chain> {
        let start = self.peek().start;
        let kind = self.chain_or_assignment()?;
        let span = self.span(start);
        Some(Statement { kind, span }.into_chain())
    }

    /// An assignment, or pipelines and what joins them.
    pub(super) fn chain_or_assignment(&mut self) -> Option<StatementKind> {
        let (start, expression, assigns) = self.in_mode(Mode::Expression, |parser| {
            let start = parser.peek().start;
            let expression = parser.expression(false);
            let next = parser.peek();
            let assigns = match next.kind {
                Kind::Assign(operator) if expression.is_some() => {
                    parser.take(next);
                    Some((operator, next))
                }
                _ => None,
            };
            (start, expression, assigns)
        });
        if let (Some(target), Some((operator, _))) = (&expression, assigns) {
            self.check_target(target, operator);
            self.check_data();
        }
        match (expression, assigns) {
            (Some(target), Some((operator, token))) => {
                self.skip_lines();
                let value = match self.statement() {
                    Some(value) => value,
                    None => {
                        self.missing(token.end, Refusal::Unfinished);
                        Statement::nothing(self.span(token.end))
                    }
                };
                Some(StatementKind::Assign {
                    target,
                    operator,
                    value: Box::new(value),
                })
            }
            (expression, _) => Some(StatementKind::Chain(self.chain(start, expression)?)),
        }
    }

    fn chain(&mut self, start: usize, first: Option<Expression>) -> Option<Chain> {
        let first = self.pipeline(start, first)?;
        let mut rest = Vec::new();
        let mut background = false;
        loop {
            let token = self.peek();
            let joint = match token.kind {
                Kind::And => Joint::And,
                Kind::Or => Joint::Or,
                Kind::Ampersand => {
                    self.take(token);
                    self.needs_seven(token.start);
                    background = true;
                    let next = self.peek();
                    if matches!(next.kind, Kind::And | Kind::Or) {
                        self.take(next);
                        self.refuse(Refusal::Unexpected);
                    }
                    break;
                }
                _ => break,
            };
            self.take(token);
            self.needs_seven(token.start);
            self.skip_lines();
            let next = self.peek();
            if next.kind == Kind::End {
                self.missing(token.end, Refusal::Unfinished);
                break;
            }
            match self.pipeline(next.start, None) {
                Some(pipeline) => rest.push((joint, pipeline)),
                None => {
                    self.refuse(Refusal::Unexpected);
                    break;
                }
            }
        }
        Some(Chain {
            first,
            rest,
            background,
        })
    }

    fn pipeline(&mut self, start: usize, mut first: Option<Expression>) -> Option<Pipeline> {
        let mut stages: Vec<Stage> = Vec::new();
        let mut bar: Option<Token> = None;
        let mut end = start;
        loop {
            let expression = match first.take() {
                None => self.in_mode(Mode::Expression, |parser| parser.expression(false)),
                some => some,
            };
            let stage = match expression {
                Some(expression) => {
                    if bar.is_some() {
                        self.refuse(Refusal::Unexpected);
                    }
                    let redirections = self.redirections();
                    Some(Stage {
                        kind: StageKind::Expression(expression),
                        redirections,
                    })
                }
                None => self.command(),
            };
            let is_bar = self.peek().kind == Kind::Pipe;
            match stage {
                Some(stage) => {
                    end = self.last;
                    stages.push(stage);
                }
                None if bar.is_some() || is_bar => {
                    let behind = bar.map_or(self.peek().end, |bar| bar.end);
                    self.missing(behind, Refusal::Unfinished);
                }
                None => {}
            }
            let mut next = self.peek();
            if next.kind == Kind::NewLine && self.goes_on_with_bar(next.end) {
                self.needs_seven(next.start);
                self.skip_lines();
                next = self.peek();
            }
            match next.kind {
                Kind::Semicolon
                | Kind::NewLine
                | Kind::Close
                | Kind::CloseBrace
                | Kind::End
                | Kind::And
                | Kind::Or
                | Kind::Ampersand => break,
                Kind::Pipe => {
                    self.take(next);
                    bar = Some(next);
                    self.skip_lines();
                    if self.peek().kind == Kind::End {
                        self.missing(next.end, Refusal::Unfinished);
                        break;
                    }
                }
                _ => {
                    self.refuse(Refusal::Unexpected);
                    break;
                }
            }
        }
        if stages.is_empty() {
            return None;
        }
        Some(Pipeline {
            stages,
            span: self.place(start)..self.place(end).max(self.place(start)),
        })
    }

    /// Whether the next line that holds more than a comment begins with a bar.
    fn goes_on_with_bar(&self, mut at: usize) -> bool {
        let mut is_empty = true;
        while let Some(c) = self.char_at(at) {
            match c {
                c if is_newline(c) => {
                    if is_empty {
                        return false;
                    }
                    is_empty = true;
                    let is_pair = c == '\r' && self.char_at(at + 1) == Some('\n');
                    at += 1 + usize::from(is_pair);
                }
                c if is_blank(c) => at += c.len_utf8(),
                '#' => {
                    is_empty = false;
                    at = self.line_end(at);
                }
                '<' if self.char_at(at + 1) == Some('#') => {
                    is_empty = false;
                    at = self.comment_end(at).unwrap_or(self.part.end);
                }
                c => return c == '|',
            }
        }
        false
    }

    /// A command with its words, if one begins here.
    fn command(&mut self) -> Option<Stage> {
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
            next.is_none_or(super::characters::ends_word)
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

impl Statement {
    fn nothing(span: std::ops::Range<usize>) -> Self {
        Self {
            kind: StatementKind::Declaration,
            span,
        }
    }

    /// The statement where a value is wanted.
    pub(super) fn into_chain(self) -> Chain {
        match self.kind {
            StatementKind::Chain(chain) => chain,
            // `if ($x = Get-Y)`
            _ => {
                let span = self.span.clone();
                let expression = Expression {
                    kind: ExpressionKind::Parenthesis(Box::new(self)),
                    span: span.clone(),
                };
                let stage = Stage {
                    kind: StageKind::Expression(expression),
                    redirections: Vec::new(),
                };
                Chain {
                    first: Pipeline {
                        stages: vec![stage],
                        span,
                    },
                    rest: Vec::new(),
                    background: false,
                }
            }
        }
    }
}
