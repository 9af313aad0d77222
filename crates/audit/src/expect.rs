//! What the plan wants to see: distinct commands, the acts that they are wanted for, and the order.

use std::collections::HashMap;

use runproof_model::plan::order::{self, Does, Point, Unit};
use runproof_model::plan::{Act, Check, Evidence, Place, Plan};
use runproof_model::runbook::{Outcome, Repeats, Shell};
use runproof_shell::{Invocation, Line, On, Program, Tables, bash, powershell};

use super::host::Names;
use super::looking::Looking;
use super::named::Named;
use super::undoing::Undoing;
use super::verdict::Binding;

/// What the plan wants to see.
#[derive(Debug)]
pub(super) struct Expectations<'p> {
    /// Distinct commands, those of steps that do not apply among them.
    pub(super) patterns: Vec<Pattern<'p>>,
    /// Acts that are to be seen.
    pub(super) slots: Vec<Slot<'p>>,
    /// What the slots are for: a step on a server, a step for a pool.
    pub(super) occurrences: Vec<Expected>,
    /// What comes before what.
    pub(super) order: Vec<(Node, Node)>,
    /// How many barriers there are.
    pub(super) barriers: usize,
    /// The computers of the plan.
    pub(super) computers: Names,
    /// What undoes the acts.
    pub(super) undoing: Undoing,
    /// What shows whether what they did holds.
    pub(super) looking: Looking,
    names: HashMap<String, Named>,
}

/// A command that is wanted, wherever it is run: `ssh a reboot` and `ssh b reboot` are one.
#[derive(Debug)]
pub(super) struct Pattern<'p> {
    /// What is to be run.
    pub(super) wanted: Wanted,
    /// What its output must show.
    pub(super) check: Option<PatternCheck<'p>>,
}

/// What is to be run.
#[derive(Debug)]
pub(super) enum Wanted {
    /// This command with these arguments.
    Command(Box<Invocation>),
    /// This program, from anywhere and with any arguments.
    Program(String),
}

/// What an output must show.
#[derive(Debug, Clone)]
pub(super) struct PatternCheck<'p> {
    /// The outcome.
    pub(super) outcome: &'p Outcome,
    /// Its line, where it is one.
    pub(super) line: Option<String>,
    /// Whether the command is repeated until it is seen.
    pub(super) repeats: Repeats,
}

impl PartialEq for PatternCheck<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Outcomes of one definition are told apart by their names.
        self.outcome.name == other.outcome.name
            && self.line == other.line
            && self.repeats == other.repeats
    }
}

/// An act that is to be seen.
#[derive(Debug)]
pub(super) struct Slot<'p> {
    /// Its step, by its place in the plan.
    pub(super) step: usize,
    /// What it is for, by its place in [`Expectations::occurrences`].
    pub(super) occurrence: usize,
    /// The command.
    pub(super) pattern: usize,
    /// As the plan writes it.
    pub(super) text: &'p str,
    /// The group of commands that it is of, by its place in the step.
    pub(super) group: Option<usize>,
    /// The first slot of the command that it is a part of: `a && b` is two acts.
    pub(super) command: usize,
    /// Where it is carried out.
    pub(super) hosts: Hosts,
    /// Where it is done from, and so captured: a command over ssh at the workstation, too.
    pub(super) captured: Hosts,
}

/// Where an act is to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hosts {
    /// Wherever the operator sits.
    Anywhere,
    /// On one of these.
    OneOf(Vec<String>),
}

/// What slots are for.
#[derive(Debug)]
pub(super) struct Expected {
    /// The step, by its place in the plan.
    pub(super) step: usize,
    /// Its items.
    pub(super) binding: Binding,
    /// Where.
    pub(super) hosts: Hosts,
    /// Its commands, as the plan writes them.
    pub(super) commands: Vec<String>,
    /// Its slots.
    pub(super) slots: Vec<usize>,
    /// Where it stands in the order: each of its units, its first node and its last.
    pub(super) nodes: Vec<(Node, Node)>,
}

/// A node of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// An act.
    Slot(usize),
    /// A point that everything before it leads to.
    Barrier(usize),
}

/// The name by which commands are looked up: a file's name or a cmdlet's, in lower case.
pub(super) fn folded(name: &str) -> String {
    let name = name.rsplit(['\\', '/']).next().unwrap_or(name);
    let mut name = name.to_ascii_lowercase();
    while name.ends_with(".exe") {
        name.truncate(name.len() - ".exe".len());
    }
    name
}

