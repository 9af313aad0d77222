//! Dates as a culture writes them.
//!
//! `Export-Csv` of Windows PowerShell writes times as the current culture does and does not say
//! which: `2/3/2022` is two days. Which one is meant is decided over the whole file, and where
//! it can not be decided there is no time: a wrong one would be worse than none.

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

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
    let text = plain(text);
    let text = text.trim();
    let separator = *text.as_bytes().iter().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(separator, b'/' | b'.' | b'-') {
        return None;
    }
    let mut rest = text;
    let mut fields = [""; 3];
    for (at, field) in fields.iter_mut().enumerate() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        (*field, rest) = rest.split_at(end);
        // In some cultures a blank follows the point, and in some a point follows the year.
        rest = match (at, rest.strip_prefix(char::from(separator))) {
            (2, after) => after.unwrap_or(rest),
            (_, after) => after?.trim_start_matches(' '),
        };
    }
    if fields.iter().any(|field| field.is_empty()) {
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
    // A word may stand before the time and behind it: that of the half of the day, or one of no account.
    let begins = rest.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = rest.split_at(begins);
    let (clock, after) = rest.split_at(
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
            .unwrap_or(rest.len()),
    );
    let afternoon = half(&format!("{before} {after}"))?;
    let mut fields = clock.trim_end_matches('.').splitn(3, [':', '.']);
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

/// The text without marks of its direction, and with plain blanks.
fn plain(text: &str) -> String {
    let shown = text
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}'));
    shown
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// Whether the words around a time say that it is in the afternoon; `None` where they say something that
/// is not known, such as a calendar's name.
fn half(words: &str) -> Option<Option<bool>> {
    const MORNING: [&str; 9] = ["am", "오전", "午前", "上午", "sa", "ص", "πμ", "fm", "vorm"];
    const AFTERNOON: [&str; 9] = ["pm", "오후", "午後", "下午", "ch", "م", "μμ", "em", "nachm"];
    // "Year" and "o'clock".
    const IDLE: [&str; 6] = ["г", "ч", "год", "h", "t", "kl"];
    let mut found = None;
    for word in words.split([' ', ',']) {
        let word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
        let word = word.to_lowercase();
        if word.is_empty() || IDLE.contains(&word.as_str()) {
            continue;
        }
        found = match (
            MORNING.contains(&word.as_str()),
            AFTERNOON.contains(&word.as_str()),
        ) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => return None,
        };
    }
    Some(found)
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
        let day = self.gregorian(year, month, day)?;
        let time = Time::new(hour, minute, second, self.nanosecond).ok()?;
        Some(day.to_datetime(time))
    }

    /// The day of a culture's own calendar: the Thai one counts years from the Buddha, the Persian one is
    /// written year first. Years of the Hijra in other cultures depend on who saw the moon.
    fn gregorian(&self, year: i16, month: i16, day: i16) -> Option<Date> {
        const BUDDHA: i16 = 543;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        match (year, self.order) {
            (1990..=2200, _) => Date::new(year, month, day).ok(),
            (2533..=2743, _) => Date::new(year - BUDDHA, month, day).ok(),
            (1369..=1500, Order::YearMonthDay) => persian(year, month, day),
            _ => None,
        }
    }
}

/// A day of the Persian calendar. Its leap years of 1178 to 1633 are those that the rule of 33 years
/// gives; the first day of 1399 is 2020-03-20.
fn persian(year: i16, month: i8, day: i8) -> Option<Date> {
    let is_leap = |year: i16| (i32::from(year) * 8 + 29) % 33 < 8;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if is_leap(year) => 30,
        12 => 29,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let long_months = i64::from(month - 1).min(6);
    let short_months = i64::from(month - 1) - long_months;
    let in_year = long_months * 31 + short_months * 30 + i64::from(day - 1);
    let length_of = |year: i16| 365 + i64::from(is_leap(year));
    let years: i64 = if year >= 1399 {
        (1399..year).map(length_of).sum()
    } else {
        -(year..1399).map(length_of).sum::<i64>()
    };
    let first = Date::constant(2020, 3, 20);
    first.checked_add(Span::new().days(years + in_year)).ok()
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
