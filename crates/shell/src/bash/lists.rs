//! `a && b || c`, and `a | b`.

use std::ops::Range;

use super::super::Tables;
use super::super::table::{Described, System, Writes};
use super::super::{Condition, Invocation, Printed, Program, Reach, Streams, Unresolved};
use super::context::{Context, Input, Output, depends, depends_for};
use super::flow::{Outcome, Status};
use super::io::Stream;
use super::run::Interpreter;
use super::syntax::{Link, Statement, Target};
use super::value::Sure;

impl Interpreter<'_> {
    /// `a && b || c`.
    pub(super) fn list(
        &mut self,
        first: &Statement<'_>,
        rest: &[(Link, Statement<'_>)],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let tested = Context {
            tested: true,
            ..context.clone()
        };
        let mut listed = out.len();
        let mut is_named = self.names_a_program(first);
        let mut left = first;
        let mut outcome = self.statement(first, &tested, out);
        let mut succeeds = self.condition.clone();
        for (at, (link, statement)) in rest.iter().enumerate() {
            let inner = if at + 1 < rest.len() {
                &tested
            } else {
                context
            };
            let wanted = *link == Link::And;
            let is_one = is_named && is_that_program(left, out.get(listed..).unwrap_or_default());
            (listed, is_named, left) = (out.len(), self.names_a_program(statement), statement);
            match outcome.status.holds() {
                Some(holds) => {
                    if holds != wanted {
                        continue;
                    }
                    if !holds && let Some(failed) = outcome.failed.take() {
                        self.shell = *failed;
                    }
                    outcome = self.statement(statement, inner, out);
                    succeeds = self.condition.clone();
                }
                None => {
                    let failed = match outcome.failed.take() {
                        Some(failed) => *failed,
                        None => self.shell.clone(),
                    };
                    let when = inner.when.and(&match wanted {
                        true => succeeds.clone(),
                        false => succeeds.negated(),
                    });
                    let maybe = match wanted && is_one {
                        true => depends_for(inner, Unresolved::Success(link.text().to_owned())),
                        false => depends(inner, link.text()),
                    };
                    let maybe = Context { when, ..maybe };
                    outcome = if wanted {
                        self.shell.status = Status::ZERO;
                        let second = self.statement(statement, &maybe, out);
                        let mut missed = failed;
                        missed.status = Status::Fails;
                        match second.failed {
                            Some(failed) => missed.join(&failed),
                            None if second.status.holds() != Some(true) => missed.join(&self.shell),
                            None => {}
                        }
                        let status = match second.status.holds() {
                            Some(false) => Status::Fails,
                            _ => Status::Unknown,
                        };
                        if status == Status::Fails {
                            self.shell = missed;
                            status.into()
                        } else {
                            Outcome {
                                status,
                                failed: Some(Box::new(missed)),
                            }
                        }
                    } else {
                        let succeeded = std::mem::replace(&mut self.shell, failed);
                        self.shell.status = Status::Fails;
                        let second = self.statement(statement, &maybe, out);
                        let failed = match second.failed {
                            Some(failed) => Some(failed),
                            None if second.status.holds() == Some(true) => None,
                            None => Some(Box::new(self.shell.clone())),
                        };
                        let gone = self.shell.gone.is_some();
                        match second.status.holds() {
                            Some(false) => self.shell = succeeded,
                            _ => {
                                let second = std::mem::replace(&mut self.shell, succeeded);
                                self.shell.join(&second);
                            }
                        }
                        let status = match second.status.holds() {
                            Some(true) => Status::ZERO,
                            _ if gone => Status::ZERO,
                            _ => Status::Unknown,
                        };
                        Outcome { status, failed }
                    };
                    succeeds = match wanted {
                        true => succeeds.and(&self.condition),
                        false => succeeds.or(&self.condition),
                    };
                    if let Some(failed) = &outcome.failed
                        && outcome.status.holds() == Some(true)
                    {
                        // Where the second one left the shell, only its paths are left.
                        let failed = failed.clone();
                        self.shell.join(&failed);
                        outcome.failed = None;
                    }
                }
            }
        }
        self.condition = succeeds;
        outcome
    }

    /// Whether a statement is one command by the name of a program: no function, alias or shell stands
    /// between the name and what is run.
    fn names_a_program(&self, statement: &Statement<'_>) -> bool {
        let Statement::Simple(simple) = statement else {
            return false;
        };
        simple.words.first().is_some_and(|name| {
            !self.shell.functions.contains_key(*name) && !self.shell.aliases.contains_key(*name)
        })
    }

    /// `a | b`: each stage is a shell of its own.
    pub(super) fn pipeline(
        &mut self,
        stages: &[Statement<'_>],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut heads: Vec<Invocation> = Vec::new();
        let mut tail: Vec<Invocation> = Vec::new();
        let mut beside = Vec::new();
        let mut all = Vec::new();
        let mut conditions: Vec<Condition> = Vec::new();
        let mut passed: Option<String> = None;
        for (at, stage) in stages.iter().enumerate() {
            let mut found = Vec::new();
            let mut inner = context.clone();
            if at > 0 {
                let stream = match passed.take() {
                    Some(text) => Stream::Text(text),
                    None => Stream::Unknown,
                };
                inner.input = self.new_stream(stream);
            }
            let scripts = self.shell.io.scripts;
            let capture = (at + 1 < stages.len()).then(|| self.new_capture());
            if let Some(capture) = capture {
                inner.output = Output::Capture(capture);
            }
            inner.streams.output = reach_through(&stages[at + 1..], context.streams.output);
            let status = self.apart(&inner, &mut found, |this, context, out| {
                let outcome = this.statement(stage, context, out);
                this.merge(outcome)
            });
            all.push(status);
            conditions.push(self.condition.clone());
            if let Some(capture) = capture {
                passed = self.captured(capture);
            }
            out.extend(found.extract_if(.., |found| found.substituted));
            if at == 0 {
                heads = found;
            // What a shell reads from the pipe is run by itself, and not a stage that shows something.
            } else if found.len() == 1 && self.shell.io.scripts == scripts {
                for mut stage in found {
                    let further = std::mem::take(&mut stage.piped);
                    tail.push(stage);
                    tail.extend(further);
                }
            } else {
                beside.extend(found);
            }
        }
        if heads.is_empty() && !tail.is_empty() {
            heads.push(tail.remove(0));
        }
        if let Some(last) = heads.last_mut() {
            last.piped.extend(tail);
            if context.span.is_none() {
                last.span = span.clone();
            }
        }
        out.extend(heads);
        out.extend(beside);
        let last = all.last().copied().unwrap_or_default();
        self.condition = match self.shell.options.pipefail {
            Sure::No => conditions.last().cloned().unwrap_or_default(),
            Sure::Yes => (conditions.iter()).fold(Condition::Always, |all, one| all.and(one)),
            Sure::Unknown => Condition::Unknown,
        };
        self.stages = conditions;
        match self.shell.options.pipefail {
            Sure::No => last,
            _ if all.iter().all(|status| status.holds() == Some(true)) => Status::ZERO,
            Sure::Yes if all.iter().any(|status| status.holds() == Some(false)) => Status::Fails,
            _ => Status::Unknown,
        }
    }

    /// An input.
    pub(super) fn new_stream(&mut self, stream: Stream) -> Input {
        self.shell.io.streams.push(stream);
        Input::Stream(self.shell.io.streams.len() - 1)
    }

    /// A place that keeps what is written.
    pub(super) fn new_capture(&mut self) -> usize {
        self.shell.io.captures.push(Some(String::new()));
        self.shell.io.captures.len() - 1
    }

    /// What was written, where that is known.
    pub(super) fn captured(&mut self, capture: usize) -> Option<String> {
        let captures = &mut self.shell.io.captures;
        let text = captures.get_mut(capture).and_then(Option::take);
        captures.truncate(capture);
        text
    }

    /// What a command substitution comes to.
    pub(super) fn output_of(
        &mut self,
        commands: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        let capture = self.new_capture();
        let inner = Context {
            output: Output::Capture(capture),
            writes: None,
            streams: Streams {
                output: Reach::Whole,
                merged: false,
                ..context.streams
            },
            ..context.clone()
        };
        let (listed, said) = (out.len(), self.said.len());
        // A shell of POSIX passes `set -e` on.
        let errexit = self.shell.options.errexit;
        match self.shell.options.posix {
            Sure::Yes => {}
            Sure::No => self.shell.options.errexit = Sure::No,
            Sure::Unknown if errexit == Sure::No => {}
            Sure::Unknown => self.shell.options.errexit = Sure::Unknown,
        }
        let status = self.subshell(commands, &inner, out);
        self.shell.options.errexit = errexit;
        self.substituted = Some(status);
        let stands_for = self.taken(out.get_mut(listed..).unwrap_or_default(), said);
        match self.captured(capture) {
            Some(text) if text.len() <= super::expand::LONGEST_VALUE => {
                text.trim_end_matches('\n').to_owned()
            }
            _ => self.hole_for(&format!("$({commands})"), stands_for),
        }
    }

    /// What commands wrote and the shell took: none of it is seen.
    fn taken(&mut self, found: &mut [Invocation], said: usize) -> Printed {
        let mut ids = Vec::new();
        let mut is_all = self.said.len() == said;
        self.said.truncate(said);
        for found in found.iter_mut().filter(|found| !found.substituted) {
            // Of a pipeline the last stage writes.
            let stages = std::iter::once(&mut found.shown)
                .chain(found.piped.iter_mut().map(|stage| &mut stage.shown));
            for shown in stages {
                match shown.streams.output {
                    Reach::Whole => ids.push(shown.id),
                    Reach::Filtered => is_all = false,
                    Reach::Nothing => {}
                }
                shown.streams.output = Reach::Nothing;
                if shown.streams.merged {
                    shown.streams.errors = Reach::Nothing;
                }
            }
        }
        match is_all && !ids.is_empty() {
            true => Printed::Output(ids),
            false => Printed::Unknown,
        }
    }

    /// A command writes this to its output; `None` where that is not known.
    pub(super) fn write(&mut self, text: Option<&str>, context: &Context) {
        let most = super::expand::LONGEST_VALUE;
        match &context.output {
            Output::Elsewhere => {}
            Output::Capture(at) => {
                let Some(capture) = self.shell.io.captures.get_mut(*at) else {
                    return;
                };
                match (capture.as_mut(), text) {
                    (Some(written), Some(text)) if written.len() + text.len() <= most => {
                        written.push_str(text);
                    }
                    _ => *capture = None,
                }
            }
            Output::File(path) => {
                let files = std::sync::Arc::make_mut(&mut self.shell.files);
                let file = files.entry(path.clone()).or_insert(None);
                match (file.as_mut(), text) {
                    (Some(written), Some(text)) if written.len() + text.len() <= most => {
                        written.push_str(text);
                    }
                    _ => *file = None,
                }
            }
        }
    }
}

/// How much of what a stage writes is seen behind the stages that follow it.
fn reach_through(stages: &[Statement<'_>], seen: Reach) -> Reach {
    let through = stages.iter().map(passes_on);
    through.fold(seen, Reach::through)
}

/// How much of what comes to a stage it passes on.
fn passes_on(stage: &Statement<'_>) -> Reach {
    let Statement::Simple(simple) = stage else {
        return Reach::Nothing;
    };
    let is_output = |target: &Target<'_>| matches!(target, Target::Output(_) | Target::Append(_));
    if simple
        .redirects
        .iter()
        .any(|redirect| is_output(&redirect.target))
    {
        return Reach::Nothing;
    }
    let words = match simple.words[..] {
        ["sudo" | "doas" | "stdbuf", ref rest @ ..] => rest,
        ref words => words,
    };
    match words {
        ["cat"] | ["cat", "-"] | ["tee", ..] => Reach::Whole,
        [name, words @ ..] => {
            let tables = Tables::default();
            let words = words.iter().copied();
            let described = Described::of(&tables, System::Unix, name, words);
            match described.is_some_and(|described| described.writes == Writes::Input) {
                true => Reach::Filtered,
                false => Reach::Nothing,
            }
        }
        [] => Reach::Nothing,
    }
}

/// Whether what a statement came to is the program that it names, by itself or behind `sudo`.
fn is_that_program(statement: &Statement<'_>, ran: &[Invocation]) -> bool {
    let (Statement::Simple(simple), [only]) = (statement, ran) else {
        return false;
    };
    let Program::Named(program) = &only.program else {
        return false;
    };
    match simple.words[..] {
        [name, ..] if name == program => true,
        ["sudo" | "doas", ref words @ ..] => words.iter().any(|word| word == program),
        _ => false,
    }
}
