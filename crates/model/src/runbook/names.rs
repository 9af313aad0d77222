//! The names of parts: which are taken, and what each of them stands for.

use std::collections::HashMap;

use super::PartId;
use super::lower::{DUPLICATE_NAME, Lowering};
use crate::yaml::Spanned;
use runproof_core::diagnostic::Span;

/// The names that parts may not have, and those that they have.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<String, Means>,
}

/// What a name stands for. Words may stand in two places; a cell is one cell.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Means {
    Taken(String),
    Words,
    Cell {
        table: String,
        row: Option<String>,
        column: String,
    },
}

impl Names {
    /// A name that no part may have, and what it is.
    pub(super) fn take(&mut self, name: impl Into<String>, what: impl Into<String>) {
        self.known.insert(name.into(), Means::Taken(what.into()));
    }
}

impl Lowering<'_> {
    /// The name of words.
    pub(super) fn part_name(&mut self, name: &Spanned<String>, names: &mut Names) -> PartId {
        self.meaning(name.value.clone(), Means::Words, name.span, names)
    }

    /// A name that means one thing, wherever it stands.
    pub(super) fn meaning(
        &mut self,
        name: String,
        means: Means,
        span: Span,
        names: &mut Names,
    ) -> PartId {
        match names.known.get(&name) {
            None => {
                names.known.insert(name.clone(), means);
            }
            Some(same) if *same == means => {}
            Some(other) => {
                let (message, help) = match other {
                    Means::Taken(what) => (
                        format!("`{name}` is {what} already"),
                        "choose another name".to_owned(),
                    ),
                    _ => (
                        format!("`{name}` is the name of two things"),
                        "names of texts and of a table's cells (`table-row-column`, and \
                         `table-column` of its heads) share one space: rename one"
                            .to_owned(),
                    ),
                };
                self.find(&DUPLICATE_NAME, span, message, help);
            }
        }
        PartId(name.into())
    }
}
