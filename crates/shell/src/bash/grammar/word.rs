//! Words as the tokens that they are: reserved, assignments, numbers of descriptors.

use std::borrow::Cow;

use super::Stop;
use super::reader::Reader;
use super::token::{Kind, Token};

/// What is seen of a word while it is read.
#[derive(Default)]
struct Seen {
    quoted: bool,
    dollar: bool,
    other_than_digits: bool,
    other_than_name: bool,
    /// A `\` at the end of a line stands within.
    joined: bool,
    /// The list of an array's words, and where its brackets end.
    array: Option<(usize, usize)>,
}

impl<'a> Reader<'a> {
    /// The word that begins here.
    pub(super) fn word(&mut self) -> Result<Token, Stop> {
        let start = self.at;
        let mut seen = Seen::default();
        while let Some(byte) = self.byte(0) {
            match byte {
                b'0'..=b'9' => self.at += 1,
                b'\\' if self.byte(1) == Some(b'\n') => {
                    seen.joined = true;
                    self.at += 2;
                    continue;
                }
                b'\\' => {
                    seen.quoted = true;
                    self.at = (self.at + 2).min(self.text.len());
                }
                b'\'' | b'"' | b'`' => self.quotes(byte, &mut seen)?,
                b'(' if self.state.regular_expression => {
                    self.at += 1;
                    self.group(b'(', b')')?;
                }
                b'|' if self.state.regular_expression => self.at += 1,
                b'?' | b'*' | b'+' | b'@' | b'!' if self.extended_pattern() => {
                    self.at += 2;
                    self.group(b'(', b')')?;
                }
                b'$' => self.dollar_in_word(&mut seen)?,
                b'<' | b'>' if self.byte(1) == Some(b'(') => {
                    self.at += 2;
                    self.substitution()?;
                    seen.dollar = true;
                }
                b'[' if self.subscript_follows(start, &seen) => {
                    self.at += 1;
                    self.group(b'[', b']')?;
                }
                b'=' if self.byte(1) == Some(b'(') && self.array_follows(start) => {
                    if seen.array.is_some() {
                        return Err(Stop::Unread);
                    }
                    self.at += 2;
                    let words = self.array()?;
                    self.arrays.push(words);
                    seen.array = Some((self.arrays.len() - 1, self.at));
                }
                b' ' | b'\t' | b'\n' | b'(' | b')' | b'<' | b'>' | b';' | b'&' | b'|' => break,
                _ => self.at += 1,
            }
            seen.other_than_digits |= !byte.is_ascii_digit();
            seen.other_than_name |= !byte.is_ascii_alphanumeric() && byte != b'_';
        }
        if self.at == start {
            // Nothing that a word begins with, such as `(` in `[[ … =~`.
            return Err(Stop::Refused);
        }
        self.classified(start, &seen)
    }

    fn quotes(&mut self, byte: u8, seen: &mut Seen) -> Result<(), Stop> {
        let start = self.at;
        self.at += 1;
        match byte {
            b'\'' => self.single()?,
            b'"' => self.double()?,
            _ => self.backquotes()?,
        }
        seen.quoted |= byte != b'`';
        seen.dollar |= byte == b'`' || self.text[start..self.at].contains('$');
        Ok(())
    }

    /// Whether `?(`, `@(`, … is part of the word.
    fn extended_pattern(&self) -> bool {
        (self.settings.extended_patterns || self.state.extended_pattern)
            && self.byte(1) == Some(b'(')
    }

