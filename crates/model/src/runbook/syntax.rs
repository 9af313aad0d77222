//! The definition as it is written: what serde reads, and what the JSON Schema describes.
//!
//! Doc comments here are what an editor shows while somebody writes a runbook.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Entries, OneOrEach, OneOrMany, Spanned};

/// A procedure, defined once. It holds facts and no prose: the words are in
/// `locales/<language>/<id>.ftl`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "runproof runbook")]
pub(super) struct Runbook {
    /// The format of this file.
    #[expect(
        dead_code,
        reason = "that it is there and known is all that is asked of it"
    )]
    pub(super) format: Format,
    /// The runbook's name in paths, reports and catalogs: lower case, digits and hyphens.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub(super) id: Spanned<String>,
    /// The revision, raised with every change that a reader must know of.
    pub(super) revision: Spanned<String>,
    /// The language that the words are written in first; the others are translations of it.
    #[serde(default)]
    pub(super) language: Option<Spanned<String>>,
    /// The shell that the commands are for.
    pub(super) shell: Shell,
    /// Whether the commands need an elevated session: an administrator of Windows, or root. A
    /// guided script says so first, and does not begin without.
    #[serde(default)]
    pub(super) elevated: bool,
    /// The product versions that the procedure exists for, each with its facts: names of your own
    /// for what differs, such as a path, used as `{variant.name}`.
    pub(super) variants: Entries<Option<Entries<Spanned<String>>>>,
    /// What a change binds: names of your own, used as `{name}`.
    #[serde(default)]
    pub(super) parameters: Entries<Parameter>,
    /// Questions whose answers decide which steps apply.
    #[serde(default)]
    pub(super) questions: Vec<Spanned<String>>,
    /// The steps, in the order in which they are read.
    #[schemars(length(min = 1))]
    pub(super) steps: Vec<Spanned<Step>>,
    /// Steps that are carried out on one item after the other.
    #[serde(default)]
    pub(super) rolling: Vec<Rolling>,
    /// States and outputs that must be seen, by names of your own.
    #[serde(default)]
    pub(super) outcomes: Entries<Outcome>,
    /// Notes about the whole procedure, shown after the steps.
    #[serde(default)]
    pub(super) notes: Vec<Note>,
    /// The page from top to bottom, where it is more than a summary, the steps and notes; left
    /// out, it is just these.
    #[serde(default)]
    pub(super) page: Option<Parts>,
    /// What is true of the commands in the steps, so that a line in a captured log can be held
    /// against them however it was typed: a cmdlet by its name, a program by its file's name
    /// (`Bootstrapper.exe`), a program's subcommand by both (`openssl x509`).
    #[serde(default)]
    pub(super) commands: Entries<Command>,
    /// Commands that may be run beside the steps although they change something: as they are
    /// typed, or a name alone for any arguments; `*` in a name stands for anything.
    #[serde(default)]
    pub(super) allow: Vec<Spanned<String>>,
}

/// What is true of a command.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Command {
    /// Whether it has `-WhatIf` and `-Confirm`.
    #[serde(default)]
    pub(super) simulates: bool,
    /// What it does to the world, where its name does not say so.
    #[serde(default)]
    pub(super) effect: Option<CommandEffect>,
    /// Its parameters or options, by their full names: `PoolFqdn`, `--mode`, `/SourceDirectory`.
    #[serde(default)]
    pub(super) parameters: Entries<CommandParameter>,
}

/// What a command does to the world.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum CommandEffect {
    /// It looks.
    Reads,
    /// It changes something.
    Changes,
}

/// What is true of a parameter of a command. A value follows it, unless it is a switch.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CommandParameter {
    /// Its other names.
    #[serde(default)]
    pub(super) aliases: Vec<Spanned<String>>,
    /// Its place among the arguments without a name, from 1.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub(super) position: Option<Spanned<u32>>,
    /// Whether what comes through a pipeline binds to it.
    #[serde(default)]
    pub(super) pipeline: bool,
    /// Whether no value follows it.
    #[serde(default)]
    pub(super) switch: bool,
    /// Of what type its values are.
    #[serde(default, rename = "type")]
    pub(super) kind: Option<ParameterKind>,
    /// Whether it takes several values, as in `-Name a, b`. Where it is not said, a command that
    /// was given several may have refused them.
    #[serde(default)]
    pub(super) many: Option<bool>,
    /// Whether the shell asks for it where it is left out.
    #[serde(default)]
    pub(super) mandatory: Option<bool>,
    /// Whether it changes nothing that matters.
    #[serde(default)]
    pub(super) ignored: bool,
    /// Whether it names the computer that the command acts on.
    #[serde(default)]
    pub(super) computer: bool,
    /// The value that is the same as leaving it out.
    #[serde(default)]
    pub(super) default: Option<Spanned<String>>,
}

