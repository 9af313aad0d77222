//! An audit that was made once can be made again: docs/compatibility.md says how far.
//!
//! What lies in `stored/1` is never brought up to date. It was written by version 0.1.0.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::story::{Story, told};

/// The audit as it was made.
const AUDIT: &str = "check -c change.yaml captures --as-of 2026-03-16 --by Audit --format json";

/// What is in words of the report's language, or names the version: its kind is promised, and no more.
const IN_WORDS: [&str; 8] = [
    "message",
    "advice",
    "because",
    "vouched",
    "assumptions",
    "cost",
    "margin",
    "tool",
];

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/stored/1")
}

/// The stored project and its captures, in a folder of its own.
fn project() -> Story {
    fn copy(from: &Path, name: &str, mut story: Story) -> Story {
        for entry in std::fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{name}{}", entry.file_name().to_string_lossy());
            story = if entry.path().is_dir() {
                copy(&entry.path(), &format!("{name}/"), story)
            } else {
                story.file(&name, std::fs::read(entry.path()).expect("read"))
            };
        }
        story
    }
    copy(&stored(), "", Story::new())
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// What the old value promises and the new one does not keep, each with its place.
fn broken(old: &Value, new: &Value, place: &str, found: &mut Vec<String>) {
    let name = place.rsplit('.').next().unwrap_or_default();
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                let place = format!("{place}.{key}");
                match new.get(key) {
                    Some(new) => broken(value, new, &place, found),
                    None => found.push(format!("{place} is not there any more")),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if !IN_WORDS.contains(&name) => {
            if old.len() != new.len() {
                found.push(format!("{place} had {}, has {}", old.len(), new.len()));
            }
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                broken(old, new, &format!("{place}[{at}]"), found);
            }
        }
        (old, new) if IN_WORDS.contains(&name) => {
            if std::mem::discriminant(old) != std::mem::discriminant(new) {
                found.push(format!("{place} is of another kind"));
            }
        }
        (old, new) => {
            if old != new {
                found.push(format!("{place} was {old}, is {new}"));
            }
        }
    }
}

#[test]
fn an_audit_that_is_repeated_finds_what_it_found() {
    let output = project().output(AUDIT);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let old = json(&std::fs::read(stored().join("verdict.json")).expect("read"));
    let mut found = Vec::new();
    broken(&old, &json(&output.stdout), "", &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

/// Marks as the first scripts left them (who and where in each, a decision by its step) and as they are
/// today (who and where in the first, a decision by its question) are read: without them nothing is
/// known of these steps.
#[test]
fn marks_of_every_script_are_read() {
    // The capture, and what its marks alone show.
    let cases = [
        (
            "SRV01",
            "announce attested, decide attested, pause not-applicable, restart evidenced, verify evidenced",
        ),
        (
            "SRV02",
            "announce unattested, decide attested, pause not-applicable, restart evidenced, verify evidenced",
        ),
    ];
    for (host, expected) in cases {
        let change = std::fs::read_to_string(stored().join("change.yaml")).expect("read");
        let own = format!("[{}.example.com]", host.to_lowercase());
        let all = "[srv01.example.com, srv02.example.com, srv03.example.com]";
        assert!(change.contains(all), "{change}");
        let story = project().file("change.yaml", change.replace(all, &own));
        let arguments = AUDIT.replace("captures", &format!("captures/{host}.txt"));
        let verdict = json(&story.output(&arguments).stdout);
        let steps = verdict["steps"].as_array().expect("steps").iter();
        let steps: Vec<String> = steps
            .map(|step| {
                let (id, status) = (step["id"].as_str(), step["status"].as_str());
                format!("{} {}", id.expect("an id"), status.expect("a status"))
            })
            .collect();
        assert_eq!(steps.join(", "), expected, "{host}");
    }
}

/// An event log that an audit wrote is a capture: what it shows of a step goes on being shown.
#[test]
fn an_event_log_of_an_audit_is_read() {
    let output = project().output(&AUDIT.replace("captures", "xes=verdict.xes"));
    let verdict = json(&output.stdout);
    let steps = verdict["steps"].as_array().expect("steps").iter();
    let restart = steps.clone().find(|step| step["id"] == "restart");
    let occurrences = restart.expect("a step")["occurrences"].as_array();
    let statuses: Vec<&str> = occurrences
        .expect("occurrences")
        .iter()
        .filter_map(|one| one["status"].as_str())
        .collect();
    assert_eq!(statuses, ["evidenced", "evidenced", "simulated"]);
}

/// With the line ends of Windows everything is read as before, but for the fingerprint of the definition.
#[test]
fn line_ends_of_windows_change_nothing() {
    let windows = |change: &dyn Fn(&str) -> String| {
        let files = project().files();
        let files = files.iter().filter(|name| !name.starts_with("verdict"));
        files.fold(Story::new(), |story, name| {
            let text = project().read(name);
            assert!(!text.contains('\r'), "{name}");
            story.file(name, change(&text).replace('\n', "\r\n"))
        })
    };
    let old = json(&std::fs::read(stored().join("verdict.json")).expect("read"));
    let old_print = old["runbook"]["sha256"].as_str().expect("a fingerprint");
    let unmarked = json(&windows(&str::to_owned).output(AUDIT).stdout);
    let new_print = unmarked["runbook"]["sha256"]
        .as_str()
        .expect("a fingerprint");
    assert_ne!(old_print, new_print);

    let output = windows(&|text| text.replace(old_print, new_print)).output(AUDIT);
    let mut found = Vec::new();
    broken(&old, &json(&output.stdout), "", &mut found);
    // What is of the bytes themselves.
    found.retain(|found| !found.contains("sha256") && !found.contains("bytes was"));
    assert!(found.is_empty(), "{found:#?}");
}

/// The comparison sees what it is there to see.
#[test]
fn a_broken_promise_is_seen() {
    let old = r#"{"a":{"status":"evidenced","message":"x","list":[1,2]}}"#;
    // What is written now, and what is wrong with it.
    let cases = [
        (
            r#"{"b":1,"a":{"new":1,"list":[1,2],"message":"y","status":"evidenced"}}"#,
            "",
        ),
        (
            r#"{"a":{"status":"failed","message":"x","list":[1,2]}}"#,
            ".a.status was \"evidenced\", is \"failed\"",
        ),
        (
            r#"{"a":{"status":"evidenced","list":[1,2]}}"#,
            ".a.message is not there any more",
        ),
        (
            r#"{"a":{"status":"evidenced","message":1,"list":[1,2]}}"#,
            ".a.message is of another kind",
        ),
        (
            r#"{"a":{"status":"evidenced","message":"x","list":[1]}}"#,
            ".a.list had 2, has 1",
        ),
        (
            r#"{"a":[]}"#,
            ".a was {\"status\":\"evidenced\",\"message\":\"x\",\"list\":[1,2]}, is []",
        ),
    ];
    for (new, expected) in cases {
        let mut found = Vec::new();
        broken(&json(old.as_bytes()), &json(new.as_bytes()), "", &mut found);
        assert_eq!(found.join("; "), expected, "{new}");
    }
}
