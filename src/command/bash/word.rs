//! A word as it is written, in pieces: text without its quotes, and what the shell puts in.

use std::borrow::Cow;

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
                    let length = closing(&self.text[from..], ')').ok_or(Broken)?;
                    self.at = from + length + 1;
                    self.push(Kind::Process(&self.text[from..from + length]), false);
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
                        if next.is_ascii_whitespace() || "\\'\"$`<>*?[!|&;()".contains(next) {
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
        if rest.starts_with("((") {
            let length = closing(&rest[1..], ')').ok_or(Broken)?;
            self.at += 1 + 1 + length + 1;
            self.push(Kind::Expression(&self.text[start..self.at]), quoted);
        } else if let Some(inner) = rest.strip_prefix('(') {
            let length = closing(inner, ')').ok_or(Broken)?;
            self.at += 2 + length + 1;
            self.push(Kind::Command(Cow::Borrowed(&inner[..length])), quoted);
        } else if let Some(inner) = rest.strip_prefix('{') {
            let length = closing(inner, '}').ok_or(Broken)?;
            self.at += 2 + length + 1;
            let kind = braced(&inner[..length], &self.text[start..self.at]);
            self.push(kind, quoted);
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
        let mut end = None;
        let mut escaped = false;
        for (at, c) in inner.char_indices() {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == '`' {
                end = Some(at);
                break;
            }
        }
        let end = end.ok_or(Broken)?;
        self.at += end + 2;
        let commands = &inner[..end];
        let commands = if commands.contains('\\') {
            Cow::Owned(
                commands
                    .replace("\\`", "`")
                    .replace("\\$", "$")
                    .replace("\\\\", "\\"),
            )
        } else {
            Cow::Borrowed(commands)
        };
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
                        let length = self.text[from..].find('\'').ok_or(Broken)?;
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

/// Where the bracket that is open at the beginning is closed.
pub(super) fn closing(text: &str, close: char) -> Option<usize> {
    let open = match close {
        ')' => '(',
        _ => '{',
    };
    let mut depth = 0_usize;
    let mut chars = text.char_indices();
    let mut double = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '"' => double = !double,
            '\'' if !double => loop {
                if chars.next()?.1 == '\'' {
                    break;
                }
            },
            '$' if double && text[at + 1..].starts_with('(') => {
                // A substitution in quotes has quotes of its own.
                let inner = closing(&text[at + 2..], ')')?;
                let end = at + 2 + inner;
                while chars.next()?.0 < end {}
            }
            c if c == open && !double => depth += 1,
            c if c == close && !double => {
                if depth == 0 {
                    return Some(at);
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    None
}

/// How many words braces may come to.
const MOST_BRACES: usize = 256;

/// A word with braces as the words that it comes to: `x{,.previous}` is `x` and `x.previous`.
pub(super) fn braces(text: &str) -> Vec<Cow<'_, str>> {
    if !text.contains('{') || !(text.contains(',') || text.contains("..")) {
        return vec![Cow::Borrowed(text)];
    }
    let mut found = Vec::new();
    expand_braces(String::new(), text, &mut found, 0);
    if found.is_empty() || found.len() > MOST_BRACES {
        return vec![Cow::Borrowed(text)];
    }
    found.into_iter().map(Cow::Owned).collect()
}

fn expand_braces(before: String, text: &str, found: &mut Vec<String>, depth: usize) {
    if found.len() > MOST_BRACES {
        return;
    }
    let Some((open, close, items)) = first_braces(text).filter(|_| depth < 32) else {
        found.push(before + text);
        return;
    };
    let before = before + &text[..open];
    let after = &text[close + 1..];
    for item in items {
        // An item may have braces of its own.
        let mut inner = Vec::new();
        expand_braces(String::new(), &item, &mut inner, depth + 1);
        for item in inner {
            expand_braces(format!("{before}{item}"), after, found, depth + 1);
        }
    }
}

/// The first braces that expand: where they open and close, and what they hold.
fn first_braces(text: &str) -> Option<(usize, usize, Vec<String>)> {
    let mut chars = text.char_indices();
    let mut double = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '"' => double = !double,
            '\'' if !double => while chars.next()?.1 != '\'' {},
            '$' if text[at + 1..].starts_with(['{', '(']) => {
                let close = if text[at + 1..].starts_with('{') {
                    '}'
                } else {
                    ')'
                };
                let end = at + 2 + closing(&text[at + 2..], close)?;
                while chars.next()?.0 < end {}
            }
            '{' if !double => {
                if let Some(length) = closing(&text[at + 1..], '}')
                    && let Some(items) = items(&text[at + 1..at + 1 + length])
                {
                    return Some((at, at + 1 + length, items));
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands between braces: `a,b` or `1..3`.
fn items(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut double = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '"' => double = !double,
            '\'' if !double => while chars.next()?.1 != '\'' {},
            '{' if !double => depth += 1,
            '}' if !double => depth = depth.checked_sub(1)?,
            ',' if !double && depth == 0 => {
                found.push(text[start..at].to_owned());
                start = at + 1;
            }
            _ => {}
        }
    }
    if !found.is_empty() {
        found.push(text[start..].to_owned());
        return Some(found);
    }
    let (from, to) = text.split_once("..")?;
    if let (Ok(first), Ok(last)) = (from.parse::<i64>(), to.parse::<i64>()) {
        let padded = |text: &str| text.trim_start_matches('-').starts_with('0') && text.len() > 1;
        let width = if padded(from) || padded(to) {
            from.len().max(to.len())
        } else {
            0
        };
        if first.abs_diff(last) >= MOST_BRACES as u64 {
            return None;
        }
        let written = |number: i64| format!("{number:0width$}");
        return Some(if first <= last {
            (first..=last).map(written).collect()
        } else {
            (last..=first).rev().map(written).collect()
        });
    }
    let letter = |text: &str| {
        let mut chars = text.chars();
        chars
            .next()
            .filter(|c| c.is_ascii_alphabetic() && chars.next().is_none())
    };
    let (first, last) = (letter(from)?, letter(to)?);
    Some(if first <= last {
        (first..=last).map(String::from).collect()
    } else {
        (last..=first).rev().map(String::from).collect()
    })
}
