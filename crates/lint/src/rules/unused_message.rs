//! A message that nothing asks for.

use std::collections::HashSet;

use super::{Findings, missing_message};
use crate::sheet::{Head, Kind, Target};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A message that the source language has not, or that no document asks for.
    ///
    /// ## Why
    ///
    /// It is translated, reviewed and maintained for nothing, and whoever edits it wonders why
    /// no document changes. Often it is what a rename left behind.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// old-step = Redémarrez le serveur.
    /// ```
    ///
    /// where neither the source language's catalog nor the runbook has `old-step`.
    ///
    /// ## Instead
    ///
    /// Delete it, or give it the name that the source language has. A message that others refer
    /// to is used.
    pub UNUSED_MESSAGE = "unused-message", Warning;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    let slips = missing_message::slips(book);
    for head in strangers(book) {
        if slips.iter().any(|(_, stranger)| *stranger == head.id) {
            continue;
        }
        let message = if book.origin.is_some() {
            format!("the source language has no `{}`", head.id)
        } else {
            format!("no document asks for `{}`", head.id)
        };
        findings
            .push(Diagnostic::at(&UNUSED_MESSAGE, own.locate(head.id), message).help("delete it"));
    }
}

/// The messages that nothing asks for.
pub(super) fn strangers<'b, 'a>(
    book: &'b Book<'_, 'a>,
) -> impl Iterator<Item = &'b Head<'a>> + use<'b, 'a> {
    let own = book.scope.own;
    let referred: HashSet<&str> = {
        let references = own.units.iter().flat_map(|unit| &unit.references);
        let messages = references.filter(|r| matches!(r.target, Target::Message(_)));
        messages.map(|r| r.name).collect()
    };
    // The source language's own catalog is held against what documents want, where that is known.
    let is_judged = book.origin.is_some() || book.wants.is_some();
    own.heads.iter().filter(move |head| {
        is_judged
            && head.kind == Kind::Message
            && book
                .wants
                .as_ref()
                .is_none_or(|w| w.of_message(head.id).is_empty())
            && !referred.contains(head.id)
            && book.origin.is_none_or(|origin| {
                origin.own.head(Kind::Message, head.id).is_none()
                    && !origin.own.is_unread(Kind::Message, head.id)
            })
    })
}
