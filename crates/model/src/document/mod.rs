//! A document: a Plan put into the words of one language, before it has a format.
//!
//! Everything in it is text for a reader, or an id that no language changes. It holds no message
//! id, no template and no value that is still to be looked up. Its JSON form is
//! `runproof/document/1`.

mod act;
mod body;
mod contract;
mod guide;
mod recording;
mod rolling;
mod script;
mod words;
mod write;

pub use contract::{contract, program_contract};
pub use guide::{Asked, Guide, GuidePart, Round as GuideRound, Visit};
pub use script::ScriptWords;
pub use words::Words;
pub use write::Writer;

use std::sync::Arc;

use serde::Serialize;

use runproof_prose::{Image, Inline};
use runproof_shell::CommandText;

/// One procedure for one product version in one language, for every change or for one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Always `runproof/document/1`.
    pub schema: &'static str,
    /// The runbook's id.
    pub runbook: String,
    /// The runbook's revision.
    pub revision: String,
    /// SHA-256 of the definition, in hex.
    pub sha256: String,
    /// The variant's id.
    pub variant: String,
    /// The language's BCP 47 tag.
    pub locale: String,
    /// How the language is written.
    pub direction: Direction,
    /// The language that the commands are in.
    pub shell: ShellName,
    /// The product and version that the document is for.
    pub product: String,
    /// The title.
    pub title: Vec<Inline>,
    /// The change that the document is the handout of.
    pub change: Option<Change>,
    /// What the procedure is for.
    pub summary: Vec<Block>,
    /// The heading of the list of steps.
    pub procedure: Vec<Inline>,
    /// How many steps there are, as a sentence fragment: "11 steps".
    pub step_count: String,
    /// How to record what is done, and what to submit; nothing where there is no change.
    pub recording: Vec<Block>,
    /// What to know before replacing placeholders; only where there are placeholders.
    pub placeholders: Option<Vec<Inline>>,
    /// The steps, all of them, numbered from 1 without a gap. Each says what is done for all of
    /// its items; in which order the steps of a rolling part are done, `rolling` says.
    pub steps: Vec<Step>,
    /// The rolling parts: steps that are done for one item after the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rolling: Vec<Rolling>,
    /// What holds for the whole procedure. It stands above the steps.
    pub notes: Vec<Alert>,
    /// The page from top to bottom, where the definition arranges it itself (`page:`): then it
    /// says where the steps stand, and `summary`, `procedure` and `notes` are empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Vec<Part>>,
    /// That a part of the document is not in its language; only where it is so.
    pub untranslated: Option<Vec<Inline>>,
    /// What made the document: a line for its foot.
    pub generated: Vec<Inline>,
    /// The words of the page around the procedure.
    #[serde(skip)]
    pub words: Arc<Words>,
}

/// How a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// The shells that commands are written for, by the names that code blocks use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ShellName {
    /// PowerShell.
    Powershell,
    /// bash.
    Bash,
}

/// The change that a handout is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number, as given.
    pub id: String,
    /// Its window as a phrase, with offsets: "2026-03-14 20:00 +01:00 to …".
    pub window: Option<String>,
    /// The time zone, as given.
    pub timezone: Option<String>,
    /// Whether a time of day is not enough: the window is not all on one day, or is not known.
    pub is_dated: bool,
}

/// Steps that are done for one item after the other: all of them for the first, then all of them
/// for the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rolling {
    /// The steps.
    pub steps: StepRange,
    /// The message that says so.
    pub note: Alert,
    /// What is done for each item, in order; nothing where there is but one item or one step, so
    /// that the steps say it themselves. Whoever follows a document does these in the place of the
    /// steps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
}

/// What is done for one item of a rolling part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Round {
    /// "Steps 3 through 11 for web01.contoso.com".
    pub label: String,
    /// The item, with those around it.
    pub binding: Vec<Binding>,
    /// The steps of the part that apply, with what is done for this item alone.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The stable id, for anchors and marks.
    pub id: String,
    /// The number, the same as in the Plan.
    pub number: u32,
    /// The number within its procedure; the same as `number` where there is one procedure.
    pub ordinal: u32,
    /// "Step 8".
    pub label: String,
    /// A short title, for lists of contents and prompts.
    pub title: String,
    /// How the step is carried out.
    pub kind: StepKind,
    /// Why the step is not to be carried out in this change; `None` where it is.
    pub not_applicable: Option<Vec<Inline>>,
    /// What the step says, in order; nothing where it does not apply.
    pub body: Vec<Block>,
}

/// A part of a page that the definition arranges itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A heading.
    Heading(Heading),
    /// Something between the procedures.
    Block(Block),
    /// A procedure: steps that follow each other, numbered from 1.
    Steps(StepRange),
}

/// A heading below the title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// From 2, below the title, to 6.
    pub level: u8,
    /// What it says.
    pub text: Vec<Inline>,
}

/// Steps that follow each other, by their places in [`Document::steps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StepRange {
    /// The place of the first, from 0.
    pub from: usize,
    /// The place after the last.
    pub to: usize,
}

