//! Code whose backticks were dropped.

use super::Findings;
use crate::reading::Reading;
use crate::subject::{Explained, Subject};
use runproof_core::diagnostic::codes;

codes! {
    /// A command, path or name that is code in the source language and plain text here.
    ///
    /// ## Why
    ///
    /// Without backticks a document prints it in the type of prose, Markdown eats its `_`, `*`
    /// and `<…>`, hyphens and quotes may be bettered on the way, and nobody sees where it
    /// begins and ends.
    ///
    /// ## Example
    ///
    /// The source language has ``Run `Get-Date`.``, and French has
    ///
    /// ```ftl
    /// date = Exécutez Get-Date.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// date = Exécutez `Get-Date`.
    /// ```
    pub CODE_MARKUP_LOST = "code-markup-lost", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    if subject.is_explained(Explained::Markup) {
        return;
    }
    for text in &subject.texts {
        for code in lost(text.reading, &text.twins) {
            findings.push(
                subject
                    .finding(
                        &CODE_MARKUP_LOST,
                        text.reading,
                        code.bare,
                        format!("`{}` has lost its backticks", code.text),
                    )
                    .help("put it between backticks, as the source language does"),
            );
        }
    }
}

/// A piece of code of the source language that stands in the prose of the translation.
pub(super) struct Lost {
    /// The code.
    pub(super) text: String,
    /// Where it stands.
    pub(super) bare: std::ops::Range<usize>,
}

/// The codes of the source language that stand bare in a reading.
pub(super) fn lost(reading: &Reading<'_>, twins: &[&Reading<'_>]) -> Vec<Lost> {
    let mut lost: Vec<Lost> = Vec::new();
    let Some(twin) = twins.first() else {
        return lost;
    };
    if twin.markup.code.is_empty() {
        return lost;
    }
    let own = codes(reading);
    for code in &twin.markup.code {
        let text = twin.spelled_out(code.inner.clone());
        let raw = twin.text.get(code.inner.clone()).unwrap_or("").trim();
        if raw.is_empty()
            || own.iter().any(|own| same_code(own, &text))
            || lost.iter().any(|l| l.text == text)
        {
            continue;
        }
        if let Some(bare) = bare(reading, raw, &text) {
            lost.push(Lost { text, bare });
        }
    }
    lost
}

/// What stands between backticks in a reading, with placeables by name.
pub(super) fn codes(reading: &Reading<'_>) -> Vec<String> {
    let codes = reading.markup.code.iter();
    codes
        .map(|code| reading.spelled_out(code.inner.clone()).trim().to_owned())
        .collect()
}

/// Whether two codes are the same. What stands in for a value, `<Pool1 FQDN>`, may be said in the
/// reader's language: nobody types it.
pub(super) fn same_code(a: &str, b: &str) -> bool {
    a == b || (a.contains('<') && b.contains('<') && without_stand_ins(a) == without_stand_ins(b))
}

fn without_stand_ins(code: &str) -> String {
    let mut parts = code.split('<');
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push('<');
        match part.split_once('>') {
            Some((name, rest)) if name.starts_with(char::is_alphabetic) => {
                text.push('>');
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    text
}

/// Where a code stands in prose, at word boundaries, with the same placeables in it.
fn bare(reading: &Reading<'_>, raw: &str, spelled: &str) -> Option<std::ops::Range<usize>> {
    let found = reading
        .text
        .match_indices(raw)
        .map(|(at, _)| at..at + raw.len());
    let is_word = |c: char| c.is_alphanumeric();
    found
        .filter(|range| {
            let before = reading.text[..range.start].ends_with(is_word) && raw.starts_with(is_word);
            let after = reading.text[range.end..].starts_with(is_word) && raw.ends_with(is_word);
            !before && !after && !reading.markup.touches_code(range)
        })
        .find(|range| reading.spelled_out(range.clone()).trim() == spelled)
}
