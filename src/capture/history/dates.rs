//! Dates as a culture writes them.
//!
//! `Export-Csv` of Windows PowerShell writes times as the current culture does and does not say
//! which: `2/3/2022` is two days. Which one is meant is decided over the whole file, and where
//! it can not be decided there is no time: a wrong one would be worse than none.

use jiff::civil::DateTime;

/// A time whose first two numbers are a day and a month in some order, or are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    order: Order,
    numbers: [i16; 3],
    clock: [i8; 3],
    nanosecond: i32,
    style: Style,
}

/// Which number is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    YearMonthDay,
    /// Day and month, either first, then the year.
    YearLast,
}

/// What else tells cultures apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    separator: u8,
    twelve_hours: bool,
    /// Whether the first and the second number have a zero before them.
    padded: [bool; 2],
}

/// What comes first in a date whose year comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Day,
    Month,
}

/// Reads a time; `None` where it is none of those that cultures write.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    let separator = *text.as_bytes().iter().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(separator, b'/' | b'.' | b'-') {
        return None;
    }
    let date_end = text
        .find(|c: char| !(c.is_ascii_digit() || c == char::from(separator)))
        .unwrap_or(text.len());
    let (date, rest) = text.split_at(date_end);
    let mut parts = date
        .trim_end_matches(char::from(separator))
        .split(char::from(separator));
    let fields = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() || fields.iter().any(|field| field.is_empty()) {
        return None;
    }
    let order = match (fields[0].len(), fields[2].len()) {
        (4, 1..=2) => Order::YearMonthDay,
        (1..=2, 4) => Order::YearLast,
        _ => return None,
    };
    let padded = [fields[0].starts_with('0'), fields[1].starts_with('0')];
    let mut numbers = [0; 3];
    for (number, field) in numbers.iter_mut().zip(fields) {
        *number = field.parse().ok()?;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | 'T'));
    let (clock, half) = rest.split_at(
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
            .unwrap_or(rest.len()),
    );
    let half: String = half
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    let afternoon = match half.as_str() {
        "" => None,
        "am" => Some(false),
        "pm" => Some(true),
        _ => return None,
    };
    let mut fields = clock.splitn(3, [':', '.']);
    let hour: i8 = fields.next()?.parse().ok()?;
    let minute: i8 = fields.next()?.parse().ok()?;
    let (second, fraction) = match fields.next() {
        None => ("0", ""),
        Some(seconds) => seconds.split_once('.').unwrap_or((seconds, "")),
    };
    let nanosecond = match fraction {
        "" => 0,
        digits => format!("{digits:0<9}").get(..9)?.parse().ok()?,
    };
    let hour = match afternoon {
        None => hour,
        Some(is_afternoon) if (1..=12).contains(&hour) => {
            hour % 12 + if is_afternoon { 12 } else { 0 }
        }
        Some(_) => return None,
    };
    Some(Written {
        order,
        numbers,
        clock: [hour, minute, second.parse().ok()?],
        nanosecond,
        style: Style {
            separator,
            twelve_hours: afternoon.is_some(),
            padded,
        },
    })
}

impl Written {
    /// The time, where the order is known or does not matter.
    pub(super) fn time(&self, first: Option<First>) -> Option<DateTime> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match (self.order, first) {
            (Order::YearMonthDay, _) => (a, b, c),
            (Order::YearLast, Some(First::Day)) => (c, b, a),
            (Order::YearLast, Some(First::Month)) => (c, a, b),
            (Order::YearLast, None) if a == b => (c, a, b),
            (Order::YearLast, None) => return None,
        };
        let [hour, minute, second] = self.clock;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        DateTime::new(year, month, day, hour, minute, second, self.nanosecond).ok()
    }
}

/// What comes first in these dates, which are of one file in the order of its commands.
///
/// A number above 12 is a day. A point between them is written day first everywhere. With AM and
/// PM the month is first where nothing is padded with a zero, as in the United States, and the day
/// where only the month is, as in Australia. Else the order counts in which time does not run
/// backwards, where only one does that.
pub(super) fn first(dates: &[Written]) -> Option<First> {
    let dates: Vec<&Written> = dates
        .iter()
        .filter(|date| date.order == Order::YearLast)
        .collect();
    let style = dates.first()?.style;
    let above = |place: usize| dates.iter().any(|date| date.numbers[place] > 12);
    match (above(0), above(1)) {
        (true, true) => return None,
        (true, false) => return Some(First::Day),
        (false, true) => return Some(First::Month),
        (false, false) => {}
    }
    if style.separator == b'.' {
        return Some(First::Day);
    }
    if style.twelve_hours && style.separator == b'/' {
        let padded = |place: usize| dates.iter().any(|date| date.style.padded[place]);
        let bare = |place: usize| {
            dates
                .iter()
                .any(|date| date.numbers[place] < 10 && !date.style.padded[place])
        };
        if bare(0) && padded(1) && !bare(1) {
            return Some(First::Day);
        }
        if (bare(0) || bare(1)) && !padded(0) && !padded(1) {
            return Some(First::Month);
        }
    }
    let runs = |first: First| {
        let times: Option<Vec<DateTime>> =
            dates.iter().map(|date| date.time(Some(first))).collect();
        times.is_some_and(|times| times.is_sorted())
    };
    match (runs(First::Day), runs(First::Month)) {
        (true, false) => Some(First::Day),
        (false, true) => Some(First::Month),
        _ => None,
    }
}
