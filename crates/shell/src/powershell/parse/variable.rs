//! Variables: `$name`, `${name}`, `$scope:name`, `@name`.
//!
//! Rule: about_Variables, about_Scopes.

use super::super::ast::Refusal;
use super::Parser;
use super::characters::{begins_variable, ends_word, is_double, is_name};
use super::token::{Kind, Mode};

/// The end of a variable, and what it is called.
pub(super) struct Named {
    pub(super) end: usize,
    /// Lower case, with its scope or drive.
    pub(super) name: String,
}

impl Parser<'_> {
    /// The variable that begins at a dollar or `@`, unless it is only the beginning of a word.
    pub(super) fn variable_at(&mut self, start: usize, is_splatted: bool) -> Option<(Kind, usize)> {
        let named = self.named(start, false)?;
        if self.mode == Mode::Command
            && let Some(c) = self.char_at(named.end)
            && !ends_word(c)
        {
            // Whatever else follows makes it a part of a word.
            let goes_on = match (self.char_at(start + 1), c) {
                (Some('$' | '?' | '^'), _) => false,
                (_, '.' | '[') => true,
                (Some('{'), _) => false,
                (_, c) => matches!(c, '=' | ':'),
            };
            if !goes_on {
                return None;
            }
        }
        let kind = if is_splatted {
            Kind::Splatted
        } else {
            Kind::Variable
        };
        Some((kind, named.end))
    }

    /// The name behind a dollar, if one stands there.
    pub(super) fn named(&mut self, dollar: usize, in_text: bool) -> Option<Named> {
        let start = dollar + 1;
        match self.char_at(start)? {
            '{' if self.char_at(dollar) == Some('$') => Some(self.braced(start, in_text)),
            c @ ('$' | '?' | '^') => Some(Named {
                end: start + 1,
                name: c.to_string(),
            }),
            c if begins_variable(c) => {
                let mut end = start;
                while let Some(c) = self.char_at(end) {
                    // `$a::b` is a member of what `$a` is.
                    let is_part = match c {
                        ':' => self.char_at(end + 1) != Some(':'),
                        c => is_name(c) || c == '?',
                    };
                    if !is_part {
                        break;
                    }
                    end += c.len_utf8();
                }
                let name = self.slice(start..end).to_lowercase();
                self.check_variable(&name);
                Some(Named { end, name })
            }
            _ => None,
        }
    }

    /// `{name}`, in which a backtick takes the next character as it is.
    fn braced(&mut self, open: usize, in_text: bool) -> Named {
        let mut name = String::new();
        let mut end = open + 1;
        let mut is_closed = false;
        while let Some(c) = self.char_at(end) {
            end += c.len_utf8();
            match c {
                '}' => {
                    is_closed = true;
                    break;
                }
                '`' => {
                    let (escaped, after) = self.escaped(end);
                    name.extend(escaped);
                    end = after;
                }
                '{' => {
                    self.refuse(Refusal::BadVariable);
                    name.push(c);
                }
                c if in_text && is_double(c) => {
                    name.push(c);
                    if let Some(second) = self.char_at(end).filter(|c| is_double(*c)) {
                        end += second.len_utf8();
                    }
                }
                c => name.push(c),
            }
        }
        if !is_closed {
            self.missing(end, Refusal::Unclosed);
        } else if name.is_empty() {
            self.refuse(Refusal::BadVariable);
        } else {
            self.check_variable(&name);
        }
        Named {
            end,
            name: name.to_lowercase(),
        }
    }

    /// `$p:` names a drive, and nothing on it.
    fn check_variable(&mut self, name: &str) {
        if name.ends_with(':') {
            self.refuse(Refusal::BadVariable);
        }
    }
}
