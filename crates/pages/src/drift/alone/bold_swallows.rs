//! Bold that reaches further than what it marks.

use super::Findings;
use super::sheet::{Role, Sheet, Text};
use crate::Mark;
use runproof_core::diagnostic::codes;
use runproof_language::{Capitals, Language, QUOTATION_MARKS};

codes! {
    /// Bold that swallows a neighbour: a small word, punctuation, half of a pair of quotes, a
    /// blank.
    ///
    /// ## Why
    ///
    /// Bold says what stands on the screen, letter by letter. Machine translation moves the
    /// words and not the marks; a reader then looks for a button “auf Speichern.”.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Klicken Sie **auf Speichern.**
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Klicken Sie auf **Speichern**.
    /// ```
    ///
    /// A paragraph or a sentence that is bold as a whole is fine, and so are the first words of
    /// a paragraph (`**Note.**`), a label that ends in `…` and one that ends in a colon.
    pub BOLD_SWALLOWS = "bold-swallows", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for text in &sheet.texts {
        if matches!(text.role, Role::Heading | Role::Front) {
            continue;
        }
        for mark in text.flat.strong() {
            let Some((what, help)) = Bold::of(text, mark).swallowed(sheet.language) else {
                continue;
            };
            findings.push(
                sheet
                    .finding(
                        &BOLD_SWALLOWS,
                        mark.span,
                        format!("the bold swallows {what}"),
                    )
                    .help(help),
            );
        }
    }
}

/// A bold part and what stands around it.
struct Bold<'t> {
    before: &'t str,
    inner: &'t str,
    after: &'t str,
}

impl<'t> Bold<'t> {
    fn of(text: &'t Text<'_>, mark: &Mark) -> Self {
        let flat = &text.flat.text;
        Self {
            before: flat.get(..mark.range.start).unwrap_or_default(),
            inner: flat.get(mark.range.clone()).unwrap_or_default(),
            after: flat.get(mark.range.end..).unwrap_or_default(),
        }
    }

    /// What it swallows, and what to write.
    fn swallowed(&self, language: &Language) -> Option<(String, String)> {
        let (start, end) = (self.before.trim_end(), self.after.trim_start());
        if let Some(found) = self.half_quoted() {
            return Some(found);
        }
        // The first words of a text, and a whole text, may be bold with all that belongs to them.
        if start.is_empty() || self.inner.trim().is_empty() {
            return None;
        }
        // So may a sentence.
        if start.ends_with(['.', '!', '?', ':', '…', '|', '•', '—', '–', '>'])
            || is_line_start(self.before)
        {
            return None;
        }
        let first = first_word(language, self.inner);
        let last =
            last_word(language, self.inner).filter(|_| end.starts_with(char::is_alphanumeric));
        let stop = self
            .stop(language)
            .filter(|c| is_of_sentence(*c, self.after));
        let found = [
            first.map(|word| format!("“{word}”")),
            last.map(|word| format!("“{word}”")),
            stop.map(|c| format!("the `{c}` of the sentence")),
        ];
        let found: Vec<String> = found.into_iter().flatten().collect();
        if !found.is_empty() {
            let label = self.inner.trim();
            let label = first.map_or(label, |word| label[word.len()..].trim_start());
            let label = stop.map_or(label, |c| label.trim_end_matches(c));
            let label = last.map_or(label, |word| label[..label.len() - word.len()].trim_end());
            return Some((found.join(" and "), format!("only `**{label}**` is bold")));
        }
        let inner = self.inner.trim_end();
        let is_loose =
            self.inner.len() > inner.len() && self.after.starts_with(char::is_alphanumeric);
        is_loose.then(|| {
            (
                "the blank after it".to_owned(),
                "write the blank after the bold".to_owned(),
            )
        })
    }

