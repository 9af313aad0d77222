//! The Plan: a definition resolved for one variant and one change.
//!
//! An ordered list of numbered steps, the exact commands, and which of the steps apply. Documents
//! and audits read the same Plan, so they cannot disagree. It holds no template and no name that
//! is still to be looked up: a value that no change binds is a [`Value::Open`] placeholder.

mod bind;
mod change;
pub mod order;
mod part;
mod resolve;

pub use bind::CODES as BIND_CODES;
pub use bind::Value;
pub use bind::same_item;
pub use change::CODES as CHANGE_CODES;
pub use change::{
    Attestation, Change, Moment, ParsedChange, StatedCapture, Waiver, When, Window, parse_change,
    schema as change_schema,
};

pub use part::{PagePart, Part};

use std::ops::Range;

use crate::runbook::{
    Evidence as WrittenEvidence, ItemName, Note, Otherwise, PartId, QuestionId, Repeats, Runbook,
    StepId, Variant,
};
use runproof_shell::CommandText;

/// A definition, resolved.
#[derive(Debug)]
pub struct Plan<'r> {
    /// The definition.
    pub runbook: &'r Runbook,
    /// The product version.
    pub variant: &'r Variant,
    /// The change that it is bound to.
    pub change: Option<&'r Change>,
    /// The steps of the variant, numbered from 1 without a gap.
    pub steps: Vec<Step<'r>>,
    /// The procedures, by the places of their steps in `steps`: one, unless the definition
    /// arranges its page itself. Together they are all steps, in order.
    pub procedures: Vec<Range<usize>>,
    /// The page from top to bottom, where the definition arranges it itself.
    pub page: Option<Vec<PagePart<'r>>>,
    /// Steps that are carried out on one item after the other, by their numbers.
    pub rolling: Vec<Rolling<'r>>,
    /// Values of the parameters that are one value each, by name.
    pub values: Vec<(&'r str, Value)>,
    /// How many items a list has, where it is known, by the list's name.
    pub counts: Vec<(&'r str, u32)>,
}

/// One step of a Plan.
#[derive(Debug)]
pub struct Step<'r> {
    /// Its stable id.
    pub id: &'r StepId,
    /// Its number. Numbers do not depend on the change: a step that does not apply keeps its own,
    /// so that "step 8" is the same step in every handout, report and conversation.
    pub number: u32,
    /// The place of its procedure in [`Plan::procedures`].
    pub procedure: usize,
    /// Its number within its procedure; the same as `number` where there is one procedure.
    pub ordinal: u32,
    /// What people call it: "8"; "3.2", the second step of the third procedure, where there are
    /// several.
    pub label: String,
    /// Whether it is carried out in this change.
    pub applicability: Applicability<'r>,
    /// How many of the steps after it in its procedure may still apply.
    pub remaining: u32,
    /// The numbers of the steps that are finished everywhere before it. [`Plan::order`] says what
    /// follows from it.
    pub after: Vec<u32>,
    /// What it is carried out for, in order: items with those around them, outermost first. One
    /// that is empty where it is carried out once.
    pub items: Vec<Vec<(ItemName, Value)>>,
    /// What is done.
    pub act: Act<'r>,
    /// What is to be seen afterwards.
    pub results: &'r [PartId],
    /// Notes that stand in it.
    pub notes: &'r [Note],
    /// What undoes it.
    pub undone: Vec<Undone<'r>>,
    /// What it says after its text, where the definition arranges that itself: then there are
    /// neither results nor notes. Its commands are those of [`Act::Run`], by their places there.
    pub body: Option<Vec<Part<'r>>>,
}

/// Whether a step is carried out in a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicability<'r> {
    /// It is.
    Applies,
    /// It depends on questions that the change does not answer.
    Open(Vec<&'r QuestionId>),
    /// It is not.
    Never(Reason<'r>),
}

/// Why a step does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'r> {
    /// The change answers a question so.
    Answered {
        /// The question.
        question: &'r QuestionId,
        /// Its answer in the change.
        answer: bool,
    },
    /// The procedure ended before.
    Ended {
        /// The number of the decision that ended it.
        at: u32,
    },
}

/// What is done in a step.
#[derive(Debug)]
pub enum Act<'r> {
    /// A person does it, once for each occurrence.
    ByHand {
        /// Where and for what.
        occurrences: Vec<Occurrence>,
        /// What shows that it was done; none is an attestation.
        evidence: Vec<Evidence>,
    },
    /// A person finds out an answer.
    Decide {
        /// To which question.
        question: &'r QuestionId,
        /// The answer, if the change has it.
        answer: Option<bool>,
        /// What follows a no.
        otherwise: Otherwise,
    },
    /// Commands do it.
    Run(Vec<Group<'r>>),
}

