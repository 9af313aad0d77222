//! Which messages documents are made of: what a catalog must have, and what it may count on.

use std::collections::HashSet;

use super::script::{KEYS, SCRIPT};
use super::words::PAGE;
use crate::runbook::{Act, Content, PagePart, Parameter, PartId, Runbook, Step};
use runproof_language::{Contract, Need, Wanted};

/// What a runbook asks of the catalog of its name.
pub fn contract(runbook: &Runbook) -> Contract {
    let common = common_variables(runbook);
    let mut messages = Vec::new();
    for id in ["title", "product"] {
        messages.push(wanted(id, None, &common));
    }
    match &runbook.page {
        None => {
            for id in ["summary", "procedure"] {
                messages.push(wanted(id, None, &common));
            }
        }
        Some(page) => page_messages(page, &common, &mut messages),
    }
    for step in &runbook.steps {
        step_messages(step, &common, &mut messages);
    }
    for rolling in &runbook.rolling {
        let mut variables = with(&common, &["step", "remaining"]);
        variables.extend(["first".to_owned(), "last".to_owned()]);
        messages.push(wanted(rolling.id.as_str(), None, &variables));
    }
    for outcome in &runbook.outcomes {
        let variables = with(&common, &["step", "remaining"]);
        messages.push(wanted(
            &format!("outcome-{}", outcome.name),
            None,
            &variables,
        ));
    }
    for question in &runbook.questions {
        messages.push(wanted(&format!("question-{question}"), None, &common));
    }
    for note in &runbook.notes {
        messages.push(wanted(note.id.as_str(), None, &common));
    }
    Contract {
        catalog: runbook.id.to_string(),
        messages,
        variants: runbook.variants.iter().map(|v| v.id.to_string()).collect(),
    }
}

/// The messages of a page.
fn page_messages(page: &[PagePart], common: &[String], messages: &mut Vec<Wanted>) {
    let mut names = Vec::new();
    for part in page {
        part.names(&mut names);
    }
    messages.extend(
        once(names)
            .into_iter()
            .map(|name| wanted(name, None, common)),
    );
}

fn step_messages(step: &Step, common: &[String], messages: &mut Vec<Wanted>) {
    let id = step.id.as_str();
    let variables = with(common, &["step", "remaining"]);
    messages.push(wanted(id, None, &variables));
    messages.push(Wanted {
        // Its first words can stand for it.
        need: match &step.body {
            Some(_) => Need::May,
            None => Need::Must,
        },
        ..wanted(id, Some("title"), &variables)
    });
    let mut add = |attribute: Option<&str>| messages.push(wanted(id, attribute, &variables));
    match &step.act {
        Act::Decide { .. } => {
            for part in ["if-yes", "if-no", "yes", "no"] {
                add(Some(part));
            }
        }
        Act::Run(groups) => {
            for part in groups.iter().filter_map(|group| group.id.as_ref()) {
                add(Some(part.as_str()));
            }
        }
        Act::ByHand { .. } => {}
    }
    for part in step
        .results
        .iter()
        .chain(step.notes.iter().map(|note| &note.id))
    {
        add(Some(part.as_str()));
    }
    let mut names = Vec::new();
    for part in step.body.iter().flatten() {
        part.names(&mut names);
    }
    for name in once(names) {
        add(Some(name));
    }
}

/// Words that stand in two places are one message.
fn once(mut names: Vec<&PartId>) -> Vec<&str> {
    let mut known = HashSet::new();
    names.retain(|name| known.insert(*name));
    names.into_iter().map(PartId::as_str).collect()
}

fn common_variables(runbook: &Runbook) -> Vec<String> {
    let mut variables = vec!["variant".to_owned(), "steps".to_owned()];
    // A fact that only some variants have would be missing in the documents of the others.
    if let Some(first) = runbook.variants.first() {
        let shared = first.facts.iter().filter(|(name, _)| {
            let mut variants = runbook.variants.iter();
            variants.all(|variant| variant.facts.iter().any(|(fact, _)| fact == name))
        });
        variables.extend(shared.map(|(name, _)| name.clone()));
    }
    variables.extend(
        runbook
            .parameters
            .iter()
            .filter(|p| is_always_known(p))
            .map(|p| p.name.clone()),
    );
    variables.extend(runbook.steps.iter().map(|step| format!("step-{}", step.id)));
    variables.extend(
        runbook
            .questions
            .iter()
            .map(|question| format!("answer-{question}")),
    );
    variables
}

/// A value has a placeholder where it is not bound; the length of a list is known only if fixed.
fn is_always_known(parameter: &Parameter) -> bool {
    match &parameter.content {
        Content::Value(_) => true,
        Content::List(list) => list.fixed_count().is_some(),
    }
}

/// What the program asks of `runproof.ftl`.
pub fn program_contract() -> Contract {
    const WITH_VALUES: &[(&str, &[&str])] = &[
        ("doc-step", &["number"]),
        ("doc-steps", &["count"]),
        ("doc-window-range", &["start", "end"]),
        ("doc-if-yes", &[]),
        ("doc-if-no", &[]),
        ("doc-on-each", &["count"]),
        ("doc-lead", &["label"]),
        ("doc-round", &["first", "last", "item"]),
        ("doc-record-elevated-powershell", &[]),
        ("doc-record-elevated-bash", &[]),
        ("doc-record-powershell", &[]),
        ("doc-record-powershell-end", &[]),
        ("doc-record-bash", &[]),
        ("doc-record-bash-end", &[]),
        ("doc-record-submit", &[]),
        ("repeat-until", &["count"]),
        ("doc-na-answer", &["question", "answer"]),
        ("doc-na-stopped", &["number"]),
        ("doc-placeholders", &[]),
        ("doc-untranslated", &[]),
        ("doc-generated", &["runbook", "revision"]),
        ("script-intro", &["title", "steps"]),
        ("script-step", &["number", "total", "title"]),
    ];
    let page = PAGE.iter().map(|id| wanted(id, None, &[]));
    let keys = KEYS.iter().map(|id| wanted(id, None, &[]));
    let others = WITH_VALUES.iter().chain(SCRIPT).map(|(id, variables)| {
        let variables: Vec<String> = variables.iter().map(|v| (*v).to_owned()).collect();
        wanted(id, None, &variables)
    });
    Contract {
        catalog: "runproof".to_owned(),
        messages: page.chain(keys).chain(others).collect(),
        variants: Vec::new(),
    }
}

fn with(common: &[String], more: &[&str]) -> Vec<String> {
    let mut variables = common.to_vec();
    variables.extend(more.iter().map(|name| (*name).to_owned()));
    variables
}

fn wanted(id: &str, attribute: Option<&str>, variables: &[String]) -> Wanted {
    Wanted {
        id: id.to_owned(),
        attribute: attribute.map(ToOwned::to_owned),
        variables: variables.to_vec(),
        need: Need::Must,
    }
}
