//! The verdict for a ticket: Markdown with GitHub's tables.

use runproof_prose::Inline;
use std::io::{self, Write};

use super::matrix::{Mark, Matrix};
use super::quote::Parts;
use super::text::advice;
use super::tree::{Fact, Finding, Report};
use runproof_audit::Evidence;
use runproof_render::markdown_prose;
use runproof_text::visible::{Breaks, visible, visible_line};

/// The most columns of a table; more are summed up.
const MOST_COLUMNS: usize = 12;

/// Writes the report.
pub(super) fn markdown(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let p = report.provenance;
    let words = &report.words;
    writeln!(out, "# {} · {}\n", escape(&words.title), escape(&p.change))?;
    let symbol = Mark::of_overall(report.overall);
    let verdict = escape(&report.headline);
    let counts = escape(&report.counts);
    writeln!(out, "**{} {verdict}** · {counts}\n", symbol.symbol())?;
    writeln!(out, "{}\n", escape(&report.means))?;
    writeln!(out, "{} · {}", escape(report.title), escape(report.product))?;
    gaps(report, out)?;
    glance(report, out)?;
    findings(report, &words.findings, &report.findings, out)?;
    findings(report, &words.waived, &report.waived, out)?;
    next(report, out)?;
    unplanned(report, out)?;
    captures(report, out)?;
    if !report.assumptions.is_empty() {
        heading(&words.assumptions, out)?;
        for assumption in &report.assumptions {
            writeln!(out, "- {}", prose(assumption))?;
        }
    }
    heading(&words.totals, out)?;
    for fact in &report.totals_said {
        let value = escape(&fact.values.concat());
        writeln!(out, "- **{value}** {}", escape(&fact.label))?;
    }
    heading(&words.provenance, out)?;
    facts(&report.facts, out)?;
    writeln!(out, "\n{}", escape(&report.generated))
}

fn heading(title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}\n", escape(title))
}

fn gaps(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.gaps.is_empty() {
        return Ok(());
    }
    heading(&report.words.gaps, out)?;
    for gap in &report.gaps {
        let message = prose(&gap.message);
        match gap.at {
            Some((_, line)) => {
                let place = format!("{}:{line}", gap.path);
                writeln!(out, "- {} {message}", code(&place))?;
            }
            None => writeln!(out, "- {message}")?,
        }
    }
    Ok(())
}

fn glance(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let matrix = Matrix::of(report);
    heading(&report.words.glance, out)?;
    let is_fine = !matrix.columns.is_empty() && matrix.columns.len() <= MOST_COLUMNS;
    let is_by_group = !is_fine && matrix.is_grouped() && matrix.groups.len() <= MOST_COLUMNS;
    let (names, spans): (Vec<&str>, Vec<usize>) = if is_fine {
        matrix
            .columns
            .iter()
            .map(|column| (column.short, 1))
            .unzip()
    } else if is_by_group {
        matrix
            .groups
            .iter()
            .map(|group| (group.short, group.span))
            .unzip()
    } else {
        (
            vec![report.words.result.as_str()],
            vec![matrix.columns.len().max(1)],
        )
    };
    let heads: Vec<String> = names.iter().map(|name| escape(name)).collect();
    writeln!(
        out,
        "| | {} | {} |",
        escape(&report.words.step),
        heads.join(" | ")
    )?;
    writeln!(out, "| ---: | --- |{}", " :---: |".repeat(names.len()))?;
    for row in &matrix.rows {
        let Some(step) = report.steps.get(row.step) else {
            continue;
        };
        let cells: Vec<String> = if is_fine {
            let marks = row.marks().into_iter();
            let symbol = |mark: Option<Mark>| mark.map_or("", Mark::symbol).to_owned();
            marks.map(symbol).collect()
        } else {
            row.summed(&spans)
                .into_iter()
                .map(|(text, _)| text)
                .collect()
        };
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
        let title = escape(step.title);
        writeln!(out, "| {} | {title} | {} |", step.called, cells.join(" | "))?;
    }
    let used = |mark: &&Mark| {
        let mut cells = matrix.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.mark == Some(**mark))
    };
    let legend = Mark::ALL.iter().filter(used);
    let legend: Vec<String> = legend
        .map(|mark| format!("{} {}", escape(mark.symbol()), escape(mark.meaning(report))))
        .collect();
    writeln!(out, "\n{}", legend.join(" · "))
}

