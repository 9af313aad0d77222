//! Numbers.
//!
//! Rule: about_Numeric_Literals.

use super::Parser;
use super::characters::{ends_number, ends_word, is_dash};
use super::token::Mode;

impl Parser<'_> {
    /// The end of the number that begins here, if it is nothing but a number.
    pub(super) fn number(&mut self, start: usize, ends_at_ternary: bool) -> Option<usize> {
        let rest = self.slice(start..self.part.end);
        let sign = rest
            .chars()
            .next()
            .filter(|c| is_dash(*c) || *c == '+')
            .map_or(0, char::len_utf8);
        let digits = measure(&rest[sign..])?;
        let end = sign + digits.length;
        let ends = match rest[end..].chars().next() {
            None => true,
            Some(c) if ends_word(c) => true,
            Some(c) if self.mode == Mode::Expression => {
                ends_number(c) || ends_at_ternary && matches!(c, '?' | ':')
            }
            Some(_) => false,
        };
        if !ends {
            return None;
        }
        if digits.needs_seven {
            self.differs_in_seven(start);
        }
        Some(start + end)
    }
}

struct Measured {
    length: usize,
    /// `0b1`, `1u`: PowerShell 5.1 does not know them.
    needs_seven: bool,
}

/// How long the digits with all that belongs to them are.
fn measure(text: &str) -> Option<Measured> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).map(u8::to_ascii_lowercase);
    let run = |from: usize, is: fn(&u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|b| is(b)).count()
    };
    let exponent = |at: usize| -> Option<usize> {
        if byte(at) != Some(b'e') {
            return Some(at);
        }
        let after = text.get(at + 1..)?;
        let sign = after
            .chars()
            .next()
            .filter(|c| is_dash(*c) || *c == '+')
            .map_or(0, char::len_utf8);
        let digits = run(at + 1 + sign, u8::is_ascii_digit);
        (digits > 0).then_some(at + 1 + sign + digits)
    };
    let mut needs_seven = false;
    let mut end = match (byte(0)?, byte(1)) {
        (b'.', _) => {
            let digits = run(1, u8::is_ascii_digit);
            if digits == 0 {
                return None;
            }
            exponent(1 + digits)?
        }
        (b'0', Some(b'x')) => 2 + run(2, u8::is_ascii_hexdigit),
        (b'0', Some(b'b')) if matches!(byte(2), Some(b'0' | b'1')) => {
            needs_seven = true;
            2 + run(2, |b| matches!(b, b'0' | b'1'))
        }
        (b'0'..=b'9', _) => {
            let whole = run(0, u8::is_ascii_digit);
            match (byte(whole), byte(whole + 1)) {
                // `1..3`
                (Some(b'.'), Some(b'.')) => whole,
                (Some(b'.'), _) => {
                    let fraction = run(whole + 1, u8::is_ascii_digit);
                    exponent(whole + 1 + fraction)?
                }
                (Some(b'e'), _) => exponent(whole)?,
                _ => whole,
            }
        }
        _ => return None,
    };
    match byte(end) {
        Some(b'u') => {
            needs_seven = true;
            end += 1;
            if matches!(byte(end), Some(b'l' | b's' | b'y')) {
                end += 1;
            }
        }
        Some(b's' | b'y' | b'n') => {
            needs_seven = true;
            end += 1;
        }
        Some(b'l' | b'd') => end += 1,
        _ => {}
    }
    if matches!(byte(end), Some(b'k' | b'm' | b'g' | b't' | b'p')) {
        if byte(end + 1) != Some(b'b') {
            return None;
        }
        end += 2;
    }
    Some(Measured {
        length: end,
        needs_seven,
    })
}
