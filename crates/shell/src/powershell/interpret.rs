//! Statements and pipelines, followed one after the other.

use std::ops::Range;
use std::rc::Rc;

use super::super::{Certainty, Condition, Invocation, On, Program, Reach, Tables, Unresolved};
use super::super::{Effect, Mode};
use super::Work;
use super::ast::{Block, BlockName, Chain, Jump, Statement, StatementKind};
use super::bind::Given;
use super::reach::{End, Guard, Pending};
use super::seen::Screen;
use super::session::Session;
use super::value::{Closure, Gathered, Known, short};
use super::version::Taken;

/// How much the invocations of one text may hold, in bytes or so.
pub(super) const HEAVIEST: usize = 4 * 1024 * 1024;

/// How deep functions and blocks may call each other.
const CALLS: u32 = 16;

/// The following of one text.
pub(super) struct Run<'t, 's> {
    pub(super) tables: &'t Tables,
    pub(super) session: &'s mut Session,
    pub(super) source: Rc<str>,
    pub(super) found: Vec<Invocation>,
    /// Where commands are run at this point.
    pub(super) on: On,
    /// Whether this point is reached.
    pub(super) certainty: Certainty,
    /// The place of the call on the line, while a function or a text from elsewhere is followed.
    pub(super) place: Option<Range<usize>>,
    pub(super) work: Work,
    /// How control leaves what is being followed, if it does.
    pub(super) ends: Option<End>,
    /// How it may have left before.
    pub(super) pending: Vec<Pending>,
    /// How many of those there were where the constructs began that are being followed.
    pub(super) bases: Vec<usize>,
    pub(super) guard: Guard,
    /// How much the invocations hold, in bytes or so.
    pub(super) weight: usize,
    /// What the functions that are being called got and have no parameter for: their `$args`.
    pub(super) kept: Vec<Rc<[Given]>>,
    /// What is seen of it.
    pub(super) screen: Screen,
    /// Whether what comes to the cmdlet that is called was written down, and not printed by another one.
    pub(super) is_made_up: bool,
    calls: u32,
}

impl<'t, 's> Run<'t, 's> {
    pub(super) fn new(
        tables: &'t Tables,
        session: &'s mut Session,
        source: Rc<str>,
        on: On,
    ) -> Self {
        Self {
            tables,
            session,
            source,
            found: Vec::new(),
            on,
            certainty: Certainty::Run,
            place: None,
            work: Work::default(),
            ends: None,
            pending: Vec::new(),
            bases: Vec::new(),
            guard: Guard::Open,
            weight: 0,
            kept: Vec::new(),
            screen: Screen::fresh(),
            is_made_up: false,
            calls: 0,
        }
    }

    pub(super) fn slice(&self, span: &Range<usize>) -> &str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    pub(super) fn branch(&self, span: &Range<usize>) -> Unresolved {
        Unresolved::Branch(short(self.slice(span)))
    }

    /// What is done under a certainty, if it is certain at all that this point is reached.
    pub(super) fn under<T>(&mut self, certainty: Certainty, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.certainty.clone();
        if self.certainty == Certainty::Run {
            self.certainty = certainty;
        }
        let value = run(self);
        self.certainty = before;
        value
    }

    /// Counts one step; whether there may be another.
    pub(super) fn step(&mut self, span: &Range<usize>) -> bool {
        let went_on = self.work.goes_on();
        self.work.step();
        if self.weight > HEAVIEST {
            self.work.stop();
        }
        if went_on && !self.work.goes_on() {
            let why = Unresolved::Syntax(short(self.slice(span)));
            let span = self.place.clone().unwrap_or_else(|| span.clone());
            self.found.push(Invocation {
                folder: None,
                program: Program::Unknown(why.clone()),
                arguments: Vec::new(),
                piped: Vec::new(),
                words: None,
                user: None,
                substituted: false,
                on: self.on.clone(),
                mode: Mode::Real,
                certainty: Certainty::Depends(why),
                effect: Effect::Unknown,
                shown: self.shown(),
                span,
            });
        }
        self.work.goes_on()
    }

