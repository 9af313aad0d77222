//! First prices of the events that several slots may use: an assignment of events to slots of the
//! greatest benefit, the order left aside, by shortest augmenting paths; its dual are the prices.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::component::{Component, Open};
use super::problem::Cost;

/// Who gets an event, and what it is worth.
#[derive(Debug)]
pub(super) struct Assignment {
    /// The price of each event of [`Component::shared`].
    pub(super) prices: Vec<Cost>,
    /// The use that each of them is given to.
    pub(super) owner: Vec<Option<u32>>,
}

/// An assignment of events to slots.
pub(super) fn assign(part: &Component, open: &[Open]) -> Assignment {
    // Rows are slots, columns events; then one column a slot for "nothing".
    let mut column_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut column: Vec<usize> = Vec::with_capacity(part.uses.len());
    for one in &part.uses {
        let next = column_of.len();
        column.push(*column_of.entry(one.event).or_insert(next));
    }
    let (rows, events) = (part.slots.len(), column_of.len());
    let mut dual = vec![0; events + rows];
    let mut row_dual = vec![0; rows];
    // The row and the use of each column.
    let mut matched: Vec<Option<(usize, Option<u32>)>> = vec![None; events + rows];
    let mut row_match: Vec<Option<usize>> = vec![None; rows];
    for start in 0..rows {
        let mut distance: BTreeMap<usize, (Cost, usize, Option<u32>)> = BTreeMap::new();
        let mut done: BTreeMap<usize, Cost> = BTreeMap::new();
        let mut heap: BinaryHeap<Reverse<(Cost, usize)>> = BinaryHeap::new();
        let mut is_in: BTreeMap<usize, Cost> = BTreeMap::from([(start, 0)]);
        let (mut row, mut far) = (start, 0);
        let end = loop {
            let uses = part.ranges[row]
                .clone()
                .filter(|at| open[*at as usize].is_open());
            let wanted = uses
                .map(|at| (column[at as usize], -part.uses[at as usize].gain, Some(at)))
                .chain([(events + row, 0, None)]);
            for (to, cost, at) in wanted {
                let length = far + cost - row_dual[row] - dual[to];
                let is_nearer = distance.get(&to).is_none_or(|(old, ..)| length < *old);
                if !done.contains_key(&to) && is_nearer {
                    distance.insert(to, (length, row, at));
                    heap.push(Reverse((length, to)));
                }
            }
            let Some(Reverse((length, to))) = heap.pop() else {
                break None;
            };
            far = length;
            if done.contains_key(&to) {
                // An older, longer way to what is done; go on from the same row.
                row = start;
                far = 0;
                continue;
            }
            done.insert(to, length);
            match matched[to] {
                None => break Some(to),
                Some((other, _)) => {
                    is_in.insert(other, length);
                    row = other;
                }
            }
        };
        let Some(end) = end else { continue };
        let total = done[&end];
        for (to, length) in &done {
            dual[*to] += length - total;
        }
        for (row, length) in is_in {
            row_dual[row] += total - length;
        }
        let mut to = end;
        loop {
            let (_, row, at) = distance[&to];
            matched[to] = Some((row, at));
            match row_match[row].replace(to) {
                Some(before) if row != start => to = before,
                _ => break,
            }
        }
    }
    let place = |event: &u32| column_of[event];
    Assignment {
        prices: part
            .shared
            .iter()
            .map(|(event, _)| -dual[place(event)])
            .collect(),
        owner: part
            .shared
            .iter()
            .map(|(event, _)| matched[place(event)].and_then(|(_, at)| at))
            .collect(),
    }
}
