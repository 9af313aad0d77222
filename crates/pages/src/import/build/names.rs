//! Names of steps, messages and labels, from the words of the leading language.

use std::collections::BTreeSet;

use runproof_language::Languages;
use runproof_model::runbook::is_kebab;

/// Names that are taken in one place.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

/// The most that a name holds; the format allows 64, and a number may follow.
const LONGEST: usize = 48;

impl Names {
    /// With names that mean something else already.
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// A name of two to five words of `text` that is not taken; `fallback` where no word of it can
    /// stand in a name.
    pub(super) fn name(&mut self, text: &str, fallback: &str) -> String {
        let words = content(text);
        let mut name = String::new();
        let mut counts: Vec<usize> = (words.len().min(4)..=words.len().min(5)).collect();
        counts.dedup();
        for count in counts {
            name = joined(&words[..count]);
            if is_kebab(&name) && self.taken.insert(name.clone()) {
                return name;
            }
        }
        if !is_kebab(&name) {
            fallback.clone_into(&mut name);
        }
        self.numbered(&name)
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// This name, with a number behind it where it is taken.
    pub(super) fn numbered(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let mut number = 2;
        loop {
            let numbered = format!("{name}-{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
            number += 1;
        }
    }
}

/// A kebab-case name of all words of a text, as many as fit; empty where there is none.
pub(super) fn kebab(text: &str) -> String {
    let words = ascii_words(text);
    joined(&words)
}

fn joined(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        // A name begins with a letter.
        if name.is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if name.len() + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    name
}

/// The words of a text that say something, without a clause that only says where or when.
fn content(text: &str) -> Vec<String> {
    let line = text.split(['\n']).next().unwrap_or(text);
    let first = line.split(". ").next().unwrap_or(line);
    let main = match first.split_once(", ") {
        Some((clause, rest)) if opens_clause(clause) && ascii_words(rest).len() > 1 => rest,
        _ => first,
    };
    let said = |text: &str, with_acts: bool| -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for word in ascii_words(text) {
            let is_known =
                said.contains(&word) || is_filler(&word) || (!with_acts && is_act(&word));
            if word.len() > 1 && !is_known {
                said.push(word);
            }
        }
        said
    };
    // *Click Close*: then what is done says more than nothing.
    [said(main, false), said(main, true), said(first, false)]
        .into_iter()
        .find(|words| words.len() > 1)
        .unwrap_or_else(|| ascii_words(first))
}

/// Whether a text only says that something is run, and perhaps where: what is run stands below it.
pub(super) fn only_runs(text: &str) -> bool {
    let main = match text.rsplit_once(", ") {
        Some((_, rest)) => rest,
        None => text,
    };
    let words = ascii_words(main);
    !words.is_empty()
        && words.len() < 8
        && words
            .iter()
            .all(|word| is_filler(word) || is_act(word) || is_run(word))
}

// The leading language may be any.

/// Whether a word says nothing in a name.
fn is_filler(word: &str) -> bool {
    Languages::BUILT_IN.any_has(|of| of.instructions.fillers, word)
}

/// Whether a word says what is done with every label.
fn is_act(word: &str) -> bool {
    Languages::BUILT_IN.any_has(|of| of.instructions.acts, word)
}

/// Whether a sentence that leads to a command has a word in it.
fn is_run(word: &str) -> bool {
    Languages::BUILT_IN.any_has(|of| of.instructions.runs, word)
}

fn opens_clause(clause: &str) -> bool {
    let word = clause.split_whitespace().next().unwrap_or_default();
    let mut clauses = Languages::BUILT_IN
        .all()
        .flat_map(|of| of.instructions.clauses);
    clauses.any(|opens| word.eq_ignore_ascii_case(opens))
}

/// Words in lower case without accents; what has no Latin letters is left out.
fn ascii_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        // An apostrophe within a word: `don't`.
        if matches!(c, '\'' | '’') && !word.is_empty() {
            continue;
        }
        match fold(c) {
            "" if c.is_ascii_alphanumeric() => word.push(c.to_ascii_lowercase()),
            "" => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            folded => word.push_str(folded),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A Latin letter with an accent as plain letters; empty for all other characters.
fn fold(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => "a",
        'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => "o",
        'ö' | 'Ö' | 'œ' | 'Œ' => "oe",
        'ù' | 'ú' | 'û' | 'Ù' | 'Ú' | 'Û' => "u",
        'ü' | 'Ü' => "ue",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_done() {
        let mut names = Names::reserving(&["title"]);
        let mut name = |text: &str| names.name(text, "step");
        for (text, expected) in [
            (
                "In Lamp Manager, right-click the lamp, and then click Edit.",
                "lamp-edit",
            ),
            (
                "Use Lamp Manager to publish the house.",
                "use-lamp-manager-publish",
            ),
            (
                "Use Lamp Manager to publish the house.",
                "use-lamp-manager-publish-house",
            ),
            (
                "Use Lamp Manager to publish the house.",
                "use-lamp-manager-publish-house-2",
            ),
            ("Title", "title-2"),
            ("点击", "step"),
            ("点击", "step-2"),
            ("3 Schalter über Öl prüfen", "schalter-ueber-oel-pruefen"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
