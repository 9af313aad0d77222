//! Which events may show which expected acts, and at what cost.
//!
//! The costs say which explanation of a deviation is the better one; they are the model that the
//! alignment is optimal for. An act that was carried out wrongly is always a better explanation
//! than one that was not carried out at all and another that nobody planned.

use std::cell::OnceCell;

use super::Secrets;
use super::align::{self, Candidate, Choice, EventId, SlotId};
use super::blind::Hiding;
use super::cover::Coverage;
use super::events::{Event, EventHost, Sessions};
use super::expect::{Expectations, Hosts, Node, Pattern, Slot, Wanted};
use super::failure::{Failure, FailureKind};
use super::host::{self, Same};
use super::index::Index;
use super::looks::LastLook;
use super::observe::{Act, Ended, Likeness, Observation};
use super::outcome::Seen;
use super::reach::{Met, Reach, Way};
use super::said::{Decisions, Moment, Statement, Statements};
use super::time::{Interval, Zone};
use super::verdict::Refused;
use runproof_capture::{Status, Whole};
use runproof_shell::{Difference, Effect, Mode, Unresolved};

/// Costs are counted in thousandths, so that ties can be broken by what costs next to nothing.
pub(super) const UNIT: i64 = 1000;

const MISSING: i64 = 100 * UNIT;
const EXTRA_CHANGE: i64 = 60 * UNIT;
const EXTRA_LOOK: i64 = UNIT;
const OUT_OF_ORDER: i64 = 25 * UNIT;
const WRONG_ARGUMENT: i64 = 30 * UNIT;
const FURTHER_ARGUMENT: i64 = 5 * UNIT;
const WRONG_PATH: i64 = 35 * UNIT;
const WRONG_HOST: i64 = 50 * UNIT;
const SIMULATED: i64 = 70 * UNIT;
const FAILED: i64 = 80 * UNIT;
pub(super) const NOT_REACHED: i64 = 50 * UNIT;
const STATE_FAILED: i64 = 55 * UNIT;
const OUTCOME_UNSEEN: i64 = 10 * UNIT;
const UNRESOLVED: i64 = 20 * UNIT;
const OUTSIDE: i64 = 40 * UNIT;

/// What is known about everything that was expected and done.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) expected: &'a Expectations<'a>,
    pub(super) observations: &'a [Observation],
    pub(super) sessions: &'a Sessions,
    pub(super) events: &'a [Event],
    /// Where an act may be hidden.
    pub(super) hidings: &'a [Hiding],
    pub(super) coverage: &'a Coverage,
    pub(super) index: &'a Index,
    /// Of each event the occurrence that a guided script meant it for, where one did.
    pub(super) meant: Vec<Option<usize>>,
    pub(super) statements: &'a Statements,
    pub(super) decisions: &'a Decisions,
    pub(super) reach: OnceCell<Reach>,
    pub(super) zone: &'a Zone,
    pub(super) window: Option<Interval>,
    /// How far clocks may differ, in milliseconds.
    pub(super) skew: i64,
    pub(super) secrets: Secrets,
    pub(super) refused: &'a [Refused],
}

/// How an event fits an expected act.
#[derive(Debug)]
pub(super) struct Assessment<'a> {
    pub(super) likeness: &'a Likeness,
    pub(super) host: HostFit,
    pub(super) is_simulated: bool,
    pub(super) depends: Option<&'a Unresolved>,
    pub(super) failure: Option<Failure>,
    /// What the output shows of the outcome, where there is one to be seen.
    pub(super) seen: Option<&'a Seen>,
    pub(super) is_outside: bool,
}

/// How an event's computer fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HostFit {
    /// It is one that the plan names.
    Right,
    /// It is none of them.
    Wrong(String),
    /// That cannot be told.
    Unknown(Unresolved),
}

/// What the outcome of a look is while nothing shows it.
static UNSEEN: Seen = Seen::Unseen;

impl<'a> Facts<'a> {
    /// The acts that show an event, the best first.
    pub(super) fn acts(&self, event: usize) -> impl Iterator<Item = &'a Act> + use<'a> {
        let observations = self.observations;
        let shown: &'a [(usize, usize)] = &self.events[event].shown;
        shown
            .iter()
            .map(|(capture, act)| &observations[*capture].acts[*act])
    }

