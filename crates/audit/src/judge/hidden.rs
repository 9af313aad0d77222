//! What may hide an act that nothing shows: the entries in which it can have been done unseen.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::Judge;
use crate::blind::{Hiding, What};
use crate::events::EventHost;
use crate::expect::{Hosts, Node};
use crate::found::text;
use crate::host::{self, Same};
use crate::matching::Facts;
use crate::observe::Likeness;
use crate::verdict::{Evidence, Message};
use runproof_shell::{Opaque, Unresolved};

/// So many of them are quoted.
const QUOTED: usize = 5;

/// What may hide an act.
pub(super) struct Hideout {
    /// The message that says so.
    pub(super) id: &'static str,
    /// Why what stands first may.
    pub(super) reason: Message,
    /// The entries, first those that name the act.
    pub(super) evidence: Vec<Evidence>,
}

impl<'a> Judge<'a> {
    /// The entries in which an act can have been done unseen: on one of its computers, in the time of
    /// the change, and neither before what it had to follow nor behind what had to follow it.
    pub(super) fn hideout(&self, slot: usize) -> Option<Hideout> {
        if self.facts.hidings.is_empty() {
            return None;
        }
        let wanted = &self.facts.expected.slots[slot];
        let all = self.facts.hidings.iter().enumerate();
        let mut fitting: Vec<(usize, &Hiding)> = all
            .filter(|(_, hiding)| self.may_be_there(hiding, &wanted.hosts))
            .filter(|(_, hiding)| {
                let absolute = self.facts.zone.absolute(hiding.interval, hiding.is_local);
                !self.facts.is_apart(absolute)
            })
            .collect();
        fitting.retain(|(_, hiding)| self.may_be(hiding, wanted.pattern));
        fitting.sort_by_key(|(_, hiding)| !self.names(hiding, wanted.pattern));
        let fitting = fitting.into_iter();
        let mut fitting = fitting.filter(|(at, hiding)| self.is_in_place(*at, hiding, slot));
        let (_, first) = fitting.next()?;
        let others = fitting.take(QUOTED - 1).map(|(_, hiding)| hiding);
        let evidence = [first]
            .into_iter()
            .chain(others)
            .flat_map(|hiding| match hiding.what {
                What::Blind(capture, at) => {
                    let place = &self.facts.observations[capture].blinds[at].place;
                    vec![self.notes.place(capture, place, None)]
                }
                What::Event(event) => self.notes.evidence(event),
            });
        Some(Hideout {
            evidence: evidence.collect(),
            id: match first.what {
                What::Blind(..) => "audit-no-evidence-hidden",
                What::Event(_) => "audit-no-evidence-unresolved",
            },
            reason: self.reason_of(first, wanted.pattern)?,
        })
    }

    /// Whether something may be that command: what was not understood may be any.
    fn may_be(&self, hiding: &Hiding, pattern: usize) -> bool {
        let What::Event(event) = hiding.what else {
            return true;
        };
        match self.facts.likeness(event, pattern) {
            // What the shell refused to read did nothing.
            Some(Likeness::Unresolved(Unresolved::Syntax(_))) => {
                self.facts.failure(event).is_none()
            }
            Some(Likeness::Unresolved(_)) => true,
            Some(Likeness::Same) => matches!(hiding.host, EventHost::Unresolved(_)),
            Some(Likeness::Differs(_)) | None => false,
        }
    }

    /// Whether its text names the command.
    fn names(&self, hiding: &Hiding, pattern: usize) -> bool {
        match hiding.what {
            What::Blind(capture, at) => {
                let blind = &self.facts.observations[capture].blinds[at];
                blind.names.contains(&pattern)
            }
            What::Event(_) => true,
        }
    }

    fn reason_of(&self, hiding: &Hiding, pattern: usize) -> Option<Message> {
        match hiding.what {
            What::Blind(capture, at) => {
                let blind = &self.facts.observations[capture].blinds[at];
                Some(self.why_hidden(&blind.why))
            }
            What::Event(event) => match (self.facts.likeness(event, pattern)?, &hiding.host) {
                (Likeness::Unresolved(reason), _) | (_, EventHost::Unresolved(reason)) => {
                    Some(self.notes.reason(reason))
                }
                _ => None,
            },
        }
    }

