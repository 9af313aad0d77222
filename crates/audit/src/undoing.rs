//! Which commands undo the acts of a plan, or make them again: as the table of pairs has it, and as
//! the definition says.

use std::collections::HashMap;

use super::expect::{Pattern, Wanted, binding, folded, interpreted, program_name};
use super::verdict::Binding;
use runproof_model::plan::{Plan, UndoneBy};
use runproof_shell::{
    self as command, Comparison, Invocation, On, Sure, Tables, Turn, Unresolved, Watch, compare,
};

/// What is looked for in captures since it undoes acts of the plan, or makes them again.
#[derive(Debug, Default)]
pub(super) struct Undoing {
    watched: Vec<Watched>,
    /// By the name of the command.
    names: HashMap<String, Vec<usize>>,
    /// By the pattern of what is undone.
    of_pattern: HashMap<usize, Vec<(usize, Turn)>>,
    /// By the step and the items of what is undone, as the definition says it.
    of_step: HashMap<(usize, Binding), Vec<Said>>,
    /// What the plan's own commands undo.
    planned: HashMap<usize, Vec<usize>>,
}

/// Something that is looked for.
#[derive(Debug, PartialEq, Eq)]
enum Watched {
    /// A command of a pair.
    Pair(Watch),
    /// Exactly this command.
    Command(Box<Invocation>),
    /// This program, whatever it is given.
    Program(String),
}

/// What the definition says of a step.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The group of commands that it is about; none: the whole step.
    pub(super) group: Option<usize>,
    /// What undoes it.
    pub(super) by: By,
}

/// What undoes a step, as the definition says.
#[derive(Debug, Clone)]
pub(super) enum By {
    /// Another step, by its place in the plan.
    Step(usize),
    /// A command: what is looked for, and where it must be run.
    Command(usize, At),
}

/// Where a command must be run to undo an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    /// On the computer that the act was carried out on.
    Same,
    /// On this one.
    Host(String),
    /// Anywhere: it names what it is about.
    Anywhere,
}

impl Undoing {
    /// What undoes the acts of a plan.
    pub(super) fn of(plan: &Plan<'_>, patterns: &[Pattern<'_>]) -> Self {
        let tables = &plan.runbook.tables;
        let mut found = Self::default();
        for (at, pattern) in patterns.iter().enumerate() {
            let Wanted::Command(wanted) = &pattern.wanted else {
                continue;
            };
            for watch in command::undoers(wanted, tables) {
                let (name, turn) = (watch.name.clone(), watch.turn);
                let watched = found.watch(name, Watched::Pair(watch));
                let own = found.of_pattern.entry(at).or_default();
                own.push((watched, turn));
            }
        }
        for (at, step) in plan.steps.iter().enumerate() {
            for undone in &step.undone {
                let key = (at, binding(&undone.binding));
                let by = match &undone.by {
                    UndoneBy::Step(id) => {
                        let step = plan.steps.iter().position(|other| other.id == *id);
                        step.map(By::Step).into_iter().collect()
                    }
                    UndoneBy::Command(text) => {
                        let all = interpreted(plan.runbook.shell, text, tables);
                        let all = all.into_iter().filter_map(|invocation| {
                            let place = match (&invocation.on, undone.binding.is_empty()) {
                                (On::Host(host), _) => At::Host(host.clone()),
                                (_, false) => At::Anywhere,
                                (_, true) => At::Same,
                            };
                            let name = program_name(&invocation)?;
                            let watched = Watched::Command(Box::new(invocation));
                            Some(By::Command(found.watch(name, watched), place))
                        });
                        all.collect()
                    }
                    UndoneBy::Program(name) => {
                        let name = folded(name);
                        let watched = found.watch(name.clone(), Watched::Program(name));
                        vec![By::Command(watched, At::Same)]
                    }
                };
                let by: Vec<By> = by;
                let said = by.into_iter().map(|by| Said {
                    group: undone.group,
                    by,
                });
                found.of_step.entry(key).or_default().extend(said);
            }
        }
        for (at, pattern) in patterns.iter().enumerate() {
            if let Wanted::Command(wanted) = &pattern.wanted {
                let turns = found.turns(wanted, tables).into_iter();
                let turns: Vec<usize> = turns.map(|(watched, _)| watched).collect();
                if !turns.is_empty() {
                    found.planned.insert(at, turns);
                }
            }
        }
        found
    }

    fn watch(&mut self, name: String, watched: Watched) -> usize {
        let own = self.names.entry(name).or_default();
        let known = own.iter().copied().find(|at| self.watched[*at] == watched);
        known.unwrap_or_else(|| {
            self.watched.push(watched);
            own.push(self.watched.len() - 1);
            self.watched.len() - 1
        })
    }

    /// What of all that is looked for a command is.
    pub(super) fn turns(&self, seen: &Invocation, tables: &Tables) -> Vec<(usize, Sure)> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let own = program_name(seen).and_then(|name| self.names.get(&name));
        let own = own.into_iter().flatten();
        own.filter_map(|at| {
            let sure = match &self.watched[*at] {
                Watched::Pair(watch) => watch.is_held_by(seen, tables)?,
                Watched::Command(wanted) => match compare(wanted, seen, tables) {
                    Comparison::Same => Sure::Yes,
                    Comparison::Unresolved(why) => Sure::Perhaps(why),
                    Comparison::Differs(_) | Comparison::Other => return None,
                },
                Watched::Program(_) => Sure::Yes,
            };
            Some((*at, sure))
        })
        .collect()
    }

    /// Whether a command makes a state: carried out twice it comes to the same as once.
    pub(super) fn is_state(&self, pattern: usize) -> bool {
        let mut turns = self.of_pattern(pattern).iter();
        turns.any(|(watched, _)| {
            matches!(&self.watched[*watched], Watched::Pair(watch) if watch.is_state)
        })
    }

    /// What undoes a command, or makes it again.
    pub(super) fn of_pattern(&self, pattern: usize) -> &[(usize, Turn)] {
        self.of_pattern.get(&pattern).map_or(&[], Vec::as_slice)
    }

    /// What the definition says of a step for these items, and for those around them.
    pub(super) fn of_step<'a>(
        &'a self,
        step: usize,
        binding: &'a Binding,
    ) -> impl Iterator<Item = &'a Said> {
        let some = (!self.of_step.is_empty()).then_some(0..=binding.len());
        some.into_iter()
            .flatten()
            .filter_map(move |end| self.of_step.get(&(step, binding[..end].to_vec())))
            .flatten()
    }

    /// Whether the plan's own command is one that is looked for.
    pub(super) fn is_planned(&self, pattern: usize, watched: usize) -> bool {
        let own = self.planned.get(&pattern);
        own.is_some_and(|all| all.contains(&watched))
    }

    /// Whether the definition says of any step what undoes it.
    pub(super) fn says_anything(&self) -> bool {
        !self.of_step.is_empty()
    }
}

/// Why an undoing is not certain.
pub(super) type Doubt = Option<Unresolved>;
