//! Text for a terminal: wrapped to its width, in colour where that is wanted.
//!
//! A template writes long lines and says what is strong; what it says with are characters of a
//! private-use plane that no text can bring along. The last pass wraps the lines and turns the
//! marks into colours, or into nothing.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use tera::{Filter, Kwargs, State, StringInput, Tera, TeraResult, Value};
use unicode_width::UnicodeWidthChar;

use super::model::Dialect;
use super::text::{is_safe_target, placeholders};
use crate::document::{Command, Inline, plain_text};

/// The narrowest text that is worth wrapping.
const NARROWEST: usize = 20;

const STRONG: char = '\u{f0101}';
const EMPHASIS: char = '\u{f0102}';
const CODE: char = '\u{f0103}';
const FAINT: char = '\u{f0104}';
const PLACEHOLDER: char = '\u{f0105}';
const ALERT: char = '\u{f0106}';
/// Ends what the last of the above began.
const END: char = '\u{f0110}';
/// In front of a line that is not wrapped, because it is pasted.
const VERBATIM: char = '\u{f0111}';
/// Where the further lines of a wrapped line begin.
const HANG: char = '\u{f0112}';

/// The terminal's way to write running text and commands.
pub(super) struct Terminal;

impl Dialect for Terminal {
    fn prose(&self, inlines: &[Inline], out: &mut String) {
        write_inlines(inlines, out);
    }

    /// Each line is marked, so that none is wrapped.
    fn command(&self, command: &Command, out: &mut String) {
        for (index, line) in command.text.lines().enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push(VERBATIM);
            let mut from = 0;
            if command.has_placeholders {
                for place in placeholders(line) {
                    write_command(&line[from..place.start], out);
                    out.push(PLACEHOLDER);
                    write_command(&line[place.clone()], out);
                    out.push(END);
                    from = place.end;
                }
            }
            write_command(&line[from..], out);
        }
    }

    /// As a command: its lines are laid out already.
    fn sample(&self, text: &str, out: &mut String) {
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push(VERBATIM);
            write_command(line, out);
        }
    }

    fn extra(&self, command: &Command) -> (&'static str, Value) {
        ("text", command.text.as_str().into())
    }
}

/// Adds what the templates say styles with.
pub(super) fn register(tera: &mut Tera) {
    tera.set_escape_fn(escape);
    tera.register_filter("strong", Styled(STRONG));
    tera.register_filter("faint", Styled(FAINT));
    tera.register_filter("alarm", Styled(ALERT));
    tera.register_filter("hang", Hang);
}

/// Escapes a plain value: no character of it moves the cursor, rings or colours.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len());
    write_text(text, &mut escaped);
    out.write_all(escaped.as_bytes())
}

/// The template's output as lines of the given width.
pub(super) fn finish(text: &str, width: usize, colour: bool) -> String {
    let width = width.max(NARROWEST);
    let mut painter = Painter {
        out: String::with_capacity(text.len() * 5 / 4),
        styles: Vec::new(),
        colour,
    };
    for line in text.lines() {
        match line.find(VERBATIM) {
            Some(at) => {
                painter.push(&line[..at]);
                painter.push(&line[at + VERBATIM.len_utf8()..]);
            }
            None => painter.wrap(line, width),
        }
        painter.out.push('\n');
    }
    painter.out
}

/// `{% filter hang(marker="8. ") %}`: the lines behind a marker, the others below its end.
struct Hang;

