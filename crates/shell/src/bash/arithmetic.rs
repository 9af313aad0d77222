//! Arithmetic of the shell over values that are known. Source: the bash manual, "Shell Arithmetic".

/// How deep expressions may lie in each other, also through variables whose values are expressions.
const DEEPEST: usize = 40;

/// Why an expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoValue {
    /// It depends on what is not known.
    Unknown,
    /// Bash refuses it: division by zero, a text that is no expression.
    Error,
}

/// Where variables of an expression come from and go to.
pub(super) trait Variables {
    /// The text of a variable (empty for one that is not set); `None` where it is not known.
    fn text(&mut self, name: &str) -> Option<String>;
    /// Gives a variable a value; `None` for one that is not known.
    fn assign(&mut self, name: &str, value: Option<i64>);
}

/// Works an expression out.
pub(super) fn evaluate(text: &str, variables: &mut dyn Variables) -> Result<i64, NoValue> {
    evaluate_at(text, variables, 0)
}

fn evaluate_at(text: &str, variables: &mut dyn Variables, depth: usize) -> Result<i64, NoValue> {
    if depth > DEEPEST {
        return Err(NoValue::Unknown);
    }
    let mut parser = Parser {
        text: text.as_bytes(),
        whole: text,
        at: 0,
        depth,
        live: Live::Yes,
        variables,
    };
    parser.blanks();
    if parser.at == parser.text.len() {
        return Ok(0);
    }
    let value = parser.comma()?;
    if parser.at < parser.text.len() {
        return Err(NoValue::Error);
    }
    value.ok_or(NoValue::Unknown)
}

/// Whether a part of an expression is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Live {
    Yes,
    No,
    Maybe,
}

struct Parser<'a> {
    text: &'a [u8],
    whole: &'a str,
    at: usize,
    depth: usize,
    live: Live,
    variables: &'a mut dyn Variables,
}

/// A value that may not be known; an error in the text itself is certain.
type Worked = Result<Option<i64>, NoValue>;

