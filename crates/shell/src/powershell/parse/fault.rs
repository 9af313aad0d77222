//! What is wrong with a text, and whether PowerShell waits for more of it.

use super::super::ast::Refusal;

/// The faults of a text.
#[derive(Debug, Default)]
pub(super) struct Faults {
    first: Option<Refusal>,
    is_grammatical: bool,
    is_unfinished: bool,
    is_halted: bool,
}

impl Faults {
    pub(super) fn reason(&self) -> Option<Refusal> {
        self.first
    }

    /// Whether something does not parse, rather than being refused afterwards.
    pub(super) fn is_grammatical(&self) -> bool {
        self.is_grammatical
    }

    pub(super) fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    pub(super) fn is_halted(&self) -> bool {
        self.is_halted
    }

    pub(super) fn refuse(&mut self, reason: Refusal) {
        if !self.is_halted {
            self.is_grammatical |= reason == Refusal::Unexpected;
            self.first.get_or_insert(reason);
        }
    }

    pub(super) fn missing(&mut self, reason: Refusal, waits: bool) {
        if !self.is_halted {
            self.is_grammatical = true;
            self.is_unfinished |= waits;
            self.first.get_or_insert(reason);
        }
    }

    /// Nothing more can be told of the text.
    pub(super) fn halt(&mut self) {
        self.first = Some(Refusal::TooDeep);
        self.is_halted = true;
    }

    /// Takes over what was found in a part that was read by itself.
    pub(super) fn add(&mut self, other: &Self) {
        if let Some(reason) = other.first {
            self.first.get_or_insert(reason);
        }
        self.is_grammatical |= other.is_grammatical;
        self.is_unfinished |= other.is_unfinished;
        if other.is_halted {
            self.halt();
        }
    }
}
