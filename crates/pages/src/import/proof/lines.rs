//! A page as a list of what a reader meets, one after the other: what two pages are compared by.
//!
//! How it was written (wrappers, anchors, tight or loose lists, HTML or Markdown) is not there. A
//! list that breaks in two and goes on counting is one procedure, as in the outline.

use crate::tree::is_blank;
use crate::tree::{Block, Content, Inline, InlineKind, Item, List};
use crate::{Flat, MarkKind, Page};
use runproof_core::diagnostic::Span;
use runproof_text::visible::{Breaks, visible};

/// Something that a reader meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is.
    pub(super) kind: Kind,
    /// How deep in lists, notes and quotes it stands.
    pub(super) depth: usize,
    /// What it says.
    pub(super) text: String,
    /// What is marked in it, in order.
    pub(super) marks: Vec<Marked>,
    /// Where it stands.
    pub(super) span: Span,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The heading of the page.
    Title,
    /// A heading of a level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A step of a procedure, by its number.
    Step(u64),
    /// An item of a list in a step or between procedures: its number, or a bullet.
    Item(Option<u64>),
    /// Code.
    Command,
    /// An alert, by its word where that is one of the five.
    Note(Option<NoteWord>),
    /// Something quoted.
    Quote,
    /// The head of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A line across the page.
    Rule,
}

/// The words of alerts that need no translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteWord {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// Something marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marked {
    /// Bold.
    Strong(String),
    /// Emphasis.
    Emphasis(String),
    /// Code.
    Code(String),
    /// A link: its text and target.
    Link(String, String),
    /// A picture: what stands for it, its address, its title.
    Picture(String, String, String),
}

impl Kind {
    /// Whether two lines can be the same thing: numbers and levels may be wrong.
    pub(super) fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// Whether two lines are the same, as far as words of other languages tell.
    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Note(None), Self::Note(_)) | (Self::Note(_), Self::Note(None)) => true,
            (one, other) => one == other,
        }
    }
}

/// The lines of a page.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let outline = page.outline();
    let mut reading = Reading {
        text: page.source.text(),
        lines: Vec::new(),
    };
    // What stands between the two parts of a broken list belongs to the step before it.
    let steps: Vec<_> = outline.procedures.iter().flat_map(|p| &p.steps).collect();
    let tails: std::collections::HashSet<Span> = steps
        .iter()
        .flat_map(|step| step.tail.iter().map(|block| block.span))
        .collect();
    for section in &outline.sections {
        if let Some((heading, span)) = section.heading {
            let is_title = outline.title_span == Some(span);
            let kind = match is_title {
                true => Kind::Title,
                false => Kind::Heading(heading.level),
            };
            reading.running(kind, 0, &heading.text, span);
        }
        for block in section.blocks {
            if tails.contains(&block.span) {
                continue;
            }
            let Content::List(List {
                start: Some(start),
                items,
            }) = &block.content
            else {
                reading.block(block, 0);
                continue;
            };
            for (item, number) in items.iter().zip(*start..) {
                let step = steps.iter().find(|step| step.item.span == item.span);
                let number = step.map_or(number, |step| step.number);
                reading.push(Kind::Step(number), 0, item.span);
                for block in &item.blocks {
                    reading.block(block, 1);
                }
                for block in step.into_iter().flat_map(|step| step.tail) {
                    reading.block(block, 1);
                }
            }
        }
    }
    reading.lines
}

struct Reading<'p> {
    text: &'p str,
    lines: Vec<Line>,
}

