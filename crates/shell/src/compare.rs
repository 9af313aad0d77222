//! Whether what was run is what the plan says.

mod gist; // What commands have in common that are the same.

use super::quote::Dialect;
use super::{
    Argument, Drive, Invocation, Program, ProgramPath, Role, Tables, Unresolved, Value, Word,
};
use super::{bash, table};

pub use gist::gist;

/// How what was run stands to what is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// It is that.
    Same,
    /// The right command, and something is provably different. At least one difference.
    Differs(Vec<Difference>),
    /// It may be that, and it can not be told.
    Unresolved(Unresolved),
    /// Another command.
    Other,
}

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A parameter is not there.
    Missing {
        /// Its name; empty for a value without one.
        parameter: String,
        /// What is expected.
        expected: String,
    },
    /// A parameter is there that is not expected.
    Added {
        /// Its name; empty for a value without one.
        parameter: String,
        /// Its value; empty for a switch.
        value: String,
    },
    /// A parameter has another value.
    Value {
        /// Its name; empty for a value without one.
        parameter: String,
        /// What is expected.
        expected: String,
        /// What was given.
        seen: String,
    },
    /// The program lies in another folder.
    Path {
        /// Where it is expected.
        expected: String,
        /// Where it was.
        seen: String,
    },
    /// Of a bash pipeline: another stage, or one that is missing or there too many.
    Stage {
        /// What is expected; empty for nothing.
        expected: String,
        /// What was there; empty for nothing.
        seen: String,
    },
}

/// Holds one invocation against another.
///
/// Where, in which mode and how certainly they were run is not compared: that is for the audit.
pub fn compare(expected: &Invocation, seen: &Invocation, tables: &Tables) -> Comparison {
    let folder = seen.folder.as_deref();
    let mut outcome = match programs(&expected.program, &seen.program, folder) {
        Ok(outcome) => outcome,
        Err(comparison) => return comparison,
    };
    let name = name_of(&expected.program).unwrap_or_default();
    arguments(
        expected,
        seen,
        tables.find(name),
        tables.dialect,
        &mut outcome,
    );
    stages(expected, seen, tables, &mut outcome);
    if tables.dialect == Dialect::Bash {
        by_words(expected, seen, &mut outcome.differences);
    }
    if !outcome.differences.is_empty() {
        return Comparison::Differs(outcome.differences);
    }
    match outcome.unresolved {
        Some(why) => Comparison::Unresolved(why),
        None => Comparison::Same,
    }
}

/// Whether two invocations run the same program, whatever their arguments.
pub fn compare_program(expected: &Invocation, seen: &Invocation) -> Comparison {
    match programs(&expected.program, &seen.program, seen.folder.as_deref()) {
        Err(comparison) => comparison,
        Ok(outcome) if !outcome.differences.is_empty() => Comparison::Differs(outcome.differences),
        Ok(outcome) => outcome
            .unresolved
            .map_or(Comparison::Same, Comparison::Unresolved),
    }
}

#[derive(Default)]
struct Outcome {
    differences: Vec<Difference>,
    unresolved: Option<Unresolved>,
}

impl Outcome {
    fn doubt(&mut self, why: &Unresolved) {
        self.unresolved.get_or_insert_with(|| why.clone());
    }
}

fn name_of(program: &Program) -> Option<&str> {
    match program {
        Program::Named(name) => Some(name),
        Program::File(path) => path.parts.last().map(String::as_str),
        Program::Unknown(_) => None,
    }
}

fn same_name(one: &str, other: &str) -> bool {
    table::without_ending(one).eq_ignore_ascii_case(table::without_ending(other))
}