    fn dollar_in_word(&mut self, seen: &mut Seen) -> Result<(), Stop> {
        seen.dollar = true;
        self.at += 1;
        let next = self.byte(0);
        if next == Some(b'\\') && self.byte(1) == Some(b'\n') {
            return Err(Stop::Unread);
        }
        match next {
            Some(open @ (b'(' | b'{' | b'[')) => {
                self.at += 1;
                self.dollar(open)
            }
            Some(b'\'') => {
                seen.quoted = true;
                self.at += 1;
                self.ansi()
            }
            Some(b'"') => {
                seen.quoted = true;
                self.at += 1;
                self.double()
            }
            Some(b'$') => {
                self.at += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Whether `[` begins the subscript of a variable that gets a value.
    fn subscript_follows(&self, start: usize, seen: &Seen) -> bool {
        if self.at == start {
            return self.state.in_array;
        }
        self.state.takes_assignment()
            && !seen.other_than_name
            && !self.text.as_bytes()[start].is_ascii_digit()
    }

    /// Whether `=(` begins the words of an array.
    fn array_follows(&self, start: usize) -> bool {
        (self.state.takes_assignment() || self.state.declares)
            && self.at > start
            && assignment(&self.text[start..=self.at], self.state.in_array).is_some()
    }

    /// The words of an array, from behind its bracket.
    fn array(&mut self) -> Result<Vec<&'a str>, Stop> {
        let outer = (
            self.state.last,
            self.state.declares,
            self.state.in_array,
            self.state.in_pattern,
        );
        self.state.last = Kind::Word;
        self.state.in_array = true;
        self.state.in_pattern = false;
        let words = self.deeper(|this| {
            let mut words = Vec::new();
            loop {
                let token = this.token()?;
                match token.kind {
                    Kind::Close => return Ok(words),
                    Kind::Newline => {}
                    Kind::Word | Kind::Assignment => words.push(this.slice(token)),
                    Kind::End => return Err(Stop::Incomplete),
                    _ => return Err(Stop::Refused),
                }
            }
        })?;
        (
            self.state.last,
            self.state.declares,
            self.state.in_array,
            self.state.in_pattern,
        ) = outer;
        Ok(words)
    }

    fn classified(&mut self, start: usize, seen: &Seen) -> Result<Token, Stop> {
        let end = self.at;
        let written = &self.text[start..end];
        let text = if seen.joined && !seen.quoted {
            Cow::Owned(written.replace("\\\n", ""))
        } else {
            Cow::Borrowed(written)
        };
        let array = seen.array.filter(|(_, close)| *close == end);
        let token = |kind| Token {
            kind,
            start,
            end,
            array: array.map(|(list, _)| list),
        };
        if seen.joined && self.state.takes_assignment() && written.contains('=') {
            return Err(Stop::Unread);
        }
        let redirects = matches!(self.byte(0), Some(b'<' | b'>'));
        if !seen.other_than_digits
            && (redirects || matches!(self.state.last, Kind::LessAnd | Kind::GreaterAnd))
            && text.parse::<i32>().is_ok()
        {
            return Ok(token(Kind::Number));
        }
        if let Some(kind) = self.special(&text) {
            return Ok(token(kind));
        }
        if !seen.quoted
            && !seen.dollar
            && self.state.before_reserved()
            && let Some(kind) = self.reserved(&text)
        {
            return Ok(token(kind));
        }
        let assigns = assignment(&text, self.state.in_array).is_some()
            && (self.state.takes_assignment() || self.state.in_array);
        if self.state.at_command() {
            self.state.declares |= matches!(
                &*text,
                "alias" | "declare" | "eval" | "export" | "let" | "local" | "readonly" | "typeset"
            );
        }
        if redirects
            && let Some(name) = text
                .strip_prefix('{')
                .and_then(|text| text.strip_suffix('}'))
            && is_variable(name)
        {
            return Ok(token(Kind::Variable));
        }
        match self.state.last {
            Kind::Function => self.state.body_follows = true,
            Kind::Case | Kind::Select | Kind::For if !self.state.in_array => self.state.heads += 1,
            _ => {}
        }
        Ok(token(if assigns {
            Kind::Assignment
        } else {
            Kind::Word
        }))
    }

    /// Words that are reserved at certain places only.
    fn special(&mut self, text: &str) -> Option<Kind> {
        let state = &mut self.state;
        let (last, before) = (state.last, state.before);
        let in_head = last == Kind::Word && matches!(before, Kind::For | Kind::Case | Kind::Select);
        if text == "in" {
            if in_head {
                if before == Kind::Case {
                    state.in_pattern = true;
                    state.cases += 1;
                }
                state.heads = state.heads.saturating_sub(1);
                return Some(Kind::In);
            }
            if state.heads > 0 && matches!(last, Kind::Word | Kind::Newline) {
                if state.in_case {
                    state.in_pattern = true;
                    state.cases += 1;
                }
                state.heads -= 1;
                return Some(Kind::In);
            }
        }
        if text == "do" {
            if state.heads > 0 && matches!(last, Kind::Newline | Kind::Semicolon) {
                state.heads -= 1;
                return Some(Kind::Do);
            }
            if in_head && before != Kind::Case {
                state.heads = state.heads.saturating_sub(1);
                return Some(Kind::Do);
            }
        }
        if text == "esac" && state.cases > 0 && last == Kind::In {
            state.cases -= 1;
            state.in_pattern = false;
            return Some(Kind::Esac);
        }
        if std::mem::take(&mut state.body_follows) && text == "{" {
            return Some(Kind::LeftBrace);
        }
        match (last, text) {
            (Kind::ArithmeticFor, "do") => Some(Kind::Do),
            (Kind::ArithmeticFor, "{") => Some(Kind::LeftBrace),
            (Kind::Time, "-p") => Some(Kind::TimeOption),
            (Kind::Time | Kind::TimeOption, "--") => Some(Kind::TimeEnd),
            (_, "]]") if state.in_condition => Some(Kind::ConditionEnd),
            _ => None,
        }
    }

    fn reserved(&mut self, text: &str) -> Option<Kind> {
        let kind = Kind::reserved(text)?;
        let state = &mut self.state;
        if state.in_pattern && (kind != Kind::Esac || matches!(state.last, Kind::Pipe | Kind::Open))
        {
            return None;
        }
        match kind {
            Kind::Time if !state.last.before_time(state.before) => return None,
            Kind::Esac => {
                state.in_pattern = false;
                state.in_case = false;
                state.cases = state.cases.saturating_sub(1);
            }
            Kind::Case => state.in_case = true,
            _ => {}
        }
        Some(kind)
    }
}

/// Whether a text is the name of a variable.
pub(super) fn is_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.is_empty()
}

/// Whether a text is the name of a variable or of an array's element.
fn is_variable(text: &str) -> bool {
    match text.split_once('[') {
        Some((name, subscript)) => is_name(name) && subscript.ends_with(']') && subscript.len() > 1,
        None => is_name(text),
    }
}

/// Where the value begins behind `name=`, `name+=` or `name[…]=`, and how long the name is with its
/// subscript. In an array `[…]=` is one, too.
pub(super) fn assignment(text: &str, in_array: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut name = bytes
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')?;
    if bytes[0].is_ascii_digit() || name == 0 && !(in_array && bytes[0] == b'[') {
        return None;
    }
    if bytes[name] == b'[' {
        let inner = &text[name + 1..];
        name += super::enclosed(inner, super::Enclosed::Brackets)? + 2;
    }
    let value = match bytes.get(name..)? {
        [b'=', ..] => name + 1,
        [b'+', b'=', ..] => name + 2,
        _ => return None,
    };
    Some((name, value))
}
