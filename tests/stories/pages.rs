//! Pages that a definition arranges itself: what their Plans and documents are, what is wrong with
//! them, what lint wants of their words, and how they are audited.

use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::{Document, Writer};
use runproof_model::plan::{Act, Plan};
use runproof_model::runbook::{self, Runbook};

use crate::check::transcript;
use crate::outline::outline;
use crate::story::Story;

pub(crate) fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Every kind of part, in two procedures.
pub(crate) const RUNBOOK: &str = "\
format: runproof/runbook/1
id: move-store
revision: 1.0.0
shell: powershell
variants: { v1: {}, v2: {} }
parameters:
  store: { type: text, placeholder: <store> }
  hosts: { list: host, type: host, at_least: 1, placeholder: <host> }

page:
  - text: intro
  - heading: prepare
  - steps: { from: open-console, to: check }
  - note:
      - text: remark
      - bullets: [ [ { text: remark-one } ], [ { text: remark-two } ] ]
    kind: tip
    variants: [v2]
  - heading: move
    level: 3
  - steps: { from: dismount, to: mount }
  - table: limits
    columns: [name, value]
    align: [default, right]
    rows: [size, count]
  - quote: [ { text: saying } ]
  - image: { source: media/store.svg }
  - sample:
      v1: |
        <store/>
      v2: |
        <store version=\"2\"/>
    language: xml

