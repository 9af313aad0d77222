//! The verdict on each recording.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;

use crate::index::{Recording, folder, recordings};

/// So many are not judged as is right. It only goes down.
const MOST_WRONG: usize = 7;

#[test]
fn every_recording_is_judged() {
    let mut told = String::new();
    let mut wrong = 0;
    let recordings = recordings();
    for recording in &recordings {
        let said = audited(recording);
        if !said.starts_with(recording.right) {
            wrong += 1;
            let Recording {
                file, what, right, ..
            } = recording;
            let _ = writeln!(told, "{file} ({what}): {right} is right, said {said}");
        }
    }
    let summary = format!("{wrong} of {} recordings judged wrongly", recordings.len());
    #[expect(clippy::print_stdout, reason = "the list is for whoever runs it")]
    {
        println!("{told}{summary}");
    }
    assert!(wrong <= MOST_WRONG, "{summary}");
    assert!(recordings.len() == 96, "{summary}");
}

/// What the program says: the verdict and its findings.
fn audited(recording: &Recording) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(["check", "paired-front-end-pools"])
        .args(["--change", "change.yaml", "--format", "json"])
        .arg(recording.file)
        .args(recording.beside.split_whitespace())
        .current_dir(folder())
        .env_clear()
        .output()
        .expect("the program runs");
    let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return format!("refused: {}", said.lines().next().unwrap_or_default());
    };
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let findings = findings
        .iter()
        .map(|finding| format!("{}:{}", text(finding, "code"), text(finding, "step")));
    let findings: Vec<String> = findings.collect();
    format!("{} ({})", text(&report, "verdict"), findings.join(", "))
}
