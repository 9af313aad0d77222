//! What is wrong with a definition whose names are all there: what is never used, never reached,
//! or in an order that can not be kept.

use super::{
    Act, At, Content, Evidence, Items, Otherwise, OutcomeRule, Parameter, Piece, Reference,
    Runbook, Step, Template, UndoneBy,
};
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};

codes! {
    /// A variant that has no step.
    ///
    /// Its document would be a title above nothing. Give it steps, or remove it.
    pub VARIANT_WITHOUT_STEPS = "variant-without-steps", Error;

    /// A step that no change can ever reach.
    ///
    /// It belongs to no variant, its conditions contradict each other, or it stands behind a
    /// decision that ends the procedure on the very answer that the step needs.
    ///
    /// Correct its conditions, or remove it.
    pub UNREACHABLE_STEP = "unreachable-step", Error;

    /// A parameter that nothing uses.
    ///
    /// Whoever writes a change file would be asked for a value that changes nothing, and believe
    /// that it does. Use it in a command, or remove it.
    pub UNUSED_PARAMETER = "unused-parameter", Warning;

    /// A question whose answer decides nothing. Use it in `when`, `unless` or `decide`, or remove it.
    pub UNUSED_QUESTION = "unused-question", Warning;

    /// An outcome that no command names in `until` or `expect`. Use it, or remove it.
    pub UNUSED_OUTCOME = "unused-outcome", Warning;

    /// Steps that each wait for the other.
    ///
    /// `after` names the steps that must be finished before; followed from step to step it comes
    /// back to where it began, so that none of them can be the first.
    ///
    /// Remove one of the names.
    pub ORDER_CYCLE = "order-cycle", Error;

    /// A step that must come after one that is read later.
    ///
    /// The document says the steps in the order of the file; whoever follows it would carry them
    /// out in an order that the audit calls wrong. Move the step behind the one that it waits for.
    pub ORDER_AGAINST_LIST = "order-against-list", Error;

    /// A step that two rolling orders have.
    ///
    /// In one of them it would be finished on one item before the next, and in the other on other
    /// items: nobody can follow both. Let the steps of one order end before those of the next.
    pub ROLLING_OVERLAP = "rolling-overlap", Error;

    /// A step that nothing can undo, or that would undo itself.
    ///
    /// A decision has an answer and leaves nothing that could be undone. A step that undoes itself would
    /// never be carried out: whoever does it undoes it.
    ///
    /// Name another step under `undone_by`, or remove it.
    pub UNDONE_BY = "undone-by", Error;
}

/// Finds everything that is wrong with a resolved definition.
pub(super) fn check(runbook: &Runbook, findings: &mut Vec<Diagnostic>) {
    let mut check = Check { runbook, findings };
    check.variants();
    check.reach();
    check.order();
    check.undone_by();
    check.use_of_names();
}

