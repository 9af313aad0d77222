//! The definition: what a writer authored, checked, before a variant and a change are chosen.
//!
//! Every name in a [`Runbook`] is resolved: a step's variants, questions and items exist, its
//! commands name values that are there, and the order can be kept. It knows no language.

mod arrange;
mod body;
mod check;
mod id;
mod kind;
mod lower;
mod names;
mod page;
mod part;
mod syntax;
mod tables;
mod template;

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::yaml::{self, Shape};
use runproof_core::diagnostic::{Diagnostic, Source, Span, has_errors};
use runproof_shell::Tables;

pub use arrange::CODES as ARRANGE_CODES;
pub use body::TAKEN_IN_STEP;
pub use check::CODES as CHECK_CODES;
pub use id::{ItemName, PartId, QuestionId, RunbookId, StepId, VariantId, is_kebab, is_name};
pub use lower::CODES as LOWER_CODES;
pub use part::{Column, PagePart, Part, Picture, Says, Table};
pub use syntax::{Align, NoteKind, Otherwise, Shell, ValueKind};
pub use template::{Piece, Reference, Template};

/// A checked definition.
#[derive(Debug)]
pub struct Runbook {
    /// Its name in paths, catalogs and reports.
    pub id: RunbookId,
    /// Its revision, as written.
    pub revision: String,
    /// The tag of the language that its words are written in first.
    pub language: String,
    /// The shell of its commands.
    pub shell: Shell,
    /// Whether its commands need an elevated session.
    pub elevated: bool,
    /// Product versions. At least one, and each has a step.
    pub variants: Vec<Variant>,
    /// What a change binds.
    pub parameters: Vec<Parameter>,
    /// What a change answers.
    pub questions: Vec<QuestionId>,
    /// All steps of all variants, in reading order.
    pub steps: Vec<Step>,
    /// Steps that are carried out on one item after the other.
    pub rolling: Vec<Rolling>,
    /// States and outputs that must be seen.
    pub outcomes: Vec<Outcome>,
    /// Notes about the whole.
    pub notes: Vec<Note>,
    /// The page from top to bottom, where the definition arranges it itself. Its procedures have
    /// every step once, in order.
    pub page: Option<Vec<PagePart>>,
    /// What is true of its commands, and what may be run beside them.
    pub tables: Tables,
    /// The text that it was read from.
    pub source: Arc<Source>,
    /// SHA-256 of that text, in hex.
    pub sha256: String,
}

/// A product version and what is true of it.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name.
    pub id: VariantId,
    /// Facts by name.
    pub facts: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// A value or a list of values that a change binds.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a parameter is.
#[derive(Debug, Clone)]
pub enum Content {
    /// One value.
    Value(ValueType),
    /// A list.
    List(List),
}

/// One value's type.
#[derive(Debug, Clone)]
pub struct ValueType {
    /// Its kind.
    pub kind: ValueKind,
    /// What a document shows while it is not bound; `{n}` in it is an item's number.
    pub placeholder: String,
    /// What it is where a change does not say.
    pub default: Option<String>,
}

/// A list of values or records.
#[derive(Debug, Clone)]
pub struct List {
    /// The name of one of its items.
    pub item: ItemName,
    /// How many there may be; the end is excluded, and `u32::MAX` where there is no bound.
    pub count: Range<u32>,
    /// What the items are.
    pub items: Items,
}

/// What the items of a list are.
#[derive(Debug, Clone)]
pub enum Items {
    /// Values.
    Values(ValueType),
    /// Records.
    Records {
        /// Which of the fields names a record.
        key: usize,
        /// The fields.
        fields: Vec<Parameter>,
    },
}

/// One step.
#[derive(Debug)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// Where its id stands.
    pub span: Span,
    /// Which variants have it, by their place in [`Runbook::variants`].
    pub variants: Vec<usize>,
    /// What must be answered for it to apply.
    pub conditions: Vec<Condition>,
    /// The steps that are finished everywhere before it; `None` is the step before it.
    pub after: Option<Vec<StepId>>,
    /// The items that it is carried out for.
    pub for_each: Option<ItemName>,
    /// Where it is carried out.
    pub at: At,
    /// What is done.
    pub act: Act,
    /// What is to be seen afterwards.
    pub results: Vec<PartId>,
    /// Notes that stand in it.
    pub notes: Vec<Note>,
    /// What undoes it.
    pub undone_by: Vec<UndoneBy>,
    /// What it says after its text, where the definition arranges that itself: then there are
    /// neither results nor notes.
    pub body: Option<Vec<Part>>,
}

/// What undoes a step or a command.
#[derive(Debug)]
pub enum UndoneBy {
    /// This step, for the same items.
    Step(StepId),
    /// This command.
    Command(Template),
    /// This program, whatever it is given.
    Program(Template),
}

/// A question and the answer that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The question.
    pub question: QuestionId,
    /// The answer.
    pub answer: bool,
}

/// Where something is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// Wherever the operator sits.
    Anywhere,
    /// On the item that the step is at.
    This(ItemName),
    /// On any one of the items.
    Any(ItemName),
}

/// What is done in a step.
#[derive(Debug)]
pub enum Act {
    /// A person does it.
    ByHand {
        /// What shows that it was done; none is an attestation.
        evidence: Vec<Evidence>,
    },
    /// A person finds out an answer.
    Decide {
        /// To which question.
        question: QuestionId,
        /// What follows when it is no.
        otherwise: Otherwise,
    },
    /// Commands do it. In a variant that has none of them a person does it.
    Run(Vec<Group>),
}

