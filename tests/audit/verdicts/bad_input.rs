//! What is no capture, or only a piece of one: it is refused with its name or called no evidence,
//! never followed by a panic, and never by a good word.

use std::process::{Command, Output};

use super::write;
use crate::capture::staging::Rendering;
use crate::capture::{Recording, encoding};
use crate::dice::Dice;
use crate::generator::text_of;
use crate::noise::Level;
use crate::scenario::{Scenario, Variant};

/// Runs the program on files, the sample change among them.
fn checked(files: &[(&str, &[u8])], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let change = Scenario::conformant(Variant::Sfb2019, 1).change();
    write(folder.path(), "change.yaml", change.as_bytes());
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(["check", "--format", "json"])
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .output()
        .expect("the program runs")
}

/// What the program said, for the message of a test.
fn said(output: &Output) -> String {
    let cut = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.chars().take(2000).collect::<String>()
    };
    format!(
        "{}\n{}\n{}",
        output.status,
        cut(&output.stdout),
        cut(&output.stderr)
    )
}

/// Refused by name, or without evidence; nothing is said to be missing, and nothing to be well.
fn is_no_evidence(name: &str, bytes: &[u8]) {
    let output = checked(&[(name, bytes)], &["--change", "change.yaml", name]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{name}: {}", said(&output));
    match output.status.code() {
        Some(2) => assert!(errors.contains(name), "{name}: {}", said(&output)),
        Some(3) => {
            let verdict = String::from_utf8_lossy(&output.stdout);
            assert!(verdict.contains("no-evidence"), "{name}: {}", said(&output));
        }
        _ => panic!("{name}: {}", said(&output)),
    }
}

#[test]
fn what_is_no_capture_is_no_evidence() {
    let syslog = "Mar 14 20:15:07 fe01 systemd[1]: Started Bootstrapper.exe.\n\
                  Mar 14 20:15:08 fe01 sshd[811]: Accepted publickey for admin\n";
    let mut gzip = encoding::gzip(b"**********************\r\n");
    gzip.truncate(gzip.len() - 9);
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
                <Events><Event>&b;&b;</Event></Events>";
    let deep = "<Objs>".to_owned() + &"<Obj>".repeat(100_000);
    let cases: [(&str, &[u8]); 17] = [
        ("empty.txt", b""),
        ("blank.txt", b"\n\n   \n"),
        (
            "picture.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0",
        ),
        ("cut.evtx", b"ElfFile\0\0\0\0\0\0\0\0\0\x01\0"),
        ("header.evtx", b"ElfFile\0"),
        ("messages", syslog.as_bytes()),
        ("mark.txt", b"\xEF\xBB\xBF"),
        ("half.txt", b"\xFF\xFE*"),
        ("zeros.bin", &[0; 5000]),
        (
            "stars.txt",
            b"**********************\r\n**********************\r\n",
        ),
        ("cut.txt.gz", &gzip),
        ("magic.gz", b"\x1F\x8B"),
        (
            "cut.xml",
            b"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
        ),
        ("bomb.xml", bomb.as_bytes()),
        ("deep.clixml", deep.as_bytes()),
        (
            "cut.cast",
            b"{\"version\": 2, \"width\": 80, \"height\": 24}\n[1.0, \"o\", \"$ ",
        ),
        (
            "header.csv",
            b"\"Id\",\"CommandLine\",\"ExecutionStatus\"\r\n\"1\",\"unclosed",
        ),
    ];
    for (name, bytes) in cases {
        is_no_evidence(name, bytes);
    }
}

#[test]
fn bytes_of_chance_are_no_evidence() {
    for seed in 0..12 {
        let mut dice = Dice::new(seed);
        let bytes: Vec<u8> = (0..3000)
            .map(|_| u8::try_from(dice.below(256)).expect("a byte"))
            .collect();
        is_no_evidence("chance.bin", &bytes);
    }
}

/// A line of 64 MB that is nothing but itself.
#[test]
fn a_line_without_an_end_is_no_evidence() {
    is_no_evidence("long.txt", &vec![b'a'; 64 << 20]);
}

/// A line of 64 MB among the output of a transcript: what is around it still counts.
#[test]
fn a_long_line_hides_nothing() {
    let scenario = Scenario::conformant(Variant::Sfb2019, 1);
    let mut recordings = Rendering::plain().of(&scenario);
    let footer = b"**********************\r\nWindows PowerShell transcript end";
    let bytes = &mut recordings[1].bytes;
    let place = bytes
        .windows(footer.len())
        .rposition(|window| window == footer)
        .expect("a footer");
    let mut line = vec![b'x'; 64 << 20];
    line.extend(b"\r\n");
    bytes.splice(place..place, line);
    let output = checked_all(&recordings);
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 3)), "{}", said(&output));
}

fn checked_all(recordings: &[Recording]) -> Output {
    let files: Vec<_> = recordings
        .iter()
        .map(|one| (one.name.as_str(), one.bytes.as_slice()))
        .collect();
    let mut arguments = vec!["--change", "change.yaml"];
    arguments.extend(files.iter().map(|(name, _)| *name));
    checked(&files, &arguments)
}

#[test]
fn what_is_not_there_is_refused() {
    let capture = [("FE01.txt", b"".as_slice())];
    for arguments in [
        ["--change", "absent.yaml", "FE01.txt"].as_slice(),
        ["--change", "change.yaml", "absent.txt"].as_slice(),
        ["--change", "change.yaml"].as_slice(),
        ["FE01.txt"].as_slice(),
        ["no-such-runbook", "--change", "change.yaml", "FE01.txt"].as_slice(),
    ] {
        let output = checked(&capture, arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            said(&output)
        );
        let errors = String::from_utf8_lossy(&output.stderr);
        let is_told = !errors.is_empty() && !errors.contains("subcommand");
        assert!(is_told, "{arguments:?}: {}", said(&output));
    }
}

/// A folder is walked; one in which nothing is a capture is no evidence.
#[test]
fn a_folder_without_captures_is_no_evidence() {
    let files = [("captures/readme.md", b"# Nothing yet\n".as_slice())];
    let output = checked(&files, &["--change", "change.yaml", "captures"]);
    let code = output.status.code();
    assert!(matches!(code, Some(2 | 3)), "{}", said(&output));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{}", said(&output));
}

/// A transcript that ends before its last act does not show it, wherever it was cut: whatever the
/// program says then, it does not say that all is well.
#[test]
fn a_capture_that_was_cut_off_is_never_conformant() {
    let scenario = Scenario::conformant(Variant::Sfb2019, 1);
    let rendering = Rendering {
        noise: Level::Deceptive,
        ..Rendering::plain()
    };
    let whole = rendering.of(&scenario);
    let text = text_of(&whole[0].bytes);
    let last = text
        .rfind("Get-CsBackupServiceStatus")
        .expect("a last look");
    for place in [0, 1, 7, 60, last / 4, last / 2, last - 300, last - 30, last] {
        let mut recordings = whole.clone();
        recordings[0].bytes.truncate(place);
        let output = checked_all(&recordings);
        let code = output.status.code();
        assert!(
            matches!(code, Some(1 | 3)) || (place < 100 && code == Some(2)),
            "cut at {place}: {}",
            said(&output)
        );
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{place}: {}", said(&output));
    }
}
