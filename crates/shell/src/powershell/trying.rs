//! `try`, `catch`, `finally` and `trap`.

use super::super::{CommandId, Condition, Reach, Unresolved};
use super::ast::{Block, Catch, Statement, StatementKind};
use super::interpret::Run;
use super::reach::{End, Fault, Guard, Start, is_error};
use super::value::Known;

/// The traps of a block: they hold for all of it, wherever they stand.
pub(super) fn traps(statements: &[Statement]) -> Vec<&Catch> {
    let traps = statements
        .iter()
        .filter_map(|statement| match &statement.kind {
            StatementKind::Trap(trap) => Some(trap),
            _ => None,
        });
    traps.collect()
}

impl Run<'_, '_> {
    pub(super) fn attempt(
        &mut self,
        body: &Block,
        catches: &[Catch],
        finally: Option<&Block>,
    ) -> Known {
        let whole = self.start();
        let mark = self.session.journal.mark();
        let outer = self.guard;
        let start = self.start();
        self.guard = Guard::Caught;
        let found = self.found.len();
        let before = std::mem::replace(&mut self.screen.all_stop, true);
        let errors = self.screen.streams.errors;
        if !catches.is_empty() {
            // What is caught is not shown.
            self.screen.streams.errors = errors.through(Reach::Filtered);
        }
        let mut value = self.statements(&body.statements);
        self.screen.streams.errors = errors;
        self.guard = outer;
        let tried = self.found.iter().skip(found).map(|found| found.shown.id);
        let tried: Vec<CommandId> = tried.collect();
        // Where every error is caught, nothing else failed.
        let failed = match self.screen.all_stop {
            true => Condition::Failed(tried),
            false => Condition::Threw(tried),
        };
        self.screen.all_stop &= before;
        if !catches.is_empty() {
            let error = match self.ends {
                Some(End::Throw(fault) | End::Fail(fault)) => Some(fault),
                _ => None,
            };
            if let Some(fault) = error {
                let ends = self.ends.take();
                // It may have failed earlier: the errors are alike for a `catch` of all.
                self.absorb(&start, is_error);
                value = match self.caught(catches, Some(fault)) {
                    Some(value) => value,
                    None => {
                        self.ends = ends;
                        Known::Nothing
                    }
                };
            } else if self.may_have_left(&start) {
                let ends = self.ends.take();
                let catches_all = catches.iter().any(|catch| catch.types.is_empty());
                let may_fail = if catches_all {
                    self.absorb(&start, is_error)
                } else {
                    self.pending_error(&start)
                };
                if may_fail {
                    let why = Unresolved::Branch("catch".to_owned());
                    for catch in catches {
                        self.perhaps_when(why.clone(), &failed, |run| run.catch(catch));
                    }
                    value = Known::Unknown(why);
                }
                self.ends = ends;
            }
        }
        self.finish(start);
        if let Some(finally) = finally {
            // It is run however the rest ended, and with what then is.
            let ends = self.ends.take();
            let outside = self.certainty_at(&whole);
            let certainty = std::mem::replace(&mut self.certainty, outside);
            if self.may_have_left(&whole) {
                let changes = self.session.journal.since(mark);
                self.session.doubt(&changes);
            }
            self.statements(&finally.statements);
            if self.ends.is_none() {
                self.ends = ends;
                self.certainty = certainty;
            }
        }
        self.finish(whole);
        value
    }

    /// Runs the `catch` that takes an error; `None` where none does.
    fn caught(&mut self, catches: &[Catch], fault: Option<Fault>) -> Option<Known> {
        for catch in catches {
            match takes(catch, fault) {
                Some(true) => return Some(self.catch(catch)),
                Some(false) => {}
                None => {
                    // One of those that follow does, or none.
                    let why = Unresolved::Branch("catch".to_owned());
                    let catches_all = catches.iter().any(|catch| catch.types.is_empty());
                    for catch in catches {
                        self.perhaps(why.clone(), |run| run.catch(catch));
                    }
                    if !catches_all {
                        self.may_leave(End::Throw(Fault::Other), why.clone());
                    }
                    return Some(Known::Unknown(why));
                }
            }
        }
        None
    }

