//! The grammar of bash 5.2: a text as statements, or why bash does not take it.
//!
//! It goes the way of bash's own reader, token by token: what a word is depends on the tokens before
//! it. It borrows from the text, needs linear time, and bounds how deep things may lie in each other.

mod compound;
mod condition;
mod enclosed;
mod heredoc;
mod lexer;
mod reader;
mod redirect;
mod simple;
mod statement;
mod token;
mod word;

pub(super) use enclosed::{Enclosed, enclosed};

use super::syntax::Statement;
use reader::Reader;

/// How deep statements, substitutions and brackets may lie in each other.
const DEEPEST: usize = 64;

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script<'a> {
    /// Its statements by the lines that bash reads at once. Those of a line are run before the next
    /// line is read.
    pub(super) lines: Vec<Vec<Statement<'a>>>,
    /// How it ends.
    pub(super) ending: Ending,
}

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// All of it was read.
    Whole,
    /// All of it was read, but a here-document has no end. A prompt asks for it; elsewhere it ends with
    /// the text.
    OpenHeredoc,
    /// From here on it is not complete: a prompt asks for more, and nothing of it is run.
    Incomplete(usize),
    /// What begins at `from` is refused: nothing of it is run. A prompt goes on at `next`.
    Refused {
        /// Where the line begins that is refused.
        from: usize,
        /// Where the line ends.
        next: usize,
    },
    /// From here on it is not read: it lies too deep, or is written in a way that nobody writes.
    Unread(usize),
}

/// What may be different from shell to shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Settings {
    /// `shopt -s extglob`: `!(a|b)` is part of a word.
    pub(super) extended_patterns: bool,
    /// The text was typed at a prompt, where a line without an end is not complete.
    pub(super) typed: bool,
}

/// Why reading stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// The text ends too early.
    Incomplete,
    /// Bash refuses it.
    Refused,
    /// It is not read.
    Unread,
}

/// Reads a text.
pub(super) fn parse(text: &str, settings: Settings) -> Script<'_> {
    let mut parser = Reader::new(text, settings);
    let mut lines = Vec::new();
    loop {
        let from = parser.place();
        match parser.line() {
            Ok(Some(line)) if line.is_empty() => {}
            Ok(Some(line)) => lines.push(line),
            Ok(None) => break,
            Err(stop) => {
                parser.fill_in(&mut lines);
                let ending = match stop {
                    Stop::Incomplete => Ending::Incomplete(from),
                    Stop::Refused => Ending::Refused {
                        from,
                        next: parser.next_line(),
                    },
                    Stop::Unread => Ending::Unread(from),
                };
                return Script { lines, ending };
            }
        }
    }
    parser.fill_in(&mut lines);
    let ending = if parser.open_document() {
        Ending::OpenHeredoc
    } else {
        Ending::Whole
    };
    Script { lines, ending }
}

/// Whether bash would run the text at a prompt, and not ask for another line.
pub fn is_complete(text: &str) -> bool {
    let mut typed = String::with_capacity(text.len() + 1);
    typed.push_str(text);
    typed.push('\n');
    let mut rest = typed.as_str();
    loop {
        let settings = Settings {
            typed: true,
            ..Settings::default()
        };
        match parse(rest, settings).ending {
            Ending::Whole | Ending::Unread(_) => return true,
            Ending::OpenHeredoc | Ending::Incomplete(_) => return false,
            Ending::Refused { next, .. } => match rest.get(next..) {
                Some(after) if next > 0 => rest = after,
                _ => return true,
            },
        }
    }
}
