//! Running text as one flat string, with marks for what is bold, code or a link, and the way back
//! to the page: rules look for words, and findings point at bytes.

use crate::tree::{OnPage, is_element};
use std::ops::Range;

use super::tree::{Inline, InlineKind};
use runproof_core::diagnostic::Span;

/// A flat text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flat {
    /// What a reader sees. A line's end is a blank, a wanted break a line break; a picture is its
    /// alt text, code its text, a tag of HTML nothing.
    pub text: String,
    /// What is marked, in the order in which marks begin; inner ones after their outer ones.
    pub marks: Vec<Mark>,
    pieces: Vec<Piece>,
}

/// A marked part of a flat text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The part.
    pub range: Range<usize>,
    /// What it is marked as.
    pub kind: MarkKind,
    /// Its place in the page, markers included.
    pub span: Span,
}

/// What a part of a text is marked as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// Bold by `**` or `__`.
    Strong,
    /// Bold by `<strong>` or `<b>`.
    StrongHtml,
    /// Emphasis.
    Emphasis,
    /// Code.
    Code,
    /// A link and where to.
    Link(String),
    /// A picture and its address.
    Image(String),
    /// A placeholder that a browser would take for a tag: `<Pool FQDN>`.
    Placeholder,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    flat: usize,
    span: Span,
    /// Whether byte follows byte; otherwise the whole of it stands for the whole place.
    is_exact: bool,
}

impl Flat {
    /// The flat text of inlines. `page` is the text that they were read from.
    pub fn of(inlines: &[Inline], page: &str) -> Self {
        let mut flat = Self::default();
        flat.push(inlines, page);
        flat
    }

    /// The place in the page that a part of the text came from.
    pub fn place(&self, range: Range<usize>) -> Span {
        let first = self.piece(range.start);
        let last = self.piece(range.end.max(range.start + 1) - 1);
        let start = first.map_or(0, |piece| {
            if piece.is_exact {
                piece.span.start + (range.start - piece.flat) as u32
            } else {
                piece.span.start
            }
        });
        let end = last.map_or(start, |piece| {
            if piece.is_exact {
                (piece.span.start + range.end.saturating_sub(piece.flat) as u32).min(piece.span.end)
            } else {
                piece.span.end
            }
        });
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The parts that are bold, outermost only.
    pub fn strong(&self) -> impl Iterator<Item = &Mark> {
        let mut end = 0;
        self.marks.iter().filter(move |mark| {
            let is_strong = matches!(mark.kind, MarkKind::Strong | MarkKind::StrongHtml);
            let is_outer = mark.range.start >= end;
            if is_strong && is_outer {
                end = mark.range.end;
            }
            is_strong && is_outer
        })
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.flat <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn add(&mut self, text: &str, span: Span, is_exact: bool) {
        if !text.is_empty() {
            self.pieces.push(Piece {
                flat: self.text.len(),
                span,
                is_exact,
            });
            self.text.push_str(text);
        }
    }

    // As deep as the tree is, which `read` bounds.
    fn push(&mut self, inlines: &[Inline], page: &str) {
        for inline in inlines {
            let start = self.text.len();
            let mark = self.marks.len();
            let kind = match &inline.kind {
                InlineKind::Text(text) => {
                    let is_exact = page.get(inline.span.range()) == Some(text.as_str());
                    self.add(text, inline.span, is_exact);
                    continue;
                }
                InlineKind::Other(OnPage::Soft) => {
                    self.add(" ", inline.span, false);
                    continue;
                }
                InlineKind::Break => {
                    self.add("\n", inline.span, false);
                    continue;
                }
                InlineKind::Other(OnPage::Html(raw)) => {
                    if is_element(inline) {
                        continue;
                    }
                    self.add(raw, inline.span, true);
                    MarkKind::Placeholder
                }
                InlineKind::Code(text) => {
                    // Between one or more backticks, and perhaps a blank.
                    let raw = page.get(inline.span.range()).unwrap_or_default();
                    match raw.find(text.as_str()) {
                        Some(at) => {
                            let from = inline.span.start as usize + at;
                            self.add(text, Span::new(from, from + text.len()), true);
                        }
                        None => self.add(text, inline.span, false),
                    }
                    MarkKind::Code
                }
                InlineKind::Image(image) => {
                    self.add(&image.alt, inline.span, false);
                    MarkKind::Image(image.source.clone())
                }
                InlineKind::Strong(inner) => {
                    self.push(inner, page);
                    match page.as_bytes().get(inline.span.start as usize) {
                        Some(b'<') => MarkKind::StrongHtml,
                        _ => MarkKind::Strong,
                    }
                }
                InlineKind::Emphasis(inner) => {
                    self.push(inner, page);
                    MarkKind::Emphasis
                }
                InlineKind::Link { target, text, .. } => {
                    self.push(text, page);
                    MarkKind::Link(target.clone())
                }
            };
            let found = Mark {
                range: start..self.text.len(),
                kind,
                span: inline.span,
            };
            self.marks.insert(mark, found);
        }
    }
}
