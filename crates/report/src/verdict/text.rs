//! The verdict for a terminal: the verdict first, what the captures lack, a table at a glance, then
//! each finding with the line that shows it, and what to do next.

use runproof_prose::Inline;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::matrix::{Mark, Matrix};
use super::quote::Parts;
use super::say::plain;
use super::tree::{Finding, Report};
use crate::Style;
use runproof_audit::{Evidence, Level, Overall};
use runproof_text::visible::visible_line;

/// The narrowest that is written for.
const NARROWEST: usize = 40;

/// Writes the report, tables and prose no wider than so many columns.
pub(super) fn text(
    report: &Report<'_>,
    style: Style,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        report,
        is_coloured: style == Style::Coloured,
        width: width.max(NARROWEST),
        out,
    };
    page.verdict()?;
    page.gaps()?;
    page.glance()?;
    page.findings(&report.words.findings, &report.findings)?;
    page.findings(&report.words.waived, &report.waived)?;
    page.unplanned()?;
    page.next()?;
    page.foot()
}

struct Page<'w, 'r, 'v> {
    report: &'r Report<'v>,
    is_coloured: bool,
    width: usize,
    out: &'w mut dyn Write,
}

const BOLD: Ansi = Ansi::new().bold();
const DIM: Ansi = Ansi::new().dimmed();

fn coloured(colour: AnsiColor) -> Ansi {
    Ansi::new().bold().fg_color(Some(colour.into()))
}

fn of_level(level: Level) -> Ansi {
    coloured(match level {
        Level::Error => AnsiColor::BrightRed,
        Level::Inconclusive => AnsiColor::Yellow,
        Level::Note => AnsiColor::BrightGreen,
    })
}

fn of_mark(mark: Mark) -> Ansi {
    match mark {
        Mark::Deviating => coloured(AnsiColor::BrightRed),
        Mark::Lacking => coloured(AnsiColor::Yellow),
        Mark::Evidenced | Mark::Attested | Mark::Noted => coloured(AnsiColor::Green),
        Mark::Waived => coloured(AnsiColor::BrightBlue),
        Mark::NotApplicable => DIM,
    }
}

