//! Whether an input is finished.

use super::LONGEST;
use super::ast::Newer;
use super::parse::{begins_statement, parse, recent};

/// Whether PowerShell would run the text instead of asking for another line. The answer is that
/// of `PSReadLine`, which waits as long as the parser misses something at the end of the text; a
/// text that does not parse for another reason is run, and refused.
///
/// A text that is longer or nests deeper than anybody types is taken for finished.
pub fn is_complete(text: &str) -> bool {
    is_plain(text) || text.len() > LONGEST || !recent(text).is_unfinished
}

/// Whether every PowerShell from 3.0 on parses the text, and takes it for the same. `None` where it
/// does; else where it stops making sense, or where versions part.
pub fn faulty_at(text: &str) -> Option<usize> {
    let script = parse(text);
    let newer = script.newer.map(|newer| match newer {
        Newer::Refused(at) | Newer::Otherwise(at) => at,
    });
    let refused = script.refused.map(|refused| refused.at);
    let open = script.is_unfinished.then_some(text.len());
    refused.or(newer).or(open)
}

/// Whether the text is a command and words without any sign that could go on: most lines are.
fn is_plain(text: &str) -> bool {
    let is_word =
        |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ' || b"-_.\\/".contains(&byte);
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(is_word)
        && !begins_statement(first)
}
