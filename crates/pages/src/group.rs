//! Which pages are the same page: in other languages, and for other products.
//!
//! Pages are joined by the publisher's key, by their place, by a place below a folder of their
//! language, and, where one folder holds a page for several products, by files that are called
//! after them. Pages that were named one by one are joined by what is in them. Then each
//! translation gets one source, the nearest, and no page is compared with its own copy.

mod edition;
mod join;
mod likeness;
mod pair;

#[cfg(test)]
mod tests;

use super::Page;
use super::drift::Relation;
use super::identity::Identity;
use runproof_language::Locale;

pub use edition::{Edition, editions, id_of};
pub use likeness::Likeness;

/// How a page came to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was named itself: whoever names pages together means that they are one page.
    Named,
    /// It was found in a folder.
    Found,
}

/// A page and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'p> {
    /// The page.
    pub page: &'p Page,
    /// Who it is.
    pub identity: &'p Identity,
    /// How it came here.
    pub origin: Origin,
}

impl Member<'_> {
    /// Whether the page is in the language that leads. One that says next to nothing is.
    fn leads(&self, source: &Locale) -> bool {
        let own = self.identity.language.as_ref();
        own.is_none_or(|own| own.same_language(source))
    }
}

/// Pages that are the same page. They are named by their places in the list of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The pages, in the order of the list.
    pub pages: Vec<usize>,
    /// What is to be held against what.
    pub pairs: Vec<Pairing>,
}

/// Two pages to be held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairing {
    /// The page that leads.
    pub leading: usize,
    /// The other.
    pub other: usize,
    /// How they differ on purpose.
    pub relation: Relation,
}

/// Pages by what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// The groups; a page that is alone is one too. In the order of their first pages.
    pub groups: Vec<Group>,
    /// Pages that were named together with others and are not the same page.
    pub strays: Vec<usize>,
}

/// Puts pages together. `source` is the language that leads.
pub fn group(members: &[Member<'_>], source: &Locale) -> Grouping {
    let joined = join::join(members, source);
    let groups = joined.groups.into_iter().map(|pages| Group {
        pairs: pair::pairs(members, &pages, source),
        pages,
    });
    Grouping {
        groups: groups.collect(),
        strays: joined.strays,
    }
}
