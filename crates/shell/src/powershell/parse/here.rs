//! Here-strings: `@"` … `"@`, each on a line of its own.

use super::super::ast::{Expression, Refusal};
use super::Parser;
use super::characters::{is_blank, is_double, is_newline, is_single};
use super::text::{Inside, Pieces};

impl Parser<'_> {
    pub(super) fn here_string(&mut self, start: usize) -> Expression {
        let mut pieces = Pieces::default();
        let end = self.here(start, &mut pieces);
        self.took(end);
        Expression {
            kind: pieces.done(),
            span: self.span(start),
        }
    }

    fn here(&mut self, start: usize, pieces: &mut Pieces) -> usize {
        let Some(quote) = self.char_at(start + 1) else {
            return start + 1;
        };
        let is_expanding = is_double(quote);
        let closes = if is_expanding { is_double } else { is_single };
        let mut at = start + 1 + quote.len_utf8();
        while let Some(c) = self.char_at(at).filter(|c| is_blank(*c)) {
            at += c.len_utf8();
        }
        match self.char_at(at) {
            None => {
                self.missing(at, Refusal::Unclosed);
                return at;
            }
            Some(c) if !is_newline(c) => {
                self.refuse(Refusal::Unexpected);
                return self.here_in_line(at, quote);
            }
            Some(_) => at = self.line_break(at),
        }
        // The last line break belongs to what closes the text.
        let mut length = pieces.length();
        let mut begins_line = true;
        while let Some(c) = self.char_at(at) {
            if begins_line && closes(c) && self.char_at(at + c.len_utf8()) == Some('@') {
                pieces.truncate(length);
                return at + c.len_utf8() + 1;
            }
            begins_line = is_newline(c);
            if begins_line {
                length = pieces.length();
                let end = self.line_break(at);
                pieces.extend(self.slice(at..end));
                at = end;
            } else if is_expanding {
                at = self.piece(at, c, pieces, Inside::HereString);
            } else {
                pieces.push(c);
                at += c.len_utf8();
            }
        }
        self.missing(at, Refusal::Unclosed);
        at
    }

    /// Behind a head that is not alone on its line: up to a foot on the same line.
    fn here_in_line(&self, at: usize, quote: char) -> usize {
        let line = self.slice(at..self.line_end(at));
        let foot = [quote, '@'].iter().collect::<String>();
        match line.find(&foot) {
            Some(found) => at + found + foot.len(),
            None => at + line.len(),
        }
    }

    /// Behind the line break at a place.
    fn line_break(&self, at: usize) -> usize {
        if self.slice(at..self.part.end).starts_with("\r\n") {
            at + 2
        } else {
            at + 1
        }
    }
}
