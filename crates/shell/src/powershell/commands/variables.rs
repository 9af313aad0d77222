//! The cmdlets that set variables.

use super::super::super::Unresolved;
use super::super::interpret::Run;
use super::super::session::Writing;
use super::super::value::Known;
use super::steer::Steered;

impl Run<'_, '_> {
    pub(super) fn variable(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let passed = steered
            .is_on("PassThru")
            .then(|| Known::expression(self.slice(span)));
        let names = steered.get("Name").map(Known::items);
        let Some(Ok(names)) = names else {
            self.session.forget();
            return passed.unwrap_or(Known::Nothing);
        };
        for name in names {
            match name.to_text() {
                Ok(name) if !name.contains(['*', '?', '[']) => {
                    self.one_variable(&name.to_lowercase(), steered);
                }
                _ => self.session.forget(),
            }
        }
        passed.unwrap_or(Known::Nothing)
    }

    fn one_variable(&mut self, name: &str, steered: &Steered<'_>) {
        let unknown = Known::Unknown(Unresolved::Variable(format!("${name}")));
        let Some(at) = self.scope_at(steered.text("Scope")) else {
            // Some scope's variable has changed.
            for at in 0..self.session.depth() {
                if self.session.has_at(at, name) {
                    self.session.set_at(at, name, unknown.clone());
                }
            }
            return;
        };
        let force = steered.is_on("Force");
        match steered.name {
            "Remove-Variable" => {
                self.session.unset(name);
            }
            "Clear-Variable" => {
                self.session.set_at(at, name, Known::Null);
            }
            // One that is there already stays what it is.
            "New-Variable" if self.session.has_at(at, name) && !force => {}
            _ => {
                if force {
                    let free = |access: &mut super::super::session::Access| {
                        if access.writing == Writing::ReadOnly {
                            access.writing = Writing::Free;
                        }
                    };
                    self.session.restrict(at, name, free);
                }
                let value = match (steered.get("Value"), &steered.input) {
                    (Some(value), _) => value,
                    (None, Some(input)) => match input {
                        Known::Nothing => Known::Null,
                        input => input.clone(),
                    },
                    (None, None) => Known::Null,
                };
                self.session.set_at(at, name, value);
                let writing = match steered.text("Option") {
                    None => return,
                    Some(Ok(option)) => match option.trim().to_ascii_lowercase().as_str() {
                        "none" | "allscope" => return,
                        "readonly" => Some(Writing::ReadOnly),
                        "constant" => Some(Writing::Constant),
                        _ => None,
                    },
                    Some(Err(_)) => None,
                };
                match writing {
                    Some(writing) => self.session.restrict(at, name, |a| a.writing = writing),
                    None => {
                        self.session.set_at(at, name, unknown);
                    }
                }
            }
        }
    }

    /// The scope that `-Scope` names; the outermost is 0.
    fn scope_at(&self, scope: Option<Result<String, Unresolved>>) -> Option<usize> {
        let innermost = self.session.depth().saturating_sub(1);
        let Some(scope) = scope else {
            return Some(innermost);
        };
        match scope.ok()?.trim().to_ascii_lowercase().as_str() {
            "global" | "script" => Some(0),
            "local" => Some(innermost),
            number => innermost.checked_sub(number.parse().ok()?),
        }
    }
}
