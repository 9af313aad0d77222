//! Lines that need not be read twice: they hold no act, and come to the same whenever they are typed.

use std::collections::HashMap;

use crate::command::Effect;

/// How many distinct lines are remembered.
const REMEMBERED: usize = 4096;

/// Lines of one session that were read before.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    lines: HashMap<Box<str>, Tally>,
}

/// What a line comes to: so many commands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// That look.
    pub(super) reads: u64,
    /// Of which nobody knows what they do.
    pub(super) unknown: u64,
}

impl Tally {
    /// Counts the commands of a line. `None` where one of them changes something: each such command
    /// is listed.
    pub(super) fn of(effects: &[Effect]) -> Option<Self> {
        let mut tally = Self::default();
        for effect in effects {
            match effect {
                Effect::Reads => tally.reads += 1,
                Effect::Unknown => tally.unknown += 1,
                Effect::Changes => return None,
            }
        }
        Some(tally)
    }
}

impl Repeated {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn get(&self, text: &str) -> Option<Tally> {
        match self.is_empty() {
            true => None,
            false => self.lines.get(text).copied(),
        }
    }

    pub(super) fn insert(&mut self, text: &str, tally: Tally) {
        // What is typed again is soon remembered again.
        if self.lines.len() >= REMEMBERED {
            self.clear();
        }
        self.lines.insert(text.into(), tally);
    }

    /// Forgets all of them, because a name may mean something else now.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
    }
}
