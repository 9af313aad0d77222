//! Pipelines, and what joins them.

use super::super::{Certainty, Effect, Program, Unresolved, effect};
use super::alias;
use super::ast::{
    Chain, Command, ElementKind, Expression, ExpressionKind, Joint, Part, Pipeline, Redirection,
    Stage, StageKind, Statement, StatementKind, Target,
};
use super::interpret::Run;
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
            self.pipelines(chain);
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
        // Whether nothing but the commands of this chain decides what of it is run.
        let mut is_own = self.certainty == Certainty::Run;
        let (value, mut went_well) = self.pipeline(&chain.first);
        if chain.rest.is_empty() {
            return value;
        }
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
                    let (value, _) = self.perhaps(why.clone(), |run| run.pipeline(pipeline));
                    self.certainty = doubt;
                    if !matches!(value, Known::Nothing) {
                        written.doubt(why.clone());
                    }
                }
            }
        }
        written.written()
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
        let mut stages = pipeline.stages.iter().peekable();
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
            let value = match &stage.kind {
                StageKind::Expression(expression) => {
                    let found = self.found.len();
                    let value = self.evaluate(expression);
                    // A command in brackets says whether it went well.
                    went_well = went_well.filter(|_| self.found.len() == found);
                    value
                }
                StageKind::Command(command) => {
                    went_well = went_well.filter(|_| self.always_goes_well(command));
                    if stops {
                        // What comes behind may end the pipeline before all is done.
                        let why = self.branch(&pipeline.span);
                        self.perhaps(why, |run| run.command(command, piped))
                    } else {
                        self.command(command, piped)
                    }
                }
            };
            let value = self.redirected(stage, value);
            if self.is_left() {
                if !is_expression && let Some(rest) = stages.peek() {
                    // What was written before is on its way already.
                    self.on_its_way(rest, stages.clone().skip(1));
                }
                return (Known::Nothing, None);
            }
            if let StageKind::Command(command) = &stage.kind {
                may_have_failed.push(command);
            }
            piped = Some(value);
        }
        for command in may_have_failed {
            self.command_may_fail(command);
        }
        (piped.unwrap_or(Known::Nothing), went_well)
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
                let path = self.evaluate(path);
                if matches!(from, None | Some(1)) {
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

    /// The name of a command, its aliases followed, lower case.
    fn known_name(&self, command: &Command) -> Option<String> {
        let ExpressionKind::Text(parts) = &command.name.kind else {
            return None;
        };
        let [Part::Text(name)] = parts.as_slice() else {
            return None;
        };
        let lower = name.to_ascii_lowercase();
        let target = match self.session.aliases.get(&lower) {
            Some(target) => target.clone()?,
            None => alias::target(&lower).map_or(lower, str::to_owned),
        };
        Some(target.to_ascii_lowercase())
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
