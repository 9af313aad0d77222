//! Options that stand before the first operand.

use super::super::word::name_length;
use super::User;

/// Options that stand before the first operand.
pub(super) struct Options {
    pub(super) given: Vec<(String, Option<String>)>,
    pub(super) at: usize,
}

impl Options {
    /// Whether only the program itself is asked about.
    pub(super) fn asks(&self) -> bool {
        self.has("--help") || self.has("--version")
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    pub(super) fn value(&self, names: &[&str]) -> Option<&str> {
        self.given
            .iter()
            .rev()
            .find(|(given, _)| names.contains(&given.as_str()))
            .and_then(|(_, value)| value.as_deref())
    }
}

/// Reads options as POSIX has them: up to the first word that is none. `short` and `long` take values.
pub(super) fn options(words: &[String], from: usize, short: &str, long: &[&str]) -> Options {
    let mut given = Vec::new();
    let mut at = from;
    while let Some(word) = words.get(at) {
        if word == "--" {
            at += 1;
            break;
        }
        if word.len() < 2 || !word.starts_with('-') {
            break;
        }
        at += 1;
        if word.starts_with("--") {
            match word.split_once('=') {
                Some((name, value)) => given.push((name.to_owned(), Some(value.to_owned()))),
                None if long.contains(&word.as_str()) => {
                    given.push((word.clone(), words.get(at).cloned()));
                    at += 1;
                }
                None => given.push((word.clone(), None)),
            }
            continue;
        }
        for (place, letter) in word[1..].char_indices() {
            let rest = &word[1 + place + letter.len_utf8()..];
            let name = format!("-{letter}");
            if short.contains(letter) {
                if rest.is_empty() {
                    given.push((name, words.get(at).cloned()));
                    at += 1;
                } else {
                    given.push((name, Some(rest.to_owned())));
                }
                break;
            }
            given.push((name, None));
        }
    }
    Options {
        given,
        at: at.min(words.len()),
    }
}

pub(super) fn named(user: Option<&str>) -> User {
    match user {
        None | Some("root" | "#0" | "+0") => User::Root,
        Some(user) => User::Named(user.to_owned()),
    }
}

pub(super) fn assigned(words: &[String], at: &mut usize) -> Vec<(String, String)> {
    let mut sets = Vec::new();
    while let Some(word) = words.get(*at).filter(|word| is_assignment(word)) {
        if let Some((name, value)) = word.split_once('=') {
            sets.push((name.to_owned(), value.to_owned()));
        }
        *at += 1;
    }
    sets
}

pub(super) fn is_assignment(word: &str) -> bool {
    let length = name_length(word);
    length > 0 && word[length..].starts_with('=')
}
