//! Texts that a session runs again: its history, files that it wrote, modules that it makes.

use super::super::super::{Certainty, Unresolved, paths};
use super::super::ast::Command;
use super::super::bind::{Binding, Given};
use super::super::interpret::Run;
use super::super::value::Known;
use super::aliases::closure_of;
use super::steer::Steered;

impl Run<'_, '_> {
    /// `Invoke-History`, `r`: an earlier line is run again.
    pub(super) fn again(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        let wanted = steered.text("Id");
        self.screen.looks_back.set(true);
        let history = &self.session.history;
        let (text, is_counted) = match &wanted {
            None => (history.last(), false),
            Some(Ok(id)) => match id.trim().parse::<u64>() {
                // The session may have begun before its capture.
                Ok(id) => (history.by_number(id), true),
                Err(_) => (history.by_beginning(id), false),
            },
            Some(Err(_)) => (None, false),
        };
        let Some(text) = text else {
            let why = Unresolved::Script("Invoke-History".to_owned());
            self.unknown_program(why, span);
            return Known::expression(self.slice(span));
        };
        let text = text.to_string();
        self.session.history.replace(&text);
        if is_counted {
            let why = Unresolved::Script("Invoke-History".to_owned());
            return self.unsure(why, |run| run.script(&text, span));
        }
        self.script(&text, span)
    }

    /// `New-Module { function f { … } }`: what it defines can be called from then on.
    pub(super) fn new_module(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        let bound = steered.binding.bound.iter();
        let mut blocks = bound.filter_map(|bound| match &bound.value {
            Known::Block(closure) => Some(closure.clone()),
            _ => None,
        });
        match blocks.next() {
            Some(closure) => {
                // Its variables are its own; its functions and aliases are the session's.
                self.session.push_scope();
                self.inline(&closure, span);
                self.session.pop_variables();
            }
            None => self.unknown_program(Unresolved::Script(steered.name.to_owned()), span),
        }
        Known::expression(self.slice(span))
    }

    /// A file gets a text, or more of it, or one that is not known.
    pub(in super::super) fn write_file(&mut self, path: &Known, value: &Known, appends: bool) {
        let Ok(path) = super::objects::path_text(path) else {
            return;
        };
        let Some(path) = self.file(&path) else { return };
        let lines = value.clone().items().and_then(|items| {
            let texts: Result<Vec<String>, Unresolved> = items.iter().map(Known::to_text).collect();
            texts
        });
        let is_certain = self.certainty == Certainty::Run;
        let text = lines.ok().filter(|_| is_certain);
        let text = text.map(|lines| lines.join("\n"));
        self.session.write_file(&path, text, appends);
    }

    /// Files that a cmdlet wrote, or took away.
    pub(super) fn keep_files(&mut self, name: &str, binding: &Binding, input: Option<&Known>) {
        let appends = match name {
            "Set-Content" | "Clear-Content" => false,
            "Add-Content" => true,
            "Out-File" | "Tee-Object" => {
                let append = binding.get("Append");
                append.is_some_and(|append| append.holds() != Some(false))
            }
            "Remove-Item" | "Move-Item" | "Rename-Item" | "Copy-Item" => {
                for name in ["Path", "LiteralPath", "Destination"] {
                    if let Some(path) = binding.get(name) {
                        let why = Unresolved::Script(name.to_owned());
                        self.write_file(path, &Known::Unknown(why), false);
                    }
                }
                return;
            }
            _ => return,
        };
        let names = ["Path", "FilePath", "LiteralPath"];
        let Some(path) = names.iter().find_map(|name| binding.get(name)) else {
            return;
        };
        let path = path.clone();
        let value = match (binding.get("Value"), input) {
            (Some(value), _) => value.clone(),
            (None, Some(input)) => input.clone(),
            (None, None) => Known::Nothing,
        };
        self.write_file(&path, &value, appends);
    }

    /// A file by its whole path, in lower case.
    fn file(&self, path: &str) -> Option<String> {
        let path = paths::resolve(path, self.session.folder.as_deref());
        paths::written(&path).map(|path| path.to_lowercase())
    }

    /// Runs a script that this session wrote; `None` for one whose text is not known.
    pub(super) fn script_file(
        &mut self,
        name: &str,
        given: &[Given],
        command: &Command,
    ) -> Option<Known> {
        let is_script = name
            .get(name.len().saturating_sub(4)..)
            .is_some_and(|ending| ending.eq_ignore_ascii_case(".ps1"));
        if !is_script || !paths::is_path(name) {
            return None;
        }
        let path = self.file(name)?;
        let written = self.session.files.read(&path)?;
        let Some(closure) = written.and_then(closure_of) else {
            // The session wrote it, but what is not known.
            let why = Unresolved::Script(paths::shown(name));
            self.unknown_program(why, &command.span);
            self.after_source(command.call);
            return Some(Known::expression(self.slice(&command.span)));
        };
        Some(self.call("", &closure, given.to_vec(), None, command))
    }
}
