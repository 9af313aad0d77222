//! A Plan put into words: the one place where messages are asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::body::first_words;
use super::inline::{plain_text, read_paragraphs};
use super::{
    Alert, AlertKind, Binding, Block, Branch, Branches, Change, Checklist, Command, Commands,
    Direction, Document, Inline, Occurrence, Outcome, Place, Prose, ShellName, Step, StepKind,
    Then, Words,
};
use crate::locale::{Args, Locale, Translator, unshield};
use crate::plan::{self, Act, Applicability, Plan, Reason, Value};
use crate::runbook::{Note, NoteKind, Otherwise, Repeats, Shell};

/// Puts Plans of one runbook into the words of one language.
pub struct Writer<'t> {
    program: &'t Translator,
    prose: &'t Translator,
    words: Arc<Words>,
    source: Locale,
    /// What was read already: most sentences are the same in every variant.
    read: RefCell<HashMap<String, Vec<Vec<Inline>>>>,
}

impl<'t> Writer<'t> {
    /// A writer with the program's own words, a runbook's messages, and the language that these
    /// fall back to.
    pub fn new(program: &'t Translator, prose: &'t Translator, source: &Locale) -> Self {
        Self {
            program,
            prose,
            words: Arc::new(Words::read(program)),
            source: source.clone(),
            read: RefCell::default(),
        }
    }

    fn paragraphs(&self, markdown: String) -> Vec<Vec<Inline>> {
        let mut read = self.read.borrow_mut();
        if let Some(paragraphs) = read.get(&markdown) {
            return paragraphs.clone();
        }
        let paragraphs = read_paragraphs(&markdown);
        read.insert(markdown, paragraphs.clone());
        paragraphs
    }

    /// The words of one of the runbook's questions.
    pub fn question(&self, plan: &Plan<'_>, question: &str) -> String {
        let mut writing = Writing {
            writer: self,
            plan,
            args: common_args(plan),
            used_fallback: false,
        };
        plain_text(&writing.line(&format!("question-{question}")))
    }

    /// The document of a Plan. What could not be said is recorded in the translators as flaws.
    pub fn write(&self, plan: &Plan<'_>) -> Document {
        let mut writing = Writing {
            writer: self,
            plan,
            args: common_args(plan),
            used_fallback: false,
        };
        writing.document()
    }
}

/// What every message of a runbook can count on.
fn common_args<'p>(plan: &'p Plan<'_>) -> Args<'p> {
    let mut args = Args::with_capacity(plan.steps.len() + 8);
    args.set("variant", plan.variant.id.as_str());
    args.set("steps", plan.steps.len());
    for (name, fact) in &plan.variant.facts {
        args.set(name.as_str(), fact.as_str());
    }
    for (name, value) in &plan.values {
        args.set(*name, value.text());
    }
    for (name, count) in &plan.counts {
        args.set(*name, *count);
    }
    for step in &plan.steps {
        args.set(format!("step-{}", step.id), step.ordinal);
    }
    args
}

/// A document in the making.
pub(super) struct Writing<'w, 'p> {
    pub(super) writer: &'w Writer<'w>,
    pub(super) plan: &'p Plan<'p>,
    /// What messages can count on at the place that is being written.
    pub(super) args: Args<'p>,
    used_fallback: bool,
}

