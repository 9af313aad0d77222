//! From CommonMark's events to the tree.
//!
//! One pass with a stack of its own: a page cannot exhaust the program's stack, however deeply it
//! nests. What lies deeper than [`DEEPEST`] is read as if it lay there.

mod element;
mod html;
mod inlines;

use crate::tree::{OnPage, is_blank};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::html::Fragment;
use self::inlines::Running;
use super::tree::{
    Align, Block, Code, CodeForm, Content, Heading, Inline, InlineKind, Item, List, Quote, Table,
};
use runproof_core::diagnostic::Span;

pub(super) use element::is_element;

/// Pages nest lists and quotes three or four deep; what walks the tree may recurse.
const DEEPEST: usize = 40;

/// What was read.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) is_too_deep: bool,
}

/// Reads the page that begins at a byte of a text.
pub(super) fn read(text: &str, from: usize) -> Read {
    let page = text.get(from..).unwrap_or_default();
    let mut reader = Reader {
        text,
        base: from,
        open: vec![Container::new(Kind::Page, 0)],
        running: Running::new(text),
        code: None,
        table: None,
        html: None,
        ignored: 0,
        is_too_deep: false,
    };
    for (event, range) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
        let span = Span::new(range.start + from, range.end + from);
        reader.event(event, span);
    }
    while reader.open.len() > 1 {
        reader.close(text.len());
    }
    let blocks = reader.open.pop().map(|page| page.blocks);
    Read {
        blocks: blocks.unwrap_or_default(),
        is_too_deep: reader.is_too_deep,
    }
}

/// What holds blocks, while it is open.
struct Container {
    kind: Kind,
    start: usize,
    blocks: Vec<Block>,
    items: Vec<Item>,
}

enum Kind {
    Page,
    Quote,
    List { start: Option<u64> },
    Item,
}

impl Container {
    fn new(kind: Kind, start: usize) -> Self {
        Self {
            kind,
            start,
            blocks: Vec::new(),
            items: Vec::new(),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where the page begins in the text.
    base: usize,
    open: Vec<Container>,
    running: Running<'a>,
    code: Option<Code>,
    table: Option<Table>,
    html: Option<Fragment>,
    /// How many containers are open that were not entered.
    ignored: usize,
    is_too_deep: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some(fragment) = &mut self.html {
            match event {
                Event::Html(raw) | Event::Text(raw) => fragment.push(self.text, &raw, span),
                Event::End(TagEnd::HtmlBlock) => {
                    let blocks = self.html.take().map(|f| f.blocks(span));
                    for block in blocks.into_iter().flatten() {
                        self.add(block);
                    }
                }
                _ => {}
            }
            return;
        }
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(chunk) => push_code(code, self.text, &chunk, span),
                Event::End(TagEnd::CodeBlock) => {
                    if let Some(mut code) = self.code.take() {
                        if code.text.ends_with('\n') {
                            code.text.pop();
                        }
                        self.add_content(span, Content::Code(code));
                    }
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Rule => self.add_content(span, Content::Rule),
            // Text of an item that is not set apart stands without a paragraph.
            other => self.running.event(other, span),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        let at = span.start as usize;
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => {
                self.settle(at);
                self.running.begin(span);
            }
            Tag::BlockQuote(_) => self.enter(Kind::Quote, at),
            Tag::List(start) => self.enter(Kind::List { start }, at),
            Tag::Item => self.enter(Kind::Item, at),
            Tag::CodeBlock(kind) => {
                self.settle(at);
                let (form, info) = match &kind {
                    CodeBlockKind::Fenced(info) => (CodeForm::Fenced, info.trim()),
                    CodeBlockKind::Indented => (CodeForm::Indented, ""),
                };
                let language = info.split_whitespace().next();
                self.code = Some(Code {
                    text: String::new(),
                    language: language.map(ToOwned::to_owned),
                    form,
                    lines: Vec::new(),
                });
            }
            Tag::HtmlBlock => {
                self.settle(at);
                self.html = Some(Fragment::default());
            }
            Tag::Table(align) => {
                self.settle(at);
                self.table = Some(Table {
                    align: align.iter().map(|align| aligned(*align)).collect(),
                    head: Vec::new(),
                    rows: Vec::new(),
                    is_html: false,
                });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            inline => self.running.open(&inline, span),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => {
                let text = self.running.take();
                self.add_content(span, Content::Paragraph(text));
            }
            TagEnd::Heading(level) => {
                let mut text = self.running.take();
                let anchor = take_anchor(&mut text);
                let heading = Heading {
                    level: level as u8,
                    text,
                    anchor,
                };
                self.add_content(span, Content::Heading(heading));
            }
            TagEnd::TableCell => {
                let cell = self.running.take();
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table
                    && let Some(head) = table.rows.pop()
                {
                    table.head = head;
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.add_content(span, Content::Table(table));
                }
            }
            TagEnd::TableRow => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.settle(span.end as usize);
                if self.ignored > 0 {
                    self.ignored -= 1;
                } else {
                    self.close(span.end as usize);
                }
            }
            inline => self.running.close(inline, span),
        }
    }

    fn enter(&mut self, kind: Kind, at: usize) {
        self.settle(at);
        // An item belongs to its list: both are entered, or neither.
        let is_full = self.open.len() >= DEEPEST && !matches!(kind, Kind::Item);
        if is_full || self.ignored > 0 {
            self.ignored += 1;
            self.is_too_deep = true;
        } else {
            self.open.push(Container::new(kind, at));
        }
    }

    /// Text of a tight item becomes a paragraph when something else begins.
    fn settle(&mut self, _at: usize) {
        if let Some(span) = self.running.loose() {
            let text = self.running.take();
            self.add_content(span, Content::Paragraph(text));
        }
    }

    fn close(&mut self, end: usize) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        let span = Span::new(closed.start, end);
        match closed.kind {
            Kind::Page => self.open.push(closed),
            Kind::Quote => {
                let mut quote = Quote {
                    alert: None,
                    blocks: closed.blocks,
                };
                take_alert(&mut quote, self.text);
                self.add_content(span, Content::Quote(quote));
            }
            Kind::List { start } => {
                let items = closed.items;
                self.add_content(span, Content::List(List { start, items }));
            }
            Kind::Item => {
                let digits: String = self.text[closed.start.max(self.base)..]
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                let item = Item {
                    span,
                    typed: digits.parse().ok(),
                    blocks: closed.blocks,
                };
                if let Some(list) = self.open.last_mut() {
                    list.items.push(item);
                }
            }
        }
    }