fn programs(
    expected: &Program,
    seen: &Program,
    folder: Option<&str>,
) -> Result<Outcome, Comparison> {
    let mut outcome = Outcome::default();
    if let Program::Unknown(why) = seen {
        return Err(Comparison::Unresolved(why.clone()));
    }
    if let Program::Unknown(why) = expected {
        return Err(Comparison::Unresolved(why.clone()));
    }
    let (Some(wanted), Some(found)) = (name_of(expected), name_of(seen)) else {
        return Err(Comparison::Other);
    };
    if !same_name(wanted, found) {
        // `BOOTST~1.EXE` may be any name that begins so.
        if is_short(found) && shortened(wanted, found) {
            return Err(Comparison::Unresolved(Unresolved::ShortName(
                found.to_owned(),
            )));
        }
        return Err(Comparison::Other);
    }
    match (expected, seen) {
        // What is planned relative and typed relative is the same.
        (Program::File(expected), Program::File(seen)) if is_from_here(expected, seen, folder) => {}
        (Program::File(expected), Program::File(seen)) => folders(expected, seen, &mut outcome),
        // Which one the search path found is not known.
        (Program::File(_), Program::Named(name)) => {
            outcome.doubt(&Unresolved::Folder(name.clone()));
        }
        // No folder is asked for.
        _ => {}
    }
    Ok(outcome)
}

/// Whether a planned path from the folder that one is in is the one that was run: from a folder that is
/// not known either, or from the one that was typed in.
fn is_from_here(expected: &ProgramPath, seen: &ProgramPath, folder: Option<&str>) -> bool {
    let Drive::Unknown(Unresolved::Folder(planned)) = &expected.drive else {
        return false;
    };
    let is_relative = !planned.starts_with(['~', '/', '\\']) && !planned.contains(':');
    let same = |one: &[String], other: &[String]| {
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| match seen.drive {
                Drive::Root => one == other,
                _ => one.to_lowercase() == other.to_lowercase(),
            })
    };
    if !is_relative || planned.contains("..") {
        return false;
    }
    match (&seen.drive, folder) {
        (Drive::Unknown(Unresolved::Folder(typed)), _) => {
            !typed.contains("..")
                && !typed.contains([':', '~'])
                && same(&expected.parts, &seen.parts)
        }
        (Drive::Unknown(_), _) | (_, None) => false,
        (_, Some(folder)) => {
            let own = folder
                .split(['/', '\\'])
                .filter(|part| !part.is_empty() && !part.ends_with(':'));
            let mut whole: Vec<String> = own.map(str::to_owned).collect();
            whole.extend(expected.parts.iter().cloned());
            same(&whole, &seen.parts)
        }
    }
}

fn folders(expected: &ProgramPath, seen: &ProgramPath, outcome: &mut Outcome) {
    if let Drive::Unknown(why) = &seen.drive {
        outcome.doubt(why);
        return;
    }
    if let Drive::Unknown(why) = &expected.drive {
        outcome.doubt(why);
        return;
    }
    let exactly = expected.drive == Drive::Root;
    let same = |one: &str, other: &str| {
        if exactly {
            one == other
        } else {
            one.to_lowercase() == other.to_lowercase()
        }
    };
    // Nearly every system is on `C:`. Another letter may be its drive, or not.
    let is_odd = |system: &Drive, drive: &Drive| {
        *system == Drive::System && matches!(drive, Drive::Letter(letter) if *letter != 'C')
    };
    if is_odd(&expected.drive, &seen.drive) || is_odd(&seen.drive, &expected.drive) {
        outcome.doubt(&Unresolved::Variable("SystemDrive".to_owned()));
    }
    let drives = match (&expected.drive, &seen.drive) {
        (Drive::System, Drive::Letter(_)) | (Drive::Letter(_), Drive::System) => true,
        (Drive::Share(server, share), Drive::Share(other_server, other_share)) => {
            same(server, other_server) && same(share, other_share)
        }
        (one, other) => one == other,
    };
    let folder = |path: &ProgramPath| path.parts.len().saturating_sub(1);
    let wanted = expected.parts.get(..folder(expected)).unwrap_or_default();
    let found = seen.parts.get(..folder(seen)).unwrap_or_default();
    let mut short = None;
    let parts = wanted.len() == found.len()
        && wanted.iter().zip(found).all(|(wanted, found)| {
            if same(wanted, found) {
                return true;
            }
            let may_be = is_short(found) && shortened(wanted, found);
            if may_be {
                short.get_or_insert(found);
            }
            may_be
        });
    if !drives || !parts {
        outcome.differences.push(Difference::Path {
            expected: expected.to_string(),
            seen: seen.to_string(),
        });
    } else if let Some(short) = short {
        outcome.doubt(&Unresolved::ShortName(short.clone()));
    }
}