impl<'p> Writing<'_, 'p> {
    fn document(&mut self) -> Document {
        let plan = self.plan;
        let runbook = plan.runbook;
        let locale = self.writer.prose.locale();
        let title = self.line("title");
        let product = plain_text(&self.line("product"));
        // A page of its own says all this in its parts.
        let (summary, procedure) = match &plan.page {
            None => (self.paragraphs("summary", None), self.line("procedure")),
            Some(_) => (Vec::new(), Vec::new()),
        };
        let steps: Vec<Step> = plan.steps.iter().map(|step| self.step(step)).collect();
        let page = plan.page.as_ref().map(|parts| self.page(parts));
        let notes = runbook
            .notes
            .iter()
            .map(|note| self.alert(note, None))
            .collect();
        let has_placeholders = plan.steps.iter().any(has_placeholders);
        let mut generated = Args::new();
        generated.set("runbook", runbook.id.as_str());
        generated.set("revision", runbook.revision.as_str());
        let mut count = Args::new();
        count.set("count", steps.len());
        Document {
            schema: "runproof/document/1",
            runbook: runbook.id.to_string(),
            revision: runbook.revision.clone(),
            sha256: runbook.sha256.clone(),
            variant: plan.variant.id.to_string(),
            locale: locale.to_string(),
            direction: if locale.is_right_to_left() {
                Direction::Rtl
            } else {
                Direction::Ltr
            },
            shell: match runbook.shell {
                Shell::Powershell => ShellName::Powershell,
                Shell::Bash => ShellName::Bash,
            },
            product,
            title,
            change: plan.change.map(|change| self.change(change)),
            summary,
            procedure,
            step_count: self.word("doc-steps", &count),
            placeholders: has_placeholders.then(|| self.remark("doc-placeholders")),
            steps,
            notes,
            page,
            untranslated: self.used_fallback.then(|| self.remark("doc-untranslated")),
            generated: self.word("doc-generated", &generated),
            words: Arc::clone(&self.writer.words),
        }
    }

    fn change(&self, change: &plan::Change) -> Change {
        Change {
            id: change.id.clone(),
            window: change.window.as_ref().map(|window| {
                let mut args = Args::new();
                args.set("start", window.start.to_string());
                args.set("end", window.end.to_string());
                self.word("doc-window-range", &args)
            }),
            timezone: change.timezone.clone(),
        }
    }

    fn step(&mut self, step: &plan::Step<'p>) -> Step {
        self.args.set("step", step.ordinal);
        self.args.set("steps", self.plan.steps_beside(step));
        self.args.set("remaining", step.remaining);
        let id = step.id.as_str();
        let not_applicable = match &step.applicability {
            Applicability::Never(reason) => Some(self.reason(reason)),
            Applicability::Applies | Applicability::Open(_) => None,
        };
        let mut body = Vec::new();
        if not_applicable.is_none() {
            self.rolling(step, &mut body);
            self.act(step, &mut body);
            for result in step.results {
                body.extend(self.paragraphs(id, Some(result.as_str())));
            }
            for note in step.notes {
                body.push(Block::Alert(self.alert(note, Some(id))));
            }
        }
        let title = self.title(step, &body);
        Step {
            id: id.to_owned(),
            number: step.number,
            ordinal: step.ordinal,
            label: self.word("doc-step", &self.called(step)),
            title,
            kind: match step.act {
                Act::ByHand { .. } => StepKind::ByHand,
                Act::Decide { .. } => StepKind::Decision,
                Act::Run(_) => StepKind::Command,
            },
            not_applicable,
            body,
        }
    }

    /// What people call a step: a number that the language writes its own way, or "3.2".
    fn called(&self, step: &plan::Step<'_>) -> Args<'static> {
        let mut args = Args::new();
        if self.plan.procedures.len() > 1 {
            args.set("number", step.label.clone());
        } else {
            args.set("number", step.ordinal);
        }
        args
    }

    /// The first step of a rolling order that applies says what the order is.
    fn rolling(&mut self, step: &plan::Step<'p>, body: &mut Vec<Block>) {
        for rolling in &self.plan.rolling {
            let mut steps = self.plan.steps.iter();
            let first = steps.find(|s| s.number >= rolling.first && s.may_apply());
            if first.map(|first| first.number) != Some(step.number) || step.number > rolling.last {
                continue;
            }
            let mut steps = self.plan.steps.iter();
            let last = steps.find(|s| s.number == rolling.last);
            self.args.set("first", step.ordinal);
            self.args
                .set("last", last.map_or(rolling.last, |last| last.ordinal));
            let blocks = self.paragraphs(rolling.id.as_str(), None);
            body.push(Block::Alert(self.boxed(AlertKind::Important, blocks)));
        }
    }

    fn act(&mut self, step: &plan::Step<'p>, body: &mut Vec<Block>) {
        let id = step.id.as_str();
        match &step.act {
            Act::ByHand { occurrences, .. } => {
                body.extend(self.paragraphs(id, None));
                body.extend(self.body(step));
                let items: Vec<Occurrence> = self.occurrences(occurrences);
                if items.iter().any(|item| !item.binding.is_empty()) {
                    let on_computers = items.iter().all(|item| matches!(item.place, Place::On(_)));
                    let mut count = Args::new();
                    count.set("count", items.len());
                    body.push(Block::Checklist(Checklist {
                        lead: on_computers.then(|| self.word("doc-on-each", &count)),
                        items,
                    }));
                }
            }
            Act::Decide {
                answer: Some(true), ..
            } => {
                body.extend(self.paragraphs(id, Some("yes")));
            }
            Act::Decide {
                answer: Some(false),
                ..
            } => {
                body.extend(self.paragraphs(id, Some("no")));
            }
            Act::Decide {
                answer: None,
                otherwise,
                ..
            } => {
                body.extend(self.paragraphs(id, None));
                body.extend(self.body(step));
                body.push(Block::Branches(Branches {
                    yes: Branch {
                        label: self.word("doc-if-yes", &Args::new()),
                        blocks: self.paragraphs(id, Some("if-yes")),
                        then: Then::GoesOn,
                    },
                    no: Branch {
                        label: self.word("doc-if-no", &Args::new()),
                        blocks: self.paragraphs(id, Some("if-no")),
                        then: match otherwise {
                            Otherwise::Continue => Then::GoesOn,
                            Otherwise::Stop => Then::Ends,
                        },
                    },
                }));
            }
            Act::Run(groups) => {
                body.extend(self.paragraphs(id, None));
                if step.body.is_some() {
                    body.extend(self.body(step));
                    return;
                }
                for group in groups {
                    if let Some(part) = group.id {
                        body.extend(self.paragraphs(id, Some(part.as_str())));
                    }
                    body.push(Block::Commands(self.commands(group)));
                }
            }
        }
    }

    pub(super) fn commands(&mut self, group: &plan::Group<'p>) -> Commands {
        let commands: Vec<Command> = group
            .commands
            .iter()
            .map(|command| Command {
                text: command.text.clone(),
                occurrences: self.occurrences(&command.occurrences),
            })
            .collect();
        let outcome = group.check.as_ref().map(|check| {
            let repeat = (check.repeats == Repeats::UntilSeen).then(|| {
                let mut count = Args::new();
                count.set("count", commands.len());
                let text = self.word("repeat-until", &count);
                Prose {
                    text: vec![Inline::Text(text)],
                    lang: None,
                }
            });
            Outcome {
                repeat,
                seen: self.prose(&format!("outcome-{}", check.outcome), None),
            }
        });
        Commands { commands, outcome }
    }

    /// The acts that are known by name. A placeholder is not a place that could be ticked off.
    fn occurrences(&self, occurrences: &[plan::Occurrence]) -> Vec<Occurrence> {
        let is_open = |occurrence: &plan::Occurrence| {
            occurrence.binding.iter().any(|(_, value)| value.is_open())
        };
        if self.plan.change.is_none() && occurrences.iter().any(is_open) {
            return vec![Occurrence::default()];
        }
        let text = |value: &Value| value.text().to_owned();
        occurrences
            .iter()
            .map(|occurrence| Occurrence {
                binding: occurrence
                    .binding
                    .iter()
                    .map(|(name, value)| Binding {
                        name: name.to_string(),
                        value: text(value),
                    })
                    .collect(),
                place: match &occurrence.place {
                    plan::Place::Anywhere => Place::Anywhere,
                    plan::Place::On(host) if host.is_open() => Place::Anywhere,
                    plan::Place::On(host) => Place::On(text(host)),
                    plan::Place::OnAny(hosts) => {
                        let known = hosts.iter().filter(|host| !host.is_open());
                        Place::OnAny(known.map(text).collect())
                    }
                },
            })
            .collect()
    }

    fn reason(&mut self, reason: &Reason<'_>) -> Vec<Inline> {
        let mut args = Args::new();
        let text = match reason {
            Reason::Answered { question, answer } => {
                let id = format!("question-{question}");
                let question = plain_text(&self.line(&id));
                let words = &self.writer.words;
                args.set("question", question);
                args.set(
                    "answer",
                    if *answer {
                        words.yes.as_str()
                    } else {
                        &words.no
                    },
                );
                self.writer.program.format("doc-na-answer", None, &args)
            }
            Reason::Ended { at } => {
                let ended = self.plan.steps.iter().find(|step| step.number == *at);
                if let Some(step) = ended {
                    args = self.called(step);
                }
                self.writer.program.format("doc-na-stopped", None, &args)
            }
        };
        read_paragraphs(&text.text).into_iter().flatten().collect()
    }

    /// A note of the whole procedure, or of one step: then it is an attribute of its message.
    fn alert(&mut self, note: &Note, step: Option<&str>) -> Alert {
        let blocks = match step {
            Some(step) => self.paragraphs(step, Some(note.id.as_str())),
            None => self.paragraphs(note.id.as_str(), None),
        };
        self.boxed(alert_kind(note.kind), blocks)
    }

    pub(super) fn boxed(&self, kind: AlertKind, blocks: Vec<Block>) -> Alert {
        Alert {
            kind,
            label: self.writer.words.alert(kind).to_owned(),
            blocks,
        }
    }

    /// A step's short title. One with a body may have none: then its first words are it.
    fn title(&mut self, step: &plan::Step<'_>, body: &[Block]) -> String {
        let id = step.id.as_str();
        if step.body.is_some() && !self.writer.prose.has(id, Some("title")) {
            let text = match first_words(body) {
                // What does not apply has no body.
                None => {
                    let blocks = self.paragraphs(id, None);
                    first_words(&blocks)
                }
                some => some,
            };
            return text.unwrap_or_else(|| id.to_owned());
        }
        self.plain(id, Some("title"))
    }

    /// A message, or one of its attributes, without its markup.
    pub(super) fn plain(&mut self, id: &str, attribute: Option<&str>) -> String {
        plain_text(&self.prose(id, attribute).text)
    }

    pub(super) fn line(&mut self, id: &str) -> Vec<Inline> {
        self.prose(id, None).text
    }

    fn prose(&mut self, id: &str, attribute: Option<&str>) -> Prose {
        let formatted = self.writer.prose.format(id, attribute, &self.args);
        self.used_fallback |= formatted.is_fallback;
        Prose {
            text: self
                .writer
                .paragraphs(formatted.text)
                .into_iter()
                .flatten()
                .collect(),
            lang: self.lang(formatted.is_fallback),
        }
    }

    pub(super) fn paragraphs(&mut self, id: &str, attribute: Option<&str>) -> Vec<Block> {
        let formatted = self.writer.prose.format(id, attribute, &self.args);
        self.used_fallback |= formatted.is_fallback;
        self.writer
            .paragraphs(formatted.text)
            .into_iter()
            .map(|text| {
                Block::Paragraph(Prose {
                    text,
                    lang: self.lang(formatted.is_fallback),
                })
            })
            .collect()
    }

    fn lang(&self, is_fallback: bool) -> Option<String> {
        (is_fallback && !self.writer.source.same_language(self.writer.prose.locale()))
            .then(|| self.writer.source.to_string())
    }

    fn remark(&self, id: &str) -> Vec<Inline> {
        let text = self.writer.program.format(id, None, &Args::new()).text;
        read_paragraphs(&text).into_iter().flatten().collect()
    }

    fn word(&self, id: &str, args: &Args<'_>) -> String {
        unshield(&self.writer.program.format(id, None, args).text)
    }
}

fn has_placeholders(step: &plan::Step<'_>) -> bool {
    let Act::Run(groups) = &step.act else {
        return false;
    };
    let mut commands = groups.iter().flat_map(|group| &group.commands);
    step.may_apply() && commands.any(|command| command.text.has_placeholders())
}

/// The kind of box that a note is.
pub(super) fn alert_kind(kind: NoteKind) -> AlertKind {
    match kind {
        NoteKind::Note => AlertKind::Note,
        NoteKind::Tip => AlertKind::Tip,
        NoteKind::Important => AlertKind::Important,
        NoteKind::Warning => AlertKind::Warning,
        NoteKind::Caution => AlertKind::Caution,
    }
}