    /// Statements in order, and what they write to the pipeline.
    pub(super) fn statements(&mut self, statements: &[Statement]) -> Known {
        let traps = super::trying::traps(statements);
        let start = self.start();
        let guard = self.guard;
        if !traps.is_empty() {
            self.guard = Guard::Caught;
        }
        let mut written = Gathered::default();
        for statement in statements {
            let value = self.statement(statement);
            if self.may_have_left(&start) && !matches!(value, Known::Nothing) {
                written.doubt(self.branch(&statement.span));
            } else {
                written.write(value);
            }
            if !traps.is_empty() {
                self.trapped(&traps, &start);
            }
            if self.is_left() {
                break;
            }
        }
        self.guard = guard;
        self.finish(start);
        written.written()
    }

    /// A statement, for what it writes to the pipeline.
    pub(super) fn statement(&mut self, statement: &Statement) -> Known {
        let start = self.start();
        let value = self.run_statement(statement);
        // An error ends the statement, and no more where nobody catches it; one in brackets ends
        // the statement that they stand in.
        if self.guard == Guard::Open {
            // What was assigned is what was written, unless an error said otherwise.
            let assigned = super::assign::assigned(statement);
            let origin = assigned.and_then(|name| self.session.origin(name));
            if matches!(self.ends, Some(End::Fail(_))) {
                self.ends = None;
            }
            self.absorb(&start, |end| matches!(end, End::Fail(_)));
            if let (Some(name), Some(origin)) = (assigned, origin) {
                self.session.came_from(name, Some(origin));
            }
        }
        self.finish(start);
        // What is assigned or counted is not written.
        if statement.is_silent() {
            Known::Nothing
        } else {
            value
        }
    }

    /// A statement, for its value: an assignment's is what was assigned.
    pub(super) fn valued(&mut self, statement: &Statement) -> Known {
        self.run_statement(statement).collapsed()
    }

    fn run_statement(&mut self, statement: &Statement) -> Known {
        if self.is_left() || !self.step(&statement.span) {
            self.leave(End::Exit);
            return Known::Nothing;
        }
        self.statement_kind(statement)
    }

    fn statement_kind(&mut self, statement: &Statement) -> Known {
        match &statement.kind {
            StatementKind::Chain(chain) => self.chain(chain),
            StatementKind::Assign {
                target,
                operator,
                value,
            } => self.assignment(target, *operator, value, &statement.span),
            StatementKind::If {
                branches,
                otherwise,
            } => self.choose(branches, otherwise.as_ref()),
            StatementKind::Foreach {
                label,
                variable,
                over,
                body,
            } => self.foreach(label.as_deref(), variable, over, body),
            StatementKind::Loop { .. } | StatementKind::Switch { .. } => self.loops(statement),
            StatementKind::Try {
                body,
                catches,
                finally,
            } => self.attempt(body, catches, finally.as_ref()),
            // It is looked for where its block begins.
            StatementKind::Trap(_) => Known::Nothing,
            StatementKind::Function { name, body } => {
                let closure = Closure {
                    source: Rc::clone(&self.source),
                    block: Rc::clone(body),
                };
                let lower = name.name.to_ascii_lowercase();
                match name.scope.as_deref() {
                    Some("global" | "script") => {
                        self.session.define_everywhere(&lower, Some(closure));
                    }
                    _ => self.session.define(&lower, Some(closure)),
                }
                Known::Nothing
            }
            // What it declares is asked for where a function is called.
            StatementKind::Inline {
                name: BlockName::DynamicParam,
                body,
            } => {
                let why = Unresolved::Branch("dynamicparam".to_owned());
                self.perhaps(why, |run| run.statements(&body.statements))
            }
            StatementKind::Inline { body, .. } => self.statements(&body.statements),
            StatementKind::Data { variable, body } => {
                let value = self.statements(&body.statements);
                match variable {
                    Some(variable) => {
                        self.session.set(variable, value);
                        Known::Nothing
                    }
                    None => value,
                }
            }
            StatementKind::Jump { jump, label, value } => {
                let value = value
                    .as_ref()
                    .map_or(Known::Nothing, |value| self.chain(value));
                let label = label.as_ref().map(|label| self.evaluate(label));
                if self.is_left() {
                    return Known::Nothing;
                }
                self.jump(*jump, label, &value);
                match jump {
                    Jump::Return => value,
                    _ => Known::Nothing,
                }
            }
            // Its methods run when they are called, which marks the call.
            StatementKind::Class(class) => {
                self.declare_class(class);
                Known::Nothing
            }
            StatementKind::Declaration => Known::Nothing,
        }
    }

