//! `echo`, `printf`, and programs that print what their words say.

use std::ops::Range;

use super::super::super::Invocation;
use super::super::context::Context;
use super::super::flow::Status;
use super::super::run::Interpreter;
use super::super::{escape, holes};

/// How much may be printed to be followed.
const LONGEST: usize = 64 * 1024;

/// What `echo` writes.
pub(super) fn echo(words: &[String]) -> Option<String> {
    let mut newline = true;
    let mut escapes = false;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let letters = word.strip_prefix('-').unwrap_or_default();
        if letters.is_empty() || !letters.bytes().all(|byte| b"neE".contains(&byte)) {
            break;
        }
        for letter in letters.chars() {
            match letter {
                'n' => newline = false,
                letter => escapes = letter == 'e',
            }
        }
        at += 1;
    }
    // Options may be hidden in it.
    if words
        .get(at)
        .is_some_and(|word| holes::has_hole(word) && word.starts_with('-'))
    {
        return None;
    }
    let mut text = words.get(at..).unwrap_or_default().join(" ");
    if escapes {
        let (written, ended) = escape::echoed(&text);
        text = written;
        newline &= !ended;
    }
    if newline {
        text.push('\n');
    }
    Some(text)
}

/// What `printf` writes; `None` where a format is not modelled.
fn formatted(format: &str, arguments: &[String]) -> Option<String> {
    if !holes::is_known(format) {
        return None;
    }
    let mut text = String::new();
    let mut left = arguments.iter();
    loop {
        let before = left.len();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            text.push_str(&escape::format(&rest[..at]).0);
            rest = &rest[at + 1..];
            if let Some(behind) = rest.strip_prefix('%') {
                text.push('%');
                rest = behind;
                continue;
            }
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let flags = &rest[..end];
            let kind = rest[end..].chars().next()?;
            rest = &rest[end + 1..];
            let argument = left.next();
            let given = argument.map_or("", String::as_str);
            let shown = match kind {
                's' => given.to_owned(),
                'b' => {
                    let (written, ended) = escape::echoed(given);
                    if ended {
                        return None;
                    }
                    written
                }
                'd' | 'i' if given.is_empty() => "0".to_owned(),
                // How something ended is a number.
                'd' | 'i' if holes::has_hole(given) => given.to_owned(),
                'd' | 'i' => number(given)?.to_string(),
                'c' => given.chars().take(1).collect(),
                _ => return None,
            };
            text.push_str(&padded(&shown, flags, kind)?);
            if text.len() > LONGEST {
                return None;
            }
        }
        text.push_str(&escape::format(rest).0);
        if left.len() == 0 || left.len() == before {
            return Some(text);
        }
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = text.trim_start_matches(['-', '+']);
    // Octal, hexadecimal, and characters are rare.
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    text.parse().ok()
}

fn padded(shown: &str, flags: &str, kind: char) -> Option<String> {
    if flags.is_empty() {
        return Some(shown.to_owned());
    }
    if !holes::is_known(shown) {
        return None;
    }
    let (left, flags) = match flags.strip_prefix('-') {
        Some(flags) => (true, flags),
        None => (false, flags),
    };
    let (zero, flags) = match flags.strip_prefix('0') {
        Some(flags) if kind == 'd' || kind == 'i' => (true, flags),
        _ => (false, flags),
    };
    let (width, precision) = match flags.split_once('.') {
        Some((width, precision)) => (width, Some(precision)),
        None => (flags, None),
    };
    let width: usize = if width.is_empty() {
        0
    } else {
        width.parse().ok()?
    };
    if width > LONGEST {
        return None;
    }
    let shown = match precision {
        None => shown.to_owned(),
        Some(precision) if kind == 's' => shown.chars().take(precision.parse().ok()?).collect(),
        Some(_) => return None,
    };
    let missing = width.saturating_sub(shown.chars().count());
    Some(match (left, zero) {
        (true, _) => shown + &" ".repeat(missing),
        (false, true) => match shown.strip_prefix('-') {
            Some(digits) => format!("-{}{digits}", "0".repeat(missing)),
            None => "0".repeat(missing) + &shown,
        },
        (false, false) => " ".repeat(missing) + &shown,
    })
}

