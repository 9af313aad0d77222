//! Lines, lists, pipelines, functions.

use std::borrow::Cow;

use super::super::syntax::{Descriptor, Link, Redirect, Statement, Target};
use super::Stop;
use super::reader::Reader;
use super::token::Kind;

impl<'a> Reader<'a> {
    /// The statements that bash reads at once; `None` at the end.
    pub(super) fn line(&mut self) -> Result<Option<Vec<Statement<'a>>>, Stop> {
        let mut found = Vec::new();
        let from = self.at;
        match self.peek()? {
            // Only a `\` that joins it with the next line stood there.
            Kind::End if self.settings.typed && from < self.text.len() => {
                return Err(Stop::Incomplete);
            }
            Kind::End => return Ok(None),
            Kind::Newline => {
                self.take()?;
                return Ok(Some(found));
            }
            _ => {}
        }
        loop {
            let statement = self.list()?;
            match self.peek()? {
                Kind::Ampersand => {
                    self.take()?;
                    found.push(Statement::Background(Box::new(statement)));
                }
                Kind::Semicolon => {
                    self.take()?;
                    found.push(statement);
                }
                Kind::Newline | Kind::End => found.push(statement),
                _ => return Err(self.unexpected()),
            }
            match self.peek()? {
                Kind::Newline => {
                    self.take()?;
                    return Ok(Some(found));
                }
                Kind::End if self.settings.typed => return Err(Stop::Incomplete),
                Kind::End => return Ok(Some(found)),
                _ => {}
            }
        }
    }

    /// What `$(` and `)` enclose, with the bracket that closes.
    pub(super) fn substituted(&mut self) -> Result<(), Stop> {
        self.newlines()?;
        if self.peek()? != Kind::Close {
            self.statements()?;
        }
        self.expect(Kind::Close)?;
        // The text of such a here-document begins in the middle of a line.
        if self.state.pending.is_empty() {
            Ok(())
        } else {
            Err(Stop::Unread)
        }
    }

    /// Passes ends of lines.
    pub(super) fn newlines(&mut self) -> Result<(), Stop> {
        while self.accept(Kind::Newline)? {}
        Ok(())
    }

    /// Statements within another, at least one.
    pub(super) fn statements(&mut self) -> Result<Vec<Statement<'a>>, Stop> {
        let mut found = Vec::new();
        self.newlines()?;
        loop {
            let statement = self.list()?;
            let follows = match self.peek()? {
                Kind::Ampersand => {
                    self.take()?;
                    found.push(Statement::Background(Box::new(statement)));
                    true
                }
                Kind::Semicolon | Kind::Newline => {
                    self.take()?;
                    found.push(statement);
                    true
                }
                _ => {
                    found.push(statement);
                    false
                }
            };
            if !follows {
                return Ok(found);
            }
            self.newlines()?;
            if !self.peek()?.begins_statement() {
                return Ok(found);
            }
        }
    }

    /// `a && b || c`.
    fn list(&mut self) -> Result<Statement<'a>, Stop> {
        let first = self.negated()?;
        let mut rest = Vec::new();
        loop {
            let link = match self.peek()? {
                Kind::And => Link::And,
                Kind::Or => Link::Or,
                _ => break,
            };
            self.take()?;
            self.newlines()?;
            rest.push((link, self.negated()?));
        }
        Ok(if rest.is_empty() {
            first
        } else {
            Statement::List(Box::new(first), rest)
        })
    }

    /// A pipeline with `!` and `time` before it.
    fn negated(&mut self) -> Result<Statement<'a>, Stop> {
        let mut negated = false;
        let mut timed = false;
        let mut any = false;
        loop {
            match self.peek()? {
                Kind::Bang => negated = !negated,
                Kind::Time => timed = true,
                Kind::TimeOption | Kind::TimeEnd if any => {}
                _ => break,
            }
            self.take()?;
            any = true;
        }
        let bare = any && matches!(self.peek()?, Kind::Newline | Kind::Semicolon | Kind::End);
        let mut statement = if bare {
            Statement::Group(Vec::new())
        } else {
            self.pipeline()?
        };
        if negated {
            statement = Statement::Negated(Box::new(statement));
        }
        if timed {
            statement = Statement::Timed(Box::new(statement));
        }
        Ok(statement)
    }

    fn pipeline(&mut self) -> Result<Statement<'a>, Stop> {
        let start = self.look()?.start;
        let first = self.command()?;
        let mut stages = vec![first];
        loop {
            match self.peek()? {
                Kind::Pipe => {}
                Kind::PipeBoth => {
                    let redirect = Redirect {
                        descriptor: Descriptor::Number(2),
                        target: Target::Duplicate("1"),
                    };
                    let last = stages.pop();
                    stages.extend(last.map(|last| redirected(last, redirect)));
                }
                _ => break,
            }
            self.take()?;
            self.newlines()?;
            stages.push(self.command()?);
        }
        if stages.len() > 1 {
            return Ok(Statement::Pipeline(stages, start..self.end));
        }
        // There is one at least.
        Ok(stages.pop().unwrap_or(Statement::Group(Vec::new())))
    }

    /// A command, with the redirections behind it.
    fn command(&mut self) -> Result<Statement<'a>, Stop> {
        match self.peek()? {
            Kind::Function => {
                self.take()?;
                let name = self.expect(Kind::Word)?;
                let name = self.slice(name);
                if self.peek()? == Kind::Open {
                    let start = self.take()?.start;
                    if !self.accept(Kind::Close)? {
                        return self.function_in_brackets(name, start);
                    }
                }
                self.function(name)
            }
            Kind::Coproc => self.coprocess(),
            kind if kind.begins_compound() => self.compound(),
            kind if kind.begins_redirect() || matches!(kind, Kind::Word | Kind::Assignment) => {
                self.simple()
            }
            _ => Err(self.unexpected()),
        }
    }

    /// A function, from behind its name and `()`.
    pub(super) fn function(&mut self, name: &'a str) -> Result<Statement<'a>, Stop> {
        self.newlines()?;
        let start = self.look()?.start;
        if !self.peek()?.begins_compound() {
            return Err(self.unexpected());
        }
        self.compound()?;
        Ok(Statement::Function(
            name,
            Cow::Borrowed(&self.text[start..self.end]),
        ))
    }

    /// `function f ( … )`, from behind the bracket that opens, which stands at `start`.
    fn function_in_brackets(&mut self, name: &'a str, start: usize) -> Result<Statement<'a>, Stop> {
        self.deeper(Self::statements)?;
        self.expect(Kind::Close)?;
        self.redirects()?;
        Ok(Statement::Function(
            name,
            Cow::Borrowed(&self.text[start..self.end]),
        ))
    }

    fn coprocess(&mut self) -> Result<Statement<'a>, Stop> {
        self.take()?;
        let kind = self.peek()?;
        if kind.begins_compound() {
            let body = self.compound()?;
            return Ok(Statement::Coprocess(None, Box::new(body)));
        }
        if kind == Kind::Word {
            let first = self.take()?;
            if self.peek()?.begins_compound() {
                let name = self.slice(first);
                let body = self.compound()?;
                return Ok(Statement::Coprocess(Some(name), Box::new(body)));
            }
            let body = self.simple_from(Some(first))?;
            return Ok(Statement::Coprocess(None, Box::new(body)));
        }
        if kind == Kind::Assignment || kind.begins_redirect() {
            let body = self.simple_from(None)?;
            return Ok(Statement::Coprocess(None, Box::new(body)));
        }
        Err(self.unexpected())
    }
}

/// A statement with one more redirection.
fn redirected<'a>(statement: Statement<'a>, redirect: Redirect<'a>) -> Statement<'a> {
    match statement {
        Statement::Simple(mut simple) => {
            simple.redirects.push(redirect);
            Statement::Simple(simple)
        }
        Statement::Redirected(body, mut redirects) => {
            redirects.push(redirect);
            Statement::Redirected(body, redirects)
        }
        body => Statement::Redirected(Box::new(body), vec![redirect]),
    }
}
