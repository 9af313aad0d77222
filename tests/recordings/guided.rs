//! The verdict on each play of the guided script.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use runproof_core::diagnostic::Source;
use runproof_model::runbook;
use serde_json::Value;

/// The fingerprint of the definition that the scripts were rendered from.
const RECORDED: &str = "f730e683fed5b874b5d0153603a766e6e195974b5553ede319d987c46acdfc73";

/// So many are not judged as is right: a console cut what the state is shown by.
/// It only goes down.
const MOST_WRONG: usize = 2;

#[test]
fn every_play_is_judged() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/guided-pwsh-7.6");
    let plays = include_str!("guided-pwsh-7.6/INDEX.tsv").lines().skip(1);
    let (mut told, mut wrong, mut count) = (String::new(), 0, 0);
    for play in plays {
        let fields: Vec<&str> = play.split('\t').collect();
        let [captures, change, what, right, _] = fields.as_slice() else {
            panic!("five fields: {play}");
        };
        let said = audited(&folder, captures, change);
        let verdict = said.split(':').next().unwrap_or_default();
        let is_right = right.split(" or ").any(|right| right == verdict);
        wrong += usize::from(!is_right);
        count += 1;
        let mark = if is_right { ' ' } else { '!' };
        let _ = writeln!(told, "{mark} {what}\n    {said}");
    }
    insta::assert_snapshot!(told);
    assert!(wrong <= MOST_WRONG && count == 17, "{wrong} of {count}");
}

/// What the program says: the verdict and its findings, notes aside.
fn audited(folder: &Path, captures: &str, change: &str) -> String {
    let story = tempfile::tempdir().expect("a folder");
    let definition = include_str!("../../runbooks/paired-front-end-pools.yaml");
    let now = runbook::parse(&Source::new("runbook.yaml", definition)).runbook;
    let now = now.expect("a sound definition").sha256;
    let names: Vec<&str> = captures.split(' ').collect();
    for name in names.iter().chain([&change]) {
        let text = std::fs::read_to_string(folder.join(name)).expect("it is there");
        let text = text.replace(RECORDED, &now);
        std::fs::write(story.path().join(name), text).expect("written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(["check", "paired-front-end-pools", "--change", change])
        .args(["--as-of", "2026-11-30", "--format", "json"])
        .args(names)
        .current_dir(story.path())
        .env_clear()
        .output()
        .expect("the program runs");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let findings = findings
        .iter()
        .filter(|finding| finding["level"] != "note")
        .map(|finding| {
            let items = finding["binding"].as_object().expect("items");
            let place = items.values().next_back().map(text).unwrap_or_default();
            let (code, step) = (text(&finding["code"]), text(&finding["step"]));
            format!("{code} {step} {place}").trim_end().to_owned()
        });
    let findings: Vec<String> = findings.collect();
    format!("{}: {}", text(&report["verdict"]), findings.join(", "))
}
