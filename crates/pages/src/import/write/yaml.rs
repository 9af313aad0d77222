//! YAML scalars and lines: what is written is what is read, byte for byte.

/// What a scalar stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// Between brackets or braces, or anywhere.
    Flow,
    /// On a line of its own after `key: `.
    Block,
}

/// A scalar in one line, wherever it stands: plain where YAML reads it as this very text, else
/// quoted.
pub(super) fn scalar(text: &str) -> String {
    scalar_in(text, Context::Flow)
}

fn scalar_in(text: &str, context: Context) -> String {
    if is_plain(text, context) {
        return text.to_owned();
    }
    let is_printable = text.chars().all(is_printable);
    if is_printable && !text.contains('\n') {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable_char(c) => out.push(c),
            c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
            c if (c as u32) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    out.push('"');
    out
}

/// A scalar after `key:` whose mapping is indented by `indent`: several lines stand as they are.
pub(super) fn value(text: &str, indent: usize) -> String {
    block(text, indent).unwrap_or_else(|| scalar_in(text, Context::Block))
}

/// A block of lines, where the text is several and YAML gives them back.
fn block(text: &str, indent: usize) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let ends = text.len() - body.len();
    let lines: Vec<&str> = body.split('\n').collect();
    let is_fit = lines.len() > 1
        && ends <= 1
        && text.chars().all(|c| c == '\n' || is_printable(c))
        // A line of nothing but blanks at an end is easily lost, and nobody sees it.
        && lines.first().is_some_and(|line| !line.trim().is_empty())
        && lines.iter().all(|line| line.is_empty() || !line.trim().is_empty())
        && !lines.iter().any(|line| line.starts_with('\t'));
    if !is_fit {
        return None;
    }
    let mut out = String::from("|");
    // Where the first line is indented itself, YAML must be told by how much the block is.
    if text.starts_with(' ') {
        out.push('2');
    }
    if ends == 0 {
        out.push('-');
    }
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent + 2));
            out.push_str(line);
        }
    }
    Some(out)
}

/// Whether a text without quotes is read as itself.
fn is_plain(text: &str, context: Context) -> bool {
    let is_apart = |b: &u8| matches!(b, b',' | b'[' | b']' | b'{' | b'}' | b'\'' | b'"');
    let starts = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '<' | '(' | '$');
    !text.is_empty()
        && text.starts_with(starts)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains('\t')
        && (context == Context::Block || !text.as_bytes().iter().any(is_apart))
        && text.chars().all(is_printable)
        && text.lines().count() == 1
        && !text.contains('\n')
        && !is_other_than_text(text)
}

/// Whether YAML, of any version, reads it as a number, a truth, a date or nothing.
fn is_other_than_text(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word = matches!(
        lower.as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null" | "nan"
    );
    // `1.5`, `0x1F`, `1e3`, `2026-11-21`, `.inf`, `1_000`, `12:30`.
    let is_number = lower.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && lower
            .chars()
            .all(|c| c.is_ascii_hexdigit() || ".+-_:xotzinf".contains(c));
    is_word || is_number || text.starts_with("---") || text.starts_with("...")
}

fn is_printable(c: char) -> bool {
    c == '\t' || is_printable_char(c)
}

/// What YAML lets stand as it is, without the characters that end a line or can not be seen.
fn is_printable_char(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{ad}' | '\u{fffe}' | '\u{ffff}'
        )
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A comment above a line, of any number of lines.
pub(super) fn comment(text: &str, indent: usize, out: &mut String) {
    let lines =
        text.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'));
    for line in lines.filter(|line| !line.trim().is_empty()) {
        out.push_str(&" ".repeat(indent));
        out.push_str("# ");
        out.push_str(line.trim());
        out.push('\n');
    }
}
