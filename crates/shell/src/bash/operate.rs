//! `${name:-word}`, `${name%pattern}` and their kin.

use super::super::{Invocation, Unresolved};
use super::context::Context;
use super::expand::{LONGEST_VALUE, PutIn};
use super::held::Held;
use super::holes;
use super::parameter::{Missing, Operation, Parameter};
use super::pattern::Pattern;
use super::run::Interpreter;
use super::texts::{cased, part_of, replaced, some_of, without_prefix, without_suffix};
use super::value::Sure;

/// What becomes of a text; `None` where that is not known.
type Change = Box<dyn Fn(&str) -> Option<String>>;

impl Interpreter<'_> {
    /// A parameter, with what is done with it.
    pub(super) fn parameter<'k>(
        &mut self,
        parameter: Parameter<'k>,
        written: &str,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        let held = if parameter.indirect {
            self.indirect(parameter, context, out)
        } else {
            self.held(parameter.name, parameter.subscript, context, out)
        };
        if let Operation::Missing(empty, kind, word) = parameter.operation {
            return self.missing(parameter, held, (empty, kind, word), context, out);
        }
        let exempt =
            matches!(parameter.name, "@" | "*") || matches!(parameter.subscript, Some("@" | "*"));
        let unset = match &held {
            Held::Nothing => Sure::Yes,
            Held::Unknown => Sure::Unknown,
            _ => Sure::No,
        };
        let nounset = self.shell.options.nounset;
        if !exempt && unset != Sure::No && nounset != Sure::No {
            let both = unset == Sure::Yes && nounset == Sure::Yes;
            self.abort(
                if both { Sure::Yes } else { Sure::Unknown },
                &format!("${{{written}}}"),
            );
        }
        let reason = |this: &mut Self| match parameter.operation {
            Operation::Plain if !parameter.indirect => {
                let reason = Unresolved::Variable(written.to_owned());
                this.holes.hole(reason).to_string()
            }
            _ => this.hole(&format!("${{{written}}}")),
        };
        let several = exempt && !matches!(parameter.operation, Operation::Length);
        let reason = |this: &mut Self| {
            let hole = reason(this);
            if several {
                super::expand::spread(&hole)
            } else {
                hole
            }
        };
        match self.operated(parameter, held, quoted, context, out) {
            Some(PutIn::Text(text)) if text.len() > LONGEST_VALUE => PutIn::Text(reason(self)),
            Some(found) => found,
            None => PutIn::Text(reason(self)),
        }
    }

    /// `${name:-word}` and its kin.
    pub(super) fn missing<'k>(
        &mut self,
        parameter: Parameter<'k>,
        held: Held,
        (empty, kind, word): (bool, Missing, &'k str),
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        let is_missing = match &held {
            Held::Unknown => Sure::Unknown,
            Held::Nothing => Sure::Yes,
            Held::Text(text) if empty && text.is_empty() => Sure::Yes,
            // What it holds may be empty.
            Held::Text(text)
                if empty
                    && text
                        .chars()
                        .all(|c| holes::has_hole(c.encode_utf8(&mut [0; 4]))) =>
            {
                Sure::Unknown
            }
            Held::Texts(texts, _) if texts.is_empty() => Sure::Yes,
            Held::Texts(texts, _) if empty && texts.iter().all(String::is_empty) => {
                if texts.len() == 1 {
                    Sure::Yes
                } else {
                    Sure::Unknown
                }
            }
            _ => Sure::No,
        };
        let written = format!("${{{}{}…}}", parameter.name, if empty { ":" } else { "" });
        let own = |held: Held| match held {
            Held::Text(text) => PutIn::Text(text),
            Held::Texts(texts, joined) => PutIn::Texts(texts, joined),
            Held::Nothing | Held::Unknown => PutIn::Text(String::new()),
        };
        match (kind, is_missing) {
            (Missing::Other, Sure::No) | (Missing::Default, Sure::Yes) => PutIn::Word(word),
            (Missing::Other, Sure::Yes) => PutIn::Text(String::new()),
            (Missing::Default | Missing::Assign | Missing::Error, Sure::No) => own(held),
            (Missing::Assign, Sure::Yes) => {
                let text = match super::word::pieces_with_blanks(word) {
                    Ok(_) => self.unsplit(word, context, out),
                    Err(_) => self.hole(word),
                };
                match parameter.subscript {
                    None if super::word::name_length(parameter.name) > 0 => {
                        self.store(parameter.name, text.clone());
                    }
                    _ => self.abort(Sure::Unknown, &written),
                }
                PutIn::Text(text)
            }
            (Missing::Error, is_missing) => {
                self.abort(is_missing, &written);
                let _ = self.unsplit(word, context, out);
                PutIn::Text(self.hole(&written))
            }
            (_, Sure::Unknown) => {
                // Whether it is looked at is not known.
                let maybe = super::context::depends(context, &written);
                let before = self.shell.clone();
                let _ = self.unsplit(word, &maybe, out);
                self.shell.meet(&before);
                if kind == Missing::Assign {
                    self.shell.forget(parameter.name);
                }
                PutIn::Text(self.hole(&format!("${{{}:-{word}}}", parameter.name)))
            }
        }
    }

    /// A word within braces as one text.
    pub(super) fn unsplit(
        &mut self,
        word: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        let pattern = self.pattern(word, context, out);
        let mut text = String::with_capacity(pattern.len());
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            text.extend(if c == '\\' {
                chars.next().or(Some(c))
            } else {
                Some(c)
            });
        }
        text
    }

    pub(super) fn operated<'k>(
        &mut self,
        parameter: Parameter<'k>,
        held: Held,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<PutIn<'k>> {
        let (texts, joined) = match held {
            Held::Unknown => {
                self.look_into(parameter.operation, context, out);
                return None;
            }
            Held::Nothing => (Vec::new(), None),
            Held::Text(text) => (vec![text], None),
            Held::Texts(texts, joined) => (texts, Some(joined)),
        };
        let plural = |texts: Vec<String>| match joined {
            Some(joined) => PutIn::Texts(texts, joined),
            None => PutIn::Text(texts.into_iter().next().unwrap_or_default()),
        };
        let change: Change = match parameter.operation {
            Operation::Plain => return Some(plural(texts)),
            Operation::Missing(..) | Operation::Names => return None,
            Operation::Length => {
                if joined.is_some() {
                    return Some(PutIn::Text(texts.len().to_string()));
                }
                let text = texts.first().map_or("", String::as_str);
                return holes::is_known(text)
                    .then(|| PutIn::Text(text.chars().count().to_string()));
            }
            Operation::Slice(from, length) => {
                let from = self.number(from, context, out).ok()?;
                let length = match length {
                    Some(length) => Some(self.number(length, context, out).ok()?),
                    None => None,
                };
                if joined.is_some() {
                    let first = i64::from(matches!(parameter.name, "@" | "*"));
                    return some_of(&texts, from, length, first).map(plural);
                }
                Box::new(move |text| part_of(text, from, length))
            }
            Operation::Prefix(longest, pattern) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                Box::new(move |text| without_prefix(text, &pattern, longest))
            }
            Operation::Suffix(longest, pattern) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                Box::new(move |text| without_suffix(text, &pattern, longest))
            }
            Operation::Replace(place, pattern, with) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                if quoted && with.contains(['"', '\'', '\\']) {
                    return None;
                }
                let with = self.pattern(with, context, out);
                if !holes::is_known(&with) {
                    return None;
                }
                Box::new(move |text| replaced(text, place, &pattern, &with))
            }
            Operation::Case(upper, all, pattern) => {
                let pattern = match pattern {
                    "" => Pattern::new("?", false)?,
                    pattern => self.read_pattern(pattern, context, out)?,
                };
                Box::new(move |text| Some(cased(text, upper, all, &pattern)))
            }
            Operation::Transform(letter) => match letter {
                "U" | "L" | "u" => {
                    let (upper, all) = (letter != "L", letter != "u");
                    let pattern = Pattern::new("?", false)?;
                    Box::new(move |text| Some(cased(text, upper, all, &pattern)))
                }
                _ => return None,
            },
        };
        let mut changed = Vec::with_capacity(texts.len());
        for text in &texts {
            if !holes::is_known(text) {
                return None;
            }
            changed.push(change(text)?);
        }
        Some(plural(changed))
    }

    pub(super) fn read_pattern(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<Pattern> {
        let pattern = self.pattern(raw, context, out);
        if !holes::is_known(&pattern) {
            return None;
        }
        Pattern::new(&pattern, self.shell.options.extglob != Sure::No)
    }

    /// What is run within the words of an operation, whose result is not known anyway.
    pub(super) fn look_into(
        &mut self,
        operation: Operation<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        match operation {
            Operation::Plain | Operation::Length | Operation::Names | Operation::Transform(_) => {}
            Operation::Missing(_, _, word)
            | Operation::Prefix(_, word)
            | Operation::Suffix(_, word)
            | Operation::Case(_, _, word) => {
                let _ = self.pattern(word, context, out);
            }
            Operation::Replace(_, pattern, with) => {
                let _ = self.pattern(pattern, context, out);
                let _ = self.pattern(with, context, out);
            }
            Operation::Slice(from, length) => {
                let _ = self.number(from, context, out);
                if let Some(length) = length {
                    let _ = self.number(length, context, out);
                }
            }
        }
    }
}
