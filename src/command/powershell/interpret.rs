//! Statements and pipelines, followed one after the other.

use std::ops::Range;
use std::rc::Rc;

use super::super::{Certainty, Invocation, On, Program, Tables, Unresolved};
use super::super::{Effect, Mode};
use super::Work;
use super::assigned::Assigned;
use super::ast::{
    Assignment, Block, Chain, Expression, ExpressionKind, Jump, LoopKind, Over, Pipeline,
    StageKind, Statement, StatementKind,
};
use super::bind::Given;
use super::failing::Failed;
use super::session::Session;
use super::value::{Closure, Gathered, Known, short};

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
    /// How a block that a command ran was left, where that leaves more than the block.
    pub(super) left: Option<Flow>,
    /// How much the invocations hold, in bytes or so.
    pub(super) weight: usize,
    /// Whether something in this statement failed.
    pub(super) failed: Failed,
    /// What the functions that are being called got and have no parameter for: their `$args`.
    pub(super) kept: Vec<Rc<[Given]>>,
    calls: u32,
}

/// How a statement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    Jumps(Jump),
    /// It may have jumped; what follows may not be reached.
    MayJump(Jump),
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
            left: None,
            weight: 0,
            failed: Failed::No,
            kept: Vec::new(),
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
                span,
            });
        }
        self.work.goes_on()
    }

    /// Statements in order, and what they write to the pipeline.
    pub(super) fn statements(&mut self, statements: &[Statement]) -> (Flow, Known) {
        let before = self.certainty.clone();
        let mut written = Gathered::default();
        let mut flow = Flow::Next;
        for statement in statements {
            let (next, value) = self.statement(statement);
            written.write(value);
            match next {
                Flow::Next => {}
                Flow::Jumps(jump) => {
                    // What may have left before may have left otherwise.
                    if !matches!(flow, Flow::MayJump(_)) {
                        flow = Flow::Jumps(jump);
                    }
                    break;
                }
                Flow::MayJump(jump) => {
                    flow = Flow::MayJump(jump);
                    if self.certainty == Certainty::Run {
                        self.certainty = Certainty::Depends(self.branch(&statement.span));
                    }
                }
            }
        }
        self.certainty = before;
        (flow, written.written())
    }

    pub(super) fn statement(&mut self, statement: &Statement) -> (Flow, Known) {
        if !self.step(&statement.span) {
            return (Flow::Jumps(Jump::Exit), Known::Nothing);
        }
        let (flow, value) = self.statement_kind(statement);
        match (flow, self.left.take()) {
            (Flow::Next, Some(left)) => (left, value),
            (flow, _) => (flow, value),
        }
    }

    fn statement_kind(&mut self, statement: &Statement) -> (Flow, Known) {
        match &statement.kind {
            StatementKind::Chain(chain) => (Flow::Next, self.chain(chain)),
            StatementKind::Assign {
                target,
                operator,
                value,
            } => {
                let value = self.statement(value).1;
                let plain = *operator == Assignment::Plain;
                self.assign(target, plain, value, &statement.span);
                (Flow::Next, Known::Nothing)
            }
            StatementKind::If {
                branches,
                otherwise,
            } => self.choose(branches, otherwise.as_ref()),
            StatementKind::Foreach {
                variable,
                over,
                body,
                ..
            } => (
                self.foreach(variable, over, body),
                Known::expression("foreach"),
            ),
            StatementKind::Loop {
                first,
                condition,
                step,
                body,
                kind,
                ..
            } => {
                if let Some(first) = first {
                    self.statement(first);
                }
                let flow = self.repeat(condition.as_ref(), step.as_deref(), body, *kind);
                (flow, Known::expression(self.slice(&statement.span)))
            }
            StatementKind::Switch {
                over,
                clauses,
                otherwise,
                ..
            } => {
                match over {
                    Over::Values(chain) => self.chain(chain),
                    Over::File(file) => self.evaluate(file),
                };
                let why = self.branch(&statement.span);
                let mut flow = Flow::Next;
                let bodies = clauses.iter().map(|clause| &clause.body);
                for body in bodies.chain(otherwise) {
                    flow = merge(flow, self.perhaps(why.clone(), body));
                }
                (
                    absorb(flow, &[Jump::Break, Jump::Continue]),
                    Known::expression("switch"),
                )
            }
            StatementKind::Try {
                body,
                catches,
                finally,
            } => {
                let (flow, value) = self.statements(&body.statements);
                let threw = matches!(flow, Flow::Jumps(Jump::Throw));
                let mut flow = absorb(flow, &[Jump::Throw]);
                for catch in catches {
                    // The error.
                    let error = Unresolved::Variable("$_".to_owned());
                    self.session.set("_", Known::Unknown(error));
                    if threw && catches.len() == 1 {
                        flow = merge(flow, self.statements(&catch.body.statements).0);
                    } else {
                        let why = Unresolved::Branch("catch".to_owned());
                        flow = merge(flow, self.perhaps(why, &catch.body));
                    }
                }
                if let Some(finally) = finally {
                    self.statements(&finally.statements);
                }
                (flow, value)
            }
            StatementKind::Trap(catch) => {
                let why = Unresolved::Branch("trap".to_owned());
                let flow = self.perhaps(why, &catch.body);
                (absorb(flow, &[Jump::Continue, Jump::Break]), Known::Nothing)
            }
            StatementKind::Function { name, body, .. } => {
                let closure = Closure {
                    source: Rc::clone(&self.source),
                    block: Rc::clone(body),
                };
                let known = (self.certainty == Certainty::Run).then_some(closure);
                let lower = name.name.to_ascii_lowercase();
                match name.scope.as_deref() {
                    Some("global" | "script") => self.session.define_everywhere(&lower, known),
                    _ => self.session.define(&lower, known),
                }
                (Flow::Next, Known::Nothing)
            }
            StatementKind::Inline { body, .. } => self.statements(&body.statements),
            StatementKind::Data { body, .. } => self.statements(&body.statements),
            StatementKind::Jump { jump, value, .. } => {
                let value = value
                    .as_ref()
                    .map_or(Known::Nothing, |value| self.chain(value));
                let value = match jump {
                    Jump::Return => value,
                    _ => Known::Nothing,
                };
                (Flow::Jumps(*jump), value)
            }
            // Its methods run when they are called, which marks the call.
            StatementKind::Class(_) | StatementKind::Declaration => (Flow::Next, Known::Nothing),
        }
    }

    fn choose(&mut self, branches: &[(Chain, Block)], otherwise: Option<&Block>) -> (Flow, Known) {
        let mut flow = Flow::Next;
        let mut open: Option<Unresolved> = None;
        for (condition, body) in branches {
            let holds = match &open {
                None => self.chain(condition).holds(),
                Some(why) => {
                    let why = Certainty::Depends(why.clone());
                    self.under(why, |run| run.chain(condition)).holds()
                }
            };
            match (holds, &open) {
                (Some(false), _) => {}
                (Some(true), None) => return self.statements(&body.statements),
                _ => {
                    let why = self.branch(&condition.first.span);
                    flow = merge(flow, self.perhaps(why.clone(), body));
                    open = Some(why);
                }
            }
        }
        match (otherwise, open) {
            (Some(body), None) => self.statements(&body.statements),
            (Some(body), Some(why)) => {
                flow = merge(flow, self.perhaps(why, body));
                (flow, Known::expression("if"))
            }
            (None, Some(_)) => (flow, Known::expression("if")),
            (None, None) => (Flow::Next, Known::Nothing),
        }
    }

    /// A block that may be run: what it changes is not known afterwards, neither way.
    fn perhaps(&mut self, why: Unresolved, block: &Block) -> Flow {
        let before = self.session.clone();
        let flow = self.under(Certainty::Depends(why), |run| {
            run.statements(&block.statements).0
        });
        let after = std::mem::replace(self.session, before);
        self.session.doubt_functions(&after);
        self.session.doubt_assigned(&Assigned::in_block(block));
        match flow {
            Flow::Jumps(jump) => Flow::MayJump(jump),
            flow => flow,
        }
    }

    fn foreach(&mut self, variable: &str, over: &Chain, body: &Block) -> Flow {
        let over_value = match self.chain(over) {
            // Not even once.
            Known::Null => Known::Nothing,
            value => value,
        };
        match over_value.items() {
            Ok(items) => {
                let before = self.certainty.clone();
                let mut outcome = Flow::Next;
                for item in items {
                    self.session.set(variable, item);
                    let flow = self.statements(&body.statements).0;
                    match flow {
                        Flow::Next
                        | Flow::Jumps(Jump::Continue)
                        | Flow::MayJump(Jump::Continue) => {}
                        Flow::Jumps(Jump::Break) => break,
                        Flow::Jumps(_) => {
                            outcome = flow;
                            break;
                        }
                        Flow::MayJump(jump) => {
                            if self.certainty == Certainty::Run {
                                self.certainty = Certainty::Depends(self.branch(&body.span));
                            }
                            if jump != Jump::Break {
                                outcome = flow;
                            }
                        }
                    }
                }
                self.certainty = before;
                outcome
            }
            Err(_) => {
                let why = self.branch(&over.first.span);
                self.session.doubt_assigned(&Assigned::in_block(body));
                let item = Known::expression(self.slice(&over.first.span));
                self.session.set(variable, item);
                let flow = self.perhaps(why, body);
                absorb(flow, &[Jump::Break, Jump::Continue])
            }
        }
    }

    fn repeat(
        &mut self,
        condition: Option<&Chain>,
        step: Option<&Statement>,
        body: &Block,
        kind: LoopKind,
    ) -> Flow {
        let mut assigned = Assigned::in_block(body);
        if let Some(step) = step {
            assigned.statement(step);
        }
        if let Some(condition) = condition {
            assigned.chain(condition);
        }
        self.session.doubt_assigned(&assigned);
        let why = match condition {
            Some(condition) => self.branch(&condition.first.span),
            None => self.branch(&body.span),
        };
        let flow = if kind != LoopKind::While {
            let flow = self.statements(&body.statements).0;
            let left = matches!(flow, Flow::Jumps(_));
            if let (Some(condition), false) = (condition, left) {
                self.chain(condition);
            }
            flow
        } else {
            // The condition itself is looked at once at least.
            let holds = condition.map_or(Some(true), |condition| self.chain(condition).holds());
            match holds {
                Some(false) => Flow::Next,
                Some(true) => self.statements(&body.statements).0,
                None => self.perhaps(why.clone(), body),
            }
        };
        if let Some(step) = step {
            self.under(Certainty::Depends(why), |run| run.statement(step));
        }
        self.session.doubt_assigned(&assigned);
        absorb(flow, &[Jump::Break, Jump::Continue])
    }

    fn assign(&mut self, target: &Expression, plain: bool, value: Known, span: &Range<usize>) {
        match &target.kind {
            ExpressionKind::Variable(name) => {
                let value = if plain {
                    value
                } else {
                    // `+=` of texts and lists; the rest counts.
                    match (self.session.get(name), value) {
                        (Known::List(list), more) => match (list.items(), more) {
                            (Ok(mut items), Known::List(more)) => match more.items() {
                                Ok(more) => {
                                    items.extend(more);
                                    Known::list(items)
                                }
                                Err(why) => Known::Unknown(why),
                            },
                            (Ok(mut items), one @ (Known::Text(_) | Known::Number(_))) => {
                                items.push(one);
                                Known::list(items)
                            }
                            _ => Known::expression(self.slice(span)),
                        },
                        _ => Known::expression(self.slice(span)),
                    }
                };
                if !self.assign_on_drive(name, &value) {
                    self.session.set(name, value);
                }
            }
            ExpressionKind::Cast { .. } => {
                let mut types = Vec::new();
                let mut target = target;
                while let ExpressionKind::Cast { to, value } = &target.kind {
                    types.push(to.clone());
                    target = value;
                }
                match &target.kind {
                    ExpressionKind::Variable(name) if plain => {
                        self.session.set_typed(name, &types, value);
                    }
                    _ => self.assign(target, plain, Known::expression(self.slice(span)), span),
                }
            }
            ExpressionKind::Attributed { value: target, .. } => {
                let value = Known::expression(self.slice(span));
                self.assign(target, plain, value, span);
            }
            ExpressionKind::List(targets) => {
                let values = match value {
                    Known::List(list) => list.items().ok(),
                    _ => None,
                };
                let values = match values {
                    Some(values) if values.len() == targets.len() => values,
                    _ => vec![Known::expression(self.slice(span)); targets.len()],
                };
                for (target, value) in targets.iter().zip(values) {
                    self.assign(target, plain, value, span);
                }
            }
            ExpressionKind::Member { of, .. } | ExpressionKind::Index { of, .. } => {
                self.evaluate(target);
                let unknown = Known::expression(self.slice(span));
                self.assign(of, true, unknown, span);
            }
            _ => {
                self.evaluate(target);
            }
        }
    }

    pub(super) fn chain(&mut self, chain: &Chain) -> Known {
        let value = self.pipeline(&chain.first);
        if chain.rest.is_empty() {
            return value;
        }
        for (_, pipeline) in &chain.rest {
            let why = self.branch(&chain.first.span);
            let before = self.session.clone();
            self.under(Certainty::Depends(why), |run| run.pipeline(pipeline));
            *self.session = before;
            let mut assigned = Assigned::default();
            assigned.stages(&pipeline.stages);
            // `cd X && .\y.exe`: the second is run only where the first went well, and a folder
            // that was entered there is left by nobody.
            self.session.doubt_assigned(&assigned);
        }
        Known::expression(self.slice(&chain.first.span))
    }

    pub(super) fn pipeline(&mut self, pipeline: &Pipeline) -> Known {
        let mut piped: Option<Known> = None;
        for stage in &pipeline.stages {
            piped = Some(match &stage.kind {
                StageKind::Expression(expression) => self.evaluate(expression),
                StageKind::Command(command) => self.command(command, piped),
            });
        }
        piped.unwrap_or(Known::Nothing)
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
        if self.calls >= CALLS {
            self.unknown_program(Unresolved::Script(short(self.slice(span))), span);
            return Known::expression("…");
        }
        self.calls += 1;
        let elsewhere = !Rc::ptr_eq(&self.source, source);
        let source = std::mem::replace(&mut self.source, Rc::clone(source));
        let place = self.place.clone();
        if elsewhere && self.place.is_none() {
            self.place = Some(span.clone());
        }
        let (flow, value) = self.statements(statements);
        self.source = source;
        self.place = place;
        self.calls -= 1;
        match flow {
            Flow::Next | Flow::Jumps(Jump::Return) => value,
            Flow::MayJump(Jump::Return) => Known::expression(self.slice(span)),
            flow => {
                self.left = Some(flow);
                Known::expression(self.slice(span))
            }
        }
    }

    /// Runs a text as a script, in the scope that is there.
    pub(super) fn script(&mut self, text: &str, span: &Range<usize>) -> Known {
        let source: Rc<str> = Rc::from(text);
        let script = super::parse::parse(text);
        if script.refused.is_some() || text.len() > super::LONGEST {
            self.unknown_program(Unresolved::Syntax(short(text)), span);
            return Known::expression(text);
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

fn merge(one: Flow, other: Flow) -> Flow {
    match (one, other) {
        (Flow::Next, other) => other,
        (one, Flow::Next) => one,
        // The graver one: what leaves more.
        (Flow::Jumps(jump) | Flow::MayJump(jump), _) => Flow::MayJump(jump),
    }
}

fn absorb(flow: Flow, jumps: &[Jump]) -> Flow {
    match flow {
        Flow::Jumps(jump) | Flow::MayJump(jump) if jumps.contains(&jump) => Flow::Next,
        flow => flow,
    }
}
