//! A command of words: assignments before it, aliases, functions, builtins, programs.

use std::ops::Range;
use std::sync::Arc;

use super::super::{Condition, Effect, Invocation, Reach};
use super::assign::Given;
use super::context::Context;
use super::flow::{Outcome, Status};
use super::holes;
use super::run::{DEEPEST, Interpreter};
use super::syntax::Simple;
use super::value::{Sure, Variable};

impl Interpreter<'_> {
    pub(super) fn simple(
        &mut self,
        simple: &Simple<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let span = context.span.clone().unwrap_or_else(|| simple.span.clone());
        if let Some(outcome) = self.aliased(simple, &span, context, out) {
            return outcome;
        }
        if let Some(trap) = self.shell.traps.debug.take() {
            let before = self.shell.clone();
            self.trapped(&trap, &super::context::depends(context, "trap DEBUG"), out);
            self.shell.join(&before);
            self.shell.traps.debug = Some(trap);
        }
        let within = self.within(context, span.clone());
        self.substituted = None;
        self.within = Reach::Whole;
        let Ok(words) = self.words(&simple.words, &within, out) else {
            let context = Context {
                span: Some(span),
                ..context.clone()
            };
            let text = simple.words.join(" ");
            self.not_understood(&text, &context, out);
            return Status::Unknown.into();
        };
        if self.shell.gone.is_some() {
            return Status::Unknown.into();
        }
        if simple.redirects.is_empty() {
            return self.expanded(simple, words, &span, context, out);
        }
        let streams = self.shell.io.streams.len();
        let before = self.shell.clone();
        let (redirected, works) = self.redirected(&simple.redirects, context, out);
        if works == Sure::No {
            return self.ended(Status::Fails, context, out).into();
        }
        let mut outcome = self.expanded(simple, words, &span, &redirected, out);
        self.shell.io.streams.truncate(streams);
        if let Some(failed) = &mut outcome.failed {
            failed.io.streams.truncate(streams);
        }
        if works == Sure::Yes {
            return outcome;
        }
        // The redirection may have failed: then nothing was run.
        self.merge(outcome);
        self.shell.join(&before);
        Status::Unknown.into()
    }

    /// A command whose words are expanded, and whose redirections work.
    fn expanded(
        &mut self,
        simple: &Simple<'_>,
        words: Vec<String>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        if words.is_empty() {
            self.assigned(simple, span, context, out)
        } else {
            self.with_words(simple, words, span, context, out)
        }
    }

    /// Assignments alone.
    fn assigned(
        &mut self,
        simple: &Simple<'_>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let within = self.within(context, span.clone());
        // `$(…)` as the whole command may have run in it.
        let substituted = self.substituted.take();
        let mut status = match substituted {
            Some(status) if !simple.words.is_empty() => status,
            _ => Status::ZERO,
        };
        for assignment in &simple.assignments {
            let given = self.worth(assignment, &within, out);
            if let Some(substituted) = self.substituted.take() {
                status = substituted;
            }
            if self.shell.gone.is_some() {
                return Status::Unknown.into();
            }
            if self.assign(assignment.name, given, assignment.adds, &within, out) == Sure::No {
                self.abort(Sure::Yes, assignment.name);
                return Status::Fails.into();
            }
        }
        // `> /etc/x` alone empties the file.
        if context.writes.is_some() {
            let nothing = [":".to_owned()];
            let mut invocation = self.invocation(&nothing, span, context);
            invocation.effect = Effect::Changes;
            out.push(invocation);
        }
        self.condition_of(status);
        let context = self.doubted(context);
        self.ended(status, &context, out).into()
    }

    /// How the last command ended is known.
    fn condition_of(&mut self, status: Status) {
        match status.holds() {
            Some(true) => self.condition = Condition::Always,
            Some(false) => self.condition = Condition::Never,
            None => {}
        }
    }

    /// The words, with the assignments before them for the time of the command.
    fn with_words(
        &mut self,
        simple: &Simple<'_>,
        words: Vec<String>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let within = self.within(context, span.clone());
        let mut kept: Vec<(String, Option<Variable>)> = Vec::new();
        for assignment in &simple.assignments {
            let given = self.worth(assignment, &within, out);
            if self.shell.gone.is_some() {
                return Status::Unknown.into();
            }
            let (name, subscript) = super::held::subscripted(assignment.name);
            let readonly = self
                .shell
                .variable(name)
                .is_some_and(|variable| variable.readonly);
            if readonly {
                continue;
            }
            kept.push((name.to_owned(), self.shell.own(name).cloned()));
            match (given, subscript) {
                (Given::Text(text), None) if !assignment.adds => {
                    *self.shell.edit(name) = Variable {
                        exported: Sure::Yes,
                        ..Variable::default()
                    };
                    self.store(name, text);
                }
                (Given::Text(text), None) => {
                    let _ = self.assign(name, Given::Text(text), true, &within, out);
                    self.shell.edit(name).exported = Sure::Yes;
                }
                _ => self.shell.forget(name),
            }
        }
        // What was worked out may have failed.
        let context = &self.doubted(context);
        let declares = !simple.declared.is_empty() || is_declaration(&words[0]);
        let outcome = if declares && !self.shell.functions.contains_key(&words[0]) {
            let status = self.declaration(&words, &simple.declared, span, context, out);
            self.condition_of(status);
            self.ended(status, context, out).into()
        } else {
            self.command(words.clone(), span, context, out)
        };
        for (name, before) in kept.into_iter().rev() {
            let declared = declares && words.contains(&name);
            if declared {
                self.shell.forget(&name);
                continue;
            }
            match before {
                Some(before) => *self.shell.edit(&name) = before,
                None => self.shell.drop_variable(&name),
            }
        }
        outcome
    }

    /// The text that an alias stands for, with the other words behind it.
    fn aliased(
        &mut self,
        simple: &Simple<'_>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<Outcome> {
        if self.shell.options.aliases == Sure::No {
            return None;
        }
        let name = *simple.words.first()?;
        let text = self.line_aliases.get(name)?.clone();
        let is_name = super::word::plain(name);
        let deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        let known = text.filter(|text| {
            is_name
                && holes::is_known(text)
                && self.shell.options.aliases == Sure::Yes
                && (simple.redirects.is_empty() || !text.contains(['|', '&', ';', '\n', '(']))
        });
        let Some(text) = known else {
            self.not_understood(name, &deeper, out);
            return Some(Status::Unknown.into());
        };
        // Within its own text it is no alias any more.
        let mut rest: Vec<String> = simple.words[1..]
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        if text.ends_with([' ', '\t'])
            && let Some(next) = rest.first().cloned()
            && let Some(Some(more)) = self.line_aliases.get(&next)
        {
            rest[0] = more.clone();
        }
        let mut whole = String::new();
        for assignment in &simple.assignments {
            if assignment.array || assignment.value.len() != 1 {
                self.not_understood(name, &deeper, out);
                return Some(Status::Unknown.into());
            }
            whole.push_str(assignment.name);
            whole.push_str(if assignment.adds { "+=" } else { "=" });
            whole.push_str(assignment.value[0]);
            whole.push(' ');
        }
        whole.push_str(&text);
        for word in &rest {
            whole.push(' ');
            whole.push_str(word);
        }
        let hidden = Arc::make_mut(&mut self.line_aliases).remove(name);
        let (redirected, works) = self.redirected(&simple.redirects, &deeper, out);
        let before = self.shell.clone();
        let mut status = Status::Fails;
        if works != Sure::No {
            status = self.text(&whole, &redirected, out);
        }
        if works == Sure::Unknown {
            self.shell.join(&before);
            status = Status::Unknown;
        }
        if let Some(hidden) = hidden {
            Arc::make_mut(&mut self.line_aliases).insert(name.to_owned(), hidden);
        }
        Some(status.into())
    }

    /// A command whose words are ready.
    pub(super) fn command(
        &mut self,
        words: Vec<String>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let Some(name) = words.first() else {
            return Status::ZERO.into();
        };
        if context.depth > DEEPEST {
            let text = words.join(" ");
            self.not_understood(&text, context, out);
            return Status::Unknown.into();
        }
        if let Some(bodies) = self.shell.functions.get(name).cloned() {
            let status = self.called(&bodies, &words, span, context, out);
            // What returned early ended otherwise.
            let returns = |body: &Option<super::shell::Function>| {
                body.as_ref()
                    .is_none_or(|body| body.body.contains("return"))
            };
            if bodies.len() != 1 || bodies.iter().any(returns) {
                self.condition = Condition::Unknown;
            }
            return status.into();
        }
        self.builtin_or_program(&words, span, context, out)
    }

    /// One command that was listed is the last one, where nothing else is known.
    fn condition_of_one(&mut self, listed: usize, out: &[Invocation]) {
        if let (Condition::Unknown, Some([only])) = (&self.condition, out.get(listed..)) {
            self.condition = Condition::of(only.shown.id);
        }
    }

    /// A builtin, or a program: no function.
    pub(super) fn builtin_or_program(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let listed = out.len();
        self.condition = Condition::Unknown;
        if let Some(mut outcome) = self.builtin(words, span, context, out) {
            self.condition_of(outcome.status);
            self.condition_of_one(listed, out);
            if self.shell.gone.is_some() {
                return outcome;
            }
            // Under `set -e` whoever goes on has not failed.
            let failed = outcome.failed.take();
            let before = outcome.status;
            let status = self.ended(before, context, out);
            return match failed {
                Some(failed) if status == before => Outcome {
                    status,
                    failed: Some(failed),
                },
                _ => status.into(),
            };
        }
        let status = self.program_run(words, span, context, out);
        self.condition_of_one(listed, out);
        let context = self.doubted(context);
        self.ended(status, &context, out).into()
    }
}

/// Whether a command declares variables.
fn is_declaration(name: &str) -> bool {
    matches!(
        name,
        "export" | "declare" | "typeset" | "local" | "readonly"
    )
}
