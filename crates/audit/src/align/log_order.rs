//! Which of two events was provably first.
//!
//! `a` is provably before `b` if one of these holds, where a session's intervals are first
//! tightened (what comes later in a session cannot have been earlier):
//!
//! - same session, and `a` has the smaller sequence;
//! - same clock, and `a.to < b.from`;
//! - `a.to + skew < b.from`, whatever the clocks.
//!
//! **This is a strict partial order.** After the tightening no interval is empty, and inside a
//! session a smaller sequence means that neither end is later (T). Irreflexive: `a.to < a.from`
//! is never so. Transitive, for `a` before `b` before `c`:
//! - both by session: sequences are numbers.
//! - `a`, `b` by session, `b.to + g < c.from` with the gap g ∈ {0, skew}: by T `a.to ≤ b.to`, so
//!   `a.to + g < c.from`; `a` and `b` share a clock, so if g = 0 was allowed there it is here.
//! - `a.to + g < b.from`, then `b`, `c` by session: by T `b.from ≤ c.from`, as above.
//! - `a.to + g < b.from ≤ b.to` and `b.to + h < c.from`: `a.to + max(g, h) < c.from`; the gap 0 is
//!   needed only where all three share a clock, and then it is allowed.

use super::problem::Problem;

/// A line on which events are compared: `b` is provably before `a` if, on a line of both,
/// `b`'s low is below `a`'s high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Axis {
    /// Time, the skew between clocks added.
    Global,
    /// The time of one clock.
    Clock(u32),
    /// The sequence of one session.
    Session(u32),
    /// One event, which precedes itself: two acts in order need two events.
    Event(u32),
}

/// A place on an [`Axis`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) axis: Axis,
    /// It is before what is above this.
    pub(super) low: i64,
    /// It is after what is below this.
    pub(super) high: i64,
}

/// The provable order of a problem's events.
#[derive(Debug)]
pub(super) struct LogOrder {
    stamps: Vec<Stamp>,
    skew: i64,
    has_several_clocks: bool,
}

/// A tightened event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) clock: u32,
    pub(super) session: u32,
    pub(super) sequence: u32,
}

impl LogOrder {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut stamps: Vec<Stamp> = problem
            .events()
            .iter()
            .map(|event| Stamp {
                from: event.from,
                to: event.to,
                clock: problem.clocks()[event.session as usize],
                session: event.session,
                sequence: event.sequence,
            })
            .collect();
        tighten(&mut stamps);
        let clocks = problem.clocks();
        Self {
            stamps,
            skew: problem.skew(),
            has_several_clocks: clocks.iter().any(|clock| *clock != clocks[0]),
        }
    }

    /// The event, tightened.
    pub(super) fn stamp(&self, event: u32) -> Stamp {
        self.stamps[event as usize]
    }

    /// Whether `a` is provably before `b`.
    pub(super) fn is_before(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.stamp(a), self.stamp(b));
        let gap = if a.clock == b.clock { 0 } else { self.skew };
        (a.session == b.session && a.sequence < b.sequence) || a.to.saturating_add(gap) < b.from
    }

    /// Where the event is on the axes of time.
    pub(super) fn places(&self, event: u32) -> impl Iterator<Item = Place> + use<> {
        let stamp = self.stamp(event);
        let sequence = i64::from(stamp.sequence);
        let global = self.has_several_clocks.then_some(Place {
            axis: Axis::Global,
            low: stamp.to.saturating_add(self.skew),
            high: stamp.from,
        });
        let clock = Place {
            axis: Axis::Clock(stamp.clock),
            low: stamp.to,
            high: stamp.from,
        };
        let session = Place {
            axis: Axis::Session(stamp.session),
            low: sequence,
            high: sequence,
        };
        global.into_iter().chain([clock, session])
    }

    /// What is preferred where nothing else decides: the earlier event.
    pub(super) fn rank(&self, event: u32) -> (i64, i64, u32, u32, u32) {
        let stamp = self.stamp(event);
        (stamp.from, stamp.to, stamp.session, stamp.sequence, event)
    }
}

/// Makes both ends grow with the sequence inside every session.
///
/// Where a session contradicts itself (its clock was put back), the interval spans both claims:
/// the least and the greatest of two growing ends both grow, and no interval is empty.
fn tighten(stamps: &mut [Stamp]) {
    let key = |stamp: &Stamp| (u64::from(stamp.session) << 32) | u64::from(stamp.sequence);
    if stamps.is_sorted_by_key(key) {
        let mut at = 0;
        while at < stamps.len() {
            let session = stamps[at].session;
            let end = at + stamps[at..].partition_point(|stamp| stamp.session == session);
            tighten_session(&mut stamps[at..end]);
            at = end;
        }
        return;
    }
    let mut sorted: Vec<(u64, u32)> = stamps
        .iter()
        .enumerate()
        .map(|(at, stamp)| (key(stamp), at as u32))
        .collect();
    sorted.sort_unstable();
    let mut session: Vec<Stamp> = Vec::new();
    for run in sorted.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
        session.clear();
        session.extend(run.iter().map(|(_, at)| stamps[*at as usize]));
        tighten_session(&mut session);
        for ((_, at), stamp) in run.iter().zip(&session) {
            stamps[*at as usize] = *stamp;
        }
    }
}

/// The events of one session, by sequence.
fn tighten_session(stamps: &mut [Stamp]) {
    let raw_is_grown = stamps
        .windows(2)
        .all(|pair| pair[0].from <= pair[1].from && pair[0].to <= pair[1].to);
    if raw_is_grown {
        return;
    }
    let mut least = i64::MIN;
    for group in stamps.chunk_by_mut(|a, b| a.sequence == b.sequence) {
        let before = least;
        for stamp in group {
            least = least.max(stamp.from);
            stamp.from = stamp.from.max(before);
        }
    }
    let mut most = i64::MAX;
    let mut end = stamps.len();
    while end > 0 {
        let sequence = stamps[end - 1].sequence;
        let start = stamps[..end].partition_point(|stamp| stamp.sequence < sequence);
        let after = most;
        for stamp in &mut stamps[start..end] {
            most = most.min(stamp.to);
            stamp.to = stamp.to.min(after);
        }
        end = start;
    }
    for stamp in stamps {
        (stamp.from, stamp.to) = (stamp.from.min(stamp.to), stamp.from.max(stamp.to));
    }
}
