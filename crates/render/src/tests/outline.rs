//! What is read in Markdown by two parsers, and what a document says, as the same tree.

use runproof_prose::{Inline, InlineKind};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag};

use crate::model::occurrence_label;
use crate::text::is_safe_target;
use runproof_model::document::{Align, Block, Branch, Commands, Document, Occurrence, Part, Turn};

/// A block as a reader sees it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Paragraph(String),
    Heading(u8, String),
    /// Language and text.
    Code(String, String),
    List(Option<u64>, Vec<Vec<Node>>),
    /// The kind of an alert, if it is one.
    Quote(Option<&'static str>, Vec<Node>),
    /// How columns are set, their heads, rows.
    Table(Vec<Align>, Vec<Vec<String>>),
}

/// The text as it can be seen: blanks at the ends and the number of blanks are not.
pub(super) fn visible(text: &str) -> String {
    let blank = |c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let words: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    // A break at the end of a link is as good as one behind it.
    let text = text.replace(" ⟦", "⟦").replace("⟦ ", "⟦");
    text.replace(" ⟧", "⟧").replace("⟧ ", "⟧")
}

/// Pictures and links are seen with where they lead to.
fn picture(alt: &str, source: &str, title: &str) -> String {
    format!("⟦picture {} {source} {}⟧", visible(alt), visible(title))
}

/// An address that stands for itself may be a link or not: GitHub makes links of plain text.
fn link(text: &str, target: &str) -> String {
    let text = visible(text);
    if text == target || target.strip_prefix("mailto:") == Some(&text) {
        text
    } else {
        format!("⟦{text} to {target}⟧")
    }
}

/// The parser's events as a tree.
pub(super) fn read_by_pulldown(markdown: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options).collect();
    let mut at = 0;
    blocks_of(&events, &mut at)
}

/// The blocks to the end of what holds them.
fn blocks_of(events: &[Event<'_>], at: &mut usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    // An item of a tight list has text and no paragraph.
    let mut loose = String::new();
    while let Some(event) = events.get(*at) {
        let is_inline = matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::TaskListMarker(_)
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
        );
        if is_inline {
            inline_of(events, at, &mut loose);
            continue;
        }
        flush(&mut loose, &mut nodes);
        *at += 1;
        match event {
            Event::End(_) => return nodes,
            Event::Html(html) if html.trim() == "<!-- -->" => {}
            Event::Start(Tag::HtmlBlock) => {
                nodes.extend(blocks_of(events, at));
            }
            Event::Start(Tag::Paragraph) => {
                let mut text = String::new();
                inlines_of(events, at, &mut text);
                nodes.push(Node::Paragraph(visible(&text)));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let mut text = String::new();
                inlines_of(events, at, &mut text);
                nodes.push(Node::Heading(*level as u8, visible(&text)));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language,
                    CodeBlockKind::Indented => "(indented)",
                };
                let mut text = String::new();
                inlines_of(events, at, &mut text);
                nodes.push(Node::Code(language.to_owned(), text));
            }
            Event::Start(Tag::List(start)) => {
                let mut items = Vec::new();
                while let Some(Event::Start(Tag::Item)) = events.get(*at) {
                    *at += 1;
                    items.push(blocks_of(events, at));
                }
                *at += 1;
                nodes.push(Node::List(*start, items));
            }
            Event::Start(Tag::BlockQuote(kind)) => {
                let kind = kind.map(|kind| match kind {
                    BlockQuoteKind::Note => "note",
                    BlockQuoteKind::Tip => "tip",
                    BlockQuoteKind::Important => "important",
                    BlockQuoteKind::Warning => "warning",
                    BlockQuoteKind::Caution => "caution",
                });
                nodes.push(Node::Quote(kind, blocks_of(events, at)));
            }
            Event::Start(Tag::Table(align)) => {
                let align = align.iter().map(|align| match align {
                    pulldown_cmark::Alignment::None => Align::Default,
                    pulldown_cmark::Alignment::Left => Align::Left,
                    pulldown_cmark::Alignment::Center => Align::Center,
                    pulldown_cmark::Alignment::Right => Align::Right,
                });
                let align = align.collect();
                let mut rows = Vec::new();
                while let Some(Event::Start(Tag::TableHead | Tag::TableRow)) = events.get(*at) {
                    *at += 1;
                    let mut cells = Vec::new();
                    while let Some(Event::Start(Tag::TableCell)) = events.get(*at) {
                        *at += 1;
                        let mut text = String::new();
                        inlines_of(events, at, &mut text);
                        cells.push(visible(&text));
                    }
                    *at += 1;
                    rows.push(cells);
                }
                *at += 1;
                nodes.push(Node::Table(align, rows));
            }
            other => nodes.push(Node::Paragraph(format!("⟦unasked {other:?}⟧"))),
        }
    }
    flush(&mut loose, &mut nodes);
    nodes
}

