//! The report of a verdict: in words, before it has a format. It holds no message id.

use runproof_prose::Inline;
use std::cmp::Reverse;
use std::collections::HashMap;

use runproof_audit::{
    Account, Binding, Code, Evidence, Level, Margin, Overall, Provenance, Status, Totals,
    Unplanned, Verdict, Waived,
};
use runproof_capture::{Capture, ForeignMarks, GapKind, Session, Stamp};
use runproof_language::{Args, Translator};
use runproof_shell::Effect;

use super::say::Speaker;
use super::timeline::Timeline;
use super::words::{self, Words};

/// What a verdict is about, in the words of the runbook's own catalog.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// The title of the runbook.
    pub title: String,
    /// The product and version.
    pub product: String,
    /// Ids of steps and their titles.
    pub steps: Vec<(String, String)>,
}

/// A verdict in words.
#[derive(Debug, Clone)]
pub struct Report<'v> {
    /// The language's BCP 47 tag.
    pub locale: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// The title of the runbook.
    pub title: &'v str,
    /// The product and version.
    pub product: &'v str,
    /// Labels.
    pub words: Words,
    /// The whole, in a word for machines.
    pub overall: Overall,
    /// The whole, in a word for people.
    pub verdict: String,
    /// The same, and who accepts what is not proven.
    pub headline: String,
    /// What that means, in a sentence.
    pub means: String,
    /// How many findings of which kind there are, waived ones too.
    pub counts: String,
    /// What commands do, by kind.
    pub effects: Effects,
    /// What was held against what, by whom.
    pub provenance: &'v Provenance,
    /// The same, as rows of a table: labels and values.
    pub facts: Vec<Fact>,
    /// When what was done where; only where captures have times.
    pub timeline: Option<Timeline>,
    /// What was read.
    pub captures: Vec<CaptureText<'v>>,
    /// Every step of the plan.
    pub steps: Vec<Step<'v>>,
    /// What was found and counts, gravest first.
    pub findings: Vec<Finding<'v>>,
    /// What was found and is waived, or accepted.
    pub waived: Vec<Finding<'v>>,
    /// Who accepts what is not proven: all of it, or nobody does.
    pub accepted: &'v [Waived],
    /// What is missing in the captures.
    pub gaps: Vec<GapText<'v>>,
    /// Commands in no step, all of them.
    pub unplanned: &'v [Unplanned],
    /// Of these, what a page shows.
    pub unplanned_shown: Shown<'v>,
    /// Of these, what may have changed something; as many as a terminal shows.
    pub unknown_shown: Shown<'v>,
    /// Control totals.
    pub totals: Totals,
    /// The same in words: what was read, how many commands that were, and what became of them.
    pub totals_said: Vec<Fact>,
    /// What was assumed.
    pub assumptions: Vec<Vec<Inline>>,
    /// The total cost of the deviations.
    pub cost: i64,
    /// What made the report: a line for its foot.
    pub generated: String,
}

/// The first commands of many.
#[derive(Debug, Clone)]
pub struct Shown<'v> {
    /// The commands, and how often each was entered, where that is more than once.
    pub commands: Vec<(&'v Unplanned, Option<String>)>,
    /// How many are not shown, in a sentence: with those that are shown they are all of them.
    pub more: Option<String>,
}

impl<'v> Shown<'v> {
    /// The gravest `most` of them, in the order of the captures. There were so many in `all`.
    fn of(
        commands: impl Iterator<Item = &'v Unplanned>,
        most: usize,
        all: u64,
        speaker: Speaker<'_>,
    ) -> Self {
        // A line that was entered again is there once.
        let mut places: HashMap<(usize, usize, &str, Effect), usize> = HashMap::new();
        let mut lines: Vec<(&Unplanned, u64)> = Vec::new();
        for one in commands {
            let evidence = &one.evidence;
            let line = (
                evidence.capture,
                evidence.session,
                evidence.command.as_str(),
            );
            let key = (line.0, line.1, line.2, one.effect);
            match places.get(&key) {
                Some(at) => lines[*at].1 += one.times,
                None => {
                    places.insert(key, lines.len());
                    lines.push((one, one.times));
                }
            }
        }
        lines.sort_by_key(|(one, _)| (one.is_allowed, Reverse(one.effect)));
        let times = |lines: &[(&Unplanned, u64)]| lines.iter().map(|(_, times)| times).sum::<u64>();
        let left = times(lines.get(most..).unwrap_or_default());
        let unlisted = all.saturating_sub(times(&lines));
        lines.truncate(most);
        let said = [
            ("audit-others-not-shown", left),
            ("audit-others-not-listed", unlisted),
        ];
        let said = said.into_iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> = said.map(|(id, count)| speaker.count(id, count)).collect();
        let often = |times: u64| (times > 1).then(|| speaker.count("audit-times", times));
        Self {
            commands: lines
                .into_iter()
                .map(|(one, times)| (one, often(times)))
                .collect(),
            more: (!said.is_empty()).then(|| said.join(" ")),
        }
    }
}

