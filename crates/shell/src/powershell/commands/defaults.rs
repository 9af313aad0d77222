//! `$PSDefaultParameterValues`: parameters that nobody typed get a value there
//! (about_Parameters_Default_Values).

use super::super::super::Unresolved;
use super::super::bind::{Binding, Bound, BoundRole, Meant, Signature};
use super::super::interpret::Run;
use super::super::session::DEFAULTS;
use super::super::shared::Key;
use super::super::value::Known;

impl Run<'_, '_> {
    /// Gives parameters that have no value yet the session's default for them. `is_piped` says
    /// whether more may come through the pipeline.
    pub(super) fn apply_defaults(
        &mut self,
        name: &str,
        signature: &Signature<'_>,
        binding: &mut Binding,
        is_piped: bool,
    ) {
        if !self.session.has(DEFAULTS) || !signature.common {
            return;
        }
        let table = match self.session.get(DEFAULTS) {
            Known::Table(table) => match table.read() {
                Ok(table) => table,
                Err(why) => return unknown_defaults(binding, why),
            },
            Known::Null | Known::Nothing => return,
            _ => {
                let why = Unresolved::Variable("$PSDefaultParameterValues".to_owned());
                return unknown_defaults(binding, why);
            }
        };
        let entries = table.entries;
        let is_off = entries.iter().any(|(key, value)| {
            matches!(key, Key::Text(key) if key.trim().eq_ignore_ascii_case("disabled"))
                && value.holds() != Some(false)
        });
        if is_off {
            return;
        }
        for (key, value) in entries {
            let Key::Text(key) = key else { continue };
            let Some((commands, parameter)) = parts(&key) else {
                continue;
            };
            if !is_like(&commands.to_lowercase(), &name.to_lowercase()) {
                continue;
            }
            let Some(Meant { full, role, slot }) = signature.one_like(parameter, is_like) else {
                continue;
            };
            if binding.get(full).is_some() {
                continue;
            }
            let value = match value {
                // A block is run to get the value.
                Known::Block(closure) => self.inline(&closure, &(0..0)),
                value => value,
            };
            if is_piped && slot.is_some_and(|slot| slot.piped) {
                // What comes through the pipeline may come before the default.
                binding.doubt(Unresolved::Binding(format!("-{full}")));
            }
            binding.default(full, role, slot, value);
        }
    }
}

/// The defaults cannot be told: anything may have been bound.
fn unknown_defaults(binding: &mut Binding, why: Unresolved) {
    binding.doubt(why.clone());
    binding.bound.push(Bound {
        name: Some("@".to_owned()),
        role: BoundRole::Unknown,
        value: Known::Unknown(why),
    });
}

/// `Command:Parameter`, either in quotes.
fn parts(key: &str) -> Option<(&str, &str)> {
    let key = key.trim();
    let (commands, parameter) = match key.strip_prefix(['\'', '"']) {
        Some(rest) => {
            let (commands, rest) = rest.split_once(['\'', '"'])?;
            (commands, rest.trim_start().strip_prefix(':')?)
        }
        None => key.rsplit_once(':')?,
    };
    let parameter = parameter.trim().trim_matches(['\'', '"']);
    let commands = commands.trim();
    (!commands.is_empty() && !parameter.is_empty()).then_some((commands, parameter))
}

/// Whether a text is like a pattern in which `*` stands for anything, `?` for one character, and
/// `[ab]`, `[a-c]` for one of several.
fn is_like(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut place) = (0, 0);
    // Where to go on if what follows the last `*` does not fit.
    let mut last_star: Option<(usize, usize)> = None;
    loop {
        let step = match pattern.get(at) {
            None if place == text.len() => return true,
            None => None,
            Some('*') => {
                last_star = Some((at + 1, place));
                at += 1;
                continue;
            }
            Some(_) if place == text.len() => None,
            Some('?') => Some(1),
            Some('[') => set(&pattern[at..], text[place]),
            Some(c) => (*c == text[place]).then_some(1),
        };
        match (step, last_star) {
            (Some(step), _) => {
                at += step;
                place += 1;
            }
            (None, Some((after, from))) if from < text.len() => {
                last_star = Some((after, from + 1));
                at = after;
                place = from + 1;
            }
            (None, _) => return false,
        }
    }
}

/// How long `[…]` is, where the character is one of it.
fn set(pattern: &[char], c: char) -> Option<usize> {
    let end = pattern.iter().position(|c| *c == ']')?;
    let mut inside = pattern.get(1..end)?;
    let mut is_in = false;
    while let Some((first, rest)) = inside.split_first() {
        inside = match rest {
            ['-', last, rest @ ..] => {
                is_in |= (*first..=*last).contains(&c);
                rest
            }
            rest => {
                is_in |= *first == c;
                rest
            }
        };
    }
    is_in.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_key_is_for() {
        assert_eq!(parts("*:WhatIf"), Some(("*", "WhatIf")));
        assert_eq!(parts(" Get-X : Name "), Some(("Get-X", "Name")));
        assert_eq!(parts("'Get-X':'Name'"), Some(("Get-X", "Name")));
        assert_eq!(parts("Disabled"), None);
        assert_eq!(parts(":Name"), None);
    }

    #[test]
    fn patterns() {
        for (pattern, text) in [
            ("*", ""),
            ("*-cs*", "start-cswindowsservice"),
            ("st?rt-*", "start-x"),
            ("[s-t]t[ao]p-*", "stop-x"),
            ("a*b*c", "axxbyyc"),
        ] {
            assert!(is_like(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("a*", "b"),
            ("[ab]", "c"),
            ("a*b*c", "acb"),
            ("[", "["),
        ] {
            assert!(!is_like(pattern, text), "{pattern} {text}");
        }
    }
}
