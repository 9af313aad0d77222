//! What was changed, in order: what a branch that may have run changed is not known afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use super::shared::{List, Object, Table};

/// A change of the session.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// A variable of a scope, by its place from outside; the name in lower case.
    Variable(usize, String),
    Function(String),
    Alias(String),
    Folder,
    /// A file, by its whole path in lower case.
    File(String),
    List(List),
    Table(Table),
    Object(Object),
    /// Commands were imported, so that they may run elsewhere.
    Import,
    /// What changed cannot be told.
    Anything,
}

/// The changes since the line began.
#[derive(Debug, Clone, Default)]
pub(super) struct Journal(Rc<RefCell<Pages>>);

#[derive(Debug, Default)]
struct Pages {
    changes: Vec<Change>,
    /// The last place that somebody keeps.
    marked: usize,
}

/// A place in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark(usize);

impl Journal {
    pub(super) fn note(&self, change: Change) {
        let mut pages = self.0.borrow_mut();
        // A loop that counts changes one variable over and over.
        let since = pages.changes.get(pages.marked..).unwrap_or_default();
        if !since.last().is_some_and(|last| last.is(&change)) {
            pages.changes.push(change);
        }
    }

    /// Where it stands now.
    pub(super) fn mark(&self) -> Mark {
        let mut pages = self.0.borrow_mut();
        pages.marked = pages.changes.len();
        Mark(pages.marked)
    }

    /// What changed since then.
    pub(super) fn since(&self, mark: Mark) -> Vec<Change> {
        let pages = self.0.borrow();
        pages.changes.get(mark.0..).unwrap_or_default().to_vec()
    }

    /// Whether something holds of every change.
    pub(super) fn all(&self, holds: impl FnMut(&Change) -> bool) -> bool {
        self.0.borrow().changes.iter().all(holds)
    }

    /// Forgets all of it: no mark is held any more.
    pub(super) fn clear(&self) {
        *self.0.borrow_mut() = Pages::default();
    }
}

impl Change {
    /// Whether something shared was changed in place.
    pub(super) fn is_shared(&self) -> bool {
        matches!(
            self,
            Self::List(_) | Self::Table(_) | Self::Object(_) | Self::Anything
        )
    }

    /// Whether both are a change of the same thing.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Variable(at, name), Self::Variable(other_at, other)) => {
                at == other_at && name == other
            }
            (Self::Function(name), Self::Function(other))
            | (Self::Alias(name), Self::Alias(other))
            | (Self::File(name), Self::File(other)) => name == other,
            (Self::Folder, Self::Folder)
            | (Self::Import, Self::Import)
            | (Self::Anything, Self::Anything) => true,
            (Self::List(one), Self::List(other)) => one.is(other),
            (Self::Table(one), Self::Table(other)) => one.is(other),
            (Self::Object(one), Self::Object(other)) => one.is(other),
            _ => false,
        }
    }
}

impl From<List> for Change {
    fn from(list: List) -> Self {
        Self::List(list)
    }
}

impl From<Table> for Change {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Object> for Change {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}