    fn add_content(&mut self, span: Span, content: Content) {
        self.add(Block { span, content });
    }

    fn add(&mut self, block: Block) {
        // Of a list, the place is an item; were there none, nothing must be lost.
        if let Some(container) = self.open.last_mut() {
            container.blocks.push(block);
        }
    }
}

fn aligned(align: Alignment) -> Align {
    match align {
        Alignment::None => Align::Default,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

fn push_code(code: &mut Code, page: &str, chunk: &str, span: Span) {
    let is_exact = page.get(span.range()) == Some(chunk);
    let mut at = span.start;
    for line in chunk.split_inclusive('\n') {
        if code.text.is_empty() || code.text.ends_with('\n') {
            code.lines.push(at);
        }
        code.text.push_str(line.trim_end_matches(['\r', '\n']));
        if line.ends_with('\n') {
            code.text.push('\n');
        }
        if is_exact {
            at += line.len() as u32;
        }
    }
}

/// `<a name="x"></a>` at the start of a heading names it.
fn take_anchor(text: &mut Vec<Inline>) -> Option<String> {
    let mut anchor = None;
    text.retain(|inline| match &inline.kind {
        InlineKind::Other(OnPage::Html(raw)) => match element::anchor(raw) {
            Some(name) => {
                anchor.get_or_insert(name);
                false
            }
            None => !raw.eq_ignore_ascii_case("</a>"),
        },
        _ => true,
    });
    anchor
}

/// `[!NOTE]` on the first line of a quote makes it an alert, whatever the word: translators
/// translate it.
fn take_alert(quote: &mut Quote, page: &str) {
    let Some(Block {
        content: Content::Paragraph(text),
        span,
    }) = quote.blocks.first_mut()
    else {
        return;
    };
    let raw = page.get(span.range()).unwrap_or_default();
    let Some(word) = raw
        .strip_prefix("[!")
        .and_then(|rest| rest.split_once(']'))
        .map(|(word, _)| word)
    else {
        return;
    };
    let after = raw[word.len() + 3..].trim_start_matches([' ', '\t']);
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
    if !is_word || !(after.is_empty() || after.starts_with(['\n', '\r'])) {
        return;
    }
    let end = span.start + word.len() as u32 + 3;
    let mut rest: Vec<Inline> = text
        .drain(..)
        .filter(|inline| inline.span.start >= end)
        .collect();
    let shown = rest.iter().position(|inline| !is_blank(inline));
    rest.drain(..shown.unwrap_or(rest.len()));
    quote.alert = Some(word.to_owned());
    match rest.first() {
        Some(first) => {
            span.start = first.span.start;
            *text = rest;
        }
        None => {
            quote.blocks.remove(0);
        }
    }
}
