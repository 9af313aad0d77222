//! Going through a line as bash does, without running anything.

use std::ops::Range;

use super::super::{
    Argument, Certainty, Drive, Effect, Invocation, Line, Mode, On, Program, ProgramPath, Tables,
    Unresolved, Value, Word,
};
use super::expand::{self, Holes};
use super::grammar::{self, Ending, Settings};
use super::shell::Shell;
use super::syntax::{self, Arm, Branch, Link, Redirect, Simple, Statement, Target, Then};
use super::word::Broken;
use super::wrapper::{self, Folder, Wrapped};
use super::{effect, history, options, path, pipeline, spelling};

/// How long a text may be, in bytes, to be read.
const LONGEST: usize = 64 * 1024;
/// How deep texts may lie in each other: `ssh` in `ssh`, functions that call functions.
pub(super) const DEEPEST: usize = 12;
/// How many commands one line may come to.
const MOST_COMMANDS: usize = 4096;

/// A session of bash: what was typed into it so far decides what a line comes to.
pub struct Interpreter<'t> {
    tables: &'t Tables,
    pub(super) shell: Shell,
    pub(super) holes: Holes,
    /// The session's own shell, while a remote one has the prompt, and that one's host.
    outer: Option<(Shell, String)>,
    /// The line before.
    before: Option<String>,
    /// What may have ended the line's shell already.
    pub(super) doubt: Option<Unresolved>,
    /// How many commands the line may still come to.
    left: usize,
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
    /// The file of the system that it writes.
    pub(super) writes: Option<String>,
    pub(super) depth: usize,
}

/// What a command reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// The terminal, or nothing.
    Nothing,
    /// This text.
    Text(String),
    /// This file.
    File(String),
    /// What comes through a pipe, or a loop's input.
    Other,
}

