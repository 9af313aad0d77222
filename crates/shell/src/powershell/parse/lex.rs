//! From characters to tokens. What a character begins depends on the mode.

use super::super::ast::{Assignment, Refusal};
use super::characters::{
    begins_name, begins_variable, ends_word, is_blank, is_dash, is_name, is_newline, is_quote,
};
use super::operator::Operator;
use super::token::{Direction, Goal, Keyword, Kind, Mode, Token};
use super::{Parser, Seen};

impl Parser<'_> {
    /// The next token, which stays where it is.
    pub(super) fn peek(&mut self) -> Token {
        self.look(false, false)
    }

    /// The next token where an operand may stand: a sign belongs to its number.
    pub(super) fn peek_operand(&mut self, ends_at_ternary: bool) -> Token {
        self.look(true, ends_at_ternary)
    }

    /// Goes past a token that was looked at.
    pub(super) fn take(&mut self, token: Token) {
        self.at = token.end;
        self.last = token.end;
    }

    /// Goes past the next token, if it is of a kind.
    pub(super) fn eat(&mut self, kind: Kind) -> Option<Token> {
        let token = self.peek();
        (token.kind == kind).then(|| {
            self.take(token);
            token
        })
    }

    /// Goes past the next token whatever it is; where words and texts are, past all of them.
    pub(super) fn discard(&mut self, token: Token) {
        match token.kind {
            Kind::Word => {
                self.word(token.start);
            }
            Kind::Text => {
                self.quoted(token.start);
            }
            Kind::Here => {
                self.here_string(token.start);
            }
            _ => self.take(token),
        }
    }

    /// Goes past line breaks, and all that stands between.
    pub(super) fn skip_lines(&mut self) {
        self.skip(false);
    }

    /// Goes past line breaks and semicolons.
    pub(super) fn skip_terminators(&mut self) {
        self.skip(true);
    }

    fn skip(&mut self, semicolons: bool) {
        loop {
            self.at = self.blanks(self.at, false);
            match self.char_at(self.at) {
                Some('\n' | '\r') => self.at += 1,
                Some(';') if semicolons => self.at += 1,
                _ => return,
            }
        }
    }

    /// Where the line ends that a place is on.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.slice(at..self.part.end);
        at + rest.find(is_newline).unwrap_or(rest.len())
    }

    /// Where the comment of several lines ends that begins here.
    pub(super) fn comment_end(&self, at: usize) -> Option<usize> {
        let inside = at + 2;
        let rest = self.slice(inside..self.part.end);
        rest.find("#>").map(|end| inside + end + 2)
    }

    /// Behind blanks, comments and continued lines.
    fn blanks(&mut self, mut at: usize, is_token: bool) -> usize {
        loop {
            match self.char_at(at) {
                Some('#') => at = self.line_end(at),
                Some('<') if self.char_at(at + 1) == Some('#') => {
                    let Some(end) = self.comment_end(at) else {
                        at = self.part.end;
                        self.missing(at, Refusal::Unclosed);
                        return at;
                    };
                    at = end;
                }
                Some('`') => match self.char_at(at + 1) {
                    None if is_token => {
                        at = self.part.end;
                        self.missing(at, Refusal::Unclosed);
                        return at;
                    }
                    Some(c) if c.is_whitespace() => {
                        at += 1 + c.len_utf8();
                        if c == '\r' && self.char_at(at) == Some('\n') {
                            at += 1;
                        }
                    }
                    _ => return at,
                },
                Some(c) if is_blank(c) => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    fn look(&mut self, is_operand: bool, ends_at_ternary: bool) -> Token {
        if let Some(seen) = self.seen
            && (seen.at, seen.mode) == (self.at, self.mode)
            && (seen.is_operand, seen.ends_at_ternary) == (is_operand, ends_at_ternary)
        {
            return seen.token;
        }
        match self.fuel.checked_sub(1) {
            Some(fuel) => self.fuel = fuel,
            None => self.halt(),
        }
        let start = self.blanks(self.at, true);
        let (kind, end) = self.token_at(start, is_operand, ends_at_ternary);
        let token = Token { kind, start, end };
        self.seen = Some(Seen {
            at: self.at,
            mode: self.mode,
            is_operand,
            ends_at_ternary,
            token,
        });
        token
    }

    /// What begins at a place that holds no blank.
    fn token_at(&mut self, start: usize, is_operand: bool, ends_at_ternary: bool) -> (Kind, usize) {
        let Some(c) = self.char_at(start) else {
            return (Kind::End, start);
        };
        let one = start + c.len_utf8();
        let next = self.char_at(one);
        let word = (Kind::Word, start);
        match c {
            '\n' => (Kind::NewLine, one),
            '\r' if next == Some('\n') => (Kind::NewLine, one + 1),
            '\r' => (Kind::NewLine, one),
            ';' => (Kind::Semicolon, one),
            ',' => (Kind::Comma, one),
            '(' => (Kind::Open, one),
            ')' => (Kind::Close, one),
            '{' => (Kind::OpenBrace, one),
            '}' => (Kind::CloseBrace, one),
            ']' => (Kind::CloseBracket, one),
            '[' => self.unless_word(start, one, Kind::OpenBracket),
            '|' if next == Some('|') => (Kind::Or, one + 1),
            '|' => (Kind::Pipe, one),
            '&' if next == Some('&') => (Kind::And, one + 1),
            '&' => (Kind::Ampersand, one),
            '<' => (Kind::Input, one),
            '>' => self.redirection_at(Some(1), one, false),
            '*' if next == Some('>') => self.redirection_at(None, one + 1, true),
            '1'..='6' if next == Some('>') => {
                let from = c.to_digit(10).and_then(|from| u8::try_from(from).ok());
                self.redirection_at(from, one + 1, true)
            }
            '0'..='9' => self.number_at(start, ends_at_ternary),
            '.' => self.dot_at(start, ends_at_ternary),
            '$' if next == Some('(') => (Kind::OpenStatements, one + 1),
            '$' => self.variable_at(start, false).unwrap_or(word),
            '@' => match next {
                Some('(') => (Kind::OpenArray, one + 1),
                Some('{') => (Kind::OpenHash, one + 1),
                Some(c) if is_quote(c) => (Kind::Here, start),
                Some(c) if begins_variable(c) => self.variable_at(start, true).unwrap_or(word),
                _ => {
                    self.refuse(Refusal::Unexpected);
                    (Kind::Unknown, one)
                }
            },
            '=' => self.unless_word(start, one, Kind::Assign(Assignment::Plain)),
            '+' | '*' | '/' | '%' if next == Some('=') => {
                self.unless_word(start, one + 1, Kind::Assign(Assignment::With(c)))
            }
            '+' if next == Some('+') => self.unless_word(start, one + 1, Kind::PlusPlus),
            '+' if is_operand && is_number_start(next) => self.number_at(start, ends_at_ternary),
            '+' => self.unless_word(start, one, Kind::Operator(Operator::PLUS)),
            '*' => self.unless_word(start, one, Kind::Operator(Operator::TIMES)),
            '/' => self.unless_word(start, one, Kind::Operator(Operator::DIVIDE)),
            '%' => self.unless_word(start, one, Kind::Operator(Operator::REMAINDER)),
            '!' => match next {
                Some(c) if self.mode == Mode::Command && !ends_word(c) => word,
                Some(c) if self.mode == Mode::Expression && begins_name(c) => word,
                Some(c) if self.mode == Mode::Expression && (c.is_numeric() || c == '.') => {
                    match self.number(one, false) {
                        Some(_) => (Kind::Exclamation, one),
                        None => word,
                    }
                }
                _ => (Kind::Exclamation, one),
            },
            ':' if next == Some(':') => self.unless_word(start, one + 1, Kind::ColonColon),
            ':' if self.mode == Mode::Command => self.label_at(start),
            ':' => (Kind::Colon, one),
            '?' if self.mode == Mode::Expression => match (next, self.char_at(one + 1)) {
                (Some('?'), Some('=')) => (Kind::Assign(Assignment::IfNull), one + 2),
                (Some('?'), _) => (Kind::Operator(Operator::COALESCE), one + 1),
                _ => (Kind::Question, one),
            },
            c if is_dash(c) => self.dash_at(start, one, is_operand, ends_at_ternary),
            c if is_quote(c) => (Kind::Text, start),
            c if begins_name(c) => self.name_at(start),
            _ => word,
        }
    }

    /// Among the words of a command, a sign against other characters is a word with them.
    fn unless_word(&self, start: usize, end: usize, kind: Kind) -> (Kind, usize) {
        let begins_word = self.char_at(end).is_some_and(|c| !ends_word(c));
        if self.mode == Mode::Command && begins_word {
            return (Kind::Word, start);
        }
        (kind, end)
    }

    fn number_at(&mut self, start: usize, ends_at_ternary: bool) -> (Kind, usize) {
        match self.number(start, ends_at_ternary) {
            Some(end) => (Kind::Number, end),
            None => (Kind::Word, start),
        }
    }

    fn dot_at(&mut self, start: usize, ends_at_ternary: bool) -> (Kind, usize) {
        let one = start + 1;
        match self.char_at(one) {
            Some('.') => self.unless_word(start, one + 1, Kind::Operator(Operator::RANGE)),
            Some('0'..='9') => self.number_at(start, ends_at_ternary),
            Some(c)
                if self.mode == Mode::Command
                    && !ends_word(c)
                    && !matches!(c, '$' | '"' | '\'') =>
            {
                (Kind::Word, start)
            }
            _ => (Kind::Dot, one),
        }
    }

    fn dash_at(
        &mut self,
        start: usize,
        one: usize,
        is_operand: bool,
        ends_at_ternary: bool,
    ) -> (Kind, usize) {
        match self.char_at(one) {
            Some(c) if is_dash(c) => self.unless_word(start, one + c.len_utf8(), Kind::MinusMinus),
            Some('=') => self.unless_word(start, one + 1, Kind::Assign(Assignment::With('-'))),
            Some(c) if begins_name(c) || c == '?' => self.parameter_at(start, one),
            next if is_operand && is_number_start(next) => self.number_at(start, ends_at_ternary),
            _ => self.unless_word(start, one, Kind::Operator(Operator::MINUS)),
        }
    }

    /// A parameter, or an operator that is written as one.
    fn parameter_at(&self, start: usize, one: usize) -> (Kind, usize) {
        let is_command = self.mode == Mode::Command;
        let mut end = one;
        let mut takes_value = false;
        while let Some(c) = self.char_at(end) {
            match c {
                '.' | '[' => break,
                c if ends_word(c) => break,
                ':' => {
                    takes_value = true;
                    break;
                }
                c if is_quote(c) && is_command => return (Kind::Word, start),
                c if is_command || c.is_ascii_alphabetic() => end += c.len_utf8(),
                _ => break,
            }
        }
        let name = self.slice(one..end);
        if self.mode == Mode::Expression
            && let Some(operator) = Operator::of(name)
        {
            return (Kind::Operator(operator), end);
        }
        if name.is_empty() {
            return (Kind::Operator(Operator::MINUS), one);
        }
        let colon = usize::from(takes_value && is_command);
        (Kind::Parameter { takes_value }, end + colon)
    }

    fn name_at(&self, start: usize) -> (Kind, usize) {
        let end = self.name_end(start);
        let begins_word = self.char_at(end).is_some_and(|c| !ends_word(c));
        match self.mode {
            Mode::Command if begins_word => (Kind::Word, start),
            Mode::Expression => (Kind::Name, end),
            Mode::Command | Mode::Signature => match Keyword::of(self.slice(start..end)) {
                Some(keyword) => (Kind::Keyword(keyword), end),
                None => (Kind::Name, end),
            },
        }
    }

    /// The end of the name that begins here.
    pub(super) fn name_end(&self, start: usize) -> usize {
        let rest = self.slice(start..self.part.end);
        start + rest.find(|c| !is_name(c)).unwrap_or(rest.len())
    }

    fn label_at(&self, start: usize) -> (Kind, usize) {
        let end = self.name_end(start + 1);
        let begins_name = self.char_at(start + 1).is_some_and(begins_name);
        if !begins_name || self.char_at(end).is_some_and(|c| !ends_word(c)) {
            return (Kind::Word, start);
        }
        (Kind::Label, end)
    }

    /// What follows the `>` of a redirection. Only a stream that is named can be merged.
    fn redirection_at(&self, from: Option<u8>, end: usize, is_named: bool) -> (Kind, usize) {
        let (to, length) = match (self.char_at(end), self.char_at(end + 1)) {
            (Some('>'), _) => (Goal::EndOfFile, 1),
            (Some('&'), Some('1')) if is_named => (Goal::Stream(1), 2),
            (Some('&'), Some('2')) if is_named && from.is_some() => (Goal::Stream(2), 2),
            _ => (Goal::File, 0),
        };
        (Kind::Redirection(Direction { from, to }), end + length)
    }

    /// A plain name, in a place where words and keywords are names too.
    pub(super) fn simple_name(&mut self) -> Option<Token> {
        let start = self.blanks(self.at, true);
        if !self.char_at(start).is_some_and(begins_name) {
            return None;
        }
        let token = Token {
            kind: Kind::Name,
            start,
            end: self.name_end(start),
        };
        self.take(token);
        Some(token)
    }

    /// A square bracket, which in a command could begin a word.
    pub(super) fn open_bracket(&mut self) -> Option<Token> {
        let start = self.blanks(self.at, true);
        if self.char_at(start) != Some('[') {
            return None;
        }
        let token = Token {
            kind: Kind::OpenBracket,
            start,
            end: start + 1,
        };
        self.take(token);
        Some(token)
    }
}

fn is_number_start(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || c == '.')
}
