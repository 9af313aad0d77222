//! Lines that need not be read twice: they hold no act, and come to the same whenever they are typed.

use std::collections::HashMap;
use std::ops::Range;

use runproof_shell::Effect;

/// How many distinct lines are remembered.
const REMEMBERED: usize = 4096;

/// Lines of one session that were read before.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    lines: HashMap<Box<str>, Line>,
}

/// What a line comes to: so many commands.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// That look.
    pub(super) reads: u64,
    /// Of which nobody knows what they do.
    pub(super) unknown: u64,
    /// Where they stand in the list of the capture's commands, as far as they are listed.
    pub(super) listed: Range<usize>,
}

impl Line {
    /// Counts the commands of a line. `None` where one of them changes something: each such command
    /// is listed.
    pub(super) fn of(effects: &[Effect], listed: Range<usize>) -> Option<Self> {
        let count = |wanted: Effect| effects.iter().filter(|effect| **effect == wanted).count();
        (count(Effect::Changes) == 0).then(|| Self {
            reads: count(Effect::Reads) as u64,
            unknown: count(Effect::Unknown) as u64,
            listed,
        })
    }
}

impl Repeated {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn get(&self, text: &str) -> Option<&Line> {
        match self.is_empty() {
            true => None,
            false => self.lines.get(text),
        }
    }

    pub(super) fn insert(&mut self, text: &str, line: Line) {
        // What is typed again is soon remembered again.
        if self.lines.len() >= REMEMBERED {
            self.clear();
        }
        self.lines.insert(text.into(), line);
    }

    /// Forgets all of them, because a name may mean something else now.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
    }
}
