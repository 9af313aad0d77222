//! `read` and `mapfile`.

use std::ops::Range;

use super::super::super::Invocation;
use super::super::context::{Context, Input};
use super::super::flow::Status;
use super::super::holes;
use super::super::io::Stream;
use super::super::run::Interpreter;
use super::super::value::Content;

/// What the options of `read` say.
#[derive(Debug, Default)]
struct Options {
    raw: bool,
    array: Option<String>,
    delimiter: Option<char>,
    to_the_end: bool,
    unclear: bool,
}

impl Interpreter<'_> {
    pub(super) fn read_line(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        self.noted(words, span, context, out);
        let mut options = Options::default();
        let mut at = 1;
        while let Some(word) = words
            .get(at)
            .filter(|word| word.len() > 1 && word.starts_with('-'))
        {
            at += 1;
            if word == "--" {
                break;
            }
            let mut letters = word[1..].chars();
            while let Some(letter) = letters.next() {
                if !"adinNptu".contains(letter) {
                    match letter {
                        'r' => options.raw = true,
                        's' | 'e' => {}
                        _ => options.unclear = true,
                    }
                    continue;
                }
                let rest: String = letters.by_ref().collect();
                let value = if rest.is_empty() {
                    at += 1;
                    words.get(at - 1).cloned().unwrap_or_default()
                } else {
                    rest
                };
                match letter {
                    'a' => options.array = Some(value),
                    'd' => match value.chars().next() {
                        Some(c) => options.delimiter = Some(c),
                        None => options.to_the_end = true,
                    },
                    'p' | 'i' | 't' => {}
                    _ => options.unclear = true,
                }
            }
        }
        let names = words.get(at..).unwrap_or_default().to_vec();
        let line = self.next_line(&options, context);
        let bad = names
            .iter()
            .any(|name| super::super::word::name_length(name) != name.len());
        let (line, whole) = match line {
            Some(read) if !bad && !options.unclear => read,
            _ => {
                for name in names.iter().chain(&options.array) {
                    if holes::has_hole(name) {
                        self.shell.forget_variables();
                    }
                    let (array, _) = super::super::held::subscripted(name);
                    self.shell.forget(array);
                }
                if names.is_empty() {
                    self.shell.forget("REPLY");
                }
                return Status::Unknown;
            }
        };
        let status = Status::of(Some(whole));
        let Some(separators) = self.separators() else {
            for name in names.iter().chain(&options.array) {
                self.shell.forget(name);
            }
            return status;
        };
        if let Some(array) = options.array {
            if holes::is_known(&line) {
                let parts = parts(&line, &separators, usize::MAX);
                let target = self.shell.target(&array);
                if let Some(target) = target {
                    self.shell.edit(&target).content = Content::list(parts);
                }
            } else {
                self.shell.forget(&array);
            }
            return status;
        }
        if names.is_empty() {
            self.store("REPLY", line);
            return status;
        }
        if names.len() > 1 && !holes::is_known(&line) {
            for name in &names {
                self.shell.forget(name);
            }
            return status;
        }
        let mut parts = parts(&line, &separators, names.len()).into_iter();
        for name in &names {
            let part = parts.next().unwrap_or_default();
            self.store(name, part);
        }
        status
    }

    /// The next line of the input, and whether it has an end; `None` where that is not known.
    fn next_line(&mut self, options: &Options, context: &Context) -> Option<(String, bool)> {
        if context.input == Input::Nothing {
            return Some((String::new(), false));
        }
        let Input::Stream(at) = context.input else {
            return None;
        };
        let Some(Stream::Text(text)) = self.shell.io.streams.get(at).cloned() else {
            self.eats(context);
            return None;
        };
        if options.unclear || !options.raw && text.contains('\\') {
            self.set_stream(at, Stream::Unknown);
            return None;
        }
        let delimiter = options.delimiter.unwrap_or('\n');
        let (line, rest, whole) = match text.split_once(delimiter) {
            Some((line, rest)) if !options.to_the_end => (line.to_owned(), rest.to_owned(), true),
            _ => (text, String::new(), false),
        };
        // A line that is not known may be several.
        let rest = if holes::has_hole(&line) && !rest.is_empty() {
            Stream::Unknown
        } else {
            Stream::Text(rest)
        };
        self.set_stream(at, rest);
        Some((line, whole))
    }

    pub(super) fn read_lines(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        self.noted(words, span, context, out);
        let trims = words.iter().any(|word| word == "-t");
        let names: Vec<&String> = words[1..]
            .iter()
            .filter(|word| !word.starts_with('-'))
            .collect();
        let name = names
            .first()
            .map_or("MAPFILE", |name| name.as_str())
            .to_owned();
        let clear = words[1..]
            .iter()
            .all(|word| !word.starts_with('-') || word == "-t");
        let text = match context.input {
            Input::Nothing => Some(String::new()),
            Input::Stream(at) => match self.shell.io.streams.get(at).cloned() {
                Some(Stream::Text(text)) => {
                    self.set_stream(at, Stream::Text(String::new()));
                    Some(text)
                }
                _ => None,
            },
            _ => None,
        };
        let text = text.filter(|text| clear && names.len() < 2 && holes::is_known(text));
        let Some(text) = text else {
            self.eats(context);
            for name in words[1..].iter().chain([&name]) {
                self.shell.forget(name);
            }
            return Status::Unknown;
        };
        let lines = text.split_inclusive('\n');
        let lines = lines.map(|line| match line.strip_suffix('\n') {
            Some(line) if trims => line.to_owned(),
            _ => line.to_owned(),
        });
        let lines = lines.collect();
        match self.shell.target(&name) {
            Some(target) => self.shell.edit(&target).content = Content::list(lines),
            None => self.shell.forget_variables(),
        }
        Status::ZERO
    }
}

/// The parts of a line, at most so many; the last takes all that is left.
fn parts(line: &str, separators: &str, most: usize) -> Vec<String> {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n') && separators.contains(c);
    let mut rest = line.trim_start_matches(is_blank);
    let mut found = Vec::new();
    while !rest.is_empty() {
        if found.len() + 1 == most {
            let mut last = rest.trim_end_matches(is_blank);
            // One separator at the end goes away, if it is the only one.
            if let Some(short) = last.strip_suffix(|c: char| separators.contains(c))
                && !short.contains(|c: char| separators.contains(c))
            {
                last = short.trim_end_matches(is_blank);
            }
            found.push(last.to_owned());
            return found;
        }
        let end = rest
            .find(|c: char| separators.contains(c))
            .unwrap_or(rest.len());
        found.push(rest[..end].to_owned());
        rest = rest[end..].trim_start_matches(is_blank);
        if let Some(c) = rest.chars().next().filter(|c| separators.contains(*c))
            && end < line.len()
        {
            rest = rest[c.len_utf8()..].trim_start_matches(is_blank);
        }
    }
    found
}
