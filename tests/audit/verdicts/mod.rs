//! What the program says of it all.

mod bad_input; // What is no capture at all.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use runproof_audit::{Code, Level, Overall};
use serde_json::{Value, json};

use crate::case::{About, Awaited, Awaits, Binding, Case};
use crate::generator::{CASES, text_of};
use crate::scenario::Step;

/// A finding of the program.
#[derive(Debug, Clone)]
struct Found {
    code: String,
    level: String,
    step: Option<String>,
    binding: Vec<(String, String)>,
    places: Vec<(String, u64)>,
    message: String,
}

/// Runs the program on a case, in a folder of its own.
fn audited(case: &Case) -> Result<(i32, Value), String> {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "change.yaml", case.change.as_bytes());
    let mut names = BTreeSet::new();
    for recording in &case.recordings {
        write(folder.path(), &recording.name, &recording.bytes);
        names.insert(recording.name.as_str());
    }
    let output = Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args([
            "check",
            case.runbook,
            "--change",
            "change.yaml",
            "--format",
            "json",
        ])
        .args(names)
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .output()
        .expect("the program runs");
    let code = output.status.code().unwrap_or(-1);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let value = serde_json::from_slice(&output.stdout)
        .map_err(|fault| format!("exit code {code}, no JSON ({fault})\n{said}"))?;
    Ok((code, value))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, bytes).expect("written");
}

fn findings(verdict: &Value) -> Vec<Found> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let captures = &verdict["captures"];
    let listed = verdict["findings"].as_array().cloned().unwrap_or_default();
    let found = listed.iter().map(|finding| Found {
        code: text(&finding["code"]),
        level: text(&finding["level"]),
        step: finding["step"].as_str().map(str::to_owned),
        binding: finding["binding"]
            .as_object()
            .map_or(Vec::new(), |binding| {
                binding
                    .iter()
                    .map(|(key, value)| (key.clone(), text(value)))
                    .collect()
            }),
        places: finding["evidence"]
            .as_array()
            .map_or(Vec::new(), |evidence| {
                let place = |one: &Value| {
                    let capture = usize::try_from(one["capture"].as_u64()?).ok()?;
                    Some((text(&captures[capture]["path"]), one["line"].as_u64()?))
                };
                evidence.iter().filter_map(place).collect()
            }),
        message: text(&finding["message"]),
    });
    found.collect()
}

/// What is wrong with what the program said; `None` if nothing is.
fn complaint(case: &Case) -> Option<String> {
    match audited(case) {
        Ok((code, verdict)) => faults(case, code, &verdict),
        Err(said) => Some(report(case, &[], &[said])),
    }
}

/// What is wrong with an exit code and a verdict; `None` if nothing is.
fn faults(case: &Case, code: i32, verdict: &Value) -> Option<String> {
    let found = findings(verdict);
    let mut faults = Vec::new();
    if verdict["schema"] != "runproof/verdict/1" {
        faults.push(format!("schema is {}", verdict["schema"]));
    }

    // The whole follows from the findings, and the exit code from the whole.
    let has = |level: &str| found.iter().any(|finding| finding.level == level);
    let overall = match (has("error"), has("inconclusive")) {
        (true, _) => Overall::Deviating,
        (false, true) => Overall::Inconclusive,
        (false, false) => Overall::Conformant,
    };
    let expected_code = match overall {
        Overall::Conformant => 0,
        Overall::Deviating => 1,
        Overall::Inconclusive => 3,
    };
    if verdict["verdict"] != overall.name() {
        faults.push(format!(
            "verdict is {}, its findings say {}",
            verdict["verdict"],
            overall.name()
        ));
    }
    if code != expected_code {
        faults.push(format!(
            "exit code is {code}, its findings say {expected_code}"
        ));
    }
    if !case.overall.is_empty() && !case.overall.contains(&overall) {
        faults.push(format!("the whole is {}", overall.name()));
    }

    let mut left: Vec<&Found> = found.iter().collect();
    for awaited in &case.awaited {
        match left.iter().position(|finding| fits(awaited, finding)) {
            Some(place) => {
                left.remove(place);
            }
            None => faults.push(format!("not found: {}", shown(awaited))),
        }
    }
    for finding in left {
        let tolerated = case
            .tolerated
            .iter()
            .any(|code| code.name() == finding.code);
        if !tolerated {
            faults.push(format!("not expected: {}", told(finding)));
        }
    }
    (!faults.is_empty()).then(|| report(case, &found, &faults))
}

