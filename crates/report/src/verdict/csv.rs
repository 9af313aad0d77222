//! The verdict for a spreadsheet: RFC 4180, a row for each occurrence, finding and command in no step.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::json::{effect_name, status_name};
use super::say::plain;
use super::tree::{Finding, Report};
use runproof_audit::{Account, Binding, Evidence, Margin};
use runproof_text::visible::{Breaks, visible};

/// The columns.
const HEAD: [&str; 18] = [
    "record",
    "step",
    "number",
    "binding",
    "status",
    "level",
    "message",
    "margin",
    "waived_by",
    "waived_until",
    "waived_reason",
    "capture",
    "line",
    "time",
    "host",
    "user",
    "command",
    "expected",
];

/// Writes the rows. An occurrence or a finding with several pieces of evidence has a row for each.
pub(super) fn csv(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows {
        writer: WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(out),
        report,
    };
    rows.writer.write_record(HEAD).map_err(io_error)?;
    for step in &report.steps {
        let number = step.called.to_owned();
        let about = |binding| Row {
            step: step.id.into(),
            number: number.clone(),
            binding,
            ..Row::of("occurrence")
        };
        if step.occurrences.is_empty() {
            let row = Row {
                status: status_name(step.status),
                message: step.because.as_deref().map(plain).unwrap_or_default(),
                ..about(String::new())
            };
            rows.write(row, &[])?;
        }
        for occurrence in &step.occurrences {
            let row = Row {
                status: status_name(occurrence.status),
                message: occurrence.vouched.as_deref().map(plain).unwrap_or_default(),
                expected: occurrence.expected.join("\n"),
                ..about(binding(occurrence.binding))
            };
            rows.write(row, occurrence.evidence)?;
        }
    }
    for finding in report.findings.iter().chain(&report.waived) {
        rows.write(Row::finding(finding, report), finding.evidence)?;
    }
    for unplanned in report.unplanned {
        let row = Row {
            status: if unplanned.is_allowed {
                "allowed"
            } else {
                effect_name(unplanned.effect)
            },
            ..Row::of("unplanned")
        };
        rows.write(row, std::slice::from_ref(&unplanned.evidence))?;
    }
    rows.write(
        Row {
            status: report.overall.name(),
            message: report.headline.clone(),
            ..Row::of("verdict")
        },
        &[],
    )?;
    for account in Account::ALL {
        let row = Row {
            status: account.name(),
            message: report.totals.commands.of(account).to_string(),
            ..Row::of("total")
        };
        rows.write(row, &[])?;
    }
    rows.writer.flush()
}

struct Rows<'w, 'r, 'v> {
    writer: Writer<&'w mut dyn Write>,
    report: &'r Report<'v>,
}

/// What a row says apart from its evidence.
#[derive(Default)]
struct Row {
    record: &'static str,
    step: String,
    number: String,
    binding: String,
    status: &'static str,
    level: &'static str,
    message: String,
    margin: String,
    waived: [String; 3],
    expected: String,
}

impl Row {
    fn of(record: &'static str) -> Self {
        Self {
            record,
            ..Self::default()
        }
    }

    fn finding(finding: &Finding<'_>, report: &Report<'_>) -> Self {
        let step = finding.step.and_then(|index| report.steps.get(index));
        Self {
            step: step.map(|s| s.id.to_owned()).unwrap_or_default(),
            number: step.map(|s| s.called.to_owned()).unwrap_or_default(),
            binding: binding(finding.binding),
            status: finding.code.name(),
            level: finding.level.name(),
            message: plain(&finding.message),
            margin: match finding.margin {
                Margin::Only => String::new(),
                Margin::By(cost) => cost.to_string(),
                Margin::Tie => "0".to_owned(),
            },
            waived: match &finding.waived {
                Some((w, _)) => [w.by.clone(), w.until.clone(), w.reason.clone()],
                None => Default::default(),
            },
            ..Self::of("finding")
        }
    }
}

impl Rows<'_, '_, '_> {
    fn write(&mut self, row: Row, evidence: &[Evidence]) -> io::Result<()> {
        if evidence.is_empty() {
            return self.line(&row, None);
        }
        evidence
            .iter()
            .try_for_each(|evidence| self.line(&row, Some(evidence)))
    }

    fn line(&mut self, row: &Row, evidence: Option<&Evidence>) -> io::Result<()> {
        let report = self.report;
        let line = evidence.map(|e| e.line.to_string()).unwrap_or_default();
        let seen = |read: fn(&Evidence) -> &str| evidence.map_or("", read);
        let session = evidence.and_then(|e| report.session(e));
        let host = evidence.and_then(|e| e.host.as_deref());
        let host = host.or_else(|| session?.host.as_deref()).unwrap_or("");
        let user = evidence.and_then(|e| e.user.as_deref());
        let user = user.or_else(|| session?.user.as_deref()).unwrap_or("");
        let [by, until, reason] = &row.waived;
        let cells: [&str; HEAD.len()] = [
            row.record,
            &row.step,
            &row.number,
            &row.binding,
            row.status,
            row.level,
            &row.message,
            &row.margin,
            by,
            until,
            reason,
            evidence.map_or("", |e| report.path(e.capture)),
            &line,
            seen(|e| e.time.as_deref().unwrap_or("")),
            host,
            user,
            seen(|e| &e.command),
            &row.expected,
        ];
        let cells = cells.map(cell);
        self.writer.write_record(&cells).map_err(io_error)
    }
}

/// A cell that a spreadsheet takes for text and a terminal does not obey. What begins like a formula gets an
/// apostrophe before it, also where the sign is one of the full-width forms that are read as it.
pub(super) fn cell(text: &str) -> String {
    let shown = visible(text, Breaks::Kept);
    if text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}

/// `pool=pool01.contoso.com server=fe01.contoso.com`
fn binding(binding: &Binding) -> String {
    let pairs = binding
        .iter()
        .map(|(item, value)| format!("{item}={value}"));
    pairs.collect::<Vec<_>>().join(" ")
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
