//! `foreach`, `for`, `while`, `do`.
//!
//! Rule: about_ForEach, about_For, about_While, about_Do.

use super::super::ast::{LoopKind, Refusal, Statement, StatementKind};
use super::Parser;
use super::argument::Context;
use super::condition::begins;
use super::token::{Keyword, Kind, Token};

impl Parser<'_> {
    pub(super) fn foreach(&mut self, label: Option<String>, token: Token) -> Option<StatementKind> {
        self.take(token);
        self.skip_lines();
        self.foreach_parameters();
        let Some(open) = self.eat(Kind::Open) else {
            self.missing(token.end, Refusal::Unfinished);
            return None;
        };
        self.skip_lines();
        let variable = self.peek();
        if !matches!(variable.kind, Kind::Variable | Kind::Splatted) {
            self.missing(open.end, Refusal::Unfinished);
            return None;
        }
        self.take(variable);
        let name = self.variable_name(variable);
        self.skip_lines();
        let Some(word) = self.eat(Kind::Keyword(Keyword::In)) else {
            self.missing(variable.end, Refusal::Unfinished);
            return None;
        };
        self.skip_lines();
        let Some(over) = self.chain_alone() else {
            self.missing(word.end, Refusal::Unfinished);
            return None;
        };
        let end = self.last;
        self.skip_lines();
        let Some(close) = self.eat(Kind::Close) else {
            self.missing(end, Refusal::Unclosed);
            return None;
        };
        let Some(body) = self.braces() else {
            self.missing(close.end, Refusal::Unfinished);
            return None;
        };
        Some(StatementKind::Foreach {
            label,
            variable: name,
            over,
            body,
        })
    }

    /// `-parallel` and `-throttlelimit`, which only a workflow takes.
    fn foreach_parameters(&mut self) {
        loop {
            let parameter = self.peek();
            let Some(name) = self.parameter_name(parameter) else {
                return;
            };
            self.take(parameter);
            let name = name.to_ascii_lowercase();
            if begins("parallel", &name) {
                self.refuse(Refusal::OnlyInWorkflow);
            } else if begins("throttlelimit", &name) {
                self.skip_lines();
                if self.single_argument(Context::Argument).is_none() {
                    self.missing(parameter.end, Refusal::Unfinished);
                }
                self.refuse(Refusal::OnlyInWorkflow);
            } else {
                self.refuse(Refusal::Unexpected);
            }
            self.skip_lines();
        }
    }

    pub(super) fn for_statement(
        &mut self,
        label: Option<String>,
        token: Token,
    ) -> Option<StatementKind> {
        self.take(token);
        self.skip_lines();
        let Some(open) = self.eat(Kind::Open) else {
            self.missing(token.end, Refusal::Unfinished);
            return None;
        };
        let mut end = open.end;
        let mut part = |parser: &mut Self, is_last: bool| -> Option<Statement> {
            parser.skip_lines();
            let start = parser.peek().start;
            let part = parser.chain_or_assignment().map(|kind| Statement {
                kind,
                span: parser.span(start),
            });
            if part.is_some() {
                end = parser.last;
            }
            if !is_last && let Some(semicolon) = parser.eat(Kind::Semicolon) {
                end = semicolon.end;
            }
            part
        };
        let first = part(self, false);
        let condition = part(self, false);
        let step = part(self, true);
        self.skip_lines();
        let Some(close) = self.eat(Kind::Close) else {
            self.missing(end, Refusal::Unclosed);
            return None;
        };
        let Some(body) = self.braces() else {
            self.missing(close.end, Refusal::Unfinished);
            return None;
        };
        Some(StatementKind::Loop {
            label,
            first: first.map(Box::new),
            condition: condition.map(|statement| statement.into_chain()),
            step: step.map(Box::new),
            body,
            kind: LoopKind::While,
        })
    }

    pub(super) fn while_statement(
        &mut self,
        label: Option<String>,
        token: Token,
    ) -> Option<StatementKind> {
        self.take(token);
        self.skip_lines();
        let condition = self.condition(token)?;
        let close = self.last;
        let Some(body) = self.braces() else {
            self.missing(close, Refusal::Unfinished);
            return None;
        };
        Some(StatementKind::Loop {
            label,
            first: None,
            condition: Some(condition),
            step: None,
            body,
            kind: LoopKind::While,
        })
    }

    pub(super) fn do_statement(
        &mut self,
        label: Option<String>,
        token: Token,
    ) -> Option<StatementKind> {
        self.take(token);
        let Some(body) = self.braces() else {
            self.missing(token.end, Refusal::Unfinished);
            return None;
        };
        let end = self.last;
        self.skip_lines();
        let word = self.peek();
        let kind = match word.kind {
            Kind::Keyword(Keyword::While) => LoopKind::DoWhile,
            Kind::Keyword(Keyword::Until) => LoopKind::DoUntil,
            _ => {
                self.missing(end, Refusal::Unfinished);
                return None;
            }
        };
        self.take(word);
        self.skip_lines();
        let condition = self.condition(word)?;
        Some(StatementKind::Loop {
            label,
            first: None,
            condition: Some(condition),
            step: None,
            body,
            kind,
        })
    }
}
