//! The format of the shipped tables: a line for a command, and below it one for each parameter.
//!
//! ```text
//! # a comment
//! module    Microsoft.PowerShell.Management
//! Start-Process    unknown simulates asks=medium alias=saps
//!     FilePath    text 1 mandatory alias=PSPath alias=Path
//!     ArgumentList    text[] 2 alias=Args
//!     Wait    switch
//! ```
//!
//! A line is cut at tabs: a name, then words that say what is true of it. A parameter's line begins
//! with a tab.
//!
//! The file of a module begins with `module` and its name, that of programs with `programs` and
//! `unix` or `windows`. A program's name may be followed by a subcommand, and the last word of a
//! name may be several with `|` between them, as may a parameter's name:
//!
//! ```text
//! programs    unix
//! apt    changes alone=reads failure=message
//! apt list|search|show    reads failure=message
//! nginx    changes failure=message
//!     -t|-T    switch reads
//!     -s    text changes
//! ```
//!
//! | of a command | |
//! |---|---|
//! | `reads`, `changes`, `unknown` | what it does to the world; without one of them its verb says it |
//! | `simulates` | it has `-WhatIf` and `-Confirm` |
//! | `asks=low`, `medium`, `high` | when it asks before it does something |
//! | `alone=reads` | without an argument it only shows something |
//! | `writes=nothing`, `input` | nothing of it reaches the pipeline; what it is given, whole or in part |
//! | `success=silent`, `speaks` | what it prints when all went well |
//! | `says=X` | a part of a line that it prints when all went well; `_` stands for a blank |
//! | `failure=never`, `record`, `message`, `exit-code` | how one sees that it failed: not at all, by an error record, by a message, by its exit code alone |
//! | `launches` | it runs what is not in its line: a script, a task, a playbook |
//! | `alias=X` | an alias of every session; `X!` is read-only, `X*` is of all scopes, `X!*` is both |
//!
//! | of a parameter | |
//! |---|---|
//! | `switch` | no value follows |
//! | `text`, `number`, `block`, `table`, `object`, `any` | the type of its value; with `[]` it takes several, with `...` all that is left over |
//! | `1`, `2`, … | its place among the arguments without a name |
//! | `mandatory` | PowerShell asks for it |
//! | `piped`, `property` | it takes what comes through the pipeline: as it is, or its property of that name |
//! | `computer`, `ignored` | what it means for the audit |
//! | `reads`, `changes` | what the command does where it is given |
//! | `success=silent`, `speaks`, `says=X` | what the command prints where it is given, when all went well |
//! | `default=X` | the value that is the same as leaving it out |
//! | `alias=X` | another name of it |

use super::{
    Alone, Asks, Count, Failure, Habits, Kind, Known, Launches, Mandatory, Parameter, Printing,
    Property, Role, Shape, Success, System, Takes, Writes,
};
use crate::Effect;

/// A command of a table.
#[derive(Debug, Clone)]
pub struct Row<'t> {
    /// The module that it belongs to; empty for a program.
    pub module: &'t str,
    /// Whose program it is; `None` for a cmdlet.
    pub system: Option<System>,
    /// Its other names.
    pub aliases: Vec<Alias<'t>>,
    pub known: Known,
}

/// An alias that every session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias<'t> {
    pub name: &'t str,
    /// Whether only `-Force` gives it another target.
    pub is_read_only: bool,
    /// Whether it is the same one in every scope.
    pub is_of_all_scopes: bool,
}

