//! Numbers: how PowerShell reads them, reckons with them, and writes them.
//!
//! Rules: about_Numeric_Literals, about_Arithmetic_Operators. A number is no text: `01` is 1 and
//! `1kb` is 1024 as soon as it is a value. Only a bare word that is given to a command keeps its
//! spelling for a parameter that takes texts.

use std::cmp::Ordering;
use std::rc::Rc;

/// A number.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) amount: Amount,
    /// As it was written, where it is a bare argument of a command.
    spelling: Option<Rc<str>>,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// `[int]`
    Int(i32),
    /// `[long]`
    Long(i64),
    /// `[double]`
    Double(f64),
    /// `[decimal]`: so many units of a power of ten.
    Decimal { units: i64, scale: u8 },
}

/// What two numbers come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reckoned {
    Is(Amount),
    /// PowerShell refuses: a division by zero.
    Fails,
    /// It cannot be told.
    Unknown,
}

impl Number {
    /// Whether both are the same, their spelling too.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.amount == other.amount && self.spelling == other.spelling
    }

    pub(super) fn int(value: i64) -> Self {
        Self::of(integer(value))
    }

    pub(super) fn of(amount: Amount) -> Self {
        Self {
            amount,
            spelling: None,
        }
    }

    /// A literal: `01`, `0x1F`, `1kb`, `1.50`, `-5`; `None` for what is not modelled.
    pub(super) fn literal(written: &str) -> Option<Self> {
        amount(written).map(Self::of)
    }

    /// The same, as a bare argument of a command.
    pub(super) fn spelt(mut self, written: &str) -> Self {
        self.spelling = Some(Rc::from(written));
        self
    }

    /// The same, as a value that is kept.
    pub(super) fn plain(mut self) -> Self {
        self.spelling = None;
        self
    }

    /// As it was written, where that still counts.
    pub(super) fn spelling(&self) -> Option<&str> {
        self.spelling.as_deref()
    }

    pub(super) fn is_zero(&self) -> bool {
        match self.amount {
            Amount::Int(value) => value == 0,
            Amount::Long(value) => value == 0,
            Amount::Double(value) => value == 0.0,
            Amount::Decimal { units, .. } => units == 0,
        }
    }

    /// As a whole number, if it is one.
    pub(super) fn whole(&self) -> Option<i64> {
        match self.amount {
            Amount::Int(value) => Some(i64::from(value)),
            Amount::Long(value) => Some(value),
            Amount::Double(value) => whole(value),
            Amount::Decimal { units, scale } => {
                let one = 10_i64.checked_pow(u32::from(scale))?;
                (units % one == 0).then(|| units / one)
            }
        }
    }

    /// Rounded to a whole number, halves to the even one, as a cast to `[int]` does.
    pub(super) fn rounded(&self) -> Option<i64> {
        match self.amount {
            Amount::Double(value) => whole(value.round_ties_even()),
            Amount::Decimal { .. } => whole(self.as_f64()?.round_ties_even()),
            _ => self.whole(),
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        matches!(self.amount, Amount::Int(_) | Amount::Long(_))
    }

    /// As PowerShell writes it into a text, in any culture; `None` where the versions differ.
    pub(super) fn text(&self) -> Option<String> {
        match self.amount {
            Amount::Int(value) => Some(value.to_string()),
            Amount::Long(value) => Some(value.to_string()),
            Amount::Double(value) => double(value),
            Amount::Decimal { units, scale } => Some(decimal(units, scale)),
        }
    }

    /// As a double, if no digit is lost.
    pub(super) fn as_f64(&self) -> Option<f64> {
        const EXACT: i64 = 1 << 53;
        match self.amount {
            Amount::Int(value) => Some(f64::from(value)),
            Amount::Double(value) => Some(value),
            #[expect(clippy::cast_precision_loss, reason = "below 2^53 none is lost")]
            Amount::Long(value) => (value.abs() < EXACT).then_some(value as f64),
            Amount::Decimal { units, scale } => decimal(units, scale).parse().ok(),
        }
    }

    /// Which is greater.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.whole(), other.whole()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => self.as_f64()?.partial_cmp(&other.as_f64()?),
        }
    }

    /// `+`, `-`, `*`, `/`, `%`
    pub(super) fn reckon(&self, operator: char, other: &Self) -> Reckoned {
        let is_decimal = |number: &Self| matches!(number.amount, Amount::Decimal { .. });
        if is_decimal(self) || is_decimal(other) {
            return Reckoned::Unknown;
        }
        if self.is_integer() && other.is_integer() {
            return self.reckon_whole(operator, other);
        }
        let (Some(one), Some(other)) = (self.as_f64(), other.as_f64()) else {
            return Reckoned::Unknown;
        };
        let value = match operator {
            '+' => one + other,
            '-' => one - other,
            '*' => one * other,
            '/' => one / other,
            '%' => one % other,
            _ => return Reckoned::Unknown,
        };
        if value.is_finite() {
            Reckoned::Is(Amount::Double(value))
        } else {
            Reckoned::Unknown
        }
    }

    fn reckon_whole(&self, operator: char, other: &Self) -> Reckoned {
        let (Some(one), Some(two)) = (self.whole(), other.whole()) else {
            return Reckoned::Unknown;
        };
        let value = match operator {
            '+' => one.checked_add(two),
            '-' => one.checked_sub(two),
            '*' => one.checked_mul(two),
            '/' | '%' if two == 0 => return Reckoned::Fails,
            '/' if one % two != 0 => {
                return match (self.as_f64(), other.as_f64()) {
                    (Some(one), Some(two)) => Reckoned::Is(Amount::Double(one / two)),
                    _ => Reckoned::Unknown,
                };
            }
            '/' => one.checked_div(two),
            '%' => one.checked_rem(two),
            _ => None,
        };
        let Some(value) = value else {
            return Reckoned::Unknown;
        };
        let are_ints =
            matches!(self.amount, Amount::Int(_)) && matches!(other.amount, Amount::Int(_));
        match (are_ints, i32::try_from(value)) {
            (true, Ok(value)) => Reckoned::Is(Amount::Int(value)),
            // What an `[int]` cannot hold becomes a double.
            #[expect(
                clippy::cast_precision_loss,
                reason = "two ints make less than 2^53 or more"
            )]
            (true, Err(_)) => Reckoned::Is(Amount::Double(value as f64)),
            (false, _) => Reckoned::Is(Amount::Long(value)),
        }
    }
}

