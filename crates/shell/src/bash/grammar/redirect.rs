//! Redirections.

use std::borrow::Cow;

use super::super::syntax::{Descriptor, Redirect, Target};
use super::Stop;
use super::heredoc::{Pending, is_literal};
use super::reader::Reader;
use super::token::Kind;

impl<'a> Reader<'a> {
    /// All redirections that stand here.
    pub(super) fn redirects(&mut self) -> Result<Vec<Redirect<'a>>, Stop> {
        let mut found = Vec::new();
        while self.peek()?.begins_redirect() {
            found.push(self.redirect()?);
        }
        Ok(found)
    }

    /// A redirection.
    pub(super) fn redirect(&mut self) -> Result<Redirect<'a>, Stop> {
        let mut token = self.take()?;
        let mut descriptor = Descriptor::Usual;
        if matches!(token.kind, Kind::Number | Kind::Variable) {
            let text = self.slice(token);
            descriptor = match text
                .strip_prefix('{')
                .and_then(|text| text.strip_suffix('}'))
            {
                Some(name) => Descriptor::Variable(name),
                None => Descriptor::Number(text.parse().map_err(|_| Stop::Unread)?),
            };
            if !self.peek()?.is_redirect() {
                return Err(self.unexpected());
            }
            token = self.take()?;
        }
        let duplicates = matches!(token.kind, Kind::LessAnd | Kind::GreaterAnd);
        let target = match self.peek()? {
            Kind::Word => self.take()?,
            Kind::Number | Kind::Dash if duplicates => self.take()?,
            _ => return Err(self.unexpected()),
        };
        let word = self.slice(target);
        let takes_both = match token.kind {
            Kind::AndGreater | Kind::AndAppend => true,
            Kind::GreaterAnd => !is_descriptor(word) && word != "-",
            _ => false,
        };
        if takes_both && descriptor == Descriptor::Usual {
            descriptor = Descriptor::Both;
        }
        let target = match token.kind {
            Kind::Less => Target::Input(word),
            Kind::LessGreater => Target::Both(word),
            Kind::Append | Kind::AndAppend => Target::Append(word),
            Kind::HereString => Target::Word(word),
            Kind::Heredoc | Kind::HeredocTabs => {
                self.state.pending.push(Pending {
                    end: word,
                    tabs: token.kind == Kind::HeredocTabs,
                });
                Target::Heredoc {
                    end: word,
                    text: Cow::Borrowed(""),
                    literal: is_literal(word),
                }
            }
            Kind::LessAnd => Target::Duplicate(word),
            Kind::GreaterAnd if is_descriptor(word) => Target::Duplicate(word),
            _ => Target::Output(word),
        };
        Ok(Redirect { descriptor, target })
    }
}

/// `-`, `2`, `2-`.
fn is_descriptor(word: &str) -> bool {
    let digits = word.strip_suffix('-').unwrap_or(word);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}
