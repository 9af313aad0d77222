//! What an expression comes to. Commands inside of it are run where they stand.

use std::ops::Range;
use std::rc::Rc;

use super::super::Unresolved;
use super::ast::{Expression, ExpressionKind, Part, Statement};
use super::convert::{self, Converted};
use super::interpret::Run;
use super::number::Number;
use super::operators::{self, Case, Outcome};
use super::reach::Fault;
use super::session;
use super::shared::{Entries, ListKind, Order};
use super::split;
use super::value::{Closure, Gathered, HEAVY, Known};

impl Run<'_, '_> {
    /// An argument of a command: a bare number keeps its spelling there.
    pub(super) fn argument(&mut self, expression: &Expression) -> Known {
        match (&expression.kind, self.evaluate(expression)) {
            (ExpressionKind::Number(written), Known::Number(number)) => {
                Known::Number(number.spelt(written))
            }
            (_, value) => value,
        }
    }

    pub(super) fn evaluate(&mut self, expression: &Expression) -> Known {
        if self.is_left() {
            return Known::Nothing;
        }
        // What stands within is seen as far as the whole is.
        let output = self.screen.streams.output;
        self.screen.streams.output = output.through(Self::reach_within(&expression.kind));
        let value = self.evaluate_kind(expression);
        self.screen.streams.output = output;
        value
    }

    fn evaluate_kind(&mut self, expression: &Expression) -> Known {
        match &expression.kind {
            ExpressionKind::Text(parts) => self.text(parts),
            ExpressionKind::Number(written) => match Number::literal(written) {
                Some(number) => Known::Number(number),
                None => Known::expression(written),
            },
            ExpressionKind::Variable(name) => self.session.get(name),
            ExpressionKind::List(items) => {
                let mut gathered = Gathered::default();
                for item in items {
                    let item = match self.evaluate(item) {
                        Known::Nothing => Known::Null,
                        item => item,
                    };
                    gathered.push(item.plain());
                }
                gathered.list()
            }
            ExpressionKind::Statements(block) => self.statements(&block.statements).collapsed(),
            ExpressionKind::Array(block) => match self.statements(&block.statements) {
                Known::Nothing => Known::list(Vec::new()),
                Known::List(list) if list.look(|i| i.kind == ListKind::Written) == Ok(true) => {
                    match list.items() {
                        Ok(items) => Known::list(items),
                        Err(why) => Known::Unknown(why),
                    }
                }
                list @ (Known::List(_) | Known::Unknown(_)) => list,
                one => Known::list(vec![one]),
            },
            ExpressionKind::Parenthesis(statement) => self.valued(statement),
            ExpressionKind::Hash(entries) => self.hash(entries, Order::Hidden),
            ExpressionKind::Block(block) => Known::Block(Closure {
                source: Rc::clone(&self.source),
                block: Rc::clone(block),
            }),
            ExpressionKind::Member { .. } => self.member(expression),
            ExpressionKind::Index {
                of,
                index,
                if_there,
            } => {
                let value = self.evaluate(of);
                if *if_there && value.is_null() {
                    return Known::Null;
                }
                let index = self.evaluate(index);
                if self.is_left() {
                    return Known::Nothing;
                }
                let item = self.indexed_by(&value, &index);
                self.outcome(item, &expression.span)
            }
            ExpressionKind::Step { of, up, before } => self.count(of, *up, *before, expression),
            ExpressionKind::Ternary {
                condition,
                then,
                otherwise,
            } => {
                let holds = self.evaluate(condition).holds();
                match holds {
                    Some(true) => self.evaluate(then),
                    Some(false) => self.evaluate(otherwise),
                    None => {
                        for branch in [then, otherwise] {
                            let why = self.branch(&condition.span);
                            self.perhaps(why, |run| run.evaluate(branch));
                        }
                        Known::expression(self.slice(&expression.span))
                    }
                }
            }
            ExpressionKind::Cast { to, value } => self.cast(to, value, &expression.span),
            ExpressionKind::Attributed { value, .. } => {
                self.evaluate(value);
                Known::expression(self.slice(&expression.span))
            }
            ExpressionKind::Type(name) => Known::Type(name.clone()),
            ExpressionKind::Unary { operator, value } => {
                self.unary(operator, value, &expression.span)
            }
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => self.binary(operator, left, right, &expression.span),
        }
    }

    /// What an operation came to, with its failure.
    pub(super) fn outcome(&mut self, outcome: Outcome, span: &Range<usize>) -> Known {
        match outcome {
            Outcome::Is(value) => value,
            Outcome::Fails => {
                self.fail();
                Known::Nothing
            }
            Outcome::Unknown => Known::expression(self.slice(span)),
        }
    }

    /// What stands between the items of a list in a text.
    pub(super) fn separator(&self) -> String {
        if !self.session.has("ofs") {
            return " ".to_owned();
        }
        match self.session.get("ofs") {
            Known::Null | Known::Nothing => " ".to_owned(),
            value => value.to_text().unwrap_or_else(|_| " ".to_owned()),
        }
    }

