//! French punctuation with its blank that must not break, and without.

use super::Findings;
use super::sheet::{Role, Sheet, Text};
use runproof_core::diagnostic::{Span, codes};
use runproof_language::Language;

codes! {
    /// A plain blank before French punctuation, on a page that has no-break blanks elsewhere.
    ///
    /// ## Why
    ///
    /// French has a blank before `:`, `;`, `!`, `?` and inside `« »`, and it must not break:
    /// otherwise a line may begin with a colon. A page that has it both ways was mended in part.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Exécutez la commande suivante :
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Exécutez la commande suivante&nbsp;:
    /// ```
    ///
    /// The character itself (U+00A0 or U+202F) is as good. A page that always has plain blanks
    /// has its own style: nothing is found there.
    pub PUNCTUATION_SPACE = "punctuation-space", Note;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let spacing = sheet.language.typography.spacing;
    if spacing.before.is_empty() {
        return;
    }
    let marks: Vec<char> = spacing
        .before
        .iter()
        .copied()
        .chain(
            spacing
                .inside
                .into_iter()
                .flat_map(|(open, close)| [open, close]),
        )
        .collect();
    let mut seen = [Seen::default(), Seen::default()];
    for text in sheet
        .texts
        .iter()
        .filter(|text| is_in(sheet.language, text))
    {
        let flat = &text.flat.text;
        for (at, c) in flat.match_indices(&marks[..]) {
            let is_opening = c.starts_with(|c| spacing.is_opening(c));
            let is_quote = is_opening || c.starts_with(|c| spacing.is_closing(c));
            let after = &flat[at + c.len()..];
            let ends = after
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '.' | ','));
            if (!is_opening && !ends) || text.is_code(at) {
                continue;
            }
            let (blank, range) = match is_opening {
                true => (after.chars().next(), at..at + c.len() + 1),
                false => (
                    flat[..at].chars().next_back(),
                    at.saturating_sub(1)..at + c.len(),
                ),
            };
            // Quotes are one habit, the other marks another.
            let seen = &mut seen[usize::from(is_quote)];
            match blank {
                Some('\u{a0}' | '\u{202f}') => seen.has_no_break = true,
                Some(' ') => {
                    let word = flat[..at].trim_end().chars().next_back();
                    if is_opening
                        || word.is_some_and(|c| c.is_alphanumeric() || ")”\"»".contains(c))
                    {
                        seen.plain
                            .push((text.flat.place(range), c.to_owned(), is_opening));
                    }
                }
                _ => {}
            }
        }
    }
    let mixed = seen.into_iter().filter(|seen| seen.has_no_break);
    for (place, c, is_opening) in mixed.flat_map(|seen| seen.plain) {
        let side = if is_opening { "after" } else { "before" };
        findings.push(
            sheet
                .finding(
                    &PUNCTUATION_SPACE,
                    place,
                    format!(
                        "a plain blank {side} `{c}`, where the page has a no-break blank elsewhere"
                    ),
                )
                .help("write a no-break blank: U+00A0, U+202F or `&nbsp;`"),
        );
    }
}

/// How a page sets some of its punctuation.
#[derive(Default)]
struct Seen {
    plain: Vec<(Span, String, bool)>,
    has_no_break: bool,
}

/// Whether a text is in the language: what a program printed has blanks of its own.
fn is_in(language: &Language, text: &Text<'_>) -> bool {
    let words: Vec<String> = text
        .words
        .iter()
        .map(|word| text.flat.text[word.range.clone()].to_lowercase())
        .collect();
    let has_accent = |word: &String| word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    text.role != Role::Front
        && (words.iter().any(has_accent) || language.telling(words.iter().map(String::as_str)) > 1)
}
