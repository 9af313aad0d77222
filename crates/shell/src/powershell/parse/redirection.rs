//! `> file`, `2>&1`.
//!
//! Rule: about_Redirection.

use super::super::ast::{Redirection, Refusal, Target};
use super::Parser;
use super::argument::Context;
use super::token::{Goal, Kind, Token};

/// The redirections of one command: a stream goes to one place.
#[derive(Default)]
pub(super) struct Redirected {
    list: Vec<Redirection>,
}

impl Redirected {
    pub(super) fn into_list(self) -> Vec<Redirection> {
        self.list
    }
}

impl Parser<'_> {
    /// Those behind an expression.
    pub(super) fn redirections(&mut self) -> Vec<Redirection> {
        let mut redirected = Redirected::default();
        loop {
            let token = self.peek();
            if !matches!(token.kind, Kind::Redirection(_) | Kind::Input) {
                return redirected.list;
            }
            self.take(token);
            self.redirection(token, &mut redirected);
        }
    }

    /// The redirection that a token begins, which was taken.
    pub(super) fn redirection(&mut self, token: Token, redirected: &mut Redirected) {
        let Kind::Redirection(direction) = token.kind else {
            self.single_argument(Context::Other);
            self.refuse(Refusal::NoSuchRedirection);
            return;
        };
        let to = match direction.to {
            Goal::Stream(stream) => {
                if stream != 1 || direction.from == Some(1) {
                    self.refuse(Refusal::NoSuchRedirection);
                }
                Target::Stream(stream)
            }
            Goal::File | Goal::EndOfFile => {
                let Some(path) = self.single_argument(Context::Other) else {
                    self.refuse(Refusal::MissingValue);
                    return;
                };
                Target::File {
                    path,
                    appends: direction.to == Goal::EndOfFile,
                }
            }
        };
        if redirected
            .list
            .iter()
            .any(|other| other.from == direction.from)
        {
            self.refuse(Refusal::Twice);
        }
        redirected.list.push(Redirection {
            from: direction.from,
            to,
        });
    }
}
