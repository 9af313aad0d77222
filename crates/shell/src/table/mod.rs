//! What is known about commands: their parameters, and what they do. A definition says it of the
//! commands that it names, and the shipped tables of those that everybody has.

use super::{Dialect, Effect};

mod programs; // What a program does with its arguments.
mod rows; // The format of the tables.
mod shipped; // The shipped tables.

pub(crate) use programs::Described;
pub(crate) use shipped::alias;
pub use shipped::shipped;

/// The commands of a definition, and those that it allows beside its steps.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The shell that they are of: whether texts are compared in any case.
    pub dialect: Dialect,
    /// Commands, programs among them.
    pub commands: Vec<Known>,
    /// Commands that may be run beside the steps, as written: `Stop-CsWindowsService -Name X`, or a
    /// name alone for any arguments; `*` in a name stands for anything.
    pub allowed: Vec<String>,
    /// Programs that a project's own tables describe: they stand before the shipped ones.
    pub added: Vec<(System, Known)>,
    /// Commands that undo each other, as a project's own tables have them beside the shipped ones.
    pub undone: Vec<super::Pair>,
}

/// What is known about a command.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name: a cmdlet's, or a program's with its ending. `openssl x509` is a program and its
    /// subcommand.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Whether it has `-WhatIf` and `-Confirm`.
    pub simulates: bool,
    /// What it does, where its name does not say so.
    pub effect: Option<Effect>,
    /// What else is known of it.
    pub habits: Habits,
    /// What it prints when all went well: a part of one of its lines.
    pub says: Option<String>,
}

/// Whose programs they are: the same name may mean another program elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// Linux and other Unix systems.
    Unix,
    /// Windows.
    Windows,
}

/// What is known of a command beside its parameters and its effect. By default nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habits {
    /// When it asks before it does something.
    pub asks: Asks,
    /// What it does without an argument.
    pub alone: Alone,
    /// What it writes to the pipeline.
    pub writes: Writes,
    /// Whether it prints anything when all went well.
    pub success: Success,
    /// How one sees that it failed.
    pub failure: Failure,
    /// Whether it runs what is not in its line.
    pub launches: Launches,
}

/// Whether a command runs what is not in its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Launches {
    /// It does not.
    #[default]
    Nothing,
    /// It does: a script, a task, a playbook, what is in a container.
    Others,
}

/// When a command asks before it does something: the impact that it declares, which PowerShell holds
/// against `$ConfirmPreference` (about_Preference_Variables).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asks {
    /// No table says it.
    #[default]
    Unknown,
    /// With `$ConfirmPreference` at `Low`.
    Low,
    /// At `Medium` or lower.
    Medium,
    /// Unless it is `None`.
    High,
}

/// What a command does without an argument.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alone {
    /// What it does with arguments.
    #[default]
    Same,
    /// It shows something: its help, a list.
    Reads,
}

/// What a command writes to the pipeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Writes {
    /// No table says it.
    #[default]
    Unknown,
    /// Nothing.
    Nothing,
    /// What it is given, whole or in part: a filter.
    Input,
}

/// What a command prints when all went well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Success {
    /// No table says it.
    #[default]
    Unknown,
    /// Nothing.
    Silent,
    /// Something.
    Speaks,
}

/// How one sees that a command failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Failure {
    /// No table says it.
    #[default]
    Unknown,
    /// It cannot, once its parameters are bound.
    Never,
    /// By an error record of PowerShell.
    Record,
    /// By a message, and by its exit code.
    Message,
    /// By its exit code alone: `grep` that finds nothing.
    ExitCode,
}

/// A parameter or option.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name: `PoolFqdn` of a cmdlet; `-m`, `--mode` or `/SourceDirectory` of a program.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether a value follows.
    pub takes: Takes,
    /// Its place among the arguments without a name, from 1.
    pub position: Option<u32>,
    /// Whether what comes through the pipeline binds to it.
    pub from_pipeline: bool,
    /// What it means for the audit.
    pub role: Role,
    /// The value that is the same as leaving it out.
    pub default: Option<String>,
    /// What it takes.
    pub shape: Shape,
    /// What the command does where it is given, if that is something else.
    pub effect: Option<Effect>,
    /// What the command prints where it is given, if that is something else.
    pub printing: Printing,
}

/// What a command prints where a parameter is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printing {
    /// Whether it prints anything when all went well.
    pub success: Success,
    /// What it prints then: a part of one of its lines.
    pub says: Option<String>,
}