steps:
  - id: open-console
    by: hand
    body:
      - bullets:
          - - text: click
            - image: { source: media/open.png, alt: dialog, title: dialog-title }
          - - text: choose
            - numbers: [ [ { text: first } ], [ { text: second } ] ]
              start: 3
      - note: [ { text: recommended } ]
        variants: [v1]
  - id: check
    for_each: host
    at: { this: host }
    body:
      - bullets:
          - - text: look
            - run: Get-Store -Name '{store}' -Server {host}
              expect: mounted
          - - text: see
            - sample: |
                Name  Mounted
                S1    True
      - table: states
        columns: [state]
        rows: [good]
  - id: dismount
    by: hand
    body:
      - run: { v2: \"Dismount-Store -Name '{store}'\" }
        variants: [v2]
  - id: copy
    variants: [v2]
    body:
      - run: Copy-Store -Name '{store}'
  - id: mount
    run: Mount-Store -Name '{store}'

outcomes:
  mounted: { line: Mounted }
";

pub(crate) const WORDS: &str = "\
title = Move a store
product = Stores
prepare = Prepare the move
move = Move it
intro =
    This takes { $steps } steps.

    Press ![the key](media/key.png) first.
remark = Mind { $variant }.
remark-one = One.
remark-two = Two.
limits-name = **Name**
limits-value = Value
limits-size-name = Size
limits-size-value = 3\\
    4
limits-count-name = { \"\" }
limits-count-value =
    a

    b
saying = So be it.
open-console = Open the **console**. It has { $remaining } more after it.
    .click = Click **Open**.
    .dialog = The *open* dialog
    .dialog-title = Open
    .choose = Choose.
    .first = This.
    .second = That.
    .recommended = Recommended.
check = Check the store.
    .title = Check
    .look = Look.
    .see = See step { $step-mount } of { $steps }.
    .states-state = State
    .states-good-state = Good
dismount = Dismount it.
copy = Step { $step } copies, { $remaining } remain.
mount = Mount it.
    .title = Mount
outcome-mounted = It is mounted.
";

fn parsed(text: &str) -> Runbook {
    let parsed = runbook::parse(&Source::new("move-store.yaml", text));
    parsed
        .runbook
        .unwrap_or_else(|| panic!("{:?}", parsed.findings))
}

fn document(plan: &Plan<'_>, words: &str) -> Document {
    let english = Locale::english();
    let embedded = Project::embedded();
    let folder = embedded.folder_for(&english, "x").expect("embedded");
    let program = Translator::new(&english, folder.catalog("runproof"), None);
    let catalog = Catalog::parse(Source::new("move-store.ftl", words));
    let prose = Translator::new(&english, [&catalog], None);
    let document = Writer::new(&program, &prose, &english).write(plan);
    assert_eq!(prose.take_flaws(), []);
    document
}

/// The steps of a Plan, one a line: what they are called, and what they run.
fn steps(plan: &Plan<'_>) -> String {
    let mut text = String::new();
    for step in &plan.steps {
        let act = match &step.act {
            Act::ByHand { .. } => "by hand".to_owned(),
            Act::Decide { question, .. } => format!("decide {question}"),
            Act::Run(groups) => {
                let commands = groups.iter().flat_map(|group| &group.commands);
                let commands: Vec<&str> = commands.map(|command| command.text.as_str()).collect();
                commands.join(" ; ")
            }
        };
        text.push_str(&format!(
            "{} {} = {} of {}, {} remain: {act}\n",
            step.number,
            step.id,
            step.label,
            plan.steps_beside(step),
            step.remaining,
        ));
    }
    text
}

#[test]
fn a_plan_has_the_parts_of_its_variant() {
    let runbook = parsed(RUNBOOK);
    let of = |at: usize| steps(&Plan::resolve(&runbook, &runbook.variants[at], None));
    hold("plans", &format!("v1\n{}\nv2\n{}", of(0), of(1)));
}

#[test]
fn a_document_says_every_part_in_its_place() {
    let runbook = parsed(RUNBOOK);
    let of = |at: usize| {
        let plan = Plan::resolve(&runbook, &runbook.variants[at], None);
        outline(&document(&plan, WORDS))
    };
    hold("document-v1", &of(0));
    hold("document-v2", &of(1));
}

fn project() -> Story {
    Story::new()
        .file("runbooks/move-store.yaml", RUNBOOK)
        .file("locales/en/move-store.ftl", WORDS)
}

#[test]
fn a_list_calls_steps_what_people_call_them() {
    let told = project().tell("list move-store");
    assert!(told.contains("v2, 5 steps in 2 procedures"), "{told}");
    let json = project().tell("list move-store --format json");
    assert!(json.contains("\"labels\": ["), "{json}");
    assert!(json.contains("\"2.3\""), "{json}");
}

#[test]
fn lint_asks_for_every_name_and_for_no_title() {
    let whole = project().tell("lint .");
    assert!(whole.starts_with("nothing found\n"), "{whole}");
    let lacking = WORDS
        .replace("limits-size-name = Size\n", "")
        .replace("prepare = Prepare the move\n", "")
        .replace("    .dialog = The *open* dialog\n", "")
        .replace("    .states-good-state = Good\n", "")
        + "summary = Nobody shows it.\n";
    let story = project().file("locales/en/move-store.ftl", lacking);
    hold("lint", &story.tell("lint ."));
}

#[test]
fn a_translation_has_what_the_source_language_has() {
    let french = WORDS.replace("    .title = Mount\n", "").replace(
        "dismount = Dismount it.\n",
        "dismount = Démontez-la.\n    .title = Démontez\n",
    );
    let story = project().file("locales/fr/move-store.ftl", french);
    let told = story.tell("lint . --format json");
    assert!(told.contains("`mount` has no attribute `title`"), "{told}");
    assert!(!told.contains("unused-attribute"), "{told}");
}

/// Commands in lists in lists, in two procedures, for two servers.
const NESTED: &str = "\
format: runproof/runbook/1
id: drain
revision: 1.0.0
shell: powershell
variants: { windows: {} }
parameters:
  servers: { list: server, type: host, at_least: 1, placeholder: <server> }
page:
  - steps: { from: drain, to: drain }
  - heading: afterwards
  - steps: { from: tell, to: start }
steps:
  - id: drain
    for_each: server
    at: { this: server }
    body:
      - bullets:
          - - text: first
            - numbers:
                - - run: Suspend-ClusterNode
                - - note:
                      - run: Stop-Service -Name Spooler
          - - quote: [ { run: Restart-Computer -Force } ]
  - id: tell
    by: hand
  - id: start
    for_each: server
    at: { this: server }
    body:
      - bullets: [ [ { run: Start-Service -Name Spooler } ] ]
";

const NESTED_WORDS: &str = "\
title = Drain a node
product = Windows Server
afterwards = Afterwards
drain = Drain the node.
    .first = Suspend it.
tell = Tell the users.
    .title = Tell them
start = Start the spooler.
";

const NESTED_CHANGE: &str = "\
change: CHG1
parameters: { servers: [srv01.example.com] }
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-14T22:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: tell, by: 'EXAMPLE\\ops', at: 2026-03-14T20:12:00 }
";

fn audit(typed: &[&str]) -> String {
    let lines: Vec<(&str, &str)> = typed.iter().map(|line| (*line, "")).collect();
    let story = Story::new()
        .file("runbooks/drain.yaml", NESTED)
        .file("locales/en/drain.ftl", NESTED_WORDS)
        .file("change.yaml", NESTED_CHANGE)
        .file("captures/SRV01.txt", transcript("SRV01", &lines));
    story.tell("check -c change.yaml captures --as-of 2026-03-16")
}

#[test]
fn commands_in_lists_are_expected_as_ever() {
    let told = audit(&[
        "Suspend-ClusterNode",
        "Stop-Service -Name Spooler",
        "Restart-Computer -Force",
        "Start-Service -Name Spooler",
    ]);
    hold("audit-whole", &told);
}

#[test]
fn commands_in_lists_have_an_order_and_steps_the_names_of_people() {
    let told = audit(&[
        "Start-Service -Name Spooler",
        "Restart-Computer -Force",
        "Suspend-ClusterNode",
    ]);
    hold("audit-broken", &told);
}

#[test]
fn the_example_in_the_manual_is_a_definition() {
    let manual = include_str!("../../docs/format.md");
    let (_, section) = manual
        .split_once("### Pages and bodies")
        .expect("a section");
    let example = section.split("```").nth(1).expect("an example");
    let example = example.strip_prefix("yaml\n").expect("of YAML");
    parsed(&format!(
        "format: runproof/runbook/1\nid: example\nrevision: '1'\nshell: powershell\n\
         variants: {{ v1: {{}}, v2: {{}} }}\n\
         parameters: {{ hosts: {{ list: host, type: host }} }}\n\
         outcomes: {{ mounted: {{ line: Mounted }} }}\n\
         {example}  - {{ id: dismount, by: hand }}\n  - {{ id: mount, by: hand }}\n"
    ));
}
