//! When an audit is made, and what a change says of times after that.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_model::plan::{Change, When};

codes! {
    /// An attestation of something that was done after the audit was made.
    ///
    /// ## Why
    ///
    /// Nobody can vouch for what has not happened yet: the time is wrong, or the attestation was written
    /// in advance.
    ///
    /// ## Example
    ///
    /// `attestations: [{ step: publish-topology, by: me, at: 2027-01-01T00:00:00Z }]`, with `--as-of 2026-03-16`
    ///
    /// ## Instead
    ///
    /// Write when the step was done, and let whoever did it vouch for it afterwards.
    pub ATTESTED_LATER = "attested-later", Error;
}

/// When an audit is made, as exactly as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// On this day.
    Day(Date),
    /// At this time, of a zone that is not said.
    Local(DateTime),
    /// At this point in time.
    Exactly(Timestamp),
}

impl AsOf {
    /// The day, as written; of a point in time in UTC.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Local(time) => time.date(),
            Self::Exactly(time) => time.to_zoned(TimeZone::UTC).date(),
        }
    }

    /// The last moment that it may mean.
    fn latest(self, zone: Option<&TimeZone>) -> Option<Timestamp> {
        let local = match self {
            Self::Exactly(time) => return Some(time),
            Self::Local(time) => time,
            Self::Day(day) => day.to_datetime(jiff::civil::time(23, 59, 59, 999_999_999)),
        };
        moment(local, None, zone, Offset::constant(-12))
    }
}

/// The point in time that a local time means: by its offset, by the zone, or at the extreme of all zones.
fn moment(
    local: DateTime,
    offset: Option<Offset>,
    zone: Option<&TimeZone>,
    extreme: Offset,
) -> Option<Timestamp> {
    match (offset, zone) {
        (Some(offset), _) => offset.to_timestamp(local).ok(),
        (None, Some(zone)) => zone.to_timestamp(local).ok(),
        (None, None) => extreme.to_timestamp(local).ok(),
    }
}

/// Attestations of what was done after the audit was made.
pub fn attested_later(change: &Change, as_of: AsOf) -> Vec<Diagnostic> {
    let zone = change.timezone.as_deref();
    let zone = zone.and_then(|name| TimeZone::get(name).ok());
    // A time that is not of this world is later than any.
    let latest = as_of.latest(zone.as_ref()).unwrap_or(Timestamp::MAX);
    let is_later = |at: &When| {
        let at = moment(at.local, at.offset, zone.as_ref(), Offset::constant(14));
        at.is_none_or(|at| at > latest)
    };
    let times = change.attestations.iter().filter_map(|one| one.at.as_ref());
    times
        .filter(|at| is_later(at))
        .map(|at| {
            Diagnostic::at(
                &ATTESTED_LATER,
                Location::new(&change.source, at.span),
                format!("`{}` is later than the audit", at.written),
            )
            .help("write when the step was done; `--as-of` says when the audit is made")
        })
        .collect()
}
