//! The verdict as one page that a manager can read and an auditor can check.
//!
//! It needs no other file, no network and no script. Layout is the template `verdict.html`; here is
//! what it sees.

use runproof_prose::Inline;
use std::io::Write;

use serde::Serialize;
use tera::{Context, Value};

use super::Failed;
use super::json::{effect_name, language_name};
use super::matrix::{Mark, Matrix};
use super::quote::Parts;
use super::text::advice;
use super::tree::{Fact, Finding, Report, stamp};
use runproof_audit::{Evidence, Level, Unplanned};
use runproof_capture::Ending;
use runproof_render::{self as render, Templates};
use runproof_text::visible::{Breaks, visible, visible_line};

/// More places than this are rows of the table, and the steps its columns.
const MOST_COLUMNS: usize = 16;

/// Writes the page.
pub(super) fn html(
    report: &Report<'_>,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<(), Failed> {
    let page = Page::of(report);
    let context = Context::from_serialize(&page).map_err(|_| Failed::Templates(Vec::new()))?;
    let bytes = render::page(templates, "verdict.html", "html/verdict.css", context)
        .map_err(Failed::Templates)?;
    out.write_all(&bytes)?;
    Ok(())
}

/// Text from outside, fit to be shown. The template escapes it.
fn shown(text: &str) -> String {
    visible_line(text)
}

/// Running text, already in the characters of the format.
fn prose(inlines: &[Inline]) -> Value {
    Value::safe_string(&visible_line(&render::html_prose(inlines)))
}

#[derive(Serialize)]
struct Page<'r> {
    locale: &'r str,
    direction: &'static str,
    words: &'r super::Words,
    title: String,
    product: String,
    change: String,
    overall: &'static str,
    verdict: String,
    means: &'r str,
    counts: &'r str,
    symbol: &'static str,
    gaps: Vec<GapValue>,
    legend: Vec<MarkValue<'r>>,
    matrix: MatrixValue,
    findings: Vec<FindingValue<'r>>,
    waived: Vec<FindingValue<'r>>,
    next: Vec<AdviceValue<'r>>,
    timeline: Option<TimelineValue>,
    captures: Vec<CaptureValue<'r>>,
    unplanned: Vec<UnplannedValue<'r>>,
    more_unplanned: Option<&'r str>,
    plan: Vec<StepValue<'r>>,
    assumptions: Vec<Value>,
    totals: Vec<FactValue>,
    facts: Vec<FactValue>,
    generated: String,
}

impl<'r> Page<'r> {
    fn of(report: &'r Report<'_>) -> Self {
        let matrix = Matrix::of(report);
        let overall = Mark::of_overall(report.overall);
        let used = |mark: &&Mark| {
            let mut cells = matrix.rows.iter().flat_map(|row| &row.cells);
            cells.any(|cell| cell.mark == Some(**mark))
        };
        Self {
            locale: &report.locale,
            direction: if report.is_rtl { "rtl" } else { "ltr" },
            words: &report.words,
            title: shown(report.title),
            product: shown(report.product),
            change: shown(&report.provenance.change),
            overall: report.overall.name(),
            verdict: shown(&report.headline),
            means: &report.means,
            counts: &report.counts,
            symbol: overall.symbol(),
            gaps: report
                .gaps
                .iter()
                .map(|gap| GapValue {
                    place: gap
                        .at
                        .map(|(_, line)| shown(&format!("{}:{line}", gap.path))),
                    message: prose(&gap.message),
                })
                .collect(),
            legend: Mark::ALL
                .iter()
                .filter(used)
                .map(|mark| MarkValue::of(*mark, report))
                .collect(),
            matrix: MatrixValue::of(&matrix, report),
            findings: findings(&report.findings, "finding", report),
            waived: findings(&report.waived, "waived", report),
            next: advice(report)
                .into_iter()
                .map(|(title, places, text)| AdviceValue {
                    title,
                    places: places.iter().map(|place| shown(place)).collect(),
                    text: prose(text),
                })
                .collect(),
            timeline: report.timeline.as_ref().map(TimelineValue::of),
            captures: report.captures.iter().map(CaptureValue::of).collect(),
            unplanned: report
                .unplanned_shown
                .commands
                .iter()
                .map(|unplanned| UnplannedValue::of(unplanned, report))
                .collect(),
            more_unplanned: report.unplanned_shown.more.as_deref(),
            plan: report
                .steps
                .iter()
                .map(|s| StepValue::of(s, report))
                .collect(),
            assumptions: report.assumptions.iter().map(|a| prose(a)).collect(),
            totals: report.totals_said.iter().map(FactValue::of).collect(),
            facts: report.facts.iter().map(FactValue::of).collect(),
            generated: shown(&report.generated),
        }
    }
}