impl<'t> Interpreter<'t> {
    /// A session of which nothing is known yet.
    pub fn new(tables: &'t Tables) -> Self {
        Self {
            tables,
            shell: Shell::default(),
            holes: Holes::default(),
            outer: None,
            before: None,
            doubt: None,
            left: 0,
        }
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
        let text = history::recall(line.text, self.before.as_deref());
        let recalled = matches!(text, std::borrow::Cow::Owned(_));
        let context = Context {
            on: line.host.map_or(On::Here, |host| On::Host(host.to_owned())),
            certainty: Certainty::Run,
            span: recalled.then_some(0..line.text.len()),
            user: None,
            input: Input::Nothing,
            writes: None,
            depth: 0,
        };
        self.doubt = None;
        self.left = MOST_COMMANDS;
        let mut out = Vec::new();
        self.text(&text, &context, &mut out);
        if self.left == 0 {
            out.push(self.unread(&text, &context));
        }
        self.before = (text.len() <= LONGEST).then(|| text.into_owned());
        out
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
    pub(super) fn text(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        if text.len() > LONGEST || context.depth > DEEPEST {
            out.push(self.unread(text, context));
            return;
        }
        let script = grammar::parse(text, Settings::default());
        // A prompt asks for the end of a here-document; nothing is run without it.
        let asks = script.ending == Ending::OpenHeredoc && context.depth == 0;
        if asks {
            self.shell.forget_all();
            out.push(self.unread(text, context));
            return;
        }
        for line in &script.lines {
            self.statements(line, context, out);
        }
        match script.ending {
            Ending::Whole | Ending::OpenHeredoc => {}
            Ending::Refused { from, .. } | Ending::Incomplete(from) | Ending::Unread(from) => {
                // What it did to the shell is not known either.
                self.shell.forget_all();
                let rest = text.get(from..).unwrap_or(text);
                out.push(self.unread(rest, context));
            }
        }
    }

    /// A text in a shell of its own, whose variables and folder are gone afterwards.
    pub(super) fn subshell(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        let deeper = Context {
            depth: context.depth + 1,
            span: Some(context.span.clone().unwrap_or(0..0)),
            ..context.clone()
        };
        self.apart(|this| this.text(text, &deeper, out));
    }

    /// Does something and takes back what it did to the shell.
    fn apart(&mut self, does: impl FnOnce(&mut Self)) {
        let shell = self.shell.clone();
        let doubt = self.doubt.clone();
        does(self);
        self.shell = shell;
        self.doubt = doubt;
    }

    fn statements(
        &mut self,
        statements: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        for statement in statements {
            match &self.doubt {
                Some(doubt) if context.certainty == Certainty::Run => {
                    let doubted = Context {
                        certainty: Certainty::Depends(doubt.clone()),
                        ..context.clone()
                    };
                    self.statement(statement, &doubted, out);
                }
                _ => self.statement(statement, context, out),
            }
        }
    }

    fn statement(
        &mut self,
        statement: &Statement<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        if self.left == 0 {
            return;
        }
        match statement {
            Statement::Simple(simple) => self.simple(simple, context, out),
            Statement::Pipeline(stages, span) => self.pipeline(stages, span, context, out),
            Statement::List(first, rest) => self.list(first, rest, context, out),
            Statement::Group(statements) => self.statements(statements, context, out),
            Statement::Subshell(statements) => {
                self.apart(|this| this.statements(statements, context, out));
            }
            // It runs in a shell of its own.
            Statement::Background(body) => {
                self.apart(|this| this.statement(body, context, out));
            }
            Statement::Coprocess(name, body) => {
                self.apart(|this| this.statement(body, context, out));
                self.shell.forget_named(name.unwrap_or("COPROC"));
            }
            Statement::Negated(body) | Statement::Timed(body) => {
                self.statement(body, context, out);
            }
            Statement::Redirected(body, redirects) => {
                let context = self.redirected(redirects, false, context, out);
                self.statement(body, &context, out);
            }
            Statement::If {
                branches,
                otherwise,
            } => self.branches(branches, otherwise.as_deref(), context, out),
            Statement::Case { word, arms } => self.case(word, arms, context, out),
            Statement::While {
                condition, body, ..
            } => {
                let both: Vec<&Statement<'_>> = condition.iter().chain(body).collect();
                self.settle(&both, context);
                let before = self.shell.clone();
                self.statements(condition, context, out);
                self.looped(body, &depends(context, "while"), out);
                self.shell.meet(&before);
            }
            Statement::For { name, words, body } => {
                self.each(Some(*name), words.as_deref(), body, context, out);
            }
            Statement::Select { name, words, body } => {
                if let Some(words) = words {
                    let within = self.within(context, 0..0);
                    let _ = self.words(words, &within, out);
                }
                self.shell.forget("REPLY");
                self.each(Some(*name), None, body, context, out);
            }
            Statement::ForArithmetic { expressions, body } => {
                for expression in expressions {
                    self.expression(expression, context, out);
                }
                self.each(None, None, body, context, out);
            }
            Statement::Function(name, body) => {
                self.shell
                    .functions
                    .insert((*name).to_owned(), body.clone().into_owned());
            }
            Statement::Arithmetic(text) => self.expression(text, context, out),
            Statement::Condition(_, text) => {
                let context = self.within(context, 0..0);
                self.inner_commands(text, &context, out);
            }
        }
    }

    /// An expression of arithmetic, which may set any variable that it names.
    fn expression(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        self.shell.forget_named(text);
        let context = self.within(context, 0..0);
        self.inner_commands(text, &context, out);
    }

    /// `if`: the first condition is run; each further one, and each body, may be.
    fn branches(
        &mut self,
        branches: &[Branch<'_>],
        otherwise: Option<&[Statement<'_>]>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let branch = depends(context, "if");
        let mut after: Option<Shell> = None;
        let mut met = |shell: &Shell| match &mut after {
            Some(after) => after.meet(shell),
            None => after = Some(shell.clone()),
        };
        for (at, Branch { condition, body }) in branches.iter().enumerate() {
            let certain = if at == 0 { context } else { &branch };
            self.statements(condition, certain, out);
            let before = self.shell.clone();
            self.statements(body, &branch, out);
            met(&self.shell);
            self.shell = before;
        }
        self.statements(otherwise.unwrap_or_default(), &branch, out);
        met(&self.shell);
        if let Some(after) = after {
            self.shell = after;
        }
    }

    /// `case`: any arm may be run, and with `;&` and `;;&` the one after it.
    fn case(&mut self, word: &str, arms: &[Arm<'_>], context: &Context, out: &mut Vec<Invocation>) {
        let within = self.within(context, 0..0);
        let _ = self.word(word, &within, out);
        let before = self.shell.clone();
        let mut after = before.clone();
        let branch = depends(context, "case");
        let within = self.within(&branch, 0..0);
        let mut goes_on = false;
        for arm in arms {
            if goes_on {
                self.shell.meet(&before);
            } else {
                self.shell = before.clone();
            }
            for pattern in &arm.patterns {
                let _ = self.word(pattern, &within, out);
            }
            self.statements(&arm.body, &branch, out);
            after.meet(&self.shell);
            goes_on = arm.then != Then::End;
        }
        self.shell = after;
    }

    /// Forgets what a loop's body may change, so that it can be gone through once for all its turns.
    fn settle(&mut self, body: &[&Statement<'_>], context: &Context) {
        if context.depth > DEEPEST {
            self.shell.forget_all();
            return;
        }
        let before = self.shell.clone();
        let mut unseen = Vec::new();
        let deeper = Context {
            depth: context.depth + 2,
            ..context.clone()
        };
        for statement in body {
            self.statement(statement, &deeper, &mut unseen);
        }
        self.shell.meet(&before);
    }

    /// A loop's body, which `break` ends.
    fn looped(&mut self, body: &[Statement<'_>], context: &Context, out: &mut Vec<Invocation>) {
        let doubt = self.doubt.clone();
        self.statements(body, context, out);
        if matches!(&self.doubt, Some(Unresolved::Branch(name)) if name == "continue") {
            self.doubt = doubt;
        }
    }

    fn each(
        &mut self,
        name: Option<&str>,
        values: Option<&[&str]>,
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let words = match values {
            Some(values) => self.words(values, &self.within(context, 0..0), out).ok(),
            None => None,
        };
        let doubt = self.doubt.clone();
        match (name, words) {
            (Some(name), Some(words)) if !words.iter().any(|word| expand::has_hole(word)) => {
                for word in words {
                    self.shell.set(name, vec![word]);
                    // A `break` in an earlier turn may have ended the loop.
                    let certainty = match (&self.doubt, &context.certainty) {
                        (Some(doubt), Certainty::Run) => Certainty::Depends(doubt.clone()),
                        (_, certainty) => certainty.clone(),
                    };
                    let turn = Context {
                        certainty,
                        ..context.clone()
                    };
                    self.looped(body, &turn, out);
                }
            }
            (name, _) => {
                let statements: Vec<&Statement<'_>> = body.iter().collect();
                if let Some(name) = name {
                    self.shell.forget(name);
                }
                self.settle(&statements, context);
                let before = self.shell.clone();
                self.looped(body, &depends(context, "for"), out);
                self.shell.meet(&before);
            }
        }
        if matches!(&self.doubt, Some(Unresolved::Branch(name)) if name == "break") {
            self.doubt = doubt;
        }
    }

    fn list(
        &mut self,
        first: &Statement<'_>,
        rest: &[(Link, Statement<'_>)],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        self.statement(first, context, out);
        let mut sure = self.shell.clone();
        for (link, statement) in rest {
            if *link == Link::Or {
                // What came after `&&` may not have been run.
                self.shell.meet(&sure);
                sure = self.shell.clone();
            }
            self.statement(statement, &depends(context, link.text()), out);
        }
        self.shell.meet(&sure);
    }

    fn pipeline(
        &mut self,
        stages: &[Statement<'_>],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let mut heads: Vec<Invocation> = Vec::new();
        let mut tail: Vec<Invocation> = Vec::new();
        let mut beside = Vec::new();
        for (at, stage) in stages.iter().enumerate() {
            let mut found = Vec::new();
            let mut inner = context.clone();
            if at > 0 {
                inner.input = Input::Other;
            }
            self.apart(|this| this.statement(stage, &inner, &mut found));
            out.extend(found.extract_if(.., |found| found.substituted));
            if at == 0 {
                heads = found;
            } else if found.len() == 1 {
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
    }

    fn redirected(
        &mut self,
        redirects: &[Redirect<'_>],
        simple: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Context {
        let mut inner = context.clone();
        let within = self.within(context, 0..0);
        for redirect in redirects {
            match &redirect.target {
                Target::Duplicate(_) => {}
                Target::Input(target) => {
                    inner.input = match self.word(target, &within, out) {
                        Ok(file) if file == "/dev/null" => Input::Nothing,
                        Ok(file) if simple => Input::File(file),
                        _ => Input::Other,
                    };
                }
                Target::Output(target) | Target::Append(target) | Target::Both(target) => {
                    let file = self.word(target, &within, out).unwrap_or_default();
                    let file = match &self.shell.folder {
                        Some(folder) => path::join(folder, &file).unwrap_or(file),
                        None => file,
                    };
                    if effect::is_system_path(&file) {
                        inner.writes = Some(file);
                    }
                }
                Target::Heredoc { text, literal, .. } => {
                    inner.input = Input::Text(if *literal {
                        text.clone().into_owned()
                    } else {
                        self.heredoc(text, &within, out)
                    });
                }
                Target::Word(word) => {
                    inner.input = match self.word(word, &within, out) {
                        Ok(text) => Input::Text(text),
                        Err(Broken) => Input::Other,
                    };
                }
            }
        }
        inner
    }

    /// The context for what is written within a command.
    fn within(&self, context: &Context, span: Range<usize>) -> Context {
        let mut within = context.clone();
        within.span.get_or_insert(span);
        within.depth += 1;
        within.input = Input::Nothing;
        within.writes = None;
        within
    }

    fn simple(&mut self, simple: &Simple<'_>, context: &Context, out: &mut Vec<Invocation>) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let redirected;
        let context = if simple.redirects.is_empty() {
            context
        } else {
            redirected = self.redirected(&simple.redirects, true, context, out);
            &redirected
        };
        let span = context.span.clone().unwrap_or_else(|| simple.span.clone());
        let within = if simple.words.is_empty() && simple.assignments.is_empty() {
            None
        } else {
            Some(self.within(context, span.clone()))
        };
        if let Some(within) = &within {
            for assignment in &simple.assignments {
                self.assign(assignment, simple.words.is_empty(), within, out);
            }
            for assignment in &simple.declared {
                self.assign(assignment, true, within, out);
            }
        }
        if simple.words.is_empty() {
            // `> /etc/x` alone empties the file.
            if context.writes.is_some() {
                self.command(vec![":".to_owned()], &span, context, out);
            }
            return;
        }
        if let Some(alias) = self.alias(&simple.words) {
            let deeper = Context {
                span: Some(span),
                depth: context.depth + 1,
                ..context.clone()
            };
            self.text(&alias, &deeper, out);
            return;
        }
        let Some(within) = within else {
            return;
        };
        match self.words(&simple.words, &within, out) {
            // What is substituted in it was run.
            Ok(words) if words.first().is_some_and(|word| word == "[") => {}
            Ok(words) => self.command(words, &span, context, out),
            Err(Broken) => {
                let context = Context {
                    span: Some(span),
                    ..context.clone()
                };
                let text = simple.words.join(" ");
                out.push(self.unread(&text, &context));
            }
        }
    }

    /// The text that an alias stands for, with the other words behind it.
    fn alias(&mut self, words: &[&str]) -> Option<String> {
        let name = words.first()?;
        let text = self.shell.aliases.get(*name)?.clone();
        // Within its own text it is no alias any more.
        let text = match text.split_ascii_whitespace().next() {
            Some(first) if first == *name => format!("\\{}", text.trim_start()),
            _ => text,
        };
        Some(format!("{text} {}", words[1..].join(" ")))
    }

    fn assign(
        &mut self,
        assignment: &syntax::Assignment<'_>,
        stays: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let mut values = Vec::new();
        if assignment.array {
            match self.words(&assignment.value, context, out) {
                Ok(words) => values = words,
                Err(Broken) => return self.shell.forget(assignment.name),
            }
        } else {
            for word in &assignment.value {
                match self.word(word, context, out) {
                    Ok(value) => values.push(value),
                    Err(Broken) => return self.shell.forget(assignment.name),
                }
            }
        }
        if !stays {
            return;
        }
        if let Some((array, _)) = assignment.name.split_once('[') {
            return self.shell.forget(array);
        }
        // A pattern among an array's words may be any number of them.
        if assignment.array && values.iter().any(|value| expand::has_hole(value)) {
            return self.shell.forget(assignment.name);
        }
        if assignment.adds {
            let Some(before) = self.shell.value(assignment.name) else {
                return;
            };
            let mut before = before.to_vec();
            if assignment.array {
                before.extend(values);
            } else {
                match (before.first_mut(), values.first()) {
                    (Some(first), Some(value)) => first.push_str(value),
                    _ => return self.shell.forget(assignment.name),
                }
            }
            values = before;
        }
        self.shell.set(assignment.name, values);
    }

    /// A command whose words are ready.
    pub(super) fn command(
        &mut self,
        words: Vec<String>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let Some(name) = words.first() else {
            return;
        };
        if context.depth > DEEPEST {
            let text = words.join(" ");
            out.push(self.unread(&text, context));
            return;
        }
        if let Some(body) = self.shell.functions.get(name).cloned() {
            let deeper = Context {
                span: Some(span.clone()),
                depth: context.depth + 1,
                ..context.clone()
            };
            let parameters = words[1..].to_vec();
            let outer = self.shell.parameters.replace(parameters);
            let doubt = self.doubt.clone();
            self.text(&body, &deeper, out);
            self.shell.parameters = outer;
            if matches!(&self.doubt, Some(Unresolved::Branch(name)) if name == "return") {
                self.doubt = doubt;
            }
            return;
        }
        if self.builtin(&words, span, context, out) {
            return;
        }
        let program = standard(name).to_owned();
        let Some(wrapped) = wrapper::wrapped(&program, &words[1..]) else {
            let invocation = self.invocation(&words, span, context);
            out.push(invocation);
            return;
        };
        let mut deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        match wrapped {
            Wrapped::Command { at, user, folder } => {
                deeper.user = user.or(deeper.user);
                let rest = words[1 + at..].to_vec();
                let before = self.move_to(folder);
                // What a shell does itself has no other program's privileges: `sudo cd` is nothing.
                self.outside(rest, &program, span, &deeper, out);
                self.shell.folder = before;
                if program == "exec" {
                    self.doubt = Some(Unresolved::Branch(program));
                }
            }
            Wrapped::Text {
                text,
                parameters,
                user,
                folder,
            } => {
                deeper.user = user.or(deeper.user);
                self.apart(|this| {
                    this.move_to(folder);
                    this.shell.parameters = Some(parameters);
                    this.fresh_names();
                    this.text(&text, &deeper, out);
                });
            }
            Wrapped::Remote { host, text } => self.remote(&words, &host, text, span, &deeper, out),
            Wrapped::Input => self.shell_of_input(&words, span, &deeper, out),
            Wrapped::Login => {
                let invocation = self.invocation(&words, span, context);
                out.push(invocation);
                self.shell.forget_all();
            }
            Wrapped::Nothing => {
                let invocation = self.invocation(&words, span, context);
                out.push(invocation);
            }
        }
    }

    /// A program that a wrapper runs: no function or alias of the shell's.
    fn outside(
        &mut self,
        words: Vec<String>,
        wrapper: &str,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        if matches!(wrapper, "command" | "builtin" | "exec" | "time") {
            // `time` runs functions too; these do not, yet builtins.
            if wrapper == "time" || !self.shell.functions.contains_key(&words[0]) {
                self.command(words, span, context, out);
                return;
            }
        }
        self.apart(|this| {
            this.shell.functions.clear();
            this.shell.aliases.clear();
            this.command(words, span, context, out);
        });
    }

    /// A new shell has the variables that were exported only, and no functions.
    fn fresh_names(&mut self) {
        self.shell.functions.clear();
        self.shell.aliases.clear();
    }

    fn move_to(&mut self, folder: Folder) -> Option<String> {
        let before = self.shell.folder.clone();
        match folder {
            Folder::Same => {}
            Folder::Unknown => self.shell.folder = None,
            Folder::To(folder) => {
                self.shell.folder = before.as_deref().and_then(|from| path::join(from, &folder));
            }
        }
        before
    }

    /// `ssh`.
    fn remote(
        &mut self,
        words: &[String],
        host: &str,
        text: Option<String>,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let on = match self.holes.why(host) {
            Some(why) => On::Unknown(why),
            None => On::Host(host.to_owned()),
        };
        let mut there = Context {
            on,
            user: None,
            ..context.clone()
        };
        let text = match (text, &context.input) {
            (Some(text), _) => text,
            (None, Input::Text(text)) => {
                let text = text.clone();
                there.input = Input::Nothing;
                text
            }
            (None, Input::File(file)) => {
                let why = Unresolved::Script(file.clone());
                out.push(self.unknown(why, &there));
                return;
            }
            (None, Input::Other) => {
                let why = Unresolved::Expression(words.join(" "));
                out.push(self.unknown(why, &there));
                return;
            }
            (None, Input::Nothing) => {
                let mut invocation = self.invocation(words, span, context);
                invocation.effect = Effect::Reads;
                out.push(invocation);
                return;
            }
        };
        let own = std::mem::replace(&mut self.shell, Shell::remote());
        let doubt = self.doubt.take();
        self.text(&text, &there, out);
        self.shell = own;
        self.doubt = doubt;
    }

    /// A shell that reads commands.
    fn shell_of_input(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        match &context.input {
            Input::Text(text) => {
                let text = text.clone();
                let inner = Context {
                    input: Input::Nothing,
                    ..context.clone()
                };
                self.apart(|this| {
                    this.fresh_names();
                    this.text(&text, &inner, out);
                });
            }
            Input::File(file) => {
                let why = Unresolved::Script(file.clone());
                out.push(self.unknown(why, context));
            }
            Input::Other => {
                let why = Unresolved::Expression(words.join(" "));
                out.push(self.unknown(why, context));
            }
            Input::Nothing => {
                let mut invocation = self.invocation(words, span, context);
                invocation.effect = Effect::Reads;
                out.push(invocation);
                self.shell.forget_all();
            }
        }
    }

    /// An invocation of which nothing is known.
    pub(super) fn unknown(&self, why: Unresolved, context: &Context) -> Invocation {
        Invocation {
            program: Program::Unknown(why),
            arguments: Vec::new(),
            piped: Vec::new(),
            words: None,
            user: self.user(context),
            substituted: false,
            on: context.on.clone(),
            folder: self.shell.folder.clone(),
            mode: Mode::Real,
            certainty: context.certainty.clone(),
            effect: Effect::Unknown,
            span: context.span.clone().unwrap_or(0..0),
        }
    }

    fn unread(&self, text: &str, context: &Context) -> Invocation {
        const SHOWN: usize = 200;
        let mut end = text.len().min(SHOWN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let shown: String = text[..end]
            .trim()
            .chars()
            .filter(|c| !expand::has_hole(&c.to_string()))
            .collect();
        // A hole in the place of the whole text says more than that it does not parse.
        let why = match self.holes.why(text) {
            Some(why) if shown.trim().is_empty() => why,
            _ => Unresolved::Syntax(shown),
        };
        let mut unread = self.unknown(why, context);
        if context.span.is_none() {
            unread.span = 0..text.len();
        }
        unread
    }

    /// The invocation of a program.
    pub(super) fn invocation(
        &self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
    ) -> Invocation {
        let name = words.first().map_or("", String::as_str);
        let mut rest = words.get(1..).unwrap_or_default().to_vec();
        let given = rest.iter().map(|word| self.given(word)).collect();
        let mut program = self.program(name);
        let mut known = None;
        let mut effect = Effect::Unknown;
        let base = match &program {
            Program::Named(name) => Some(name.clone()),
            Program::File(path) => path.parts.last().cloned(),
            Program::Unknown(_) => None,
        };
        if let Some(base) = base {
            if matches!(program, Program::Named(_)) {
                effect = effect::of(&base, &rest);
            }
            if let Some(first) = rest.first()
                && let Some(both) = self.find(&format!("{base} {first}"))
            {
                known = Some(both);
                if let Program::Named(name) = &mut program {
                    name.clone_from(&both.name);
                    rest.remove(0);
                }
            } else {
                known = self.find(&base);
            }
            spelling::spell(&base, &mut rest);
        }
        let holes = &self.holes;
        let canonical = options::canonical(known, &rest, &|text| holes.value(text));
        let mut arguments = Vec::new();
        if let Some(user) = &context.user {
            arguments.push(argument("sudo -u", holes.value(user)));
        }
        if let Input::File(file) = &context.input {
            arguments.push(argument("<", holes.value(&path::tidy(file))));
        }
        if let Some(file) = &context.writes {
            arguments.push(argument(">", holes.value(file)));
            effect = Effect::Changes;
        } else if let Some(known) = known.and_then(|known| known.effect) {
            effect = known;
        }
        arguments.extend(canonical.arguments);
        let dry = rest.iter().any(|word| {
            word == "--dry-run" || word.starts_with("--dry-run=") && word != "--dry-run=none"
        });
        let dry = dry || (name == "rsync" && rest.iter().any(|word| is_dry_rsync(word)));
        let on = match canonical.computer {
            Some(Value::Known(host)) => On::Host(host),
            Some(Value::Unknown(why)) => On::Unknown(why),
            _ => context.on.clone(),
        };
        Invocation {
            program,
            arguments,
            piped: Vec::new(),
            words: Some(given),
            user: self.user(context),
            substituted: false,
            on,
            folder: self
                .shell
                .folder
                .clone()
                .filter(|folder| !expand::has_hole(folder)),
            mode: if dry { Mode::Simulated } else { Mode::Real },
            certainty: context.certainty.clone(),
            effect,
            span: span.clone(),
        }
    }

    /// A word as the program gets it.
    fn given(&self, word: &str) -> Word {
        if let Some(why) = self.holes.why(word) {
            return Word::Unknown(why);
        }
        if word.starts_with("<(") && word.ends_with(')') {
            return Word::Process;
        }
        match word.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Word::Home(rest.to_owned()),
            _ => Word::Text(word.to_owned()),
        }
    }

    fn user(&self, context: &Context) -> Option<Value> {
        context.user.as_deref().map(|user| self.holes.value(user))
    }

    /// What the definition says about a program of exactly this name.
    fn find(&self, name: &str) -> Option<&'t super::super::Known> {
        self.tables.find(name).filter(|known| known.name == name)
    }

    fn program(&self, name: &str) -> Program {
        if let Some(why) = self.holes.why(name) {
            return Program::Unknown(why);
        }
        let name = standard(name);
        if !name.contains('/') {
            return Program::Named(name.to_owned());
        }
        let parts = |path: &str| -> Vec<String> {
            path.split('/')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let whole = match &self.shell.folder {
            _ if name.starts_with('/') => path::join("/", &path::tidy(name)),
            Some(folder) => path::join(folder, name),
            None => None,
        };
        Program::File(match whole {
            Some(whole) if whole.starts_with('/') => ProgramPath {
                drive: Drive::Root,
                parts: parts(&whole),
            },
            _ => ProgramPath {
                drive: Drive::Unknown(Unresolved::Folder(name.to_owned())),
                parts: parts(name.trim_start_matches("./")),
            },
        })
    }
}

fn argument(name: &str, value: Value) -> Argument {
    Argument {
        parameter: Some(name.to_owned()),
        value,
    }
}

/// A program's name without the folder that the search path has anyway.
fn standard(name: &str) -> &str {
    ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"]
        .into_iter()
        .find_map(|folder| name.strip_prefix(folder))
        .filter(|rest| !rest.contains('/') && !rest.is_empty())
        .unwrap_or(name)
}

fn is_dry_rsync(word: &str) -> bool {
    word.len() > 1
        && word.starts_with('-')
        && !word.starts_with("--")
        && word[1..]
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .any(|byte| byte == b'n')
}

/// The same, where something decides whether it is run.
fn depends(context: &Context, on: &str) -> Context {
    let certainty = match &context.certainty {
        Certainty::Run => Certainty::Depends(Unresolved::Branch(on.to_owned())),
        depends => depends.clone(),
    };
    Context {
        certainty,
        ..context.clone()
    }
}
