//! Findings for a ticket or a pull request: Markdown, a section for each page.

use runproof_prose::Inline;
use std::io::{self, Write};

use super::Results;
use runproof_core::diagnostic::{Diagnostic, Location, Severity};
use runproof_render::markdown_prose;
use runproof_text::visible::visible_line;

/// The most characters of a line that are shown around its mark.
const MOST_SHOWN: usize = 160;

/// Writes findings as Markdown: how many, then each with its line and what to do.
pub fn markdown(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", sentence(&results.summary()))?;
    let mut name = None;
    for finding in results.findings {
        let of = finding.location.as_ref().map(|place| place.source.name());
        if name != Some(of) {
            name = Some(of);
            if let Some(of) = of {
                writeln!(out, "\n## {}", code(of))?;
            }
        }
        write(finding, out)?;
    }
    Ok(())
}

fn write(finding: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "**error**",
        Severity::Warning => "**warning**",
        Severity::Note => "note",
    };
    let place = finding.location.as_ref().map(|place| {
        let start = place.start();
        format!("{}:{} ", start.line, start.column)
    });
    writeln!(
        out,
        "\n- {}{level} {} {}",
        place.unwrap_or_default(),
        code(finding.code.name),
        prose(&finding.message)
    )?;
    if let Some(place) = &finding.location {
        quote(place, out)?;
    }
    for (place, label) in &finding.related {
        let at = format!("{}:{}", place.source.name(), place.start().line);
        writeln!(out, "\n  {} {}", code(&at), prose(label))?;
        quote(place, out)?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "\n  *{}*", prose(help))?;
    }
    Ok(())
}

/// The first line of a place with its mark below it.
fn quote(place: &Location, out: &mut dyn Write) -> io::Result<()> {
    let line = place.source.line(place.start().line);
    let (start, end) = (
        place.span.start.clamp(line.start, line.end),
        place.span.end.clamp(line.start, line.end),
    );
    let part = |from: u32, to: u32| {
        let span = runproof_core::diagnostic::Span {
            start: from,
            end: to.max(from),
        };
        visible_line(place.source.slice(span))
    };
    let (before, marked, after) = (
        part(line.start, start),
        part(start, end),
        part(end, line.end),
    );
    if before.trim().is_empty() && marked.trim().is_empty() && after.trim().is_empty() {
        return Ok(());
    }
    // A line is a paragraph in many a page: what is far from the mark is left out.
    let before = last(before.trim_start());
    let marked = first(&marked, MOST_SHOWN);
    let after = first(
        &after,
        MOST_SHOWN.saturating_sub(before.chars().count().min(MOST_SHOWN / 2)),
    );
    let blanks: String = before.chars().map(|_| ' ').collect();
    let carets = "^".repeat(marked.chars().count().max(1));
    let block = format!("{before}{marked}{after}");
    let fence = fence(&block);
    writeln!(
        out,
        "\n  {fence}text\n  {}\n  {blanks}{carets}\n  {fence}",
        block.trim_end()
    )
}

/// The end of a text, with a sign that there was more.
fn last(text: &str) -> String {
    let number = text.chars().count();
    if number <= MOST_SHOWN / 2 {
        return text.to_owned();
    }
    let kept = text.chars().skip(number - MOST_SHOWN / 2);
    format!("…{}", kept.collect::<String>())
}

/// The beginning of a text, with a sign that there was more.
fn first(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(most).collect::<String>())
}

/// A fence that nothing in the block ends.
fn fence(block: &str) -> String {
    let longest = block
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    "`".repeat((longest + 1).max(3))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn code(text: &str) -> String {
    markdown_prose(&[Inline::code(visible_line(text))])
}

/// A message: what is between backticks is code, nothing else in it is markup.
fn prose(message: &str) -> String {
    let message = visible_line(message);
    let parts: Vec<&str> = message.split('`').collect();
    // A backtick without a partner is a backtick.
    if parts.len().is_multiple_of(2) {
        return markdown_prose(&[Inline::text(message)]);
    }
    let inlines: Vec<Inline> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(nth, part)| match nth % 2 {
            0 => Inline::text((*part).to_owned()),
            _ => Inline::code((*part).to_owned()),
        })
        .collect();
    markdown_prose(&inlines)
}
