//! Pages laid upon each other: one tree whose nodes hold what each page has at that place.

use crate::import::model::Words;
use crate::{Align, Code};
use runproof_core::diagnostic::Span;
use runproof_model::runbook::NoteKind;
use runproof_prose::Image;

/// A place in the pages.
#[derive(Debug, Clone)]
pub(super) struct Node<'p> {
    /// What it is; where pages disagree, what the first of them says.
    pub(super) kind: Kind,
    /// What each page has, by the page's place among the inputs.
    pub(super) cells: Vec<Option<Cell<'p>>>,
    /// What is in it.
    pub(super) children: Vec<Node<'p>>,
    /// The products that have it, by their places; known once the tree is settled.
    pub(super) variants: Vec<usize>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Text,
    Procedure,
    Step,
    Bullets,
    Numbers(u32),
    Item,
    Code,
    Image,
    Table,
    Row,
    Cell,
    Note(NoteKind),
    Quote,
}

/// What one page has at a place.
#[derive(Debug, Clone)]
pub(super) struct Cell<'p> {
    /// Where.
    pub(super) span: Span,
    /// What.
    pub(super) says: Says<'p>,
}

/// What a page says at a place, beside what is in it.
#[derive(Debug, Clone)]
pub(super) enum Says<'p> {
    /// Nothing of its own.
    Nothing,
    /// Running text.
    Words(Words),
    /// A block of code.
    Code(&'p Code),
    /// A picture.
    Image(&'p Image),
    /// How the columns of a table are set.
    Columns(&'p [Align]),
    /// The number of a step as a browser shows it.
    Step(u64),
}

impl<'p> Node<'p> {
    /// A place that only the page `page` of `pages` has so far.
    pub(super) fn new(kind: Kind, page: usize, pages: usize, cell: Cell<'p>) -> Self {
        let mut cells = vec![None; pages];
        cells[page] = Some(cell);
        Self {
            kind,
            cells,
            children: Vec::new(),
            variants: Vec::new(),
        }
    }

    pub(super) fn with(mut self, children: Vec<Node<'p>>) -> Self {
        self.children = children;
        self
    }

    /// What a page says here.
    pub(super) fn cell(&self, page: usize) -> Option<&Cell<'p>> {
        self.cells.get(page)?.as_ref()
    }

    /// The running text of a page here.
    pub(super) fn words(&self, page: usize) -> Option<&Words> {
        match &self.cell(page)?.says {
            Says::Words(words) => Some(words),
            _ => None,
        }
    }

    /// The pages that have this place.
    pub(super) fn pages(&self) -> impl Iterator<Item = usize> + '_ {
        let cells = self.cells.iter().enumerate();
        cells.filter_map(|(page, cell)| cell.is_some().then_some(page))
    }

    /// Visits this place and all in it, in reading order.
    pub(super) fn walk<'n>(&'n self, visit: &mut dyn FnMut(&'n Node<'p>)) {
        visit(self);
        // As deep as the pages are, which `read` bounds.
        for child in &self.children {
            child.walk(visit);
        }
    }

    /// The same, with leave to change.
    pub(super) fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Node<'p>)) {
        visit(self);
        for child in &mut self.children {
            child.walk_mut(visit);
        }
    }

    /// What a page says here, all in it included, as one line.
    pub(super) fn text(&self, page: usize) -> String {
        let mut text = String::new();
        self.walk(&mut |node| {
            let Some(cell) = node.cell(page) else { return };
            let own = match &cell.says {
                Says::Words(words) => super::words::flat(words),
                Says::Code(code) => code.text.clone(),
                Says::Image(image) => image.alt.clone(),
                Says::Nothing | Says::Columns(_) | Says::Step(_) => return,
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&own);
        });
        text
    }
}

impl Kind {
    /// The word for it in a remark.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Text => "paragraph",
            Self::Procedure => "procedure",
            Self::Step => "step",
            Self::Bullets | Self::Numbers(_) => "list",
            Self::Item => "item",
            Self::Code => "block of code",
            Self::Image => "picture",
            Self::Table => "table",
            Self::Row => "row",
            Self::Cell => "cell",
            Self::Note(_) => "note",
            Self::Quote => "quote",
        }
    }
}