/// What commands do, in words.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the words of the effect of its name")]
pub struct Effects {
    pub reads: String,
    pub unknown: String,
    pub changes: String,
}

impl Effects {
    /// The words of an effect.
    pub fn of(&self, effect: Effect) -> &str {
        match effect {
            Effect::Reads => &self.reads,
            Effect::Unknown => &self.unknown,
            Effect::Changes => &self.changes,
        }
    }
}

/// A label and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value; several are several lines.
    pub values: Vec<String>,
    /// Whether the value is a name or a number that is not to be translated or broken.
    pub is_code: bool,
}

/// A capture and its format's name.
#[derive(Debug, Clone)]
pub struct CaptureText<'v> {
    /// The capture.
    pub capture: &'v Capture,
    /// What it is, for people.
    pub format: String,
    /// How many bytes, for people.
    pub size: String,
}

/// A step in words.
#[derive(Debug, Clone)]
pub struct Step<'v> {
    /// Its id.
    pub id: &'v str,
    /// Its number.
    pub number: u32,
    /// What people call it: "8", or "3.2" where there are several procedures.
    pub called: &'v str,
    /// "Step 8".
    pub label: String,
    /// "Step 8: …" with its title.
    pub heading: String,
    /// Its title.
    pub title: &'v str,
    /// What came of it.
    pub status: &'v Status,
    /// The same for people.
    pub status_said: String,
    /// Why it does not apply, or how the change answers its question.
    pub because: Option<Vec<Inline>>,
    /// Its occurrences.
    pub occurrences: Vec<Occurrence<'v>>,
}

/// An expected act in words.
#[derive(Debug, Clone)]
pub struct Occurrence<'v> {
    /// What it is for.
    pub binding: &'v Binding,
    /// The innermost value of it; empty where it is for the change as a whole.
    pub place: &'v str,
    /// What came of it.
    pub status: &'v Status,
    /// The same for people.
    pub status_said: String,
    /// What shows it, all of it.
    pub evidence: &'v [Evidence],
    /// Of that, what a page shows.
    pub evidence_shown: &'v [Evidence],
    /// How many pieces are not shown, in a sentence.
    pub evidence_more: Option<String>,
    /// Who vouches for it.
    pub vouched: Option<Vec<Inline>>,
    /// The commands that the plan has for it.
    pub expected: &'v [String],
}

/// A finding in words.
#[derive(Debug, Clone)]
pub struct Finding<'v> {
    /// What kind of thing.
    pub code: Code,
    /// The kind for people.
    pub code_said: String,
    /// How grave it is.
    pub level: Level,
    /// The same for people.
    pub level_said: String,
    /// The step, by its place in [`Report::steps`].
    pub step: Option<usize>,
    /// What it is about.
    pub binding: &'v Binding,
    /// The innermost value of it.
    pub place: &'v str,
    /// What shows it, all of it.
    pub evidence: &'v [Evidence],
    /// Of that, what a page shows.
    pub evidence_shown: &'v [Evidence],
    /// How many pieces are not shown, in a sentence.
    pub evidence_more: Option<String>,
    /// What was found.
    pub message: Vec<Inline>,
    /// What to do next.
    pub advice: Option<Vec<Inline>>,
    /// How much worse the next best explanation is.
    pub margin: Margin,
    /// The same in a sentence; nothing where there is no other.
    pub margin_said: Option<String>,
    /// The waiver, and what it says.
    pub waived: Option<(&'v Waived, String)>,
}

