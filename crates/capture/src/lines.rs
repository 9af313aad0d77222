//! A capture's lines, one at a time, without a copy where that can be.

use memchr::memchr;

use super::decode::Text;
use super::{Gap, GapKind};

/// The longest line that is read whole, in bytes; the rest of a longer one is skipped.
pub(super) const LONGEST: usize = 1 << 20;

/// More long lines than these are not noted one by one.
const MOST_NOTED: usize = 1000;

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'l> {
    /// Its text, without its break and without a byte order mark.
    pub(super) text: &'l str,
    /// Its number, from 1.
    pub(super) number: u64,
    /// Whether it was longer than [`LONGEST`] and this is its beginning.
    pub(super) cut: bool,
    /// Whether a line break ends it: the last line of a file that was cut has none.
    pub(super) ended: bool,
}

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: Text<'a>,
    /// A line that spans blocks.
    long: String,
    number: u64,
    gaps: Vec<Gap>,
    turned: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: Text<'a>) -> Self {
        Self {
            text,
            long: String::new(),
            number: 0,
            gaps: Vec::new(),
            turned: false,
        }
    }

    /// The next line; `None` at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Line<'_>> {
        let (block, at) = self.text.block();
        let Some(length) = memchr(b'\n', &block.as_bytes()[at..]) else {
            return self.next_over_blocks();
        };
        self.text.advance(length + 1);
        self.number += 1;
        let (block, _) = self.text.block();
        Some(Line {
            text: tidy(&block[at..at + length]),
            number: self.number,
            cut: false,
            ended: true,
        })
    }

    /// Whether another block was read since this was asked last: the time to report progress.
    pub(super) fn turned(&mut self) -> bool {
        std::mem::take(&mut self.turned)
    }

    /// How many lines there were so far.
    pub(super) fn count(&self) -> u64 {
        self.number
    }

    /// The text, and what lines were too long.
    pub(super) fn finish(self) -> (Text<'a>, Vec<Gap>) {
        (self.text, self.gaps)
    }

    #[cold]
    fn next_over_blocks(&mut self) -> Option<Line<'_>> {
        self.long.clear();
        let mut length = 0;
        let mut broken = false;
        loop {
            let rest = self.text.rest();
            let end = memchr(b'\n', rest.as_bytes());
            let piece = &rest[..end.unwrap_or(rest.len())];
            let room = LONGEST.saturating_sub(self.long.len());
            if piece.len() <= room {
                self.long.push_str(piece);
            } else {
                let room = floor(piece, room);
                self.long.push_str(&piece[..room]);
            }
            let used = piece.len();
            length += used as u64;
            if end.is_some() {
                self.text.advance(used + 1);
                broken = true;
                break;
            }
            self.text.advance(used);
            self.turned = true;
            if !self.text.next_block() {
                break;
            }
        }
        if !broken && length == 0 {
            return None;
        }
        self.number += 1;
        let cut = length > self.long.len() as u64;
        if cut && self.gaps.len() < MOST_NOTED {
            self.gaps.push(Gap {
                session: None,
                line: self.number,
                kind: GapKind::LongLine(length),
            });
        }
        Some(Line {
            text: tidy(&self.long),
            number: self.number,
            cut,
            ended: broken,
        })
    }
}

/// Without the carriage return of its break, and without the mark that a file put behind another
/// one began with.
#[inline]
fn tidy(line: &str) -> &str {
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.strip_prefix('\u{feff}').unwrap_or(line)
}

/// The last place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
