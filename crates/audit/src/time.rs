//! When something was done, as far as its capture can tell.

use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, civil};

use runproof_capture::Stamp;

/// An interval of time, in milliseconds since 1970 in UTC, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    /// Not before.
    pub(super) from: i64,
    /// Not after.
    pub(super) to: i64,
}

/// The widest that local time can be from UTC: UTC-12 to UTC+14.
const WIDEST_WEST: i64 = 12 * 3_600_000;
const WIDEST_EAST: i64 = 14 * 3_600_000;

/// Captured times have seconds; what happened did so within that second.
const SECOND: i64 = 999;

impl Interval {
    /// Any time.
    pub(super) const ANY: Self = Self {
        from: i64::MIN / 4,
        to: i64::MAX / 4,
    };

    /// The part that both have.
    pub(super) fn meet(self, other: Self) -> Option<Self> {
        let meet = Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        };
        (meet.from <= meet.to).then_some(meet)
    }

    /// This interval, longer by so much on both sides.
    pub(super) fn widened(self, by: i64) -> Self {
        Self {
            from: self.from.saturating_sub(by),
            to: self.to.saturating_add(by),
        }
    }
}

/// The zone of captures that give local time.
#[derive(Debug, Clone)]
pub(super) enum Zone {
    /// The change names it.
    Known(TimeZone),
    /// It is not known, but all captures give local time: they are taken as of one zone, so that
    /// they can be held against each other, though not against a window.
    One,
    /// It is not known, and some captures give UTC: local time may be anything between UTC-12 and
    /// UTC+14.
    Unknown,
}

impl Zone {
    /// When a stamp was.
    pub(super) fn interval(&self, stamp: Stamp) -> Interval {
        match stamp {
            Stamp::Zoned(timestamp) => zoned(timestamp),
            Stamp::Local(local) => self.local(local),
        }
    }

    fn local(&self, local: civil::DateTime) -> Interval {
        let utc = |zone: &TimeZone| match zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => [offset; 2],
            // An hour that is there twice, or not at all: either of the two.
            AmbiguousOffset::Gap { before, after } | AmbiguousOffset::Fold { before, after } => {
                [before, after]
            }
        };
        let at = |offset: jiff::tz::Offset| {
            offset
                .to_timestamp(local)
                .map_or(0, Timestamp::as_millisecond)
        };
        match self {
            Self::Known(zone) => {
                let [a, b] = utc(zone).map(at);
                Interval {
                    from: a.min(b),
                    to: a.max(b) + SECOND,
                }
            }
            Self::One | Self::Unknown => {
                let here = at(jiff::tz::Offset::UTC);
                match self {
                    Self::Unknown => Interval {
                        from: here - WIDEST_EAST,
                        to: here + WIDEST_WEST + SECOND,
                    },
                    _ => Interval {
                        from: here,
                        to: here + SECOND,
                    },
                }
            }
        }
    }

    /// Whether an interval can be held against a window in UTC; if so, in which bounds.
    pub(super) fn absolute(&self, interval: Interval, is_local: bool) -> Interval {
        match self {
            Self::One if is_local => Interval {
                from: interval.from.saturating_sub(WIDEST_EAST),
                to: interval.to.saturating_add(WIDEST_WEST),
            },
            _ => interval,
        }
    }
}

fn zoned(timestamp: Timestamp) -> Interval {
    let at = timestamp.as_millisecond();
    let is_whole = timestamp.subsec_nanosecond() == 0;
    Interval {
        from: at,
        to: if is_whole { at + SECOND } else { at },
    }
}

/// A stamp as captured: local time bare, UTC with its `Z`.
pub(super) fn written(stamp: Stamp) -> String {
    match stamp {
        Stamp::Zoned(timestamp) => timestamp.to_string(),
        Stamp::Local(local) => local.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> Stamp {
        Stamp::Local(text.parse().expect("a local time"))
    }

    fn shown(zone: &Zone, stamp: Stamp) -> String {
        let Interval { from, to } = zone.interval(stamp);
        let at = |ms| Timestamp::from_millisecond(ms).expect("a time").to_string();
        format!("{} to {}", at(from), at(to))
    }

    #[test]
    fn a_local_time_is_a_second_in_its_zone_and_two_where_the_clock_goes_back() {
        let berlin = Zone::Known(TimeZone::get("Europe/Berlin").expect("a zone"));
        assert_eq!(
            shown(&berlin, local("2026-03-14T20:00:00")),
            "2026-03-14T19:00:00Z to 2026-03-14T19:00:00.999Z"
        );
        assert_eq!(
            shown(&berlin, local("2026-10-25T02:30:00")),
            "2026-10-25T00:30:00Z to 2026-10-25T01:30:00.999Z"
        );
        assert_eq!(
            shown(&Zone::Unknown, local("2026-03-14T20:00:00")),
            "2026-03-14T06:00:00Z to 2026-03-15T08:00:00.999Z"
        );
    }
}
