//! change.yaml: what one change binds. The same file binds a handout and its audit.

use std::sync::{Arc, LazyLock};

use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use schemars::JsonSchema;
use serde::Deserialize;

use super::bind::{Bindings, bind};
use crate::runbook::{QuestionId, Runbook, StepId, VariantId};
use crate::yaml::{self, Datum, Entries, Shape, Spanned};
use runproof_core::diagnostic::{
    Code, Diagnostic, Location, Source, Span, codes, did_you_mean, has_errors,
};

codes! {
    /// A variant, question or step that the runbook does not have.
    ///
    /// Correct the name; `runproof list` shows what each runbook has.
    pub UNKNOWN_NAME = "unknown-name", Error;

    /// A time that can not be read, or says less than it has to.
    ///
    /// Times are written as RFC 3339 has them: `2026-03-14T20:00:00+01:00`. The window wants the
    /// offset, since captures of several servers are held against it; an attestation may leave it
    /// out where the change names a `timezone`.
    pub INVALID_TIME = "invalid-time", Error;

    /// A name or a reason in which nothing is said.
    ///
    /// Somebody vouches for a step or lets a deviation pass, and a report has to say who and why. Blanks and
    /// punctuation alone are no answer. Write the name or the reason, or leave the entry out.
    pub BLANK = "blank-value", Error;
}

/// A change, checked against its runbook.
#[derive(Debug)]
pub struct Change {
    /// Its number.
    pub id: String,
    /// The variant, where the change names one.
    pub variant: Option<VariantId>,
    /// Its answers.
    pub answers: Vec<(QuestionId, bool)>,
    /// When it may be carried out.
    pub window: Option<Window>,
    /// The time zone of captures that give local time.
    pub timezone: Option<String>,
    /// What somebody vouches for.
    pub attestations: Vec<Attestation>,
    /// Deviations that somebody lets pass.
    pub waivers: Vec<Waiver>,
    /// What is said of captures.
    pub captures: Vec<StatedCapture>,
    /// The text that it was read from.
    pub source: Arc<Source>,
    pub(super) bindings: Bindings,
}

impl Change {
    /// SHA-256 of the text that it was read from, in hex.
    pub fn sha256(&self) -> String {
        crate::runbook::sha256(self.source.text())
    }

    /// Whether its window is known and begins and ends on one day, as the people see it who carry
    /// it out: then a time of day says when something was.
    pub fn is_on_one_day(&self) -> bool {
        let zone = self.timezone.as_deref();
        let zone = zone.and_then(|name| jiff::tz::TimeZone::get(name).ok());
        let day = |moment: &Moment| match &zone {
            Some(zone) => moment.timestamp.to_zoned(zone.clone()).date(),
            None => moment.offset.to_datetime(moment.timestamp).date(),
        };
        let window = self.window.as_ref();
        window.is_some_and(|window| day(&window.start) == day(&window.end))
    }
}

/// When a change may be carried out.
#[derive(Debug, Clone)]
pub struct Window {
    /// From when on.
    pub start: Moment,
    /// Until when.
    pub end: Moment,
}

/// A point in time and the offset in which it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The point in time.
    pub timestamp: jiff::Timestamp,
    /// The offset.
    pub offset: Offset,
}

