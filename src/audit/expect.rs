//! What the plan wants to see: distinct commands, the acts that they are wanted for, and the order.

use std::collections::HashMap;

use crate::command::{Invocation, Line, On, Program, Tables, bash, powershell};
use crate::plan::{Act, Applicability, Check, Evidence, Occurrence, Place, Plan};
use crate::runbook::{Outcome, Repeats, Shell};

use super::verdict::Binding;

/// What the plan wants to see.
#[derive(Debug)]
pub(super) struct Expectations<'p> {
    /// Distinct commands, those of steps that do not apply among them.
    pub(super) patterns: Vec<Pattern<'p>>,
    /// Acts that are to be seen.
    pub(super) slots: Vec<Slot>,
    /// What the slots are for: a step on a server, a step for a pool.
    pub(super) occurrences: Vec<Expected>,
    /// What comes before what.
    pub(super) order: Vec<(Node, Node)>,
    /// How many barriers there are.
    pub(super) barriers: usize,
    names: HashMap<String, Vec<usize>>,
}

/// A command that is wanted.
#[derive(Debug)]
pub(super) struct Pattern<'p> {
    /// What is to be run.
    pub(super) wanted: Wanted,
    /// As the plan writes it.
    pub(super) text: String,
    /// What its output must show.
    pub(super) check: Option<PatternCheck<'p>>,
}

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
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

