//! What stands behind `&&`: it ran where what stands before it did not fail, and that is seen.

use super::super::failure;
use super::Observer;
use crate::capture::{Language, Output, Status, Whole};
use crate::command::{Certainty, Invocation, Unresolved};

/// An act behind `&&`, and what it waits for.
#[derive(Debug)]
pub(super) struct Chained {
    act: usize,
    /// The commands of its line that stand before it.
    before: Vec<Invocation>,
    /// The command itself.
    own: Invocation,
    /// Whether it is the last command of its line, so that the line's status is its own.
    is_last: bool,
}

impl Chained {
    /// The act of an invocation, if only `&&` decides whether it ran.
    pub(super) fn of(act: usize, at: usize, line: &[Invocation]) -> Option<Self> {
        let own = line.get(at)?;
        is_and(&own.certainty).then(|| Self {
            act,
            before: line[..at].to_vec(),
            own: own.clone(),
            is_last: at + 1 == line.len(),
        })
    }
}

fn is_and(certainty: &Certainty) -> bool {
    matches!(certainty, Certainty::Depends(Unresolved::Branch(text)) if text == "&&")
}

impl Observer<'_> {
    /// Credits what stands behind `&&` where the output shows no failure of what stands before it, and
    /// that complains when it fails.
    pub(super) fn credit(&mut self, language: Language, output: &Output<'_>) {
        let Some(session) = self.sessions.get_mut(self.current) else {
            return;
        };
        let chained = std::mem::take(&mut session.chained);
        if output.whole == Whole::Whole {
            for link in &chained {
                let complains = |before: &Invocation| session.shell.complains(before);
                let line: Vec<&Invocation> = link.before.iter().chain([&link.own]).collect();
                if link.before.iter().all(complains)
                    && !session.hides_errors
                    && failure::failures(language, &line, output.text, None)
                        .iter()
                        .all(Option::is_none)
                {
                    self.acts[link.act].depends = None;
                }
            }
        }
        session.chained = chained;
    }

    /// Credits what stands last in a line of `&&` whose status says that all of it went well.
    pub(super) fn credit_by_status(&mut self, status: Status) {
        let Some(session) = self.sessions.get(self.current) else {
            return;
        };
        if status != Status::Exit(0) {
            return;
        }
        let is_pure = session.chained.iter().any(|link| link.is_last);
        for link in session.chained.iter().filter(|_| is_pure) {
            self.acts[link.act].depends = None;
        }
    }
}