/// An `[int]`, or a `[long]` where that is too small.
pub(super) fn integer(value: i64) -> Amount {
    i32::try_from(value).map_or(Amount::Long(value), Amount::Int)
}

fn whole(value: f64) -> Option<i64> {
    const MOST: f64 = 9e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole and small enough"
    )]
    (value.fract() == 0.0 && value.abs() < MOST).then_some(value as i64)
}

/// Windows PowerShell writes 15 digits, PowerShell as many as are needed: known where both are one.
fn double(value: f64) -> Option<String> {
    const DIGITS: usize = 15;
    if value == 0.0 {
        return (!value.is_sign_negative()).then(|| "0".to_owned());
    }
    if !value.is_finite() || !(1e-4..1e15).contains(&value.abs()) {
        return None;
    }
    let text = value.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits <= DIGITS).then_some(text)
}

fn decimal(units: i64, scale: u8) -> String {
    let scale = usize::from(scale);
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
    let (whole, rest) = digits.split_at(digits.len() - scale);
    if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// What a literal comes to.
fn amount(written: &str) -> Option<Amount> {
    let (is_negative, bare) = match written.strip_prefix('-') {
        Some(bare) => (true, bare),
        None => (false, written.strip_prefix('+').unwrap_or(written)),
    };
    let lower = bare.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut times: i64 = 1;
    let factors = [
        ("kb", 10),
        ("mb", 20),
        ("gb", 30),
        ("tb", 40),
        ("pb", 50_u32),
    ];
    for (unit, power) in factors {
        if let Some(bare) = rest.strip_suffix(unit) {
            // `0xab` is a number without a unit; `0x1kb` has one.
            rest = bare;
            times = 1_i64 << power;
            break;
        }
    }
    let sign = if is_negative { -1 } else { 1 };
    if let Some(hex) = rest.strip_prefix("0x") {
        let (hex, is_long) = match hex.strip_suffix('l') {
            Some(hex) => (hex, true),
            None => (hex, false),
        };
        // Eight digits may be a negative number, with the highest bit as its sign.
        if hex.is_empty() || hex.trim_start_matches('0').len() > 7 || hex.len() > 7 {
            return None;
        }
        let value = i64::from_str_radix(hex, 16).ok()?;
        let value = value.checked_mul(times)?.checked_mul(sign)?;
        return Some(if is_long {
            Amount::Long(value)
        } else {
            integer(value)
        });
    }
    let suffix = rest.chars().next_back().filter(char::is_ascii_alphabetic);
    let digits = match suffix {
        Some(suffix) => rest.strip_suffix(suffix)?,
        None => rest,
    };
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match suffix {
        Some('l') if is_plain(digits) => {
            let value: i64 = digits.parse().ok()?;
            Some(Amount::Long(value.checked_mul(times)?.checked_mul(sign)?))
        }
        Some('d') => {
            let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
            let all = format!("{whole}{part}");
            if !is_plain(&all) || part.len() > 15 {
                return None;
            }
            let units: i64 = all.parse().ok()?;
            let scale = u8::try_from(part.len()).ok()?;
            let units = units.checked_mul(times)?.checked_mul(sign)?;
            Some(Amount::Decimal { units, scale })
        }
        None if is_plain(digits) => {
            let value: i64 = digits.parse().ok()?;
            let value = value.checked_mul(sign)?;
            if times == 1 {
                return Some(integer(value));
            }
            // What an `[int]` cannot hold is a `[long]`.
            Some(integer(value.checked_mul(times)?))
        }
        None => {
            let looks = digits
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+' | b'-'));
            let starts = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            let value: f64 = digits.parse().ok().filter(|_| looks && starts)?;
            #[expect(
                clippy::cast_precision_loss,
                reason = "powers of two keep their digits"
            )]
            let value = value * times as f64 * if is_negative { -1.0 } else { 1.0 };
            value.is_finite().then_some(Amount::Double(value))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_a_number_and_is_written_as_one() {
        let cases = [
            ("01", "1"),
            ("0x10", "16"),
            ("1kb", "1024"),
            ("1.5kb", "1536"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("-007", "-7"),
            ("1e3", "1000"),
            ("5l", "5"),
            ("1.50d", "1.50"),
            ("0xabl", "171"),
            ("2147483648", "2147483648"),
            ("0.1", "0.1"),
            // Not modelled: negative in one reading; two spellings, by the version.
            ("0xFFFFFFFF", "?"),
            ("1e20", "?"),
            ("5u", "?"),
        ];
        for (written, expected) in cases {
            let text = Number::literal(written).and_then(|number| number.text());
            assert_eq!(text.as_deref().unwrap_or("?"), expected, "{written}");
        }
    }

    #[test]
    fn a_number_may_be_zero_in_any_spelling() {
        for zero in [
            "0", "00", "0x0", "0.0", ".0", "0l", "0d", "0kb", "0e5", "-0",
        ] {
            assert!(Number::literal(zero).is_some_and(|n| n.is_zero()), "{zero}");
        }
    }

    #[test]
    fn numbers_are_reckoned_with() {
        let cases = [
            ("1", '+', "2", "3"),
            ("7", '/', "2", "3.5"),
            ("6", '/', "2", "3"),
            ("7", '%', "4", "3"),
            ("2147483647", '+', "1", "2147483648"),
            ("1.5", '*', "2", "3"),
            ("1", '/', "0", "fails"),
            ("1d", '+', "1", "?"),
        ];
        for (one, operator, two, expected) in cases {
            let number = |text| Number::literal(text).expect("a number");
            let told = match number(one).reckon(operator, &number(two)) {
                Reckoned::Is(amount) => Number::of(amount).text().expect("a text"),
                Reckoned::Fails => "fails".to_owned(),
                Reckoned::Unknown => "?".to_owned(),
            };
            assert_eq!(told, expected, "{one} {operator} {two}");
        }
    }
}
