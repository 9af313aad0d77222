//! What an expression comes to. Commands inside of it are run where they stand.

use super::super::{Certainty, Unresolved};
use super::ast::{Expression, ExpressionKind, MemberName, Part};
use super::convert::{self, Converted};
use super::interpret::Run;
use super::number::Number;
use super::session;
use super::shared::Entries;
use super::value::{Closure, Gathered, HEAVY, Known};

/// How many items an expression may come to.
const MANY: usize = 4096;

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
                    gathered.push(item);
                }
                gathered.list()
            }
            ExpressionKind::Statements(block) => self.statements(&block.statements).1,
            ExpressionKind::Array(block) => match self.statements(&block.statements).1 {
                Known::Nothing => Known::list(Vec::new()),
                list @ (Known::List(_) | Known::Unknown(_)) => list,
                one => Known::list(vec![one]),
            },
            ExpressionKind::Parenthesis(statement) => self.statement(statement).1,
            ExpressionKind::Hash(entries) => {
                let mut table = Entries::default();
                let mut weight = 0;
                let mut unknown = None;
                for (written, value) in entries {
                    let key = session::key(self.evaluate(written));
                    let value = match self.statement(value).1 {
                        Known::Nothing => Known::Null,
                        value => value,
                    };
                    weight += value.weight();
                    match key {
                        _ if weight > HEAVY => {
                            unknown = Some(Unresolved::Expression("@{…}".to_owned()));
                        }
                        Ok(key) => table.entries.push((key, value)),
                        // What stands behind it is still run.
                        Err(why) => unknown = Some(why),
                    }
                }
                match unknown {
                    None => Known::table(table),
                    Some(why) => Known::Unknown(why),
                }
            }
            ExpressionKind::Block(block) => Known::Block(Closure {
                source: std::rc::Rc::clone(&self.source),
                block: std::rc::Rc::clone(block),
            }),
            ExpressionKind::Member { of, name, call, .. } => {
                let value = self.evaluate(of);
                let (name, mut inner) = match name {
                    MemberName::Known(name) => (Some(name.as_str()), Vec::new()),
                    MemberName::Evaluated(name) => (None, vec![self.evaluate(name)]),
                };
                let call = call.iter().flatten();
                inner.extend(call.map(|argument| self.evaluate(argument)));
                if let ExpressionKind::Variable(variable) = &of.kind
                    && !inner.is_empty()
                    && name.is_some()
                {
                    // `$list.Add('x')`
                    let why = Known::Unknown(Unresolved::Variable(format!("${variable}")));
                    self.session.set(variable, why);
                }
                member(&value, name, &inner)
                    .unwrap_or_else(|| Known::expression(self.slice(&expression.span)))
            }
            ExpressionKind::Index { of, index, .. } => {
                let value = self.evaluate(of);
                let index = self.evaluate(index);
                member(&value, None, &[index])
                    .unwrap_or_else(|| Known::expression(self.slice(&expression.span)))
            }
            ExpressionKind::Step { of, .. } => {
                self.evaluate(of);
                if let ExpressionKind::Variable(variable) = &of.kind {
                    let why = Known::Unknown(Unresolved::Variable(format!("${variable}")));
                    self.session.set(variable, why);
                }
                Known::expression(self.slice(&expression.span))
            }
            ExpressionKind::Ternary {
                condition,
                then,
                otherwise,
            } => {
                self.evaluate(condition);
                for branch in [then, otherwise] {
                    let why = Certainty::Depends(self.branch(&condition.span));
                    self.under(why, |run| run.evaluate(branch));
                }
                Known::expression(self.slice(&expression.span))
            }
            ExpressionKind::Cast { to, value } => {
                let value = self.evaluate(value);
                match convert::to(to, value) {
                    Converted::To(value) => value,
                    Converted::Fails | Converted::Unknown(_) => {
                        Known::expression(self.slice(&expression.span))
                    }
                }
            }
            ExpressionKind::Attributed { value, .. } => {
                self.evaluate(value);
                Known::expression(self.slice(&expression.span))
            }
            ExpressionKind::Type(_) => Known::expression(self.slice(&expression.span)),
            ExpressionKind::Unary { operator, value } => {
                let operand = self.evaluate(value);
                let known = match operator.as_str() {
                    "," => Some(Known::list(vec![operand])),
                    "!" | "-not" => operand.holds().map(|holds| Known::Bool(!holds)),
                    "-join" => match operand {
                        Known::List(list) => list.items().ok().and_then(|items| joined(&items, "")),
                        _ => None,
                    },
                    _ => None,
                };
                known.unwrap_or_else(|| Known::expression(self.slice(&expression.span)))
            }
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => {
                let first = self.evaluate(left);
                let decides = match operator.as_str() {
                    "and" => Some(true),
                    "or" => Some(false),
                    _ => None,
                };
                if let Some(goes_on) = decides {
                    let second = match first.holds() {
                        Some(holds) if holds != goes_on => return Known::Bool(holds),
                        Some(_) => self.evaluate(right),
                        None => {
                            let why = self.branch(&left.span);
                            self.under(Certainty::Depends(why), |run| run.evaluate(right))
                        }
                    };
                    let known = first.holds().and(second.holds()).map(Known::Bool);
                    return known
                        .unwrap_or_else(|| Known::expression(self.slice(&expression.span)));
                }
                let second = self.evaluate(right);
                binary(operator, first, second)
                    .unwrap_or_else(|| Known::expression(self.slice(&expression.span)))
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
                Part::Statements(block) => self.statements(&block.statements).1,
            };
            match value.to_text() {
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

fn member(of: &Known, name: Option<&str>, inner: &[Known]) -> Option<Known> {
    match (of, name, inner) {
        (Known::Table(table), Some(name), []) => {
            table.look(|entries| entries.get(name).cloned()).ok()?
        }
        (Known::Table(table), None, [Known::Text(name)]) => {
            table.look(|entries| entries.get(name).cloned()).ok()?
        }
        (Known::List(list), None, [Known::Number(index)]) => {
            let index = usize::try_from(index.whole()?).ok()?;
            list.look(|inside| inside.items.get(index).cloned()).ok()?
        }
        (Known::Text(text), Some(name), []) => match name.to_ascii_lowercase().as_str() {
            "tolower" | "tolowerinvariant" => Some(Known::Text(text.to_lowercase())),
            "toupper" | "toupperinvariant" => Some(Known::Text(text.to_uppercase())),
            "trim" => Some(Known::text(text.trim())),
            "tostring" => Some(Known::text(text.as_str())),
            _ => None,
        },
        _ => None,
    }
}

fn binary(operator: &str, left: Known, right: Known) -> Option<Known> {
    match (operator, left, right) {
        (_, Known::Unknown(why), _) | (_, _, Known::Unknown(why)) => Some(Known::Unknown(why)),
        ("+", Known::Text(left), right) => {
            let right = right.to_text().ok()?;
            (left.len() + right.len() <= HEAVY).then(|| Known::Text(left + &right))
        }
        ("+", Known::List(left), right) => {
            let mut left = left.items().ok()?;
            match right {
                Known::List(right) => left.extend(right.items().ok()?),
                right => left.push(right),
            }
            (left.len() <= MANY).then_some(Known::list(left))
        }
        ("f", Known::Text(format), values) => formatted(&format, &values),
        ("join", Known::List(list), Known::Text(between)) => joined(&list.items().ok()?, &between),
        ("split" | "isplit", Known::Text(text), Known::Text(by)) => {
            // It is a pattern, and it does not mind case; one plain character is itself.
            let mut chars = by.chars();
            let c = chars
                .next()
                .filter(|c| c.is_ascii_digit() || " ,;:/".contains(*c))?;
            if chars.next().is_some() {
                return None;
            }
            Some(Known::texts(text.split(c).map(str::to_owned)))
        }
        ("..", from, to) => {
            let whole = |value: &Known| Number::of(convert::number(value)??).rounded();
            let (from, to) = (whole(&from)?, whole(&to)?);
            if from.abs_diff(to) >= MANY as u64 {
                return None;
            }
            let numbers: Vec<i64> = if from <= to {
                (from..=to).collect()
            } else {
                (to..=from).rev().collect()
            };
            Some(Known::list(numbers.into_iter().map(Known::int).collect()))
        }
        ("eq" | "ieq", Known::Text(left), Known::Text(right)) => {
            same(&left, &right).map(Known::Bool)
        }
        ("ne" | "ine", Known::Text(left), Known::Text(right)) => {
            same(&left, &right).map(|same| Known::Bool(!same))
        }
        _ => None,
    }
}

/// Whether two texts are equal; numbers may be equal in other digits.
fn same(left: &str, right: &str) -> Option<bool> {
    let numeric = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if left.to_lowercase() == right.to_lowercase() {
        return Some(true);
    }
    (!numeric(left) && !numeric(right)).then_some(false)
}

fn joined(items: &[Known], between: &str) -> Option<Known> {
    let texts: Result<Vec<String>, Unresolved> = items.iter().map(Known::to_text).collect();
    let text = texts.ok()?.join(between);
    (text.len() <= HEAVY).then_some(Known::Text(text))
}

/// `'{0}.{1}' -f $a, $b`, without formats of numbers.
fn formatted(format: &str, values: &Known) -> Option<Known> {
    let values = match values {
        Known::List(list) => list.items().ok()?,
        other => vec![other.clone()],
    };
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let after = &rest[at..];
        if after.starts_with("{{") || after.starts_with("}}") {
            text.push_str(&after[..1]);
            rest = &after[2..];
            continue;
        }
        let end = after.find('}')?;
        let index: usize = after.get(1..end)?.trim().parse().ok()?;
        text.push_str(&values.get(index)?.to_text().ok()?);
        if text.len() > HEAVY {
            return None;
        }
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    Some(Known::Text(text))
}
