//! What a page or a step says beyond its own sentences: parts, in order.
//!
//! A name in a step's part is an attribute of the step's message, a name in a page's part a
//! message of its own.

use std::ops::Range;
use std::sync::Arc;

use super::PartId;
use super::syntax::{Align, NoteKind};

/// A part of a page that the definition arranges itself.
#[derive(Debug, Clone)]
pub enum PagePart {
    /// A heading.
    Heading {
        /// Its message.
        id: PartId,
        /// From 2, below the title, to 6.
        level: u8,
        /// The variants that have it.
        variants: Vec<usize>,
    },
    /// A procedure: these steps, by their places in [`Runbook::steps`](super::Runbook::steps).
    Steps(Range<usize>),
    /// Anything that stands in a step, too. It runs nothing.
    Part(Part),
}

/// A part of a step, or of a page between its procedures.
#[derive(Debug, Clone)]
pub struct Part {
    /// The variants that have it, none of which what it stands in lacks.
    pub variants: Vec<usize>,
    /// What it says.
    pub says: Says,
}

/// What a part says.
#[derive(Debug, Clone)]
pub enum Says {
    /// Paragraphs.
    Text(PartId),
    /// A list.
    List {
        /// The number of the first item; `None` for bullets.
        start: Option<u32>,
        /// The items, none of them empty.
        items: Vec<Vec<Part>>,
    },
    /// Commands, by their place in [`Act::Run`](super::Act::Run).
    Run(usize),
    /// Text of a machine that is not run.
    Sample {
        /// The text of each variant, in the order of [`Part::variants`].
        texts: Vec<Arc<str>>,
        /// Its language, by the name that code blocks use.
        language: Option<String>,
    },
    /// A picture.
    Image(Picture),
    /// A table.
    Table(Table),
    /// A box that catches the eye.
    Note {
        /// Its kind.
        kind: NoteKind,
        /// What it says.
        parts: Vec<Part>,
    },
    /// Something quoted.
    Quote(Vec<Part>),
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its address, as written.
    pub source: String,
    /// What stands for it where it can not be seen; nothing for a picture that only adorns.
    pub alt: Option<PartId>,
    /// What is shown beside the pointer.
    pub title: Option<PartId>,
}

/// A table, by the names of its cells.
#[derive(Debug, Clone)]
pub struct Table {
    /// The columns. At least one.
    pub columns: Vec<Column>,
    /// The rows: a cell for every column.
    pub rows: Vec<Vec<PartId>>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it is headed with.
    pub head: PartId,
    /// How its cells are set.
    pub align: Align,
}

impl Part {
    /// The names that the part and what stands in it are made of, in reading order.
    pub fn names<'p>(&'p self, names: &mut Vec<&'p PartId>) {
        match &self.says {
            Says::Text(id) => names.push(id),
            Says::List { items, .. } => {
                for part in items.iter().flatten() {
                    part.names(names);
                }
            }
            Says::Run(_) | Says::Sample { .. } => {}
            Says::Image(picture) => names.extend(picture.alt.iter().chain(&picture.title)),
            Says::Table(table) => {
                names.extend(table.columns.iter().map(|column| &column.head));
                names.extend(table.rows.iter().flatten());
            }
            Says::Note { parts, .. } | Says::Quote(parts) => {
                for part in parts {
                    part.names(names);
                }
            }
        }
    }
}

impl PagePart {
    /// The messages that the part is made of, in reading order. Those of steps are not among them.
    pub fn names<'p>(&'p self, names: &mut Vec<&'p PartId>) {
        match self {
            Self::Heading { id, .. } => names.push(id),
            Self::Steps(_) => {}
            Self::Part(part) => part.names(names),
        }
    }
}