fn flush(loose: &mut String, nodes: &mut Vec<Node>) {
    if !loose.is_empty() {
        nodes.push(Node::Paragraph(visible(&std::mem::take(loose))));
    }
}

/// The text to the end of what holds it.
fn inlines_of(events: &[Event<'_>], at: &mut usize, out: &mut String) {
    while let Some(event) = events.get(*at) {
        if let Event::End(_) = event {
            *at += 1;
            return;
        }
        inline_of(events, at, out);
    }
}

fn inline_of(events: &[Event<'_>], at: &mut usize, out: &mut String) {
    let event = &events[*at];
    *at += 1;
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::SoftBreak | Event::HardBreak => out.push(' '),
        Event::TaskListMarker(false) => out.push_str("☐ "),
        Event::InlineHtml(html) => out.push_str(of_tag(html)),
        Event::Start(Tag::Image {
            dest_url, title, ..
        }) => {
            let mut alt = String::new();
            inlines_of(events, at, &mut alt);
            out.push_str(&picture(&alt, dest_url, title));
        }
        Event::Start(Tag::Link { dest_url, .. }) => {
            let mut text = String::new();
            inlines_of(events, at, &mut text);
            out.push_str(&link(&text, dest_url));
        }
        Event::Start(Tag::Emphasis | Tag::Strong) => inlines_of(events, at, out),
        Event::Start(other) => {
            out.push_str(&format!("⟦unasked {other:?}⟧"));
            inlines_of(events, at, out);
        }
        other => out.push_str(&format!("⟦unasked {other:?}⟧")),
    }
}

/// What a tag that we write is seen as.
fn of_tag(html: &str) -> &str {
    match html {
        "<br>" => " ",
        "<strong>" | "</strong>" | "<em>" | "</em>" | "<code>" | "</code>" | "<!-- -->" => "",
        other => other,
    }
}

/// The same by the other parser.
pub(super) fn read_by_comrak(markdown: &str) -> Vec<Node> {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    let root = comrak::parse_document(&arena, markdown, &options);
    comrak_blocks(root)
}

fn comrak_blocks<'a>(node: &'a comrak::nodes::AstNode<'a>) -> Vec<Node> {
    node.children().filter_map(comrak_block).collect()
}

fn comrak_block<'a>(node: &'a comrak::nodes::AstNode<'a>) -> Option<Node> {
    use comrak::nodes::{AlertType, ListType, NodeValue, TableAlignment};
    let text = || {
        let mut text = String::new();
        comrak_inlines(node, &mut text);
        visible(&text)
    };
    Some(match &node.data.borrow().value {
        NodeValue::Paragraph => Node::Paragraph(text()),
        NodeValue::Heading(heading) => Node::Heading(heading.level, text()),
        NodeValue::CodeBlock(code) => {
            let language = match code.fenced {
                true => code.info.as_str(),
                false => "(indented)",
            };
            Node::Code(language.to_owned(), code.literal.clone())
        }
        NodeValue::List(list) => {
            let start = (list.list_type == ListType::Ordered).then_some(list.start as u64);
            let items = node.children().map(|item| {
                let mut blocks = comrak_blocks(item);
                if let (NodeValue::TaskItem(_), Some(Node::Paragraph(text))) =
                    (&item.data.borrow().value, blocks.first_mut())
                {
                    text.insert_str(0, "☐ ");
                }
                blocks
            });
            Node::List(start, items.collect())
        }
        NodeValue::BlockQuote => Node::Quote(None, comrak_blocks(node)),
        NodeValue::Alert(alert) => {
            let kind = match alert.alert_type {
                AlertType::Note => "note",
                AlertType::Tip => "tip",
                AlertType::Important => "important",
                AlertType::Warning => "warning",
                AlertType::Caution => "caution",
            };
            Node::Quote(Some(kind), comrak_blocks(node))
        }
        NodeValue::Table(table) => {
            let align = table.alignments.iter().map(|align| match align {
                TableAlignment::None => Align::Default,
                TableAlignment::Left => Align::Left,
                TableAlignment::Center => Align::Center,
                TableAlignment::Right => Align::Right,
            });
            let rows = node.children().map(|row| {
                let cells = row.children().map(|cell| {
                    let mut text = String::new();
                    comrak_inlines(cell, &mut text);
                    visible(&text)
                });
                cells.collect()
            });
            Node::Table(align.collect(), rows.collect())
        }
        NodeValue::HtmlBlock(html) if html.literal.trim() == "<!-- -->" => return None,
        other => Node::Paragraph(format!("⟦unasked {other:?}⟧")),
    })
}

