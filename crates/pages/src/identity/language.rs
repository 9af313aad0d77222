//! The language of a page: what its front matter says, else its path, else its small words.

use std::collections::BTreeMap;

use crate::tree::{Inline, InlineKind};
use crate::{Page, outline};
use runproof_language::languages::{self, PUBLISHED};
use runproof_language::{Language, Locale};

/// A language that a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// By an ending of the file (`.fr.md`), or by language and region (`fr-FR/`).
    Surely(Locale),
    /// By a folder of two letters, which may be anything: `it/`.
    Perhaps(Locale),
}

/// The language of a page.
pub(super) fn of(page: &Page, in_path: Option<Named>) -> Option<Locale> {
    if let Some(said) = in_front(page) {
        return Some(said);
    }
    match in_path {
        Some(Named::Surely(language)) => Some(language),
        Some(Named::Perhaps(language)) => match spoken(page) {
            Some(spoken) if spoken != Locale::unknown() => Some(spoken),
            _ => Some(language),
        },
        None => spoken(page),
    }
}

/// What the front matter says: `ms.contentlocale: fr-FR`, or the address of the page.
fn in_front(page: &Page) -> Option<Locale> {
    let said = ["ms.contentlocale", "lang", "language", "locale"]
        .iter()
        .find_map(|key| page.front.get(key))
        .and_then(|entry| tag(&entry.value));
    said.or_else(|| {
        let address = &page.front.get("ms:mtpsurl")?.value;
        address.split('/').find_map(with_region)
    })
}

/// A tag of a language that pages are written in: `fr`, `fr-FR`, `pt_br`.
pub(super) fn tag(text: &str) -> Option<Locale> {
    let lower = text.to_ascii_lowercase();
    if PUBLISHED.contains(&lower.as_str()) {
        return lower.parse().ok();
    }
    with_region(text)
}

/// A tag with a region or script: `fr-FR`, `zh-Hans`.
pub(super) fn with_region(text: &str) -> Option<Locale> {
    let (language, region) = text.split_once(['-', '_'])?;
    let is_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = language.len() == 2 && matches!(region.len(), 2 | 4);
    if !fits || !is_letters(language) || !is_letters(region) {
        return None;
    }
    if region.len() == 4
        && !matches!(
            region.to_ascii_lowercase().as_str(),
            "hans" | "hant" | "latn" | "cyrl"
        )
    {
        return None;
    }
    text.parse().ok()
}

/// The language that the small words of a page speak: unknown where a text speaks none of those
/// that are known here, `None` where there is too little text to tell.
fn spoken(page: &Page) -> Option<Locale> {
    /// Nobody needs more words to know a language.
    const ENOUGH: usize = 600;
    const FEWEST: usize = 3;
    /// So many letters are a text.
    const A_TEXT: usize = 200;
    let languages: Vec<&Language> = languages::of_pages().collect();
    let mut letters = 0;
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut words = 0;
    outline::walk(&page.blocks, &mut |block| {
        for text in block.texts() {
            if words >= ENOUGH {
                return;
            }
            let mut left: Vec<&Inline> = text.iter().collect();
            while let Some(inline) = left.pop() {
                left.extend(inline.inner());
                let InlineKind::Text(text) = &inline.kind else {
                    continue;
                };
                for word in text.split(|c: char| !c.is_alphanumeric()) {
                    let word = word.to_lowercase();
                    words += usize::from(!word.is_empty());
                    letters += word.chars().filter(|c| c.is_alphabetic()).count();
                    for language in &languages {
                        if language.words.of_pages.contains(&word.as_str()) {
                            *said.entry(language.tag).or_default() += 1;
                        }
                    }
                }
            }
        }
    });
    let mut most: Vec<(usize, &str)> = said.into_iter().map(|(l, n)| (n, l)).collect();
    most.sort_by(|a, b| b.cmp(a));
    let (first, language) = most.first().copied().unwrap_or_default();
    let second = most.get(1).map_or(0, |(number, _)| *number);
    // A third more than the next, and one word in twelve.
    let is_clear = first >= FEWEST && first * 3 >= second * 4 && first * 12 >= words;
    if is_clear {
        return language.parse().ok();
    }
    (letters >= A_TEXT).then(Locale::unknown)
}
