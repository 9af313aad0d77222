//! What a session keeps of texts: the lines that were typed, and the files that it wrote.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// How many lines and files are kept.
const MANY: usize = 200;

/// The lines that were typed.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    /// Copies of a session share them.
    lines: Rc<VecDeque<(u64, Rc<str>)>>,
    count: u64,
    /// What a line ran again, which is kept in its place.
    again: Option<Rc<str>>,
}

impl History {
    /// Keeps a line that was run.
    pub(super) fn push(&mut self, line: &str) {
        let line = self.again.take().unwrap_or_else(|| Rc::from(line));
        self.count += 1;
        let lines = Rc::make_mut(&mut self.lines);
        if lines.len() >= MANY {
            lines.pop_front();
        }
        lines.push_back((self.count, line));
    }

    /// The line that is being run is kept as this one.
    pub(super) fn replace(&mut self, text: &str) {
        self.again = Some(Rc::from(text));
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.lines.back().map(|(_, line)| &**line)
    }

    /// The line of that number, counted from 1.
    pub(super) fn by_number(&self, wanted: u64) -> Option<&str> {
        let found = self.lines.iter().find(|(number, _)| *number == wanted);
        found.map(|(_, line)| &**line)
    }

    /// The last line that begins so.
    pub(super) fn by_beginning(&self, wanted: &str) -> Option<&str> {
        let found = self
            .lines
            .iter()
            .rev()
            .find(|(_, line)| line.starts_with(wanted));
        found.map(|(_, line)| &**line)
    }
}

/// The files that the session wrote, and their texts where they are known; by their whole paths in
/// lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Files(BTreeMap<String, Option<String>>);

impl Files {
    pub(super) fn write(&mut self, path: String, text: Option<String>, appends: bool) {
        let before = self.0.remove(&path);
        if self.0.len() >= MANY {
            return;
        }
        let text = match (appends, before) {
            (false, _) => text,
            (true, Some(Some(before))) => text.map(|text| format!("{before}\n{text}")),
            // What was in it before is not known.
            (true, _) => None,
        };
        let text = text.filter(|text| text.len() <= super::LONGEST);
        self.0.insert(path, text);
    }

    /// The text of a file that the session wrote; `Some(None)` where it is not known.
    pub(super) fn read(&self, path: &str) -> Option<Option<&str>> {
        self.0.get(path).map(|text| text.as_deref())
    }
}
