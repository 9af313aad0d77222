//! The shortcut for a line that is one command of plain words, which most lines are: the same
//! statement as the grammar gives, at a hundredth of its price.

use super::syntax::{Simple, Statement};
use super::word;

/// Words that begin something else than a command.
const RESERVED: [&str; 31] = [
    "!", "[", "[[", "]]", "{", "}", "case", "coproc", "declare", "do", "done", "elif", "else",
    "esac", "export", "fi", "for", "function", "if", "in", "local", "readonly", "select", "then",
    "time", "typeset", "unset", "unsetenv", "until", "while", "((",
];

/// The statement, if the text is as simple as that.
pub(super) fn read(text: &str) -> Option<Statement<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == b' ' {
            at += 1;
            continue;
        }
        let length = length(&text[at..])?;
        words.push(&text[at..at + length]);
        at += length;
    }
    let first = words.first()?;
    if first.contains(['=', '\'']) || RESERVED.contains(first) {
        return None;
    }
    // `a = b`, `a == b`: operators to the grammar.
    if words
        .iter()
        .any(|word| word.starts_with('=') || *word == "-")
    {
        return None;
    }
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let end = words.last().map_or(start, |last| {
        last.as_ptr() as usize - text.as_ptr() as usize + last.len()
    });
    Some(Statement::Simple(Simple {
        words,
        span: start..end,
        ..Simple::default()
    }))
}

/// How long the word at the beginning is, if it is plain: bare, or in single quotes.
fn length(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('\'') {
        let end = rest.find('\'')? + 2;
        return matches!(text.as_bytes().get(end), None | Some(b' ')).then_some(end);
    }
    let end = text.find(' ').unwrap_or(text.len());
    word::plain(&text[..end]).then_some(end)
}
