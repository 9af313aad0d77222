//! Every code of definitions, changes and configurations, shown whole: what was written, and what
//! the program said.

use crate::story::{Story, told};

/// A definition in which nothing is wrong; each case changes one thing in it.
const WHOLE: &str = "\
format: runproof/runbook/1
id: demo
revision: 1.0.0
shell: bash

variants:
  one: { folder: /srv/one }
  two: { folder: /srv/two }

parameters:
  domain: { type: host }
  hosts: { list: host, type: host, at_least: 1 }

questions: [is_live]

steps:
  - id: drain
    for_each: host
    by: hand
    when: is_live
  - id: copy
    for_each: host
    run: ssh {host} cp {variant.folder}/{domain} /tmp
    expect: done

outcomes:
  done: { line: done }
";

struct Case {
    code: &'static str,
    /// What stands in the whole definition.
    instead_of: &'static str,
    write: &'static str,
}

const fn case(code: &'static str, instead_of: &'static str, write: &'static str) -> Case {
    Case {
        code,
        instead_of,
        write,
    }
}

const CASES: &[Case] = &[
    case("yaml-syntax", "questions: [is_live]", "questions: [is_live"),
    case("yaml-feature", "one: { folder", "one: &first { folder"),
    case(
        "duplicate-key",
        "shell: bash",
        "shell: bash\nshell: powershell",
    ),
    case(
        "unknown-key",
        "    by: hand",
        "    by: hand\n    wehn: is_live",
    ),
    case("missing-key", "revision: 1.0.0\n", ""),
    case("wrong-kind", "questions: [is_live]", "questions: is_live"),
    case("wrong-value", "shell: bash", "shell: zsh"),
    case("invalid-name", "id: demo", "id: ../../etc/passwd"),
    case("duplicate-name", "- id: copy", "- id: drain"),
    case("dangling-name", "when: is_live", "when: is_alive"),
    case("unknown-value", "{domain}", "{domian}"),
    case("unbound-item", "    for_each: host\n    run", "    run"),
    case("missing-fact", "two: { folder: /srv/two }", "two: {}"),
    case("step-kind", "    by: hand", "    by: hand\n    run: 'true'"),
    case(
        "undone-by",
        "    by: hand",
        "    by: hand\n    undone_by: [{ step: drain }]",
    ),
    case(
        "part-kind",
        "    by: hand",
        "    by: hand\n    body:\n      - text: see\n        level: 3",
    ),
    case(
        "page-steps",
        "\nsteps:",
        "\npage:\n  - steps: { from: copy, to: copy }\n\nsteps:",
    ),
    case(
        "parameter-kind",
        "domain: { type: host }",
        "domain: { type: host, count: 2 }",
    ),
    case(
        "command-table",
        "outcomes:",
        "commands:\n  Start-X:\n    parameters:\n      Name: { position: 1 }\n      Other: { position: 1 }\n\noutcomes:",
    ),
    case(
        "variant-without-steps",
        "    by: hand",
        "    by: hand\n    variants: [one]\n    after: []\n  - id: x\n    variants: []\n    by: hand",
    ),
    case(
        "unreachable-step",
        "    when: is_live",
        "    when: is_live\n    unless: is_live",
    ),
    case(
        "unused-parameter",
        "  hosts:",
        "  other: { type: text }\n  hosts:",
    ),
    case("unused-question", "[is_live]", "[is_live, is_old]"),
    case(
        "unused-outcome",
        "  done: {",
        "  never: { silence: {} }\n  done: {",
    ),
    case(
        "order-cycle",
        "    when: is_live",
        "    when: is_live\n    after: [copy]",
    ),
    case(
        "order-against-list",
        "    when: is_live",
        "    when: is_live\n    after: [copy]\n  - id: x\n    by: hand",
    ),
    case(
        "rolling-overlap",
        "outcomes:",
        "rolling:\n  - { id: first, each: host, from: drain, to: copy }\n  \
         - { id: second, each: host, from: copy, to: copy }\n\noutcomes:",
    ),
];

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/codes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_whole_definition_has_no_findings() {
    let story = Story::new().file("runbooks/demo.yaml", WHOLE);
    let told = story.tell("lint runbooks/demo.yaml");
    assert_eq!(told, "nothing found\n--- exit 0 ---\n");
}

