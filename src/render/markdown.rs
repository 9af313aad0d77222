//! Markdown: running text put into characters that every CommonMark parser reads back as it was,
//! also with GitHub's extensions on.
//!
//! Only what could be read as markup where it stands is escaped, so that the source stays a text
//! for people. The layout is the template's; what a template cannot do well, the indentation of
//! an item's content to its own marker, is a filter here.

use std::io::{self, Write};

use tera::{Filter, Kwargs, State, TeraResult, Value};

use super::model::Dialect;
use super::text::{Shape, is_safe_target, shape};
use crate::document::{Command, Inline};

/// Markdown's way to write running text and commands.
pub(super) struct Markdown;

impl Dialect for Markdown {
    fn prose(&self, inlines: &[Inline], out: &mut String) {
        let start = out.len();
        let mut writer = Writer {
            out,
            start,
            in_link: false,
            pending_break: false,
            after: None,
        };
        writer.inlines(inlines);
        while out.len() > start && out.ends_with(' ') {
            out.pop();
        }
    }

    /// A heading is one line, and a `#` at its end would not be seen.
    fn heading(&self, inlines: &[Inline], out: &mut String) {
        let start = out.len();
        self.prose(inlines, out);
        if out[start..].contains("\\\n") {
            let line = out[start..].replace("\\\n", " ");
            out.truncate(start);
            out.push_str(&line);
        }
        if out[start..].ends_with('#') && !out[start..].ends_with("\\#") {
            out.insert(out.len() - 1, '\\');
        }
    }

    /// The lines of the command, without a character that would end a line in silence.
    fn command(&self, command: &Command, out: &mut String) {
        let mut rest = command.text.as_str();
        while let Some(at) = rest.find('\r') {
            out.push_str(&rest[..at]);
            out.push('\n');
            rest = &rest[at + 1..];
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        out.push_str(rest);
    }

    /// The fence that holds the command: longer than any run of backticks in it.
    fn extra(&self, command: &Command) -> (&'static str, Value) {
        const FENCES: &str = "````````````````";
        let length = longest_run(&command.text, b'`').max(2) + 1;
        let fence = match FENCES.get(..length) {
            Some(fence) => Value::safe_string(fence),
            None => Value::safe_string(&"`".repeat(length)),
        };
        ("fence", fence)
    }
}

/// Escapes a plain value that a template prints: it may stand at the start of a line.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let starts_plain = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    if starts_plain && !text.bytes().any(|b| SPECIAL[b as usize]) && !text.ends_with(' ') {
        return out.write_all(text.as_bytes());
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    write_text(text.trim_matches(is_blank), &mut escaped, true, false, None);
    out.write_all(escaped.as_bytes())
}

/// `{% filter item %}8. …{% endfilter %}`: the lines as an item of an ordered list. Everything after
/// the first line is indented to the column where the item's own content begins: three for `8.`,
/// four for `10.`. Getting this wrong is how a published procedure breaks in two at its tenth step.
pub(super) struct Item;

