//! A term of the source language that this language does not use.

use std::collections::BTreeSet;

use super::{Findings, unknown_term};
use crate::diagnostic::{codes, nearest};
use crate::lint::subject::{Explained, Subject};

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
    pub(crate) MISSING_TERM = "missing-term", Error;
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