#[derive(Serialize)]
struct GapValue {
    place: Option<String>,
    message: Value,
}

#[derive(Serialize, Clone, Copy)]
struct MarkValue<'r> {
    kind: &'static str,
    symbol: &'static str,
    meaning: &'r str,
}

impl<'r> MarkValue<'r> {
    fn of(mark: Mark, report: &'r Report<'_>) -> Self {
        Self {
            kind: mark.name(),
            symbol: mark.symbol(),
            meaning: mark.meaning(report),
        }
    }
}

/// The table; `is_turned` where places are rows.
#[derive(Serialize)]
struct MatrixValue {
    is_turned: bool,
    groups: Vec<HeadValue>,
    columns: Vec<HeadValue>,
    rows: Vec<RowValue>,
}

#[derive(Serialize)]
struct HeadValue {
    name: String,
    short: String,
    span: usize,
}

#[derive(Serialize)]
struct RowValue {
    number: Option<String>,
    id: String,
    title: String,
    cells: Vec<CellValue>,
}

#[derive(Serialize)]
struct CellValue {
    span: usize,
    kind: &'static str,
    symbol: &'static str,
    said: String,
}

impl MatrixValue {
    fn of(matrix: &Matrix<'_>, report: &Report<'_>) -> Self {
        if matrix.columns.len() > MOST_COLUMNS {
            return Self::turned(matrix, report);
        }
        let head = |name: &str, short: &str, span| HeadValue {
            name: shown(name),
            short: shown(short),
            span,
        };
        let rows = matrix.rows.iter().filter_map(|row| {
            let step = report.steps.get(row.step)?;
            Some(RowValue {
                number: Some(step.called.to_owned()),
                id: shown(step.id),
                title: shown(step.title),
                cells: row
                    .cells
                    .iter()
                    .map(|cell| {
                        let occurrence = cell.occurrence.and_then(|o| step.occurrences.get(o));
                        CellValue {
                            span: cell.span,
                            kind: cell.mark.map_or("none", Mark::name),
                            symbol: cell.mark.map_or("", Mark::symbol),
                            said: match (occurrence, cell.mark) {
                                (Some(occurrence), _) => occurrence.status_said.clone(),
                                (None, Some(_)) => step.status_said.clone(),
                                (None, None) => report.words.no_plan.clone(),
                            },
                        }
                    })
                    .collect(),
            })
        });
        let groups = matrix.groups.iter();
        Self {
            is_turned: false,
            groups: if matrix.is_grouped() {
                groups.map(|g| head(g.name, g.short, g.span)).collect()
            } else {
                Vec::new()
            },
            columns: matrix
                .columns
                .iter()
                .map(|column| head(column.name, column.short, 1))
                .collect(),
            rows: rows.collect(),
        }
    }

    fn turned(matrix: &Matrix<'_>, report: &Report<'_>) -> Self {
        let steps = matrix
            .rows
            .iter()
            .filter_map(|row| report.steps.get(row.step));
        let columns = steps.map(|step| HeadValue {
            name: shown(step.title),
            short: step.called.to_owned(),
            span: 1,
        });
        let marks: Vec<Vec<Option<Mark>>> = matrix.rows.iter().map(|row| row.marks()).collect();
        let rows = matrix
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| RowValue {
                number: None,
                id: String::new(),
                title: shown(column.name),
                cells: marks
                    .iter()
                    .map(|row| {
                        let mark = row.get(index).copied().flatten();
                        CellValue {
                            span: 1,
                            kind: mark.map_or("none", Mark::name),
                            symbol: mark.map_or("", Mark::symbol),
                            said: match mark {
                                Some(mark) => mark.meaning(report).to_owned(),
                                None => report.words.no_plan.clone(),
                            },
                        }
                    })
                    .collect(),
            });
        Self {
            is_turned: true,
            groups: Vec::new(),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

fn findings<'r>(
    findings: &'r [Finding<'_>],
    prefix: &str,
    report: &'r Report<'_>,
) -> Vec<FindingValue<'r>> {
    let values = findings.iter().enumerate().map(|(index, finding)| {
        let step = finding.step.and_then(|index| report.steps.get(index));
        let mark = match finding.level {
            _ if finding.waived.is_some() => Mark::Waived,
            level => Mark::of_level(level),
        };
        FindingValue {
            id: format!("_{prefix}-{}", index + 1),
            kind: mark.name(),
            symbol: mark.symbol(),
            code: finding.code.name(),
            code_said: &finding.code_said,
            level: &finding.level_said,
            step: step.map(|step| shown(&step.heading)),
            places: finding
                .binding
                .iter()
                .map(|(_, value)| shown(value))
                .collect(),
            message: prose(&finding.message),
            more: finding.evidence_more.as_deref(),
            evidence: finding
                .evidence_shown
                .iter()
                .map(|e| EvidenceValue::of(e, report))
                .collect(),
            advice: (finding.level != Level::Note)
                .then(|| finding.advice.as_deref().map(prose))
                .flatten(),
            margin: finding.margin_said.as_deref(),
            waived: finding.waived.as_ref().map(|(_, said)| shown(said)),
        }
    });
    values.collect()
}