/// Evidence that is not there, in words.
#[derive(Debug, Clone)]
pub struct GapText<'v> {
    /// The capture's name and the line, where it is in one.
    pub at: Option<(usize, u64)>,
    /// The capture's name, the computer that has none, or the file that could not be read.
    pub path: &'v str,
    /// The kind, for machines.
    pub kind: &'static str,
    /// What is missing.
    pub message: Vec<Inline>,
}

impl<'v> Report<'v> {
    /// Puts a verdict into words. Messages that a language lacks are with the translator's flaws.
    pub fn new(verdict: &'v Verdict, subject: &'v Subject, program: &Translator) -> Self {
        let speaker = Speaker(program);
        let words = Words::read(program);
        let waived = verdict.findings.iter().filter(|f| f.waived.is_some());
        let is_waived = waived.map(|f| f.code.level()).any(|l| l != Level::Note);
        let (name, mut means) = words::verdict_name(verdict.overall, is_waived);
        let mut headline = speaker.label(name);
        if !verdict.accepted.is_empty() {
            means = "audit-means-accepted";
            headline = speaker.parts([headline, accepted_by(&verdict.accepted, speaker)]);
        }
        let mut all: Vec<_> = verdict.findings.iter().collect();
        all.sort_by_key(|finding| finding.code.level());
        let all = || all.iter().copied();
        let said = |finding| Finding::new(finding, speaker);
        let titles: std::collections::BTreeMap<&str, &str> = subject
            .steps
            .iter()
            .map(|(id, title)| (id.as_str(), title.as_str()))
            .collect();
        let mut tool = Args::new();
        tool.set("tool", verdict.provenance.tool.as_str());
        let mut report = Self {
            locale: program.locale().to_string(),
            is_rtl: program.locale().is_right_to_left(),
            title: &subject.title,
            product: &subject.product,
            overall: verdict.overall,
            verdict: speaker.label(name),
            headline,
            accepted: &verdict.accepted,
            means: speaker.label(means),
            counts: counts(verdict, speaker),
            provenance: &verdict.provenance,
            facts: facts(verdict, &words, speaker),
            captures: verdict
                .captures
                .iter()
                .map(|capture| CaptureText {
                    capture,
                    format: speaker.label(&words::format_name(capture.format)),
                    size: speaker.count("audit-bytes", capture.bytes),
                })
                .collect(),
            steps: verdict
                .steps
                .iter()
                .map(|step| {
                    let mut number = Args::new();
                    if step.label == step.number.to_string() {
                        number.set("number", step.number);
                    } else {
                        number.set("number", step.label.as_str());
                    }
                    let title = titles.get(step.id.as_str()).copied().unwrap_or(&step.id);
                    number.set("title", title);
                    Step {
                        id: &step.id,
                        number: step.number,
                        called: &step.label,
                        label: speaker.plain("doc-step", &number),
                        heading: speaker.plain("audit-step", &number),
                        title,
                        status: &step.status,
                        status_said: status(&step.status, &words, speaker),
                        because: step.because.as_ref().map(|m| speaker.prose(m)),
                        occurrences: step
                            .occurrences
                            .iter()
                            .map(|occurrence| Occurrence {
                                binding: &occurrence.binding,
                                place: place(&occurrence.binding),
                                status: &occurrence.status,
                                status_said: status(&occurrence.status, &words, speaker),
                                evidence: &occurrence.evidence,
                                evidence_shown: shown(&occurrence.evidence),
                                evidence_more: more(&occurrence.evidence, speaker),
                                vouched: occurrence.vouched.as_ref().map(|m| speaker.prose(m)),
                                expected: &occurrence.expected,
                            })
                            .collect(),
                    }
                })
                .collect(),
            findings: all().filter(|f| f.waived.is_none()).map(said).collect(),
            waived: all().filter(|f| f.waived.is_some()).map(said).collect(),
            gaps: gaps(verdict, speaker),
            unplanned: &verdict.unplanned,
            unplanned_shown: Shown::of(verdict.unplanned.iter(), 200, 0, speaker),
            unknown_shown: Shown::of(
                verdict
                    .unplanned
                    .iter()
                    .filter(|u| u.effect == Effect::Unknown && !u.is_allowed),
                20,
                verdict.totals.commands.of(Account::Unknown),
                speaker,
            ),
            effects: Effects {
                reads: speaker.label(words::effect_name(Effect::Reads)),
                unknown: speaker.label(words::effect_name(Effect::Unknown)),
                changes: speaker.label(words::effect_name(Effect::Changes)),
            },
            totals: verdict.totals,
            totals_said: totals(&verdict.totals, &words, speaker),
            assumptions: verdict
                .assumptions
                .iter()
                .map(|message| speaker.prose(message))
                .collect(),
            cost: verdict.cost,
            generated: speaker.plain("audit-generated", &tool),
            timeline: None,
            words,
        };
        report.timeline = Timeline::of(&report, verdict, speaker);
        report
    }