/// Whether a name is one that Windows makes for old programs: `PROGRA~1`.
fn is_short(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    stem.len() <= 8
        && stem.rsplit_once('~').is_some_and(|(front, number)| {
            !front.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Whether the short name may be that of the long one. Windows leaves out blanks and dots; from the
/// fifth of the same beginning on it makes up the rest, and then the first two characters are kept.
fn shortened(long: &str, short: &str) -> bool {
    let front = short.split('~').next().unwrap_or_default().to_lowercase();
    let long: String = long
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect();
    let kept: String = front.chars().take(2).collect();
    long.starts_with(&front) || long.starts_with(&kept)
}

/// A parameter's arguments on both sides.
struct Pair<'a> {
    name: &'a str,
    expected: Vec<&'a Value>,
    seen: Vec<&'a Value>,
}

fn arguments(
    expected: &Invocation,
    seen: &Invocation,
    known: Option<&table::Known>,
    dialect: Dialect,
    outcome: &mut Outcome,
) {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for argument in &expected.arguments {
        slot(&mut pairs, argument, dialect)
            .expected
            .push(&argument.value);
    }
    for argument in &seen.arguments {
        slot(&mut pairs, argument, dialect)
            .seen
            .push(&argument.value);
    }
    // Something unknown was bound through the pipeline or splatted: it may be what seems to be
    // missing.
    let open = seen.arguments.iter().find_map(|argument| {
        let Value::Unknown(why) = &argument.value else {
            return None;
        };
        let name = argument.parameter.as_deref()?;
        let piped = known
            .and_then(|known| known.parameter(name))
            .is_some_and(|parameter| parameter.from_pipeline);
        let ambiguous = matches!(why, Unresolved::AmbiguousParameter(_));
        (piped || ambiguous || name == "@").then_some(why)
    });
    for pair in pairs {
        let parameter = known.and_then(|known| known.parameter(pair.name));
        if parameter.is_some_and(|parameter| parameter.role == Role::Ignored) {
            continue;
        }
        // Its mode says that it was only simulated.
        let mut values = pair.expected.iter().chain(&pair.seen);
        if pair.name == "WhatIf" && values.all(|value| matches!(value, Value::Switch(_))) {
            continue;
        }
        let default = parameter.and_then(|parameter| parameter.default.as_deref());
        let counts = |value: &&&Value| match value {
            Value::Switch(on) => *on,
            Value::Known(text) => {
                !default.is_some_and(|default| same_name_or_text(default, text, dialect))
            }
            Value::Unknown(_) => true,
        };
        let wanted: Vec<&Value> = pair.expected.iter().filter(counts).copied().collect();
        let found: Vec<&Value> = pair.seen.iter().filter(counts).copied().collect();
        let unknown = wanted.iter().chain(&found).find_map(|value| match value {
            Value::Unknown(why) => Some(why),
            _ => None,
        });
        if let Some(why) = unknown {
            outcome.doubt(why);
            continue;
        }
        let name = pair.name.to_owned();
        match (wanted.is_empty(), found.is_empty()) {
            (true, true) => {}
            (false, true) => match open {
                Some(why) => outcome.doubt(why),
                None => outcome.differences.push(Difference::Missing {
                    parameter: name,
                    expected: texts(&wanted),
                }),
            },
            (true, false) => outcome.differences.push(Difference::Added {
                parameter: name,
                value: texts(&found),
            }),
            (false, false) => {
                let ordered = pair.name.is_empty();
                let folders = Folders {
                    planned: expected.folder.as_deref(),
                    typed: seen.folder.as_deref(),
                };
                let is_file = ordered && name_of(&expected.program).is_some_and(takes_files);
                match same_values(&wanted, &found, ordered, dialect, folders) {
                    Some(true)
                        if is_file && folders.are_apart() && wanted.iter().any(is_relative) =>
                    {
                        outcome.doubt(&Unresolved::Folder(texts(&found)));
                    }
                    Some(true) => {}
                    Some(false) => outcome.differences.push(Difference::Value {
                        parameter: name,
                        expected: texts(&wanted),
                        seen: texts(&found),
                    }),
                    None => outcome.doubt(&Unresolved::Folder(texts(&found))),
                }
            }
        }
    }
}

fn slot<'p, 'a>(
    pairs: &'p mut Vec<Pair<'a>>,
    argument: &'a Argument,
    dialect: Dialect,
) -> &'p mut Pair<'a> {
    let name = argument.parameter.as_deref().unwrap_or_default();
    let same = |pair: &Pair<'_>| match dialect {
        Dialect::PowerShell => pair.name.eq_ignore_ascii_case(name),
        Dialect::Bash => pair.name == name,
    };
    let at = pairs.iter().position(same).unwrap_or(pairs.len());
    if at == pairs.len() {
        pairs.push(Pair {
            name,
            expected: Vec::new(),
            seen: Vec::new(),
        });
    }
    &mut pairs[at]
}

/// Says by their words what is different, where the options of one of both could not be told from its
/// operands, so that all of them seem to be missing.
fn by_words(expected: &Invocation, seen: &Invocation, differences: &mut Vec<Difference>) {
    let texts = |invocation: &Invocation| -> Option<Vec<String>> {
        let words = invocation.words.as_ref()?.iter();
        words
            .map(|word| match word {
                Word::Text(text) => Some(text.clone()),
                Word::Home(_) | Word::Process | Word::Unknown(_) => None,
            })
            .collect()
    };
    let (Some(wanted), Some(found)) = (texts(expected), texts(seen)) else {
        return;
    };
    let stands_there = |difference: &Difference| matches!(difference, Difference::Missing { parameter, .. } if found.contains(parameter));
    if !differences.iter().any(stands_there) {
        return;
    }
    let beside = |all: &[String], others: &[String]| -> Vec<String> {
        let mut others = others.to_vec();
        let is_left = |word: &&String| match others.iter().position(|other| other == *word) {
            Some(at) => {
                others.remove(at);
                false
            }
            None => true,
        };
        all.iter().filter(is_left).cloned().collect()
    };
    let (missing, added) = (beside(&wanted, &found), beside(&found, &wanted));
    let paths = differences.extract_if(.., |one| {
        matches!(one, Difference::Path { .. } | Difference::Stage { .. })
    });
    let mut told: Vec<Difference> = paths.collect();
    let parameter = String::new();
    told.extend(match (missing.is_empty(), added.is_empty()) {
        // The same words in another order, which may be another thing.
        (true, true) => Some(Difference::Value {
            parameter,
            expected: wanted.join(" "),
            seen: found.join(" "),
        }),
        (true, false) => Some(Difference::Added {
            parameter,
            value: added.join(" "),
        }),
        (false, true) => Some(Difference::Missing {
            parameter,
            expected: missing.join(" "),
        }),
        (false, false) => Some(Difference::Value {
            parameter,
            expected: missing.join(" "),
            seen: added.join(" "),
        }),
    });
    *differences = told;
}

/// The folders that relative paths begin at, where they are known.
#[derive(Clone, Copy)]
struct Folders<'a> {
    planned: Option<&'a str>,
    typed: Option<&'a str>,
}