/// The name of what an invocation runs, folded.
pub(super) fn program_name(invocation: &Invocation) -> Option<String> {
    match &invocation.program {
        Program::Named(name) => Some(folded(name.split(' ').next().unwrap_or(name))),
        Program::File(path) => path.parts.last().map(|name| folded(name)),
        Program::Unknown(_) => None,
    }
}

/// What a text of the definition comes to.
pub(super) fn interpreted(shell: Shell, text: &str, tables: &Tables) -> Vec<Invocation> {
    let line = Line {
        text,
        folder: None,
        host: None,
    };
    match shell {
        Shell::Powershell => powershell::Interpreter::new(tables).run(&line),
        Shell::Bash => bash::Interpreter::new(tables).run(&line),
    }
}

impl<'p> Expectations<'p> {
    /// What a plan wants to see.
    pub(super) fn of(plan: &'p Plan<'p>) -> Self {
        let mut builder = Builder {
            plan,
            found: Self {
                patterns: Vec::new(),
                slots: Vec::new(),
                occurrences: Vec::new(),
                order: Vec::new(),
                barriers: 0,
                computers: Names::default(),
                undoing: Undoing::default(),
                looking: Looking::default(),
                names: HashMap::new(),
            },
            commands: HashMap::new(),
            alike: HashMap::new(),
            occurrences: HashMap::new(),
        };
        builder.build();
        let mut found = builder.found;
        let places = found
            .slots
            .iter()
            .flat_map(|slot| [&slot.hosts, &slot.captured]);
        let computers = places.flat_map(|hosts| match hosts {
            Hosts::OneOf(hosts) => hosts.as_slice(),
            Hosts::Anywhere => &[],
        });
        found.computers = Names::of(computers);
        found.undoing = Undoing::of(plan, &found.patterns);
        found.looking = Looking::of(&found.patterns, &plan.runbook.tables);
        for (at, pattern) in found.patterns.iter().enumerate() {
            let name = match &pattern.wanted {
                Wanted::Command(invocation) => program_name(invocation),
                Wanted::Program(name) => Some(folded(name)),
            };
            if let Some(name) = name {
                let named = found.names.entry(name).or_default();
                named.add(at, &found.patterns, &plan.runbook.tables);
            }
        }
        found
    }

    /// The slots of the steps between two slots' steps, as far as they are for the same items as the
    /// second, for the items around it or in it.
    pub(super) fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let (first, last) = (self.slots[from].step, self.slots[to].step);
        // Slots are in the order of their steps.
        let start = self.slots.partition_point(|slot| slot.step <= first);
        let end = self.slots.partition_point(|slot| slot.step < last);
        let binding = &self.occurrences[self.slots[to].occurrence].binding;
        (start..end.max(start)).filter(move |slot| {
            let other = &self.occurrences[self.slots[*slot].occurrence].binding;
            other.starts_with(binding) || binding.starts_with(other)
        })
    }

    /// Whether the plan has something done on that computer.
    pub(super) fn names_host(&self, name: &str) -> bool {
        self.computers.meant_by(name).next().is_some()
    }

    /// The patterns whose program a text names.
    pub(super) fn mentioned(&self, text: &str) -> Vec<usize> {
        let text = text.to_ascii_lowercase();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_named = |name: &str| {
            text.match_indices(name).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + name.len()..].chars().next();
                !before.is_some_and(is_part) && !after.is_some_and(is_part)
            })
        };
        let named = self.names.iter().filter(|(name, _)| is_named(name));
        let mut found: Vec<usize> = named.flat_map(|(_, own)| own.all()).copied().collect();
        found.sort_unstable();
        found
    }

    /// The patterns that a command of that name may be.
    pub(super) fn named(&self, name: &str) -> Option<&Named> {
        self.names.get(name)
    }
}

struct Builder<'p> {
    plan: &'p Plan<'p>,
    found: Expectations<'p>,
    /// What texts come to, by the text and the outcome that it must show.
    commands: HashMap<(&'p str, Option<&'p str>), Vec<Part<'p>>>,
    /// Patterns of commands, by what they run.
    alike: HashMap<String, Vec<usize>>,
    occurrences: HashMap<(usize, Binding), usize>,
}

