//! What a definition says about the commands that it names: their parameters and effects.

use super::Effect;

/// The commands of a definition, and those that it allows beside its steps.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Commands, programs among them.
    pub commands: Vec<Known>,
    /// Commands that may be run beside the steps, as written: `Stop-CsWindowsService -Name X`, or a
    /// name alone for any arguments; `*` in a name stands for anything.
    pub allowed: Vec<String>,
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
