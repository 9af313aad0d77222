//! The reader of a text: where it is, what the tokens so far say about the next, and what it found.

use std::collections::HashMap;

use super::heredoc::{Document, Pending};
use super::token::{Kind, Token};
use super::{DEEPEST, Settings, Stop};

/// The reader of a text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    /// The place of the next byte.
    pub(super) at: usize,
    pub(super) settings: Settings,
    pub(super) state: State<'a>,
    /// The token that was looked at and not taken.
    ahead: Option<Token>,
    /// Where the last token that was taken ends.
    pub(super) end: usize,
    /// How deep this lies.
    depth: usize,
    /// The words of arrays.
    pub(super) arrays: Vec<Vec<&'a str>>,
    /// The here-documents that were read, in the order of their operators.
    pub(super) documents: Vec<Document<'a>>,
    /// Where substitutions end that were read already, by where they begin.
    pub(super) substitutions: HashMap<usize, usize>,
}

/// What the tokens so far say about the next. A substitution begins anew.
#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    /// The token before.
    pub(super) last: Kind,
    /// The token before that one.
    pub(super) before: Kind,
    /// A pattern of `case` is next.
    pub(super) in_pattern: bool,
    /// A `case` began.
    pub(super) in_case: bool,
    /// `{` is reserved, as the body of a function.
    pub(super) body_follows: bool,
    /// The command is one that takes arrays, such as `declare`.
    pub(super) declares: bool,
    /// Within `x=( … )`.
    pub(super) in_array: bool,
    /// Within `[[ … ]]`.
    pub(super) in_condition: bool,
    /// Where a pattern stands behind `==`.
    pub(super) extended_pattern: bool,
    /// Behind `=~`.
    pub(super) regular_expression: bool,
    /// The command has only redirections so far.
    pub(super) only_redirects: bool,
    /// How many `case … in` are open.
    pub(super) cases: usize,
    /// How many `in` may still come.
    pub(super) heads: usize,
    /// Within `$( … )`.
    pub(super) substituted: bool,
    /// The here-documents that begin with the next line.
    pub(super) pending: Vec<Pending<'a>>,
}

impl State<'_> {
    /// At the beginning of a text, or of a substitution.
    pub(super) fn new(last: Kind) -> Self {
        Self {
            last,
            before: Kind::Start,
            in_pattern: false,
            in_case: false,
            body_follows: false,
            declares: false,
            in_array: false,
            in_condition: false,
            extended_pattern: false,
            regular_expression: false,
            only_redirects: false,
            cases: 0,
            heads: 0,
            substituted: last == Kind::Substitution,
            pending: Vec::new(),
        }
    }

    /// Whether a command may begin here, after assignments and redirections too.
    pub(super) fn at_command(&self) -> bool {
        match self.last {
            Kind::Assignment => true,
            Kind::ArmEnd | Kind::ArmNext | Kind::ArmTest => false,
            _ => self.only_redirects && !self.in_pattern || self.before_reserved(),
        }
    }

    /// Whether an assignment may stand here.
    pub(super) fn takes_assignment(&self) -> bool {
        self.at_command() && !self.in_pattern
    }

    /// Whether a reserved word is one here.
    pub(super) fn before_reserved(&self) -> bool {
        self.last.before_reserved()
            || self.last == Kind::Word && matches!(self.before, Kind::Coproc | Kind::Function)
    }
}

impl<'a> Reader<'a> {
    /// Before a text.
    pub(super) fn new(text: &'a str, settings: Settings) -> Self {
        Self {
            text,
            at: 0,
            settings,
            state: State::new(Kind::Start),
            ahead: None,
            end: 0,
            depth: 0,
            arrays: Vec::new(),
            documents: Vec::new(),
            substitutions: HashMap::new(),
        }
    }

    /// What the next token is.
    pub(super) fn peek(&mut self) -> Result<Kind, Stop> {
        Ok(self.look()?.kind)
    }

    /// The next token, which stays.
    pub(super) fn look(&mut self) -> Result<Token, Stop> {
        match self.ahead {
            Some(token) => Ok(token),
            None => {
                let token = self.token()?;
                self.ahead = Some(token);
                Ok(token)
            }
        }
    }

    /// Takes the next token.
    pub(super) fn take(&mut self) -> Result<Token, Stop> {
        let token = self.look()?;
        self.ahead = None;
        self.end = token.end;
        self.passed(token.kind);
        Ok(token)
    }

    /// Remembers a token for the sake of the next.
    pub(super) fn passed(&mut self, kind: Kind) {
        self.state.before = std::mem::replace(&mut self.state.last, kind);
    }

    /// Takes a token of this kind; no other may stand here.
    pub(super) fn expect(&mut self, kind: Kind) -> Result<Token, Stop> {
        if self.peek()? == kind {
            self.take()
        } else {
            Err(self.unexpected())
        }
    }

    /// Takes a token of this kind, if it is one.
    pub(super) fn accept(&mut self, kind: Kind) -> Result<bool, Stop> {
        let found = self.peek()? == kind;
        if found {
            self.take()?;
        }
        Ok(found)
    }

    /// The next token may not stand here.
    pub(super) fn unexpected(&self) -> Stop {
        match self.ahead {
            Some(Token {
                kind: Kind::End, ..
            }) => Stop::Incomplete,
            _ => Stop::Refused,
        }
    }

    /// Goes one deeper to read something.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.enter()?;
        let found = read(self);
        self.leave();
        found
    }

    /// Goes one deeper.
    pub(super) fn enter(&mut self) -> Result<(), Stop> {
        if self.depth >= DEEPEST {
            return Err(Stop::Unread);
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back from it.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The text of a token.
    pub(super) fn slice(&self, token: Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    /// Where the next token is looked for.
    pub(super) fn place(&self) -> usize {
        self.ahead.map_or(self.at, |token| token.start)
    }

    /// Where the line ends in which a token was refused.
    pub(super) fn next_line(&self) -> usize {
        let after_newline = self.ahead.is_some_and(|token| token.kind == Kind::Newline);
        if after_newline {
            return self.at;
        }
        let rest = &self.text.as_bytes()[self.at.min(self.text.len())..];
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| self.at + length + 1)
    }

    /// The byte at a distance.
    pub(super) fn byte(&self, distance: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + distance).copied()
    }

    /// The next byte behind any `\` at the end of a line, which joins it with the next.
    pub(super) fn joined(&mut self) -> Option<u8> {
        while self.byte(0) == Some(b'\\') && self.byte(1) == Some(b'\n') {
            self.at += 2;
        }
        self.byte(0)
    }
}