/// The commands of a table.
///
/// # Errors
///
/// The number of the first line that is not of the format, and what is wrong with it.
pub(super) fn rows(text: &str) -> Result<Vec<Row<'_>>, (usize, String)> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut module, mut system) = ("", None);
    // How many rows the last line of a command made.
    let mut made = 0;
    for (at, line) in text.lines().enumerate() {
        let fault = |what: String| (at + 1, what);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (is_parameter, line) = match line.strip_prefix('\t') {
            Some(line) => (true, line),
            None => (false, line),
        };
        let (name, words) = line.split_once('\t').unwrap_or((line, ""));
        match (is_parameter, name) {
            (false, "module") => (module, system) = (words, None),
            (false, "programs") => {
                module = "";
                system = Some(match words {
                    "unix" => System::Unix,
                    "windows" => System::Windows,
                    _ => return Err(fault(format!("`{words}` is no system: `unix`, `windows`"))),
                });
            }
            (false, name) => {
                let before = rows.len();
                for name in names(name) {
                    rows.push(command(module, system, &name, words).map_err(fault)?);
                }
                made = rows.len() - before;
            }
            (true, _) if made == 0 => {
                return Err(fault("a parameter without a command".to_owned()));
            }
            (true, name) => {
                for name in names(name) {
                    let parameter = parameter(&name, words).map_err(fault)?;
                    for row in rows.iter_mut().rev().take(made) {
                        row.known.parameters.push(parameter.clone());
                    }
                }
            }
        }
    }
    Ok(rows)
}

/// The names that a name with `|` in its last word stands for.
fn names(written: &str) -> Vec<String> {
    let (head, last) = match written.rfind(' ') {
        Some(at) => written.split_at(at + 1),
        None => ("", written),
    };
    last.split('|')
        .map(|last| format!("{head}{last}"))
        .collect()
}

fn command<'t>(
    module: &'t str,
    system: Option<System>,
    name: &str,
    words: &'t str,
) -> Result<Row<'t>, String> {
    let mut aliases = Vec::new();
    let mut known = Known {
        name: name.to_owned(),
        parameters: Vec::new(),
        simulates: false,
        effect: None,
        habits: Habits::default(),
        says: None,
    };
    let habits = &mut known.habits;
    for word in words.split_whitespace() {
        match word.split_once('=').unwrap_or((word, "")) {
            ("reads", "") => known.effect = Some(Effect::Reads),
            ("changes", "") => known.effect = Some(Effect::Changes),
            ("unknown", "") => known.effect = Some(Effect::Unknown),
            ("simulates", "") => known.simulates = true,
            ("asks", "low") => habits.asks = Asks::Low,
            ("asks", "medium") => habits.asks = Asks::Medium,
            ("asks", "high") => habits.asks = Asks::High,
            ("alone", "reads") => habits.alone = Alone::Reads,
            ("writes", "nothing") => habits.writes = Writes::Nothing,
            ("writes", "input") => habits.writes = Writes::Input,
            ("success", "silent") => habits.success = Success::Silent,
            ("success", "speaks") => habits.success = Success::Speaks,
            ("says", text) if !text.is_empty() => known.says = Some(text.replace('_', " ")),
            ("failure", "never") => habits.failure = Failure::Never,
            ("failure", "record") => habits.failure = Failure::Record,
            ("failure", "message") => habits.failure = Failure::Message,
            ("failure", "exit-code") => habits.failure = Failure::ExitCode,
            ("launches", "") => habits.launches = Launches::Others,
            ("alias", alias) if !alias.is_empty() => aliases.push(self::alias(alias)),
            _ => return Err(format!("`{word}` says nothing of a command")),
        }
    }
    Ok(Row {
        module,
        system,
        aliases,
        known,
    })
}

fn alias(written: &str) -> Alias<'_> {
    let name = written.trim_end_matches(['!', '*']);
    // `*` and `!` alone are no marks.
    let name = if name.is_empty() { written } else { name };
    let marks = &written[name.len()..];
    Alias {
        name,
        is_read_only: marks.contains('!'),
        is_of_all_scopes: marks.contains('*'),
    }
}

