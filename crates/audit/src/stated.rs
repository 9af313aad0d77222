//! What a change file says of captures, under `captures:`.

use runproof_capture::{Format, Said};
use runproof_core::diagnostic::{Diagnostic, Location, codes, did_you_mean};
use runproof_model::plan::{Change, StatedCapture};

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
    pub UNKNOWN_FORMAT = "unknown-capture-format", Error;
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
    // One that only names its file says that it is to be read.
    let format = capture.format.as_ref()?;
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