#[derive(Serialize)]
struct FindingValue<'r> {
    id: String,
    kind: &'static str,
    symbol: &'static str,
    code: &'static str,
    code_said: &'r str,
    level: &'r str,
    step: Option<String>,
    places: Vec<String>,
    message: Value,
    evidence: Vec<EvidenceValue>,
    more: Option<&'r str>,
    advice: Option<Value>,
    margin: Option<&'r str>,
    waived: Option<String>,
}

#[derive(Serialize)]
struct EvidenceValue {
    place: String,
    time: Option<String>,
    host: Option<String>,
    user: Option<String>,
    command: String,
    line: u64,
    before: String,
    marked: String,
    after: String,
    output: Vec<LineValue>,
}

#[derive(Serialize)]
struct LineValue {
    line: u64,
    text: String,
}

impl EvidenceValue {
    fn of(evidence: &Evidence, report: &Report<'_>) -> Self {
        let session = report.session(evidence);
        let host = evidence.host.as_deref();
        let user = evidence.user.as_deref();
        let parts = Parts::of(&evidence.quoted);
        let output = evidence.output.as_ref();
        Self {
            place: shown(&format!(
                "{}:{}",
                report.path(evidence.capture),
                evidence.line
            )),
            time: evidence.time.as_deref().map(shown),
            host: host.or_else(|| session?.host.as_deref()).map(shown),
            user: user.or_else(|| session?.user.as_deref()).map(shown),
            command: shown(&evidence.command),
            line: evidence.line,
            before: parts.before,
            marked: parts.marked,
            after: parts.after,
            output: output.map_or_else(Vec::new, |output| {
                let lines = output.text.lines().zip(output.line..);
                lines
                    .map(|(text, line)| LineValue {
                        line,
                        text: shown(text),
                    })
                    .collect()
            }),
        }
    }
}

#[derive(Serialize)]
struct AdviceValue<'r> {
    title: &'r str,
    places: Vec<String>,
    text: Value,
}