    fn why_hidden(&self, why: &Opaque) -> Message {
        let told = |id: &'static str, subject: &str| Message {
            id,
            arguments: vec![("text", text(&self.notes.shown(subject)))],
        };
        match why {
            Opaque::Text(reason) => self.notes.reason(reason),
            Opaque::Script(name) => told("audit-unresolved-script", name),
            Opaque::Launcher(name) => told("audit-hidden-launcher", name),
            Opaque::Name(name) => told("audit-hidden-name", name),
        }
    }

    /// Whether something may have been done on one of these computers: it was run there, or in a session
    /// that reached it from another one.
    fn may_be_there(&self, hiding: &Hiding, hosts: &Hosts) -> bool {
        let Hosts::OneOf(hosts) = hosts else {
            return true;
        };
        let is_one = |own: &str| hosts.iter().any(|host| host::same(own, host) != Same::No);
        let (capture, session) = self.facts.sessions.places[hiding.session];
        let reached = || {
            let all = &self.facts.observations[capture].reached;
            all.range((session, String::new())..(session + 1, String::new()))
                .any(|(_, host)| is_one(host))
        };
        match &hiding.host {
            EventHost::Known(own) => {
                let is_at_home = self.facts.observations[capture].capture.sessions[session]
                    .host
                    .as_ref()
                    .is_none_or(|home| host::same(home, own) == Same::Yes);
                is_one(own) || is_at_home && reached()
            }
            EventHost::Unnamed | EventHost::Unresolved(_) => true,
        }
    }

    /// Whether something stands neither before all that the slot has to follow nor behind all that has to
    /// follow it. Whichever way, what is done elsewhere is out of order.
    fn is_in_place(&self, at: usize, hiding: &Hiding, slot: usize) -> bool {
        let orders = self.orders.whole.get_or_init(|| Order::of(self));
        let mut known = self.orders.known.borrow_mut();
        let reach = known
            .entry(at)
            .or_insert_with(|| orders.reach(self.facts, hiding));
        !reach.early.has(slot) && !reach.late.has(slot)
    }
}

/// What has to come before what, computed where it is asked for.
#[derive(Debug, Default)]
pub(super) struct Orders {
    whole: OnceCell<Order>,
    /// Of each entry that may hide an act, of which acts it cannot be.
    known: RefCell<HashMap<usize, Reach>>,
}

/// The order of the plan and what was seen of it.
#[derive(Debug)]
struct Order {
    /// The nodes before each node: slots first, then barriers.
    before: Vec<Vec<u32>>,
    /// The nodes, each behind all that come before it.
    sorted: Vec<u32>,
    /// The events that show each slot.
    shown: Vec<Vec<usize>>,
}

/// Slots before which, or behind which, something provably stands.
#[derive(Debug)]
struct Reach {
    early: Bits,
    late: Bits,
}

impl Order {
    fn of(judge: &Judge<'_>) -> Self {
        let expected = judge.facts.expected;
        let slots = expected.slots.len();
        let number = |node: &Node| match node {
            Node::Slot(at) => *at,
            Node::Barrier(at) => slots + at,
        };
        let count = slots + expected.barriers;
        let mut before: Vec<Vec<u32>> = vec![Vec::new(); count];
        let mut after: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (from, to) in &expected.order {
            before[number(to)].push(number(from) as u32);
            after[number(from)].push(number(to) as u32);
        }
        let mut waits: Vec<usize> = before.iter().map(Vec::len).collect();
        let mut sorted: Vec<u32> = (0..count as u32)
            .filter(|node| waits[*node as usize] == 0)
            .collect();
        let mut next = 0;
        while let Some(node) = sorted.get(next).copied() {
            next += 1;
            for other in &after[node as usize] {
                waits[*other as usize] -= 1;
                if waits[*other as usize] == 0 {
                    sorted.push(*other);
                }
            }
        }
        let shown = (0..slots).map(|slot| match judge.event(slot) {
            Some(_) => judge.same(slot).to_vec(),
            None => Vec::new(),
        });
        Self {
            before,
            sorted,
            shown: shown.collect(),
        }
    }

    fn reach(&self, facts: &Facts<'_>, hiding: &Hiding) -> Reach {
        let own = (hiding.session, hiding.sequence, hiding.interval);
        let place = |event: &usize| {
            let event = &facts.events[*event];
            (event.session, event.sequence, event.interval)
        };
        let shown = |node: u32| self.shown.get(node as usize).filter(|all| !all.is_empty());
        let is_early = |node: u32| {
            shown(node)
                .is_some_and(|all| all.iter().all(|event| facts.is_before(own, place(event))))
        };
        let is_late = |node: u32| {
            shown(node)
                .is_some_and(|all| all.iter().all(|event| facts.is_before(place(event), own)))
        };
        let mut early = Bits::of(self.before.len());
        for node in &self.sorted {
            let before = &self.before[*node as usize];
            if before
                .iter()
                .any(|from| early.has(*from as usize) || is_early(*from))
            {
                early.set(*node as usize);
            }
        }
        let mut late = Bits::of(self.before.len());
        for node in self.sorted.iter().rev() {
            if late.has(*node as usize) || is_late(*node) {
                for from in &self.before[*node as usize] {
                    late.set(*from as usize);
                }
            }
        }
        Reach { early, late }
    }
}

/// A set of small numbers.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }
}
