//! Tables of a terminal: laid out when it is known how many columns are left for them.
//!
//! A template writes a row as one line: [`ROW`] or [`HEAD`] and its cells, each behind [`CELL`] and
//! a mark of how it is set. Here the rows that follow each other become lines that fit; where they
//! can not stand beside each other, each row becomes a list of its cells.

use super::{END, columns_of, is_mark};

/// In front of a table's heads.
pub(super) const HEAD: char = '\u{f0120}';
/// In front of a table's row.
pub(super) const ROW: char = '\u{f0121}';
/// In front of a cell that is set to the left.
pub(super) const LEFT: char = '\u{f0122}';
/// In front of a cell that is set in the middle.
pub(super) const CENTER: char = '\u{f0123}';
/// In front of a cell that is set to the right.
pub(super) const RIGHT: char = '\u{f0124}';
/// Where the writer wanted a new line in a cell.
pub(super) const BREAK: char = '\u{f0125}';

/// Between two columns.
const GAP: usize = 2;
/// A column that is narrower is no column.
const NARROWEST: usize = 8;

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Left,
    Center,
    Right,
}

/// A row as it was written.
struct Row {
    is_head: bool,
    cells: Vec<(Set, String)>,
}

/// Where a line's row begins, if it has one.
pub(super) fn row_at(line: &str) -> Option<usize> {
    line.find([HEAD, ROW])
}

/// The rows as lines that are no wider than `width`. They have marks, but none of a table.
pub(super) fn lay_out(rows: &[&str], width: usize) -> Vec<String> {
    let rows: Vec<Row> = rows.iter().map(|row| read(row)).collect();
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let natural: Vec<usize> = (0..count)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.cells.get(at));
            let lines = cells.flat_map(|(_, text)| text.split(BREAK));
            lines.map(wide).max().unwrap_or(0).max(1)
        })
        .collect();
    let room = width.saturating_sub(GAP * count.saturating_sub(1));
    match fit(&natural, room) {
        Some(widths) => beside(&rows, &widths),
        None => below(&rows, width),
    }
}

fn read(row: &str) -> Row {
    let mut cells = Vec::new();
    for piece in row.split_inclusive([LEFT, CENTER, RIGHT]) {
        let (text, set) = match piece.chars().next_back() {
            Some(LEFT) => (piece.strip_suffix(LEFT), Some(Set::Left)),
            Some(CENTER) => (piece.strip_suffix(CENTER), Some(Set::Center)),
            Some(RIGHT) => (piece.strip_suffix(RIGHT), Some(Set::Right)),
            _ => (Some(piece), None),
        };
        // What stands in front of a mark belongs to the cell of the mark before.
        if let (Some(text), Some((_, cell))) = (text, cells.last_mut()) {
            let cell: &mut String = cell;
            cell.push_str(text.trim());
        }
        cells.extend(set.map(|set| (set, String::new())));
    }
    Row {
        is_head: row.starts_with(HEAD),
        cells,
    }
}

/// How wide each column is, if all fit: the widest give way first.
fn fit(natural: &[usize], room: usize) -> Option<Vec<usize>> {
    let least: usize = natural.iter().map(|wide| (*wide).min(NARROWEST)).sum();
    if least > room {
        return None;
    }
    // The largest width that, as the bound of every column, lets them fit.
    let total = |most: usize| -> usize { natural.iter().map(|wide| (*wide).min(most)).sum() };
    let most = (NARROWEST..=room).rev().find(|most| total(*most) <= room)?;
    let mut widths: Vec<usize> = natural.iter().map(|wide| (*wide).min(most)).collect();
    // What the bound leaves over goes to the first that can use it.
    let mut left = room - widths.iter().sum::<usize>();
    for (width, natural) in widths.iter_mut().zip(natural) {
        let more = left.min(natural - *width);
        *width += more;
        left -= more;
    }
    Some(widths)
}