impl Reading<'_> {
    fn push(&mut self, kind: Kind, depth: usize, span: Span) {
        self.lines.push(Line {
            kind,
            depth,
            text: String::new(),
            marks: Vec::new(),
            span,
        });
    }

    // As deep as the tree is, which the reader of pages bounds.
    fn block(&mut self, block: &Block, depth: usize) {
        let span = block.span;
        match &block.content {
            Content::Heading(heading) => {
                self.running(Kind::Heading(heading.level), depth, &heading.text, span);
            }
            Content::Paragraph(text) => {
                if !text.iter().all(is_blank) {
                    self.running(Kind::Paragraph, depth, text, span);
                }
            }
            Content::Code(code) => {
                self.push(Kind::Command, depth, span);
                if let Some(line) = self.lines.last_mut() {
                    // A rendered page shows what was hidden: that is no difference.
                    line.text = visible(&code.text, Breaks::Kept).into_owned();
                }
            }
            Content::List(list) => {
                let numbers = list.start.unwrap_or_default()..;
                for (item, number) in list.items.iter().zip(numbers) {
                    let Item { span, blocks, .. } = item;
                    let number = list.start.map(|_| number);
                    self.push(Kind::Item(number), depth, *span);
                    for block in blocks {
                        self.block(block, depth + 1);
                    }
                }
            }
            Content::Table(table) => {
                self.row(Kind::TableHead, depth, &table.head, span);
                for row in &table.rows {
                    self.row(Kind::TableRow, depth, row, span);
                }
            }
            Content::Quote(quote) => {
                let kind = match &quote.alert {
                    Some(word) => Kind::Note(note_word(word)),
                    None => Kind::Quote,
                };
                self.push(kind, depth, span);
                for block in &quote.blocks {
                    self.block(block, depth + 1);
                }
            }
            Content::Rule => self.push(Kind::Rule, depth, span),
            Content::Html(_) => {}
        }
    }

    fn row(&mut self, kind: Kind, depth: usize, cells: &[Vec<Inline>], span: Span) {
        let mut line = Line {
            kind,
            depth,
            text: String::new(),
            marks: Vec::new(),
            span,
        };
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                line.text.push_str(" | ");
            }
            self.say(cell, &mut line);
            // The place of the row is that of what stands in it.
            if let (Some(first), Some(last)) = (cell.first(), cell.last()) {
                if line.span == span {
                    line.span = first.span;
                }
                line.span.end = last.span.end;
            }
        }
        self.lines.push(line);
    }

    fn running(&mut self, kind: Kind, depth: usize, text: &[Inline], span: Span) {
        let mut line = Line {
            kind,
            depth,
            text: String::new(),
            marks: Vec::new(),
            span,
        };
        self.say(text, &mut line);
        self.lines.push(line);
    }

    fn say(&self, text: &[Inline], line: &mut Line) {
        let flat = Flat::of(text, self.text);
        // Beside a line break no blank is seen.
        // Several line breaks in a row say no more than one.
        let lines = flat.text.split('\n').map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        line.text.push_str(&lines.join("\n"));
        let mut titles = Vec::new();
        titles_of(text, &mut titles);
        let mut titles = titles.into_iter();
        for mark in &flat.marks {
            let said = flat.text.get(mark.range.clone()).unwrap_or_default();
            let said = said.trim().to_owned();
            let found = match &mark.kind {
                MarkKind::Strong | MarkKind::StrongHtml => Marked::Strong(said),
                MarkKind::Emphasis => Marked::Emphasis(said),
                MarkKind::Code => Marked::Code(said),
                MarkKind::Link(target) => Marked::Link(said, address(target)),
                MarkKind::Image(source) => {
                    Marked::Picture(said, address(source), titles.next().unwrap_or_default())
                }
                MarkKind::Placeholder => continue,
            };
            // Nothing is seen of bold around nothing.
            let is_seen = match &found {
                Marked::Strong(said) | Marked::Emphasis(said) => !said.is_empty(),
                _ => true,
            };
            if is_seen {
                line.marks.push(found);
            }
        }
    }
}

/// An address, in which `%20` is a blank, `%3C` a bracket: both ways of writing it are one address.
fn address(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = after
            .get(if byte.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The titles of pictures, in order.
fn titles_of(text: &[Inline], titles: &mut Vec<String>) {
    for inline in text {
        match &inline.kind {
            InlineKind::Image(image) => titles.push(image.title.clone().unwrap_or_default()),
            _ => titles_of(inline.inner(), titles),
        }
    }
}

fn note_word(word: &str) -> Option<NoteWord> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" => NoteWord::Note,
        "tip" => NoteWord::Tip,
        "important" => NoteWord::Important,
        "warning" => NoteWord::Warning,
        "caution" => NoteWord::Caution,
        _ => return None,
    })
}
