//! Commands: which they are, what they run in turn, and what they leave behind.

mod again; // Texts that a session runs again.
mod aliases; // Aliases, and the drives of the session.
mod call; // Functions and blocks with their arguments.
mod cmdlet; // A cmdlet that only does what it does.
mod data; // Texts of JSON and CSV, and members.
mod defaults; // `$PSDefaultParameterValues`.
mod each; // `ForEach-Object`.
mod elsewhere; // Other computers and jobs.
mod filters; // What is left of a list.
mod given; // The arguments as they are given.
mod imported; // Commands that run on another computer.
mod locations; // The folder.
mod objects; // What a cmdlet gives, where that is known.
mod process; // `Start-Process`.
mod programs; // Programs and other shells.
mod steer; // The cmdlets that decide what else is run.
mod validate; // The attributes that look at a parameter's value.
mod variables; // The cmdlets that set variables.

use std::ops::Range;

pub(super) use imported::Imported;

use super::super::{Argument, effect, paths, program, table};
use super::super::{Effect, Invocation, Mode, Program, Reach, Streams, Unresolved, Value};
use super::alias;
use super::ast::{Call, Command};
use super::bind::{Given, Outcome};
use super::interpret::Run;
use super::reach::End;
use super::value::Known;

impl Run<'_, '_> {
    /// Runs a command; gives what it writes to the pipeline.
    pub(super) fn command(&mut self, command: &Command, input: Option<Known>) -> Known {
        if self.is_left() || !self.step(&command.span) {
            self.leave(End::Exit);
            return Known::expression("…");
        }
        // Its redirections are not those of what its arguments run.
        let streams = self.screen.streams;
        self.screen.streams = Streams {
            output: Reach::Nothing,
            errors: self.screen.errors_beside,
            merged: false,
        };
        let name = self.evaluate(&command.name);
        let given = self.given(command);
        self.screen.streams = streams;
        if self.is_left() {
            return Known::Nothing;
        }
        match name {
            Known::Block(closure) => self.call("", &closure, given, input, command),
            Known::Unknown(why) => self.unknown_command(why, command),
            Known::Object(object) => match objects::command_of(&object) {
                Some(objects::Meant::Block(closure)) => {
                    self.call("", &closure, given, input, command)
                }
                Some(objects::Meant::Name(name)) => self.named(&name, given, input, command),
                None => {
                    self.unknown_command(Unresolved::Expression("[object]".to_owned()), command)
                }
            },
            other => match other.to_text() {
                Ok(name) => self.named(&name, given, input, command),
                Err(why) => self.unknown_command(why, command),
            },
        }
    }

    fn unknown_command(&mut self, why: Unresolved, command: &Command) -> Known {
        self.unknown_program(why, &command.span);
        self.after_source(command.call);
        Known::expression(self.slice(&command.span))
    }

    /// What a sourced script changes is not seen.
    fn after_source(&mut self, call: Option<Call>) {
        if call == Some(Call::Source) {
            let folder = self.session.folder.take();
            self.session.forget();
            self.session.folder = folder;
        }
    }

