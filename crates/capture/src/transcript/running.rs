//! The output that is being read.

use crate::{Output, Sink, Wanted, Whole};

/// How much of an output is kept.
pub(super) const MOST: usize = 256 << 10;

/// The output of the last entry.
#[derive(Debug, Default)]
pub(super) struct Running {
    text: String,
    line: u64,
    state: State,
    /// Whether it is a mark's: a guided script says by the next mark that it is whole.
    of_mark: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Nothing,
    Unwanted,
    Wanted,
    Full,
}

impl Running {
    /// An entry was given; what follows from that line on is its output.
    pub(super) fn begin(&mut self, wanted: Wanted, line: u64, of_mark: bool) {
        self.text.clear();
        self.line = line;
        self.of_mark = of_mark;
        self.state = match wanted {
            Wanted::Output => State::Wanted,
            Wanted::Nothing => State::Unwanted,
        };
    }

    /// Another line of it.
    #[inline]
    pub(super) fn push(&mut self, line: &str) {
        if self.state == State::Wanted {
            self.keep(line);
        }
    }

    /// What comes next is not surely of it.
    pub(super) fn spoil(&mut self) {
        if self.state == State::Wanted {
            self.state = State::Full;
        }
    }

    fn keep(&mut self, line: &str) {
        if self.text.len() + line.len() < MOST {
            self.text.push_str(line);
            self.text.push('\n');
        } else {
            self.state = State::Full;
        }
    }

    /// A mark ends it. Of a mark that is all of it; what a typed command prints may go on behind the
    /// mark, which can be that of a script that it runs, or a printed one.
    pub(super) fn end_by_mark(&mut self, sink: &mut dyn Sink) {
        let whole = match self.of_mark {
            true => Whole::Whole,
            false => Whole::CutOff,
        };
        self.end(whole, sink);
    }

    /// It ends here.
    pub(super) fn end(&mut self, whole: Whole, sink: &mut dyn Sink) {
        let whole = match self.state {
            State::Wanted => whole,
            State::Full => Whole::CutOff,
            State::Nothing | State::Unwanted => {
                self.state = State::Nothing;
                return;
            }
        };
        self.state = State::Nothing;
        sink.output(&Output {
            text: self.text.strip_suffix('\n').unwrap_or(&self.text),
            line: self.line,
            whole,
        });
    }
}
