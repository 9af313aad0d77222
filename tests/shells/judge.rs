//! Judges what is said of a session by what really ran of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::fit::{is_certain, is_whole, name};
use crate::recorded::{Ran, Session};

/// Whether what is said of an invocation fits what ran.
pub(crate) type Fits = fn(&Value, &Ran) -> bool;

/// What falls short in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Short {
    /// Something is claimed and is not so.
    False,
    /// Something ran that is neither listed nor marked.
    Lost,
    /// Not all of a line is known for certain.
    Unknown,
}

/// Knows which programs leave a record.
pub(crate) struct Judge {
    fits: Fits,
    stubs: BTreeSet<String>,
}

/// What a session comes to.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    is_false: bool,
    is_lost: bool,
    /// Lines that ran something.
    pub(crate) lines: usize,
    /// Those of them of which all is known for certain.
    pub(crate) known: usize,
}

impl Judged {
    /// Its gravest fault.
    pub(crate) fn short(&self) -> Option<Short> {
        match self {
            Self { is_false: true, .. } => Some(Short::False),
            Self { is_lost: true, .. } => Some(Short::Lost),
            _ if self.known < self.lines => Some(Short::Unknown),
            _ => None,
        }
    }
}

/// A program's name in any spelling.
fn stem(name: &str) -> String {
    name.to_lowercase().trim_end_matches(".exe").to_owned()
}

impl Judge {
    /// A judge for sessions in which these programs leave a record.
    pub(crate) fn new<'a>(fits: Fits, stubs: impl Iterator<Item = &'a str>) -> Self {
        Self {
            fits,
            stubs: stubs.map(stem).collect(),
        }
    }

    /// Judges what is said of each line of a session.
    pub(crate) fn session(&self, session: &Session, said: &[Vec<Value>]) -> Judged {
        let is_stub =
            |said: &Value| name(said).is_some_and(|name| self.stubs.contains(&stem(name)));
        let mut judged = Judged::default();
        for (at, said) in said.iter().enumerate() {
            if session.is_past(at) {
                continue;
            }
            let ran: Vec<&Ran> = session.ran.iter().filter(|ran| ran.line == at).collect();
            let claimed: Vec<&Value> = said
                .iter()
                .filter(|said| is_certain(said) && is_stub(said))
                .collect();
            let listed: Vec<&Value> = said
                .iter()
                .filter(|said| is_stub(said) || name(said).is_none())
                .collect();
            let is_blind = said.iter().any(|said| said["blind"] == true);
            let is_wrong = pairs(&claimed, &ran, self.fits) < claimed.len();
            judged.is_false |= is_wrong;
            let mut misses = ran
                .iter()
                .any(|ran| !listed.iter().any(|said| (self.fits)(said, ran)));
            // What is said once for certain ran once.
            misses |= listed.iter().all(|said| is_certain(said))
                && pairs(&listed, &ran, self.fits) < ran.len();
            judged.is_lost |= misses && !is_blind;
            if !ran.is_empty() {
                let is_known = !is_wrong
                    && !is_blind
                    && claimed.len() == ran.len()
                    && listed.iter().all(|said| is_whole(said));
                judged.lines += 1;
                judged.known += usize::from(is_known);
            }
        }
        judged
    }
}

/// A session that falls short: what was typed, what ran, and what was said of each line.
pub(crate) fn told(short: Short, session: &Session, said: &[Vec<Value>]) -> String {
    // Writing to a text cannot fail.
    let mut told = format!("\n{short:?} ({})\n", session.kind);
    for (at, line) in session.lines.iter().enumerate() {
        let _ = writeln!(told, "  {at}> {line}");
        for ran in session.ran.iter().filter(|ran| ran.line == at) {
            let _ = writeln!(told, "     ran  {}", ran.brief());
        }
        for said in said.get(at).into_iter().flatten() {
            let _ = writeln!(told, "     said {}", brief(said));
        }
    }
    told
}

/// What was said of an invocation, without what says nothing.
fn brief(said: &Value) -> String {
    let mut said = said.clone();
    if let Some(fields) = said.as_object_mut() {
        fields.retain(|name, value| {
            let says_nothing = value.is_null()
                || *value == Value::Bool(false)
                || value.as_array().is_some_and(Vec::is_empty)
                || *value == "here"
                || name == "effect";
            !says_nothing
        });
    }
    said.to_string()
}

/// The most claims that can each have an entry of their own among what ran.
fn pairs(said: &[&Value], ran: &[&Ran], fits: Fits) -> usize {
    fn place(
        at: usize,
        said: &[&Value],
        ran: &[&Ran],
        fits: Fits,
        tried: &mut [bool],
        taken: &mut [Option<usize>],
    ) -> bool {
        for entry in 0..ran.len() {
            if tried[entry] || !fits(said[at], ran[entry]) {
                continue;
            }
            tried[entry] = true;
            let is_free = match taken[entry] {
                None => true,
                Some(other) => place(other, said, ran, fits, tried, taken),
            };
            if is_free {
                taken[entry] = Some(at);
                return true;
            }
        }
        false
    }
    let mut taken = vec![None; ran.len()];
    let placed = (0..said.len()).filter(|at| {
        let mut tried = vec![false; ran.len()];
        place(*at, said, ran, fits, &mut tried, &mut taken)
    });
    placed.count()
}