fn comrak_inlines<'a>(node: &'a comrak::nodes::AstNode<'a>, out: &mut String) {
    use comrak::nodes::NodeValue;
    for node in node.children() {
        match &node.data.borrow().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            NodeValue::HtmlInline(html) => out.push_str(of_tag(html)),
            NodeValue::Image(image) => {
                let mut alt = String::new();
                comrak_inlines(node, &mut alt);
                out.push_str(&picture(&alt, &image.url, &image.title));
            }
            NodeValue::Link(found) => {
                let mut text = String::new();
                comrak_inlines(node, &mut text);
                out.push_str(&link(&text, &found.url));
            }
            NodeValue::Strong | NodeValue::Emph => comrak_inlines(node, out),
            other => out.push_str(&format!("⟦unasked {other:?}⟧")),
        }
    }
}

/// How an alert in a step is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alerts {
    /// As everywhere.
    Nested,
    /// With its name in bold before its first paragraph.
    Lead,
}

/// What a reader must find below the title.
pub(super) fn expected(document: &Document, alerts: Alerts) -> Vec<Node> {
    let margin = Shown {
        alerts,
        is_nested: false,
    };
    let Some(page) = &document.page else {
        let mut nodes = margin.blocks(&document.summary);
        for note in &document.notes {
            nodes.extend(margin.block(&Block::Alert(note.clone())));
        }
        nodes.push(Node::Heading(2, seen(&document.procedure)));
        nodes.extend(margin.steps(document, 0..document.steps.len()));
        return nodes;
    };
    let mut nodes = Vec::new();
    for part in page {
        match part {
            Part::Heading(heading) => nodes.push(Node::Heading(heading.level, seen(&heading.text))),
            Part::Block(block) => nodes.extend(margin.block(block)),
            Part::Steps(range) => nodes.extend(margin.steps(document, range.from..range.to)),
        }
    }
    nodes
}

/// What is shown at a place.
#[derive(Clone, Copy)]
struct Shown {
    alerts: Alerts,
    is_nested: bool,
}

impl Shown {
    fn inside(self) -> Self {
        Self {
            is_nested: true,
            ..self
        }
    }

    /// In a rolling part the steps say what is done for the first item, and the last of them then
    /// says it for the others.
    fn steps(self, document: &Document, range: Range<usize>) -> Option<Node> {
        let own = self.inside();
        let mut items = Vec::new();
        for at in range {
            let step = &document.steps[at];
            let part = document
                .rolling
                .iter()
                .find(|part| (part.steps.from..part.steps.to).contains(&at));
            let mut nodes = Vec::new();
            let Some(part) = part else {
                items.push(own.blocks(&step.body));
                continue;
            };
            if at == part.steps.from {
                nodes.extend(own.block(&Block::Alert(part.note.clone())));
                nodes.extend(
                    part.rounds
                        .first()
                        .map(|round| Node::Paragraph(visible(&round.label))),
                );
            }
            let first = part
                .rounds
                .first()
                .map(|round| &round.steps[at - part.steps.from]);
            nodes.extend(own.blocks(&first.unwrap_or(step).body));
            if at + 1 == part.steps.to {
                for round in part.rounds.iter().skip(1) {
                    nodes.push(Node::Paragraph(visible(&round.label)));
                    for step in &round.steps {
                        let title = format!("{}: {}", step.label, step.title);
                        nodes.push(Node::Paragraph(visible(&title)));
                        nodes.extend(own.blocks(&step.body));
                    }
                }
            }
            items.push(nodes);
        }
        (!items.is_empty()).then_some(Node::List(Some(1), items))
    }

