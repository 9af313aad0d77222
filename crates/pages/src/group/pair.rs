//! Who is held against whom: a translation against the nearest page of the source language, and one
//! page of each product against the first product's.

use super::likeness::Features;
use super::{Member, Origin, Pairing};
use crate::drift::Relation;
use crate::identity::{Identity, years};
use runproof_language::Locale;

pub(super) fn pairs(members: &[Member<'_>], pages: &[usize], source: &Locale) -> Vec<Pairing> {
    if pages.len() < 2 {
        return Vec::new();
    }
    let speaking = |language: &Locale| -> Vec<usize> {
        let all = pages.iter().copied();
        all.filter(|at| members[*at].leads(language)).collect()
    };
    let mut leading = speaking(source);
    if leading.is_empty() {
        // Of pages that were named, the first leads; of others the source is elsewhere.
        let first = pages[0];
        let language = members[first].identity.language.as_ref();
        match language {
            Some(language) if pages.iter().all(|at| members[*at].origin == Origin::Named) => {
                leading = speaking(language);
            }
            _ => return Vec::new(),
        }
    }
    let mut pairs = products(members, &leading);
    for at in pages.iter().filter(|at| !leading.contains(at)) {
        if let Some(source) = nearest(members, &leading, *at) {
            pairs.push(Pairing {
                leading: source,
                other: *at,
                relation: Relation::Language,
            });
        }
    }
    pairs
}

/// The source of a translation; `None` where all that there are belong to other products.
fn nearest(members: &[Member<'_>], sources: &[usize], translation: usize) -> Option<usize> {
    let own = members[translation].identity;
    let scored: Vec<(Score, usize)> = sources
        .iter()
        .filter_map(|at| {
            let score = Score::of(members[*at].identity, own, members, sources)?;
            Some((score, *at))
        })
        .collect();
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let mut equal = scored.iter().filter(|(score, _)| *score == best);
    let first = equal.next()?.1;
    let others: Vec<usize> = equal.map(|(_, at)| *at).collect();
    if others.is_empty() {
        return Some(first);
    }
    // By name they are alike: by what is in them, then.
    let features = Features::of(&members[translation]);
    let shared = |at: usize| Features::of(&members[at]).shared(&features).0;
    let mut best = (shared(first), first);
    for at in others {
        let shared = shared(at);
        if shared > best.0 {
            best = (shared, at);
        }
    }
    Some(best.1)
}

/// How near a source is, the strongest sign first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    is_same_place: bool,
    product: ProductFits,
    /// Parts of the file's name that both begin with.
    stem: usize,
    /// Folders that both end with.
    folders: usize,
    /// The fewer other parts, the nearer.
    rest: std::cmp::Reverse<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ProductFits {
    /// The translation names no product.
    Unknown,
    /// It names that product.
    Named,
    /// It names that product and its year.
    WithYear,
}

impl Score {
    /// `None` where the two are for different products.
    fn of(
        source: &Identity,
        own: &Identity,
        members: &[Member<'_>],
        sources: &[usize],
    ) -> Option<Self> {
        let is_same_place =
            (&source.place.folders, &source.place.stem) == (&own.place.folders, &own.place.stem);
        let product = fits(source, own, members, sources);
        let (a, b) = (parts(&source.place.stem), parts(&own.place.stem));
        let stem = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let is_number = |part: Option<&&str>| {
            part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        // `tool2015` is not where `tool2019` comes from.
        let other_version = stem > 0
            && is_number(a.get(stem).as_ref().copied())
            && is_number(b.get(stem).as_ref().copied());
        if !is_same_place && (product.is_none() || other_version) {
            return None;
        }
        let ends = source
            .place
            .folders
            .iter()
            .rev()
            .zip(own.place.folders.iter().rev());
        Some(Self {
            is_same_place,
            product: product.unwrap_or(ProductFits::Unknown),
            stem,
            folders: ends.take_while(|(a, b)| a == b).count(),
            rest: std::cmp::Reverse(a.len() + b.len() - 2 * stem),
        })
    }
}

/// Whether a translation's headline names the source's product; `None` where it names another's.
fn fits(
    source: &Identity,
    own: &Identity,
    members: &[Member<'_>],
    sources: &[usize],
) -> Option<ProductFits> {
    let names = |first: &str| {
        let mut words = own.headline.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.to_lowercase() == first.to_lowercase())
    };
    let Some(product) = &source.product else {
        let others = sources
            .iter()
            .filter_map(|at| members[*at].identity.product.as_ref());
        let names_another = others.into_iter().any(|other| names(other.first()));
        return (!names_another).then_some(ProductFits::Unknown);
    };
    if !names(product.first()) {
        let others = sources
            .iter()
            .filter_map(|at| members[*at].identity.product.as_ref());
        let mut others = others.filter(|other| other.first() != product.first());
        let names_another = others.any(|other| names(other.first()));
        let names_one = names_another
            || own
                .product
                .as_ref()
                .is_some_and(|own| own.year.is_some() && own.year != product.year);
        return (!names_one).then_some(ProductFits::Unknown);
    }
    let mut own_years = years(&own.headline).peekable();
    match (product.year, own_years.peek()) {
        (Some(year), Some(_)) => own_years
            .any(|own| own == year)
            .then_some(ProductFits::WithYear),
        (None, None) => Some(ProductFits::WithYear),
        _ => Some(ProductFits::Named),
    }
}

/// A file's name cut at its punctuation and between letters and digits.
fn parts(stem: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for word in stem.split(|c: char| !c.is_alphanumeric()) {
        let mut from = 0;
        let mut before: Option<bool> = None;
        for (at, c) in word.char_indices() {
            let is_digit = c.is_ascii_digit();
            if before.is_some_and(|before| before != is_digit) {
                parts.push(&word[from..at]);
                from = at;
            }
            before = Some(is_digit);
        }
        if from < word.len() {
            parts.push(&word[from..]);
        }
    }
    parts
}

/// One page of each product, held against the first; copies and older versions of it are left out.
fn products(members: &[Member<'_>], leading: &[usize]) -> Vec<Pairing> {
    let is_named = |at: usize| members[at].origin == Origin::Named;
    // The shortest name of a product's pages is the page, the others are copies of it.
    let mut all: Vec<usize> = leading.to_vec();
    all.sort_by_key(|at| {
        let place = &members[*at].identity.place;
        (place.stem.chars().count(), *at)
    });
    let mut chosen: Vec<usize> = Vec::new();
    for at in all {
        let own = &members[at].identity.product;
        let is_copy = chosen.iter().any(|other| {
            match (own, &members[*other].identity.product) {
                (Some(a), Some(b)) => {
                    let same_year = a.year.is_none() || b.year.is_none() || a.year == b.year;
                    a.first() == b.first() && same_year
                }
                // Two pages that somebody names are not meant as copies.
                _ => !(leading.len() == 2 && is_named(at) && is_named(*other)),
            }
        });
        if !is_copy {
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    let Some((first, others)) = chosen.split_first() else {
        return Vec::new();
    };
    others
        .iter()
        .map(|other| Pairing {
            leading: *first,
            other: *other,
            relation: Relation::Product,
        })
        .collect()
}
