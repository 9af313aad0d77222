//! Running text: Markdown of a message, read by pulldown-cmark, with its values back in place.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

use runproof_language::{is_shielded, unshield, unshield_into};

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
    if markdown.trim().is_empty() {
        return Vec::new();
    }
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
    let mut reading = Reading::default();
    for event in Parser::new(&guarded) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                reading.text(&text);
            }
            Event::SoftBreak => reading.text(" "),
            Event::HardBreak => reading.push(Inline::Break),
            Event::Code(code) => reading.push(Inline::Code(unguarded(&code))),
            Event::Start(Tag::Strong) => reading.open(Opened::Strong),
            Event::Start(Tag::Emphasis) => reading.open(Opened::Emphasis),
            Event::Start(Tag::Link { dest_url, .. }) => {
                reading.open(Opened::Link(unguarded(&dest_url)));
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => reading.open(Opened::Image {
                source: unguarded(&dest_url),
                title: Some(unguarded(&title)).filter(|title| !title.is_empty()),
            }),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {
                reading.close();
            }
            _ => {}
        }
    }
    reading.finish()
}

/// Stands in front of a line that would otherwise open a block: `-`, `#`, `1.`
const GUARD: char = '\u{f00ff}';

/// The guard as it is written: a reference ends with punctuation, so that bold and emphasis open
/// behind it as they do at the start of a line.
const GUARD_WRITTEN: &str = "&#xF00FF;";

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
            guarded.push_str(GUARD_WRITTEN);
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

/// Markup that is open.
enum Opened {
    Strong,
    Emphasis,
    Link(String),
    Image {
        source: String,
        title: Option<String>,
    },
}

/// Markup may stand this deep in markup; what is deeper is text without it. No sentence is, and
/// whoever walks the tree must come to an end.
const MAX_DEPTH: usize = 32;

/// Running text in the making: what is finished, and below it what is open.
#[derive(Default)]
struct Reading {
    done: Vec<Inline>,
    open: Vec<(Opened, Vec<Inline>)>,
    /// How many are open that stand too deep.
    beyond: usize,
}

impl Reading {
    fn inner(&mut self) -> &mut Vec<Inline> {
        self.open
            .last_mut()
            .map_or(&mut self.done, |(_, inner)| inner)
    }

    fn push(&mut self, inline: Inline) {
        self.inner().push(inline);
    }

    fn text(&mut self, text: &str) {
        let text = text.strip_prefix(GUARD).unwrap_or(text);
        if text.is_empty() {
            return;
        }
        // Parsers cut text at entities and brackets; readers do not care.
        if let Some(Inline::Text(last)) = self.inner().last_mut() {
            unshield_into(text, last);
        } else {
            self.push(Inline::Text(unshield(text)));
        }
    }

    fn open(&mut self, opened: Opened) {
        if self.open.len() < MAX_DEPTH {
            self.open.push((opened, Vec::new()));
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some((opened, inner)) = self.open.pop() {
            self.push(match opened {
                Opened::Strong => Inline::Strong(inner),
                Opened::Emphasis => Inline::Emphasis(inner),
                Opened::Link(target) => Inline::Link {
                    target,
                    text: inner,
                },
                Opened::Image { source, title } => Inline::Image(super::Image {
                    source,
                    alt: plain_text(&inner),
                    title,
                }),
            });
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        self.beyond = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runproof_language::shield;

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
    fn pictures_stand_in_text() {
        let image = |source: &str, alt: &str, title: Option<&str>| {
            Inline::Image(crate::document::Image {
                source: source.into(),
                alt: alt.into(),
                title: title.map(Into::into),
            })
        };
        assert_eq!(
            read_paragraphs("Press ![the *round* key](media/key.png \"Key\") twice."),
            [vec![
                text("Press "),
                image("media/key.png", "the round key", Some("Key")),
                text(" twice."),
            ]]
        );
        assert_eq!(
            read_paragraphs("![](a.png)"),
            [vec![image("a.png", "", None)]]
        );
        assert_eq!(
            read_paragraphs("[![key](a.png)](b.html)"),
            [vec![Inline::Link {
                target: "b.html".into(),
                text: vec![image("a.png", "key", None)],
            }]]
        );
    }

    #[test]
    fn what_says_nothing_is_no_paragraph() {
        assert!(read_paragraphs("").is_empty());
        assert!(read_paragraphs(" \n\n ").is_empty());
    }

    #[test]
    fn markup_in_markup_comes_to_an_end() {
        let deep = format!("{}x{}", "*a **b ".repeat(5_000), "** *".repeat(5_000));
        fn depth(inlines: &[Inline]) -> usize {
            let below = inlines.iter().map(|inline| match inline {
                Inline::Strong(inner) | Inline::Emphasis(inner) => 1 + depth(inner),
                _ => 0,
            });
            below.max().unwrap_or(0)
        }
        let read = read_paragraphs(&deep);
        assert!(depth(&read[0]) <= MAX_DEPTH);
    }

    #[test]
    fn markup_at_the_start_of_a_guarded_line_is_markup() {
        let strong = |text: &str| Inline::Strong(vec![self::text(text)]);
        assert_eq!(read_paragraphs("**\"OK\"**"), [[strong("\"OK\"")]]);
        assert_eq!(
            read_paragraphs("_wait_ 1"),
            [vec![Inline::Emphasis(vec![text("wait")]), text(" 1")]]
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
