//! What a template sees: the document as Tera's values.
//!
//! Running text and commands arrive in the characters of the format, safe to print; everything
//! else is plain and is escaped when it is printed. The names are those of the document's JSON
//! form, so that `--format json` shows what there is to print. Two liberties, because a template is
//! run ten thousand times a second: a paragraph is just its text (one in another language than the
//! document's is of kind `foreign`, with `text` and `lang`), and what there is nothing of, is left
//! out instead of being an empty list.

pub(super) mod guide;
mod marks;
mod parts;
mod steps;
mod words;

use runproof_prose::{Inline, plain_text};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::{Context, Value};

use self::marks::{Ending, Marks};
use self::words::words;
use runproof_model::document::{
    Alert, Block, Branch, Branches, Checklist, Command, Commands, Document, Occurrence, Outcome,
    Part, Place, Prose, ShownBy, Table, Then, Turn, Words,
};

/// How a format writes the parts that a template cannot put together.
pub(super) trait Dialect {
    /// Running text.
    fn prose(&self, inlines: &[Inline], out: &mut String);
    /// Running text that is a heading.
    fn heading(&self, inlines: &[Inline], out: &mut String) {
        self.prose(inlines, out);
    }
    /// What a cell of a table says.
    fn cell(&self, inlines: &[Inline], out: &mut String) {
        self.prose(inlines, out);
    }
    /// Text of a machine that is not run, as it is printed.
    fn sample(&self, text: &str, out: &mut String);
    /// What stands around a text that is printed as it is, where the format has such a thing.
    fn fence(&self, _: &str) -> Value {
        Value::none()
    }
    /// A table as one text, where the format does not set it out of cells.
    fn table(&self, _: &Table) -> Value {
        Value::none()
    }
    /// A command, as it is printed.
    fn command(&self, command: &Command, out: &mut String);
    /// An act to be ticked off: its name, unless the format wants to know more.
    fn act(&self, occurrence: &Occurrence) -> Value {
        occurrence_label(occurrence).unwrap_or_default().into()
    }
    /// One more fact about a command, under a name.
    fn extra(&self, command: &Command) -> (&'static str, Value);
    /// A step is about to be read: this one.
    fn enter(&self, _: &str) {}
    /// Whether what is done is ticked off.
    fn has_ticks(&self) -> bool {
        true
    }
    /// More about what must be seen: how it can be told from an output.
    fn shown_by(&self, _: &ShownBy) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
}

/// The whole document.
pub(super) fn context(document: &Document, dialect: &dyn Dialect) -> Context {
    let mut model = Model::new(document, dialect);
    let mut context = Context::new();
    let mut put = |name: &'static str, value: Value| context.insert_value(name, value);
    put("runbook", document.runbook.as_str().into());
    put("revision", document.revision.as_str().into());
    put("sha256", document.sha256.as_str().into());
    put("variant", document.variant.as_str().into());
    put("locale", document.locale.as_str().into());
    put(
        "direction",
        match document.direction {
            runproof_model::document::Direction::Ltr => "ltr",
            runproof_model::document::Direction::Rtl => "rtl",
        }
        .into(),
    );
    put("shell", shell_name(document).into());
    put("product", document.product.as_str().into());
    put("title", model.heading(&document.title));
    put("title_text", plain_text(&document.title).into());
    put(
        "change",
        document.change.as_ref().map_or_else(Value::none, |change| {
            map([
                ("id", change.id.as_str().into()),
                ("window", optional(change.window.as_deref())),
                ("timezone", optional(change.timezone.as_deref())),
                ("is_dated", change.is_dated.into()),
            ])
        }),
    );
    put("summary", model.blocks(&document.summary));
    put("summary_text", first_sentences(document).into());
    put("procedure", model.heading(&document.procedure));
    put("step_count", document.step_count.as_str().into());
    put(
        "placeholders",
        model.maybe(document.placeholders.as_deref()),
    );
    put("recording", model.blocks(&document.recording));
    put("steps", model.steps(document, 0..document.steps.len()));
    let notes: Vec<Value> = document
        .notes
        .iter()
        .map(|note| model.alert(note))
        .collect();
    put("notes", array(notes));
    put("page", model.page(document));
    put(
        "untranslated",
        model.maybe(document.untranslated.as_deref()),
    );
    put("generated", model.prose(&document.generated));
    put("words", words(&document.words));
    context
}

/// The name that code blocks give the document's shell.
pub(super) fn shell_name(document: &Document) -> &'static str {
    match document.shell {
        runproof_model::document::ShellName::Powershell => "powershell",
        runproof_model::document::ShellName::Bash => "bash",
    }
}

struct Model<'a> {
    dialect: &'a dyn Dialect,
    words: &'a Words,
    /// Whether what is read stands in a step, a list or a quote.
    is_nested: bool,
    /// Reused by every piece of running text.
    buffer: String,
}

