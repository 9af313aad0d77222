//! What a guided script leads through: the walk of the plan's order, put into words.
//!
//! A document says of a step what is done for all of its items; a script does one thing after the
//! other. So it has its own parts, and both read [`crate::plan::order`].

use super::write::{Writer, Writing};
use super::{Alert, Block, Heading, Part, ScriptWords, Step};
use crate::plan::order::{Item, Stretch, Wait};
use crate::plan::{self, Act, Applicability, Place, Plan};
use runproof_language::Args;
use runproof_prose::plain_text;

/// A procedure as a guided script leads through it, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// What the script says itself.
    pub words: ScriptWords,
    /// The computers that the plan names, each once.
    pub servers: Vec<String>,
    /// Whether it needs an elevated session.
    pub is_elevated: bool,
    /// The parts, in order.
    pub parts: Vec<GuidePart>,
}

/// A part of a guided procedure.
#[derive(Debug, Clone, PartialEq)]
pub enum GuidePart {
    /// A heading of a page.
    Heading(Heading),
    /// Something between the procedures of a page.
    Block(Block),
    /// Steps that are done for one item after the other.
    Rolling {
        /// What says so.
        note: Alert,
        /// What is done for each item.
        rounds: Vec<Round>,
    },
    /// A step.
    Visit(Visit),
}

/// What is done for one item of a rolling part.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// "Steps 3 through 11 for web01.contoso.com"; `None` where there is one item only.
    pub label: Option<String>,
    /// The item: "web01.contoso.com".
    pub item: String,
    /// The numbers of the first and the last step.
    pub steps: (u32, u32),
    /// The steps of the part that apply.
    pub visits: Vec<Visit>,
}

/// A step, as far as it is done at this place of the walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// The step, with what is done here. Its prose comes before its commands.
    pub step: Step,
    /// "Step 8 of 11: …".
    pub line: String,
    /// The numbers of the steps that are finished before, everywhere.
    pub waits: Vec<u32>,
    /// The questions on which it depends whether the step applies, and that are open.
    pub questions: Vec<Asked>,
    /// The open question that the step decides.
    pub decides: Option<Asked>,
    /// Whether an answer of the change leaves something to be done that nothing shows.
    pub is_confirmed: bool,
}

/// A question that the script asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The answer with which the step applies.
    pub wanted: bool,
}

impl Writer<'_> {
    /// What a guided script of a Plan leads through.
    pub fn guide(&self, plan: &Plan<'_>) -> Guide {
        let mut writing = Writing::of(self, plan);
        let title = plain_text(&writing.line("title"));
        let mut parts = Vec::new();
        match &plan.page {
            None => writing.walk(0..plan.steps.len(), &mut parts),
            Some(page) => {
                for part in writing.page(page) {
                    match part {
                        Part::Heading(heading) => parts.push(GuidePart::Heading(heading)),
                        Part::Block(block) => parts.push(GuidePart::Block(block)),
                        Part::Steps(range) => writing.walk(range.from..range.to, &mut parts),
                    }
                }
            }
        }
        Guide {
            words: ScriptWords::read(self.program(), self.words(), &title, plan.steps.len()),
            servers: servers(&writing),
            is_elevated: plan.runbook.elevated,
            parts,
        }
    }
}

/// The computers that something is done on.
fn servers(writing: &Writing<'_, '_>) -> Vec<String> {
    let mut servers: Vec<String> = Vec::new();
    for unit in &writing.order.units {
        let hosts = match unit.place {
            Place::Anywhere => &[][..],
            Place::On(host) => std::slice::from_ref(host),
            Place::OnAny(hosts) => hosts,
        };
        for host in hosts.iter().filter(|host| !host.is_open()) {
            let mut known = servers.iter();
            if known.all(|own| !own.eq_ignore_ascii_case(host.text())) {
                servers.push(host.text().to_owned());
            }
        }
    }
    servers
}

