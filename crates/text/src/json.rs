//! JSON with nothing hidden in it: what a terminal would obey or nobody would see is an escape.
//! A program that reads it gets the same text.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::visible::Hidden;

/// Writes a value as indented JSON and ends the line.
///
/// # Errors
/// Where the writer fails, or the value has no form in JSON: a map with keys that are not text.
pub fn write<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_by(PrettyFormatter::new(), value, out)
}

/// Writes a value as JSON on one line and ends the line.
///
/// # Errors
/// As [`fn@write`].
pub fn write_line<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_by(CompactFormatter, value, out)
}

/// A value as indented JSON with a line break at its end.
///
/// # Errors
/// Where the value has no form in JSON.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(value, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// A text as a string of JSON in ASCII, quotes and all.
pub fn ascii_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for unit in text.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some(c @ (' '..='!' | '#'..='[' | ']'..='~')) => out.push(c),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out.push('"');
    out
}

fn write_by<F: Formatter, T: Serialize + ?Sized>(
    inner: F,
    value: &T,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Seen(inner));
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Lays out as the inner formatter does, and escapes what is hidden.
struct Seen<F>(F);

impl<F: Formatter> Formatter for Seen<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Most texts have nothing to escape.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| Hidden::of(c).is_some()) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut chars = rest[at..].chars();
            if let Some(hidden) = chars.next() {
                let mut units = [0; 2];
                for unit in hidden.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escapes_and_read_back() {
        let text = "a\u{202e}b\u{7f}\u{9b}\u{e0041}\u{200b}\u{1b}\n";
        let map = std::collections::BTreeMap::from([("k\u{202e}", vec![text])]);
        let json = to_string(&map).expect("JSON");
        assert_eq!(
            json,
            "{\n  \"k\\u202e\": [\n    \"a\\u202eb\\u007f\\u009b\\udb40\\udc41\\u200b\\u001b\\n\"\n  ]\n}\n"
        );
        let back: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(back["k\u{202e}"][0], text);
    }

    #[test]
    fn the_layout_is_that_of_serde_json() {
        let value = serde_json::json!({"a": [1, {"b": []}, {}], "é": null, "c": [true, -1.5]});
        let pretty = serde_json::to_string_pretty(&value).expect("JSON");
        assert_eq!(to_string(&value).expect("JSON"), pretty + "\n");
        let mut line = Vec::new();
        write_line(&value, &mut line).expect("JSON");
        let compact = serde_json::to_string(&value).expect("JSON");
        assert_eq!(line, (compact + "\n").as_bytes());
    }

    #[test]
    fn a_string_in_ascii_reads_back() {
        let text = "a\"\\\n\u{7f}é\u{1f600}";
        let json = ascii_string(text);
        assert!(json.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
