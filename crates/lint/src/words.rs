//! The words of a reading: what a person reads as words, without code, values and paths.

use std::ops::Range;

use super::reading::{HOLE, Reading};
use super::technical::{self, Technical};
use runproof_language::Cut;

/// A run of letters or digits in prose; hyphens and apostrophes within it belong to it.
#[derive(Debug, Clone)]
pub(super) struct Word<'r> {
    /// The word.
    pub(super) text: &'r str,
    /// Where it stands in the flat text.
    pub(super) range: Range<usize>,
    /// Whether it stands within a command, parameter, path, file name or address.
    pub(super) is_technical: bool,
    /// Whether a value, code or the like is joined to it without a blank: `{ $n }-fold`.
    pub(super) is_joined: bool,
}

/// The words of a reading, and the technical tokens among its prose.
pub(super) fn words<'r>(reading: &'r Reading<'_>) -> (Vec<Word<'r>>, Vec<Token<'r>>) {
    let mut words = Vec::new();
    let mut tokens = Vec::new();
    for range in &reading.markup.prose {
        let Some(prose) = reading.text.get(range.clone()) else {
            continue;
        };
        for chunk in chunks(prose, range.start) {
            let kind = technical::kind(&reading.text[chunk.clone()]);
            if let Some((kind, within)) = kind.clone() {
                let token = chunk.start + within.start..chunk.start + within.end;
                tokens.push(Token {
                    text: &reading.text[token.clone()],
                    range: token,
                    kind,
                });
            }
            split(reading, chunk, kind.is_some(), &mut words);
        }
    }
    (words, tokens)
}

/// A command, parameter, path or file name that stands in prose, without backticks.
#[derive(Debug, Clone)]
pub(super) struct Token<'r> {
    /// The token.
    pub(super) text: &'r str,
    /// Where it stands in the flat text.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: Technical,
}

fn chunks(prose: &str, offset: usize) -> impl Iterator<Item = Range<usize>> {
    let base = prose.as_ptr() as usize;
    prose
        .split(|c: char| c.is_whitespace() || c == HOLE)
        .filter(|chunk| !chunk.is_empty())
        .map(move |chunk| {
            let start = chunk.as_ptr() as usize - base + offset;
            start..start + chunk.len()
        })
}

fn split<'r>(
    reading: &'r Reading<'_>,
    chunk: Range<usize>,
    is_technical: bool,
    words: &mut Vec<Word<'r>>,
) {
    let text = &reading.text;
    for word in runproof_language::words(&text[chunk.clone()], Cut::Catalog) {
        let range = chunk.start + word.start..chunk.start + word.end;
        words.push(word_at(text, range, is_technical));
    }
}

fn word_at(text: &str, range: Range<usize>, is_technical: bool) -> Word<'_> {
    let Range { start, end } = range;
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joins = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, HOLE | '`' | '\\' | '_' | '@' | '#') || c.is_numeric())
    };
    // `{ $n }-fold`: the hyphen between is no blank either.
    let hyphenated = |text: &str, c: Option<char>| c == Some('-') && text.contains(HOLE);
    let near_before = &text[floor(text, start.saturating_sub(4))..start];
    let near_after = &text[end..ceil(text, end + 4)];
    Word {
        text: &text[start..end],
        range: start..end,
        is_technical,
        is_joined: joins(before)
            || joins(after)
            || hyphenated(near_before, before)
            || hyphenated(near_after, after),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
