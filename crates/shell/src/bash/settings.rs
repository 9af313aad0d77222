//! Options of a shell: `set` and `shopt`.

use super::value::Sure;

/// Options of a shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Options {
    /// `set -e`.
    pub(super) errexit: Sure,
    /// `set -u`.
    pub(super) nounset: Sure,
    /// `set -f`.
    pub(super) noglob: Sure,
    /// `set -C`.
    pub(super) noclobber: Sure,
    /// `set -o pipefail`.
    pub(super) pipefail: Sure,
    /// `set -H`: `!` brings earlier lines back.
    pub(super) histexpand: Sure,
    /// `set -a`.
    pub(super) allexport: Sure,
    /// `shopt -s extglob`.
    pub(super) extglob: Sure,
    /// `shopt -s expand_aliases`.
    pub(super) aliases: Sure,
    /// `set -o history`: lines are kept.
    pub(super) history: Sure,
    /// The shell keeps to POSIX, as one that is called `sh` does.
    pub(super) posix: Sure,
    /// `shopt -s failglob`.
    pub(super) failglob: Sure,
    /// Others that change what lines do: `set -k`, `shopt -s lastpipe`.
    pub(super) others: Sure,
    /// Whether somebody types into it.
    pub(super) interactive: bool,
}

impl Options {
    /// Those that a shell begins with.
    pub(super) fn of(interactive: bool) -> Self {
        Self {
            errexit: Sure::No,
            nounset: Sure::No,
            noglob: Sure::No,
            noclobber: Sure::No,
            pipefail: Sure::No,
            histexpand: interactive.into(),
            allexport: Sure::No,
            extglob: Sure::No,
            aliases: interactive.into(),
            history: interactive.into(),
            posix: Sure::No,
            failglob: Sure::No,
            others: Sure::No,
            interactive,
        }
    }

    pub(super) fn meet(&mut self, other: &Self) {
        let both = |one: &mut Sure, other: Sure| *one = one.meet(other);
        both(&mut self.errexit, other.errexit);
        both(&mut self.nounset, other.nounset);
        both(&mut self.noglob, other.noglob);
        both(&mut self.noclobber, other.noclobber);
        both(&mut self.pipefail, other.pipefail);
        both(&mut self.histexpand, other.histexpand);
        both(&mut self.allexport, other.allexport);
        both(&mut self.extglob, other.extglob);
        both(&mut self.aliases, other.aliases);
        both(&mut self.history, other.history);
        both(&mut self.posix, other.posix);
        both(&mut self.failglob, other.failglob);
        both(&mut self.others, other.others);
    }
}