    fn blocks(self, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(self, block: &Block) -> Vec<Node> {
        match block {
            Block::Paragraph(prose) => of_line(&prose.text),
            Block::Commands(commands) => of_commands(commands),
            Block::Branches(branches) => {
                let of_branch = |branch: &Branch| {
                    let mut nodes = vec![Node::Paragraph(visible(&branch.label))];
                    nodes.extend(self.blocks(&branch.blocks));
                    nodes
                };
                [of_branch(&branches.yes), of_branch(&branches.no)].concat()
            }
            Block::Turns(turns) => {
                let of_turn = |turn: &Turn| {
                    let mut nodes = vec![Node::Paragraph(visible(&turn.label))];
                    nodes.extend(self.blocks(&turn.blocks));
                    nodes
                };
                turns.iter().flat_map(of_turn).collect()
            }
            Block::Checklist(checklist) | Block::Ticks(checklist) => {
                let lead = checklist.lead.as_ref();
                let lead = lead.map(|lead| Node::Paragraph(visible(lead)));
                let ticks = ticks(&checklist.items);
                lead.into_iter().chain(ticks).collect()
            }
            Block::Alert(alert) if self.is_nested && self.alerts == Alerts::Lead => {
                let lead = format!("{}:", alert.label);
                let (first, rest) = alert.blocks.split_first().expect("an alert says something");
                let (lead, mut nodes) = match first {
                    Block::Paragraph(prose) => {
                        (format!("{lead} {}", seen(&prose.text)), Vec::new())
                    }
                    first => (lead, self.block(first)),
                };
                nodes.insert(0, Node::Paragraph(visible(&lead)));
                nodes.extend(self.blocks(rest));
                nodes
            }
            Block::Alert(alert) => {
                let kind = crate::alert_name(alert.kind);
                vec![Node::Quote(Some(kind), self.blocks(&alert.blocks))]
            }
            Block::List(list) => {
                let own = self.inside();
                let items: Vec<_> = list.items.iter().map(|blocks| own.blocks(blocks)).collect();
                vec![Node::List(list.start.map(u64::from), items)]
            }
            Block::Table(table) => {
                let head = table.columns.iter().map(|column| seen(&column.head));
                let mut rows = vec![head.collect()];
                for row in &table.rows {
                    rows.push(row.iter().map(|cell| seen(cell)).collect());
                }
                let align = table.columns.iter().map(|column| column.align);
                vec![Node::Table(align.collect(), rows)]
            }
            Block::Image(image) => of_line(&[Inline::image(image.clone())]),
            Block::Sample(sample) => {
                let language = sample.language.clone().unwrap_or_default();
                vec![Node::Code(language, format!("{}\n", exact(&sample.text)))]
            }
            Block::Quote(blocks) => vec![Node::Quote(None, self.inside().blocks(blocks))],
        }
    }
}

fn of_line(inlines: &[Inline]) -> Vec<Node> {
    let text = seen(inlines);
    let is_there = !text.is_empty();
    is_there
        .then_some(Node::Paragraph(text))
        .into_iter()
        .collect()
}

/// A command as a page shows it: nothing in it is hidden.
fn exact(text: &str) -> std::borrow::Cow<'_, str> {
    runproof_text::visible::visible(text, runproof_text::visible::Breaks::Kept)
}

fn of_commands(commands: &Commands) -> Vec<Node> {
    let mut nodes = Vec::new();
    for command in &commands.commands {
        let code = format!("{}\n", exact(command.text.as_str()));
        nodes.push(Node::Code("powershell".into(), code));
        nodes.extend(ticks(&command.ticks));
    }
    if let Some(outcome) = &commands.outcome {
        let repeat = outcome.repeat.iter().flat_map(|prose| of_line(&prose.text));
        nodes.extend(repeat);
        nodes.extend(of_line(&outcome.seen.text));
    }
    nodes
}

fn ticks(acts: &[Occurrence]) -> Option<Node> {
    let labels = acts.iter().filter_map(occurrence_label);
    let items = labels.map(|label| {
        let fields = "– Date …… Time …… Initials ……";
        vec![Node::Paragraph(visible(&format!("☐ {label} {fields}")))]
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then_some(Node::List(None, items))
}

pub(super) fn seen(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_seen(inlines, &mut text, false);
    visible(&text)
}

fn push_seen(inlines: &[Inline], out: &mut String, in_link: bool) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => {
                push_seen(inner, out, in_link)
            }
            InlineKind::Link { target, text, .. } => {
                let mut inner = String::new();
                push_seen(text, &mut inner, true);
                if in_link || !is_safe_target(target) || visible(&inner).is_empty() {
                    push_seen(text, out, in_link);
                } else {
                    out.push_str(&link(&inner, target));
                }
            }
            InlineKind::Image(image) if is_safe_target(&image.source) => {
                let title = image.title.as_deref().unwrap_or_default();
                out.push_str(&picture(&image.alt, &image.source, title));
            }
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}
