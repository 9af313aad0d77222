//! What stands behind `&&`: it ran where what stands before it did not fail, and that is seen.

use super::super::failure;
use super::Observer;
use crate::capture::{Language, Output, Whole};
use crate::command::{Certainty, Invocation, Unresolved};

/// An act behind `&&`, and what it waits for.
#[derive(Debug)]
pub(super) struct Chained {
    act: usize,
    /// The commands of its line that stand before it.
    before: Vec<Invocation>,
    /// The command itself.
    own: Invocation,
}

impl Chained {
    /// The act of an invocation, if only the success of what stands before it decides whether it ran.
    pub(super) fn of(act: usize, at: usize, line: &[Invocation]) -> Option<Self> {
        let own = line.get(at)?;
        waits_for_success(&own.certainty).then(|| Self {
            act,
            before: line[..at].to_vec(),
            own: own.clone(),
        })
    }
}

fn waits_for_success(certainty: &Certainty) -> bool {
    matches!(certainty, Certainty::Depends(Unresolved::Success(_)))
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
                // What may not have run at all says nothing by its silence.
                let complains = |before: &Invocation| {
                    (before.certainty == Certainty::Run || waits_for_success(&before.certainty))
                        && session.shell.complains(before)
                };
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
}
