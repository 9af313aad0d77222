//! Going through a line as bash does, without running anything.
//!
//! It is an abstract interpretation: what is said of a command holds on every path on which the line
//! can have been run. What is not modelled is `Depends`, a hole, or an unknown program.

use std::collections::HashMap;

use super::super::screen::Numbers;
use super::super::{
    Certainty, Condition, Invocation, Line, Manner, On, Printed, Reach, Said, Tables, Unresolved,
};
use super::context::{Context, Input, Output, depends};
use super::dialect::Kind;
use super::flow::{Level, Status};
use super::holes::{self, Holes};
use super::shell::Shell;
use super::value::{Content, Sure};
use super::{history, pipeline};

/// How deep texts may lie in each other: `ssh` in `ssh`, functions that call functions.
pub(super) const DEEPEST: usize = 12;
/// How deep statements and substitutions may lie in each other, over all texts: each takes room on the
/// stack.
pub(super) const MOST_NESTED: usize = 48;
/// How many statements one line may come to, turns of loops counted, and how many invocations.
const MOST_STATEMENTS: usize = 16 * 1024;
const MOST_COMMANDS: usize = 4096;
/// How much of a session is kept in mind.
const MOST_KNOWN: usize = 8192;

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
    /// How deep statements and substitutions lie in each other at this point.
    pub(super) nested: usize,
    /// How many statements the line may still come to.
    pub(super) left: usize,
    /// Numbers the commands.
    pub(super) numbers: Numbers,
    /// What the line prints itself.
    pub(super) said: Vec<Said>,
    /// When the last command succeeded.
    pub(super) condition: Condition,
    /// The same for each command of the last pipeline.
    pub(super) stages: Vec<Condition>,
    /// How much is seen of the errors of the commands in `<( … )` of the command that is read.
    pub(super) within: Reach,
    /// What the holes stand for that are an output or a status.
    pub(super) origins: HashMap<char, Printed>,
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
            nested: 0,
            left: 0,
            numbers: Numbers::default(),
            said: Vec::new(),
            condition: Condition::Unknown,
            stages: Vec::new(),
            within: Reach::Whole,
            origins: HashMap::new(),
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

    /// What the last line printed itself, in order.
    pub fn said(&self) -> &[Said] {
        &self.said
    }

    /// When the last line succeeded: `$?`.
    pub fn succeeds(&self) -> Condition {
        self.condition.clone()
    }

    /// A line was typed that came to nothing new, and is not read again: how it ended is not known.
    pub fn skip(&mut self, line: &Line<'_>) {
        self.stand_at(line);
        // It holds nothing that would be replaced.
        let _ = self.recalled(line.text);
        self.condition = Condition::Unknown;
        self.stages.clear();
        self.shell.status = super::flow::Status::Unknown;
    }

    /// What a line comes to, every command of it.
    pub fn run_whole(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        self.stand_at(line);
        let mut context = Context {
            on: line.host.map_or(On::Here, |host| On::Host(host.to_owned())),
            certainty: Certainty::Run,
            span: None,
            user: None,
            input: Input::Terminal,
            output: Output::Elsewhere,
            writes: None,
            streams: self.shell.streams.unwrap_or_default(),
            when: Condition::Always,
            manner: Manner::Awaited,
            tested: false,
            depth: 0,
        };
        self.left = MOST_STATEMENTS;
        self.said.clear();
        let mut out = Vec::new();
        if self.shell.size() > MOST_KNOWN {
            self.not_understood(line.text, &context, &mut out);
            out.clear();
            context = depends(&context, "a session too long to be followed");
        }
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
        self.nested = 0;
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
            self.condition = Condition::Unknown;
        }
        self.levels.clear();
        self.escapes.clear();
        self.shell.io = super::io::Io::default();
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
        let is_quiet = commands.is_empty();
        for text in commands {
            let context = self.doubted(context);
            self.trapped(&text, &context, out);
        }
        if self.shell.gone.is_none() {
            self.shell.status = status;
        }
        if !is_quiet {
            self.condition = Condition::Unknown;
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

    /// The last line went to a folder, and the shell says that it could not.
    pub(crate) fn lose_folder(&mut self) {
        self.shell.enter(None);
        self.shell.previous = None;
    }

    /// The computer and the folder are those that the prompt shows.
    fn stand_at(&mut self, line: &Line<'_>) {
        self.seat(line.host);
        if let Some(folder) = line.folder.filter(|folder| folder.starts_with(['/', '~'])) {
            self.shell.arrive(folder);
        }
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

    /// Whether a text can be told, every character of it.
    pub(super) fn is_known(text: &str) -> bool {
        holes::is_known(text)
    }
}
