//! Text for a terminal: wrapped to its width, in colour where that is wanted.
//!
//! A template writes long lines and says what is strong; what it says with are characters of a
//! private-use plane that no text can bring along. The last pass wraps the lines and turns the
//! marks into colours, or into nothing.

mod table;

use runproof_prose::{Inline, InlineKind, plain_text};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use tera::{Filter, Kwargs, State, StringInput, Tera, TeraResult, Value};
use unicode_width::UnicodeWidthChar;

use self::table::{BREAK, CENTER, HEAD, LEFT, RIGHT, ROW, lay_out, row_at};
use super::model::Dialect;
use super::text::is_safe_target;
use runproof_model::document::{Align, Command, Table};
use runproof_text::visible::{Breaks, visible, visible_prose};

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

    /// A row is one line until it is laid out.
    fn cell(&self, inlines: &[Inline], out: &mut String) {
        let start = out.len();
        write_inlines(inlines, out);
        if out[start..].contains('\n') {
            let line = out[start..].replace('\n', BREAK.encode_utf8(&mut [0; 4]));
            out.truncate(start);
            out.push_str(&line);
        }
    }

    /// Each line is marked, so that none is wrapped.
    fn command(&self, command: &Command, out: &mut String) {
        let text = command.text.as_str();
        let mut end = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if index > 0 {
                out.push('\n');
            }
            let start = end;
            end += line.len();
            let line = line.strip_suffix('\n').unwrap_or(line);
            let line = line.strip_suffix('\r').unwrap_or(line);
            out.push(VERBATIM);
            let mut from = 0;
            for place in command.text.placeholders() {
                let place = within(&place, start, line.len());
                if place.is_empty() {
                    continue;
                }
                write_command(&line[from..place.start], out);
                out.push(PLACEHOLDER);
                write_command(&line[place.clone()], out);
                out.push(END);
                from = place.end;
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
            out.extend([VERBATIM, FAINT]);
            write_command(line, out);
            out.push(END);
        }
    }

    fn extra(&self, command: &Command) -> (&'static str, Value) {
        ("text", command.text.as_str().into())
    }
}

/// The part of a place that lies in a line, counted from the line's beginning.
fn within(place: &Range<usize>, start: usize, length: usize) -> Range<usize> {
    let at = |at: usize| at.saturating_sub(start).min(length);
    at(place.start)..at(place.end)
}

/// Adds what the templates say styles with.
pub(super) fn register(tera: &mut Tera) {
    tera.set_escape_fn(escape);
    tera.register_filter("strong", Styled(STRONG));
    tera.register_filter("faint", Styled(FAINT));
    tera.register_filter("alarm", Styled(ALERT));
    tera.register_filter("hang", Hang);
    tera.register_filter("head", Begin(HEAD));
    tera.register_filter("row", Begin(ROW));
    tera.register_filter("cell", Cell);
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
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(at) = row_at(line) {
            let margin = &line[..at];
            let mut rows = vec![&line[at..]];
            // The heads of another table are not of this one.
            while let Some(next) = lines.peek()
                && let Some(at) = row_at(next)
                && next[at..].starts_with(ROW)
            {
                rows.push(&next[at..]);
                lines.next();
            }
            painter.table(margin, &rows, width);
            continue;
        }
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

/// A table without styles, as text for a terminal of this width.
pub(super) fn plain_table(table: &Table, width: usize) -> String {
    let row = |mark: char, cells: &mut dyn Iterator<Item = &Vec<Inline>>| {
        let mut row = String::from(mark);
        for (cell, column) in cells.zip(&table.columns) {
            row.push(mark_of(column.align));
            write_plain(cell, &mut row);
        }
        row
    };
    let heads = row(HEAD, &mut table.columns.iter().map(|column| &column.head));
    let has_head = table.columns.iter().any(|column| !column.head.is_empty());
    let rows = table.rows.iter().map(|cells| row(ROW, &mut cells.iter()));
    let rows: Vec<String> = has_head.then_some(heads).into_iter().chain(rows).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    lay_out(&rows, width).join("\n")
}

fn mark_of(align: Align) -> char {
    match align {
        Align::Default | Align::Left => LEFT,
        Align::Center => CENTER,
        Align::Right => RIGHT,
    }
}

fn write_plain(inlines: &[Inline], out: &mut String) {
    for (index, line) in inlines.split(|inline| inline.is_break()).enumerate() {
        if index > 0 {
            out.push(BREAK);
        }
        write_text(&plain_text(line), out);
    }
}

/// `{{ cell | cell(align="right") }}`: a cell of a table, behind `{{ "" | row }}` or
/// `{{ "" | head }}`.
struct Cell;

impl Filter<&str, TeraResult<String>> for Cell {
    fn call(&self, value: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        let mark = match kwargs.must_get::<&str>("align")? {
            "center" => CENTER,
            "right" => RIGHT,
            _ => LEFT,
        };
        Ok(format!("{mark}{value}"))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// What a row of a table begins with.
struct Begin(char);

impl Filter<&str, String> for Begin {
    fn call(&self, value: &str, _: Kwargs, _: &State) -> String {
        format!("{}{value}", self.0)
    }

    fn is_safe(&self) -> bool {
        true
    }
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
        match &inline.kind {
            InlineKind::Text(text) => write_text(text, out),
            InlineKind::Image(image) => write_text(&image.alt, out),
            InlineKind::Code(code) => styled(CODE, &|out| write_text(code, out), out),
            InlineKind::Strong(inner) => styled(STRONG, &|out| write_inlines(inner, out), out),
            InlineKind::Emphasis(inner) => styled(EMPHASIS, &|out| write_inlines(inner, out), out),
            InlineKind::Link { target, text, .. } => {
                write_inlines(text, out);
                if is_safe_target(target) && plain_text(text) != *target {
                    out.push_str(" (");
                    write_text(target, out);
                    out.push(')');
                }
            }
            InlineKind::Break => out.push('\n'),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}

/// Text on one line: line breaks are blanks, other control characters can be seen.
fn write_text(text: &str, out: &mut String) {
    write_unmarked(&visible_prose(text, Breaks::Blank), out);
}

/// A line of a command: exact, as far as it can be shown.
fn write_command(text: &str, out: &mut String) {
    write_unmarked(&visible(text, Breaks::Kept), out);
}

/// The text without characters that are marks here.
fn write_unmarked(text: &str, out: &mut String) {
    let chars = text.chars();
    out.extend(chars.map(|c| if is_mark(c) { '\u{fffd}' } else { c }));
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

    /// A table behind a margin, in which a mark of a list may stand.
    fn table(&mut self, margin: &str, rows: &[&str], width: usize) {
        let columns = margin.chars().map(columns_of).sum::<usize>();
        // However deep it stands, some columns are left for it.
        let room = width.saturating_sub(columns).max(width / 2);
        for (index, line) in lay_out(rows, room).iter().enumerate() {
            if index == 0 {
                self.push(margin);
            } else if !line.is_empty() {
                let _ = write!(self.out, "{:columns$}", "");
            }
            self.push(line);
            self.out.push('\n');
        }
    }

    /// A line as lines of the width. Only blanks are places to break, no-break spaces are not; a
    /// word that is wider than the whole line is cut.
    fn wrap(&mut self, line: &str, width: usize) {
        let margin = line.find(|c| c != ' ').unwrap_or(line.len());
        let hang = match line.rfind(HANG) {
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
