//! Programs, and shells that are started with something to run.

use super::super::super::{
    Certainty, Condition, Invocation, Mode, On, Program, Reach, Shown, Unresolved, Value, Word,
    effect, paths, program, table, windows,
};
use super::super::ast::Command;
use super::super::interpret::Run;
use super::super::value::Known;
use super::given::loose;

impl Run<'_, '_> {
    /// A program, by its name or path.
    pub(super) fn program(&mut self, name: &str, given: Vec<Known>, command: &Command) -> Known {
        let (program, file) = if paths::is_path(name) {
            let path = paths::resolve(name, self.session.folder.as_deref());
            let file = path.parts.last().cloned().unwrap_or_default();
            (Program::File(path), file)
        } else {
            let known = self.tables.find(name);
            let name = known.map_or(name, |known| known.name.as_str());
            (Program::Named(name.to_owned()), name.to_owned())
        };
        let stem = table::without_ending(&file).to_ascii_lowercase();
        if self.shell(&stem, &given, command) || self.launched(&stem, &given, command) {
            return Known::expression(self.slice(&command.span));
        }
        let values: Vec<Value> = given.iter().flat_map(Known::to_values).collect();
        let known = self.tables.find(&file);
        let texts: Vec<&str> = values
            .iter()
            .filter_map(|value| match value {
                Value::Known(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let effect = known
            .and_then(|known| known.effect)
            .unwrap_or_else(|| effect::of_program(self.tables, &file, &texts));
        let words = values.iter().map(Word::of).collect();
        let mut arguments = program::arguments(known, values);
        program::sort(&mut arguments);
        self.found.push(Invocation {
            folder: self.session.folder.clone(),
            program,
            arguments,
            piped: Vec::new(),
            words: Some(words),
            user: None,
            substituted: false,
            on: self.on.clone(),
            mode: Mode::Real,
            certainty: self.certainty.clone(),
            effect,
            shown: self.shown(),
            span: self.place.clone().unwrap_or_else(|| command.span.clone()),
        });
        if let Some(last) = self.found.last() {
            let code = Condition::of(last.shown.id);
            self.screen.exits(code);
        }
        self.after_source(command.call);
        Known::expression(self.slice(&command.span))
    }

    /// A shell that is started with something to run: that is what counts. Whether it was one.
    fn shell(&mut self, stem: &str, given: &[Known], command: &Command) -> bool {
        if !windows::is_shell(stem) {
            return false;
        }
        // `powershell { … }` takes the block itself.
        if let Some(Known::Block(closure)) = given.iter().find(|g| matches!(g, Known::Block(_))) {
            let closure = closure.clone();
            let is_args = |value: &Known| {
                let text = value.to_text().unwrap_or_default();
                text.eq_ignore_ascii_case("-args")
            };
            let mut rest = given.iter().skip_while(|value| !is_args(value)).skip(1);
            let arguments = rest.by_ref().cloned().map(loose).collect();
            self.away(None, |run| run.run_block(&closure, arguments, command));
            return true;
        }
        let texts: Result<Vec<String>, Unresolved> =
            given.iter().map(|value| value.to_argument()).collect();
        let found = match texts {
            Ok(texts) => windows::shell(
                stem,
                &texts,
                self.session.folder.as_deref(),
                self.tables,
                &self.work.inner(),
            ),
            Err(why) => {
                self.unknown_program(why, &command.span);
                return true;
            }
        };
        let Some(found) = found else {
            // A session in the session, that knows nothing of this one.
            self.session.forget();
            return false;
        };
        // What `cmd` redirects, and what another PowerShell does with its errors, is not followed.
        let is_plain = given.iter().all(|value| {
            value.to_text().is_ok_and(|text| {
                let lower = text.to_ascii_lowercase();
                !lower.contains(['>', '|', '&']) && !lower.contains("erroraction")
            })
        });
        self.adopt(found, is_plain, command);
        true
    }

    /// A program that runs another one: that one counts.
    fn launched(&mut self, stem: &str, given: &[Known], command: &Command) -> bool {
        let texts: Result<Vec<String>, Unresolved> =
            given.iter().map(|value| value.to_argument()).collect();
        let Ok(texts) = texts else {
            return false;
        };
        let folder = self.session.folder.as_deref();
        let found = windows::launched(stem, &texts, folder, self.tables, &self.work.inner());
        let is_launched = found.is_some();
        // What the others run prints into a window of its own.
        let is_plain = matches!(stem, "psexec" | "psexec64" | "winrs");
        self.adopt(found.unwrap_or_default(), is_plain, command);
        is_launched
    }

    /// Takes what another shell ran as run from here.
    fn adopt(&mut self, found: Vec<Invocation>, is_plain: bool, command: &Command) {
        let own = match is_plain {
            true => Reach::Whole,
            false => Reach::Filtered,
        };
        let is_one = found.len() == 1;
        self.screen.exits(Condition::Unknown);
        for mut invocation in found {
            let mut shown = self.shown();
            shown.streams.output = shown.streams.output.through(own);
            shown.streams.errors = shown.streams.errors.through(own);
            if is_one && is_plain {
                self.screen.exits(Condition::of(shown.id));
            }
            invocation.shown = Shown {
                when: shown.when.and(&invocation.shown.when),
                ..shown
            };
            if invocation.on == On::Here {
                invocation.on = self.on.clone();
            }
            if invocation.certainty == Certainty::Run {
                invocation.certainty = self.certainty.clone();
            }
            invocation.span = self.place.clone().unwrap_or_else(|| command.span.clone());
            self.found.push(invocation);
        }
    }
}
