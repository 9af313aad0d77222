//! Shells within the shell, and how they end: traps, `set -e`.

use super::super::{Condition, Invocation};
use super::context::{Context, depends};
use super::flow::{Level, Status};
use super::run::Interpreter;
use super::shell::MAYBE;
use super::value::Sure;

impl Interpreter<'_> {
    /// A command has ended: traps and `set -e` look at how.
    pub(super) fn ended(
        &mut self,
        status: Status,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        if self.shell.gone.is_some() {
            return status;
        }
        self.shell.status = status;
        if context.tested || status.holds() == Some(true) {
            return status;
        }
        if let Some(trap) = self.shell.traps.err.clone() {
            let outer = self.shell.traps.err.take();
            let before = self.shell.clone();
            let maybe = if status.holds() == Some(false) {
                context.clone()
            } else {
                depends(context, "trap ERR")
            };
            self.trapped(&trap, &maybe, out);
            if status.holds().is_none() {
                self.shell.join(&before);
            }
            self.shell.traps.err = outer;
        }
        let level = self.shell_level();
        match (self.shell.options.errexit, status.holds()) {
            (Sure::No, _) => status,
            (Sure::Yes, Some(false)) => {
                self.jump(level, false, "set -e");
                status
            }
            (Sure::Yes, _) => {
                self.may_jump(level, "set -e");
                // Whoever goes on did not fail.
                self.shell.status = Status::ZERO;
                Status::ZERO
            }
            (Sure::Unknown, _) => {
                self.may_jump(level, "set -e");
                status
            }
        }
    }

    /// The text of a trap.
    pub(super) fn trapped(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        let inner = Context {
            depth: context.depth + 1,
            span: Some(context.span.clone().unwrap_or(0..0)),
            ..context.clone()
        };
        match text.strip_prefix(MAYBE) {
            Some(text) => {
                let text = text.trim_start_matches(MAYBE);
                let before = self.shell.clone();
                let _ = self.text(text, &depends(&inner, "trap"), out);
                self.shell.join(&before);
            }
            None => {
                let _ = self.text(text, &inner, out);
            }
        }
    }

    /// A shell ends: its `EXIT` trap is run.
    pub(super) fn end_of_shell(&mut self, context: &Context, out: &mut Vec<Invocation>) {
        let Some(trap) = self.shell.traps.exit.take() else {
            return;
        };
        self.shell.gone = None;
        let context = self.doubted(context);
        self.trapped(&trap, &context, out);
    }

    /// Does something in a shell of its own, and takes back what it did to the shell.
    pub(super) fn apart(
        &mut self,
        context: &Context,
        out: &mut Vec<Invocation>,
        does: impl FnOnce(&mut Self, &Context, &mut Vec<Invocation>) -> Status,
    ) -> Status {
        let before = self.shell.clone();
        let deeper = self.doubted(context);
        self.shell.doubts.clear();
        self.shell.traps.exit = None;
        self.shell.options.interactive = false;
        let level = self.open(Level::Shell);
        let escapes = std::mem::take(&mut self.escapes);
        let mut status = does(self, &deeper, out);
        let jumps = !self.escapes.is_empty() || self.shell.gone.is_some();
        if jumps {
            self.condition = Condition::Unknown;
        }
        self.close(level);
        if self.shell.traps.exit.is_some() {
            self.end_of_shell(&deeper, out);
            status = Status::Unknown;
        }
        self.escapes = escapes;
        let after = std::mem::replace(&mut self.shell, before);
        self.shell.io = after.io;
        self.shell.files = after.files;
        self.levels.truncate(level);
        if jumps { after.status } else { status }
    }

    /// A text in a shell of its own, whose variables and folder are gone afterwards.
    pub(super) fn subshell(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let deeper = Context {
            depth: context.depth + 1,
            span: Some(context.span.clone().unwrap_or(0..0)),
            ..context.clone()
        };
        self.apart(&deeper, out, |this, context, out| {
            this.text(text, context, out)
        })
    }
}
