//! What the shell does itself.

mod declare; // `export`, `declare`, `local`, `readonly`, `unset`.
mod ends; // `exit`, `return`, `break`, `continue`, `exec`, `trap`, `kill`.
mod folder; // `cd`, `pushd`, `popd`.
mod print; // `echo`, `printf`, and programs that print what their words say.
mod read; // `read`, `mapfile`.
mod settings; // `set`, `shopt`, `shift`, `alias`.
mod test; // `[`, `test`, `[[`.

pub(super) use print::printed;

use std::ops::Range;

use super::super::{Condition, Invocation, Unresolved};
use super::context::Context;
use super::flow::{Level, Outcome, Status};
use super::holes;
use super::run::Interpreter;
use super::value::Sure;

impl Interpreter<'_> {
    /// Runs a builtin; `None` where the words are none.
    pub(super) fn builtin(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<Outcome> {
        let arguments = &words[1..];
        let status = match words[0].as_str() {
            "cd" => return Some(self.change_folder(words, span, context, out)),
            "pushd" | "popd" => return Some(self.stacked(words, span, context, out)),
            "pwd" => {
                self.noted(words, span, context, out);
                let folder = match self.content_of("PWD") {
                    super::value::Content::Text(folder) => Some(folder + "\n"),
                    _ => None,
                };
                self.write(folder.as_deref(), context);
                Status::ZERO
            }
            ":" | "true" => {
                self.noted(words, span, context, out);
                Status::ZERO
            }
            "false" => {
                self.noted(words, span, context, out);
                Status::Is(1)
            }
            "echo" => {
                self.noted(words, span, context, out);
                let text = print::echo(arguments);
                self.says(text.as_deref(), context, out);
                self.write(text.as_deref(), context);
                Status::ZERO
            }
            "printf" => return Some(self.printed(words, span, context, out).into()),
            "test" | "[" => {
                if words[0] == "test" {
                    self.noted(words, span, context, out);
                }
                let status = self.tested(words);
                let asked = self.asked_by_words(words);
                if status.holds().is_none() && asked != Condition::Unknown {
                    self.condition = asked;
                    return Some(Outcome::from(status));
                }
                status
            }
            "export" | "declare" | "typeset" | "local" | "readonly" => {
                self.declaration(words, &[], span, context, out)
            }
            "unset" => self.unset(words, span, context, out),
            "read" => self.read_line(words, span, context, out),
            "mapfile" | "readarray" => self.read_lines(words, span, context, out),
            "getopts" => {
                self.noted(words, span, context, out);
                for name in ["OPTIND", "OPTARG"] {
                    self.shell.forget(name);
                }
                if let Some(name) = arguments.get(1) {
                    self.shell.forget(name);
                }
                Status::Unknown
            }
            "let" => {
                self.noted(words, span, context, out);
                self.let_be(arguments, context, out)
            }
            "eval" => return Some(self.evaluated(arguments, span, context, out)),
            "." | "source" => self.sourced(words, span, context, out),
            "alias" | "unalias" => self.alias(words, span, context, out),
            "set" => self.set_options(arguments, context, out),
            "shopt" => self.shopt(words, span, context, out),
            "shift" => self.shift(arguments),
            "exit" | "logout" | "return" | "break" | "continue" => self.end(words, context),
            "exec" => return Some(self.exec(words, span, context, out)),
            "command" | "builtin" => return Some(self.unshadowed(words, span, context, out)),
            "trap" => self.trap(words, span, context, out),
            "kill" => self.kill(words, span, context, out),
            "wait" => {
                self.noted(words, span, context, out);
                for pair in arguments.windows(2).filter(|pair| pair[0] == "-p") {
                    self.shell.forget(&pair[1]);
                }
                Status::Unknown
            }
            "enable" | "hash" if !arguments.is_empty() => {
                self.noted(words, span, context, out);
                if arguments
                    .iter()
                    .any(|word| word.starts_with("-p") || word == "-n")
                {
                    // A name stands for something else from now on.
                    if let Some(name) = arguments.last() {
                        let functions = std::sync::Arc::make_mut(&mut self.shell.functions);
                        functions.insert(name.clone(), vec![None]);
                    }
                }
                Status::Unknown
            }
            "fc" => {
                self.not_understood("fc", context, out);
                Status::Unknown
            }
            "history" if arguments.iter().any(|word| word.starts_with("-s")) => {
                self.noted(words, span, context, out);
                Status::Unknown
            }
            _ => return None,
        };
        Some(status.into())
    }

    /// Notes that it was run.
    fn noted(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let invocation = self.invocation(words, span, context);
        out.push(invocation);
    }

    fn evaluated(
        &mut self,
        arguments: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let arguments = match arguments.first() {
            Some(first) if first == "--" => &arguments[1..],
            _ => arguments,
        };
        let deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        let aliases = std::mem::replace(&mut self.line_aliases, self.shell.aliases.clone());
        let text = arguments.join(" ");
        let status = self.text(&text, &deeper, out);
        self.line_aliases = aliases;
        if holes::has_hole(&text) {
            // What it did, a run would have to tell.
            self.shell.forget_all();
            self.abort(Sure::Unknown, "eval");
        }
        status.into()
    }

    fn sourced(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let file = words.get(1).cloned().unwrap_or_default();
        let deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        if let Some(text) = self.file_text(&file) {
            let level = self.open(Level::Function);
            let outer = self.shell.parameters.clone();
            if words.len() > 2 {
                self.shell.parameters = Some(words[2..].to_vec());
            }
            let _ = self.text(&text, &deeper, out);
            self.close(level);
            if words.len() > 2 {
                self.shell.parameters = outer;
            }
            return self.shell.status;
        }
        let why = match self.holes.why(&file) {
            Some(why) => why,
            None => Unresolved::Script(super::holes::shown(&file)),
        };
        let mut invocation = self.unknown(why, context);
        invocation.span = span.clone();
        out.push(invocation);
        self.shell.forget_all();
        self.abort(Sure::Unknown, "source");
        Status::Unknown
    }

    /// `command` and `builtin`: what a name stands for if no function has it.
    fn unshadowed(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let is_builtin = words[0] == "builtin";
        let mut at = 1;
        while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
            at += 1;
            match word.as_str() {
                "--" => break,
                "-p" if !is_builtin => {}
                _ if !is_builtin => {
                    // `command -v` tells what a name stands for.
                    self.noted(words, span, context, out);
                    self.write(None, context);
                    return Status::Unknown.into();
                }
                _ => return Status::Fails.into(),
            }
        }
        let rest = words.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Status::ZERO.into();
        }
        let deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        if deeper.depth > super::run::DEEPEST {
            self.not_understood(&words.join(" "), context, out);
            return Status::Unknown.into();
        }
        if let Some(outcome) = self.builtin(rest, span, &deeper, out) {
            return outcome;
        }
        if is_builtin && !holes::has_hole(&rest[0]) {
            if is_builtin_name(&rest[0]) {
                self.noted(rest, span, context, out);
                self.write(None, context);
                return Status::Unknown.into();
            }
            // No program is run.
            return Status::Fails.into();
        }
        self.program_run(rest, span, &deeper, out).into()
    }
}

/// Builtins that are not modelled: they are listed as they stand.
fn is_builtin_name(name: &str) -> bool {
    matches!(
        name,
        "bg" | "bind"
            | "caller"
            | "compgen"
            | "complete"
            | "compopt"
            | "dirs"
            | "disown"
            | "enable"
            | "fg"
            | "hash"
            | "help"
            | "history"
            | "jobs"
            | "suspend"
            | "times"
            | "type"
            | "ulimit"
            | "umask"
            | "wait"
    )
}