/// An act that is to be seen.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its step, by its place in the plan.
    pub(super) step: usize,
    /// What it is for, by its place in [`Expectations::occurrences`].
    pub(super) occurrence: usize,
    /// The command.
    pub(super) pattern: usize,
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
    name.to_ascii_lowercase()
        .trim_end_matches(".exe")
        .to_owned()
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
                names: HashMap::new(),
            },
            ends: Vec::new(),
            commands: HashMap::new(),
            occurrences: HashMap::new(),
        };
        builder.steps();
        let mut found = builder.found;
        for (at, pattern) in found.patterns.iter().enumerate() {
            let name = match &pattern.wanted {
                Wanted::Command(invocation) => program_name(invocation),
                Wanted::Program(name) => Some(folded(name)),
            };
            if let Some(name) = name {
                found.names.entry(name).or_default().push(at);
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

    /// The patterns that a command of that name may be.
    pub(super) fn named(&self, name: &str) -> &[usize] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}

struct Builder<'p> {
    plan: &'p Plan<'p>,
    found: Expectations<'p>,
    /// Where each step ends, in the order of the plan.
    ends: Vec<Node>,
    /// Patterns by the text that they come from and the outcome that it must show.
    commands: HashMap<(String, Option<&'p str>), Vec<usize>>,
    occurrences: HashMap<(usize, Binding), usize>,
}

/// An act, the slot that it begins with and the one that it ends with.
#[derive(Debug)]
struct Chain {
    binding: Binding,
    from: Node,
    to: Node,
}

impl<'p> Builder<'p> {
    fn steps(&mut self) {
        // Of steps that go item by item: where each item has got to.
        let mut reached: HashMap<String, Vec<Node>> = HashMap::new();
        for (at, step) in self.plan.steps.iter().enumerate() {
            let begin = self.barrier();
            let end = self.barrier();
            self.found.order.push((begin, end));
            let is_wanted = !matches!(step.applicability, Applicability::Never(_));
            let chains = self.step(at, is_wanted);
            for chain in &chains {
                self.found.order.push((begin, chain.from));
                self.found.order.push((chain.to, end));
            }
            let mut rolling = self.plan.rolling.iter();
            let rolling = rolling.find(|all| (all.first..=all.last).contains(&step.number));
            match rolling {
                Some(all) => {
                    let first = all.first as usize - 1;
                    if at == first {
                        reached.clear();
                    } else {
                        self.found.order.push((self.ends[at - 1], end));
                    }
                    self.wait(first, begin);
                    let item = |chain: &Chain| {
                        let mut items = chain.binding.iter();
                        items
                            .find(|(name, _)| name == all.each.as_str())
                            .map(|(_, value)| value.clone())
                    };
                    let mut next: HashMap<String, Vec<Node>> = HashMap::new();
                    for chain in &chains {
                        let Some(item) = item(chain) else { continue };
                        for before in reached.get(&item).into_iter().flatten() {
                            self.found.order.push((*before, chain.from));
                        }
                        next.entry(item).or_default().push(chain.to);
                    }
                    reached.extend(next);
                }
                None => self.wait(at, begin),
            }
            self.ends.push(end);
        }
    }

    /// The step waits for the steps that come before it.
    fn wait(&mut self, at: usize, begin: Node) {
        for number in &self.plan.steps[at].after {
            if let Some(end) = self.ends.get(*number as usize - 1) {
                self.found.order.push((*end, begin));
            }
        }
    }

    fn barrier(&mut self) -> Node {
        self.found.barriers += 1;
        Node::Barrier(self.found.barriers - 1)
    }

    fn step(&mut self, at: usize, is_wanted: bool) -> Vec<Chain> {
        let plan = self.plan;
        match &plan.steps[at].act {
            Act::Decide { .. } => {
                if is_wanted {
                    self.occurrence(at, Vec::new(), Hosts::Anywhere);
                }
                Vec::new()
            }
            Act::ByHand {
                occurrences,
                evidence,
            } => self.by_hand(at, occurrences, evidence, is_wanted),
            Act::Run(groups) => {
                let mut chains: Vec<Chain> = Vec::new();
                for group in groups {
                    let mut next = Vec::new();
                    for command in &group.commands {
                        let patterns = self.command(command.text.as_str(), group.check.as_ref());
                        if is_wanted {
                            let acts = command.occurrences.iter();
                            next.extend(acts.filter_map(|act| {
                                self.act(at, &patterns, act, command.text.as_str())
                            }));
                        }
                    }
                    self.follow(&chains, &next);
                    chains.append(&mut next);
                }
                chains
            }
        }
    }

    /// The next group of commands: what is for an item comes after what was for it, or for the
    /// items around it or in it.
    fn follow(&mut self, before: &[Chain], next: &[Chain]) {
        let mut by_binding: HashMap<&Binding, Vec<Node>> = HashMap::new();
        for chain in before {
            by_binding.entry(&chain.binding).or_default().push(chain.to);
        }
        let shapes: std::collections::BTreeSet<usize> =
            before.iter().map(|chain| chain.binding.len()).collect();
        for chain in next {
            for width in &shapes {
                if *width <= chain.binding.len() {
                    let outer = chain.binding[..*width].to_vec();
                    let own = by_binding.get(&outer).into_iter().flatten();
                    let order = own.map(|node| (*node, chain.from));
                    self.found.order.extend(order);
                } else {
                    let inner = before.iter().filter(|other| {
                        other.binding.len() == *width && other.binding.starts_with(&chain.binding)
                    });
                    self.found
                        .order
                        .extend(inner.map(|other| (other.to, chain.from)));
                }
            }
        }
    }

    fn by_hand(
        &mut self,
        at: usize,
        occurrences: &[Occurrence],
        evidence: &[Evidence],
        is_wanted: bool,
    ) -> Vec<Chain> {
        let patterns: Vec<usize> = evidence
            .iter()
            .flat_map(|evidence| match evidence {
                Evidence::Program(name) => vec![self.program(name)],
                Evidence::Command(text) => self.command(text, None),
            })
            .collect();
        if !is_wanted {
            return Vec::new();
        }
        let text = evidence.first().map_or("", |evidence| match evidence {
            Evidence::Program(text) | Evidence::Command(text) => text,
        });
        let mut chains = Vec::new();
        for occurrence in occurrences {
            if patterns.is_empty() {
                self.occurrence(at, binding(occurrence), hosts(&occurrence.place));
            } else {
                chains.extend(self.act(at, &patterns, occurrence, text));
            }
        }
        chains
    }

    fn program(&mut self, name: &str) -> usize {
        let key = (name.to_owned(), None);
        if let Some([only]) = self.commands.get(&key).map(Vec::as_slice) {
            return *only;
        }
        self.found.patterns.push(Pattern {
            wanted: Wanted::Program(name.to_owned()),
            text: name.to_owned(),
            check: None,
        });
        let at = self.found.patterns.len() - 1;
        self.commands.insert(key, vec![at]);
        at
    }

    /// The patterns of a command: one for each thing that it runs. Its outcome is the last one's.
    fn command(&mut self, text: &str, check: Option<&Check<'p>>) -> Vec<usize> {
        let key = (text.to_owned(), check.map(|check| check.outcome));
        if let Some(known) = self.commands.get(&key) {
            return known.clone();
        }
        let runbook = self.plan.runbook;
        let parts = interpreted(runbook.shell, text, &runbook.tables);
        let count = parts.len();
        let mut patterns = Vec::with_capacity(count);
        for (at, invocation) in parts.into_iter().enumerate() {
            let check = check.filter(|_| at + 1 == count).and_then(|check| {
                Some(PatternCheck {
                    outcome: runbook.outcome(check.outcome)?,
                    line: check.line.clone(),
                    repeats: check.repeats,
                })
            });
            let part = text.get(invocation.span.clone()).filter(|_| count > 1);
            self.found.patterns.push(Pattern {
                text: part.unwrap_or(text).to_owned(),
                wanted: Wanted::Command(Box::new(invocation)),
                check,
            });
            patterns.push(self.found.patterns.len() - 1);
        }
        self.commands.insert(key, patterns.clone());
        patterns
    }

    /// The slots of one act, one after the other.
    fn act(
        &mut self,
        at: usize,
        patterns: &[usize],
        occurrence: &Occurrence,
        text: &str,
    ) -> Option<Chain> {
        let place = hosts(&occurrence.place);
        let binding = binding(occurrence);
        let index = self.occurrence(at, binding.clone(), place.clone());
        self.found.occurrences[index].commands.push(text.to_owned());
        let mut ends: Option<(Node, Node)> = None;
        for pattern in patterns {
            let hosts = match &self.found.patterns[*pattern].wanted {
                Wanted::Command(invocation) => match &invocation.on {
                    On::Host(host) => Hosts::OneOf(vec![host.clone()]),
                    On::Here | On::Unknown(_) => place.clone(),
                },
                Wanted::Program(_) => place.clone(),
            };
            let slot = self.found.slots.len();
            self.found.slots.push(Slot {
                step: at,
                occurrence: index,
                pattern: *pattern,
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
        ends.map(|(from, to)| Chain { binding, from, to })
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
        });
        self.occurrences.insert((step, binding), at);
        at
    }
}

fn binding(occurrence: &Occurrence) -> Binding {
    let items = occurrence.binding.iter();
    items
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
