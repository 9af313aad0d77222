//! Where quotes, brackets and substitutions end.

use super::reader::{Reader, State};
use super::token::Kind;
use super::{Settings, Stop};

/// What encloses a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Enclosed {
    /// `$( … )`, `<( … )`, and `$(( … ))`.
    Substitution,
    /// `${ … }`.
    Parameter,
    /// `$[ … ]`, and a subscript.
    Brackets,
    /// `` ` … ` ``.
    Backquotes,
    /// `" … "`.
    Double,
    /// `$' … '`.
    Ansi,
    /// `(…)` of an extended pattern.
    Pattern,
}

/// How long the enclosed text is at the beginning of this one, which begins behind what opens it. One
/// more byte closes it. `None` where nothing does.
pub(in super::super) fn enclosed(text: &str, kind: Enclosed) -> Option<usize> {
    let mut reader = Reader::new(text, Settings::default());
    let read = match kind {
        Enclosed::Substitution => reader.substitution(),
        Enclosed::Parameter => reader.parameter(),
        Enclosed::Brackets => reader.group(b'[', b']'),
        Enclosed::Backquotes => reader.backquotes(),
        Enclosed::Double => reader.double(),
        Enclosed::Ansi => reader.ansi(),
        Enclosed::Pattern => reader.group(b'(', b')'),
    };
    read.ok()?;
    reader.at.checked_sub(1)
}

impl Reader<'_> {
    /// Behind the next such byte.
    fn behind(&mut self, byte: u8) -> Result<(), Stop> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = memchr::memchr(byte, rest).ok_or(Stop::Incomplete)?;
        self.at += length + 1;
        Ok(())
    }

    /// From behind `'` to behind the one that closes.
    pub(super) fn single(&mut self) -> Result<(), Stop> {
        self.behind(b'\'')
    }

    /// From behind `$'`.
    pub(super) fn ansi(&mut self) -> Result<(), Stop> {
        self.escaped(b'\'')
    }

    /// From behind `` ` ``.
    pub(super) fn backquotes(&mut self) -> Result<(), Stop> {
        self.escaped(b'`')
    }

    /// To behind the closing byte that no `\` stands before.
    fn escaped(&mut self, close: u8) -> Result<(), Stop> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let length = memchr::memchr2(b'\\', close, rest).ok_or(Stop::Incomplete)?;
            self.at += length + 1;
            if rest[length] == close {
                return Ok(());
            }
            self.at += 1;
        }
    }

    /// From behind `"`.
    pub(super) fn double(&mut self) -> Result<(), Stop> {
        let mut dollar = false;
        loop {
            let byte = self.byte(0).ok_or(Stop::Incomplete)?;
            self.at += 1;
            let after_dollar = std::mem::take(&mut dollar);
            match byte {
                b'"' => return Ok(()),
                b'\\' => self.escape(after_dollar)?,
                b'`' => self.backquotes()?,
                b'$' => dollar = !after_dollar,
                b'(' | b'{' | b'[' if after_dollar => self.dollar(byte)?,
                _ => {}
            }
        }
    }

    /// What a `\` stands before. Between `$` and what opens a substitution, nobody writes one.
    fn escape(&mut self, after_dollar: bool) -> Result<(), Stop> {
        if after_dollar && self.byte(0) == Some(b'\n') {
            return Err(Stop::Unread);
        }
        self.at += 1;
        Ok(())
    }

    /// From behind `$(`, `${` or `$[`.
    pub(super) fn dollar(&mut self, open: u8) -> Result<(), Stop> {
        match open {
            b'(' => self.substitution(),
            b'{' => self.parameter(),
            _ => self.group(b'[', b']'),
        }
    }

    /// From behind `${`.
    pub(super) fn parameter(&mut self) -> Result<(), Stop> {
        self.deeper(|this| this.bracketed(None, b'}'))
    }

    /// From behind an opening bracket, of which more may follow.
    pub(super) fn group(&mut self, open: u8, close: u8) -> Result<(), Stop> {
        self.deeper(|this| this.bracketed(Some(open), close))
    }

    fn bracketed(&mut self, open: Option<u8>, close: u8) -> Result<(), Stop> {
        let mut count = 1_usize;
        let mut dollar = false;
        let mut process = false;
        loop {
            let byte = self.byte(0).ok_or(Stop::Incomplete)?;
            self.at += 1;
            let after_dollar = std::mem::take(&mut dollar);
            let after_angle = std::mem::take(&mut process);
            match byte {
                _ if byte == close => {
                    count -= 1;
                    if count == 0 {
                        return Ok(());
                    }
                }
                b'\\' => self.escape(after_dollar)?,
                b'\'' if after_dollar => self.ansi()?,
                b'\'' => self.single()?,
                b'"' => self.deeper(Self::double)?,
                b'`' => self.backquotes()?,
                b'$' => dollar = !after_dollar,
                b'<' | b'>' if open.is_none() => process = true,
                b'(' | b'{' | b'[' if after_dollar => self.dollar(byte)?,
                b'(' if after_angle => self.substitution()?,
                _ if Some(byte) == open => count += 1,
                _ => {}
            }
        }
    }

    /// From behind `$(` or `<(`.
    pub(super) fn substitution(&mut self) -> Result<(), Stop> {
        if self.joined() == Some(b'(') {
            return self.group(b'(', b')');
        }
        let start = self.at;
        if let Some(end) = self.substitutions.get(&start) {
            self.at = *end;
            return Ok(());
        }
        let outer = std::mem::replace(&mut self.state, State::new(Kind::Substitution));
        let end = self.end;
        self.deeper(Self::substituted)?;
        self.state = outer;
        self.end = end;
        self.substitutions.insert(start, self.at);
        Ok(())
    }
}
