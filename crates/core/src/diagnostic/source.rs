//! A text with a name, and places in it.
//!
//! One coordinate everywhere: a range of bytes. Lines and columns are counted only for people,
//! from 1, columns in characters.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text that findings point into.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// A text under the name that a person knows it by, mostly its path as given.
    /// A byte order mark at its start is no part of it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Self {
            name: name.into(),
            text,
            line_starts: OnceLock::new(),
        })
    }

    /// The name that is printed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a place; empty where the place is not in this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The place of a slice that was cut out of this text, as parsers that borrow give it.
    /// `None` where the slice is not part of this text.
    pub fn span_of(&self, slice: &str) -> Option<Span> {
        let base = self.text.as_ptr() as usize;
        let start = (slice.as_ptr() as usize).checked_sub(base)?;
        let end = start + slice.len();
        (end <= self.text.len()).then(|| Span::new(start, end))
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = starts[line] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count());
        LineColumn {
            line: line as u32 + 1,
            column: column as u32 + 1,
        }
    }

    /// The place of a whole line, counted from 1, without its line break.
    pub fn line(&self, line: u32) -> Span {
        let starts = self.line_starts();
        let index = (line.max(1) as usize - 1).min(starts.len() - 1);
        let start = starts[index] as usize;
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |next| *next as usize);
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + text.len())
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate();
            std::iter::once(0)
                .chain(breaks.filter_map(|(at, byte)| (byte == b'\n').then_some(at as u32 + 1)))
                .collect()
        })
    }
}

/// A range of bytes in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A range of bytes. Texts are bounded far below 4 GiB before they are parsed.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    /// The range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This range moved, for a text that was cut out of a larger one.
    #[must_use]
    pub fn shifted(self, by: u32) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }
}

/// A place in a text.
#[derive(Debug, Clone)]
pub struct Location {
    /// The text.
    pub source: Arc<Source>,
    /// Where in it.
    pub span: Span,
}

impl Location {
    /// A place in a text.
    pub fn new(source: &Arc<Source>, span: Span) -> Self {
        Self {
            source: Arc::clone(source),
            span,
        }
    }

    /// Line and column of the first character.
    pub fn start(&self) -> LineColumn {
        self.source.line_column(self.span.start)
    }

    /// Line and column after the last character.
    pub fn end(&self) -> LineColumn {
        self.source.line_column(self.span.end)
    }
}

/// A place for people: both count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let source = Source::new("a", "é🙂x\r\nzwei\n");
        assert_eq!(source.line_column(0), LineColumn { line: 1, column: 1 });
        assert_eq!(source.line_column(6), LineColumn { line: 1, column: 3 });
        assert_eq!(source.line_column(9), LineColumn { line: 2, column: 1 });
        assert_eq!(source.line_column(14), LineColumn { line: 3, column: 1 });
        assert_eq!(source.slice(source.line(1)), "é🙂x");
        assert_eq!(source.slice(source.line(2)), "zwei");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(Source::new("a", "\u{feff}x").text(), "x");
    }

    #[test]
    fn a_borrowed_slice_knows_its_place() {
        let source = Source::new("a", "one two");
        let slice = &source.text()[4..];
        assert_eq!(source.span_of(slice), Some(Span::new(4, 7)));
        assert_eq!(source.span_of(&String::from("two")), None);
    }
}
