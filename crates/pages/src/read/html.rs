//! Blocks of HTML: tables, `<pre>`, headings and paragraphs are read as what they say; wrappers
//! and comments stand for themselves.

use crate::tree::OnPage;
use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::element;
use super::inlines::Running;
use crate::tree::{Align, Block, Code, CodeForm, Content, Heading, Inline, InlineKind, Table};
use runproof_core::diagnostic::Span;

/// HTML that stands on lines of its own, without the markers of the lists and quotes around it.
#[derive(Default)]
pub(super) struct Fragment {
    raw: String,
    /// Where parts of it stand in the page.
    pieces: Vec<(usize, u32)>,
}

/// What is being read.
enum Open {
    Nothing,
    Paragraph,
    Heading(u8),
    Pre(Code),
}

struct Grid {
    rows: Vec<Row>,
    start: u32,
}

#[derive(Default)]
struct Row {
    is_head: bool,
    cells: Vec<Vec<Inline>>,
}

impl Fragment {
    pub(super) fn push(&mut self, page: &str, raw: &str, span: Span) {
        self.pieces.push((self.raw.len(), span.start));
        if page.get(span.range()).is_none_or(|there| there != raw) {
            // Nothing but line ends may differ; places are then those of the line.
            self.pieces.push((self.raw.len() + raw.len(), span.end));
        }
        self.raw.push_str(raw);
    }

    fn place(&self, at: usize) -> u32 {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let found = after
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index));
        found.map_or(0, |(start, place)| place + (at - start) as u32)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let start = self.place(start);
        // The end may lie where a line's marker stands in the page: it is behind the last
        // character, not before the next.
        let last = self.raw.floor_char_boundary(end.max(1) - 1);
        let width = self.raw[last..].chars().next().map_or(1, char::len_utf8);
        Span {
            start,
            end: (self.place(last) + width as u32).max(start),
        }
    }

    /// The blocks that the HTML stands for.
    pub(super) fn blocks(self, whole: Span) -> Vec<Block> {
        let mut reader = Reader {
            fragment: &self,
            running: Running::new(&self.raw),
            open: Open::Nothing,
            grid: None,
            blocks: Vec::new(),
            from: 0,
        };
        let emitter = DefaultEmitter::<usize>::new_with_span();
        for token in Tokenizer::new_with_emitter(self.raw.as_str(), emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    reader.start(&name, tag.span.start, tag.span.end);
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    reader.end(&name, tag.span.start, tag.span.end);
                }
                Token::String(text) => {
                    let value = String::from_utf8_lossy(&text.value).into_owned();
                    reader.text(&value, text.span.start, text.span.end);
                }
                Token::Comment(comment) => {
                    reader.wrapper(comment.span.start, comment.span.end);
                }
                _ => {}
            }
        }
        reader.settle(self.raw.len());
        reader.finish_table(self.raw.len());
        let mut blocks = reader.blocks;
        if blocks.is_empty() && !self.raw.trim().is_empty() {
            blocks.push(Block {
                span: whole,
                content: Content::Html(self.raw.trim().to_owned()),
            });
        }
        blocks
    }
}

struct Reader<'f> {
    fragment: &'f Fragment,
    running: Running<'f>,
    open: Open,
    grid: Option<Grid>,
    blocks: Vec<Block>,
    /// Where what is open began.
    from: usize,
}

