//! Blanks before punctuation, as the language has them.

use super::Findings;
use crate::reading::{HOLE, Reading};
use crate::subject::Subject;
use runproof_core::diagnostic::codes;
use runproof_language::Spacing;

codes! {
    /// A blank before punctuation, or French punctuation without its no-break space.
    ///
    /// ## Why
    ///
    /// A blank before a full stop lets it slip to the next line alone, and looks like the work
    /// of a machine. French has a space before `:`, `;`, `!`, `?` and inside `« »`, and it must
    /// not break, for the same reason.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// edit = Klicken Sie auf **Bearbeiten** .
    /// run = Exécutez la commande suivante :
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// edit = Klicken Sie auf **Bearbeiten**.
    /// run = Exécutez la commande suivante{ "\u00A0" }:
    /// ```
    ///
    /// The no-break space may be typed (U+00A0 or U+202F), or written so that it can be seen,
    /// as here. Canadian French has it before `:` and inside `« »` alone.
    pub PUNCTUATION_SPACING = "punctuation-spacing", Warning;
}

const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let book = subject.book;
    let spacing = book.language.typography.spacing_in(&book.folder.locale);
    for text in &subject.texts {
        let reading = text.reading;
        for range in &reading.markup.prose {
            let Some(prose) = reading.text.get(range.clone()) else {
                continue;
            };
            for (at, c) in prose.char_indices() {
                if c.is_ascii_alphanumeric() || c == ' ' {
                    continue;
                }
                let at = range.start + at;
                let before = text.tokens.partition_point(|token| token.range.start <= at);
                let token = before.checked_sub(1).map(|index| &text.tokens[index]);
                let in_token = token.is_some_and(|token| at < token.range.end);
                if in_token {
                    continue;
                }
                if let Some((message, help)) = fault(spacing, reading, at, c) {
                    let start = blank_start(&reading.text, at, c);
                    let finding = subject.finding(&PUNCTUATION_SPACING, reading, start, message);
                    findings.push(finding.help(help));
                }
            }
        }
    }
}

/// What is wrong at a character, and what to write.
fn fault(spacing: Spacing, reading: &Reading<'_>, at: usize, c: char) -> Option<(String, String)> {
    let before = before(&reading.text, at);
    let after = reading.text[at + c.len_utf8()..].chars().next();
    match c {
        _ if spacing.is_opening(c) => no_break_after(reading, at, c),
        _ if spacing.is_closing(c) => no_break_before(before, c),
        _ if spacing.before.contains(&c) => {
            let is_of_path = c == ':' && is_drive(&reading.text[..at]);
            (ends_here(after) && !is_of_path)
                .then(|| no_break_before(before, c))
                .flatten()
        }
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' => {
            let is_blank = before.raw.is_some_and(char::is_whitespace);
            // ` .NET` and ` …` are words, and ` :-)` is no sentence's end.
            (is_blank && before.word.is_some() && ends_here(after)).then(|| {
                (
                    format!("there is a blank before `{c}`"),
                    format!("write `{c}` right after the word"),
                )
            })
        }
        '(' => after.is_some_and(|c| c == ' ').then(|| {
            (
                "there is a blank after `(`".to_owned(),
                "write the word right after it".to_owned(),
            )
        }),
        _ => None,
    }
}

/// What stands before a character.
#[derive(Clone, Copy)]
struct Before {
    /// The character itself, marks left out.
    raw: Option<char>,
    /// The last one that is neither blank nor mark.
    word: Option<char>,
}

fn before(text: &str, at: usize) -> Before {
    let mut chars = text[..at].chars().rev().filter(|c| !matches!(c, '*' | '_'));
    let raw = chars.next();
    let word = text[..at]
        .chars()
        .rev()
        .find(|c| !matches!(c, '*' | '_') && !c.is_whitespace());
    Before { raw, word }
}

/// Whether a sentence or clause may end before this character.
fn ends_here(after: Option<char>) -> bool {
    match after {
        None => true,
        Some(c) => {
            c.is_whitespace() || matches!(c, ')' | ']' | '*' | '_' | '"' | '”' | '“' | '»' | '’')
        }
    }
}

/// Whether a text ends in a drive: `sur C` before its colon.
fn is_drive(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && !chars.next().is_some_and(char::is_alphanumeric)
}

fn no_break_before(before: Before, c: char) -> Option<(String, String)> {
    let raw = before.raw?;
    // `?!` takes one space, `(!)` and `…` none; a colon after a colon is no sentence's.
    if NO_BREAK.contains(&raw) || "?!([:.…«“„\"‘'".contains(raw) {
        return None;
    }
    before.word?;
    let what = if raw.is_whitespace() {
        "breaks"
    } else {
        "is missing"
    };
    Some((
        format!("the space before `{c}` {what}"),
        format!("write a no-break space (U+00A0 or U+202F) before `{c}`"),
    ))
}

fn no_break_after(reading: &Reading<'_>, at: usize, c: char) -> Option<(String, String)> {
    let rest = reading.text[at..].chars().skip(1);
    let mut rest = rest.filter(|c| !matches!(c, '*' | '_'));
    let after = rest.next()?;
    if NO_BREAK.contains(&after) {
        return None;
    }
    let what = if after.is_whitespace() {
        "breaks"
    } else {
        "is missing"
    };
    Some((
        format!("the space after `{c}` {what}"),
        format!("write a no-break space (U+00A0 or U+202F) after `{c}`"),
    ))
}

/// The place to mark: the character with the blanks before it.
fn blank_start(text: &str, at: usize, c: char) -> std::ops::Range<usize> {
    let blanks = text[..at]
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace() && *c != HOLE);
    let width: usize = blanks.map(char::len_utf8).sum();
    at - width..at + c.len_utf8()
}