    /// Runs what a name means: an alias, then a function, then a cmdlet, then a program
    /// (about_Command_Precedence).
    fn named(
        &mut self,
        name: &str,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        let name = name.trim();
        let mut name = name.to_owned();
        // `Module\Name` is the module's own, whatever shadows it.
        let is_qualified = without_module(&name).len() != name.len();
        if is_qualified {
            let bare = without_module(&name).to_owned();
            if is_of_another_module(&name, &bare) {
                return self.unknown_command(Unresolved::Script(name), command);
            }
            name = bare;
        } else {
            match self.behind_aliases(&name) {
                Ok(target) => name = target,
                Err(why) => return self.unknown_command(why, command),
            }
            let function = self.session.function(&name.to_ascii_lowercase()).cloned();
            match function {
                Some(Some(closure)) => return self.call(&name, &closure, given, input, command),
                Some(None) => return self.unknown_command(Unresolved::Script(name), command),
                None => {}
            }
        }
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "cd.." => return self.go("..", &command.span),
            "cd\\" | "cd/" => return self.go("\\", &command.span),
            _ => {}
        }
        if given.is_empty() && lower.len() == 2 && lower.ends_with(':') {
            return self.go(&format!("{name}\\"), &command.span);
        }
        let known = self.tables.find(&name);
        let is_program = paths::is_path(&name)
            || known.map_or_else(|| !is_cmdlet(&name), program::is_program)
            || name.len() != table::without_ending(&name).len();
        if is_program {
            if let Some(value) = self.script_file(&name, &given, command) {
                return value;
            }
            return self.program(&name, given::argv(given), command);
        }
        self.cmdlet(&name, given, input, command)
    }

    /// The name that an alias stands for in the end; an alias comes before a function.
    fn behind_aliases(&self, name: &str) -> Result<String, Unresolved> {
        let mut name = name.to_owned();
        // An alias may stand for an alias.
        for _ in 0..8 {
            if let Some(target) = self.session.aliases.get(&name.to_ascii_lowercase()) {
                match target {
                    // It was removed.
                    Some(target) if target.eq_ignore_ascii_case(&name) => break,
                    Some(target) => name.clone_from(target),
                    None => return Err(Unresolved::Script(name)),
                }
            } else if let Some(target) = alias::target(&name) {
                name = target.to_owned();
            } else {
                break;
            }
        }
        Ok(name)
    }

    /// Does it, may do it, or does not, as the arguments were bound.
    fn bound<T>(&mut self, outcome: &Outcome, refused: T, run: impl FnOnce(&mut Self) -> T) -> T {
        match outcome {
            Outcome::Binds => run(self),
            Outcome::MayFail(why) => {
                let value = self.unsure(why.clone(), run);
                self.may_fail(why.clone());
                value
            }
            Outcome::Fails(_) => {
                self.fail();
                refused
            }
        }
    }

    /// A command that changes nothing but the session.
    fn reads(&mut self, name: &str, values: &[&str], span: &Range<usize>) {
        let arguments = values.iter().map(|value| Argument {
            parameter: None,
            value: Value::Known(paths::shown(value)),
        });
        let arguments = arguments.collect();
        self.list(
            Program::Named(name.to_owned()),
            arguments,
            Effect::Reads,
            span,
        );
    }

    pub(super) fn unknown_program(&mut self, why: Unresolved, span: &Range<usize>) {
        self.list(Program::Unknown(why), Vec::new(), Effect::Unknown, span);
    }

    pub(super) fn list(
        &mut self,
        program: Program,
        arguments: Vec<Argument>,
        effect: Effect,
        span: &Range<usize>,
    ) {
        self.found.push(Invocation {
            folder: None,
            program,
            arguments,
            piped: Vec::new(),
            words: None,
            user: None,
            substituted: false,
            on: self.on.clone(),
            mode: Mode::Real,
            certainty: self.certainty.clone(),
            effect,
            shown: self.shown(),
            span: self.place.clone().unwrap_or_else(|| span.clone()),
        });
    }
}

/// What a cmdlet does, by the definition's table, the shipped one, or its name.
fn effect_of(own: Option<&table::Known>, name: &str) -> Effect {
    own.and_then(|known| known.effect)
        .or_else(|| table::shipped(name).and_then(|row| row.known.effect))
        .unwrap_or_else(|| effect::of_cmdlet(name))
}

/// Whether a bare name is a cmdlet's: a verb and a noun.
fn is_cmdlet(name: &str) -> bool {
    name.split_once('-').is_some_and(|(verb, noun)| {
        !verb.is_empty()
            && verb.chars().all(char::is_alphabetic)
            && noun.starts_with(char::is_alphabetic)
            && !noun.contains('.')
    })
}

/// Whether a module is named that is not the one which PowerShell's own cmdlet belongs to.
fn is_of_another_module(qualified: &str, bare: &str) -> bool {
    let module = qualified.get(..qualified.len().saturating_sub(bare.len() + 1));
    table::shipped(bare).is_some_and(|row| {
        let is_own = row.module.starts_with("Microsoft.PowerShell.");
        is_own && !module.is_some_and(|module| module.eq_ignore_ascii_case(row.module))
    })
}

/// `SkypeForBusiness\Start-CsWindowsService` is the cmdlet of that module.
fn without_module(name: &str) -> &str {
    match name.rsplit_once('\\') {
        Some((module, cmdlet))
            if is_cmdlet(cmdlet)
                && module.starts_with(char::is_alphabetic)
                && !module.contains([':', '/']) =>
        {
            cmdlet
        }
        _ => name,
    }
}
