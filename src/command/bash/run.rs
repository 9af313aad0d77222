//! Going through a line as bash does, without running anything.
//!
//! It is an abstract interpretation: what is said of a command holds on every path on which the line
//! can have been run. What is not modelled is `Depends`, a hole, or an unknown program.

use std::ops::Range;

use super::super::{Certainty, Invocation, Line, On, Tables, Unresolved};
use super::dialect::Kind;
use super::flow::{Level, Outcome, Status};
use super::grammar::{self, Ending, Settings};
use super::holes::{self, Holes};
use super::shell::{Shell, Stream};
use super::syntax::Statement;
use super::value::{Content, Sure};
use super::{history, pipeline};

/// How long a text may be, in bytes, to be read.
const LONGEST: usize = 64 * 1024;
/// How deep texts may lie in each other: `ssh` in `ssh`, functions that call functions.
pub(super) const DEEPEST: usize = 12;
/// How many statements one line may come to, turns of loops counted, and how many invocations.
const MOST_STATEMENTS: usize = 16 * 1024;
const MOST_COMMANDS: usize = 4096;

/// A session of bash: what was typed into it so far decides what a line comes to.
pub struct Interpreter<'t> {
    pub(super) tables: &'t Tables,
    /// Which shell reads the lines.
    kind: Kind,
    pub(super) shell: Shell,
    pub(super) holes: Holes,
    /// The session's own shell, while a remote one has the prompt, and that one's host.
    outer: Option<(Shell, String)>,
    /// The lines before.
    history: history::History,
    /// What jumps may end at.
    pub(super) levels: Vec<Level>,
    /// The paths that jumped, and where to.
    pub(super) escapes: Vec<(super::flow::Jump, Shell)>,
    /// The aliases from before the line that is read.
    pub(super) line_aliases: std::sync::Arc<std::collections::BTreeMap<String, Option<String>>>,
    /// How the last command ended that was substituted in a word.
    pub(super) substituted: Option<Status>,
    /// How many statements the line may still come to.
    pub(super) left: usize,
}

/// What a statement is run in.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) on: On,
    pub(super) certainty: Certainty,
    /// The place of the outermost text, in which this one is written.
    pub(super) span: Option<Range<usize>>,
    /// In whose name, where it is another than the session's user and than root.
    pub(super) user: Option<String>,
    pub(super) input: Input,
    pub(super) output: Output,
    /// The file of the system that it writes.
    pub(super) writes: Option<String>,
    /// Whether a failure here is looked at, so that `set -e` does not count.
    pub(super) tested: bool,
    pub(super) depth: usize,
}

/// What a command reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// The terminal.
    Terminal,
    /// Nothing.
    Nothing,
    /// What is left of this input.
    Stream(usize),
    /// This file.
    File(String),
}

/// Where a command writes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    /// The terminal, or a file.
    Elsewhere,
    /// This capture.
    Capture(usize),
    /// A file, whose text is kept.
    File(String),
}

impl Context {
    /// A place at which nothing can be run.
    pub(super) fn nowhere() -> Self {
        Self {
            on: On::Here,
            certainty: Certainty::Depends(Unresolved::Expression(String::new())),
            span: Some(0..0),
            user: None,
            input: Input::Nothing,
            output: Output::Elsewhere,
            writes: None,
            tested: true,
            depth: DEEPEST,
        }
    }
}

impl<'t> Interpreter<'t> {
    /// A session of which nothing is known yet.
    pub fn new(tables: &'t Tables) -> Self {
        Self {
            tables,
            kind: Kind::default(),
            shell: Shell::default(),
            holes: Holes::default(),
            outer: None,
            history: history::History::default(),
            levels: Vec::new(),
            escapes: Vec::new(),
            line_aliases: std::sync::Arc::default(),
            substituted: None,
            left: 0,
        }
    }

    /// The same, of a shell that need not be bash.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// What a line comes to, in the order in which bash runs it, without what makes no difference to
    /// an audit. A line that does not parse is one invocation of which nothing is known.
    pub fn run(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        pipeline::simplified(self.run_whole(line))
    }

