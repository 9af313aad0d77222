//! Markdown of a message, read by pulldown-cmark, with its values back in place.
//!
//! A message is a sentence and not a page: what Markdown could be beyond running text (headings,
//! lists, HTML) is taken as the characters that were written.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use runproof_core::diagnostic::Span;
use runproof_language::{unshield, unshield_into};

use crate::guard::{GUARD, Guarded};
use crate::inline::{Image, Inline, InlineKind, plain_text};

/// Reads a formatted message: one list of pieces a paragraph. Values in it are shielded and come
/// back as text.
pub fn paragraphs(markdown: &str) -> Vec<Vec<Inline>> {
    let text = markdown.trim();
    if !text.is_empty() && is_plain(text) {
        return vec![vec![Inline::text(unshield(text))]];
    }
    read(markdown)
}

/// Reads a formatted message of one paragraph.
pub fn running_text(markdown: &str) -> Vec<Inline> {
    paragraphs(markdown).into_iter().flatten().collect()
}

/// Reads what [`paragraphs`] reads, with the place of every piece in the message. Text that does
/// not stand there byte by byte is a piece of its own.
pub fn paragraphs_with_places(markdown: &str) -> Vec<Vec<Inline<Span>>> {
    read(markdown)
}

/// Where a piece stands.
trait Place: Sized {
    /// The place of a part of the message.
    fn of(range: Range<usize>) -> Self;
    /// Takes in the place that follows, if both are one.
    fn join(&mut self, next: &Self) -> bool;
}

impl Place for () {
    fn of(_: Range<usize>) -> Self {}

    fn join(&mut self, (): &Self) -> bool {
        true
    }
}

impl Place for Span {
    fn of(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }

    fn join(&mut self, next: &Self) -> bool {
        let is_next = self.end == next.start;
        if is_next {
            self.end = next.end;
        }
        is_next
    }
}

fn read<S: Place>(markdown: &str) -> Vec<Vec<Inline<S>>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for block in markdown.split("\n\n") {
        let paragraph = block.trim();
        if !paragraph.is_empty() {
            let before = block.len() - block.trim_start().len();
            paragraphs.push(read_paragraph(paragraph, start + before));
        }
        start += block.len() + 2;
    }
    paragraphs
}

/// Whether no character of the text could be markup, so that it need not be parsed.
fn is_plain(text: &str) -> bool {
    !text.bytes().any(|byte| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'\n'
        )
    }) && !text.starts_with(['#', '>', '-', '+', '~', '='])
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn read_paragraph<S: Place>(paragraph: &str, start: usize) -> Vec<Inline<S>> {
    let guarded = Guarded::of(paragraph);
    let mut reading = Reading::default();
    for (event, range) in Parser::new(&guarded.text).into_offset_iter() {
        let place = || {
            let own = guarded.place(range.clone());
            S::of(start + own.start..start + own.end)
        };
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                reading.text(&text, place());
            }
            Event::SoftBreak => reading.text(" ", place()),
            Event::HardBreak => reading.push(place(), InlineKind::Break),
            Event::Code(code) => {
                reading.push(place(), InlineKind::Code(guarded.unguarded(&code)));
            }
            Event::Start(Tag::Strong) => reading.open(place(), Opened::Strong),
            Event::Start(Tag::Emphasis) => reading.open(place(), Opened::Emphasis),
            Event::Start(Tag::Link {
                dest_url, title, ..
            }) => {
                let target = guarded.unguarded(&dest_url);
                let title = guarded.title(&title);
                reading.open(place(), Opened::Link { target, title });
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let source = guarded.unguarded(&dest_url);
                let title = guarded.title(&title);
                reading.open(place(), Opened::Image { source, title });
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {
                reading.close();
            }
            _ => {}
        }
    }
    reading.finish()
}

impl Guarded<'_> {
    fn title(&self, title: &str) -> Option<String> {
        Some(self.unguarded(title)).filter(|title| !title.is_empty())
    }
}

