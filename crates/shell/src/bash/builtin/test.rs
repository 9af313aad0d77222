//! `[`, `test` and `[[`: what is known decides. What only the files could tell is not known.

use super::super::super::Invocation;
use super::super::arithmetic::NoValue;
use super::super::context::{Context, depends};
use super::super::flow::Status;
use super::super::holes;
use super::super::pattern::Pattern;
use super::super::run::Interpreter;
use super::super::syntax::Test;
use super::super::value::{Content, Sure};

/// How deep brackets and `!` may lie in each other.
const DEEPEST: usize = 16;

impl Interpreter<'_> {
    /// `[ … ]` and `test …`.
    pub(super) fn tested(&mut self, words: &[String]) -> Status {
        let words = match words {
            [name, inner @ .., last] if name == "[" && last == "]" => inner,
            [name, ..] if name == "[" => return Status::Is(2),
            [_, rest @ ..] => rest,
            [] => return Status::Unknown,
        };
        // A word that is not known may be any number of words.
        if words.iter().any(|word| holes::has_hole(word)) {
            return Status::Unknown;
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.by_count(&words, 0)
    }

    /// What POSIX says by the number of words.
    fn by_count(&mut self, words: &[&str], depth: usize) -> Status {
        if depth > DEEPEST {
            return Status::Unknown;
        }
        match words {
            [] => Status::Is(1),
            [word] => Status::of(Some(!word.is_empty())),
            ["!", rest @ ..] if words.len() <= 4 && !(words.len() == 3 && is_binary(words[1])) => {
                self.by_count(rest, depth + 1).negated()
            }
            [operator, word] => self.unary(operator, word),
            [left, operator, right] if is_binary(operator) => self.compared(left, operator, right),
            [left, "-a", right] => Status::of(Some(!left.is_empty() && !right.is_empty())),
            [left, "-o", right] => Status::of(Some(!left.is_empty() || !right.is_empty())),
            ["(", word, ")"] => Status::of(Some(!word.is_empty())),
            ["(", inner @ .., ")"] if words.len() == 4 => self.by_count(inner, depth + 1),
            _ => self.alternatives(words, depth + 1),
        }
    }

    /// `… -o …`, which binds least, and `… -a …`.
    fn alternatives(&mut self, words: &[&str], depth: usize) -> Status {
        if words.len() < 5 || words.iter().any(|word| matches!(*word, "(" | ")")) {
            return Status::Unknown;
        }
        for operator in ["-o", "-a"] {
            if words.contains(&operator) {
                let all: Vec<Option<bool>> = words
                    .split(|word| *word == operator)
                    .map(|part| match part {
                        [] => None,
                        part if part.len() > 3 => self.alternatives(part, depth).holds(),
                        part => self.by_count(part, depth).holds(),
                    })
                    .collect();
                let decides = operator == "-o";
                return Status::of(if all.contains(&Some(decides)) && !all.contains(&None) {
                    Some(decides)
                } else if all.iter().all(|holds| *holds == Some(!decides)) {
                    Some(!decides)
                } else {
                    None
                });
            }
        }
        Status::Unknown
    }

    fn unary(&mut self, operator: &str, word: &str) -> Status {
        match operator {
            "-n" => Status::of(Some(!word.is_empty())),
            "-z" => Status::of(Some(word.is_empty())),
            "-v" => Status::of(self.is_set(word)),
            "-a" | "-b" | "-c" | "-d" | "-e" | "-f" | "-g" | "-h" | "-k" | "-p" | "-r" | "-s"
            | "-u" | "-w" | "-x" | "-G" | "-L" | "-N" | "-O" | "-S"
                if word.is_empty() =>
            {
                Status::Is(1)
            }
            _ => Status::Unknown,
        }
    }

    fn is_set(&self, name: &str) -> Option<bool> {
        if super::super::word::name_length(name) != name.len() {
            return None;
        }
        match self.content_of(name) {
            Content::Unknown => None,
            Content::Unset => Some(false),
            Content::Text(_) => Some(true),
            Content::List(texts) => Some(texts.contains_key(&0)),
            Content::Map(texts) => Some(texts.contains_key("0")),
        }
    }

    fn compared(&mut self, left: &str, operator: &str, right: &str) -> Status {
        let texts = holes::is_known(left) && holes::is_known(right);
        match operator {
            "=" | "==" if texts => Status::of(Some(left == right)),
            "!=" if texts => Status::of(Some(left != right)),
            "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge" => {
                let number = |text: &str| text.trim().parse::<i64>();
                match (number(left), number(right)) {
                    (Ok(left), Ok(right)) => Status::of(ordered(left, operator, right)),
                    _ if texts => Status::Is(2),
                    _ => Status::Unknown,
                }
            }
            _ => Status::Unknown,
        }
    }

    /// `[[ … ]]`.
    pub(in super::super) fn condition(
        &mut self,
        test: &Test<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<bool> {
        match test {
            Test::Word(word) => {
                let word = self.word(word, context, out).ok()?;
                is_full(&word)
            }
            Test::Unary(operator, word) => {
                let word = self.word(word, context, out).ok()?;
                match *operator {
                    "-n" => is_full(&word),
                    "-z" => is_full(&word).map(|full| !full),
                    _ if !holes::is_known(&word) => None,
                    operator => self.unary(operator, &word).holds(),
                }
            }
            Test::Binary(left, operator, right) => {
                self.held_against(left, operator, right, context, out)
            }
            Test::Not(test) => self.condition(test, context, out).map(|holds| !holds),
            Test::And(tests) => self.all(tests, true, context, out),
            Test::Or(tests) => self.all(tests, false, context, out),
        }
    }

    /// Tests one after the other, up to the first that decides.
    fn all(
        &mut self,
        tests: &[Test<'_>],
        goes_on: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<bool> {
        let mut context = context.clone();
        let mut all = Some(goes_on);
        for test in tests {
            let before = (all.is_none()).then(|| self.shell.clone());
            let holds = self.condition(test, &context, out);
            if let Some(before) = before {
                self.shell.join(&before);
            }
            match holds {
                Some(holds) if holds != goes_on => return Some(holds),
                Some(_) => {}
                None => {
                    all = None;
                    context = depends(&context, if goes_on { "&&" } else { "||" });
                }
            }
        }
        all
    }

    fn held_against(
        &mut self,
        left: &str,
        operator: &str,
        right: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<bool> {
        let left = self.word(left, context, out).ok()?;
        match operator {
            "=" | "==" | "!=" => {
                let pattern = self.pattern(right, context, out);
                if self.shell.options.others != Sure::No
                    || !holes::is_known(&left)
                    || !holes::is_known(&pattern)
                {
                    return None;
                }
                let pattern = Pattern::new(&pattern, true)?;
                Some(pattern.matches(&left) == (operator != "!="))
            }
            "=~" => {
                let pattern = self.pattern(right, context, out);
                self.shell.forget("BASH_REMATCH");
                if self.shell.options.others != Sure::No
                    || !holes::is_known(&left)
                    || !holes::is_known(&pattern)
                {
                    return None;
                }
                simple_expression(&left, &pattern)
            }
            "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge" => {
                let right = self.word(right, context, out).ok()?;
                let mut number = |text: &str| match self.number(text, context, out) {
                    Ok(number) => Some(Ok(number)),
                    Err(NoValue::Error) => Some(Err(())),
                    Err(NoValue::Unknown) => None,
                };
                match (number(&left)?, number(&right)?) {
                    (Ok(left), Ok(right)) => ordered(left, operator, right),
                    _ => Some(false),
                }
            }
            _ => {
                let _ = self.word(right, context, out);
                None
            }
        }
    }
}

/// Whether a text is not empty, which one that is not known may be.
fn is_full(text: &str) -> Option<bool> {
    if holes::has_hole(text) {
        let known = text
            .chars()
            .any(|c| holes::is_known(c.encode_utf8(&mut [0; 4])));
        return known.then_some(true);
    }
    Some(!text.is_empty())
}

fn ordered(left: i64, operator: &str, right: i64) -> Option<bool> {
    Some(match operator {
        "-eq" => left == right,
        "-ne" => left != right,
        "-lt" => left < right,
        "-le" => left <= right,
        "-gt" => left > right,
        "-ge" => left >= right,
        _ => return None,
    })
}

fn is_binary(operator: &str) -> bool {
    matches!(
        operator,
        "=" | "=="
            | "!="
            | "<"
            | ">"
            | "-eq"
            | "-ne"
            | "-lt"
            | "-le"
            | "-gt"
            | "-ge"
            | "-nt"
            | "-ot"
            | "-ef"
    )
}

/// A regular expression of plain characters, with `^` and `$` at its ends; `None` for others.
fn simple_expression(text: &str, pattern: &str) -> Option<bool> {
    let (start, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (end, rest) = match rest.strip_suffix('$') {
        Some(rest) if !rest.ends_with('\\') => (true, rest),
        _ => (false, rest),
    };
    let mut plain = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.push(chars.next()?),
            c if c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | ':' | ',') => {
                plain.push(c)
            }
            _ => return None,
        }
    }
    Some(match (start, end) {
        (true, true) => text == plain,
        (true, false) => text.starts_with(&plain),
        (false, true) => text.ends_with(&plain),
        (false, false) => text.contains(&plain),
    })
}