/// Operators of two values, from those that bind least.
const LEVELS: [&[&str]; 10] = [
    &["||"],
    &["&&"],
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<=", ">=", "<", ">"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

impl Parser<'_> {
    fn blanks(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn accept(&mut self, operator: &str) -> bool {
        if !self.text[self.at..].starts_with(operator.as_bytes()) {
            return false;
        }
        self.at += operator.len();
        self.blanks();
        true
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, NoValue>,
    ) -> Result<T, NoValue> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(NoValue::Unknown);
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn comma(&mut self) -> Worked {
        let mut value = self.assignment()?;
        while self.accept(",") {
            value = self.assignment()?;
        }
        Ok(value)
    }

    fn assignment(&mut self) -> Worked {
        self.deeper(|this| {
            let start = this.at;
            if let Some(name) = this.name() {
                for operator in [
                    "<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=", "=",
                ] {
                    let rest = &this.text[this.at..];
                    if operator == "=" && rest.starts_with(b"==") {
                        continue;
                    }
                    if this.accept(operator) {
                        let right = this.assignment()?;
                        let value = match operator.strip_suffix('=') {
                            Some("") | None => right,
                            Some(operator) => {
                                let left = this.value_of(&name)?;
                                this.apply(operator, left, right)?
                            }
                        };
                        this.give(&name, value);
                        return Ok(value);
                    }
                }
                this.at = start;
            }
            this.ternary()
        })
    }

    fn ternary(&mut self) -> Worked {
        let condition = self.binary(0)?;
        if !self.accept("?") {
            return Ok(condition);
        }
        let holds = condition.map(|value| value != 0);
        let yes = self.only(holds, Self::comma)?;
        if !self.accept(":") {
            return Err(NoValue::Error);
        }
        let no = self.only(holds.map(|holds| !holds), Self::assignment)?;
        Ok(match holds {
            Some(true) => yes,
            Some(false) => no,
            None => None,
        })
    }

    /// Reads a part that counts only where the condition holds.
    fn only(&mut self, holds: Option<bool>, read: impl FnOnce(&mut Self) -> Worked) -> Worked {
        let before = self.live;
        self.live = match (before, holds) {
            (Live::No, _) | (_, Some(false)) => Live::No,
            (Live::Maybe, _) | (_, None) => Live::Maybe,
            (Live::Yes, Some(true)) => Live::Yes,
        };
        let value = read(self);
        self.live = before;
        value
    }

    fn binary(&mut self, level: usize) -> Worked {
        let Some(operators) = LEVELS.get(level) else {
            return self.power();
        };
        let mut left = self.binary(level + 1)?;
        'next: loop {
            for operator in *operators {
                let rest = &self.text[self.at..];
                let follows = rest.get(operator.len()).copied();
                // `a += 1` and `a ** b` are other operators.
                let is_longer = match *operator {
                    "|" => follows == Some(b'|'),
                    "&" => follows == Some(b'&'),
                    "<" | ">" => follows == Some(operator.as_bytes()[0]),
                    "*" => follows == Some(b'*'),
                    _ => false,
                };
                let assigns = follows == Some(b'=')
                    && !matches!(
                        *operator,
                        "==" | "!=" | "<=" | ">=" | "||" | "&&" | "<" | ">"
                    );
                if is_longer || assigns || !rest.starts_with(operator.as_bytes()) {
                    continue;
                }
                self.accept(operator);
                left = match *operator {
                    "||" => {
                        let holds = left.map(|left| left != 0);
                        let right =
                            self.only(holds.map(|holds| !holds), |this| this.binary(level + 1))?;
                        match (holds, right) {
                            (Some(true), _) => Some(1),
                            (_, Some(right)) if right != 0 => Some(1),
                            (Some(false), Some(_)) => Some(0),
                            _ => None,
                        }
                    }
                    "&&" => {
                        let holds = left.map(|left| left != 0);
                        let right = self.only(holds, |this| this.binary(level + 1))?;
                        match (holds, right) {
                            (Some(false), _) | (_, Some(0)) => Some(0),
                            (Some(true), Some(_)) => Some(1),
                            _ => None,
                        }
                    }
                    operator => {
                        let right = self.binary(level + 1)?;
                        self.apply(operator, left, right)?
                    }
                };
                continue 'next;
            }
            return Ok(left);
        }
    }

    fn apply(&self, operator: &str, left: Option<i64>, right: Option<i64>) -> Worked {
        let (Some(left), Some(right)) = (left, right) else {
            return Ok(None);
        };
        let shift = || u32::try_from(right & 63).unwrap_or(0);
        Ok(Some(match operator {
            "|" => left | right,
            "^" => left ^ right,
            "&" => left & right,
            "==" => i64::from(left == right),
            "!=" => i64::from(left != right),
            "<=" => i64::from(left <= right),
            ">=" => i64::from(left >= right),
            "<" => i64::from(left < right),
            ">" => i64::from(left > right),
            "<<" => left.wrapping_shl(shift()),
            ">>" => left.wrapping_shr(shift()),
            "+" => left.wrapping_add(right),
            "-" => left.wrapping_sub(right),
            "*" => left.wrapping_mul(right),
            "/" | "%" if right == 0 => {
                return match self.live {
                    Live::Yes => Err(NoValue::Error),
                    Live::No => Ok(Some(0)),
                    Live::Maybe => Err(NoValue::Unknown),
                };
            }
            "/" => left.wrapping_div(right),
            "%" => left.wrapping_rem(right),
            _ => return Err(NoValue::Error),
        }))
    }

    fn power(&mut self) -> Worked {
        let base = self.unary()?;
        if !self.accept("**") {
            return Ok(base);
        }
        let exponent = self.deeper(Self::power)?;
        let (Some(base), Some(exponent)) = (base, exponent) else {
            return Ok(None);
        };
        match u32::try_from(exponent) {
            Ok(exponent) => Ok(Some(base.wrapping_pow(exponent))),
            Err(_) if exponent < 0 => Err(NoValue::Error),
            Err(_) => Ok(None),
        }
    }

    fn unary(&mut self) -> Worked {
        self.deeper(|this| {
            for operator in ["++", "--"] {
                let start = this.at;
                if this.accept(operator) {
                    if let Some(name) = this.name() {
                        let value = this.value_of(&name)?.map(|value| step(value, operator));
                        this.give(&name, value);
                        return Ok(value);
                    }
                    this.at = start;
                }
            }
            if this.accept("!") {
                return Ok(this.unary()?.map(|value| i64::from(value == 0)));
            }
            if this.accept("~") {
                return Ok(this.unary()?.map(|value| !value));
            }
            if this.accept("-") {
                return Ok(this.unary()?.map(i64::wrapping_neg));
            }
            if this.accept("+") {
                return this.unary();
            }
            this.primary()
        })
    }

    fn primary(&mut self) -> Worked {
        if self.accept("(") {
            let value = self.comma()?;
            return if self.accept(")") {
                Ok(value)
            } else {
                Err(NoValue::Error)
            };
        }
        if let Some(name) = self.name() {
            let value = self.value_of(&name)?;
            for operator in ["++", "--"] {
                if self.accept(operator) {
                    self.give(&name, value.map(|value| step(value, operator)));
                    break;
                }
            }
            return Ok(value);
        }
        self.number()
    }

    /// A variable's name, with its subscript as written.
    fn name(&mut self) -> Option<String> {
        let rest = &self.whole[self.at..];
        let mut length = super::word::name_length(rest);
        if length == 0 {
            return None;
        }
        if let Some(inner) = rest[length..].strip_prefix('[') {
            let end = super::grammar::enclosed(inner, super::grammar::Enclosed::Brackets)?;
            length += end + 2;
        }
        self.at += length;
        self.blanks();
        Some(rest[..length].to_owned())
    }

    fn value_of(&mut self, name: &str) -> Worked {
        if self.live == Live::No {
            return Ok(Some(0));
        }
        let Some(text) = self.variables.text(name) else {
            return Ok(None);
        };
        if text.trim().is_empty() {
            return Ok(Some(0));
        }
        match evaluate_at(&text, self.variables, self.depth + 1) {
            Ok(value) => Ok(Some(value)),
            Err(NoValue::Unknown) => Ok(None),
            Err(NoValue::Error) if self.live == Live::Yes => Err(NoValue::Error),
            Err(NoValue::Error) => Ok(None),
        }
    }

    fn give(&mut self, name: &str, value: Option<i64>) {
        match self.live {
            Live::Yes => self.variables.assign(name, value),
            Live::Maybe => self.variables.assign(name, None),
            Live::No => {}
        }
    }

    fn number(&mut self) -> Worked {
        let rest = &self.whole[self.at..];
        // A hole may be anything, also an operator.
        if !super::holes::is_known(rest) {
            return Err(NoValue::Unknown);
        }
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'@' | b'_'))
            .count();
        let text = &rest[..length];
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(NoValue::Error);
        }
        let value = match text.split_once('#') {
            Some((base, digits)) => {
                let base: u32 = base.parse().map_err(|_| NoValue::Error)?;
                if !(2..=36).contains(&base) {
                    return Err(NoValue::Unknown);
                }
                i64::from_str_radix(digits, base).map_err(|_| NoValue::Error)?
            }
            None if text.starts_with("0x") || text.starts_with("0X") => {
                i64::from_str_radix(&text[2..], 16).map_err(|_| NoValue::Error)?
            }
            None if text.len() > 1 && text.starts_with('0') => {
                i64::from_str_radix(text, 8).map_err(|_| NoValue::Error)?
            }
            None => text.parse().map_err(|_| NoValue::Error)?,
        };
        self.at += length;
        self.blanks();
        Ok(Some(value))
    }
}

fn step(value: i64, operator: &str) -> i64 {
    if operator == "++" {
        value.wrapping_add(1)
    } else {
        value.wrapping_sub(1)
    }
}
