//! A text of bash, line by line, statement by statement.

use super::super::{Certainty, Condition, Invocation, Manner, Streams};
use super::context::{Context, Input};
use super::flow::{Level, Outcome, Status};
use super::grammar::{self, Ending, Settings};
use super::io::Stream;
use super::run::{DEEPEST, Interpreter, MOST_NESTED};
use super::syntax::Statement;
use super::value::Sure;

/// How long a text may be, in bytes, to be read.
const LONGEST: usize = 64 * 1024;

impl Interpreter<'_> {
    /// A text of bash.
    pub(super) fn text(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        if self.shell.gone.is_some() {
            return Status::Unknown;
        }
        if text.len() > LONGEST || context.depth > DEEPEST {
            self.not_understood(text, context, out);
            return Status::Unknown;
        }
        let settings = Settings {
            extended_patterns: self.shell.options.extglob == Sure::Yes,
            ..Settings::default()
        };
        let script = grammar::parse(text, settings);
        // A prompt asks for the end of a here-document; nothing is run without it.
        if script.ending == Ending::OpenHeredoc && context.depth == 0 {
            self.not_understood(text, context, out);
            return Status::Unknown;
        }
        // Text that is not known may hold anything: where it stands, the rest may be another thing.
        let doubted = match self.holes.why(text) {
            Some(why) if context.depth > 0 && context.certainty == Certainty::Run => {
                Some(Context {
                    certainty: Certainty::Depends(why),
                    ..context.clone()
                })
            }
            _ => None,
        };
        let context = doubted.as_ref().unwrap_or(context);
        let mut status = Status::ZERO;
        if script.lines.is_empty() {
            self.condition = Condition::Always;
        }
        for line in &script.lines {
            let scripted = !self.shell.options.interactive;
            if context.depth == 0 || scripted && self.shell.options.aliases != Sure::No {
                self.line_aliases = self.shell.aliases.clone();
            }
            status = self.statements(line, context, out);
            self.settle_input();
            if context.depth == 0 && self.levels.get(1) == Some(&Level::Line) {
                self.arrive(1, false);
            }
        }
        match script.ending {
            Ending::Whole | Ending::OpenHeredoc => {}
            Ending::Refused { from, .. } | Ending::Incomplete(from) | Ending::Unread(from) => {
                if self.shell.gone.is_none() {
                    let rest = text.get(from..).unwrap_or(text);
                    self.not_understood(rest, context, out);
                    status = Status::Unknown;
                }
            }
        }
        status
    }

    /// Lines of a script from an input that a command has read from are not certain any more.
    pub(super) fn settle_input(&mut self) {
        let eaten = self.shell.io.streams.contains(&Stream::Script(true));
        if eaten && self.shell.gone.is_none() {
            let level = self.shell_level();
            if self.levels.len() > level && level > 0 {
                self.may_jump(level, "input");
            }
        }
    }

    /// What a text did is not known, to the shell neither.
    pub(super) fn not_understood(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let unread = self.unread(text, context);
        self.condition = Condition::of(unread.shown.id);
        out.push(unread);
        self.shell.forget_all();
    }

    /// Statements one after the other.
    pub(super) fn statements(
        &mut self,
        statements: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let outcome = self.sequence(statements, context, out);
        self.merge(outcome)
    }

    /// The same, where the last one's failure makes a difference.
    pub(super) fn sequence(
        &mut self,
        statements: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let mut last: Option<Outcome> = None;
        for statement in statements {
            if let Some(outcome) = last.take() {
                self.merge(outcome);
            }
            last = Some(self.statement(statement, context, out));
        }
        last.unwrap_or(Status::ZERO.into())
    }

    /// Whether it failed or not, the shell goes on.
    pub(super) fn merge(&mut self, outcome: Outcome) -> Status {
        if let Some(failed) = outcome.failed {
            self.shell.join_believing(&failed);
        }
        if self.shell.gone.is_none() {
            self.shell.status = outcome.status;
        }
        outcome.status
    }

    /// A statement, in whatever shell and on whatever path this is.
    pub(super) fn statement(
        &mut self,
        statement: &Statement<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        if self.left == 0 || self.shell.gone.is_some() {
            return Status::Unknown.into();
        }
        if self.nested >= MOST_NESTED {
            self.not_understood("too deep", context, out);
            return Status::Unknown.into();
        }
        self.nested += 1;
        let outcome = self.one(statement, context, out);
        self.nested -= 1;
        outcome
    }

    fn one(
        &mut self,
        statement: &Statement<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        // Paths come together at the cost of all that is known.
        self.left = self.left.saturating_sub(1 + self.shell.size() / 64);
        let doubted;
        let context = if self.shell.doubts.is_empty() || context.certainty != Certainty::Run {
            context
        } else {
            doubted = self.doubted(context);
            &doubted
        };
        let moved;
        let context = match self.shell.streams {
            // `exec` has sent them elsewhere.
            Some(streams) if context.streams == Streams::default() => {
                moved = Context {
                    streams,
                    ..context.clone()
                };
                &moved
            }
            _ => context,
        };
        match statement {
            Statement::Simple(simple) => self.simple(simple, context, out),
            Statement::Pipeline(stages, span) => {
                let status = self.pipeline(stages, span, context, out);
                self.ended(status, context, out).into()
            }
            Statement::List(first, rest) => self.list(first, rest, context, out),
            Statement::Group(statements) => self.sequence(statements, context, out),
            Statement::Subshell(statements) => {
                let status = self.apart(context, out, |this, context, out| {
                    this.statements(statements, context, out)
                });
                self.ended(status, context, out).into()
            }
            // It runs in a shell of its own.
            Statement::Background(body) => {
                let beside = Context {
                    input: match context.input {
                        Input::Terminal => Input::Nothing,
                        ref input => input.clone(),
                    },
                    // What it writes comes at any time.
                    streams: Streams::NOWHERE,
                    manner: Manner::Beside,
                    ..context.clone()
                };
                self.apart(&beside, out, |this, context, out| {
                    let outcome = this.statement(body, context, out);
                    this.merge(outcome)
                });
                self.shell.status = Status::ZERO;
                self.condition = Condition::Always;
                Status::ZERO.into()
            }
            Statement::Coprocess(name, body) => {
                let beside = Context {
                    streams: Streams::NOWHERE,
                    manner: Manner::Beside,
                    ..context.clone()
                };
                self.apart(&beside, out, |this, context, out| {
                    let outcome = this.statement(body, context, out);
                    this.merge(outcome)
                });
                self.condition = Condition::Always;
                let name = name.unwrap_or("COPROC");
                self.shell.forget(name);
                self.shell.forget(&format!("{name}_PID"));
                Status::ZERO.into()
            }
            Statement::Negated(body) => {
                let tested = Context {
                    tested: true,
                    ..context.clone()
                };
                let outcome = self.statement(body, &tested, out);
                self.condition = self.condition.negated();
                let status = outcome.status.negated();
                match outcome.failed {
                    Some(mut failed) => {
                        std::mem::swap(&mut self.shell, &mut failed);
                        Outcome {
                            status,
                            failed: Some(failed),
                        }
                    }
                    None => status.into(),
                }
            }
            Statement::Timed(body) => self.statement(body, context, out),
            Statement::Redirected(body, redirects) => {
                let (context, works) = self.redirected(redirects, context, out);
                if works == Sure::No {
                    return self.ended(Status::Fails, &context, out).into();
                }
                let mut context = context;
                if matches!(context.input, Input::File(_)) {
                    context.input = self.new_stream(Stream::Unknown);
                }
                let before = (works == Sure::Unknown).then(|| self.shell.clone());
                let outcome = self.statement(body, &context, out);
                match before {
                    None => outcome,
                    Some(before) => {
                        self.merge(outcome);
                        self.shell.join(&before);
                        Status::Unknown.into()
                    }
                }
            }
            Statement::If {
                branches,
                otherwise,
            } => self
                .branches(branches, otherwise.as_deref(), context, out)
                .into(),
            Statement::Case { word, arms } => {
                let status = self.case(word, arms, context, out);
                self.condition = Condition::Unknown;
                status.into()
            }
            Statement::While {
                until,
                condition,
                body,
            } => {
                let status = self.repeated(*until, condition, body, context, out);
                self.condition = Condition::Unknown;
                status.into()
            }
            Statement::For { name, words, body } => {
                self.each(name, words.as_deref(), body, context, out).into()
            }
            Statement::Select { name, words, body } => {
                if let Some(words) = words {
                    let within = self.within(context, 0..0);
                    let _ = self.words(words, &within, out);
                }
                self.eats(context);
                self.shell.forget(name);
                self.shell.forget("REPLY");
                self.maybe_repeated("select", &[], body, context, out);
                self.condition = Condition::Unknown;
                Status::Unknown.into()
            }
            Statement::ForArithmetic { expressions, body } => {
                let status = self.counted(expressions, body, context, out);
                self.condition = Condition::Unknown;
                status.into()
            }
            Statement::Function(name, body) => {
                let function = super::shell::Function {
                    body: body.as_ref().into(),
                    aliases: self.line_aliases.clone(),
                };
                let functions = std::sync::Arc::make_mut(&mut self.shell.functions);
                functions.insert((*name).to_owned(), vec![Some(function)]);
                if *name == "command_not_found_handle" {
                    self.not_understood(name, context, out);
                }
                self.condition = Condition::Always;
                Status::ZERO.into()
            }
            Statement::Arithmetic(text) => {
                let within = self.within(context, 0..0);
                let asked = self.asked_by_number(text, &within, out);
                let holds = match self.number(text, &within, out) {
                    Ok(number) => Some(number != 0),
                    Err(super::arithmetic::NoValue::Error) => Some(false),
                    Err(super::arithmetic::NoValue::Unknown) => None,
                };
                self.condition = match holds {
                    Some(true) => Condition::Always,
                    Some(false) => Condition::Never,
                    None => asked,
                };
                self.ended(Status::of(holds), context, out).into()
            }
            Statement::Condition(test, _) => {
                let within = self.within(context, 0..0);
                let asked = self.asked_by(test, &within, out);
                let holds = self.condition(test, &within, out);
                self.condition = match holds {
                    Some(true) => Condition::Always,
                    Some(false) => Condition::Never,
                    None => asked,
                };
                self.ended(Status::of(holds), context, out).into()
            }
        }
    }
}