    /// A capture's name.
    pub fn path(&self, capture: usize) -> &'v str {
        self.captures
            .get(capture)
            .map_or("", |text| text.capture.path.as_str())
    }

    /// What a finding is about, where it is an expected act and not a step or the change as a whole.
    pub fn occurrence(&self, finding: &Finding<'_>) -> Option<&Occurrence<'v>> {
        let step = self.steps.get(finding.step?)?;
        let mut occurrences = step.occurrences.iter();
        occurrences.find(|occurrence| occurrence.binding == finding.binding)
    }

    /// The session that a piece of evidence is of.
    pub fn session(&self, evidence: &Evidence) -> Option<&'v Session> {
        let capture = self.captures.get(evidence.capture)?.capture;
        capture.sessions.get(evidence.session)
    }

    /// The computer that a piece of evidence is of, as captured.
    pub fn host(&self, evidence: &'v Evidence) -> Option<&'v str> {
        let own = evidence.host.as_deref();
        own.or_else(|| self.session(evidence)?.host.as_deref())
    }

    /// Who did what a piece of evidence shows, as captured.
    pub fn user(&self, evidence: &'v Evidence) -> Option<&'v str> {
        let own = evidence.user.as_deref();
        own.or_else(|| self.session(evidence)?.user.as_deref())
    }
}

impl<'v> Finding<'v> {
    fn new(finding: &'v runproof_audit::Finding, speaker: Speaker<'_>) -> Self {
        let level = finding.code.level();
        Self {
            code: finding.code,
            code_said: speaker.label(words::code_title(finding.code)),
            level,
            level_said: speaker.label(words::level_name(level)),
            step: finding.step,
            binding: &finding.binding,
            place: place(&finding.binding),
            evidence: &finding.evidence,
            evidence_shown: shown(&finding.evidence),
            evidence_more: more(&finding.evidence, speaker),
            message: speaker.prose(&finding.message),
            advice: finding.advice.as_ref().map(|m| speaker.prose(m)),
            margin: finding.margin,
            margin_said: match finding.margin {
                Margin::Only => None,
                Margin::By(cost) => {
                    let mut args = Args::new();
                    args.set("cost", cost);
                    Some(speaker.plain("audit-margin-by", &args))
                }
                Margin::Tie => Some(speaker.label("audit-margin-tie")),
            },
            waived: finding.waived.as_ref().map(|waived| {
                let mut args = Args::new();
                args.set("by", waived.by.as_str());
                args.set("reason", waived.reason.as_str());
                args.set("until", waived.until.as_str());
                let said = match level {
                    Level::Inconclusive => "audit-accepted-by",
                    Level::Error | Level::Note => "audit-waived-by",
                };
                (waived, speaker.plain(said, &args))
            }),
        }
    }
}

/// The most pieces of evidence that a page shows for one thing: polls can be thousands.
const MOST_EVIDENCE: usize = 20;

fn shown(evidence: &[Evidence]) -> &[Evidence] {
    evidence.get(..MOST_EVIDENCE).unwrap_or(evidence)
}

fn more(evidence: &[Evidence], speaker: Speaker<'_>) -> Option<String> {
    let more = evidence.len().saturating_sub(MOST_EVIDENCE);
    (more > 0).then(|| speaker.count("audit-others-not-shown", more as u64))
}

/// The innermost value of a binding.
fn place(binding: &Binding) -> &str {
    binding.last().map_or("", |(_, value)| value.as_str())
}

fn status(status: &Status, words: &Words, speaker: Speaker<'_>) -> String {
    match status {
        Status::NotApplicable => words.not_applicable.clone(),
        Status::Evidenced => words.evidenced.clone(),
        Status::Attested => words.attested.clone(),
        Status::Waived(code) => speaker.parts([
            match code.level() {
                Level::Inconclusive => words.accepted_status.clone(),
                Level::Error | Level::Note => words.waived_status.clone(),
            },
            speaker.label(words::code_title(*code)),
        ]),
        Status::Found(code) => speaker.label(words::code_title(*code)),
    }
}

/// "accepted by A and B"
fn accepted_by(accepted: &[Waived], speaker: Speaker<'_>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for waiver in accepted {
        if !names.contains(&waiver.by.as_str()) {
            names.push(&waiver.by);
        }
    }
    speaker.telling("audit-verdict-accepted-by", "by", &names)
}

