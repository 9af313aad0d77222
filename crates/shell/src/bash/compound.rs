//! `if`, `case`, and loops: what is known decides; what is not known opens two paths.

use super::super::{Certainty, Condition, Invocation};
use super::context::{Context, depends};
use super::flow::{Level, Outcome, Status};
use super::holes;
use super::pattern::Pattern;
use super::run::Interpreter;
use super::shell::Shell;
use super::syntax::{Arm, Branch, Statement, Then};
use super::value::Sure;

/// How many turns of a loop are gone through one by one.
const MOST_TURNS: usize = 300;
/// How often a loop's body is gone through to find what it may change.
const MOST_ROUNDS: usize = 6;

/// Paths that have come to the same place.
#[derive(Default)]
struct Ends {
    met: Option<(Shell, Status)>,
}

impl Ends {
    fn add(&mut self, shell: &Shell, status: Status) {
        match &mut self.met {
            Some((met, statuses)) => {
                if shell.gone.is_none() && met.gone.is_none() {
                    *statuses = statuses.meet(status);
                } else if shell.gone.is_none() {
                    *statuses = status;
                }
                met.join(shell);
            }
            None => self.met = Some((shell.clone(), status)),
        }
    }

    fn settle(self, session: &mut Interpreter<'_>) -> Status {
        match self.met {
            Some((shell, status)) => {
                session.shell = shell;
                status
            }
            None => Status::ZERO,
        }
    }
}

