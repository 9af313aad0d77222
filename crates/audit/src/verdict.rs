//! What the audit says: a verdict that cannot be built without its evidence.
//!
//! It holds no prose: a message is an id of `runproof.ftl` and its arguments, so that a report can
//! be written in any language.

use super::account::Tally;
use runproof_capture::{Capture, Gap};
use runproof_shell::Effect;

/// The verdict of a change.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The whole, in a word.
    pub overall: Overall,
    /// What was held against what, by whom.
    pub provenance: Provenance,
    /// What was read.
    pub captures: Vec<Capture>,
    /// Every step of the plan, in its order.
    pub steps: Vec<StepResult>,
    /// What was found, gravest first, waived ones among them.
    pub findings: Vec<Finding>,
    /// What is missing in the captures: the capture's index, and the gap.
    pub gaps: Vec<(usize, Gap)>,
    /// Files that could not be read as captures.
    pub refused: Vec<Refused>,
    /// Hosts of the change without a capture.
    pub uncovered: Vec<String>,
    /// Commands in no step.
    pub unplanned: Vec<Unplanned>,
    /// Control totals.
    pub totals: Totals,
    /// What was assumed.
    pub assumptions: Vec<Message>,
    /// The total cost of the deviations, the least possible.
    pub cost: i64,
    /// Who accepts what is not proven: all of it, or nobody does.
    pub accepted: Vec<Waived>,
}

/// A file that could not be read as a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its path, as given.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Whether somebody handed it in as a capture: what it holds may be an act that nothing shows. What is
    /// empty, or merely lies in a folder, holds none.
    pub is_evidence: bool,
}

/// The whole, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overall {
    /// Every expected step is evidenced, in order, with the expected outcome.
    Conformant,
    /// Something is provably not as planned.
    Deviating,
    /// Nothing is provably wrong, but evidence is lacking. It stays so where somebody accepts that.
    Inconclusive,
}

/// What was held against what, by whom.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// The runbook's id.
    pub runbook: String,
    /// Its revision.
    pub revision: String,
    /// SHA-256 of its text.
    pub runbook_sha256: String,
    /// The variant.
    pub variant: String,
    /// The change.
    pub change: String,
    /// SHA-256 of the change file's text.
    pub change_sha256: String,
    /// The change window, as written.
    pub window: Option<(String, String)>,
    /// The zone of captures that give local time.
    pub timezone: Option<String>,
    /// How far clocks of different computers may differ, in seconds.
    pub clock_skew: i64,
    /// The values that the change binds, by name.
    pub parameters: Vec<(String, Vec<String>)>,
    /// The answers that the change gives.
    pub answers: Vec<(String, bool)>,
    /// The version of the program.
    pub tool: String,
    /// When the audit was made, as given.
    pub as_of: Option<String>,
    /// Who made it, as given.
    pub by: Option<String>,
}

/// A step and what came of it.
#[derive(Debug, Clone)]
pub struct StepResult {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: u32,
    /// What people call it: "8", or "3.2" where there are several procedures.
    pub label: String,
    /// The gravest status of its occurrences.
    pub status: Status,
    /// Why it does not apply, or how the change answers its question.
    pub because: Option<Message>,
    /// Its occurrences; none where it does not apply.
    pub occurrences: Vec<OccurrenceResult>,
}

/// An expected act and what came of it.
#[derive(Debug, Clone)]
pub struct OccurrenceResult {
    /// What it is for: `pool` and `server` with their values, outermost first.
    pub binding: Binding,
    /// What came of it.
    pub status: Status,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Who vouches for it, where nothing else shows it.
    pub vouched: Option<Message>,
    /// The commands that the plan has for it.
    pub expected: Vec<String>,
}

/// Items and their values, outermost first.
pub type Binding = Vec<(String, String)>;

/// What came of a step or an occurrence. The order is from good to grave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// The plan does not want it in this change; the reason, as the plan has it.
    NotApplicable,
    /// Carried out, and evidenced.
    Evidenced,
    /// Somebody vouches for it.
    Attested,
    /// What was found about it is waived.
    Waived(Code),
    /// The code of the gravest finding about it.
    Found(Code),
}

/// The codes of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A capture covers that host and time, and the step is not in it.
    Missing,
    /// Carried out, and its own output shows an error.
    Failed,
    /// A state that the plan waits for was not reached by the last look.
    NotReached,
    /// The right command with another parameter, switch or value.
    WrongArgument,
    /// The right program from another place.
    WrongPath,
    /// Carried out on a host that the plan does not name.
    WrongHost,
    /// Provably before a step that it had to follow.
    OutOfOrder,
    /// Only with `-WhatIf`.
    Simulated,
    /// Carried out, and then undone by what is not in the plan, or not there.
    Undone,
    /// A command that changes something and is in no step.
    UnplannedChange,
    /// Outside the change window.
    OutsideWindow,
    /// No capture covers it.
    NoEvidence,
    /// Carried out, but the captures do not hold the output that would show its outcome.
    OutcomeUnseen,
    /// A step by hand that nobody attested.
    Unattested,
    /// The captures' clocks cannot tell the order.
    OrderUnproven,
    /// Carried out again.
    Repeated,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Provably not as planned.
    Error,
    /// Evidence is lacking.
    Inconclusive,
    /// Worth knowing.
    Note,
}

