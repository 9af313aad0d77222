//! The words of a reading: what a person reads as words, without code, values and paths.

use std::ops::Range;

use super::reading::{HOLE, Reading};
use super::technical::{self, Technical};

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
    let mut start = None;
    let mut end = chunk.start;
    for (at, c) in text[chunk.clone()].char_indices() {
        let at = chunk.start + at;
        if is_word(c) {
            if start.is_none() {
                start = Some(at);
            }
            end = at + c.len_utf8();
        } else if !(is_joint(c) && start.is_some() && end == at && continues(text, at, c, &chunk)) {
            finish(reading, start.take(), end, is_technical, words);
        } else {
            end = at + c.len_utf8();
        }
    }
    finish(reading, start, end, is_technical, words);
}

fn finish<'r>(
    reading: &'r Reading<'_>,
    start: Option<usize>,
    end: usize,
    is_technical: bool,
    words: &mut Vec<Word<'r>>,
) {
    let Some(start) = start else { return };
    let text = &reading.text;
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joins = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, HOLE | '`' | '\\' | '_' | '@' | '#') || c.is_numeric())
    };
    // `{ $n }-fold`: the hyphen between is no blank either.
    let hyphenated = |text: &str, c: Option<char>| c == Some('-') && text.contains(HOLE);
    let near_before = &text[floor(text, start.saturating_sub(4))..start];
    let near_after = &text[end..ceil(text, end + 4)];
    words.push(Word {
        text: &text[start..end],
        range: start..end,
        is_technical,
        is_joined: joins(before)
            || joins(after)
            || hyphenated(near_before, before)
            || hyphenated(near_after, after),
    });
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

fn continues(text: &str, at: usize, c: char, chunk: &Range<usize>) -> bool {
    let rest = &text[at + c.len_utf8()..chunk.end];
    rest.starts_with(is_word)
}

fn is_word(c: char) -> bool {
    // Combining marks, as decomposed accents are, belong to their letter.
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '\u{ad}'
    )
}
