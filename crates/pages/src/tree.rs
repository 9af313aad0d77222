//! A page as a tree: blocks and inlines as CommonMark has them, each with its place.
//!
//! HTML that only says what Markdown could say (`<strong>`, `<table>`, `<pre>`, `<br>`) is read as
//! what it says; that it was HTML stays known. Wrappers (`<div>`) are blocks of their own, and
//! what is between them stands where it stood.

use runproof_core::diagnostic::Span;
use runproof_prose::Image;

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it stands, its markers included.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A block of code.
    Code(Code),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Something quoted, or an alert.
    Quote(Quote),
    /// Tags that wrap other blocks, comments, and other HTML that says nothing by itself.
    Html(String),
    /// A line across the page.
    Rule,
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What it says, without the anchor.
    pub text: Vec<Inline>,
    /// The name in `<a name="…">` inside of it.
    pub anchor: Option<String>,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The text, as it is shown: without the indentation, without the last line break.
    pub text: String,
    /// The first word of a fence's info string: `powershell`.
    pub language: Option<String>,
    /// How it was written.
    pub form: CodeForm,
    /// Where each line of the text begins in the page.
    pub lines: Vec<u32>,
}

/// How a block of code was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeForm {
    /// Between fences.
    Fenced,
    /// Indented by four columns.
    Indented,
    /// `<pre>`.
    Html,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number as written; `None` for bullets.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where it stands, its marker included.
    pub span: Span,
    /// The number that was typed, which CommonMark ignores for all but the first: `1`, `1`, `1` is
    /// shown as 1, 2, 3.
    pub typed: Option<u64>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How the columns are set.
    pub align: Vec<Align>,
    /// The cells of the head; empty texts where there is none.
    pub head: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Whether it was written as HTML.
    pub is_html: bool,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Not said.
    #[default]
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Something quoted.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The word in `[!NOTE]` as it was written; `None` for a plain quote.
    pub alert: Option<String>,
    /// What it holds, without the line of the alert.
    pub blocks: Vec<Block>,
}

/// A piece of running text. Text in a row may be several pieces: an entity and an escaped character
/// are pieces of their own, all others stand in the page byte by byte.
pub type Inline = runproof_prose::Inline<Span, OnPage>;

/// What a piece of running text is.
pub type InlineKind = runproof_prose::InlineKind<Span, OnPage>;

/// What stands in the running text of a page, and in no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnPage {
    /// The end of a line in the page, shown as a blank.
    Soft,
    /// An HTML tag that says nothing that Markdown could say: `<span>`, or a placeholder that a
    /// browser takes for a tag (`<Pool FQDN>`); it is a placeholder where no tag has that name.
    Html(String),
}

impl Block {
    /// The picture, where the block is a paragraph that holds nothing else.
    pub fn picture(&self) -> Option<&Image> {
        let Content::Paragraph(inlines) = &self.content else {
            return None;
        };
        let mut shown = inlines.iter().filter(|inline| !is_blank(inline));
        match (shown.next().map(|inline| &inline.kind), shown.next()) {
            (Some(InlineKind::Image(image)), None) => Some(image),
            _ => None,
        }
    }

    /// The blocks directly inside of it, item by item.
    pub fn inner(&self) -> Vec<&[Block]> {
        match &self.content {
            Content::List(list) => list.items.iter().map(|item| &item.blocks[..]).collect(),
            Content::Quote(quote) => vec![&quote.blocks],
            _ => Vec::new(),
        }
    }

    /// The running texts directly in it: of a paragraph or heading its own, of a table one a cell.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match &self.content {
            Content::Paragraph(text) => vec![text],
            Content::Heading(heading) => vec![&heading.text],
            Content::Table(table) => {
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.flatten().map(Vec::as_slice).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether nothing of a piece is seen: blanks, ends of lines, no-break spaces.
pub(crate) fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().all(char::is_whitespace),
        InlineKind::Other(OnPage::Soft) | InlineKind::Break => true,
        InlineKind::Other(OnPage::Html(_)) => is_element(inline),
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => inner.iter().all(is_blank),
        InlineKind::Code(_) | InlineKind::Link { .. } | InlineKind::Image(_) => false,
    }
}

/// Whether a piece is a tag of HTML; a placeholder in angle brackets is none.
pub(crate) fn is_element(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Other(OnPage::Html(raw)) if super::read::is_element(raw))
}