fn counts(verdict: &Verdict, speaker: Speaker<'_>) -> String {
    let count = |level: Level| {
        let counting = |f: &&runproof_audit::Finding| f.waived.is_none() && f.code.level() == level;
        verdict.findings.iter().filter(counting).count() as u64
    };
    let waived = verdict.findings.iter().filter(|f| f.waived.is_some());
    let counted = [
        ("audit-count-errors", count(Level::Error)),
        ("audit-count-inconclusive", count(Level::Inconclusive)),
        ("audit-count-notes", count(Level::Note)),
        ("audit-count-waived", waived.count() as u64),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| speaker.count(id, count))
        .collect();
    if parts.is_empty() {
        speaker.label("audit-count-nothing")
    } else {
        speaker.parts(parts)
    }
}

fn gaps<'v>(verdict: &'v Verdict, speaker: Speaker<'_>) -> Vec<GapText<'v>> {
    let uncovered = verdict.uncovered.iter().map(|host| {
        let mut args = Args::new();
        args.set("host", host.as_str());
        GapText {
            at: None,
            path: host,
            kind: "uncovered",
            message: speaker.say("audit-gap-uncovered", &args),
        }
    });
    let inside = verdict.gaps.iter().map(|(capture, gap)| {
        let mut args = Args::new();
        let (kind, id) = match &gap.kind {
            GapKind::NoEnd => ("no-end", "audit-gap-no-end"),
            GapKind::Records(first, last) => {
                args.set("first", first.to_string());
                args.set("last", last.to_string());
                args.set("count", last.saturating_sub(*first).saturating_add(1));
                ("records", "audit-gap-records")
            }
            GapKind::ScriptBlock(text) => {
                args.set("text", text.as_str());
                ("script-block", "audit-gap-script-block")
            }
            GapKind::LongLine(bytes) => {
                args.set("bytes", *bytes);
                ("long-line", "audit-gap-long-line")
            }
            GapKind::Unreadable(text) => {
                args.set("text", text.as_str());
                ("unreadable", "audit-gap-unreadable")
            }
            GapKind::Quiet(start, end) => {
                args.set("start", to_the_second(start));
                args.set("end", to_the_second(end));
                ("quiet", "audit-gap-quiet")
            }
            GapKind::Marks(why) => ("marks", foreign(why, &mut args)),
            GapKind::Cleared(time) => {
                args.set("time", to_the_second(time));
                ("cleared", "audit-gap-cleared")
            }
            GapKind::Nothing => ("nothing-understood", "audit-gap-nothing"),
            GapKind::Guess(format) => {
                args.set("format", format.name());
                ("guess", "audit-gap-guess")
            }
        };
        GapText {
            at: Some((*capture, gap.line)),
            path: verdict
                .captures
                .get(*capture)
                .map_or("", |c| c.path.as_str()),
            kind,
            message: speaker.say(id, &args),
        }
    });
    let refused = verdict.refused.iter().map(|file| {
        let mut args = Args::new();
        args.set("file", file.path.as_str());
        args.set("reason", file.reason.as_str());
        GapText {
            at: None,
            path: &file.path,
            kind: "refused",
            message: speaker.say("audit-gap-refused", &args),
        }
    });
    refused.chain(uncovered).chain(inside).collect()
}

