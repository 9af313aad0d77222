//! `[[ … ]]`.

use super::super::syntax::{Statement, Test};
use super::Stop;
use super::reader::Reader;
use super::token::{Kind, Token};

impl<'a> Reader<'a> {
    /// From behind `[[`.
    pub(super) fn condition(&mut self) -> Result<Statement<'a>, Stop> {
        let start = self.at;
        self.state.in_condition = true;
        let mut reader = Condition {
            reader: self,
            token: None,
        };
        let test = reader.alternatives()?;
        let close = reader.current()?;
        if close.kind != Kind::ConditionEnd {
            return Err(refused(close));
        }
        self.state.in_condition = false;
        self.end = close.end;
        self.passed(Kind::ConditionEnd);
        Ok(Statement::Condition(test, &self.text[start..close.start]))
    }
}

/// A token may not stand here.
fn refused(token: Token) -> Stop {
    if token.kind == Kind::End {
        Stop::Incomplete
    } else {
        Stop::Refused
    }
}

/// The tokens within the brackets do not count for what follows them.
struct Condition<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// The token behind what was read.
    token: Option<Token>,
}

impl<'a> Condition<'_, 'a> {
    fn current(&mut self) -> Result<Token, Stop> {
        match self.token {
            Some(token) => Ok(token),
            None => self.skip(),
        }
    }

    /// The next token behind ends of lines.
    fn skip(&mut self) -> Result<Token, Stop> {
        loop {
            let token = self.reader.token()?;
            if token.kind != Kind::Newline {
                self.token = Some(token);
                return Ok(token);
            }
        }
    }

    fn word(&mut self) -> Result<&'a str, Stop> {
        let token = self.reader.token()?;
        if token.kind == Kind::Word {
            Ok(self.reader.slice(token))
        } else {
            Err(refused(token))
        }
    }

    fn alternatives(&mut self) -> Result<Test<'a>, Stop> {
        let mut all = vec![self.both()?];
        while self.current()?.kind == Kind::Or {
            all.push(self.both()?);
        }
        Ok(one_or(all, Test::Or))
    }

    fn both(&mut self) -> Result<Test<'a>, Stop> {
        let mut all = vec![self.term()?];
        while self.current()?.kind == Kind::And {
            all.push(self.term()?);
        }
        Ok(one_or(all, Test::And))
    }

    fn term(&mut self) -> Result<Test<'a>, Stop> {
        let mut negated = false;
        let first = loop {
            let token = self.skip()?;
            match token.kind {
                Kind::Bang => negated = !negated,
                Kind::Word if self.reader.slice(token) == "!" => negated = !negated,
                _ => break token,
            }
        };
        let test = match first.kind {
            Kind::Open => self.bracketed()?,
            Kind::Word => self.test(self.reader.slice(first))?,
            _ => return Err(refused(first)),
        };
        Ok(if negated {
            Test::Not(Box::new(test))
        } else {
            test
        })
    }

    fn bracketed(&mut self) -> Result<Test<'a>, Stop> {
        self.reader.enter()?;
        let test = self.alternatives()?;
        let close = self.current()?;
        if close.kind != Kind::Close {
            return Err(refused(close));
        }
        self.reader.leave();
        self.skip()?;
        Ok(test)
    }

    fn test(&mut self, first: &'a str) -> Result<Test<'a>, Stop> {
        if is_unary(first) {
            let word = self.word()?;
            self.skip()?;
            return Ok(Test::Unary(first, word));
        }
        let token = self.reader.token()?;
        let operator = self.reader.slice(token);
        match token.kind {
            Kind::ConditionEnd | Kind::And | Kind::Or | Kind::Close => {
                self.token = Some(token);
                return Ok(Test::Word(first));
            }
            Kind::Less | Kind::Greater => {}
            Kind::Word if operator == "=~" => self.reader.state.regular_expression = true,
            Kind::Word if is_binary(operator) => {
                self.reader.state.extended_pattern = matches!(operator, "=" | "==" | "!=");
            }
            _ => return Err(refused(token)),
        }
        let second = self.word()?;
        self.reader.state.regular_expression = false;
        self.reader.state.extended_pattern = false;
        self.skip()?;
        Ok(Test::Binary(first, operator, second))
    }
}

fn one_or<'a>(mut all: Vec<Test<'a>>, several: impl FnOnce(Vec<Test<'a>>) -> Test<'a>) -> Test<'a> {
    match all.pop() {
        Some(one) if all.is_empty() => one,
        last => {
            all.extend(last);
            several(all)
        }
    }
}

fn is_unary(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 2 && bytes[0] == b'-' && b"abcdefghknoprstuvwxzGLNOSR".contains(&bytes[1])
}

fn is_binary(word: &str) -> bool {
    matches!(
        word,
        "=" | "=="
            | "!="
            | "-nt"
            | "-ot"
            | "-ef"
            | "-eq"
            | "-ne"
            | "-lt"
            | "-le"
            | "-gt"
            | "-ge"
            | "<"
            | ">"
    )
}