struct Check<'a> {
    runbook: &'a Runbook,
    findings: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn variants(&mut self) {
        for (index, variant) in self.runbook.variants.iter().enumerate() {
            if !self
                .runbook
                .steps
                .iter()
                .any(|step| step.variants.contains(&index))
            {
                self.find(
                    &VARIANT_WITHOUT_STEPS,
                    variant.span,
                    format!("the variant `{}` has no step", variant.id),
                    "add it to the `variants` of its steps, or remove it",
                );
            }
        }
    }

    fn undone_by(&mut self) {
        for step in &self.runbook.steps {
            let groups: &[super::Group] = match &step.act {
                Act::Run(groups) => groups,
                Act::ByHand { .. } | Act::Decide { .. } => &[],
            };
            let of_groups = groups.iter().flat_map(|group| &group.undone_by);
            let all: Vec<&UndoneBy> = step.undone_by.iter().chain(of_groups).collect();
            let is_own = |one: &&UndoneBy| matches!(one, UndoneBy::Step(id) if *id == step.id);
            let message = if all.iter().any(is_own) {
                "the step undoes itself"
            } else if matches!(step.act, Act::Decide { .. }) && !all.is_empty() {
                "a decision cannot be undone"
            } else {
                continue;
            };
            self.find(
                &UNDONE_BY,
                step.span,
                message.to_owned(),
                "name another step under `undone_by`, or remove it",
            );
        }
    }

    fn reach(&mut self) {
        // The decisions before a step that end the procedure unless the answer is yes.
        let mut needed: Vec<(&str, &Step)> = Vec::new();
        for step in &self.runbook.steps {
            if step.variants.is_empty() {
                self.unreachable(step, "it belongs to no variant".to_owned());
            }
            for (index, condition) in step.conditions.iter().enumerate() {
                let contradicted = step.conditions[..index].iter().any(|other| {
                    other.question == condition.question && other.answer != condition.answer
                });
                if contradicted {
                    let question = &condition.question;
                    self.unreachable(
                        step,
                        format!("`{question}` would have to be both yes and no"),
                    );
                }
                let stopped = needed.iter().find(|(question, decision)| {
                    *question == condition.question.as_str()
                        && !condition.answer
                        && covers(decision, step)
                });
                if let Some((question, decision)) = stopped {
                    self.unreachable(
                        step,
                        format!(
                            "it needs a no to `{question}`, and `{}` ends there",
                            decision.id
                        ),
                    );
                }
            }
            if let Act::Decide {
                question,
                otherwise: Otherwise::Stop,
            } = &step.act
                && step.conditions.is_empty()
            {
                needed.push((question.as_str(), step));
            }
        }
    }

    fn order(&mut self) {
        let steps = &self.runbook.steps;
        let place = |id: &str| steps.iter().position(|step| step.id.as_str() == id);
        // Without `after` a step waits for the one before it.
        let waits: Vec<Vec<usize>> = steps
            .iter()
            .enumerate()
            .map(|(index, step)| match &step.after {
                Some(after) => after.iter().filter_map(|id| place(id.as_str())).collect(),
                None => index.checked_sub(1).into_iter().collect(),
            })
            .collect();
        let mut in_cycle = vec![false; steps.len()];
        for start in 0..steps.len() {
            if in_cycle[start] {
                continue;
            }
            if let Some(cycle) = cycle_from(start, &waits) {
                for at in &cycle {
                    in_cycle[*at] = true;
                }
                let names: Vec<&str> = cycle.iter().map(|at| steps[*at].id.as_str()).collect();
                self.find(
                    &ORDER_CYCLE,
                    steps[start].span,
                    format!(
                        "`{}` waits for itself: {} → {}",
                        names[0],
                        names.join(" → "),
                        names[0]
                    ),
                    "remove one of the steps from the other's `after`",
                );
            }
        }
        let rolling = &self.runbook.rolling;
        for (index, order) in rolling.iter().enumerate() {
            let shared = rolling[..index].iter().find(|other| {
                other.steps.start < order.steps.end && order.steps.start < other.steps.end
            });
            if let Some(other) = shared {
                let step = &steps[order.steps.start.max(other.steps.start)];
                self.find(
                    &ROLLING_OVERLAP,
                    step.span,
                    format!(
                        "`{}` is a step of two rolling orders: `{}` and `{}`",
                        step.id, other.id, order.id
                    ),
                    "let the steps of one order end before those of the other",
                );
            }
        }
        for (index, step) in steps.iter().enumerate() {
            for later in waits[index]
                .iter()
                .filter(|at| **at > index && !in_cycle[index])
            {
                self.find(
                    &ORDER_AGAINST_LIST,
                    step.span,
                    format!(
                        "`{}` is read before `{}`, which it waits for",
                        step.id, steps[*later].id
                    ),
                    "move the step behind the one that it waits for",
                );
            }
        }
    }

    fn use_of_names(&mut self) {
        let mut used = Used::default();
        for step in &self.runbook.steps {
            used.step(self.runbook, step);
        }
        for parameter in &self.runbook.parameters {
            self.use_of(parameter, None, &used);
        }
        for question in &self.runbook.questions {
            if !used.questions.contains(&question.as_str()) {
                let span = self.span_of(question.as_str());
                self.find(
                    &UNUSED_QUESTION,
                    span,
                    format!("nothing depends on `{question}`"),
                    "use it in `when`, `unless` or `decide`, or remove it",
                );
            }
        }
        for outcome in &self.runbook.outcomes {
            if !used.outcomes.contains(&outcome.name.as_str()) {
                let span = self.span_of(&outcome.name);
                self.find(
                    &UNUSED_OUTCOME,
                    span,
                    format!("no command waits for `{}`", outcome.name),
                    "name it in `until` or `expect`, or remove it",
                );
            }
        }
    }

    fn use_of(&mut self, parameter: &Parameter, record: Option<&str>, used: &Used<'_>) {
        let name = parameter.name.as_str();
        let is_used = match (&parameter.content, record) {
            (Content::Value(_), None) => used.parameters.contains(&name),
            (Content::Value(_), Some(item)) => used.fields.contains(&(item, name)),
            (Content::List(list), _) => used.items.contains(&list.item.as_str()),
        };
        if !is_used {
            self.find(
                &UNUSED_PARAMETER,
                parameter.span,
                format!("nothing uses `{name}`"),
                "use it in a command or a `for_each`, or remove it",
            );
            return;
        }
        if let Content::List(list) = &parameter.content
            && let Items::Records { key, fields } = &list.items
        {
            for (index, field) in fields.iter().enumerate() {
                // The key names the record in reports even where no command needs it.
                if index != *key {
                    self.use_of(field, Some(list.item.as_str()), used);
                }
            }
        }
    }

    /// The first place where a name stands, for names that carry no place of their own.
    fn span_of(&self, name: &str) -> Span {
        let text = self.runbook.source.text();
        let found = text.match_indices(name).find(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            let is_word =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "_-".contains(c));
            !is_word(before) && !is_word(after)
        });
        found.map_or_else(Span::default, |(at, _)| Span::new(at, at + name.len()))
    }

    fn unreachable(&mut self, step: &Step, why: String) {
        self.find(
            &UNREACHABLE_STEP,
            step.span,
            format!("`{}` is never reached: {why}", step.id),
            "correct its conditions, or remove it",
        );
    }

    fn find(
        &mut self,
        code: &'static runproof_core::diagnostic::Code,
        span: Span,
        message: String,
        help: &str,
    ) {
        let location = Location::new(&self.runbook.source, span);
        self.findings
            .push(Diagnostic::at(code, location, message).help(help));
    }
}

