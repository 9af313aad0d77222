//! Times as captured, put on one line.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Reads times of captures: those without an offset are of the change's zone.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    zone: Option<TimeZone>,
}

/// A time on the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Instant {
    /// When it was, for certain.
    Zoned(Zoned),
    /// A local time of a zone that nobody names, or that was there twice or never.
    Local(DateTime),
}

impl Clock {
    /// A clock for the zone of that name; without one, local times stay what they are.
    pub(super) fn new(zone: Option<&str>) -> Self {
        Self {
            zone: zone.and_then(|name| TimeZone::get(name).ok()),
        }
    }

    /// A time as captured: `2026-03-14T20:15:07`, or with `Z` or an offset.
    pub(super) fn read(&self, text: &str) -> Option<Instant> {
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            let zone = self.zone.clone().unwrap_or(TimeZone::UTC);
            return Some(Instant::Zoned(timestamp.to_zoned(zone)));
        }
        let local: DateTime = text.parse().ok()?;
        let Some(zone) = &self.zone else {
            return Some(Instant::Local(local));
        };
        let times = zone.to_ambiguous_zoned(local);
        Some(match times.unambiguous() {
            Ok(zoned) => Instant::Zoned(zoned),
            Err(_) => Instant::Local(local),
        })
    }
}

impl Instant {
    /// Seconds on the line; local times are laid on it as if they were of UTC.
    pub(super) fn seconds(&self) -> i64 {
        match self {
            Self::Zoned(zoned) => zoned.timestamp().as_second(),
            Self::Local(local) => TimeZone::UTC
                .to_timestamp(*local)
                .map_or(0, Timestamp::as_second),
        }
    }

    /// As XML Schema writes it: with the offset where that is known.
    pub(super) fn xml(&self) -> String {
        match self {
            Self::Zoned(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string(),
            Self::Local(local) => local.strftime("%Y-%m-%dT%H:%M:%S%.f").to_string(),
        }
    }
}