    /// What an event has most to do with.
    pub(super) fn first_act(&self, event: usize) -> &'a Act {
        let (capture, act) = self.events[event].shown[0];
        &self.observations[capture].acts[act]
    }

    /// Files that were handed in as captures and could not be read.
    pub(super) fn unread(&self) -> Vec<String> {
        let refused = self.refused.iter().filter(|file| file.is_evidence);
        refused.map(|file| file.path.clone()).take(5).collect()
    }

    /// Whether an event is known from captures alone that were read by guess.
    pub(super) fn is_guessed(&self, event: usize) -> bool {
        self.acts(event)
            .all(|act| matches!(act.depends, Some(Unresolved::Format(_))))
    }

    /// How an event is like a pattern.
    pub(super) fn likeness(&self, event: usize, pattern: usize) -> Option<&'a Likeness> {
        let act = self.first_act(event);
        let mut all = act.likeness.iter();
        all.find(|(at, _)| *at == pattern)
            .map(|(_, likeness)| likeness)
    }

    /// Whether an event is provably outside the window.
    pub(super) fn is_outside(&self, event: usize) -> bool {
        let event = &self.events[event];
        let interval = self.zone.absolute(event.interval, event.is_local);
        self.is_apart(interval)
    }

    /// Whether a time is outside the window by more than clocks may differ.
    pub(super) fn is_apart(&self, interval: Interval) -> bool {
        let interval = interval.widened(self.skew);
        self.window
            .is_some_and(|window| interval.meet(window).is_none())
    }

    /// What went wrong with an event. An error record is stronger than a stated exit code, and that is
    /// stronger than words.
    pub(super) fn failure(&self, event: usize) -> Option<Failure> {
        let said = self.acts(event).find_map(|act| act.failure.clone());
        let status = self
            .acts(event)
            .filter_map(|act| act.status)
            .find(|status| *status != Status::Completed);
        let stated = match status {
            None | Some(Status::Completed) => None,
            Some(Status::Exit(0)) => {
                return said.filter(|said| said.kind != FailureKind::Words);
            }
            Some(Status::Failed) => Some(String::new()),
            Some(Status::Exit(code)) => Some(code.to_string()),
        };
        said.or_else(|| {
            stated.map(|text| Failure {
                line: None,
                text,
                kind: FailureKind::Stated,
            })
        })
    }

    /// Why nothing proves how an event ended, where a capture shows its output.
    pub(super) fn unproven(&self, event: usize) -> Option<&'a Act> {
        let mut shown = self.acts(event).filter(|act| act.whole != Whole::Never);
        let first = shown.next()?;
        let rest = shown.all(Act::is_unproven);
        let contradicts = |act: &Act| {
            let is_words = |failure: &Failure| failure.kind == FailureKind::Words;
            act.failure.as_ref().is_some_and(is_words)
        };
        (first.is_unproven() && rest || self.acts(event).any(contradicts)).then_some(first)
    }

    /// What an event's output shows of a pattern's outcome.
    pub(super) fn seen(&self, event: usize, pattern: usize) -> Option<&'a Seen> {
        let pattern_of = &self.expected.patterns[pattern];
        if pattern_of.check.is_none() {
            let is_command = matches!(pattern_of.wanted, Wanted::Command(_));
            let is_unseen =
                self.is_blind(event) || self.is_unended(event) || self.unproven(event).is_some();
            return (is_command && is_unseen).then_some(&UNSEEN);
        }
        let ended = self.acts(event).filter(|act| act.ended != Ended::Awaited);
        let mut seen = ended.filter_map(|act| act.seen.get(&pattern));
        let best = seen.find(|seen| **seen != Seen::Unseen);
        Some(best.unwrap_or(&UNSEEN))
    }

    /// Whether nothing shows what came of an event. A history shows that a line was entered; that it
    /// completed PowerShell says of errors that were only written, too.
    fn is_blind(&self, event: usize) -> bool {
        let shown = &self.events[event].shown;
        shown.iter().all(|(capture, act)| {
            let observation = &self.observations[*capture];
            let act = &observation.acts[*act];
            observation.capture.format.is_history()
                && act.whole == Whole::Never
                && !matches!(act.status, Some(Status::Exit(_)))
        })
    }

    /// Whether an event was begun, and nothing shows that it came to an end although something would.
    pub(super) fn is_unended(&self, event: usize) -> bool {
        self.acts(event).all(|act| act.ended == Ended::Awaited)
    }

    /// The order of what is expected, to be walked.
    pub(super) fn reach(&self) -> &Reach {
        self.reach.get_or_init(|| Reach::of(self.expected))
    }

    /// Whether anything was done, or said of another act, before or after something that is said: without
    /// it, that contradicts nothing.
    pub(super) fn is_near(&self, said: &Statement, way: Way) -> bool {
        let is_there = |moment: Moment| match way {
            Way::After => self.is_earlier(moment, said.moment),
            Way::Before => self.is_earlier(said.moment, moment),
        };
        let is_dated = said.moment.interval.from > Interval::ANY.from;
        let mut events = 0..self.events.len();
        is_dated
            && (events.any(|event| is_there(self.moment(event)))
                || self.statements.moments().any(is_there))
    }

    /// When an event was, and on whose clock.
    pub(super) fn moment(&self, event: usize) -> Moment {
        let event = &self.events[event];
        Moment {
            clock: Some((
                self.sessions.clocks[event.session],
                event.session,
                event.sequence,
            )),
            interval: event.interval,
        }
    }

    /// Whether an event was provably before what somebody says.
    pub(super) fn was_before(&self, event: usize, said: &Statement) -> bool {
        self.is_earlier(self.moment(event), said.moment)
    }

    /// Whether what somebody says was provably before an event.
    pub(super) fn was_after(&self, event: usize, said: &Statement) -> bool {
        self.is_earlier(said.moment, self.moment(event))
    }

    /// Whether one moment is provably before another of which one is somebody's word. Marks are held
    /// against the clock of their own computer only: who says "done" on another one may do so later.
    pub(super) fn is_earlier(&self, one: Moment, other: Moment) -> bool {
        let by_time = |gap: i64| one.interval.to.saturating_add(gap) < other.interval.from;
        match (one.clock, other.clock) {
            (Some((_, a, first)), Some((_, b, second))) if a == b => first < second,
            (Some((a, ..)), Some((b, ..))) => a == b && by_time(0),
            _ => by_time(self.skew),
        }
    }

    /// Whether one event is provably before another: in one session by its place, else by time, and
    /// between two clocks only beyond what they may differ by.
    pub(super) fn before(&self, a: usize, b: usize) -> bool {
        let (first, second) = (&self.events[a], &self.events[b]);
        self.is_before(
            (first.session, first.sequence, first.interval),
            (second.session, second.sequence, second.interval),
        )
    }

    /// The same of anything, by its session, its place in that, and its time.
    pub(super) fn is_before(
        &self,
        (session, sequence, interval): (usize, u32, Interval),
        (other, place, later): (usize, u32, Interval),
    ) -> bool {
        if session == other {
            return sequence < place;
        }
        let clocks = &self.sessions.clocks;
        let skew = if clocks[session] == clocks[other] {
            0
        } else {
            self.skew
        };
        interval.to.saturating_add(skew) < later.from
    }

    /// Whether the plan itself has a command only simulated: `--dry-run`.
    fn is_planned_so(&self, pattern: usize) -> bool {
        match &self.expected.patterns[pattern].wanted {
            Wanted::Command(planned) => planned.mode == Mode::Simulated,
            Wanted::Program(_) => false,
        }
    }

    fn host_fit(&self, event: usize, slot: &Slot<'_>) -> HostFit {
        let Hosts::OneOf(hosts) = &slot.hosts else {
            return HostFit::Right;
        };
        match &self.events[event].host {
            EventHost::Known(own) => {
                let is_wanted = |name: &str| hosts.iter().any(|host| host == name);
                let mut meant = self.expected.computers.meant_by(own);
                // It is one of several computers of the plan, and not surely one of these.
                if self.expected.computers.is_shared(own)
                    && !meant.all(is_wanted)
                    && hosts.iter().any(|host| host::same(own, host) == Same::Yes)
                {
                    return HostFit::Unknown(Unresolved::ShortName(own.clone()));
                }
                let mut fit = HostFit::Wrong(own.clone());
                for host in hosts {
                    match host::same(own, host) {
                        Same::Yes => return HostFit::Right,
                        Same::Perhaps => {
                            fit = HostFit::Unknown(Unresolved::Computer(own.clone()));
                        }
                        Same::No => {}
                    }
                }
                fit
            }
            // On any of several computers of the change: a history that names none is of one.
            EventHost::Unnamed if hosts.len() > 1 => HostFit::Right,
            EventHost::Unnamed => HostFit::Unknown(Unresolved::Variable("hostname".to_owned())),
            EventHost::Unresolved(reason) => HostFit::Unknown(reason.clone()),
        }
    }

    /// How an event fits a slot; `None` where it has nothing to do with it.
    pub(super) fn assess(&self, event: usize, slot: usize) -> Option<Assessment<'a>> {
        let slot = &self.expected.slots[slot];
        // Whoever carried it out said for what.
        if self.meant[event].is_some_and(|meant| meant != slot.occurrence) {
            return None;
        }
        let likeness = self.likeness(event, slot.pattern)?;
        let act = self.first_act(event);
        let failure = self.failure(event);
        let depends = self.acts(event).all(|act| act.depends.is_some());
        let depends = act.depends.as_ref().filter(|_| depends);
        Some(Assessment {
            likeness,
            host: self.host_fit(event, slot),
            is_simulated: act.mode == Mode::Simulated && !self.is_planned_so(slot.pattern),
            depends,
            seen: self.seen(event, slot.pattern),
            is_outside: self.is_outside(event),
            failure,
        })
    }

    /// What was expected and what was done, as a question for the alignment.
    ///
    /// # Errors
    /// Where there is more of it than can be aligned.
    pub(super) fn problem(&self) -> Result<align::Problem, align::Fault> {
        let candidates = self.candidates();
        let slots = self.expected.slots.iter().zip(candidates.by_slot);
        let slots = slots.map(|(slot, candidates)| align::Slot {
            missing: MISSING,
            // Of two acts in the wrong order, the later one of the plan was too early.
            displaced: Some(OUT_OF_ORDER - (slot.step as i64).min(UNIT - 1)),
            candidates,
        });
        let node = |node: Node| match node {
            Node::Slot(at) => align::Node::Slot(SlotId(at as u32)),
            Node::Barrier(at) => align::Node::Barrier(at as u32),
        };
        let order = self.expected.order.iter();
        let order = align::Order {
            barriers: self.expected.barriers as u32,
            edges: order.map(|(a, b)| (node(*a), node(*b))).collect(),
        };
        let events = self.events.iter().zip(candidates.extra);
        let events = events.map(|(event, extra)| align::Event {
            from: event.interval.from,
            to: event.interval.to,
            session: event.session as u32,
            sequence: event.sequence,
            extra,
        });
        align::Problem::new(
            slots.collect(),
            order,
            events.collect(),
            self.sessions.clocks.clone(),
            self.skew,
        )
    }

    fn candidates(&self) -> Candidates {
        let mut by_slot: Vec<Vec<Candidate>> = vec![Vec::new(); self.expected.slots.len()];
        let mut extra = vec![0; self.events.len()];
        let mut others: Vec<usize> = Vec::new();
        let mut is_shown = vec![false; self.expected.slots.len()];
        for (event, extra) in extra.iter_mut().enumerate() {
            let act = self.first_act(event);
            let same = act
                .likeness
                .iter()
                .filter(|(_, like)| *like == Likeness::Same);
            let mut has_place = false;
            for (pattern, _) in same {
                for slot in self.index.near(*pattern, &self.events[event].host) {
                    let Some(fit) = self.assess(event, slot) else {
                        continue;
                    };
                    if matches!(fit.host, HostFit::Wrong(_)) {
                        continue;
                    }
                    has_place = true;
                    is_shown[slot] |= !fit.is_simulated;
                    by_slot[slot].push(Candidate {
                        event: EventId(event as u32),
                        cost: fit.cost(),
                    });
                }
            }
            let is_look = act.effect == Effect::Reads || act.mode == Mode::Simulated;
            let is_unresolved = act
                .likeness
                .iter()
                .all(|(_, like)| matches!(like, Likeness::Unresolved(_)));
            *extra = match (has_place || is_unresolved, is_look) {
                // Carried out again, or nobody knows what.
                (true, _) => 0,
                (false, true) => EXTRA_LOOK,
                (false, false) => EXTRA_CHANGE,
            };
            if !has_place {
                others.push(event);
            }
        }
        // What is like an act, or the act itself on another computer, may stand in the place of one
        // that nothing shows: one wrong act is one finding. It never does where the act is shown.
        for event in others {
            let act = self.first_act(event);
            // What is exactly one command of the plan is no slip of another.
            let is_exact = act.likeness.iter().any(|(_, like)| *like == Likeness::Same);
            for (pattern, like) in &act.likeness {
                if is_exact && *like != Likeness::Same {
                    continue;
                }
                for slot in self.index.of_pattern(*pattern) {
                    if is_shown[*slot] {
                        continue;
                    }
                    let fit = self.assess(event, *slot);
                    // Another command on another computer is no slip.
                    if let Some(fit) = fit.filter(|fit| {
                        !matches!(fit.host, HostFit::Wrong(_)) || *fit.likeness == Likeness::Same
                    }) {
                        by_slot[*slot].push(Candidate {
                            event: EventId(event as u32),
                            cost: fit.cost(),
                        });
                    }
                }
            }
        }
        for (occurrence, way, slot) in self.bound_by_word() {
            for candidate in &mut by_slot[slot] {
                let event = candidate.event.index();
                let mut done = self.statements.done(occurrence);
                let is_wrong = done.all(|said| match way {
                    Way::After => self.was_before(event, said),
                    Way::Before => self.was_after(event, said),
                });
                candidate.cost += if is_wrong { OUT_OF_ORDER } else { 0 };
            }
        }
        let lost: Vec<Option<LastLook>> = (0..by_slot.len())
            .map(|slot| self.lost_again(slot, &by_slot))
            .collect();
        for ((slot, candidates), lost) in by_slot.iter_mut().enumerate().zip(lost) {
            if let Some(last) = lost {
                self.lose_again(slot, last, candidates);
            }
            candidates.sort_by_key(|candidate| (candidate.event.0, candidate.cost));
            candidates.dedup_by_key(|candidate| candidate.event);
        }
        Candidates { by_slot, extra }
    }

    /// Slots that must come after an occurrence, or before it, of which a guided script says when it was
    /// done. There are few; of many, order is only judged afterwards.
    fn bound_by_word(&self) -> Vec<(usize, Way, usize)> {
        const MOST: usize = 300;
        let is_marked = |at: &usize| {
            let is_alone = self.expected.occurrences[*at].slots.is_empty();
            is_alone && self.statements.done(*at).any(|said| said.mark.is_some())
        };
        let marked: Vec<usize> = self.statements.occurrences().filter(is_marked).collect();
        let mut found = Vec::new();
        for at in marked.iter().copied().filter(|_| marked.len() <= MOST) {
            let nodes = &self.expected.occurrences[at].nodes;
            let mut put = |way, met| {
                if let Met::Slot(slot) = met {
                    found.push((at, way, slot));
                }
                false
            };
            let last = nodes.iter().map(|(_, last)| *last);
            self.reach()
                .walk(last, Way::After, |met| put(Way::After, met));
            let first = nodes.iter().map(|(first, _)| *first);
            self.reach()
                .walk(first, Way::Before, |met| put(Way::Before, met));
        }
        found
    }
}