#[derive(Serialize)]
struct TimelineValue {
    height: usize,
    axis: usize,
    description: String,
    zone: String,
    window: Option<(String, String)>,
    ticks: Vec<(String, String, &'static str)>,
    lanes: Vec<LaneValue>,
    /// The shapes of dots that there are, for the key.
    keys: KeysValue,
}

#[derive(Serialize)]
struct KeysValue {
    evidenced: bool,
    deviating: bool,
    lacking: bool,
    waived: bool,
}

impl KeysValue {
    fn of(timeline: &super::Timeline) -> Self {
        let dots = || timeline.lanes.iter().flat_map(|lane| &lane.dots);
        let has = |kind: &str| dots().any(|dot| dot.kind == kind);
        Self {
            // Whatever has no shape of its own is a circle.
            evidenced: dots().any(|dot| !["deviating", "lacking", "waived"].contains(&dot.kind)),
            deviating: has("deviating"),
            lacking: has("lacking"),
            waived: has("waived"),
        }
    }
}

#[derive(Serialize)]
struct LaneValue {
    host: String,
    label: usize,
    line: usize,
    is_uncovered: bool,
    sessions: Vec<(String, String)>,
    dots: Vec<DotValue>,
}

#[derive(Serialize)]
struct DotValue {
    x: String,
    kind: &'static str,
    title: String,
}

impl TimelineValue {
    fn of(timeline: &super::Timeline) -> Self {
        /// From lane to lane.
        const LANE: usize = 44;
        let percent = |place: u32| format!("{}.{:02}%", place / 100, place % 100);
        let stretch = |(from, width): &(u32, u32)| (percent(*from), percent((*width).max(20)));
        let axis = timeline.lanes.len() * LANE + 8;
        let lanes = timeline.lanes.iter().enumerate();
        Self {
            keys: KeysValue::of(timeline),
            height: axis + 28,
            axis,
            description: shown(&timeline.description),
            zone: shown(&timeline.zone),
            window: timeline.window.as_ref().map(stretch),
            ticks: timeline
                .ticks
                .iter()
                .map(|(at, label)| {
                    // At an edge a label would be cut off on paper.
                    let side = match at {
                        0..400 => " first",
                        9_600.. => " last",
                        _ => "",
                    };
                    (percent(*at), label.clone(), side)
                })
                .collect(),
            lanes: lanes
                .map(|(index, lane)| LaneValue {
                    host: shown(&lane.host),
                    label: index * LANE + 16,
                    line: index * LANE + 32,
                    is_uncovered: lane.is_uncovered,
                    sessions: lane.sessions.iter().map(stretch).collect(),
                    dots: lane
                        .dots
                        .iter()
                        .map(|dot| DotValue {
                            x: percent(dot.at),
                            kind: dot.kind,
                            title: shown(&dot.title),
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct CaptureValue<'r> {
    path: String,
    sha256: String,
    format: &'r str,
    encoding: String,
    size: &'r str,
    sessions: Vec<SessionValue>,
}

impl<'r> CaptureValue<'r> {
    fn of(text: &'r super::CaptureText<'_>) -> Self {
        let capture = text.capture;
        let sessions = capture.sessions.iter().map(|session| SessionValue {
            host: session.host.as_deref().map(shown),
            user: session.user.as_deref().map(shown),
            run_as: session.run_as.as_deref().map(shown),
            shell: language_name(session.language),
            start: session.start.as_ref().map(stamp),
            end: session.end.as_ref().map(stamp),
            is_cut_off: session.ending == Ending::CutOff,
            line: session.line,
        });
        Self {
            path: shown(&capture.path),
            sha256: shown(&capture.sha256),
            format: &text.format,
            encoding: shown(&capture.encoding),
            size: &text.size,
            sessions: sessions.collect(),
        }
    }
}

#[derive(Serialize)]
struct SessionValue {
    host: Option<String>,
    user: Option<String>,
    run_as: Option<String>,
    shell: &'static str,
    start: Option<String>,
    end: Option<String>,
    is_cut_off: bool,
    line: u64,
}

#[derive(Serialize)]
struct UnplannedValue<'r> {
    place: String,
    time: Option<String>,
    host: Option<String>,
    command: String,
    kind: &'static str,
    effect: &'r str,
    is_allowed: bool,
    often: Option<&'r str>,
}

impl<'r> UnplannedValue<'r> {
    fn of((unplanned, often): &'r (&Unplanned, Option<String>), report: &'r Report<'_>) -> Self {
        let evidence = EvidenceValue::of(&unplanned.evidence, report);
        Self {
            place: evidence.place,
            time: evidence.time,
            host: evidence.host,
            command: evidence.command,
            kind: effect_name(unplanned.effect),
            effect: report.effects.of(unplanned.effect),
            is_allowed: unplanned.is_allowed,
            often: often.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct StepValue<'r> {
    id: String,
    number: String,
    title: String,
    kind: &'static str,
    symbol: &'static str,
    status: &'r str,
    because: Option<Value>,
    occurrences: Vec<OccurrenceValue<'r>>,
}

impl<'r> StepValue<'r> {
    fn of(step: &'r super::Step<'_>, report: &Report<'_>) -> Self {
        let mark = Mark::of(step.status);
        let occurrences = step.occurrences.iter().map(|occurrence| {
            let mark = Mark::of(occurrence.status);
            OccurrenceValue {
                places: occurrence
                    .binding
                    .iter()
                    .map(|(_, value)| shown(value))
                    .collect(),
                kind: mark.name(),
                symbol: mark.symbol(),
                status: &occurrence.status_said,
                expected: occurrence
                    .expected
                    .iter()
                    .map(|c| visible(c, Breaks::Kept).into_owned())
                    .collect(),
                vouched: occurrence.vouched.as_deref().map(prose),
                more: occurrence.evidence_more.as_deref(),
                evidence: occurrence
                    .evidence_shown
                    .iter()
                    .map(|e| EvidenceValue::of(e, report))
                    .collect(),
            }
        });
        Self {
            id: shown(step.id),
            number: step.called.to_owned(),
            title: shown(step.title),
            kind: mark.name(),
            symbol: mark.symbol(),
            status: &step.status_said,
            because: step.because.as_deref().map(prose),
            occurrences: occurrences.collect(),
        }
    }
}

#[derive(Serialize)]
struct OccurrenceValue<'r> {
    places: Vec<String>,
    kind: &'static str,
    symbol: &'static str,
    status: &'r str,
    expected: Vec<String>,
    vouched: Option<Value>,
    evidence: Vec<EvidenceValue>,
    more: Option<&'r str>,
}

#[derive(Serialize)]
struct FactValue {
    label: String,
    values: Vec<String>,
    is_code: bool,
}

impl FactValue {
    fn of(fact: &Fact) -> Self {
        Self {
            label: shown(&fact.label),
            values: fact.values.iter().map(|value| shown(value)).collect(),
            is_code: fact.is_code,
        }
    }
}
