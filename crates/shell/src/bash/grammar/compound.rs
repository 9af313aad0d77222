//! Loops, branches, groups.

use super::super::syntax::{Arm, Branch, Statement, Then};
use super::reader::Reader;
use super::token::{Kind, Token};
use super::{Settings, Stop};

impl<'a> Reader<'a> {
    /// A compound command, with the redirections behind it.
    pub(super) fn compound(&mut self) -> Result<Statement<'a>, Stop> {
        let statement = self.deeper(Self::bare_compound)?;
        let redirects = self.redirects()?;
        Ok(if redirects.is_empty() {
            statement
        } else {
            Statement::Redirected(Box::new(statement), redirects)
        })
    }

    fn bare_compound(&mut self) -> Result<Statement<'a>, Stop> {
        let token = self.take()?;
        match token.kind {
            Kind::Open => {
                let body = self.statements()?;
                self.expect(Kind::Close)?;
                Ok(Statement::Subshell(body))
            }
            Kind::LeftBrace => {
                let body = self.statements()?;
                self.expect(Kind::RightBrace)?;
                Ok(Statement::Group(body))
            }
            Kind::If => self.branches(),
            Kind::Case => self.case(),
            Kind::While | Kind::Until => {
                let condition = self.statements()?;
                self.expect(Kind::Do)?;
                let body = self.statements()?;
                self.expect(Kind::Done)?;
                Ok(Statement::While {
                    until: token.kind == Kind::Until,
                    condition,
                    body,
                })
            }
            Kind::For if self.peek()? == Kind::ArithmeticFor => self.for_arithmetic(),
            Kind::For => {
                let (name, words) = self.head()?;
                let body = self.body()?;
                Ok(Statement::For { name, words, body })
            }
            Kind::Select => {
                let (name, words) = self.head()?;
                let body = self.body()?;
                Ok(Statement::Select { name, words, body })
            }
            Kind::ConditionStart => self.condition(),
            Kind::Arithmetic => Ok(Statement::Arithmetic(self.expression(token)?)),
            _ => Err(self.unexpected()),
        }
    }

    /// From behind `if`.
    fn branches(&mut self) -> Result<Statement<'a>, Stop> {
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            let condition = self.statements()?;
            self.expect(Kind::Then)?;
            let body = self.statements()?;
            branches.push(Branch { condition, body });
            match self.peek()? {
                Kind::Elif => {
                    self.take()?;
                    continue;
                }
                Kind::Else => {
                    self.take()?;
                    otherwise = Some(self.statements()?);
                }
                _ => {}
            }
            self.expect(Kind::Fi)?;
            return Ok(Statement::If {
                branches,
                otherwise,
            });
        }
    }

    /// From behind `case`.
    fn case(&mut self) -> Result<Statement<'a>, Stop> {
        let word = self.expect(Kind::Word)?;
        let word = self.slice(word);
        self.newlines()?;
        self.expect(Kind::In)?;
        let mut arms = Vec::new();
        loop {
            self.newlines()?;
            if self.accept(Kind::Esac)? {
                return Ok(Statement::Case { word, arms });
            }
            self.accept(Kind::Open)?;
            let mut patterns = Vec::new();
            loop {
                let pattern = self.expect(Kind::Word)?;
                patterns.push(self.slice(pattern));
                if !self.accept(Kind::Pipe)? {
                    break;
                }
            }
            self.expect(Kind::Close)?;
            self.newlines()?;
            let body = if self.peek()?.begins_statement() {
                self.statements()?
            } else {
                Vec::new()
            };
            let then = match self.peek()? {
                Kind::ArmNext => Then::Next,
                Kind::ArmTest => Then::Test,
                _ => Then::End,
            };
            arms.push(Arm {
                patterns,
                body,
                then,
            });
            match self.peek()? {
                Kind::ArmEnd | Kind::ArmNext | Kind::ArmTest => {
                    self.take()?;
                }
                Kind::Esac => {}
                _ => return Err(self.unexpected()),
            }
        }
    }

    /// The variable and the words of `for` and `select`.
    fn head(&mut self) -> Result<(&'a str, Option<Vec<&'a str>>), Stop> {
        let name = self.expect(Kind::Word)?;
        let name = self.slice(name);
        if self.accept(Kind::Semicolon)? {
            self.newlines()?;
            return Ok((name, None));
        }
        self.newlines()?;
        if !self.accept(Kind::In)? {
            return Ok((name, None));
        }
        let mut words = Vec::new();
        while self.peek()? == Kind::Word {
            let word = self.take()?;
            words.push(self.slice(word));
        }
        if !matches!(self.peek()?, Kind::Semicolon | Kind::Newline) {
            return Err(self.unexpected());
        }
        self.take()?;
        self.newlines()?;
        Ok((name, Some(words)))
    }

    /// `do …; done` or `{ …; }`.
    fn body(&mut self) -> Result<Vec<Statement<'a>>, Stop> {
        let close = match self.peek()? {
            Kind::Do => Kind::Done,
            Kind::LeftBrace => Kind::RightBrace,
            _ => return Err(self.unexpected()),
        };
        self.take()?;
        let body = self.statements()?;
        self.expect(close)?;
        Ok(body)
    }

    fn for_arithmetic(&mut self) -> Result<Statement<'a>, Stop> {
        let head = self.take()?;
        let expressions = self.expression(head)?;
        if self.accept(Kind::Semicolon)? || self.accept(Kind::Newline)? {
            self.newlines()?;
        }
        let body = self.body()?;
        let expressions = three(expressions)?;
        Ok(Statement::ForArithmetic { expressions, body })
    }

    /// What stands in `((…))`.
    fn expression(&self, token: Token) -> Result<&'a str, Stop> {
        self.slice(token)
            .strip_prefix("((")
            .and_then(|text| text.strip_suffix("))"))
            .ok_or(Stop::Unread)
    }
}

/// The expressions between the semicolons.
fn three(text: &str) -> Result<[&str; 3], Stop> {
    let mut reader = Reader::new(text, Settings::default());
    let mut starts = vec![0];
    while let Some(byte) = reader.byte(0) {
        reader.at += 1;
        match byte {
            b';' => starts.push(reader.at),
            b'\\' => reader.at += 1,
            b'\'' => reader.single()?,
            b'"' => reader.double()?,
            b'`' => reader.backquotes()?,
            b'$' => {
                if let Some(open @ (b'(' | b'{' | b'[')) = reader.byte(0) {
                    reader.at += 1;
                    reader.dollar(open)?;
                }
            }
            _ => {}
        }
    }
    match starts.as_slice() {
        [first, second, third] => Ok([
            text[*first..*second - 1].trim(),
            text[*second..*third - 1].trim(),
            text[*third..].trim(),
        ]),
        _ => Err(Stop::Refused),
    }
}
