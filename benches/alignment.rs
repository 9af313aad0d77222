//! A thousand servers, fifteen steps each, a million events.
//!
//! `cargo bench --bench alignment`; docs/performance.md says what came of it.

use divan::Bencher;
use divan::counter::ItemsCount;
use runproof_audit::align::{Candidate, Event, EventId, Node, Order, Problem, Slot, SlotId, align};

fn main() {
    divan::main();
}

const SERVERS: [u32; 5] = [10, 30, 100, 300, 1_000];

/// Every server has done a step before any begins the next; one in twenty acts deviates.
#[divan::bench(args = SERVERS, sample_count = 10, sample_size = 1)]
fn stages(bencher: Bencher<'_, '_>, servers: u32) {
    time(bencher, servers, 1, 50);
}

/// Each server does three steps at its own pace, then all wait for each other.
#[divan::bench(args = SERVERS, sample_count = 10, sample_size = 1)]
fn chains(bencher: Bencher<'_, '_>, servers: u32) {
    time(bencher, servers, 3, 50);
}

/// Each server does all its steps at its own pace.
#[divan::bench(args = SERVERS, sample_count = 10, sample_size = 1)]
fn independent(bencher: Bencher<'_, '_>, servers: u32) {
    time(bencher, servers, 15, 50);
}

/// Steps 4, 8 and 12 are one command: each may be shown by what shows the others.
#[divan::bench(args = SERVERS, sample_count = 10, sample_size = 1)]
fn same_command(bencher: Bencher<'_, '_>, servers: u32) {
    let problem = same_commands(problem(servers, 1, 50), servers);
    let events = ItemsCount::new(problem.events().len());
    bencher.counter(events).bench_local(|| align(&problem).cost);
}

/// Nothing deviates.
#[divan::bench(args = SERVERS, sample_count = 10, sample_size = 1)]
fn conformant(bencher: Bencher<'_, '_>, servers: u32) {
    time(bencher, servers, 1, 0);
}

/// Every second act deviates.
#[divan::bench(args = SERVERS, sample_count = 3, sample_size = 1)]
fn chaos(bencher: Bencher<'_, '_>, servers: u32) {
    time(bencher, servers, 1, 500);
}

fn time(bencher: Bencher<'_, '_>, servers: u32, chain: u32, deviating: u64) {
    let problem = problem(servers, chain, deviating);
    let events = ItemsCount::new(problem.events().len());
    bencher.counter(events).bench_local(|| align(&problem).cost);
}

const STEPS: u32 = 15;
/// A step takes an hour.
const HOUR: i64 = 3_600_000;
/// Events of every server, noise among them.
const EVENTS: u32 = 1_000;

/// Numbers without pattern (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

/// Fifteen steps, the servers waiting for each other after every so many; of a thousand acts so
/// many deviate: not done, swapped with the next, hours late, done twice, or not quite right.
fn problem(servers: u32, chain: u32, deviating: u64) -> Problem {
    let dice = &mut Dice(7);
    let slot = |step: u32, server: u32| step * servers + server;
    let mut slots = Vec::new();
    for _ in 0..STEPS * servers {
        slots.push(Slot {
            missing: 100,
            displaced: Some(25),
            candidates: Vec::new(),
        });
    }
    let mut edges = Vec::new();
    for step in 0..STEPS {
        for server in 0..servers {
            let this = Node::Slot(SlotId(slot(step, server)));
            if step % chain == 0 && step > 0 {
                edges.push((Node::Barrier(step / chain - 1), this));
            } else if step > 0 {
                edges.push((Node::Slot(SlotId(slot(step - 1, server))), this));
            }
            if (step + 1) % chain == 0 && step + 1 < STEPS {
                edges.push((this, Node::Barrier(step / chain)));
            }
        }
    }
    let mut events = Vec::new();
    for server in 0..servers {
        // The moment of each act, its step, and how wrong it is.
        let mut acts: Vec<(i64, Option<(u32, i64)>)> = Vec::new();
        let mut swapped = false;
        for step in 0..STEPS {
            let at = i64::from(step) * HOUR + 60_000 + dice.below(3_400_000) as i64;
            if std::mem::take(&mut swapped) {
                acts.push((at - HOUR, Some((step, 0))));
            } else if dice.below(1_000) < deviating {
                match dice.below(5) {
                    0 => {}
                    1 => {
                        acts.push((at + HOUR, Some((step, 0))));
                        swapped = true;
                    }
                    2 => acts.push((at + HOUR * (1 + dice.below(4) as i64), Some((step, 0)))),
                    3 => acts.extend([(at, Some((step, 0))), (at + 5_000, Some((step, 0)))]),
                    _ => acts.push((at, Some((step, 30)))),
                }
            } else {
                acts.push((at, Some((step, 0))));
            }
        }
        while acts.len() < EVENTS as usize {
            acts.push((dice.below(15 * HOUR as u64) as i64, None));
        }
        acts.sort_unstable();
        for (sequence, (from, shows)) in (0..).zip(acts) {
            let event = EventId(events.len() as u32);
            let extra = if shows.is_some() { 10 } else { 1 };
            events.push(Event {
                from,
                to: from + 999,
                session: server,
                sequence,
                extra,
            });
            if let Some((step, cost)) = shows {
                slots[slot(step, server) as usize]
                    .candidates
                    .push(Candidate { event, cost });
            }
        }
    }
    let order = Order {
        barriers: STEPS / chain - 1,
        edges,
    };
    Problem::new(slots, order, events, (0..servers).collect(), 2_000).unwrap()
}

/// Lets the events of three steps of a server show any of the three.
fn same_commands(problem: Problem, servers: u32) -> Problem {
    let mut slots = problem.slots().to_vec();
    for server in 0..servers {
        let three = [3, 7, 11].map(|step| (step * servers + server) as usize);
        let all: Vec<Candidate> = three
            .iter()
            .flat_map(|slot| slots[*slot].candidates.clone())
            .collect();
        three
            .iter()
            .for_each(|slot| slots[*slot].candidates.clone_from(&all));
    }
    let (order, events) = (problem.order().clone(), problem.events().to_vec());
    Problem::new(
        slots,
        order,
        events,
        problem.clocks().to_vec(),
        problem.skew(),
    )
    .unwrap()
}
