//! Running text, and the one reader of Markdown for it.
//!
//! A message of a catalog is a sentence with markup: [`paragraphs`] reads it for a document,
//! [`paragraphs_with_places`] reads the very same for whoever has to point at it.

mod guard;
mod inline;
mod message;

pub use inline::{Image, Inline, InlineKind, Nothing, plain_text, widen};
pub use message::{paragraphs, paragraphs_with_places, running_text};
