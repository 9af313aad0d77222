//! Each format whole.

use super::fixture::{conformant, deviating, inconclusive, reported};
use crate::audit::Verdict;
use crate::report::Style;
use crate::report::verdict::{Format, write};

pub(super) fn written(verdict: &Verdict, format: Format, tag: &str) -> String {
    reported(verdict, tag, |report| {
        let mut bytes = Vec::new();
        write(format, report, &mut bytes).expect("a vector takes all");
        String::from_utf8(bytes).expect("text")
    })
}

const PLAIN: Format = Format::Text {
    style: Style::Plain,
    width: 80,
};

#[test]
fn text_of_a_change_that_deviates() {
    insta::assert_snapshot!(written(&deviating(), PLAIN, "en"));
}

#[test]
fn text_of_a_change_that_conforms() {
    insta::assert_snapshot!(written(&conformant(), PLAIN, "en"));
}

#[test]
fn text_of_a_change_that_cannot_be_judged() {
    insta::assert_snapshot!(written(&inconclusive(), PLAIN, "en"));
}

#[test]
fn json() {
    insta::assert_snapshot!("deviating.json", written(&deviating(), Format::Json, "en"));
}

#[test]
fn csv() {
    insta::assert_snapshot!("deviating.csv", written(&deviating(), Format::Csv, "en"));
}

#[test]
fn junit() {
    insta::assert_snapshot!(
        "deviating.junit.xml",
        written(&deviating(), Format::Junit, "en")
    );
    let conforms = written(&conformant(), Format::Junit, "en");
    assert!(conforms.contains("failures=\"0\""), "{conforms}");
    let lacks = written(&inconclusive(), Format::Junit, "en");
    assert!(lacks.contains("failures=\"0\""), "{lacks}");
    assert!(lacks.contains("<skipped message=\"`Invoke-"), "{lacks}");
}

#[test]
fn sarif() {
    let written = written(&deviating(), Format::Sarif, "en");
    // The rules are the manuals, which have a test of their own.
    let mut value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let rules = value["runs"][0]["tool"]["driver"]["rules"].take();
    assert_eq!(rules.as_array().map(Vec::len), Some(15));
    insta::assert_json_snapshot!("deviating.sarif", value);
}

#[test]
fn xes() {
    insta::assert_snapshot!("deviating.xes", written(&deviating(), Format::Xes, "en"));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(
        "deviating.md",
        written(&deviating(), Format::Markdown, "en")
    );
}

#[test]
fn in_toto() {
    insta::assert_snapshot!(
        "deviating.in-toto.json",
        written(&deviating(), Format::InToto, "en")
    );
    let passed = written(&conformant(), Format::InToto, "en");
    assert!(passed.contains("\"result\": \"PASSED\""), "{passed}");
    let warned = written(&inconclusive(), Format::InToto, "en");
    assert!(warned.contains("\"result\": \"WARNED\""), "{warned}");
}
