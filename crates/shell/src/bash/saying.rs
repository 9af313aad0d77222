//! What a line prints itself, and what its conditions ask: how commands before ended.

use super::super::{Condition, Invocation, Printed, Reach, Said};
use super::context::Context;
use super::holes;
use super::run::Interpreter;
use super::syntax::Test;

impl Interpreter<'_> {
    /// The last command that is listed prints this; `None` where that is not known.
    pub(super) fn says(&mut self, text: Option<&str>, context: &Context, out: &[Invocation]) {
        let Some(last) = out.last() else { return };
        if context.streams.output == Reach::Nothing {
            return;
        }
        let pieces = match text {
            Some(text) => self.pieces(text),
            None => vec![Printed::Unknown],
        };
        self.said.push(Said {
            id: last.shown.id,
            pieces,
            when: context.when.clone(),
            reach: context.streams.output,
        });
    }

    /// A text with what its holes stand for.
    fn pieces(&self, text: &str) -> Vec<Printed> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        for c in text.chars() {
            if c == holes::SEVERAL {
                continue;
            }
            if !holes::is_hole(c) && c != holes::HOME {
                plain.push(c);
                continue;
            }
            if !plain.is_empty() {
                pieces.push(Printed::Text(std::mem::take(&mut plain)));
            }
            pieces.push(self.origins.get(&c).cloned().unwrap_or(Printed::Unknown));
        }
        if !plain.is_empty() {
            pieces.push(Printed::Text(plain));
        }
        pieces
    }

    /// When `[ … ]` or `test …` holds, where it asks how something ended.
    pub(super) fn asked_by_words(&self, words: &[String]) -> Condition {
        let words = match words {
            [name, inner @ .., last] if name == "[" && last == "]" => inner,
            [_, rest @ ..] => rest,
            [] => return Condition::Unknown,
        };
        match words {
            [not, rest @ ..] if not == "!" => self.compared_status(rest).negated(),
            words => self.compared_status(words),
        }
    }

    fn compared_status(&self, words: &[String]) -> Condition {
        match words {
            [left, operator, right] => self.status_against(left, operator, right),
            _ => Condition::Unknown,
        }
    }

    /// `$? -eq 0` and the like: a status on one side, 0 on the other.
    fn status_against(&self, left: &str, operator: &str, right: &str) -> Condition {
        let Some(ended) = self.status_in(left) else {
            return match self.status_in(right) {
                Some(ended) => ended.followed_no_more(),
                None => Condition::Unknown,
            };
        };
        if right.trim() != "0" {
            return ended.followed_no_more();
        }
        match operator {
            "-eq" | "=" | "==" | "-le" => ended,
            "-ne" | "!=" | "-gt" => ended.negated(),
            _ => ended.followed_no_more(),
        }
    }

    /// The status that a word is.
    fn status_in(&self, word: &str) -> Option<Condition> {
        let mut letters = word.chars().filter(|c| *c != holes::SEVERAL);
        let (only, None) = (letters.next()?, letters.next()) else {
            return None;
        };
        match self.origins.get(&only)? {
            Printed::Code(condition) => Some(condition.clone()),
            _ => None,
        }
    }

    /// When the patterns of an arm of `case` fit, where the word is how something ended; `before` says
    /// that of the arms before it.
    pub(super) fn asked_by_case(
        &self,
        word: Option<&str>,
        patterns: &[&str],
        before: &[&str],
    ) -> Condition {
        let Some(ended) = word.and_then(|word| self.status_in(word)) else {
            return Condition::Unknown;
        };
        match (patterns, before) {
            (["0"], []) => ended,
            (["*"], ["0"]) => ended.negated(),
            _ => ended.followed_no_more(),
        }
    }

    /// When `[[ … ]]` holds, where it asks how something ended.
    pub(super) fn asked_by(
        &mut self,
        test: &Test<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Condition {
        match test {
            Test::Not(inner) => self.asked_by(inner, context, out).negated(),
            Test::Binary(left, operator, right) if left.contains('$') => {
                // What stands in it is put in once more, and runs nothing where it is a variable.
                if left.contains(['(', '`']) || right.contains(['$', '`']) {
                    return Condition::Unknown;
                }
                match self.word(left, context, out) {
                    Ok(left) => self.status_against(&left, operator, right),
                    Err(_) => Condition::Unknown,
                }
            }
            _ => Condition::Unknown,
        }
    }

    /// When `(( … ))` holds, where it asks how something ended.
    pub(super) fn asked_by_number(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Condition {
        let text = text.trim();
        let (text, is_turned) = match text.strip_prefix('!') {
            Some(rest) => (rest.trim(), true),
            None => (text, false),
        };
        let mut parts = text.split_whitespace();
        let (Some(left), operator, right, None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Condition::Unknown;
        };
        let name = left.trim_start_matches('$').trim_matches(['{', '}']);
        let is_name = name == "?" || name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !is_name {
            return Condition::Unknown;
        }
        let Ok(left) = self.word(&format!("${{{name}}}"), context, out) else {
            return Condition::Unknown;
        };
        let asked = match (operator, right) {
            (Some(operator), Some(right)) => self.status_against(&left, operator, right),
            // A number that is not 0 holds.
            (None, None) => self.status_against(&left, "!=", "0"),
            _ => Condition::Unknown,
        };
        match is_turned {
            true => asked.negated(),
            false => asked,
        }
    }
}
