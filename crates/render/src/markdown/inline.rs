//! Running text in Markdown's characters.

use super::super::text::{Shape, is_safe_target, shape};
use super::escape::{Around, write_behind_digits, write_target, write_text, write_title};
use super::longest_run;
use runproof_prose::{Image, Inline, InlineKind};

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of its own.
    Paragraph,
    /// In a cell of a table, between bars.
    Cell,
}

/// Writes running text.
pub(super) fn write(inlines: &[Inline], place: Place, out: &mut String) {
    let start = out.len();
    let mut writer = Writer {
        out,
        start,
        place,
        in_link: false,
        pending_breaks: 0,
        after: None,
    };
    writer.inlines(inlines);
    while out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

/// A paragraph that is being written.
struct Writer<'a> {
    out: &'a mut String,
    /// Where the paragraph begins in `out`.
    start: usize,
    place: Place,
    /// Whether what is written is the text of a link, in which there can be no other.
    in_link: bool,
    /// Line breaks that wait for something to follow them: at the end of a paragraph there is none.
    pending_breaks: usize,
    /// What will follow the innermost strong text, emphasis or link that is being written.
    after: Option<char>,
}

impl Writer<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            let rest = &inlines[index + 1..];
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, self.after(rest)),
                InlineKind::Image(image) => self.image(image, rest),
                InlineKind::Code(code) if shows(inline) => {
                    self.settle();
                    self.code(code);
                }
                // Code that is blank is a blank, and none at the start of a line.
                InlineKind::Code(code) => {
                    if !code.is_empty() && !self.at_start() {
                        self.out.push(' ');
                    }
                }
                InlineKind::Strong(inner) => self.emphasis(inner, "**", rest),
                InlineKind::Emphasis(inner) => self.emphasis(inner, "*", rest),
                InlineKind::Link { target, text, .. } => self.link(target, text, rest),
                InlineKind::Break => self.pending_breaks += 1,
                InlineKind::Other(nothing) => match *nothing {},
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

    /// Whether the line has nothing but digits yet: with a full stop they would be an item.
    fn has_only_digits(&self) -> bool {
        let line = self.out[self.start..].rsplit('\n').next().unwrap_or("");
        !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the line may be nothing but a tag: with blanks behind it, it would begin HTML.
    fn is_only_a_tag(&self) -> bool {
        let line = self.out[self.start..].rsplit('\n').next().unwrap_or("");
        line.starts_with('<') && line.trim_end().ends_with('>')
    }

    /// Whether a line begins here.
    fn at_start(&self) -> bool {
        self.out.len() == self.start || self.out.ends_with('\n')
    }

    /// Writes the line break that something visible has been found for.
    fn settle(&mut self) {
        let breaks = std::mem::take(&mut self.pending_breaks);
        if breaks > 0 && !self.at_start() {
            match self.place {
                // An empty line would end the paragraph. Two blanks are a break for every parser, a
                // backslash is one for CommonMark alone.
                Place::Paragraph if self.is_only_a_tag() => self.out.push_str("<br>\n"),
                Place::Paragraph => self.out.push_str("  \n"),
                Place::Cell => self.out.extend(std::iter::repeat_n("<br>", breaks)),
            }
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
        let in_paragraph = self.place == Place::Paragraph;
        let text = match in_paragraph && self.has_only_digits() {
            true => write_behind_digits(text, self.out),
            false => text,
        };
        let around = Around {
            opens_line: at_start && in_paragraph,
            in_brackets: self.in_link,
            following: after,
        };
        write_text(text, self.out, around);
    }

    /// A code span, or the tag for one where what is in it would be read as markup all the same.
    fn code(&mut self, code: &str) {
        // ``[`]:`](…)`` is read as what an address is called by.
        let names_address = self.in_link && code.contains("]:");
        // A bar is escaped in a cell, even in a code span; no two parsers agree about `\\|`.
        let in_cell = self.place == Place::Cell;
        if names_address || in_cell && code.contains("\\|") {
            write_code_tag(code, self.out);
        } else if in_cell && code.contains('|') {
            write_code(&code.replace('|', "\\|"), self.out);
        } else {
            write_code(code, self.out);
        }
    }

    /// A picture, or what stands for it where its address is not safe.
    fn image(&mut self, image: &Image, rest: &[Inline]) {
        if !is_safe_target(&image.source) {
            return self.text(&image.alt, self.after(rest));
        }
        self.settle();
        self.out.push_str("![");
        let around = Around {
            in_brackets: true,
            following: Some(']'),
            ..Around::default()
        };
        write_text(&image.alt, self.out, around);
        self.out.push_str("](");
        write_target(&image.source, self.out);
        if let Some(title) = &image.title {
            self.out.push(' ');
            write_title(title, self.out);
        }
        self.out.push(')');
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
    match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => !text.chars().all(is_blank),
        InlineKind::Strong(inner)
        | InlineKind::Emphasis(inner)
        | InlineKind::Link { text: inner, .. } => inner.iter().any(shows),
        InlineKind::Image(image) => {
            is_safe_target(&image.source) || !image.alt.chars().all(is_blank)
        }
        InlineKind::Break => false,
        InlineKind::Other(nothing) => match *nothing {},
    }
}

/// Whether Markdown takes the character for a blank at the start of a line, or we write one.
pub(super) fn is_blank(c: char) -> bool {
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
    matches!(inline.kind, InlineKind::Text(_) | InlineKind::Code(_))
}

/// The first character that will be written for it; `None` where there will be none.
fn first_char(inline: &Inline, in_link: bool) -> Option<char> {
    let first_of = |inner: &[Inline]| inner.iter().find_map(|i| first_char(i, in_link));
    match &inline.kind {
        InlineKind::Text(text) => text.chars().next(),
        InlineKind::Code(code) if !shows(inline) => code.chars().next().map(|_| ' '),
        InlineKind::Code(_) => Some('`'),
        InlineKind::Strong(_) | InlineKind::Emphasis(_) if shows(inline) => Some('*'),
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => first_of(inner),
        InlineKind::Link { target, text, .. } if !in_link && is_link(target, text) => Some('['),
        InlineKind::Link { text, .. } => first_of(text),
        InlineKind::Image(image) if is_safe_target(&image.source) => Some('!'),
        InlineKind::Image(image) => image.alt.chars().next(),
        InlineKind::Break => Some(' '),
        InlineKind::Other(nothing) => match *nothing {},
    }
}

fn last_char(inline: &Inline, in_link: bool) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().next_back(),
        InlineKind::Image(image) if is_safe_target(&image.source) => Some(')'),
        InlineKind::Image(image) => image.alt.chars().next_back(),
        _ => first_char(inline, in_link),
    }
}

/// Whether there is something to click that leads somewhere.
fn is_link(target: &str, text: &[Inline]) -> bool {
    is_safe_target(target) && text.iter().any(shows)
}

/// A code span. Its content cannot be escaped; the run of backticks around it is chosen instead.
fn write_code(code: &str, out: &mut String) {
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

/// Code as HTML's own tag with nothing in it that either of the languages could read.
fn write_code_tag(code: &str, out: &mut String) {
    out.push_str("<code>");
    for c in code.chars() {
        if c.is_ascii_punctuation() {
            out.push_str(&format!("&#{};", c as u32));
        } else {
            out.push(if is_blank(c) { ' ' } else { c });
        }
    }
    out.push_str("</code>");
}
