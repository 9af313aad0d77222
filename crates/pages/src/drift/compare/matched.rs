//! Which unit of one page is which of the other.
//!
//! Units are paired list by list from the top down, at the least cost (see
//! [`align`](crate::align)); then what is left without a partner on either side is paired
//! where it is surely the same thing at another place.

use super::side::{Kind, Side};
use crate::likeness::{Rarity, Traits, likeness};
use crate::{Pair, align};

/// What becomes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The other page has it, at its place.
    Paired(usize),
    /// The other page has it, elsewhere.
    Moved(usize),
    /// The other page does not have it.
    Alone,
    /// The other page does not have what it is in.
    Inside,
}

/// Two pages side by side.
pub(super) struct Matched {
    /// Of the leading page's units.
    pub(super) left: Vec<Fate>,
    /// Of the other page's units.
    pub(super) right: Vec<Fate>,
    /// What the units of both are told by.
    theirs: Vec<Traits>,
    ours: Vec<Traits>,
}

/// What it costs to leave a unit without a partner. A pair costs from 0 to twice that.
const ALONE: u32 = 100;

impl Fate {
    /// The partner, wherever it is.
    pub(super) fn partner(self) -> Option<usize> {
        match self {
            Self::Paired(at) | Self::Moved(at) => Some(at),
            Self::Alone | Self::Inside => None,
        }
    }
}

/// Which units take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// All.
    All,
    /// Steps, notes and what is in them: of a document that is worded in its own way.
    Acts,
}

