//! The verdict of an audit in the forms that people and machines read: one file a form.
//!
//! A verdict is put into words first ([`Report`]), then the formats write it. What comes from a log
//! is hostile: no format lets it repaint a terminal, be markup, or be a formula.

mod clock;
mod codes;
mod csv;
mod html;
mod in_toto;
mod json;
mod junit;
mod markdown;
mod matrix;
mod quote;
mod sarif;
mod say;
mod text;
mod timeline;
mod tree;
mod words;
mod xes;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::Style;
pub use codes::CODES;
use runproof_core::diagnostic::Diagnostic;
use runproof_render::Templates;
pub use timeline::{Dot, Lane, Timeline};
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
    /// SARIF 2.1.0.
    Sarif,
    /// RFC 4180.
    Csv,
    /// IEEE 1849.
    Xes,
    /// One page that needs no other file.
    Html,
    /// For a ticket.
    Markdown,
    /// An in-toto statement, to be signed.
    InToto,
}

/// Why a report could not be written.
#[derive(Debug)]
pub enum Failed {
    /// The writer took no more.
    Io(io::Error),
    /// A template does not parse, asks for what there is not, or does not come to an end.
    Templates(Vec<Diagnostic>),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes a report. The bytes depend on nothing but the arguments. Templates are for
/// [`Format::Html`].
///
/// # Errors
///
/// Where the writer fails, or a user's own template does.
pub fn write(
    format: Format,
    report: &Report<'_>,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<(), Failed> {
    match format {
        Format::Text { style, width } => text::text(report, style, width, out)?,
        Format::Json => json::json(report, out)?,
        Format::Junit => junit::junit(report, out)?,
        Format::Sarif => sarif::sarif(report, out)?,
        Format::Csv => csv::csv(report, out)?,
        Format::Xes => xes::xes(report, out)?,
        Format::Html => html::html(report, templates, out)?,
        Format::Markdown => markdown::markdown(report, out)?,
        Format::InToto => in_toto::in_toto(report, out)?,
    }
    Ok(())
}