impl<'a> Model<'a> {
    fn new(document: &'a Document, dialect: &'a dyn Dialect) -> Self {
        Self {
            dialect,
            words: &document.words,
            is_nested: false,
            buffer: String::with_capacity(512),
        }
    }

    fn prose(&mut self, inlines: &[Inline]) -> Value {
        self.buffer.clear();
        self.dialect.prose(inlines, &mut self.buffer);
        Value::safe_string(&self.buffer)
    }

    fn heading(&mut self, inlines: &[Inline]) -> Value {
        self.buffer.clear();
        self.dialect.heading(inlines, &mut self.buffer);
        Value::safe_string(&self.buffer)
    }

    fn maybe(&mut self, inlines: Option<&[Inline]>) -> Value {
        inlines.map_or_else(Value::none, |inlines| self.prose(inlines))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Value {
        self.blocks_after(blocks, &mut Marks::default())
    }

    fn blocks_after(&mut self, blocks: &[Block], marks: &mut Marks) -> Value {
        let mut values = Vec::with_capacity(blocks.len());
        self.add_blocks(blocks, marks, &mut values);
        array(values)
    }

    fn add_blocks(&mut self, blocks: &[Block], marks: &mut Marks, values: &mut Vec<Value>) {
        let is_plain = !self.dialect.has_ticks();
        for block in blocks {
            match block {
                Block::Turns(turns) if is_plain => {
                    for turn in turns {
                        self.add_blocks(&turn.blocks, marks, values);
                    }
                }
                Block::Ticks(_) if is_plain => {}
                block => values.push(self.block(block, marks)),
            }
        }
    }

    /// `marks` knows what stands in front of the block, and learns what the block ends with.
    fn block(&mut self, block: &Block, marks: &mut Marks) -> Value {
        let (value, ending) = match block {
            Block::Paragraph(prose) => {
                let value = self.paragraph(prose);
                // What nobody sees stands between no two lists.
                if self.buffer.trim().is_empty() {
                    return value;
                }
                (value, Ending::Other)
            }
            Block::Commands(commands) => (self.commands(commands), marks::of_commands(commands)),
            Block::Branches(branches) => return self.branches(branches, marks),
            Block::Checklist(list) | Block::Ticks(list) => return self.checklist(list, marks),
            Block::Turns(turns) => return self.turns(turns, marks),
            // In a step it may be written without a box around it, and what it ends with shows.
            Block::Alert(alert) if self.is_nested => {
                marks.follow(Ending::Other);
                let blocks = self.blocks_after(&alert.blocks, marks);
                return self.alert_of(alert, blocks);
            }
            Block::Alert(alert) => (self.alert(alert), Ending::Other),
            Block::List(list) => return self.list(list, marks),
            Block::Table(table) if table.columns.is_empty() => return self.table(table),
            Block::Table(table) => (self.table(table), Ending::Other),
            Block::Image(image) => {
                let value = self.image(image);
                if self.buffer.trim().is_empty() {
                    return value;
                }
                (value, Ending::Other)
            }
            Block::Sample(sample) => (self.sample(sample), Ending::Other),
            Block::Quote(blocks) => {
                let value = self.nested(|model| {
                    map([("kind", "quote".into()), ("blocks", model.blocks(blocks))])
                });
                (value, Ending::Other)
            }
        };
        marks.follow(ending);
        value
    }

    fn branches(&mut self, branches: &Branches, marks: &mut Marks) -> Value {
        let mut branch = |branch: &Branch| {
            marks.follow(Ending::Other);
            map([
                ("label", branch.label.as_str().into()),
                ("blocks", self.blocks_after(&branch.blocks, marks)),
                ("ends", (branch.then == Then::Ends).into()),
            ])
        };
        map([
            ("kind", "branches".into()),
            ("yes", branch(&branches.yes)),
            ("no", branch(&branches.no)),
        ])
    }

    fn turns(&mut self, turns: &[Turn], marks: &mut Marks) -> Value {
        let turns = turns.iter().map(|turn| {
            marks.follow(Ending::Other);
            map([
                ("label", turn.label.as_str().into()),
                ("blocks", self.blocks_after(&turn.blocks, marks)),
            ])
        });
        let turns = array(turns.collect());
        map([("kind", "turns".into()), ("turns", turns)])
    }

    /// Reads something whose blocks do not stand at the margin.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.is_nested, true);
        let read = read(self);
        self.is_nested = before;
        read
    }

    fn checklist(&mut self, checklist: &Checklist, marks: &mut Marks) -> Value {
        let items = checklist.items.iter().map(|o| self.dialect.act(o));
        if checklist.lead.is_some() {
            marks.follow(Ending::Other);
        }
        let mark = if checklist.items.is_empty() {
            ""
        } else {
            marks.bullet()
        };
        map([
            ("kind", "checklist".into()),
            ("lead", checklist.lead.as_deref().unwrap_or_default().into()),
            ("items", array(items.collect())),
            ("mark", Value::safe_string(mark)),
        ])
    }

