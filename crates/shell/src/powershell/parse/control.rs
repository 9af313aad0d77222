//! `try`, `trap`, `data`, and what leaves a loop, a function or a script.
//!
//! Rule: about_Try_Catch_Finally, about_Trap, about_Data_Sections, about_Break.

use super::super::ast::{Catch, ExpressionKind, Jump, Part, Refusal, StatementKind};
use super::Parser;
use super::argument::Context;
use super::attribute::Bracketed;
use super::condition::begins;
use super::token::{Keyword, Kind, Token};

impl Parser<'_> {
    pub(super) fn try_statement(&mut self, token: Token) -> StatementKind {
        self.take(token);
        let Some(body) = self.braces() else {
            self.missing(token.end, Refusal::Unfinished);
            return StatementKind::Declaration;
        };
        let end = self.last;
        let mut catches: Vec<Catch> = Vec::new();
        let mut is_faulty = false;
        while let Some(catch) = self.catch(&mut is_faulty) {
            self.check_catch(&catches, &catch);
            catches.push(catch);
        }
        let mut finally = None;
        let before = (self.at, self.last);
        self.skip_lines();
        match self.eat(Kind::Keyword(Keyword::Finally)) {
            Some(word) => {
                finally = self.braces();
                if finally.is_none() {
                    is_faulty = true;
                    self.missing(word.end, Refusal::Unfinished);
                }
            }
            None if catches.is_empty() => {}
            None => (self.at, self.last) = before,
        }
        if catches.is_empty() && finally.is_none() && !is_faulty {
            self.missing(end, Refusal::Unfinished);
        }
        StatementKind::Try {
            body,
            catches,
            finally,
        }
    }

    fn catch(&mut self, is_faulty: &mut bool) -> Option<Catch> {
        let before = (self.at, self.last);
        self.skip_lines();
        let Some(token) = self.eat(Kind::Keyword(Keyword::Catch)) else {
            (self.at, self.last) = before;
            return None;
        };
        let mut types = Vec::new();
        let mut end = token.end;
        let mut comma: Option<Token> = None;
        loop {
            let start = self.at;
            self.skip_lines();
            match self.attribute() {
                Some(Bracketed::Type(name)) => {
                    end = self.last;
                    types.push(name);
                }
                Some(Bracketed::Attribute(_)) => {
                    // It belongs to what follows.
                    self.at = start;
                    break;
                }
                None => {
                    if let Some(comma) = comma {
                        *is_faulty = true;
                        self.missing(comma.end, Refusal::Unfinished);
                        end = comma.end;
                    }
                    break;
                }
            }
            self.skip_lines();
            comma = self.eat(Kind::Comma);
            if comma.is_none() {
                break;
            }
        }
        let Some(body) = self.braces() else {
            if !*is_faulty {
                *is_faulty = true;
                self.missing(end, Refusal::Unfinished);
            }
            return None;
        };
        Some(Catch { types, body })
    }

    /// A clause that catches everything is the last; none catches what another has caught.
    fn check_catch(&mut self, before: &[Catch], catch: &Catch) {
        let is_caught = before.iter().any(|other| {
            let same = |name: &String| {
                let same = |own: &String| own.eq_ignore_ascii_case(name);
                catch.types.iter().any(same)
            };
            other.types.is_empty() || other.types.iter().any(same)
        });
        if is_caught {
            self.refuse(Refusal::Twice);
        }
    }

    pub(super) fn trap(&mut self, token: Token) -> StatementKind {
        self.take(token);
        let start = self.at;
        self.skip_lines();
        let mut end = token.end;
        let mut types = Vec::new();
        match self.attribute() {
            Some(Bracketed::Type(name)) => {
                end = self.last;
                types.push(name);
            }
            Some(Bracketed::Attribute(_)) => self.at = start,
            None => {}
        }
        match self.braces() {
            Some(body) => StatementKind::Trap(Catch { types, body }),
            None => {
                self.missing(end, Refusal::Unfinished);
                StatementKind::Declaration
            }
        }
    }

    pub(super) fn data(&mut self, token: Token) -> StatementKind {
        self.take(token);
        self.skip_lines();
        let mut end = token.end;
        let name = self.simple_name();
        let variable = name.map(|name| {
            end = name.end;
            self.slice(name.start..name.end).to_lowercase()
        });
        self.skip_lines();
        let mut allowed = vec!["convertfrom-stringdata".to_owned()];
        let parameter = self.peek();
        if let Some(name) = self.parameter_name(parameter) {
            let name = name.to_ascii_lowercase();
            self.take(parameter);
            if !begins("supportedcommand", &name) {
                self.refuse(Refusal::Unexpected);
            }
            end = parameter.end;
            loop {
                self.skip_lines();
                let Some(command) = self.single_argument(Context::Other) else {
                    self.missing(end, Refusal::Unfinished);
                    return StatementKind::Declaration;
                };
                end = self.last;
                if let ExpressionKind::Text(parts) = &command.kind
                    && let [Part::Text(name)] = parts.as_slice()
                {
                    allowed.push(name.to_lowercase());
                }
                match self.eat(Kind::Comma) {
                    Some(comma) => end = comma.end,
                    None => break,
                }
            }
        }
        let before = self.data.replace(allowed);
        let body = self.braces();
        self.data = before;
        match body {
            Some(body) => StatementKind::Data { variable, body },
            None => {
                self.missing(end, Refusal::Unfinished);
                StatementKind::Declaration
            }
        }
    }

    /// `return`, `throw`, `exit`.
    pub(super) fn leave(&mut self, token: Token, keyword: Keyword) -> StatementKind {
        self.take(token);
        self.check_data();
        StatementKind::Jump {
            jump: match keyword {
                Keyword::Return => Jump::Return,
                Keyword::Throw => Jump::Throw,
                _ => Jump::Exit,
            },
            label: None,
            value: self.chain_alone(),
        }
    }

    /// `break` and `continue`, of the loop that is named.
    pub(super) fn leave_loop(&mut self, token: Token, keyword: Keyword) -> StatementKind {
        self.take(token);
        self.check_data();
        StatementKind::Jump {
            jump: match keyword {
                Keyword::Break => Jump::Break,
                _ => Jump::Continue,
            },
            label: self.label_or_key(),
            value: None,
        }
    }
}
