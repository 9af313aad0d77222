//! `function`, `filter`.
//!
//! Rule: about_Functions.

use std::rc::Rc;

use super::super::ast::{Block, BlockName, FunctionName, Refusal, Statement, StatementKind};
use super::Parser;
use super::token::{Keyword, Kind, Token};

impl Parser<'_> {
    pub(super) fn function(&mut self, token: Token, keyword: Keyword) -> StatementKind {
        self.take(token);
        self.check_data();
        self.skip_lines();
        let Some((name, name_end)) = self.function_name() else {
            self.missing(token.end, Refusal::Unfinished);
            return StatementKind::Declaration;
        };
        let before = (self.at, self.last);
        self.skip_lines();
        let mut declared = None;
        let mut end = name_end;
        let mut is_faulty = false;
        match self.eat(Kind::Open) {
            Some(open) => {
                let parameters = self.parameters();
                let last = if parameters.is_empty() {
                    open.end
                } else {
                    self.last
                };
                declared = Some(parameters);
                self.skip_lines();
                match self.eat(Kind::Close) {
                    Some(close) => end = close.end,
                    None => {
                        is_faulty = true;
                        self.missing(last, Refusal::Unclosed);
                    }
                }
                self.skip_lines();
            }
            None => {
                if self.peek().kind != Kind::OpenBrace {
                    (self.at, self.last) = before;
                }
            }
        }
        let Some(open) = self.eat(Kind::OpenBrace) else {
            if !is_faulty {
                self.missing(end, Refusal::Unfinished);
            }
            return StatementKind::Declaration;
        };
        if is_faulty {
            return StatementKind::Declaration;
        }
        let Some(mut body) = self.block(open) else {
            return StatementKind::Declaration;
        };
        if let Some(declared) = declared {
            if !body.parameters.is_empty() {
                self.refuse(Refusal::Twice);
            }
            body.parameters = declared;
        }
        match keyword {
            Keyword::Filter => as_process(&mut body),
            Keyword::Workflow => self.refuse(Refusal::OnlyInWorkflow),
            _ => {}
        }
        StatementKind::Function {
            name: scoped(name),
            body: Rc::new(body),
        }
    }

    /// The name, which may be nearly anything, and where it ends.
    fn function_name(&mut self) -> Option<(String, usize)> {
        let token = self.peek();
        let name = match token.kind {
            Kind::Pipe
            | Kind::Open
            | Kind::OpenBrace
            | Kind::OpenArray
            | Kind::OpenHash
            | Kind::CloseBrace
            | Kind::Close
            | Kind::End
            | Kind::Semicolon
            | Kind::Redirection(_)
            | Kind::Input
            | Kind::And
            | Kind::Or
            | Kind::Ampersand
            | Kind::Variable
            | Kind::Splatted
            | Kind::Here
            | Kind::Text => return None,
            Kind::Word => {
                let word = self.plain_word(token.start);
                word.as_plain_text().unwrap_or_default().to_owned()
            }
            _ => {
                self.take(token);
                self.slice(token.start..token.end).to_owned()
            }
        };
        Some((name, self.last))
    }
}

/// `global:Name`
fn scoped(name: String) -> FunctionName {
    match name.split_once(':') {
        Some((scope, name)) => FunctionName {
            name: name.to_owned(),
            scope: Some(scope.to_lowercase()),
        },
        None => FunctionName { name, scope: None },
    }
}

/// A filter is a function whose whole body is its `process` block.
fn as_process(body: &mut Block) {
    let is_named = |statement: &Statement| matches!(statement.kind, StatementKind::Inline { .. });
    if body.statements.iter().any(is_named) {
        return;
    }
    let span = body.span.clone();
    let inner = Block {
        statements: std::mem::take(&mut body.statements),
        span: span.clone(),
        ..Block::default()
    };
    let kind = StatementKind::Inline {
        name: BlockName::Process,
        body: inner,
    };
    body.statements.push(Statement { kind, span });
}