fn fits(awaited: &Awaited, found: &Found) -> bool {
    let holds = |key: &str, value: &str| {
        found
            .binding
            .iter()
            .any(|(k, v)| k == key && v.eq_ignore_ascii_case(value))
    };
    awaited.codes.iter().any(|code| code.name() == found.code)
        && awaited
            .about
            .step
            .is_none_or(|step| found.step.as_deref() == Some(step.id()))
        && match &awaited.about.binding {
            Binding::Any => true,
            Binding::Server(host) => holds("server", &host.full()),
            Binding::Pool(pool) => holds("pool", pool),
            Binding::WebHost(host) => holds("host", host),
        }
        && awaited.place.as_ref().is_none_or(|(name, lines)| {
            found
                .places
                .iter()
                .any(|(path, line)| path.ends_with(name.as_str()) && lines.contains(line))
        })
}

fn shown(awaited: &Awaited) -> String {
    let codes: Vec<_> = awaited.codes.iter().map(|code| code.name()).collect();
    let step = awaited.about.step.map_or("(any step)", |step| step.id());
    let place = awaited
        .place
        .as_ref()
        .map_or("(no line)".to_owned(), |(name, lines)| {
            format!("{name}:{}..{}", lines.start(), lines.end())
        });
    format!(
        "{:<28} {step:<26} {:?} {place}",
        codes.join("|"),
        awaited.about.binding
    )
}

fn told(found: &Found) -> String {
    let step = found.step.as_deref().unwrap_or("(no step)");
    let binding: Vec<_> = found
        .binding
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let places: Vec<_> = found
        .places
        .iter()
        .map(|(path, line)| format!("{path}:{line}"))
        .collect();
    format!(
        "{:<28} {step:<26} {} {} – {}",
        found.code,
        binding.join(","),
        places.join(" "),
        found.message
    )
}

/// The case, what was expected and what was found, one below the other, and the captures.
fn report(case: &Case, found: &[Found], faults: &[String]) -> String {
    let mut text = format!("==== {}\n", case.name);
    for fault in faults {
        text.push_str(&format!("  ! {fault}\n"));
    }
    text.push_str("  expected\n");
    for awaited in &case.awaited {
        text.push_str(&format!("    {}\n", shown(awaited)));
    }
    text.push_str("  found\n");
    for finding in found {
        text.push_str(&format!("    {}\n", told(finding)));
    }
    // Where the finding is known, the other captures say nothing about it.
    let awaited = case.awaited.iter().filter_map(|one| one.place.as_ref());
    let found = found.iter().flat_map(|one| &one.places);
    let named: BTreeSet<&str> = awaited
        .map(|(name, _)| name.as_str())
        .chain(found.map(|(name, _)| name.as_str()))
        .collect();
    for recording in &case.recordings {
        if !named.is_empty() && !named.contains(recording.name.as_str()) {
            continue;
        }
        text.push_str(&format!("  ---- {}\n", recording.name));
        let marked = |line: u64| {
            let mut marks = recording.marks.iter();
            marks.any(|(_, lines)| lines.contains(&line))
        };
        for (line, number) in text_of(&recording.bytes).lines().zip(1_u64..) {
            // Long noise is left out; what is marked is not.
            if number <= 12 || marked(number) || marked(number.saturating_sub(1)) {
                let mark = if marked(number) { '>' } else { ' ' };
                let line = match line.find("<EventData>") {
                    Some(place) => &line[place..],
                    None => line,
                };
                let cut: String = line.chars().take(180).collect();
                text.push_str(&format!("  {mark}{number:>5} {}\n", visible(&cut)));
            }
        }
    }
    text
}

/// A line with its control characters spelt.
fn visible(line: &str) -> String {
    let spelt = |letter: char| match letter.is_control() {
        true => letter.escape_debug().to_string(),
        false => letter.to_string(),
    };
    line.chars().map(spelt).collect()
}

/// Runs cases on every core and tells of those that went wrong: three of them whole, all by name.
pub(crate) fn hold(cases: &[Case]) {
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
    let mut complaints = complaints.into_inner().expect("nobody panics");
    complaints.sort();
    let mut text = String::new();
    for (_, complaint) in complaints.iter().take(3) {
        text.push_str(complaint);
    }
    for (name, complaint) in &complaints {
        let first = complaint.lines().nth(1).unwrap_or_default();
        text.push_str(&format!("{name}\n  {first}\n"));
    }
    assert!(
        complaints.is_empty(),
        "{text}{} of {} cases went wrong",
        complaints.len(),
        cases.len()
    );
}

