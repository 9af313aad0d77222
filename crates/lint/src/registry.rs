//! Every code by name.

use super::rules;
use runproof_core::diagnostic::{Code, nearest};
use runproof_core::waiver;
use runproof_language::{CATALOG_CODES, TRANSLATOR_CODES};

/// The codes of catalogs and their rules, by name.
pub fn registry() -> Vec<&'static Code> {
    let rooms = [CATALOG_CODES, TRANSLATOR_CODES, waiver::CODES];
    let all = rooms.iter().chain(rules::CODES).copied().flatten();
    let mut codes: Vec<&'static Code> = all.copied().collect();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by(|a, b| std::ptr::eq(*a, *b));
    codes
}

/// The code of that name.
pub fn find(name: &str) -> Option<&'static Code> {
    registry().into_iter().find(|code| code.name == name)
}

/// The code that somebody who wrote `name` may have meant.
pub fn suggestion(name: &str) -> Option<&'static Code> {
    let codes = registry();
    let near = nearest(name, codes.iter().map(|code| code.name))?;
    codes.into_iter().find(|code| code.name == near)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<&str> = registry().iter().map(|code| code.name).collect();
        assert_eq!(names.len(), registry().len());
        for name in names {
            let parts = name.split('-');
            let is_kebab = parts
                .into_iter()
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
            assert!(is_kebab, "{name}");
        }
    }

    #[test]
    fn every_rule_has_a_manual() {
        let rules = rules::CODES.iter().copied().flatten();
        for code in rules.chain(waiver::CODES) {
            let manual = code.manual();
            assert!(
                code.summary().ends_with('.') || code.manual.len() > 2,
                "{}",
                code.name
            );
            for heading in ["## Why", "## Example", "## Instead"] {
                assert!(manual.contains(heading), "{} has no `{heading}`", code.name);
            }
        }
    }

    #[test]
    fn a_slip_finds_its_code() {
        assert_eq!(
            suggestion("mispelt-word").map(|code| code.name),
            Some("misspelt-word")
        );
        assert_eq!(
            find("misspelt-word").map(|code| code.name),
            Some("misspelt-word")
        );
        assert!(find("x").is_none());
    }
}
