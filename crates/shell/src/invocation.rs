//! What was run, in canonical form: no alias, no abbreviation, no variable, no quoting is left.

use std::fmt;
use std::ops::Range;

use super::{Shown, Streams};

/// One thing that was run, or that the plan says to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// What was run.
    pub program: Program,
    /// With which arguments, in canonical order.
    pub arguments: Vec<Argument>,
    /// Of a bash pipeline: what its output went through. A PowerShell pipeline is an invocation for
    /// each of its commands, since objects bind to parameters there.
    pub piped: Vec<Invocation>,
    /// Of a program of a Unix shell: the words behind its name, in the order in which it gets
    /// them. `arguments` holds the same in canonical form.
    pub words: Option<Vec<Word>>,
    /// In whose name it was run, where that is neither the session's user nor root.
    pub user: Option<Value>,
    /// Whether it stands within `<( … )`, whose output is a word of another command.
    pub substituted: bool,
    /// Where it was run.
    pub on: On,
    /// The folder that it was run in, absolute or from `~`, where it is known: what its relative
    /// paths begin at.
    pub folder: Option<String>,
    /// Whether it was run in earnest.
    pub mode: Mode,
    /// Whether it is certain that it was run, once the line was entered.
    pub certainty: Certainty,
    /// What it does to the world.
    pub effect: Effect,
    /// What it shows of itself.
    pub shown: Shown,
    /// Its place in the text that was typed.
    pub span: Range<usize>,
}

impl Invocation {
    /// The streams of its stages.
    pub fn streams(&self) -> Vec<Streams> {
        let piped = self.piped.iter().map(|stage| stage.shown.streams);
        std::iter::once(self.shown.streams).chain(piped).collect()
    }
}

/// What was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// A cmdlet, a function, or a program that the search path finds: its name, spelt as the tables
    /// spell it where they know it.
    Named(String),
    /// A program in a folder.
    File(ProgramPath),
    /// It can not be told.
    Unknown(Unresolved),
}

/// Where a program lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramPath {
    /// The drive.
    pub drive: Drive,
    /// Folders and the file's name, as written, relative parts resolved.
    pub parts: Vec<String>,
}

/// The drive, or the root, that a path begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drive {
    /// A drive's letter, upper case.
    Letter(char),
    /// The system's drive, whatever its letter: `$env:SystemDrive`.
    System,
    /// A share: server and name.
    Share(String, String),
    /// The root of a Unix file system.
    Root,
    /// It can not be told: a relative path in an unknown folder.
    Unknown(Unresolved),
}

/// An argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The parameter, spelt as the tables spell it; `None` for a value by position that no table
    /// gives a name.
    pub parameter: Option<String>,
    /// Its value.
    pub value: Value,
}

/// An argument's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text. Several (`a, b`) are several arguments of one parameter.
    Known(String),
    /// A switch, on or off.
    Switch(bool),
    /// It can not be told.
    Unknown(Unresolved),
}

/// A word that a program gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// This text.
    Text(String),
    /// A path below the home folder of the session, which the shell put in; what stands behind it.
    Home(String),
    /// `<( … )`: the path of a pipe, which only a run could tell.
    Process,
    /// Any number of words, which cannot be told.
    Unknown(Unresolved),
}

impl Word {
    /// A word that an argument becomes.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Known(text) => Self::Text(text.clone()),
            Value::Switch(on) => Self::Text(if *on { "True" } else { "False" }.to_owned()),
            Value::Unknown(why) => Self::Unknown(why.clone()),
        }
    }
}

/// Where something was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// On the computer of the session.
    Here,
    /// On this computer.
    Host(String),
    /// It can not be told.
    Unknown(Unresolved),
}

/// Whether something was run in earnest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It was.
    Real,
    /// Only with `-WhatIf`.
    Simulated,
    /// One of the two: what `-WhatIf` or `$WhatIfPreference` holds is not known.
    Unknown,
}

/// Whether something was run, once its line was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certainty {
    /// It was.
    Run,
    /// That depends on what can not be seen: a branch, a loop, what stands after `&&`.
    Depends(Unresolved),
}

/// What a command does to the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It looks, or changes nothing but the session: `Get-Date`, `cd`, `Import-Module`.
    Reads,
    /// It may do anything: a program or function that no table knows.
    Unknown,
    /// It changes something.
    Changes,
}

/// Why something can not be told from what was captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// The variable was never given a value that can be known.
    Variable(String),
    /// An expression whose value only a run could tell.
    Expression(String),
    /// A parameter that several names begin with.
    AmbiguousParameter(String),
    /// A relative path, and the folder is not known.
    Folder(String),
    /// A short name of the file system, such as `PROGRA~1`.
    ShortName(String),
    /// The text does not parse.
    Syntax(String),
    /// It depends on which version of the shell reads it.
    Version(String),
    /// A condition, loop or `&&` decides.
    Branch(String),
    /// `&&` decides, and what stands before it is one command, the one that is listed before: it was
    /// run if that succeeded.
    Success(String),
    /// A script or function whose text was not captured.
    Script(String),
    /// Whether the command takes that argument.
    Binding(String),
    /// Which computer that name means.
    Computer(String),
    /// Whether the command is the one here, or one that was imported from that computer.
    Imported(String),
    /// Whether what was captured is of that format.
    Format(String),
}

impl Unresolved {
    /// What could not be told, as written.
    pub fn subject(&self) -> &str {
        match self {
            Self::Variable(text)
            | Self::Expression(text)
            | Self::AmbiguousParameter(text)
            | Self::Folder(text)
            | Self::ShortName(text)
            | Self::Syntax(text)
            | Self::Version(text)
            | Self::Branch(text)
            | Self::Success(text)
            | Self::Script(text)
            | Self::Binding(text)
            | Self::Computer(text)
            | Self::Imported(text)
            | Self::Format(text) => text,
        }
    }

    /// The reason's name in messages: `audit-unresolved-` and this.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Variable(_) => "variable",
            Self::Expression(_) => "expression",
            Self::AmbiguousParameter(_) => "parameter",
            Self::Folder(_) => "folder",
            Self::ShortName(_) => "short-name",
            Self::Syntax(_) => "syntax",
            Self::Version(_) => "version",
            Self::Branch(_) | Self::Success(_) => "branch",
            Self::Script(_) => "script",
            Self::Binding(_) => "binding",
            Self::Computer(_) => "computer",
            Self::Imported(_) => "imported",
            Self::Format(_) => "format",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reads => "reads",
            Self::Unknown => "unknown",
            Self::Changes => "changes",
        })
    }
}
