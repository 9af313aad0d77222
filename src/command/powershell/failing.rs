//! Whether something in a statement failed, so that what stands behind it in a `try` is not reached.

use super::super::Unresolved;
use super::interpret::Run;

/// Whether something in a statement failed: a command whose arguments could not be bound, a name
/// that nobody has. Such an error ends the statement, and a `try` around it (about_Try_Catch_Finally).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Failed {
    #[default]
    No,
    /// It may have.
    May(Unresolved),
    Yes,
}

impl Run<'_, '_> {
    /// Something failed here.
    pub(super) fn fail(&mut self) {
        match &self.certainty {
            super::super::Certainty::Run => self.failed = Failed::Yes,
            super::super::Certainty::Depends(why) => self.may_fail(why.clone()),
        }
    }

    /// Something may have failed here.
    pub(super) fn may_fail(&mut self, why: Unresolved) {
        if self.failed == Failed::No {
            self.failed = Failed::May(why);
        }
    }
}