/// What shows that a step by hand was carried out.
#[derive(Debug)]
pub enum Evidence {
    /// This program was run.
    Program(Template),
    /// This command was run.
    Command(Template),
}

/// Commands under one lead-in.
#[derive(Debug)]
pub struct Group {
    /// The attribute with the lead-in; `None` is led in by what stands before.
    pub id: Option<PartId>,
    /// The items that it is run for, inside those of the step.
    pub for_each: Option<ItemName>,
    /// The variants that have the commands: those of the step, or some of them.
    pub variants: Vec<usize>,
    /// The command of each variant, in the order of `variants`.
    pub run: Vec<Template>,
    /// What must be seen.
    pub check: Option<Check>,
    /// What undoes the commands, beside what undoes the step.
    pub undone_by: Vec<UndoneBy>,
}

/// What must be seen after a command.
#[derive(Debug, Clone)]
pub struct Check {
    /// The outcome's name.
    pub outcome: String,
    /// Whether the command is repeated until it is seen.
    pub repeats: Repeats,
}

/// Whether a command is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Until the outcome is seen.
    UntilSeen,
    /// Not at all: the outcome must be there.
    Never,
}

/// Steps that are carried out on one item after the other.
#[derive(Debug, Clone)]
pub struct Rolling {
    /// The message that says so.
    pub id: PartId,
    /// The items.
    pub each: ItemName,
    /// The steps, by their place in [`Runbook::steps`].
    pub steps: Range<usize>,
}

/// A note.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its message or attribute.
    pub id: PartId,
    /// Its kind.
    pub kind: NoteKind,
}

/// What must be seen in an output.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// What it is.
    pub rule: OutcomeRule,
}

/// The ways in which an outcome is seen.
#[derive(Debug, Clone)]
pub enum OutcomeRule {
    /// Every record shows one of the values that mean success.
    Records(Records),
    /// The line is there.
    Line(Template),
    /// Nothing was printed.
    Silence,
}

/// What must be seen in records.
#[derive(Debug, Clone)]
pub struct Records {
    /// The field that names a record.
    pub key: String,
    /// Fields and the values that mean success.
    pub reached: Vec<(String, Vec<String>)>,
    /// Fields and the values that mean failure.
    pub failed: Vec<(String, Vec<String>)>,
    /// Values that are let pass in some records.
    pub tolerated: Vec<Tolerated>,
}

/// A value that is let pass in one record.
#[derive(Debug, Clone)]
pub struct Tolerated {
    /// The record.
    pub record: String,
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
    /// In how many outputs at most.
    pub in_at_most: u32,
}

/// A definition and everything that was found in it.
#[derive(Debug)]
pub struct Parsed {
    /// The definition; `None` where any finding is an error.
    pub runbook: Option<Runbook>,
    /// Everything that was found, in reading order.
    pub findings: Vec<Diagnostic>,
}

static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<syntax::Runbook>);

/// The JSON Schema of the format (draft 7).
pub fn schema() -> &'static serde_json::Value {
    SHAPE.json()
}

/// Reads and checks a definition.
pub fn parse(source: &Arc<Source>) -> Parsed {
    let read = yaml::read::<syntax::Runbook>(source, &SHAPE);
    let mut findings = read.findings;
    let runbook = read
        .value
        .and_then(|written| lower::lower(written, source, &mut findings));
    if let Some(runbook) = &runbook {
        check::check(runbook, &mut findings);
    }
    findings.sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
    Parsed {
        runbook: runbook.filter(|_| !has_errors(&findings)),
        findings,
    }
}

/// SHA-256 of a text, in hex.
pub fn sha256(text: &str) -> String {
    runproof_text::hash::Digest::of(text).hex()
}

impl Runbook {
    /// The variant of that name.
    pub fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|v| v.id.as_str() == id)
    }

    /// The outcome of that name.
    pub fn outcome(&self, name: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.name == name)
    }

    /// The lists that enclose an item, outermost first, the item's own last: `pools`, `servers`.
    /// Empty for a name that is no item.
    pub fn path_of(&self, item: &ItemName) -> Vec<&List> {
        fn search<'a>(
            parameters: &'a [Parameter],
            item: &ItemName,
            path: &mut Vec<&'a List>,
        ) -> bool {
            for parameter in parameters {
                let Content::List(list) = &parameter.content else {
                    continue;
                };
                path.push(list);
                if list.item == *item {
                    return true;
                }
                if let Items::Records { fields, .. } = &list.items
                    && search(fields, item, path)
                {
                    return true;
                }
                path.pop();
            }
            false
        }
        let mut path = Vec::new();
        search(&self.parameters, item, &mut path);
        path
    }
}

impl List {
    /// The number of items, where it is always the same.
    pub fn fixed_count(&self) -> Option<u32> {
        (self.count.end == self.count.start + 1).then_some(self.count.start)
    }

    /// The type of what names an item: the item itself, or the key of its record.
    pub fn key_type(&self) -> Option<&ValueType> {
        match &self.items {
            Items::Values(value) => Some(value),
            Items::Records { key, fields } => match &fields.get(*key)?.content {
                Content::Value(value) => Some(value),
                Content::List(_) => None,
            },
        }
    }
}
