//! Each format whole.

use super::fixture::{conformant, deviating, inconclusive, reported, server, templates};
use crate::Style;
use crate::verdict::codes::manual;
use crate::verdict::{Format, write};
use runproof_audit::{Code, Evidence, Level, Status, Verdict};

pub(super) fn written(verdict: &Verdict, format: Format, tag: &str) -> String {
    reported(verdict, tag, |report| {
        let mut bytes = Vec::new();
        write(format, report, &templates(), &mut bytes).expect("a vector takes all");
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
    assert_eq!(rules.as_array().map(Vec::len), Some(16));
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

#[test]
fn html() {
    let page = written(&deviating(), Format::Html, "en");
    let (head, body) = page.split_once("<body").expect("a body");
    assert!(head.contains("default-src 'none'"), "{head}");
    insta::assert_snapshot!("deviating.html", body);
}

/// A change of many servers: 12 pools of 25.
pub(super) fn many() -> Verdict {
    let mut verdict = deviating();
    let step = &mut verdict.steps[3];
    let model = step.occurrences[0].clone();
    step.occurrences = (0..300)
        .map(|number| {
            let mut occurrence = model.clone();
            let pool = format!("pool{:02}.contoso.com", number / 25);
            occurrence.binding = server(&pool, &format!("fe{number:03}.contoso.com"));
            if number % 40 == 7 {
                occurrence.status = Status::Found(Code::Missing);
            }
            occurrence
        })
        .collect();
    verdict
}

#[test]
fn a_table_of_many_servers_is_summed_up() {
    let text = written(&many(), PLAIN, "en");
    let table = text
        .split("\n\n")
        .find(|part| part.starts_with("Steps and places"));
    insta::assert_snapshot!("many servers at 80", table.expect("a table"));
    let wide = Format::Text {
        style: Style::Plain,
        width: 200,
    };
    let text = written(&many(), wide, "en");
    let table = text
        .split("\n\n")
        .find(|part| part.starts_with("Steps and places"));
    insta::assert_snapshot!("many servers at 200", table.expect("a table"));
    let page = written(&many(), Format::Html, "en");
    assert!(
        page.contains("<table class=\"matrix turned\">"),
        "places are rows"
    );
}

#[test]
fn every_manual_shows_what_a_user_sees() {
    let levels = |level| match level {
        Level::Error => "Deviation",
        Level::Inconclusive => "Not proven",
        Level::Note => "Note",
    };
    for code in Code::ALL {
        let manual = manual(code);
        assert_eq!(manual.name, code.name());
        let head = format!("{}[{}]", levels(code.level()), code.name());
        assert!(manual.manual().contains(&head), "{head}");
        for part in ["## Why", "## Example", "## Instead"] {
            assert!(manual.manual().contains(part), "{}: {part}", code.name());
        }
    }
}

#[test]
fn a_thousand_polls_do_not_fill_a_page() {
    let mut verdict = deviating();
    let finding = verdict
        .findings
        .iter_mut()
        .find(|f| f.code == Code::Repeated);
    let finding = finding.expect("a poll");
    let poll = finding.evidence[0].clone();
    finding.evidence = (0..1_000)
        .map(|line| Evidence {
            line: 100 + line,
            ..poll.clone()
        })
        .collect();
    for format in [PLAIN, Format::Markdown, Format::Html] {
        let text = written(&verdict, format, "en");
        assert!(text.contains("980 more are in the JSON form"), "{format:?}");
        assert!(!text.contains("FE01.txt:900"), "{format:?}");
    }
    assert!(written(&verdict, Format::Csv, "en").contains("FE01.txt,900,"));
}