impl std::fmt::Display for Moment {
    /// `2026-03-14 20:00 +01:00`: the same in every language, and never ambiguous.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let local = self.offset.to_datetime(self.timestamp);
        let time = local.time();
        write!(
            f,
            "{} {:02}:{:02}",
            local.date(),
            time.hour(),
            time.minute()
        )?;
        if time.second() != 0 {
            write!(f, ":{:02}", time.second())?;
        }
        let seconds = self.offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        write!(f, " {sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Somebody vouches for a step that leaves no trace.
#[derive(Debug, Clone)]
pub struct Attestation {
    /// The step.
    pub step: StepId,
    /// The items that it is about; without them, all of the step's.
    pub binding: Vec<(String, String)>,
    /// Who vouches.
    pub by: String,
    /// When it was done.
    pub at: Option<When>,
}

/// When something was done, as somebody wrote it.
#[derive(Debug, Clone)]
pub struct When {
    /// The text.
    pub written: String,
    /// Its place in the change file.
    pub span: Span,
    /// The time.
    pub local: jiff::civil::DateTime,
    /// The offset, where it was written.
    pub offset: Option<Offset>,
}

/// Somebody lets a deviation pass.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The code of the finding, as written.
    pub code: Spanned<String>,
    /// The step that it is about; without one, any.
    pub step: Option<StepId>,
    /// The items that it is about; without them, any.
    pub binding: Vec<(String, String)>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The last day on which it holds.
    pub until: jiff::civil::Date,
}

/// What somebody says of a capture.
#[derive(Debug, Clone)]
pub struct StatedCapture {
    /// The file, or the end of its path.
    pub file: Spanned<String>,
    /// The name of its format.
    pub format: Option<Spanned<String>>,
    /// The computer that it is from, where it names none.
    pub host: Option<String>,
}

/// A change and everything that was found in it.
#[derive(Debug)]
pub struct ParsedChange {
    /// The change; `None` where any finding is an error.
    pub change: Option<Change>,
    /// Everything that was found.
    pub findings: Vec<Diagnostic>,
}

/// What one change binds: its parameters, answers, window and attestations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The change's number.
    change: Spanned<String>,
    /// The product version.
    #[serde(default)]
    variant: Option<Spanned<String>>,
    /// Values of the runbook's parameters.
    #[serde(default)]
    parameters: Option<Spanned<Entries<Spanned<Datum>>>>,
    /// Answers to the runbook's questions.
    #[serde(default)]
    answers: Entries<Spanned<bool>>,
    /// When the change may be carried out.
    #[serde(default)]
    window: Option<Spanned<WrittenWindow>>,
    /// The time zone of captures that give local time, such as `Europe/Berlin`.
    #[serde(default)]
    timezone: Option<Spanned<String>>,
    /// Who vouches for steps that leave no trace.
    #[serde(default)]
    attestations: Vec<WrittenAttestation>,
    /// Deviations that somebody lets pass: they stay in the report, and the verdict says how many
    /// there are.
    #[serde(default)]
    waivers: Vec<WrittenWaiver>,
    /// What captures are, where they do not say so themselves. Where `check` is given none, these are
    /// read.
    #[serde(default)]
    captures: Vec<WrittenCapture>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenWindow {
    /// From when on, with its offset.
    start: Spanned<String>,
    /// Until when, with its offset.
    end: Spanned<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenAttestation {
    /// The step.
    step: Spanned<String>,
    /// Who vouches for it.
    by: Spanned<String>,
    /// When it was done.
    #[serde(default)]
    at: Option<Spanned<String>>,
    /// The items that it is about, such as `server: fe01.contoso.com`; left out, the whole step.
    #[serde(default)]
    binding: Entries<Spanned<String>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenWaiver {
    /// The code of the finding, such as `repeated`.
    code: Spanned<String>,
    /// The step that it is about; left out, any.
    #[serde(default)]
    step: Option<Spanned<String>>,
    /// The items that it is about, such as `server: fe01.contoso.com`; left out, any.
    #[serde(default)]
    binding: Entries<Spanned<String>>,
    /// Why it may pass.
    reason: Spanned<String>,
    /// Who lets it pass.
    by: Spanned<String>,
    /// The last day on which it may.
    until: Spanned<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenCapture {
    /// The file, beside the change file or below it, or the end of its path.
    file: Spanned<String>,
    /// Its format, such as `psreadline-history`; left out, its content and name decide.
    #[serde(default)]
    format: Option<Spanned<String>>,
    /// The computer that it is from, where it names none.
    #[serde(default)]
    host: Option<Spanned<String>>,
}

static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Written>);

/// The JSON Schema of change files (draft 7).
pub fn schema() -> &'static serde_json::Value {
    SHAPE.json()
}

/// Reads a change for a runbook. Everything in it that the runbook does not know is an error.
pub fn parse_change(source: &Arc<Source>, runbook: &Runbook) -> ParsedChange {
    let read = yaml::read::<Written>(source, &SHAPE);
    let mut findings = read.findings;
    let change = read.value.map(|written| {
        let mut reader = Reader {
            source,
            runbook,
            findings: &mut findings,
        };
        reader.change(written)
    });
    findings.sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
    ParsedChange {
        change: change.filter(|_| !has_errors(&findings)),
        findings,
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    runbook: &'a Runbook,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn change(&mut self, written: Written) -> Change {
        let variant = written.variant.and_then(|variant| {
            let known = || self.runbook.variants.iter().map(|v| v.id.as_str());
            let found = self.runbook.variant(&variant.value).map(|v| v.id.clone());
            if found.is_none() {
                self.unknown(&variant, "variant", did_you_mean(&variant.value, known()));
            }
            found
        });
        let (parameters, place) = match written.parameters {
            Some(parameters) => (parameters.value, parameters.span),
            None => (Entries::default(), written.change.span),
        };
        let bindings = bind(
            &self.runbook.parameters,
            &parameters,
            place,
            self.source,
            self.findings,
        );
        let mut answers = Vec::new();
        for (name, answer) in written.answers.0 {
            let questions = &self.runbook.questions;
            match questions.iter().find(|q| q.as_str() == name.value) {
                Some(question) => answers.push((question.clone(), answer.value)),
                None => {
                    let known = questions.iter().map(QuestionId::as_str);
                    self.unknown(&name, "question", did_you_mean(&name.value, known));
                }
            }
        }
        let timezone = written.timezone.map(|timezone| {
            if jiff::tz::TimeZone::get(&timezone.value).is_err() {
                self.find(
                    &INVALID_TIME,
                    timezone.span,
                    format!("there is no time zone `{}`", timezone.value),
                    "write a name of the IANA database, such as `Europe/Berlin`",
                );
            }
            timezone.value
        });
        let window = written.window.and_then(|window| self.window(&window));
        self.said(&written.change, "the change's number");
        let attestations = written.attestations.into_iter();
        let attestations = attestations
            .filter_map(|attestation| self.attestation(attestation, &bindings))
            .collect();
        let waivers = written.waivers.into_iter();
        let waivers = waivers.filter_map(|waiver| self.waiver(waiver)).collect();
        let captures = written.captures.into_iter();
        let captures = captures.map(|capture| self.capture(capture)).collect();
        Change {
            id: written.change.value,
            variant,
            answers,
            window,
            timezone,
            attestations,
            waivers,
            captures,
            source: Arc::clone(self.source),
            bindings,
        }
    }

    fn window(&mut self, written: &Spanned<WrittenWindow>) -> Option<Window> {
        let start = self.moment(&written.value.start);
        let end = self.moment(&written.value.end);
        let (start, end) = (start?, end?);
        if end.timestamp <= start.timestamp {
            self.find(
                &INVALID_TIME,
                written.value.end.span,
                "the window ends before it begins".to_owned(),
                "exchange `start` and `end`, or correct the offset",
            );
        }
        Some(Window { start, end })
    }

    fn moment(&mut self, written: &Spanned<String>) -> Option<Moment> {
        let pieces = Pieces::parse(&written.value).ok();
        let parts = pieces.and_then(|pieces| Some((pieces.to_numeric_offset()?, pieces)));
        let moment = parts.and_then(|(offset, pieces)| {
            let local = pieces.date().to_datetime(pieces.time()?);
            let timestamp = offset.to_timestamp(local).ok()?;
            Some(Moment { timestamp, offset })
        });
        if moment.is_none() {
            self.find(
                &INVALID_TIME,
                written.span,
                format!("`{}` is not a time with an offset", written.value),
                "write it as in `2026-03-14T20:00:00+01:00`",
            );
        }
        moment
    }

    fn attestation(
        &mut self,
        written: WrittenAttestation,
        bindings: &Bindings,
    ) -> Option<Attestation> {
        let at = written.at.and_then(|at| self.when(at));
        self.said(&written.by, "who vouches for the step");
        let step = self.step(&written.step);
        let binding = written.binding.0;
        if let (Some(step), [_, ..]) = (&step, binding.as_slice()) {
            self.items(step, &binding, bindings);
        }
        let binding = binding.into_iter();
        Some(Attestation {
            step: step?,
            binding: binding
                .map(|(name, value)| (name.value, value.value))
                .collect(),
            by: written.by.value,
            at,
        })
    }

    fn when(&mut self, written: Spanned<String>) -> Option<When> {
        let pieces = Pieces::parse(&written.value).ok();
        let local = pieces.as_ref();
        let local = local.and_then(|pieces| Some(pieces.date().to_datetime(pieces.time()?)));
        if local.is_none() {
            self.find(
                &INVALID_TIME,
                written.span,
                format!("`{}` is not a time", written.value),
                "write it as in `2026-03-14T20:00:00+01:00`",
            );
        }
        Some(When {
            local: local?,
            offset: pieces.and_then(|pieces| pieces.to_numeric_offset()),
            span: written.span,
            written: written.value,
        })
    }

    /// Whether the items are ones that the change carries the step out for.
    fn items(
        &mut self,
        step: &StepId,
        binding: &[(Spanned<String>, Spanned<String>)],
        bindings: &Bindings,
    ) {
        let runbook = self.runbook;
        let each = runbook.steps.iter().find(|own| own.id == *step);
        let each = each.and_then(|own| own.for_each.as_ref());
        let lists = each.map_or_else(Vec::new, |item| runbook.path_of(item));
        let before = self.findings.len();
        for (name, _) in binding {
            let known = || lists.iter().map(|list| list.item.as_str());
            if !known().any(|item| item == name.value) {
                let location = Location::new(self.source, name.span);
                let message = format!(
                    "the step `{step}` is not carried out for each `{}`",
                    name.value
                );
                let help = did_you_mean(&name.value, known());
                self.findings
                    .push(Diagnostic::at(&UNKNOWN_NAME, location, message).maybe_help(help));
            }
        }
        let pairs: Vec<(&str, &str)> = binding
            .iter()
            .map(|(name, value)| (name.value.as_str(), value.value.as_str()))
            .collect();
        if let (Some((_, value)), true) = (binding.last(), self.findings.len() == before)
            && !bindings.has(&pairs)
        {
            self.find(
                &UNKNOWN_NAME,
                value.span,
                format!("the change has no such item: `{}`", value.value),
                "write it as `parameters` does",
            );
        }
    }

    /// Whether something is said at all.
    fn said(&mut self, text: &Spanned<String>, what: &str) {
        if !text.value.chars().any(char::is_alphanumeric) {
            self.find(
                &BLANK,
                text.span,
                format!("{what} is blank"),
                "write it, or remove the entry",
            );
        }
    }

    fn waiver(&mut self, written: WrittenWaiver) -> Option<Waiver> {
        let step = written.step.as_ref().map(|step| self.step(step));
        self.said(&written.reason, "the reason of the waiver");
        self.said(&written.by, "who waives it");
        let until = written.until.value.parse().ok();
        if until.is_none() {
            self.find(
                &INVALID_TIME,
                written.until.span,
                format!("`{}` is not a day", written.until.value),
                "write it as in `2026-04-30`",
            );
        }
        let binding = written.binding.0.into_iter();
        Some(Waiver {
            code: written.code,
            step: match step {
                Some(step) => Some(step?),
                None => None,
            },
            binding: binding
                .map(|(name, value)| (name.value, value.value))
                .collect(),
            reason: written.reason.value,
            by: written.by.value,
            until: until?,
        })
    }

    fn capture(&mut self, written: WrittenCapture) -> StatedCapture {
        self.said(&written.file, "the file");
        if let Some(host) = &written.host {
            self.said(host, "the computer");
        }
        StatedCapture {
            file: written.file,
            format: written.format,
            host: written.host.map(|host| host.value),
        }
    }

    fn step(&mut self, written: &Spanned<String>) -> Option<StepId> {
        let steps = || self.runbook.steps.iter().map(|step| &step.id);
        let found = steps().find(|id| id.as_str() == written.value).cloned();
        if found.is_none() {
            let advice = did_you_mean(&written.value, steps().map(StepId::as_str));
            self.unknown(written, "step", advice);
        }
        found
    }

    fn unknown(&mut self, name: &Spanned<String>, what: &str, help: Option<String>) {
        let location = Location::new(self.source, name.span);
        let message = format!("the runbook has no {what} `{}`", name.value);
        self.findings
            .push(Diagnostic::at(&UNKNOWN_NAME, location, message).maybe_help(help));
    }

    fn find(&mut self, code: &'static Code, span: Span, message: String, help: &str) {
        let location = Location::new(self.source, span);
        self.findings
            .push(Diagnostic::at(code, location, message).help(help));
    }
}
