//! What of a line reaches the console, what the line prints itself, and what of that tells how a
//! command ended.

use std::cell::Cell;

use super::super::table::{self, Writes};
use super::super::{CommandId, Condition, Manner, Printed, Reach, Said, Shown, Streams};
use super::ast::{
    Chain, Command, ElementKind, Expression, ExpressionKind, MemberName, Part, Stage, StageKind,
    Statement, StatementKind, Target,
};
use super::interpret::Run;
use super::value::Known;

/// What is seen of what is being followed.
#[derive(Debug, Clone, Default)]
pub(super) struct Screen {
    /// How much of what is written at this point reaches the console.
    pub(super) streams: Streams,
    /// When this point is reached, as far as other commands decide that.
    pub(super) when: Condition,
    /// How commands are run at this point.
    pub(super) manner: Manner,
    /// What the line has printed itself.
    pub(super) said: Vec<Said>,
    /// `$?`
    well: Condition,
    /// When `$LASTEXITCODE` is 0.
    code: Condition,
    /// What of both this line set.
    set: Set,
    /// Whether the line asked how an earlier one ended, or ran one again.
    pub(super) looks_back: Cell<bool>,
    /// The jobs of the session: which commands each is.
    pub(super) jobs: Vec<Vec<CommandId>>,
    /// How many invocations there were where the pipeline began that is being followed.
    pub(super) pipeline: usize,
    /// How much is seen of errors beside the redirections of the command that is run.
    pub(super) errors_beside: Reach,
    /// Whether each command since the last `try` began ends more than itself when it fails.
    pub(super) all_stop: bool,
    /// How often control may have left so far.
    pub(super) doubts: u32,
}

/// Whether a line said anew how a command ended.
#[derive(Debug, Clone, Copy, Default)]
struct Set {
    well: bool,
    code: bool,
}

impl Screen {
    /// What was run last succeeded when this holds: `$?`.
    pub(super) fn ends(&mut self, well: Condition) {
        self.well = well;
        self.set.well = true;
    }

    /// The last program ended with 0 when this holds: `$LASTEXITCODE`.
    pub(super) fn exits(&mut self, code: Condition) {
        self.code = code;
        self.set.code = true;
    }

    /// When what was run last succeeded.
    pub(super) fn well(&self) -> &Condition {
        &self.well
    }

    /// `$?` and `$LASTEXITCODE`, where the line set them.
    pub(super) fn ends_set(&self) -> (Option<&Condition>, Option<&Condition>) {
        let well = Some(&self.well).filter(|_| self.set.well);
        let code = Some(&self.code).filter(|_| self.set.code);
        (well, code)
    }

    /// The same for the next line.
    pub(super) fn for_next(&mut self) -> Self {
        Self {
            well: std::mem::replace(&mut self.well, Condition::Unknown),
            code: std::mem::replace(&mut self.code, Condition::Unknown),
            jobs: std::mem::take(&mut self.jobs),
            ..Self::default()
        }
    }

    /// A session of which nothing was seen yet.
    pub(super) fn fresh() -> Self {
        Self {
            well: Condition::Unknown,
            code: Condition::Unknown,
            ..Self::default()
        }
    }
}

impl Run<'_, '_> {
    /// What a command shows of itself that is run here.
    pub(super) fn shown(&self) -> Shown {
        Shown {
            id: self.work.numbers.next(),
            streams: self.screen.streams,
            when: self.screen.when.clone(),
            manner: self.screen.manner,
            into: None,
            is_verbose: false,
        }
    }

    /// Does something of whose output so much is seen.
    pub(super) fn seen<T>(&mut self, output: Reach, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.screen.streams;
        self.screen.streams.output = before.output.through(output);
        let value = run(self);
        self.screen.streams = before;
        value
    }

    /// Does something under a condition that commands before it decide.
    pub(super) fn when<T>(&mut self, condition: &Condition, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.screen.when.clone();
        self.screen.when = before.and(condition);
        let value = run(self);
        self.screen.when = before;
        value
    }

