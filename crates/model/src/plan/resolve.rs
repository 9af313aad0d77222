//! From a definition to its Plan: numbers, conditions, commands.

use std::ops::Range;

use super::bind::{Bindings, BoundItem, BoundList, open};
use super::{
    Act, Applicability, Change, Check, Command, Evidence, Group, Occurrence, Place, Plan, Reason,
    Rolling, Step, Undone, UndoneBy, Value, part,
};
use crate::runbook::{
    self, At, Evidence as WrittenEvidence, ItemName, Otherwise, OutcomeRule, Piece, QuestionId,
    Reference, Runbook, Shell, Template, Variant,
};
use runproof_shell::{CommandText, Dialect, Origin, Quoting, quote};

/// Resolves a definition. Questions that the change leaves open may be answered beside it.
pub(super) fn resolve<'r>(
    runbook: &'r Runbook,
    variant: &'r Variant,
    change: Option<&'r Change>,
    answers: &[(QuestionId, bool)],
) -> Plan<'r> {
    let opened;
    let bindings = match change {
        Some(change) => &change.bindings,
        None => {
            opened = open(&runbook.parameters);
            &opened
        }
    };
    let index = runbook.variants.iter().position(|v| v.id == variant.id);
    let resolver = Resolver {
        runbook,
        variant,
        index: index.unwrap_or_default(),
        change,
        answers,
        bindings,
        dialect: match runbook.shell {
            Shell::Powershell => Dialect::PowerShell,
            Shell::Bash => Dialect::Bash,
        },
    };
    resolver.plan()
}

struct Resolver<'r, 'b> {
    runbook: &'r Runbook,
    variant: &'r Variant,
    /// The variant's place in the runbook.
    index: usize,
    change: Option<&'r Change>,
    answers: &'b [(QuestionId, bool)],
    bindings: &'b Bindings,
    dialect: Dialect,
}

/// What names in a template stand for at one act: the items that it is for, outermost first.
type Items<'b> = Vec<(&'b BoundList, &'b BoundItem)>;

