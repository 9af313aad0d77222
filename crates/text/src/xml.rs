//! XML 1.0, written by `quick-xml`: elements in the order in which they are opened and closed.
//!
//! What XML forbids is U+FFFD. What a terminal would obey or nobody would see is a reference, so
//! that a reader gets it back.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

use crate::visible::is_hidden;

/// Writes indented XML.
pub struct Xml<'w> {
    writer: Writer<&'w mut dyn Write>,
    open: Vec<&'static str>,
}

/// The attributes of an element: names and values, the values as they are.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<'w> Xml<'w> {
    /// Begins a document.
    ///
    /// # Errors
    /// Where the writer fails, as for everything that is written.
    pub fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self {
            writer,
            open: Vec::new(),
        })
    }

    /// Opens an element.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> io::Result<()> {
        self.open.push(name);
        self.writer.write_event(Event::Start(tag(name, attributes)))
    }

    /// Closes the element that was opened last, and with the first of all the document.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn close(&mut self) -> io::Result<()> {
        let Some(name) = self.open.pop() else {
            return Ok(());
        };
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        if self.open.is_empty() {
            self.writer.get_mut().write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes an element with nothing in it.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(tag(name, attributes)))
    }

    /// Writes an element with text.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn text(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> io::Result<()> {
        self.writer
            .write_event(Event::Start(tag(name, attributes)))?;
        let text = BytesText::from_escaped(escaped(text, Place::Text));
        self.writer.write_event(Event::Text(text))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }
}

fn tag<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute(Attribute {
            key: QName(key),
            value: escaped(value, Place::Attribute).into(),
        });
    }
    tag
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Attribute,
}

/// The text with nothing that XML reads as markup or forbids.
fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' if place == Place::Text => out.push(c),
            // Readers make blanks of them in attributes, and `\n` of `\r` everywhere.
            '\r' | '\n' | '\t' => out.push_str(&format!("&#x{:X};", u32::from(c))),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if is_hidden(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_indented_and_texts_are_escaped() {
        let mut out: Vec<u8> = Vec::new();
        let mut xml = Xml::new(&mut out).expect("a vector takes everything");
        let write = |xml: &mut Xml<'_>| {
            xml.open("a", &[("k", "<\"&'\n\t\r\u{0}\u{202e}é>")])?;
            xml.open("nothing", &[])?;
            xml.close()?;
            xml.empty("b", &[("x", "1"), ("y", "")])?;
            xml.text(
                "c",
                &[],
                "  <\"&'\n\t\r\u{1b}\u{202e}\u{7f}\u{9b}é>\u{ffff} ",
            )?;
            xml.text("d", &[], "")?;
            xml.close()
        };
        write(&mut xml).expect("a vector takes everything");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<a k=\"&lt;&quot;&amp;'&#xA;&#x9;&#xD;\u{fffd}&#x202E;é&gt;\">
  <nothing>
  </nothing>
  <b x=\"1\" y=\"\"/>
  <c>  &lt;&quot;&amp;'\n\t&#xD;\u{fffd}&#x202E;&#x7F;&#x9B;é&gt;\u{fffd} </c>
  <d></d>
</a>
"
        );
    }
}
