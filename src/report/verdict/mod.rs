//! The verdict of an audit in the forms that people and machines read: one file a form.
//!
//! A verdict is put into words first ([`Report`]), then the formats write it. What comes from a log
//! is hostile: no format lets it repaint a terminal, be markup, or be a formula.

mod csv;
mod json;
mod junit;
mod quiet;
mod quote;
mod say;
mod tree;
mod words;
mod xml;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub use tree::{CaptureText, Fact, Finding, GapText, Occurrence, Report, Step, Subject};
pub use words::{Words, messages};

/// What a verdict is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
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
        Format::Json => json::json(report, out),
        Format::Junit => junit::junit(report, out),
        Format::Csv => csv::csv(report, out),
    }
}
