//! Programs, and what they run in turn: wrappers, shells within the shell, hosts behind `ssh`.

use std::ops::Range;

use super::super::{Certainty, Effect, Invocation, On, Unresolved};
use super::dialect::Kind;
use super::flow::{Level, Status};
use super::holes;
use super::listed::standard;
use super::run::{Context, Input, Interpreter, Output, depends};
use super::shell::{Shell, Stream};
use super::value::{Content, Sure, Variable};
use super::wrapper::{self, Around, Environment, Folder, User, Wrapped};
use super::{effect, path};

impl Interpreter<'_> {
    /// A program: no function, and nothing that the shell does itself.
    pub(super) fn program_run(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        if context.depth > super::run::DEEPEST {
            self.not_understood(&words.join(" "), context, out);
            return Status::Unknown;
        }
        let program = standard(&words[0]).to_owned();
        if let Some(text) = super::builtin::printed(&program, &words[1..]) {
            let invocation = self.invocation(words, span, context);
            out.push(invocation);
            self.write(Some(&text), context);
            return Status::Unknown;
        }
        match program.as_str() {
            "xargs" => return self.xargs(words, span, context, out),
            "find" => self.found(&words[1..], span, context, out),
            "cat" => return self.concatenated(words, span, context, out),
            "tee" => return self.teed(words, span, context, out),
            _ => {}
        }
        // A word that is not known may be any number of words, options among them.
        let Some(wrapped) = wrapper::wrapped(&program, &words[1..]) else {
            self.reads_input(&program, &words[1..], context);
            self.written_script(words, span, context, out);
            return self.listed(words, span, context, out);
        };
        let mut deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        match wrapped {
            Wrapped::Command(at, around) => {
                if !is_everywhere(&program) {
                    deeper = depends(&deeper, &program);
                }
                let before_command = &words[..=at];
                if before_command.iter().any(|word| holes::has_hole(word)) {
                    let why = self.holes.why(&before_command.concat());
                    doubt(&mut deeper, why);
                }
                let rest = words[1 + at..].to_vec();
                self.around(&around, &mut deeper, out, |this, context, out| {
                    this.program_run(&rest, span, context, out)
                });
            }
            Wrapped::Words(rest, around) => {
                self.around(&around, &mut deeper, out, |this, context, out| {
                    this.program_run(&rest, span, context, out)
                });
            }
            Wrapped::Text(text, around) => {
                let kind = Kind::of_program(&program);
                let is_doubtful = self.doubted_text(kind, &text, &mut deeper, out);
                let status = self.around(&around, &mut deeper, out, |this, context, out| {
                    this.text(&text, context, out)
                });
                if is_doubtful {
                    return Status::Unknown;
                }
                if matches!(program.as_str(), "bash" | "sh" | "dash" | "rbash") {
                    return status;
                }
            }
            Wrapped::Remote {
                host,
                text,
                reads_nothing,
            } => {
                if reads_nothing {
                    deeper.input = Input::Nothing;
                }
                self.remote(words, &host, text, span, &deeper, out);
            }
            Wrapped::Input(around) => self.shell_of_input(words, &around, span, &deeper, out),
            Wrapped::Script(file, around) => {
                self.script_file(words, &file, &around, span, &deeper, out);
            }
            Wrapped::Login => {
                let _ = self.listed(words, span, context, out);
                self.shell.forget_all();
            }
            Wrapped::Nothing => return self.listed(words, span, context, out),
            Wrapped::Unclear => {
                let _ = self.listed(words, span, context, out);
                let why = Unresolved::Expression(words.join(" "));
                let why = self.holes.why(&words.concat()).unwrap_or(why);
                let unknown = self.unknown(why, &depends(&deeper, &program));
                out.push(unknown);
                self.eats(context);
            }
        }
        self.write(None, context);
        Status::Unknown
    }

    /// Does something in a process of its own, as a wrapper starts it.
    fn around(
        &mut self,
        around: &Around,
        context: &mut Context,
        out: &mut Vec<Invocation>,
        does: impl FnOnce(&mut Self, &Context, &mut Vec<Invocation>) -> Status,
    ) -> Status {
        match &around.user {
            User::Same => {}
            User::Root => context.user = None,
            User::Named(user) => context.user = Some(user.clone()),
        }
        self.apart(context, out, |this, context, out| {
            this.enter_child(around);
            does(this, context, out)
        })
    }

    /// The shell becomes one that was started just now.
    fn enter_child(&mut self, around: &Around) {
        let mut child = self.shell.child();
        match around.environment {
            Environment::Kept => {}
            Environment::Empty => child.unset_environment(),
            Environment::Unknown => {
                child.forget_environment();
                child.own_home = false;
            }
        }
        for name in &around.unsets {
            *child.edit(name) = Variable::unset();
        }
        for (name, value) in &around.sets {
            *child.edit(name) = Variable {
                content: Content::Text(value.clone()),
                exported: Sure::Yes,
                ..Variable::default()
            };
        }
        match &around.folder {
            Folder::Same => {}
            Folder::Unknown => child.folder = None,
            Folder::To(folder) => {
                let before = child.folder.clone();
                child.folder = holes::written(folder)
                    .filter(|folder| holes::is_known(folder))
                    .and_then(|folder| path::join(before.as_deref().unwrap_or("/"), &folder));
            }
        }
        let known = !around
            .parameters
            .iter()
            .any(|word| self.may_be_several(word));
        child.parameters = known.then(|| around.parameters.clone());
        for option in &around.options {
            child.options.set_word(option);
        }
        self.shell = child;
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
            None if !holes::is_known(host) => On::Unknown(Unresolved::Variable("HOME".to_owned())),
            None => On::Host(host.to_owned()),
        };
        let mut there = Context {
            on,
            user: None,
            ..context.clone()
        };
        // Options that are not known may be anything, also the command.
        // One that is empty, or begins with `-`, is no host.
        let end = words
            .iter()
            .position(|word| word.ends_with(host))
            .unwrap_or(0);
        let why = self.holes.why(&words[..=end].concat());
        doubt(&mut there, why);
        if self.may_be_several(host) {
            // What stands behind it may be the host.
            let itself = self.invocation(words, span, &depends(context, "ssh"));
            out.push(itself);
        }
        let script = match text {
            Some(_) => None,
            None => match self.script_of(&context.input) {
                Script::Text(text) if !text.is_empty() => Some(text),
                Script::None | Script::Text(_) => {
                    let mut invocation = self.invocation(words, span, context);
                    invocation.effect = Effect::Reads;
                    out.push(invocation);
                    return;
                }
                Script::Unknown(why) => {
                    let why = why.unwrap_or_else(|| Unresolved::Expression(words.join(" ")));
                    let unknown = self.unknown(why, &there);
                    out.push(unknown);
                    self.eats(context);
                    return;
                }
            },
        };
        let mut shell = Shell::remote();
        shell.io = std::mem::take(&mut self.shell.io);
        let there = self.doubted(&there);
        let own = std::mem::replace(&mut self.shell, shell);
        let escapes = std::mem::take(&mut self.escapes);
        let level = self.open(Level::Shell);
        match (text, script) {
            (Some(text), _) => {
                let _ = self.text(&text, &there, out);
            }
            (None, script) => self.script(&script.unwrap_or_default(), &there, out),
        }
        self.close(level);
        self.end_of_shell(&there, out);
        let after = std::mem::replace(&mut self.shell, own);
        self.shell.io = after.io;
        self.escapes = escapes;
        self.levels.truncate(level);
        // The client reads all that there is to read.
        self.eats(context);
    }

    /// A script that a shell reads from its input, from which the commands in it read as well.
    fn script(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
        let input = self.new_stream(Stream::Script(false));
        let inner = Context {
            input: input.clone(),
            depth: context.depth + 1,
            ..context.clone()
        };
        let _ = self.text(text, &inner, out);
        if let Input::Stream(at) = input {
            self.set_stream(at, Stream::Unknown);
        }
    }

    pub(super) fn set_stream(&mut self, at: usize, stream: Stream) {
        if let Some(own) = self.shell.io.streams.get_mut(at) {
            *own = stream;
        }
    }

    /// The commands that a shell would read from an input.
    fn script_of(&mut self, input: &Input) -> Script {
        match input {
            Input::Terminal => Script::None,
            Input::Nothing => Script::Text(String::new()),
            Input::File(file) => Script::Unknown(Some(Unresolved::Script(file.clone()))),
            Input::Stream(at) => match self.shell.io.streams.get(*at) {
                Some(Stream::Text(text)) => {
                    let text = text.clone();
                    self.set_stream(*at, Stream::Text(String::new()));
                    Script::Text(text)
                }
                Some(Stream::Script(_)) | Some(Stream::Unknown) | None => Script::Unknown(None),
            },
        }
    }

    /// A shell that reads commands.
    fn shell_of_input(
        &mut self,
        words: &[String],
        around: &Around,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        match self.script_of(&context.input) {
            Script::Text(text) => {
                let mut context = context.clone();
                self.doubted_text(of_words(words), &text, &mut context, out);
                self.around(around, &mut context, out, |this, context, out| {
                    this.script(&text, context, out);
                    Status::Unknown
                });
            }
            Script::Unknown(why) => {
                let why = why.unwrap_or_else(|| Unresolved::Expression(words.join(" ")));
                let unknown = self.unknown(why, context);
                out.push(unknown);
                self.eats(context);
            }
            Script::None => {
                let mut invocation = self.invocation(words, span, context);
                invocation.effect = Effect::Reads;
                out.push(invocation);
                self.shell.forget_all();
            }
        }
    }

    /// A shell that reads a file.
    fn script_file(
        &mut self,
        words: &[String],
        file: &str,
        around: &Around,
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        match self.file_text(file) {
            Some(text) => {
                let mut context = context.clone();
                self.doubted_text(of_words(words), &text, &mut context, out);
                self.around(around, &mut context, out, |this, context, out| {
                    this.text(&text, context, out)
                });
            }
            None => {
                let _ = self.listed(words, span, context, out);
                let why = self.holes.why(file);
                let why = why.unwrap_or_else(|| Unresolved::Script(file.to_owned()));
                let unknown = self.unknown(why, &depends(context, "script"));
                out.push(unknown);
                self.eats(context);
            }
        }
    }

    /// The text of a file that the session wrote, where that is known.
    pub(super) fn file_text(&self, file: &str) -> Option<String> {
        if holes::has_hole(file) {
            return None;
        }
        let path = self.whole_path(file)?;
        self.shell.files.get(&path).cloned().flatten()
    }

    /// `./x.sh`, where the session wrote it.
    fn written_script(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        if !words[0].contains('/') || self.shell.files.is_empty() {
            return;
        }
        let Some(path) = self.whole_path(&words[0]) else {
            return;
        };
        let Some(text) = self.shell.files.get(&path).cloned() else {
            return;
        };
        let mut maybe = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..depends(context, "script")
        };
        match text {
            Some(text) if !text.starts_with("#!") || text.lines().next().is_some_and(is_shell) => {
                // Without a first line that says it, this shell reads it itself.
                let said = text.lines().next().filter(|line| line.starts_with("#!"));
                let program = said.and_then(|line| line.rsplit(['/', ' ']).next());
                let kind = Kind::of_program(program.unwrap_or_default());
                self.doubted_text(kind, &text, &mut maybe, out);
                let around = Around {
                    parameters: words[1..].to_vec(),
                    ..Around::default()
                };
                self.around(&around, &mut maybe, out, |this, context, out| {
                    this.text(&text, context, out)
                });
            }
            _ => {
                let unknown = self.unknown(Unresolved::Script(words[0].clone()), &maybe);
                out.push(unknown);
            }
        }
    }

    /// A program may read what the commands behind it would have read.
    fn reads_input(&mut self, program: &str, words: &[String], context: &Context) {
        if !effect::reads_no_input(program, words) {
            self.eats(context);
        }
    }

    /// All of an input may be read.
    pub(super) fn eats(&mut self, context: &Context) {
        if let Input::Stream(at) = context.input {
            match self.shell.io.streams.get(at) {
                Some(Stream::Script(_)) => self.set_stream(at, Stream::Script(true)),
                _ => self.set_stream(at, Stream::Unknown),
            }
        }
    }

    /// `cat`, which passes on what it reads.
    fn concatenated(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut text = Some(String::new());
        let files = match &words[1..] {
            [] => vec!["-".to_owned()],
            files
                if files
                    .iter()
                    .any(|file| file.len() > 1 && file.starts_with('-')) =>
            {
                text = None;
                files.to_vec()
            }
            files => files.to_vec(),
        };
        for file in &files {
            let one = match (file.as_str(), &context.input) {
                ("-", Input::Nothing) => Some(String::new()),
                ("-", Input::Stream(at)) => match self.shell.io.streams.get(*at) {
                    Some(Stream::Text(text)) => {
                        let text = text.clone();
                        self.set_stream(*at, Stream::Text(String::new()));
                        Some(text)
                    }
                    _ => {
                        self.eats(context);
                        None
                    }
                },
                ("-", _) => None,
                (file, _) => self.file_text(file),
            };
            text = match (text, one) {
                (Some(text), Some(one)) => Some(text + &one),
                _ => None,
            };
        }
        let invocation = self.invocation(words, span, context);
        out.push(invocation);
        self.write(text.as_deref(), context);
        Status::Unknown
    }

    /// `tee`, which writes files, too.
    fn teed(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let text = match context.input {
            Input::Stream(at) => match self.shell.io.streams.get(at) {
                Some(Stream::Text(text)) => {
                    let text = text.clone();
                    self.set_stream(at, Stream::Text(String::new()));
                    Some(text)
                }
                _ => {
                    self.eats(context);
                    None
                }
            },
            Input::Nothing => Some(String::new()),
            _ => None,
        };
        let adds = words.iter().any(|word| word == "-a" || word == "--append");
        let invocation = self.invocation(words, span, context);
        out.push(invocation);
        for file in words[1..].iter().filter(|word| !word.starts_with('-')) {
            if let Some(path) = self.whole_path(file) {
                let text = text.clone().filter(|_| !adds);
                std::sync::Arc::make_mut(&mut self.shell.files).insert(path, text);
            }
        }
        self.write(text.as_deref(), context);
        Status::Unknown
    }

    /// The commands that `find` runs for each file that it finds.
    fn found(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let mut rest = words;
        while let Some(at) = rest
            .iter()
            .position(|word| matches!(word.as_str(), "-exec" | "-execdir" | "-ok" | "-okdir"))
        {
            rest = &rest[at + 1..];
            let end = rest.iter().position(|word| word == ";" || word == "+");
            let (command, behind) = rest.split_at(end.unwrap_or(rest.len()));
            rest = behind;
            let file = self.hole("find -exec");
            let command: Vec<String> = command
                .iter()
                .map(|word| word.replace("{}", &file))
                .collect();
            if command.is_empty() {
                continue;
            }
            let maybe = Context {
                depth: context.depth + 1,
                span: Some(span.clone()),
                output: Output::Elsewhere,
                ..depends(context, "find -exec")
            };
            let mut found = Vec::new();
            self.apart(&maybe, &mut found, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
            out.append(&mut found);
        }
    }

    /// The command that `xargs` runs, with what it reads behind it.
    fn xargs(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut at = 1;
        let mut most: Option<usize> = None;
        let mut replaced: Option<String> = None;
        let mut clear = true;
        while let Some(word) = words
            .get(at)
            .filter(|word| word.len() > 1 && word.starts_with('-'))
        {
            at += 1;
            let mut value = |rest: &str| {
                if rest.is_empty() {
                    at += 1;
                    words.get(at - 1).cloned().unwrap_or_default()
                } else {
                    rest.to_owned()
                }
            };
            match word.get(..2) {
                Some("-n") => most = value(&word[2..]).parse().ok(),
                Some("-I") => replaced = Some(value(&word[2..])),
                Some("-L" | "-P" | "-d" | "-s" | "-a" | "-E") => {
                    let _ = value(&word[2..]);
                    clear &= word.starts_with("-P");
                }
                _ if word == "-r" || word == "-t" || word == "--no-run-if-empty" => {}
                _ => clear = false,
            }
        }
        let never_empty = words
            .iter()
            .any(|word| word == "-r" || word == "--no-run-if-empty");
        let mut command = words.get(at..).unwrap_or_default().to_vec();
        if command.is_empty() {
            command.push("echo".to_owned());
        }
        let input = match context.input {
            Input::Stream(at) => match self.shell.io.streams.get(at) {
                Some(Stream::Text(text)) if holes::is_known(text) => Some(text.clone()),
                _ => None,
            },
            Input::Nothing => Some(String::new()),
            _ => None,
        };
        self.eats(context);
        let inner = Context {
            depth: context.depth + 1,
            span: Some(span.clone()),
            input: Input::Nothing,
            ..context.clone()
        };
        let plain = input.filter(|text| clear && !text.contains(['"', '\'', '\\']));
        let Some(text) = plain else {
            let reads = self.hole(&words.join(" "));
            match &replaced {
                Some(mark) if !mark.is_empty() => {
                    command = command
                        .iter()
                        .map(|word| word.replace(mark, &reads))
                        .collect();
                }
                _ => command.push(reads),
            }
            let maybe = depends(&inner, "xargs");
            self.apart(&maybe, out, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
            self.write(None, context);
            return Status::Unknown;
        };
        let mut runs: Vec<Vec<String>> = Vec::new();
        if let Some(mark) = replaced.filter(|mark| !mark.is_empty()) {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let line = line.trim_start();
                runs.push(
                    command
                        .iter()
                        .map(|word| word.replace(&mark, line))
                        .collect(),
                );
            }
        } else {
            let items: Vec<&str> = text.split_ascii_whitespace().collect();
            let most = most.unwrap_or(items.len()).max(1);
            for part in items.chunks(most) {
                let mut all = command.clone();
                all.extend(part.iter().map(|item| (*item).to_owned()));
                runs.push(all);
            }
            if items.is_empty() && !never_empty {
                runs.push(command);
            }
        }
        let level = self.left;
        for (turn, command) in runs.into_iter().enumerate() {
            if self.left == 0 || level == 0 {
                break;
            }
            self.left -= 1;
            // A command that ends with 255 ends `xargs`.
            let inner = if turn > 0 {
                depends(&inner, "xargs")
            } else {
                inner.clone()
            };
            self.apart(&inner, out, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
        }
        self.write(None, context);
        Status::Unknown
    }
}

/// What a shell would read.
enum Script {
    /// These commands.
    Text(String),
    /// What somebody types.
    None,
    /// It cannot be told.
    Unknown(Option<Unresolved>),
}

/// It may be another thing that is run.
fn doubt(context: &mut Context, why: Option<Unresolved>) {
    if let (Certainty::Run, Some(why)) = (&context.certainty, why) {
        context.certainty = Certainty::Depends(why);
    }
}

/// The shell that the words start.
fn of_words(words: &[String]) -> Kind {
    let program = words.first().map(String::as_str).unwrap_or_default();
    Kind::of_program(program.rsplit('/').next().unwrap_or_default())
}

/// Whether every system has a wrapper: where it is missing, nothing is run.
fn is_everywhere(program: &str) -> bool {
    !matches!(
        program,
        "time"
            | "unbuffer"
            | "chronic"
            | "eatmydata"
            | "torsocks"
            | "sshpass"
            | "strace"
            | "caffeinate"
            | "setarch"
            | "dbus-run-session"
            | "doas"
    )
}

/// Whether a script's first line names a shell.
fn is_shell(line: &str) -> bool {
    let name = line.rsplit(['/', ' ']).next().unwrap_or_default();
    matches!(name, "sh" | "bash" | "dash")
}