    fn alert(&mut self, alert: &Alert) -> Value {
        let blocks = self.blocks(&alert.blocks);
        self.alert_of(alert, blocks)
    }

    fn alert_of(&self, alert: &Alert, blocks: Value) -> Value {
        map([
            ("kind", "alert".into()),
            ("alert", super::alert_name(alert.kind).into()),
            ("label", alert.label.as_str().into()),
            ("lead", self.words.lead(&alert.label).into()),
            ("is_nested", self.is_nested.into()),
            ("blocks", blocks),
        ])
    }

    fn commands(&mut self, commands: &Commands) -> Value {
        // Where all may be run on any one of the same computers, that is said once.
        let any_of = shared_choice(commands);
        let list = commands
            .commands
            .iter()
            .map(|c| self.command(c, any_of.is_some()))
            .collect();
        let mut map = vec![("kind", "commands".into()), ("commands", array(list))];
        if let Some(hosts) = any_of {
            map.push(("any_of", strings(hosts)));
        }
        if let Some(outcome) = &commands.outcome {
            map.push(("outcome", self.outcome(outcome)));
        }
        entries_map(&map)
    }

    fn outcome(&mut self, outcome: &Outcome) -> Value {
        let mut map = vec![("seen", self.paragraph(&outcome.seen))];
        map.extend(self.dialect.shown_by(&outcome.shown_by));
        if let Some(repeat) = &outcome.repeat {
            map.push(("repeat", self.paragraph(repeat)));
        }
        entries_map(&map)
    }

    fn paragraph(&mut self, prose: &Prose) -> Value {
        let text = self.prose(&prose.text);
        match prose.lang.as_deref() {
            None => text,
            Some(lang) => map([
                ("kind", "foreign".into()),
                ("text", text),
                ("lang", lang.into()),
            ]),
        }
    }

    fn command(&mut self, command: &Command, choice_is_said: bool) -> Value {
        self.buffer.clear();
        self.dialect.command(command, &mut self.buffer);
        let code = Value::safe_string(&self.buffer);
        let choice = command.occurrences.first().and_then(choice);
        let ticks = command.ticks.iter().filter_map(occurrence_label);
        let ticks: Vec<Value> = ticks.map(Value::from).collect();
        let mut map = vec![("code", code)];
        if command.text.has_placeholders() {
            map.push(("has_placeholders", true.into()));
        }
        if !ticks.is_empty() {
            map.push(("ticks", array(ticks)));
        }
        if let Some(hosts) = choice.filter(|_| !choice_is_said) {
            map.push(("any_of", strings(hosts)));
        }
        let (name, value) = self.dialect.extra(command);
        map.push((name, value));
        entries_map(&map)
    }
}

/// The computers of which any one will do, where that is so for every act of every command.
fn shared_choice(commands: &Commands) -> Option<&[String]> {
    let mut acts = commands.commands.iter().flat_map(|c| &c.occurrences);
    let first = choice(acts.next()?)?;
    acts.all(|act| choice(act) == Some(first)).then_some(first)
}

fn choice(occurrence: &Occurrence) -> Option<&[String]> {
    match &occurrence.place {
        Place::OnAny(hosts) if !hosts.is_empty() => Some(hosts),
        _ => None,
    }
}

/// What a person ticks off: the values, and the computer where they do not name it.
pub(super) fn occurrence_label(occurrence: &Occurrence) -> Option<String> {
    let label = occurrence.label();
    match &occurrence.place {
        Place::On(host) if label.is_empty() => Some(host.clone()),
        Place::On(host) if !occurrence.binding.iter().any(|b| b.value == *host) => {
            Some(format!("{label} ({host})"))
        }
        _ => (!label.is_empty()).then_some(label),
    }
}

/// The first paragraph, plain: what a page says of itself to a search engine.
fn first_sentences(document: &Document) -> String {
    let parts = document.page.iter().flatten();
    let blocks = parts.filter_map(|part| match part {
        Part::Block(block) => Some(block),
        Part::Heading(_) | Part::Steps(_) => None,
    });
    let text = document
        .summary
        .iter()
        .chain(blocks)
        .find_map(|block| match block {
            Block::Paragraph(prose) => Some(plain_text(&prose.text)),
            _ => None,
        });
    text.unwrap_or_default()
}

fn optional(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::from)
}

fn strings(texts: &[String]) -> Value {
    array(texts.iter().map(|text| text.as_str().into()).collect())
}

fn array(values: Vec<Value>) -> Value {
    Value::from(values)
}

pub(super) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    entries_map(&entries)
}

/// A map out of entries. Tera rebuilds every map that it is given; what it builds itself, by way
/// of serde, it builds once.
fn entries_map(entries: &[(&'static str, Value)]) -> Value {
    Value::try_from_serializable(&Entries(entries)).unwrap_or_else(|_| Value::none())
}

struct Entries<'a>(&'a [(&'static str, Value)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("", self.0.len())?;
        for (name, value) in self.0 {
            map.serialize_field(name, value)?;
        }
        map.end()
    }
}