/// One thing that a text of the plan runs.
#[derive(Debug, Clone)]
struct Part<'p> {
    pattern: usize,
    /// The part of the text that says so.
    text: &'p str,
    /// Where it runs it.
    on: On,
}

/// What is to be seen of a step: for each unit of it the parts of a text, and the text.
enum Seen<'p> {
    Nothing,
    /// The same of each unit.
    Same(Vec<Part<'p>>, &'p str),
    /// Of each command of each group its own.
    Each(Vec<Vec<(Vec<Part<'p>>, &'p str)>>),
}

impl<'p> Builder<'p> {
    /// The slots of every unit of the plan's order, and that order between them.
    fn build(&mut self) {
        let order = self.plan.order();
        let mut by_step: Vec<Vec<usize>> = vec![Vec::new(); self.plan.steps.len()];
        for (at, unit) in order.units.iter().enumerate() {
            by_step[unit.step].push(at);
        }
        self.found.barriers = order.joints;
        let mut ends = vec![None; order.units.len()];
        for (at, units) in by_step.iter().enumerate() {
            let seen = self.seen(at);
            for unit in units {
                ends[*unit] = self.unit(&order.units[*unit], &seen);
            }
        }
        // What leaves no trace is in no slot; what comes before it still comes before the rest.
        let ends: Vec<(Node, Node)> = ends
            .into_iter()
            .zip(&order.units)
            .map(|(ends, unit)| {
                let ends = ends.unwrap_or_else(|| {
                    self.found.barriers += 1;
                    let alone = Node::Barrier(self.found.barriers - 1);
                    (alone, alone)
                });
                if let Some(at) = self.occurrences.get(&(unit.step, binding(unit.binding))) {
                    self.found.occurrences[*at].nodes.push(ends);
                }
                ends
            })
            .collect();
        let first = |point| match point {
            Point::Unit(at) => ends[at].0,
            Point::Joint(at) => Node::Barrier(at),
        };
        let last = |point| match point {
            Point::Unit(at) => ends[at].1,
            Point::Joint(at) => Node::Barrier(at),
        };
        let before = order.before.iter();
        self.found
            .order
            .extend(before.map(|(one, other)| (last(*one), first(*other))));
    }

