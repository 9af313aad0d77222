//! Pipelines, assignments, and what joins them.
//!
//! Rule: about_Pipelines, about_Pipeline_Chain_Operators, about_Assignment_Operators.

use super::super::ast::{
    Chain, Expression, ExpressionKind, Joint, Pipeline, Refusal, Stage, StageKind, Statement,
    StatementKind,
};
use super::Parser;
use super::characters::{is_blank, is_newline};
use super::token::{Kind, Mode, Token};

impl Parser<'_> {
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
