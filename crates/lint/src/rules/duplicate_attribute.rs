//! Two attributes of one name in one message.

use super::Findings;
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// Two attributes of one name in one message or term.
    ///
    /// ## Why
    ///
    /// Only the first is ever used; the second text appears in no document.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// publish = Publish the topology.
    ///     .title = Publish
    ///     .title = Publish the topology
    /// ```
    ///
    /// ## Instead
    ///
    /// Keep the one that is right.
    pub DUPLICATE_ATTRIBUTE = "duplicate-attribute", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    for head in &own.heads {
        for (index, attribute) in head.attributes.iter().enumerate() {
            let Some(first) = head.attributes[..index].iter().find(|a| *a == attribute) else {
                continue;
            };
            findings.push(
                Diagnostic::at(
                    &DUPLICATE_ATTRIBUTE,
                    own.locate(attribute),
                    format!("`{}` has two attributes `{attribute}`", head.id),
                )
                .related(own.locate(first), "the first one counts")
                .help("delete one of the two"),
            );
        }
    }
}
