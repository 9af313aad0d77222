//! What is different between two commands of the same name: parameters, values, folders,
//! placeholders.

use std::fmt;

use super::statement::{Argument, Statement, placeholder};
use runproof_shell::Dialect;

/// A difference, worded so that "in the source" may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Difference {
    /// A parameter is not there.
    Missing { name: String, parameter: String },
    /// A parameter is there that should not be.
    Added { name: String, parameter: String },
    /// A parameter goes by another name and has the same value.
    Name { expected: String, seen: String },
    /// A parameter has another value; without a name where it has none.
    Value {
        parameter: String,
        expected: String,
        seen: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, parameter } => {
                write!(f, "`{name}` lacks `{parameter}`, which it has")
            }
            Self::Added { name, parameter } => {
                write!(f, "`{name}` has `{parameter}`, which it does not have")
            }
            Self::Name { expected, seen } => write!(f, "the parameter `{seen}` is `{expected}`"),
            Self::Value {
                parameter,
                expected,
                seen,
            } => match (parameter.is_empty(), seen.is_empty(), expected.is_empty()) {
                (true, true, _) => write!(f, "the value `{expected}` is missing, which stands"),
                (true, _, true) => write!(f, "the value `{seen}` does not stand"),
                (true, ..) => write!(f, "the value `{seen}` is `{expected}`"),
                (_, true, _) => write!(f, "`{parameter}` has no value; it has `{expected}`"),
                (_, _, true) => write!(f, "`{parameter}` has the value `{seen}`; it has none"),
                _ => write!(f, "`{parameter}` is `{seen}`; it is `{expected}`"),
            },
        }
    }
}

impl Difference {
    /// Whether a parameter that every cmdlet has is there on one side alone.
    pub(super) fn is_of_common_parameter(&self) -> bool {
        const COMMON: [&str; 12] = [
            "-whatif",
            "-wi",
            "-confirm",
            "-cf",
            "-verbose",
            "-vb",
            "-debug",
            "-db",
            "-erroraction",
            "-ea",
            "-warningaction",
            "-wa",
        ];
        let (Self::Missing { parameter, .. } | Self::Added { parameter, .. }) = self else {
            return false;
        };
        let name = parameter.split([' ', ':']).next().unwrap_or_default();
        COMMON.contains(&name.to_lowercase().as_str())
    }

    /// Whether only a placeholder stands on one side and a value on the other.
    pub(super) fn is_of_placeholder(&self) -> bool {
        let is_one = |text: &str| folded(text) == "<>";
        matches!(self, Self::Value { expected, seen, .. } if is_one(expected) || is_one(seen))
    }
}

/// Whether values that are words for people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sentences {
    /// They may be translated.
    Vary,
    /// They are as a Plan has them: the audit takes no others.
    Count,
}

/// What is different, the folder left out. The order of named parameters does not count.
pub(super) fn differences(expected: &Statement, seen: &Statement) -> Vec<Difference> {
    differences_with(expected, seen, Sentences::Vary)
}

/// What is different, and whether sentences count.
pub(super) fn differences_with(
    expected: &Statement,
    seen: &Statement,
    sentences: Sentences,
) -> Vec<Difference> {
    if expected.arguments == seen.arguments {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut left: Vec<&Argument> = seen.arguments.iter().collect();
    let mut lost: Vec<&Argument> = Vec::new();
    let case = match expected.dialect {
        Dialect::PowerShell => Case::Any,
        Dialect::Bash => Case::Exact,
    };
    for wanted in &expected.arguments {
        let key = folded_in(&wanted.parameter, case);
        match left
            .iter()
            .position(|other| folded_in(&other.parameter, case) == key)
        {
            Some(at) => {
                let other = left.remove(at);
                let is_same = same_values(&wanted.values, &other.values, case)
                    || sentences == Sentences::Vary
                        && is_sentence(&wanted.values, case)
                        && is_sentence(&other.values, case);
                if !is_same {
                    found.push(Difference::Value {
                        parameter: other.parameter.clone(),
                        expected: wanted.values.join(" "),
                        seen: other.values.join(" "),
                    });
                }
            }
            None => lost.push(wanted),
        }
    }
    by_position(&mut found, &mut lost, &mut left, case);
    for wanted in lost {
        let renamed = |other: &&Argument| {
            !wanted.values.is_empty() && same_values(&wanted.values, &other.values, case)
        };
        match left.iter().position(renamed) {
            Some(at) => found.push(Difference::Name {
                expected: wanted.parameter.clone(),
                seen: left.remove(at).parameter.clone(),
            }),
            None => found.push(Difference::Missing {
                name: expected.name_as_written(),
                parameter: written(wanted),
            }),
        }
    }
    for other in left {
        found.push(Difference::Added {
            name: seen.name_as_written(),
            parameter: written(other),
        });
    }
    found
}

/// A value by position on one side and under a name on the other may be the same parameter, which
/// only a table of the command could tell.
fn by_position<'a>(
    found: &mut Vec<Difference>,
    lost: &mut Vec<&'a Argument>,
    left: &mut Vec<&'a Argument>,
    case: Case,
) {
    found.retain(|difference| {
        let Difference::Value {
            parameter,
            expected,
            seen,
        } = difference
        else {
            return true;
        };
        let named = match (parameter.is_empty(), expected.is_empty(), seen.is_empty()) {
            (true, true, false) => &mut *lost,
            (true, false, true) => &mut *left,
            _ => return true,
        };
        let value = [if expected.is_empty() { seen } else { expected }.clone()];
        let at = named.iter().position(|argument| {
            argument.parameter.starts_with('-') && same_values(&argument.values, &value, case)
        });
        at.map(|at| named.remove(at)).is_none()
    });
}

