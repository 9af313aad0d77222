//! A Plan put into words: the one place where messages are asked for.

use runproof_prose::{Inline, paragraphs, plain_text, running_text};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::body::first_words;
use super::{
    Alert, AlertKind, Block, Change, Direction, Document, Prose, ShellName, Step, StepKind, Words,
};
use crate::plan::order::Order;
use crate::plan::{self, Act, Applicability, Plan, Reason};
use crate::runbook::{Note, NoteKind, Shell};
use runproof_language::{Args, Locale, Translator, unshield};

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

    pub(super) fn program(&self) -> &Translator {
        self.program
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    fn paragraphs(&self, markdown: String) -> Vec<Vec<Inline>> {
        let mut read = self.read.borrow_mut();
        if let Some(paragraphs) = read.get(&markdown) {
            return paragraphs.clone();
        }
        let fresh = paragraphs(&markdown);
        read.insert(markdown, fresh.clone());
        fresh
    }

    /// The words of one of the runbook's questions.
    pub fn question(&self, plan: &Plan<'_>, question: &str) -> String {
        let mut writing = Writing::of(self, plan);
        plain_text(&writing.line(&format!("question-{question}")))
    }

    /// The words of one of the runbook's outcomes.
    pub fn outcome(&self, plan: &Plan<'_>, outcome: &str) -> String {
        let mut writing = Writing::of(self, plan);
        plain_text(&writing.line(&format!("outcome-{outcome}")))
    }

    /// The document of a Plan. What could not be said is recorded in the translators as flaws.
    pub fn write(&self, plan: &Plan<'_>) -> Document {
        let mut writing = Writing::of(self, plan);
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
    for question in &plan.runbook.questions {
        let answer = match plan.answer(question) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "open",
        };
        args.set(format!("answer-{question}"), answer);
    }
    args
}

/// A document in the making.
pub(super) struct Writing<'w, 'p> {
    pub(super) writer: &'w Writer<'w>,
    pub(super) plan: &'p Plan<'p>,
    /// What messages can count on at the place that is being written.
    pub(super) args: Args<'p>,
    pub(super) order: Order<'p>,
    /// What is being written of a step, by the places of its turns in the order.
    pub(super) turns: Vec<usize>,
    used_fallback: bool,
}

impl<'w, 'p> Writing<'w, 'p> {
    pub(super) fn of(writer: &'w Writer<'w>, plan: &'p Plan<'p>) -> Self {
        Self {
            writer,
            plan,
            args: common_args(plan),
            order: plan.order(),
            turns: Vec::new(),
            used_fallback: false,
        }
    }

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
        let mut turns = vec![Vec::new(); plan.steps.len()];
        for (at, turn) in self.order.turns.iter().enumerate() {
            turns[turn.step].push(at);
        }
        let steps = plan.steps.iter().zip(turns);
        let steps: Vec<Step> = steps.map(|(step, turns)| self.step(step, turns)).collect();
        let rolling = self.rolling();
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
            recording: plan
                .change
                .map_or_else(Vec::new, |change| self.recording(change)),
            placeholders: has_placeholders.then(|| self.remark("doc-placeholders")),
            steps,
            rolling,
            notes,
            page,
            untranslated: self.used_fallback.then(|| self.remark("doc-untranslated")),
            generated: running_text(
                &self
                    .writer
                    .program
                    .format("doc-generated", None, &generated)
                    .text,
            ),
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
            is_dated: !change.is_on_one_day(),
        }
    }

    /// A step, as far as it is done in these turns.
    pub(super) fn step(&mut self, step: &plan::Step<'p>, turns: Vec<usize>) -> Step {
        self.args.set("step", step.ordinal);
        self.args.set("steps", self.plan.steps_beside(step));
        self.args.set("remaining", step.remaining);
        let id = step.id.as_str();
        let not_applicable = match &step.applicability {
            Applicability::Never(reason) => Some(self.reason(reason)),
            Applicability::Applies | Applicability::Open(_) => None,
        };
        let body = match not_applicable {
            None => {
                self.turns = turns;
                self.said(step)
            }
            Some(_) => Vec::new(),
        };
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
        paragraphs(&text.text).into_iter().flatten().collect()
    }

    /// A note of the whole procedure, or of one step: then it is an attribute of its message.
    pub(super) fn alert(&mut self, note: &Note, step: Option<&str>) -> Alert {
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

    pub(super) fn prose(&mut self, id: &str, attribute: Option<&str>) -> Prose {
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
        self.own_paragraphs(id).into_iter().flatten().collect()
    }

    /// One of the program's own messages.
    pub(super) fn own_paragraphs(&self, id: &str) -> Vec<Vec<Inline>> {
        let text = self.writer.program.format(id, None, &Args::new()).text;
        paragraphs(&text)
    }

    pub(super) fn word(&self, id: &str, args: &Args<'_>) -> String {
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