    fn choose(&mut self, branches: &[(Chain, Block)], otherwise: Option<&Block>) -> Known {
        let mut open: Option<Unresolved> = None;
        let mut before = Condition::Always;
        for (condition, body) in branches {
            let asked = self.asked_by(condition);
            let holds = match &open {
                None => self.asks(condition).holds(),
                Some(why) => self.perhaps(why.clone(), |run| run.asks(condition)).holds(),
            };
            if self.is_left() {
                return Known::Nothing;
            }
            match (holds, &open) {
                (Some(false), _) => {}
                (Some(true), None) => return self.statements(&body.statements),
                _ => {
                    let why = self.branch(&condition.first.span);
                    let when = before.and(&asked);
                    self.perhaps_when(why.clone(), &when, |run| run.statements(&body.statements));
                    before = before.and(&asked.negated());
                    open = Some(why);
                }
            }
        }
        match (otherwise, open) {
            (Some(body), None) => self.statements(&body.statements),
            (None, None) => Known::Nothing,
            (otherwise, Some(why)) => {
                if let Some(body) = otherwise {
                    self.perhaps_when(why.clone(), &before, |run| run.statements(&body.statements));
                }
                Known::Unknown(why)
            }
        }
    }

    /// A condition, of which nothing is printed.
    fn asks(&mut self, condition: &Chain) -> Known {
        self.seen(Reach::Nothing, |run| run.chain(condition))
    }

    /// Runs a block in the scope that is there.
    pub(super) fn inline(&mut self, closure: &Closure, span: &Range<usize>) -> Known {
        self.part(&closure.source, &closure.block.statements, span)
    }

    /// Runs statements of another text, in the scope that is there.
    pub(super) fn part(
        &mut self,
        source: &Rc<str>,
        statements: &[Statement],
        span: &Range<usize>,
    ) -> Known {
        if self.is_left() {
            return Known::Nothing;
        }
        if self.calls >= CALLS {
            self.unknown_program(Unresolved::Script(short(self.slice(span))), span);
            self.session.forget();
            return Known::expression("…");
        }
        self.calls += 1;
        let elsewhere = !Rc::ptr_eq(&self.source, source);
        let source = std::mem::replace(&mut self.source, Rc::clone(source));
        let place = self.place.clone();
        if elsewhere && self.place.is_none() {
            self.place = Some(span.clone());
        }
        let start = self.start();
        let mut value = self.statements(statements);
        if self.ends == Some(End::Return) {
            self.ends = None;
        }
        if self.absorb(&start, |end| *end == End::Return) {
            value = Known::Unknown(self.branch(span));
        }
        self.finish(start);
        self.source = source;
        self.place = place;
        self.calls -= 1;
        value
    }

    /// Runs a text as a script, in the scope that is there.
    pub(super) fn script(&mut self, text: &str, span: &Range<usize>) -> Known {
        let source: Rc<str> = Rc::from(text);
        let script = super::parse::parse(text);
        if text.len() > super::LONGEST {
            self.unknown_program(Unresolved::Syntax(short(text)), span);
            return Known::expression(text);
        }
        match self.session.version.takes(&script) {
            Taken::Whole => {}
            Taken::Refused => {
                self.fail();
                return Known::Nothing;
            }
            // All of this text is there.
            Taken::CutOff if script.is_unfinished => {
                self.fail();
                return Known::Nothing;
            }
            Taken::CutOff | Taken::Perhaps => {
                let why = match script.refused {
                    Some(_) => Unresolved::Syntax(short(text)),
                    None => Unresolved::Version(short(text)),
                };
                self.unknown_program(why, span);
                self.session.forget();
                return Known::expression(text);
            }
        }
        let block = Block {
            statements: script.statements,
            span: 0..text.len(),
            ..Block::default()
        };
        let closure = Closure {
            source,
            block: Rc::new(block),
        };
        self.inline(&closure, span)
    }
}
