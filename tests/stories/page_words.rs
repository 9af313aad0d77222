//! What pages say where it is not plain: decisions, steps that do not apply, rolling orders, a
//! language that lacks a part, and definitions that somebody has shaken.

use proptest::prelude::*;
use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::Writer;
use runproof_model::plan::{self, Change, Plan};
use runproof_model::runbook::{self, Runbook};

use crate::outline::outline;
use crate::pages::{RUNBOOK, WORDS, hold};

const DECIDING: &str = "\
format: runproof/runbook/1
id: deciding
revision: 1.0.0
shell: bash
variants: { one: {} }
parameters:
  hosts: { list: host, type: host, at_least: 1, placeholder: <host> }
questions: [is_live]
page:
  - steps: { from: look, to: ask }
  - text: between
  - steps: { from: drain, to: verify }
steps:
  - id: look
    by: hand
    body: []
  - id: ask
    decide: is_live
    body: [ { bullets: [ [ { text: where } ] ] } ]
  - id: drain
    when: is_live
    for_each: host
    body: [ { run: 'drain {host}' } ]
  - id: reboot
    for_each: host
    body: [ { run: 'reboot {host}' } ]
  - id: verify
    by: hand
    body:
      - table: t
        columns: [a]
rolling:
  - { id: one-by-one, each: host, from: drain, to: reboot }
";

const DECIDING_WORDS: &str = "\
title = T
product = P
between = There are { $steps } steps below.
one-by-one = Steps { $first } to { $last } on one host after the other.
question-is_live = Is it live?
look = { \"\" }
ask = Find out.
    .title = Find out
    .where = Look there.
    .if-yes = Go on to step { $step-drain }.
    .if-no = Go on to step { $step-reboot }.
    .yes = It is live.
    .no = It is not live.
drain = Drain it; { $remaining } follow.
reboot = Reboot it, a step of { $steps }.
verify =
    Verify **it** with \\
    care.

    Then go home.
    .t-a = A
";

fn parsed(text: &str) -> Runbook {
    let parsed = runbook::parse(&Source::new("x.yaml", text));
    let findings = parsed.findings;
    parsed.runbook.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The outline of a document in French, whose words fall back to English.
fn in_french(plan: &Plan<'_>, french: &str, english: &str) -> String {
    let embedded = Project::embedded();
    let fr: Locale = "fr".parse().expect("a tag");
    let folder = embedded.folder_for(&fr, "x").expect("embedded");
    let program = Translator::new(&fr, folder.catalog("runproof"), None);
    let own = Catalog::parse(Source::new("fr.ftl", french));
    let source = Catalog::parse(Source::new("en.ftl", english));
    let en = Locale::english();
    let prose = Translator::new(&fr, [&own], Some((&en, vec![&source])));
    outline(&Writer::new(&program, &prose, &en).write(plan))
}

fn change(runbook: &Runbook, answer: bool) -> Change {
    let text = format!(
        "change: C\nparameters: {{ hosts: [a.example.com] }}\nanswers: {{ is_live: {answer} }}\n"
    );
    let parsed = plan::parse_change(&Source::new("change.yaml", text), runbook);
    parsed.change.expect("it is sound")
}

#[test]
fn decisions_and_rolling_orders_count_within_their_procedure() {
    let runbook = parsed(DECIDING);
    let one = &runbook.variants[0];
    let told = |change: Option<&Change>| {
        in_french(&Plan::resolve(&runbook, one, change), "", DECIDING_WORDS)
    };
    let (yes, no) = (change(&runbook, true), change(&runbook, false));
    let text = format!(
        "open\n{}\nyes\n{}\nno\n{}",
        told(None),
        told(Some(&yes)),
        told(Some(&no))
    );
    hold("decisions", &text);
}

#[test]
fn what_a_language_lacks_is_marked_in_lists_and_boxes_too() {
    let runbook = parsed(RUNBOOK);
    let plan = Plan::resolve(&runbook, &runbook.variants[0], None);
    let french = "title = Déplacer\nopen-console = Ouvrez.\n    .click = Cliquez.\n    .dialog = La boîte\nintro = Voici.\n";
    hold("fallback", &in_french(&plan, french, WORDS));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Lines of a definition left out, doubled, moved and indented: findings or documents, no
    /// panic.
    #[test]
    fn a_definition_that_was_shaken_is_read_or_refused(
        shakes in prop::collection::vec((0usize..200, 0usize..200, 0u8..5), 1..4)
    ) {
        let mut lines: Vec<String> = RUNBOOK.lines().map(ToOwned::to_owned).collect();
        for (one, other, how) in shakes {
            let (one, other) = (one % lines.len(), other % lines.len());
            match how {
                0 => drop(lines.remove(one)),
                1 => lines.insert(other, lines[one].clone()),
                2 => lines.swap(one, other),
                3 => lines[one].insert_str(0, "  "),
                _ => {
                    let text = lines[one].replacen("  ", "", 1);
                    lines[one] = text;
                }
            }
        }
        let parsed = runbook::parse(&Source::new("x.yaml", lines.join("\n")));
        match parsed.runbook {
            None => prop_assert!(!parsed.findings.is_empty()),
            Some(runbook) => {
                for variant in &runbook.variants {
                    in_french(&Plan::resolve(&runbook, variant, None), "", WORDS);
                }
            }
        }
    }
}
