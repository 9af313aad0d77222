//! What people say of captures: `FORMAT=FILE` on the command line, and `captures:` in a change file.

use super::{Format, Said};
use crate::diagnostic::{Diagnostic, Location, codes, did_you_mean, nearest};
use crate::plan::{Change, StatedCapture};

codes! {
    /// A format in a change's `captures:` that no capture has.
    ///
    /// ## Why
    ///
    /// The file would be read as something else, and its author believes that it is not.
    ///
    /// ## Example
    ///
    /// `captures: [{ file: history.txt, format: psreadline }]`
    ///
    /// ## Instead
    ///
    /// Write the format as reports name it: `psreadline-history`. `runproof check --help` lists all of
    /// them.
    pub(crate) UNKNOWN_FORMAT = "unknown-capture-format", Error;

    /// An entry of a change's `captures:` that says nothing of its file.
    ///
    /// ## Why
    ///
    /// An entry is there to say what its file does not: of which format it is, or from which computer.
    ///
    /// ## Example
    ///
    /// `captures: [{ file: history.txt }]`
    ///
    /// ## Instead
    ///
    /// Add `format:` or `host:`, or give the file on the command line.
    pub(crate) NOTHING_STATED = "nothing-stated", Error;
}

/// A word of the command line that stands for a capture: `FORMAT=FILE`, or the file alone. Only the name
/// of a format before the first `=` is one, so that a path may hold `=` itself.
pub fn given(word: &str) -> (Option<Format>, &str) {
    let stated = word
        .split_once('=')
        .and_then(|(name, path)| Some((Format::named(name)?, path)));
    match stated {
        Some((format, path)) => (Some(format), path),
        None => (None, word),
    }
}

/// What a word may have meant that names no file: before its first `=` stands what looks like a format,
/// and is none. Gives the file and what to say.
pub fn misspelt(word: &str) -> Option<(&str, String)> {
    let (name, path) = word.split_once('=')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if name.is_empty() || !name.bytes().all(is_name) || Format::named(name).is_some() {
        return None;
    }
    let names = Format::ALL.map(Format::name);
    let advice = nearest(name, names)
        .map_or("`runproof check --help` lists them".to_owned(), |near| {
            format!("did you mean `{near}={path}`?")
        });
    Some((
        path,
        format!("there is no capture format `{name}`; {advice}"),
    ))
}

/// What is wrong with what a change says of captures.
pub fn stated_faults(change: &Change) -> Vec<Diagnostic> {
    change
        .captures
        .iter()
        .filter_map(|capture| fault(change, capture))
        .collect()
}

fn fault(change: &Change, capture: &StatedCapture) -> Option<Diagnostic> {
    let at = |span| Location::new(&change.source, span);
    let Some(format) = &capture.format else {
        return capture.host.is_none().then(|| {
            let message = format!("nothing is said of `{}`", capture.file.value);
            Diagnostic::at(&NOTHING_STATED, at(capture.file.span), message)
                .help("add `format:` or `host:`")
        });
    };
    if Format::named(&format.value).is_some() {
        return None;
    }
    let message = format!("there is no capture format `{}`", format.value);
    let names = Format::ALL.map(Format::name);
    let advice = did_you_mean(&format.value, names);
    Some(Diagnostic::at(&UNKNOWN_FORMAT, at(format.span), message).maybe_help(advice))
}

/// What a change says of a file: the entry that names the most of its path.
pub fn stated<'c>(change: &'c Change, path: &str) -> Option<(&'c StatedCapture, Said)> {
    let fitting = change
        .captures
        .iter()
        .filter_map(|capture| Some((parts_in_common(&capture.file.value, path)?, capture)));
    let (_, capture) = fitting.max_by_key(|(parts, _)| *parts)?;
    let format = capture.format.as_ref();
    let said = Said {
        format: format.and_then(|format| Format::named(&format.value)),
        otherwise: None,
        host: capture.host.clone(),
    };
    Some((capture, said))
}

/// How many parts a path has, if the other one ends in it: `logs/FE01.txt` in `C:\change\logs\FE01.txt`.
fn parts_in_common(end: &str, path: &str) -> Option<usize> {
    let parts = |path| {
        let all = str::split(path, ['/', '\\']).filter(|part| !matches!(*part, "" | "."));
        all.rev()
    };
    let mut own = parts(path);
    let mut count = 0;
    for part in parts(end) {
        if !own.next()?.eq_ignore_ascii_case(part) {
            return None;
        }
        count += 1;
    }
    (count > 0).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_before_the_first_equals_sign_is_said_and_anything_else_is_a_path() {
        let cases = [
            ("FE01.txt", None, "FE01.txt"),
            ("typescript=web01.log", Some("typescript"), "web01.log"),
            (
                r"psreadline-history=C:\logs\a=b.txt",
                Some("psreadline-history"),
                r"C:\logs\a=b.txt",
            ),
            ("evtx=-", Some("evtx"), "-"),
            ("history=FE01.txt", None, "history=FE01.txt"),
            ("logs/change=7/FE01.txt", None, "logs/change=7/FE01.txt"),
            ("./typescript=web01", None, "./typescript=web01"),
            ("Typescript=web01", None, "Typescript=web01"),
            ("=x", None, "=x"),
        ];
        for (word, format, path) in cases {
            let (found, rest) = given(word);
            assert_eq!((found.map(Format::name), rest), (format, path), "{word}");
        }
    }

    #[test]
    fn a_word_before_an_equals_sign_that_is_no_format_is_told() {
        let cases = [
            (
                "typescirpt=web01.log",
                Some(
                    "there is no capture format `typescirpt`; did you mean `typescript=web01.log`?",
                ),
            ),
            (
                "something-else=web01.log",
                Some(
                    "there is no capture format `something-else`; `runproof check --help` lists them",
                ),
            ),
            ("typescript=web01.log", None),
            ("logs/a=web01.log", None),
            ("web01.log", None),
        ];
        for (word, expected) in cases {
            let told = misspelt(word).map(|(_, told)| told);
            assert_eq!(told.as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn a_file_is_known_by_the_end_of_its_path() {
        let cases = [
            ("FE01.txt", "captures/FE01.txt", Some(1)),
            ("FE01.txt", r"C:\change\fe01.TXT", Some(1)),
            ("logs/FE01.txt", r"C:\change\logs\FE01.txt", Some(2)),
            ("./FE01.txt", "FE01.txt", Some(1)),
            ("old/FE01.txt", "logs/FE01.txt", None),
            ("E01.txt", "FE01.txt", None),
            ("logs/FE01.txt", "FE01.txt", None),
            ("", "FE01.txt", None),
        ];
        for (end, path, parts) in cases {
            assert_eq!(parts_in_common(end, path), parts, "{end} in {path}");
        }
    }
}
