//! Loops and `switch`: followed as often as the text decides, and any number of times where it
//! does not.

use super::super::{Reach, Unresolved};
use super::ast::{
    Block, Chain, Expression, ExpressionKind, LoopKind, Matching, Over, Statement, StatementKind,
};
use super::interpret::Run;
use super::operators::{self, Case, Outcome};
use super::pattern;
use super::reach::{End, of_loop};
use super::value::{Gathered, Known};

/// How many rounds of a loop with a condition are followed.
const ROUNDS: usize = 300;

/// A loop with a condition.
struct Conditional<'a> {
    label: Option<&'a str>,
    condition: Option<&'a Chain>,
    step: Option<&'a Statement>,
    body: &'a Block,
    kind: LoopKind,
}

/// How a round of a loop came out.
enum Round {
    On,
    Over,
    /// Whether there is another is not known.
    Unknown(Unresolved),
}

impl Run<'_, '_> {
    pub(super) fn loops(&mut self, statement: &Statement) -> Known {
        match &statement.kind {
            StatementKind::Loop {
                label,
                first,
                condition,
                step,
                body,
                kind,
            } => {
                if let Some(first) = first {
                    self.seen(Reach::Nothing, |run| run.valued(first));
                }
                self.repeat(&Conditional {
                    label: label.as_deref(),
                    condition: condition.as_ref(),
                    step: step.as_deref(),
                    body,
                    kind: *kind,
                })
            }
            StatementKind::Switch { label, .. } => {
                let start = self.start();
                let value = self.switch(statement, label.as_deref());
                self.goes_on(label.as_deref());
                let label = label.as_deref();
                let left = self.absorb(&start, |end| of_loop(end, label));
                self.finish(start);
                if left {
                    return Known::Unknown(self.branch(&statement.span));
                }
                value
            }
            _ => Known::Nothing,
        }
    }

    pub(super) fn foreach(
        &mut self,
        label: Option<&str>,
        variable: &str,
        over: &Chain,
        body: &Block,
    ) -> Known {
        let written = self.seen(Reach::Nothing, |run| run.chain(over));
        let values = match written.collapsed() {
            // Not even once.
            Known::Null => Known::Nothing,
            value => value,
        };
        if self.is_left() {
            return Known::Nothing;
        }
        let start = self.start();
        let mut written = Gathered::default();
        match values.items() {
            Ok(items) => {
                for item in items {
                    self.session.set(variable, item);
                    if !self.round(label, body, &mut written) {
                        break;
                    }
                }
            }
            Err(why) => {
                let branch = self.branch(&over.first.span);
                written.doubt(branch.clone());
                self.repeatedly(&branch, |run| {
                    run.session.set(variable, Known::Unknown(why.clone()));
                    run.round(label, body, &mut Gathered::default());
                });
            }
        }
        if self.absorb(&start, |end| of_loop(end, label)) {
            written.doubt(self.branch(&body.span));
        }
        self.finish(start);
        written.written()
    }

    /// A round of a loop: whether there may be another.
    fn round(&mut self, label: Option<&str>, body: &Block, written: &mut Gathered) -> bool {
        let start = self.start();
        let value = self.statements(&body.statements);
        if self.may_have_left(&start) && !matches!(value, Known::Nothing) {
            written.doubt(self.branch(&body.span));
        }
        written.write(value);
        let goes_on = self.goes_on(label);
        self.absorb(&start, |end| {
            matches!(end, End::Continue(_)) && of_loop(end, label)
        });
        self.finish(start);
        goes_on
    }

    fn repeat(&mut self, whole: &Conditional<'_>) -> Known {
        let start = self.start();
        let before = self.session.clone();
        let mark = self.session.journal.mark();
        let found = self.found.len();
        let said = self.screen.said.len();
        let mut written = Gathered::default();
        let mut rounds = 0;
        let mut out = self.first_round(whole, &mut written);
        while let Round::On = out {
            rounds += 1;
            if rounds >= ROUNDS || !self.work.goes_on() {
                break;
            }
            out = self.next_round(whole, &mut written);
        }
        if let Round::On = out {
            // Only somebody's Ctrl+C ends it: one round is certain.
            let changes = self.session.journal.since(mark);
            self.found.truncate(found);
            self.screen.said.truncate(said);
            self.pending
                .truncate(self.bases.last().copied().unwrap_or(0));
            self.ends = None;
            *self.session = before;
            let shared = changes.iter().filter(|change| change.is_shared());
            let shared: Vec<_> = shared.cloned().collect();
            self.session.doubt(&shared);
            out = self.first_round(whole, &mut written);
            if let Round::On = out {
                out = Round::Unknown(self.branch(&whole.body.span));
            }
        }
        if let Round::Unknown(why) = out {
            written.doubt(why.clone());
            self.repeatedly(&why, |run| {
                run.round_body(whole, &mut Gathered::default());
                if !run.is_left() {
                    run.stepped(whole);
                    run.condition(whole);
                }
            });
        }
        let label = whole.label;
        if self.absorb(&start, |end| of_loop(end, label)) {
            written.doubt(self.branch(&whole.body.span));
        }
        self.finish(start);
        written.written()
    }

    fn first_round(&mut self, whole: &Conditional<'_>, written: &mut Gathered) -> Round {
        if whole.kind == LoopKind::While {
            match self.condition(whole) {
                Round::On => {}
                out => return out,
            }
        }
        if self.round_body(whole, written) {
            Round::On
        } else {
            Round::Over
        }
    }

