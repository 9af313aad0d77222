//! Running text: CommonMark's inline events, and the tags of HTML between them, as one tree.

use crate::tree::OnPage;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::element;
use crate::tree::{Inline, InlineKind};
use runproof_core::diagnostic::Span;
use runproof_prose::Image;

/// Emphasis in emphasis: nobody nests it deeper.
const DEEPEST: usize = 20;

/// The running text that is being read.
pub(super) struct Running<'a> {
    page: &'a str,
    /// What is open, outermost first; the first is the text itself.
    open: Vec<Open>,
    /// Whether a paragraph, heading or cell was begun; text without one is that of a tight item.
    is_begun: bool,
    /// How many are open that were not entered.
    ignored: usize,
    /// The alt text of a picture that is open.
    alt: Option<String>,
}

struct Open {
    kind: Kind,
    start: u32,
    inlines: Vec<Inline>,
}

enum Kind {
    Text,
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
    /// A tag of HTML, by its name, as it was written.
    Tag {
        name: String,
        raw: String,
        end: u32,
    },
    /// What is not known: strikethrough and the like.
    Other,
}

impl<'a> Running<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self {
            page,
            open: vec![Open::new(Kind::Text, 0)],
            is_begun: false,
            ignored: 0,
            alt: None,
        }
    }

    /// A paragraph, heading or cell begins.
    pub(super) fn begin(&mut self, _span: Span) {
        self.is_begun = true;
    }

    /// The place of text that stands in no paragraph, where there is some.
    pub(super) fn loose(&self) -> Option<Span> {
        if self.is_begun {
            return None;
        }
        let first = self.open.first()?;
        let start = first.inlines.first().map(|inline| inline.span.start);
        let start = start.or_else(|| self.open.get(1).map(|open| open.start))?;
        let last = self.open.iter().rev().find_map(|open| open.inlines.last());
        Some(Span {
            start,
            end: last.map_or(start, |inline| inline.span.end),
        })
    }

    /// The text that was read, without blanks around it.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        while self.open.len() > 1 {
            self.pop();
        }
        self.is_begun = false;
        self.ignored = 0;
        self.alt = None;
        let inlines = self
            .open
            .first_mut()
            .map(|open| std::mem::take(&mut open.inlines));
        inlines.unwrap_or_default()
    }

    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some(alt) = &mut self.alt {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => self.push(span, InlineKind::Text(text.into_string())),
            Event::Code(code) => self.push(span, InlineKind::Code(code.into_string())),
            Event::SoftBreak => self.push(span, InlineKind::Other(OnPage::Soft)),
            Event::HardBreak => self.push(span, InlineKind::Break),
            Event::InlineHtml(raw) | Event::Html(raw) => self.tag(&raw, span),
            _ => {}
        }
    }

    pub(super) fn open(&mut self, tag: &Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::Strong => Kind::Strong,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Link {
                dest_url, title, ..
            } => Kind::Link {
                target: dest_url.to_string(),
                title: given(title),
            },
            Tag::Image {
                dest_url, title, ..
            } => {
                self.alt.get_or_insert_default();
                Kind::Image {
                    source: dest_url.to_string(),
                    title: given(title),
                }
            }
            _ => Kind::Other,
        };
        if self.open.len() >= DEEPEST {
            self.ignored += 1;
        } else {
            self.open.push(Open::new(kind, span.start));
        }
    }

    pub(super) fn close(&mut self, tag: TagEnd, span: Span) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        // Tags of HTML may be left open where Markdown closes.
        while self.open.len() > 2 && self.open.last().is_some_and(Open::is_tag) {
            self.pop();
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        let start = closed.start;
        let inner = closed.inlines;
        let span = Span {
            start,
            end: span.end,
        };
        let _ = tag;
        let kind = match closed.kind {
            Kind::Strong => InlineKind::Strong(inner),
            Kind::Emphasis => InlineKind::Emphasis(inner),
            Kind::Link { target, title } => InlineKind::Link {
                target,
                title,
                text: inner,
            },
            Kind::Image { source, title } => InlineKind::Image(Image {
                source,
                alt: self.alt.take().unwrap_or_default(),
                title,
            }),
            Kind::Text | Kind::Other | Kind::Tag { .. } => {
                self.extend(inner);
                return;
            }
        };
        self.push(span, kind);
    }

    /// A tag of HTML: `<strong>` opens what `</strong>` closes, others stand for themselves.
    pub(super) fn tag(&mut self, raw: &str, span: Span) {
        let name = element::name(raw).unwrap_or_default().into_owned();
        let is_end = raw.starts_with("</");
        match name.as_str() {
            "br" => self.push(span, InlineKind::Break),
            "img" => {
                let value = |name| element::attribute(raw, name).unwrap_or_default();
                let image = Image {
                    source: value("src"),
                    alt: value("alt"),
                    title: given(&value("title")),
                };
                self.push(span, InlineKind::Image(image));
            }
            "strong" | "b" | "em" | "i" | "code" | "tt" if !is_end && element::is_element(raw) => {
                if self.open.len() < DEEPEST {
                    let kind = Kind::Tag {
                        name,
                        raw: raw.to_owned(),
                        end: span.end,
                    };
                    self.open.push(Open::new(kind, span.start));
                }
            }
            _ if is_end && self.closes(&name) => self.close_tag(&name, span),
            _ => self.push(span, InlineKind::Other(OnPage::Html(raw.to_owned()))),
        }
    }

    /// Whether a tag of that name is open, with nothing of Markdown's open inside of it.
    fn closes(&self, name: &str) -> bool {
        let open = self.open.iter().rev().take_while(|open| open.is_tag());
        open.into_iter()
            .any(|open| matches!(&open.kind, Kind::Tag { name: known, .. } if known == name))
    }

    fn close_tag(&mut self, name: &str, span: Span) {
        while let Some(top) = self.open.last() {
            let is_it = matches!(&top.kind, Kind::Tag { name: known, .. } if known == name);
            if !is_it {
                self.pop();
                continue;
            }
            let Some(closed) = self.open.pop() else {
                return;
            };
            let whole = Span {
                start: closed.start,
                end: span.end,
            };
            let inner = closed.inlines;
            let kind = match name {
                "strong" | "b" => InlineKind::Strong(inner),
                "em" | "i" => InlineKind::Emphasis(inner),
                _ => InlineKind::Code(plain(&inner)),
            };
            self.push(whole, kind);
            return;
        }
    }

    /// What was never closed stands as it was written.
    fn pop(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        if let Kind::Tag { raw, end, .. } = closed.kind {
            let span = Span {
                start: closed.start,
                end,
            };
            self.push(span, InlineKind::Other(OnPage::Html(raw)));
        }
        self.extend(closed.inlines);
    }

    /// Whether anything was read yet.
    pub(super) fn holds_text(&self) -> bool {
        self.open.len() > 1 || self.open.iter().any(|open| !open.inlines.is_empty())
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, span: Span, kind: InlineKind) {
        // Parsers cut text where it might have been markup; what stands in a row is one piece.
        if let InlineKind::Text(text) = &kind
            && let Some(Open { inlines, .. }) = self.open.last_mut()
            && let Some(Inline {
                span: before,
                kind: InlineKind::Text(last),
            }) = inlines.last_mut()
            && before.end == span.start
            && before.range().len() == last.len()
            && self.page.get(span.range()) == Some(text)
        {
            last.push_str(text);
            before.end = span.end;
            return;
        }
        self.extend(vec![Inline { span, kind }]);
    }

    fn extend(&mut self, inlines: Vec<Inline>) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.extend(inlines);
        }
    }
}

impl Open {
    fn new(kind: Kind, start: u32) -> Self {
        Self {
            kind,
            start,
            inlines: Vec::new(),
        }
    }

    fn is_tag(&self) -> bool {
        matches!(self.kind, Kind::Tag { .. })
    }
}

/// A title, where there is one.
fn given(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(piece)
            | InlineKind::Code(piece)
            | InlineKind::Other(OnPage::Html(piece)) => {
                text.push_str(piece);
            }
            InlineKind::Other(OnPage::Soft) | InlineKind::Break => text.push(' '),
            InlineKind::Image(image) => text.push_str(&image.alt),
            _ => text.push_str(&plain(inline.inner())),
        }
    }
    text
}
