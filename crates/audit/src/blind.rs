//! Where an act may be hidden: entries that were not understood, each with its computer, its time and
//! its place among what was seen.

use std::collections::BTreeSet;

use super::events::{Event, EventHost, Sessions, host_of};
use super::observe::{Blind, Likeness, Observation};
use super::time::{Interval, Zone};
use runproof_capture::Stamp;
use runproof_shell::{Opaque, Unresolved};

/// An entry that may hide an act.
#[derive(Debug)]
pub(super) struct Hiding {
    /// What it is.
    pub(super) what: What,
    /// Where it was run.
    pub(super) host: EventHost,
    /// When.
    pub(super) interval: Interval,
    /// Whether that time is local time of a zone that is not known.
    pub(super) is_local: bool,
    /// The session, counted over all captures.
    pub(super) session: usize,
    /// Its place in the session.
    pub(super) sequence: u32,
}

/// What may hide an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An entry that was not understood: its capture, and its place in [`Observation::blinds`].
    Blind(usize, usize),
    /// An event that may be several acts, or none: a loop whose turns are not known.
    Event(usize),
}

/// All entries that may hide an act. A script whose text is in any of the captures hides nothing.
pub(super) fn hidings(
    observations: &[Observation],
    sessions: &Sessions,
    zone: &Zone,
    events: &[Event],
) -> Vec<Hiding> {
    let scripts: BTreeSet<&str> = observations
        .iter()
        .flat_map(|observation| observation.scripts.iter().map(String::as_str))
        .collect();
    let mut found = Vec::new();
    for (capture, observation) in observations.iter().enumerate() {
        for (at, blind) in observation.blinds.iter().enumerate() {
            if is_known(blind, &scripts) {
                continue;
            }
            let place = &blind.place;
            let session = sessions.number(capture, place.session);
            let own = &observation.capture.sessions[place.session];
            found.push(Hiding {
                what: What::Blind(capture, at),
                host: host_of(&place.host, own),
                interval: match place.time {
                    Some(stamp) => zone.interval(stamp),
                    None => sessions.spans[session],
                },
                is_local: matches!(place.time.or(own.start), Some(Stamp::Local(_))),
                session,
                sequence: place.sequence,
            });
        }
    }
    for (at, event) in events.iter().enumerate() {
        let (capture, act) = event.shown[0];
        let act = &observations[capture].acts[act];
        let is_open = |(_, like): &(usize, Likeness)| matches!(like, Likeness::Unresolved(_));
        if matches!(event.host, EventHost::Unresolved(_)) || act.likeness.iter().any(is_open) {
            found.push(Hiding {
                what: What::Event(at),
                host: event.host.clone(),
                interval: event.interval,
                is_local: event.is_local,
                session: event.session,
                sequence: event.sequence,
            });
        }
    }
    found
}

/// Whether it is a script whose text was captured.
fn is_known(blind: &Blind, scripts: &BTreeSet<&str>) -> bool {
    let name = match &blind.why {
        Opaque::Script(name) => name,
        Opaque::Text(Unresolved::Script(path)) => path,
        Opaque::Text(_) | Opaque::Launcher(_) | Opaque::Name(_) => return false,
    };
    let name = name.rsplit(['\\', '/']).next().unwrap_or(name);
    scripts.contains(name.to_ascii_lowercase().as_str())
}
