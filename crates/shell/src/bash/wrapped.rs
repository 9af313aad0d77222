//! Programs, and what they run in turn: wrappers, shells within the shell, hosts behind `ssh`.

use std::ops::Range;

use super::super::{Certainty, Invocation, Unresolved};
use super::context::{Context, Input, depends};
use super::dialect::Kind;
use super::flow::Status;
use super::holes;
use super::listed::standard;
use super::path;
use super::run::Interpreter;
use super::value::{Content, Sure, Variable};
use super::wrapper::{self, Around, Environment, Folder, User, Wrapped};

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
        let Some(mut wrapped) = wrapper::wrapped(&program, &words[1..]) else {
            self.reads_input(&program, &words[1..], context);
            self.written_script(words, span, context, out);
            return self.listed(words, span, context, out);
        };
        if matches!(program.as_str(), "sh" | "dash")
            && let Wrapped::Text(_, around) | Wrapped::Input(around) | Wrapped::Script(_, around) =
                &mut wrapped
        {
            around.options.insert(0, "-o posix".to_owned());
        }
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
                self.shell.forget_login();
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
    pub(super) fn around(
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
        let aliases = std::mem::take(&mut self.line_aliases);
        let status = self.apart(context, out, |this, context, out| {
            this.enter_child(around);
            does(this, context, out)
        });
        self.line_aliases = aliases;
        status
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

/// It may be another thing that is run.
pub(super) fn doubt(context: &mut Context, why: Option<Unresolved>) {
    if let (Certainty::Run, Some(why)) = (&context.certainty, why) {
        context.certainty = Certainty::Depends(why);
    }
}