/// What a program prints whose words say it all.
pub(in super::super) fn printed(program: &str, words: &[String]) -> Option<String> {
    if words.iter().any(|word| !holes::is_known(word)) {
        return None;
    }
    match program {
        "seq" => sequence(words),
        "basename" => {
            let (path, suffix) = match words {
                [path] => (path, ""),
                [path, suffix] => (path, suffix.as_str()),
                _ => return None,
            };
            if path.starts_with('-') || path.is_empty() {
                return None;
            }
            let path = path.trim_end_matches('/');
            let name = path.rsplit('/').next().unwrap_or(path);
            let name = if path.is_empty() { "/" } else { name };
            let short = name.strip_suffix(suffix).filter(|short| !short.is_empty());
            Some(format!("{}\n", short.unwrap_or(name)))
        }
        "dirname" => {
            let [path] = words else {
                return None;
            };
            if path.starts_with('-') || path.is_empty() {
                return None;
            }
            let trimmed = path.trim_end_matches('/');
            Some(match trimmed.rsplit_once('/') {
                _ if trimmed.is_empty() => "/\n".to_owned(),
                None => ".\n".to_owned(),
                Some((folder, _)) => {
                    let folder = folder.trim_end_matches('/');
                    format!("{}\n", if folder.is_empty() { "/" } else { folder })
                }
            })
        }
        _ => None,
    }
}

fn sequence(words: &[String]) -> Option<String> {
    let (separator, words) = match words {
        [option, separator, rest @ ..] if option == "-s" => (separator.as_str(), rest),
        words => ("\n", words),
    };
    let (wide, words) = match words {
        [option, rest @ ..] if option == "-w" => (true, rest),
        words => (false, words),
    };
    let numbers: Vec<i64> = words
        .iter()
        .map(|word| word.parse().ok())
        .collect::<Option<_>>()?;
    let (first, step, last) = match numbers.as_slice() {
        [last] => (1, 1, *last),
        [first, last] => (*first, 1, *last),
        [first, step, last] if *step != 0 => (*first, *step, *last),
        _ => return None,
    };
    let width = if wide {
        first.to_string().len().max(last.to_string().len())
    } else {
        0
    };
    let mut all = Vec::new();
    let mut number = first;
    while (step > 0 && number <= last) || (step < 0 && number >= last) {
        all.push(format!("{number:0width$}"));
        if all.len() > 4096 {
            return None;
        }
        number = number.checked_add(step)?;
    }
    if all.is_empty() {
        return Some(String::new());
    }
    Some(all.join(separator) + "\n")
}

impl Interpreter<'_> {
    pub(super) fn printed(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let arguments = match words.get(1) {
            Some(first) if first == "--" => &words[2..],
            _ => &words[1..],
        };
        let (name, arguments) = match arguments {
            [option, name, rest @ ..] if option == "-v" => (Some(name.clone()), rest),
            [option, rest @ ..] if option.starts_with("-v") => (Some(option[2..].to_owned()), rest),
            arguments => (None, arguments),
        };
        // A word that is not known may be any number of words.
        let several = arguments.iter().any(|word| self.may_be_several(word));
        let text = match arguments {
            [format, rest @ ..] => {
                let text = formatted(format, rest);
                let one = format.matches('%').count() <= 1 && rest.len() <= 1;
                text.filter(|_| !several || one)
            }
            [] => None,
        };
        match name {
            Some(name) if super::super::word::name_length(&name) == name.len() => match text {
                Some(text) => self.store(&name, text),
                None => self.shell.forget(&name),
            },
            Some(name) => {
                let (array, _) = super::super::held::subscripted(&name);
                self.shell.forget(array);
            }
            None => {
                self.noted(words, span, context, out);
                self.says(text.as_deref(), context, out);
                self.write(text.as_deref(), context);
            }
        }
        Status::Unknown
    }
}