impl Filter<&str, String> for Item {
    fn call(&self, value: &str, _: Kwargs, _: &State) -> String {
        const BLANKS: &str = "                ";
        let text = value.trim_matches('\n');
        let marker = text.bytes().take_while(u8::is_ascii_digit).count() + ". ".len();
        let indent = &BLANKS[..marker.min(BLANKS.len())];
        let mut out = String::with_capacity(text.len() + text.len() / 8 + 32);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !line.is_empty() {
                out.push_str(indent);
            }
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `{% filter quote %}`: the lines as a block quote, which is what an alert is.
pub(super) struct Quote;

impl Filter<&str, TeraResult<String>> for Quote {
    fn call(&self, value: &str, _: Kwargs, _: &State) -> TeraResult<String> {
        let value = value.trim_matches('\n');
        let mut out = String::with_capacity(value.len() + value.len() / 16 + 8);
        for line in value.split('\n') {
            out.push_str(if line.is_empty() { ">" } else { "> " });
            out.push_str(line);
            out.push('\n');
        }
        Ok(out)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `{{ value | yaml }}`: the value as a string of YAML, in double quotes, on one line.
pub(super) struct Yaml;

impl Filter<&str, TeraResult<String>> for Yaml {
    fn call(&self, value: &str, _: Kwargs, _: &State) -> TeraResult<String> {
        let mut out = String::with_capacity(value.len() + 2);
        out.push('"');
        for c in value.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                    out.push_str(&format!("\\u{:04X}", c as u32));
                }
                _ if c.is_control() => out.push_str(&format!("\\x{:02X}", c as u32)),
                _ => out.push(c),
            }
        }
        out.push('"');
        Ok(out)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// A paragraph that is being written.
struct Writer<'a> {
    out: &'a mut String,
    /// Where the paragraph begins in `out`.
    start: usize,
    /// Whether what is written is the text of a link, in which there can be no other.
    in_link: bool,
    /// A line break that waits for something to follow it: at the end of a paragraph it would
    /// show its backslash.
    pending_break: bool,
    /// What will follow the innermost strong text, emphasis or link that is being written.
    after: Option<char>,
}

impl Writer<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            let rest = &inlines[index + 1..];
            match inline {
                Inline::Text(text) => self.text(text, self.after(rest)),
                Inline::Image(image) => self.text(&image.alt, self.after(rest)),
                Inline::Code(code) => {
                    if shows(inline) {
                        self.settle();
                    }
                    write_code(code, self.out);
                }
                Inline::Strong(inner) => self.emphasis(inner, "**", rest),
                Inline::Emphasis(inner) => self.emphasis(inner, "*", rest),
                Inline::Link { target, text } => self.link(target, text, rest),
                Inline::Break => self.pending_break = true,
            }
        }
    }

    /// The character that will follow, where more is to come.
    fn after(&self, rest: &[Inline]) -> Option<char> {
        let next = rest.iter().find_map(|i| first_char(i, self.in_link));
        next.or(self.after)
    }

    /// Inlines that something closes with this character.
    fn nested(&mut self, inlines: &[Inline], after: Option<char>) {
        let outer = std::mem::replace(&mut self.after, after);
        self.inlines(inlines);
        self.after = outer;
    }

    /// Whether a line begins here.
    fn at_start(&self) -> bool {
        self.out.len() == self.start || self.out.ends_with('\n')
    }

    /// Writes the line break that something visible has been found for.
    fn settle(&mut self) {
        if std::mem::take(&mut self.pending_break) && !self.at_start() {
            self.out.push_str("\\\n");
        }
    }

    fn text(&mut self, text: &str, after: Option<char>) {
        if !text.trim().is_empty() {
            self.settle();
        }
        let at_start = self.at_start();
        let text = if at_start {
            text.trim_start_matches(is_blank)
        } else {
            text
        };
        write_text(text, self.out, at_start, self.in_link, after);
    }

    fn link(&mut self, target: &str, text: &[Inline], rest: &[Inline]) {
        if self.in_link || !is_link(target, text) {
            return self.nested(text, self.after(rest));
        }
        self.settle();
        self.out.push('[');
        self.in_link = true;
        self.nested(text, Some(']'));
        self.in_link = false;
        self.out.push_str("](");
        write_target(target, self.out);
        self.out.push(')');
    }

    /// Strong or emphasised text: by asterisks where they are certain to be read as meant, and
    /// that is wherever people write; by HTML's own tags between letters and punctuation, where
    /// CommonMark's flanking rules would leave the asterisks standing.
    fn emphasis(&mut self, inner: &[Inline], marker: &str, rest: &[Inline]) {
        let after = self.after(rest);
        if !inner.iter().any(shows) {
            return self.nested(inner, after);
        }
        self.settle();
        let edge = |c: Option<char>| c.map(shape);
        let before = self.out[self.start..].chars().next_back();
        let asterisks = inner.iter().all(is_simple)
            && opens(
                edge(before),
                edge(inner.iter().find_map(|i| first_char(i, self.in_link))),
            )
            && opens(
                edge(after),
                edge(inner.iter().rev().find_map(|i| last_char(i, self.in_link))),
            )
            && before != Some('*')
            && after != Some('*');
        if asterisks {
            self.out.push_str(marker);
            self.nested(inner, Some('*'));
            self.out.push_str(marker);
        } else {
            let tag = if marker == "**" { "strong" } else { "em" };
            self.out.extend(["<", tag, ">"]);
            self.nested(inner, Some('<'));
            self.out.extend(["</", tag, ">"]);
        }
    }
}

/// Whether anything of it is seen.
fn shows(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code(text) => !text.chars().all(is_blank),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            inner.iter().any(shows)
        }
        Inline::Image(_) => true,
        Inline::Break => false,
    }
}

/// Whether Markdown takes the character for a blank at the start of a line, or we write one.
fn is_blank(c: char) -> bool {
    c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a run of asterisks between these two certainly opens (or, mirrored, closes).
fn opens(outside: Option<Shape>, inside: Option<Shape>) -> bool {
    match inside {
        Some(Shape::Word) => outside != Some(Shape::Other),
        Some(Shape::Punctuation) => {
            matches!(outside, None | Some(Shape::Blank | Shape::Punctuation))
        }
        _ => false,
    }
}

fn is_simple(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(_) | Inline::Code(_))
}

/// The first character that will be written for it; `None` where there will be none.
fn first_char(inline: &Inline, in_link: bool) -> Option<char> {
    let first_of = |inner: &[Inline]| inner.iter().find_map(|i| first_char(i, in_link));
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(code) if !shows(inline) => code.chars().next().map(|_| ' '),
        Inline::Code(_) => Some('`'),
        Inline::Strong(_) | Inline::Emphasis(_) if shows(inline) => Some('*'),
        Inline::Strong(inner) | Inline::Emphasis(inner) => first_of(inner),
        Inline::Link { target, text } if !in_link && is_link(target, text) => Some('['),
        Inline::Link { text, .. } => first_of(text),
        Inline::Image(image) => image.alt.chars().next(),
        Inline::Break => Some(' '),
    }
}

