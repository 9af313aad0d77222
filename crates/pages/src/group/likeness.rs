//! Whether two pages are the same page by what is in them that no language changes: commands,
//! pictures, links, names written in capitals inside, and the shape of their procedures.

use std::collections::BTreeSet;

use crate::group::Member;
use crate::outline;
use crate::tree::{Content, Inline, InlineKind};

/// How alike two pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They share next to nothing.
    Other,
    /// There is too little to tell.
    Unknown,
    /// They are the same page.
    Same,
}

/// What of a page no language changes.
#[derive(Debug, Default)]
pub(super) struct Features {
    tokens: BTreeSet<String>,
    steps: Vec<usize>,
}

impl Features {
    pub(super) fn of(member: &Member<'_>) -> Self {
        let mut tokens = BTreeSet::new();
        outline::walk(&member.page.blocks, &mut |block| {
            if let Content::Code(code) = &block.content {
                tokens.extend(code.text.lines().filter_map(line));
            }
            for text in block.texts() {
                let mut left: Vec<&Inline> = text.iter().collect();
                while let Some(inline) = left.pop() {
                    left.extend(inline.inner());
                    match &inline.kind {
                        InlineKind::Code(code) => tokens.extend(line(code)),
                        InlineKind::Image(image) => tokens.extend(address(&image.source)),
                        InlineKind::Link { target, .. } => tokens.extend(address(target)),
                        InlineKind::Text(text) => {
                            tokens.extend(text.split_whitespace().filter_map(technical));
                        }
                        _ => {}
                    }
                }
            }
        });
        let outline = member.page.outline();
        Self {
            tokens,
            steps: outline.procedures.iter().map(|p| p.steps.len()).collect(),
        }
    }

    /// The part of the smaller page's tokens that the other has too, in parts of 100, and how many
    /// tokens that is of.
    pub(super) fn shared(&self, other: &Self) -> (usize, usize) {
        let smaller = self.tokens.len().min(other.tokens.len());
        let both = self.tokens.intersection(&other.tokens).count();
        (both * 100 / smaller.max(1), smaller)
    }

    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        /// Fewer say nothing.
        const FEWEST: usize = 3;
        let (shared, of) = self.shared(other);
        let steps = |features: &Self| features.steps.iter().sum::<usize>();
        let (mine, theirs) = (steps(self), steps(other));
        let same_shape = self.steps == other.steps && mine > 3;
        match (of, shared) {
            (FEWEST.., 35..) => Likeness::Same,
            (1.., 50..) if same_shape => Likeness::Same,
            // Translators keep commands: where both have some and share none, no shape is proof.
            (FEWEST.., 0) => Likeness::Other,
            (FEWEST.., ..15) if !same_shape => Likeness::Other,
            (0, _) if same_shape => Likeness::Same,
            // One has steps, or three times as many, and they share nothing else.
            (_, ..15) if mine.max(theirs) > 3 && mine.min(theirs) * 3 <= mine.max(theirs) => {
                Likeness::Other
            }
            _ => Likeness::Unknown,
        }
    }
}

/// A line of code without its blanks; too short a line is nobody's own.
fn line(code: &str) -> Option<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    let line = words.join(" ").to_lowercase();
    (line.len() > 3).then_some(line)
}

/// The last part of an address, without its language: pictures and pages keep their file's name.
fn address(target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    (name.len() > 3).then(|| name.to_lowercase())
}

/// A word that is a name of a machine: `Stop-CsWindowsService`, `pool01.contoso.com`, `RTCLOCAL`.
fn technical(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_cased = word.chars().skip(1).any(|c| c.is_ascii_uppercase())
        && word.chars().any(|c| c.is_ascii_lowercase());
    let is_marked = word
        .bytes()
        .any(|b| b.is_ascii_digit() || matches!(b, b'_' | b'\\' | b'/'))
        && word.chars().any(char::is_alphabetic);
    (word.len() > 4 && (is_cased || is_marked)).then(|| word.to_lowercase())
}
