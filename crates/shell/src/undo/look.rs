//! Looks at what a command did: whether it still holds, by what they print.
//!
//! In a table of pairs a look stands below its pair, on a line that begins with a tab: the commands that
//! look, what they show while the left side holds, and what they show while the right one does.

use super::form::Form;
use super::target::Target;
use crate::{Invocation, Tables};

/// Labels before a state: of lists, of `sc query`, of `systemctl status` and `show`.
const LABELS: [&str; 9] = [
    "status",
    "state",
    "active",
    "activestate",
    "unitfilestate",
    "zustand",
    "état",
    "estado",
    "stato",
];

/// Labels before the name of what the next lines are about.
const NAMES: [&str; 4] = ["name", "service_name", "id", "unit"];

/// A look, as a table writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    forms: Vec<Form>,
    left: Vec<String>,
    right: Vec<String>,
}

impl Row {
    /// Reads what stands behind the tab.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let mut parts = line.split('\t');
        let forms = parts.next().unwrap_or_default().split(" | ");
        let mut states = || {
            let part = parts.next().unwrap_or_default();
            let states = part.split(" | ").map(|state| state.trim().to_lowercase());
            let states: Vec<String> = states.filter(|state| !state.is_empty()).collect();
            match states.is_empty() {
                true => Err("what it shows is missing: a tab, and states".to_owned()),
                false => Ok(states),
            }
        };
        Ok(Self {
            left: states()?,
            right: states()?,
            forms: forms.map(Form::parse).collect::<Result<_, _>>()?,
        })
    }

    /// The looks at what a command of the left side did, or of the right one.
    pub(super) fn looks(&self, target: &Target, is_left: bool) -> impl Iterator<Item = Look> {
        let (holds, ended) = match is_left {
            true => (&self.left, &self.right),
            false => (&self.right, &self.left),
        };
        self.forms.iter().map(|form| Look {
            name: form.key().to_owned(),
            form: form.clone(),
            target: target.clone(),
            holds: holds.clone(),
            ended: ended.clone(),
        })
    }
}

/// A look at what a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The name of the command that looks, in lower case and without `.exe`.
    pub name: String,
    form: Form,
    target: Target,
    holds: Vec<String>,
    ended: Vec<String>,
}

impl Look {
    /// Whether a command may be this look.
    pub fn is_taken_by(&self, seen: &Invocation, tables: &Tables) -> bool {
        let target = self.form.hold(&self.name, seen, tables);
        target.is_some_and(|target| self.target.is_met_by(&target).is_some())
    }

    /// Whether what was done holds, by what such a command printed; `None` where that is not to be seen.
    pub fn shows(&self, seen: &Invocation, tables: &Tables, lines: &[&str]) -> Option<bool> {
        let looked_at = self.form.hold(&self.name, seen, tables)?;
        let own: Vec<String> = self.target.texts().map(plain).collect();
        let asked: Vec<String> = looked_at.texts().map(plain).collect();
        let printed = Printed::of(self, lines);
        let mut last = None;
        for (name, holds) in &printed.named {
            if own.contains(name) {
                last = Some(*holds);
            }
        }
        // What names nothing is of the one thing that was asked for, or of each in its turn.
        let place = match own.is_empty() {
            true => Some(0),
            false => asked.iter().position(|asked| own.contains(asked)),
        };
        let is_each = printed.bare.len() == asked.len().max(1);
        last.or_else(|| match printed.labelled[..] {
            [only] => place.map(|_| only),
            _ => place.filter(|_| is_each).map(|place| printed.bare[place]),
        })
    }

    /// Whether a text is a state, and which: that it holds.
    fn state(&self, text: &str) -> Option<bool> {
        let is = |states: &[String]| states.iter().any(|state| state == text);
        match (is(&self.holds), is(&self.ended)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// The state that a text ends with, behind a blank.
    fn ending(&self, text: &str) -> Option<(usize, bool)> {
        let states = self.holds.iter().map(|state| (state, true));
        let states = states.chain(self.ended.iter().map(|state| (state, false)));
        states
            .filter_map(|(state, holds)| {
                let before = text.strip_suffix(state.as_str())?;
                before.ends_with(' ').then_some((state.len(), holds))
            })
            .max()
    }
}

/// What a look printed: states of things that are named, and of what is not.
#[derive(Debug, Default)]
struct Printed {
    named: Vec<(String, bool)>,
    /// Behind a label, with no name before it.
    labelled: Vec<bool>,
    /// A state alone on its line.
    bare: Vec<bool>,
}

impl Printed {
    fn of(look: &Look, lines: &[&str]) -> Self {
        let mut found = Self::default();
        // What the lines of a list are about.
        let mut about: Option<String> = None;
        for line in lines {
            let lower = line.trim().to_lowercase();
            if lower.is_empty() {
                continue;
            }
            // `● nginx.service - A high performance web server`
            if let Some(unit) = lower.strip_prefix(['●', '○', '×', '↻']) {
                about = unit.split_whitespace().next().map(plain);
                continue;
            }
            // ` * status: crashed`
            let label = lower.trim_start_matches(['*', ' ']).split_once([':', '=']);
            if let Some((label, value)) = label {
                let (label, value) = (label.trim(), value.trim());
                if NAMES.contains(&label) {
                    about = Some(plain(value));
                    continue;
                }
                if LABELS.contains(&label) {
                    let number = |c: char| c.is_ascii_digit() || c.is_whitespace();
                    let value = value.trim_start_matches(number);
                    let word = value.split([' ', '(']).next().unwrap_or_default();
                    let state = look.state(value).or_else(|| look.state(word));
                    match (state, &about) {
                        (Some(holds), Some(name)) => found.named.push((name.clone(), holds)),
                        (Some(holds), None) => found.labelled.push(holds),
                        (None, _) => {}
                    }
                    continue;
                }
            }
            if let Some(holds) = look.state(&lower) {
                found.bare.push(holds);
                continue;
            }
            found.row(look, &lower);
        }
        found
    }

    /// `Stopped  LYNCBACKUP`, `nginx STOPPED  Mar 14`, ` * nginx is not running`
    fn row(&mut self, look: &Look, line: &str) {
        let words: Vec<&str> = line
            .trim_start_matches(['*', ' '])
            .split_whitespace()
            .collect();
        let [first, second, ..] = words[..] else {
            return;
        };
        let pair = match (look.state(first), look.state(second)) {
            (Some(holds), None) => Some((second, holds)),
            (None, Some(holds)) => Some((first, holds)),
            _ => None,
        };
        if let Some((name, holds)) = pair {
            self.named.push((plain(name), holds));
            return;
        }
        let text = words.join(" ");
        let text = text.trim_end_matches(['.', '!']);
        if let Some((length, holds)) = look.ending(text) {
            let before = &text[..text.len() - length];
            // `nginx (pid 4711) is running`
            let name = before.split([' ', '(']).next().unwrap_or_default();
            self.named.push((plain(name), holds));
        }
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    let name = name.trim_matches(['"', '\'', ':']).to_lowercase();
    name.strip_suffix(".service").unwrap_or(&name).to_owned()
}
