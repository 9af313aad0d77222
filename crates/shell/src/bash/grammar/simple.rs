//! Commands of words.

use super::super::syntax::{Assignment, Simple, Statement};
use super::Stop;
use super::reader::Reader;
use super::token::{Kind, Token};
use super::word::assignment;

impl<'a> Reader<'a> {
    /// A command of words, or the function whose name is the first of them.
    pub(super) fn simple(&mut self) -> Result<Statement<'a>, Stop> {
        if self.peek()? == Kind::Word {
            let first = self.take()?;
            if self.peek()? == Kind::Open {
                self.take()?;
                self.expect(Kind::Close)?;
                return self.function(self.slice(first));
            }
            return self.simple_from(Some(first));
        }
        self.simple_from(None)
    }

    /// A command of words, the first of which may be taken already.
    pub(super) fn simple_from(&mut self, first: Option<Token>) -> Result<Statement<'a>, Stop> {
        let mut simple = Simple::default();
        let start = match first {
            Some(first) => {
                self.element(first, &mut simple);
                first.start
            }
            None => {
                self.state.only_redirects = true;
                self.look()?.start
            }
        };
        loop {
            match self.peek()? {
                Kind::Word | Kind::Assignment => {
                    let token = self.take()?;
                    self.state.only_redirects = false;
                    self.element(token, &mut simple);
                }
                kind if kind.begins_redirect() => {
                    let redirect = self.redirect()?;
                    simple.redirects.push(redirect);
                }
                _ => break,
            }
        }
        self.state.only_redirects = false;
        simple.span = start..self.end;
        Ok(Statement::Simple(simple))
    }

    /// Puts a word where it belongs.
    fn element(&mut self, token: Token, simple: &mut Simple<'a>) {
        let text = self.slice(token);
        let place = match simple.words.first() {
            None => &mut simple.assignments,
            Some(&("declare" | "typeset" | "local" | "export" | "readonly")) => {
                &mut simple.declared
            }
            Some(_) => {
                simple.words.push(text);
                return;
            }
        };
        let Some((name, value)) = assignment(text, false) else {
            simple.words.push(text);
            return;
        };
        let list = token.array.and_then(|list| self.arrays.get_mut(list));
        let array = list.is_some();
        place.push(Assignment {
            name: &text[..name],
            adds: text[name..value].starts_with('+'),
            value: match list {
                Some(words) => std::mem::take(words),
                None => vec![&text[value..]],
            },
            array,
        });
    }
}
