//! XML 1.0, written: elements in the order in which they are opened and closed.

use std::io::{self, Write};

use runproof_text::visible::is_hidden;

/// Writes indented XML.
pub(super) struct Xml<'w> {
    out: &'w mut dyn Write,
    open: Vec<&'static str>,
}

/// The attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<'w> Xml<'w> {
    /// Begins a document.
    pub(super) fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(Self {
            out,
            open: Vec::new(),
        })
    }

    /// Opens an element.
    pub(super) fn open(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
    ) -> io::Result<()> {
        self.tag(name, attributes)?;
        self.open.push(name);
        self.out.write_all(b">\n")
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) -> io::Result<()> {
        let Some(name) = self.open.pop() else {
            return Ok(());
        };
        self.indent()?;
        writeln!(self.out, "</{name}>")
    }

    /// An element with nothing in it.
    pub(super) fn empty(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
    ) -> io::Result<()> {
        self.tag(name, attributes)?;
        self.out.write_all(b"/>\n")
    }

    /// An element with text.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> io::Result<()> {
        self.tag(name, attributes)?;
        self.out.write_all(b">")?;
        self.out.write_all(escape(text, Place::Text).as_bytes())?;
        writeln!(self.out, "</{name}>")
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.indent()?;
        write!(self.out, "<{name}")?;
        for (key, value) in attributes {
            write!(self.out, " {key}=\"{}\"", escape(value, Place::Attribute))?;
        }
        Ok(())
    }

    fn indent(&mut self) -> io::Result<()> {
        for _ in &self.open {
            self.out.write_all(b"  ")?;
        }
        Ok(())
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// The text with nothing that XML reads as markup or forbids: what it forbids is U+FFFD, and what a
/// terminal would obey or nobody would see is a reference, so that a reader gets it back.
pub(super) fn escape(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' if place == Place::Text => out.push(c),
            '\t' if place == Place::Text => out.push(c),
            // Readers make blanks of them in attributes, and `\n` of `\r` everywhere.
            '\r' | '\n' | '\t' => out.push_str(&format!("&#x{:X};", u32::from(c))),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if is_hidden(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
