//! A variable that nobody sets.

use std::collections::BTreeSet;

use super::{Findings, missing_variable};
use crate::sheet::{Kind, Target};
use crate::subject::{Explained, Subject};
use runproof_core::diagnostic::{codes, did_you_mean, nearest};

codes! {
    /// A variable that the source language does not use, or no document sets.
    ///
    /// ## Why
    ///
    /// Nobody gives it a value: the sentence gets a hole where it stands, or its selector
    /// always takes the default. Mostly it is misspelt, or its name was translated.
    ///
    /// ## Example
    ///
    /// The source language has `{ $count } steps`, and French has
    ///
    /// ```ftl
    /// rest = Il reste { $nombre } étapes.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// rest = Il reste { $count } étapes.
    /// ```
    pub UNKNOWN_VARIABLE = "unknown-variable", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    if subject.unit.key.kind == Kind::Term {
        return;
    }
    let Some(known) = known(subject) else { return };
    let own = subject.book.scope.own;
    let mut missing = missing_variable::absent(subject);
    let mut said = BTreeSet::new();
    for reference in &subject.unit.references {
        let name = reference.name;
        if reference.target != Target::Variable || known.contains(name) {
            continue;
        }
        // A near name that is missing, or the only one that is: the two are one slip.
        let meant = nearest(name, missing.iter().copied())
            .or_else(|| missing.first().copied().filter(|_| missing.len() == 1));
        if let Some(meant) = meant {
            subject.explain(Explained::Variable(meant));
            missing.remove(meant);
        }
        if !said.insert(name) {
            continue;
        }
        let place =
            crate::reading::with_sigil(own.named.catalog.source().text(), own.locate(name).span);
        let help = match meant {
            Some(meant) => Some(format!("write `${meant}`, as the source language does")),
            None => did_you_mean(name, known.iter().copied()),
        };
        findings.push(
            runproof_core::diagnostic::Diagnostic::at(
                &UNKNOWN_VARIABLE,
                own.at(place),
                format!("nothing gives `${name}` a value in `{}`", subject.name()),
            )
            .maybe_help(help),
        );
    }
}

/// The variables that may be used; `None` where nothing tells.
fn known<'s>(subject: &Subject<'s, '_>) -> Option<BTreeSet<&'s str>> {
    let mut known = BTreeSet::new();
    let mut is_told = false;
    if let (Some(origin), Some(scope)) = (subject.origin, subject.book.origin) {
        is_told = true;
        known.extend(scope.reach(origin).variables);
    }
    if let Some(wants) = &subject.book.wants {
        is_told = true;
        let key = &subject.unit.key;
        let of_message = wants.of_message(key.id).iter();
        let mut wanted = of_message
            .filter(|w| w.attribute.as_deref() == key.attribute)
            .peekable();
        if wanted.peek().is_some() {
            known.extend(wanted.flat_map(|w| &w.variables).map(String::as_str));
        } else {
            // A message that only others refer to is formatted with what they are given.
            known.extend(&wants.variables);
        }
    }
    is_told.then_some(known)
}
