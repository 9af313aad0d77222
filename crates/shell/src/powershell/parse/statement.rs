//! Statements, one after the other.

use super::super::ast::{Refusal, Script, Statement, StatementKind};
use super::Parser;
use super::attribute::Bracketed;
use super::token::{Keyword, Kind, Token};

impl Parser<'_> {
    /// A whole text.
    pub(super) fn script(&mut self) -> Script {
        let mut script = Script::default();
        self.skip_lines();
        while let Some(token) = self.eat(Kind::Keyword(Keyword::Using)) {
            self.using(token);
            self.mark_faulty(token.start);
            self.skip_terminators();
        }
        let start = self.at;
        if let Some(head) = self.head() {
            script.attributes = head.attributes;
            script.parameters = head.parameters;
        }
        self.mark_faulty(start);
        self.skip_terminators();
        if let Kind::Keyword(keyword) = self.peek().kind
            && keyword.names_block()
        {
            let start = self.at;
            script.statements = self.named_blocks(false);
            self.mark_faulty(start);
            return script;
        }
        loop {
            self.skip_terminators();
            let start = self.at;
            let statement = self.statement();
            self.mark_faulty(start);
            let is_none = statement.is_none();
            if self.faulty.is_none() {
                script.statements.extend(statement);
            }
            let token = self.peek();
            let is_bracket = matches!(token.kind, Kind::Close | Kind::CloseBrace);
            if token.kind == Kind::End {
                return script;
            }
            if is_none || is_bracket {
                // Nothing begins with it: PowerShell goes past it, to find more faults.
                self.refuse(Refusal::Unexpected);
                self.mark_faulty(token.start);
                self.discard(token);
            }
        }
    }

    /// Notes in which statement the first fault is.
    fn mark_faulty(&mut self, start: usize) {
        if self.faulty.is_none() && self.faults.reason().is_some() {
            self.faulty = Some(start);
        }
    }

    /// Statements up to a closing bracket, which is left.
    pub(super) fn statements(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        loop {
            self.skip_terminators();
            let Some(statement) = self.statement() else {
                return statements;
            };
            statements.push(statement);
            self.skip_terminators();
            if matches!(self.peek().kind, Kind::Close | Kind::CloseBrace) {
                return statements;
            }
        }
    }

    /// A statement, if one begins here.
    pub(super) fn statement(&mut self) -> Option<Statement> {
        self.deeper(|parser| {
            let token = parser.peek();
            let kind = parser.statement_kind(token)?;
            Some(Statement {
                kind,
                span: parser.span(token.start),
            })
        })
    }

    fn statement_kind(&mut self, token: Token) -> Option<StatementKind> {
        match token.kind {
            Kind::Keyword(keyword) => self.keyword_statement(token, keyword),
            Kind::Label => self.labelled(token),
            Kind::Word if self.char_at(token.start) == Some('[') => self.attributed(token),
            Kind::End => None,
            _ => self.chain_or_assignment(),
        }
    }

    /// What may be a statement behind attributes, and mostly is a cast.
    fn attributed(&mut self, token: Token) -> Option<StatementKind> {
        let attributes = self.attributes(false);
        let next = self.peek();
        if attributes.is_empty() {
            return self.chain_or_assignment();
        }
        let has_type = attributes
            .iter()
            .any(|one| matches!(one, Bracketed::Type(_)));
        match next.kind {
            Kind::Keyword(keyword) if !keyword.takes_attributes() => {
                if has_type {
                    self.at = token.start;
                    return self.chain_or_assignment();
                }
                self.refuse(Refusal::Unexpected);
            }
            Kind::Keyword(_) => {
                if has_type {
                    self.refuse(Refusal::Unexpected);
                }
            }
            _ => {
                self.at = token.start;
                return self.chain_or_assignment();
            }
        }
        let Kind::Keyword(keyword) = next.kind else {
            return None;
        };
        self.keyword_statement(next, keyword)
    }

    /// A statement that a keyword begins. The keyword has not been taken.
    fn keyword_statement(&mut self, token: Token, keyword: Keyword) -> Option<StatementKind> {
        let kind = match keyword {
            Keyword::Else | Keyword::ElseIf | Keyword::Catch | Keyword::Until
                if self.faults.is_grammatical() =>
            {
                // What it belongs to has been a fault already.
                self.take(token);
                self.skip_lines();
                return self.statement().map(|statement| statement.kind);
            }
            Keyword::If => self.if_statement(token),
            Keyword::Switch | Keyword::Foreach | Keyword::For | Keyword::While | Keyword::Do => {
                self.labelled_statement(None, token, keyword)?
            }
            Keyword::Function | Keyword::Filter | Keyword::Workflow => {
                self.function(token, keyword)
            }
            Keyword::Return | Keyword::Throw | Keyword::Exit => self.leave(token, keyword),
            Keyword::Break | Keyword::Continue => self.leave_loop(token, keyword),
            Keyword::Trap => self.trap(token),
            Keyword::Try => self.try_statement(token),
            Keyword::Data => self.data(token),
            Keyword::Configuration => self.configuration(token),
            Keyword::Class => self.class(token),
            Keyword::Enum => self.enumeration(token),
            Keyword::Parallel => {
                self.take(token);
                if self.braces().is_none() {
                    self.missing(token.end, Refusal::Unfinished);
                }
                self.refuse(Refusal::OnlyInWorkflow);
                StatementKind::Declaration
            }
            Keyword::Reserved => {
                self.take(token);
                self.refuse(Refusal::Reserved);
                StatementKind::Declaration
            }
            Keyword::Using => {
                self.take(token);
                self.using(token);
                self.refuse(Refusal::Unexpected);
                StatementKind::Declaration
            }
            _ => return self.chain_or_assignment(),
        };
        Some(kind)
    }

    /// `:name` before a loop; before anything else it is the name of a command.
    fn labelled(&mut self, label: Token) -> Option<StatementKind> {
        self.take(label);
        self.skip_lines();
        let token = self.peek();
        let name = self.slice(label.start + 1..label.end).to_lowercase();
        if let Kind::Keyword(keyword) = token.kind
            && let Some(statement) = self.labelled_statement(Some(name), token, keyword)
        {
            return Some(statement);
        }
        self.at = label.start;
        self.chain_or_assignment()
    }

    fn labelled_statement(
        &mut self,
        label: Option<String>,
        token: Token,
        keyword: Keyword,
    ) -> Option<StatementKind> {
        let statement = match keyword {
            Keyword::Switch => self.switch(label, token),
            Keyword::Foreach => self.foreach(label, token),
            Keyword::For => self.for_statement(label, token),
            Keyword::While => self.while_statement(label, token),
            Keyword::Do => self.do_statement(label, token),
            _ => return None,
        };
        Some(statement.unwrap_or(StatementKind::Declaration))
    }

    /// Goes to a token that may be the next one to make sense: `sought`, outside of brackets.
    pub(super) fn go_to(&mut self, sought: &[Kind]) {
        let count = |kind: Kind| i64::from(sought.contains(&kind));
        let mut open = [
            count(Kind::Close),
            count(Kind::CloseBrace),
            count(Kind::CloseBracket),
        ];
        loop {
            let token = self.peek();
            match token.kind {
                Kind::End => return,
                Kind::Open | Kind::OpenArray | Kind::OpenStatements => open[0] += 1,
                Kind::Close => open[0] -= 1,
                Kind::OpenBrace | Kind::OpenHash => open[1] += 1,
                Kind::CloseBrace => open[1] -= 1,
                Kind::OpenBracket => open[2] += 1,
                Kind::CloseBracket => open[2] -= 1,
                _ => {}
            }
            if open.iter().all(|open| *open == 0) && sought.contains(&token.kind) {
                return;
            }
            if open.iter().any(|open| *open < 0) {
                return;
            }
            self.discard(token);
        }
    }
}
