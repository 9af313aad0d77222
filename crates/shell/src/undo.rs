//! Which commands undo what another one did: `Stop-Service X` what `Start-Service X` did.
//!
//! A table of pairs begins with the line `undone`; `tables/undone*.tsv` of a project are read beside
//! the shipped one:
//!
//! ```text
//! undone
//! # what is done                                  what undoes it
//! Start-Service | Restart-Service | net start {}  Stop-Service | net stop {}
//! Start-*                                         Stop-*
//! Set-*                                           =
//! cp * {}                                         rm {}                       one-way
//! ```
//!
//! A line is cut at tabs. Each side undoes the other one, unless the line ends with `one-way`: then only
//! the right one undoes the left one. `|` stands between commands that come to the same. Where nothing is known
//! that undoes what is done, `-` stands on the right.
//!
//! Below a pair, on lines that begin with a tab, stand looks: the commands that show which of both sides
//! holds, what they show of the left one, and what of the right one.
//!
//! | of a command | |
//! |---|---|
//! | `Start-Service` | a cmdlet; what it acts on is compared parameter by parameter |
//! | `Start-*` | every cmdlet of that verb; on both sides with the same noun |
//! | `-Status=Running` | the parameter must have that value |
//! | `-Destination={}` | what it acts on is this parameter's value alone |
//! | `systemctl stop {}` | a program, its words, and what it acts on: one operand, at the end all that follow |
//! | `*` | any operands |
//! | `--now`, `/delete` | the option must be there |
//! | `=` | the same command on the same thing, with another value |

use std::collections::HashMap;
use std::sync::LazyLock;

mod form; // A command of a pair.
mod look; // What shows whether it holds.
mod target; // What a command acts on.

use self::form::Form;
pub use self::look::Look;
use self::look::Row;
use self::target::Target;
use super::{Effect, Invocation, Program, Tables, Unresolved, table};

/// The table that comes with the program.
const SHIPPED: &str = include_str!("../../../tables/undone.tsv");

static PAIRS: LazyLock<Index> = LazyLock::new(|| {
    // A test holds that every line is of the format.
    Index::of(pairs(SHIPPED).unwrap_or_default())
});

/// Two sides of which one undoes the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    left: Vec<Form>,
    right: Right,
    is_one_way: bool,
    looks: Vec<Row>,
}

/// What undoes the left side.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Right {
    /// One of these commands.
    Forms(Vec<Form>),
    /// The same command with another value.
    OtherValue,
    /// Nothing that is known.
    Nothing,
}

/// The shipped pairs, by the names that their commands have; a verb with its dash: `start-`.
#[derive(Debug)]
struct Index {
    pairs: Vec<Pair>,
    names: HashMap<String, Vec<usize>>,
}

impl Index {
    fn of(pairs: Vec<Pair>) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            for form in pair.forms() {
                let own = names.entry(form.key().to_owned()).or_default();
                if own.last() != Some(&at) {
                    own.push(at);
                }
            }
        }
        Self { pairs, names }
    }

    /// The pairs in which a command of that name may be.
    fn near(&self, name: &str) -> impl Iterator<Item = &Pair> {
        let verb = name.split_inclusive('-').next().unwrap_or(name);
        let all = [name, verb].into_iter();
        all.filter_map(|key| self.names.get(key))
            .flatten()
            .map(|at| &self.pairs[*at])
    }
}

impl Pair {
    fn forms(&self) -> impl Iterator<Item = &Form> {
        let right = match &self.right {
            Right::Forms(forms) => forms.as_slice(),
            Right::OtherValue | Right::Nothing => &[],
        };
        self.left.iter().chain(right)
    }
}

/// The pairs of a table; `None` where it is a table of commands.
///
/// # Errors
///
/// The number of the first line that is not of the format, from 1, and what is wrong with it.
pub(super) fn of_table(text: &str) -> Option<Result<Vec<Pair>, (usize, String)>> {
    let mut lines = text.lines().filter(|line| is_content(line));
    (lines.next()?.trim_end() == "undone").then(|| pairs(text))
}

fn is_content(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

fn pairs(text: &str) -> Result<Vec<Pair>, (usize, String)> {
    let lines = text.lines().enumerate();
    let mut lines = lines.filter(|(_, line)| is_content(line));
    lines.next();
    let mut found: Vec<Pair> = Vec::new();
    for (at, line) in lines {
        let fault = |what| (at + 1, what);
        match line.strip_prefix('\t') {
            None => found.push(pair(line).map_err(fault)?),
            Some(look) => {
                let none = || fault("a look stands below a pair".to_owned());
                let pair = found.last_mut().ok_or_else(none)?;
                pair.looks.push(Row::parse(look).map_err(fault)?);
            }
        }
    }
    Ok(found)
}

fn pair(line: &str) -> Result<Pair, String> {
    let mut parts = line.split('\t');
    let left = parts.next().unwrap_or_default();
    let Some(right) = parts.next() else {
        return Err("what undoes it is missing: a tab, and its commands".to_owned());
    };
    let is_one_way = match parts.next() {
        None => false,
        Some("one-way") => true,
        Some(other) => return Err(format!("`{other}` is not `one-way`")),
    };
    let forms =
        |side: &str| -> Result<Vec<Form>, String> { side.split(" | ").map(Form::parse).collect() };
    Ok(Pair {
        left: forms(left)?,
        right: match right {
            "=" => Right::OtherValue,
            "-" => Right::Nothing,
            right => Right::Forms(forms(right)?),
        },
        is_one_way,
        looks: Vec::new(),
    })
}

/// What a command does to what another one did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// It undoes it.
    Undoes,
    /// It does it, too.
    Makes,
}

