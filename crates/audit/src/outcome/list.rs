//! A list: `Name : value` on a line each. A console breaks a long value in the middle of a word, and
//! goes on below where the value begins.

/// A line with what a console broke off it, and where the next one begins.
pub(super) fn joined(lines: &[&str], at: usize) -> (String, usize) {
    let first = lines[at];
    let Some(column) = value_column(first) else {
        return (first.to_owned(), at + 1);
    };
    let mut text = first.trim_end().to_owned();
    let mut next = at + 1;
    while let Some(line) = lines.get(next) {
        let Some(rest) = below(line, column) else {
            break;
        };
        text.push_str(rest.trim_end());
        next += 1;
    }
    (text, next)
}

/// The name and the value of a line.
pub(super) fn pair(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then(|| (name, value.trim()))
}

/// Where the value of a line begins, in characters.
fn value_column(line: &str) -> Option<usize> {
    pair(line)?;
    let colon = line.find(" : ")?;
    Some(line[..colon].chars().count() + 3)
}

/// What stands in a line from this column on, if nothing stands before it.
fn below(line: &str, column: usize) -> Option<&str> {
    let end = line.char_indices().nth(column).map(|(at, _)| at)?;
    let (before, rest) = line.split_at(end);
    (before.chars().all(|c| c == ' ') && !rest.trim().is_empty()).then_some(rest)
}
