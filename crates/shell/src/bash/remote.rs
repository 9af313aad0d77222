//! Shells that read their commands: behind `ssh`, from an input, from a file.

use std::ops::Range;

use super::super::{Condition, Effect, Invocation, Manner, On, Streams, Unresolved};
use super::context::{Context, Input, depends};
use super::dialect::Kind;
use super::flow::{Level, Status};
use super::holes;
use super::io::Stream;
use super::run::Interpreter;
use super::shell::Shell;
use super::wrapped::doubt;
use super::wrapper::Around;

/// What a shell would read.
pub(super) enum Script {
    /// These commands.
    Text(String),
    /// What somebody types.
    None,
    /// It cannot be told.
    Unknown(Option<Unresolved>),
}

impl Interpreter<'_> {
    /// `ssh`.
    pub(super) fn remote(
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
        if is_behind(words, host) {
            there.streams = Streams::NOWHERE;
            there.manner = Manner::Beside;
        }
        // Options that are not known may be anything, also the command.
        // One that is empty, or begins with `-`, is no host.
        let end = words
            .iter()
            .position(|word| word.ends_with(host))
            .unwrap_or(0);
        let why = self.holes.why(&words[..=end].concat());
        doubt(&mut there, why);
        if host.is_empty() {
            there = depends(&there, "ssh");
        }
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
        if !self.escapes.is_empty() || self.shell.gone.is_some() {
            self.condition = Condition::Unknown;
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
    pub(super) fn script(&mut self, text: &str, context: &Context, out: &mut Vec<Invocation>) {
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

    /// The commands that a shell would read from an input.
    pub(super) fn script_of(&mut self, input: &Input) -> Script {
        self.shell.io.scripts = self.shell.io.scripts.saturating_add(1);
        match input {
            Input::Terminal => Script::None,
            Input::Nothing => Script::Text(String::new()),
            Input::File(file) => Script::Unknown(Some(Unresolved::Script(holes::shown(file)))),
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
    pub(super) fn shell_of_input(
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
                self.shell.forget_login();
            }
        }
    }

    /// A shell that reads a file.
    pub(super) fn script_file(
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
                let why = why.unwrap_or_else(|| Unresolved::Script(holes::shown(file)));
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
    pub(super) fn written_script(
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
                let unknown = self.unknown(Unresolved::Script(holes::shown(&words[0])), &maybe);
                out.push(unknown);
            }
        }
    }
}

/// `ssh -f`: it goes on in the background.
fn is_behind(words: &[String], host: &str) -> bool {
    let options = words.iter().take_while(|word| !word.ends_with(host));
    let mut letters = options.filter(|word| word.starts_with('-') && !word.starts_with("--"));
    letters
        .any(|word| word.contains('f') && word[1..].bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The shell that the words start.
fn of_words(words: &[String]) -> Kind {
    let program = words.first().map(String::as_str).unwrap_or_default();
    Kind::of_program(program.rsplit('/').next().unwrap_or_default())
}

/// Whether a script's first line names a shell.
pub(super) fn is_shell(line: &str) -> bool {
    let name = line.rsplit(['/', ' ']).next().unwrap_or_default();
    matches!(name, "sh" | "bash" | "dash")
}
