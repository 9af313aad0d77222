//! `Start-Process`.

use super::super::super::{Certainty, Mode, Unresolved, windows};
use super::super::bind::{Given, Signature};
use super::super::interpret::Run;
use super::super::value::Known;
use super::given::arguments_of;
use super::steer::Steered;

impl Run<'_, '_> {
    pub(super) fn start_process(&mut self, steered: &Steered<'_>) -> Known {
        let command = steered.command;
        let span = &command.span;
        // What is given as one text is cut by the program itself.
        let mut given = Vec::new();
        for item in arguments_of(steered.get("ArgumentList")) {
            match item {
                Given::Value { value, .. } => match value.to_argument() {
                    Ok(text) => given.extend(windows::argv(&text).into_iter().map(Known::Text)),
                    Err(why) => given.push(Known::Unknown(why)),
                },
                Given::Splat(why) => given.push(Known::Unknown(why)),
                Given::Parameter { .. } | Given::Verbatim(_) => {}
            }
        }
        let from = self.found.len();
        match steered.path("FilePath") {
            Some(Ok(file)) => {
                // A relative path is looked up from here, not from where the program will be.
                self.program(&file, given, command);
            }
            Some(Err(why)) => self.unknown_program(why, span),
            None => self.reads("Start-Process", &[], span),
        }
        let signature = Signature::of_cmdlet(self.tables, steered.name);
        let mode = self
            .manner(steered.name, &signature, &steered.binding.bound)
            .mode;
        if mode != Mode::Real {
            // The program itself simulates nothing: it is not run.
            for found in self.found.iter_mut().skip(from) {
                found.mode = mode;
                if found.certainty == Certainty::Run {
                    found.certainty = Certainty::Depends(Unresolved::Branch("-WhatIf".to_owned()));
                }
            }
        }
        Known::expression(self.slice(span))
    }
}
