//! A message is a sentence and not a page: what would open a heading, a list or a quote at the
//! start of a line is text. A guard in front of such a line keeps Markdown from reading it.

use std::borrow::Cow;
use std::ops::Range;

use runproof_language::{is_shielded, unshield};

/// Stands in front of a line that would otherwise open a block: `-`, `#`, `1.`
pub(super) const GUARD: char = '\u{f00ff}';

/// The guard as it is written: a reference ends with punctuation, so that bold and emphasis open
/// behind it as they do at the start of a line.
const GUARD_WRITTEN: &str = "&#xF00FF;";

/// A paragraph in which no line is anything but running text to Markdown.
pub(super) struct Guarded<'t> {
    /// What Markdown reads.
    pub(super) text: Cow<'t, str>,
    /// Where lines begin in it, and where the same byte stands in the paragraph. Empty where both
    /// are the same.
    lines: Vec<(usize, usize)>,
}

impl<'t> Guarded<'t> {
    pub(super) fn of(paragraph: &'t str) -> Self {
        if paragraph.lines().all(opens_nothing) {
            return Self {
                text: Cow::Borrowed(paragraph),
                lines: Vec::new(),
            };
        }
        let mut text = String::with_capacity(paragraph.len() + 16);
        let mut lines = Vec::new();
        let mut start = 0;
        for whole in paragraph.split_inclusive('\n') {
            let content = whole.strip_suffix('\n').unwrap_or(whole);
            let content = content.strip_suffix('\r').unwrap_or(content);
            let line = content.trim_start();
            if start > 0 {
                text.push('\n');
            }
            if !opens_nothing(line) {
                text.push_str(GUARD_WRITTEN);
            }
            lines.push((text.len(), start + content.len() - line.len()));
            text.push_str(line);
            start += whole.len();
        }
        Self {
            text: Cow::Owned(text),
            lines,
        }
    }

    /// A part of what Markdown read, without guards and with values in place. In code and targets a
    /// guard stands as it was written.
    pub(super) fn unguarded(&self, text: &str) -> String {
        let text = unshield(text);
        if self.lines.is_empty() {
            return text;
        }
        text.replace(GUARD_WRITTEN, "").replace(GUARD, "")
    }

    /// Where a part of what Markdown read stands in the paragraph.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.back(range.start);
        start..self.back(range.end).max(start)
    }

    fn back(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|(guarded, _)| *guarded <= at);
        match after.checked_sub(1).and_then(|line| self.lines.get(line)) {
            Some((guarded, own)) => own + (at - guarded),
            // Inside of the first guard, or nothing was changed.
            None => self.lines.first().map_or(at, |(_, own)| *own),
        }
    }
}

/// Whether a line begins with running text for certain: a letter, or bold around one.
fn opens_nothing(line: &str) -> bool {
    let text = line.strip_prefix("**").unwrap_or(line);
    text.chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || is_shielded(c))
}
