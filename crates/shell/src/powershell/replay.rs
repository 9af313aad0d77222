//! Lines that come to the same as they did before: a session that has not changed since reads them
//! only once.
//!
//! What a line comes to is kept when it is followed for the second time and leaves the session as it
//! was; it holds until something changes the session. A line that asks how an earlier one ended, runs one
//! again, or is about its jobs is never kept.

use std::collections::HashMap;

use super::super::screen::Renumber;
use super::super::{Condition, Invocation, On, Said};
use super::Interpreter;
use super::session::State;

/// How many lines are known.
const MANY: usize = 1024;

/// A longer line, in bytes, is hardly ever typed twice.
const LONGEST: usize = 1024;

/// A line that comes to more commands is not kept.
const MOST: usize = 32;

/// The lines that are known.
#[derive(Debug, Default)]
pub(super) struct Replays {
    /// What each came to, where that is kept.
    lines: HashMap<Box<str>, Option<Outcome>>,
    /// How often the session was changed.
    changes: u64,
}

/// What a line came to. Its commands are numbered from 1.
#[derive(Debug)]
struct Outcome {
    /// How often the session had been changed.
    changes: u64,
    found: Vec<Invocation>,
    said: Vec<Said>,
    /// `$?`, where the line set it.
    well: Option<Condition>,
    /// `$LASTEXITCODE`, where the line set it.
    code: Option<Condition>,
    /// How many numbers of commands it took.
    count: u32,
}

impl Replays {
    /// The session is another one now: no outcome holds any more.
    pub(super) fn change(&mut self) {
        self.changes += 1;
    }

    /// What the line comes to.
    fn get(&self, text: &str) -> Option<&Outcome> {
        let outcome = self.lines.get(text)?.as_ref();
        outcome.filter(|outcome| outcome.changes == self.changes)
    }

    /// Whether the line was followed before.
    fn has(&self, text: &str) -> bool {
        self.lines.contains_key(text)
    }

    fn keep(&mut self, text: &str, outcome: Option<Outcome>) {
        if text.len() > LONGEST {
            return;
        }
        if self.lines.len() >= MANY {
            self.lines.clear();
        }
        self.lines.insert(text.into(), outcome);
    }
}

impl Interpreter<'_> {
    /// What a line comes to that is kept.
    pub(super) fn replay(&mut self, text: &str) -> Option<Vec<Invocation>> {
        let outcome = self.replays.get(text)?;
        let mut renumber = Renumber::new(0, self.work.numbers.count());
        self.work.numbers.pass(outcome.count);
        let mut found = outcome.found.clone();
        found.iter_mut().for_each(|ran| renumber.invocation(ran));
        self.screen.said.clone_from(&outcome.said);
        for said in &mut self.screen.said {
            renumber.said(said);
        }
        if let Some(mut well) = outcome.well.clone() {
            renumber.condition(&mut well);
            self.screen.ends(well);
        }
        if let Some(mut code) = outcome.code.clone() {
            renumber.condition(&mut code);
            self.screen.exits(code);
        }
        self.session.history.push(text);
        Some(found)
    }

    /// Follows a line, and keeps what it came to where it may be asked for again.
    pub(super) fn watched(&mut self, text: &str, on: On) -> Vec<Invocation> {
        if text.trim().is_empty() {
            return self.text(text, on);
        }
        let is_known = self.replays.has(text);
        let before = match is_known {
            true => State::whole(&self.session),
            false => State::without_variables(&self.session),
        };
        let jobs = self.screen.jobs.len();
        let first = self.work.numbers.count();
        let found = self.text(text, on);
        if !before.is_of(&self.session) {
            self.replays.change();
            self.replays.keep(text, None);
            return found;
        }
        let is_kept = is_known && self.screen.jobs.len() == jobs;
        let outcome = is_kept.then(|| self.outcome(&found, first)).flatten();
        self.replays.keep(text, outcome);
        found
    }

    /// What the last line came to, if it comes to the same in the same session.
    fn outcome(&self, found: &[Invocation], first: u32) -> Option<Outcome> {
        if self.screen.looks_back.get() || found.len() > MOST {
            return None;
        }
        let (well, code) = self.screen.ends_set();
        let mut outcome = Outcome {
            changes: self.replays.changes,
            found: found.to_vec(),
            said: self.screen.said.clone(),
            well: well.cloned(),
            code: code.cloned(),
            count: self.work.numbers.count().saturating_sub(first),
        };
        let mut renumber = Renumber::new(first, 0);
        outcome
            .found
            .iter_mut()
            .for_each(|ran| renumber.invocation(ran));
        outcome.said.iter_mut().for_each(|said| renumber.said(said));
        let ends = outcome.well.iter_mut().chain(&mut outcome.code);
        ends.for_each(|condition| renumber.condition(condition));
        (!renumber.is_foreign()).then_some(outcome)
    }
}
