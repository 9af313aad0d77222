//! Acts of all captures as events: where and when each was, and which of them are one act that
//! several captures show.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::expect::Expectations;
use super::host::{self, Same};
use super::observe::{Act, Likeness, Observation, Trace, Where};
use super::said;
use super::time::{Interval, Zone};
use runproof_capture::{Format, Session, Whole};
use runproof_model::plan::Plan;
use runproof_shell::{Mode, Sure, Unresolved};

/// An act and all that shows it.
#[derive(Debug)]
pub(super) struct Event {
    /// The places that show it, the best first: capture and act.
    pub(super) shown: Vec<(usize, usize)>,
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

/// Where an event was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EventHost {
    /// On this computer.
    Known(String),
    /// The capture names none.
    Unnamed,
    /// It is named by what cannot be told.
    Unresolved(Unresolved),
}

/// Sessions of all captures, counted through.
#[derive(Debug)]
pub(super) struct Sessions {
    /// Where each capture's begin.
    first: Vec<usize>,
    /// The clock of each.
    pub(super) clocks: Vec<u32>,
    /// When each was.
    pub(super) spans: Vec<Interval>,
    /// Capture and session of each.
    pub(super) places: Vec<(usize, usize)>,
}

impl Sessions {
    /// The sessions of all captures. Captures of one computer have one clock; one that names no
    /// computer has a clock of its own.
    pub(super) fn of(observations: &[Observation], zone: &Zone) -> Self {
        let mut found = Self {
            first: Vec::new(),
            clocks: Vec::new(),
            spans: Vec::new(),
            places: Vec::new(),
        };
        let mut clocks: BTreeMap<String, u32> = BTreeMap::new();
        for (capture, observation) in observations.iter().enumerate() {
            found.first.push(found.spans.len());
            for (at, session) in observation.capture.sessions.iter().enumerate() {
                let name = match &session.host {
                    // A capture has the bare name or the whole one of the same computer.
                    Some(host) => host.split('.').next().unwrap_or(host).to_ascii_lowercase(),
                    None => format!("\0{capture}"),
                };
                let next = clocks.len() as u32;
                found.clocks.push(*clocks.entry(name).or_insert(next));
                let start = session.start.map(|stamp| zone.interval(stamp).from);
                let end = session.end.map(|stamp| zone.interval(stamp).to);
                let span = Interval {
                    from: start.unwrap_or(Interval::ANY.from),
                    to: end.unwrap_or(Interval::ANY.to),
                };
                let is_sound = span.from <= span.to;
                found
                    .spans
                    .push(if is_sound { span } else { Interval::ANY });
                found.places.push((capture, at));
            }
        }
        found
    }

    /// The number of a capture's session.
    pub(super) fn number(&self, capture: usize, session: usize) -> usize {
        self.first[capture] + session
    }
}

/// How far apart the times of one act may be in two captures of one computer, in milliseconds: a
/// transcript has the second in which the line was entered, a log that of the process's start.
const SAME_ACT: i64 = 5_000;

/// Bound parameters are logged when their pipeline ends, its text when it begins: so far apart they
/// may be of one act, in milliseconds.
const LONGEST_RUN: i64 = 4 * 3_600_000;

/// Whether two traces of equal commands on one computer may be of one act.
pub(super) fn may_be_one(own: (Interval, Trace), other: (Interval, Trace)) -> bool {
    let (mut own_span, mut other_span) = (own.0.widened(SAME_ACT), other.0);
    match (own.1, other.1) {
        (Trace::Bound, Trace::Bound) => {}
        (_, Trace::Bound) => own_span.to = own_span.to.saturating_add(LONGEST_RUN),
        (Trace::Bound, _) => other_span.to = other_span.to.saturating_add(LONGEST_RUN),
        _ => {}
    }
    own_span.meet(other_span).is_some()
}

/// The events of all captures.
pub(super) fn events(observations: &[Observation], sessions: &Sessions, zone: &Zone) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    // A guided script's session that two captures hold: the script's transcript within another one.
    let mut twins: HashMap<&(String, u32), usize> = HashMap::new();
    for (capture, observation) in observations.iter().enumerate() {
        for (at, act) in observation.acts.iter().enumerate() {
            let twin = act.meant.as_ref().map(|meant| &meant.twin);
            if let Some(known) = twin.and_then(|twin| twins.get(twin)) {
                let (own, first) = (capture, events[*known].shown[0].0);
                // One line may run several commands.
                if own != first {
                    let known = twin_of(act, *known, &events, observations);
                    events[known].shown.push((capture, at));
                    continue;
                }
            }
            if let Some(twin) = twin {
                twins.entry(twin).or_insert(events.len());
            }
            let session = sessions.number(capture, act.place.session);
            let own = &observation.capture.sessions[act.place.session];
            let span = sessions.spans[session];
            let stamp = act.place.time.or(own.start);
            let interval = match act.place.time {
                Some(stamp) => zone.interval(stamp),
                None => span,
            };
            events.push(Event {
                shown: vec![(capture, at)],
                host: host_of(&act.place.host, own),
                interval,
                is_local: matches!(stamp, Some(runproof_capture::Stamp::Local(_))),
                session,
                sequence: act.place.sequence,
            });
        }
    }
    merged(events, observations)
}

