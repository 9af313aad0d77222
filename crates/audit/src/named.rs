//! The patterns of one name, so that a command is only held against those that it may be.

use std::collections::HashMap;

use super::expect::{Pattern, Wanted};
use runproof_shell::{Streams, Tables, gist};

/// The patterns that a command of one name may be, or may be like.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// All of them, in their order.
    all: Vec<usize>,
    /// By what they have in common with every command that they are.
    by_gist: HashMap<String, Vec<usize>>,
    /// Those of which that cannot be told.
    rest: Vec<usize>,
    /// Those whose output is looked at, in groups that look for the same in it.
    by_question: Vec<Vec<usize>>,
}

impl Named {
    /// Adds a pattern: all that are known stand before it.
    pub(super) fn add(&mut self, at: usize, patterns: &[Pattern<'_>], tables: &Tables) {
        self.all.push(at);
        let pattern = &patterns[at];
        let gist = match &pattern.wanted {
            Wanted::Command(wanted) => gist(wanted, tables),
            Wanted::Program(_) => None,
        };
        match gist {
            Some(gist) => self.by_gist.entry(gist).or_default().push(at),
            None => self.rest.push(at),
        }
        if pattern.check.is_none() {
            return;
        }
        let mut groups = self.by_question.iter_mut();
        match groups.find(|group| asks_the_same(&patterns[group[0]], pattern)) {
            Some(group) => group.push(at),
            None => self.by_question.push(vec![at]),
        }
    }

    /// All of them, in their order.
    pub(super) fn all(&self) -> &[usize] {
        &self.all
    }

    /// All that a command is, or may be, by what it has in common with them.
    pub(super) fn near(&self, gist: &str) -> impl Iterator<Item = usize> {
        let own = self.by_gist.get(gist).into_iter().flatten();
        own.chain(&self.rest).copied()
    }

    /// Those that look for something in an output that none of the given ones looks for.
    pub(super) fn asking_otherwise(&self, than: &[usize]) -> impl Iterator<Item = usize> {
        let groups = self.by_question.iter();
        let others = groups.filter(|group| !group.iter().any(|at| than.contains(at)));
        others.flatten().copied()
    }
}

/// Whether two patterns look for the same, in as much of their output.
fn asks_the_same(one: &Pattern<'_>, other: &Pattern<'_>) -> bool {
    one.check == other.check && streams(one) == streams(other)
}

fn streams(pattern: &Pattern<'_>) -> Vec<Streams> {
    match &pattern.wanted {
        Wanted::Command(wanted) => wanted.streams(),
        Wanted::Program(_) => vec![Streams::default()],
    }
}