    /// What is to be seen of a step, or would be if it applied.
    fn seen(&mut self, at: usize) -> Seen<'p> {
        let plan = self.plan;
        match &plan.steps[at].act {
            Act::Decide { .. } => Seen::Nothing,
            Act::ByHand { evidence, .. } => {
                let mut parts = Vec::new();
                for evidence in evidence {
                    match evidence {
                        Evidence::Program(name) => parts.extend(self.program(name)),
                        Evidence::Command(text) => parts.extend(self.command(text, None)),
                    }
                }
                match evidence.first() {
                    Some(Evidence::Program(text) | Evidence::Command(text))
                        if !parts.is_empty() =>
                    {
                        Seen::Same(parts, text)
                    }
                    _ => Seen::Nothing,
                }
            }
            Act::Run(groups) => Seen::Each(
                groups
                    .iter()
                    .map(|group| {
                        let commands = group.commands.iter().map(|command| {
                            let text = command.text.as_str();
                            (self.command(text, group.check.as_ref()), text)
                        });
                        commands.collect()
                    })
                    .collect(),
            ),
        }
    }

    /// The slots of a unit: the one that it begins with and the one that it ends with.
    fn unit(&mut self, unit: &Unit<'p>, seen: &Seen<'p>) -> Option<(Node, Node)> {
        let place = hosts(unit.place);
        let index = self.occurrence(unit.step, binding(unit.binding), place.clone());
        let (parts, text) = match (seen, unit.does) {
            (Seen::Same(parts, text), _) => (parts, *text),
            (Seen::Each(groups), Does::Run { group, command }) => {
                let (parts, text) = groups.get(group)?.get(command)?;
                (parts, *text)
            }
            (Seen::Nothing | Seen::Each(_), _) => return None,
        };
        self.found.occurrences[index].commands.push(text.to_owned());
        let mut ends: Option<(Node, Node)> = None;
        let command = self.found.slots.len();
        for part in parts {
            let hosts = match &part.on {
                On::Host(host) => Hosts::OneOf(vec![host.clone()]),
                On::Here | On::Unknown(_) => place.clone(),
            };
            let slot = self.found.slots.len();
            self.found.slots.push(Slot {
                step: unit.step,
                occurrence: index,
                pattern: part.pattern,
                text: part.text,
                command,
                group: match unit.does {
                    Does::Run { group, .. } => Some(group),
                    _ => None,
                },
                hosts,
                captured: place.clone(),
            });
            self.found.occurrences[index].slots.push(slot);
            let node = Node::Slot(slot);
            if let Some((_, last)) = ends {
                self.found.order.push((last, node));
            }
            ends = Some((ends.map_or(node, |(first, _)| first), node));
        }
        ends
    }

    fn program(&mut self, name: &'p str) -> Vec<Part<'p>> {
        if let Some(known) = self.commands.get(&(name, None)) {
            return known.clone();
        }
        self.found.patterns.push(Pattern {
            wanted: Wanted::Program(name.to_owned()),
            check: None,
        });
        let parts = vec![Part {
            pattern: self.found.patterns.len() - 1,
            text: name,
            on: On::Here,
        }];
        self.commands.insert((name, None), parts.clone());
        parts
    }

    /// What a command comes to: a part for each thing that it runs. Its outcome is the last one's.
    fn command(&mut self, text: &'p str, check: Option<&Check<'p>>) -> Vec<Part<'p>> {
        let key = (text, check.map(|check| check.outcome));
        if let Some(known) = self.commands.get(&key) {
            return known.clone();
        }
        let runbook = self.plan.runbook;
        let invocations = interpreted(runbook.shell, text, &runbook.tables);
        let count = invocations.len();
        let mut parts = Vec::with_capacity(count);
        for (at, mut invocation) in invocations.into_iter().enumerate() {
            let check = check.filter(|_| at + 1 == count).and_then(|check| {
                Some(PatternCheck {
                    outcome: runbook.outcome(check.outcome)?,
                    line: check.line.clone(),
                    repeats: check.repeats,
                })
            });
            let part = text.get(invocation.span.clone()).filter(|_| count > 1);
            let on = std::mem::replace(&mut invocation.on, On::Here);
            parts.push(Part {
                pattern: self.pattern(invocation, check),
                text: part.unwrap_or(text),
                on,
            });
        }
        self.commands.insert(key, parts.clone());
        parts
    }

    /// The pattern of a command, wherever it is run and in whichever text it stands.
    fn pattern(&mut self, mut wanted: Invocation, check: Option<PatternCheck<'p>>) -> usize {
        forget_places(&mut wanted);
        let alike = self.alike.entry(wanted.to_string()).or_default();
        let patterns = &mut self.found.patterns;
        let known = alike.iter().find(|at| {
            let pattern = &patterns[**at];
            pattern.check == check
                && matches!(&pattern.wanted, Wanted::Command(own) if **own == wanted)
        });
        if let Some(known) = known {
            return *known;
        }
        alike.push(patterns.len());
        patterns.push(Pattern {
            wanted: Wanted::Command(Box::new(wanted)),
            check,
        });
        patterns.len() - 1
    }

    fn occurrence(&mut self, step: usize, binding: Binding, hosts: Hosts) -> usize {
        if let Some(at) = self.occurrences.get(&(step, binding.clone())) {
            return *at;
        }
        let at = self.found.occurrences.len();
        self.found.occurrences.push(Expected {
            step,
            binding: binding.clone(),
            hosts,
            commands: Vec::new(),
            slots: Vec::new(),
            nodes: Vec::new(),
        });
        self.occurrences.insert((step, binding), at);
        at
    }
}

/// Takes from a command where in its text its parts stand: nothing asks for it of a pattern.
fn forget_places(command: &mut Invocation) {
    command.span = 0..0;
    for stage in &mut command.piped {
        stage.on = On::Here;
        forget_places(stage);
    }
}

pub(super) fn binding(items: &order::Binding) -> Binding {
    items
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.text().to_owned()))
        .collect()
}

fn hosts(place: &Place) -> Hosts {
    match place {
        Place::Anywhere => Hosts::Anywhere,
        Place::On(host) => Hosts::OneOf(vec![host.text().to_owned()]),
        Place::OnAny(hosts) => {
            Hosts::OneOf(hosts.iter().map(|host| host.text().to_owned()).collect())
        }
    }
}
