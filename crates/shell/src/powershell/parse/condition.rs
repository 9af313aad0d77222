//! `if` and `switch`.
//!
//! Rule: about_If, about_Switch.

use super::super::ast::{Chain, Clause, Matching, Over, Refusal, StatementKind};
use super::Parser;
use super::argument::Context;
use super::token::{Keyword, Kind, Token};

/// What the head of a `switch` says.
struct Head {
    matching: Matching,
    is_case_sensitive: bool,
    over: Option<Over>,
    /// The end of what was understood last.
    end: usize,
    /// Whether PowerShell waits for more of it, or has complained about it.
    is_faulty: bool,
}

impl Parser<'_> {
    pub(super) fn if_statement(&mut self, first: Token) -> StatementKind {
        let mut branches = Vec::new();
        let mut otherwise = None;
        let mut keyword = first;
        self.take(first);
        loop {
            self.skip_lines();
            let Some(condition) = self.condition(keyword) else {
                return StatementKind::Declaration;
            };
            let close = self.last;
            let Some(body) = self.braces() else {
                self.missing(close, Refusal::Unfinished);
                return StatementKind::Declaration;
            };
            branches.push((condition, body));
            let end = (self.at, self.last);
            self.skip_lines();
            keyword = self.peek();
            match keyword.kind {
                Kind::Keyword(Keyword::ElseIf) => self.take(keyword),
                Kind::Keyword(Keyword::Else) => {
                    self.take(keyword);
                    otherwise = self.braces();
                    if otherwise.is_none() {
                        self.missing(keyword.end, Refusal::Unfinished);
                    }
                    break;
                }
                _ => {
                    // The line breaks may be needed: an entry of a table ends with one.
                    (self.at, self.last) = end;
                    break;
                }
            }
        }
        StatementKind::If {
            branches,
            otherwise,
        }
    }

    /// `( … )` of `if` and `while`: none if it is not whole.
    pub(super) fn condition(&mut self, keyword: Token) -> Option<Chain> {
        let Some(open) = self.eat(Kind::Open) else {
            self.missing(keyword.end, Refusal::Unfinished);
            return None;
        };
        self.skip_lines();
        let condition = self.chain_alone();
        if condition.is_none() {
            self.missing(open.end, Refusal::Unfinished);
        }
        let end = self.last;
        self.skip_lines();
        if self.eat(Kind::Close).is_none() {
            if condition.is_some() {
                let next = self.peek();
                let at = match keyword.kind {
                    Kind::Keyword(Keyword::While | Keyword::Until) => end,
                    _ => next.end,
                };
                self.missing(at, Refusal::Unclosed);
            }
            return None;
        }
        // An empty condition is a fault, but its body is read.
        Some(condition.unwrap_or_default())
    }

    pub(super) fn switch(&mut self, label: Option<String>, token: Token) -> Option<StatementKind> {
        self.take(token);
        self.skip_lines();
        let mut head = self.switch_head(token);
        self.skip_lines();
        let Some(open) = self.eat(Kind::OpenBrace) else {
            if !head.is_faulty {
                self.missing(head.end, Refusal::Unfinished);
            }
            return None;
        };
        head.end = open.end;
        self.skip_lines();
        let mut clauses = Vec::new();
        let mut otherwise = None;
        loop {
            let token = self.peek();
            let is_default = token.kind == Kind::Keyword(Keyword::Default);
            let test = if is_default {
                self.take(token);
                None
            } else {
                let test = self.single_argument(Context::Other);
                if test.is_none() {
                    self.missing(head.end, Refusal::Unfinished);
                    self.eat(Kind::CloseBrace);
                    break;
                }
                test
            };
            head.end = self.last;
            match (self.braces(), test) {
                (None, _) => self.missing(head.end, Refusal::Unfinished),
                (Some(body), Some(test)) => clauses.push(Clause { test, body }),
                (Some(body), None) => {
                    if otherwise.replace(body).is_some() {
                        self.refuse(Refusal::Twice);
                    }
                }
            }
            head.end = self.last;
            self.skip_terminators();
            let next = self.peek();
            match next.kind {
                Kind::CloseBrace => {
                    self.take(next);
                    break;
                }
                Kind::End => {
                    self.missing(next.end, Refusal::Unclosed);
                    break;
                }
                _ => {}
            }
        }
        Some(StatementKind::Switch {
            label,
            matching: head.matching,
            is_case_sensitive: head.is_case_sensitive,
            over: head.over?,
            clauses,
            otherwise,
        })
    }

    fn switch_head(&mut self, token: Token) -> Head {
        let mut head = Head {
            matching: Matching::Exact,
            is_case_sensitive: false,
            over: None,
            end: token.end,
            is_faulty: false,
        };
        loop {
            let parameter = self.peek();
            let Some(name) = self.parameter_name(parameter) else {
                break;
            };
            self.take(parameter);
            head.end = parameter.end;
            match name.to_ascii_lowercase().as_str() {
                name if begins("regex", name) => head.matching = Matching::Regex,
                name if begins("wildcard", name) => head.matching = Matching::Wildcard,
                name if begins("exact", name) => head.matching = Matching::Exact,
                name if begins("casesensitive", name) => head.is_case_sensitive = true,
                name if begins("parallel", name) => self.refuse(Refusal::OnlyInWorkflow),
                name if begins("file", name) => {
                    self.skip_lines();
                    match self.single_argument(Context::Other) {
                        Some(file) => {
                            head.end = self.last;
                            head.over = Some(Over::File(file));
                        }
                        None => {
                            head.is_faulty |= self.missing_now(parameter.end);
                        }
                    }
                }
                _ => self.refuse(Refusal::Unexpected),
            }
        }
        let Some(open) = self.eat(Kind::Open) else {
            if head.over.is_none() && !head.is_faulty {
                head.is_faulty |= self.missing_now(head.end);
            }
            return head;
        };
        head.end = open.end;
        if head.over.is_some() {
            self.refuse(Refusal::Unexpected);
        }
        self.skip_lines();
        match self.chain_alone() {
            Some(chain) => {
                head.end = self.last;
                head.over = Some(Over::Values(chain));
            }
            None => head.is_faulty |= self.missing_now(open.end),
        }
        self.skip_lines();
        match self.eat(Kind::Close) {
            Some(close) => head.end = close.end,
            None if !head.is_faulty => head.is_faulty |= self.missing_now(head.end),
            None => {}
        }
        head
    }

    /// Something is missing; whether PowerShell waits for it.
    fn missing_now(&mut self, end: usize) -> bool {
        self.missing(end, Refusal::Unfinished);
        self.ends_behind(end)
    }
}

/// Whether a name is the beginning of a parameter's.
pub(super) fn begins(full: &str, name: &str) -> bool {
    full.starts_with(name)
}
