//! Published pages: Markdown that exists already, read with its places, so that its drift is found
//! and that it can be brought in.
//!
//! [`Page::read`] gives the page as a tree of blocks (`tree.rs`); [`outline`](Page::outline) gives
//! what a procedure is made of: title, procedures, steps, commands, labels. Nothing here fails on
//! bytes: any text is a page, if perhaps one without a procedure.

mod align;
pub mod drift;
mod flat;
mod front;
pub mod group;
pub mod identity;
pub mod import;
pub mod likeness;
mod outline;
mod read;
mod stated;
mod tree;
pub mod vocabulary;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use runproof_core::diagnostic::Source;

pub use align::{Pair, align};
pub use flat::{Flat, Mark, MarkKind};
pub use front::{Entry, Front};
pub use outline::{Outline, Procedure, Section, Split, Step, command_blocks, labels};
pub use tree::{
    Align, Block, Code, CodeForm, Content, Heading, Inline, InlineKind, Item, List, OnPage, Quote,
    Table,
};

/// A page.
#[derive(Debug)]
pub struct Page {
    /// The text; findings point into it.
    pub source: Arc<Source>,
    /// What stands before the page: its title for a catalog, its identity.
    pub front: Front,
    /// The page from top to bottom.
    pub blocks: Vec<Block>,
    /// Whether blocks were nested so deeply that the innermost were read as if they were not.
    pub is_too_deep: bool,
}

impl Page {
    /// Reads a page. Never fails: what is no Markdown is a paragraph.
    pub fn read(source: &Arc<Source>) -> Self {
        let front = front::read(source.text());
        let read = read::read(source.text(), front.end);
        Self {
            source: Arc::clone(source),
            front,
            blocks: read.blocks,
            is_too_deep: read.is_too_deep,
        }
    }

    /// What the page's procedures are made of.
    pub fn outline(&self) -> Outline<'_> {
        outline::of(self)
    }
}
