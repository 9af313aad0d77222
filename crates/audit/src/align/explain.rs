//! What is said beside the explanation: what an act out of order contradicts, and where the
//! expected order could not be proved to have been kept.

use std::collections::BTreeMap;

use super::circle;
use super::problem::{EventId, SlotId};
use super::solve::{self, Ground};
use super::{Choice, Cost};

/// Makes the choices the plainest of those that cost no more: in order rather than out of order,
/// and earlier events rather than later ones, slot by slot.
pub(super) fn settle(ground: &Ground<'_>, choices: &mut [Choice], in_parts: &[u32]) {
    let mut changed: BTreeMap<u32, Choice> = BTreeMap::new();
    for &slot in in_parts {
        let is_alone = |event: u32| !ground.is_shared(event);
        let now = choices[slot as usize];
        let (now_event, worth) = match now {
            Choice::Missing => continue,
            Choice::InOrder(event) | Choice::Displaced(event) => {
                (event, solve::benefit(ground, slot, now))
            }
        };
        let rank = |event: &u32| ground.log.rank(*event);
        let mut others: Vec<u32> = ground
            .range(slot)
            .filter(|at| ground.uses[*at as usize].gain >= worth)
            .map(|at| ground.uses[at as usize].event)
            .filter(|event| *event == now_event.0 || is_alone(*event))
            .filter(|event| now != Choice::InOrder(now_event) || rank(event) < rank(&now_event.0))
            .collect();
        others.sort_by_key(rank);
        let fits = |event: &u32| against(ground, choices, slot, *event).is_empty();
        let Some(event) = others.into_iter().find(fits) else {
            continue;
        };
        choices[slot as usize] = Choice::InOrder(EventId(event));
        changed.insert(slot, now);
    }
    // Pairs fit; all together may not.
    while !changed.is_empty()
        && let Some(found) = circle::find(&ground.model, &ground.log, &solve::in_order(choices))
    {
        let back: Vec<u32> = found
            .into_iter()
            .filter(|slot| changed.contains_key(slot))
            .collect();
        let back = if back.is_empty() {
            changed.keys().copied().collect()
        } else {
            back
        };
        for slot in back {
            choices[slot as usize] = changed.remove(&slot).unwrap_or(choices[slot as usize]);
        }
    }
}

/// The slots in order that contradict a use.
fn against(ground: &Ground<'_>, choices: &[Choice], slot: u32, event: u32) -> Vec<u32> {
    let mut found = Vec::new();
    ground.tell_contradicting(slot, event, |other, with| {
        if other != slot && choices[other as usize] == Choice::InOrder(EventId(with)) {
            found.push(other);
        }
    });
    found
}

/// For each slot out of order the fewest slots in order that it contradicts: the nearest one by
/// the expected order, or all of a circle; the slots by their places.
pub(super) fn contradictions(
    ground: &Ground<'_>,
    choices: &[Choice],
) -> Vec<(SlotId, Vec<SlotId>)> {
    let mut place = vec![0u32; ground.problem.nodes()];
    for (at, node) in ground.model.sequence().iter().enumerate() {
        place[*node as usize] = at as u32;
    }
    let mut all = Vec::new();
    for (slot, choice) in choices.iter().enumerate() {
        let Choice::Displaced(event) = choice else {
            continue;
        };
        let slot = slot as u32;
        let found = against(ground, choices, slot, event.0);
        let away = |other: &u32| {
            (
                place[*other as usize].abs_diff(place[slot as usize]),
                *other,
            )
        };
        let with = match found.into_iter().min_by_key(away) {
            Some(nearest) => vec![SlotId(nearest)],
            None => {
                let mut in_order = solve::in_order(choices);
                in_order[slot as usize] = Some(event.0);
                let circle = circle::find(&ground.model, &ground.log, &in_order);
                let others = circle.into_iter().flatten().filter(|other| *other != slot);
                others.map(SlotId).collect()
            }
        };
        all.push((SlotId(slot), with));
    }
    all
}

