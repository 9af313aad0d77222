//! Findings for people, as `rustc` shows them: the source line with the place marked.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Results;
use runproof_core::diagnostic::{Diagnostic, Location, Severity};
use runproof_text::visible::{Breaks, visible, visible_line};

/// Whether the text may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Characters alone.
    #[default]
    Plain,
    /// With escape sequences for colours, for a terminal.
    Coloured,
}

/// Writes findings for people, and how many there are.
pub fn text(results: &Results<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for finding in results.findings {
        writeln!(out, "{}\n", render(&renderer, finding))?;
    }
    writeln!(out, "{}", results.summary())
}

fn render(renderer: &Renderer, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible_line(&finding.message));
    let mut group = Group::with_title(title.id(finding.code.name));
    if let Some(place) = &finding.location {
        group = group.element(snippet(place, AnnotationKind::Primary, None));
    }
    for (place, label) in &finding.related {
        group = group.element(snippet(place, AnnotationKind::Context, Some(label)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(visible_line(help)));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    place: &Location,
    kind: AnnotationKind,
    label: Option<&str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let excerpt = Excerpt::of(place);
    let mut annotation = kind.span(excerpt.start..excerpt.end);
    if let Some(label) = label {
        annotation = annotation.label(visible_line(label));
    }
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(visible_line(place.source.name()))
        .annotation(annotation)
}

/// The lines of a place, fit to be shown. Only they are handed on: a catalog of a megabyte is
/// not looked through again for each of its findings.
struct Excerpt {
    text: String,
    first_line: usize,
    start: usize,
    end: usize,
}

impl Excerpt {
    fn of(place: &Location) -> Self {
        /// A place of more lines is shown by its first alone.
        const MOST_LINES: u32 = 6;
        let source = &place.source;
        let first = place.start().line;
        let last = place.end().line;
        let first_line = source.line(first);
        let last_line = if last - first < MOST_LINES {
            source.line(last)
        } else {
            first_line
        };
        let text = source.text();
        let start = (place.span.start).clamp(first_line.start, last_line.end) as usize;
        let end = (place.span.end as usize).clamp(start, last_line.end as usize);
        let cut = |from: usize, to: usize| visible(text.get(from..to).unwrap_or(""), Breaks::Kept);
        let before = cut(first_line.start as usize, start);
        let marked = cut(start, end);
        let after = cut(end, last_line.end as usize);
        Self {
            start: before.len(),
            end: before.len() + marked.len(),
            text: format!("{before}{marked}{after}"),
            first_line: first as usize,
        }
    }
}