/// Commands under one lead-in.
#[derive(Debug)]
pub struct Group<'r> {
    /// The attribute with the lead-in.
    pub id: Option<&'r PartId>,
    /// The commands. One that is the same for several occurrences is there once.
    pub commands: Vec<Command>,
    /// The acts in the order of their items: the place of a command, and of an occurrence in it.
    sequence: Vec<(usize, usize)>,
    /// What must be seen.
    pub check: Option<Check<'r>>,
}

/// A command as it is pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The exact text.
    pub text: CommandText,
    /// What it is carried out for, and where.
    pub occurrences: Vec<Occurrence>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What it is for, outermost first.
    pub binding: Vec<(ItemName, Value)>,
    /// Where it is carried out.
    pub place: Place,
}

/// Where an act is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Wherever the operator sits.
    Anywhere,
    /// On this computer.
    On(Value),
    /// On any one of these.
    OnAny(Vec<Value>),
}

/// What must be seen after commands.
#[derive(Debug, Clone)]
pub struct Check<'r> {
    /// The outcome's name.
    pub outcome: &'r str,
    /// The line that must be there, for an outcome that is a line.
    pub line: Option<String>,
    /// Whether the commands are repeated until it is seen.
    pub repeats: Repeats,
}

/// Something that undoes a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone<'r> {
    /// The group of commands that it undoes, by its place in [`Act::Run`]; left out, all of the step.
    pub group: Option<usize>,
    /// The items that it undoes it for, outermost first; empty for all of them.
    pub binding: Vec<(ItemName, Value)>,
    /// What undoes it.
    pub by: UndoneBy<'r>,
}

/// What undoes a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UndoneBy<'r> {
    /// Another step, for the same items.
    Step(&'r StepId),
    /// This command. One that names an item undoes the step for that item wherever it is run.
    Command(String),
    /// This program, whatever it is given.
    Program(String),
}

/// What shows that a step by hand was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// This program was run.
    Program(String),
    /// This command was run.
    Command(String),
}

impl Evidence {
    fn template(written: &WrittenEvidence) -> &crate::runbook::Template {
        match written {
            WrittenEvidence::Program(template) | WrittenEvidence::Command(template) => template,
        }
    }
}

/// Steps that are carried out on one item after the other.
#[derive(Debug)]
pub struct Rolling<'r> {
    /// The message that says so.
    pub id: &'r PartId,
    /// The item.
    pub each: &'r ItemName,
    /// The number of the first step.
    pub first: u32,
    /// The number of the last step.
    pub last: u32,
}

impl<'r> Plan<'r> {
    /// Resolves a definition for one of its variants and, if there is one, a change that was
    /// parsed for this definition.
    pub fn resolve(runbook: &'r Runbook, variant: &'r Variant, change: Option<&'r Change>) -> Self {
        resolve::resolve(runbook, variant, change, &[])
    }

    /// The same plan, with answers to questions that the change leaves open.
    pub fn settled(&self, answers: &[(QuestionId, bool)]) -> Self {
        resolve::resolve(self.runbook, self.variant, self.change, answers)
    }

    /// What the change binds, by name: a list's items by what names them, and the fields of
    /// records below them.
    pub fn bound(&self) -> Vec<(String, Vec<String>)> {
        self.change
            .map_or_else(Vec::new, |change| change.bindings.listed())
    }

    /// How the change answers a question, if it does.
    pub fn answer(&self, question: &QuestionId) -> Option<bool> {
        let answers = &self.change?.answers;
        let found = answers.iter().find(|(known, _)| known == question);
        found.map(|(_, answer)| *answer)
    }

    /// How many steps there are in the procedure of a step.
    pub fn steps_beside(&self, step: &Step<'_>) -> usize {
        self.procedures
            .get(step.procedure)
            .map_or(self.steps.len(), Range::len)
    }

    /// What people call the step of that number.
    pub fn label_of(&self, number: u32) -> String {
        let step = self.steps.iter().find(|step| step.number == number);
        step.map_or_else(|| number.to_string(), |step| step.label.clone())
    }

    /// The step of that id.
    pub fn step(&self, id: &str) -> Option<&Step<'r>> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }
}

impl Group<'_> {
    /// Every act, in the order of the items: the place of its command, and of its occurrence in
    /// that.
    pub fn acts(&self) -> impl Iterator<Item = (usize, usize)> {
        self.sequence.iter().copied()
    }
}

impl Step<'_> {
    /// Whether the step is left to be carried out, as far as the change knows.
    pub fn may_apply(&self) -> bool {
        !matches!(self.applicability, Applicability::Never(_))
    }
}
