//! The marks of lists: two lists that follow each other must not become one.
//!
//! Markdown takes a list for the same one as long as the marks are the same, however many blank lines
//! stand between the items. So a list behind a list of its kind takes the other mark: `*` behind
//! `-`, `1)` behind `1.`.

use runproof_model::document::{Commands, Prose};
use runproof_prose::plain_text;

/// What the text so far ends with, as far as a list that follows could become one with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// No list.
    #[default]
    Other,
    /// A list of bullets with this mark.
    Bullets(&'static str),
    /// A list of numbers with this behind each.
    Numbers(&'static str),
}

/// The marks of lists that stand beside each other.
#[derive(Debug, Default)]
pub(super) struct Marks {
    before: Ending,
}

impl Marks {
    /// Something else follows.
    pub(super) fn follow(&mut self, ending: Ending) {
        self.before = ending;
    }

    /// A list of bullets follows: its mark.
    pub(super) fn bullet(&mut self) -> &'static str {
        let mark = match self.before {
            Ending::Bullets("-") => "*",
            _ => "-",
        };
        self.before = Ending::Bullets(mark);
        mark
    }

    /// A list of numbers follows: what stands behind each number.
    pub(super) fn number(&mut self) -> &'static str {
        let mark = match self.before {
            Ending::Numbers(".") => ")",
            _ => ".",
        };
        self.before = Ending::Numbers(mark);
        mark
    }
}

/// Commands end with a list of what is to be ticked off, if with any.
pub(super) fn of_commands(commands: &Commands) -> Ending {
    let ticks = commands.commands.last().is_some_and(|command| {
        let mut ticks = command.ticks.iter();
        ticks.any(|tick| super::occurrence_label(tick).is_some())
    });
    let is_blank = |prose: &Prose| plain_text(&prose.text).trim().is_empty();
    let outcome = commands.outcome.as_ref();
    let says_nothing =
        outcome.is_none_or(|o| is_blank(&o.seen) && o.repeat.as_ref().is_none_or(is_blank));
    if ticks && says_nothing {
        Ending::Bullets("-")
    } else {
        Ending::Other
    }
}

/// The number of a list's first item: no item's has more than the nine digits that Markdown reads.
pub(super) fn first_number(start: u32, items: usize) -> u32 {
    const LARGEST: u32 = 999_999_999;
    let behind = u32::try_from(items.saturating_sub(1)).unwrap_or(LARGEST);
    start.min(LARGEST.saturating_sub(behind))
}
