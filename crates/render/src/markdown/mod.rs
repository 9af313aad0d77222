//! Markdown: running text put into characters that every CommonMark parser reads back as it was,
//! also with GitHub's extensions on.
//!
//! Only what could be read as markup where it stands is escaped, so that the source stays a text
//! for people. The layout is the template's; what a template cannot do well, the indentation of
//! an item's content to its own marker, is a filter here. [`inline`] writes running text, and
//! [`escape`] its characters.

mod escape;
mod inline;

use runproof_prose::Inline;
use tera::{Filter, Kwargs, State, TeraResult, Value};

use super::model::Dialect;
use runproof_model::document::Command;
use runproof_text::visible::{Breaks, visible};

pub(super) use self::escape::escape;
use self::inline::{Place, write};

/// Markdown's way to write running text and commands.
pub(super) struct Markdown;

impl Dialect for Markdown {
    fn prose(&self, inlines: &[Inline], out: &mut String) {
        write(inlines, Place::Paragraph, out);
    }

    /// A cell is one line, in which only bars have a meaning of their own.
    fn cell(&self, inlines: &[Inline], out: &mut String) {
        write(inlines, Place::Cell, out);
    }

    /// A heading is one line, and a `#` at its end would not be seen.
    fn heading(&self, inlines: &[Inline], out: &mut String) {
        let start = out.len();
        self.prose(inlines, out);
        if out[start..].contains('\n') {
            let line = out[start..].replace("  \n", " ").replace("<br>\n", " ");
            out.truncate(start);
            out.push_str(&line);
        }
        if out[start..].ends_with('#') && !out[start..].ends_with("\\#") {
            out.insert(out.len() - 1, '\\');
        }
    }

    fn command(&self, command: &Command, out: &mut String) {
        write_lines(command.text.as_str(), out);
    }

    fn sample(&self, text: &str, out: &mut String) {
        write_lines(text, out);
    }

    /// Longer than any run of backticks in the text.
    fn fence(&self, text: &str) -> Value {
        const FENCES: &str = "````````````````";
        let length = longest_run(text, b'`').max(2) + 1;
        match FENCES.get(..length) {
            Some(fence) => Value::safe_string(fence),
            None => Value::safe_string(&"`".repeat(length)),
        }
    }

    fn extra(&self, command: &Command) -> (&'static str, Value) {
        ("fence", self.fence(command.text.as_str()))
    }
}

/// The lines of the text, without a character that would end a line in silence, and none that is hidden.
fn write_lines(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        out.push_str(&visible(&rest[..at], Breaks::Kept));
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(&visible(rest, Breaks::Kept));
}

/// `{% filter item(mark="8. ") %}…{% endfilter %}`: the lines as an item of a list. Every mark is
/// padded to [`COLUMNS`], and everything after the first line is indented by as many. CommonMark
/// takes any indentation from the item's own content on; other parsers, such as that of MkDocs,
/// know four columns alone, and break a list in two where an item is indented by three. Without a
/// mark the text begins with its number.
pub(super) struct Item;

/// The columns of a mark of a list with the blanks behind it.
const COLUMNS: usize = 4;

impl Filter<&str, TeraResult<String>> for Item {
    fn call(&self, value: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        const BLANKS: &str = "                ";
        let text = value.trim_matches('\n');
        let (mark, text) = match kwargs.get::<&str>("mark")? {
            Some(mark) => (mark, text),
            None => {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                let end = (digits + ". ".len()).min(text.len());
                // A text without a number is an item of its own making: nothing is cut.
                text.split_at_checked(end).unwrap_or(("", text))
            }
        };
        // A line of nothing behind the mark would be the whole item.
        let text = match text.trim_start_matches('\n') {
            // And a mark with nothing could be read as something else: `- - -` is a line.
            "" => "<!-- -->",
            text => text,
        };
        // A number of three digits needs five: its own content begins behind it.
        let width = mark.len().max(COLUMNS);
        let indent = &BLANKS[..width.min(BLANKS.len())];
        let mut out = String::with_capacity(text.len() + text.len() / 8 + 32);
        out.push_str(mark);
        out.push_str(&BLANKS[..width - mark.len()]);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !line.is_empty() {
                out.push_str(indent);
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

/// How often the byte stands in a row, at the most.
fn longest_run(text: &str, wanted: u8) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for byte in text.bytes() {
        run = if byte == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
