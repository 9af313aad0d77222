//! Each form whole, for the same findings.

use std::sync::Arc;

use super::{Results, Style, json, junit, markdown, sarif, text};
use runproof_core::diagnostic::{Diagnostic, Location, Source, Span, codes};
use runproof_core::waiver::{self, Waiver};
use runproof_text::visible::is_hidden;

codes! {
    /// A step that nobody
    /// can reach.
    ///
    /// ## Why
    ///
    /// Whoever follows the procedure never gets there.
    UNREACHABLE = "unreachable-step", Error;

    /// A thing to know.
    REMARK = "remark", Note;
}

fn at(source: &Arc<Source>, part: &str) -> Location {
    let start = source.text().find(part).expect("a part of the text");
    Location::new(source, Span::new(start, start + part.len()))
}

fn findings() -> Vec<Diagnostic> {
    let french = Source::new("locales/fr/a b.ftl", "un = Un\ndéjà = Étape { $nombre }\n");
    let english = Source::new("locales/en/a b.ftl", "one = One\ndeja = Step { $count }\n");
    let mut warning = Diagnostic::at(&REMARK, at(&french, "un"), "worth a look");
    warning.severity = runproof_core::diagnostic::Severity::Warning;
    vec![
        warning,
        Diagnostic::at(
            &UNREACHABLE,
            at(&french, "$nombre"),
            "nothing gives `$nombre` a value",
        )
        .related(at(&english, "$count"), "the source language has it here")
        .help("write `$count`"),
        Diagnostic::nowhere(&REMARK, "there is no `fr`"),
    ]
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes all");
    String::from_utf8(bytes).expect("text")
}

fn shown(finding: Diagnostic) -> String {
    written(|out| text(&Results::of(&[finding]), Style::Plain, out))
}

#[test]
fn the_codes_of_this_file_are_two() {
    assert_eq!(CODES.len(), 2);
}

#[test]
fn text_marks_the_places() {
    let findings = findings();
    insta::assert_snapshot!(written(|out| text(
        &Results::of(&findings),
        Style::Plain,
        out
    )));
}

#[test]
fn colours_come_only_when_asked_for() {
    let findings = findings();
    let plain = written(|out| text(&Results::of(&findings), Style::Plain, out));
    let coloured = written(|out| text(&Results::of(&findings), Style::Coloured, out));
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn nothing_found_is_said() {
    assert_eq!(
        written(|out| text(&Results::default(), Style::Plain, out)),
        "nothing found\n"
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown_instead() {
    let source = Source::new(
        "a\u{1b}]0;owned\u{7}.ftl",
        "k = \u{1b}[2J\u{9b}2J\u{202e}\r\tab\u{0}\n",
    );
    let finding = Diagnostic::at(&REMARK, at(&source, "ab"), "\u{1b}[31mred\n\u{9b}0m")
        .related(at(&source, "k"), "\u{1b}c")
        .help("\u{1b}[0m\u{7f}");
    let shown = shown(finding);
    assert!(
        !shown.chars().any(|c| c.is_control() && c != '\n'),
        "{shown:?}"
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn a_long_line_is_cut_around_its_place() {
    let long = format!("k = {}HERE{}\n", "é".repeat(6_000), "x".repeat(4_000));
    let source = Source::new("a.ftl", long);
    let shown = shown(Diagnostic::at(&REMARK, at(&source, "HERE"), "long"));
    assert!(
        shown.lines().all(|line| line.chars().count() < 160),
        "{shown}"
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn places_of_any_size_are_shown() {
    let source = Source::new("a.ftl", "one\n\ttwo\nthree\n");
    insta::assert_snapshot!(shown(Diagnostic::at(
        &REMARK,
        at(&source, "two\nth"),
        "two lines"
    )));
    let end = Location::new(&source, Span::new(15, 15));
    insta::assert_snapshot!(shown(Diagnostic::at(&REMARK, end, "the end of the file")));
    let empty = Location::new(&Source::new("empty.ftl", ""), Span::default());
    insta::assert_snapshot!(shown(Diagnostic::at(&REMARK, empty, "an empty file")));
    let outside = Location::new(&source, Span::new(40, 50));
    assert!(shown(Diagnostic::at(&REMARK, outside, "no such place")).contains("no such place"));
}

#[test]
fn json_has_every_key() {
    let findings = findings();
    insta::assert_snapshot!(written(|out| json(&Results::of(&findings), out)));
}

#[test]
fn nothing_hidden_is_written_as_it_is() {
    let source = Source::new("a\u{202e}\u{200b}\u{7f}.ftl", "k\u{9b} = x\u{2066}\n");
    let finding = Diagnostic::at(&REMARK, at(&source, "x"), "red\u{202e}\u{feff}")
        .related(at(&source, "k"), "\u{200e}")
        .help("\u{e0041}\u{1b}");
    let findings = [finding];
    let results = Results::of(&findings);
    let name = source.name();
    for written in [
        written(|out| json(&results, out)),
        written(|out| sarif(&results, out)),
        written(|out| junit(&results, &[name], out)),
        written(|out| markdown(&results, out)),
    ] {
        assert!(!written.contains(is_hidden), "{written:?}");
    }
    let json = written(|out| json(&results, out));
    let back: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(back["findings"][0]["path"], name);
}

#[test]
fn sarif_holds_rules_and_results() {
    let findings = findings();
    let (kept, waived) = findings.split_at(2);
    let waived: Vec<(Diagnostic, usize)> = waived.iter().map(|f| (f.clone(), 0)).collect();
    let waivers = [Waiver {
        code: "remark".into(),
        path: None,
        message: None,
        reason: "French comes in spring".into(),
        until: waiver::day("2027-03-01").expect("a day"),
        location: None,
    }];
    let results = Results {
        findings: kept,
        waived: &waived,
        waivers: &waivers,
    };
    insta::assert_snapshot!(written(|out| sarif(&results, out)));
}

#[test]
fn a_fingerprint_survives_lines_above_and_tells_twins_apart() {
    let prints = |text: &str| -> Vec<String> {
        let source = Source::new("a.ftl", text);
        let places = text
            .match_indices("bad")
            .map(|(start, part)| Location::new(&source, Span::new(start, start + part.len())));
        let findings: Vec<_> = places.map(|p| Diagnostic::at(&REMARK, p, "m")).collect();
        let log = written(|out| sarif(&Results::of(&findings), out));
        let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
        let results = log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .clone();
        let print = |r: &serde_json::Value| r["partialFingerprints"]["runproof/v1"].to_string();
        results.iter().map(print).collect()
    };
    let before = prints("a = bad\nb = bad bad\n");
    assert_eq!(prints("# new\n\na = bad\nb = bad bad\n"), before);
    assert_ne!(before[1], before[2]);
}
