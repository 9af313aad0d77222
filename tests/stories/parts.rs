//! What can be wrong with a page and with the bodies of steps: definitions as they are written, and
//! everything that is found in them.

use crate::story::Story;

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/parts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

const HEAD: &str = "\
format: runproof/runbook/1
id: demo
revision: 1.0.0
shell: bash
variants: { v1: {}, v2: {} }
";

/// What lint says about a definition with this below its head.
fn found(rest: &str) -> String {
    let story = Story::new().file("runbooks/demo.yaml", format!("{HEAD}{rest}"));
    story.tell("lint runbooks/demo.yaml")
}

#[test]
fn a_part_is_one_thing_in_its_place() {
    let told = found(
        "\
page:
  - heading: top
    level: 7
  - run: echo page
  - quote: [ { heading: inner }, { steps: { from: a, to: a } } ]
  - steps: { from: a, to: c }
steps:
  - id: a
    by: hand
    body:
      - { variants: [v1] }
      - { text: one, sample: two }
      - text: Not A Name
      - bullets: []
      - numbers: [ [] ]
      - note: []
      - { text: three, columns: [x], for_each: host, start: 2 }
      - image: { source: '' }
      - { text: four, variants: [] }
  - id: b
    by: hand
    variants: [v1]
    body:
      - { text: five, variants: [v2] }
      - { text: six, variants: [v3] }
      - sample: { v2: x }
  - id: c
    by: hand
    body:
      - table: t
      - { table: t, columns: [x, y], align: [left], rows: [r, r] }
",
    );
    hold("kinds", &told);
}

#[test]
fn a_step_with_a_body_is_one_thing() {
    let told = found(
        "\
steps:
  - id: nothing
    body: [ { text: see } ]
  - id: two-things
    by: hand
    body: [ { run: echo } ]
  - id: decision
    decide: ready
    body: [ { run: echo } ]
  - id: beside
    body: [ { run: echo } ]
    run: echo
    until: done
    results: [ see ]
    notes: [ { id: mind } ]
  - id: only-in-one
    body: [ { run: echo, variants: [v1] } ]
  - id: shown-twice
    by: hand
    evidence: [ { program: vi } ]
    body: [ { run: echo, variants: [v1] } ]
questions: [ready]
outcomes: { done: { silence: {} } }
",
    );
    hold("steps", &told);
}

#[test]
fn a_name_means_one_thing() {
    let told = found(
        "\
page:
  - text: title
  - heading: a
  - text: outcome-done
  - text: x-y-z
  - table: x-y
    columns: [z]
  - { table: x, columns: [y, y-z], rows: [y] }
  - steps: { from: a, to: a }
steps:
  - id: a
    body:
      - text: title
      - text: if-yes
      - text: same
      - bullets: [ [ { text: same }, { run: 'true', until: done } ] ]
outcomes: { done: { silence: {} } }
",
    );
    hold("names", &told);
}

#[test]
fn a_page_has_every_step_once_in_order() {
    const STEPS: &str = "\
steps:
  - { id: a, by: hand }
  - { id: b, by: hand }
  - { id: c, by: hand }
  - { id: d, by: hand }
  - { id: e, by: hand }
";
    let pages = [
        "  - text: intro\n",
        "  - steps: { from: a, to: b }\n  - steps: { from: d, to: d }\n",
        "  - steps: { from: a, to: c }\n  - steps: { from: c, to: e }\n",
        "  - steps: { from: d, to: e }\n  - steps: { from: a, to: c }\n",
        "  - steps: { from: e, to: a }\n  - steps: { from: a, to: x }\n",
        "  - steps: { from: a, to: e }\n    variants: [v1]\n",
    ];
    let told: Vec<String> = pages
        .iter()
        .map(|page| format!("page:\n{page}\n{}", found(&format!("page:\n{page}{STEPS}"))))
        .collect();
    hold("pages", &told.join("\n"));
}

#[test]
fn what_a_page_would_not_show_is_found() {
    let told = found(
        "\
page:
  - steps: { from: a, to: a }
  - steps: { from: b, to: b }
parameters:
  hosts: { list: host, type: host, at_least: 1 }
steps:
  - { id: a, by: hand, for_each: host }
  - { id: b, by: hand, for_each: host }
rolling:
  - { id: each, each: host, from: a, to: b }
notes: [ { id: mind } ]
",
    );
    hold("not-shown", &told);
}

#[test]
fn lists_in_lists_come_to_an_end() {
    let nested = |depth: usize| {
        let open = "[ [ { bullets: ".repeat(depth);
        let close = " } ] ]".repeat(depth);
        found(&format!(
            "steps:\n  - id: a\n    by: hand\n    body:\n      - bullets: {open}[ [ {{ text: x }} ] ]{close}\n"
        ))
    };
    // Real pages have four of them in each other.
    assert!(nested(7).starts_with("nothing found"), "{}", nested(7));
    for depth in [9, 100, 10_000] {
        let told = nested(depth);
        assert!(told.contains("more than 32 levels deep"), "{told}");
    }
}
