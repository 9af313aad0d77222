//! Whether all that is in order can have been in order together.
//!
//! Two acts of an expected order can each be possible, and all of them not: `a1` before `b1` and
//! `a2` before `b2` were expected, one session shows `b1` before `a2`, another `b2` before `a1`.
//! No pair contradicts itself, and yet there is no time at which each can have been. So the
//! expected order and the provable order, together, must not go round in a circle.

use std::collections::VecDeque;

use super::log_order::{Axis, LogOrder};
use super::model_order::ModelOrder;

const NONE: u32 = u32::MAX;

/// A shortest circle through some act: slots in order, each before the next, by the expected or
/// by the provable order, and the last before the first. `event` gives a slot's event in order.
pub(super) fn find(model: &ModelOrder, log: &LogOrder, event: &[Option<u32>]) -> Option<Vec<u32>> {
    let nodes = model.sequence().len();
    let mut edges: Vec<(u32, u32)> = Vec::new();
    for node in 0..nodes as u32 {
        edges.extend(model.before(node).iter().map(|before| (*before, node)));
    }
    let mut places: Vec<(Axis, i64, i64, u32)> = Vec::new();
    for (slot, event) in event.iter().enumerate() {
        if let Some(event) = event {
            let of = log.places(*event);
            places.extend(of.map(|place| (place.axis, place.high, place.low, slot as u32)));
        }
    }
    places.sort_unstable();
    let mut count = nodes as u32;
    for run in places.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, _, low, slot)) in run.iter().enumerate() {
            let link = count + at as u32;
            edges.push((link, *slot));
            if at + 1 < run.len() {
                edges.push((link, link + 1));
            }
            let entry = run.partition_point(|(_, high, _, _)| high <= low);
            if entry < run.len() {
                edges.push((*slot, count + entry as u32));
            }
        }
        count += run.len() as u32;
    }
    let graph = Graph::new(count as usize, &edges);
    let left = graph.left_over();
    let has_event = |node: u32| event.get(node as usize).is_some_and(Option::is_some);
    let mut best: Option<Vec<u32>> = None;
    // A node that is left over may only lead to a circle; try some.
    let starts = (0..nodes as u32).filter(|node| left[*node as usize] && has_event(*node));
    let mut tried = 0;
    for start in starts {
        if let Some(path) = graph.shortest_round(start, &left) {
            let acts: Vec<u32> = path.into_iter().filter(|node| has_event(*node)).collect();
            if best.as_ref().is_none_or(|best| acts.len() < best.len()) {
                best = Some(acts);
            }
            tried += 1;
            if tried == 16 {
                break;
            }
        }
    }
    best
}

/// Edges by their beginning.
struct Graph {
    starts: Vec<u32>,
    to: Vec<u32>,
}

impl Graph {
    fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut starts = vec![0u32; nodes + 1];
        for (from, _) in edges {
            starts[*from as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut fill = starts.clone();
        let mut to = vec![0; edges.len()];
        for (from, end) in edges {
            to[fill[*from as usize] as usize] = *end;
            fill[*from as usize] += 1;
        }
        Self { starts, to }
    }

    fn after(&self, node: u32) -> &[u32] {
        &self.to[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// The nodes that are on a circle or after one.
    fn left_over(&self) -> Vec<bool> {
        let nodes = self.starts.len() - 1;
        let mut waits = vec![0u32; nodes];
        self.to.iter().for_each(|to| waits[*to as usize] += 1);
        let mut stack: Vec<u32> = (0..nodes as u32)
            .filter(|n| waits[*n as usize] == 0)
            .collect();
        let mut left = vec![true; nodes];
        while let Some(node) = stack.pop() {
            left[node as usize] = false;
            for &to in self.after(node) {
                waits[to as usize] -= 1;
                if waits[to as usize] == 0 {
                    stack.push(to);
                }
            }
        }
        left
    }

    /// A shortest way from a node to itself.
    fn shortest_round(&self, start: u32, left: &[bool]) -> Option<Vec<u32>> {
        let mut from = vec![NONE; left.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for &to in self.after(node).iter().filter(|to| left[**to as usize]) {
                if to == start {
                    let mut path = vec![node];
                    while path.last() != Some(&start) {
                        path.push(from[*path.last()? as usize]);
                    }
                    path.reverse();
                    return Some(path);
                }
                if from[to as usize] == NONE {
                    from[to as usize] = node;
                    queue.push_back(to);
                }
            }
        }
        None
    }
}
