//! What documents want of one catalog.

use std::collections::{BTreeSet, HashMap};

use runproof_language::{Contract, Wanted};

/// The contracts of one catalog, by message.
#[derive(Debug, Default)]
pub(super) struct Wants<'a> {
    /// Every message and attribute that is wanted, in the order of the contracts.
    pub(super) all: Vec<&'a Wanted>,
    /// The variables that any of them is given.
    pub(super) variables: BTreeSet<&'a str>,
    by_id: HashMap<&'a str, Vec<&'a Wanted>>,
}

impl<'a> Wants<'a> {
    /// What the contracts want of the catalog of that name; `None` where none is about it.
    pub(super) fn of(contracts: &'a [Contract], catalog: &str) -> Option<Self> {
        let mut about = contracts.iter().filter(|c| c.catalog == catalog).peekable();
        about.peek()?;
        let mut wants = Self::default();
        for wanted in about.flat_map(|contract| &contract.messages) {
            wants.all.push(wanted);
            wants.by_id.entry(&wanted.id).or_default().push(wanted);
            wants
                .variables
                .extend(wanted.variables.iter().map(String::as_str));
        }
        Some(wants)
    }

    /// What is wanted of a message: its value, its attributes.
    pub(super) fn of_message(&self, id: &str) -> &[&'a Wanted] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }
}
