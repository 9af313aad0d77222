//! What is not known leaves a hole in a text: a character that no keyboard types, and that remembers
//! why. The session's home folder has a character of its own.

use std::collections::HashMap;

use super::super::{Unresolved, Value};

/// The first character that is a hole: the beginning of a private plane of Unicode.
const FIRST: u32 = 0xF_0000;
/// How many different holes a session may have; the last stands for all further ones.
const MOST: usize = 0xFFF0;

/// Stands for the path of the session's home folder, which the shell puts in for `~` and `$HOME`.
pub(super) const HOME: char = '\u{10_0000}';

/// A path as somebody would write it.
pub(super) fn shown(path: &str) -> String {
    path.replace(HOME, "~")
}

/// Stands beside a hole that may be any number of words.
pub(super) const SEVERAL: char = '\u{10_0001}';

/// A byte that is no character: a hole whose reason nobody noted.
pub(super) const ODD: char = '\u{F_FFFF}';

/// The holes of a session, and why each is one.
#[derive(Debug, Default)]
pub(super) struct Holes {
    reasons: Vec<Unresolved>,
    known: HashMap<(&'static str, String), usize>,
}

impl Holes {
    /// A hole for a reason.
    pub(super) fn hole(&mut self, reason: Unresolved) -> char {
        let key = (reason.name(), reason.subject().to_owned());
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None if self.reasons.len() >= MOST => MOST - 1,
            None => {
                self.reasons.push(reason);
                self.known.insert(key, self.reasons.len() - 1);
                self.reasons.len() - 1
            }
        };
        u32::try_from(at)
            .ok()
            .and_then(|at| char::from_u32(FIRST + at))
            .unwrap_or('\u{fffd}')
    }

    /// A hole that is no other one's, for the same reason as one that many share.
    pub(super) fn own_hole(&mut self, reason: Unresolved) -> char {
        if self.reasons.len() >= MOST {
            return self.hole(reason);
        }
        self.reasons.push(reason);
        u32::try_from(self.reasons.len() - 1)
            .ok()
            .and_then(|at| char::from_u32(FIRST + at))
            .unwrap_or('\u{fffd}')
    }

    /// Why a text is not known, if it has a hole.
    pub(super) fn why(&self, text: &str) -> Option<Unresolved> {
        let hole = text.chars().find(|c| is_hole(*c))?;
        let at = usize::try_from(u32::from(hole) - FIRST).ok()?;
        let reason = self.reasons.get(at).cloned();
        Some(reason.unwrap_or_else(|| {
            let shown = text
                .chars()
                .filter(|c| is_known(c.encode_utf8(&mut [0; 4])));
            Unresolved::Expression(shown.collect())
        }))
    }

    /// A text as a value.
    pub(super) fn value(&self, text: &str) -> Value {
        match self.why(text) {
            Some(why) => Value::Unknown(why),
            None => Value::Known(text.to_owned()),
        }
    }
}

pub(super) fn is_hole(c: char) -> bool {
    (FIRST..=0xF_FFFF).contains(&u32::from(c))
}

/// Whether a text has a hole.
pub(super) fn has_hole(text: &str) -> bool {
    // Their first byte in UTF-8 is no other character's.
    memchr::memchr(0xf3, text.as_bytes()).is_some() && text.chars().any(is_hole)
}

/// Whether every character of a text is known: it has no hole, and no home folder.
pub(super) fn is_known(text: &str) -> bool {
    memchr::memchr2(0xf3, 0xf4, text.as_bytes()).is_none()
        || !text
            .chars()
            .any(|c| is_hole(c) || c == HOME || c == SEVERAL)
}

/// A path below the home folder as people write it; `None` where the home folder stands elsewhere in
/// the text.
pub(super) fn written(text: &str) -> Option<String> {
    match text.strip_prefix(HOME) {
        Some(rest) if rest.contains(HOME) => None,
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Some(format!("~{rest}")),
        Some(_) => None,
        None if text.contains(HOME) => None,
        None => Some(text.to_owned()),
    }
}

/// A folder, written with `~`, as a text that a variable holds.
pub(super) fn folder(path: &str) -> String {
    match path.strip_prefix('~') {
        Some(rest) => format!("{HOME}{rest}"),
        None => path.to_owned(),
    }
}