impl Page<'_, '_, '_> {
    /// Text in a style; only where that was asked for.
    fn styled(&self, style: Ansi, text: &str) -> String {
        if self.is_coloured {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out)?;
        for line in wrap(&visible_line(title), self.width, 0) {
            let line = self.styled(BOLD, &line);
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// A paragraph: the first line behind `first`, the others behind as many blanks.
    fn paragraph(&mut self, first: &str, text: &str) -> io::Result<()> {
        let indent = first.width();
        let lines = wrap(&visible_line(text), self.width.saturating_sub(indent), 0);
        let blanks = " ".repeat(indent);
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { first } else { blanks.as_str() };
            writeln!(self.out, "{}", format!("{before}{line}").trim_end())?;
        }
        Ok(())
    }

    /// A paragraph that begins with a word in a style; its other lines are indented by two.
    fn headed(&mut self, style: Ansi, head: &str, text: &str) -> io::Result<()> {
        let head = visible_line(head);
        let taken = head.width() + 1;
        let lines = wrap(
            &visible_line(text),
            self.width.saturating_sub(2),
            taken.saturating_sub(2),
        );
        for (index, line) in lines.iter().enumerate() {
            let before = match index {
                0 => self.styled(style, &head) + " ",
                _ => "  ".to_owned(),
            };
            writeln!(self.out, "{}", format!("{before}{line}").trim_end())?;
        }
        Ok(())
    }

    fn verdict(&mut self) -> io::Result<()> {
        let report = self.report;
        let p = report.provenance;
        let style = coloured(match report.overall {
            Overall::Conformant => AnsiColor::Green,
            Overall::Deviating => AnsiColor::BrightRed,
            Overall::Inconclusive => AnsiColor::Yellow,
        });
        // The word alone is upper case, and names stay as they are.
        let word = report.verdict.to_uppercase();
        let verdict = report.headline.replacen(&report.verdict, &word, 1);
        self.headed(style, &verdict, &format!("· {}", report.counts))?;
        self.paragraph("", &report.means)?;
        let about = format!("{} · {}", p.change, report.title);
        self.paragraph("", &about)?;
        let basis = format!("{} {} · {}", p.runbook, p.revision, p.variant);
        let basis = format!("{basis} · {}", report.product);
        self.paragraph("", &basis)
    }

    fn gaps(&mut self) -> io::Result<()> {
        let report = self.report;
        if report.gaps.is_empty() {
            return Ok(());
        }
        self.heading(&report.words.gaps)?;
        for gap in &report.gaps {
            let message = plain(&gap.message);
            let text = match gap.at {
                Some((_, line)) => format!("{}:{line}: {message}", gap.path),
                None => message,
            };
            self.headed(of_level(Level::Inconclusive), "!", &text)?;
        }
        Ok(())
    }

    fn glance(&mut self) -> io::Result<()> {
        let report = self.report;
        let matrix = Matrix::of(report);
        self.heading(&report.words.glance)?;
        let table = Table::fitting(report, &matrix, self.width);
        for head in &table.heads {
            writeln!(self.out, "{}", head.trim_end())?;
        }
        for row in &table.rows {
            let mut line = row.label.clone();
            for (text, room, mark) in &row.cells {
                let shown = match mark {
                    Some(mark) => self.styled(of_mark(*mark), text),
                    None => text.clone(),
                };
                line.push_str(&centred(&shown, text.width(), *room));
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        let used = |mark: &Mark| {
            let mut cells = matrix.rows.iter().flat_map(|row| &row.cells);
            cells.any(|cell| cell.mark == Some(*mark))
        };
        let legend: Vec<String> = Mark::ALL
            .iter()
            .filter(|mark| used(mark))
            .map(|mark| {
                format!("{} {}", mark.symbol(), mark.meaning(report)).replace(' ', "\u{a0}")
            })
            .collect();
        self.paragraph("  ", &legend.join("   "))
    }

    fn findings(&mut self, title: &str, findings: &[Finding<'_>]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        self.heading(title)?;
        for (index, finding) in findings.iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            self.finding(finding)?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let report = self.report;
        let head = format!("{}[{}]", finding.level_said, finding.code.name());
        let step = finding.step.and_then(|index| report.steps.get(index));
        let mut about = step.map_or(String::new(), |step| step.heading.clone());
        if !finding.place.is_empty() {
            let arrow = if about.is_empty() { "" } else { " › " };
            about.push_str(&format!("{arrow}{}", finding.place));
        }
        self.headed(of_level(finding.level), &head, &about)?;
        self.paragraph("  ", &plain(&finding.message))?;
        for evidence in finding.evidence_shown {
            self.evidence(evidence, finding.level)?;
        }
        let said = [
            finding.evidence_more.clone(),
            finding.waived.as_ref().map(|(_, said)| said.clone()),
            finding.margin_said.clone(),
        ];
        for text in said.into_iter().flatten() {
            self.paragraph("  = ", &text)?;
        }
        Ok(())
    }

    /// A line of a capture, marked, and what of its output matters.
    fn evidence(&mut self, evidence: &Evidence, level: Level) -> io::Result<()> {
        let report = self.report;
        let output = evidence.output.as_ref();
        let last = output.map_or(evidence.line, |output| {
            output.line + output.text.lines().count() as u64
        });
        let gutter = last.max(evidence.line).to_string().len();
        let arrow = format!("{}--> ", " ".repeat(gutter + 1));
        let mut place = format!("{}:{}", report.path(evidence.capture), evidence.line);
        let seen = [
            evidence.time.as_deref(),
            report.host(evidence),
            report.user(evidence),
        ];
        for part in seen.into_iter().flatten() {
            place.push_str(&format!(" · {part}"));
        }
        self.paragraph(&arrow, &place)?;
        let room = self.width.saturating_sub(gutter + 4).max(16);
        let (line, marks) = marked(&Parts::of(&evidence.quoted), room);
        writeln!(
            self.out,
            " {:>gutter$} | {}",
            evidence.line,
            line.trim_end()
        )?;
        if !marks.trim().is_empty() {
            let marks = self.styled(of_level(level), &marks);
            writeln!(self.out, " {:gutter$} | {marks}", "")?;
        }
        if let Some(output) = output {
            for (index, text) in output.text.lines().enumerate() {
                let text = cut(&visible_line(text), room);
                let number = output.line + index as u64;
                writeln!(self.out, " {number:>gutter$} | {}", text.trim_end())?;
            }
        }
        Ok(())
    }

    /// What may have changed something. What did is a finding, and what only looks is in the totals.
    fn unplanned(&mut self) -> io::Result<()> {
        let report = self.report;
        let unknown = &report.unknown_shown;
        if unknown.commands.is_empty() {
            return Ok(());
        }
        self.heading(&report.words.unknown_commands)?;
        for (unplanned, often) in &unknown.commands {
            let evidence = &unplanned.evidence;
            let often = often.as_ref().map(|often| format!("{often}  "));
            let command = often.unwrap_or_default() + &evidence.command;
            let place = format!("{}:{}", report.path(evidence.capture), evidence.line);
            let place = tail(&visible_line(&place), self.width / 2);
            let place = format!("  {place}  ");
            let room = self.width.saturating_sub(place.width()).max(16);
            let command = cut(&visible_line(&command), room);
            writeln!(self.out, "{place}{command}")?;
        }
        match &unknown.more {
            Some(more) => self.paragraph("  ", more),
            None => Ok(()),
        }
    }

    /// Each advice once, with what it is for.
    fn next(&mut self) -> io::Result<()> {
        let advice = advice(self.report);
        if advice.is_empty() {
            return Ok(());
        }
        self.heading(&self.report.words.next)?;
        for (title, places, text) in advice {
            let about = if places.is_empty() {
                title.to_owned()
            } else {
                format!("{title} ({})", places.join(", "))
            };
            self.paragraph("  - ", &format!("{about} – {}", plain(text)))?;
        }
        Ok(())
    }

    fn foot(&mut self) -> io::Result<()> {
        let report = self.report;
        if !report.assumptions.is_empty() {
            self.heading(&report.words.assumptions)?;
            for assumption in &report.assumptions {
                self.paragraph("  - ", &plain(assumption))?;
            }
        }
        self.heading(&report.words.totals)?;
        let facts = report.totals_said.iter();
        let widest = facts.clone().map(|f| f.values.concat().width()).max();
        for fact in facts {
            let value = fact.values.concat();
            let blanks = " ".repeat(widest.unwrap_or(0).saturating_sub(value.width()));
            self.paragraph(&format!("  {blanks}{value}  "), &fact.label)?;
        }
        writeln!(self.out)?;
        let p = report.provenance;
        let given = [(&report.words.by, &p.by), (&report.words.as_of, &p.as_of)];
        for (label, value) in given {
            if let Some(value) = value {
                self.paragraph("", &format!("{label} {value}"))?;
            }
        }
        self.paragraph("", &report.generated)
    }
}

/// Kinds of findings with their advice, in the order of the findings, and the places of each.
pub(super) fn advice<'r>(report: &'r Report<'_>) -> Vec<(&'r str, Vec<String>, &'r [Inline])> {
    /// The most places that are named.
    const MOST: usize = 6;
    let mut all: Vec<(&str, Vec<String>, &[Inline])> = Vec::new();
    for finding in report.findings.iter().filter(|f| f.level != Level::Note) {
        let Some(advice) = finding.advice.as_deref() else {
            continue;
        };
        let step = finding.step.and_then(|index| report.steps.get(index));
        let place = match (step, finding.place) {
            (Some(step), "") => step.label.clone(),
            (Some(step), place) => format!("{} › {place}", step.label),
            (None, place) => place.to_owned(),
        };
        let known = all
            .iter()
            .position(|(title, _, text)| *title == finding.code_said && *text == advice);
        let index = known.unwrap_or_else(|| {
            all.push((&finding.code_said, Vec::new(), advice));
            all.len() - 1
        });
        if let Some((_, places, _)) = all.get_mut(index)
            && !place.is_empty()
            && !places.contains(&place)
        {
            match places.len() {
                MOST => places.push("…".to_owned()),
                count if count < MOST => places.push(place),
                _ => {}
            }
        }
    }
    all
}

/// The table, as wide as there is room for: by server, by pool, or as a whole.
struct Table {
    heads: Vec<String>,
    rows: Vec<TableRow>,
}

struct TableRow {
    label: String,
    /// Text, room and mark.
    cells: Vec<(String, usize, Option<Mark>)>,
}

impl Table {
    fn fitting(report: &Report<'_>, matrix: &Matrix<'_>, width: usize) -> Self {
        /// A title is cut to no less.
        const SHORTEST: usize = 20;
        let numbers = report.steps.iter().map(|step| step.called.len()).max();
        let digits = numbers.unwrap_or(1);
        let titles = report.steps.iter().map(|s| visible_line(s.title).width());
        let longest = titles.max().unwrap_or(0);
        let room = width.saturating_sub(digits + 4);
        let title_room = |cells: usize| room.saturating_sub(cells + 1).min(longest);
        let fits = |cells: usize| room >= cells + 1 + SHORTEST.min(longest);

        let names: Vec<String> = matrix
            .columns
            .iter()
            .map(|c| visible_line(c.short))
            .collect();
        let column = names.iter().map(|n| n.width()).max().unwrap_or(0).max(3) + 2;
        let is_narrow = |g: &super::matrix::Group<'_>| g.name.width() + 1 > column * g.span;
        let is_narrow = matrix.groups.iter().any(is_narrow);
        let groups: Vec<String> = matrix
            .groups
            .iter()
            .map(|g| visible_line(if is_narrow { g.short } else { g.name }))
            .collect();
        let label = |step: usize, titled: usize| {
            let step = report.steps.get(step);
            let (number, title) = step.map_or(("", ""), |s| (s.called, s.title));
            let title = cut(&visible_line(title), titled);
            let blanks = titled.saturating_sub(title.width());
            format!("  {number:>digits$}  {title}{} ", " ".repeat(blanks))
        };
        let indent = |titled: usize| " ".repeat(digits + 5 + titled);

        let all = column * names.len();
        if !names.is_empty() && fits(all) {
            let titled = title_room(all);
            let mut heads = Vec::new();
            if matrix.is_grouped() {
                let heads_of = matrix.groups.iter().zip(&groups).map(|(group, name)| {
                    let room = column * group.span;
                    let name = cut(name, room.saturating_sub(1));
                    centred(&name, name.width(), room)
                });
                heads.push(indent(titled) + &heads_of.collect::<String>());
            }
            let heads_of = names.iter().map(|name| centred(name, name.width(), column));
            heads.push(indent(titled) + &heads_of.collect::<String>());
            let rows = matrix.rows.iter().map(|row| TableRow {
                label: label(row.step, titled),
                cells: row
                    .cells
                    .iter()
                    .map(|cell| {
                        let room = column * cell.span;
                        (spanning(cell.mark, cell.span, room), room, cell.mark)
                    })
                    .collect(),
            });
            return Self {
                heads,
                rows: rows.collect(),
            };
        }
        let groups: Vec<String> = matrix
            .groups
            .iter()
            .map(|g| visible_line(g.short))
            .collect();
        let column = groups
            .iter()
            .map(|g| g.width().min(24))
            .max()
            .unwrap_or(0)
            .max(9)
            + 2;
        let all = column * groups.len();
        let by_group = matrix.is_grouped() && fits(all);
        let spans: Vec<usize> = if by_group {
            matrix.groups.iter().map(|group| group.span).collect()
        } else {
            vec![matrix.columns.len().max(1)]
        };
        let column = if by_group { column } else { 16 };
        let titled = title_room(column * spans.len());
        let mut heads = Vec::new();
        if by_group {
            let heads_of = groups.iter().map(|name| {
                let name = cut(name, column - 2);
                centred(&name, name.width(), column)
            });
            heads.push(indent(titled) + &heads_of.collect::<String>());
        }
        let rows = matrix.rows.iter().map(|row| TableRow {
            label: label(row.step, titled),
            cells: row
                .summed(&spans)
                .into_iter()
                .map(|(text, mark)| (text, column, mark))
                .collect(),
        });
        Self {
            heads,
            rows: rows.collect(),
        }
    }
}

/// A mark, with a line over the columns that it is for.
fn spanning(mark: Option<Mark>, span: usize, room: usize) -> String {
    let Some(mark) = mark else {
        return String::new();
    };
    if span < 2 {
        return mark.symbol().to_owned();
    }
    let sides = room.saturating_sub(5);
    let left = "─".repeat(sides / 2);
    let right = "─".repeat(sides - sides / 2);
    format!("{left} {} {right}", mark.symbol())
}

/// The text in the middle of so much room.
fn centred(shown: &str, width: usize, room: usize) -> String {
    let free = room.saturating_sub(width);
    let left = free / 2;
    format!("{}{shown}{}", " ".repeat(left), " ".repeat(free - left))
}

/// Lines no wider than so many columns, broken at blanks where there are any.
/// Of the first line, so many are taken already.
fn wrap(text: &str, width: usize, taken: usize) -> Vec<String> {
    let width = width.max(16);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let gap = usize::from(!line.is_empty());
        let taken = if lines.is_empty() { taken } else { 0 };
        if taken + line.width() + gap + word.width() <= width {
            line.extend([if gap == 1 { " " } else { "" }, word]);
            continue;
        }
        if !line.is_empty() || taken > 0 {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while rest.width() > width {
            let at = fitting(rest, width);
            lines.push(rest[..at].to_owned());
            rest = &rest[at..];
        }
        line.push_str(rest);
    }
    lines.push(line);
    lines
}

/// How many bytes of a text fit into so many columns; at least one character.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && at > 0 {
            return at;
        }
    }
    text.len()
}