/// Of the events of a guided script's line the one that an act in another capture is: the line's first
/// event is given.
fn twin_of(act: &Act, first: usize, events: &[Event], observations: &[Observation]) -> usize {
    let own = key(act);
    let twin = act.meant.as_ref().map(|meant| &meant.twin);
    let rest = events[first..].iter().enumerate();
    let mut same = rest.filter(|(_, event)| {
        let (capture, at) = event.shown[0];
        let other = &observations[capture].acts[at];
        other.meant.as_ref().map(|meant| &meant.twin) == twin && key(other) == own
    });
    same.next().map_or(first, |(at, _)| first + at)
}

/// Of each event the occurrence that a guided script meant it for.
pub(super) fn meant(
    events: &[Event],
    observations: &[Observation],
    plan: &Plan<'_>,
    expected: &Expectations<'_>,
) -> Vec<Option<usize>> {
    let occurrences = expected.occurrences.iter().enumerate();
    let mut by_step: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, occurrence) in occurrences {
        let step = plan.steps[occurrence.step].id.as_str();
        by_step.entry(step).or_default().push(at);
    }
    let meant = events.iter().map(|event| {
        let mut shown = event.shown.iter();
        shown.find_map(|(capture, act)| {
            let meant = observations[*capture].acts[*act].meant.as_ref()?;
            let about = by_step.get(meant.step.as_str())?;
            said::with_items(&meant.binding, about, expected)
        })
    });
    meant.collect()
}

/// The computer that something in a session was run on.
pub(super) fn host_of(place: &Where, session: &Session) -> EventHost {
    match (place, &session.host) {
        (Where::Host(host), _) => EventHost::Known(host.clone()),
        (Where::Session, Some(host)) => EventHost::Known(host.clone()),
        (Where::Session, None) => EventHost::Unnamed,
        (Where::Unknown(reason), _) => EventHost::Unresolved(reason.clone()),
    }
}

/// A kind of trace in a kind of capture: what leaves both is shown once in each.
pub(super) type Source = (Format, Trace);

fn source(event: &Event, observations: &[Observation]) -> Source {
    let (capture, act) = event.shown[0];
    let observation = &observations[capture];
    (
        observation.capture.format,
        observation.acts[act].place.trace,
    )
}

/// What a command comes to, for telling acts apart.
type Key = (Vec<(usize, Likeness)>, Vec<(usize, Sure)>, Vec<usize>, bool);

fn key(act: &Act) -> Key {
    let is_simulated = act.mode == Mode::Simulated;
    (
        act.likeness.clone(),
        act.turns.clone(),
        act.looks.clone(),
        is_simulated,
    )
}

/// Makes one event of those that several sources show: the line in a transcript, its script block
/// and its bound parameters in a log, its process in another.
fn merged(events: Vec<Event>, observations: &[Observation]) -> Vec<Event> {
    let act = |(capture, act): (usize, usize)| &observations[capture].acts[act];
    let kinds: HashSet<Source> = events
        .iter()
        .map(|event| source(event, observations))
        .collect();
    if kinds.len() < 2 {
        return events;
    }
    let mut groups: Vec<(Key, EventHost, Vec<usize>)> = Vec::new();
    let mut by_name: BTreeMap<(Vec<usize>, String), Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let host = match &event.host {
            EventHost::Known(host) => host::label(host),
            EventHost::Unnamed | EventHost::Unresolved(_) => String::new(),
        };
        let likeness = &act(event.shown[0]).likeness;
        let patterns = likeness.iter().map(|(at, _)| *at).collect();
        let candidates = by_name.entry((patterns, host)).or_default();
        let own = key(act(event.shown[0]));
        let found = candidates.iter().copied().find(|group| {
            let (key, host, _) = &groups[*group];
            *key == own && hosts_fit(host, &event.host)
        });
        match found {
            Some(group) => groups[group].2.push(at),
            None => {
                candidates.push(groups.len());
                groups.push((own, event.host.clone(), vec![at]));
            }
        }
    }
    give_unnamed(&mut groups, &events);
    let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    for (_, _, members) in &groups {
        fuse(members, &mut events, observations);
    }
    events.into_iter().flatten().collect()
}

/// What a session and a computer have in common: how many acts, and which groups they are in.
#[derive(Default)]
struct Common {
    acts: usize,
    moves: std::collections::BTreeSet<(usize, usize)>,
}

