//! Running text: Markdown of a message, read by pulldown-cmark, with its values back in place.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

use crate::locale::{is_shielded, unshield, unshield_into};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Bold: a label of a user interface.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A name that no language changes: a file, a value, a service.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        target: String,
        /// What is clicked.
        text: Vec<Inline>,
    },
    /// A small picture in the text.
    Image(super::Image),
    /// A line break that the writer wanted.
    Break,
}

/// The text without its markup.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_plain(inner, out),
            Inline::Link { text, .. } => push_plain(text, out),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Break => out.push(' '),
        }
    }
}

/// Reads a formatted message of one paragraph.
pub fn running_text(markdown: &str) -> Vec<Inline> {
    read_paragraphs(markdown).into_iter().flatten().collect()
}

/// Reads a formatted message: one list of inlines a paragraph. Values in it are shielded and
/// come back as text. What Markdown could be beyond running text (headings, lists, HTML) is
/// taken as the characters that were written: a message is a sentence, not a page.
pub(super) fn read_paragraphs(markdown: &str) -> Vec<Vec<Inline>> {
    if is_plain(markdown) {
        return vec![vec![Inline::Text(unshield(markdown))]];
    }
    markdown
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(read_paragraph)
        .collect()
}

/// Whether no character of the text could be markup, so that it need not be parsed.
fn is_plain(text: &str) -> bool {
    !text.bytes().any(|byte| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'\n'
        )
    }) && !text.starts_with(['#', '>', '-', '+', '~', '=', ' ', '\t'])
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn read_paragraph(markdown: &str) -> Vec<Inline> {
    let guarded = guard(markdown);
    let mut stack: Stack = vec![(None, Vec::new())];
    for event in Parser::new(&guarded) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push_text(&mut stack, &text);
            }
            Event::SoftBreak => push_text(&mut stack, " "),
            Event::HardBreak => push(&mut stack, Inline::Break),
            Event::Code(code) => push(&mut stack, Inline::Code(unguarded(&code))),
            Event::Start(Tag::Strong | Tag::Emphasis) => stack.push((None, Vec::new())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                stack.push((Some(unguarded(&dest_url)), Vec::new()));
            }
            Event::End(TagEnd::Strong) => close(&mut stack, |_, inner| Inline::Strong(inner)),
            Event::End(TagEnd::Emphasis) => close(&mut stack, |_, inner| Inline::Emphasis(inner)),
            Event::End(TagEnd::Link) => close(&mut stack, |target, text| Inline::Link {
                target: target.unwrap_or_default(),
                text,
            }),
            _ => {}
        }
    }
    while stack.len() > 1 {
        close(&mut stack, |_, inner| Inline::Emphasis(inner));
    }
    stack.pop().map(|(_, inlines)| inlines).unwrap_or_default()
}

/// Stands in front of a line that would otherwise open a block: `-`, `#`, `1.`
const GUARD: char = '\u{f00ff}';

/// The paragraph with no line that Markdown could read as anything but running text.
fn guard(markdown: &str) -> Cow<'_, str> {
    if markdown.lines().all(opens_nothing) {
        return Cow::Borrowed(markdown);
    }
    let mut guarded = String::with_capacity(markdown.len() + 16);
    for (index, line) in markdown.lines().enumerate() {
        if index > 0 {
            guarded.push('\n');
        }
        let line = line.trim_start();
        if !opens_nothing(line) {
            guarded.push(GUARD);
        }
        guarded.push_str(line);
    }
    Cow::Owned(guarded)
}

/// Whether a line begins with running text for certain: a letter, or bold around one.
fn opens_nothing(line: &str) -> bool {
    let text = line.strip_prefix("**").unwrap_or(line);
    text.chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || is_shielded(c))
}

fn unguarded(text: &str) -> String {
    let text = unshield(text);
    if text.contains(GUARD) {
        text.replace(GUARD, "")
    } else {
        text
    }
}

type Stack = Vec<(Option<String>, Vec<Inline>)>;

fn push(stack: &mut Stack, inline: Inline) {
    if let Some((_, inlines)) = stack.last_mut() {
        inlines.push(inline);
    }
}

fn push_text(stack: &mut Stack, text: &str) {
    let text = text.strip_prefix(GUARD).unwrap_or(text);
    if text.is_empty() {
        return;
    }
    if let Some((_, inlines)) = stack.last_mut() {
        // Parsers cut text at entities and brackets; readers do not care.
        if let Some(Inline::Text(last)) = inlines.last_mut() {
            unshield_into(text, last);
        } else {
            inlines.push(Inline::Text(unshield(text)));
        }
    }
}

fn close(stack: &mut Stack, wrap: impl FnOnce(Option<String>, Vec<Inline>) -> Inline) {
    if stack.len() > 1
        && let Some((target, inner)) = stack.pop()
    {
        push(stack, wrap(target, inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::shield;

    fn text(s: &str) -> Inline {
        Inline::Text(s.into())
    }

    #[test]
    fn markup_is_read_and_values_are_not() {
        let value = shield("<Pool1 *FQDN*>");
        assert_eq!(
            read_paragraphs(&format!(
                "Click **OK** on {value} or `{value}`.\n\nThen *wait*."
            )),
            [
                vec![
                    text("Click "),
                    Inline::Strong(vec![text("OK")]),
                    text(" on <Pool1 *FQDN*> or "),
                    Inline::Code("<Pool1 *FQDN*>".into()),
                    text("."),
                ],
                vec![
                    text("Then "),
                    Inline::Emphasis(vec![text("wait")]),
                    text(".")
                ],
            ]
        );
    }

    #[test]
    fn a_message_is_a_sentence_and_not_a_page() {
        for markdown in [
            "# no heading",
            "- no item",
            "1. no item",
            "> no quote",
            "<b>no</b> tag",
            "a\n---",
        ] {
            let read = read_paragraphs(markdown);
            assert_eq!(read.len(), 1, "{markdown}");
            assert_eq!(plain_text(&read[0]), markdown.replace('\n', " "));
        }
    }
}