impl Interpreter<'_> {
    /// Parts the paths: the shell is the one of success; that of failure is given back.
    fn part(&mut self, outcome: Outcome) -> Shell {
        match outcome.failed {
            Some(failed) => *failed,
            None => self.shell.clone(),
        }
    }

    /// `if`.
    pub(super) fn branches(
        &mut self,
        branches: &[Branch<'_>],
        otherwise: Option<&[Statement<'_>]>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut ends = Ends::default();
        let mut context = context.clone();
        for Branch { condition, body } in branches {
            let tested = Context {
                tested: true,
                ..context.clone()
            };
            let outcome = self.sequence(condition, &tested, out);
            let holds = self.condition.clone();
            match outcome.status.holds() {
                _ if self.shell.gone.is_some() && outcome.failed.is_none() => {
                    ends.add(&self.shell, Status::Unknown);
                    return ends.settle(self);
                }
                Some(true) => {
                    let status = self.statements(body, &context, out);
                    ends.add(&self.shell, status);
                    return ends.settle(self);
                }
                Some(false) => self.shell = self.part(outcome),
                None => {
                    let failed = self.part(outcome);
                    let maybe = depends(&context, "if");
                    let before = context.when.clone();
                    let body_context = Context {
                        when: before.and(&holds),
                        ..maybe.clone()
                    };
                    let status = self.statements(body, &body_context, out);
                    ends.add(&self.shell, status);
                    self.shell = failed;
                    context = Context {
                        when: before.and(&holds.negated()),
                        ..maybe
                    };
                }
            }
        }
        let status = match otherwise {
            Some(otherwise) => self.statements(otherwise, &context, out),
            None => Status::ZERO,
        };
        ends.add(&self.shell, status);
        self.condition = Condition::Unknown;
        ends.settle(self)
    }

    /// `case`.
    pub(super) fn case(
        &mut self,
        word: &str,
        arms: &[Arm<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let within = self.within(context, 0..0);
        let word = self.word(word, &within, out).ok();
        let asked = word.clone();
        let word = word.filter(|word| holes::is_known(word));
        let when = context.when.clone();
        let mut patterns: Vec<&str> = Vec::new();
        let mut ends = Ends::default();
        let mut context = context.clone();
        let mut at = 0;
        let mut last = Status::ZERO;
        while let Some(arm) = arms.get(at) {
            let fits = self.fits(word.as_deref(), arm, &context, out);
            if fits == Sure::No {
                at += 1;
                continue;
            }
            let before = self.shell.clone();
            let mut inner = if fits == Sure::Yes {
                context.clone()
            } else {
                depends(&context, "case")
            };
            if fits != Sure::Yes || !patterns.is_empty() {
                let asked = self.asked_by_case(asked.as_deref(), &arm.patterns, &patterns);
                inner.when = when.and(&asked);
            }
            patterns.extend(&arm.patterns);
            let mut status = self.statements(&arm.body, &inner, out);
            let mut then = arm.then;
            let mut next = at + 1;
            while then == Then::Next {
                let Some(arm) = arms.get(next) else {
                    break;
                };
                status = self.statements(&arm.body, &inner, out);
                then = arm.then;
                next += 1;
            }
            if then == Then::Test {
                // The patterns behind it are tried, whether it was run or not.
                last = status;
                if fits == Sure::Unknown {
                    self.shell.join(&before);
                    last = Status::Unknown;
                    at += 1;
                } else {
                    at = next;
                }
                continue;
            }
            ends.add(&self.shell, status);
            if fits == Sure::Yes {
                return ends.settle(self);
            }
            self.shell = before;
            context = inner;
            at += 1;
        }
        ends.add(&self.shell, last);
        ends.settle(self)
    }

    /// Whether one of an arm's patterns fits.
    fn fits(
        &mut self,
        word: Option<&str>,
        arm: &Arm<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Sure {
        let within = self.within(context, 0..0);
        let mut fits = Sure::No;
        for raw in &arm.patterns {
            let inner = if fits == Sure::Unknown {
                depends(&within, "case")
            } else {
                within.clone()
            };
            let pattern = self.pattern(raw, &inner, out);
            if pattern == "*" {
                return Sure::Yes;
            }
            let extended = self.shell.options.extglob != Sure::No;
            let holds = match (word, Pattern::new(&pattern, extended)) {
                (Some(word), Some(read)) if holes::is_known(&pattern) => Some(read.matches(word)),
                _ => None,
            };
            match holds {
                Some(true) if fits == Sure::No => return Sure::Yes,
                Some(false) => {}
                _ => fits = Sure::Unknown,
            }
        }
        fits
    }

    /// `for name in words`.
    pub(super) fn each(
        &mut self,
        name: &str,
        words: Option<&[&str]>,
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let words = match words {
            Some(words) => {
                let within = self.within(context, 0..0);
                self.words(words, &within, out).ok()
            }
            None => self.shell.parameters.clone(),
        };
        if self.shell.gone.is_some() {
            return Status::Unknown;
        }
        let known = words.filter(|words| !words.iter().any(|word| holes::has_hole(word)));
        let Some(words) = known else {
            self.shell.forget(name);
            self.maybe_repeated("for", &[], body, context, out);
            return Status::Unknown;
        };
        if self
            .shell
            .own(name)
            .is_some_and(|variable| variable.reference)
        {
            self.shell.forget_variables();
            self.maybe_repeated("for", &[], body, context, out);
            return Status::Unknown;
        }
        let level = self.open(Level::Loop);
        let mut status = Status::ZERO;
        for word in words {
            if self.shell.gone.is_some() || self.left == 0 {
                break;
            }
            if self
                .shell
                .variable(name)
                .is_some_and(|variable| variable.readonly)
            {
                status = Status::Fails;
                break;
            }
            self.store(name, word);
            status = self.statements(body, context, out);
            self.arrive(level, true);
        }
        let jumped = self.awaits(level);
        self.close(level);
        if jumped { Status::Unknown } else { status }
    }

    /// `while` and `until`.
    pub(super) fn repeated(
        &mut self,
        until: bool,
        condition: &[Statement<'_>],
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let name = if until { "until" } else { "while" };
        let tested = Context {
            tested: true,
            ..context.clone()
        };
        let level = self.open(Level::Loop);
        let mut status = Status::ZERO;
        let mut turns = 0;
        loop {
            let head = self.shell.clone();
            let outcome = self.sequence(condition, &tested, out);
            if self.shell.gone.is_some() && outcome.failed.is_none() {
                break;
            }
            match outcome.status.holds().map(|holds| holds != until) {
                Some(false) => {
                    if !until {
                        self.shell = self.part(outcome);
                    } else {
                        self.merge(outcome);
                    }
                    break;
                }
                Some(true) => {
                    if until {
                        self.shell = self.part(outcome);
                    } else {
                        drop(outcome);
                    }
                    status = self.statements(body, context, out);
                    self.arrive(level, true);
                    turns += 1;
                    let endless = self.shell == head;
                    if self.shell.gone.is_some() || self.left == 0 {
                        break;
                    }
                    if turns >= MOST_TURNS || endless || self.awaits(level) {
                        self.goes_on(name, condition, body, context, out);
                        status = Status::Unknown;
                        break;
                    }
                }
                None => {
                    // The body may be run any number of times.
                    self.merge(outcome);
                    let maybe = depends(context, name);
                    let before = self.shell.clone();
                    self.settle(condition, body, context);
                    let _ = self.statements(body, &maybe, out);
                    self.arrive(level, true);
                    self.shell.join(&before);
                    status = Status::Unknown;
                    break;
                }
            }
        }
        let jumped = self.awaits(level);
        self.close(level);
        if jumped { Status::Unknown } else { status }
    }

    /// Further turns of a loop that nothing counts.
    fn goes_on(
        &mut self,
        name: &str,
        condition: &[Statement<'_>],
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let before = self.shell.clone();
        self.settle(condition, body, context);
        let maybe = Context {
            tested: true,
            ..depends(context, name)
        };
        let outcome = self.sequence(condition, &maybe, out);
        self.merge(outcome);
        let maybe = depends(context, name);
        let _ = self.statements(body, &maybe, out);
        self.shell.join(&before);
    }

    /// A loop whose body may be run any number of times, or never.
    pub(super) fn maybe_repeated(
        &mut self,
        name: &str,
        condition: &[Statement<'_>],
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let level = self.open(Level::Loop);
        self.goes_on(name, condition, body, context, out);
        self.arrive(level, true);
        self.close(level);
    }

    /// `for ((a; b; c))`.
    pub(super) fn counted(
        &mut self,
        expressions: &[&str; 3],
        body: &[Statement<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let within = self.within(context, 0..0);
        let [first, condition, step] = expressions;
        if self.number(first, &within, out).is_err() {
            for expression in expressions {
                self.shell.forget_named(expression);
            }
            self.maybe_repeated("for", &[], body, context, out);
            for expression in expressions {
                self.shell.forget_named(expression);
            }
            return Status::Unknown;
        }
        let level = self.open(Level::Loop);
        let mut status = Status::ZERO;
        let mut turns = 0;
        loop {
            let holds = match *condition {
                "" => Ok(1),
                condition => self.number(condition, &within, out),
            };
            let counts = holds.is_ok() && turns < MOST_TURNS && !self.awaits(level);
            if holds == Ok(0) || self.shell.gone.is_some() || self.left == 0 {
                break;
            }
            if !counts {
                for expression in expressions {
                    self.shell.forget_named(expression);
                }
                self.goes_on("for", &[], body, context, out);
                self.arrive(level, true);
                for expression in expressions {
                    self.shell.forget_named(expression);
                }
                status = Status::Unknown;
                break;
            }
            status = self.statements(body, context, out);
            self.arrive(level, true);
            if self.shell.gone.is_none() && !step.is_empty() {
                let _ = self.number(step, &within, out);
            }
            turns += 1;
        }
        let jumped = self.awaits(level);
        self.close(level);
        if jumped { Status::Unknown } else { status }
    }

    /// Forgets what a loop may change, so that it can be gone through once for all its turns.
    fn settle(&mut self, condition: &[Statement<'_>], body: &[Statement<'_>], context: &Context) {
        let deeper = Context {
            depth: context.depth + 2,
            tested: true,
            certainty: match &context.certainty {
                Certainty::Run => depends(context, "loop").certainty,
                certainty => certainty.clone(),
            },
            ..context.clone()
        };
        for _ in 0..MOST_ROUNDS {
            if deeper.depth > super::run::DEEPEST {
                break;
            }
            let before = self.shell.clone();
            let escapes = self.escapes.len();
            let mut unseen = Vec::new();
            let said = self.said.len();
            let outcome = self.sequence(condition, &deeper, &mut unseen);
            self.merge(outcome);
            let _ = self.statements(body, &deeper, &mut unseen);
            self.said.truncate(said);
            let turned: Vec<Shell> = self
                .escapes
                .drain(escapes..)
                .map(|(_, shell)| shell)
                .collect();
            self.shell.gone = None;
            self.shell.meet(&before);
            for mut shell in turned {
                shell.gone = None;
                self.shell.meet(&shell);
            }
            self.shell.doubts.clone_from(&before.doubts);
            if self.shell == before {
                return;
            }
        }
        self.shell.forget_all();
    }
}
