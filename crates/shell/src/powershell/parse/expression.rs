//! Operators and what they join.
//!
//! Rule: about_Operators, about_Operator_Precedence.

use super::super::ast::{Expression, ExpressionKind, Part, Refusal};
use super::Parser;
use super::attribute::Bracketed;
use super::operator::Operator;
use super::token::{Kind, Mode};

impl Parser<'_> {
    /// An expression, if one begins here. Where one must stand, `?` and `:` end a number.
    pub(super) fn expression(&mut self, is_sure: bool) -> Option<Expression> {
        self.deeper(|parser| parser.in_mode(Mode::Expression, |parser| parser.ternary(is_sure)))
    }

    fn ternary(&mut self, is_sure: bool) -> Option<Expression> {
        let start = self.peek().start;
        let condition = self.binary(is_sure)?;
        let Some(question) = self.eat(Kind::Question) else {
            return Some(condition);
        };
        self.needs_seven(question.start);
        self.skip_lines();
        let then = self.expression(true);
        if then.is_none() {
            self.missing(question.end, Refusal::Unfinished);
        }
        self.skip_lines();
        let Some(colon) = self.eat(Kind::Colon) else {
            if then.is_some() {
                let next = self.peek();
                self.missing(next.end, Refusal::Unfinished);
            }
            return Some(condition);
        };
        self.skip_lines();
        let otherwise = self.expression(true);
        if otherwise.is_none() {
            self.missing(colon.end, Refusal::Unfinished);
        }
        let (Some(then), Some(otherwise)) = (then, otherwise) else {
            return Some(condition);
        };
        Some(Expression {
            kind: ExpressionKind::Ternary {
                condition: Box::new(condition),
                then: Box::new(then),
                otherwise: Box::new(otherwise),
            },
            span: self.span(start),
        })
    }

    fn binary(&mut self, is_sure: bool) -> Option<Expression> {
        let first = self.list(is_sure)?;
        let mut operands = vec![first];
        let mut operators: Vec<(Operator, u8)> = Vec::new();
        loop {
            let token = self.peek();
            let (operator, binds) = match token.kind {
                Kind::Operator(operator) => match operator.binds {
                    Some(binds) => (operator, binds),
                    None => break,
                },
                Kind::Parameter { .. } => {
                    // It looks like an operator, and none has that name.
                    self.take(token);
                    self.refuse(Refusal::Unexpected);
                    break;
                }
                _ => break,
            };
            self.take(token);
            if operator.name == "??" {
                self.needs_seven(token.start);
            }
            while operators.last().is_some_and(|(_, before)| *before >= binds) {
                self.fold(&mut operands, &mut operators);
            }
            operators.push((operator, binds));
            self.skip_lines();
            match self.list(true) {
                Some(operand) => operands.push(operand),
                None => {
                    self.missing(token.end, Refusal::Unfinished);
                    operands.push(self.nothing());
                }
            }
        }
        while !operators.is_empty() {
            self.fold(&mut operands, &mut operators);
        }
        operands.pop()
    }

    /// Joins the last two operands by the last operator.
    fn fold(&mut self, operands: &mut Vec<Expression>, operators: &mut Vec<(Operator, u8)>) {
        let (Some((operator, _)), Some(right), Some(left)) =
            (operators.pop(), operands.pop(), operands.pop())
        else {
            return;
        };
        self.join();
        let span = left.span.start..right.span.end.max(left.span.start);
        operands.push(Expression {
            kind: ExpressionKind::Binary {
                operator: operator.name.to_owned(),
                left: Box::new(left),
                right: Box::new(right),
            },
            span,
        });
    }

    /// Items with commas between, unless the comma is somebody else's.
    fn list(&mut self, is_sure: bool) -> Option<Expression> {
        let start = self.peek().start;
        let first = self.unary(is_sure)?;
        if !self.joins_by_comma || self.peek().kind != Kind::Comma {
            return Some(first);
        }
        let mut items = vec![first];
        while let Some(comma) = self.eat(Kind::Comma) {
            self.skip_lines();
            match self.unary(true) {
                Some(item) => items.push(item),
                None => {
                    self.missing(comma.end, Refusal::Unfinished);
                    break;
                }
            }
        }
        Some(Expression {
            kind: ExpressionKind::List(items),
            span: self.span(start),
        })
    }

    pub(super) fn unary(&mut self, is_sure: bool) -> Option<Expression> {
        self.deeper(|parser| {
            let start = parser.peek_operand(is_sure).start;
            let operand = parser.operand(is_sure)?;
            let token = parser.peek();
            let up = match token.kind {
                Kind::PlusPlus => true,
                Kind::MinusMinus => false,
                _ => return Some(operand),
            };
            parser.take(token);
            parser.check_step(&operand);
            Some(Expression {
                kind: ExpressionKind::Step {
                    of: Box::new(operand),
                    up,
                    before: false,
                },
                span: parser.span(start),
            })
        })
    }

    fn operand(&mut self, is_sure: bool) -> Option<Expression> {
        let token = self.peek_operand(is_sure);
        let start = token.start;
        match token.kind {
            Kind::Comma if !self.joins_by_comma => return None,
            Kind::Exclamation | Kind::Comma | Kind::PlusPlus | Kind::MinusMinus => {}
            Kind::Operator(operator) if operator.is_prefix => {}
            Kind::OpenBracket => return self.cast(),
            _ => return self.primary(token, true),
        }
        self.take(token);
        self.skip_lines();
        let Some(value) = self.unary(true) else {
            self.missing(token.end, Refusal::Unfinished);
            return Some(self.nothing());
        };
        let kind = match token.kind {
            Kind::PlusPlus | Kind::MinusMinus => {
                self.check_step(&value);
                ExpressionKind::Step {
                    of: Box::new(value),
                    up: token.kind == Kind::PlusPlus,
                    before: true,
                }
            }
            kind => ExpressionKind::Unary {
                operator: match kind {
                    Kind::Operator(operator) => operator.before(),
                    Kind::Comma => ",".to_owned(),
                    _ => "!".to_owned(),
                },
                value: Box::new(value),
            },
        };
        Some(Expression {
            kind,
            span: self.span(start),
        })
    }

    /// `[type]value`, `[Attribute()]$x`, `[type]`, `[type]::member`
    fn cast(&mut self) -> Option<Expression> {
        let start = self.peek().start;
        let mut brackets = self.attributes(true);
        let last = brackets.pop()?;
        let mut expression = match last {
            Bracketed::Attribute(attribute) => {
                let end = self.last;
                self.skip_lines();
                let Some(value) = self.unary(true) else {
                    self.missing(end, Refusal::Unexpected);
                    return Some(self.nothing());
                };
                Expression {
                    kind: ExpressionKind::Attributed {
                        attribute,
                        value: Box::new(value),
                    },
                    span: self.span(start),
                }
            }
            Bracketed::Type(name) => {
                let literal = |parser: &Self, name: String| Expression {
                    kind: ExpressionKind::Type(name),
                    span: parser.span(start),
                };
                if self.at_member(false) {
                    let literal = literal(self, name);
                    self.members(literal)
                } else {
                    let next = self.peek();
                    let value = match next.kind {
                        Kind::NewLine | Kind::Comma => None,
                        _ => self.unary(true),
                    };
                    match value {
                        Some(value) => self.converted(start, name, value),
                        None => literal(self, name),
                    }
                }
            }
        };
        for bracketed in brackets.into_iter().rev() {
            self.join();
            expression = match bracketed {
                Bracketed::Type(name) => self.converted(start, name, expression),
                Bracketed::Attribute(attribute) => Expression {
                    kind: ExpressionKind::Attributed {
                        attribute,
                        value: Box::new(expression),
                    },
                    span: self.span(start),
                },
            };
        }
        Some(expression)
    }

    fn converted(&mut self, start: usize, to: String, value: Expression) -> Expression {
        if to.eq_ignore_ascii_case("ordered") && !matches!(value.kind, ExpressionKind::Hash(_)) {
            self.refuse(Refusal::Unexpected);
        }
        Expression {
            kind: ExpressionKind::Cast {
                to,
                value: Box::new(value),
            },
            span: self.span(start),
        }
    }

    /// What stands in for an operand that is missing.
    pub(super) fn nothing(&self) -> Expression {
        Expression {
            kind: ExpressionKind::Text(vec![Part::Text(String::new())]),
            span: self.span(self.last),
        }
    }
}