/// Markup that is open.
enum Opened {
    Strong,
    Emphasis,
    Link {
        target: String,
        title: Option<String>,
    },
    Image {
        source: String,
        title: Option<String>,
    },
}

/// Markup may stand this deep in markup; what is deeper is text without it. No sentence is, and
/// whoever walks the tree must come to an end.
const MAX_DEPTH: usize = 32;

/// Running text in the making: what is finished, and below it what is open.
struct Reading<S> {
    done: Vec<Inline<S>>,
    open: Vec<Open<S>>,
    /// How many are open that stand too deep.
    beyond: usize,
}

struct Open<S> {
    span: S,
    what: Opened,
    inner: Vec<Inline<S>>,
}

impl<S> Default for Reading<S> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            open: Vec::new(),
            beyond: 0,
        }
    }
}

impl<S: Place> Reading<S> {
    fn inner(&mut self) -> &mut Vec<Inline<S>> {
        match self.open.last_mut() {
            Some(open) => &mut open.inner,
            None => &mut self.done,
        }
    }

    fn push(&mut self, span: S, kind: InlineKind<S>) {
        self.inner().push(Inline { span, kind });
    }

    fn text(&mut self, text: &str, span: S) {
        let text = text.strip_prefix(GUARD).unwrap_or(text);
        if text.is_empty() {
            return;
        }
        // Parsers cut text at entities and brackets; readers do not care.
        if let Some(Inline {
            span: before,
            kind: InlineKind::Text(last),
        }) = self.inner().last_mut()
            && before.join(&span)
        {
            unshield_into(text, last);
        } else {
            self.push(span, InlineKind::Text(unshield(text)));
        }
    }