    /// Does something that gives a value: what it writes is seen by nobody, and the value stands for
    /// it.
    pub(super) fn taken<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, Printed) {
        let (found, said) = (self.found.len(), self.screen.said.len());
        let before = self.screen.streams;
        self.screen.streams.output = Reach::Whole;
        let value = run(self);
        self.screen.streams = before;
        let mut ids = Vec::new();
        let mut is_all = self.screen.said.len() == said;
        self.screen.said.truncate(said);
        for found in self.found.iter_mut().skip(found) {
            match found.shown.streams.output {
                Reach::Whole if found.shown.manner != Manner::Passes => ids.push(found.shown.id),
                Reach::Filtered => is_all = false,
                Reach::Whole | Reach::Nothing => {}
            }
            found.shown.streams.output = Reach::Nothing;
            if found.shown.streams.merged {
                found.shown.streams.errors = Reach::Nothing;
            }
        }
        let stands_for = match is_all && !ids.is_empty() {
            true => Printed::Output(ids),
            false => Printed::Unknown,
        };
        (value, stands_for)
    }

    /// How much of what an expression's parts write is seen, where it stands for itself.
    pub(super) fn reach_within(kind: &ExpressionKind) -> Reach {
        match kind {
            ExpressionKind::Parenthesis(_)
            | ExpressionKind::Statements(_)
            | ExpressionKind::Array(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Block(_)
            | ExpressionKind::Type(_)
            | ExpressionKind::Ternary { .. } => Reach::Whole,
            // A property of each of them.
            ExpressionKind::Member {
                call: None,
                is_static: false,
                name: MemberName::Known(name),
                ..
            } if !is_count(name) => Reach::Whole,
            ExpressionKind::Cast { to, .. } => match to.to_ascii_lowercase().as_str() {
                "void" => Reach::Nothing,
                "array" | "object[]" => Reach::Whole,
                _ => Reach::Filtered,
            },
            // What stands in a text is a part of it.
            ExpressionKind::Text(_) => Reach::Nothing,
            _ => Reach::Filtered,
        }
    }

    /// The streams of a stage with its redirections, behind it the stages that follow.
    pub(super) fn streams_of(&mut self, stage: &Stage, rest: &[Stage]) -> Streams {
        let mut streams = self.screen.streams;
        for stage in rest {
            let passes = self.passes_on(stage);
            streams.output = streams.output.through(passes);
        }
        for redirection in &stage.redirections {
            let to = match &redirection.to {
                Target::File { .. } => Reach::Nothing,
                Target::Stream(1) => streams.output,
                Target::Stream(_) => streams.errors,
            };
            match redirection.from {
                Some(1) => streams.output = to,
                Some(2) => {
                    streams.errors = to;
                    streams.merged = matches!(redirection.to, Target::Stream(1));
                }
                None => {
                    streams.errors = to;
                    streams.merged = matches!(redirection.to, Target::Stream(1));
                    if matches!(redirection.to, Target::File { .. }) {
                        streams.output = to;
                    }
                }
                Some(_) => {}
            }
        }
        streams
    }

    /// How much of what comes to a stage it passes on.
    pub(super) fn passes_on(&self, stage: &Stage) -> Reach {
        let StageKind::Command(command) = &stage.kind else {
            return Reach::Nothing;
        };
        let sends_away = stage.redirections.iter().any(|redirection| {
            matches!(redirection.from, None | Some(1))
                && matches!(redirection.to, Target::File { .. })
        });
        let Some(name) = self.known_name(command).filter(|_| !sends_away) else {
            return Reach::Nothing;
        };
        if self.session.function(&name).is_some() {
            return Reach::Nothing;
        }
        let has = |wanted: &[&str]| {
            command.elements.iter().any(|element| match &element.kind {
                ElementKind::Parameter { name, .. } => {
                    let name = name.to_ascii_lowercase();
                    wanted.iter().any(|wanted| wanted.starts_with(&name))
                }
                ElementKind::Splat(_) => true,
                _ => false,
            })
        };
        let is_plain = !command.elements.iter().any(|element| match &element.kind {
            ElementKind::Value(value)
            | ElementKind::Parameter {
                value: Some(value), ..
            } => is_calculated(value),
            ElementKind::Splat(_) => true,
            _ => false,
        });
        match name.as_str() {
            "format-table" | "format-list" | "format-wide" | "format-custom" if is_plain => {
                Reach::Whole
            }
            "format-table" | "format-list" | "format-wide" | "format-custom" => Reach::Filtered,
            "out-host" | "out-default" | "out-string" | "tee-object" => Reach::Whole,
            "sort-object" if is_plain && !has(&["unique", "top", "bottom"]) => Reach::Whole,
            "select-object" => {
                let picks = [
                    "first",
                    "last",
                    "skip",
                    "skiplast",
                    "index",
                    "skipindex",
                    "unique",
                    "excludeproperty",
                ];
                match is_plain && !has(&picks) {
                    true => Reach::Whole,
                    false => Reach::Filtered,
                }
            }
            // A property of each of them; a block prints for itself.
            "foreach-object" => match &command.elements[..] {
                [only] => match &only.kind {
                    ElementKind::Value(Expression {
                        kind: ExpressionKind::Text(_),
                        ..
                    }) => Reach::Whole,
                    _ => Reach::Nothing,
                },
                _ => Reach::Nothing,
            },
            "where-object" | "select-string" | "get-unique" | "measure-object" | "group-object"
            | "compare-object" => Reach::Filtered,
            // What a job wrote, they tell themselves.
            "receive-job" | "wait-job" | "get-job" => Reach::Nothing,
            name => match table::shipped(name).map(|row| row.known.habits.writes) {
                Some(Writes::Input) => Reach::Filtered,
                _ if name.starts_with("convertto-") => Reach::Filtered,
                _ => Reach::Nothing,
            },
        }
    }

    /// Notes what the line prints itself at this point.
    pub(super) fn say(&mut self, id: CommandId, pieces: Vec<Printed>, reach: Reach) {
        if reach == Reach::Nothing || pieces.is_empty() {
            return;
        }
        self.screen.said.push(Said {
            id,
            pieces,
            when: self.screen.when.clone(),
            reach,
        });
    }

    /// Notes what an expression prints that is a statement, or the end of one. `found` is how many
    /// invocations there were before it.
    pub(super) fn say_expression(
        &mut self,
        expression: &Expression,
        value: &Known,
        found: usize,
        when: &Condition,
    ) {
        let after = std::mem::replace(&mut self.screen.when, when.clone());
        self.say_value(expression, value, found);
        self.screen.when = after;
    }

    fn say_value(&mut self, expression: &Expression, value: &Known, found: usize) {
        let reach = self.screen.streams.output;
        if reach == Reach::Nothing || matches!(value, Known::Nothing) {
            return;
        }
        let has_run = self.found.len() > found;
        let pieces = match &expression.kind {
            ExpressionKind::Step { .. } => return,
            ExpressionKind::Ternary {
                condition,
                then,
                otherwise,
            } if value.to_text().is_err() => {
                let asked = self.asked(condition);
                for (branch, when) in [(then, asked.clone()), (otherwise, asked.negated())] {
                    let pieces = self.pieces(branch);
                    let id = self.work.numbers.next();
                    self.when(&when, |run| run.say(id, pieces, reach));
                }
                return;
            }
            ExpressionKind::Member {
                of,
                name: MemberName::Known(name),
                ..
            } if has_run && name.eq_ignore_ascii_case("ExitCode") && is_parenthesis(of) => {
                vec![self.exit_code_since(found)]
            }
            // Commands in brackets print for themselves.
            ExpressionKind::Parenthesis(_)
            | ExpressionKind::Statements(_)
            | ExpressionKind::Array(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Member { call: None, .. }
                if has_run =>
            {
                return;
            }
            ExpressionKind::Cast { to, .. } if to.eq_ignore_ascii_case("void") => return,
            _ if has_run && !matches!(expression.kind, ExpressionKind::Text(_)) => {
                vec![Printed::Unknown]
            }
            _ => {
                let pieces = self.pieces(expression);
                match (&pieces[..], value.to_text()) {
                    ([Printed::Unknown], Ok(text)) => vec![Printed::Text(text)],
                    _ => pieces,
                }
            }
        };
        let id = self.work.numbers.next();
        self.say(id, pieces, reach);
    }

    /// The exit code of the one program that was started since then.
    fn exit_code_since(&self, found: usize) -> Printed {
        match self.found.get(found..) {
            Some([only]) => Printed::Code(Condition::of(only.shown.id)),
            _ => Printed::Unknown,
        }
    }

    /// What an expression prints, piece by piece; it runs nothing.
    pub(super) fn pieces(&self, expression: &Expression) -> Vec<Printed> {
        match &expression.kind {
            ExpressionKind::Text(parts) => {
                let mut pieces = Vec::new();
                for part in parts {
                    match part {
                        Part::Text(text) => pieces.push(Printed::text(text)),
                        Part::Variable(name) => pieces.push(self.piece_of(name)),
                        Part::Statements(block) => match &block.statements[..] {
                            [only] => match expression_of(only) {
                                Some(inner) => pieces.extend(self.pieces(inner)),
                                None => pieces.push(Printed::Unknown),
                            },
                            _ => pieces.push(Printed::Unknown),
                        },
                    }
                }
                pieces
            }
            ExpressionKind::Number(number) => vec![Printed::text(number)],
            ExpressionKind::Variable(name) => vec![self.piece_of(name)],
            ExpressionKind::Parenthesis(inner) => match expression_of(inner) {
                Some(inner) => self.pieces(inner),
                None => vec![Printed::Unknown],
            },
            ExpressionKind::Member {
                of,
                name: MemberName::Known(name),
                call: None,
                is_static: false,
                ..
            } => vec![self.member_of(of, name)],
            ExpressionKind::Index { of, index, .. } => match (&of.kind, &index.kind) {
                (ExpressionKind::Variable(name), ExpressionKind::Number(at))
                    if name.trim_start_matches("global:") == "error" && at == "0" =>
                {
                    vec![Printed::LastError]
                }
                _ => vec![Printed::Unknown],
            },
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } if operator == "+" => {
                let mut pieces = self.pieces(left);
                pieces.extend(self.pieces(right));
                pieces
            }
            _ => vec![Printed::Unknown],
        }
    }

    /// What a variable prints.
    fn piece_of(&self, name: &str) -> Printed {
        let bare = name
            .split_once(':')
            .filter(|(scope, _)| matches!(*scope, "global" | "script" | "local"))
            .map_or(name, |(_, bare)| bare);
        match bare {
            "?" => {
                self.screen.looks_back.set(true);
                Printed::Success(self.screen.well.clone())
            }
            "lastexitcode" => {
                self.screen.looks_back.set(true);
                Printed::Code(self.screen.code.clone())
            }
            "error" => Printed::LastError,
            _ => match (self.session.origin(name), self.session.get(name).to_text()) {
                (Some(origin), _) => origin,
                (None, Ok(text)) => Printed::Text(text),
                (None, Err(_)) => Printed::Unknown,
            },
        }
    }

    /// What a property of something prints.
    fn member_of(&self, of: &Expression, name: &str) -> Printed {
        let ExpressionKind::Variable(variable) = &of.kind else {
            return Printed::Unknown;
        };
        match self.piece_of(variable) {
            Printed::Process(id) if name.eq_ignore_ascii_case("ExitCode") => {
                Printed::Code(Condition::of(id))
            }
            Printed::Jobs(ids) if name.eq_ignore_ascii_case("State") => Printed::Jobs(ids),
            Printed::Output(ids) if !is_count(name) => Printed::Output(ids),
            Printed::Errors(ids) if name.eq_ignore_ascii_case("Exception") => Printed::Errors(ids),
            _ => Printed::Unknown,
        }
    }

    /// When a condition holds that asks how something ended.
    pub(super) fn asked_by(&self, chain: &Chain) -> Condition {
        match &chain.first.stages[..] {
            [
                Stage {
                    kind: StageKind::Expression(expression),
                    ..
                },
            ] if chain.rest.is_empty() => self.asked(expression),
            _ => Condition::Unknown,
        }
    }

    fn asked(&self, expression: &Expression) -> Condition {
        match &expression.kind {
            ExpressionKind::Variable(_) | ExpressionKind::Member { .. } => {
                match &self.pieces(expression)[..] {
                    [Printed::Success(condition)] => condition.clone(),
                    // A number that is not 0 holds.
                    [Printed::Code(condition)] => condition.negated(),
                    // There is something in it.
                    [Printed::Errors(ids)] => Condition::Failed(ids.clone()),
                    _ => Condition::Unknown,
                }
            }
            ExpressionKind::Parenthesis(inner) => {
                expression_of(inner).map_or(Condition::Unknown, |inner| self.asked(inner))
            }
            ExpressionKind::Unary { operator, value } if matches!(&**operator, "!" | "-not") => {
                self.asked(value).negated()
            }
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => match operator.as_str() {
                "and" => self.asked(left).and(&self.asked(right)),
                "or" => self.asked(left).or(&self.asked(right)),
                operator => self.compared(operator, left, right),
            },
            _ => Condition::Unknown,
        }
    }

    /// `$LASTEXITCODE -eq 0`, `0 -ne $p.ExitCode`, `$? -eq $true`
    fn compared(&self, operator: &str, left: &Expression, right: &Expression) -> Condition {
        let (told, other, is_turned) = match &self.pieces(left)[..] {
            [told @ (Printed::Code(_) | Printed::Success(_))] => (told.clone(), right, false),
            _ => match &self.pieces(right)[..] {
                [told @ (Printed::Code(_) | Printed::Success(_))] => (told.clone(), left, true),
                _ => return Condition::Unknown,
            },
        };
        let is_zero = matches!(&other.kind, ExpressionKind::Number(number) if number == "0");
        let named = match &other.kind {
            ExpressionKind::Variable(name) => Some(name.as_str()),
            _ => None,
        };
        let condition = match (&told, named) {
            (Printed::Code(condition), _) if is_zero => condition.clone(),
            (Printed::Success(condition), Some("true")) => condition.clone(),
            (Printed::Success(condition), Some("false")) => condition.negated(),
            _ => return about(&told),
        };
        match operator {
            "eq" | "ieq" | "ceq" => condition,
            "ne" | "ine" | "cne" => condition.negated(),
            // A number above 0; below it is failure, too.
            "gt" if !is_turned && is_zero => condition.negated(),
            _ => about(&told),
        }
    }

    /// What a command prints that prints what it is given; `None` if it is no such command.
    pub(super) fn printed_by(&self, command: &Command, is_piped: bool) -> Option<Vec<Printed>> {
        let name = self.known_name(command)?;
        if self.session.function(&name).is_some() {
            return None;
        }
        let is_labelled = matches!(
            name.as_str(),
            "write-warning" | "write-error" | "write-verbose" | "write-debug"
        );
        let own: &[&str] = match name.as_str() {
            "write-host" => &["object"],
            "write-output" | "out-host" | "out-default" | "out-string" | "format-list"
            | "format-table" | "format-custom" | "format-wide" => &["inputobject"],
            "write-warning" | "write-error" => &["message"],
            "write-information" => &["messagedata"],
            _ => return None,
        };
        let takes_text = name.starts_with("write-");
        let mut pieces: Vec<Printed> = Vec::new();
        let mut elements = command.elements.iter();
        let mut is_given = false;
        while let Some(element) = elements.next() {
            let value = match &element.kind {
                ElementKind::Value(value) if takes_text => value,
                ElementKind::Value(_) => continue,
                ElementKind::Parameter { name, value } => {
                    let lower = name.to_ascii_lowercase();
                    let is_own = own.iter().any(|own| own.starts_with(&lower));
                    let is_switch = matches!(lower.as_str(), "nonewline" | "noenumerate" | "wrap")
                        || lower.starts_with("auto")
                        || lower.starts_with("hide");
                    let next = match value {
                        Some(value) => Some(value),
                        None if is_switch => None,
                        None => match elements.next().map(|next| &next.kind) {
                            Some(ElementKind::Value(value)) => Some(value),
                            _ => None,
                        },
                    };
                    match next.filter(|_| is_own) {
                        Some(value) => value,
                        None => continue,
                    }
                }
                _ => return Some(vec![Printed::Unknown]),
            };
            if is_given {
                let between = if name == "write-host" { " " } else { "\n" };
                pieces.push(Printed::text(between));
            }
            is_given = true;
            pieces.extend(self.pieces(value));
        }
        if is_piped && !is_given {
            // What comes to it prints for itself, or is not known.
            return takes_text.then(|| vec![Printed::Unknown]);
        }
        if is_labelled {
            pieces.insert(0, Printed::Unknown);
        }
        (is_given || takes_text).then_some(pieces)
    }

    /// The jobs that a stage is about: those of a variable, those that the pipeline started, or the
    /// only one that there is.
    pub(super) fn jobs_of(&self, command: &Command, first: Option<&Stage>) -> Vec<CommandId> {
        let mut named = command.elements.iter().filter_map(|element| {
            let value = match &element.kind {
                ElementKind::Value(value)
                | ElementKind::Parameter {
                    value: Some(value), ..
                } => value,
                _ => return None,
            };
            self.jobs_in(value)
        });
        if let Some(ids) = named.next() {
            return ids;
        }
        if let Some(Stage {
            kind: StageKind::Expression(expression),
            ..
        }) = first
            && let Some(ids) = self.jobs_in(expression)
        {
            return ids;
        }
        let started: Vec<CommandId> = self
            .found
            .iter()
            .skip(self.screen.pipeline)
            .filter(|found| found.shown.manner == Manner::Job)
            .map(|found| found.shown.id)
            .collect();
        if !started.is_empty() {
            return started;
        }
        self.screen.looks_back.set(true);
        match &self.screen.jobs[..] {
            [only] => only.clone(),
            _ => Vec::new(),
        }
    }

    fn jobs_in(&self, expression: &Expression) -> Option<Vec<CommandId>> {
        match &self.pieces(expression)[..] {
            [Printed::Jobs(ids)] => Some(ids.clone()),
            _ => None,
        }
    }

    /// What a statement's value stands for, which was run since then.
    pub(super) fn stands_for(
        &self,
        statement: &Statement,
        found: usize,
        output: Printed,
    ) -> Option<Printed> {
        if let Some(expression) = expression_of(statement) {
            let has_run = self.found.len() > found;
            let is_exit_code = |of: &Expression, name: &MemberName| {
                is_parenthesis(of)
                    && matches!(name, MemberName::Known(name) if name.eq_ignore_ascii_case("ExitCode"))
            };
            return match &expression.kind {
                ExpressionKind::Member { of, name, .. } if has_run && is_exit_code(of, name) => {
                    Some(self.exit_code_since(found))
                }
                _ if has_run => Some(output),
                ExpressionKind::Variable(_) | ExpressionKind::Member { .. } => {
                    self.pieces(expression).pop()
                }
                _ => None,
            };
        }
        let StatementKind::Chain(chain) = &statement.kind else {
            return Some(output);
        };
        let mut ids = self.found.iter().skip(found).map(|found| found.shown.id);
        let jobs = self
            .found
            .iter()
            .skip(found)
            .filter(|found| found.shown.manner == Manner::Job);
        let jobs: Vec<CommandId> = jobs.map(|found| found.shown.id).collect();
        if !jobs.is_empty() {
            return Some(Printed::Jobs(jobs));
        }
        if let [
            Stage {
                kind: StageKind::Command(command),
                ..
            },
        ] = &chain.first.stages[..]
            && self.known_name(command).as_deref() == Some("start-process")
        {
            return match (ids.next(), ids.next()) {
                (Some(id), None) => Some(Printed::Process(id)),
                _ => None,
            };
        }
        Some(output)
    }
}

