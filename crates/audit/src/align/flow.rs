//! A maximum flow, and the cut that proves it.
//!
//! Dinic's method (E. A. Dinic, 1970), without recursion. The first pass runs on the network as it
//! is given, which has no circles, and finds nearly all of the flow; the phases only mend it.

/// A capacity that no flow fills.
pub(super) const UNBOUNDED: i64 = i64::MAX / 4;

const NONE: u32 = u32::MAX;

/// A network from node 0 to node 1.
#[derive(Debug, Default, Clone)]
pub(super) struct Flow {
    first: Vec<u32>,
    next: Vec<u32>,
    to: Vec<u32>,
    left: Vec<i64>,
    /// How often the network was gone through.
    passes: u64,
}

/// Where flow comes from.
pub(super) const SOURCE: u32 = 0;
/// Where flow goes to.
pub(super) const SINK: u32 = 1;

impl Flow {
    /// A network of so many nodes, source and sink among them.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            first: vec![NONE; nodes],
            ..Self::default()
        }
    }

    /// Adds an edge; its number. The number plus one is the edge back.
    pub(super) fn edge(&mut self, from: u32, to: u32, capacity: i64) -> u32 {
        let edge = self.to.len() as u32;
        for (from, to, left) in [(from, to, capacity), (to, from, 0)] {
            self.to.push(to);
            self.left.push(left);
            self.next.push(self.first[from as usize]);
            self.first[from as usize] = self.to.len() as u32 - 1;
        }
        edge
    }

    /// Gives an edge a capacity and no flow.
    pub(super) fn set(&mut self, edge: u32, capacity: i64) {
        self.left[edge as usize] = capacity;
        self.left[edge as usize + 1] = 0;
    }

    /// What flows along an edge.
    pub(super) fn along(&self, edge: u32) -> i64 {
        self.left[edge as usize + 1]
    }

    /// Takes flow off an edge.
    pub(super) fn take(&mut self, edge: u32, amount: i64) {
        self.left[edge as usize] += amount;
        self.left[edge as usize + 1] -= amount;
    }

    /// What an edge from the source or to the sink may carry, without touching what flows.
    pub(super) fn widen(&mut self, edge: u32, by: i64) {
        self.left[edge as usize] += by;
    }

    /// Takes all that flows along an edge from the source or to the sink off its whole way, and
    /// closes the edge; how much that was.
    pub(super) fn close(&mut self, edge: u32) -> i64 {
        let mut total = 0;
        // Out of the source the way goes on with the flow, else back against it.
        let is_first = self.to[edge as usize ^ 1] == SOURCE;
        let end = if is_first { SINK } else { SOURCE };
        while self.along(edge) > 0 {
            let mut way = vec![edge];
            let mut amount = self.along(edge);
            let mut node = self.to[if is_first {
                edge as usize
            } else {
                edge as usize ^ 1
            }];
            while node != end {
                let filled = self
                    .edges(node)
                    .map(|(other, to)| (if is_first { other } else { other ^ 1 }, to))
                    .find(|(other, _)| other % 2 == 0 && self.along(*other) > 0);
                // What flows in flows out.
                let Some((other, to)) = filled else { break };
                amount = amount.min(self.along(other));
                way.push(other);
                node = to;
            }
            way.iter().for_each(|other| self.take(*other, amount));
            total += amount;
        }
        self.left[edge as usize] = 0;
        total
    }

    /// The edges out of a node, those back among them (odd numbers), and their ends.
    pub(super) fn edges(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let mut at = self.first[node as usize];
        std::iter::from_fn(move || {
            (at != NONE).then(|| {
                let edge = at;
                at = self.next[edge as usize];
                (edge, self.to[edge as usize])
            })
        })
    }

    /// What was done until now, in edges that were looked at: the same on every machine.
    pub(super) fn effort(&self) -> u64 {
        self.passes * self.to.len() as u64
    }

    /// Fills the network; how much flows.
    pub(super) fn run(&mut self) -> i64 {
        self.passes += 1;
        self.block(None) + self.add()
    }

    /// Adds to what flows until nothing can be added; how much.
    pub(super) fn add(&mut self) -> i64 {
        let mut total = 0;
        while let Some(levels) = self.levels() {
            self.passes += 2;
            match self.block(Some(&levels)) {
                0 => break,
                more => total += more,
            }
        }
        total
    }

    /// Whether each node is reached from the source by what is left.
    pub(super) fn reached(&self) -> Vec<bool> {
        let mut is_reached = vec![false; self.first.len()];
        is_reached[SOURCE as usize] = true;
        let mut stack = vec![SOURCE];
        while let Some(node) = stack.pop() {
            let mut at = self.first[node as usize];
            while at != NONE {
                let to = self.to[at as usize];
                if self.left[at as usize] > 0 && !is_reached[to as usize] {
                    is_reached[to as usize] = true;
                    stack.push(to);
                }
                at = self.next[at as usize];
            }
        }
        is_reached
    }

    /// The distance of every node from the source, if the sink can be reached.
    fn levels(&self) -> Option<Vec<u32>> {
        let mut levels = vec![NONE; self.first.len()];
        levels[SOURCE as usize] = 0;
        let mut queue = vec![SOURCE];
        let mut head = 0;
        while head < queue.len() {
            let node = queue[head];
            head += 1;
            let mut at = self.first[node as usize];
            while at != NONE {
                let to = self.to[at as usize];
                if self.left[at as usize] > 0 && levels[to as usize] == NONE {
                    levels[to as usize] = levels[node as usize] + 1;
                    queue.push(to);
                }
                at = self.next[at as usize];
            }
        }
        (levels[SINK as usize] != NONE).then_some(levels)
    }

    /// A flow that no path by the levels (without levels: along given edges) can add to.
    fn block(&mut self, levels: Option<&[u32]>) -> i64 {
        let mut current = self.first.clone();
        let mut path: Vec<u32> = Vec::new();
        let mut node = SOURCE;
        let mut total = 0;
        loop {
            if node == SINK {
                let amount = path
                    .iter()
                    .map(|e| self.left[*e as usize])
                    .min()
                    .unwrap_or(0);
                total += amount;
                let mut keep = path.len();
                for (at, &edge) in path.iter().enumerate().rev() {
                    self.left[edge as usize] -= amount;
                    self.left[edge as usize ^ 1] += amount;
                    if self.left[edge as usize] == 0 {
                        keep = at;
                    }
                }
                path.truncate(keep);
                node = path.last().map_or(SOURCE, |edge| self.to[*edge as usize]);
                continue;
            }
            let edge = current[node as usize];
            if edge == NONE {
                // A dead end: nothing more comes through here.
                let Some(back) = path.pop() else { return total };
                node = self.to[back as usize ^ 1];
                current[node as usize] = self.next[current[node as usize] as usize];
                continue;
            }
            let to = self.to[edge as usize];
            let is_open = self.left[edge as usize] > 0
                && match levels {
                    Some(levels) => levels[to as usize] == levels[node as usize] + 1,
                    None => edge.is_multiple_of(2),
                };
            if is_open {
                path.push(edge);
                node = to;
            } else {
                current[node as usize] = self.next[edge as usize];
            }
        }
    }
}
