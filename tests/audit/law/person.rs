//! Somebody who follows a handout: reads it, sits down where it says, types what it says.
//!
//! What a person may do besides, and still have done what the handout says, is decided by chance:
//! looking again until a state is reached, a second try after an error, harmless looks, pauses, two
//! people side by side, leaving and coming back.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::change::Change;
use super::definition::Shell;
use super::handout::{Block, Handout, Task};
use super::servers::{self, Servers};
use super::stage;
use crate::dice::Dice;

/// What was done, in the order in which it was done.
#[derive(Debug, Clone)]
pub(crate) struct Night {
    pub(crate) deeds: Vec<Deed>,
    next: usize,
}

/// One thing that somebody did.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    pub(crate) id: usize,
    /// The number of the step that it is in; none for what is done besides.
    pub(crate) step: Option<u32>,
    /// What of the step it is for: a host or a pool, where the handout names one.
    pub(crate) item: Option<String>,
    /// The computer that is sat at.
    pub(crate) machine: String,
    /// Who: 0, or 1 for a second person.
    pub(crate) who: usize,
    /// Which of the sessions of that person at that computer.
    pub(crate) sitting: usize,
    pub(crate) at: DateTime,
    pub(crate) act: Act,
}

/// What is done.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// A line is typed, and this is printed.
    Typed { text: String, said: Vec<String> },
    /// Something is done by hand, and somebody vouches for it.
    Hand,
}

impl Deed {
    /// What was typed, if anything was.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.act {
            Act::Typed { text, .. } => Some(text),
            Act::Hand => None,
        }
    }
}

/// The workstation of the person of that number.
fn workstation(change: &Change, who: usize) -> String {
    let name = match change.runbook.shell() {
        Shell::Powershell => "adm",
        Shell::Bash => "ops",
    };
    format!("{name}0{}", who + 1)
}

/// Follows a handout to its end.
pub(crate) fn follow(change: &Change, handout: &Handout, dice: &mut Dice) -> Night {
    let mut person = Person {
        change,
        servers: Servers::new(change, dice),
        night: Night {
            deeds: Vec::new(),
            next: 0,
        },
        now: change.opens + 5.minutes(),
        who: 0,
        sitting: 0,
        seat: None,
    };
    for task in handout.tasks() {
        person.task(&task, dice);
    }
    person.night
}

struct Person<'a> {
    change: &'a Change,
    servers: Servers,
    night: Night,
    now: DateTime,
    who: usize,
    sitting: usize,
    /// The computer that was chosen where the handout leaves a choice.
    seat: Option<String>,
}

impl Person<'_> {
    fn task(&mut self, task: &Task, dice: &mut Dice) {
        if !self.applies(task) {
            return;
        }
        let items = task.item.iter().map(String::as_str);
        let boxes: Vec<&str> = match task.item {
            Some(_) => items.collect(),
            None => boxes(task),
        };
        let commands = commands(task, &self.change.hosts);
        if commands.is_empty() {
            if boxes.is_empty() {
                self.hand(task, None, dice);
            }
            for label in boxes {
                self.hand(task, Some(label), dice);
            }
            return;
        }
        // What names its computer goes there by itself, and its boxes are to be ticked only.
        let hosts = &self.change.hosts;
        let goes = |text: &str| hosts.iter().any(|host| text.contains(host.as_str()));
        if boxes.is_empty() || commands.iter().all(|(text, _)| goes(text)) {
            self.typed(task, &commands, None, dice);
            return;
        }
        for label in boxes {
            self.typed(task, &commands, Some(label), dice);
        }
    }

    /// Whether the step is to be done: what the handout says of it, and where it leaves a question open,
    /// what is true.
    fn applies(&self, step: &Task) -> bool {
        if step
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Title(_)))
        {
            return false;
        }
        let id = stage::step_id(self.change, step.step);
        let is_conditional = stage::is_conditional(self.change, step.step);
        self.change.applies(&id, is_conditional)
    }

    fn hand(&mut self, step: &Task, item: Option<&str>, dice: &mut Dice) {
        self.pass(dice, 40, 90);
        let machine = workstation(self.change, self.who);
        self.done(Some(step.step), item.map(last), machine, Act::Hand);
    }

    fn typed(
        &mut self,
        step: &Task,
        commands: &[(&str, Option<Vec<&str>>)],
        label: Option<&str>,
        dice: &mut Dice,
    ) {
        for (text, choice) in commands {
            let named = servers::named(self.change, text);
            let machine = match (label, choice) {
                (Some(label), _) => last(label),
                (None, Some(hosts)) => {
                    let seat = self
                        .seat
                        .get_or_insert_with(|| dice.one_of(hosts).to_owned());
                    seat.clone()
                }
                (None, None) => workstation(self.change, self.who),
            };
            let item = label.map(last).or(named);
            loop {
                self.besides(&machine, dice);
                self.pass(dice, 20, 70);
                let answer = self.servers.answer(self.change, text, &machine, dice);
                let act = Act::Typed {
                    text: (*text).to_owned(),
                    said: answer.said,
                };
                self.done(Some(step.step), item.clone(), machine.clone(), act);
                if answer.is_good {
                    break;
                }
            }
        }
    }

    /// A harmless look, now and then.
    fn besides(&mut self, machine: &str, dice: &mut Dice) {
        if !dice.once_in(6) {
            return;
        }
        self.pass(dice, 5, 20);
        let (text, said) = servers::look(self.change, dice);
        let said = said.iter().map(|line| (*line).to_owned()).collect();
        let text = text.to_owned();
        self.done(None, None, machine.to_owned(), Act::Typed { text, said });
    }

    /// Time goes by; now and then there is a pause.
    fn pass(&mut self, dice: &mut Dice, least: usize, most: usize) {
        let seconds = least + dice.below(most - least);
        let seconds = if dice.once_in(60) {
            seconds + 1500
        } else {
            seconds
        };
        self.now += i64::try_from(seconds).expect("small").seconds();
    }

    fn done(&mut self, step: Option<u32>, item: Option<String>, machine: String, act: Act) {
        self.night.deeds.push(Deed {
            id: self.night.next,
            step,
            item,
            machine,
            who: self.who,
            sitting: self.sitting,
            at: self.now,
            act,
        });
        self.night.next += 1;
    }
}

/// The labels of a step's boxes.
fn boxes(step: &Task) -> Vec<&str> {
    let mut labels = Vec::new();
    for block in &step.blocks {
        if let Block::Box(label) = block {
            labels.push(label.as_str());
        }
    }
    labels
}

/// The last name of a label such as `pool01 / fe01 – Time ……`.
fn last(label: &str) -> String {
    let label = label.split(" – ").next().unwrap_or(label);
    let name = label.rsplit(" / ").next().unwrap_or(label);
    name.trim().to_owned()
}

/// The commands of a step, each with the computers that it may be typed at where the text above it
/// leaves a choice.
fn commands<'a>(step: &'a Task, hosts: &[String]) -> Vec<(&'a str, Option<Vec<&'a str>>)> {
    let mut found = Vec::new();
    let mut choice = None;
    for block in &step.blocks {
        match block {
            Block::Text { words, .. } => {
                let named: Vec<&str> = words
                    .split([' ', ',', '\n', ':'])
                    .filter(|word| hosts.iter().any(|host| host == word))
                    .collect();
                if !named.is_empty() {
                    choice = Some(named);
                }
            }
            Block::Command(text) => found.push((text.as_str(), choice.clone())),
            _ => {}
        }
    }
    found
}
