//! What becomes of a text that is known: `${x:1}`, `${x%.*}`, `${x/a/b}`, `${x^^}`.

use super::parameter::Where;
use super::pattern::Pattern;

/// How many steps a pattern may take.
const MOST_STEPS: usize = 4_000_000;

pub(super) fn part_of(text: &str, from: i64, length: Option<i64>) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let count = i64::try_from(chars.len()).ok()?;
    let start = if from < 0 { count + from } else { from };
    if start < 0 || start > count {
        return Some(String::new());
    }
    let end = match length {
        None => count,
        Some(length) if length < 0 => count + length,
        Some(length) => count.min(start.saturating_add(length)),
    };
    // Bash calls an end before the beginning an error.
    let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
    chars.get(range).map(|chars| chars.iter().collect())
}

pub(super) fn some_of(
    texts: &[String],
    from: i64,
    length: Option<i64>,
    first: i64,
) -> Option<Vec<String>> {
    let count = i64::try_from(texts.len()).ok()?;
    let start = if from < 0 { count + from } else { from - first };
    // `${@:0}` begins with `$0`.
    if from >= 0 && start < 0 {
        return None;
    }
    let length = match length {
        None => count,
        Some(length) if length < 0 => return None,
        Some(length) => length,
    };
    let Ok(start) = usize::try_from(start) else {
        return Some(Vec::new());
    };
    let length = usize::try_from(length).ok()?;
    Some(texts.iter().skip(start).take(length).cloned().collect())
}

/// Whether a pattern can be held against so many parts of a text.
pub(super) fn is_cheap(chars: &[char], pattern: &Pattern, power: u32) -> bool {
    let length = chars.len().max(1);
    let steps = length
        .checked_pow(power)
        .and_then(|steps| steps.checked_mul(pattern.parts().max(1)));
    steps.is_some_and(|steps| steps <= MOST_STEPS)
}

pub(super) fn without_prefix(text: &str, pattern: &Pattern, longest: bool) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    if !is_cheap(&chars, pattern, 2) {
        return None;
    }
    let mut ends: Box<dyn Iterator<Item = usize>> = if longest {
        Box::new((0..=chars.len()).rev())
    } else {
        Box::new(0..=chars.len())
    };
    let end = ends.find(|end| pattern.fits(&chars[..*end]));
    Some(chars[end.unwrap_or(0)..].iter().collect())
}

pub(super) fn without_suffix(text: &str, pattern: &Pattern, longest: bool) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    if !is_cheap(&chars, pattern, 2) {
        return None;
    }
    let mut starts: Box<dyn Iterator<Item = usize>> = if longest {
        Box::new(0..=chars.len())
    } else {
        Box::new((0..=chars.len()).rev())
    };
    let start = starts.find(|start| pattern.fits(&chars[*start..]));
    Some(chars[..start.unwrap_or(chars.len())].iter().collect())
}

pub(super) fn replaced(text: &str, place: Where, pattern: &Pattern, with: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let fixed = pattern.length();
    if !is_cheap(&chars, pattern, if fixed.is_some() { 1 } else { 3 }) {
        return None;
    }
    let longest = |from: usize| {
        if let Some(length) = fixed {
            let end = from + length;
            return chars
                .get(from..end)
                .filter(|part| pattern.fits(part))
                .map(|_| end);
        }
        (from..=chars.len())
            .rev()
            .find(|end| pattern.fits(&chars[from..*end]))
    };
    let mut out = String::new();
    let mut at = 0;
    match place {
        Where::Start => {
            if let Some(end) = longest(0) {
                put(&mut out, with, &chars[..end]);
                at = end;
            }
        }
        Where::End => {
            let start = (0..=chars.len()).find(|start| pattern.fits(&chars[*start..]));
            if let Some(start) = start {
                out.extend(&chars[..start]);
                put(&mut out, with, &chars[start..]);
                return Some(out);
            }
        }
        Where::First | Where::All => {
            while at < chars.len() {
                match longest(at).filter(|end| *end > at) {
                    Some(end) => {
                        put(&mut out, with, &chars[at..end]);
                        at = end;
                        if place == Where::First {
                            break;
                        }
                    }
                    None => {
                        out.push(chars[at]);
                        at += 1;
                    }
                }
            }
        }
    }
    out.extend(&chars[at..]);
    Some(out)
}

/// A replacement, in which `&` is what was matched.
pub(super) fn put(out: &mut String, with: &str, matched: &[char]) {
    let mut chars = with.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().or(Some('\\'))),
            '&' => out.extend(matched),
            c => out.push(c),
        }
    }
}

pub(super) fn cased(text: &str, upper: bool, all: bool, pattern: &Pattern) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        if (all || at == 0) && pattern.fits(&[c]) {
            if upper {
                out.extend(c.to_uppercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else {
            out.push(c);
        }
    }
    out
}
