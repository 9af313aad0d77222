//! What is marked in a flat text, as a document shows it: code, bold, italics, links, and the prose
//! between.

use std::ops::Range;

use runproof_core::diagnostic::Span;
use runproof_prose::{Inline, InlineKind, paragraphs_with_places};

/// The parts of a text that are not plain, and those that are.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Code spans.
    pub(super) code: Vec<Marked>,
    /// Bold spans.
    pub(super) strong: Vec<Marked>,
    /// Spans in italics.
    pub(super) emphasis: Vec<Marked>,
    /// Links and images with their targets.
    pub(super) links: Vec<(Marked, String)>,
    /// What is read as words: everything but code, targets and HTML.
    pub(super) prose: Vec<Range<usize>>,
}

/// A marked part of a text.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// With its marks.
    pub(super) outer: Range<usize>,
    /// Without them.
    pub(super) inner: Range<usize>,
}

impl Markup {
    /// Reads a text. Most hold no markup at all, and are not parsed.
    pub(super) fn read(text: &str) -> Self {
        if !text.bytes().any(is_mark) {
            return Self {
                prose: std::iter::once(0..text.len()).collect(),
                ..Self::default()
            };
        }
        let mut markup = Self::default();
        for paragraph in paragraphs_with_places(text) {
            markup.push(&paragraph, text);
        }
        markup
    }

    /// As deep as the reader of messages lets markup stand in markup.
    fn push(&mut self, inlines: &[Inline<Span>], text: &str) {
        for inline in inlines {
            let range = inline.span.range();
            match &inline.kind {
                InlineKind::Text(_) => self.push_text(range, text),
                InlineKind::Strong(inner) => {
                    self.strong.push(Marked::by(2, range));
                    self.push(inner, text);
                }
                InlineKind::Emphasis(inner) => {
                    self.emphasis.push(Marked::by(1, range));
                    self.push(inner, text);
                }
                InlineKind::Code(_) => {
                    let ticks = text[range.clone()].bytes().take_while(|b| *b == b'`');
                    let ticks = ticks.count();
                    self.code.push(Marked::by(ticks, range));
                }
                InlineKind::Link {
                    target,
                    text: inner,
                    ..
                } => {
                    self.links.push((Marked::by(1, range), target.clone()));
                    self.push(inner, text);
                }
                InlineKind::Image(image) => {
                    // What stands for a picture is read as words.
                    let alt = text[range.clone()].find(image.alt.as_str());
                    if let Some(at) = alt.filter(|_| !image.alt.is_empty()) {
                        let start = range.start + at;
                        self.push_text(start..start + image.alt.len(), text);
                    }
                    self.links
                        .push((Marked::by(1, range), image.source.clone()));
                }
                InlineKind::Break => {}
                InlineKind::Other(nothing) => match *nothing {},
            }
        }
    }

    /// The words of a piece of text, line by line.
    fn push_text(&mut self, range: Range<usize>, text: &str) {
        let mut start = range.start;
        for line in text[range].split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            if !words.is_empty() {
                self.push_prose(start..start + words.len());
            }
            start += line.len();
        }
    }

    /// Whether a byte of the text is read as words.
    pub(super) fn is_prose(&self, at: usize) -> bool {
        let after = self.prose.partition_point(|range| range.start <= at);
        after > 0 && at < self.prose[after - 1].end
    }

    /// Whether a part of the text touches code.
    pub(super) fn touches_code(&self, range: &Range<usize>) -> bool {
        let overlaps = |m: &Marked| m.outer.start < range.end && range.start < m.outer.end;
        self.code.iter().any(overlaps)
    }

    fn push_prose(&mut self, range: Range<usize>) {
        match self.prose.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.prose.push(range),
        }
    }
}

impl Marked {
    fn by(width: usize, outer: Range<usize>) -> Self {
        let width = width.min(outer.len() / 2);
        Self {
            inner: outer.start + width..outer.end - width,
            outer,
        }
    }
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'[' | b'<' | b'\\' | b'&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let text = "Click **Edit *all*** and run `a*b` or [see](x.md).";
        let markup = Markup::read(text);
        let inner = |marked: &Marked| &text[marked.inner.clone()];
        assert_eq!(inner(&markup.strong[0]), "Edit *all*");
        assert_eq!(inner(&markup.emphasis[0]), "all");
        assert_eq!(inner(&markup.code[0]), "a*b");
        assert_eq!(markup.links[0].1, "x.md");
        let prose: Vec<&str> = markup.prose.iter().map(|r| &text[r.clone()]).collect();
        assert_eq!(
            prose,
            ["Click ", "Edit ", "all", " and run ", " or ", "see", "."]
        );
    }

    #[test]
    fn a_text_without_marks_is_all_prose() {
        let markup = Markup::read("Plain, with 2 × 3.");
        assert_eq!(markup.prose.len(), 1);
        assert_eq!(markup.prose[0], 0..19);
    }
}
