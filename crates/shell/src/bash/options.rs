//! Words after a program's name as arguments in canonical order: options by name, each with its value,
//! then operands as they stand. Rules: POSIX.1 Utility Syntax Guidelines, getopt_long(3).

use super::super::{Argument, Known, Parameter, Role, Takes, Value};

/// The arguments, and the computer that one of them names.
pub(super) struct Canonical {
    pub(super) arguments: Vec<Argument>,
    pub(super) computer: Option<Value>,
}

/// Puts words into canonical form. Where an option is not in the table and only it could tell
/// whether the next word is its value, all words are kept exactly as they stand.
pub(super) fn canonical(
    known: Option<&Known>,
    words: &[String],
    value: &dyn Fn(&str) -> Value,
) -> Canonical {
    let exact = || Canonical {
        arguments: words
            .iter()
            .map(|word| Argument {
                parameter: None,
                value: value(word),
            })
            .collect(),
        computer: None,
    };
    let Some(known) = known else {
        return exact();
    };
    read(known, words, value).unwrap_or_else(exact)
}

fn read(known: &Known, words: &[String], value: &dyn Fn(&str) -> Value) -> Option<Canonical> {
    let mut options: Vec<(String, Option<String>)> = Vec::new();
    let mut operands = Vec::new();
    let mut at = 0;
    let mut ended = false;
    while let Some(word) = words.get(at) {
        at += 1;
        if ended || word == "-" || !word.starts_with('-') {
            // `/SourceDirectory:x` and the like are no options of bash; `+x` is a value.
            operands.push(word.as_str());
            continue;
        }
        if word == "--" {
            ended = true;
            continue;
        }
        let (name, given) = match word.split_once('=') {
            Some((name, given)) => (name, Some(given)),
            None => (word.as_str(), None),
        };
        // Also `-noout`: a table that has it so means it so.
        if let Some(parameter) = find(known, name)
            && (given.is_none() || name.len() > 2)
        {
            match (parameter.takes, given) {
                (Takes::Value, Some(given)) => {
                    options.push((parameter.name.clone(), Some(given.to_owned())))
                }
                (Takes::Value, None) => {
                    options.push((parameter.name.clone(), Some(words.get(at)?.clone())));
                    at += 1;
                }
                (Takes::Nothing, None) => options.push((parameter.name.clone(), None)),
                // `--preserve=mode` where the table has `--preserve`: another thing.
                (Takes::Nothing, Some(given)) => {
                    options.push((name.to_owned(), Some(given.to_owned())))
                }
            }
            continue;
        }
        if word.starts_with("--") {
            match given {
                Some(given) => options.push((name.to_owned(), Some(given.to_owned()))),
                None if followed(words, at) => return None,
                None => options.push((name.to_owned(), None)),
            }
            continue;
        }
        // A table with `-noout` is of a program whose options are words behind one dash.
        if has_words(known) && word.len() > 2 {
            if given.is_none() && followed(words, at) {
                return None;
            }
            options.push((name.to_owned(), given.map(str::to_owned)));
            continue;
        }
        at = cluster(known, word, words, at, &mut options)?;
    }
    let mut arguments = Vec::new();
    let mut computer = None;
    options.sort();
    for (name, given) in options {
        let parameter = find(known, &name);
        add(
            &mut arguments,
            &mut computer,
            Some(name),
            parameter,
            given.as_deref(),
            value,
        );
    }
    for (place, operand) in (1_u32..).zip(operands) {
        let parameter = known
            .parameters
            .iter()
            .find(|parameter| parameter.position == Some(place));
        let name = parameter.map(|parameter| parameter.name.clone());
        add(
            &mut arguments,
            &mut computer,
            name,
            parameter,
            Some(operand),
            value,
        );
    }
    Some(Canonical {
        arguments,
        computer,
    })
}

/// Whether a program's options are words behind one dash: `openssl x509 -noout`.
fn has_words(known: &Known) -> bool {
    let names = known.parameters.iter().map(|parameter| &parameter.name);
    let mut names = names.filter(|name| name.starts_with('-'));
    names.any(|name| name.len() > 2 && !name.starts_with("--"))
}

/// `-fv`, `-m0644`: the place after what it took.
fn cluster(
    known: &Known,
    word: &str,
    words: &[String],
    mut at: usize,
    options: &mut Vec<(String, Option<String>)>,
) -> Option<usize> {
    let letters = &word[1..];
    for (place, letter) in letters.char_indices() {
        let name = format!("-{letter}");
        let rest = &letters[place + letter.len_utf8()..];
        match find(known, &name) {
            Some(parameter) if parameter.takes == Takes::Value => {
                let given = if rest.is_empty() {
                    let next = words.get(at)?.clone();
                    at += 1;
                    next
                } else {
                    rest.to_owned()
                };
                options.push((parameter.name.clone(), Some(given)));
                return Some(at);
            }
            Some(parameter) => options.push((parameter.name.clone(), None)),
            // Whether the rest, or the next word, is its value can not be told.
            None if !rest.is_empty() || followed(words, at) => return None,
            None => options.push((name, None)),
        }
    }
    Some(at)
}

/// Whether a word follows that may be a value.
fn followed(words: &[String], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|next| next == "-" || !next.starts_with('-'))
}

fn find<'k>(known: &'k Known, name: &str) -> Option<&'k Parameter> {
    known.parameters.iter().find(|parameter| {
        parameter.name == name || parameter.aliases.iter().any(|alias| alias == name)
    })
}

fn add(
    arguments: &mut Vec<Argument>,
    computer: &mut Option<Value>,
    name: Option<String>,
    parameter: Option<&Parameter>,
    given: Option<&str>,
    value: &dyn Fn(&str) -> Value,
) {
    if let Some(parameter) = parameter {
        if parameter.role == Role::Ignored
            || (given.is_some() && parameter.default.as_deref() == given)
        {
            return;
        }
        if let (Role::Computer, Some(given)) = (parameter.role, given) {
            *computer = Some(value(given));
            return;
        }
    }
    let value = given.map_or(Value::Switch(true), value);
    arguments.push(Argument {
        parameter: name,
        value,
    });
}
