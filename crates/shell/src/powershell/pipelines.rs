//! Pipelines, and what joins them.

use super::super::{
    Certainty, CommandId, Condition, Effect, Manner, Printed, Program, Reach, Streams, Unresolved,
    effect,
};
use super::alias;
use super::ast::{
    Chain, Command, ElementKind, Expression, ExpressionKind, Joint, Part, Pipeline, Redirection,
    Stage, StageKind, Statement, StatementKind, Target,
};
use super::interpret::Run;
use super::outside;
use super::reach::{End, Fault, Guard};
use super::shared::Key;
use super::value::{Gathered, Known};

impl Statement {
    /// Whether it writes nothing, though it has a value: `$x = 1`, `$i++`.
    pub(super) fn is_silent(&self) -> bool {
        match &self.kind {
            StatementKind::Assign { .. } => true,
            StatementKind::Chain(chain) => match chain.first.stages.as_slice() {
                [
                    Stage {
                        kind: StageKind::Expression(expression),
                        ..
                    },
                ] => {
                    chain.rest.is_empty() && matches!(expression.kind, ExpressionKind::Step { .. })
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl Run<'_, '_> {
    pub(super) fn chain(&mut self, chain: &Chain) -> Known {
        if chain.background {
            // A job has the session's variables, and leaves nothing behind.
            let before = self.session.clone();
            let start = self.start();
            let found = self.found.len();
            self.as_job(|run| run.pipelines(chain));
            self.say_jobs(found);
            self.ends = None;
            self.absorb(&start, |_| true);
            self.finish(start);
            *self.session = before;
            return Known::expression(self.slice(&chain.first.span));
        }
        self.pipelines(chain)
    }

    fn pipelines(&mut self, chain: &Chain) -> Known {
        let mut listed = self.found.len();
        let base = self.screen.when.clone();
        // Whether nothing but the commands of this chain decides what of it is run.
        let mut is_own = self.certainty == Certainty::Run;
        let (value, mut went_well) = self.pipeline(&chain.first);
        if chain.rest.is_empty() {
            return value;
        }
        let mut succeeds = self.screen.well().clone();
        self.fails_here(&mut went_well);
        let mut written = Gathered::default();
        written.write(value);
        let mut left = &chain.first;
        for (joint, pipeline) in &chain.rest {
            if self.is_left() {
                break;
            }
            is_own &= *joint == Joint::And && self.is_that_command(left, listed);
            let why = match is_own {
                true => Unresolved::Success("&&".to_owned()),
                false => self.branch(&left.span),
            };
            (listed, left) = (self.found.len(), pipeline);
            let wants = *joint == Joint::And;
            match went_well {
                Some(well) if well == wants => {
                    let (value, well) = self.pipeline(pipeline);
                    succeeds = self.screen.well().clone();
                    written.write(value);
                    went_well = well;
                    self.fails_here(&mut went_well);
                }
                Some(_) => continue,
                // `cd X && .\y.exe`: the second is run only where the first went well.
                None => {
                    let doubt = match is_own {
                        // An error of the command before is the same doubt.
                        true => std::mem::replace(&mut self.certainty, Certainty::Run),
                        false => self.certainty.clone(),
                    };
                    let when = match wants {
                        true => succeeds.clone(),
                        false => succeeds.negated(),
                    };
                    self.screen.when.clone_from(&base);
                    let (value, own) = self.perhaps_when(why.clone(), &when, |run| {
                        let (value, _) = run.pipeline(pipeline);
                        (value, run.screen.well().clone())
                    });
                    self.screen.when.clone_from(&base);
                    succeeds = match wants {
                        true => succeeds.and(&own),
                        false => succeeds.or(&own),
                    };
                    self.certainty = doubt;
                    if !matches!(value, Known::Nothing) {
                        written.doubt(why.clone());
                    }
                }
            }
        }
        self.screen.ends(succeeds);
        written.written()
    }

    /// Does something in a job: what it writes is seen by nobody before it is received.
    pub(super) fn as_job<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let (streams, manner) = (self.screen.streams, self.screen.manner);
        let (found, said) = (self.found.len(), self.screen.said.len());
        let when = self.screen.when.clone();
        self.screen.streams = Streams::NOWHERE;
        self.screen.manner = Manner::Job;
        let value = run(self);
        self.screen.said.truncate(said);
        (self.screen.streams, self.screen.manner) = (streams, manner);
        self.screen.when = when;
        let ids: Vec<CommandId> = self.found.iter().skip(found).map(|f| f.shown.id).collect();
        if !ids.is_empty() {
            self.screen.jobs.push(ids);
        }
        self.screen.ends(Condition::Unknown);
        value
    }

    /// A job that was started is shown.
    fn say_jobs(&mut self, found: usize) {
        let jobs = self.found.iter().skip(found).map(|found| found.shown.id);
        let jobs = vec![Printed::Jobs(jobs.collect())];
        let id = self.work.numbers.next();
        self.say(id, jobs, self.screen.streams.output);
    }

    /// Whether what a pipeline came to, as it is listed from there on, is the one command that it names:
    /// no function or alias stands between.
    fn is_that_command(&self, pipeline: &Pipeline, listed: usize) -> bool {
        let ([stage], Some([only])) = (&pipeline.stages[..], self.found.get(listed..)) else {
            return false;
        };
        let StageKind::Command(command) = &stage.kind else {
            return false;
        };
        let (ExpressionKind::Text(parts), Program::Named(program)) =
            (&command.name.kind, &only.program)
        else {
            return false;
        };
        matches!(&parts[..], [Part::Text(name)]
            if name.eq_ignore_ascii_case(program)
                && self.session.function(&name.to_ascii_lowercase()).is_none())
    }

    /// An error that ends the statement is what `||` waits for.
    fn fails_here(&mut self, went_well: &mut Option<bool>) {
        if self.guard == Guard::Open && matches!(self.ends, Some(End::Fail(_))) {
            self.ends = None;
            *went_well = Some(false);
        }
    }

    /// What a pipeline writes, and whether it went well, where that is known.
    fn pipeline(&mut self, pipeline: &Pipeline) -> (Known, Option<bool>) {
        let mut piped: Option<Known> = None;
        let mut went_well = Some(true);
        let begin = self.found.len();
        let outer = std::mem::replace(&mut self.screen.pipeline, begin);
        let all = &pipeline.stages;
        let mut stages = pipeline.stages.iter().peekable();
        let mut at = 0;
        let mut fed = begin;
        // Whether each of its stages is one command that says itself whether it went well.
        let mut is_plain = true;
        // All stages are there before the first does anything: what an error of one ends are those
        // that do more than look.
        let mut may_have_failed: Vec<&Command> = Vec::new();
        while let Some(stage) = stages.next() {
            if !self.only_looks(stage) {
                for command in may_have_failed.drain(..) {
                    self.command_may_fail(command);
                }
            }
            let stops = stages.clone().any(stops_early);
            let is_expression = matches!(stage.kind, StageKind::Expression(_));
            at += 1;
            let found = self.found.len();
            let streams = self.screen.streams;
            self.screen.errors_beside = streams.errors;
            self.screen.streams = self.streams_of(stage, all.get(at..).unwrap_or_default());
            let value = match &stage.kind {
                StageKind::Expression(expression) => {
                    let when = self.screen.when.clone();
                    let value = self.evaluate(expression);
                    self.say_expression(expression, &value, found, &when);
                    is_plain &= self.found.len() == found;
                    // A command in brackets says whether it went well.
                    went_well = went_well.filter(|_| self.found.len() == found);
                    value
                }
                StageKind::Command(command) => {
                    went_well = went_well.filter(|_| self.always_goes_well(command));
                    let is_piped = piped.is_some();
                    let printed = self.printed_by(command, is_piped);
                    // What only looks has looked by then.
                    let value = if stops && !self.is_a_look(command) {
                        // What comes behind may end the pipeline before all is done.
                        let why = self.branch(&pipeline.span);
                        self.perhaps(why, |run| run.command(command, piped))
                    } else {
                        self.command(command, piped)
                    };
                    self.say_command(command, printed, all.first().filter(|_| is_piped), found);
                    is_plain &= self.is_one_command(command, found);
                    value
                }
            };
            self.screen.streams = streams;
            let own = self.found.get(found).map(|found| found.shown.id);
            if let Some(own) = own {
                for before in self.found.get_mut(fed..found).unwrap_or_default() {
                    before.shown.into.get_or_insert(own);
                }
            }
            fed = found;
            let value = self.redirected(stage, value);
            if self.is_left() {
                if !is_expression && let Some(rest) = stages.peek() {
                    // What was written before is on its way already.
                    self.on_its_way(rest, stages.clone().skip(1));
                }
                self.screen.pipeline = outer;
                self.screen.ends(Condition::Unknown);
                return (Known::Nothing, None);
            }
            if let StageKind::Command(command) = &stage.kind {
                may_have_failed.push(command);
            }
            piped = Some(value);
        }
        let ids = self.found.iter().skip(begin).map(|found| found.shown.id);
        let ids: Vec<CommandId> = ids.collect();
        let doubts = self.screen.doubts;
        let mut all_stop = true;
        for command in may_have_failed {
            all_stop &= self.stops_at_error(command);
            self.command_may_fail(command);
        }
        let condition = match (is_plain, ids.is_empty()) {
            (true, true) => Condition::Always,
            (true, false) => Condition::Succeeded(ids),
            (false, _) => Condition::Unknown,
        };
        self.screen.all_stop &= all_stop;
        if self.screen.doubts > doubts {
            // What follows is reached if it went well; where only some errors end it, it may be
            // reached all the same.
            self.screen.when = match all_stop {
                true => self.screen.when.and(&condition),
                false => self.screen.when.and(&Condition::Unknown),
            };
        }
        self.screen.ends(condition);
        self.screen.pipeline = outer;
        (piped.unwrap_or(Known::Nothing), went_well)
    }

    /// Whether a command is a cmdlet or a program: no function and no block. `found` is how many
    /// invocations there were before it.
    fn is_one_command(&self, command: &Command, found: usize) -> bool {
        let Some(name) = self.known_name(command) else {
            let own = self.found.get(found..).unwrap_or_default();
            return matches!(own, [only] if matches!(only.program, Program::File(_)));
        };
        self.session.function(&name).is_none()
            && !matches!(
                name.as_str(),
                "foreach-object" | "invoke-expression" | "measure-command" | "start-job"
            )
    }

    /// Notes what a command prints of what it is given, and of jobs; and that it only passes on what
    /// comes to it.
    fn say_command(
        &mut self,
        command: &Command,
        printed: Option<Vec<Printed>>,
        first: Option<&Stage>,
        found: usize,
    ) {
        let Some(name) = self.known_name(command) else {
            return;
        };
        let id = match self.found.get(found..) {
            Some([.., last]) => last.shown.id,
            _ => self.work.numbers.next(),
        };
        let output = self.screen.streams.output;
        if let Some(pieces) = printed {
            let goes_on = matches!(name.as_str(), "write-output" | "out-string")
                || name.starts_with("format-");
            let reach = match goes_on {
                true => output,
                // They write to the console itself.
                false => Reach::Whole,
            };
            self.say(id, pieces, reach);
            return;
        }
        let is_jobs = matches!(
            name.as_str(),
            "start-job" | "start-threadjob" | "get-job" | "wait-job" | "receive-job"
        ) || name == "invoke-command"
            && self
                .found
                .iter()
                .skip(found)
                .any(|found| found.shown.manner == Manner::Job);
        if is_jobs && self.session.function(&name).is_none() {
            let ids = self.jobs_of(command, first);
            let piece = match (name.as_str(), ids.is_empty()) {
                (_, true) => Printed::Unknown,
                ("receive-job", _) => Printed::Output(ids),
                _ => Printed::Jobs(ids),
            };
            self.say(id, vec![piece], output);
            return;
        }
        let passes = matches!(
            name.as_str(),
            "out-host"
                | "out-default"
                | "out-string"
                | "tee-object"
                | "sort-object"
                | "select-object"
                | "where-object"
                | "foreach-object"
        ) || name.starts_with("format-");
        // What it passes on, a command wrote.
        let is_fed = first.is_some() && found > self.screen.pipeline;
        if passes
            && is_fed
            && let Some([only]) = self.found.get_mut(found..)
        {
            only.shown.manner = Manner::Passes;
        }
    }

    /// The stages behind one that control left: they may be run for what it wrote before.
    fn on_its_way<'s>(&mut self, first: &'s Stage, rest: impl Iterator<Item = &'s Stage>) {
        let ends = self.ends.take();
        let why = Unresolved::Expression("…".to_owned());
        self.perhaps(why.clone(), |run| {
            for stage in std::iter::once(first).chain(rest) {
                if let StageKind::Command(command) = &stage.kind {
                    run.command(command, Some(Known::Unknown(why.clone())));
                }
            }
        });
        self.ends = ends;
    }

    /// What goes on behind a redirection: `> file` leaves nothing.
    fn redirected(&mut self, stage: &Stage, value: Known) -> Known {
        let mut value = value;
        for Redirection { from, to } in &stage.redirections {
            if let Target::File { path, appends } = to {
                let start = match &stage.kind {
                    StageKind::Expression(expression) => expression.span.start,
                    StageKind::Command(command) => command.span.start,
                };
                let end = path.span.end;
                let path = self.evaluate(path);
                if matches!(from, None | Some(1)) {
                    let is_made_up = matches!(stage.kind, StageKind::Expression(_))
                        && outside::is_made_up(&value);
                    self.wrote(&path, is_made_up, &(start..end));
                    self.write_file(&path, &value, *appends);
                    value = Known::Nothing;
                }
            }
        }
        value
    }

    /// Whether a stage does nothing but look at what comes.
    fn only_looks(&self, stage: &Stage) -> bool {
        const RUN_BLOCKS: &[&str] = &[
            "foreach-object",
            "invoke-command",
            "invoke-expression",
            "measure-command",
        ];
        let StageKind::Command(command) = &stage.kind else {
            return false;
        };
        let name = self.known_name(command);
        name.is_some_and(|name| {
            let is_function = self.session.function(&name).is_some();
            let looks = effect::of_cmdlet(&name) == Effect::Reads;
            !is_function && looks && !RUN_BLOCKS.contains(&name.as_str())
        })
    }

    /// A cmdlet or a program may have failed, and what its error ends.
    fn command_may_fail(&mut self, command: &Command) {
        if self.is_safe(command) {
            return;
        }
        let why = Unresolved::Branch(super::value::short(self.slice(&command.span)));
        let name = self.known_name(command);
        let goes_on = name.is_some_and(|name| GO_ON.contains(&name.as_str()));
        match self.error_action(command) {
            Some(Ok(action)) if matches!(action.as_str(), "stop" | "1") => {
                self.may_leave(End::Throw(Fault::Other), why);
            }
            Some(Err(_)) => self.may_leave(End::Throw(Fault::Other), why),
            None if goes_on && self.stops() == Some(false) => {}
            Some(Ok(_)) if goes_on => {}
            _ => self.may_fail(why),
        }
    }

    /// Whether every error of a command ends more than the command.
    fn stops_at_error(&mut self, command: &Command) -> bool {
        // A program's exit code ends nothing.
        let is_cmdlet = self
            .known_name(command)
            .is_some_and(|name| name.contains('-'));
        is_cmdlet
            && match self.error_action(command) {
                Some(Ok(action)) => matches!(action.as_str(), "stop" | "1"),
                Some(Err(_)) => false,
                None => self.stops() == Some(true),
            }
    }

    /// The value of `-ErrorAction`, lower case.
    fn error_action(&mut self, command: &Command) -> Option<Result<String, Unresolved>> {
        let mut elements = command.elements.iter().peekable();
        while let Some(element) = elements.next() {
            match &element.kind {
                ElementKind::Parameter { name, value } => {
                    let lower = name.to_ascii_lowercase();
                    let is_it = lower == "ea" || lower.starts_with("errora");
                    if !is_it {
                        continue;
                    }
                    let next = elements.peek().and_then(|next| match &next.kind {
                        ElementKind::Value(value) => Some(value),
                        _ => None,
                    });
                    let value = value.as_ref().or(next)?;
                    let text = self.static_text(value);
                    return Some(text.map(|text| text.to_ascii_lowercase()));
                }
                ElementKind::Splat(name) => match self.session.get(name) {
                    Known::Table(table) => {
                        let action = table.look(|entries| {
                            let named = entries.get("ErrorAction").or(entries.get("ea"));
                            named.map(Known::to_text)
                        });
                        match action {
                            Ok(None) => {}
                            Ok(Some(text)) => {
                                return Some(text.map(|text| text.to_ascii_lowercase()));
                            }
                            Err(why) => return Some(Err(why)),
                        }
                    }
                    Known::Unknown(why) => return Some(Err(why)),
                    _ => {}
                },
                _ => {}
            }
        }
        // A default may be given to all commands.
        let defaults = self.session.get("psdefaultparametervalues");
        let unknown = || Unresolved::Variable("$PSDefaultParameterValues".to_owned());
        let names_it = match defaults {
            Known::Table(table) => table.look(|inside| {
                inside.entries.iter().any(|(key, _)| match key {
                    Key::Text(name) => {
                        let lower = name.to_ascii_lowercase();
                        lower.contains("erroraction") || lower.ends_with(":ea")
                    }
                    Key::Number(_) => false,
                })
            }),
            value if value.is_null() => Ok(false),
            _ => Err(unknown()),
        };
        match names_it {
            Ok(false) => None,
            Ok(true) => Some(Err(unknown())),
            Err(why) => Some(Err(why)),
        }
    }

    /// The text of an argument that runs nothing.
    fn static_text(&self, value: &Expression) -> Result<String, Unresolved> {
        match &value.kind {
            ExpressionKind::Text(parts) => match parts.as_slice() {
                [Part::Text(text)] => Ok(text.clone()),
                _ => Err(Unresolved::Expression("-ErrorAction".to_owned())),
            },
            ExpressionKind::Number(number) => Ok(number.clone()),
            ExpressionKind::Variable(name) => self.session.get(name).to_text(),
            _ => Err(Unresolved::Expression("-ErrorAction".to_owned())),
        }
    }

    /// Whether a command ends no statement with an error of its own: a function or a block, in
    /// which each statement ends itself, and what only looks at what it is given.
    fn is_safe(&self, command: &Command) -> bool {
        match self.known_name(command) {
            Some(name) => self.session.function(&name).is_some() || SAFE.contains(&name.as_str()),
            None => matches!(command.name.kind, ExpressionKind::Block(_)),
        }
    }

    /// Whether a command always goes well, as `&&` and `||` have it.
    fn always_goes_well(&self, command: &Command) -> bool {
        self.known_name(command).is_some_and(|name| {
            self.session.function(&name).is_none() && WELL.contains(&name.as_str())
        })
    }

    /// Whether a command is a cmdlet that looks, with no block that it may run.
    fn is_a_look(&self, command: &Command) -> bool {
        let is_block = |value: &Expression| matches!(value.kind, ExpressionKind::Block(_));
        let takes_block = command.elements.iter().any(|element| match &element.kind {
            ElementKind::Value(value) => is_block(value),
            ElementKind::Parameter { value, .. } => value.as_ref().is_some_and(is_block),
            _ => false,
        });
        !takes_block
            && self.known_name(command).is_some_and(|name| {
                name.starts_with("get-") && self.session.function(&name).is_none()
            })
    }

    /// The name of a command, its aliases followed, lower case.
    pub(super) fn known_name(&self, command: &Command) -> Option<String> {
        let ExpressionKind::Text(parts) = &command.name.kind else {
            return None;
        };
        let [Part::Text(name)] = parts.as_slice() else {
            return None;
        };
        let mut lower = name.to_ascii_lowercase();
        match self.session.aliases.get(&lower) {
            Some(target) => lower.clone_from(target.as_ref()?),
            None => match alias::target(&lower) {
                Some(target) => target.clone_into(&mut lower),
                None => return Some(lower),
            },
        }
        lower.make_ascii_lowercase();
        Some(lower)
    }
}

/// Whether a stage may end its pipeline before all has come: `select -First 1`.
fn stops_early(stage: &Stage) -> bool {
    let StageKind::Command(command) = &stage.kind else {
        return false;
    };
    let ExpressionKind::Text(parts) = &command.name.kind else {
        // A block takes all that comes.
        return !matches!(command.name.kind, ExpressionKind::Block(_));
    };
    let [Part::Text(name)] = parts.as_slice() else {
        return true;
    };
    let is_select =
        name.eq_ignore_ascii_case("select") || name.eq_ignore_ascii_case("select-object");
    is_select
        && command.elements.iter().any(|element| match &element.kind {
            ElementKind::Parameter { name, .. } => {
                let lower = name.to_ascii_lowercase();
                lower.starts_with('f') || lower.starts_with('i')
            }
            ElementKind::Splat(_) => true,
            _ => false,
        })
}

/// Commands that fail only where their arguments are wrong.
const SAFE: &[&str] = &[
    "clear-host",
    "clear-variable",
    "convertfrom-csv",
    "foreach-object",
    "format-list",
    "format-table",
    "get-date",
    "get-history",
    "get-location",
    "get-unique",
    "group-object",
    "invoke-command",
    "invoke-expression",
    "measure-command",
    "measure-object",
    "out-default",
    "out-host",
    "out-null",
    "out-string",
    "select-object",
    "set-alias",
    "set-strictmode",
    "set-variable",
    "sort-object",
    "start-sleep",
    "tee-object",
    "where-object",
    "write-debug",
    "write-host",
    "write-information",
    "write-output",
    "write-progress",
    "write-verbose",
    "write-warning",
];

/// Commands that write an error where they find nothing, and go on.
const GO_ON: &[&str] = &[
    "compare-object",
    "convert-path",
    "get-childitem",
    "get-command",
    "get-content",
    "get-help",
    "get-item",
    "get-module",
    "get-process",
    "get-service",
    "get-variable",
    "join-path",
    "new-guid",
    "new-pssession",
    "read-host",
    "resolve-path",
    "select-string",
    "split-path",
    "test-path",
];

/// Commands behind which `$?` is true.
const WELL: &[&str] = &[
    "get-date",
    "get-location",
    "out-null",
    "set-variable",
    "write-host",
    "write-output",
];