/// Columns beside each other, the heads over a line.
fn beside(rows: &[Row], widths: &[usize]) -> Vec<String> {
    let folded: Vec<Vec<Vec<String>>> = rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().zip(widths);
            cells.map(|((_, text), width)| fold(text, *width)).collect()
        })
        .collect();
    let is_airy = folded.iter().flatten().any(|lines| lines.len() > 1);
    let mut out = Vec::new();
    for (index, (row, cells)) in rows.iter().zip(&folded).enumerate() {
        if index > 0 && is_airy && !rows[index - 1].is_head {
            out.push(String::new());
        }
        let high = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..high {
            let mut line = String::new();
            let mut gap = 0;
            for ((cell, (set, _)), width) in cells.iter().zip(&row.cells).zip(widths) {
                let text = cell.get(at).map_or("", String::as_str);
                let free = width.saturating_sub(wide(text));
                let before = match set {
                    Set::Left => 0,
                    Set::Center => free / 2,
                    Set::Right => free,
                };
                line.extend(std::iter::repeat_n(' ', gap + before));
                line.push_str(text);
                gap = free - before + GAP;
            }
            out.push(line.trim_end().to_owned());
        }
        if row.is_head {
            let lines: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            out.push(lines.join(&" ".repeat(GAP)));
        }
    }
    out
}

/// Every cell on lines of its own, behind its column's head.
fn below(rows: &[Row], width: usize) -> Vec<String> {
    let heads: &[(Set, String)] = match rows.first() {
        Some(row) if row.is_head => &row.cells,
        _ => &[],
    };
    let mut out = Vec::new();
    let only_head = rows.len() == 1;
    for row in rows.iter().filter(|row| only_head || !row.is_head) {
        if !out.is_empty() {
            out.push(String::new());
        }
        for (at, (_, text)) in row.cells.iter().enumerate() {
            let head = heads.get(at).map_or("", |(_, head)| head.as_str());
            let line = match (head.is_empty() || row.is_head, text.is_empty()) {
                (_, true) => continue,
                (true, false) => text.clone(),
                (false, false) => format!("{head}: {text}"),
            };
            out.extend(fold(&line, width));
        }
    }
    out
}

/// The text as lines of the width. A style that is open at the end of a line goes on in the next.
fn fold(text: &str, width: usize) -> Vec<String> {
    let mut fold = Fold {
        lines: Vec::new(),
        line: String::new(),
        column: 0,
        open: Vec::new(),
    };
    for (index, line) in text.split(BREAK).enumerate() {
        if index > 0 {
            fold.end_line();
        }
        for (index, word) in line.split(' ').enumerate() {
            let word_wide = wide(word);
            if index > 0 && fold.column > 0 {
                if fold.column + 1 + word_wide > width {
                    fold.end_line();
                } else {
                    fold.line.push(' ');
                    fold.column += 1;
                }
            }
            for c in word.chars() {
                if fold.column > 0 && fold.column + columns_of(c) > width {
                    fold.end_line();
                }
                fold.push(c);
            }
        }
    }
    fold.end_line();
    fold.lines
}

struct Fold {
    lines: Vec<String>,
    line: String,
    column: usize,
    open: Vec<char>,
}

impl Fold {
    fn push(&mut self, c: char) {
        if c == END {
            self.open.pop();
        } else if is_mark(c) {
            self.open.push(c);
        }
        self.column += columns_of(c);
        self.line.push(c);
    }

    fn end_line(&mut self) {
        self.line.extend(self.open.iter().map(|_| END));
        let next = self.open.iter().collect();
        self.lines.push(std::mem::replace(&mut self.line, next));
        self.column = 0;
    }
}

fn wide(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(width: usize) -> String {
        let rows = [
            format!("{HEAD}{LEFT}Setting{LEFT}What it does{RIGHT}Seconds"),
            format!("{ROW}{LEFT}-Timeout{LEFT}How long a caller waits.{BREAK}Then on.{RIGHT}60"),
            format!("{ROW}{LEFT}A{LEFT}{RIGHT}5"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        lay_out(&rows, width).join("\n")
    }

    #[test]
    fn columns_stand_beside_each_other() {
        insta::assert_snapshot!(laid_out(60), @"
        Setting   What it does              Seconds
        ────────  ────────────────────────  ───────
        -Timeout  How long a caller waits.       60
                  Then on.

        A                                         5
        ");
    }

    #[test]
    fn the_widest_gives_way() {
        insta::assert_snapshot!(laid_out(34), @"
        Setting   What it does     Seconds
        ────────  ───────────────  ───────
        -Timeout  How long a            60
                  caller waits.
                  Then on.

        A                                5
        ");
    }

    #[test]
    fn where_there_is_no_room_every_cell_has_its_own_lines() {
        insta::assert_snapshot!(laid_out(20), @"
        Setting: -Timeout
        What it does: How
        long a caller waits.
        Then on.
        Seconds: 60

        Setting: A
        Seconds: 5
        ");
    }
}