impl Matched {
    pub(super) fn of(leading: &Side<'_>, other: &Side<'_>, parts: Parts) -> Self {
        let all = leading.units.iter().chain(&other.units);
        let leaves = all.filter(|unit| unit.parent.is_none());
        let rarity = Rarity::among(leaves.map(|unit| &unit.traits));
        let weigh = |side: &Side<'_>| -> Vec<Traits> {
            side.units
                .iter()
                .map(|unit| rarity.weigh(&unit.traits))
                .collect()
        };
        let mut matched = Self {
            left: vec![Fate::Inside; leading.units.len()],
            right: vec![Fate::Inside; other.units.len()],
            theirs: weigh(leading),
            ours: weigh(other),
        };
        let part = |side: &Side<'_>| -> Vec<usize> {
            let takes_part = |at: &usize| match parts {
                Parts::All => true,
                Parts::Acts => matches!(side.units[*at].kind, Kind::Step { .. } | Kind::Note),
            };
            side.top.iter().copied().filter(takes_part).collect()
        };
        matched.lists(leading, other, &part(leading), &part(other));
        matched.crossed(leading, other);
        matched.strays(leading, other);
        matched
    }

    /// What a unit of the leading page is told by, weighed.
    pub(super) fn theirs(&self, unit: usize) -> &Traits {
        &self.theirs[unit]
    }

    /// What a unit of the other page is told by, weighed.
    pub(super) fn ours(&self, unit: usize) -> &Traits {
        &self.ours[unit]
    }

    /// The pairs of units, in the order of the leading page.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let all = self.left.iter().enumerate();
        all.filter_map(|(at, fate)| fate.partner().map(|partner| (at, partner)))
    }

    // As deep as the tree is, which `read` bounds.
    fn lists(&mut self, leading: &Side<'_>, other: &Side<'_>, left: &[usize], right: &[usize]) {
        let pairs = align(left.len(), right.len(), ALONE, |i, j| {
            self.cost(leading, other, left[i], right[j])
        });
        for pair in pairs {
            match pair {
                Pair::Both(i, j) => self.pair(leading, other, left[i], right[j], Fate::Paired),
                Pair::Left(i) => self.left[left[i]] = Fate::Alone,
                Pair::Right(j) => self.right[right[j]] = Fate::Alone,
            }
        }
    }

    fn pair(
        &mut self,
        leading: &Side<'_>,
        other: &Side<'_>,
        left: usize,
        right: usize,
        fate: fn(usize) -> Fate,
    ) {
        self.left[left] = fate(right);
        self.right[right] = fate(left);
        let (inner, there) = (&leading.units[left].children, &other.units[right].children);
        self.lists(leading, other, inner, there);
    }

    fn cost(&self, leading: &Side<'_>, other: &Side<'_>, left: usize, right: usize) -> Option<u32> {
        let (one, two) = (&leading.units[left], &other.units[right]);
        let more = apart(one.kind, two.kind)?;
        let like = likeness(&self.theirs[left], &self.ours[right]);
        // What two headings or pictures have in common is little, and their place says much.
        let most = match one.kind {
            Kind::Heading(_) | Kind::Lead | Kind::Image => 1.6 * ALONE as f32,
            _ => 2.0 * ALONE as f32,
        };
        Some(((1.0 - like) * most) as u32 + more)
    }

    /// Two steps in a row that are each much more like the other's partner changed places. Pairs that
    /// are in order cost less than a gap on either side, so that no alignment sees it.
    fn crossed(&mut self, leading: &Side<'_>, other: &Side<'_>) {
        for steps in &leading.procedures {
            for pair in steps.windows(2) {
                let (one, two) = (pair[0], pair[1]);
                let (Fate::Paired(here), Fate::Paired(there)) = (self.left[one], self.left[two])
                else {
                    continue;
                };
                let is_step = |at: usize| matches!(other.units[at].kind, Kind::Step { .. });
                if !is_step(here) || !is_step(there) {
                    continue;
                }
                let like =
                    |left: usize, right: usize| likeness(&self.theirs[left], &self.ours[right]);
                let across = (like(one, there), like(two, here));
                let along = like(one, here) + like(two, there);
                let is_sure = across.0.min(across.1) >= 0.5 && across.0 + across.1 >= along + 0.4;
                if is_sure {
                    self.pair(leading, other, one, there, Fate::Paired);
                    self.pair(leading, other, two, here, Fate::Moved);
                }
            }
        }
    }

    /// Pairs what has no partner and is surely the same at another place.
    fn strays(&mut self, leading: &Side<'_>, other: &Side<'_>) {
        let alone = |fates: &[Fate]| -> Vec<usize> {
            let all = fates.iter().enumerate();
            all.filter(|(_, fate)| **fate == Fate::Alone)
                .map(|(at, _)| at)
                .collect()
        };
        let (left, right) = (alone(&self.left), alone(&self.right));
        // A page that was rewritten has nothing that was moved.
        if left.len().saturating_mul(right.len()) > 10_000 {
            return;
        }
        let only = |side: &Side<'_>, alone: &[usize], unit: usize| {
            let mut lists = side.procedures.iter();
            lists
                .find(|steps| steps.contains(&unit))
                .is_some_and(|steps| steps.iter().filter(|at| alone.contains(at)).count() == 1)
        };
        let only_two = |one, two| only(leading, &left, one) && only(other, &right, two);
        let mut found = Vec::new();
        for &one in &left {
            for &two in &right {
                let (here, there) = (&leading.units[one], &other.units[two]);
                if apart(here.kind, there.kind).is_none() {
                    continue;
                }
                let (mine, its) = (&self.theirs[one], &self.ours[two]);
                let like = likeness(mine, its);
                let shared = mine.shared(its);
                // A step that is missing here and one that is added near by are mostly one; where they
                // are the only two of their procedures, almost surely.
                let (least, surely) = match here.kind {
                    Kind::Step { .. } if only_two(one, two) => (0.35, 0.0),
                    Kind::Step { .. } => (0.55, 0.3),
                    _ => (0.72, 1.0),
                };
                if like >= least && shared >= surely {
                    found.push((like, one, two));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, one, two) in found {
            if self.left[one] == Fate::Alone && self.right[two] == Fate::Alone {
                self.pair(leading, other, one, two, Fate::Moved);
            }
        }
    }
}

/// What it costs more that two kinds differ; `None` where they can not be the same thing.
fn apart(one: Kind, other: Kind) -> Option<u32> {
    use Kind::{Code, Heading, Image, Item, Lead, Note, Step, Table, Text};
    match (one, other) {
        (Heading(a), Heading(b)) => Some(20 * u32::from(a.abs_diff(b)).min(3)),
        (Heading(_), Lead) | (Lead, Heading(_)) => Some(20),
        (Step { .. }, Step { .. })
        | (Lead, Lead)
        | (Item, Item)
        | (Text, Text)
        | (Code, Code)
        | (Image, Image)
        | (Table, Table)
        | (Note, Note) => Some(0),
        (Lead, Text) | (Text, Lead) => Some(30),
        (Step { .. }, Item) | (Item, Step { .. }) => Some(60),
        (Text, Note) | (Note, Text) | (Text, Item) | (Item, Text) => Some(60),
        _ => None,
    }
}
