//! What a statement is run in.

use std::ops::Range;

use super::super::{Certainty, Condition, Manner, On, Streams, Unresolved};
use super::run::{DEEPEST, Interpreter};

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
    /// How much of what it writes reaches the terminal.
    pub(super) streams: Streams,
    /// When it is run, as far as other commands decide that.
    pub(super) when: Condition,
    /// Whether the line waits for it.
    pub(super) manner: Manner,
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
            streams: Streams::NOWHERE,
            when: Condition::Unknown,
            manner: Manner::Awaited,
            tested: true,
            depth: DEEPEST,
        }
    }
}

impl Interpreter<'_> {
    /// The same, where what may have ended the shell before makes it uncertain.
    pub(super) fn doubted(&self, context: &Context) -> Context {
        let certainty = match (&context.certainty, self.shell.doubts.first()) {
            (Certainty::Run, Some((_, why))) => Certainty::Depends(why.clone()),
            (certainty, _) => certainty.clone(),
        };
        let when = match certainty == context.certainty {
            true => context.when.clone(),
            false => Condition::Unknown,
        };
        Context {
            certainty,
            when,
            ..context.clone()
        }
    }

    /// The context for what is written within a command.
    pub(super) fn within(&self, context: &Context, span: Range<usize>) -> Context {
        let mut within = context.clone();
        within.span.get_or_insert(span);
        within.depth += 1;
        within.writes = None;
        within
    }
}

/// The same, where something decides whether it is run.
pub(super) fn depends(context: &Context, on: &str) -> Context {
    depends_for(context, Unresolved::Branch(on.to_owned()))
}

/// The same, where it is run for this reason only.
pub(super) fn depends_for(context: &Context, why: Unresolved) -> Context {
    let certainty = match &context.certainty {
        Certainty::Run => Certainty::Depends(why),
        depends => depends.clone(),
    };
    Context {
        certainty,
        when: Condition::Unknown,
        ..context.clone()
    }
}