    fn open(&mut self, span: S, what: Opened) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(Open {
                span,
                what,
                inner: Vec::new(),
            });
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(Open { span, what, inner }) = self.open.pop() {
            let kind = match what {
                Opened::Strong => InlineKind::Strong(inner),
                Opened::Emphasis => InlineKind::Emphasis(inner),
                Opened::Link { target, title } => InlineKind::Link {
                    target,
                    title,
                    text: inner,
                },
                Opened::Image { source, title } => InlineKind::Image(Image {
                    source,
                    alt: plain_text(&inner),
                    title,
                }),
            };
            self.push(span, kind);
        }
    }

    fn finish(mut self) -> Vec<Inline<S>> {
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
        Inline::text(s)
    }

    #[test]
    fn markup_is_read_and_values_are_not() {
        let value = shield("<Pool1 *FQDN*>");
        assert_eq!(
            paragraphs(&format!(
                "Click **OK** on {value} or `{value}`.\n\nThen *wait*."
            )),
            [
                vec![
                    text("Click "),
                    Inline::strong(vec![text("OK")]),
                    text(" on <Pool1 *FQDN*> or "),
                    Inline::code("<Pool1 *FQDN*>"),
                    text("."),
                ],
                vec![
                    text("Then "),
                    Inline::emphasis(vec![text("wait")]),
                    text(".")
                ],
            ]
        );
    }

    #[test]
    fn pictures_stand_in_text() {
        let image = |source: &str, alt: &str, title: Option<&str>| {
            Inline::image(Image {
                source: source.into(),
                alt: alt.into(),
                title: title.map(Into::into),
            })
        };
        assert_eq!(
            paragraphs("Press ![the *round* key](media/key.png \"Key\") twice."),
            [vec![
                text("Press "),
                image("media/key.png", "the round key", Some("Key")),
                text(" twice."),
            ]]
        );
        assert_eq!(paragraphs("![](a.png)"), [vec![image("a.png", "", None)]]);
        assert_eq!(
            paragraphs("[![key](a.png)](b.html)"),
            [vec![Inline::link(
                "b.html",
                vec![image("a.png", "key", None)]
            )]]
        );
    }

    #[test]
    fn what_says_nothing_is_no_paragraph() {
        assert!(paragraphs("").is_empty());
        assert!(paragraphs(" \n\n ").is_empty());
    }

    #[test]
    fn markup_in_markup_comes_to_an_end() {
        let deep = format!("{}x{}", "*a **b ".repeat(5_000), "** *".repeat(5_000));
        fn depth(inlines: &[Inline]) -> usize {
            let below = inlines.iter().map(|inline| match &inline.kind {
                InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => 1 + depth(inner),
                _ => 0,
            });
            below.max().unwrap_or(0)
        }
        let read = paragraphs(&deep);
        assert!(depth(&read[0]) <= MAX_DEPTH);
    }

    #[test]
    fn markup_at_the_start_of_a_guarded_line_is_markup() {
        let strong = |text: &str| Inline::strong(vec![self::text(text)]);
        assert_eq!(paragraphs("**\"OK\"**"), [[strong("\"OK\"")]]);
        assert_eq!(
            paragraphs("_wait_ 1"),
            [vec![Inline::emphasis(vec![text("wait")]), text(" 1")]]
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
            let read = paragraphs(markdown);
            assert_eq!(read.len(), 1, "{markdown}");
            assert_eq!(plain_text(&read[0]), markdown.replace('\n', " "));
        }
    }

    #[test]
    fn code_goes_over_the_end_of_a_line_whatever_begins_the_next() {
        assert_eq!(paragraphs("`a\n- b`"), [[Inline::code("a - b")]]);
    }

    /// Every piece with the bytes of the message that it stands for.
    fn placed<'m>(inlines: &[Inline<Span>], message: &'m str, out: &mut Vec<&'m str>) {
        for inline in inlines {
            out.push(&message[inline.span.range()]);
            placed(inline.inner(), message, out);
        }
    }

    #[test]
    fn pieces_know_their_places() {
        let message = "1. Click **O&amp;K** on `x`.\n\n  - Then\n    *wait*.";
        let mut out = Vec::new();
        for paragraph in paragraphs_with_places(message) {
            placed(&paragraph, message, &mut out);
        }
        assert_eq!(
            out,
            [
                "1. Click ",
                "**O&amp;K**",
                "O&amp;K",
                " on ",
                "`x`",
                ".",
                "- Then\n",
                "*wait*",
                "wait",
                "."
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn places_change_nothing(message in "[ab*_`<>\\[\\]()!\\\\&;#\\-1. \n]{0,40}") {
            fn without(inlines: Vec<Inline<Span>>) -> Vec<Inline> {
                let mut out: Vec<Inline> = Vec::new();
                for inline in inlines {
                    let kind = match inline.kind {
                        InlineKind::Text(text) => {
                            if let Some(Inline { kind: InlineKind::Text(last), .. }) = out.last_mut() {
                                last.push_str(&text);
                                continue;
                            }
                            InlineKind::Text(text)
                        }
                        InlineKind::Strong(inner) => InlineKind::Strong(without(inner)),
                        InlineKind::Emphasis(inner) => InlineKind::Emphasis(without(inner)),
                        InlineKind::Code(text) => InlineKind::Code(text),
                        InlineKind::Link { target, title, text } => InlineKind::Link {
                            target,
                            title,
                            text: without(text),
                        },
                        InlineKind::Image(image) => InlineKind::Image(image),
                        InlineKind::Break => InlineKind::Break,
                        InlineKind::Other(nothing) => match nothing {},
                    };
                    out.push(Inline::new(kind));
                }
                out
            }
            let placed = paragraphs_with_places(&message);
            for paragraph in &placed {
                for inline in paragraph {
                    proptest::prop_assert!(message.get(inline.span.range()).is_some());
                }
            }
            let placed: Vec<Vec<Inline>> = placed.into_iter().map(without).collect();
            proptest::prop_assert_eq!(placed, paragraphs(&message));
        }
    }
}