impl<'p> Writing<'_, 'p> {
    /// The steps of a procedure, in the order of the walk.
    fn walk(&mut self, steps: std::ops::Range<usize>, parts: &mut Vec<GuidePart>) {
        let stretches = std::mem::take(&mut self.order.stretches);
        let mut at = steps.start;
        while at < steps.end {
            let rolling = stretches.iter().find_map(|stretch| match stretch {
                Stretch::Rolling {
                    rolling,
                    steps,
                    items,
                } => {
                    let part = &self.plan.rolling[*rolling];
                    let range = part.first as usize - 1..part.last as usize;
                    range.contains(&at).then_some((part, steps, items, range))
                }
                Stretch::Step { .. } => None,
            });
            if let Some((part, applying, items, range)) = rolling {
                // What does not apply is said once, and not for each item.
                for other in range.clone().filter(|other| !applying.contains(other)) {
                    let visit = self.visit(other, &[], Vec::new());
                    parts.push(GuidePart::Visit(visit));
                }
                self.count_part(part, applying);
                let blocks = self.paragraphs(part.id.as_str(), None);
                let note = self.boxed(super::AlertKind::Important, blocks);
                let rounds = items.iter().enumerate();
                let rounds = rounds
                    .map(|(place, item)| self.round(applying, item, place > 0, items.len() > 1));
                let rounds = rounds.collect();
                parts.push(GuidePart::Rolling { note, rounds });
                at = range.end;
                continue;
            }
            let turns = stretches.iter().find_map(|stretch| match stretch {
                Stretch::Step { step, turns } if *step == at => Some(turns.clone()),
                _ => None,
            });
            let turns: Vec<usize> = turns.into_iter().flatten().collect();
            let visit = self.visit(at, &turns, Vec::new());
            parts.push(GuidePart::Visit(visit));
            at += 1;
        }
        self.order.stretches = stretches;
    }

    /// What the message of a rolling part counts on.
    fn count_part(&mut self, part: &plan::Rolling<'_>, applying: &[usize]) {
        let steps = &self.plan.steps;
        let ordinal = |at: usize| steps.get(at).map_or(0, |step| step.ordinal);
        let first = applying.first().map_or(0, |at| ordinal(*at));
        self.args.set("first", first);
        self.args.set("last", ordinal(part.last as usize - 1));
    }

    fn round(
        &mut self,
        applying: &[usize],
        item: &Item<'p>,
        is_later: bool,
        is_labelled: bool,
    ) -> Round {
        let plan = self.plan;
        let number = |at: &usize| plan.steps[*at].number;
        let all: Vec<u32> = applying.iter().map(number).collect();
        let (first, last) = (
            all.first().copied().unwrap_or_default(),
            all.last().copied().unwrap_or_default(),
        );
        let mut visits = Vec::new();
        for step in applying {
            let turns: Vec<usize> = item
                .turns
                .clone()
                .filter(|turn| self.order.turns[*turn].step == *step)
                .collect();
            if turns.is_empty() {
                continue;
            }
            // The steps before it for this item, and all of them for the item before.
            let before = all.iter().copied();
            let before = before.filter(|other| is_later || *other < plan.steps[*step].number);
            let before = before.collect();
            visits.push(self.visit(*step, &turns, before));
        }
        let ordinal = |at: Option<&usize>| at.map_or(0, |at| plan.steps[*at].ordinal);
        let item = super::joined(&super::act::binding(item.binding));
        let mut args = Args::new();
        args.set("first", ordinal(applying.first()));
        args.set("last", ordinal(applying.last()));
        args.set("item", item.as_str());
        Round {
            label: is_labelled.then(|| self.word("doc-round", &args)),
            item,
            steps: (first, last),
            visits,
        }
    }

    /// A step, as far as it is done in these turns, after these steps beside those of its waits.
    fn visit(&mut self, at: usize, turns: &[usize], mut before: Vec<u32>) -> Visit {
        let plan = self.plan;
        let step = &plan.steps[at];
        let waits = turns.iter().flat_map(|turn| &self.order.turns[*turn].waits);
        before.extend(waits.filter_map(|wait| match wait {
            Wait::Step(other) => Some(plan.steps[*other].number),
            // The item before: all of the part's steps are in `before`.
            Wait::Item(..) => None,
        }));
        before.sort_unstable();
        before.dedup();
        // What it says as a whole, for its title, and then as it is done.
        let mut said = self.step(step, turns.to_vec());
        if said.not_applicable.is_none() {
            said.body = self.led(step, turns);
        }
        let open = match &step.applicability {
            Applicability::Open(open) => open.as_slice(),
            Applicability::Applies | Applicability::Never(_) => &[],
        };
        let questions = open.iter().map(|id| self.asked(step, id.as_str()));
        let questions = questions.collect();
        let (decides, is_confirmed) = match &step.act {
            _ if said.not_applicable.is_some() => (None, false),
            Act::Decide {
                question,
                answer: None,
                ..
            } => (Some(self.asked(step, question.as_str())), false),
            Act::Decide { answer, .. } => (None, *answer == Some(false)),
            _ => (None, false),
        };
        Visit {
            line: self.step_line(step, &said.title),
            step: said,
            waits: before,
            questions,
            decides,
            is_confirmed,
        }
    }

    fn asked(&mut self, step: &plan::Step<'_>, question: &str) -> Asked {
        let steps = &self.plan.runbook.steps;
        let written = steps.iter().find(|written| written.id == *step.id);
        let mut conditions = written.into_iter().flat_map(|written| &written.conditions);
        let condition = conditions.find(|condition| condition.question.as_str() == question);
        Asked {
            id: question.to_owned(),
            text: plain_text(&self.line(&format!("question-{question}"))),
            wanted: condition.is_none_or(|condition| condition.answer),
        }
    }

    /// What a step says and does: all that is to be known before its commands, and then these, one
    /// turn after the other.
    fn led(&mut self, step: &plan::Step<'p>, turns: &[usize]) -> Vec<Block> {
        let Act::Run(groups) = &step.act else {
            self.turns = turns.to_vec();
            return self.said(step);
        };
        if step.body.is_some() {
            // The definition says what stands where.
            let mut body = Vec::new();
            for turn in turns {
                self.turns = vec![*turn];
                body.extend(self.said(step));
            }
            return body;
        }
        let id = step.id.as_str();
        let mut body = self.paragraphs(id, None);
        for note in step.notes {
            body.push(Block::Alert(self.alert(note, Some(id))));
        }
        for result in step.results {
            body.extend(self.paragraphs(id, Some(result.as_str())));
        }
        for turn in turns {
            self.turns = vec![*turn];
            self.run(step, groups, &mut body);
        }
        body
    }

    /// "Step 8 of 11: …"; of several procedures "Step 3.2 of 7: …", the second of the seven in the
    /// third.
    fn step_line(&self, step: &plan::Step<'_>, title: &str) -> String {
        let total = self.plan.steps_beside(step);
        let mut args = Args::new();
        if total < self.plan.steps.len() {
            args.set("number", step.label.clone());
        } else {
            args.set("number", step.number);
        }
        args.set("total", total);
        args.set("title", title);
        self.word("script-step", &args)
    }
}