/// The message that says why marks do not count.
fn foreign<'v>(why: &'v ForeignMarks, args: &mut Args<'v>) -> &'static str {
    match why {
        ForeignMarks::Definition { revision, sha256 } => {
            args.set("revision", revision.as_str());
            args.set("sha256", sha256.as_str());
            "audit-gap-marks-definition"
        }
        ForeignMarks::Variant(variant) => {
            args.set("variant", variant.as_str());
            "audit-gap-marks-variant"
        }
        ForeignMarks::Change(change) => {
            args.set("change", change.as_str());
            "audit-gap-marks-change"
        }
        ForeignMarks::NoChange => "audit-gap-marks-no-change",
        ForeignMarks::Beheaded => "audit-gap-marks-beheaded",
    }
}

fn facts(verdict: &Verdict, words: &Words, speaker: Speaker<'_>) -> Vec<Fact> {
    let p = &verdict.provenance;
    let mut facts = Vec::new();
    let mut put = |label: &str, values: Vec<String>, is_code: bool| {
        let label = label.to_owned();
        facts.push(Fact {
            label,
            values,
            is_code,
        });
    };
    let sha256 = |digest: &str| format!("SHA-256 {digest}");
    let revision = format!("{} {}", p.runbook, p.revision);
    put(
        &words.runbook,
        vec![revision, sha256(&p.runbook_sha256)],
        true,
    );
    put(&words.variant, vec![p.variant.clone()], true);
    let change = vec![p.change.clone(), sha256(&p.change_sha256)];
    put(&words.change, change, true);
    if let Some((start, end)) = &p.window {
        let mut args = Args::new();
        args.set("start", start.as_str());
        args.set("end", end.as_str());
        let range = speaker.plain("doc-window-range", &args);
        put(&words.window, vec![range], false);
    }
    if let Some(zone) = &p.timezone {
        put(&words.timezone, vec![zone.clone()], true);
    }
    let skew = speaker.count("audit-seconds", p.clock_skew.unsigned_abs());
    put(&words.clock_skew, vec![skew], false);
    for (name, values) in &p.parameters {
        put(name, values.clone(), true);
    }
    for (question, answer) in &p.answers {
        let answer = if *answer { &words.yes } else { &words.no };
        put(question, vec![answer.clone()], false);
    }
    put(&words.cost, vec![number(speaker, verdict.cost)], false);
    put(&words.tool, vec![p.tool.clone()], true);
    if let Some(by) = &p.by {
        put(&words.by, vec![by.clone()], true);
    }
    if let Some(day) = &p.as_of {
        put(&words.as_of, vec![day.clone()], true);
    }
    facts
}

fn number(speaker: Speaker<'_>, number: i64) -> String {
    let mut args = Args::new();
    args.set("count", number);
    speaker.plain("audit-number", &args)
}

fn totals(totals: &Totals, words: &Words, speaker: Speaker<'_>) -> Vec<Fact> {
    let rows = [
        (&words.total_bytes, totals.bytes),
        (&words.total_records, totals.records),
        (&words.total_entries, totals.entries),
        (&words.total_commands, totals.commands.all()),
    ];
    let rows = rows.map(|(label, count)| (label.clone(), count));
    let accounts = Account::ALL.into_iter().map(|account| {
        let label = speaker.label(words::account_name(account));
        (label, totals.commands.of(account))
    });
    let facts = rows.into_iter().chain(accounts).map(|(label, count)| Fact {
        label,
        values: vec![speaker.count("audit-number", count)],
        is_code: false,
    });
    facts.collect()
}

/// The same, as a sentence has it: event logs give ten-millionths.
fn to_the_second(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Zoned(at) => at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        Stamp::Local(at) => at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

/// A time as captured.
pub(super) fn stamp(stamp: &Stamp) -> String {
    match stamp {
        Stamp::Zoned(at) => at.to_string(),
        Stamp::Local(at) => at.to_string(),
    }
}
