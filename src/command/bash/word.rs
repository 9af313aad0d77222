//! A word as it is written, in pieces: text without its quotes, and what the shell puts in.

use std::borrow::Cow;

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
    /// `$name`, `${name}`, `${name[@]}`: the name, with its subscript.
    Variable(&'a str),
    /// `${name%…}`, `$((…))`, `!!`: as written. What it comes to only a run could tell.
    Expression(&'a str),
    /// `${name:-word}`: the name and the word.
    Default(&'a str, &'a str),
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
                    self.push_quoted(&self.text[from..from + length]);
                }
                '"' => {
                    self.at += 1;
                    let before = self.found.len();
                    self.double(Some('"'))?;
                    if self.found.len() == before {
                        self.push_text("", true);
                    } else if before == 0
                        && matches!(&self.found[0].kind, Kind::Text(text) if text.starts_with('~'))
                    {
                        self.found[0].kind = Kind::Expression("\"~");
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
                '!' if history(&self.text[self.at..]) => {
                    self.at = self.text.len();
                    self.push(Kind::Expression(&self.text[start..]), false);
                }
                c if c.is_ascii_whitespace()
                    || matches!(c, '<' | '>' | '|' | '&' | ';' | '(' | ')') =>
                {
                    return Err(Broken);
                }
                c => {
                    self.at += c.len_utf8();
                    while let Some(next) = self.peek() {
                        let extended =
                            "+@".contains(next) && self.text[self.at + 1..].starts_with('(');
                        if next.is_ascii_whitespace()
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

    /// Text that stood in quotes; a `~` in them is no home folder.
    fn push_quoted(&mut self, text: &'a str) {
        if self.found.is_empty() && text.starts_with('~') {
            self.push(Kind::Expression(text), true);
        } else {
            self.push_text(text, true);
        }
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
                '!' if end.is_some() && history(&self.text[self.at..]) => {
                    self.at += 1;
                    self.push(Kind::Expression(&self.text[start..self.at]), true);
                }
                c => {
                    self.at += c.len_utf8();
                    while let Some(next) = self.peek() {
                        if matches!(next, '\\' | '$' | '`' | '!') || Some(next) == end {
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
        let start = self.at;
        let rest = &self.text[self.at + 1..];
        if let Some(inner) = rest.strip_prefix('(') {
            let length = enclosed(inner, Enclosed::Substitution).ok_or(Broken)?;
            self.at += 2 + length + 1;
            let inner = &inner[..length];
            self.push(
                if is_arithmetic(inner) {
                    Kind::Expression(&self.text[start..self.at])
                } else {
                    Kind::Command(Cow::Borrowed(inner))
                },
                quoted,
            );
        } else if let Some(inner) = rest.strip_prefix('{') {
            let length = enclosed(inner, Enclosed::Parameter).ok_or(Broken)?;
            self.at += 2 + length + 1;
            let kind = braced(&inner[..length], &self.text[start..self.at]);
            self.push(kind, quoted);
        } else if let Some(inner) = rest.strip_prefix('[') {
            let length = enclosed(inner, Enclosed::Brackets).ok_or(Broken)?;
            self.at += 2 + length + 1;
            self.push(Kind::Expression(&self.text[start..self.at]), quoted);
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
        let mut out = String::new();
        let from = self.at + 2;
        let mut chars = self.text[from..].char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\'' => {
                    self.at = from + at + 1;
                    self.push(Kind::Text(Cow::Owned(out)), true);
                    return Ok(());
                }
                '\\' => match chars.next().ok_or(Broken)?.1 {
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' => out.push('\r'),
                    quoted @ ('\\' | '\'' | '"' | '?') => out.push(quoted),
                    // Numbers and control characters: what is written for them is not worth telling.
                    _ => {
                        let length = enclosed(&self.text[from..], Enclosed::Ansi).ok_or(Broken)?;
                        let start = self.at;
                        self.at = from + length + 1;
                        self.push(Kind::Expression(&self.text[start..self.at]), true);
                        return Ok(());
                    }
                },
                c => out.push(c),
            }
        }
        Err(Broken)
    }
}

/// Whether what `$(` and `)` enclose is `(…)` of arithmetic: `$((a); (b))` is none.
fn is_arithmetic(inner: &str) -> bool {
    let Some(inner) = inner
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    else {
        return false;
    };
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return false,
            b')' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
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

/// What stands in `${…}`.
fn braced<'a>(inner: &'a str, whole: &'a str) -> Kind<'a> {
    let length = match name_length(inner) {
        0 if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) => inner.len(),
        0 if matches!(inner, "@" | "*" | "?" | "$" | "!" | "#" | "-" | "_") => 1,
        length => length,
    };
    let rest = &inner[length..];
    if length > 0 && matches!(rest, "" | "[@]" | "[*]") {
        return Kind::Variable(inner);
    }
    if length > 0
        && let Some(word) = rest.strip_prefix(":-")
    {
        return Kind::Default(&inner[..length], word);
    }
    if length > 0
        && rest.len() > 2
        && rest.starts_with('[')
        && rest.ends_with(']')
        && rest[1..rest.len() - 1]
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    {
        return Kind::Variable(inner);
    }
    Kind::Expression(whole)
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

/// Whether a `!` here is one that an interactive bash replaces by an earlier line.
fn history(text: &str) -> bool {
    text[1..].starts_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '!' | '$' | '^' | '*' | '?' | '-' | '#')
    })
}
