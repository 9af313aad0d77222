//! A reference to a term that there is not.

use std::collections::HashSet;

use super::Findings;
use crate::sheet::{Key, Kind, Reference, Target};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes, did_you_mean};

codes! {
    /// A reference to a term that is not defined, or to an attribute that a term has not.
    ///
    /// ## Why
    ///
    /// The document prints the reference itself, `{-product}`, in the middle of a sentence. A
    /// selector on a term's attribute that is not there always takes its default.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// -product = Skype Entreprise Server
    /// open = Démarrez { -produit }.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// open = Démarrez { -product }.
    /// ```
    ///
    /// Terms of the same catalog and of every glossary of the language are known. One that the
    /// source language has and this language lacks is reported once a catalog.
    pub UNKNOWN_TERM = "unknown-term", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let mut said = HashSet::new();
    for unit in &book.scope.own.units {
        for reference in &unit.references {
            let Some(fault) = fault(book, reference) else {
                continue;
            };
            let is_ours = match fault {
                // Missing in this language: one thing to write, however often it is used.
                Fault::Untranslated => !said.insert(reference.name),
                Fault::Undefined | Fault::NoAttribute(_) => false,
            };
            if !is_ours {
                findings.push(explain(book, reference, fault));
            }
        }
    }
}

/// Whether a reference leads nowhere.
pub(super) fn is_unknown(book: &Book<'_, '_>, reference: &Reference<'_>) -> bool {
    fault(book, reference).is_some()
}

enum Fault<'a> {
    Undefined,
    Untranslated,
    NoAttribute(&'a str),
}

fn fault<'a>(book: &Book<'_, '_>, reference: &Reference<'a>) -> Option<Fault<'a>> {
    let Target::Term(attribute) = reference.target else {
        return None;
    };
    let key = |attribute| Key {
        kind: Kind::Term,
        id: reference.name,
        attribute,
    };
    if book.scope.unit(&key(None)).is_some() {
        let attribute = attribute?;
        return match book.scope.unit(&key(Some(attribute))) {
            Some(_) => None,
            None => Some(Fault::NoAttribute(attribute)),
        };
    }
    if book.scope.is_unread(Kind::Term, reference.name) {
        return None;
    }
    Some(
        match book.origin.and_then(|origin| origin.unit(&key(None))) {
            Some(_) => Fault::Untranslated,
            None => Fault::Undefined,
        },
    )
}

fn explain(book: &Book<'_, '_>, reference: &Reference<'_>, fault: Fault<'_>) -> Diagnostic {
    let own = book.scope.own;
    let name = reference.name;
    let span = crate::reading::with_sigil(own.named.catalog.source().text(), own.locate(name).span);
    let at = |message| Diagnostic::at(&UNKNOWN_TERM, own.at(span), message);
    match fault {
        Fault::Undefined => at(format!("no term `-{name}` is defined")).maybe_help(
            did_you_mean(name, book.scope.ids(Kind::Term)).map(|help| with_hyphens(&help)),
        ),
        Fault::Untranslated => at(format!(
            "`{}` does not define the term `-{name}`, which the source language does",
            book.folder.locale
        ))
        .help(format!("define it: `-{name} = …`")),
        Fault::NoAttribute(attribute) => {
            let head = own.head(Kind::Term, name);
            let attributes = head.map_or(&[][..], |head| &head.attributes);
            at(format!("the term `-{name}` has no attribute `{attribute}`"))
                .maybe_help(did_you_mean(attribute, attributes.iter().copied()))
        }
    }
}

fn with_hyphens(help: &str) -> String {
    // The names in the advice stand between backticks: every opening one is followed by a name.
    let mut parts = help.split('`');
    let mut text = parts.next().unwrap_or("").to_owned();
    for (index, part) in parts.enumerate() {
        text.push('`');
        if index % 2 == 0 {
            text.push('-');
        }
        text.push_str(part);
    }
    text
}