impl Reader<'_> {
    fn start(&mut self, name: &str, start: usize, end: usize) {
        let raw = self.fragment.raw.get(start..end).unwrap_or_default();
        match name {
            "table" if self.grid.is_none() => {
                self.settle(start);
                self.grid = Some(Grid {
                    rows: Vec::new(),
                    start: self.fragment.place(start),
                });
            }
            "tr" => {
                if let Some(grid) = &mut self.grid {
                    grid.rows.push(Row::default());
                }
            }
            "th" | "td" => {
                self.running.take();
                if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
                    row.is_head |= name == "th";
                    row.cells.push(Vec::new());
                }
            }
            "pre" if self.grid.is_none() => {
                self.settle(start);
                self.from = start;
                self.open = Open::Pre(Code {
                    text: String::new(),
                    language: None,
                    form: CodeForm::Html,
                    lines: Vec::new(),
                });
            }
            _ if matches!(self.open, Open::Pre(_)) => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.grid.is_none() => {
                self.settle(start);
                self.from = start;
                self.open = Open::Heading(name.as_bytes()[1] - b'0');
            }
            "p" | "pre" | "li" if self.grid.is_some() => self.break_cell(start, end),
            "p" => {
                self.settle(start);
                self.from = start;
                self.open = Open::Paragraph;
            }
            _ if is_inline(name) || !element::is_element(raw) => {
                self.begin(start);
                self.running.tag(raw, self.fragment.span(start, end));
            }
            _ if self.grid.is_some() => {}
            _ => self.wrapper(start, end),
        }
    }

    fn end(&mut self, name: &str, start: usize, end: usize) {
        let raw = self.fragment.raw.get(start..end).unwrap_or_default();
        match name {
            "table" => self.finish_table(end),
            "th" | "td" => {
                let mut cell = self.running.take();
                trim(&mut cell);
                let rows = self.grid.as_mut().and_then(|grid| grid.rows.last_mut());
                if let Some(last) = rows.and_then(|row| row.cells.last_mut()) {
                    *last = cell;
                }
            }
            "pre" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.grid.is_none() => {
                self.settle(end);
            }
            _ if matches!(self.open, Open::Pre(_)) => {}
            _ if is_inline(name) => self.running.tag(raw, self.fragment.span(start, end)),
            _ if self.grid.is_some() => {}
            _ => self.wrapper(start, end),
        }
    }

    fn text(&mut self, value: &str, start: usize, end: usize) {
        if let Open::Pre(code) = &mut self.open {
            let mut at = start;
            for line in value.split_inclusive('\n') {
                if code.text.is_empty() || code.text.ends_with('\n') {
                    code.lines.push(self.fragment.place(at.min(end)));
                }
                code.text.push_str(line);
                at += line.len();
            }
            return;
        }
        if self.grid.is_some() {
            let is_in_cell = self.grid.as_ref().and_then(|grid| grid.rows.last());
            if is_in_cell.is_none_or(|row| row.cells.is_empty()) {
                return;
            }
        } else if matches!(self.open, Open::Nothing) && value.trim().is_empty() {
            return;
        } else {
            self.begin(start);
        }
        self.words(value, start, end);
    }

    /// Blanks and line ends are one blank, as a browser shows them.
    fn words(&mut self, value: &str, start: usize, end: usize) {
        let is_exact = self.fragment.raw.get(start..end) == Some(value);
        let mut at = start;
        for piece in value.split_inclusive(['\n', '\t']) {
            let line = piece.trim_end_matches(['\n', '\r', '\t']);
            if !line.trim().is_empty() || !line.is_empty() {
                let text = InlineKind::Text(line.to_owned());
                let span = match is_exact {
                    true => self.fragment.span(at, at + line.len()),
                    false => self.fragment.span(start, end),
                };
                self.running.push(span, text);
            }
            if line.len() < piece.len() {
                let end_of_line = at + line.len();
                let span = match is_exact {
                    true => self.fragment.span(end_of_line, end_of_line + 1),
                    false => self.fragment.span(start, end),
                };
                self.running.push(span, InlineKind::Other(OnPage::Soft));
            }
            at += piece.len();
        }
    }

    /// A paragraph in a cell begins a new line of it.
    fn break_cell(&mut self, start: usize, end: usize) {
        if self.running.holds_text() {
            let span = self.fragment.span(start, end);
            self.running.push(span, InlineKind::Break);
        }
    }

    fn begin(&mut self, start: usize) {
        if self.grid.is_none() && matches!(self.open, Open::Nothing) {
            self.from = start;
            self.open = Open::Paragraph;
        }
    }

    fn wrapper(&mut self, start: usize, end: usize) {
        if self.grid.is_some() {
            return;
        }
        self.settle(start);
        let raw = self.fragment.raw.get(start..end).unwrap_or_default();
        self.blocks.push(Block {
            span: self.fragment.span(start, end),
            content: Content::Html(raw.to_owned()),
        });
    }

    /// What is open ends.
    fn settle(&mut self, end: usize) {
        if self.grid.is_some() {
            return;
        }
        let span = self.fragment.span(self.from, end);
        let mut text = self.running.take();
        trim(&mut text);
        let content = match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Pre(mut code) => {
                // The line end after `<pre>` is not shown.
                if let Some(rest) = code.text.strip_prefix('\n') {
                    code.text = rest.to_owned();
                    code.lines.remove(0);
                }
                code.text.truncate(code.text.trim_end().len());
                Content::Code(code)
            }
            Open::Heading(level) => Content::Heading(Heading {
                level,
                text,
                anchor: None,
            }),
            Open::Paragraph | Open::Nothing if text.is_empty() => return,
            Open::Paragraph | Open::Nothing => Content::Paragraph(text),
        };
        self.blocks.push(Block { span, content });
    }

    fn finish_table(&mut self, end: usize) {
        let Some(grid) = self.grid.take() else { return };
        self.running.take();
        let mut rows = grid.rows;
        rows.retain(|row| !row.cells.is_empty());
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let head = match rows.first() {
            Some(row) if row.is_head => rows.remove(0).cells,
            _ => Vec::new(),
        };
        let filled = |mut cells: Vec<Vec<Inline>>| {
            cells.resize(width, Vec::new());
            cells
        };
        let table = Table {
            align: vec![Align::Default; width],
            head: filled(head),
            rows: rows.into_iter().map(|row| filled(row.cells)).collect(),
            is_html: true,
        };
        let end = self.fragment.span(0, end).end;
        self.blocks.push(Block {
            span: Span {
                start: grid.start,
                end: end.max(grid.start),
            },
            content: Content::Table(table),
        });
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "br"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "img"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
    )
}

/// Takes blanks away from both ends.
fn trim(text: &mut Vec<Inline>) {
    let is_loose = |inline: &Inline| {
        matches!(
            inline.kind,
            InlineKind::Other(OnPage::Soft) | InlineKind::Break
        ) || matches!(&inline.kind, InlineKind::Text(text) if text.trim_matches([' ', '\t', '\n']).is_empty())
    };
    while text.last().is_some_and(is_loose) {
        text.pop();
    }
    let first = text.iter().position(|inline| !is_loose(inline));
    text.drain(..first.unwrap_or(text.len()));
}
