//! INDEX.tsv: what was typed, what happened, what is right to say.

use std::path::PathBuf;

/// A recording.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recording {
    pub(crate) file: &'static str,
    /// What it is judged with.
    pub(crate) beside: &'static str,
    /// What it is, for a person.
    pub(crate) what: &'static str,
    /// What was typed and what came of it: `command [ran] ⏎ command [failed]`.
    typed: &'static str,
    /// `conformant`, `deviating` or `inconclusive`.
    pub(crate) right: &'static str,
}

/// The recordings.
pub(crate) fn recordings() -> Vec<Recording> {
    let lines = include_str!("pwsh-7.6/INDEX.tsv").lines().skip(1);
    let recording = |line: &'static str| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().expect("seven fields");
        Recording {
            file: next(),
            beside: next(),
            what: next(),
            typed: next(),
            right: next(),
        }
    };
    lines.map(recording).collect()
}

/// Where they are.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/pwsh-7.6")
}

impl Recording {
    /// The commands that reached the shell that was recorded, in its own words: what ran in a script or
    /// in another shell is not in there, and some are only described.
    pub(crate) fn carried_out(&self) -> Vec<String> {
        let entries = self.typed.split("] ⏎ ");
        let submitted = entries.filter_map(|entry| {
            let (text, state) = entry.rsplit_once(" [")?;
            let state = state.trim_end_matches(']');
            let is_elsewhere = state.contains("in the") || state.contains("never ran");
            let is_described = text.contains("block") || text.starts_with("two ");
            let is_unrecorded = text.starts_with("Start-Transcript -Path /home/uc.admin/t.txt;");
            // An export of the history was made before the transcript ended.
            let is_export = self.file.ends_with(".csv") || self.file.ends_with(".clixml");
            let is_later = is_export && text == "Stop-Transcript";
            let is_there =
                !is_elsewhere && !is_described && !is_unrecorded && !is_later && !state.is_empty();
            is_there.then(|| flat(text))
        });
        submitted.collect()
    }
}

/// Without the differences of blanks and line breaks.
pub(crate) fn flat(text: &str) -> String {
    let text = text.replace('⏎', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
