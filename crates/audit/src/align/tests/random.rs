//! Small problems of every shape, each from a number.

use super::super::{Candidate, Event, EventId, Node, Order, Problem, Slot, SlotId};

/// Numbers without pattern (splitmix64, public domain).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn cost(&mut self, most: u64) -> i64 {
        self.below(most + 1) as i64
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// At most 6 slots, 3 barriers and 7 events.
pub(super) fn problem(seed: u64) -> Problem {
    let dice = &mut Dice::new(seed);
    let slots = 1 + dice.below(6);
    let barriers = dice.below(3) as u32;
    let events = dice.below(8) as usize;
    let sessions = 1 + dice.below(3) as u32;
    let clocks: Vec<u32> = (0..sessions).map(|_| dice.below(2) as u32).collect();
    let (skew, span) = (dice.below(3) as i64, 4 + dice.below(12));
    let has_times = dice.below(4);
    let seen: Vec<Event> = (0..events)
        .map(|at| event(dice, at, sessions, span, has_times))
        .collect();
    let sharing = dice.below(3);
    let costs = 1 + dice.below(10);
    let mut wanted: Vec<Slot> = (0..slots)
        .map(|_| Slot {
            missing: dice.cost(costs),
            displaced: (!dice.one_in(4)).then(|| dice.cost(costs / 2)),
            candidates: Vec::new(),
        })
        .collect();
    for at in 0..events as u32 {
        let owner = dice.below(slots);
        for (slot, wanted) in wanted.iter_mut().enumerate() {
            let may = match sharing {
                0 => slot as u64 == owner,
                1 => slot as u64 == owner || dice.one_in(5),
                _ => dice.one_in(2),
            };
            if may && wanted.candidates.len() < 4 {
                let cost = if dice.one_in(2) {
                    0
                } else {
                    dice.cost(costs / 2)
                };
                wanted.candidates.push(Candidate {
                    event: EventId(at),
                    cost,
                });
            }
        }
    }
    let order = order(dice, slots, barriers);
    Problem::new(wanted, order, seen, clocks, skew).unwrap()
}

/// So many computers, each with so many steps that are the same on all of them; the captures do not
/// say whose they are, and each step is waited for everywhere.
pub(super) fn alike(hosts: u32, steps: u32) -> Problem {
    let mut slots = Vec::new();
    let mut events = Vec::new();
    let mut edges = Vec::new();
    for step in 0..steps {
        for host in 0..hosts {
            let slot = SlotId(slots.len() as u32);
            if step > 0 {
                edges.push((Node::Barrier(step - 1), Node::Slot(slot)));
            }
            edges.push((Node::Slot(slot), Node::Barrier(step)));
            let same = (0..hosts).map(|other| Candidate {
                event: EventId(step * hosts + other),
                cost: i64::from((host + other) % 3),
            });
            slots.push(Slot {
                missing: 1000,
                displaced: Some(400),
                candidates: same.collect(),
            });
            // One computer after the other: each step is begun before the others have done theirs.
            let at = i64::from(host * steps + step) * 100;
            events.push(Event {
                from: at,
                to: at,
                session: host,
                sequence: step,
                extra: 10,
            });
        }
    }
    let clocks = vec![0; hosts as usize];
    let order = Order {
        barriers: steps,
        edges,
    };
    Problem::new(slots, order, events, clocks, 0).unwrap()
}

fn event(dice: &mut Dice, at: usize, sessions: u32, span: u64, has_times: u64) -> Event {
    let start = dice.cost(span);
    let (from, to) = match has_times {
        0 if dice.one_in(2) => (i64::MIN, i64::MAX),
        1 => (start, start + dice.cost(span)),
        _ => match dice.below(12) {
            0 => (i64::MIN, start),
            1 => (start, i64::MAX),
            2..5 => (start, start + dice.cost(5)),
            _ => (start, start),
        },
    };
    let session = dice.below(u64::from(sessions)) as u32;
    let sequence = if dice.one_in(8) {
        dice.below(4) as u32
    } else {
        at as u32
    };
    Event {
        from,
        to,
        session,
        sequence,
        extra: dice.cost(3),
    }
}

/// Edges go up in a random numbering of all nodes.
fn order(dice: &mut Dice, slots: u64, barriers: u32) -> Order {
    let mut nodes: Vec<Node> = (0..slots).map(|at| Node::Slot(SlotId(at as u32))).collect();
    nodes.extend((0..barriers).map(Node::Barrier));
    for at in (1..nodes.len()).rev() {
        nodes.swap(at, dice.below(at as u64 + 1) as usize);
    }
    let density = 1 + dice.below(4);
    let mut edges = Vec::new();
    for later in 0..nodes.len() {
        for earlier in 0..later {
            if dice.one_in(density) {
                edges.push((nodes[earlier], nodes[later]));
            }
        }
    }
    Order { barriers, edges }
}
