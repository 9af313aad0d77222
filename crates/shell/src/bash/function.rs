//! Functions that are called.

use std::ops::Range;

use super::super::{Certainty, Invocation, Unresolved};
use super::context::Context;
use super::flow::{Level, Status};
use super::holes;
use super::run::Interpreter;
use super::shell::Function;

impl Interpreter<'_> {
    /// A function; where it is not known which body it has, each may be run.
    pub(super) fn called(
        &mut self,
        bodies: &[Option<Function>],
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        if let [Some(body)] = bodies {
            let status = self.call(body, words, &deeper, out);
            return status;
        }
        if deeper.certainty == Certainty::Run {
            let why = Unresolved::Branch(format!("function {}", words[0]));
            deeper.certainty = Certainty::Depends(why);
        }
        if bodies == [None] {
            self.not_understood(&words[0], &deeper, out);
            return Status::Unknown;
        }
        let before = self.shell.clone();
        let mut met: Option<super::shell::Shell> = None;
        for body in bodies {
            self.shell = before.clone();
            match body {
                Some(body) => {
                    let _ = self.call(body, words, &deeper, out);
                }
                None => {
                    let outcome = self.builtin_or_program(words, span, &deeper, out);
                    self.merge(outcome);
                }
            }
            match &mut met {
                Some(met) => met.join(&self.shell),
                None => met = Some(self.shell.clone()),
            }
        }
        if let Some(met) = met {
            self.shell = met;
        }
        Status::Unknown
    }

    pub(super) fn call(
        &mut self,
        function: &Function,
        words: &[String],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        // A word that is not known may be any number of words.
        let parameters = words[1..].to_vec();
        let known = !parameters.iter().any(|word| self.may_be_several(word));
        let outer = std::mem::replace(&mut self.shell.parameters, known.then_some(parameters));
        self.shell.push_frame();
        let level = self.open(Level::Function);
        let escapes = self.escapes.len();
        let aliases = std::mem::replace(&mut self.line_aliases, function.aliases.clone());
        let _ = self.text(&function.body, context, out);
        self.line_aliases = aliases;
        self.close(level);
        for (_, shell) in self.escapes.iter_mut().skip(escapes) {
            shell.pop_frame();
            shell.parameters.clone_from(&outer);
        }
        self.shell.pop_frame();
        self.shell.parameters = outer;
        self.shell.status
    }

    /// Whether a word that has a hole may stand for several, or none.
    pub(super) fn may_be_several(&self, word: &str) -> bool {
        word.contains(holes::SEVERAL)
    }
}