    fn hash(&mut self, entries: &[(Expression, Statement)], order: Order) -> Known {
        let mut table = Entries {
            order,
            ..Entries::default()
        };
        let mut weight = 0;
        let mut unknown = None;
        for (written, value) in entries {
            let key = session::key(self.evaluate(written));
            let value = match self.valued(value) {
                Known::Nothing => Known::Null,
                value => value.plain(),
            };
            weight += value.weight();
            match key {
                _ if weight > HEAVY => unknown = Some(Unresolved::Expression("@{…}".to_owned())),
                Ok(key) => {
                    if table.entries.iter().any(|(own, _)| own.is(&key)) {
                        self.fail();
                    }
                    table.entries.push((key, value));
                }
                // What stands behind it is still run.
                Err(why) => unknown = Some(why),
            }
        }
        match unknown {
            None => Known::table(table),
            Some(why) => Known::Unknown(why),
        }
    }

    fn cast(&mut self, to: &str, value: &Expression, span: &Range<usize>) -> Known {
        let lower = to.trim().to_ascii_lowercase();
        // The order of a table that is written out is known.
        if let (
            "ordered" | "pscustomobject" | "system.collections.specialized.ordereddictionary",
            ExpressionKind::Hash(entries),
        ) = (lower.as_str(), &value.kind)
        {
            let table = self.hash(entries, Order::Kept);
            if lower != "pscustomobject" {
                return table;
            }
            return match convert::to(to, table) {
                Converted::To(value) => value,
                _ => Known::expression(self.slice(span)),
            };
        }
        let value = self.evaluate(value);
        if self.is_left() {
            return Known::Nothing;
        }
        if lower == "scriptblock"
            && let Known::Text(text) = &value
        {
            return self.block_of(text);
        }
        if lower == "string"
            && let Known::List(_) = &value
        {
            return match value.to_text_by(&self.separator()) {
                Ok(text) => Known::Text(text),
                Err(why) => Known::Unknown(why),
            };
        }
        match convert::to(to, value.plain()) {
            Converted::To(value) => value,
            Converted::Fails => {
                self.fail();
                Known::Nothing
            }
            Converted::Unknown(why) => {
                self.may_fail(why);
                Known::expression(self.slice(span))
            }
        }
    }

    /// A text as a block.
    pub(super) fn block_of(&mut self, text: &str) -> Known {
        let script = super::parse::parse(text);
        if script.refused.is_some() || text.len() > super::LONGEST {
            self.may_fail(Unresolved::Syntax(super::value::short(text)));
            return Known::expression(text);
        }
        let block = super::ast::Block {
            parameters: script.parameters,
            statements: script.statements,
            span: 0..text.len(),
            ..super::ast::Block::default()
        };
        Known::Block(Closure {
            source: Rc::from(text),
            block: Rc::new(block),
        })
    }

    /// `$i++`, `--$i`
    fn count(&mut self, of: &Expression, up: bool, first: bool, whole: &Expression) -> Known {
        let before = self.evaluate(of);
        if self.is_left() {
            return Known::Nothing;
        }
        let sign = if up { "+" } else { "-" };
        let number = match &before {
            Known::Null | Known::Nothing => Known::int(0),
            value => value.clone(),
        };
        let after = match number {
            Known::Number(_) => operators::binary(sign, &number, &Known::int(1), " "),
            Known::Unknown(_) => Outcome::Unknown,
            // Only numbers are counted.
            _ => Outcome::Fails,
        };
        let after = self.outcome(after, &whole.span);
        if self.is_left() {
            return Known::Nothing;
        }
        self.assign(of, after.clone(), &whole.span);
        if first { after } else { number }
    }

    fn unary(&mut self, operator: &str, value: &Expression, span: &Range<usize>) -> Known {
        let operand = self.evaluate(value);
        if self.is_left() {
            return Known::Nothing;
        }
        let known = match operator {
            "," => Outcome::Is(Known::list(vec![operand])),
            "!" | "-not" => Outcome::of(operand.holds().map(|holds| Known::Bool(!holds))),
            "-join" => Outcome::of(operators::join(&operand, &Known::text(""))),
            "-split" | "-isplit" | "-csplit" => Outcome::of(split::split_blanks(&operand)),
            "-" => operators::binary("-", &Known::int(0), &operand, " "),
            "+" => operators::binary("+", &Known::int(0), &operand, " "),
            _ => Outcome::Unknown,
        };
        self.outcome(known, span)
    }

