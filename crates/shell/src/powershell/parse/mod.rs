//! From text to statements, in PowerShell's two modes: expressions, and the words of a command.
//!
//! Rules: the language specification, about_Parsing, about_Quoting_Rules and
//! about_Operator_Precedence; where these leave something open, what PowerShell 7.6 does. A
//! recursive descent that goes on behind a fault as PowerShell does, since only the whole text
//! tells whether PowerShell would wait for another line.
//!
//! The text is hostile: how deep it nests and how often a place is looked at is bounded.

mod argument; // The words of a command.
mod attribute; // `[type]` and `[Attribute(…)]`.
mod block; // What stands between braces, and its parameters.
mod characters; // What a character may begin and end.
mod check; // What parses and is refused all the same.
mod class; // `class`, `enum`, `using`.
mod command; // A command with its words.
mod condition; // `if`, `switch`.
mod control; // `try`, `trap`, `data`, jumps.
mod expression; // Operators and what they join.
mod fault; // What is wrong with a text.
mod function; // `function`, `filter`.
mod here; // Here-strings.
mod lex; // From characters to tokens.
mod loops; // `foreach`, `for`, `while`, `do`.
mod member; // `.name`, `::name`, `[index]`.
mod nested; // `$( … )` in a text.
mod number; // Numbers.
mod operator; // Operators that begin with a dash.
mod pipeline; // Pipelines, assignments, and what joins them.
mod primary; // Literals, variables and brackets.
mod recent; // Texts that were parsed before.
mod redirection; // `> file`, `2>&1`.
mod statement; // Statements, one after the other.
mod text; // Words and quoted texts.
mod token; // The tokens.
mod variable; // `$name`, `${name}`.

use std::ops::Range;

use super::ast::{Newer, Refusal, Refused, Script};
use fault::Faults;
pub(super) use recent::recent;
use token::{Mode, Token};

/// Whether a word is a keyword, so that it may begin more than a command.
pub(super) fn begins_statement(word: &str) -> bool {
    token::Keyword::of(word).is_some()
}

/// How deep blocks, parentheses and operators may nest.
const DEPTH: u32 = 48;

/// How tall the tree of an expression may become, by operators that are joined from the left.
const TALLEST: u32 = 160;

/// Parses a text, as far as it makes sense.
pub(super) fn parse(text: &str) -> Script {
    let mut parser = Parser::new(text);
    let mut script = parser.script();
    // The statements before the faulty one are whole.
    let at = parser.faulty.unwrap_or(0);
    script.refused = parser.faults.reason().map(|reason| Refused { at, reason });
    script.is_unfinished = parser.faults.is_unfinished();
    script.newer = parser.newer;
    script
}

struct Parser<'t> {
    text: &'t str,
    /// Where the next token is looked for.
    at: usize,
    /// The end of the token that was taken last.
    last: usize,
    /// The part of the text that is read: all of it, or a `$( … )` in a quoted text.
    part: Range<usize>,
    mode: Mode,
    /// Whether a comma joins, or belongs to whoever asked for an expression.
    joins_by_comma: bool,
    depth: u32,
    tall: u32,
    /// How many tokens may still be read.
    fuel: usize,
    seen: Option<Seen>,
    faults: Faults,
    /// Where the statement begins in which the first fault is.
    faulty: Option<usize>,
    /// What only PowerShell 7 understands.
    newer: Option<Newer>,
    /// What may be called in the `data` that is being read.
    data: Option<Vec<String>>,
    /// The places of the characters in the whole text, where this one was made from it.
    places: Option<Vec<usize>>,
}

/// The token that was looked at last, and how.
#[derive(Clone, Copy)]
struct Seen {
    at: usize,
    mode: Mode,
    is_operand: bool,
    ends_at_ternary: bool,
    token: Token,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        // A mark of the byte order is no part of what is typed.
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            at,
            last: at,
            part: 0..text.len(),
            mode: Mode::Command,
            joins_by_comma: true,
            depth: 0,
            tall: 0,
            fuel: text.len().saturating_mul(100).saturating_add(10_000),
            seen: None,
            faults: Faults::default(),
            faulty: None,
            newer: None,
            data: None,
            places: None,
        }
    }

    /// Goes one level deeper, if there may be another.
    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEPTH {
            self.halt();
            return None;
        }
        self.depth += 1;
        let tall = std::mem::take(&mut self.tall);
        let parsed = parse(self);
        self.tall = tall.max(self.tall + 1);
        self.depth -= 1;
        parsed
    }

    /// Counts what is joined from the left: the tree becomes taller without nesting in the text.
    fn join(&mut self) {
        self.tall += 1;
        if self.tall > TALLEST {
            self.halt();
        }
    }

    /// Gives up: whatever is asked for next, the text has ended.
    fn halt(&mut self) {
        self.faults.halt();
        self.seen = None;
        self.part.end = self.at;
    }

    /// Reads in another mode.
    fn in_mode<T>(&mut self, mode: Mode, parse: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.mode, mode);
        let parsed = parse(self);
        self.mode = before;
        parsed
    }

    /// Reads where a comma joins, or does not.
    fn with_commas<T>(&mut self, join: bool, parse: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.joins_by_comma, join);
        let parsed = parse(self);
        self.joins_by_comma = before;
        parsed
    }

    /// The place in the whole text.
    fn place(&self, at: usize) -> usize {
        match &self.places {
            Some(places) => places.get(at).or(places.last()).copied().unwrap_or(0),
            None => at,
        }
    }

    /// From a place to the end of what was taken last.
    fn span(&self, start: usize) -> Range<usize> {
        let start = self.place(start);
        start..self.place(self.last).max(start)
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.slice(at..self.part.end).chars().next()
    }

    /// Notes that PowerShell 3 to 5.1 refuses what stands here.
    fn needs_seven(&mut self, at: usize) {
        if !matches!(self.newer, Some(Newer::Refused(_))) {
            self.newer = Some(Newer::Refused(self.place(at)));
        }
    }

    /// Notes that PowerShell 3 to 5.1 takes what stands here for something else.
    fn differs_in_seven(&mut self, at: usize) {
        self.newer.get_or_insert(Newer::Otherwise(self.place(at)));
    }

    /// Something is wrong that no further line could mend.
    fn refuse(&mut self, reason: Refusal) {
        self.faults.refuse(reason);
    }

    /// Something is missing behind a place; if nothing else stands there, PowerShell waits for it.
    fn missing(&mut self, end: usize, reason: Refusal) {
        let waits = self.ends_behind(end);
        self.faults.missing(reason, waits);
    }

    /// Whether nothing but blanks and comments stands behind a place. A line break is more: the
    /// reader has been told to go on.
    fn ends_behind(&self, end: usize) -> bool {
        // PowerShell counts places in the whole text, and holds them against the length of the
        // part that it reads.
        let counted = self.place(end);
        if counted >= self.part.len() {
            return true;
        }
        let mut at = self.part.start + counted;
        loop {
            match self.char_at(at) {
                None => return self.text.is_char_boundary(at),
                Some('#') => at = self.line_end(at),
                Some('<') if self.char_at(at + 1) == Some('#') => {
                    at = self.comment_end(at).unwrap_or(self.part.end);
                }
                Some(c) if characters::is_blank(c) => at += c.len_utf8(),
                Some(_) => return false,
            }
        }
    }
}
