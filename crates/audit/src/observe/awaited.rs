//! A line whose output comes next: the commands that it ran, and what it prints itself.

use std::collections::HashMap;

use super::super::failure::{self, Speaker};
use runproof_shell::{
    self as command, CommandId, Invocation, Manner, On, Printed, Prints, Program, Reach, Said,
    Shown, Streams,
};

/// A line whose output comes next.
#[derive(Debug, Default)]
pub(super) struct Awaited {
    /// The commands that it ran, in their order.
    pub(super) ran: Vec<Ran>,
    /// What it prints itself.
    pub(super) said: Vec<Said>,
    /// The acts of earlier lines that it shows something of, by the commands that they are.
    pub(super) earlier: HashMap<CommandId, usize>,
}

/// A command that a line ran.
#[derive(Debug)]
pub(super) struct Ran {
    /// The act that it is, if it is one.
    pub(super) act: Option<usize>,
    pub(super) invocation: Invocation,
    /// As errors may call it.
    pub(super) speaker: Speaker,
    /// What it prints when all goes well.
    pub(super) prints: Prints,
    /// Whether one would see that it failed, as far as its errors are shown.
    pub(super) complains: bool,
}

impl Ran {
    pub(super) fn new(
        invocation: &Invocation,
        act: Option<usize>,
        shell: &command::Session<'_>,
    ) -> Self {
        let prints = shell.prints(invocation);
        let mut names = failure::names(invocation);
        // What PowerShell starts it with complains in its own name.
        if invocation.on != On::Here {
            names.push("invoke-command".to_owned());
        }
        if invocation.words.is_some() {
            names.push("start-process".to_owned());
        }
        Self {
            act,
            speaker: Speaker {
                names,
                is_silent: prints.nothing(),
            },
            prints,
            complains: shell.complains(invocation),
            invocation: invocation.clone(),
        }
    }

    pub(super) fn id(&self) -> CommandId {
        self.invocation.shown.id
    }

    /// What its stages show, the first one first.
    pub(super) fn stages(&self) -> impl Iterator<Item = &Shown> {
        let piped = self.invocation.piped.iter().map(|stage| &stage.shown);
        std::iter::once(&self.invocation.shown).chain(piped)
    }

    /// How much of what it prints is seen, where the plan has so many stages behind it, with these
    /// streams.
    pub(super) fn streams(&self, planned: &[Streams]) -> Streams {
        let mut seen = Streams::default();
        for (at, shown) in self.stages().enumerate() {
            // What the plan itself sends away is not missed.
            let planned = planned.get(at).copied();
            if at > 0 && planned.is_none() {
                break;
            }
            let planned = planned.unwrap_or_default();
            let is_planned = shown.streams.errors <= planned.errors;
            if !is_planned {
                seen.errors = seen.errors.through(shown.streams.errors);
            }
            seen.output = match shown.streams.output <= planned.output {
                true => Reach::Whole,
                false => shown.streams.output,
            };
        }
        seen
    }

    /// Whether it writes to the terminal whenever it likes.
    pub(super) fn is_beside(&self) -> bool {
        self.invocation.shown.manner == Manner::Beside
    }

    /// Whether it may have printed something that is seen: an answer, and not only an error.
    pub(super) fn may_speak(&self) -> bool {
        let passes = self.invocation.shown.manner == Manner::Passes;
        let is_seen = self.is_beside()
            || self
                .stages()
                .any(|shown| shown.streams.output != Reach::Nothing);
        is_seen && !passes && !self.prints.no_answer()
    }
}

impl Awaited {
    /// The command of that number, or the one that has it as a stage.
    pub(super) fn find(&self, id: CommandId) -> Option<&Ran> {
        let mut ran = self.ran.iter();
        ran.find(|ran| ran.stages().any(|shown| shown.id == id))
    }

    /// The act that a command is, on this line or an earlier one. A command that is a stage of a
    /// pipeline is its act where it is the last that the plan has.
    pub(super) fn act(&self, id: CommandId) -> Option<usize> {
        match self.find(id) {
            Some(ran) => ran.act,
            None => self.earlier.get(&id).copied(),
        }
    }

    /// Whether what a command writes goes into another in the end.
    pub(super) fn feeds(&self, id: CommandId, into: CommandId) -> bool {
        let mut at = id;
        for _ in 0..self.ran.len() {
            let Some(next) = self.find(at).and_then(|ran| ran.invocation.shown.into) else {
                return false;
            };
            if next == into {
                return true;
            }
            at = next;
        }
        false
    }
}

/// The commands that a text says something of.
pub(super) fn about(said: &Said) -> impl Iterator<Item = CommandId> + '_ {
    said.pieces.iter().flat_map(|piece| match piece {
        Printed::Code(condition) | Printed::Success(condition) => commands_of(condition),
        Printed::Output(ids) | Printed::Errors(ids) | Printed::Jobs(ids) => ids.clone(),
        Printed::Process(id) => vec![*id],
        Printed::Text(_) | Printed::LastError | Printed::Unknown => Vec::new(),
    })
}

/// The commands that a condition is about.
pub(super) fn commands_of(condition: &command::Condition) -> Vec<CommandId> {
    condition.commands().to_vec()
}

/// Whether what runs cannot be told at all: it may print anything.
pub(super) fn is_unknown(invocation: &Invocation) -> bool {
    matches!(invocation.program, Program::Unknown(_))
}
