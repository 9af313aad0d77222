//! Whether a point is reached: how control leaves a statement, and what that leaves unsure.
//!
//! A statement that fails ends itself, or the whole line where a `try`, a `trap` or
//! `$ErrorActionPreference` says so; `break`, `return` and `throw` leave what they leave. What may
//! have been left that way makes the rest uncertain up to the construct that catches it, and what
//! changed since is not known afterwards (about_Try_Catch_Finally, about_Break,
//! about_Preference_Variables).

use super::super::{Certainty, Condition, Unresolved};
use super::ast::{Jump, Statement};
use super::interpret::Run;
use super::journal::{Change, Mark};
use super::value::Known;

/// How control leaves a statement before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// The label of the loop that is left, lower case; `None` for the innermost.
    Break(Option<String>),
    Continue(Option<String>),
    Return,
    /// An error that ends the whole line.
    Throw(Fault),
    /// An error that ends the statement.
    Fail(Fault),
    Exit,
}

/// Which error it was, for a `catch` with a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// `throw 'x'`
    Thrown,
    DivideByZero,
    /// Any other.
    Other,
}

/// An end that may have come.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) end: End,
    since: Mark,
    why: Unresolved,
}

/// What an error that ends a statement ends beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing: the next statement is run.
    Open,
    /// All up to a `catch` or a `trap`.
    Caught,
}

/// A point to come back to.
#[derive(Debug, Clone)]
pub(super) struct Start {
    pending: usize,
    certainty: Certainty,
    when: Condition,
}

/// How often a loop is followed until what it changes stays the same.
const ROUNDS: usize = 4;

impl Run<'_, '_> {
    /// Runs a whole text: what may have left it makes unsure what it left behind.
    pub(super) fn whole(&mut self, statements: &[Statement]) {
        let start = self.start();
        self.statements(statements);
        self.absorb(&start, |_| true);
        self.finish(start);
    }

    /// Leaves what the end leaves.
    pub(super) fn leave(&mut self, end: End) {
        if self.ends.is_none() {
            self.ends = Some(end);
        }
    }

    pub(super) fn is_left(&self) -> bool {
        self.ends.is_some()
    }

    /// Something failed here: the statement ends, or more than that.
    pub(super) fn fail(&mut self) {
        self.fail_with(Fault::Other);
    }

    pub(super) fn fail_with(&mut self, fault: Fault) {
        match self.stops() {
            Some(true) => self.leave(End::Throw(fault)),
            Some(false) => self.leave(End::Fail(fault)),
            None => {
                let why = Unresolved::Variable("$ErrorActionPreference".to_owned());
                self.may_leave(End::Throw(fault), why);
                self.leave(End::Fail(fault));
            }
        }
    }

    /// Something may have failed here, so that the statement ended.
    pub(super) fn may_fail(&mut self, why: Unresolved) {
        match self.stops() {
            Some(false) => self.may_leave(End::Fail(Fault::Other), why),
            _ => self.may_leave(End::Throw(Fault::Other), why),
        }
    }

    /// Whether `$ErrorActionPreference` makes every error end the line.
    pub(super) fn stops(&self) -> Option<bool> {
        if !self.session.has("erroractionpreference") {
            return Some(false);
        }
        let value = self.session.get("erroractionpreference");
        let text = value.to_text().ok()?.to_ascii_lowercase();
        Some(matches!(text.as_str(), "stop" | "1"))
    }

    /// Control may have left here.
    pub(super) fn may_leave(&mut self, end: End, why: Unresolved) {
        let since = self.session.journal.mark();
        self.pend(end, since, why);
    }

    fn pend(&mut self, end: End, since: Mark, why: Unresolved) {
        self.screen.doubts = self.screen.doubts.saturating_add(1);
        if self.certainty == Certainty::Run {
            self.certainty = Certainty::Depends(why.clone());
        }
        // One of a kind is enough: the first is the gravest.
        let same = self.pending.last().is_some_and(|last| last.end == end);
        if !same
            || self
                .bases
                .last()
                .is_some_and(|base| *base >= self.pending.len())
        {
            self.pending.push(Pending { end, since, why });
        }
    }

    /// A point to come back to.
    pub(super) fn start(&mut self) -> Start {
        self.bases.push(self.pending.len());
        Start {
            pending: self.pending.len(),
            certainty: self.certainty.clone(),
            when: self.screen.when.clone(),
        }
    }

    /// Whether control may have left since then.
    pub(super) fn may_have_left(&self, start: &Start) -> bool {
        self.pending.len() > start.pending
    }

    /// The ends that may have come since then.
    pub(super) fn pending_since(&self, start: &Start) -> &[Pending] {
        self.pending.get(start.pending..).unwrap_or_default()
    }

    /// How certain it was that the point was reached.
    pub(super) fn certainty_at(&self, start: &Start) -> Certainty {
        start.certainty.clone()
    }

    /// Ends that may have come since then end here; whether there were any. What changed since is
    /// not known.
    pub(super) fn absorb(&mut self, start: &Start, absorbs: impl Fn(&End) -> bool) -> bool {
        let mut earliest: Option<Mark> = None;
        let mut at = start.pending;
        while let Some(pending) = self.pending.get(at) {
            if absorbs(&pending.end) {
                let since = pending.since;
                earliest = Some(earliest.map_or(since, |mark| mark.min(since)));
                self.pending.remove(at);
            } else {
                at += 1;
            }
        }
        if let Some(mark) = earliest {
            let changes = self.session.journal.since(mark);
            self.session.doubt(&changes);
        }
        if self.pending.len() <= start.pending {
            self.certainty = start.certainty.clone();
            self.screen.when.clone_from(&start.when);
        }
        earliest.is_some()
    }

