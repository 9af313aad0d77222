//! What a page's procedures are made of.
//!
//! A procedure is an ordered list at the top of the page. CommonMark breaks a list in two where a
//! block stands in it that is not indented far enough; the second list then goes on counting
//! (`start=11`) and only looks like the same. Both are one procedure here, with the place of the
//! [`Split`] (facts/pages.md §3: counting the first list alone hides a step).

use super::Page;
use super::flat::{Flat, Mark};
use super::tree::{Block, Code, Content, Heading, Inline, InlineKind, Item};
use crate::tree::is_blank;
use runproof_core::diagnostic::Span;

/// The outline of a page.
#[derive(Debug, Clone, Default)]
pub struct Outline<'p> {
    /// The first heading of level 1.
    pub title: Option<&'p Heading>,
    /// The place of the title.
    pub title_span: Option<Span>,
    /// The procedures, in reading order.
    pub procedures: Vec<Procedure<'p>>,
    /// The page cut at its headings; what stands before the first heading has none.
    pub sections: Vec<Section<'p>>,
}

/// A heading and what stands below it, up to the next heading of any level.
#[derive(Debug, Clone)]
pub struct Section<'p> {
    /// The heading and its place; `None` for what stands before the first.
    pub heading: Option<(&'p Heading, Span)>,
    /// The blocks below it.
    pub blocks: &'p [Block],
}

/// A numbered list of steps.
#[derive(Debug, Clone)]
pub struct Procedure<'p> {
    /// What leads to it: the heading above it, or a paragraph of nothing but bold.
    pub heading: Option<&'p [Inline]>,
    /// From its first step to its last.
    pub span: Span,
    /// The steps as a browser numbers them.
    pub steps: Vec<Step<'p>>,
    /// Where the list breaks in two.
    pub splits: Vec<Split<'p>>,
}

/// A step on a page.
#[derive(Debug, Clone)]
pub struct Step<'p> {
    /// The number that a browser shows.
    pub number: u64,
    /// The item.
    pub item: &'p Item,
    /// What belongs to it but stands outside of the list, where the list breaks after it.
    pub tail: &'p [Block],
}

/// A place where a list breaks in two.
#[derive(Debug, Clone)]
pub struct Split<'p> {
    /// The blocks between the two lists, of which the first broke it.
    pub between: &'p [Block],
    /// How many steps stand before it.
    pub after: usize,
    /// The number that the second list begins with.
    pub goes_on_with: u64,
}

impl<'p> Step<'p> {
    /// Everything that the step holds, top blocks only.
    pub fn blocks(&self) -> impl Iterator<Item = &'p Block> + use<'p> {
        self.item.blocks.iter().chain(self.tail)
    }

    /// From the marker to the end of what belongs to it.
    pub fn span(&self) -> Span {
        Span {
            start: self.item.span.start,
            end: self.tail.last().map_or(self.item.span.end, |b| b.span.end),
        }
    }
}

pub(super) fn of(page: &Page) -> Outline<'_> {
    let mut outline = Outline::default();
    let blocks = &page.blocks[..];
    let mut from = 0;
    let mut heading = None;
    for (at, block) in blocks.iter().enumerate() {
        let Content::Heading(found) = &block.content else {
            continue;
        };
        if found.level == 1 && outline.title.is_none() {
            outline.title = Some(found);
            outline.title_span = Some(block.span);
        }
        if at > from || heading.is_some() {
            outline.sections.push(Section {
                heading,
                blocks: &blocks[from..at],
            });
        }
        heading = Some((found, block.span));
        from = at + 1;
    }
    outline.sections.push(Section {
        heading,
        blocks: &blocks[from..],
    });
    for section in &outline.sections {
        procedures(section, &mut outline.procedures);
    }
    outline
}

fn procedures<'p>(section: &Section<'p>, found: &mut Vec<Procedure<'p>>) {
    let first = found.len();
    // The place after the last list of this section.
    let mut after_list = 0;
    for (at, block) in section.blocks.iter().enumerate() {
        let Content::List(list) = &block.content else {
            continue;
        };
        let Some(start) = list.start else { continue };
        let between = &section.blocks[after_list..at];
        let lead = lead(between);
        let goes_on = found.len() > first && start > 1 && lead.is_none();
        after_list = at + 1;
        if !goes_on {
            let above = section.heading.map(|(heading, _)| &heading.text[..]);
            found.push(Procedure {
                heading: lead.or(above),
                span: block.span,
                steps: Vec::new(),
                splits: Vec::new(),
            });
        }
        let Some(procedure) = found.last_mut() else {
            continue;
        };
        if goes_on {
            procedure.splits.push(Split {
                between,
                after: procedure.steps.len(),
                goes_on_with: start,
            });
            if let Some(last) = procedure.steps.last_mut() {
                last.tail = between;
            }
            procedure.span.end = block.span.end;
        }
        let steps = list.items.iter().zip(start..).map(|(item, number)| Step {
            number,
            item,
            tail: &[],
        });
        procedure.steps.extend(steps);
    }
}

/// The last paragraph of nothing but bold: pages use it as a heading.
fn lead(blocks: &[Block]) -> Option<&[Inline]> {
    let mut found = None;
    for block in blocks {
        if let Content::Paragraph(text) = &block.content {
            let mut shown = text.iter().filter(|inline| !is_blank(inline));
            if let (Some(only), None) = (shown.next(), shown.next())
                && matches!(only.kind, InlineKind::Strong(_))
            {
                found = Some(&text[..]);
            }
        }
    }
    found
}

/// All blocks of code in some blocks, nested ones too, in reading order.
pub fn command_blocks<'p>(blocks: impl IntoIterator<Item = &'p Block>) -> Vec<(&'p Code, Span)> {
    let mut found = Vec::new();
    walk(blocks, &mut |block| {
        if let Content::Code(code) = &block.content {
            found.push((code, block.span));
        }
    });
    found
}

/// All bold parts in some blocks, in reading order, each as flat text with its mark.
pub fn labels<'p>(blocks: impl IntoIterator<Item = &'p Block>, page: &str) -> Vec<(String, Mark)> {
    let mut found = Vec::new();
    walk(blocks, &mut |block| {
        for text in block.texts() {
            let flat = Flat::of(text, page);
            for mark in flat.strong() {
                found.push((flat.text[mark.range.clone()].to_owned(), mark.clone()));
            }
        }
    });
    found
}

/// Visits blocks and what is in them, in reading order.
pub(super) fn walk<'p>(
    blocks: impl IntoIterator<Item = &'p Block>,
    visit: &mut dyn FnMut(&'p Block),
) {
    // As deep as the tree is, which `read` bounds.
    for block in blocks {
        visit(block);
        for inner in block.inner() {
            walk(inner, visit);
        }
    }
}