    /// The punctuation at its end that is the sentence's.
    fn stop(&self, language: &Language) -> Option<char> {
        let inner = self.inner.trim_end();
        let c = inner.chars().next_back()?;
        let is_stop = match c {
            // English emphasis at the end of a sentence may have its full stop.
            '.' if language.capitals == Capitals::Titles
                && inner.starts_with(char::is_lowercase) =>
            {
                false
            }
            '.' => !is_abbreviated(inner) && inner.split_whitespace().count() <= 10,
            ',' | ';' => true,
            _ => false,
        };
        is_stop.then_some(c)
    }

    /// A quote or bracket that opens inside and closes outside, or the other way round.
    fn half_quoted(&self) -> Option<(String, String)> {
        let inner = self.inner.trim();
        let next = self
            .after
            .trim_start_matches([' ', '\u{a0}'])
            .chars()
            .next();
        let last = self
            .before
            .trim_end_matches([' ', '\u{a0}'])
            .chars()
            .next_back();
        for (open, close) in QUOTATION_MARKS.into_iter().chain([('(', ')')]) {
            let (opened, closed) = match open == close {
                true => (inner.starts_with(open), inner.ends_with(open)),
                false => (inner.contains(open), inner.contains(close)),
            };
            let is_once = inner.chars().filter(|c| *c == open || *c == close).count() == 1;
            if !is_once || self.inner.len() < 2 {
                continue;
            }
            let fits = |c: Option<char>, wanted: char| {
                c == Some(wanted) || (wanted == '“' && c == Some('”'))
            };
            if opened && !closed && fits(next, close) {
                return Some((
                    format!("the opening `{open}` and leaves the closing `{close}` outside"),
                    "write both on the same side of the bold".to_owned(),
                ));
            }
            if closed && !opened && fits(last, open) {
                return Some((
                    format!("the closing `{close}` and leaves the opening `{open}` outside"),
                    "write both on the same side of the bold".to_owned(),
                ));
            }
        }
        None
    }
}

/// Whether punctuation at the end of bold may be the sentence's, by what comes after: a sentence
/// goes on after a label's own full stop, and a value that is shown in parts (`lamp.` and then a
/// placeholder) goes on too.
fn is_of_sentence(c: char, after: &str) -> bool {
    let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
    let next = after.trim_start().chars().next();
    let goes_on = match c {
        '.' => next.is_some_and(|c| c.is_lowercase() || c == '<'),
        _ => next == Some('<'),
    };
    is_apart && !goes_on
}

fn is_line_start(before: &str) -> bool {
    before.trim_end_matches([' ', '\u{a0}']).ends_with('\n')
}

/// A small word in lower case before what begins with a capital: it is not the label's.
fn first_word<'t>(language: &Language, inner: &'t str) -> Option<&'t str> {
    let inner = inner.trim_start();
    let rest_is_label = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '“', '„', '«', '\u{a0}', ' ']);
        rest.starts_with(char::is_uppercase)
    };
    for elided in language.labels.elided {
        if inner.strip_prefix(elided).is_some_and(rest_is_label) {
            return inner.get(..elided.len());
        }
    }
    let (word, rest) = inner.split_once(char::is_whitespace)?;
    (language.labels.before.contains(&word) && rest_is_label(rest)).then_some(word)
}

/// A small word at the end of more than itself.
fn last_word<'t>(language: &Language, inner: &'t str) -> Option<&'t str> {
    let (_, word) = inner.trim_end().rsplit_once(char::is_whitespace)?;
    let is_label = inner.starts_with(char::is_uppercase);
    // A label may end with a preposition (*Ajustar para*), but not what begins within a sentence.
    let words = match is_label {
        true => language.labels.after,
        false => language.labels.after_phrase,
    };
    words.contains(&word).then_some(word)
}

/// Whether a full stop may be part of the label: `…`, `etc.`, `z. B.`.
fn is_abbreviated(inner: &str) -> bool {
    let last = inner.split_whitespace().next_back().unwrap_or_default();
    let letters = last.trim_end_matches('.').chars().count();
    last.ends_with("..") || letters < 2 || last.eq_ignore_ascii_case("etc.") || last == "Inc."
}