impl Folders<'_> {
    /// Whether a relative path is surely another one in the folder where it was typed. What may be
    /// somebody's home folder may be `~`.
    fn are_apart(self) -> bool {
        let (Some(planned), Some(typed)) = (self.planned, self.typed) else {
            return false;
        };
        let of_home = typed.strip_prefix("/home/");
        let is_home = of_home.is_some_and(|user| !user.contains('/')) || typed == "/root";
        planned != typed && !(planned == "~" && is_home)
    }
}

/// Whether what a program of Unix is given, beside its options, are files.
fn takes_files(program: &str) -> bool {
    matches!(
        program,
        "cp" | "mv"
            | "rm"
            | "install"
            | "ln"
            | "tar"
            | "unzip"
            | "shred"
            | "touch"
            | "mkdir"
            | "rmdir"
            | "cat"
            | "tee"
            | "restorecon"
            | "diff"
            | "cmp"
            | "unlink"
            | "truncate"
    )
}

fn is_relative(value: &&Value) -> bool {
    matches!(value, Value::Known(text) if !text.starts_with(['/', '~', '-']))
}

/// What has no name is told apart by its place; the values of one parameter are not. `None` where
/// only a folder that is not known could tell.
fn same_values(
    wanted: &[&Value],
    found: &[&Value],
    ordered: bool,
    dialect: Dialect,
    folders: Folders<'_>,
) -> Option<bool> {
    let same = |one: &Value, other: &Value| match (one, other) {
        (Value::Known(one), Value::Known(other)) => same_text(one, other, dialect, folders),
        (Value::Switch(one), Value::Switch(other)) => Some(one == other),
        // `-Wait:$true` and `-Wait true` of a program.
        _ => Some(false),
    };
    if ordered {
        if wanted.len() != found.len() {
            return Some(false);
        }
        return all(wanted.iter().zip(found).map(|(w, f)| same(w, f)));
    }
    let there = all(wanted
        .iter()
        .map(|one| any(found.iter().map(|other| same(one, other)))));
    let back = all(found
        .iter()
        .map(|one| any(wanted.iter().map(|other| same(other, one)))));
    all([there, back].into_iter())
}

