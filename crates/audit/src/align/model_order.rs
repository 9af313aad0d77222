//! The expected order, in a form that is small and quick to search.
//!
//! The transitive closure of a thousand acts before a barrier and a thousand after it is a
//! million pairs. Here an act knows a few acts before it by name (`near`), and the rest through
//! *gates*: barriers, or acts with many before them. `i` precedes `j` exactly if `i` is near `j`,
//! or inside a gate that is reached upwards from the gates of `j`.

use super::problem::Problem;

/// More names than this, and a node becomes a gate. Small tests shall have gates, too.
const NEAR: usize = if cfg!(test) { 1 } else { 16 };

/// The expected order.
#[derive(Debug)]
pub(super) struct ModelOrder {
    near: Vec<Vec<u32>>,
    above: Vec<Vec<u32>>,
    gates: Vec<Gate>,
    /// Nodes (slots first), each after all before it.
    sequence: Vec<u32>,
    /// The direct predecessors of every node.
    before: Vec<Vec<u32>>,
}

/// A node that many acts come before.
#[derive(Debug)]
pub(super) struct Gate {
    /// Acts before it.
    pub(super) inside: Vec<u32>,
    /// Gates whose acts are before it as well.
    pub(super) above: Vec<u32>,
}

impl ModelOrder {
    pub(super) fn new(problem: &Problem) -> Self {
        let slots = problem.slots().len();
        let before = before(problem);
        let sequence = topological(problem).unwrap_or_default();
        let mut near: Vec<Vec<u32>> = vec![Vec::new(); problem.nodes()];
        let mut above: Vec<Vec<u32>> = vec![Vec::new(); problem.nodes()];
        let mut gate_of: Vec<Option<u32>> = vec![None; problem.nodes()];
        let mut gates: Vec<Gate> = Vec::new();
        for &node in &sequence {
            let (mut names, mut doors) = (Vec::new(), Vec::new());
            for &earlier in &before[node as usize] {
                if (earlier as usize) < slots {
                    names.push(earlier);
                }
                match gate_of[earlier as usize] {
                    Some(gate) => doors.push(gate),
                    None => {
                        names.extend(&near[earlier as usize]);
                        doors.extend(&above[earlier as usize]);
                    }
                }
            }
            for list in [&mut names, &mut doors] {
                list.sort_unstable();
                list.dedup();
            }
            if names.len() + doors.len() > NEAR {
                let gate = gates.len() as u32;
                gates.push(Gate {
                    inside: names,
                    above: doors,
                });
                gate_of[node as usize] = Some(gate);
                above[node as usize] = vec![gate];
            } else {
                near[node as usize] = names;
                above[node as usize] = doors;
            }
        }
        Self {
            near,
            above,
            gates,
            sequence,
            before,
        }
    }

    /// Acts before the slot that it knows by name.
    pub(super) fn near(&self, slot: u32) -> &[u32] {
        &self.near[slot as usize]
    }

    /// The gates that hold the other acts before the slot.
    pub(super) fn above(&self, slot: u32) -> &[u32] {
        &self.above[slot as usize]
    }

    /// Every gate, each after those above it.
    pub(super) fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// Nodes (slots first, then barriers), each after all before it.
    pub(super) fn sequence(&self) -> &[u32] {
        &self.sequence
    }

    /// The direct predecessors of a node.
    pub(super) fn before(&self, node: u32) -> &[u32] {
        &self.before[node as usize]
    }
}

/// The direct predecessors of every node.
fn before(problem: &Problem) -> Vec<Vec<u32>> {
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); problem.nodes()];
    for (a, b) in &problem.order().edges {
        before[problem.number(*b)].push(problem.number(*a) as u32);
    }
    before
}

/// The nodes, each after all before it; `None` if the order goes round in a circle.
pub(super) fn topological(problem: &Problem) -> Option<Vec<u32>> {
    let nodes = problem.nodes();
    let mut waits = vec![0u32; nodes];
    let mut starts = vec![0u32; nodes + 1];
    for (a, b) in &problem.order().edges {
        waits[problem.number(*b)] += 1;
        starts[problem.number(*a) + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut after = vec![0u32; problem.order().edges.len()];
    let mut fill = starts.clone();
    for (a, b) in &problem.order().edges {
        let place = &mut fill[problem.number(*a)];
        after[*place as usize] = problem.number(*b) as u32;
        *place += 1;
    }
    let mut sequence: Vec<u32> = (0..nodes as u32)
        .filter(|node| waits[*node as usize] == 0)
        .collect();
    let mut at = 0;
    while at < sequence.len() {
        let node = sequence[at] as usize;
        for &later in &after[starts[node] as usize..starts[node + 1] as usize] {
            waits[later as usize] -= 1;
            if waits[later as usize] == 0 {
                sequence.push(later);
            }
        }
        at += 1;
    }
    (sequence.len() == nodes).then_some(sequence)
}
