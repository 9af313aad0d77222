//! A term of the source language that this language does not use.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, unknown_term};
use crate::sheet::{Key, Kind, Unit};
use crate::subject::{Book, Explained, Subject};
use runproof_core::diagnostic::{Diagnostic, codes, nearest};

codes! {
    /// A term that the source language's message refers to and the translation does not.
    ///
    /// ## Why
    ///
    /// A term is what keeps a product's name or a label the same everywhere. Text in its place
    /// goes its own way: it is not changed with the term, and is wrong for another product.
    ///
    /// ## Example
    ///
    /// The source language has `Start { -product }.`, and French has
    ///
    /// ```ftl
    /// start = Démarrez le produit.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// start = Démarrez { -product }.
    /// ```
    ///
    /// A term that the language does not have at all is one finding in each catalog, at the first
    /// message that would use it: the term is to be written before anything can use it.
    pub MISSING_TERM = "missing-term", Error;
}

/// Terms that this language lacks altogether.
pub(super) fn check_catalog(book: &Book<'_, '_>, findings: &mut Findings) {
    let Some(scope) = book.origin else { return };
    let mut lacking: BTreeMap<&str, (&Unit<'_>, usize)> = BTreeMap::new();
    for unit in &book.scope.own.units {
        let Some(origin) = scope.own.unit(&unit.key) else {
            continue;
        };
        let own: BTreeSet<&str> = unit.terms().collect();
        let theirs: BTreeSet<&str> = origin.terms().collect();
        for term in theirs.difference(&own) {
            if is_lacking(book, term) {
                lacking.entry(term).or_insert((unit, 0)).1 += 1;
            }
        }
    }
    for (term, (unit, count)) in lacking {
        let locale = &book.folder.locale;
        let more = match count {
            1 => String::new(),
            count => format!(", here and in {} more", count - 1),
        };
        let place = book.scope.own.locate(unit.name_slice());
        let message = format!("`{locale}` has no term `-{term}`, which belongs here{more}");
        let help =
            format!("write `-{term} = …`, and `{{ -{term} }}` where the source language has it");
        findings.push(Diagnostic::at(&MISSING_TERM, place, message).help(help));
    }
}

fn is_lacking(book: &Book<'_, '_>, term: &str) -> bool {
    let key = Key {
        kind: Kind::Term,
        id: term,
        attribute: None,
    };
    book.scope.unit(&key).is_none() && !book.scope.is_unread(Kind::Term, term)
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (Some(origin), Some(scope)) = (subject.origin, subject.book.origin) else {
        return;
    };
    let theirs = scope.reach(origin).terms;
    if theirs.is_empty() {
        return;
    }
    let own = subject.book.scope.reach(subject.unit).terms;
    let mut absent: BTreeSet<&str> = theirs.difference(&own).copied().collect();
    absent.retain(|term| !subject.is_explained(Explained::Term(term)));
    absent.retain(|term| !is_lacking(subject.book, term));
    // A reference that leads nowhere stands for the term that it nearly names.
    for reference in &subject.unit.references {
        if !absent.is_empty() && unknown_term::is_unknown(subject.book, reference) {
            let near = nearest(reference.name, absent.iter().copied())
                .or_else(|| absent.first().copied().filter(|_| absent.len() == 1));
            absent.retain(|term| near != Some(*term));
        }
    }
    for term in absent {
        let finding = subject.finding_at_name(
            &MISSING_TERM,
            format!("`{}` does not use the term `-{term}`", subject.name()),
        );
        let help = format!("write `{{ -{term} }}` where the source language has it");
        findings.push(subject.with_origin(finding, term).help(help));
    }
}
