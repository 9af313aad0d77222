//! What of a pipeline makes a difference to an audit.

use super::super::{Effect, Invocation, Program, Value};
use super::effect;

/// The invocations without the commands of `<( … )` that only look, without stages that only show
/// what comes through them, and without a first stage that only answers "yes".
///
/// What a pipeline does to the world is what the strongest of its stages does.
pub(super) fn simplified(invocations: Vec<Invocation>) -> Vec<Invocation> {
    let counts = |one: &Invocation| !one.substituted || one.effect != Effect::Reads;
    let invocations = invocations.into_iter().filter(counts);
    invocations.map(simplify).collect()
}

fn simplify(mut head: Invocation) -> Invocation {
    if head.piped.is_empty() {
        return head;
    }
    let mut stages = std::mem::take(&mut head.piped);
    stages.retain(|stage| !is_viewer(stage));
    if is_confirmation(&head) && stages.first().is_some_and(|next| !effect::is_filter(next)) {
        let span = head.span;
        head = stages.remove(0);
        head.span = span;
    }
    head.effect = stages
        .iter()
        .map(|stage| stage.effect)
        .fold(head.effect, Effect::max);
    head.piped = stages;
    head
}

/// A stage that shows what comes through it and changes nothing of it.
fn is_viewer(stage: &Invocation) -> bool {
    let Program::Named(name) = &stage.program else {
        return false;
    };
    match name.as_str() {
        "less" | "more" => true,
        "cat" => stage.arguments.is_empty(),
        "tee" => stage.effect == Effect::Reads,
        _ => false,
    }
}

/// A stage that only answers "yes", or gives an empty input.
fn is_confirmation(stage: &Invocation) -> bool {
    let Program::Named(name) = &stage.program else {
        return false;
    };
    let answers = stage.arguments.iter().all(|argument| {
        matches!(&argument.value, Value::Known(text)
            if matches!(text.as_str(), "" | "y" | "Y" | "yes" | "Yes" | "YES" | "q" | "Q" | "-n" | "\n" | "y\n" | "y\\n" | "\\n"))
    });
    answers
        && stage.effect == Effect::Reads
        && matches!(name.as_str(), "echo" | "printf" | "yes" | ":" | "true")
}
