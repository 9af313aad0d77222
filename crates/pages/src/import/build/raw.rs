//! One page as a tree of places: wrappers left out, broken lists put together.

use super::node::{Cell, Kind, Node, Says};
use super::words::{self, Left};
use super::{Input, Remarks};
use crate::import::model::{Effect, Piece, Words};
use crate::tree::is_blank;
use crate::{Block, Content, Inline, InlineKind, Outline, Procedure, Table};
use runproof_core::diagnostic::Span;
use runproof_model::runbook::NoteKind;

/// A page as a tree.
pub(super) struct Raw<'p> {
    /// The title, where the page has one.
    pub(super) title: Option<Cell<'p>>,
    /// What stands below it.
    pub(super) nodes: Vec<Node<'p>>,
}

/// Reads the page `page` of `pages`.
pub(super) fn read<'p>(
    input: &Input<'p>,
    page: usize,
    pages: usize,
    remarks: &mut Remarks,
) -> Raw<'p> {
    let outline = input.page.outline();
    let mut reader = Reader {
        page,
        pages,
        left: Left::default(),
        wrappers: Vec::new(),
        anchors: Vec::new(),
        is_titled: false,
        title: None,
        remarks,
    };
    let mut nodes = Vec::new();
    let blocks = &input.page.blocks;
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        at += 1;
        match procedure(&outline, block) {
            Some(procedure) => {
                nodes.push(reader.procedure(procedure));
                while blocks
                    .get(at)
                    .is_some_and(|next| next.span.start < procedure.span.end)
                {
                    at += 1;
                }
            }
            None => reader.block(block, true, &mut nodes),
        }
    }
    if reader.title.is_none()
        && let Some(entry) = input.page.front.get("title")
    {
        reader.title = Some(Cell {
            span: entry.span,
            says: Says::Words(vec![Piece::Text(entry.value.clone())]),
        });
    }
    if input.page.is_too_deep {
        let message = "blocks stand in each other more deeply than is read: the innermost were \
                       taken as if they did not";
        let place = input.page.source.line(1);
        reader
            .remarks
            .with(Effect::Form, page, place, message.to_owned());
    }
    reader.say_what_is_left_out();
    Raw {
        title: reader.title,
        nodes,
    }
}

/// The procedure that begins with a block.
fn procedure<'o, 'p>(outline: &'o Outline<'p>, block: &Block) -> Option<&'o Procedure<'p>> {
    let begins = |procedure: &&Procedure<'_>| procedure.span.start == block.span.start;
    match block.content {
        Content::List(_) => outline.procedures.iter().find(begins),
        _ => None,
    }
}

struct Reader<'p, 'r> {
    page: usize,
    pages: usize,
    left: Left,
    /// Wrappers and comments, and the lines that say when a page was changed.
    wrappers: Vec<(Span, String)>,
    anchors: Vec<(Span, String)>,
    is_titled: bool,
    title: Option<Cell<'p>>,
    remarks: &'r mut Remarks,
}