/// Whether a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sure {
    /// It does.
    Yes,
    /// That cannot be told.
    Perhaps(Unresolved),
}

/// A command that is looked for, since it undoes or makes again what another one did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// What it does to that.
    pub turn: Turn,
    /// The name of the command, in lower case and without `.exe`.
    pub name: String,
    /// Whether doing it twice comes to the same as doing it once: it makes a state, which the other side ends.
    pub is_state: bool,
    form: Form,
    target: Target,
    /// Whether it is the same command with another value.
    is_other_value: bool,
}

/// The commands that undo what this one does, or do the same, on what it acts on.
pub fn undoers(planned: &Invocation, tables: &Tables) -> Vec<Watch> {
    let Some(name) = name_of(&planned.program) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for pair in PAIRS.near(&name).chain(&tables.undone) {
        let held = |forms: &[Form]| {
            let mut held = forms.iter();
            held.find_map(|form| form.hold(&name, planned, tables))
        };
        let mut add = |turn, forms: &[Form], target: &Target| {
            found.extend(forms.iter().filter_map(|form| {
                Some(Watch {
                    turn,
                    name: form.named_like(&name)?,
                    is_state: !pair.is_one_way,
                    form: form.clone(),
                    target: target.clone(),
                    is_other_value: false,
                })
            }));
        };
        match (&pair.right, held(&pair.left)) {
            (Right::Forms(right), Some(target)) => {
                add(Turn::Undoes, right, &target);
                if !pair.is_one_way {
                    add(Turn::Makes, &pair.left, &target);
                }
            }
            (Right::Forms(right), None) if !pair.is_one_way => {
                if let Some(target) = held(right) {
                    add(Turn::Undoes, &pair.left, &target);
                    add(Turn::Makes, right, &target);
                }
            }
            (Right::OtherValue, Some(target)) => {
                let form = pair
                    .left
                    .iter()
                    .find(|form| form.named_like(&name).is_some());
                found.extend(form.map(|form| Watch {
                    turn: Turn::Undoes,
                    name: name.clone(),
                    is_state: true,
                    form: form.clone(),
                    target,
                    is_other_value: true,
                }));
            }
            (Right::Forms(_) | Right::OtherValue, None) | (Right::Nothing, _) => {}
        }
    }
    found
}

/// What shows whether that which this command did still holds.
pub fn looks(planned: &Invocation, tables: &Tables) -> Vec<Look> {
    let Some(name) = name_of(&planned.program) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for pair in PAIRS.near(&name).chain(&tables.undone) {
        if pair.looks.is_empty() {
            continue;
        }
        let held = |forms: &[Form]| {
            let mut held = forms.iter();
            held.find_map(|form| form.hold(&name, planned, tables))
        };
        let right: &[Form] = match &pair.right {
            Right::Forms(right) if !pair.is_one_way => right,
            Right::Forms(_) | Right::OtherValue | Right::Nothing => &[],
        };
        let (left, right) = (held(&pair.left), held(right));
        for row in &pair.looks {
            found.extend(left.iter().flat_map(|target| row.looks(target, true)));
            found.extend(right.iter().flat_map(|target| row.looks(target, false)));
        }
    }
    found
}

impl Watch {
    /// Whether a command of that name is the one that is looked for; `None` where it is another one, or
    /// acts on something else. Where it was run is for the audit.
    pub fn is_held_by(&self, seen: &Invocation, tables: &Tables) -> Option<Sure> {
        // What only looks undoes nothing.
        if seen.effect == Effect::Reads {
            return None;
        }
        let target = self.form.hold(&self.name, seen, tables)?;
        match self.is_other_value {
            true => self.target.is_changed_by(&target),
            false => self.target.is_met_by(&target),
        }
    }
}

/// The name of what an invocation runs: in lower case, without folder and `.exe`.
pub(super) fn name_of(program: &Program) -> Option<String> {
    let name = match program {
        Program::Named(name) => name.as_str(),
        Program::File(path) => path.parts.last()?.as_str(),
        Program::Unknown(_) => return None,
    };
    Some(table::without_ending(name).to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
