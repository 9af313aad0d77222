//! The verdict of an audit in the forms that people and machines read: one file a form.
//!
//! A verdict is put into words first ([`Report`]), then the formats write it. What comes from a log
//! is hostile: no format lets it repaint a terminal, be markup, or be a formula.

mod csv;
mod json;
mod junit;
mod matrix;
mod quiet;
mod quote;
mod say;
mod text;
mod tree;
mod words;
mod xml;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::Style;
pub use tree::{
    CaptureText, Effects, Fact, Finding, GapText, Occurrence, Report, Shown, Step, Subject,
};
pub use words::{Words, messages};

/// What a verdict is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Text {
        /// Whether it may hold colours.
        style: Style,
        /// The columns to keep to; 40 at the least.
        width: usize,
    },
    /// `runproof/verdict/1`.
    Json,
    /// JUnit's XML.
    Junit,
    /// RFC 4180.
    Csv,
}

/// Writes a report. The bytes depend on nothing but the arguments.
pub fn write(format: Format, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text { style, width } => text::text(report, style, width, out),
        Format::Json => json::json(report, out),
        Format::Junit => junit::junit(report, out),
        Format::Csv => csv::csv(report, out),
    }
}