/// The text, cut to so many columns.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let at = fitting(text, width.saturating_sub(1));
    format!("{}…", &text[..at])
}

/// The end of the text, so many columns of it: of a place the file and the line matter most.
fn tail(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut from = text.len();
    for (at, _) in text.char_indices().rev() {
        if text[at..].width() + 1 > width {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}

/// A line and the line of marks below it, both cut to so many columns around the mark.
fn marked(parts: &Parts, room: usize) -> (String, String) {
    let Parts {
        before,
        marked,
        after,
    } = parts;
    let mut before = before.as_str();
    let mut lead = "";
    if before.width() + marked.width().min(room) > room {
        // The mark matters more than what stands before it.
        let keep = room.saturating_sub(marked.width()).clamp(room / 4, room) / 2;
        let mut from = before.len();
        for (at, _) in before.char_indices().rev() {
            if before[at..].width() > keep {
                break;
            }
            from = at;
        }
        lead = "…";
        before = &before[from..];
    }
    let left = lead.width() + before.width();
    let shown = cut(marked, room.saturating_sub(left).max(1));
    let rest = room.saturating_sub(left + shown.width());
    let after = if rest > 0 && shown == *marked {
        cut(after, rest)
    } else {
        String::new()
    };
    let line = format!("{lead}{before}{shown}{after}");
    let marks = format!("{}{}", " ".repeat(left), "^".repeat(shown.width()));
    (line, marks)
}
