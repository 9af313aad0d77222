//! A guided script: it leads a person through the procedure, runs the commands on confirmation and
//! leaves marks in a transcript, so that what was done can be held against what was planned.
//!
//! A mark is a line of its own: `#runproof:1 ` and an object of JSON in ASCII. Its `event` is one of
//! `session-start`, `step-start`, `not-applicable`, `command-start`, `command-end`, `by-hand-done`,
//! `outcome-seen`, `outcome-wrong`, `skipped`, `elsewhere`, `waited`, `decision` and `session-end`.
//!
//! What is printed into a script by its template is a literal of the script's language, quotes and
//! all: the escaping of these templates is quoting. A command is such a literal, too, and the same
//! text is marked and run; so no command can break the script that it stands in.

mod bash;
mod powershell;

use runproof_prose::{Inline, InlineKind, plain_text};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use tera::{Context, Value};

use super::model::{self, Dialect};
use super::terminal;
use runproof_model::document::{
    Command, Document, Guide, Occurrence, Place, ShellName, ShownBy, Table,
};
use runproof_text::hash::Digest;
use runproof_text::json::ascii_string;
use runproof_text::visible::{Breaks, visible};

pub(super) use bash::escape as escape_bash;
pub(super) use powershell::escape as escape_powershell;

/// What a script's templates see: the document, and what the guide leads through.
pub(super) fn context(document: &Document, guide: &Guide) -> Context {
    let dialect = Script::new(match document.shell {
        ShellName::Powershell => powershell::quote,
        ShellName::Bash => bash::quote,
    });
    let mut context = model::context(document, &dialect);
    context.insert_value("file", file_stem(document).into());
    let words = guide
        .words
        .all()
        .map(|(name, text)| (name, Value::from(text)));
    let words: BTreeMap<_, _> = words.collect();
    // Names are the script's own words: they are printed as they are.
    let say = words.iter().map(|(name, text)| {
        model::map([("name", Value::safe_string(name)), ("text", text.clone())])
    });
    context.insert_value("say", Value::from(say.collect::<Vec<_>>()));
    context.insert("script", &words);
    context.insert("servers", &guide.servers);
    context.insert("is_elevated", &guide.is_elevated);
    context.insert_value("walk", model::guide::parts(document, guide, &dialect));
    context
}