impl Filter<&str, TeraResult<String>> for Hang {
    fn call(&self, value: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        let marker = kwargs.must_get::<&str>("marker")?;
        let columns = kwargs.get::<usize>("width")?.unwrap_or(0).min(40);
        let blanks = columns.saturating_sub(marker.chars().map(columns_of).sum());
        let columns = marker.chars().map(columns_of).sum::<usize>() + blanks;
        let mut out = String::with_capacity(value.len() + value.len() / 4);
        for (index, line) in value.trim_matches('\n').split('\n').enumerate() {
            if index == 0 {
                let _ = write!(out, "{:blanks$}{marker}{HANG}", "");
            } else if !line.is_empty() {
                let _ = write!(out, "{:columns$}", "");
            }
            out.push_str(line);
            out.push('\n');
        }
        Ok(out)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `{{ value | strong }}`.
struct Styled(char);

impl<'a> Filter<StringInput<'a>, TeraResult<String>> for Styled {
    fn call(&self, value: StringInput<'a>, _: Kwargs, state: &State) -> TeraResult<String> {
        Ok(format!("{}{}{END}", self.0, value.rendered(state)?))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn write_inlines(inlines: &[Inline], out: &mut String) {
    let styled = |style: char, inner: &dyn Fn(&mut String), out: &mut String| {
        out.push(style);
        inner(out);
        out.push(END);
    };
    for inline in inlines {
        match inline {
            Inline::Text(text) => write_text(text, out),
            Inline::Image(image) => write_text(&image.alt, out),
            Inline::Code(code) => styled(CODE, &|out| write_text(code, out), out),
            Inline::Strong(inner) => styled(STRONG, &|out| write_inlines(inner, out), out),
            Inline::Emphasis(inner) => styled(EMPHASIS, &|out| write_inlines(inner, out), out),
            Inline::Link { target, text } => {
                write_inlines(text, out);
                if is_safe_target(target) && plain_text(text) != *target {
                    out.push_str(" (");
                    write_text(target, out);
                    out.push(')');
                }
            }
            Inline::Break => out.push('\n'),
        }
    }
}

/// Text on one line: line breaks are blanks, other control characters can be seen.
fn write_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ => out.push(visible(c)),
        }
    }
}

/// A line of a command: exact, as far as it can be shown.
fn write_command(text: &str, out: &mut String) {
    for c in text.chars() {
        out.push(if c == '\t' { c } else { visible(c) });
    }
}

/// The character, or a picture of one that would act on the terminal or on the order of others.
fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{f0100}'..='\u{f01ff}' => '\u{fffd}',
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    }
}

fn columns_of(c: char) -> usize {
    if is_mark(c) {
        0
    } else {
        c.width().unwrap_or(0)
    }
}

fn is_mark(c: char) -> bool {
    ('\u{f0100}'..='\u{f01ff}').contains(&c)
}

/// Writes text and turns marks into colours.
struct Painter {
    out: String,
    styles: Vec<char>,
    colour: bool,
}

impl Painter {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                HANG | VERBATIM => {}
                END => {
                    if let Some(style) = self.styles.pop()
                        && self.colour
                    {
                        let _ = write!(self.out, "{:#}", look(style));
                        for outer in &self.styles {
                            let _ = write!(self.out, "{}", look(*outer));
                        }
                    }
                }
                _ if is_mark(c) => {
                    self.styles.push(c);
                    if self.colour {
                        let _ = write!(self.out, "{}", look(c));
                    }
                }
                _ => self.out.push(c),
            }
        }
    }

    /// A line as lines of the width. Only blanks are places to break, no-break spaces are not; a
    /// word that is wider than the whole line is cut.
    fn wrap(&mut self, line: &str, width: usize) {
        let margin = line.find(|c| c != ' ').unwrap_or(line.len());
        let hang = match line.find(HANG) {
            Some(at) => line[..at].chars().map(columns_of).sum(),
            None => margin,
        };
        // However deep a list is nested, some columns are left for its text.
        let hang = hang.min(width / 2);
        self.push(&line[..margin]);
        let mut column = margin;
        let mut is_first = true;
        for word in line[margin..].split(' ') {
            let wide: usize = word.chars().map(columns_of).sum();
            if !is_first {
                if column + 1 + wide > width && column > hang {
                    self.break_line(hang);
                    column = hang;
                } else {
                    self.out.push(' ');
                    column += 1;
                }
            }
            is_first = false;
            if column + wide <= width {
                self.push(word);
                column += wide;
                continue;
            }
            for c in word.chars() {
                if column + columns_of(c) > width {
                    self.break_line(hang);
                    column = hang;
                }
                column += columns_of(c);
                self.push(c.encode_utf8(&mut [0; 4]));
            }
        }
        while self.out.ends_with(' ') {
            self.out.pop();
        }
    }

    fn break_line(&mut self, hang: usize) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        let _ = write!(self.out, "\n{:hang$}", "");
    }
}

fn look(mark: char) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match mark {
        STRONG => Style::new().bold(),
        EMPHASIS => Style::new().italic(),
        CODE => colour(AnsiColor::Cyan),
        PLACEHOLDER => colour(AnsiColor::Yellow).bold(),
        ALERT => colour(AnsiColor::Yellow).bold(),
        _ => Style::new().dimmed(),
    }
}