impl Pattern<'_> {
    /// Whether it is a program, which a log of processes shows.
    pub(super) fn is_program(&self) -> bool {
        match &self.wanted {
            Wanted::Program(_) => true,
            Wanted::Command(invocation) => {
                matches!(invocation.program, runproof_shell::Program::File(_))
            }
        }
    }
}

impl Assessment<'_> {
    fn cost(&self) -> i64 {
        let mut cost = match self.likeness {
            Likeness::Same => 0,
            Likeness::Unresolved(_) => UNRESOLVED,
            Likeness::Differs(differences) => {
                let further = differences.len().saturating_sub(1) as i64 * FURTHER_ARGUMENT;
                if differences.iter().any(is_path) {
                    WRONG_PATH + further
                } else {
                    WRONG_ARGUMENT + further
                }
            }
        };
        cost += match self.host {
            HostFit::Right => 0,
            HostFit::Wrong(_) => WRONG_HOST,
            HostFit::Unknown(_) => UNRESOLVED,
        };
        if self.is_simulated {
            return cost + SIMULATED;
        }
        if self.depends.is_some() {
            cost += UNRESOLVED;
        }
        if self.is_outside {
            cost += OUTSIDE;
        }
        cost + match (&self.failure, self.seen) {
            (Some(_), _) => FAILED,
            (None, None | Some(Seen::Reached(_))) => 0,
            (None, Some(Seen::NotYet(_))) => NOT_REACHED,
            (None, Some(Seen::Failed(_))) => STATE_FAILED,
            (None, Some(Seen::Unseen)) => OUTCOME_UNSEEN,
        }
    }
}

/// Whether a difference is one of place.
pub(super) fn is_path(difference: &Difference) -> bool {
    matches!(difference, Difference::Path { .. })
}

struct Candidates {
    by_slot: Vec<Vec<Candidate>>,
    extra: Vec<i64>,
}

/// The event that a choice takes.
pub(super) fn event_of(choice: &Choice) -> Option<usize> {
    match choice {
        Choice::InOrder(event) | Choice::Displaced(event) => Some(event.index()),
        Choice::Missing => None,
    }
}