    fn next_round(&mut self, whole: &Conditional<'_>, written: &mut Gathered) -> Round {
        self.stepped(whole);
        match self.condition(whole) {
            Round::On if self.round_body(whole, written) => Round::On,
            Round::On => Round::Over,
            out => out,
        }
    }

    fn round_body(&mut self, whole: &Conditional<'_>, written: &mut Gathered) -> bool {
        self.round(whole.label, whole.body, written)
    }

    fn stepped(&mut self, whole: &Conditional<'_>) {
        if let Some(step) = whole.step {
            self.seen(Reach::Nothing, |run| run.valued(step));
        }
    }

    fn condition(&mut self, whole: &Conditional<'_>) -> Round {
        let Some(condition) = whole.condition else {
            return Round::On;
        };
        let holds = self
            .seen(Reach::Nothing, |run| run.chain(condition))
            .holds();
        if self.is_left() {
            return Round::Over;
        }
        let wanted = whole.kind != LoopKind::DoUntil;
        match holds {
            Some(holds) if holds == wanted => Round::On,
            Some(_) => Round::Over,
            None => Round::Unknown(self.branch(&condition.first.span)),
        }
    }

    fn switch(&mut self, statement: &Statement, label: Option<&str>) -> Known {
        let StatementKind::Switch { over, .. } = &statement.kind else {
            return Known::Nothing;
        };
        let values = match over {
            Over::Values(chain) => self
                .seen(Reach::Nothing, |run| run.chain(chain))
                .collapsed(),
            Over::File(name) => {
                self.evaluate(name);
                Known::expression(self.slice(&statement.span))
            }
        };
        if self.is_left() {
            return Known::Nothing;
        }
        let outer = self.session.get("_");
        let mut written = Gathered::default();
        match values.items() {
            Ok(items) => {
                for item in items {
                    let start = self.start();
                    let value = self.switch_item(statement, &item);
                    if self.may_have_left(&start) {
                        written.doubt(self.branch(&statement.span));
                    }
                    written.write(value);
                    let goes_on = match &self.ends {
                        Some(End::Continue(to)) if super::reach::means(to.as_deref(), label) => {
                            self.ends = None;
                            true
                        }
                        ends => ends.is_none(),
                    };
                    self.absorb(&start, |end| {
                        matches!(end, End::Continue(_)) && of_loop(end, label)
                    });
                    self.finish(start);
                    if !goes_on {
                        break;
                    }
                }
            }
            Err(why) => {
                let branch = self.branch(&statement.span);
                written.doubt(branch.clone());
                self.repeatedly(&branch, |run| {
                    run.switch_item(statement, &Known::Unknown(why.clone()));
                    run.goes_on(label);
                });
            }
        }
        self.session.set("_", outer);
        written.written()
    }

    fn switch_item(&mut self, statement: &Statement, item: &Known) -> Known {
        let StatementKind::Switch {
            matching,
            is_case_sensitive,
            clauses,
            otherwise,
            ..
        } = &statement.kind
        else {
            return Known::Nothing;
        };
        let case = if *is_case_sensitive {
            Case::Minded
        } else {
            Case::Folded
        };
        let mut written = Gathered::default();
        let mut matched = Some(false);
        for clause in clauses {
            self.session.set("_", item.clone());
            let is_it = self.clause_holds(&clause.test, *matching, case, item);
            if self.is_left() {
                return written.written();
            }
            self.session.set("_", item.clone());
            match is_it {
                Some(true) => {
                    matched = Some(true);
                    written.write(self.statements(&clause.body.statements));
                }
                Some(false) => {}
                None => {
                    matched = matched.filter(|matched| *matched);
                    let why = self.branch(&clause.test.span);
                    written.doubt(why.clone());
                    self.perhaps(why, |run| run.statements(&clause.body.statements));
                }
            }
            if self.is_left() {
                return written.written();
            }
        }
        match (otherwise, matched) {
            (Some(body), Some(false)) => written.write(self.statements(&body.statements)),
            (Some(body), None) => {
                let why = self.branch(&body.span);
                written.doubt(why.clone());
                self.perhaps(why, |run| run.statements(&body.statements));
            }
            (_, _) => {}
        }
        written.written()
    }

    fn clause_holds(
        &mut self,
        test: &Expression,
        matching: Matching,
        case: Case,
        item: &Known,
    ) -> Option<bool> {
        if let ExpressionKind::Block(block) = &test.kind {
            let block = std::rc::Rc::clone(block);
            return self.statements(&block.statements).holds();
        }
        let wanted = self.evaluate(test);
        match matching {
            Matching::Exact => {
                let one = operators::equal(item, &wanted, case);
                let other = operators::equal(&wanted, item, case);
                // Which of them is converted, the versions do not agree on.
                one.filter(|one| other == Some(*one))
            }
            Matching::Wildcard => {
                let (text, by) = (item.to_text().ok()?, wanted.to_text().ok()?);
                operators::like(&text, &by, case)
            }
            Matching::Regex => {
                let (text, by) = (item.to_text().ok()?, wanted.to_text().ok()?);
                let found = pattern::Pattern::new(&by, case == Case::Folded)?.find(&text, 0);
                match found {
                    Outcome::Is(found) => {
                        if let Some(found) = &found {
                            self.session
                                .set("matches", operators::matches(&text, found));
                        }
                        Some(found.is_some())
                    }
                    _ => {
                        self.session.set("matches", Known::expression("$Matches"));
                        None
                    }
                }
            }
        }
    }
}
