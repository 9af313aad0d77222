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
mod script;
mod templates;
mod terminal;
mod text;

pub use templates::CODES;
pub use templates::Templates;

use model::Dialect as _;
use runproof_core::diagnostic::Diagnostic;
use runproof_model::document::{AlertKind, Document, Guide, ShellName};
use runproof_prose::Inline;

/// What a document is rendered to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Format<'a> {
    /// CommonMark with GitHub's alerts.
    Markdown(Flavor),
    /// The same of the page alone, as it is published: nothing in it is about the document.
    Page,
    /// One self-contained page.
    Html,
    /// Text for a terminal.
    Terminal {
        /// The columns to wrap to; 20 at the least. Commands are never wrapped.
        width: usize,
        /// Whether to use colours.
        colour: bool,
    },
    /// JSON of the [`Document`].
    Json,
    /// A guided script in the shell of the document's commands, with what it leads through.
    Script(&'a Guide),
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
        Format::Page => {
            let context = model::context(document, &markdown::Markdown);
            let mut text = templates.render(engine::Family::Markdown, "page.md", &context)?;
            // Every part ends with a blank line, but a file ends with its last line.
            let end = text.trim_ascii_end().len();
            text.truncate(end);
            text.push(b'\n');
            Ok(text)
        }
        Format::Html => {
            let dialect = html::Html::with_pictures();
            let mut context = model::context(document, &dialect);
            let (style, script) = (
                templates.asset("html/style.css"),
                templates.asset("html/page.js"),
            );
            let loads = if dialect.has_shown_pictures() {
                html::Loads::Pictures
            } else {
                html::Loads::Nothing
            };
            let style = format!("{}{}", style.trim_end(), html::running_head(document));
            html::assets(&style, script, loads, &mut context);
            templates.render(engine::Family::Html, "html.html", &context)
        }
        Format::Terminal { width, colour } => {
            let context = model::context(document, &terminal::Terminal);
            let text = templates.render(engine::Family::Terminal, "terminal.txt", &context)?;
            // Templates are text, and so is all that is put into them.
            let text = String::from_utf8_lossy(&text);
            Ok(terminal::finish(&text, width, colour).into_bytes())
        }
        Format::Json => Ok(json::render(document)),
        Format::Script(guide) => {
            let context = script::context(document, guide);
            match document.shell {
                ShellName::Bash => templates.render(engine::Family::Bash, "script.sh", &context),
                ShellName::Powershell => {
                    let text =
                        templates.render(engine::Family::PowerShell, "script.ps1", &context)?;
                    // Windows PowerShell takes a script without this mark for ANSI.
                    Ok([b"\xef\xbb\xbf".as_slice(), &text].concat())
                }
            }
        }
    }
}

/// Running text as HTML, for a page that is no document and loads no pictures.
pub fn html_prose(inlines: &[Inline]) -> String {
    let mut out = String::new();
    html::Html::default().prose(inlines, &mut out);
    out
}

/// Running text as Markdown.
pub fn markdown_prose(inlines: &[Inline]) -> String {
    let mut out = String::new();
    markdown::Markdown.prose(inlines, &mut out);
    out
}

/// A page that is no document: one of the embedded templates, or a user's own of its name. Its style
/// sheet is the pages' own and then that of the name `style`; it has no script.
pub fn page(
    templates: &Templates,
    name: &str,
    style: &str,
    mut context: tera::Context,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let style = format!(
        "{}\n{}",
        templates.asset("html/style.css").trim(),
        templates.asset(style).trim()
    );
    html::assets(&style, "", html::Loads::Nothing, &mut context);
    templates.render(engine::Family::Html, name, &context)
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