impl Code {
    /// Every code, gravest first.
    pub const ALL: [Self; 16] = [
        Self::Missing,
        Self::Failed,
        Self::NotReached,
        Self::WrongArgument,
        Self::WrongPath,
        Self::WrongHost,
        Self::OutOfOrder,
        Self::Simulated,
        Self::Undone,
        Self::UnplannedChange,
        Self::OutsideWindow,
        Self::NoEvidence,
        Self::OutcomeUnseen,
        Self::Unattested,
        Self::OrderUnproven,
        Self::Repeated,
    ];

    /// The name that is printed, waived and explained.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Failed => "failed",
            Self::NotReached => "not-reached",
            Self::WrongArgument => "wrong-argument",
            Self::WrongPath => "wrong-path",
            Self::WrongHost => "wrong-host",
            Self::OutOfOrder => "out-of-order",
            Self::Simulated => "simulated",
            Self::Undone => "undone",
            Self::UnplannedChange => "unplanned-change",
            Self::OutsideWindow => "outside-window",
            Self::NoEvidence => "no-evidence",
            Self::OutcomeUnseen => "outcome-unseen",
            Self::Unattested => "unattested",
            Self::OrderUnproven => "order-unproven",
            Self::Repeated => "repeated",
        }
    }

    /// How grave it is.
    pub fn level(self) -> Level {
        match self {
            Self::NoEvidence | Self::OutcomeUnseen | Self::Unattested => Level::Inconclusive,
            Self::OrderUnproven | Self::Repeated => Level::Note,
            _ => Level::Error,
        }
    }
}

impl Level {
    /// Its name in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Inconclusive => "inconclusive",
            Self::Note => "note",
        }
    }
}

impl Overall {
    /// Its name in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conformant => "conformant",
            Self::Deviating => "deviating",
            Self::Inconclusive => "inconclusive",
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// The step, by its place in [`Verdict::steps`].
    pub step: Option<usize>,
    /// What it is about; empty where it is about the whole step or no step.
    pub binding: Binding,
    /// What shows it. Of what is missing there is none.
    pub evidence: Vec<Evidence>,
    /// What was found.
    pub message: Message,
    /// What to do next.
    pub advice: Option<Message>,
    /// How much worse the next best explanation is.
    pub margin: Margin,
    /// The waiver that lets it pass.
    pub waived: Option<Waived>,
}

/// How much worse the next best explanation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// There is no other, or it is not a matter of alignment.
    Only,
    /// By so much.
    By(i64),
    /// Not at all: another explanation is as good.
    Tie,
}

/// Who lets a finding pass, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The last day on which it holds, `2026-04-30`.
    pub until: String,
}

/// A place in a capture that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The capture, by its place in [`Verdict::captures`].
    pub capture: usize,
    /// The session in it.
    pub session: usize,
    /// The line or record, from 1.
    pub line: u64,
    /// When, as captured: `2026-03-14T20:15:07` local, or with `Z` or an offset.
    pub time: Option<String>,
    /// Where it was carried out, as captured.
    pub host: Option<String>,
    /// Who, as captured.
    pub user: Option<String>,
    /// The command as typed, secrets masked.
    pub command: String,
    /// The line of the capture, secrets masked, and the bytes of it to mark.
    pub quoted: Quoted,
    /// What of its output matters: the error, the states.
    pub output: Option<Output>,
}

/// A line of a capture and the bytes of it to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The line, cut where it is very long.
    pub text: String,
    /// The bytes to mark.
    pub mark: std::ops::Range<usize>,
}

/// An excerpt of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The line of the capture that it begins on.
    pub line: u64,
    /// The excerpt, secrets masked, a few lines at most.
    pub text: String,
}

/// A command in no step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    /// Where it is.
    pub evidence: Evidence,
    /// What it does.
    pub effect: Effect,
    /// Whether the definition allows it.
    pub is_allowed: bool,
    /// How often the same line was entered.
    pub times: u64,
}

/// Control totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Bytes read.
    pub bytes: u64,
    /// Lines or records read.
    pub records: u64,
    /// Entries: lines typed, script blocks, processes.
    pub entries: u64,
    /// The commands in them, by what became of them.
    pub commands: Tally,
}

/// A message of `runproof.ftl`: its id and what it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The id.
    pub id: &'static str,
    /// The arguments by name.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A text: a command, a host, a value. It is not prose.
    Text(String),
    /// A number.
    Number(i64),
    /// Another message.
    Message(Message),
    /// An outcome of the runbook, by its name: whoever writes the report puts its words in its place.
    Outcome(String),
    /// A sentence of the runbook's catalog.
    Sentence(String),
    /// Several texts, to be joined as the language does.
    List(Vec<String>),
    /// Several messages, to be joined as the language does.
    Messages(Vec<Message>),
}
