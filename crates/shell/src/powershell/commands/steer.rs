//! The cmdlets that decide what else is run, or what is known afterwards.

use super::super::super::{Mode, Unresolved, paths};
use super::super::ast::Command;
use super::super::bind::{Binding, BoundRole, Outcome, Signature};
use super::super::interpret::Run;
use super::super::value::Known;
use super::aliases::{is_item, names_drive};
use super::objects::path_text;

/// What a steering cmdlet got.
pub(super) struct Steered<'c> {
    pub(super) name: &'c str,
    pub(super) binding: &'c Binding,
    pub(super) input: Option<Known>,
    pub(super) command: &'c Command,
}

impl Steered<'_> {
    pub(super) fn get(&self, name: &str) -> Option<Known> {
        self.binding.get(name).cloned()
    }

    /// A parameter as a text, or why it is not known.
    pub(super) fn text(&self, name: &str) -> Option<Result<String, Unresolved>> {
        self.binding.get(name).map(Known::to_argument)
    }

    /// A parameter as a path.
    pub(super) fn path(&self, name: &str) -> Option<Result<String, Unresolved>> {
        self.binding.get(name).map(path_text)
    }

    pub(super) fn is_on(&self, name: &str) -> bool {
        self.binding
            .get(name)
            .is_some_and(|value| value.holds() != Some(false))
    }
}

impl Run<'_, '_> {
    /// Follows a cmdlet by that name, if it is one of those.
    pub(super) fn steer(
        &mut self,
        name: &str,
        signature: &Signature<'_>,
        binding: &Binding,
        input: Option<Known>,
        command: &Command,
    ) -> Option<Known> {
        let follow = follower(name)?;
        if is_item(name) && !names_drive(binding) {
            return None;
        }
        if name == "Import-Module" && binding.get("PSSession").is_none() {
            return None;
        }
        let steered = Steered {
            name,
            binding,
            input,
            command,
        };
        // What stands there without a name is their own affair.
        let takes_loose = matches!(name, "Invoke-Command" | "ForEach-Object" | "New-Module");
        let loose_only = takes_loose
            && binding
                .bound
                .iter()
                .all(|bound| bound.name.is_none() || bound.role != BoundRole::Unknown);
        let outcome = match &binding.outcome {
            Outcome::MayFail(_) if loose_only => Outcome::Binds,
            outcome => outcome.clone(),
        };
        let manner = self.manner(name, signature, &binding.bound);
        // `Start-Process` says itself that it is only simulated.
        if manner.mode == Mode::Simulated && changes_session(name) {
            self.bound(&outcome, (), |run| {
                run.reads(name, &[], &command.span);
                if let Some(last) = run.found.last_mut() {
                    last.mode = Mode::Simulated;
                }
            });
            return Some(Known::Nothing);
        }
        let doubt = (manner.mode == Mode::Unknown && changes_session(name))
            .then(|| Unresolved::Variable("$WhatIfPreference".to_owned()))
            .or(manner.asks);
        Some(self.bound(&outcome, Known::Nothing, |run| match doubt {
            Some(why) => run.unsure(why, |run| follow(run, &steered)),
            None => follow(run, &steered),
        }))
    }

    fn measure(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        if let Some(Known::Block(closure)) = steered.get("Expression") {
            self.inline(&closure, span);
        }
        Known::expression(self.slice(span))
    }

    /// `Invoke-Expression`: each of several texts by itself.
    fn invoke_expression(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        let texts = match (steered.get("Command"), steered.input.clone()) {
            (Some(text), _) => Ok(vec![text]),
            (None, Some(input)) => input.items(),
            (None, None) => Ok(Vec::new()),
        };
        match texts {
            Ok(texts) => {
                let mut written = super::super::value::Gathered::default();
                for text in texts {
                    let value = match text.to_text() {
                        Ok(text) => self.script(&paths::shown(&text), span),
                        Err(why) => {
                            self.unknown_program(why, span);
                            Known::expression(self.slice(span))
                        }
                    };
                    written.write(value);
                }
                written.written()
            }
            Err(why) => {
                self.unknown_program(why, span);
                Known::expression(self.slice(span))
            }
        }
    }

    /// `Write-Output`, and an echo that is piped on: it writes what it was given.
    fn write_output(&mut self, steered: &Steered<'_>) -> Known {
        self.reads(steered.name, &[], &steered.command.span);
        match (steered.get("InputObject"), steered.input.clone()) {
            (Some(Known::List(list)), _) => match list.items() {
                Ok(items) => {
                    // Lists among several are written item by item.
                    let mut written = super::super::value::Gathered::default();
                    items.into_iter().for_each(|item| written.write(item));
                    written.written()
                }
                Err(why) => Known::Unknown(why),
            },
            (Some(value), _) => value,
            (None, Some(input)) => input,
            (None, None) => Known::Nothing,
        }
    }

    fn tee(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        if let Some(Ok(variable)) = steered.text("Variable") {
            let value = match &steered.input {
                Some(input) => input.clone(),
                None => Known::expression(self.slice(span)),
            };
            self.session.set(&variable.to_lowercase(), value);
        }
        self.reads(steered.name, &[], span);
        steered.input.clone().unwrap_or(Known::Nothing)
    }
}

type Follow<'t, 's> = fn(&mut Run<'t, 's>, &Steered<'_>) -> Known;

fn follower<'t, 's>(name: &str) -> Option<Follow<'t, 's>> {
    Some(match name {
        "Invoke-Command" => Run::invoke_command,
        "ForEach-Object" => Run::for_each,
        "Start-Job" | "Start-ThreadJob" => Run::start_job,
        "New-PSSession" => Run::new_session,
        "Measure-Command" => Run::measure,
        "Invoke-Expression" => Run::invoke_expression,
        "Start-Process" => Run::start_process,
        "Set-Location" | "Push-Location" => Run::set_location,
        "Pop-Location" => Run::pop_location,
        "Set-Variable" | "New-Variable" | "Clear-Variable" | "Remove-Variable" => Run::variable,
        "Set-Alias" | "New-Alias" => Run::set_alias,
        "Remove-Alias" => Run::remove_alias,
        name if is_item(name) => Run::item,
        "Write-Output" => Run::write_output,
        "Tee-Object" => Run::tee,
        "Where-Object" => Run::where_object,
        "Select-Object" => Run::select_object,
        "Sort-Object" => Run::sort_object,
        "Get-Unique" => Run::get_unique,
        "Measure-Object" => Run::measure_object,
        "ConvertFrom-Json" => Run::read_json,
        "ConvertFrom-Csv" => Run::read_csv,
        "New-Module" => Run::new_module,
        "Import-PSSession" | "Import-Module" => Run::import,
        "Remove-Module" => Run::remove_module,
        "Invoke-History" => Run::again,
        _ => return None,
    })
}

/// Whether all that a cmdlet does is to change the session, so that `-WhatIf` leaves nothing of it.
fn changes_session(name: &str) -> bool {
    matches!(
        name,
        "Set-Variable"
            | "New-Variable"
            | "Clear-Variable"
            | "Remove-Variable"
            | "Set-Alias"
            | "New-Alias"
            | "Remove-Alias"
    )
}
