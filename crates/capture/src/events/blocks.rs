//! Texts that a log has in parts, put together again.
//!
//! A script block of more than 20,000 characters is logged in several events with the same id,
//! `MessageNumber` of `MessageTotal`; other events may lie between them, and an export may be
//! newest first.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

/// So many texts may be open at a time.
const MOST_OPEN: usize = 1024;
/// So much of them is held, in bytes.
const MOST_HELD: usize = 64 * 1024 * 1024;

/// One part of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a, W> {
    /// Whose text it is: parts of one text have the same.
    pub(super) whose: W,
    /// The text's id in the log.
    pub(super) id: &'a str,
    /// Which part, from 1.
    pub(super) number: u32,
    /// Of how many.
    pub(super) total: u32,
    /// What it holds.
    pub(super) text: &'a str,
    /// Where in the file.
    pub(super) at: u64,
    /// When it was logged.
    pub(super) time: Option<Timestamp>,
}

/// A text of several parts.
#[derive(Debug)]
pub(super) struct Block<W> {
    /// Whose text it is.
    pub(super) whose: W,
    /// Its id in the log.
    pub(super) id: String,
    /// Where its first part is, or the first of those there are.
    pub(super) at: u64,
    /// When its earliest part was logged.
    pub(super) time: Option<Timestamp>,
    total: u32,
    parts: BTreeMap<u32, String>,
    bytes: usize,
}

impl<W> Block<W> {
    /// All parts, one behind the other.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.bytes);
        text.extend(self.parts.values().map(String::as_str));
        text
    }
}

/// The texts of which some parts have been seen, in the order in which they began.
#[derive(Debug)]
pub(super) struct Blocks<W> {
    open: VecDeque<Block<W>>,
    held: usize,
}

impl<W> Default for Blocks<W> {
    fn default() -> Self {
        Self {
            open: VecDeque::new(),
            held: 0,
        }
    }
}

/// What a part comes to.
#[derive(Debug)]
pub(super) struct Taken<W> {
    /// The text that it makes whole.
    pub(super) whole: Option<Block<W>>,
    /// Texts that are given up: parts that contradict each other, or too many at a time.
    pub(super) lost: Vec<Block<W>>,
}

impl<W: Copy + PartialEq> Blocks<W> {
    /// Takes a part.
    pub(super) fn take(&mut self, part: &Part<'_, W>) -> Taken<W> {
        let mut lost = Vec::new();
        let place = self
            .open
            .iter()
            .position(|block| block.whose == part.whose && block.id == part.id);
        let place = match place {
            Some(place) if contradicts(&self.open[place], part) => {
                lost.extend(self.remove(place));
                None
            }
            place => place,
        };
        let place = place.unwrap_or_else(|| {
            self.open.push_back(Block {
                whose: part.whose,
                id: part.id.to_owned(),
                at: part.at,
                time: part.time,
                total: part.total,
                parts: BTreeMap::new(),
                bytes: 0,
            });
            self.open.len() - 1
        });
        let block = &mut self.open[place];
        if block
            .parts
            .keys()
            .next()
            .is_none_or(|&first| part.number < first)
        {
            block.at = part.at;
        }
        block.time = match (block.time, part.time) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if let Entry::Vacant(place) = block.parts.entry(part.number) {
            place.insert(part.text.to_owned());
            block.bytes += part.text.len();
            self.held += part.text.len();
        }
        let is_whole = block.parts.len() as u64 == u64::from(block.total);
        let whole = if is_whole { self.remove(place) } else { None };
        while self.open.len() > MOST_OPEN || self.held > MOST_HELD {
            match self.remove(0) {
                Some(block) => lost.push(block),
                None => break,
            }
        }
        Taken { whole, lost }
    }

    /// The texts that never became whole.
    pub(super) fn finish(&mut self) -> Vec<Block<W>> {
        self.held = 0;
        std::mem::take(&mut self.open).into()
    }

    fn remove(&mut self, place: usize) -> Option<Block<W>> {
        let block = self.open.remove(place)?;
        self.held -= block.bytes;
        Some(block)
    }
}

/// Whether a part can not be of this text.
fn contradicts<W>(block: &Block<W>, part: &Part<'_, W>) -> bool {
    block.total != part.total
        || block
            .parts
            .get(&part.number)
            .is_some_and(|text| text != part.text)
}
