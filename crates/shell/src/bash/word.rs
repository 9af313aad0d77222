//! A word as it is written, in pieces: text without its quotes, and what the shell puts in.

use std::borrow::Cow;

use super::escape;
use super::grammar::{Enclosed, enclosed};

/// A piece of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// Whether it stands in quotes, which keep it whole.
    pub(super) quoted: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Text, unescaped.
    Text(Cow<'a, str>),
    /// `$name`: the name.
    Variable(&'a str),
    /// `${…}`: what stands between the braces.
    Parameter(&'a str),
    /// `$((…))` or `$[…]`: the expression.
    Arithmetic(&'a str),
    /// `$(…)` or `` `…` ``: the commands.
    Command(Cow<'a, str>),
    /// `<(…)` or `>(…)`: the commands.
    Process(&'a str),
    /// `*`, `?`, `[…]`: it matches names of files.
    Pattern(&'a str),
}

/// The word does not hold together: a quote or a bracket is open, or a blank stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken;

/// The pieces of a word.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Broken> {
    let mut scan = Scan {
        text,
        at: 0,
        blanks: false,
        found: Vec::new(),
    };
    scan.unquoted()?;
    Ok(scan.found)
}

/// The pieces of a text in which blanks and operators mean nothing: what stands in `${x:-…}`.
pub(super) fn pieces_with_blanks(text: &str) -> Result<Vec<Piece<'_>>, Broken> {
    let mut scan = Scan {
        text,
        at: 0,
        blanks: true,
        found: Vec::new(),
    };
    scan.unquoted()?;
    Ok(scan.found)
}

/// The pieces of a text in which quotes mean nothing: a here-document.
pub(super) fn pieces_of_heredoc(text: &str) -> Result<Vec<Piece<'_>>, Broken> {
    let mut scan = Scan {
        text,
        at: 0,
        blanks: false,
        found: Vec::new(),
    };
    scan.double(None)?;
    Ok(scan.found)
}

/// A word's text where nothing in it is special to the shell.
pub(super) fn plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_./:@%+,=^".contains(&byte))
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Whether blanks and operators are text.
    blanks: bool,
    found: Vec<Piece<'a>>,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn push(&mut self, kind: Kind<'a>, quoted: bool) {
        self.found.push(Piece { kind, quoted });
    }

    fn push_text(&mut self, text: &'a str, quoted: bool) {
        self.push(Kind::Text(Cow::Borrowed(text)), quoted);
    }

    fn unquoted(&mut self) -> Result<(), Broken> {
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '\\' => {
                    self.at += 1;
                    match self.peek() {
                        Some('\n') => self.at += 1,
                        Some(escaped) => {
                            let from = self.at;
                            self.at += escaped.len_utf8();
                            self.push_text(&self.text[from..self.at], true);
                        }
                        None => self.push_text("\\", true),
                    }
                }
                '\'' => {
                    let from = self.at + 1;
                    let length = self.text[from..].find('\'').ok_or(Broken)?;
                    self.at = from + length + 1;
                    self.push_text(&self.text[from..from + length], true);
                }
                '"' => {
                    self.at += 1;
                    let before = self.found.len();
                    self.double(Some('"'))?;
                    if self.found.len() == before {
                        self.push_text("", true);
                    }
                }
                '$' if self.text[self.at..].starts_with("$'") => self.ansi()?,
                '$' if self.text[self.at..].starts_with("$\"") => self.at += 1,
                '$' => self.dollar(false)?,
                '`' => self.backquote(false)?,
                '<' | '>' if self.text[self.at + 1..].starts_with('(') => {
                    let from = self.at + 2;
                    let length =
                        enclosed(&self.text[from..], Enclosed::Substitution).ok_or(Broken)?;
                    self.at = from + length + 1;
                    self.push(Kind::Process(&self.text[from..from + length]), false);
                }
                '*' | '?' | '+' | '@' | '!' if self.text[self.at + 1..].starts_with('(') => {
                    let length =
                        enclosed(&self.text[self.at + 2..], Enclosed::Pattern).ok_or(Broken)?;
                    self.at += 2 + length + 1;
                    self.push(Kind::Pattern(&self.text[start..self.at]), false);
                }
                '*' | '?' => {
                    self.at += 1;
                    self.push(Kind::Pattern(&self.text[start..self.at]), false);
                }
                '[' if self.text[self.at + 1..].contains(']') => {
                    self.at += 1;
                    self.push(Kind::Pattern(&self.text[start..self.at]), false);
                }
                c if !self.blanks
                    && (c.is_ascii_whitespace()
                        || matches!(c, '<' | '>' | '|' | '&' | ';' | '(' | ')')) =>
                {
                    return Err(Broken);
                }
                c => {
                    self.at += c.len_utf8();
                    while let Some(next) = self.peek() {
                        let extended =
                            "+@".contains(next) && self.text[self.at + 1..].starts_with('(');
                        if !self.blanks && next.is_ascii_whitespace()
                            || "\\'\"$`<>*?[!|&;()".contains(next)
                            || extended
                        {
                            break;
                        }
                        self.at += next.len_utf8();
                    }
                    self.push_text(&self.text[start..self.at], false);
                }
            }
        }
        Ok(())
    }

    /// Up to the quote that ends it, or to the end of the text.
    fn double(&mut self, end: Option<char>) -> Result<(), Broken> {
        loop {
            let start = self.at;
            let Some(c) = self.peek() else {
                return if end.is_none() { Ok(()) } else { Err(Broken) };
            };
            match c {
                _ if Some(c) == end => {
                    self.at += 1;
                    return Ok(());
                }
                '\\' => {
                    let next = self.text[self.at + 1..].chars().next();
                    match next {
                        Some('\n') => self.at += 2,
                        Some('$' | '`' | '\\') => {
                            self.at += 2;
                            self.push_text(&self.text[start + 1..self.at], true);
                        }
                        Some('"') if end.is_some() => {
                            self.at += 2;
                            self.push_text("\"", true);
                        }
                        _ => {
                            self.at += 1;
                            self.push_text("\\", true);
                        }
                    }
                }
                '$' => self.dollar(true)?,
                '`' => self.backquote(true)?,
                c => {
                    self.at += c.len_utf8();
                    while let Some(next) = self.peek() {
                        if matches!(next, '\\' | '$' | '`') || Some(next) == end {
                            break;
                        }
                        self.at += next.len_utf8();
                    }
                    self.push_text(&self.text[start..self.at], true);
                }
            }
        }
    }

    fn dollar(&mut self, quoted: bool) -> Result<(), Broken> {
        let rest = &self.text[self.at + 1..];
        if let Some(inner) = rest.strip_prefix('(') {
            let length = enclosed(inner, Enclosed::Substitution).ok_or(Broken)?;
            self.at += 2 + length + 1;
            let inner = &inner[..length];
            self.push(
                match arithmetic(inner) {
                    Some(expression) => Kind::Arithmetic(expression),
                    None => Kind::Command(Cow::Borrowed(inner)),
                },
                quoted,
            );
        } else if let Some(inner) = rest.strip_prefix('{') {
            let length = enclosed(inner, Enclosed::Parameter).ok_or(Broken)?;
            self.at += 2 + length + 1;
            self.push(Kind::Parameter(&inner[..length]), quoted);
        } else if let Some(inner) = rest.strip_prefix('[') {
            let length = enclosed(inner, Enclosed::Brackets).ok_or(Broken)?;
            self.at += 2 + length + 1;
            self.push(Kind::Arithmetic(&inner[..length]), quoted);
        } else {
            let name = name_length(rest);
            if name > 0 {
                self.at += 1 + name;
                self.push(Kind::Variable(&rest[..name]), quoted);
            } else if rest.starts_with(['*', '@', '?', '#', '-', '$', '!', '_'])
                || rest.starts_with(|c: char| c.is_ascii_digit())
            {
                self.at += 2;
                self.push(Kind::Variable(&rest[..1]), quoted);
            } else {
                self.at += 1;
                self.push_text("$", quoted);
            }
        }
        Ok(())
    }

    fn backquote(&mut self, quoted: bool) -> Result<(), Broken> {
        let inner = &self.text[self.at + 1..];
        let end = enclosed(inner, Enclosed::Backquotes).ok_or(Broken)?;
        self.at += end + 2;
        let commands = unescaped(&inner[..end], quoted);
        self.push(Kind::Command(commands), quoted);
        Ok(())
    }

    /// `$'…'`.
    fn ansi(&mut self) -> Result<(), Broken> {
        let from = self.at + 2;
        let length = enclosed(&self.text[from..], Enclosed::Ansi).ok_or(Broken)?;
        self.at = from + length + 1;
        let text = escape::ansi(&self.text[from..from + length]);
        self.push(Kind::Text(Cow::Owned(text)), true);
        Ok(())
    }
}

/// The expression where what `$(` and `)` enclose is `(…)` of arithmetic: `$((a); (b))` is none.
fn arithmetic(inner: &str) -> Option<&str> {
    let inner = inner.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return None,
            b')' => depth -= 1,
            _ => {}
        }
    }
    (depth == 0).then_some(inner)
}

/// The commands between backquotes, in which `\` stands before what would end them.
fn unescaped(text: &str, quoted: bool) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('`' | '$' | '\\')) => out.extend(chars.next()),
            ('\\', Some('"')) if quoted => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// How long the name of a variable at the beginning is; 0 where there is none.
pub(super) fn name_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count()
}
