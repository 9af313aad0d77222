//! Whether PowerShell would wait for more of a text, held against what PowerShell 7.6.9 does.

use serde::Deserialize;

use super::super::is_complete;

/// A text, and whether PowerShell runs it.
#[derive(Deserialize)]
struct Recorded {
    text: String,
    complete: bool,
}

#[test]
fn texts_are_finished_as_powershell_finds() {
    let file = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/shells/pwsh-7.6/completeness.jsonl"
    ));
    let mut differing = Vec::new();
    for line in file.lines() {
        let recorded: Recorded = serde_json::from_str(line).expect("a recorded text");
        if is_complete(&recorded.text) != recorded.complete {
            differing.push((recorded.text, recorded.complete));
        }
    }
    assert!(differing.is_empty(), "{} {differing:#?}", differing.len());
}