/// The type of a parameter's values.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ParameterKind {
    /// A text, or what has the form of one: a name, a path.
    Text,
    /// A number.
    Number,
    /// A script block.
    Block,
    /// A table of keys and values.
    Table,
    /// An object that no text can stand for.
    Object,
    /// Anything at all.
    Any,
}

/// The format's name and version.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) enum Format {
    /// Version 1.
    #[serde(rename = "runproof/runbook/1")]
    V1,
}

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    /// PowerShell, Windows PowerShell included.
    Powershell,
    /// bash.
    Bash,
}

/// A value that a change binds, or a list of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameter {
    /// The kind of value. Of a list of records (`fields`) it is left out.
    #[serde(default, rename = "type")]
    pub(super) kind: Option<Spanned<ValueKind>>,
    /// Makes it a list; the name of one of its items, used in `for_each` and as `{item}`.
    #[serde(default)]
    pub(super) list: Option<Spanned<String>>,
    /// How many items there always are.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub(super) count: Option<Spanned<u32>>,
    /// How many items there are at least.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub(super) at_least: Option<Spanned<u32>>,
    /// How many items there are at most.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub(super) at_most: Option<Spanned<u32>>,
    /// Of a list of records: the field that names a record.
    #[serde(default)]
    pub(super) key: Option<Spanned<String>>,
    /// Makes it a list of records with these fields, used as `{item.field}`.
    #[serde(default)]
    pub(super) fields: Option<Entries<Parameter>>,
    /// What a document shows while no change binds the value; `{n}` is the item's number where
    /// the list has a fixed `count`.
    #[serde(default)]
    pub(super) placeholder: Option<Spanned<String>>,
    /// The value where a change binds none.
    #[serde(default)]
    pub(super) default: Option<Spanned<String>>,
}

/// A kind of value. Each is checked, and quoted for the shell where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ValueKind {
    /// Any text of one line.
    Text,
    /// A DNS name.
    Host,
    /// A path of a file or folder.
    Path,
    /// An http or https address.
    Url,
    /// A whole number.
    Integer,
    /// Hexadecimal digits, such as a serial number; colons and case are of no account.
    Hex,
}

/// One step. It has exactly one of `by`, `decide`, `run` and `commands`; with a `body` that runs
/// something, none of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// The step's name in catalogs, captures and reports. It stays the same when steps are added.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub(super) id: Spanned<String>,
    /// The variants that have the step; left out, all of them.
    #[serde(default)]
    pub(super) variants: Option<Vec<Spanned<String>>>,
    /// Questions that must be answered with yes for the step to apply.
    #[serde(default)]
    pub(super) when: OneOrMany<Spanned<String>>,
    /// Questions that must be answered with no for the step to apply.
    #[serde(default)]
    pub(super) unless: OneOrMany<Spanned<String>>,
    /// The steps that must be finished everywhere before this one; left out, the one before it.
    #[serde(default)]
    pub(super) after: Option<Vec<Spanned<String>>>,
    /// The step is carried out once for each item of a list.
    #[serde(default)]
    pub(super) for_each: Option<Spanned<String>>,
    /// The computer on which it is carried out; left out, wherever the operator sits.
    #[serde(default)]
    pub(super) at: Option<Spanned<At>>,
    /// A person carries it out.
    #[serde(default)]
    pub(super) by: Option<Spanned<By>>,
    /// A person finds out the answer to a question.
    #[serde(default)]
    pub(super) decide: Option<Spanned<String>>,
    /// What follows when a decision's answer is no; left out, the next step.
    #[serde(default)]
    pub(super) otherwise: Option<Spanned<Otherwise>>,
    /// One command, the same for all variants or one for each.
    #[serde(default)]
    pub(super) run: Option<Spanned<OneOrEach<Spanned<String>>>>,
    /// The state that is waited for: the command is repeated until it is seen.
    #[serde(default)]
    pub(super) until: Option<Spanned<String>>,
    /// The outcome that must be seen at once.
    #[serde(default)]
    pub(super) expect: Option<Spanned<String>>,
    /// Several commands, in order.
    #[serde(default)]
    pub(super) commands: Option<Spanned<Vec<Group>>>,
    /// What shows that a step by hand was carried out; left out, somebody's attestation.
    #[serde(default)]
    pub(super) evidence: Vec<Evidence>,
    /// What undoes the step: where it is done afterwards, the step has to come again.
    #[serde(default)]
    pub(super) undone_by: Vec<UndoneBy>,
    /// What is to be seen afterwards: each is an attribute of the step's message.
    #[serde(default)]
    pub(super) results: Vec<Spanned<String>>,
    /// Notes that stand in the step: each is an attribute of the step's message.
    #[serde(default)]
    pub(super) notes: Vec<Note>,
    /// What the step says after its message's text, in order. It stands for `run`, `commands`,
    /// `results` and `notes`.
    #[serde(default)]
    pub(super) body: Option<Parts>,
}