    /// What a line comes to, every command of it.
    pub fn run_whole(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        self.seat(line.host);
        if let Some(folder) = line.folder.filter(|folder| folder.starts_with(['/', '~'])) {
            self.shell.arrive(folder);
        }
        let mut context = Context {
            on: line.host.map_or(On::Here, |host| On::Host(host.to_owned())),
            certainty: Certainty::Run,
            span: None,
            user: None,
            input: Input::Terminal,
            output: Output::Elsewhere,
            writes: None,
            tested: false,
            depth: 0,
        };
        self.left = MOST_STATEMENTS;
        let mut out = Vec::new();
        let text = match self.recalled(line.text) {
            history::Recalled::AsTyped => line.text.to_owned(),
            history::Recalled::Text(text) => {
                context.span = Some(0..line.text.len());
                text
            }
            history::Recalled::Nothing => return out,
            history::Recalled::Unknown(event) => {
                let why = Unresolved::Expression(event);
                context.certainty = Certainty::Depends(why.clone());
                context.span = Some(0..line.text.len());
                out.push(self.unknown(why, &context));
                self.shell.forget_all();
                return out;
            }
        };
        self.levels = vec![Level::Shell, Level::Line];
        self.escapes.clear();
        self.shell.doubts.clear();
        self.shell.gone = None;
        if self.shell.options.others != Sure::No {
            context = depends(&context, "options");
        }
        let is_doubtful = self.doubted_text(self.kind, &text, &mut context, &mut out);
        let _ = self.text(&text, &context, &mut out);
        if is_doubtful {
            self.shell.forget_all();
        }
        self.close(1);
        self.before_prompt(&context, &mut out);
        if self.shell.gone.is_some() {
            // Whose prompt comes next is not known.
            self.end_of_shell(&context, &mut out);
            self.shell.gone = None;
            self.shell.forget_all();
        }
        self.levels.clear();
        self.escapes.clear();
        self.shell.io = super::shell::Io::default();
        if self.left == 0 || out.len() > MOST_COMMANDS {
            out.truncate(MOST_COMMANDS);
            self.shell.forget_all();
            out.push(self.unread(&text, &context));
        }
        out
    }

    /// `PROMPT_COMMAND` is run.
    fn before_prompt(&mut self, context: &Context, out: &mut Vec<Invocation>) {
        let commands = match self.shell.content("PROMPT_COMMAND") {
            Content::Text(text) => vec![text.clone()],
            Content::List(texts) => texts.values().cloned().collect(),
            _ => Vec::new(),
        };
        let status = self.shell.status;
        for text in commands {
            let context = self.doubted(context);
            self.trapped(&text, &context, out);
        }
        if self.shell.gone.is_none() {
            self.shell.status = status;
        }
    }

    /// Puts earlier lines in, and notes this one.
    fn recalled(&mut self, text: &str) -> history::Recalled {
        let expands = self.shell.options.histexpand;
        let keeps = history::Keeps {
            keeps: self.shell.options.history,
            control: self.shell.content("HISTCONTROL").clone(),
        };
        self.history.recall(text, expands, &keeps)
    }