/// Whether all hold: surely not, where one surely does not.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_known = true;
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            Some(true) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(true)
}

/// Whether one holds.
fn any(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(answers.map(|answer| answer.map(|holds| !holds))).map(|none| !none)
}

fn same_text(one: &str, other: &str, dialect: Dialect, folders: Folders<'_>) -> Option<bool> {
    if same_name_or_text(one, other, dialect) {
        return Some(true);
    }
    match dialect {
        Dialect::PowerShell => Some(false),
        Dialect::Bash => bash::same_text((one, folders.planned), (other, folders.typed)),
    }
}

fn same_name_or_text(one: &str, other: &str, dialect: Dialect) -> bool {
    let one = without_root(one);
    let other = without_root(other);
    match dialect {
        Dialect::PowerShell => one == other || one.to_lowercase() == other.to_lowercase(),
        Dialect::Bash => one == other,
    }
}

/// A DNS name without the dot of the root.
fn without_root(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(name)
            if name.contains('.')
                && !name.starts_with('.')
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')) =>
        {
            name
        }
        _ => text,
    }
}

fn texts(values: &[&Value]) -> String {
    let texts: Vec<&str> = values
        .iter()
        .map(|value| match value {
            Value::Known(text) => text.as_str(),
            Value::Switch(true) => "",
            Value::Switch(false) => "$false",
            Value::Unknown(why) => why.subject(),
        })
        .collect();
    texts.join(", ")
}

fn stages(expected: &Invocation, seen: &Invocation, tables: &Tables, outcome: &mut Outcome) {
    let longest = expected.piped.len().max(seen.piped.len());
    for at in 0..longest {
        match (expected.piped.get(at), seen.piped.get(at)) {
            (Some(expected), Some(seen)) => match compare(expected, seen, tables) {
                Comparison::Same => {}
                Comparison::Unresolved(why) => outcome.doubt(&why),
                Comparison::Differs(differences) => outcome.differences.extend(differences),
                Comparison::Other => outcome.differences.push(Difference::Stage {
                    expected: expected.to_string(),
                    seen: seen.to_string(),
                }),
            },
            (Some(expected), None) => outcome.differences.push(Difference::Stage {
                expected: expected.to_string(),
                seen: String::new(),
            }),
            // Looking at what comes out is of no account.
            (None, Some(seen)) if seen.effect == super::Effect::Reads => {}
            (None, Some(seen)) => outcome.differences.push(Difference::Stage {
                expected: String::new(),
                seen: seen.to_string(),
            }),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests;
