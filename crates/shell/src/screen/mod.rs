//! What a line puts on the terminal: how much of each command reaches it, what the line prints
//! itself, and what of that tells how a command ended.

mod renumber; // The same commands under other numbers.

use std::cell::Cell;
use std::rc::Rc;

/// A command of a session, told apart from all its others. A later one is greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId(u32);

/// How much of a stream reaches the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// All of it, as it is or laid out anew.
    #[default]
    Whole,
    /// What a filter leaves of it, or makes of it.
    Filtered,
    /// Nothing: a file, a variable or another command takes it.
    Nothing,
}

/// How much of what a command writes reaches the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streams {
    /// Of its output.
    pub output: Reach,
    /// Of its errors.
    pub errors: Reach,
    /// Whether its errors go with its output: `2>&1`.
    pub merged: bool,
}

/// Which ends of commands have it that something is so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Condition {
    /// It is so in any case.
    #[default]
    Always,
    /// It never is.
    Never,
    /// It is so if all of these succeeded, and only then.
    Succeeded(Vec<CommandId>),
    /// It is so if at least one of these failed, and only then.
    Failed(Vec<CommandId>),
    /// These decide, in a way that is not followed.
    About(Vec<CommandId>),
    /// It is so only if at least one of these failed; where it is not so, they need not have succeeded.
    Threw(Vec<CommandId>),
    /// Something else decides, or decides too.
    Unknown,
}

/// What a command shows of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which command of the session it is.
    pub id: CommandId,
    /// How much of what it writes reaches the terminal.
    pub streams: Streams,
    /// When it is run, as far as other commands decide that.
    pub when: Condition,
    /// How it is run.
    pub manner: Manner,
    /// The next command of its pipeline, which takes what it writes.
    pub into: Option<CommandId>,
    /// Whether it says what it does: `-Verbose`.
    pub is_verbose: bool,
}

/// How a command is run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    /// The line waits for it.
    #[default]
    Awaited,
    /// It is started as a job, which keeps what it writes, and the line goes on.
    Job,
    /// It is started beside what follows: it writes to the terminal whenever it likes.
    Beside,
    /// It lays out or passes on what comes to it, all of it.
    Passes,
}

/// A text that a line prints itself: `echo OK`, `"exit code: $LASTEXITCODE"`, `$status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its place among the commands of the session; that of the command which prints it, if one does.
    pub id: CommandId,
    /// What is printed, from left to right.
    pub pieces: Vec<Printed>,
    /// When it is printed.
    pub when: Condition,
    /// How much of it reaches the terminal.
    pub reach: Reach,
}

/// A piece of a text that a line prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// This text.
    Text(String),
    /// The exit code of something: 0 where the condition holds, another number where it does not.
    Code(Condition),
    /// Whether something succeeded: `True` where the condition holds, `False` where it does not.
    Success(Condition),
    /// What these commands wrote.
    Output(Vec<CommandId>),
    /// What went wrong with these commands; nothing if nothing did.
    Errors(Vec<CommandId>),
    /// The last error of the session.
    LastError,
    /// How these jobs are.
    Jobs(Vec<CommandId>),
    /// The process that this command is.
    Process(CommandId),
    /// Only a run could tell.
    Unknown,
}

/// Numbers the commands of a session, and of the shells in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Rc<Cell<u32>>);

impl Numbers {
    /// The next one.
    pub(super) fn next(&self) -> CommandId {
        self.0.set(self.0.get().saturating_add(1));
        CommandId(self.0.get())
    }
}

impl Reach {
    /// What is left of it behind another: the lesser of both.
    #[must_use]
    pub fn through(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Streams {
    /// Nothing is seen.
    pub const NOWHERE: Self = Self {
        output: Reach::Nothing,
        errors: Reach::Nothing,
        merged: false,
    };
}

pub(super) use renumber::Renumber;

impl Condition {
    /// The command succeeded.
    pub(super) fn of(id: CommandId) -> Self {
        Self::Succeeded(vec![id])
    }

    /// It is not so.
    #[must_use]
    pub fn negated(&self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Succeeded(all) => Self::Failed(all.clone()),
            Self::Failed(all) => Self::Succeeded(all.clone()),
            Self::About(all) => Self::About(all.clone()),
            Self::Threw(_) | Self::Unknown => Self::Unknown,
        }
    }

    /// It decides, in a way that is not followed.
    #[must_use]
    pub(super) fn followed_no_more(&self) -> Self {
        match self {
            Self::Succeeded(all) | Self::Failed(all) | Self::Threw(all) | Self::About(all) => {
                Self::About(all.clone())
            }
            Self::Always | Self::Never | Self::Unknown => Self::Unknown,
        }
    }

    /// The commands that it is about.
    pub fn commands(&self) -> &[CommandId] {
        match self {
            Self::Succeeded(all) | Self::Failed(all) | Self::Threw(all) | Self::About(all) => all,
            Self::Always | Self::Never | Self::Unknown => &[],
        }
    }

    /// Both are so.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Always, other) | (other, Self::Always) => other.clone(),
            (Self::Succeeded(own), Self::Succeeded(other)) => {
                let mut all = own.clone();
                all.extend(other.iter().filter(|id| !own.contains(id)));
                Self::Succeeded(all)
            }
            (own, other) if own == other => own.clone(),
            // A command that fails, and another that succeeds: both decide.
            (own, other) => match [own.commands(), other.commands()].concat() {
                all if all.is_empty() => Self::Unknown,
                all => Self::About(all),
            },
        }
    }

    /// One of both is so, or both are.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.negated().and(&other.negated()).negated()
    }
}

impl Printed {
    /// A text as one piece.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[cfg(test)]
mod tests;
