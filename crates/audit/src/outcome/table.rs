//! A table: heads, a line of dashes, and rows up to a blank line. Heads that do not fit stand on
//! several lines, and so do cells where `-Wrap` was given.

/// How many lines heads take at most.
const MOST_HEADS: usize = 4;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of the columns, as they stand above the dashes.
    pub(super) heads: Vec<String>,
    /// The rows: their cells, and the line that each begins on.
    pub(super) rows: Vec<(Vec<String>, usize)>,
    /// The line behind it.
    pub(super) end: usize,
}

/// Whether a line is the one between heads and rows.
pub(super) fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| c == '-' || c.is_whitespace())
}

/// The table whose dashes stand on this line. `is_head` says whether there is a column of that name:
/// as many lines above are heads as it takes to find it.
pub(super) fn read(
    lines: &[&str],
    at: usize,
    is_head: impl Fn(&[String]) -> bool,
) -> Option<Table> {
    if !is_rule(lines[at]) {
        return None;
    }
    let columns = columns(lines[at]);
    let heads = (1..=MOST_HEADS.min(at))
        .take_while(|above| !lines[at - above].trim().is_empty())
        .map(|above| {
            let heads = lines[at - above..at]
                .iter()
                .map(|line| cells(line, &columns));
            heads.fold(vec![String::new(); columns.len()], |mut all, cells| {
                for (head, cell) in all.iter_mut().zip(cells) {
                    head.push_str(&cell);
                }
                all
            })
        })
        .find(|heads| is_head(heads))?;
    let mut rows: Vec<(Vec<String>, usize)> = Vec::new();
    let mut next = at + 1;
    // The cells of the line before, to tell what goes on.
    let mut before: Vec<String> = Vec::new();
    while let Some(line) = lines.get(next).filter(|line| !line.trim().is_empty()) {
        let own = cells(line, &columns);
        let goes_on = !rows.is_empty() && goes_on(&own, &before, &columns);
        match rows.last_mut().filter(|_| goes_on) {
            Some((row, _)) => {
                for (cell, more) in row.iter_mut().zip(&own) {
                    cell.push_str(more);
                }
            }
            None => rows.push((own.clone(), next)),
        }
        before = own;
        next += 1;
    }
    Some(Table {
        heads,
        rows,
        end: next,
    })
}

/// Where the columns begin, in characters, by their dashes.
fn columns(dashes: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut was_dash = false;
    for (at, c) in dashes.chars().enumerate() {
        if c == '-' && !was_dash {
            starts.push(at);
        }
        was_dash = c == '-';
    }
    starts
}

/// Whether a line goes on with cells of the row before it: not every column has something in it, and
/// what has goes on below a cell that was full.
fn goes_on(own: &[String], before: &[String], columns: &[usize]) -> bool {
    let is_full = |at: usize| {
        let width = columns.get(at + 1).map(|next| next - columns[at] - 1);
        let length = before.get(at).map_or(0, |cell| cell.chars().count());
        match width {
            Some(width) => length >= width,
            None => length > 0,
        }
    };
    own.iter().any(String::is_empty)
        && own
            .iter()
            .enumerate()
            .all(|(at, cell)| cell.is_empty() || is_full(at))
}

/// The cells of a line: by blanks where there are as many as columns, else below the heads.
fn cells(line: &str, columns: &[usize]) -> Vec<String> {
    let by_blanks: Vec<&str> = line.split_whitespace().collect();
    if by_blanks.len() == columns.len() {
        return by_blanks.into_iter().map(str::to_owned).collect();
    }
    let letters: Vec<char> = line.chars().collect();
    let ends = columns.iter().skip(1).copied().chain([letters.len()]);
    columns
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let end = end.min(letters.len());
            let cell: String = letters
                .get(*start..end)
                .unwrap_or_default()
                .iter()
                .collect();
            cell.trim().to_owned()
        })
        .collect()
}
