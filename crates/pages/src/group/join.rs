//! Pages that are the same page, whatever their language and product.

use std::collections::BTreeMap;

use super::likeness::{Features, Likeness};
use super::{Member, Origin};
use runproof_language::Locale;

/// What came of it.
pub(super) struct Joined {
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) strays: Vec<usize>,
}

/// More pages than this were not named together one by one: a shell spelled out `*.md`.
const MOST_NAMED: usize = 64;

pub(super) fn join(members: &[Member<'_>], source: &Locale) -> Joined {
    let mut sets = Sets::new(members.len());
    by_key(members, &mut sets);
    by_tail(members, source, &mut sets);
    by_product(members, &mut sets);
    let strays = by_hand(members, &mut sets);
    Joined {
        groups: sets.groups(),
        strays,
    }
}

/// The publisher's key, and the place without its language.
fn by_key(members: &[Member<'_>], sets: &mut Sets) {
    let mut assets: BTreeMap<&str, usize> = BTreeMap::new();
    let mut places: BTreeMap<(&[String], &str), usize> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        if let Some(asset) = &member.identity.asset {
            sets.join(*assets.entry(asset).or_insert(at), at);
        }
        let place = &member.identity.place;
        let key = (&place.folders[..], &place.stem[..]);
        sets.join(*places.entry(key).or_insert(at), at);
    }
}

/// A page below a folder of its language, and the one page of the source language that lies at the
/// same place below some folder.
fn by_tail(members: &[Member<'_>], source: &Locale, sets: &mut Sets) {
    let mut sources: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        if member.leads(source) {
            sources
                .entry(&member.identity.place.stem)
                .or_default()
                .push(at);
        }
    }
    for (at, member) in members.iter().enumerate() {
        let place = &member.identity.place;
        let Some(tail) = place.tail().filter(|tail| !tail.is_empty()) else {
            continue;
        };
        if member.leads(source) {
            continue;
        }
        let named_so = sources.get(&place.stem[..]).map_or(&[][..], Vec::as_slice);
        let mut there = named_so
            .iter()
            .filter(|source| members[**source].identity.place.folders.ends_with(tail));
        if let (Some(only), None) = (there.next(), there.next()) {
            sets.join(*only, at);
        }
    }
}

/// Pages in one folder whose files are called after the products that their titles name, if their
/// contents do not speak against it.
fn by_product(members: &[Member<'_>], sets: &mut Sets) {
    let mut folders: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        let identity = member.identity;
        let stem = &identity.place.stem;
        let is_called = identity.product.as_ref().is_some_and(|p| p.is_called(stem));
        if is_called {
            folders.entry(&identity.place.folders).or_default().push(at);
        }
    }
    for called in folders.values() {
        let Some((first, others)) = called.split_first() else {
            continue;
        };
        let leading = Features::of(&members[*first]);
        for at in others {
            let fits = || Features::of(&members[*at]).likeness(&leading) == Likeness::Same;
            if !sets.are_joined(*first, *at) && fits() {
                sets.join(*first, *at);
            }
        }
    }
}

/// Pages that were named together: whoever names two means that they are one.
fn by_hand(members: &[Member<'_>], sets: &mut Sets) -> Vec<usize> {
    let named: Vec<usize> = (0..members.len())
        .filter(|at| members[*at].origin == Origin::Named)
        .collect();
    if named.len() < 2 || named.len() > MOST_NAMED {
        return Vec::new();
    }
    let features: BTreeMap<usize, Features> = named
        .iter()
        .map(|at| (*at, Features::of(&members[*at])))
        .collect();
    for (nth, at) in named.iter().enumerate() {
        for other in &named[..nth] {
            if sets.are_joined(*at, *other) {
                continue;
            }
            let likeness = features[at].likeness(&features[other]);
            let (a, b) = (members[*at].identity, members[*other].identity);
            let same_anchor = a.anchor.is_some() && a.anchor == b.anchor;
            let other_asset = a.asset.is_some() && b.asset.is_some() && a.asset != b.asset;
            let is_meant = !other_asset && named.len() == 2;
            let is_one = likeness == Likeness::Same
                || (likeness == Likeness::Unknown && (same_anchor || is_meant));
            if is_one {
                sets.join(*other, *at);
            }
        }
    }
    // Where all but a few are one page, the few were meant to be it too.
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for at in &named {
        *sizes.entry(sets.root(*at)).or_default() += 1;
    }
    let groups = sizes.values().filter(|size| **size > 1).count();
    let one_is_meant = groups == 1 || (groups == 0 && named.len() == 2);
    if !one_is_meant || sizes.len() < 2 {
        return Vec::new();
    }
    let alone = named.iter().filter(|at| sizes[&sets.root(**at)] == 1);
    match groups {
        // Of two that are not one, the second is the stranger.
        0 => named[1..].to_vec(),
        _ => alone.copied().collect(),
    }
}

/// Disjoint sets; the smallest number of a set stands for it.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(number: usize) -> Self {
        Self {
            parent: (0..number).collect(),
        }
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn are_joined(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.parent.len() {
            let root = self.root(at);
            groups.entry(root).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
