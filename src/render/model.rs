//! What a template sees: the document as Tera's values.
//!
//! Running text and commands arrive in the characters of the format, safe to print; everything
//! else is plain and is escaped when it is printed. The names are those of the document's JSON
//! form, so that `--format json` shows what there is to print. Two liberties, because a template is
//! run ten thousand times a second: a paragraph is just its text (one in another language than the
//! document's is of kind `foreign`, with `text` and `lang`), and what there is nothing of, is left
//! out instead of being an empty list.

use std::cell::RefCell;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::{Context, Value};

use crate::document::{
    Alert, Block, Branch, Checklist, Command, Commands, Document, Inline, Occurrence, Outcome,
    Place, Prose, Step, StepKind, Then, Words, plain_text,
};

/// How a format writes the parts that a template cannot put together.
pub(super) trait Dialect {
    /// Running text.
    fn prose(&self, inlines: &[Inline], out: &mut String);
    /// Running text that is a heading.
    fn heading(&self, inlines: &[Inline], out: &mut String) {
        self.prose(inlines, out);
    }
    /// A command, as it is printed.
    fn command(&self, command: &Command, out: &mut String);
    /// An act to be ticked off: its name, unless the format wants to know more.
    fn act(&self, occurrence: &Occurrence) -> Value {
        occurrence_label(occurrence).unwrap_or_default().into()
    }
    /// One more fact about a command, under a name.
    fn extra(&self, command: &Command) -> (&'static str, Value);
}

/// The whole document.
pub(super) fn context(document: &Document, dialect: &dyn Dialect) -> Context {
    let mut model = Model {
        dialect,
        buffer: String::with_capacity(512),
    };
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
            crate::document::Direction::Ltr => "ltr",
            crate::document::Direction::Rtl => "rtl",
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
            ])
        }),
    );
    put("summary", model.blocks(&document.summary));
    put("summary_text", first_sentences(&document.summary).into());
    put("procedure", model.heading(&document.procedure));
    put("step_count", document.step_count.as_str().into());
    put(
        "placeholders",
        model.maybe(document.placeholders.as_deref()),
    );
    let steps: Vec<Value> = document.steps.iter().map(|step| model.step(step)).collect();
    put("steps", array(steps));
    let notes: Vec<Value> = document
        .notes
        .iter()
        .map(|note| model.alert(note))
        .collect();
    put("notes", array(notes));
    put(
        "untranslated",
        model.maybe(document.untranslated.as_deref()),
    );
    put("generated", document.generated.as_str().into());
    put("words", words(&document.words));
    context
}

/// The name that code blocks give the document's shell.
pub(super) fn shell_name(document: &Document) -> &'static str {
    match document.shell {
        crate::document::ShellName::Powershell => "powershell",
        crate::document::ShellName::Bash => "bash",
    }
}

struct Model<'a> {
    dialect: &'a dyn Dialect,
    /// Reused by every piece of running text.
    buffer: String,
}

impl Model<'_> {
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

    fn step(&mut self, step: &Step) -> Value {
        let mut map = vec![
            ("id", step.id.as_str().into()),
            ("number", step.number.into()),
            ("label", step.label.as_str().into()),
            ("title", step.title.as_str().into()),
            ("kind", kind_name(step.kind).into()),
            ("body", self.blocks(&step.body)),
        ];
        if let Some(reason) = &step.not_applicable {
            map.push(("not_applicable", self.prose(reason)));
        }
        entries_map(&map)
    }

    fn blocks(&mut self, blocks: &[Block]) -> Value {
        array(blocks.iter().map(|block| self.block(block)).collect())
    }

    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Paragraph(prose) => self.paragraph(prose),
            Block::Commands(commands) => self.commands(commands),
            Block::Branches(branches) => map([
                ("kind", "branches".into()),
                ("yes", self.branch(&branches.yes)),
                ("no", self.branch(&branches.no)),
            ]),
            Block::Checklist(checklist) => self.checklist(checklist),
            Block::Alert(alert) => self.alert(alert),
            // The definition cannot say these yet.
            Block::List(_)
            | Block::Table(_)
            | Block::Image(_)
            | Block::Sample(_)
            | Block::Quote(_) => array(Vec::new()),
        }
    }

    fn branch(&mut self, branch: &Branch) -> Value {
        map([
            ("label", branch.label.as_str().into()),
            ("blocks", self.blocks(&branch.blocks)),
            ("ends", (branch.then == Then::Ends).into()),
        ])
    }

    fn checklist(&mut self, checklist: &Checklist) -> Value {
        let items = checklist.items.iter().map(|o| self.dialect.act(o));
        map([
            ("kind", "checklist".into()),
            ("lead", checklist.lead.as_deref().unwrap_or_default().into()),
            ("items", array(items.collect())),
        ])
    }

    fn alert(&mut self, alert: &Alert) -> Value {
        map([
            ("kind", "alert".into()),
            ("alert", super::alert_name(alert.kind).into()),
            ("label", alert.label.as_str().into()),
            ("blocks", self.blocks(&alert.blocks)),
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
        let items: Vec<Value> = command
            .occurrences
            .iter()
            .filter(|o| command.occurrences.len() > 1 || matches!(o.place, Place::On(_)))
            .filter_map(occurrence_label)
            .map(Value::from)
            .collect();
        let mut map = vec![("code", code)];
        if command.has_placeholders {
            map.push(("has_placeholders", true.into()));
        }
        if !items.is_empty() {
            map.push(("occurrences", array(items)));
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

/// The words of the page. Documents of one language share them, and so do their values.
fn words(words: &Arc<Words>) -> Value {
    thread_local! {
        static LAST: RefCell<Option<(Arc<Words>, Value)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((of, value)) if Arc::ptr_eq(of, words) => value.clone(),
        _ => {
            let value = words_map(words);
            *last = Some((Arc::clone(words), value.clone()));
            value
        }
    })
}

fn words_map(words: &Words) -> Value {
    map([
        ("contents", words.contents.as_str().into()),
        ("product", words.product.as_str().into()),
        ("change", words.change.as_str().into()),
        ("runbook", words.runbook.as_str().into()),
        ("revision", words.revision.as_str().into()),
        ("window", words.window.as_str().into()),
        ("timezone", words.timezone.as_str().into()),
        ("done", words.done.as_str().into()),
        ("by", words.by.as_str().into()),
        ("at", words.at.as_str().into()),
        ("signature", words.signature.as_str().into()),
        ("copy", words.copy.as_str().into()),
        ("copied", words.copied.as_str().into()),
        ("note", words.note.as_str().into()),
        ("tip", words.tip.as_str().into()),
        ("important", words.important.as_str().into()),
        ("warning", words.warning.as_str().into()),
        ("caution", words.caution.as_str().into()),
        ("not_applicable", words.not_applicable.as_str().into()),
        ("on_any", words.on_any.as_str().into()),
        ("skip_to_steps", words.skip_to_steps.as_str().into()),
        ("yes", words.yes.as_str().into()),
        ("no", words.no.as_str().into()),
    ])
}

/// The first paragraph, plain: what a page says of itself to a search engine.
fn first_sentences(blocks: &[Block]) -> String {
    let text = blocks.iter().find_map(|block| match block {
        Block::Paragraph(prose) => Some(plain_text(&prose.text)),
        _ => None,
    });
    text.unwrap_or_default()
}

fn kind_name(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ByHand => "by-hand",
        StepKind::Command => "command",
        StepKind::Decision => "decision",
    }
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