/// The start of the transcript's name, safe on every file system.
fn file_stem(document: &Document) -> String {
    let change = document.change.as_ref().map(|change| change.id.as_str());
    let parts = ["runproof", &document.runbook].into_iter().chain(change);
    let mut stem = parts.collect::<Vec<_>>().join("-");
    stem.retain(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    stem.truncate(100);
    stem
}

/// The columns of what a script says that is laid out: it does not know the terminal that it will
/// run in.
const WIDTH: usize = 76;

/// A script's way to write running text and commands: as literals.
struct Script {
    quote: fn(&str, &mut String),
    acts: RefCell<Acts>,
}

/// The acts that were read so far.
#[derive(Default)]
struct Acts {
    /// The step that is being read.
    step: String,
    /// How often each act was met.
    seen: HashMap<String, u32>,
    /// The keys of the acts since the last outcome: what must be seen is seen of them.
    recent: String,
}

impl Script {
    fn new(quote: fn(&str, &mut String)) -> Self {
        Self {
            quote,
            acts: RefCell::default(),
        }
    }

    /// What names an act in a transcript, whatever the language of the script: it is the same in
    /// every script that has the act.
    fn key(&self, binding: &str, command: &str) -> String {
        let acts = &mut *self.acts.borrow_mut();
        let act = format!("{}\n{binding}\n{command}", acts.step);
        let times = acts.seen.entry(act.clone()).or_default();
        *times += 1;
        let key = Digest::of(format!("{act}\n{times}")).short_hex(4);
        acts.recent.push_str(&key);
        key
    }
}

impl Dialect for Script {
    fn enter(&self, step: &str) {
        let acts = &mut *self.acts.borrow_mut();
        step.clone_into(&mut acts.step);
        acts.recent.clear();
    }

    fn has_ticks(&self) -> bool {
        false
    }

    fn shown_by(&self, shown_by: &ShownBy) -> Vec<(&'static str, Value)> {
        let (rule, line) = match shown_by {
            ShownBy::Reading => ("reading", ""),
            ShownBy::Line(line) => ("line", line.as_str()),
            ShownBy::Silence => ("silence", ""),
        };
        let of = std::mem::take(&mut self.acts.borrow_mut().recent);
        let key = self.key(&of, rule);
        self.acts.borrow_mut().recent.clear();
        vec![
            ("rule", rule.into()),
            ("line", line.into()),
            ("key", key.into()),
        ]
    }

    fn prose(&self, inlines: &[Inline], out: &mut String) {
        let mut text = String::new();
        write_plain(inlines, &mut text);
        // One line, whatever was written; a no-break space stays what it is.
        let words = text.split(|c: char| c == ' ' || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        (self.quote)(&words.join(" "), out);
    }

    fn command(&self, command: &Command, out: &mut String) {
        self.exact(command.text.as_str(), out);
    }

    fn table(&self, table: &Table) -> Value {
        let mut out = String::new();
        (self.quote)(&terminal::plain_table(table, WIDTH), &mut out);
        Value::safe_string(&out)
    }

    fn sample(&self, text: &str, out: &mut String) {
        self.exact(text, out);
    }

    /// The acts that the command stands for, each of which the script runs.
    fn extra(&self, command: &Command) -> (&'static str, Value) {
        let text = command.text.as_str();
        let mut names: Vec<&str> = command
            .text
            .placeholders()
            .map(|place| &text[place])
            .collect();
        names.sort_unstable();
        names.dedup();
        let names: Vec<Value> = names.into_iter().map(Value::from).collect();
        let none = [Occurrence::default()];
        let acts = match command.occurrences.as_slice() {
            [] => none.as_slice(),
            acts => acts,
        };
        let acts: Vec<Value> = acts
            .iter()
            .map(|act| {
                let mut act = self.act_of(act, text);
                if let Some(mut map) = act.clone().into_map() {
                    map.insert("placeholders".into(), Value::from(names.clone()));
                    act = map.into();
                }
                act
            })
            .collect();
        ("acts", Value::from(acts))
    }

    fn act(&self, occurrence: &Occurrence) -> Value {
        self.act_of(occurrence, "")
    }
}

impl Script {
    /// A text in which every character counts. What would not be seen is not run, either.
    fn exact(&self, text: &str, out: &mut String) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        (self.quote)(&visible(&text, Breaks::Kept), out);
    }

    fn act_of(&self, occurrence: &Occurrence, command: &str) -> Value {
        let binding: Vec<String> = occurrence
            .binding
            .iter()
            .map(|binding| {
                format!(
                    "{}:{}",
                    ascii_string(&binding.name),
                    ascii_string(&binding.value)
                )
            })
            .collect();
        let hosts: Vec<&str> = match &occurrence.place {
            Place::Anywhere => Vec::new(),
            Place::On(host) => vec![host],
            Place::OnAny(hosts) => hosts.iter().map(String::as_str).collect(),
        };
        let binding = format!("{{{}}}", binding.join(","));
        model::map([
            ("key", self.key(&binding, command).into()),
            (
                "label",
                model::occurrence_label(occurrence)
                    .unwrap_or_default()
                    .into(),
            ),
            ("binding", binding.into()),
            ("hosts", Value::from(hosts)),
        ])
    }
}

fn write_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => write_plain(inner, out),
            InlineKind::Link { target, text, .. } => {
                write_plain(text, out);
                if plain_text(text) != *target {
                    out.extend([" <", target, ">"]);
                }
            }
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}
