//! Laws of pages: however steps are cut into procedures and restricted to variants, numbers run
//! from 1 without a gap in every procedure of every variant, and each command stands in one place.

use std::fmt::Write as _;

use proptest::prelude::*;
use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::{Block, Document, Part as DocumentPart, Writer};
use runproof_model::plan::{Act, Part, Plan};
use runproof_model::runbook;

/// Variants by their place: a set of them, never empty.
fn variants() -> impl Strategy<Value = Vec<usize>> {
    prop::sample::subsequence(vec![0, 1, 2], 1..=3)
}

#[derive(Debug, Clone)]
enum Random {
    Text,
    Run(Vec<usize>),
    Bullets(Vec<Random>),
    Note(Vec<Random>),
}

fn part() -> impl Strategy<Value = Random> {
    let leaf = prop_oneof![Just(Random::Text), variants().prop_map(Random::Run)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let inner = prop::collection::vec(inner, 1..4);
        prop_oneof![
            inner.clone().prop_map(Random::Bullets),
            inner.prop_map(Random::Note),
        ]
    })
}

#[derive(Debug, Clone)]
struct RandomStep {
    variants: Vec<usize>,
    /// Whether a procedure begins with it.
    begins: bool,
    body: Vec<Random>,
}

fn step() -> impl Strategy<Value = RandomStep> {
    let body = prop::collection::vec(part(), 0..4);
    (variants(), any::<bool>(), body).prop_map(|(variants, begins, body)| RandomStep {
        variants,
        begins,
        body,
    })
}

fn names(variants: &[usize]) -> String {
    let names: Vec<String> = variants.iter().map(|at| format!("v{at}")).collect();
    format!("[{}]", names.join(", "))
}

/// The parts as YAML of one line; a command that the step's variants lack is left out.
fn flow(parts: &[Random], of: &[usize], commands: &mut Vec<Vec<usize>>) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Random::Text => "{ text: words }".to_owned(),
            Random::Run(variants) => {
                let own: Vec<usize> = variants
                    .iter()
                    .copied()
                    .filter(|v| of.contains(v))
                    .collect();
                if own.is_empty() {
                    return "{ text: words }".to_owned();
                }
                commands.push(own.clone());
                format!(
                    "{{ run: run-{}, variants: {} }}",
                    commands.len(),
                    names(&own)
                )
            }
            Random::Bullets(inner) => format!("{{ bullets: [ {} ] }}", flow(inner, of, commands)),
            Random::Note(inner) => format!("{{ note: {} }}", flow(inner, of, commands)),
        })
        .collect();
    format!("[ {} ]", parts.join(", "))
}

fn written(steps: &[RandomStep]) -> (String, String) {
    let mut page = String::new();
    let mut text = String::new();
    let mut words = String::from("title = T\nproduct = P\n");
    let mut first = 0;
    for (at, step) in steps.iter().enumerate() {
        if at + 1 == steps.len() || steps[at + 1].begins {
            let _ = writeln!(page, "  - steps: {{ from: s{first}, to: s{at} }}");
            first = at + 1;
        }
        let mut commands = Vec::new();
        let body = flow(&step.body, &step.variants, &mut commands);
        let _ = writeln!(
            text,
            "  - id: s{at}\n    variants: {}",
            names(&step.variants)
        );
        let runs = |v: &usize| commands.iter().any(|own| own.contains(v));
        if !step.variants.iter().all(runs) {
            text.push_str("    by: hand\n");
        }
        let _ = writeln!(text, "    body: {body}");
        let _ = writeln!(words, "s{at} = S{at}\n    .words = Words.");
    }
    let head = "format: runproof/runbook/1\nid: random\nrevision: '1'\nshell: bash\n\
                variants: { v0: {}, v1: {}, v2: {} }\n";
    (format!("{head}page:\n{page}steps:\n{text}"), words)
}

/// The commands that parts name, in reading order.
fn named(parts: &[Part<'_>], found: &mut Vec<usize>) {
    for part in parts {
        match part {
            Part::Run(at) => found.push(*at),
            Part::List { items, .. } => items.iter().for_each(|item| named(item, found)),
            Part::Note { parts, .. } | Part::Quote(parts) => named(parts, found),
            _ => {}
        }
    }
}

/// The commands that a body shows, in reading order.
fn shown(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Commands(group) => {
                found.extend(
                    group
                        .commands
                        .iter()
                        .map(|command| command.text.as_str().to_owned()),
                );
            }
            Block::List(list) => list.items.iter().for_each(|item| shown(item, found)),
            Block::Alert(alert) => shown(&alert.blocks, found),
            Block::Quote(blocks) => shown(blocks, found),
            _ => {}
        }
    }
}

fn document(plan: &Plan<'_>, words: &str) -> Document {
    let english = Locale::english();
    let embedded = Project::embedded();
    let folder = embedded.folder_for(&english, "x").expect("embedded");
    let program = Translator::new(&english, folder.catalog("runproof"), None);
    let catalog = Catalog::parse(Source::new("random.ftl", words));
    let prose = Translator::new(&english, [&catalog], None);
    Writer::new(&program, &prose, &english).write(plan)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_have_no_gap_and_commands_one_place(
        mut steps in prop::collection::vec(step(), 1..10)
    ) {
        // Each variant has a step.
        steps[0].variants = vec![0, 1, 2];
        let (yaml, words) = written(&steps);
        let parsed = runbook::parse(&Source::new("random.yaml", yaml.as_str()));
        prop_assert!(parsed.findings.is_empty(), "{yaml}\n{:?}", parsed.findings);
        let runbook = parsed.runbook.expect("nothing was found");
        for variant in &runbook.variants {
            let plan = Plan::resolve(&runbook, variant, None);
            let numbers: Vec<u32> = plan.steps.iter().map(|step| step.number).collect();
            prop_assert_eq!(&numbers, &(1..=plan.steps.len() as u32).collect::<Vec<_>>());
            let mut next = 0;
            for (at, procedure) in plan.procedures.iter().enumerate() {
                prop_assert_eq!(procedure.start, next);
                prop_assert!(!procedure.is_empty());
                next = procedure.end;
                let own = &plan.steps[procedure.clone()];
                for (index, step) in own.iter().enumerate() {
                    prop_assert_eq!(step.ordinal as usize, index + 1);
                    prop_assert_eq!(step.procedure, at);
                    prop_assert_eq!(step.remaining as usize, own.len() - index - 1);
                }
            }
            prop_assert_eq!(next, plan.steps.len());

            let document = document(&plan, &words);
            let ranges = document.page.iter().flatten().filter_map(|part| match part {
                DocumentPart::Steps(steps) => Some(steps.from..steps.to),
                _ => None,
            });
            prop_assert_eq!(ranges.collect::<Vec<_>>(), plan.procedures.clone());
            for (step, told) in plan.steps.iter().zip(&document.steps) {
                let mut places = Vec::new();
                named(step.body.as_deref().unwrap_or_default(), &mut places);
                let commands: Vec<String> = match &step.act {
                    Act::Run(groups) => groups
                        .iter()
                        .flat_map(|group| &group.commands)
                        .map(|command| command.text.as_str().to_owned())
                        .collect(),
                    _ => Vec::new(),
                };
                prop_assert_eq!(places, (0..commands.len()).collect::<Vec<_>>());
                let mut said = Vec::new();
                shown(&told.body, &mut said);
                prop_assert_eq!(said, commands);
            }
        }
    }
}