fn parameter(name: &str, words: &str) -> Result<Parameter, String> {
    let mut parameter = Parameter {
        name: name.to_owned(),
        aliases: Vec::new(),
        takes: Takes::Value,
        position: None,
        from_pipeline: false,
        role: Role::Compared,
        default: None,
        effect: None,
        printing: Printing::default(),
        shape: Shape {
            mandatory: Mandatory::No,
            property: Property::No,
            ..Shape::default()
        },
    };
    for word in words.split_whitespace() {
        let shape = &mut parameter.shape;
        match word.split_once('=').unwrap_or((word, "")) {
            ("switch", "") => parameter.takes = Takes::Nothing,
            ("mandatory", "") => shape.mandatory = Mandatory::Yes,
            ("piped", "") => parameter.from_pipeline = true,
            ("property", "") => shape.property = Property::Own,
            ("computer", "") => parameter.role = Role::Computer,
            ("ignored", "") => parameter.role = Role::Ignored,
            ("reads", "") => parameter.effect = Some(Effect::Reads),
            ("changes", "") => parameter.effect = Some(Effect::Changes),
            ("success", "silent") => parameter.printing.success = Success::Silent,
            ("success", "speaks") => parameter.printing.success = Success::Speaks,
            ("says", text) if !text.is_empty() => {
                parameter.printing.says = Some(text.replace('_', " "));
            }
            ("default", value) if !value.is_empty() => parameter.default = Some(value.to_owned()),
            ("alias", alias) if !alias.is_empty() => parameter.aliases.push(alias.to_owned()),
            (word, "") if word.bytes().all(|b| b.is_ascii_digit()) => {
                let place = word.parse().ok().filter(|place| *place > 0);
                parameter.position = Some(place.ok_or("a place counts from 1")?);
            }
            (word, "") => {
                let (kind, count) = match (word.strip_suffix("[]"), word.strip_suffix("...")) {
                    (Some(kind), _) => (kind, Count::Many),
                    (None, Some(kind)) => (kind, Count::Rest),
                    (None, None) => (word, Count::One),
                };
                shape.kind = match kind {
                    "text" => Kind::Text,
                    "number" => Kind::Number,
                    "block" => Kind::Block,
                    "table" => Kind::Table,
                    "object" => Kind::Object,
                    "any" => Kind::Any,
                    _ => return Err(format!("`{word}` says nothing of a parameter")),
                };
                shape.count = count;
            }
            _ => return Err(format!("`{word}` says nothing of a parameter")),
        }
    }
    let has_kind = parameter.shape.kind != Kind::Unknown;
    if has_kind == (parameter.takes == Takes::Nothing) {
        return Err("a parameter is a switch or has a type".to_owned());
    }
    Ok(parameter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &'static str) -> String {
        match rows(text) {
            Ok(rows) => format!("{rows:?}"),
            Err((line, what)) => format!("line {line}: {what}"),
        }
    }

    #[test]
    fn a_line_that_is_not_of_the_format_is_said_with_its_number() {
        let faults = [
            ("\tName\ttext", "line 1: a parameter without a command"),
            ("A-B\tloud", "line 1: `loud` says nothing of a command"),
            (
                "A-B\tasks=never",
                "line 1: `asks=never` says nothing of a command",
            ),
            ("A-B\n\n\tName\ttext 0", "line 3: a place counts from 1"),
            (
                "A-B\n\tName\t1",
                "line 2: a parameter is a switch or has a type",
            ),
            (
                "A-B\n\tName\ttext switch",
                "line 2: a parameter is a switch or has a type",
            ),
            (
                "A-B\n\tName\tword",
                "line 2: `word` says nothing of a parameter",
            ),
        ];
        for (text, fault) in faults {
            assert_eq!(told(text), fault, "{text:?}");
        }
    }

    #[test]
    fn a_command_and_its_parameters() {
        let rows = rows(
            "# a comment\n\
             module\tM\n\
             Stop-X\tchanges simulates asks=high alias=spx!*\n\
             \tName\ttext[] 1 mandatory piped property alias=N\n\
             \tForce\tswitch ignored\n",
        )
        .expect("of the format");
        let [row] = rows.as_slice() else {
            panic!("one command");
        };
        assert_eq!(row.module, "M");
        assert_eq!(
            row.aliases,
            [Alias {
                name: "spx",
                is_read_only: true,
                is_of_all_scopes: true,
            }]
        );
        assert_eq!(row.known.effect, Some(Effect::Changes));
        assert!(row.known.simulates);
        assert_eq!(row.known.habits.asks, Asks::High);
        let name = &row.known.parameters[0];
        assert_eq!((name.position, name.from_pipeline), (Some(1), true));
        assert_eq!(
            name.shape,
            Shape {
                kind: Kind::Text,
                count: Count::Many,
                mandatory: Mandatory::Yes,
                property: Property::Own,
            }
        );
        assert_eq!(row.known.parameters[1].takes, Takes::Nothing);
    }
}
