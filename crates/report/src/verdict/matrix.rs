//! Steps × places at a glance: what came of each step on each server and for each pool.

use std::collections::{HashMap, HashSet};

use super::tree::{Occurrence, Report, Step};
use runproof_audit::{Binding, Level, Overall, Status};

/// What a cell shows. The order is from good to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Mark {
    NotApplicable,
    Evidenced,
    Attested,
    Noted,
    Waived,
    Lacking,
    Deviating,
}

impl Mark {
    pub(super) const ALL: [Self; 7] = [
        Self::Evidenced,
        Self::Attested,
        Self::Noted,
        Self::Waived,
        Self::Lacking,
        Self::Deviating,
        Self::NotApplicable,
    ];

    pub(super) fn of(status: &Status) -> Self {
        match status {
            Status::NotApplicable => Self::NotApplicable,
            Status::Evidenced => Self::Evidenced,
            Status::Attested => Self::Attested,
            Status::Waived(_) => Self::Waived,
            Status::Found(code) => Self::of_level(code.level()),
        }
    }

    pub(super) fn of_level(level: Level) -> Self {
        match level {
            Level::Error => Self::Deviating,
            Level::Inconclusive => Self::Lacking,
            Level::Note => Self::Noted,
        }
    }

    pub(super) fn of_overall(overall: Overall) -> Self {
        match overall {
            Overall::Conformant => Self::Evidenced,
            Overall::Deviating => Self::Deviating,
            Overall::Inconclusive => Self::Lacking,
        }
    }

    /// One column wide, and told apart without colour.
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::NotApplicable => "–",
            Self::Evidenced => "✓",
            Self::Attested => "●",
            Self::Noted => "+",
            Self::Waived => "~",
            Self::Lacking => "?",
            Self::Deviating => "✗",
        }
    }

    /// What it means.
    pub(super) fn meaning<'r>(self, report: &'r Report<'_>) -> &'r str {
        let words = &report.words;
        match self {
            Self::NotApplicable => &words.not_applicable,
            Self::Evidenced => &words.evidenced,
            Self::Attested => &words.attested,
            Self::Noted => &words.noted,
            Self::Waived => &words.waived_status,
            Self::Lacking => &words.lacking,
            Self::Deviating => &words.deviating,
        }
    }

    /// Its name in style sheets.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Evidenced => "evidenced",
            Self::Attested => "attested",
            Self::Noted => "noted",
            Self::Waived => "waived",
            Self::Lacking => "lacking",
            Self::Deviating => "deviating",
        }
    }
}

/// The table.
#[derive(Debug)]
pub(super) struct Matrix<'v> {
    /// The finest places: servers, or pools where a pool has none.
    pub(super) columns: Vec<Column<'v>>,
    /// Columns that lie in the same outermost place.
    pub(super) groups: Vec<Group<'v>>,
    /// A row for each step.
    pub(super) rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Column<'v> {
    /// The whole name.
    pub(super) name: &'v str,
    /// As much of it as tells it from the other columns.
    pub(super) short: &'v str,
}

#[derive(Debug)]
pub(super) struct Group<'v> {
    /// The outermost place; empty where a column has none above it.
    pub(super) name: &'v str,
    /// As much of it as tells it from the other groups.
    pub(super) short: &'v str,
    /// How many columns.
    pub(super) span: usize,
}

#[derive(Debug)]
pub(super) struct Row {
    /// The step, by its place in the report.
    pub(super) step: usize,
    /// From left to right, without a gap.
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug)]
pub(super) struct Cell {
    /// How many columns.
    pub(super) span: usize,
    /// Nothing where the step has nothing to do there.
    pub(super) mark: Option<Mark>,
    /// The first occurrence with that mark, by its place in the step.
    pub(super) occurrence: Option<usize>,
}

impl<'v> Matrix<'v> {
    pub(super) fn of(report: &Report<'v>) -> Self {
        let leaves = leaves(report);
        // Where each place and each place around it begins and ends.
        let mut ranges: HashMap<&[(String, String)], (usize, usize)> = HashMap::new();
        for (index, leaf) in leaves.iter().enumerate() {
            for depth in 0..=leaf.len() {
                let range = ranges.entry(&leaf[..depth]).or_insert((index, index));
                range.1 = index + 1;
            }
        }
        let width = leaves.len().max(1);
        let rows = report
            .steps
            .iter()
            .enumerate()
            .map(|(index, step)| Row {
                step: index,
                cells: cells(step, width, |binding| {
                    let range = ranges.get(binding.as_slice());
                    range.copied().unwrap_or((0, width))
                }),
            })
            .collect();
        Self {
            columns: columns(&leaves),
            groups: groups(&leaves),
            rows,
        }
    }

    /// Whether the columns lie in larger places.
    pub(super) fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| !group.name.is_empty())
    }
}

/// The innermost bindings, those of one place beside each other, in the order of the plan.
fn leaves<'v>(report: &Report<'v>) -> Vec<&'v Binding> {
    let occurrences = report.steps.iter().flat_map(|step| &step.occurrences);
    let bindings = occurrences.map(|occurrence| occurrence.binding);
    let mut order: HashMap<&'v [(String, String)], usize> = HashMap::new();
    let mut inner: HashSet<&'v [(String, String)]> = HashSet::new();
    let mut all: Vec<&'v Binding> = Vec::new();
    for binding in bindings {
        for depth in 0..binding.len() {
            inner.insert(&binding[..depth]);
        }
        let mut is_new = false;
        for depth in 1..=binding.len() {
            let next = order.len();
            order.entry(&binding[..depth]).or_insert_with(|| {
                is_new = depth == binding.len();
                next
            });
        }
        if is_new {
            all.push(binding);
        }
    }
    // What lies around another one is no leaf, whichever was met first.
    all.retain(|binding| !inner.contains(binding.as_slice()));
    all.sort_by_cached_key(|binding| {
        (1..=binding.len())
            .map(|depth| order.get(&binding[..depth]).copied().unwrap_or(0))
            .collect::<Vec<_>>()
    });
    all
}

