//! What a line of PowerShell runs.
//!
//! A text is parsed by PowerShell's own grammar and followed: variables, folder, functions and
//! aliases are remembered from line to line, and every command that would be run becomes an
//! invocation with its parameters by their full names. Nothing is guessed: a value that only a run
//! could tell is unknown, with the reason, and what a branch decides is not certain.
//!
//! The parser is written by hand. It is the same for every line, so that no second path can
//! disagree with it, and it needs no table for what real lines hold and other grammars of
//! PowerShell get wrong: `cd $env:ProgramFiles\X`, typographic dashes and quotes.

mod alias;
mod assign;
#[expect(dead_code, reason = "the follower does not look at all of it yet")]
mod ast;
mod bind;
mod bound;
mod classes;
mod commands;
mod complete;
mod convert;
mod evaluate;
mod format;
mod interpret;
mod journal;
mod loops;
mod members;
mod methods;
mod number;
mod operators;
mod outside;
mod parse;
mod pattern;
mod pipelines;
mod reach;
mod records;
mod replay;
mod seen;
mod session;
mod shared;
mod split;
mod trying;
mod value;
mod version;

use std::cell::Cell;
use std::rc::Rc;

use super::paths;
use super::quote::Dialect;
use super::screen::Numbers;
use super::{
    Certainty, Condition, Effect, Invocation, Line, Mode, On, Program, Said, Shown, Tables,
    Unresolved,
};
use interpret::Run;
use replay::Replays;
use session::Session;

pub use bound::bound;
pub use complete::{faulty_at, is_complete};
use version::Taken;
pub use version::Version;

const DIALECT: Dialect = Dialect::PowerShell;

/// The longest text that is looked into, in bytes; no line that somebody types is longer.
const LONGEST: usize = 64 * 1024;

/// Follows one session, line by line.
#[derive(Debug)]
pub struct Interpreter<'t> {
    tables: &'t Tables,
    session: Session,
    /// The computer that the prompt showed last, and what the session there came from.
    away: Option<(String, Session)>,
    work: Work,
    screen: seen::Screen,
    replays: Replays,
}

/// How many commands one text may come to, loops, functions and shells in it unrolled.
const STEPS: u32 = 20_000;

/// What following a text has taken so far, the shells that it starts included.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    /// How many shells this one is started in.
    pub(super) shells: u32,
    steps: Rc<Cell<u32>>,
    /// Numbers the commands, those of the shells too.
    numbers: Numbers,
}

impl Work {
    /// The same work, in a shell that is started by this one.
    pub(super) fn inner(&self) -> Self {
        Self {
            shells: self.shells + 1,
            steps: Rc::clone(&self.steps),
            numbers: self.numbers.clone(),
        }
    }

    /// Counts one step; whether there may be another.
    pub(super) fn step(&self) -> bool {
        self.steps.set(self.steps.get().saturating_add(1));
        self.goes_on()
    }

    fn goes_on(&self) -> bool {
        self.steps.get() < STEPS
    }

    fn stop(&self) {
        self.steps.set(STEPS);
    }
}

impl<'t> Interpreter<'t> {
    /// A session that nothing is known of yet.
    pub fn new(tables: &'t Tables) -> Self {
        Self::inside(tables, None, Work::default())
    }

    pub(super) fn inside(tables: &'t Tables, folder: Option<String>, work: Work) -> Self {
        let mut session = Session::default();
        session.folder = folder;
        Self {
            tables,
            session,
            away: None,
            work,
            screen: seen::Screen::fresh(),
            replays: Replays::default(),
        }
    }

    /// The same, of a PowerShell that is known.
    #[must_use]
    pub fn of_version(mut self, version: Version) -> Self {
        self.session.version = version;
        self
    }

    /// What a line runs, in the order in which it does. What it leaves behind is remembered for
    /// the next.
    pub fn run(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        self.stand_at(line);
        let on = line.host.map_or(On::Here, |host| On::Host(host.to_owned()));
        match self.replay(line.text) {
            Some(found) => found,
            None => self.watched(line.text, on),
        }
    }

    /// What the last line printed itself, in order.
    pub fn said(&self) -> &[Said] {
        &self.screen.said
    }

    /// When the last line succeeded: `$?`.
    pub fn succeeds(&self) -> Condition {
        self.screen.well().clone()
    }

    /// A line was typed that came to nothing new, and is not read again: how it ended is not known.
    pub fn skip(&mut self, line: &Line<'_>) {
        self.stand_at(line);
        self.give_up();
        self.session.history.push(line.text);
    }

