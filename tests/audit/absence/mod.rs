//! What is not in a capture, and what a capture does not say: each kind with nights of its own.
//!
//! The nights are in the `.cases` files beside this one. Each is a change that was carried out as
//! planned, with one thing replaced, and the verdict and the findings that it deserves.

mod night; // The two nights: what is typed and printed where all goes well.
mod notation; // The `.cases` files.
mod rules; // The sentences of docs/evidence.md, and the cases that hold them.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use notation::Case;

/// What the program said.
struct Said {
    code: i32,
    errors: String,
    verdict: Value,
}

fn audited(case: &Case) -> Said {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("change.yaml"), &case.change).expect("written");
    for (name, bytes) in &case.files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_runproof"));
    command
        .args(["check", case.runbook, "--change", "change.yaml"])
        .args(["--format", "json", "--as-of", "2026-03-16"])
        .args(&case.arguments)
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path());
    let output = command.output().expect("the program runs");
    Said {
        code: output.status.code().unwrap_or(-1),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        verdict: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
    }
}

/// The findings as a case writes them: `code step binding`. Notes are left out.
fn findings(verdict: &Value) -> Vec<String> {
    let listed = verdict["findings"].as_array().cloned().unwrap_or_default();
    let told = listed
        .iter()
        .filter(|finding| finding["level"] != "note")
        .map(|finding| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let mut words = vec![text(&finding["code"])];
            words.extend(finding["step"].as_str().map(str::to_owned));
            let binding = finding["binding"].as_object();
            let values = binding.into_iter().flat_map(|all| all.values());
            words.extend(
                values.map(|value| text(value).split('.').next().unwrap_or_default().to_owned()),
            );
            words.join(" ")
        });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

/// Everything that the report says in words.
fn words(said: &Said) -> String {
    let mut text = said.errors.clone();
    let mut add = |value: &Value| {
        for one in value.as_array().into_iter().flatten() {
            text.push_str(&one.to_string());
            text.push('\n');
        }
    };
    for key in [
        "findings",
        "gaps",
        "captures",
        "assumptions",
        "unplanned",
        "refused",
    ] {
        add(&said.verdict[key]);
    }
    // Quotes stand in the text of JSON with a backslash.
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// What is wrong with what the program said; `None` if nothing is.
fn complaint(case: &Case) -> Option<String> {
    let said = audited(case);
    let mut faults = Vec::new();
    let overall = match said.code {
        2 => "refused",
        _ => said.verdict["verdict"].as_str().unwrap_or("none"),
    };
    if overall != case.overall {
        faults.push(format!("the verdict is {overall}, not {}", case.overall));
    }
    let expected = match case.overall.as_str() {
        "conformant" => 0,
        "deviating" => 1,
        "inconclusive" => 3,
        _ => 2,
    };
    if said.code != expected {
        faults.push(format!("the exit code is {}", said.code));
    }
    let found = findings(&said.verdict);
    let is_wanted = match case.findings.iter().any(|finding| finding == "…") {
        true => case
            .findings
            .iter()
            .all(|one| one == "…" || found.contains(one)),
        false => found == case.findings,
    };
    if !is_wanted {
        faults.push(format!("wanted {:#?}", case.findings));
    }
    let words = words(&said);
    for says in &case.says {
        if !words.contains(says.as_str()) {
            faults.push(format!("does not say: {says}"));
        }
    }
    for silent in &case.silent {
        if words.contains(silent.as_str()) {
            faults.push(format!("says: {silent}"));
        }
    }
    if faults.is_empty() && !case.is_shown {
        return None;
    }
    let mut text = format!("==== {}\n", case.name);
    for fault in faults {
        text.push_str(&format!("  ! {fault}\n"));
    }
    text.push_str(&format!("= {overall}\n"));
    for finding in found {
        text.push_str(&format!("- {finding}\n"));
    }
    text.push_str("  found\n");
    for finding in said.verdict["findings"].as_array().into_iter().flatten() {
        text.push_str(&format!(
            "    {} {} {} – {}\n",
            finding["code"], finding["step"], finding["binding"], finding["message"]
        ));
        for one in finding["evidence"].as_array().into_iter().flatten() {
            text.push_str(&format!("        {} {}\n", one["line"], one["command"]));
        }
    }
    for gap in said.verdict["gaps"].as_array().into_iter().flatten() {
        text.push_str(&format!("    gap {gap}\n"));
    }
    for other in said.verdict["unplanned"].as_array().into_iter().flatten() {
        text.push_str(&format!(
            "    other {} {}\n",
            other["effect"], other["command"]
        ));
    }
    text.push_str(&said.errors);
    for (name, bytes) in &case.files {
        text.push_str(&format!("  ---- {name}\n"));
        for (line, number) in String::from_utf8_lossy(bytes).lines().zip(1_u32..) {
            let shown: String = line.chars().take(160).collect();
            text.push_str(&format!(
                "  {number:>4} {}\n",
                shown
                    .escape_debug()
                    .to_string()
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\")
                    .replace("\\'", "'")
            ));
        }
    }
    Some(text)
}

/// The cases of a file.
fn cases_of(name: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/absence");
    let text = std::fs::read_to_string(folder.join(name)).expect("it can be read");
    let cases = notation::cases(&text);
    assert!(!cases.is_empty(), "there are cases in {name}");
    cases
}

/// Holds every case of a file.
fn hold(name: &str) {
    let cases = cases_of(name);
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(complaint) = complaint(case) {
                        let mut all = complaints.lock().expect("nobody panics");
                        all.push((case.name.clone(), complaint));
                    }
                }
            });
        }
    });
    let complaints = complaints.into_inner().expect("nobody panics");
    let all: String = complaints.iter().map(|(_, text)| text.as_str()).collect();
    let names: Vec<&str> = complaints.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        complaints.is_empty(),
        "{all}{} of {} cases went wrong:\n  {}",
        complaints.len(),
        cases.len(),
        names.join("\n  ")
    );
}

#[test]
fn the_nights_themselves_are_conformant() {
    hold("nights.cases");
}

#[test]
fn what_was_not_understood_proves_no_absence() {
    hold("absence.cases");
}

#[test]
fn a_capture_is_what_its_content_or_somebody_says() {
    hold("formats.cases");
}

#[test]
fn kinds_of_deviations_and_of_what_is_none() {
    hold("kinds.cases");
}

#[test]
fn a_computer_is_known_by_its_names() {
    hold("hosts.cases");
}

#[test]
fn what_is_clicked_is_in_no_transcript() {
    hold("byhand.cases");
}

#[test]
fn a_complaint_in_any_language_takes_the_proof_away() {
    hold("complaints.cases");
}

#[test]
fn a_later_look_can_contradict_a_step() {
    hold("looks.cases");
}

#[test]
fn a_relative_path_is_one_from_its_folder() {
    hold("folders.cases");
}

#[test]
fn what_is_done_or_said_again_is_held_against_the_first() {
    hold("again.cases");
}
