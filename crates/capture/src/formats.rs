//! What a row of the registry in `lib.rs` says of a format, and what is made of all rows.

use std::io::BufRead;

use super::lines::Lines;
use super::parts::Parts;
use super::read::{Seekable, Unreadable};
use super::sniff::{Head, Sign};
use super::{Format, Sink};

/// One format.
pub(super) struct Row {
    /// Its name on the command line and in reports.
    pub(super) name: &'static str,
    /// When a capture is held against it: the formats that are surest to be recognized come first.
    pub(super) turn: u8,
    /// What the beginning of a capture says for it.
    pub(super) looks_like: fn(&Head<'_>) -> Sign,
    /// Whether a file's name says that it is one: without folders, in lower case, without `.gz`.
    pub(super) is_named: fn(&str) -> bool,
    /// Whether its captures prove what they are.
    pub(super) proof: Proof,
    /// What its captures hold.
    pub(super) holds: Holds,
    /// What reads it.
    pub(super) read: How,
}

/// Whether the captures of a format prove what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Every one does: a file of that name that does not is broken.
    Always,
    /// Some do.
    Sometimes,
}

/// What the captures of a format hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What was entered and printed, in a form that says where something was not understood.
    Transcript,
    /// What a terminal showed.
    Recording,
    /// Records of a computer or a program, each with its time.
    Log,
    /// What was entered, and neither where nor what came of it.
    History,
}

impl Holds {
    /// Whether a capture without a command may still be a whole one.
    pub(super) fn may_be_empty(self) -> bool {
        matches!(self, Self::Transcript | Self::History)
    }
}

/// What a reader reads from.
#[derive(Clone, Copy)]
pub(super) enum How {
    /// Lines of text.
    Lines(fn(&mut Lines<'_>, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>),
    /// Text as UTF-8, whatever it was on the disk: for XML and JSON.
    Text(fn(&mut dyn BufRead, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>),
    /// The bytes themselves, which begin with this signature.
    Binary(&'static [u8], ReadBinary),
}

/// Reads bytes from their beginning.
pub(super) type ReadBinary =
    fn(&mut dyn Seekable, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>;

/// Declares [`Format`] and its rows. The order of the rows is that of help and lists.
macro_rules! formats {
    ($(
        $(#[doc = $doc:literal])+
        $format:ident = $name:literal { $($field:ident: $value:expr,)+ }
    )+) => {
        /// The formats.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format {
            $( $(#[doc = $doc])+ $format, )+
        }

        impl Format {
            /// All of them.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$format),+];
        }

        /// What is known of each format, in the order of [`Format::ALL`].
        static ROWS: [$crate::formats::Row; Format::ALL.len()] = [
            $( $crate::formats::Row {
                name: $name,
                $($field: $value,)+
            }, )+
        ];
    };
}

impl Format {
    /// What the registry says of it.
    pub(super) fn row(self) -> &'static Row {
        &super::ROWS[self as usize]
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether it is a history: what was entered, and neither where nor what came of it.
    pub fn is_history(self) -> bool {
        self.row().holds == Holds::History
    }

    /// Whether it has records and no lines.
    pub fn is_binary(self) -> bool {
        matches!(self.row().read, How::Binary(..))
    }
}

/// All formats, the surest first: what its first bytes prove comes before what its lines only suggest.
pub(super) fn by_turn() -> impl DoubleEndedIterator<Item = Format> {
    static ORDER: [u8; Format::ALL.len()] = order();
    ORDER.iter().map(|at| Format::ALL[usize::from(*at)])
}

/// The places of the rows, sorted by their turns.
const fn order() -> [u8; Format::ALL.len()] {
    let mut order = [0; Format::ALL.len()];
    let mut count = 0;
    while count < order.len() {
        let mut at = count;
        while at > 0 && super::ROWS[order[at - 1] as usize].turn > super::ROWS[count].turn {
            order[at] = order[at - 1];
            at -= 1;
        }
        order[at] = count as u8;
        count += 1;
    }
    order
}

/// The format whose signature stands at the beginning of these bytes.
pub(super) fn by_signature(bytes: &[u8]) -> Option<Format> {
    let is_there = |format: &Format| matches!(format.row().read, How::Binary(signature, _) if bytes.starts_with(signature));
    by_turn().find(is_there)
}

/// How many bytes the longest signature has.
pub(super) fn longest_signature() -> u64 {
    let signatures = by_turn().map(|format| match format.row().read {
        How::Binary(signature, _) => signature.len() as u64,
        How::Lines(_) | How::Text(_) => 0,
    });
    signatures.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_and_turns_are_unique() {
        let all = || super::super::ROWS.iter();
        let names: BTreeSet<_> = all().map(|row| row.name).collect();
        let turns: BTreeSet<_> = all().map(|row| row.turn).collect();
        assert_eq!(names.len(), Format::ALL.len());
        assert_eq!(turns.len(), Format::ALL.len());
        assert!(by_turn().map(|format| format.row().turn).is_sorted());
    }

    #[test]
    fn names_are_words_with_hyphens() {
        for format in Format::ALL {
            let name = format.name();
            let is_word =
                |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(name.split('-').all(is_word), "{name}");
        }
    }
}
