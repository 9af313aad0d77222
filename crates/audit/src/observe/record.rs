//! What is kept of a capture: acts, other commands, what was vouched for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::account::Tally;
use super::super::failure::Failure;
use super::super::outcome::Seen;
use super::super::verdict::Binding;
use runproof_capture::{Capture, Kind, Stamp, Status, Whole};
use runproof_shell::{Difference, Effect, Mode, Opaque, Sure, Unresolved};

/// What was done, as one capture shows it.
#[derive(Debug)]
pub struct Observation {
    /// The capture.
    pub capture: Capture,
    pub(crate) acts: Vec<Act>,
    pub(crate) others: Vec<Other>,
    pub(crate) vouched: Vec<Vouched>,
    /// Patterns of commands that stand in marks that do not count.
    pub(crate) refused: BTreeSet<usize>,
    /// What may hide an act.
    pub(crate) blinds: Vec<Blind>,
    /// The names of scripts whose text is in the capture, in lower case.
    pub(crate) scripts: BTreeSet<String>,
    /// Computers that a session acted on beside its own.
    pub(crate) reached: BTreeSet<(usize, String)>,
    /// What became of the commands that are neither acts nor changes.
    pub(crate) tally: Tally,
}

/// Where something stands in a capture.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The session.
    pub(crate) session: usize,
    /// Its place among the commands of the session.
    pub(crate) sequence: u32,
    /// The line.
    pub(crate) line: u64,
    /// The line's text, and the bytes of it that hold the command.
    pub(crate) quoted: String,
    /// The bytes of it to mark.
    pub(crate) mark: std::ops::Range<usize>,
    /// The command as typed.
    pub(crate) typed: String,
    /// When.
    pub(crate) time: Option<Stamp>,
    /// On which computer, where it is not the session's.
    pub(crate) host: Where,
    /// Whether a script ran it, and not a person.
    pub(crate) is_scripted: bool,
    /// By what it is known.
    pub(crate) trace: Trace,
}

/// By what a command is known. One that was run leaves several of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Trace {
    /// Its text.
    Text,
    /// Its parameters, as they were bound.
    Bound,
    /// Its process.
    Process,
}

impl Trace {
    pub(super) fn of(kind: Kind<'_>) -> Self {
        match kind {
            Kind::Typed | Kind::ScriptBlock { .. } | Kind::Mark => Self::Text,
            Kind::Bound { .. } => Self::Bound,
            Kind::Process { .. } => Self::Process,
        }
    }
}

/// On which computer something was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Where {
    /// On the session's own.
    Session,
    /// On this one.
    Host(String),
    /// That cannot be told.
    Unknown(Unresolved),
}

/// A command that the plan knows, or one that is like it.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) place: Place,
    /// The patterns that it is, or is like.
    pub(crate) likeness: Vec<(usize, Likeness)>,
    /// What it undoes or makes again, by the place of what was looked for in [`Undoing`].
    ///
    /// [`Undoing`]: super::super::undoing::Undoing
    pub(crate) turns: Vec<(usize, Sure)>,
    /// The looks at what steps did that it may be, by their place in [`Looking`].
    ///
    /// [`Looking`]: super::super::looking::Looking
    pub(crate) looks: Vec<usize>,
    /// Of those looks, what they show: whether that holds.
    pub(crate) holds: BTreeMap<usize, bool>,
    /// Whether the definition allows it beside its steps.
    pub(crate) is_allowed: bool,
    pub(crate) mode: Mode,
    pub(crate) effect: Effect,
    /// What its being run depends on.
    pub(crate) depends: Option<Unresolved>,
    /// Whether it was run; what its line says may deny it.
    pub(crate) was_run: bool,
    pub(crate) failure: Option<Failure>,
    /// Why nothing proves how it ended, though its output was captured.
    pub(crate) unproven: Option<Unproven>,
    pub(crate) status: Option<Status>,
    /// What its output shows, by pattern.
    pub(crate) seen: BTreeMap<usize, Seen>,
    /// The line that its output begins on, and the lines of it that matter.
    pub(crate) output: Option<(u64, Vec<String>)>,
    /// Whether its output was captured.
    pub(crate) whole: Whole,
    /// Whether anything says that it came to an end.
    pub(crate) ended: Ended,
    /// Of a command of a guided script: what it was meant for.
    pub(crate) meant: Option<Meant>,
}

/// Whether anything says that a command came to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Nobody promised to say so.
    Unasked,
    /// A guided script would have said so, and did not.
    Awaited,
    /// It says so.
    Said,
}

/// What a command of a guided script was meant for.
#[derive(Debug, Clone)]
pub(crate) struct Meant {
    /// The step.
    pub(crate) step: String,
    /// The items; none of a script that was rendered without them.
    pub(crate) binding: Binding,
    /// The script's session, and how many commands it had begun with this one: a session that two
    /// captures hold is one.
    pub(crate) twin: (String, u32),
}

/// Why nothing proves how an act ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unproven {
    /// Its errors do not reach the terminal.
    Hidden,
    /// A variable took its errors with its output, and nothing shows it.
    Kept,
    /// It was started as a job, and nobody received what it wrote.
    Started,
    /// This line stands under it, and nothing explains it.
    Unexplained(String),
    /// It is one of several of which one failed.
    OneOfSeveral,
}

/// How like a pattern an act is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// It is that command.
    Same,
    /// It differs so.
    Differs(Vec<Difference>),
    /// That cannot be told.
    Unresolved(Unresolved),
}

/// A command in no step.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    pub(crate) place: Place,
    /// What was run, folded.
    pub(crate) name: String,
    pub(crate) effect: Effect,
    pub(crate) is_allowed: bool,
    /// How often the line was entered.
    pub(crate) times: u64,
}

/// Something that may hide an act.
#[derive(Debug, Clone)]
pub(crate) struct Blind {
    pub(crate) place: Place,
    pub(crate) why: Opaque,
    /// The patterns whose program its text names.
    pub(crate) names: Vec<usize>,
}

/// What the operator of a guided script says of a step.
#[derive(Debug, Clone)]
pub(crate) struct Vouched {
    pub(crate) place: Place,
    pub(crate) step: String,
    /// The question that it answers; empty where that is the one that its step decides.
    pub(crate) question: String,
    /// The items; none where the step is carried out once, or of a script rendered without them.
    pub(crate) binding: Binding,
    /// The computer that it was said on.
    pub(crate) host: Option<String>,
    pub(crate) by: String,
    pub(crate) says: Says,
}

/// What is said of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    /// It was carried out.
    Done,
    /// It was passed over, for this reason.
    Skipped(String),
    /// The answer to its question.
    Answered(bool),
}