/// Parts in order.
pub(super) type Parts = Spanned<Vec<Spanned<Part>>>;

/// The items of a list, each of which is parts.
pub(super) type Items = Spanned<Vec<Parts>>;

/// A part of a page or of a step. It has exactly one of `text`, `heading`, `steps`, `bullets`,
/// `numbers`, `run`, `sample`, `image`, `table`, `note` and `quote`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Paragraphs: in a step an attribute of its message, on a page a message of its own.
    #[serde(default)]
    pub(super) text: Option<Spanned<String>>,
    /// A heading of the page.
    #[serde(default)]
    pub(super) heading: Option<Spanned<String>>,
    /// Steps that follow each other, numbered from 1: a procedure of the page.
    #[serde(default)]
    pub(super) steps: Option<Spanned<Steps>>,
    /// A list of bullets; each item is a list of parts.
    #[serde(default)]
    pub(super) bullets: Option<Items>,
    /// A numbered list; each item is a list of parts.
    #[serde(default)]
    pub(super) numbers: Option<Items>,
    /// A command of the step, the same for all variants or one for each.
    #[serde(default)]
    pub(super) run: Option<Spanned<OneOrEach<Spanned<String>>>>,
    /// Text of a machine that is not run, as it is; the same for all variants or one for each.
    #[serde(default)]
    pub(super) sample: Option<Spanned<OneOrEach<Spanned<String>>>>,
    /// A picture.
    #[serde(default)]
    pub(super) image: Option<Spanned<Image>>,
    /// A table: its name, with which the names of its cells begin.
    #[serde(default)]
    pub(super) table: Option<Spanned<String>>,
    /// A box that catches the eye.
    #[serde(default)]
    pub(super) note: Option<Parts>,
    /// Something quoted.
    #[serde(default)]
    pub(super) quote: Option<Parts>,
    /// Of a heading: from 2, below the title, to 6; left out, 2.
    #[serde(default)]
    #[schemars(range(min = 2, max = 6))]
    pub(super) level: Option<Spanned<u8>>,
    /// Of numbers: that of the first item; left out, 1.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub(super) start: Option<Spanned<u32>>,
    /// Of a sample: its language, by the name that code blocks use.
    #[serde(default)]
    pub(super) language: Option<Spanned<String>>,
    /// Of a table: the names of its columns.
    #[serde(default)]
    pub(super) columns: Option<Spanned<Vec<Spanned<String>>>>,
    /// Of a table: how the cells of each column are set.
    #[serde(default)]
    pub(super) align: Option<Spanned<Vec<Align>>>,
    /// Of a table: the names of its rows.
    #[serde(default)]
    pub(super) rows: Option<Spanned<Vec<Spanned<String>>>>,
    /// Of a note: its kind.
    #[serde(default)]
    pub(super) kind: Option<Spanned<NoteKind>>,
    /// Of a command: it is run once for each item of a list.
    #[serde(default)]
    pub(super) for_each: Option<Spanned<String>>,
    /// Of a command: the state that is waited for; it is repeated until that is seen.
    #[serde(default)]
    pub(super) until: Option<Spanned<String>>,
    /// Of a command: the outcome that must be seen at once.
    #[serde(default)]
    pub(super) expect: Option<Spanned<String>>,
    /// The variants that have the part; left out, all that have what it stands in.
    #[serde(default)]
    pub(super) variants: Option<Spanned<Vec<Spanned<String>>>>,
}

