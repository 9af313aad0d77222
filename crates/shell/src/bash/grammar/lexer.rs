//! The text as tokens.

use super::Stop;
use super::reader::Reader;
use super::token::{Kind, Token};

impl Reader<'_> {
    /// The next token of the text.
    pub(super) fn token(&mut self) -> Result<Token, Stop> {
        while let Some(b' ' | b'\t') = self.joined() {
            self.at += 1;
        }
        if self.byte(0) == Some(b'#') {
            let rest = &self.text.as_bytes()[self.at..];
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
        let start = self.at;
        let Some(byte) = self.byte(0) else {
            self.documents()?;
            return Ok(self.operator(Kind::End, start));
        };
        if byte == b'\n' {
            self.at += 1;
            self.state.declares = false;
            let token = self.operator(Kind::Newline, start);
            self.documents()?;
            return Ok(token);
        }
        if !self.state.regular_expression && b"()<>;&|".contains(&byte) {
            self.state.declares = false;
            if let Some(token) = self.meta(byte)? {
                return Ok(token);
            }
        }
        if byte == b'-' && matches!(self.state.last, Kind::LessAnd | Kind::GreaterAnd) {
            self.at += 1;
            return Ok(self.operator(Kind::Dash, start));
        }
        self.word()
    }

    fn operator(&self, kind: Kind, start: usize) -> Token {
        Token {
            kind,
            start,
            end: self.at,
            array: None,
        }
    }

    /// An operator; none where `<(` or `>(` begins a word.
    fn meta(&mut self, byte: u8) -> Result<Option<Token>, Stop> {
        let start = self.at;
        self.at += 1;
        let after = self.at;
        let next = self.joined();
        let two = match (byte, next) {
            (b'<', Some(b'<')) => {
                self.at += 1;
                Some(self.followed(
                    &[(b'-', Kind::HeredocTabs), (b'<', Kind::HereString)],
                    Kind::Heredoc,
                ))
            }
            (b'>', Some(b'>')) => Some(self.passing(Kind::Append)),
            (b';', Some(b';')) => {
                self.at += 1;
                self.state.in_pattern = true;
                Some(self.followed(&[(b'&', Kind::ArmTest)], Kind::ArmEnd))
            }
            (b';', Some(b'&')) => {
                self.state.in_pattern = true;
                Some(self.passing(Kind::ArmNext))
            }
            (b'&', Some(b'&')) => Some(self.passing(Kind::And)),
            (b'|', Some(b'|')) => Some(self.passing(Kind::Or)),
            (b'|', Some(b'&')) => Some(self.passing(Kind::PipeBoth)),
            (b'<', Some(b'&')) => Some(self.passing(Kind::LessAnd)),
            (b'>', Some(b'&')) => Some(self.passing(Kind::GreaterAnd)),
            (b'<', Some(b'>')) => Some(self.passing(Kind::LessGreater)),
            (b'>', Some(b'|')) => Some(self.passing(Kind::Clobber)),
            (b'&', Some(b'>')) => {
                self.at += 1;
                Some(self.followed(&[(b'>', Kind::AndAppend)], Kind::AndGreater))
            }
            (b'(', Some(b'(')) => self.arithmetic()?,
            _ => None,
        };
        if let Some(kind) = two {
            return Ok(Some(self.operator(kind, start)));
        }
        self.at = after;
        match byte {
            b')' if (self.state.last, self.state.before) == (Kind::Open, Kind::Word) => {
                self.state.body_follows = true;
            }
            _ => {}
        }
        if byte == b')' {
            self.state.in_pattern = false;
        }
        let kind = match byte {
            b'<' | b'>' if next == Some(b'(') => {
                self.at = start;
                return Ok(None);
            }
            b'<' => Kind::Less,
            b'>' => Kind::Greater,
            b';' => Kind::Semicolon,
            b'&' => Kind::Ampersand,
            b'|' => Kind::Pipe,
            b'(' => Kind::Open,
            _ => Kind::Close,
        };
        Ok(Some(self.operator(kind, start)))
    }

    fn passing(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    /// The kind of an operator that one more byte may belong to.
    fn followed(&mut self, longer: &[(u8, Kind)], kind: Kind) -> Kind {
        let after = self.at;
        let next = self.joined();
        match longer.iter().find(|(byte, _)| Some(*byte) == next) {
            Some((_, longer)) => {
                self.at += 1;
                *longer
            }
            None => {
                self.at = after;
                kind
            }
        }
    }

    /// `((…))` from its second bracket on; none where it is a `(` and another.
    fn arithmetic(&mut self) -> Result<Option<Kind>, Stop> {
        let kind = match self.state.last {
            Kind::For => Kind::ArithmeticFor,
            _ if self.state.before_reserved() => Kind::Arithmetic,
            _ => return Ok(None),
        };
        self.at += 1;
        self.group(b'(', b')')?;
        if self.byte(0) == Some(b')') {
            self.at += 1;
            return Ok(Some(kind));
        }
        if kind == Kind::ArithmeticFor {
            return Err(Stop::Refused);
        }
        Ok(None)
    }
}