    fn catch(&mut self, catch: &Catch) -> Known {
        let outer = self.session.get("_");
        let error = Known::Unknown(Unresolved::Variable("$_".to_owned()));
        self.session.set("_", error);
        let value = self.statements(&catch.body.statements);
        self.session.set("_", outer);
        value
    }

    /// Runs the traps of a block, if a statement of it failed.
    pub(super) fn trapped(&mut self, traps: &[&Catch], start: &Start) {
        let error = match self.ends {
            Some(End::Throw(fault) | End::Fail(fault)) => Some(fault),
            _ => None,
        };
        match (error, traps) {
            (Some(fault), [trap]) if takes(trap, Some(fault)) == Some(true) => {
                self.ends = None;
                self.absorb(start, is_error);
                self.trap(trap);
            }
            (Some(fault), traps) if traps.iter().all(|t| takes(t, Some(fault)) == Some(false)) => {}
            (None, _) if !self.pending_error(start) => {}
            (_, traps) => {
                let why = Unresolved::Branch("trap".to_owned());
                let ends = if error.is_some() {
                    self.ends.take()
                } else {
                    None
                };
                self.absorb(start, is_error);
                for trap in traps {
                    self.perhaps(why.clone(), |run| run.trap(trap));
                }
                if let Some(end) = ends {
                    self.may_leave(end, why);
                }
            }
        }
    }

    /// A trap's body; behind it the next statement is run, unless it says otherwise.
    fn trap(&mut self, trap: &Catch) {
        let guard = std::mem::replace(&mut self.guard, Guard::Open);
        self.catch(trap);
        self.guard = guard;
        match self.ends.take() {
            Some(End::Continue(None)) | None => {}
            // The error goes on.
            Some(End::Break(None)) => self.ends = Some(End::Throw(Fault::Other)),
            Some(end) => self.ends = Some(end),
        }
    }

    fn pending_error(&self, start: &Start) -> bool {
        self.pending_since(start)
            .iter()
            .any(|pending| is_error(&pending.end))
    }
}

/// Whether a `catch` takes an error, where that is known.
fn takes(catch: &Catch, fault: Option<Fault>) -> Option<bool> {
    if catch.types.is_empty() {
        return Some(true);
    }
    let bare = |name: &String| {
        let lower = name.to_ascii_lowercase();
        lower.strip_prefix("system.").unwrap_or(&lower).to_owned()
    };
    let names: Vec<String> = catch.types.iter().map(bare).collect();
    let is = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    // Every error is one.
    if is(&["exception"]) {
        return Some(true);
    }
    let of_runtime = &["management.automation.runtimeexception", "systemexception"][..];
    match fault {
        Some(Fault::Thrown) if is(of_runtime) => Some(true),
        Some(Fault::DivideByZero) if is(&["dividebyzeroexception"]) || is(of_runtime) => Some(true),
        Some(Fault::DivideByZero) if is(&["arithmeticexception"]) => None,
        // A text that is thrown, and a division by zero, are of no other type.
        Some(Fault::Thrown | Fault::DivideByZero) => {
            let is_plain = |name: &String| {
                [
                    "io.ioexception",
                    "argumentexception",
                    "invalidoperationexception",
                    "dividebyzeroexception",
                    "net.webexception",
                    "management.automation.commandnotfoundexception",
                    "management.automation.itemnotfoundexception",
                    "management.automation.parameterbindingexception",
                    "unauthorizedaccessexception",
                    "io.filenotfoundexception",
                ]
                .contains(&name.as_str())
            };
            names.iter().all(is_plain).then_some(false)
        }
        _ => None,
    }
}
