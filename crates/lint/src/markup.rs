//! What Markdown makes of a flat text: code, bold, italics, links, and the prose between.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

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
        let mut code_block = 0;
        for (event, range) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Start(Tag::Strong) => markup.strong.push(Marked::by(2, range)),
                Event::Start(Tag::Emphasis) => markup.emphasis.push(Marked::by(1, range)),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let target = dest_url.into_string();
                    markup.links.push((Marked::by(1, range), target));
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    code_block += 1;
                    markup.code.push(Marked::by(0, range));
                }
                Event::End(TagEnd::CodeBlock) => code_block -= 1,
                Event::Code(_) => {
                    let ticks = text[range.clone()].bytes().take_while(|b| *b == b'`');
                    let ticks = ticks.count();
                    markup.code.push(Marked::by(ticks, range));
                }
                Event::Text(_) if code_block == 0 => markup.push_prose(range),
                _ => {}
            }
        }
        markup
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