/// What a parameter takes, as far as a table says it. By default nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// Of what type.
    pub kind: Kind,
    /// How many.
    pub count: Count,
    /// Whether the command does nothing without it.
    pub mandatory: Mandatory,
    /// Whether a property of that name, of what comes through the pipeline, binds to it.
    pub property: Property,
}

/// The type of a parameter's values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// No table says it.
    #[default]
    Unknown,
    /// A text, or what has the form of one: a name, a path.
    Text,
    /// A number.
    Number,
    /// `{ … }`
    Block,
    /// A table of keys and values.
    Table,
    /// An object that no text can stand for.
    Object,
    /// Anything at all.
    Any,
}

/// How many values a parameter takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Count {
    /// No table says it.
    #[default]
    Unknown,
    /// One.
    One,
    /// Any number of them.
    Many,
    /// All that is left over when every other argument has its parameter.
    Rest,
}

/// Whether a command wants a parameter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mandatory {
    /// No table says it.
    #[default]
    Unknown,
    /// It may be left out.
    No,
    /// PowerShell asks for it.
    Yes,
}

/// Whether a parameter takes a property of what comes through the pipeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Property {
    /// No table says it.
    #[default]
    Unknown,
    /// It does not.
    No,
    /// The one of its name.
    Own,
}

/// Whether a value follows a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One does.
    Value,
    /// None does.
    Nothing,
}

/// What a parameter means for the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It makes the command another one.
    Compared,
    /// It changes nothing that matters: `-Verbose`, `/SourceDirectory:`.
    Ignored,
    /// It names the computer that the command acts on.
    Computer,
}

impl Tables {
    /// Adds the tables of a project, in the format of the shipped ones. What the definition says of a
    /// command itself stays.
    ///
    /// # Errors
    ///
    /// The number of the first line that is not of the format, from 1, and what is wrong with it.
    /// Nothing is added then.
    pub fn add(&mut self, text: &str) -> Result<(), (usize, String)> {
        if let Some(pairs) = super::undo::of_table(text) {
            self.undone.extend(pairs?);
            return Ok(());
        }
        for row in rows::rows(text)? {
            match row.system {
                Some(system) => self.added.push((system, row.known)),
                None if self.find(&row.known.name).is_none() => self.commands.push(row.known),
                None => {}
            }
        }
        Ok(())
    }

    /// Whether the definition, a table of the project or a shipped one says anything of a command, or
    /// its verb does, if it is a cmdlet.
    pub fn describe(&self, system: System, name: &str) -> bool {
        let program = name.split(' ').next().unwrap_or(name);
        let stem = match system {
            System::Unix => program,
            System::Windows => without_ending(program),
        };
        self.find(name).is_some()
            || self.find(program).is_some()
            || self.program(system, stem).is_some()
            || shipped(program).is_some()
            || system == System::Windows && super::effect::of_cmdlet(program) != Effect::Unknown
    }

    /// What a project's own tables or the shipped ones say of a program, or of a program and its
    /// subcommand: `openssl x509`.
    pub fn program(&self, system: System, name: &str) -> Option<&Known> {
        let is_it = |known: &Known| match system {
            System::Unix => known.name == name,
            System::Windows => known.name.eq_ignore_ascii_case(name),
        };
        let mut added = self.added.iter();
        let own = added.find(|(of, known)| *of == system && is_it(known));
        own.map(|(_, known)| known)
            .or_else(|| shipped::program(system, name).map(|row| &row.known))
    }

    /// The command of that name, in any case; a program also without its ending.
    pub fn find(&self, name: &str) -> Option<&Known> {
        self.commands.get(self.position(name)?)
    }

    /// Its place in [`Tables::commands`].
    pub fn position(&self, name: &str) -> Option<usize> {
        let wanted = without_ending(name);
        self.commands
            .iter()
            .position(|known| without_ending(&known.name).eq_ignore_ascii_case(wanted))
    }
}

impl Known {
    /// The parameter of that full name or alias, in any case.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| {
            let mut names = std::iter::once(&parameter.name).chain(&parameter.aliases);
            names.any(|own| own.eq_ignore_ascii_case(name))
        })
    }
}

/// A program's name without `.exe`: Windows finds it by either.
pub(crate) fn without_ending(name: &str) -> &str {
    let stem = name.len().saturating_sub(4);
    match (name.get(..stem), name.get(stem..)) {
        (Some(stem), Some(ending)) if ending.eq_ignore_ascii_case(".exe") => stem,
        _ => name,
    }
}