    /// Comes back to a point: nothing that may have come since ends here.
    pub(super) fn finish(&mut self, start: Start) {
        self.bases.pop();
        if self.pending.len() <= start.pending {
            self.screen.when = start.when;
        }
        self.certainty = match (start.certainty, self.pending.get(start.pending)) {
            (Certainty::Run, Some(pending)) => Certainty::Depends(pending.why.clone()),
            (certainty, _) => certainty,
        };
    }

    /// Does something that may not be done: what it changes is not known afterwards, and what it
    /// leaves may have been left.
    pub(super) fn perhaps<T>(&mut self, why: Unresolved, run: impl FnOnce(&mut Self) -> T) -> T {
        let start = self.start();
        let mark = self.session.journal.mark();
        let before = self.session.clone();
        if self.certainty == Certainty::Run {
            self.certainty = Certainty::Depends(why.clone());
        }
        self.screen.when = Condition::Unknown;
        let value = run(self);
        if let Some(end) = self.ends.take() {
            self.pend(end, mark, why);
        }
        // What may have been left decides about what follows.
        self.screen.when = Condition::Unknown;
        self.screen.ends(Condition::Unknown);
        let changes = self.session.journal.since(mark);
        *self.session = before;
        self.session.doubt(&changes);
        self.finish(start);
        value
    }

    /// The same, under a condition that commands before it decide.
    pub(super) fn perhaps_when<T>(
        &mut self,
        why: Unresolved,
        condition: &Condition,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.screen.when.and(condition);
        self.perhaps(why, |this| {
            this.screen.when = outer;
            run(this)
        })
    }

    /// The same, where nothing of the session is to be put back.
    pub(super) fn unsure<T>(&mut self, why: Unresolved, run: impl FnOnce(&mut Self) -> T) -> T {
        self.perhaps(why, run)
    }

    /// Does something any number of times: each time with what all the times before may have
    /// changed.
    pub(super) fn repeatedly(&mut self, why: &Unresolved, mut run: impl FnMut(&mut Self)) {
        let mut known: Vec<Change> = Vec::new();
        for round in 0..ROUNDS {
            let found = self.found.len();
            let said = self.screen.said.len();
            let pending = self.pending.len();
            let certainty = self.certainty.clone();
            let mark = self.session.journal.mark();
            self.perhaps(why.clone(), &mut run);
            let mut is_new = false;
            for change in self.session.journal.since(mark) {
                if !known.iter().any(|own| own.is(&change)) {
                    is_new = true;
                    known.push(change);
                }
            }
            if !is_new || self.is_left() || !self.work.goes_on() {
                return;
            }
            if round + 2 >= ROUNDS {
                self.session.forget();
            }
            if round + 1 < ROUNDS {
                // It is followed again, with less that is known.
                self.found.truncate(found);
                self.screen.said.truncate(said);
                self.pending.truncate(pending);
                self.certainty = certainty;
            }
        }
    }

    /// A loop's body came to its end: whether the loop goes on.
    pub(super) fn goes_on(&mut self, label: Option<&str>) -> bool {
        match self.ends.take() {
            None => true,
            Some(End::Continue(to)) if means(to.as_deref(), label) => true,
            Some(End::Break(to)) if means(to.as_deref(), label) => false,
            Some(end) => {
                self.ends = Some(end);
                false
            }
        }
    }

    /// `break`, `continue`, `return`, `throw`, `exit`.
    pub(super) fn jump(&mut self, jump: Jump, label: Option<Known>, value: &Known) {
        let label = match label {
            None => Ok(None),
            Some(label) => label.to_text().map(|text| Some(text.to_lowercase())),
        };
        let end = match (jump, label) {
            (Jump::Break, Ok(label)) => End::Break(label),
            (Jump::Continue, Ok(label)) => End::Continue(label),
            // Which loop is left is not known: all that follows may not be reached.
            (Jump::Break | Jump::Continue, Err(why)) => {
                self.may_leave(End::Exit, why);
                End::Break(None)
            }
            (Jump::Return, _) => End::Return,
            (Jump::Exit, _) => End::Exit,
            (Jump::Throw, _) => {
                let fault = match value {
                    Known::Text(_) => Fault::Thrown,
                    _ => Fault::Other,
                };
                let value = self.session.get("erroractionpreference");
                let text = value.to_text().map(|text| text.to_ascii_lowercase());
                let is_caught = self.guard == Guard::Caught;
                match text.as_deref() {
                    // It is not even shown, and the next statement is run.
                    Ok("silentlycontinue" | "ignore" | "0" | "4") if !is_caught => End::Fail(fault),
                    _ => End::Throw(fault),
                }
            }
        };
        self.leave(end);
    }
}

/// Whether a jump with this label means the loop with that one.
pub(super) fn means(to: Option<&str>, label: Option<&str>) -> bool {
    to.is_none_or(|to| Some(to) == label)
}

/// Whether an end leaves a loop of this label, or begins its next round.
pub(super) fn of_loop(end: &End, label: Option<&str>) -> bool {
    match end {
        End::Break(to) | End::Continue(to) => means(to.as_deref(), label),
        _ => false,
    }
}

/// Whether it is an error.
pub(super) fn is_error(end: &End) -> bool {
    matches!(end, End::Throw(_) | End::Fail(_))
}