#[test]
fn what_was_carried_out_as_planned_is_conformant() {
    hold(&CASES.conformant);
}

#[test]
fn every_deviation_gives_exactly_its_finding_at_its_line() {
    hold(&CASES.deviating);
}

#[test]
fn bash_is_held_against_the_plan_too() {
    hold(&CASES.bash);
}

/// The demo shows a change that went well and one that did not.
#[test]
fn the_demo_is_what_it_says() {
    let plain = |name: &str, runbook, change: &str, recordings| Case {
        name: name.to_owned(),
        runbook,
        change: change.to_owned(),
        recordings,
        awaited: Vec::new(),
        tolerated: vec![Code::Repeated],
        overall: Vec::new(),
    };
    let pools = plain(
        "the demo of the pools",
        "paired-front-end-pools",
        include_str!("../../../src/cli/demo/paired-front-end-pools.yaml"),
        crate::demo::pools(),
    );
    let mut certificate = plain(
        "the demo of the certificate",
        "rotate-tls-certificate",
        include_str!("../../../src/cli/demo/rotate-tls-certificate.yaml"),
        crate::demo::certificate(),
    );
    let left = Awaits::one(
        Code::Missing,
        Step::InstallFiles,
        Binding::WebHost(crate::bash::HOSTS[1]),
    );
    let emptied = Awaits {
        codes: vec![Code::UnplannedChange],
        about: About {
            step: None,
            binding: Binding::Any,
        },
        act: None,
    };
    let awaits = [left, emptied].into_iter();
    certificate.awaited = awaits
        .map(|one| one.placed(&certificate.recordings))
        .collect();
    hold(&[pools, certificate]);
}

/// The verdict that has exactly what a case awaits.
fn perfect(case: &Case) -> (i32, Value) {
    let findings: Vec<_> = case
        .awaited
        .iter()
        .map(|awaited| {
            let place = awaited.place.iter().map(|(name, lines)| {
                let capture = case.recordings.iter().position(|one| one.name == *name);
                json!({ "capture": capture, "line": lines.start() })
            });
            let binding = match &awaited.about.binding {
                Binding::Any => json!({}),
                Binding::Server(host) => json!({ "pool": "-", "server": host.full() }),
                Binding::Pool(pool) => json!({ "pool": pool }),
                Binding::WebHost(host) => json!({ "host": host }),
            };
            json!({
                "code": awaited.codes[0].name(),
                "level": awaited.codes[0].level().name(),
                "step": awaited.about.step.map(|step| step.id()),
                "binding": binding,
                "evidence": place.collect::<Vec<_>>(),
            })
        })
        .collect();
    let captures: Vec<_> = case
        .recordings
        .iter()
        .map(|one| json!({ "path": one.name }))
        .collect();
    let levels = case.awaited.iter().map(|awaited| awaited.codes[0].level());
    let (code, overall) = match levels.min() {
        Some(Level::Error) => (1, Overall::Deviating),
        Some(Level::Inconclusive) => (3, Overall::Inconclusive),
        Some(Level::Note) | None => (0, Overall::Conformant),
    };
    let verdict = json!({
        "schema": "runproof/verdict/1",
        "verdict": overall.name(),
        "captures": captures,
        "findings": findings,
    });
    (code, verdict)
}

/// The scales are weighed too: what is right passes; a finding less, a finding more, another line and
/// another exit code do not.
#[test]
fn what_holds_the_program_to_account_can_be_trusted() {
    for case in CASES.all().filter(|case| case.overall.is_empty()) {
        let (code, right) = perfect(case);
        assert_eq!(faults(case, code, &right), None, "{}", case.name);
        let wrong = |verdict: &Value, code: i32, how: &str| {
            assert!(
                faults(case, code, verdict).is_some(),
                "{how}: {}",
                case.name
            );
        };
        wrong(&right, code + 1, "another exit code");
        let mut more = right.clone();
        let all = more["findings"].as_array_mut().expect("a list");
        all.push(json!({ "code": "missing", "level": "error", "step": "run-bootstrapper" }));
        more["verdict"] = json!("deviating");
        wrong(&more, 1, "a finding more");
        if case.awaited.is_empty() {
            continue;
        }
        let mut less = right.clone();
        less["findings"].as_array_mut().expect("a list").remove(0);
        wrong(&less, code, "a finding less");
        if case.awaited[0].place.is_some() {
            let mut moved = right.clone();
            moved["findings"][0]["evidence"][0]["line"] = json!(100_000);
            wrong(&moved, code, "another line");
        }
    }
}
