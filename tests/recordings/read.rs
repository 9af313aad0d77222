//! What is read of each recording: all that was carried out, or a gap that says that it is not.

use std::fmt::Write as _;
use std::io::Cursor;

use runproof_capture::{
    self as capture, Capture, Entry, Input, Output, Session, Sink, Stamp, Status, Unreadable,
    Wanted,
};

use crate::index::{Recording, flat, folder, recordings};

/// All entries of a capture.
#[derive(Debug, Default)]
struct Entries(Vec<String>);

impl Sink for Entries {
    fn session(&mut self, _: &Session) {}

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        self.0.push(flat(entry.text));
        Wanted::Output
    }

    fn output(&mut self, _: &Output<'_>) {}

    fn ended(&mut self, _: Option<Status>, _: Option<Stamp>) {}
}

#[test]
fn nothing_that_was_carried_out_is_lost_without_a_word() {
    let mut told = String::new();
    let mut lost = 0;
    let recordings = recordings();
    for recording in &recordings {
        let (said, entries) = read(recording);
        let mut from = 0;
        let missed: Vec<String> = recording
            .carried_out()
            .into_iter()
            .filter(|text| {
                let at = entries[from..].iter().position(|entry| fits(entry, text));
                from = at.map_or(from, |at| from + at);
                at.is_none()
            })
            .collect();
        let is_said = match &said {
            Ok(capture) => !capture.gaps.is_empty(),
            Err(_) => true,
        };
        if !missed.is_empty() && !is_said {
            lost += 1;
            let Recording { file, what, .. } = recording;
            let _ = writeln!(told, "{file} ({what}): lost `{}`", missed.join("`, `"));
        }
    }
    let summary = format!("{lost} of {} recordings lose a command", recordings.len());
    #[expect(clippy::print_stdout, reason = "the list is for whoever runs it")]
    {
        println!("{told}{summary}");
    }
    assert!(lost == 0, "{summary}");
}

fn read(recording: &Recording) -> (Result<Capture, Unreadable>, Vec<String>) {
    let bytes = std::fs::read(folder().join(recording.file)).expect("it is there");
    let mut entries = Entries::default();
    let mut bytes = Cursor::new(bytes);
    let said = capture::read(
        recording.file,
        Input::File(&mut bytes),
        &capture::Said::default(),
        &mut entries,
    );
    (said, entries.0)
}

/// Whether an entry is what was typed. What was bound has the name and the values, in another order.
fn fits(entry: &str, typed: &str) -> bool {
    if entry.contains(typed) {
        return true;
    }
    let name = typed.split(' ').next().unwrap_or_default();
    entry.starts_with(&format!("CommandInvocation({name})"))
        && typed.split(' ').skip(2).all(|value| entry.contains(value))
}
