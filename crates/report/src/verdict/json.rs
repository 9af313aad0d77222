//! The verdict for programs: `runproof/verdict/1`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::say::plain;
use super::tree::{CaptureText, Finding, Occurrence, Report, Step, stamp};
use runproof_audit::{Account, Evidence, Margin, Status, Tally, Unplanned, Waived};
use runproof_capture::{Ending, Language};
use runproof_shell::Effect;
use runproof_text::json as writer;

/// Writes the verdict as JSON. Captures are named by their place in `captures`, lines count from 1;
/// what is not known is `null`. Texts of the language are `message`, `advice` and `assumptions`.
pub(super) fn json(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let p = report.provenance;
    let counted = report.findings.iter().chain(&report.waived);
    let sum = |accounts: &[Account]| -> u64 {
        let accounts = accounts.iter();
        accounts.map(|one| report.totals.commands.of(*one)).sum()
    };
    let value = Root {
        schema: "runproof/verdict/1",
        runbook: Runbook {
            id: &p.runbook,
            revision: &p.revision,
            sha256: &p.runbook_sha256,
        },
        variant: &p.variant,
        change: &p.change,
        verdict: report.overall.name(),
        accepted: report.accepted.iter().map(WaivedValue::of).collect(),
        captures: report.captures.iter().map(CaptureValue::of).collect(),
        steps: report
            .steps
            .iter()
            .map(|s| StepValue::of(s, report))
            .collect(),
        findings: counted.map(|f| FindingValue::of(f, report)).collect(),
        unplanned: report
            .unplanned
            .iter()
            .map(|u| UnplannedValue::of(u, report))
            .collect(),
        gaps: report
            .gaps
            .iter()
            .map(|gap| GapValue {
                kind: gap.kind,
                capture: gap.at.map(|(capture, _)| capture),
                line: gap.at.map(|(_, line)| line),
                host: (gap.kind == "uncovered").then_some(gap.path),
                file: (gap.kind == "refused").then_some(gap.path),
                message: plain(&gap.message),
            })
            .collect(),
        totals: TotalsValue {
            bytes: report.totals.bytes,
            records: report.totals.records,
            entries: report.totals.entries,
            commands: report.totals.commands.all(),
            matched: sum(&[Account::Matched, Account::Again, Account::Shown]),
            explained: sum(&[
                Account::Harmless,
                Account::Allowed,
                Account::Scripted,
                Account::Outside,
            ]),
            changing: sum(&[Account::Changing]),
            unknown: sum(&[Account::Unknown]),
            accounts: Accounts(&report.totals.commands),
        },
        cost: report.cost,
        assumptions: report.assumptions.iter().map(|a| plain(a)).collect(),
        provenance: ProvenanceValue {
            tool: &p.tool,
            change_sha256: &p.change_sha256,
            as_of: p.as_of.as_deref(),
            by: p.by.as_deref(),
            locale: &report.locale,
            window: p
                .window
                .as_ref()
                .map(|(start, end)| WindowValue { start, end }),
            timezone: p.timezone.as_deref(),
            clock_skew: p.clock_skew,
            parameters: Pairs(&p.parameters),
            answers: Pairs(&p.answers),
        },
    };
    writer::write(&value, out)
}

/// The name of a status: `evidenced`, `attested`, `waived`, `not-applicable`, or a finding's code.
pub(super) fn status_name(status: &Status) -> &'static str {
    match status {
        Status::NotApplicable => "not-applicable",
        Status::Evidenced => "evidenced",
        Status::Attested => "attested",
        Status::Waived(_) => "waived",
        Status::Found(code) => code.name(),
    }
}

/// The name of an effect.
pub(super) fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Reads => "reads",
        Effect::Unknown => "unknown",
        Effect::Changes => "changes",
    }
}

/// The name of a shell.
pub(super) fn language_name(language: Language) -> &'static str {
    match language {
        Language::Powershell => "powershell",
        Language::Bash => "bash",
        Language::Windows => "windows",
    }
}

#[derive(Serialize)]
struct Root<'a> {
    schema: &'static str,
    runbook: Runbook<'a>,
    variant: &'a str,
    change: &'a str,
    verdict: &'static str,
    /// Who accepts what is not proven: empty where nobody accepts all of it. The verdict stays.
    accepted: Vec<WaivedValue<'a>>,
    captures: Vec<CaptureValue<'a>>,
    steps: Vec<StepValue<'a>>,
    findings: Vec<FindingValue<'a>>,
    unplanned: Vec<UnplannedValue<'a>>,
    gaps: Vec<GapValue<'a>>,
    totals: TotalsValue<'a>,
    cost: i64,
    assumptions: Vec<String>,
    provenance: ProvenanceValue<'a>,
}