/// Whether two commands of different names have enough in common that one was put for the other:
/// the same noun or verb, or an argument.
pub(super) fn is_alike(one: &Statement, other: &Statement) -> bool {
    let noun = |name: &str| name.split_once('-').map(|(_, noun)| noun.to_owned());
    let same_noun = noun(&one.name).is_some_and(|n| noun(&other.name) == Some(n));
    let values = |s: &Statement| -> Vec<String> {
        let all = s.arguments.iter().flat_map(|a| &a.values);
        all.map(|value| folded(value)).collect()
    };
    let (mine, theirs) = (values(one), values(other));
    same_noun
        || mine
            .iter()
            .any(|value| value.len() > 2 && theirs.contains(value))
}

/// Whether the programs lie in different folders; one without a folder may lie in any.
pub(super) fn folders_differ(one: &Statement, other: &Statement) -> bool {
    let folder = |s: &Statement| with_drive(folded(&s.folder.replace('/', "\\")));
    one.name == other.name
        && !one.folder.is_empty()
        && !other.folder.is_empty()
        && folder(one) != folder(other)
}

/// A path whose drive is the system's: `C:`, `<system drive>`, `%SystemDrive%` and
/// `$env:SystemDrive` are the same.
fn with_drive(path: String) -> String {
    for drive in ["<>", "c:", "%systemdrive%", "$env:systemdrive"] {
        if let Some(rest) = path.strip_prefix(drive)
            && (rest.is_empty() || rest.starts_with('\\'))
        {
            return format!("<>{rest}");
        }
    }
    path
}

/// The path to the program.
pub(super) fn path(statement: &Statement) -> String {
    let text = &statement.text;
    let end = text
        .to_lowercase()
        .find(&statement.name)
        .map(|at| at + statement.name.len());
    let end = end
        .filter(|end| text.is_char_boundary(*end))
        .unwrap_or(text.len());
    let path = text[..end].trim_start_matches(['&', ' ', '"', '\'']);
    path.to_owned()
}

impl Statement {
    fn name_as_written(&self) -> String {
        let at = self.text.to_lowercase().find(&self.name);
        let text = at.and_then(|at| self.text.get(at..at + self.name.len()));
        text.unwrap_or(&self.name).to_owned()
    }
}

fn written(argument: &Argument) -> String {
    let mut text = argument.parameter.clone();
    for value in &argument.values {
        text.push(' ');
        text.push_str(value);
    }
    text.trim().to_owned()
}

/// Whether upper and lower case are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Exact,
}

fn same_values(expected: &[String], seen: &[String], case: Case) -> bool {
    let join = |values: &[String]| -> String {
        let folded = values.iter().map(|value| folded_in(value, case));
        let folded: Vec<String> = folded.filter(|value| !value.is_empty()).collect();
        // `a, b`, `a,b` and `a ,b` are the same.
        folded.join(" ").replace(", ", ",").replace(" ,", ",")
    };
    join(expected) == join(seen)
}

/// Whether a value is words for people, which are translated. In bash a quoted value may be a command
/// for another computer (`'sudo systemctl reload nginx'`): there a sentence begins with a capital.
fn is_sentence(values: &[String], case: Case) -> bool {
    let text = values.join(" ");
    let is_name = |word: &str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with('-') || inner.contains(['.', '_', ':'])
    };
    let begins_small = text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    if text.split_whitespace().any(is_name) || (case == Case::Exact && begins_small) {
        return false;
    }
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let others = text
        .chars()
        .filter(|c| c.is_ascii_digit() || "\\/=@{}$%".contains(*c))
        .count();
    words > 1 && letters > 6 && others == 0
}

/// A text as commands are compared: lower case, no quotes, every placeholder the same.
fn folded(text: &str) -> String {
    folded_in(text, Case::Any)
}

fn folded_in(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '<' => match placeholder(&text[at..]) {
                Some(length) => {
                    skip = at + length;
                    out.push_str("<>");
                }
                None => out.push(c),
            },
            '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '’' | '‘' | '`' | ';' | '{' | '}' =>
                {}
            '–' | '—' => out.push('-'),
            '\u{a0}' => out.push(' '),
            _ if case == Case::Exact => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out.trim().to_owned()
}

/// What the placeholders of this page stand for in the page that leads.
#[derive(Debug, Default)]
pub(super) struct Placeholders {
    known: Vec<(String, String)>,
}

impl Placeholders {
    /// Takes the placeholders of two commands that are the same; where one stood for something else
    /// before, gives it, what it stands for now, and what it stood for.
    pub(super) fn clash(
        &mut self,
        expected: &Statement,
        seen: &Statement,
    ) -> Option<(String, String, String)> {
        let (theirs, mine) = (placeholders(&expected.text), placeholders(&seen.text));
        if theirs.len() != mine.len() {
            return None;
        }
        let mut found = None;
        for (their, my) in theirs.into_iter().zip(mine) {
            let number_differs = digits(&their) != digits(&my);
            match self.known.iter().find(|(known, _)| *known == my) {
                Some((_, before)) if is_other(before, &their) => {
                    found.get_or_insert((my, their, before.clone()));
                }
                Some(_) => {}
                None if number_differs && !digits(&my).is_empty() && !digits(&their).is_empty() => {
                    found.get_or_insert((my.clone(), their, my));
                }
                None => self.known.push((my, their)),
            }
        }
        found
    }
}

/// Whether two placeholders are for different values: their numbers differ, or none of their words
/// is the same.
fn is_other(one: &str, other: &str) -> bool {
    if digits(one) != digits(other) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 1)
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    !one.iter().any(|word| other.contains(word))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn placeholders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..].find('<') {
        at += skip;
        match placeholder(&text[at..]) {
            Some(length) => {
                found.push(text[at..at + length].to_owned());
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
