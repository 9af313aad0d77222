//! What stands before a page: `key: value` between two lines of `---`.
//!
//! Only what says which page it is is read, line by line, and in whatever else stands there
//! nothing can break that. Whether it is YAML is for a rule to say.

use runproof_core::diagnostic::Span;

/// The front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// Its lines that have a key at their start, in order.
    pub entries: Vec<Entry>,
    /// Where the page begins: after the closing line; 0 where there is no front matter.
    pub end: usize,
    /// Whether it was opened and never closed: then the whole text is the page.
    pub is_unclosed: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as written: `ms.assetid`, `ms:assetid`.
    pub key: String,
    /// The value without its quotes.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
}

impl Front {
    /// The value of a key. `ms.assetid` and `ms:assetid` are the same key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let same = |a: &str, b: &str| {
            a.len() == b.len()
                && a.bytes().zip(b.bytes()).all(|(a, b)| {
                    a.eq_ignore_ascii_case(&b)
                        || (matches!(a, b'.' | b':') && matches!(b, b'.' | b':'))
                })
        };
        self.entries.iter().find(|entry| same(&entry.key, key))
    }
}

/// Reads what stands before the page.
pub(super) fn read(text: &str) -> Front {
    let mut front = Front::default();
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else {
        return front;
    };
    if first.trim_end() != "---" {
        return front;
    }
    let mut at = first.len();
    for line in lines {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            front.end = at + line.len();
            return front;
        }
        if let Some(entry) = entry(bare, at) {
            front.entries.push(entry);
        }
        at += line.len();
    }
    // A line across the page at its very start is no front matter, and neither is an unclosed one.
    front.is_unclosed = !front.entries.is_empty();
    front.entries.clear();
    front
}

fn entry(line: &str, at: usize) -> Option<Entry> {
    if line.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let (key, rest) = line
        .split_once(": ")
        .or_else(|| line.strip_suffix(':').map(|k| (k, "")))?;
    let value = rest.trim();
    let start = at
        + key.len()
        + (line.len() - key.len() - rest.len())
        + (rest.len() - rest.trim_start().len());
    let span = Span::new(start, start + value.len());
    let value = match value.as_bytes() {
        [b'"', .., b'"'] => value[1..value.len() - 1].replace("\\\"", "\""),
        [b'\'', .., b'\''] => value[1..value.len() - 1].replace("''", "'"),
        _ => value.to_owned(),
    };
    Some(Entry {
        key: key.trim().to_owned(),
        value,
        span,
    })
}
