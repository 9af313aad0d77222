//! What the shell does itself: folders, variables, `eval`, the ends of shells.

use std::ops::Range;

use super::super::{Certainty, Effect, Invocation, Unresolved};
use super::expand;
use super::path;
use super::run::{Context, Interpreter};

impl Interpreter<'_> {
    /// Runs a builtin; whether the words were one that is done with.
    pub(super) fn builtin(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> bool {
        let arguments = &words[1..];
        match words[0].as_str() {
            "cd" | "pushd" => {
                let invocation = self.invocation(words, span, context);
                out.push(invocation);
                self.change_folder(arguments);
            }
            "popd" => {
                let invocation = self.invocation(words, span, context);
                out.push(invocation);
                self.shell.enter(None);
            }
            "unset" | "read" | "mapfile" | "readarray" | "getopts" | "let" => {
                for argument in arguments {
                    self.shell.forget_named(argument);
                    if words[0] == "unset" {
                        self.shell.functions.remove(argument.as_str());
                    }
                }
                let invocation = self.invocation(words, span, context);
                out.push(invocation);
            }
            "printf"
                if arguments
                    .first()
                    .is_some_and(|first| first.starts_with("-v")) =>
            {
                for argument in arguments.iter().take(2) {
                    self.shell.forget_named(argument);
                }
            }
            "eval" => {
                let deeper = Context {
                    span: Some(span.clone()),
                    depth: context.depth + 1,
                    ..context.clone()
                };
                self.text(&arguments.join(" "), &deeper, out);
            }
            "." | "source" => {
                let why = Unresolved::Script(arguments.first().cloned().unwrap_or_default());
                let why = arguments
                    .first()
                    .and_then(|file| self.holes.why(file))
                    .unwrap_or(why);
                let mut invocation = self.unknown(why, context);
                invocation.span = span.clone();
                out.push(invocation);
                self.shell.forget_all();
            }
            "alias" => {
                for argument in arguments {
                    if let Some((name, text)) = argument.split_once('=')
                        && !expand::has_hole(text)
                    {
                        self.shell.aliases.insert(name.to_owned(), text.to_owned());
                    }
                }
                let invocation = self.invocation(words, span, context);
                out.push(invocation);
            }
            "unalias" => {
                if arguments.iter().any(|argument| argument == "-a") {
                    self.shell.aliases.clear();
                }
                for argument in arguments {
                    self.shell.aliases.remove(argument);
                }
            }
            "set" => {
                let exits = arguments.iter().any(|argument| {
                    argument.len() > 1
                        && argument.starts_with('-')
                        && !argument.starts_with("--")
                        && argument.contains('e')
                });
                if exits || arguments.iter().any(|argument| argument == "errexit") {
                    self.doubt = Some(Unresolved::Branch("set -e".to_owned()));
                }
                let positional = arguments.iter().position(|argument| argument == "--");
                if let Some(at) = positional {
                    self.shell.parameters = Some(arguments[at + 1..].to_vec());
                }
            }
            "shift" => self.shell.parameters = None,
            end @ ("exit" | "return" | "break" | "continue" | "logout") => {
                let typed = context.depth == 0 && context.certainty == Certainty::Run;
                if matches!(end, "exit" | "logout") && typed {
                    // Whose prompt comes next is not known.
                    self.shell.forget_all();
                }
                self.doubt = Some(Unresolved::Branch(end.to_owned()));
            }
            "xargs" => {
                let invocation = self.xargs(words, span, context);
                out.push(invocation);
            }
            _ => return false,
        }
        true
    }

    fn change_folder(&mut self, arguments: &[String]) {
        let folder = arguments
            .iter()
            .find(|argument| *argument == "-" || !argument.starts_with('-'));
        let folder = match folder.map(String::as_str) {
            None => Some("~".to_owned()),
            Some("-") => self.shell.previous.clone(),
            Some(folder) if expand::has_hole(folder) => None,
            Some(folder) if folder.starts_with(['/', '~']) => path::join("/", &path::tidy(folder)),
            // `CDPATH` is rare enough.
            Some(folder) => {
                let from = self.shell.folder.clone();
                from.and_then(|from| path::join(&from, folder))
            }
        };
        self.shell.enter(folder.map(|folder| {
            if folder.len() > 1 {
                folder.trim_end_matches('/').to_owned()
            } else {
                folder
            }
        }));
    }

    /// The command that `xargs` runs, with whatever it reads as its last argument.
    fn xargs(&mut self, words: &[String], span: &Range<usize>, context: &Context) -> Invocation {
        let mut at = 1;
        while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
            let separate = word.len() == 2 && "adEILnPs".contains(&word[1..]);
            at += 1 + usize::from(separate);
        }
        let mut inner = words.get(at..).unwrap_or_default().to_vec();
        if inner.is_empty() {
            inner.push("echo".to_owned());
        }
        let reads = self.holes.hole(Unresolved::Expression(words.join(" ")));
        inner.push(reads.to_string());
        let wraps = matches!(inner[0].as_str(), "sudo" | "ssh" | "sh" | "bash" | "env");
        let mut invocation = self.invocation(&inner, span, context);
        if wraps {
            invocation.effect = Effect::Unknown;
        }
        invocation
    }
}
