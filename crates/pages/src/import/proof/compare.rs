//! Two pages side by side, and where they differ.

use super::lines::{Kind, Line, Marked};
use super::{Difference, DifferenceKind};
use crate::{Pair, align};
use runproof_core::diagnostic::{Source, Span};

/// A difference and its place, before it is explained.
pub(super) struct Found {
    pub(super) difference: Difference,
    /// What it concerns in the page.
    pub(super) span: Span,
    /// What explains it by itself.
    pub(super) reason: Option<&'static str>,
    /// Whether the two texts have the same words but for one or two, as where a number is counted.
    pub(super) is_of_few_words: bool,
    /// What the added line is, or the line of the page that the difference is in.
    pub(super) of: Kind,
}

/// What a missing or added line costs; two that are alike cost at most twice as much.
const ALONE: u32 = 6;

/// How a written page differs from the page that it came from.
pub(super) fn compare(page: &[Line], written: &[Line], source: &Source) -> Vec<Found> {
    // Mostly the pages are the same: only what is not is looked at.
    let same = |(a, b): &(&Line, &Line)| is_same(a, b);
    let head = page.iter().zip(written).take_while(same).count();
    let (left, right) = (&page[head..], &written[head..]);
    let tail = left.iter().rev().zip(right.iter().rev());
    let tail = tail.take_while(same).count();
    let left = &left[..left.len() - tail];
    let right = &right[..right.len() - tail];
    let mut found = Vec::new();
    let mut place = page
        .get(head.max(1) - 1)
        .map_or_else(Span::default, |l| l.span);
    for pair in align(left.len(), right.len(), ALONE, |i, j| {
        cost(&left[i], &right[j])
    }) {
        match pair {
            Pair::Both(i, j) => {
                place = left[i].span;
                both(&left[i], &right[j], source, &mut found);
            }
            Pair::Left(i) => {
                place = left[i].span;
                let said = told(&left[i]);
                found.push(difference(
                    DifferenceKind::Missing,
                    left[i].kind,
                    place,
                    source,
                    Some(said),
                    None,
                ));
            }
            Pair::Right(j) => {
                let said = told(&right[j]);
                found.push(difference(
                    DifferenceKind::Added,
                    right[j].kind,
                    place,
                    source,
                    None,
                    Some(said),
                ));
            }
        }
    }
    found
}

fn is_same(a: &Line, b: &Line) -> bool {
    a.kind.is_same(b.kind) && a.depth == b.depth && a.text == b.text && a.marks == b.marks
}

fn cost(a: &Line, b: &Line) -> Option<u32> {
    if !a.kind.is_like(b.kind) {
        return None;
    }
    let kind = u32::from(!a.kind.is_same(b.kind)) + u32::from(a.depth != b.depth);
    if a.text == b.text {
        return Some(kind + u32::from(a.marks != b.marks));
    }
    if a.kind == Kind::Command && bare(&a.text) == bare(&b.text) {
        return Some(kind + 1);
    }
    // By how they begin and end: a line that was changed is mostly the same at one of its ends.
    let starts = a.text.chars().zip(b.text.chars());
    let starts = starts.take_while(|(a, b)| a == b).count();
    let ends = a.text.chars().rev().zip(b.text.chars().rev());
    let ends = ends.take_while(|(a, b)| a == b).count();
    let longest = a.text.chars().count().max(b.text.chars().count()).max(1);
    let differs = 8 * (longest - (starts + ends).min(longest)) / longest;
    // Two that have next to nothing in common are two things.
    let differs = u32::try_from(differs).unwrap_or(8);
    (differs < 7).then_some(kind + 2 + differs)
}

