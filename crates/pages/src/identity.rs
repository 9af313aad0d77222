//! Which page a page is: its language, its key, its place, the product that it is for.
//!
//! Nothing is known of any product or repository: a page says who it is in its front matter, in its
//! title and in its path, and where it does not, nothing is guessed.

mod language;
mod place;
mod product;

#[cfg(test)]
mod tests;

use super::tree::Content;
use super::{Flat, Page};
use runproof_language::Locale;

pub use place::Place;
pub use product::Product;
pub(super) use product::years;

/// What is known of a page besides what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The language that it is written in: unknown where the text tells nothing, `None` where there
    /// is next to no text.
    pub language: Option<Locale>,
    /// The key that its publisher gave it: `ms.assetid`. The same page has the same one in every
    /// language, and often for every product.
    pub asset: Option<String>,
    /// Where it lies, without its language.
    pub place: Place,
    /// The product that its title names.
    pub product: Option<Product>,
    /// Its title for a catalog and its first heading, in one text.
    pub headline: String,
    /// The name of its first heading's anchor. Pages that a machine translated keep the heading of
    /// their source there.
    pub anchor: Option<String>,
}

impl Identity {
    /// Who a page is. `path` is as people write it, with `/` or `\`.
    pub fn of(page: &Page, path: &str) -> Self {
        let (place, in_path) = Place::of(path);
        let title = page.front.get("title").map(|entry| entry.value.as_str());
        let heading = first_heading(page);
        let said: Vec<&str> = title
            .into_iter()
            .chain(heading.as_ref().map(|(text, _)| text.as_str()))
            .collect();
        Self {
            language: language::of(page, in_path),
            asset: asset(page),
            place,
            product: said.iter().find_map(|text| Product::in_title(text)),
            headline: said.join("\n"),
            anchor: heading.and_then(|(text, anchor)| anchor.or_else(|| Some(slug(&text)))),
        }
    }
}

/// The publisher's key. What is no key (`null`, `-`) is none.
fn asset(page: &Page) -> Option<String> {
    const SHORTEST: usize = 8;
    let value = page.front.get("ms.assetid")?.value.trim().to_lowercase();
    let is_key = value.len() >= SHORTEST && value.chars().any(|c| c.is_ascii_digit());
    is_key.then_some(value)
}

fn first_heading(page: &Page) -> Option<(String, Option<String>)> {
    let mut headings = page.blocks.iter().filter_map(|block| match &block.content {
        Content::Heading(heading) => Some(heading),
        _ => None,
    });
    let first = headings.next()?;
    let text = Flat::of(&first.text, page.source.text()).text;
    Some((text, first.anchor.clone()))
}

/// A heading as the name of its anchor: `Fail over a pool` is `fail-over-a-pool`.
fn slug(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        ' ' | '-' | '\u{a0}' => Some('-'),
        c if c.is_alphanumeric() || c == '_' => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}