    fn binary(
        &mut self,
        operator: &str,
        left: &Expression,
        right: &Expression,
        span: &Range<usize>,
    ) -> Known {
        let first = self.evaluate(left);
        if self.is_left() {
            return Known::Nothing;
        }
        match operator {
            "and" | "or" => return self.logical(operator == "and", first, left, right, span),
            "??" => {
                return match first {
                    Known::Unknown(why) => {
                        self.perhaps(why.clone(), |run| run.evaluate(right));
                        Known::Unknown(why)
                    }
                    first if first.is_null() => self.evaluate(right),
                    first => first,
                };
            }
            _ => {}
        }
        let second = self.evaluate(right);
        if self.is_left() {
            return Known::Nothing;
        }
        if matches!(operator, "replace" | "ireplace" | "creplace") && has_block(&second) {
            // It is run for each match.
            self.blocks_may_run(&second, span);
            return Known::expression(self.slice(span));
        }
        if matches!(operator, "split" | "isplit" | "csplit") && has_block(&second) {
            self.blocks_may_run(&second, span);
            return Known::expression(self.slice(span));
        }
        let separator = self.separator();
        let outcome = operators::binary(operator, &first, &second, &separator);
        match operator {
            "match" | "imatch" | "cmatch" => self.matched(operator, &first, &second, &outcome),
            "notmatch" | "inotmatch" | "cnotmatch" => {
                let bare = operator.replace("not", "");
                self.matched(&bare, &first, &second, &outcome);
            }
            "/" | "%" if matches!(outcome, Outcome::Fails) => {
                self.fail_with(Fault::DivideByZero);
                return Known::Nothing;
            }
            _ => {}
        }
        if matches!(outcome, Outcome::Unknown) && may_fail(operator) {
            self.may_fail(Unresolved::Expression(super::value::short(
                self.slice(span),
            )));
        }
        self.outcome(outcome, span)
    }

    fn logical(
        &mut self,
        is_and: bool,
        first: Known,
        left: &Expression,
        right: &Expression,
        span: &Range<usize>,
    ) -> Known {
        let second = match first.holds() {
            Some(holds) if holds != is_and => return Known::Bool(holds),
            Some(_) => self.evaluate(right),
            None => {
                let why = self.branch(&left.span);
                self.perhaps(why, |run| run.evaluate(right))
            }
        };
        match (first.holds(), second.holds()) {
            (Some(_), Some(second)) => Known::Bool(second),
            // `… -and $false` is false whatever the first is.
            (None, Some(second)) if second != is_and => Known::Bool(second),
            _ => Known::expression(self.slice(span)),
        }
    }

    /// What a match leaves in `$Matches`.
    fn matched(&mut self, operator: &str, left: &Known, right: &Known, outcome: &Outcome) {
        // A list on the left sets nothing.
        if matches!(left, Known::List(_)) {
            return;
        }
        let case = if operator.starts_with('c') {
            Case::Minded
        } else {
            Case::Folded
        };
        let texts = left.to_text().ok().zip(right.to_text().ok());
        let found = match (outcome, texts) {
            (Outcome::Is(_), Some((text, by))) => {
                operators::find(&text, &by, case).map(|found| (text, found))
            }
            _ => None,
        };
        match found {
            Some((text, Some(found))) => {
                self.session
                    .set("matches", operators::matches(&text, &found));
            }
            Some((_, None)) => {}
            None => {
                self.session.set("matches", Known::expression("$Matches"));
            }
        }
    }

    /// A text with its variables in it.
    pub(super) fn text(&mut self, parts: &[Part]) -> Known {
        if let [Part::Text(text)] = parts {
            return Known::Text(text.clone());
        }
        let mut text = String::new();
        let mut unknown = None;
        for part in parts {
            // What stands behind something unknown is still run.
            let value = match part {
                Part::Text(piece) => {
                    text.push_str(piece);
                    continue;
                }
                Part::Variable(name) => self.session.get(name),
                Part::Statements(block) => self.statements(&block.statements).collapsed(),
            };
            if self.is_left() {
                return Known::Nothing;
            }
            match value.to_text_by(&self.separator()) {
                // A long text in a loop over itself would grow without end.
                Ok(piece) if text.len() + piece.len() <= HEAVY => text.push_str(&piece),
                Ok(_) => unknown = Some(Unresolved::Expression("…".to_owned())),
                Err(why) => {
                    unknown.get_or_insert(why);
                }
            }
        }
        if let Some(why) = unknown {
            return Known::Unknown(why);
        }
        Known::Text(text)
    }
}

/// Whether an operator may fail where its operands are not known.
fn may_fail(operator: &str) -> bool {
    matches!(
        operator,
        "+" | "-"
            | "*"
            | "/"
            | "%"
            | ".."
            | "f"
            | "gt"
            | "ge"
            | "lt"
            | "le"
            | "match"
            | "replace"
            | "split"
            | "as"
    )
}

fn has_block(value: &Known) -> bool {
    match value {
        Known::Block(_) => true,
        Known::List(list) => {
            let items = list.items().unwrap_or_default();
            items.iter().any(|item| matches!(item, Known::Block(_)))
        }
        _ => false,
    }
}
