//! The history of a state: when it was made, when it was undone, and whether it held where it was
//! needed.

use super::matching::Facts;
use super::said::Moment;
use super::undoing::Doubt;
use runproof_shell::Unresolved;

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub(super) enum Point {
    /// An event.
    Act(usize),
    /// What somebody says was done then.
    Word(Moment),
}

/// An act that makes a state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Maker {
    /// When.
    pub(super) point: Point,
    /// Whether it surely did.
    pub(super) is_certain: bool,
}

/// An act that undoes a state.
#[derive(Debug)]
pub(super) struct Undo {
    /// When.
    pub(super) point: Point,
    /// Why it may not have done so.
    pub(super) doubt: Doubt,
    /// Of each maker whether what it made is undone.
    pub(super) touches: Vec<Touch>,
}

/// Whether an act undoes what another one made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touch {
    /// It does.
    Yes,
    /// It does not: it was done elsewhere.
    No,
    /// That cannot be told.
    Perhaps(Unresolved),
}

/// What undoing a state came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harm {
    /// Nothing: it was made again in time.
    None,
    /// That cannot be told.
    Perhaps,
    /// It did not hold.
    Certain,
}

impl Facts<'_> {
    /// Whether something was provably before something else.
    pub(super) fn is_ahead(&self, one: Point, other: Point) -> bool {
        match (one, other) {
            (Point::Act(one), Point::Act(other)) => self.before(one, other),
            (one, other) => self.is_earlier(self.moment_of(one), self.moment_of(other)),
        }
    }

    fn moment_of(&self, point: Point) -> Moment {
        match point {
            Point::Act(event) => self.moment(event),
            Point::Word(moment) => moment,
        }
    }

    /// Whether an act undid what was made before: where it was provably before all that made it, it
    /// undid nothing.
    pub(super) fn is_about(&self, undo: &Undo, makers: &[Maker]) -> bool {
        let mut touched = makers.iter().zip(&undo.touches);
        touched.any(|(maker, touch)| *touch != Touch::No && !self.is_ahead(undo.point, maker.point))
    }

    /// Whether a state that was undone was not made again.
    pub(super) fn is_lost(&self, undo: &Undo, makers: &[Maker]) -> Harm {
        let all = || makers.iter().zip(&undo.touches);
        let is_back = all().any(|(maker, touch)| {
            maker.is_certain && (*touch == Touch::No || self.is_ahead(undo.point, maker.point))
        });
        let is_gone = || {
            all().all(|(maker, touch)| {
                *touch == Touch::Yes && self.is_ahead(maker.point, undo.point)
            })
        };
        match is_back {
            true => Harm::None,
            false if undo.doubt.is_none() && is_gone() => Harm::Certain,
            false => Harm::Perhaps,
        }
    }

    /// Whether something that needs a state was carried out while it was undone; each of the points is
    /// one time at which that was done.
    pub(super) fn is_lacked(&self, undo: &Undo, makers: &[Maker], needs: &[Point]) -> Harm {
        let all = || makers.iter().zip(&undo.touches);
        let has_it = |need: &Point| {
            self.is_ahead(*need, undo.point)
                || all().any(|(maker, touch)| {
                    let is_back = *touch == Touch::No || self.is_ahead(undo.point, maker.point);
                    maker.is_certain && is_back && self.is_ahead(maker.point, *need)
                })
        };
        let lacks_it = |need: &Point| {
            self.is_ahead(undo.point, *need)
                && all().any(|(maker, _)| self.is_ahead(maker.point, undo.point))
                && all().all(|(maker, touch)| {
                    *touch == Touch::Yes
                        && (self.is_ahead(maker.point, undo.point)
                            || self.is_ahead(*need, maker.point))
                })
        };
        if needs.is_empty() || needs.iter().any(has_it) {
            Harm::None
        } else if undo.doubt.is_none() && needs.iter().all(lacks_it) {
            Harm::Certain
        } else {
            Harm::Perhaps
        }
    }
}