impl<'r, 'b> Resolver<'r, 'b> {
    fn plan(&self) -> Plan<'r> {
        let written: Vec<(usize, &'r runbook::Step)> = self
            .runbook
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.variants.contains(&self.index))
            .collect();
        let number_of = |id: &str| {
            let found = written.iter().position(|(_, step)| step.id.as_str() == id);
            found.map(|at| at as u32 + 1)
        };
        let mut ended = None;
        let mut steps: Vec<Step<'r>> = Vec::with_capacity(written.len());
        for (at, (_, step)) in written.iter().enumerate() {
            let number = at as u32 + 1;
            let applicability = match ended {
                Some(at) => Applicability::Never(Reason::Ended { at }),
                None => self.applicability(step),
            };
            let acts = match &step.act {
                // A question has one answer.
                runbook::Act::Decide { .. } => vec![Items::new()],
                _ => self.items(step.for_each.as_ref(), Items::new()),
            };
            let act = self.act(step, &acts);
            let undone = self.undone(step, &acts);
            if let Act::Decide {
                answer: Some(false),
                otherwise: Otherwise::Stop,
                ..
            } = act
                && applicability == Applicability::Applies
            {
                ended = Some(number);
            }
            let body = step.body.as_ref().map(|body| part::parts(body, self.index));
            steps.push(Step {
                id: &step.id,
                number,
                procedure: 0,
                ordinal: 0,
                label: String::new(),
                applicability,
                remaining: 0,
                after: self.after(step, &number_of),
                items: acts.iter().map(binding).collect(),
                act,
                results: &step.results,
                notes: &step.notes,
                undone,
                body,
            });
        }
        let places: Vec<usize> = written.iter().map(|(place, _)| *place).collect();
        let page = self.runbook.page.as_ref();
        let page = page.map(|page| part::page(page, self.index, &places));
        let procedures = part::procedures(page.as_deref(), steps.len());
        number_within(&mut steps, &procedures);
        Plan {
            runbook: self.runbook,
            variant: self.variant,
            change: self.change,
            rolling: self.rolling(&written),
            values: self.values(),
            counts: self.counts(),
            steps,
            procedures,
            page,
        }
    }

    fn applicability(&self, step: &'r runbook::Step) -> Applicability<'r> {
        let mut open = Vec::new();
        for condition in &step.conditions {
            match self.answer(&condition.question) {
                Some(answer) if answer != condition.answer => {
                    return Applicability::Never(Reason::Answered {
                        question: &condition.question,
                        answer,
                    });
                }
                Some(_) => {}
                None => open.push(&condition.question),
            }
        }
        if open.is_empty() {
            Applicability::Applies
        } else {
            Applicability::Open(open)
        }
    }

    fn answer(&self, question: &QuestionId) -> Option<bool> {
        let written = self.change.map_or(&[][..], |change| &change.answers);
        let mut answers = written.iter().chain(self.answers);
        let found = answers.find(|(known, _)| known == question);
        found.map(|(_, answer)| *answer)
    }

    /// The numbers of the steps that are finished before. A step that only other variants have
    /// hands on what it waits for.
    fn after(&self, step: &runbook::Step, number_of: &dyn Fn(&str) -> Option<u32>) -> Vec<u32> {
        let steps = &self.runbook.steps;
        let place = |id: &str| steps.iter().position(|step| step.id.as_str() == id);
        let direct = |step: &runbook::Step| -> Vec<usize> {
            match &step.after {
                Some(after) => after.iter().filter_map(|id| place(id.as_str())).collect(),
                None => {
                    let before = steps.iter().take_while(|other| other.id != step.id);
                    let own = |at: &usize| steps[*at].variants.contains(&self.index);
                    (0..before.count()).rev().find(own).into_iter().collect()
                }
            }
        };
        let mut numbers = Vec::new();
        let mut seen = vec![false; steps.len()];
        let mut open = direct(step);
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match number_of(steps[at].id.as_str()) {
                Some(number) => numbers.push(number),
                None => open.extend(direct(&steps[at])),
            }
        }
        numbers.sort_unstable();
        numbers
    }

    fn act(&self, step: &'r runbook::Step, acts: &[Items<'b>]) -> Act<'r> {
        match &step.act {
            runbook::Act::Decide {
                question,
                otherwise,
            } => Act::Decide {
                question,
                answer: self.answer(question),
                otherwise: *otherwise,
            },
            runbook::Act::ByHand { evidence } => Act::ByHand {
                occurrences: self.occurrences(step, acts),
                evidence: evidence
                    .iter()
                    .map(|written| {
                        let text = self.fill(Evidence::template(written), &Items::new());
                        let text = text.as_str().to_owned();
                        match written {
                            WrittenEvidence::Program(_) => Evidence::Program(text),
                            WrittenEvidence::Command(_) => Evidence::Command(text),
                        }
                    })
                    .collect(),
            },
            runbook::Act::Run(groups) => {
                let own = |group: &&runbook::Group| group.variants.contains(&self.index);
                let groups: Vec<Group<'r>> = groups
                    .iter()
                    .filter(own)
                    .map(|group| self.group(step, group, acts))
                    .collect();
                if groups.is_empty() {
                    // Other variants run something here.
                    return Act::ByHand {
                        occurrences: self.occurrences(step, acts),
                        evidence: Vec::new(),
                    };
                }
                Act::Run(groups)
            }
        }
    }

    /// What undoes a step, or commands of it.
    fn undone(&self, step: &'r runbook::Step, acts: &[Items<'b>]) -> Vec<Undone<'r>> {
        let mut found = Vec::new();
        let mut add = |group, written: &'r [runbook::UndoneBy], acts: &[Items<'b>]| {
            for one in written {
                let template = match one {
                    runbook::UndoneBy::Step(id) => {
                        found.push(Undone {
                            group,
                            binding: Vec::new(),
                            by: UndoneBy::Step(id),
                        });
                        continue;
                    }
                    runbook::UndoneBy::Command(template) | runbook::UndoneBy::Program(template) => {
                        template
                    }
                };
                let names_item = template.pieces.iter().any(|piece| {
                    matches!(
                        piece,
                        Piece::Hole(Reference::Item(_) | Reference::Field { .. })
                    )
                });
                let none = [Items::new()];
                for items in if names_item { acts } else { &none } {
                    let text = self.fill(template, items).as_str().to_owned();
                    found.push(Undone {
                        group,
                        binding: binding(items),
                        by: match one {
                            runbook::UndoneBy::Program(_) => UndoneBy::Program(text),
                            _ => UndoneBy::Command(text),
                        },
                    });
                }
            }
        };
        add(None, &step.undone_by, acts);
        if let runbook::Act::Run(groups) = &step.act {
            let own = groups
                .iter()
                .filter(|one| one.variants.contains(&self.index));
            for (at, group) in own.enumerate() {
                let inner = acts.iter().cloned();
                let inner = inner.flat_map(|outer| self.items(group.for_each.as_ref(), outer));
                add(Some(at), &group.undone_by, &inner.collect::<Vec<_>>());
            }
        }
        found
    }

    fn occurrences(&self, step: &runbook::Step, acts: &[Items<'b>]) -> Vec<Occurrence> {
        acts.iter()
            .map(|items| self.occurrence(step, items))
            .collect()
    }

    fn group(
        &self,
        step: &'r runbook::Step,
        group: &'r runbook::Group,
        acts: &[Items<'b>],
    ) -> Group<'r> {
        let at = group.variants.iter().position(|v| *v == self.index);
        let template = at.and_then(|at| group.run.get(at));
        let mut commands: Vec<Command> = Vec::new();
        let mut sequence = Vec::new();
        for outer in acts {
            for items in self.items(group.for_each.as_ref(), outer.clone()) {
                let Some(template) = template else { continue };
                let text = self.fill(template, &items);
                let occurrence = self.occurrence(step, &items);
                let same = commands.iter().position(|command| command.text == text);
                let at = same.unwrap_or(commands.len());
                if same.is_none() {
                    commands.push(Command {
                        text,
                        occurrences: Vec::new(),
                    });
                }
                let own = &mut commands[at].occurrences;
                sequence.push((at, own.len()));
                own.push(occurrence);
            }
        }
        Group {
            id: group.id.as_ref(),
            commands,
            sequence,
            check: group.check.as_ref().map(|check| Check {
                outcome: &check.outcome,
                line: self.line(&check.outcome),
                repeats: check.repeats,
            }),
        }
    }

    fn line(&self, outcome: &str) -> Option<String> {
        match &self.runbook.outcome(outcome)?.rule {
            // Output is compared, not run: nothing is quoted in it.
            OutcomeRule::Line(line) => Some(
                line.pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => text.clone(),
                        Piece::Hole(name) => self.look_up(name, &Items::new()).text().to_owned(),
                    })
                    .collect(),
            ),
            _ => None,
        }
    }

    /// Every combination of items that `for_each` stands for, inside of those that are given.
    fn items(&self, for_each: Option<&ItemName>, outer: Items<'b>) -> Vec<Items<'b>> {
        let Some(item) = for_each else {
            return vec![outer];
        };
        if outer.iter().any(|(list, _)| list.item == *item) {
            return vec![outer];
        }
        let mut all = Vec::new();
        let start = match outer.last() {
            Some((_, record)) if contains(&record.fields, item) => &record.fields,
            _ => self.bindings,
        };
        descend(start, item, outer, &mut all);
        all
    }

    fn occurrence(&self, step: &runbook::Step, items: &Items<'b>) -> Occurrence {
        Occurrence {
            binding: binding(items),
            place: match &step.at {
                At::Anywhere => Place::Anywhere,
                At::This(name) => items
                    .iter()
                    .find(|(list, _)| list.item == *name)
                    .map_or(Place::Anywhere, |(_, item)| Place::On(item.key.clone())),
                At::Any(name) => {
                    let all = self.items(Some(name), Vec::new());
                    let hosts = all.iter().filter_map(|items| items.last());
                    Place::OnAny(hosts.map(|(_, item)| item.key.clone()).collect())
                }
            },
        }
    }

    /// The text with its values, each quoted as the shell wants it.
    fn fill(&self, template: &Template, items: &Items<'b>) -> CommandText {
        let mut text = CommandText::default();
        let mut quoting = Quoting::default();
        for piece in &template.pieces {
            match piece {
                Piece::Text(literal) => {
                    quoting = quoting.after(self.dialect, literal);
                    text.push(Origin::Text, literal);
                }
                Piece::Hole(name) => match self.look_up(name, items) {
                    Value::Bound(value) => {
                        text.push(Origin::Value, &quote(self.dialect, quoting, &value));
                    }
                    Value::Open(placeholder) => text.push(Origin::Placeholder, &placeholder),
                },
            }
        }
        text
    }

    /// The value of a name. The definition was checked, so every name has one; were it not so, the
    /// text would show the name as a placeholder, which no shell runs.
    fn look_up(&self, name: &Reference, items: &Items<'b>) -> Value {
        let value = |values: &[(String, Value)], name: &str| {
            let found = values.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let item = |name: &str| items.iter().find(|(list, _)| list.item.as_str() == name);
        let found = match name {
            Reference::Fact(fact) => {
                let facts = &self.variant.facts;
                let found = facts.iter().find(|(known, _)| known == fact);
                found.map(|(_, text)| Value::Bound(text.clone()))
            }
            Reference::Parameter(name) => value(&self.bindings.values, name),
            Reference::Item(name) => item(name).map(|(_, item)| item.key.clone()),
            Reference::Field { item: name, field } => {
                item(name).and_then(|(_, item)| value(&item.fields.values, field))
            }
        };
        found.unwrap_or_else(|| Value::Open("<?>".to_owned()))
    }

    fn rolling(&self, written: &[(usize, &'r runbook::Step)]) -> Vec<Rolling<'r>> {
        let mut all = Vec::new();
        for rolling in &self.runbook.rolling {
            let mut numbers = written
                .iter()
                .enumerate()
                .filter(|(_, (place, _))| rolling.steps.contains(place))
                .map(|(at, _)| at as u32 + 1);
            if let Some(first) = numbers.next() {
                all.push(Rolling {
                    id: &rolling.id,
                    each: &rolling.each,
                    first,
                    last: numbers.next_back().unwrap_or(first),
                });
            }
        }
        all
    }

    fn values(&self) -> Vec<(&'r str, Value)> {
        let parameters = self.runbook.parameters.iter();
        parameters
            .filter_map(|parameter| {
                let found = self
                    .bindings
                    .values
                    .iter()
                    .find(|(name, _)| *name == parameter.name);
                found.map(|(_, value)| (parameter.name.as_str(), value.clone()))
            })
            .collect()
    }

    fn counts(&self) -> Vec<(&'r str, u32)> {
        let parameters = self.runbook.parameters.iter();
        parameters
            .filter_map(|parameter| {
                let found = self
                    .bindings
                    .lists
                    .iter()
                    .find(|list| list.name == parameter.name);
                Some((parameter.name.as_str(), found?.count?))
            })
            .collect()
    }
}

/// Numbers within procedures, and how many steps remain there.
fn number_within(steps: &mut [Step<'_>], procedures: &[Range<usize>]) {
    for (procedure, range) in procedures.iter().enumerate() {
        let Some(own) = steps.get_mut(range.clone()) else {
            continue;
        };
        let mut remaining = 0;
        for (at, step) in own.iter_mut().enumerate().rev() {
            step.procedure = procedure;
            step.ordinal = at as u32 + 1;
            step.label = if procedures.len() > 1 {
                format!("{}.{}", procedure + 1, step.ordinal)
            } else {
                step.ordinal.to_string()
            };
            step.remaining = remaining;
            remaining += u32::from(step.may_apply());
        }
    }
}

/// What items stand for in a plan.
fn binding(items: &Items<'_>) -> Vec<(ItemName, Value)> {
    items
        .iter()
        .map(|(list, item)| (list.item.clone(), item.key.clone()))
        .collect()
}

fn contains(bindings: &Bindings, item: &ItemName) -> bool {
    bindings.lists.iter().any(|list| {
        list.item == *item
            || list
                .items
                .iter()
                .any(|record| contains(&record.fields, item))
    })
}

fn descend<'b>(
    bindings: &'b Bindings,
    item: &ItemName,
    outer: Items<'b>,
    all: &mut Vec<Items<'b>>,
) {
    for list in &bindings.lists {
        for record in &list.items {
            let mut items = outer.clone();
            items.push((list, record));
            if list.item == *item {
                all.push(items);
            } else if contains(&record.fields, item) {
                descend(&record.fields, item, items, all);
            }
        }
    }
}
