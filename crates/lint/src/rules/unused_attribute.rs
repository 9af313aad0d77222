//! An attribute that nothing asks for.

use super::{Findings, missing_attribute};
use crate::sheet::{Head, Kind, Target};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes};
use runproof_language::Need;

codes! {
    /// An attribute that the source language has not, or that no document asks for.
    ///
    /// ## Why
    ///
    /// It is translated and maintained for nothing. Often it is what a rename left behind.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// publish = Publiez la topologie.
    ///     .tooltip = …
    /// ```
    ///
    /// where the source language's `publish` has no `.tooltip`.
    ///
    /// ## Instead
    ///
    /// Delete it.
    pub UNUSED_ATTRIBUTE = "unused-attribute", Warning;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    for head in own.heads.iter().filter(|head| head.kind == Kind::Message) {
        let strangers = strangers(book, head);
        if strangers.is_empty() {
            continue;
        }
        let wanted = missing_attribute::wanted(book, head);
        let missing = wanted
            .iter()
            .filter(|w| w.need == Need::Must && !head.attributes.contains(&w.attribute));
        // One stranger beside one that is missing is a rename, and reported there.
        if strangers.len() == 1 && missing.count() > 0 {
            continue;
        }
        for attribute in strangers {
            findings.push(
                Diagnostic::at(
                    &UNUSED_ATTRIBUTE,
                    own.locate(attribute),
                    format!(
                        "nothing asks for the attribute `{attribute}` of `{}`",
                        head.id
                    ),
                )
                .help("delete it"),
            );
        }
    }
}

/// The attributes of a message that nothing asks for.
pub(super) fn strangers<'a>(book: &Book<'_, 'a>, head: &Head<'a>) -> Vec<&'a str> {
    let compared = match book.origin {
        // A message that is itself unused is reported as a whole.
        Some(scope) => scope.own.head(Kind::Message, head.id).is_some(),
        None => book
            .wants
            .as_ref()
            .is_some_and(|w| !w.of_message(head.id).is_empty()),
    };
    if !compared || head.attributes.is_empty() {
        return Vec::new();
    }
    let wanted = missing_attribute::wanted(book, head);
    let own = head.attributes.iter().copied();
    own.filter(|attribute| wanted.iter().all(|w| w.attribute != *attribute))
        .filter(|attribute| !is_referred_to(book, head.id, attribute))
        .collect()
}

fn is_referred_to(book: &Book<'_, '_>, id: &str, attribute: &str) -> bool {
    let references = book
        .scope
        .own
        .units
        .iter()
        .flat_map(|unit| &unit.references);
    let mut references = references.filter(|r| r.name == id);
    references.any(|r| r.target == Target::Message(Some(attribute)))
}
