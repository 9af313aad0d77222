//! Operators: their names, how tightly they bind, and whether they stand before an operand.
//!
//! Rule: about_Operator_Precedence.

/// An operator that joins two operands, or stands before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operator {
    /// As the tree has it: lower case, without the dash.
    pub(super) name: &'static str,
    /// How tightly it binds what it joins; none if it joins nothing.
    pub(super) binds: Option<u8>,
    /// Whether it may stand before a single operand.
    pub(super) is_prefix: bool,
}

const LOGICAL: u8 = 1;
const BITWISE: u8 = 2;
const COMPARISON: u8 = 5;
const COALESCE: u8 = 7;
const ADD: u8 = 9;
const MULTIPLY: u8 = 10;
const FORMAT: u8 = 12;
const RANGE: u8 = 13;

impl Operator {
    const fn joins(name: &'static str, binds: u8) -> Self {
        Self {
            name,
            binds: Some(binds),
            is_prefix: false,
        }
    }

    const fn both(name: &'static str, binds: u8) -> Self {
        Self {
            name,
            binds: Some(binds),
            is_prefix: true,
        }
    }

    const fn prefix(name: &'static str) -> Self {
        Self {
            name,
            binds: None,
            is_prefix: true,
        }
    }

    pub(super) const PLUS: Self = Self::both("+", ADD);
    pub(super) const MINUS: Self = Self::both("-", ADD);
    pub(super) const TIMES: Self = Self::joins("*", MULTIPLY);
    pub(super) const DIVIDE: Self = Self::joins("/", MULTIPLY);
    pub(super) const REMAINDER: Self = Self::joins("%", MULTIPLY);
    pub(super) const RANGE: Self = Self::joins("..", RANGE);
    pub(super) const COALESCE: Self = Self::joins("??", COALESCE);

    /// The operator that a word behind a dash is, in whatever case.
    pub(super) fn of(word: &str) -> Option<Self> {
        const NAMES: [&str; 61] = [
            "eq",
            "ieq",
            "ceq",
            "ne",
            "ine",
            "cne",
            "ge",
            "ige",
            "cge",
            "gt",
            "igt",
            "cgt",
            "lt",
            "ilt",
            "clt",
            "le",
            "ile",
            "cle",
            "like",
            "ilike",
            "clike",
            "notlike",
            "inotlike",
            "cnotlike",
            "match",
            "imatch",
            "cmatch",
            "notmatch",
            "inotmatch",
            "cnotmatch",
            "replace",
            "ireplace",
            "creplace",
            "contains",
            "icontains",
            "ccontains",
            "notcontains",
            "inotcontains",
            "cnotcontains",
            "in",
            "iin",
            "cin",
            "notin",
            "inotin",
            "cnotin",
            "split",
            "isplit",
            "csplit",
            "isnot",
            "is",
            "as",
            "f",
            "and",
            "band",
            "or",
            "bor",
            "xor",
            "bxor",
            "join",
            "shl",
            "shr",
        ];
        if word.len() > 12 {
            return None;
        }
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "not" => return Some(Self::prefix("not")),
            "bnot" => return Some(Self::prefix("bnot")),
            _ => {}
        }
        let name = NAMES.into_iter().find(|name| *name == word)?;
        let operator = match name {
            "and" | "or" | "xor" => Self::joins(name, LOGICAL),
            "band" | "bor" | "bxor" => Self::joins(name, BITWISE),
            "f" => Self::joins(name, FORMAT),
            "split" | "isplit" | "csplit" | "join" => Self::both(name, COMPARISON),
            _ => Self::joins(name, COMPARISON),
        };
        Some(operator)
    }

    /// Its name where it stands before an operand: `-not`, `+`.
    pub(super) fn before(self) -> String {
        if self.name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            format!("-{}", self.name)
        } else {
            self.name.to_owned()
        }
    }
}