#[test]
fn every_code_of_a_definition() {
    for case in CASES {
        assert!(WHOLE.contains(case.instead_of), "{}", case.code);
        let mut text = WHOLE.replacen(case.instead_of, case.write, 1);
        match case.code {
            "order-against-list" => {
                text = text.replace("  - id: copy\n", "  - id: copy\n    after: []\n");
            }
            "variant-without-steps" => {
                text = text.replace("  - id: copy\n", "  - id: copy\n    variants: [one]\n");
            }
            _ => {}
        }
        let story = Story::new().file("runbooks/demo.yaml", &text);
        let told = story.tell("lint runbooks/demo.yaml");
        assert!(
            told.contains(&format!("[{}]", case.code)),
            "{}\n{told}",
            case.code
        );
        hold(case.code, &told);
    }
}

#[test]
fn findings_come_all_at_once() {
    let text = WHOLE
        .replace("shell: bash", "shell: bsh")
        .replace("when: is_live", "when: [is_live]\n    colour: red")
        .replace("revision: 1.0.0\n", "");
    let story = Story::new().file("runbooks/demo.yaml", text);
    hold("all-at-once", &story.tell("lint runbooks/demo.yaml"));
}

const CHANGE: &str = "\
change: CHG1
variant: one
parameters:
  domain: example.com
  hosts: [a.example.com, b.example.com]
answers:
  is_live: true
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: drain, by: me, at: 2026-03-14T20:30:00 }
";

const CHANGES: &[Case] = &[
    case("unknown-parameter", "  domain:", "  domian:"),
    case("missing-parameter", "  domain: example.com\n", ""),
    case(
        "parameter-value",
        "domain: example.com",
        "domain: 'example.com; rm -rf /'",
    ),
    case(
        "parameter-count",
        "[a.example.com, b.example.com]",
        "[a.example.com, A.example.com]",
    ),
    case("unknown-name", "is_live: true", "is_alive: true"),
    case(
        "invalid-time",
        "2026-03-14T20:00:00+01:00",
        "2026-03-14T20:00:00",
    ),
];

#[test]
fn every_code_of_a_change() {
    let catalog = "title = T\nproduct = P\nsummary = S\nprocedure = X\nquestion-is_live = Live?\n\
        outcome-done = Done.\ndrain = Drain.\n    .title = Drain\ncopy = Copy.\n    .title = Copy\n";
    let story = |change: &str| {
        Story::new()
            .file("runbooks/demo.yaml", WHOLE)
            .file("locales/en/demo.ftl", catalog)
            .file("change.yaml", change)
    };
    let whole = story(CHANGE).output("render demo --change change.yaml");
    assert!(whole.status.success(), "{}", told(&whole));
    for case in CHANGES {
        assert!(CHANGE.contains(case.instead_of), "{}", case.code);
        let change = CHANGE.replacen(case.instead_of, case.write, 1);
        let told = story(&change).tell("render demo --change change.yaml");
        assert!(
            told.contains(&format!("[{}]", case.code)),
            "{}\n{told}",
            case.code
        );
        assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
        hold(case.code, &told);
    }
}

#[test]
fn a_change_may_be_json() {
    let json = r#"{"change": "CHG1", "variant": "sfb-2019", "parameters": {"pools": [
        {"fqdn": "p1.example.com", "servers": ["s1.example.com"]},
        {"fqdn": "p2.example.com", "servers": ["s2.example.com"]}]}}"#;
    let story = Story::new().file("change.json", json);
    let told = story.tell("render --change change.json");
    assert!(
        told.contains("Invoke-CsBackupServiceSync -PoolFqdn p2.example.com"),
        "{told}"
    );
}

#[test]
fn waivers_have_a_reason_and_a_last_day() {
    let waived = "waivers:\n  - { code: unused-question, path: 'runbooks/*', reason: next week, until: 2026-12-31 }\n";
    let story = Story::new()
        .file(
            "runbooks/demo.yaml",
            WHOLE.replace("[is_live]", "[is_live, is_old]"),
        )
        .file("runproof.yaml", waived);
    hold("waived", &story.tell("lint . --as-of 2026-12-31"));
    hold("waiver-expired", &story.tell("lint . --as-of 2027-01-01"));
    let story = Story::new().file("runbooks/demo.yaml", WHOLE).file(
        "runproof.yaml",
        format!("{waived}  - {{ code: unused-qestion, reason: x, until: tomorrow }}\n"),
    );
    hold("invalid-date", &story.tell("lint ."));
}
