//! `$( … )` in a text: PowerShell first looks for its end, and then reads what it has cut out.

use super::super::ast::{Block, Newer, Refusal};
use super::Parser;
use super::characters::is_double;
use super::token::Mode;

impl Parser<'_> {
    /// The statements behind the dollar at a place, and where they end. In quotes, two double
    /// quotes in them are one.
    pub(super) fn nested(&mut self, dollar: usize, in_quotes: bool) -> (Block, usize) {
        let (end, doubled) = self.cut(dollar, in_quotes);
        let block = if doubled.is_empty() {
            self.part_alone(dollar, end)
        } else {
            self.rewritten(dollar, end, &doubled)
        };
        (block, end)
    }

    /// Where the brackets are even, whatever quotes stand between, and the characters to leave
    /// out.
    fn cut(&mut self, dollar: usize, in_quotes: bool) -> (usize, Vec<usize>) {
        let mut at = dollar + 2;
        let mut open = 1_usize;
        let mut doubled = Vec::new();
        while let Some(c) = self.char_at(at) {
            let after = at + c.len_utf8();
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                c if in_quotes && (c == '`' || is_double(c)) => {
                    if let Some(second) = self.char_at(after).filter(|c| is_double(*c)) {
                        doubled.push(at);
                        at = after + second.len_utf8();
                        continue;
                    }
                }
                _ => {}
            }
            at = after;
            if open == 0 {
                return (at, doubled);
            }
        }
        self.missing(at, Refusal::Unclosed);
        (at, doubled)
    }

    /// Reads a part of the text as if it were all.
    fn part_alone(&mut self, start: usize, end: usize) -> Block {
        let part = std::mem::replace(&mut self.part, start..end);
        let before = (self.at, self.last);
        self.at = start;
        self.seen = None;
        let block = self.statements_alone();
        (self.at, self.last) = before;
        self.part = part;
        self.seen = None;
        if self.faults.is_halted() {
            self.part.end = self.at;
        }
        block
    }

    /// Reads a part of the text without some of its characters.
    fn rewritten(&mut self, start: usize, end: usize, without: &[usize]) -> Block {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut without = without.iter().peekable();
        for (offset, c) in self.slice(start..end).char_indices() {
            let at = start + offset;
            if without.next_if(|gone| **gone == at).is_some() {
                continue;
            }
            text.push(c);
            let place = self.place(at);
            places.extend((0..c.len_utf8()).map(|byte| place + byte));
        }
        places.push(self.place(end));
        let mut inner = Parser::new(&text);
        inner.places = Some(places);
        inner.depth = self.depth;
        inner.fuel = self.fuel;
        inner.data = self.data.clone();
        let block = inner.statements_alone();
        self.fuel = inner.fuel;
        self.tall = self.tall.max(inner.tall);
        match inner.newer {
            Some(Newer::Refused(at)) => self.newer = Some(Newer::Refused(at)),
            newer => self.newer = self.newer.or(newer),
        }
        self.faults.add(&inner.faults);
        if self.faults.is_halted() {
            self.halt();
        }
        block
    }

    fn statements_alone(&mut self) -> Block {
        let block = self.deeper(|parser| {
            parser.in_mode(Mode::Command, |parser| {
                let open = parser.peek();
                parser.take(open);
                Some(parser.statements_to_bracket(open))
            })
        });
        block.unwrap_or_default()
    }
}