/// The latest of what comes before, as far as later acts need to know.
#[derive(Debug, Clone, Default)]
struct Latest {
    /// The two latest of different clocks.
    any: Two,
    /// The two latest of different sessions, by clock.
    by_clock: BTreeMap<u32, Two>,
}

/// The latest moments of two different keys, with the slots.
#[derive(Debug, Clone, Copy, Default)]
struct Two([Option<(i64, u32, u32)>; 2]);

impl Two {
    fn add(&mut self, moment: i64, key: u32, slot: u32) {
        let mut new = (moment, key, slot);
        for old in &mut self.0 {
            match old {
                Some(known) if known.1 == new.1 => {
                    *known = (*known).max(new);
                    return;
                }
                Some(known) if *known < new => {
                    std::mem::swap(known, &mut new);
                }
                Some(_) => {}
                None => {
                    *old = Some(new);
                    return;
                }
            }
        }
    }

    /// The latest that is not of this key.
    fn other(&self, key: u32) -> Option<(i64, u32)> {
        let found = self.0.iter().flatten().find(|(_, other, _)| *other != key);
        found.map(|(moment, _, slot)| (*moment, *slot))
    }
}

/// For each slot in order, a slot in order directly before it (through what was not carried out)
/// of which the events do not prove that it was first.
pub(super) fn unproven(ground: &Ground<'_>, choices: &[Choice]) -> Vec<Option<SlotId>> {
    let in_order = solve::in_order(choices);
    let skew = ground.problem.skew();
    let mut known: Vec<Latest> = Vec::new();
    let mut known_of = vec![0u32; ground.problem.nodes()];
    let mut unproven = vec![None; choices.len()];
    for &node in ground.model.sequence() {
        let mut before: Vec<u32> = ground
            .model
            .before(node)
            .iter()
            .map(|earlier| known_of[*earlier as usize])
            .collect();
        before.sort_unstable();
        before.dedup();
        let Some(event) = in_order.get(node as usize).copied().flatten() else {
            known_of[node as usize] = match &*before {
                [one] => *one,
                several => {
                    let merged = merge(several.iter().map(|one| &known[*one as usize]));
                    known.push(merged);
                    known.len() as u32 - 1
                }
            };
            continue;
        };
        let stamp = ground.log.stamp(event);
        let witness = |latest: &Latest| {
            let own = latest
                .by_clock
                .get(&stamp.clock)
                .and_then(|two| two.other(stamp.session));
            let late = own.filter(|(to, _)| *to >= stamp.from);
            let other = latest.any.other(stamp.clock);
            late.or(other.filter(|(to, _)| to.saturating_add(skew) >= stamp.from))
        };
        let found = before.iter().find_map(|one| witness(&known[*one as usize]));
        unproven[node as usize] = found.map(|(_, slot)| SlotId(slot));
        let mut own = Latest::default();
        own.any.add(stamp.to, stamp.clock, node);
        own.by_clock
            .entry(stamp.clock)
            .or_default()
            .add(stamp.to, stamp.session, node);
        known_of[node as usize] = known.len() as u32;
        known.push(own);
    }
    unproven
}

fn merge<'a>(several: impl Iterator<Item = &'a Latest>) -> Latest {
    let mut merged = Latest::default();
    for latest in several {
        for (moment, clock, slot) in latest.any.0.iter().flatten() {
            merged.any.add(*moment, *clock, *slot);
        }
        for (clock, two) in &latest.by_clock {
            let into = merged.by_clock.entry(*clock).or_default();
            for (moment, session, slot) in two.0.iter().flatten() {
                into.add(*moment, *session, *slot);
            }
        }
    }
    merged
}

/// The cost of choices, all added up.
pub(super) fn cost(ground: &Ground<'_>, choices: &[Choice]) -> Cost {
    let problem = ground.problem;
    let missing: Cost = problem.slots().iter().map(|slot| slot.missing).sum();
    let extra: Cost = problem.events().iter().map(|event| event.extra).sum();
    let worth = |(slot, choice): (usize, &Choice)| solve::benefit(ground, slot as u32, *choice);
    missing + extra - choices.iter().enumerate().map(worth).sum::<Cost>()
}