/// Whether every variant that has `step` has `decision` too.
fn covers(decision: &Step, step: &Step) -> bool {
    step.variants
        .iter()
        .all(|variant| decision.variants.contains(variant))
}

/// A way from a step back to itself.
fn cycle_from(start: usize, waits: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut came_from = vec![None; waits.len()];
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        for next in &waits[at] {
            if *next == start {
                let mut cycle = vec![at];
                while let Some(before) = came_from[*cycle.last()?] {
                    cycle.push(before);
                }
                cycle.reverse();
                return Some(cycle);
            }
            if came_from[*next].is_none() {
                came_from[*next] = Some(at);
                open.push(*next);
            }
        }
    }
    None
}

#[derive(Default)]
struct Used<'a> {
    parameters: Vec<&'a str>,
    items: Vec<&'a str>,
    fields: Vec<(&'a str, &'a str)>,
    questions: Vec<&'a str>,
    outcomes: Vec<&'a str>,
}

impl<'a> Used<'a> {
    fn step(&mut self, runbook: &'a Runbook, step: &'a Step) {
        self.questions
            .extend(step.conditions.iter().map(|c| c.question.as_str()));
        if let Some(item) = &step.for_each {
            self.path(runbook, item);
        }
        if let At::This(item) | At::Any(item) = &step.at {
            self.path(runbook, item);
        }
        self.undone_by(&step.undone_by);
        match &step.act {
            Act::Decide { question, .. } => self.questions.push(question.as_str()),
            Act::ByHand { evidence } => {
                for evidence in evidence {
                    let (Evidence::Program(template) | Evidence::Command(template)) = evidence;
                    self.template(template);
                }
            }
            Act::Run(groups) => {
                for group in groups {
                    if let Some(item) = &group.for_each {
                        self.path(runbook, item);
                    }
                    for template in &group.run {
                        self.template(template);
                    }
                    self.undone_by(&group.undone_by);
                    let outcome = group
                        .check
                        .as_ref()
                        .and_then(|c| runbook.outcome(&c.outcome));
                    if let Some(outcome) = outcome {
                        self.outcomes.push(&outcome.name);
                        if let OutcomeRule::Line(line) = &outcome.rule {
                            self.template(line);
                        }
                    }
                }
            }
        }
    }

    fn undone_by(&mut self, all: &'a [UndoneBy]) {
        for one in all {
            match one {
                UndoneBy::Command(template) | UndoneBy::Program(template) => {
                    self.template(template)
                }
                UndoneBy::Step(_) => {}
            }
        }
    }

    fn path(&mut self, runbook: &'a Runbook, item: &'a super::ItemName) {
        let path = runbook.path_of(item);
        self.items
            .extend(path.into_iter().map(|list| list.item.as_str()));
    }

    fn template(&mut self, template: &'a Template) {
        for piece in &template.pieces {
            match piece {
                Piece::Hole(Reference::Parameter(name)) => self.parameters.push(name),
                Piece::Hole(Reference::Field { item, field }) => self.fields.push((item, field)),
                _ => {}
            }
        }
    }
}