/// Steps that follow each other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Steps {
    /// The first of them.
    pub(super) from: Spanned<String>,
    /// The last of them.
    pub(super) to: Spanned<String>,
}

/// A picture.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Image {
    /// Its address, from the page on.
    pub(super) source: Spanned<String>,
    /// The name of what stands for it where it can not be seen; left out, nothing does.
    #[serde(default)]
    pub(super) alt: Option<Spanned<String>>,
    /// The name of what is shown beside the pointer.
    #[serde(default)]
    pub(super) title: Option<Spanned<String>>,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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

/// Who carries out a step without commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum By {
    /// A person.
    Hand,
}

/// What follows a decision whose answer is no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Otherwise {
    /// The next step.
    Continue,
    /// Nothing: the procedure ends with what the decision's message says.
    Stop,
}

/// The computer on which something is carried out, by the item that names it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum At {
    /// The very item that `for_each` is at.
    This(Spanned<String>),
    /// Any one of the items.
    Any(Spanned<String>),
}

/// Commands under one lead-in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// Gives the command a lead-in of its own, the attribute of this name.
    #[serde(default)]
    pub(super) id: Option<Spanned<String>>,
    /// The command is run once for each item of a list.
    #[serde(default)]
    pub(super) for_each: Option<Spanned<String>>,
    /// The command, the same for all variants or one for each.
    pub(super) run: Spanned<OneOrEach<Spanned<String>>>,
    /// The state that is waited for: the command is repeated until it is seen.
    #[serde(default)]
    pub(super) until: Option<Spanned<String>>,
    /// The outcome that must be seen at once.
    #[serde(default)]
    pub(super) expect: Option<Spanned<String>>,
    /// What undoes the command, beside what undoes the step.
    #[serde(default)]
    pub(super) undone_by: Vec<UndoneBy>,
}

/// What undoes a step or a command.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum UndoneBy {
    /// Another step, for the same items.
    Step(Spanned<String>),
    /// This command, where it is run.
    Command(Spanned<String>),
    /// A program, whatever it is given.
    Program(Spanned<String>),
}

/// What shows that a step by hand was carried out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Evidence {
    /// A program was run there, from wherever it was put.
    Program(Spanned<String>),
    /// A command was run there.
    Command(Spanned<String>),
}

/// Steps that are carried out on one item after the other: all of them on the first, then all of
/// them on the second.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rolling {
    /// The message that says so.
    pub(super) id: Spanned<String>,
    /// The items.
    pub(super) each: Spanned<String>,
    /// The first of the steps.
    pub(super) from: Spanned<String>,
    /// The last of the steps.
    pub(super) to: Spanned<String>,
}

/// A note.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    /// Its message, or the attribute of the step's message.
    pub(super) id: Spanned<String>,
    /// Its kind.
    #[serde(default)]
    pub(super) kind: NoteKind,
}

/// The kinds of note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// Worth knowing.
    #[default]
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

/// What must be seen in the output of a command.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// Records, as tables, lists or one-line objects show them.
    Records(Records),
    /// This line.
    Line(Spanned<String>),
    /// Nothing at all.
    Silence(Nothing),
}

/// An empty mapping.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// What must be seen in every record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Records {
    /// The field that names a record.
    pub(super) key: Spanned<String>,
    /// The fields that must be seen, each with the values that mean success.
    pub(super) reached: Entries<Vec<Spanned<String>>>,
    /// Values that mean failure; any other means that it is not there yet.
    #[serde(default)]
    pub(super) failed: Entries<Vec<Spanned<String>>>,
    /// Values that are let pass in some records.
    #[serde(default)]
    pub(super) tolerated: Vec<Tolerated>,
}

/// A value that is let pass.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Tolerated {
    /// The record.
    pub(super) record: Spanned<String>,
    /// The field.
    pub(super) field: Spanned<String>,
    /// The value.
    pub(super) value: Spanned<String>,
    /// In how many of the outputs, one for each item, at most.
    pub(super) in_at_most: u32,
}
