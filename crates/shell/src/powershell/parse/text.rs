//! Words and quoted texts, with the variables and statements in them.
//!
//! Rule: about_Quoting_Rules, about_Special_Characters.

use super::super::ast::{Expression, ExpressionKind, Part, Refusal};
use super::Parser;
use super::characters::{begins_variable, ends_word, is_double, is_single};
use super::token::Mode;

/// What a character stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// A bare word, in which quotes may begin.
    Word,
    Quotes,
    HereString,
}

/// The pieces of a text as they are gathered.
#[derive(Default)]
pub(super) struct Pieces {
    parts: Vec<Part>,
    text: String,
}

impl Pieces {
    pub(super) fn push(&mut self, c: char) {
        self.text.push(c);
    }

    pub(super) fn extend(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn add(&mut self, part: Part) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
        self.parts.push(part);
    }

    /// How long the text is behind the last other part.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    pub(super) fn done(mut self) -> ExpressionKind {
        if !self.text.is_empty() || self.parts.is_empty() {
            self.parts.push(Part::Text(self.text));
        }
        ExpressionKind::Text(self.parts)
    }
}

impl Parser<'_> {
    /// A bare word, with whatever quotes and variables are in it.
    pub(super) fn word(&mut self, start: usize) -> Expression {
        let mut pieces = Pieces::default();
        let mut at = start;
        while let Some(c) = self.char_at(at) {
            // What begins a word belongs to it.
            if ends_word(c) && at > start {
                break;
            }
            at = self.piece(at, c, &mut pieces, Inside::Word);
        }
        self.took(at);
        Expression {
            kind: pieces.done(),
            span: self.span(start),
        }
    }

    /// A bare word as it is written: the name of a command expands nothing.
    pub(super) fn plain_word(&mut self, start: usize) -> Expression {
        let mut word = self.word(start);
        if let ExpressionKind::Text(parts) = &word.kind
            && !matches!(parts.as_slice(), [Part::Text(_)])
        {
            let written = self.slice(start..self.last).to_owned();
            word.kind = ExpressionKind::Text(vec![Part::Text(written)]);
        }
        word
    }

    /// A quoted text.
    pub(super) fn quoted(&mut self, start: usize) -> Expression {
        let mut pieces = Pieces::default();
        let end = match self.char_at(start) {
            Some(c) => self.piece(start, c, &mut pieces, Inside::Word),
            None => start,
        };
        self.took(end);
        Expression {
            kind: pieces.done(),
            span: self.span(start),
        }
    }

    /// What was looked into goes up to here.
    pub(super) fn took(&mut self, end: usize) {
        self.at = end;
        self.last = end;
        self.seen = None;
    }

    /// One character of a text, or what it begins; the end of it.
    pub(super) fn piece(
        &mut self,
        at: usize,
        c: char,
        pieces: &mut Pieces,
        inside: Inside,
    ) -> usize {
        let after = at + c.len_utf8();
        match c {
            '`' => {
                let (escaped, end) = self.escaped(after);
                pieces.text.extend(escaped);
                end
            }
            '$' => self.dollar(at, pieces, inside),
            c if inside == Inside::Word && is_single(c) => self.single(after, pieces),
            c if inside == Inside::Word && is_double(c) => self.double(after, pieces),
            c => {
                pieces.push(c);
                after
            }
        }
    }

    /// The inside of single quotes; any two of the family are one of them.
    fn single(&mut self, mut at: usize, pieces: &mut Pieces) -> usize {
        while let Some(c) = self.char_at(at) {
            at += c.len_utf8();
            if is_single(c) {
                let Some(second) = self.char_at(at).filter(|c| is_single(*c)) else {
                    return at;
                };
                at += second.len_utf8();
                pieces.push(second);
            } else {
                pieces.push(c);
            }
        }
        self.missing(at, Refusal::Unclosed);
        at
    }

    /// The inside of double quotes.
    fn double(&mut self, mut at: usize, pieces: &mut Pieces) -> usize {
        while let Some(c) = self.char_at(at) {
            if is_double(c) {
                at += c.len_utf8();
                let Some(second) = self.char_at(at).filter(|c| is_double(*c)) else {
                    return at;
                };
                at += second.len_utf8();
                pieces.push(second);
            } else {
                at = self.piece(at, c, pieces, Inside::Quotes);
            }
        }
        self.missing(at, Refusal::Unclosed);
        at
    }

    /// A variable, `$( … )`, or a plain dollar in a text.
    fn dollar(&mut self, at: usize, pieces: &mut Pieces, inside: Inside) -> usize {
        match self.char_at(at + 1) {
            Some('(') => {
                let (block, end) = self.nested(at, inside != Inside::HereString);
                pieces.add(Part::Statements(block));
                end
            }
            Some(c) if c == '{' || begins_variable(c) => {
                match self.in_mode(Mode::Expression, |parser| parser.named(at, true)) {
                    Some(named) => {
                        pieces.add(Part::Variable(named.name));
                        named.end
                    }
                    None => {
                        pieces.push('$');
                        at + 1
                    }
                }
            }
            _ => {
                pieces.push('$');
                at + 1
            }
        }
    }

    /// What stands behind a backtick, and where it ends.
    pub(super) fn escaped(&mut self, at: usize) -> (Option<char>, usize) {
        let Some(c) = self.char_at(at) else {
            return (Some('`'), at);
        };
        let after = at + c.len_utf8();
        let escaped = match c {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'e' => {
                self.differs_in_seven(at);
                '\u{1b}'
            }
            'u' => {
                self.differs_in_seven(at);
                return self.code_point(after);
            }
            c => c,
        };
        (Some(escaped), after)
    }

    /// `{41}`: a character by its number.
    fn code_point(&mut self, open: usize) -> (Option<char>, usize) {
        let rest = self.slice(open..self.part.end);
        let number = rest.strip_prefix('{').and_then(|rest| {
            let digits = rest.find(|c: char| !c.is_ascii_hexdigit())?;
            let is_closed = rest[digits..].starts_with('}');
            (is_closed && (1..=6).contains(&digits)).then(|| &rest[..digits])
        });
        let Some(digits) = number else {
            self.refuse(Refusal::BadEscape);
            return (None, open);
        };
        let end = open + digits.len() + 2;
        let code = u32::from_str_radix(digits, 16).ok();
        match code.and_then(char::from_u32) {
            Some(c) => (Some(c), end),
            // Half of a character that UTF-16 writes as two: no text of ours can hold it.
            None if code.is_some_and(|code| code < 0x11_0000) => (Some('\u{fffd}'), end),
            None => {
                self.refuse(Refusal::BadEscape);
                (None, end)
            }
        }
    }
}