    /// Nothing is known of how the line ended, and of what it printed.
    fn give_up(&mut self) {
        self.screen.said.clear();
        self.screen.ends(Condition::Unknown);
        self.screen.exits(Condition::Unknown);
    }

    /// The computer and the folder are those that the prompt shows.
    fn stand_at(&mut self, line: &Line<'_>) {
        self.turn_to(line.host);
        if let Some(folder) = line.folder
            && self.session.folder.as_deref() != Some(folder)
        {
            self.session.folder = Some(folder.to_owned());
            self.replays.change();
        }
    }

    /// The session of another computer is another session.
    fn turn_to(&mut self, host: Option<&str>) {
        let here = self.away.as_ref().map(|(host, _)| host.as_str());
        if here == host {
            return;
        }
        self.replays.change();
        if let Some((_, home)) = self.away.take() {
            self.session = home;
        }
        if let Some(host) = host {
            let home = std::mem::take(&mut self.session);
            self.away = Some((host.to_owned(), home));
        }
    }

    fn text(&mut self, text: &str, on: On) -> Vec<Invocation> {
        if text.trim().is_empty() {
            self.screen.said.clear();
            return Vec::new();
        }
        if text.len() > LONGEST || paths::is_forged(text) {
            self.give_up();
            return vec![unreadable(text, 0..text.len(), on, self.tables)];
        }
        let script = parse::recent(text);
        self.session.journal.clear();
        let taken = self.session.version.takes(&script);
        // What is refused sets nothing, but the capture may have damaged a text that was run.
        let mut scratch;
        let session = match taken {
            Taken::Refused | Taken::CutOff => {
                scratch = self.session.without_variables();
                &mut scratch
            }
            Taken::Whole | Taken::Perhaps => &mut self.session,
        };
        let mut run = Run::new(self.tables, session, Rc::from(text), on.clone());
        if self.work.shells == 0 {
            self.work.steps.set(0);
        }
        run.work = self.work.clone();
        run.screen = self.screen.for_next();
        for declared in &script.parameters {
            let why = Unresolved::Variable(format!("${}", declared.name));
            run.session.set(&declared.name, value::Known::Unknown(why));
        }
        let why = match script.refused {
            Some(_) => Unresolved::Syntax(value::short(text)),
            None => Unresolved::Version(value::short(text)),
        };
        match taken {
            Taken::Whole => {
                run.whole(&script.statements);
            }
            Taken::Perhaps => {
                if matches!(script.newer, Some(ast::Newer::Otherwise(_))) {
                    // What it comes to is something else there.
                    let depends = Certainty::Depends(why.clone());
                    run.under(depends, |run| {
                        run.unknown_program(why.clone(), &(0..text.len()))
                    });
                }
                run.perhaps(why, |run| run.whole(&script.statements));
            }
            Taken::Refused | Taken::CutOff => {
                run.certainty = Certainty::Depends(why);
                run.whole(&script.statements);
            }
        }
        let mut found = run.found;
        self.screen = run.screen;
        if taken == Taken::CutOff {
            self.session.forget();
        }
        if let Some(refused) = script.refused {
            let at = refused.at;
            found.push(unreadable(&text[at..], at..text.len(), on, self.tables));
        }
        if self.work.shells == 0 {
            self.session.history.push(text);
        }
        found
    }
}

/// A text that does not parse: what it runs can not be told, if it names what the tables know;
/// otherwise it is some command of no interest.
fn unreadable(text: &str, span: std::ops::Range<usize>, on: On, tables: &Tables) -> Invocation {
    let lower = text.to_ascii_lowercase();
    let named = tables.commands.iter().any(|known| {
        let stem = super::table::without_ending(&known.name).to_ascii_lowercase();
        lower.contains(&stem)
    });
    let first: String = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .chars()
        .take(80)
        .collect();
    let program = if named || paths::is_forged(text) {
        Program::Unknown(Unresolved::Syntax(value::short(text)))
    } else {
        Program::Named(first)
    };
    Invocation {
        folder: None,
        program,
        arguments: Vec::new(),
        piped: Vec::new(),
        words: None,
        user: None,
        substituted: false,
        on,
        mode: Mode::Real,
        certainty: Certainty::Depends(Unresolved::Syntax(value::short(text))),
        effect: Effect::Unknown,
        shown: Shown::default(),
        span,
    }
}

#[cfg(test)]
pub(super) mod tests;
