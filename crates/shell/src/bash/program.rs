//! A program of which nothing is known but its words.

use std::ops::Range;
use std::sync::Arc;

use super::super::{Effect, Invocation, Unresolved};
use super::context::{Context, Output};
use super::flow::Status;
use super::holes;
use super::run::Interpreter;
use super::value::{Content, Sure};

impl Interpreter<'_> {
    /// Notes that a program runs that nothing is known of but its words.
    pub(super) fn listed(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut invocation = match context.on {
            // Whether it is there is not known.
            _ if is_relative(&words[0]) && self.shell.believed => {
                self.invocation(words, span, &super::context::depends(context, "cd"))
            }
            super::super::On::Here => self.invocation(words, span, context),
            _ if words[0].starts_with("./") || words[0].starts_with("../") => {
                self.invocation(words, span, &super::context::depends(context, &words[0]))
            }
            _ => self.invocation(words, span, context),
        };
        if self.path_is_set() && matches!(invocation.program, super::super::Program::Named(_)) {
            invocation.certainty = super::context::depends(context, "PATH").certainty;
        }
        let unknown = matches!(invocation.program, super::super::Program::Unknown(_));
        let silent = invocation.effect == Effect::Reads && is_silent(&words[0]);
        out.push(invocation);
        if !silent && context.output != Output::Elsewhere {
            self.write(None, context);
        }
        self.touches_files(words);
        if unknown && !words[0].contains('/') {
            // It may be anything that the shell does itself.
            self.shell.forget_all();
            self.abort(Sure::Unknown, "command");
        }
        Status::Unknown
    }

    /// Whether the search path may have other programs, or none: something stands before what it was.
    pub(super) fn path_is_set(&self) -> bool {
        let is_path = |text: &str| {
            text.chars().next().is_some_and(|first| {
                self.holes.why(first.encode_utf8(&mut [0; 4]))
                    == Some(Unresolved::Variable("PATH".to_owned()))
            })
        };
        match self.shell.content("PATH") {
            Content::Unknown => false,
            Content::Text(text) => !is_path(text),
            _ => true,
        }
    }

    /// A program that is given a file's name may change the file.
    pub(super) fn touches_files(&mut self, words: &[String]) {
        if self.shell.files.is_empty()
            || matches!(
                words[0].as_str(),
                "chmod" | "chown" | "ls" | "cat" | "stat" | "file" | "scp"
            )
        {
            return;
        }
        let names: Vec<String> = self
            .shell
            .files
            .keys()
            .filter(|path| {
                let name = path.rsplit('/').next().unwrap_or(path);
                words
                    .iter()
                    .any(|word| word.contains(name) || holes::has_hole(word))
            })
            .cloned()
            .collect();
        if !names.is_empty() {
            let files = Arc::make_mut(&mut self.shell.files);
            for name in names {
                files.insert(name, None);
            }
        }
    }
}

/// Whether a program is named by a path from the folder.
pub(super) fn is_relative(name: &str) -> bool {
    name.contains('/') && !name.starts_with(['/', holes::HOME])
}

/// Builtins that write nothing.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "cd" | ":" | "true" | "false" | "test" | "[" | "shift" | "let" | "unset" | "sleep" | "read"
    )
}
