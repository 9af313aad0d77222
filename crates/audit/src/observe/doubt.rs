//! A capture whose format is a guess: what is read in it may have been done, and proves nothing.

use super::{Observer, Where};
use crate::account::Account;
use runproof_capture::Format;
use runproof_shell::{Effect, Unresolved};

impl Observer<'_> {
    /// Takes back what was said of a capture of which nothing says that it is of this format.
    pub(super) fn doubt(&mut self, format: Format) {
        let why = || Unresolved::Format(format.name().to_owned());
        for act in &mut self.acts {
            act.depends = Some(why());
            act.place.host = Where::Unknown(why());
            act.failure = None;
        }
        let others = self.others.iter_mut();
        let changes = others.filter(|other| other.effect == Effect::Changes && !other.is_allowed);
        for other in changes {
            other.effect = Effect::Unknown;
            self.tally.add(Account::Unknown, 1);
        }
        self.reached.clear();
        // Of a text that may be prose, only what names a planned command may have been it.
        self.blinds.clear();
    }
}