fn cells(step: &Step<'_>, width: usize, range: impl Fn(&Binding) -> (usize, usize)) -> Vec<Cell> {
    let whole = |mark| Cell {
        span: width,
        mark: Some(mark),
        occurrence: None,
    };
    if step.occurrences.is_empty() {
        return vec![whole(Mark::of(step.status))];
    }
    let mut spans: Vec<((usize, usize), Mark, usize)> = Vec::new();
    let mut at: HashMap<(usize, usize), usize> = HashMap::new();
    for (index, occurrence) in step.occurrences.iter().enumerate() {
        let (range, mark) = (range(occurrence.binding), mark(occurrence));
        match at.get(&range).and_then(|place| spans.get_mut(*place)) {
            Some(known) if mark > known.1 => *known = (range, mark, index),
            Some(_) => {}
            None => {
                at.insert(range, spans.len());
                spans.push((range, mark, index));
            }
        }
    }
    spans.sort_by_key(|(range, ..)| *range);
    let overlap = spans.windows(2).any(|pair| pair[0].0.1 > pair[1].0.0);
    if overlap {
        spans = by_column(&spans, width);
    }
    let mut cells = Vec::new();
    let mut from = 0;
    for ((start, end), mark, occurrence) in spans {
        if start > from {
            cells.push(Cell {
                span: start - from,
                mark: None,
                occurrence: None,
            });
        }
        cells.push(Cell {
            span: end - start,
            mark: Some(mark),
            occurrence: Some(occurrence),
        });
        from = end;
    }
    if from < width {
        cells.push(Cell {
            span: width - from,
            mark: None,
            occurrence: None,
        });
    }
    cells
}

/// The gravest mark of each column.
fn by_column(
    spans: &[((usize, usize), Mark, usize)],
    width: usize,
) -> Vec<((usize, usize), Mark, usize)> {
    (0..width)
        .filter_map(|column| {
            let here = spans
                .iter()
                .filter(|((start, end), ..)| (*start..*end).contains(&column));
            let gravest = here.max_by_key(|(_, mark, _)| *mark)?;
            Some(((column, column + 1), gravest.1, gravest.2))
        })
        .collect()
}

fn mark(occurrence: &Occurrence<'_>) -> Mark {
    Mark::of(occurrence.status)
}

fn columns<'v>(leaves: &[&'v Binding]) -> Vec<Column<'v>> {
    let last = |leaf: &&'v Binding| leaf.last().map_or("", |(_, value)| value.as_str());
    let names: Vec<&'v str> = leaves.iter().map(last).collect();
    let columns = names.iter().zip(short(&names));
    columns
        .map(|(name, short)| Column { name, short })
        .collect()
}

/// Of each name its first label, where that tells it from the others.
fn short<'v>(names: &[&'v str]) -> Vec<&'v str> {
    fn label(name: &str) -> &str {
        name.split('.').next().unwrap_or(name)
    }
    let is_address = |name: &str| name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in names {
        *counts.entry(label(name)).or_default() += 1;
    }
    let names = names.iter().map(|name| {
        let label = label(name);
        let is_telling = counts.get(label) == Some(&1) && !label.is_empty();
        if is_telling && !is_address(name) {
            label
        } else {
            name
        }
    });
    names.collect()
}

fn groups<'v>(leaves: &[&'v Binding]) -> Vec<Group<'v>> {
    let mut groups: Vec<Group<'v>> = Vec::new();
    for leaf in leaves {
        let name = match leaf.as_slice() {
            [(_, outer), _, ..] => outer.as_str(),
            _ => "",
        };
        match groups.last_mut() {
            Some(last) if last.name == name => last.span += 1,
            _ => groups.push(Group {
                name,
                short: name,
                span: 1,
            }),
        }
    }
    let names: Vec<&str> = groups.iter().map(|group| group.name).collect();
    for (group, short) in groups.iter_mut().zip(short(&names)) {
        group.short = short;
    }
    groups
}

impl Row {
    /// `✗ 3/500`: the gravest mark in each of the larger places, and how many of its acts have it.
    /// What is for the whole of a place is one act, however many servers it spans.
    pub(super) fn summed(&self, spans: &[usize]) -> Vec<(String, Option<Mark>)> {
        let mut begin = 0;
        let cells: Vec<(usize, usize, Mark)> = self
            .cells
            .iter()
            .filter_map(|cell| {
                let start = begin;
                begin += cell.span;
                Some((start, begin, cell.mark?))
            })
            .collect();
        let mut from = 0;
        let mut summed = Vec::new();
        for span in spans {
            let to = from + span;
            let here = || {
                cells
                    .iter()
                    .filter(|(start, end, _)| *start < to && *end > from)
            };
            let gravest = here().map(|(.., mark)| *mark).max();
            let total = here().count();
            let is_one = here().all(|(start, end, _)| *start <= from && *end >= to);
            summed.push(match gravest {
                None => (String::new(), None),
                Some(mark) if total == 1 && is_one => (mark.symbol().to_owned(), gravest),
                Some(mark) => {
                    let count = here().filter(|(.., other)| *other == mark).count();
                    (format!("{} {count}/{total}", mark.symbol()), gravest)
                }
            });
            from = to;
        }
        summed
    }

    /// The mark of each column.
    pub(super) fn marks(&self) -> Vec<Option<Mark>> {
        let cells = self.cells.iter();
        cells
            .flat_map(|cell| std::iter::repeat_n(cell.mark, cell.span))
            .collect()
    }
}
