//! A document as bytes in one of the formats.
//!
//! Layout is in Tera templates, one set a format, that a user may override one by one; what is
//! not layout (escaping, indentation, wrapping, quoting) is here, one file a format. Rendering is
//! a function of its input: no clock, no file, no environment.

mod budget;
mod engine;
mod html;
mod json;
mod markdown;
mod model;
mod templates;
mod text;

pub(crate) use templates::CODES;
pub use templates::Templates;

use crate::diagnostic::Diagnostic;
use crate::document::{AlertKind, Document};

/// What a document is rendered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format<'a> {
    /// CommonMark with GitHub's alerts.
    Markdown(Flavor),
    /// One self-contained page.
    Html,
    /// JSON of the [`Document`].
    Json,
    #[doc(hidden)]
    _P(&'a ()),
}

/// Whose Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flavor {
    /// GitHub's: what every CommonMark parser reads.
    #[default]
    Github,
    /// Microsoft Learn's: with front matter.
    Learn,
}

/// The document in a format. The bytes depend on nothing but the arguments.
///
/// # Errors
///
/// Where a template does not parse, asks for what there is not, or does not come to an end.
pub fn render(
    document: &Document,
    format: Format<'_>,
    templates: &Templates,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    match format {
        Format::Markdown(flavor) => {
            let name = match flavor {
                Flavor::Github => "markdown.md",
                Flavor::Learn => "learn.md",
            };
            let context = model::context(document, &markdown::Markdown);
            templates.render(engine::Family::Markdown, name, &context)
        }
        Format::Html => {
            let mut context = model::context(document, &html::Html);
            let (style, script) = (
                templates.asset("html/style.css"),
                templates.asset("html/page.js"),
            );
            html::assets(style, script, &mut context);
            templates.render(engine::Family::Html, "html.html", &context)
        }
        Format::Json => Ok(json::render(document)),
        Format::_P(()) => Ok(Vec::new()),
    }
}

/// The name that GitHub's Markdown and our style sheets give a kind of alert.
fn alert_name(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "note",
        AlertKind::Tip => "tip",
        AlertKind::Important => "important",
        AlertKind::Warning => "warning",
        AlertKind::Caution => "caution",
    }
}

#[cfg(test)]
mod tests;