#[derive(Serialize)]
struct Runbook<'a> {
    id: &'a str,
    revision: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct CaptureValue<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
    format: &'static str,
    /// What says so: `said`, `content`, `name`, `guess`.
    format_by: &'static str,
    encoding: &'a str,
    records: u64,
    entries: u64,
    sessions: Vec<SessionValue<'a>>,
}

impl<'a> CaptureValue<'a> {
    fn of(text: &CaptureText<'a>) -> Self {
        let capture = text.capture;
        Self {
            path: &capture.path,
            sha256: &capture.sha256,
            bytes: capture.bytes,
            format: capture.format.name(),
            format_by: capture.basis.name(),
            encoding: &capture.encoding,
            records: capture.records,
            entries: capture.entries,
            sessions: capture
                .sessions
                .iter()
                .map(|session| SessionValue {
                    host: session.host.as_deref(),
                    user: session.user.as_deref(),
                    run_as: session.run_as.as_deref(),
                    shell: language_name(session.language),
                    start: session.start.as_ref().map(stamp),
                    end: session.end.as_ref().map(stamp),
                    is_whole: session.ending == Ending::Whole,
                    line: session.line,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct SessionValue<'a> {
    host: Option<&'a str>,
    user: Option<&'a str>,
    run_as: Option<&'a str>,
    shell: &'static str,
    start: Option<String>,
    end: Option<String>,
    #[serde(rename = "whole")]
    is_whole: bool,
    line: u64,
}

#[derive(Serialize)]
struct StepValue<'a> {
    id: &'a str,
    number: u32,
    /// What people call it, where that is not the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    title: &'a str,
    status: &'static str,
    because: Option<String>,
    occurrences: Vec<OccurrenceValue<'a>>,
}

impl<'a> StepValue<'a> {
    fn of(step: &Step<'a>, report: &Report<'a>) -> Self {
        let occurrences = step.occurrences.iter();
        Self {
            id: step.id,
            number: step.number,
            label: Some(step.called).filter(|called| *called != step.number.to_string()),
            title: step.title,
            status: status_name(step.status),
            because: step.because.as_deref().map(plain),
            occurrences: occurrences
                .map(|occurrence| OccurrenceValue::of(occurrence, report))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct OccurrenceValue<'a> {
    binding: Pairs<'a, String>,
    status: &'static str,
    /// The code of what is waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'static str>,
    evidence: Vec<EvidenceValue<'a>>,
    vouched: Option<String>,
    expected: &'a [String],
}

impl<'a> OccurrenceValue<'a> {
    fn of(occurrence: &Occurrence<'a>, report: &Report<'a>) -> Self {
        Self {
            binding: Pairs(occurrence.binding),
            status: status_name(occurrence.status),
            waived: match occurrence.status {
                Status::Waived(code) => Some(code.name()),
                _ => None,
            },
            evidence: evidence(occurrence.evidence, report),
            vouched: occurrence.vouched.as_deref().map(plain),
            expected: occurrence.expected,
        }
    }
}

fn evidence<'a>(all: &'a [Evidence], report: &Report<'a>) -> Vec<EvidenceValue<'a>> {
    all.iter().map(|e| EvidenceValue::of(e, report)).collect()
}

#[derive(Serialize)]
struct EvidenceValue<'a> {
    capture: usize,
    session: usize,
    line: u64,
    time: Option<&'a str>,
    host: Option<&'a str>,
    user: Option<&'a str>,
    command: &'a str,
    quoted: &'a str,
    /// The characters of `quoted` that are meant, from 0, and the place after the last.
    mark: [usize; 2],
    output: Option<OutputValue<'a>>,
}

impl<'a> EvidenceValue<'a> {
    fn of(evidence: &'a Evidence, report: &Report<'a>) -> Self {
        let text = evidence.quoted.text.as_str();
        Self {
            capture: evidence.capture,
            session: evidence.session,
            line: evidence.line,
            time: evidence.time.as_deref(),
            host: report.host(evidence),
            user: report.user(evidence),
            command: &evidence.command,
            quoted: text,
            mark: super::quote::characters(&evidence.quoted),
            output: evidence.output.as_ref().map(|output| OutputValue {
                line: output.line,
                text: &output.text,
            }),
        }
    }
}

#[derive(Serialize)]
struct OutputValue<'a> {
    line: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingValue<'a> {
    code: &'static str,
    level: &'static str,
    step: Option<&'a str>,
    binding: Pairs<'a, String>,
    evidence: Vec<EvidenceValue<'a>>,
    message: String,
    advice: Option<String>,
    margin: MarginValue,
    waived: Option<WaivedValue<'a>>,
}

impl<'a> FindingValue<'a> {
    fn of(finding: &Finding<'a>, report: &Report<'a>) -> Self {
        let step = finding.step.and_then(|index| report.steps.get(index));
        Self {
            code: finding.code.name(),
            level: finding.level.name(),
            step: step.map(|step| step.id),
            binding: Pairs(finding.binding),
            evidence: evidence(finding.evidence, report),
            message: plain(&finding.message),
            advice: finding.advice.as_deref().map(plain),
            margin: MarginValue(finding.margin),
            waived: finding
                .waived
                .as_ref()
                .map(|(waived, _)| WaivedValue::of(waived)),
        }
    }
}

/// `null` where there is no other explanation, or how much worse the next best one is: 0 is a tie.
struct MarginValue(Margin);

impl Serialize for MarginValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Margin::Only => serializer.serialize_none(),
            Margin::By(cost) => serializer.serialize_i64(cost),
            Margin::Tie => serializer.serialize_i64(0),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WaivedValue<'a> {
    reason: &'a str,
    by: &'a str,
    until: &'a str,
}

impl<'a> WaivedValue<'a> {
    /// Who lets something pass, and why.
    pub(super) fn of(waived: &'a Waived) -> Self {
        Self {
            reason: &waived.reason,
            by: &waived.by,
            until: &waived.until,
        }
    }
}

#[derive(Serialize)]
struct UnplannedValue<'a> {
    capture: usize,
    line: u64,
    time: Option<&'a str>,
    host: Option<&'a str>,
    user: Option<&'a str>,
    command: &'a str,
    effect: &'static str,
    #[serde(rename = "allowed")]
    is_allowed: bool,
    times: u64,
}

impl<'a> UnplannedValue<'a> {
    fn of(unplanned: &'a Unplanned, report: &Report<'a>) -> Self {
        let evidence = &unplanned.evidence;
        Self {
            capture: evidence.capture,
            line: evidence.line,
            time: evidence.time.as_deref(),
            host: report.host(evidence),
            user: report.user(evidence),
            command: &evidence.command,
            effect: effect_name(unplanned.effect),
            is_allowed: unplanned.is_allowed,
            times: unplanned.times,
        }
    }
}

#[derive(Serialize)]
struct GapValue<'a> {
    kind: &'static str,
    capture: Option<usize>,
    line: Option<u64>,
    host: Option<&'a str>,
    file: Option<&'a str>,
    message: String,
}