impl<'p> Reader<'p, '_> {
    fn node(&self, kind: Kind, span: Span, says: Says<'p>) -> Node<'p> {
        Node::new(kind, self.page, self.pages, Cell { span, says })
    }

    fn blocks(&mut self, blocks: impl IntoIterator<Item = &'p Block>) -> Vec<Node<'p>> {
        let mut nodes = Vec::new();
        // As deep as the page, which `read` bounds.
        for block in blocks {
            self.block(block, false, &mut nodes);
        }
        nodes
    }

    fn procedure(&mut self, procedure: &Procedure<'p>) -> Node<'p> {
        for split in &procedure.splits {
            let span = split.between.first().map_or(procedure.span, |b| b.span);
            self.remarks.at(
                self.page,
                span,
                format!(
                    "the list breaks here, and goes on with number {}: what stands between is \
                     part of step {} now",
                    split.goes_on_with,
                    procedure
                        .steps
                        .get(split.after.wrapping_sub(1))
                        .map_or(split.after as u64, |step| step.number),
                ),
            );
        }
        let mut steps = Vec::new();
        for step in &procedure.steps {
            let children = self.blocks(step.blocks());
            let node = self.node(Kind::Step, step.span(), Says::Step(step.number));
            steps.push(node.with(children));
        }
        self.node(Kind::Procedure, procedure.span, Says::Nothing)
            .with(steps)
    }

    fn block(&mut self, block: &'p Block, is_top: bool, nodes: &mut Vec<Node<'p>>) {
        let span = block.span;
        if let Some(image) = block.picture() {
            nodes.push(self.node(Kind::Image, span, Says::Image(image)));
            return;
        }
        match &block.content {
            Content::Heading(heading) => {
                if let Some(anchor) = &heading.anchor {
                    self.anchors.push((span, anchor.clone()));
                }
                let says = Says::Words(words::of(&heading.text, &mut self.left));
                if heading.level == 1 && is_top && !self.is_titled {
                    self.is_titled = true;
                    self.title = Some(Cell { span, says });
                    return;
                }
                if !is_top {
                    self.remarks.with(
                        Effect::Form,
                        self.page,
                        span,
                        "a heading stands inside of a list or note: it is a bold paragraph now"
                            .to_owned(),
                    );
                    let Says::Words(words) = says else { return };
                    let words = vec![Piece::Strong(words)];
                    nodes.push(self.node(Kind::Text, span, Says::Words(words)));
                    return;
                }
                if heading.level == 1 {
                    let message = "a second title: it is a heading of level 2 now".to_owned();
                    self.remarks.with(Effect::Form, self.page, span, message);
                }
                nodes.push(self.node(Kind::Heading(heading.level.clamp(2, 6)), span, says));
            }
            Content::Paragraph(inlines) => {
                if is_date_line(inlines) {
                    let message = "the date of the last change was left out".to_owned();
                    self.remarks.with(Effect::LeftOut, self.page, span, message);
                    return;
                }
                let words = words::of(inlines, &mut self.left);
                if !words.is_empty() {
                    nodes.push(self.node(Kind::Text, span, Says::Words(words)));
                }
            }
            Content::Code(code) => nodes.push(self.node(Kind::Code, span, Says::Code(code))),
            Content::List(list) => {
                let mut items = Vec::new();
                for item in &list.items {
                    let children = self.blocks(&item.blocks);
                    if !children.is_empty() {
                        let node = self.node(Kind::Item, item.span, Says::Nothing);
                        items.push(node.with(children));
                    }
                }
                let kind = match list.start {
                    Some(start) => Kind::Numbers(u32::try_from(start).unwrap_or(1)),
                    None => Kind::Bullets,
                };
                if !items.is_empty() {
                    nodes.push(self.node(kind, span, Says::Nothing).with(items));
                }
            }
            Content::Table(table) => nodes.push(self.table(table, span)),
            Content::Quote(quote) => {
                let kind = match &quote.alert {
                    None => Kind::Quote,
                    Some(word) => match note_kind(word) {
                        Some(kind) => Kind::Note(kind),
                        None => {
                            self.remarks.with(
                                Effect::Form,
                                self.page,
                                span,
                                format!("`[!{word}]` is no kind of alert: it is a note now"),
                            );
                            Kind::Note(NoteKind::Note)
                        }
                    },
                };
                let children = self.blocks(&quote.blocks);
                if !children.is_empty() {
                    nodes.push(self.node(kind, span, Says::Nothing).with(children));
                }
            }
            Content::Html(raw) => {
                let text = without_tags(raw);
                if text.trim().is_empty() {
                    self.wrappers.push((span, raw.clone()));
                } else {
                    let message = format!(
                        "HTML that was not taken over: `{}`",
                        super::excerpt(raw.trim())
                    );
                    self.remarks.with(Effect::LeftOut, self.page, span, message);
                }
            }
            Content::Rule => {
                let message = "a line across the page was left out".to_owned();
                self.remarks.with(Effect::LeftOut, self.page, span, message);
            }
        }
    }

    fn table(&mut self, table: &'p Table, span: Span) -> Node<'p> {
        let mut rows = Vec::new();
        for cells in std::iter::once(&table.head).chain(&table.rows) {
            let place = cells
                .iter()
                .flatten()
                .map(|inline| inline.span)
                .reduce(|a, b| Span {
                    start: a.start.min(b.start),
                    end: a.end.max(b.end),
                });
            let place = place.unwrap_or(span);
            let mut row = Vec::new();
            for cell in cells {
                let own = match (cell.first(), cell.last()) {
                    (Some(first), Some(last)) => Span {
                        start: first.span.start,
                        end: last.span.end,
                    },
                    _ => place,
                };
                let says = Says::Words(words::of(cell, &mut self.left));
                row.push(self.node(Kind::Cell, own, says));
            }
            rows.push(self.node(Kind::Row, place, Says::Nothing).with(row));
        }
        self.node(Kind::Table, span, Says::Columns(&table.align))
            .with(rows)
    }

    /// One remark a page for everything that says nothing, and one for each thing that does.
    fn say_what_is_left_out(&mut self) {
        let tags = std::mem::take(&mut self.left.tags);
        let wrappers = std::mem::take(&mut self.wrappers);
        let anchors = std::mem::take(&mut self.anchors);
        let first = [&wrappers, &tags, &anchors]
            .into_iter()
            .filter_map(|list| list.first())
            .min_by_key(|(span, _)| span.start)
            .map(|(span, _)| *span);
        if let Some(span) = first {
            let mut what = Vec::new();
            let mut count = |list: &[(Span, String)], one: &str, many: &str| match list.len() {
                0 => {}
                1 => what.push(format!("1 {one}")),
                n => what.push(format!("{n} {many}")),
            };
            count(&wrappers, "wrapper or comment", "wrappers and comments");
            count(&tags, "tag in running text", "tags in running text");
            count(&anchors, "anchor", "anchors");
            let message = format!("left out: {}", what.join(", "));
            self.remarks.at(self.page, span, message);
        }
        for (span, title) in std::mem::take(&mut self.left.titles) {
            let message = format!("the title of a link was left out: `{title}`");
            self.remarks.at(self.page, span, message);
        }
    }
}

/// `_**Topic Last Modified:** 2013-02-21_`: emphasis over the whole line that begins with bold and
/// ends in a date.
fn is_date_line(inlines: &[Inline]) -> bool {
    let mut shown = inlines.iter().filter(|inline| !is_blank(inline));
    let (Some(only), None) = (shown.next(), shown.next()) else {
        return false;
    };
    let InlineKind::Emphasis(inner) = &only.kind else {
        return false;
    };
    let starts_bold = matches!(
        inner.first().map(|inline| &inline.kind),
        Some(InlineKind::Strong(_))
    );
    let text: String = inner
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let is_date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.') || c.is_whitespace();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    starts_bold && digits >= 6 && text.chars().all(is_date)
}

fn note_kind(word: &str) -> Option<NoteKind> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" => NoteKind::Note,
        "tip" => NoteKind::Tip,
        "important" => NoteKind::Important,
        "warning" => NoteKind::Warning,
        "caution" => NoteKind::Caution,
        _ => return None,
    })
}

/// What a browser would show of HTML.
fn without_tags(raw: &str) -> String {
    let mut text = String::new();
    let mut rest = raw;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let close = match rest.strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map(|at| at + 7),
            None => rest.find('>').map(|at| at + 1),
        };
        let Some(close) = close else { return text };
        rest = &rest[close..];
    }
    text.push_str(rest);
    text
}

/// Whether the words of a paragraph are nothing but bold.
pub(super) fn is_all_bold(words: &Words) -> bool {
    let mut shown = words
        .iter()
        .filter(|piece| !matches!(piece, Piece::Text(text) if text.trim().is_empty()));
    matches!((shown.next(), shown.next()), (Some(Piece::Strong(_)), None))
}
