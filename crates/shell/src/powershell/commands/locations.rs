//! The folder that the session is in.

use std::ops::Range;

use super::super::super::paths;
use super::super::interpret::Run;
use super::super::value::Known;
use super::steer::Steered;

impl Run<'_, '_> {
    pub(super) fn go(&mut self, to: &str, span: &Range<usize>) -> Known {
        let path = paths::resolve(to, self.session.folder.as_deref());
        self.session.enter(paths::written(&path));
        self.reads("Set-Location", &[to], span);
        Known::Nothing
    }

    pub(super) fn set_location(&mut self, steered: &Steered<'_>) -> Known {
        let is_stacked = steered.get("StackName").is_some();
        if steered.name == "Push-Location" && !is_stacked {
            self.session.locations.push(self.session.folder.clone());
        }
        let to = steered.path("Path").or_else(|| steered.path("LiteralPath"));
        let to = to.or_else(|| steered.input.as_ref().map(Known::to_text));
        let shown = match to {
            Some(Ok(to)) if to == "-" || to == "+" => {
                self.session.enter(None);
                to
            }
            Some(Ok(to)) => {
                let path = paths::resolve(&to, self.session.folder.as_deref());
                self.session.enter(paths::written(&path));
                to
            }
            Some(Err(why)) => {
                self.session.enter(None);
                why.subject().to_owned()
            }
            None => String::new(),
        };
        let values: &[&str] = if shown.is_empty() { &[] } else { &[&shown] };
        self.reads(steered.name, values, &steered.command.span);
        if steered.is_on("PassThru") {
            return Known::expression(self.slice(&steered.command.span));
        }
        Known::Nothing
    }

    pub(super) fn pop_location(&mut self, steered: &Steered<'_>) -> Known {
        let folder = match steered.get("StackName") {
            Some(_) => None,
            None => self.session.locations.pop().flatten(),
        };
        self.session.enter(folder);
        self.reads(steered.name, &[], &steered.command.span);
        Known::Nothing
    }
}
