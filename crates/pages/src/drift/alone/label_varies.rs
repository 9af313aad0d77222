//! One label, written two ways.

use std::collections::BTreeMap;

use super::Findings;
use super::sheet::{Role, Sheet, Text};
use crate::Mark;
use runproof_core::diagnostic::{Span, codes};
use runproof_language::Language;

codes! {
    /// A label that is written two ways on a page.
    ///
    /// ## Why
    ///
    /// A label stands on the screen one way. Of two ways to write it one at least is wrong, and
    /// whoever searches the page for the other does not find it.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// 1. Select **Automatic Switch for Lamps**.
    /// 2. Clear **Automatic switch for lamps**.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// 1. Select **Automatic Switch for Lamps**.
    /// 2. Clear **Automatic Switch for Lamps**.
    /// ```
    ///
    /// Labels that differ in upper and lower case, in a hyphen or (in French and Portuguese, from
    /// four words on) in the ending of a word in the middle are the same. `Pool` and `Pools` are
    /// two.
    pub LABEL_VARIES = "label-varies", Warning;
}

/// A label where it stands.
struct Label {
    /// Its words, with plain blanks between them.
    text: String,
    span: Span,
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let mut groups: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for text in &sheet.texts {
        if matches!(text.role, Role::Heading | Role::Front) {
            continue;
        }
        for mark in text.flat.strong() {
            let Some(label) = label(text, mark) else {
                continue;
            };
            let Some(key) = key(sheet.language, label) else {
                continue;
            };
            groups.entry(key).or_default().push(Label {
                text: label.split_whitespace().collect::<Vec<_>>().join(" "),
                span: mark.span,
            });
        }
    }
    for labels in groups.values() {
        let Some(usual) = usual(labels.iter().map(|label| label.text.as_str())) else {
            continue;
        };
        for label in labels.iter().filter(|label| label.text != usual) {
            findings.push(
                sheet
                    .finding(
                        &LABEL_VARIES,
                        label.span,
                        format!(
                            "the label `{}` is `{usual}` elsewhere on the page",
                            label.text
                        ),
                    )
                    .help("write it as it stands on the screen, everywhere"),
            );
        }
    }
}

/// The label that a bold part marks; `None` for bold that marks none.
pub(super) fn label<'t>(text: &'t Text<'_>, mark: &Mark) -> Option<&'t str> {
    let flat = &text.flat.text;
    let inner = flat.get(mark.range.clone())?;
    let before = flat.get(..mark.range.start)?.trim();
    let after = flat.get(mark.range.end..)?;
    let is_whole = before.is_empty()
        && after
            .chars()
            .all(|c| c.is_whitespace() || c.is_ascii_punctuation());
    // What leads a paragraph stands for a heading or for a kind of note.
    let leads = before.is_empty()
        && (inner.trim_end().ends_with([':', '.'])
            || after.trim_start().starts_with([':', '-', '–'])
            || after.starts_with("  ")
            || after.starts_with(" \u{a0}"));
    if is_whole || leads {
        return None;
    }
    let label = inner.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '.' | ',' | ';' | '"' | '“' | '”' | '„' | '«' | '»')
    });
    (!label.is_empty()).then_some(label)
}

/// What two ways to write one label have in common; `None` for what is no label.
fn key(language: &Language, label: &str) -> Option<String> {
    let words: Vec<&str> = label
        .split([' ', '\u{a0}', '-', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_technical = label.contains(['\\', '_', '$', '%', '=', '<', '>', '/', '@'])
        || words.iter().any(|word| {
            word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
        });
    // Words without a capital are emphasis, or values to type.
    if is_technical || !label.starts_with(char::is_uppercase) || words.len() > 12 {
        return None;
    }
    let articles = language.words.articles;
    // Where words agree in number, a slip is in the middle: `SQL Store` and `SQL Stores` are two.
    let may_bend = language.adjectives_agree && words.len() > 3;
    let mut key = String::new();
    for (at, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        if at == 0 && words.len() > 2 && articles.contains(&lower.as_str()) {
            continue;
        }
        match may_bend && at > 0 && at + 1 < words.len() {
            true => key.push_str(stem(&lower)),
            false => key.push_str(&lower),
        }
    }
    Some(key)
}

/// A word without the ending that gender and number give it.
pub(super) fn stem(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'x']).unwrap_or(word);
    let bare = bare.strip_suffix(['e', 'a', 'o']).unwrap_or(bare);
    if bare.chars().count() > 3 { bare } else { word }
}

/// The way that is written most often; the first of equals. `None` where there is one way only.
pub(super) fn usual<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut ways: Vec<(&str, usize)> = Vec::new();
    for text in texts {
        match ways.iter_mut().find(|(way, _)| *way == text) {
            Some((_, count)) => *count += 1,
            None => ways.push((text, 1)),
        }
    }
    if ways.len() < 2 {
        return None;
    }
    let most = ways.iter().map(|(_, count)| *count).max()?;
    let found = ways.into_iter().find(|(_, count)| *count == most);
    found.map(|(way, _)| way)
}
