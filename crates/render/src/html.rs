//! HTML: one file that needs no other, no network and no script to be read.

use runproof_prose::{Image, Inline, InlineKind};
use std::cell::Cell;
use std::io::{self, Write};

use tera::{Context, Value};

use super::model::Dialect;
use super::text::{is_safe_picture, is_safe_target};
use runproof_model::document::{Command, Document};
use runproof_text::hash::Digest;
use runproof_text::visible::{Breaks, visible};

/// HTML's way to write running text and commands.
#[derive(Default)]
pub(super) struct Html {
    pictures: Pictures,
}

/// What becomes of pictures.
#[derive(Default)]
enum Pictures {
    /// What stands for a picture is written: the page may not load any.
    #[default]
    Described,
    /// They are shown, and it is known afterwards whether there is one.
    Shown { any: Cell<bool> },
}

impl Html {
    /// For a page that shows its pictures.
    pub(super) fn with_pictures() -> Self {
        Self {
            pictures: Pictures::Shown {
                any: Cell::new(false),
            },
        }
    }

    /// Whether a picture was written.
    pub(super) fn has_shown_pictures(&self) -> bool {
        matches!(&self.pictures, Pictures::Shown { any } if any.get())
    }
}

impl Dialect for Html {
    fn prose(&self, inlines: &[Inline], out: &mut String) {
        self.write_inlines(inlines, out, false);
    }

    /// The command with its placeholders marked: the eye must find what is to be replaced.
    fn command(&self, command: &Command, out: &mut String) {
        let text = command.text.as_str();
        let mut from = 0;
        for place in command.text.placeholders() {
            write_words(&text[from..place.start], out);
            out.push_str("<mark>");
            write_exact(&text[place.clone()], out);
            out.push_str("</mark>");
            from = place.end;
        }
        write_words(&text[from..], out);
    }

    fn sample(&self, text: &str, out: &mut String) {
        write_exact(text, out);
    }

    fn extra(&self, command: &Command) -> (&'static str, Value) {
        ("text", command.text.as_str().into())
    }
}

/// A rule for the head of every printed page: the change and the product, so that a page that lies
/// alone still says what it is of.
pub(super) fn running_head(document: &Document) -> String {
    let Some(change) = &document.change else {
        return String::new();
    };
    let mut text = String::new();
    for c in format!("{} · {}", change.id, document.product).chars() {
        // Whatever could end the string or the element that holds it is written as its number.
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | '·') {
            text.push(c);
        } else if !c.is_control() {
            text.push_str(&format!("\\{:x} ", c as u32));
        }
    }
    format!(
        "\n@page {{ @top-right {{ content: \"{text}\"; font: 8.5pt system-ui, sans-serif; color: #57606a; }} }}"
    )
}

/// What a page may load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loads {
    /// Nothing at all.
    Nothing,
    /// Pictures, from where the page itself is or by HTTPS.
    Pictures,
}

/// The page's style sheet and script, and the policy that lets a browser run these two and load
/// nothing else, or nothing but pictures.
pub(super) fn assets(style: &str, script: &str, loads: Loads, context: &mut Context) {
    // Nothing in the two may end the element that holds it.
    let style = style.trim().replace("</", "<\\/");
    let script = script.trim().replace("</", "<\\/");
    let pictures = match loads {
        Loads::Nothing => "",
        Loads::Pictures => " img-src 'self' file: https:;",
    };
    let policy = format!(
        "default-src 'none';{pictures} style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(Digest::of(&style).bytes()),
        base64(Digest::of(&script).bytes()),
    );
    context.insert_value("policy", Value::safe_string(&policy));
    context.insert_value("style", Value::safe_string(&style));
    context.insert_value("script", Value::safe_string(&script));
}

/// Escapes a plain value, for text and for attributes in quotes.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len() + 16);
    write_text(text, &mut escaped);
    out.write_all(escaped.as_bytes())
}

impl Html {
    fn write_inlines(&self, inlines: &[Inline], out: &mut String, in_link: bool) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => write_text(text, out),
                InlineKind::Image(image) => self.picture(image, out),
                InlineKind::Strong(inner) => self.wrap("strong", inner, out, in_link),
                InlineKind::Emphasis(inner) => self.wrap("em", inner, out, in_link),
                InlineKind::Code(code) => {
                    out.push_str("<code translate=\"no\">");
                    write_text(code, out);
                    out.push_str("</code>");
                }
                InlineKind::Link { target, text, .. } if !in_link && is_safe_target(target) => {
                    out.push_str("<a href=\"");
                    write_text(target.trim(), out);
                    out.push_str("\" rel=\"noreferrer\">");
                    self.write_inlines(text, out, true);
                    out.push_str("</a>");
                }
                InlineKind::Link { text, .. } => self.write_inlines(text, out, in_link),
                InlineKind::Break => out.push_str("<br>"),
                InlineKind::Other(nothing) => match *nothing {},
            }
        }
    }

    fn wrap(&self, tag: &str, inner: &[Inline], out: &mut String, in_link: bool) {
        out.extend(["<", tag, ">"]);
        self.write_inlines(inner, out, in_link);
        out.extend(["</", tag, ">"]);
    }

    /// The picture, or what stands for it. Its address is not told where the page is.
    fn picture(&self, image: &Image, out: &mut String) {
        let any = match &self.pictures {
            Pictures::Shown { any } if is_safe_picture(&image.source) => any,
            _ => return write_text(&image.alt, out),
        };
        any.set(true);
        out.push_str("<img src=\"");
        write_text(image.source.trim(), out);
        out.push_str("\" alt=\"");
        write_text(&image.alt, out);
        if let Some(title) = &image.title {
            out.push_str("\" title=\"");
            write_text(title, out);
        }
        out.push_str("\" referrerpolicy=\"no-referrer\">");
    }
}

/// A command, in which a line may break between words but not behind the hyphen of `-noout`: that
/// would be read as an option of its own.
fn write_words(text: &str, out: &mut String) {
    const LONGEST: usize = 32;
    for word in text.split_inclusive([' ', '\t', '\n']) {
        let end = word.trim_end_matches([' ', '\t', '\n']);
        if end.contains('-') && end.len() <= LONGEST {
            out.push_str("<span>");
            write_exact(end, out);
            out.push_str("</span>");
            write_exact(&word[end.len()..], out);
        } else {
            write_exact(word, out);
        }
    }
}

/// Text whose control characters are blanks.
fn write_text(text: &str, out: &mut String) {
    for c in text.chars() {
        write_char(if c.is_control() { ' ' } else { c }, out);
    }
}

/// A command or a sample: laid out as it is, and nothing in it is hidden.
fn write_exact(text: &str, out: &mut String) {
    // Of a line break of Windows, `\n` is enough.
    for part in text.split('\r') {
        for c in visible(part, Breaks::Kept).chars() {
            write_char(c, out);
        }
    }
}

fn write_char(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        _ => out.push(c),
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            if digit <= chunk.len() {
                let index = bits >> (18 - 6 * digit) & 63;
                out.push(char::from(DIGITS[index as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