#[derive(Serialize)]
struct TotalsValue<'a> {
    bytes: u64,
    records: u64,
    entries: u64,
    commands: u64,
    matched: u64,
    explained: u64,
    changing: u64,
    unknown: u64,
    /// Every command once: they add up to `commands`, and so do the four sums above.
    accounts: Accounts<'a>,
}

/// What became of the commands, by the names of the accounts.
#[derive(Clone, Copy)]
pub(super) struct Accounts<'a>(pub(super) &'a Tally);

impl Serialize for Accounts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Account::ALL.len()))?;
        for account in Account::ALL {
            map.serialize_entry(account.name(), &self.0.of(account))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct ProvenanceValue<'a> {
    tool: &'a str,
    change_sha256: &'a str,
    as_of: Option<&'a str>,
    by: Option<&'a str>,
    locale: &'a str,
    window: Option<WindowValue<'a>>,
    timezone: Option<&'a str>,
    clock_skew: i64,
    parameters: Pairs<'a, Vec<String>>,
    answers: Pairs<'a, bool>,
}

#[derive(Serialize)]
struct WindowValue<'a> {
    start: &'a str,
    end: &'a str,
}

/// Names and values as an object, in their order.
struct Pairs<'a, V>(&'a [(String, V)]);

impl<V: Serialize> Serialize for Pairs<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