fn findings(
    report: &Report<'_>,
    title: &str,
    findings: &[Finding<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    heading(title, out)?;
    for (index, finding) in findings.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let step = finding.step.and_then(|index| report.steps.get(index));
        let mut about = format!("{} · {}", finding.level_said, finding.code_said);
        if let Some(step) = step {
            about.push_str(&format!(" · {}", step.label));
        }
        if !finding.place.is_empty() {
            about.push_str(&format!(" › {}", finding.place));
        }
        writeln!(out, "### {}\n", escape(&about))?;
        writeln!(out, "{}", prose(&finding.message))?;
        for evidence in finding.evidence_shown {
            quoted(report, evidence, out)?;
        }
        let said = [
            finding.evidence_more.as_ref(),
            finding.waived.as_ref().map(|(_, said)| said),
            finding.margin_said.as_ref(),
        ];
        for text in said.into_iter().flatten() {
            writeln!(out, "\n{}", escape(text))?;
        }
    }
    Ok(())
}

fn quoted(report: &Report<'_>, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}", report.path(evidence.capture), evidence.line);
    let seen = [
        evidence.time.as_deref(),
        report.host(evidence),
        report.user(evidence),
    ];
    let mut line = code(&place);
    for part in seen.into_iter().flatten() {
        line.push_str(&format!(" · {}", escape(part)));
    }
    writeln!(out, "\n{line}\n")?;
    let parts = Parts::of(&evidence.quoted);
    let mut block = format!("{}{}{}", parts.before, parts.marked, parts.after);
    if let Some(output) = &evidence.output {
        block.push('\n');
        block.push_str(visible(&output.text, Breaks::Kept).trim_end_matches('\n'));
    }
    let fence = fence(&block);
    writeln!(out, "{fence}text\n{block}\n{fence}")
}

/// A fence that nothing in the block ends.
fn fence(block: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in block.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat((longest + 1).max(3))
}

fn next(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let advice = advice(report);
    if advice.is_empty() {
        return Ok(());
    }
    heading(&report.words.next, out)?;
    for (title, places, text) in advice {
        let places = places.join(", ");
        let about = if places.is_empty() {
            title.to_owned()
        } else {
            format!("{title} ({places})")
        };
        writeln!(out, "- [ ] **{}** {}", escape(&about), prose(text))?;
    }
    Ok(())
}

fn unplanned(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let unknown = &report.unknown_shown;
    if unknown.commands.is_empty() {
        return Ok(());
    }
    heading(&report.words.unknown_commands, out)?;
    for (unplanned, often) in &unknown.commands {
        let e = &unplanned.evidence;
        let place = format!("{}:{}", report.path(e.capture), e.line);
        let often = often.as_ref().map(|often| format!(" {}", escape(often)));
        let often = often.unwrap_or_default();
        writeln!(out, "- {} {}{often}", code(&place), code(&e.command))?;
    }
    match &unknown.more {
        Some(more) => writeln!(out, "\n{}", escape(more)),
        None => Ok(()),
    }
}

fn captures(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = &report.words;
    heading(&words.captures, out)?;
    let heads = [&words.capture, &words.format, &words.host, &words.size].map(|w| escape(w));
    writeln!(out, "| {} | SHA-256 |", heads.join(" | "))?;
    writeln!(out, "| --- | --- | --- | ---: | --- |")?;
    for text in &report.captures {
        let capture = text.capture;
        let mut hosts: Vec<&str> = Vec::new();
        for host in capture.sessions.iter().filter_map(|s| s.host.as_deref()) {
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            code_cell(&capture.path),
            escape(&text.format),
            escape(&hosts.join(", ")),
            escape(&text.size),
            code_cell(&capture.sha256),
        )?;
    }
    Ok(())
}

fn facts(facts: &[Fact], out: &mut dyn Write) -> io::Result<()> {
    for fact in facts {
        let values = fact.values.iter();
        let values: Vec<String> = values
            .map(|value| {
                if fact.is_code {
                    code(value)
                } else {
                    escape(value)
                }
            })
            .collect();
        writeln!(out, "- **{}** {}", escape(&fact.label), values.join(", "))?;
    }
    Ok(())
}

/// Plain text: no part of it is markup, and none is hidden.
fn escape(text: &str) -> String {
    markdown_prose(&[Inline::text(visible_line(text))])
}

/// Running text, with what is hidden in it shown.
fn prose(inlines: &[Inline]) -> String {
    visible_line(&markdown_prose(inlines))
}

fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return escape(text);
    }
    markdown_prose(&[Inline::code(visible_line(text))])
}

/// In a table a bar ends the cell also within code.
fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}