/// A history names no computer. Acts of its sessions may be those that a capture of one computer
/// shows, too: the one with which the session has most acts in common. Where several have as many,
/// it is not told whose they are.
fn give_unnamed(groups: &mut [(Key, EventHost, Vec<usize>)], events: &[Event]) {
    let mut named: HashMap<&[usize], Vec<usize>> = HashMap::new();
    let patterns = |key: &Key| -> Vec<usize> { key.0.iter().map(|(at, _)| *at).collect() };
    let all: Vec<Vec<usize>> = groups.iter().map(|(key, ..)| patterns(key)).collect();
    for (at, (_, host, _)) in groups.iter().enumerate() {
        if matches!(host, EventHost::Known(_)) {
            named.entry(&all[at]).or_default().push(at);
        }
    }
    // How many acts each unnamed session has in common with each computer, and where they would go.
    let mut common: BTreeMap<usize, BTreeMap<String, Common>> = BTreeMap::new();
    for (at, (key, host, members)) in groups.iter().enumerate() {
        if *host != EventHost::Unnamed {
            continue;
        }
        let targets = named.get(all[at].as_slice()).into_iter().flatten();
        for target in targets.filter(|target| groups[**target].0 == *key) {
            let EventHost::Known(host) = &groups[*target].1 else {
                continue;
            };
            let label = super::index::label(host);
            for member in members {
                let session = common.entry(events[*member].session).or_default();
                let own = session.entry(label.clone()).or_default();
                own.acts += 1;
                own.moves.insert((at, *target));
            }
        }
    }
    let mut moves: Vec<(usize, usize, usize)> = Vec::new();
    for (session, hosts) in common {
        let most = hosts.values().map(|own| own.acts).max().unwrap_or(0);
        let mut best = hosts.into_values().filter(|own| own.acts == most);
        if let (Some(own), None) = (best.next(), best.next()) {
            moves.extend(own.moves.into_iter().map(|(from, to)| (session, from, to)));
        }
    }
    for (session, from, to) in moves {
        let own = |event: &usize| events[*event].session == session;
        let moved: Vec<usize> = groups[from].2.extract_if(.., |event| own(event)).collect();
        groups[to].2.extend(moved);
    }
}

fn hosts_fit(a: &EventHost, b: &EventHost) -> bool {
    match (a, b) {
        (EventHost::Known(a), EventHost::Known(b)) => host::same(a, b) == Same::Yes,
        (a, b) => a == b,
    }
}

/// Fuses equal acts on one computer: those of the source that has most of them stay, each takes
/// the nearest of every other source that fits its time.
fn fuse(members: &[usize], events: &mut [Option<Event>], observations: &[Observation]) {
    let mut by_source: Vec<(Source, Vec<usize>)> = Vec::new();
    for at in members {
        let Some(event) = &events[*at] else { continue };
        let source = source(event, observations);
        match by_source.iter_mut().find(|(other, _)| *other == source) {
            Some((_, all)) => all.push(*at),
            None => by_source.push((source, vec![*at])),
        }
    }
    if by_source.len() < 2 {
        return;
    }
    // What has its output leads; then what there is most of.
    let has_output = |at: &usize| {
        events[*at].as_ref().is_some_and(|event| {
            let (capture, act) = event.shown[0];
            observations[capture].acts[act].whole != Whole::Never
        })
    };
    by_source.sort_by_key(|(_, all)| {
        (
            std::cmp::Reverse(all.iter().filter(|at| has_output(at)).count()),
            std::cmp::Reverse(all.len()),
        )
    });
    let mut sources = by_source.into_iter();
    let Some((_, base)) = sources.next() else {
        return;
    };
    for (_, others) in sources {
        let mut is_taken = vec![false; base.len()];
        for other in others {
            let trace = |event: &Event| source(event, observations).1;
            let Some(theirs) = events[other].as_ref().map(|e| (e.interval, trace(e))) else {
                continue;
            };
            let fits = (0..base.len())
                .filter(|at| !is_taken[*at])
                .filter_map(|at| {
                    let own = events[base[at]].as_ref()?;
                    let own = (own.interval, trace(own));
                    may_be_one(own, theirs).then(|| (distance(own.0, theirs.0), at))
                })
                .min();
            let Some((_, at)) = fits else { continue };
            is_taken[at] = true;
            let Some(other) = events[other].take() else {
                continue;
            };
            if let Some(own) = &mut events[base[at]] {
                own.interval = match (trace(own), theirs.1) {
                    // The time at which it began.
                    (Trace::Bound, Trace::Text | Trace::Process) => other.interval,
                    (Trace::Text | Trace::Process, Trace::Bound) => own.interval,
                    _ => narrower(own.interval, other.interval),
                };
                own.is_local &= other.is_local;
                own.shown.extend(other.shown);
            }
        }
    }
}

fn distance(a: Interval, b: Interval) -> i64 {
    a.from.saturating_sub(b.from).saturating_abs()
}

/// The part that both have; where they only nearly meet, the narrower of them.
fn narrower(a: Interval, b: Interval) -> Interval {
    a.meet(b).unwrap_or_else(|| {
        let width = |i: Interval| i.to.saturating_sub(i.from);
        if width(a) <= width(b) { a } else { b }
    })
}
