//! The page: headings, procedures and what stands between them.

use std::ops::Range;

use super::arrange::{Body, PAGE_STEPS, PART_KIND};
use super::kind::Kind;
use super::lower::{DANGLING_NAME, Lowering};
use super::names::Names;
use super::syntax;
use super::{PagePart, Runbook};
use crate::yaml::Spanned;
use runproof_core::diagnostic::{Diagnostic, Location, Span};

/// A procedure of the page and where it is written.
struct Procedure {
    steps: Range<usize>,
    from: Span,
}

impl Lowering<'_> {
    /// The parts of a page, for a definition whose steps and rolling orders are there.
    pub(super) fn page(
        &mut self,
        written: Vec<Spanned<syntax::Part>>,
        runbook: &Runbook,
    ) -> Vec<PagePart> {
        let mut body = Body::of_page(runbook, messages(runbook));
        let all: Vec<usize> = (0..runbook.variants.len()).collect();
        let mut procedures: Vec<Procedure> = Vec::new();
        let mut parts = Vec::new();
        let mut is_unread = false;
        for part in written {
            let Spanned { mut value, span } = part;
            let Some(kind) = self.kind(&mut value, span) else {
                is_unread = true;
                continue;
            };
            let found = match kind {
                Kind::Heading(name) => {
                    self.kebab(&name, "the name of a heading");
                    let level = value.level.as_ref().map_or(2, |level| level.value);
                    if let Some(level) = value.level.filter(|l| !(2..=6).contains(&l.value)) {
                        self.find(
                            &PART_KIND,
                            level.span,
                            format!("a heading of level {}", level.value),
                            "the title is level 1: write a level from 2 to 6",
                        );
                    }
                    let variants = self.narrowed(value.variants.as_ref(), &all, runbook);
                    let id = self.part_name(&name, &mut body.names);
                    Some(PagePart::Heading {
                        id,
                        level,
                        variants,
                    })
                }
                Kind::Steps(steps) => {
                    let variants = self.narrowed(value.variants.as_ref(), &all, runbook);
                    let range = self.procedure(&steps.value, &variants, runbook, &procedures);
                    is_unread |= range.is_none();
                    range.map(|range| {
                        procedures.push(Procedure {
                            steps: range.clone(),
                            from: steps.value.from.span,
                        });
                        PagePart::Steps(range)
                    })
                }
                kind => self
                    .part_of(kind, value, &all, &mut body)
                    .map(PagePart::Part),
            };
            parts.extend(found);
        }
        // A procedure that could not be read says nothing about what is left out.
        if !is_unread {
            self.left_out(&procedures, runbook);
        }
        self.taken_apart(&procedures, runbook);
        parts
    }

    fn procedure(
        &mut self,
        written: &syntax::Steps,
        variants: &[usize],
        runbook: &Runbook,
        before: &[Procedure],
    ) -> Option<Range<usize>> {
        let range = self.range(&written.from, &written.to, runbook)?;
        let steps = &runbook.steps;
        let twice = before.iter().find_map(|other| {
            let step = range.clone().find(|step| other.steps.contains(step))?;
            Some((step, other.from))
        });
        if let Some((step, first)) = twice {
            let first = Location::new(self.source, first);
            let place = Location::new(self.source, written.from.span);
            let message = format!("`{}` stands in two procedures", steps[step].id);
            self.findings.push(
                Diagnostic::at(&PAGE_STEPS, place, message)
                    .related(first, "the first of them")
                    .help("end the first before it, or begin the second after it"),
            );
        } else if let Some(last) = before.iter().map(|other| other.steps.end).max()
            && range.start < last
        {
            self.find(
                &PAGE_STEPS,
                written.from.span,
                format!(
                    "`{}` comes before `{}`, and stands behind it here",
                    written.from.value,
                    steps[last - 1].id
                ),
                "procedures stand in the order of the steps: exchange them",
            );
        }
        for step in &steps[range.clone()] {
            let lost = step.variants.iter().find(|at| !variants.contains(at));
            if let Some(lost) = lost {
                self.find(
                    &PAGE_STEPS,
                    written.from.span,
                    format!(
                        "`{}` is for the variant `{}`, and its procedure is not",
                        step.id, runbook.variants[*lost].id
                    ),
                    "remove `variants` here: each step says for itself which variants have it",
                );
                break;
            }
        }
        Some(range)
    }

    /// Two names and the steps from the one to the other.
    pub(super) fn range(
        &mut self,
        from: &Spanned<String>,
        to: &Spanned<String>,
        runbook: &Runbook,
    ) -> Option<Range<usize>> {
        let known = || runbook.steps.iter().map(|step| step.id.as_str());
        let mut place = |name: &Spanned<String>| {
            let found = known().position(|id| id == name.value);
            if found.is_none() {
                self.dangling(name, "step", known());
            }
            found
        };
        let (first, last) = (place(from), place(to));
        let (first, last) = (first?, last?);
        if first > last {
            self.find(
                &DANGLING_NAME,
                to.span,
                format!("`{}` comes before `{}`", to.value, from.value),
                "exchange `from` and `to`",
            );
            return None;
        }
        Some(first..last + 1)
    }

    /// Steps that no procedure has: one finding for those that follow each other.
    fn left_out(&mut self, procedures: &[Procedure], runbook: &Runbook) {
        let shown = |step: usize| procedures.iter().any(|p| p.steps.contains(&step));
        let mut at = 0;
        while at < runbook.steps.len() {
            let end = (at..runbook.steps.len()).find(|step| shown(*step));
            let end = end.unwrap_or(runbook.steps.len());
            if let [first, others @ ..] = &runbook.steps[at..end] {
                let message = match others.last() {
                    None => format!("`{}` stands in no procedure of the page", first.id),
                    Some(last) => format!(
                        "`{}` to `{}` stand in no procedure of the page",
                        first.id, last.id
                    ),
                };
                self.find(
                    &PAGE_STEPS,
                    first.span,
                    message,
                    "add them to a part of the page: `- steps: { from: …, to: … }`",
                );
            }
            at = end + 1;
        }
    }

    /// "Steps 3 to 8" are steps of one list.
    fn taken_apart(&mut self, procedures: &[Procedure], runbook: &Runbook) {
        for rolling in &runbook.rolling {
            let (first, last) = (rolling.steps.start, rolling.steps.end - 1);
            let of = |step: usize| procedures.iter().position(|p| p.steps.contains(&step));
            if let (Some(one), Some(other)) = (of(first), of(last))
                && one != other
            {
                let steps = &runbook.steps;
                self.find(
                    &PAGE_STEPS,
                    procedures[other].from,
                    format!(
                        "`{}` to `{}` are a rolling order, and the page takes them apart",
                        steps[first].id, steps[last].id
                    ),
                    "let one procedure have all of them",
                );
            }
        }
    }
}

/// The messages that a definition has beside its page.
fn messages(runbook: &Runbook) -> Names {
    let mut names = Names::default();
    names.take("title", "the title of the page");
    names.take("product", "the name of the product");
    for step in &runbook.steps {
        names.take(step.id.as_str(), "the text of a step");
    }
    for rolling in &runbook.rolling {
        names.take(rolling.id.as_str(), "the text of a rolling order");
    }
    for outcome in &runbook.outcomes {
        names.take(
            format!("outcome-{}", outcome.name),
            "the text of an outcome",
        );
    }
    for question in &runbook.questions {
        names.take(format!("question-{question}"), "the text of a question");
    }
    names
}
