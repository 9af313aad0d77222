//! The prompts of a guided script.

use super::inline::plain_text;
use super::{Document, Part, ScriptWords};
use crate::locale::{Args, Translator, unshield};

/// The prompts of a guided script for a document.
pub fn script_words(document: &Document, program: &Translator) -> ScriptWords {
    let say = |id: &str, values: &[(&str, &str)]| {
        let mut args = Args::new();
        for (name, value) in values {
            args.set(*name, *value);
        }
        unshield(&program.format(id, None, &args).text)
    };
    let total = document.steps.len();
    let counts = procedure_counts(document);
    let title = plain_text(&document.title);
    let mut intro = Args::new();
    intro.set("title", title.as_str());
    intro.set("steps", total);
    ScriptWords {
        intro: unshield(&program.format("script-intro", None, &intro).text),
        transcript: say("script-transcript", &[("path", "{0}")]),
        operator: say("script-operator", &[]),
        by_hand_prompt: say("script-by-hand-prompt", &[]),
        run_prompt: say("script-run-prompt", &[]),
        question_prompt: say("script-question-prompt", &[]),
        repeat_prompt: say("script-repeat-prompt", &[]),
        host_prompt: say("script-host-prompt", &[("host", "{0}"), ("here", "{1}")]),
        elsewhere: say("script-elsewhere", &[]),
        value_prompt: say("script-value-prompt", &[("placeholder", "{0}")]),
        value_invalid: say("script-value-invalid", &[("placeholder", "{0}")]),
        skipped: say("script-skipped", &[]),
        skip_reason: say("script-skip-reason", &[]),
        failed: say("script-failed", &[("error", "{0}")]),
        quit: say("script-quit", &[("number", "{0}")]),
        finished: say("script-finished", &[]),
        not_applicable: say("script-not-applicable", &[]),
        steps: document
            .steps
            .iter()
            .map(|step| {
                let mut args = Args::new();
                match counts.get(step.number as usize - 1) {
                    // "Step 3.2 of 7": the second of the seven in the third procedure.
                    Some((procedure, count)) if *count < total => {
                        args.set("number", format!("{procedure}.{}", step.ordinal));
                        args.set("total", *count);
                    }
                    _ => {
                        args.set("number", step.number);
                        args.set("total", total);
                    }
                }
                args.set("title", step.title.as_str());
                unshield(&program.format("script-step", None, &args).text)
            })
            .collect(),
    }
}

/// Of each step its procedure's number on the page and how many steps that has.
fn procedure_counts(document: &Document) -> Vec<(usize, usize)> {
    let parts = document.page.iter().flatten();
    let procedures = parts.filter_map(|part| match part {
        Part::Steps(steps) => Some(steps.to - steps.from),
        Part::Heading(_) | Part::Block(_) => None,
    });
    procedures
        .enumerate()
        .flat_map(|(at, count)| std::iter::repeat_n((at + 1, count), count))
        .collect()
}