/// What two lines that are the same thing do not have in common.
fn both(a: &Line, b: &Line, source: &Source, found: &mut Vec<Found>) {
    let mut add = |kind, page: String, written: String| {
        found.push(difference(
            kind,
            a.kind,
            a.span,
            source,
            Some(page),
            Some(written),
        ));
    };
    if !a.kind.is_same(b.kind) || a.depth != b.depth {
        add(
            DifferenceKind::Structure,
            format!("{}, level {}", name(a.kind), a.depth),
            format!("{}, level {}", name(b.kind), b.depth),
        );
    }
    if a.text != b.text {
        let kind = match a.kind {
            Kind::Command => DifferenceKind::Command,
            _ => DifferenceKind::Wording,
        };
        add(kind, a.text.clone(), b.text.clone());
    }
    if a.marks != b.marks {
        for (kind, is_of) in [
            (
                DifferenceKind::Label,
                (|m| matches!(m, Marked::Strong(_))) as fn(&Marked) -> bool,
            ),
            (DifferenceKind::Markup, |m| {
                matches!(m, Marked::Emphasis(_) | Marked::Code(_))
            }),
            (DifferenceKind::Link, |m| matches!(m, Marked::Link(..))),
            (DifferenceKind::Picture, |m| {
                matches!(m, Marked::Picture(..))
            }),
        ] {
            let of = |line: &Line| -> Vec<String> {
                let marks = line.marks.iter().filter(|mark| is_of(mark));
                marks.map(shown).collect()
            };
            let (own, other) = (of(a), of(b));
            // Where the words differ, their marks do as well: that is one difference.
            let is_new = a.text == b.text || own.len() != other.len();
            if own != other && is_new {
                add(kind, own.join("; "), other.join("; "));
            }
        }
    }
}

fn difference(
    kind: DifferenceKind,
    of: Kind,
    span: Span,
    source: &Source,
    page: Option<String>,
    written: Option<String>,
) -> Found {
    let start = source.line_column(span.start);
    let is_blank = kind == DifferenceKind::Command
        && page.as_deref().map(bare) == written.as_deref().map(bare);
    Found {
        span,
        of,
        is_of_few_words: match (&page, &written) {
            (Some(page), Some(written)) => is_nearly(page, written),
            _ => false,
        },
        reason: is_blank.then_some("only blanks at the ends of its lines differ"),
        difference: Difference {
            kind,
            line: start.line,
            column: start.column,
            page: page.as_deref().map(short),
            written: written.as_deref().map(short),
            explanation: None,
        },
    }
}

/// A command without what no shell reads and nobody sees: blanks at the ends of its lines, and
/// empty lines around it.
fn bare(command: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = command.lines().map(str::trim).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let empty = lines.iter().take_while(|line| line.is_empty()).count();
    lines.split_off(empty)
}

fn is_nearly(page: &str, written: &str) -> bool {
    let (a, b) = (page.split(' '), written.split(' '));
    a.clone().count() == b.clone().count() && a.zip(b).filter(|(a, b)| a != b).count() <= 2
}

fn told(line: &Line) -> String {
    match line.text.is_empty() {
        true => name(line.kind),
        false => format!("{}: {}", name(line.kind), line.text),
    }
}

fn shown(mark: &Marked) -> String {
    match mark {
        Marked::Strong(text) | Marked::Emphasis(text) | Marked::Code(text) => text.clone(),
        Marked::Link(text, target) => format!("[{text}]({target})"),
        Marked::Picture(alt, source, title) if title.is_empty() => format!("![{alt}]({source})"),
        Marked::Picture(alt, source, title) => format!("![{alt}]({source} \"{title}\")"),
    }
}

fn name(kind: Kind) -> String {
    match kind {
        Kind::Title => "title".to_owned(),
        Kind::Heading(level) => format!("heading of level {level}"),
        Kind::Paragraph => "paragraph".to_owned(),
        Kind::Step(number) => format!("step {number}"),
        Kind::Item(Some(number)) => format!("item {number}"),
        Kind::Item(None) => "bullet".to_owned(),
        Kind::Command => "code".to_owned(),
        Kind::Note(Some(word)) => format!("alert {word:?}").to_lowercase(),
        Kind::Note(None) => "alert".to_owned(),
        Kind::Quote => "quote".to_owned(),
        Kind::TableHead => "head of a table".to_owned(),
        Kind::TableRow => "row of a table".to_owned(),
        Kind::Rule => "line across the page".to_owned(),
    }
}

/// The part of a text that a report shows.
fn short(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