fn last_char(inline: &Inline, in_link: bool) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next_back(),
        other => first_char(other, in_link),
    }
}

/// Whether there is something to click that leads somewhere.
fn is_link(target: &str, text: &[Inline]) -> bool {
    is_safe_target(target) && text.iter().any(shows)
}

/// A code span. Its content cannot be escaped; the run of backticks around it is chosen instead.
fn write_code(code: &str, out: &mut String) {
    if code.chars().all(is_blank) {
        out.push_str(if code.is_empty() { "" } else { " " });
        return;
    }
    // A run that touches the one around a neighbouring span would change both.
    if out.ends_with('`') {
        out.push_str("<!-- -->");
    }
    let run = longest_run(code, b'`');
    let fence = if run == 0 { 1 } else { run + 1 };
    let padded = code.starts_with(['`', ' ']) && code.ends_with(['`', ' '])
        || code.starts_with('`')
        || code.ends_with('`');
    let ticks = |out: &mut String| (0..fence).for_each(|_| out.push('`'));
    ticks(out);
    if padded {
        out.push(' ');
    }
    out.extend(code.chars().map(|c| if c.is_control() { ' ' } else { c }));
    if padded {
        out.push(' ');
    }
    ticks(out);
}

fn write_target(target: &str, out: &mut String) {
    for c in target.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '"' | '*' | '_' | '`' | '[' | ']' | '|' | '~' | '$' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            '&' => out.push_str("&amp;"),
            _ if c.is_whitespace() || c.is_control() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            _ => out.push(c),
        }
    }
}

/// The bytes at which text is not simply copied: what may have to be escaped, depending on its
/// neighbours, and the first bytes of characters that are control characters or line breaks.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\`*_[]<&~$!:.|\x7f\xc2\xe2";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    let mut control = 0;
    while control < 0x20 {
        table[control] = true;
        control += 1;
    }
    table
};

/// Plain text. `following` is the character after it in the same paragraph.
fn write_text(
    text: &str,
    out: &mut String,
    at_start: bool,
    in_link: bool,
    following: Option<char>,
) {
    let mut from = 0;
    if at_start {
        from = write_line_start(text, out);
    }
    let bytes = text.as_bytes();
    let mut plain = from;
    let mut at = from;
    while at < bytes.len() {
        let byte = bytes[at];
        if !SPECIAL[byte as usize] {
            at += 1;
            continue;
        }
        // A full stop ends most sentences and escapes hardly anything.
        if byte == b'.' && !ends_with_www(&bytes[..at]) {
            at += 1;
            continue;
        }
        if byte >= 0x80 {
            // Line and paragraph separator, and the C1 controls, break lines for some readers.
            let c = text[at..].chars().next().unwrap_or(' ');
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                out.push_str(&text[plain..at]);
                out.push(' ');
                plain = at + c.len_utf8();
            }
            at += c.len_utf8();
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at;
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let escape = match byte {
            b'`' | b'*' | b'[' | b'~' | b'$' | b'|' => true,
            b']' => in_link,
            b'\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            b'_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric))
            }
            // Tags, comments, and addresses in angle brackets.
            b'<' => after != Some(' '),
            b'!' => after.is_none() && following == Some('['),
            b'&' => is_entity_like(&bytes[at + 1..]),
            b':' => {
                text[at + 1..].starts_with("//")
                    || matches!(before, Some('o' | 'p' | 'O' | 'P'))
                        && after.is_some_and(char::is_alphanumeric)
            }
            b'.' => true,
            _ => {
                // A control character: also every kind of line break.
                out.push(' ');
                plain = at + 1;
                at += 1;
                continue;
            }
        };
        if escape {
            out.push('\\');
        }
        at += 1;
    }
    out.push_str(&text[plain..]);
}

/// Escapes what would open a block at the start of a line; returns how many bytes it wrote.
fn write_line_start(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    match first {
        b'#' | b'-' | b'+' | b'>' | b'=' | b':' => {
            out.push('\\');
            out.push(char::from(*first));
            1
        }
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            out.push_str(&text[..digits]);
            // `1.0` is no item.
            let opens = matches!(bytes.get(digits), Some(b'.' | b')'))
                && bytes.get(digits + 1).is_none_or(|b| *b <= b' ');
            if opens {
                out.push('\\');
                out.push(char::from(bytes[digits]));
                digits + 1
            } else {
                digits
            }
        }
        _ => 0,
    }
}

fn is_entity_like(after: &[u8]) -> bool {
    let name = after
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    matches!(after.get(name), None | Some(b';')) && (name > 0 || after.is_empty())
}

fn ends_with_www(bytes: &[u8]) -> bool {
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www")
}

fn longest_run(text: &str, wanted: u8) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for byte in text.bytes() {
        run = if byte == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
