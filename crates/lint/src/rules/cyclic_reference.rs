//! Entries that refer to themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use crate::scope::Scope;
use crate::sheet::{Key, Kind, Target, Unit};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// Messages or terms that refer to each other in a circle.
    ///
    /// ## Why
    ///
    /// There is no text to print: every document that wants one of them has a hole.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// open = Open { publish }.
    /// publish = { open }
    /// ```
    ///
    /// ## Instead
    ///
    /// Write one of them out.
    pub CYCLIC_REFERENCE = "cyclic-reference", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    for circle in circles(&book.scope) {
        let mut keys = circle.iter();
        let Some(first) = keys.next().and_then(|key| own.unit(key)) else {
            continue;
        };
        let path: Vec<String> = circle
            .iter()
            .chain(circle.first())
            .map(|k| format!("`{k}`"))
            .collect();
        let mut finding = Diagnostic::at(
            &CYCLIC_REFERENCE,
            own.locate(first.name_slice()),
            if circle.len() == 1 {
                format!("`{}` refers to itself", first.key)
            } else {
                format!(
                    "entries refer to each other in a circle: {}",
                    path.join(" → ")
                )
            },
        )
        .help("write the text of one of them out");
        for unit in keys.filter_map(|key| own.unit(key)) {
            finding = finding.related(own.locate(unit.name_slice()), "goes on here");
        }
        findings.push(finding);
    }
}

/// The names of all entries of a catalog that are part of a circle.
pub(crate) fn members(scope: &Scope<'_, '_>) -> BTreeSet<String> {
    let circles = circles(scope).into_iter().flatten();
    circles.map(|key| key.to_string()).collect()
}

/// The circles among a catalog's own entries, each beginning with its first entry.
///
/// A glossary cannot refer to a runbook's messages, so a circle never leaves its catalog, except
/// in a folder where all is shared: there each catalog names its own part of it.
fn circles<'a>(scope: &Scope<'_, 'a>) -> Vec<Vec<Key<'a>>> {
    let mut circles = Vec::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for unit in &scope.own.units {
        if unit.references.iter().any(|r| target(r.target).is_some()) {
            walk(scope, unit, &mut done, &mut circles);
        }
    }
    circles
}

/// Depth first, with a stack of its own: a chain of a million references is no stack overflow.
fn walk<'a>(
    scope: &Scope<'_, 'a>,
    start: &Unit<'a>,
    done: &mut BTreeSet<usize>,
    circles: &mut Vec<Vec<Key<'a>>>,
) {
    let id = |unit: &Unit<'_>| std::ptr::from_ref(unit) as usize;
    if done.contains(&id(start)) {
        return;
    }
    let mut path: Vec<(&Unit<'a>, usize)> = vec![(start, 0)];
    let mut on_path: BTreeMap<usize, usize> = BTreeMap::from([(id(start), 0)]);
    while let Some((unit, next)) = path.last_mut() {
        let Some(reference) = unit.references.get(*next) else {
            done.insert(id(unit));
            on_path.remove(&id(unit));
            path.pop();
            continue;
        };
        *next += 1;
        let Some((kind, attribute)) = target(reference.target) else {
            continue;
        };
        let key = Key {
            kind,
            id: reference.name,
            attribute,
        };
        let Some(found) = scope.unit(&key) else {
            continue;
        };
        if let Some(from) = on_path.get(&id(found)) {
            let circle: Vec<Key<'a>> = path[*from..].iter().map(|(unit, _)| unit.key).collect();
            circles.extend(from_first(scope, circle));
        } else if !done.contains(&id(found)) {
            on_path.insert(id(found), path.len());
            path.push((found, 0));
        }
    }
}

/// The circle turned so that it begins with the entry that stands first in this catalog;
/// `None` where none of it stands here.
fn from_first<'a>(scope: &Scope<'_, 'a>, mut circle: Vec<Key<'a>>) -> Option<Vec<Key<'a>>> {
    let place = |key: &Key<'_>| {
        scope
            .own
            .unit(key)
            .map(|u| u.name_slice().as_ptr() as usize)
    };
    let first = circle
        .iter()
        .enumerate()
        .filter_map(|(index, key)| Some((place(key)?, index)))
        .min()?;
    circle.rotate_left(first.1);
    Some(circle)
}

fn target(target: Target<'_>) -> Option<(Kind, Option<&str>)> {
    match target {
        Target::Term(attribute) => Some((Kind::Term, attribute)),
        Target::Message(attribute) => Some((Kind::Message, attribute)),
        Target::Variable | Target::Function => None,
    }
}