/// How a step is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// By a person, in a user interface or elsewhere.
    ByHand,
    /// By the commands in its body.
    Command,
    /// By finding out the answer to a question.
    Decision,
}

/// A piece of a document that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Prose),
    /// Commands that belong together.
    Commands(Commands),
    /// What to do in either case of a question that is not answered yet.
    Branches(Branches),
    /// What of a step is done for each of its items before the next: its commands stand together.
    Turns(Vec<Turn>),
    /// Places where the step is to be carried out by hand, each to be ticked off.
    Checklist(Checklist),
    /// Places where the commands of the step are run, each to be ticked off.
    Ticks(Checklist),
    /// A box that catches the eye.
    Alert(Alert),
    /// A list, of bullets or of numbered items.
    List(List),
    /// A table.
    Table(Table),
    /// A picture that stands alone.
    Image(Image),
    /// Text of a machine that is not run: an output, a file, the syntax of a command.
    Sample(Sample),
    /// Something quoted.
    Quote(Vec<Block>),
}

/// A list inside a step or between procedures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// The number of the first item; `None` for bullets.
    pub start: Option<u32>,
    /// The items, none of them empty.
    pub items: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// What it is headed with; may be empty.
    pub head: Cell,
    /// How its cells are set.
    pub align: Align,
}

/// What a cell says: running text in which [`InlineKind::Break`](runproof_prose::InlineKind::Break) begins a new line.
pub type Cell = Vec<Inline>;

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// As the format does.
    #[default]
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Text of a machine that is not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// The text. May have several lines; the last has no line break.
    pub text: String,
    /// Its language, by the name that code blocks use: `xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prose {
    /// The text.
    pub text: Vec<Inline>,
    /// The text's own language, where it lacks a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// Commands that are run one after the other, under one lead-in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commands {
    /// The commands, in order.
    pub commands: Vec<Command>,
    /// The state or output that must be seen; a whole sentence.
    pub outcome: Option<Outcome>,
}

/// A command as it is pasted into the shell, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Command {
    /// The exact text, with the places of what was put in.
    #[serde(flatten)]
    pub text: CommandText,
    /// The acts that it stands for: one a server, pool, …; in a document without a change, where
    /// they are not known, one that names nothing.
    pub occurrences: Vec<Occurrence>,
    /// What is ticked off behind it, since the step is done there with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<Occurrence>,
}

/// One act: a command for one pool, on one server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// What the act is for, outermost first: `pool` = `pool01.contoso.com`, `server` = ….
    pub binding: Vec<Binding>,
    /// Where the command is to be run.
    pub place: Place,
}

/// One name and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// The name that the definition gives it: `server`.
    pub name: String,
    /// The value: `fe01.contoso.com`.
    pub value: String,
}

/// Where an act is carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Wherever the operator sits.
    #[default]
    Anywhere,
    /// On this computer.
    On(String),
    /// On any one of these computers; empty where they are not known.
    OnAny(Vec<String>),
}

/// What is done of a step for one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turn {
    /// "web01.contoso.com".
    pub label: String,
    /// What is done, and at the end what is to be ticked off.
    pub blocks: Vec<Block>,
}

/// What must be seen after commands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Whether the commands are repeated until it is seen: then the sentence that says so.
    pub repeat: Option<Prose>,
    /// What must be seen.
    pub seen: Prose,
    /// How that can be told from an output.
    #[serde(skip)]
    pub shown_by: ShownBy,
}

/// How it can be told from an output that what must be seen is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ShownBy {
    /// By a person, who reads it.
    #[default]
    Reading,
    /// This line is in it.
    Line(String),
    /// It is empty.
    Silence,
}

/// Both cases of an open question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branches {
    /// If the answer is yes.
    pub yes: Branch,
    /// If the answer is no.
    pub no: Branch,
}

/// One case of an open question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branch {
    /// "If yes".
    pub label: String,
    /// What to do.
    pub blocks: Vec<Block>,
    /// What follows.
    pub then: Then,
}

/// What follows a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// The next step.
    GoesOn,
    /// Nothing: the procedure ends.
    Ends,
}

/// Things to be ticked off.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checklist {
    /// What the list is of: "On each of these computers:". `None` where that is plain.
    pub lead: Option<String>,
    /// The acts.
    pub items: Vec<Occurrence>,
}

/// A box that catches the eye.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alert {
    /// Its kind.
    pub kind: AlertKind,
    /// The kind in the document's language: "Warning".
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The kinds of alert that GitHub's Markdown has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertKind {
    /// Worth knowing.
    Note,
    /// Makes the work easier.
    Tip,
    /// Needed for success.
    Important,
    /// Needs attention now, or something goes wrong.
    Warning,
    /// What harm an act can do.
    Caution,
}

impl Occurrence {
    /// The values, outermost first, as a person reads them: `pool01.contoso.com / fe01.contoso.com`.
    pub fn label(&self) -> String {
        joined(&self.binding)
    }
}

/// Values, outermost first, as a person reads them.
fn joined(binding: &[Binding]) -> String {
    let values: Vec<&str> = binding.iter().map(|b| b.value.as_str()).collect();
    values.join(" / ")
}
