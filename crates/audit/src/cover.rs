//! Which computers and times the captures cover: what is not in them is missing only there.

use std::collections::{BTreeSet, HashMap};

use super::events::Sessions;
use super::expect::{Expectations, Hosts};
use super::host::{self, Same};
use super::observe::Observation;
use super::time::Interval;
use runproof_capture::{Basis, Ending, Gap, GapKind, Language};

/// Which computers the captures cover.
#[derive(Debug)]
pub(super) struct Coverage {
    /// Sessions by the first label of the computers that they show, in lower case.
    by_host: HashMap<String, Vec<Cover>>,
    all: Vec<Cover>,
}

/// A session that covers something.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    /// Its number.
    pub(super) session: usize,
    /// The computer, as captured.
    host: Option<String>,
    /// How much of it is there.
    extent: Extent,
    /// Whether it is a log of processes alone, which cmdlets leave no trace in.
    is_of_processes: bool,
}

/// How much of a session is in its capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// All of it.
    Whole,
    /// All of it up to where the capture breaks off.
    CutOff,
    /// Something in its midst could not be read.
    Torn,
}

/// What the captures say about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Covered {
    /// These sessions cover it.
    By(Vec<usize>),
    /// All that cover it break off; these.
    CutOff(Vec<usize>),
    /// Something in all that cover it could not be read: what is not seen may have been there.
    Torn(Vec<usize>),
    /// None covers these computers.
    Not(Vec<String>),
}

impl Coverage {
    /// What the captures cover in the window, or at all where there is none.
    pub(super) fn of(
        observations: &[Observation],
        sessions: &Sessions,
        window: Option<Interval>,
        expected: &Expectations<'_>,
    ) -> Self {
        let mut found = Self {
            by_host: HashMap::new(),
            all: Vec::new(),
        };
        for (number, (capture, at)) in sessions.places.iter().enumerate() {
            let observation = &observations[*capture];
            let session = &observation.capture.sessions[*at];
            let format = observation.capture.format;
            // A history without times may be of any day, and a part of it of any session.
            let is_guess = observation.capture.basis == Basis::Guess;
            if is_guess || format.is_history() && session.start.is_none() {
                continue;
            }
            if window.is_some_and(|window| sessions.spans[number].meet(window).is_none()) {
                continue;
            }
            let is_torn = tears(observation, *at).next().is_some();
            let extent = match session.ending {
                _ if is_torn => Extent::Torn,
                Ending::Whole => Extent::Whole,
                Ending::CutOff => Extent::CutOff,
            };
            let cover = |host: Option<&str>| Cover {
                session: number,
                host: host.map(ToOwned::to_owned),
                extent,
                is_of_processes: session.language == Language::Windows,
            };
            found.all.push(cover(session.host.as_deref()));
            // One that names no computer may show what was done, and never what was not.
            // A name that may mean several computers of the plan does not say which of them it is.
            if let Some(host) = session
                .host
                .as_ref()
                .filter(|host| !expected.computers.is_shared(host) && !format.is_history())
            {
                found.add(cover(Some(host)));
            }
            for (_, host) in observation
                .reached
                .range((*at, String::new())..(*at + 1, String::new()))
            {
                if !expected.computers.is_shared(host) {
                    found.add(cover(Some(host)));
                }
            }
        }
        found
    }

    fn add(&mut self, cover: Cover) {
        if let Some(host) = &cover.host {
            self.by_host
                .entry(host::label(host))
                .or_default()
                .push(cover);
        }
    }