    /// Lets the shell of the prompt's host take over.
    fn seat(&mut self, host: Option<&str>) {
        match (host, &self.outer) {
            (None, None) => {}
            (None, Some(_)) => {
                if let Some((own, _)) = self.outer.take() {
                    self.shell = own;
                }
            }
            (Some(host), Some((_, there))) if host == there => {}
            (Some(host), Some(_)) => {
                self.shell = Shell::default();
                if let Some((_, there)) = &mut self.outer {
                    host.clone_into(there);
                }
            }
            (Some(host), None) => {
                let own = std::mem::take(&mut self.shell);
                self.outer = Some((own, host.to_owned()));
            }
        }
    }

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
    fn settle_input(&mut self) {
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
        let mut outcome = Outcome::from(Status::ZERO);
        for statement in statements {
            self.merge(outcome);
            outcome = self.statement(statement, context, out);
        }
        outcome
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

    /// The same, where what may have ended the shell before makes it uncertain.
    pub(super) fn doubted(&self, context: &Context) -> Context {
        let certainty = match (&context.certainty, self.shell.doubts.first()) {
            (Certainty::Run, Some((_, why))) => Certainty::Depends(why.clone()),
            (certainty, _) => certainty.clone(),
        };
        Context {
            certainty,
            ..context.clone()
        }
    }

    pub(super) fn statement(
        &mut self,
        statement: &Statement<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        if self.left == 0 || self.shell.gone.is_some() {
            return Status::Unknown.into();
        }
        self.left -= 1;
        let doubted;
        let context = if self.shell.doubts.is_empty() || context.certainty != Certainty::Run {
            context
        } else {
            doubted = self.doubted(context);
            &doubted
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
                    ..context.clone()
                };
                self.apart(&beside, out, |this, context, out| {
                    let outcome = this.statement(body, context, out);
                    this.merge(outcome)
                });
                self.shell.status = Status::ZERO;
                Status::ZERO.into()
            }
            Statement::Coprocess(name, body) => {
                self.apart(context, out, |this, context, out| {
                    let outcome = this.statement(body, context, out);
                    this.merge(outcome)
                });
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
            Statement::Case { word, arms } => self.case(word, arms, context, out).into(),
            Statement::While {
                until,
                condition,
                body,
            } => self.repeated(*until, condition, body, context, out).into(),
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
                Status::Unknown.into()
            }
            Statement::ForArithmetic { expressions, body } => {
                self.counted(expressions, body, context, out).into()
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
                Status::ZERO.into()
            }
            Statement::Arithmetic(text) => {
                let within = self.within(context, 0..0);
                let holds = match self.number(text, &within, out) {
                    Ok(number) => Some(number != 0),
                    Err(super::arithmetic::NoValue::Error) => Some(false),
                    Err(super::arithmetic::NoValue::Unknown) => None,
                };
                self.ended(Status::of(holds), context, out).into()
            }
            Statement::Condition(test, _) => {
                let within = self.within(context, 0..0);
                let holds = self.condition(test, &within, out);
                self.ended(Status::of(holds), context, out).into()
            }
        }
    }

    /// A command has ended: traps and `set -e` look at how.
    pub(super) fn ended(
        &mut self,
        status: Status,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        if self.shell.gone.is_some() {
            return status;
        }
        self.shell.status = status;
        if context.tested || status.holds() == Some(true) {
            return status;
        }
        if let Some(trap) = self.shell.traps.err.clone() {
            let outer = self.shell.traps.err.take();
            let before = self.shell.clone();
            let maybe = if status.holds() == Some(false) {
                context.clone()
            } else {
                depends(context, "trap ERR")
            };
            self.trapped(&trap, &maybe, out);
            if status.holds().is_none() {
                self.shell.join(&before);
            }
            self.shell.traps.err = outer;
        }
        let level = self.shell_level();
        match (self.shell.options.errexit, status.holds()) {
            (Sure::No, _) => status,
            (Sure::Yes, Some(false)) => {
                self.jump(level, false, "set -e");
                status
            }
            (Sure::Yes, _) => {
                self.may_jump(level, "set -e");
                // Whoever goes on did not fail.
                self.shell.status = Status::ZERO;
                Status::ZERO
            }
            (Sure::Unknown, _) => {
                self.may_jump(level, "set -e");
                status
            }
        }
    }

    /// The text of a trap.
    pub(super) fn trapped(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        let inner = Context {
            depth: context.depth + 1,
            span: Some(context.span.clone().unwrap_or(0..0)),
            ..context.clone()
        };
        match text.strip_prefix(super::shell::MAYBE) {
            Some(text) => {
                let before = self.shell.clone();
                let _ = self.text(text, &depends(&inner, "trap"), out);
                self.shell.join(&before);
            }
            None => {
                let _ = self.text(text, &inner, out);
            }
        }
    }

    /// A shell ends: its `EXIT` trap is run.
    pub(super) fn end_of_shell(&mut self, context: &Context, out: &mut Vec<Invocation>) {
        let Some(trap) = self.shell.traps.exit.take() else {
            return;
        };
        self.shell.gone = None;
        let context = self.doubted(context);
        self.trapped(&trap, &context, out);
    }

    /// Does something in a shell of its own, and takes back what it did to the shell.
    pub(super) fn apart(
        &mut self,
        context: &Context,
        out: &mut Vec<Invocation>,
        does: impl FnOnce(&mut Self, &Context, &mut Vec<Invocation>) -> Status,
    ) -> Status {
        let before = self.shell.clone();
        let deeper = self.doubted(context);
        self.shell.doubts.clear();
        self.shell.traps.exit = None;
        self.shell.options.interactive = false;
        let level = self.open(Level::Shell);
        let escapes = std::mem::take(&mut self.escapes);
        let mut status = does(self, &deeper, out);
        let jumps = !self.escapes.is_empty() || self.shell.gone.is_some();
        self.close(level);
        if self.shell.traps.exit.is_some() {
            self.end_of_shell(&deeper, out);
            status = Status::Unknown;
        }
        self.escapes = escapes;
        let after = std::mem::replace(&mut self.shell, before);
        self.shell.io = after.io;
        self.shell.files = after.files;
        self.levels.truncate(level);
        if jumps { after.status } else { status }
    }

    /// A text in a shell of its own, whose variables and folder are gone afterwards.
    pub(super) fn subshell(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let deeper = Context {
            depth: context.depth + 1,
            span: Some(context.span.clone().unwrap_or(0..0)),
            ..context.clone()
        };
        self.apart(&deeper, out, |this, context, out| {
            this.text(text, context, out)
        })
    }

    /// The context for what is written within a command.
    pub(super) fn within(&self, context: &Context, span: Range<usize>) -> Context {
        let mut within = context.clone();
        within.span.get_or_insert(span);
        within.depth += 1;
        within.writes = None;
        within
    }

    /// Whether a text can be told, every character of it.
    pub(super) fn is_known(text: &str) -> bool {
        holes::is_known(text)
    }
}

/// The same, where something decides whether it is run.
pub(super) fn depends(context: &Context, on: &str) -> Context {
    let certainty = match &context.certainty {
        Certainty::Run => Certainty::Depends(Unresolved::Branch(on.to_owned())),
        depends => depends.clone(),
    };
    Context {
        certainty,
        ..context.clone()
    }
}
