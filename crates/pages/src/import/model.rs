//! What pages come to before it is written: one definition, its words in every language and for
//! every product, a glossary, and what could not be decided.
//!
//! It mirrors the format of definitions (`docs/format.md`); `write` puts it into files.

use std::collections::BTreeMap;

use crate::Align;
use runproof_core::diagnostic::Location;
use runproof_language::Locale;
use runproof_model::runbook::{NoteKind, ValueKind};
use runproof_prose::Image;

/// Everything that was taken from pages.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The runbook's id.
    pub id: String,
    /// The language that leads.
    pub source: Locale,
    /// All languages, the leading one first.
    pub locales: Vec<Locale>,
    /// The products, at least one.
    pub variants: Vec<Variant>,
    /// What stands in commands for values of one's own.
    pub parameters: Vec<Parameter>,
    /// The title of the page.
    pub title: Message,
    /// The page from top to bottom; [`PartKind::Steps`] says where steps stand.
    pub page: Vec<Part>,
    /// All steps of all products, in reading order.
    pub steps: Vec<Step>,
    /// Labels of the user interface; [`Piece::Label`] is a place in it.
    pub glossary: Vec<Label>,
    /// What a person must decide.
    pub undecided: Vec<Remark>,
}

/// A product version.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its id: `lync-2013`.
    pub id: String,
    /// What it is called, by language.
    pub product: BTreeMap<Locale, String>,
    /// What differs in commands, by name; every variant has the same names.
    pub facts: Vec<(String, String)>,
}

/// A placeholder of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the definition: `pool1_fqdn`.
    pub name: String,
    /// What kind of value it is.
    pub kind: ValueKind,
    /// What stands in the pages, brackets included: `<Pool1 FQDN>`.
    pub placeholder: String,
}

/// A label of the user interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its name in the glossary: `ui-edit-properties`.
    pub key: String,
    /// What it is in each language.
    pub texts: BTreeMap<Locale, String>,
}

/// Which of [`Imported::variants`] have something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variants {
    /// All of them.
    All,
    /// These, by their places.
    Only(Vec<usize>),
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Which products have it.
    pub variants: Variants,
    /// Its first paragraph.
    pub text: Message,
    /// What follows in it.
    pub body: Vec<Part>,
    /// What a person who edits the definition should know of it.
    pub comments: Vec<String>,
}

/// A part of the page or of a step.
#[derive(Debug, Clone)]
pub struct Part {
    /// Which products have it.
    pub variants: Variants,
    /// What it is.
    pub kind: PartKind,
    /// What a person who edits the definition should know of it.
    pub comments: Vec<String>,
}

/// What a part is.
#[derive(Debug, Clone)]
pub enum PartKind {
    /// A paragraph.
    Text(Message),
    /// A heading, only between procedures.
    Heading {
        /// 2 to 6.
        level: u8,
        /// What it says.
        text: Message,
    },
    /// A procedure, only between procedures: places in [`Imported::steps`], the end excluded.
    Steps(std::ops::Range<usize>),
    /// Commands that are run, only in steps.
    Run(Command),
    /// Text of a machine that is not run.
    Sample {
        /// The text, one for all products or one for each that has the part.
        text: Each<String>,
        /// Its language.
        language: Option<String>,
    },
    /// A picture that stands alone.
    Image {
        /// Its address, one for all products or one for each.
        source: Each<String>,
        /// What stands for it; `None` where no page says.
        alt: Option<Message>,
        /// What is shown beside the pointer.
        title: Option<Message>,
    },
    /// A list of bullets: its items.
    Bullets(Vec<Vec<Part>>),
    /// A numbered list inside of a step.
    Numbers {
        /// The first number.
        start: u32,
        /// The items.
        items: Vec<Vec<Part>>,
    },
    /// A table.
    Table {
        /// Its name.
        name: String,
        /// The columns: a name, how it is set, its head.
        columns: Vec<Column>,
        /// The rows: a name, and a cell for every column.
        rows: Vec<(String, Vec<Message>)>,
    },
    /// An alert.
    Note {
        /// Its kind.
        kind: NoteKind,
        /// What it says.
        parts: Vec<Part>,
    },
    /// Something quoted.
    Quote(Vec<Part>),
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How it is set.
    pub align: Align,
    /// What it is headed with.
    pub head: Message,
}

/// One for all products, or one for each that has the part, in the order of the variants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Each<T> {
    /// The same for all.
    Same(T),
    /// By the place of the variant.
    Differs(Vec<(usize, T)>),
}

/// A command with what stands in it for facts and values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The text, one for all products or one for each.
    pub text: Each<Vec<CommandPiece>>,
}

/// A piece of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandPiece {
    /// As it is.
    Text(String),
    /// A parameter, by its place in [`Imported::parameters`].
    Parameter(usize),
    /// A fact of the variant, by its name.
    Fact(String),
}

/// Words in every language and for every product.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its name: of a step's first paragraph the step's id, else a name that is unique in its step,
    /// or among the parts between procedures.
    pub name: String,
    /// The words by language, then by the place of the variant. A product that the message is not
    /// for is not there; a language that lacks it is not there either.
    pub words: BTreeMap<Locale, Vec<(usize, Words)>>,
}

/// Running text.
pub type Words = Vec<Piece>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// As a reader sees it.
    Text(String),
    /// Bold.
    Strong(Words),
    /// Emphasis.
    Emphasis(Words),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        target: String,
        /// What is clicked.
        text: Words,
    },
    /// A small picture.
    Image(Image),
    /// A line break that the writer wanted.
    Break,
    /// The end of a paragraph: one language says in two what the others say in one.
    Paragraph,
    /// A label, by its place in [`Imported::glossary`]; it stands inside of [`Piece::Strong`].
    Label(usize),
    /// A number of steps, counted by the plan.
    Count(Count),
}

/// A number of steps that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What it counts.
    pub of: Counted,
    /// What the page says.
    pub stated: u32,
    /// How the page says it.
    pub form: CountForm,
    /// The number to the letter: `two`, `beiden`, `2`.
    pub written: String,
}

/// What a stated number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The steps that follow: `$remaining`.
    Remaining,
    /// All steps of the procedure: `$steps`.
    Steps,
    /// The number of a step: `$step-ID`, by its place in [`Imported::steps`].
    StepNumber(usize),
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountForm {
    /// In digits.
    Digits,
    /// As a word: "two".
    Word,
}

/// What a person must decide, or know.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Where in the pages.
    pub location: Option<Location>,
    /// What, as a sentence.
    pub message: String,
    /// What it means for the page that is written.
    pub effect: Effect,
}

/// In what a written page differs from its own, by what was remarked there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// In nothing: what stands there is kept.
    Kept,
    /// What stands there is not written.
    LeftOut,
    /// A number in words is the one that is counted.
    Counted,
    /// Code is that of another page.
    Code,
    /// A picture is that of another page.
    Picture,
    /// It is a heading of another level, another list, another kind of alert.
    Form,
    /// The page of this name lacks what stands there, and gets it.
    Lacking(String),
}