/// How something ended decides, in a way that is not followed.
fn about(told: &Printed) -> Condition {
    match told {
        Printed::Code(condition) | Printed::Success(condition) => condition.followed_no_more(),
        _ => Condition::Unknown,
    }
}

/// The expression that a statement is.
fn expression_of(statement: &Statement) -> Option<&Expression> {
    let StatementKind::Chain(chain) = &statement.kind else {
        return None;
    };
    match &chain.first.stages[..] {
        [
            Stage {
                kind: StageKind::Expression(expression),
                redirections,
            },
        ] if chain.rest.is_empty() && redirections.is_empty() => Some(expression),
        _ => None,
    }
}

fn is_parenthesis(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Parenthesis(_))
}

/// Properties that say something about a list, and not what is in it.
fn is_count(name: &str) -> bool {
    ["count", "length", "longlength", "rank"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}

/// Whether a value makes up what is shown: `@{n='x'; e={ … }}`, `{ … }`.
fn is_calculated(value: &Expression) -> bool {
    match &value.kind {
        ExpressionKind::Hash(_) | ExpressionKind::Block(_) | ExpressionKind::Variable(_) => true,
        ExpressionKind::List(items) => items.iter().any(is_calculated),
        ExpressionKind::Text(_) | ExpressionKind::Number(_) => false,
        _ => true,
    }
}