    /// Whether the captures cover an act: on one of the computers all of them, since it may have
    /// been on any.
    pub(super) fn covers(&self, hosts: &Hosts, is_program: bool) -> Covered {
        let shows = |cover: &&Cover| is_program || !cover.is_of_processes;
        let found: Vec<&Cover> = match hosts {
            Hosts::Anywhere => {
                let all: Vec<&Cover> = self.all.iter().filter(shows).collect();
                if all.is_empty() {
                    return Covered::Not(Vec::new());
                }
                all
            }
            Hosts::OneOf(hosts) => {
                let mut found = Vec::new();
                let mut uncovered = Vec::new();
                for host in hosts {
                    let own = self.on(host).filter(shows);
                    let before = found.len();
                    found.extend(own);
                    if found.len() == before {
                        uncovered.push(host.clone());
                    }
                }
                if !uncovered.is_empty() {
                    return Covered::Not(uncovered);
                }
                // One that names no computer and is not all there may hold it as well.
                let unnamed = self.all.iter().filter(shows);
                found.extend(
                    unnamed.filter(|cover| cover.host.is_none() && cover.extent != Extent::Whole),
                );
                found
            }
        };
        extent(&found)
    }

    /// Whether a whole log of processes covers each of these computers: what is clicked is in no other
    /// capture.
    pub(super) fn logs_processes(&self, hosts: &Hosts) -> bool {
        let Hosts::OneOf(hosts) = hosts else {
            return false;
        };
        hosts.iter().all(|host| {
            let mut logs = self
                .on(host)
                .filter(|cover| cover.is_of_processes)
                .peekable();
            logs.peek().is_some() && logs.all(|cover| cover.extent == Extent::Whole)
        })
    }

    /// Whether these sessions cover an act: those in which the operator was at work, of an act that is
    /// done wherever the operator sits. Where there are none, any may be the operator's.
    pub(super) fn covers_at_work(&self, sessions: &BTreeSet<usize>) -> Covered {
        let found: Vec<&Cover> = self
            .all
            .iter()
            .filter(|cover| sessions.is_empty() || sessions.contains(&cover.session))
            .collect();
        if found.is_empty() {
            return Covered::Not(Vec::new());
        }
        extent(&found)
    }

    /// Whether any capture is from that computer.
    pub(super) fn has(&self, host: &str) -> bool {
        self.on(host).next().is_some()
    }

    fn on(&self, host: &str) -> impl Iterator<Item = &Cover> {
        let covers = self
            .by_host
            .get(&host::label(host))
            .map_or(&[][..], Vec::as_slice);
        covers.iter().filter(move |cover| {
            let own = cover.host.as_deref().unwrap_or_default();
            host::same(own, host) == Same::Yes
        })
    }
}

/// The gaps of a session behind which an act may be hidden.
pub(super) fn tears(observation: &Observation, session: usize) -> impl Iterator<Item = &Gap> {
    let gaps = observation.capture.gaps.iter();
    gaps.filter(move |gap| {
        gap.session.is_none_or(|own| own == session)
            && match gap.kind {
                GapKind::Unreadable(_)
                | GapKind::Records(..)
                | GapKind::ScriptBlock(_)
                | GapKind::Cleared(_)
                | GapKind::Nothing => true,
                GapKind::NoEnd
                | GapKind::LongLine(_)
                | GapKind::Quiet(..)
                | GapKind::Guess(_)
                // What a mark that does not count tells is looked for by itself.
                | GapKind::Marks(_) => false,
            }
    })
}

/// What sessions that cover a place come to. What is not in the whole ones may be in what is
/// missing of the others.
fn extent(found: &[&Cover]) -> Covered {
    let numbers = |wanted: Extent| {
        let sessions = found.iter().filter(|cover| cover.extent == wanted);
        let sessions: BTreeSet<usize> = sessions.map(|cover| cover.session).collect();
        sessions.into_iter().collect()
    };
    match found.iter().map(|cover| cover.extent).max() {
        Some(Extent::Whole) => Covered::By(numbers(Extent::Whole)),
        Some(Extent::CutOff) => Covered::CutOff(numbers(Extent::CutOff)),
        Some(Extent::Torn) | None => Covered::Torn(numbers(Extent::Torn)),
    }
}
