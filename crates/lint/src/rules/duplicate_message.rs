//! Two entries of one name.

use std::collections::HashMap;

use super::{Findings, Whole};
use crate::sheet::{Key, Kind};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// Two messages or terms of one name.
    ///
    /// ## Why
    ///
    /// Fluent takes the first and drops the second in silence. Whoever edits the second sees no
    /// change in any document. The same holds for a term that two glossaries define, or a
    /// runbook's catalog and a glossary: every document is made with all glossaries.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// publish = Publish the topology.
    /// publish = Publish the new topology.
    /// ```
    ///
    /// ## Instead
    ///
    /// Keep the one that is right, or give the second a name of its own.
    pub DUPLICATE_MESSAGE = "duplicate-message", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    let in_project = !book.settings.inputs.contracts.is_empty();
    let mut first = HashMap::new();
    for head in &own.heads {
        let key = (head.kind, head.id);
        let name = name(head.kind, head.id);
        if let Some(earlier) = first.insert(key, head.id) {
            first.insert(key, earlier);
            findings.push(
                Diagnostic::at(
                    &DUPLICATE_MESSAGE,
                    own.locate(head.id),
                    format!("`{name}` is defined twice: this text is never used"),
                )
                .related(own.locate(earlier), "the first one counts")
                .help("delete one of the two, or rename it"),
            );
        } else if in_project && !own.named.is_glossary() {
            let theirs = book.scope.shared.sheets.iter();
            if let Some((sheet, other)) = theirs
                .flat_map(|s| s.head(head.kind, head.id).map(|h| (s, h)))
                .next()
            {
                findings.push(
                    Diagnostic::at(
                        &DUPLICATE_MESSAGE,
                        own.locate(head.id),
                        format!(
                            "`{name}` is defined in the glossary `{}` too",
                            sheet.named.name
                        ),
                    )
                    .related(sheet.locate(other.id), "hidden by the one here")
                    .help("delete it here, or rename it"),
                );
            }
        }
    }
}

/// Names that two glossaries share.
pub(super) fn check_shared(whole: &Whole<'_, '_>, findings: &mut Findings) {
    let Whole {
        settings, shared, ..
    } = whole;
    if settings.inputs.contracts.is_empty() {
        return;
    }
    let mut first = HashMap::new();
    for sheet in &shared.sheets {
        for unit in &sheet.units {
            if unit.key.attribute.is_some() {
                continue;
            }
            let key = (unit.key.kind, unit.key.id);
            let Some((earlier, id)) = first.insert(key, (*sheet, unit.key.id)) else {
                continue;
            };
            first.insert(key, (earlier, id));
            if std::ptr::eq(earlier, *sheet) {
                continue;
            }
            let name = Key {
                attribute: None,
                ..unit.key
            };
            findings.push(
                Diagnostic::at(
                    &DUPLICATE_MESSAGE,
                    sheet.locate(unit.key.id),
                    format!("`{name}` is defined in two glossaries: this text is never used"),
                )
                .related(earlier.locate(id), "the first one counts")
                .help("delete one of the two, or rename it"),
            );
        }
    }
}

fn name(kind: Kind, id: &str) -> Key<'_> {
    Key {
        kind,
        id,
        attribute: None,
    }
}
