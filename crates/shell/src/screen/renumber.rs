//! The same commands under other numbers: what a line came to before, when it is typed again.

use super::super::Invocation;
use super::{CommandId, Condition, Numbers, Printed, Said, Shown};

/// Numbers of commands, counted from one place, that are counted from another one.
#[derive(Debug)]
pub(crate) struct Renumber {
    from: u32,
    to: u32,
    /// Whether there was a number from before that place.
    is_foreign: bool,
}

impl Numbers {
    /// How many commands have a number.
    pub(crate) fn count(&self) -> u32 {
        self.0.get()
    }

    /// Gives out so many numbers at once.
    pub(crate) fn pass(&self, count: u32) {
        self.0.set(self.0.get().saturating_add(count));
    }
}

impl Renumber {
    /// Numbers behind `from` become numbers behind `to`.
    pub(crate) fn new(from: u32, to: u32) -> Self {
        Self {
            from,
            to,
            is_foreign: false,
        }
    }

    /// Whether a command from before the place was among them; it has kept its number.
    pub(crate) fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    pub(crate) fn invocation(&mut self, ran: &mut Invocation) {
        self.shown(&mut ran.shown);
        ran.piped
            .iter_mut()
            .for_each(|piped| self.invocation(piped));
    }

    pub(crate) fn said(&mut self, said: &mut Said) {
        self.id(&mut said.id);
        self.condition(&mut said.when);
        for piece in &mut said.pieces {
            match piece {
                Printed::Code(condition) | Printed::Success(condition) => self.condition(condition),
                Printed::Output(ids) | Printed::Errors(ids) | Printed::Jobs(ids) => self.ids(ids),
                Printed::Process(id) => self.id(id),
                Printed::Text(_) | Printed::LastError | Printed::Unknown => {}
            }
        }
    }

    pub(crate) fn condition(&mut self, condition: &mut Condition) {
        match condition {
            Condition::Succeeded(ids)
            | Condition::Failed(ids)
            | Condition::About(ids)
            | Condition::Threw(ids) => self.ids(ids),
            Condition::Always | Condition::Never | Condition::Unknown => {}
        }
    }

    fn shown(&mut self, shown: &mut Shown) {
        self.id(&mut shown.id);
        self.condition(&mut shown.when);
        if let Some(into) = &mut shown.into {
            self.id(into);
        }
    }

    fn ids(&mut self, ids: &mut [CommandId]) {
        ids.iter_mut().for_each(|id| self.id(id));
    }

    fn id(&mut self, id: &mut CommandId) {
        match id.0.checked_sub(self.from) {
            Some(behind @ 1..) => id.0 = self.to.saturating_add(behind),
            _ => self.is_foreign = true,
        }
    }
}
