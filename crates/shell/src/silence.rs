//! What a command prints when all goes well.

use super::table::{Described, System, shipped};
use super::{Dialect, Invocation, Program, Success, Tables, Value, Word, Writes};

/// What is known of what a command prints when all goes well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prints {
    /// Whether it prints anything.
    pub success: Success,
    /// Whether it writes objects: a table, a list, a line.
    pub writes: Writes,
    /// A part of a line that it prints then.
    pub says: Option<String>,
}

impl Prints {
    /// Whether nothing at all is printed.
    pub fn nothing(&self) -> bool {
        self.success == Success::Silent
    }

    /// Whether it prints no answer: at most warnings and the like.
    pub fn no_answer(&self) -> bool {
        self.nothing() || self.writes == Writes::Nothing
    }
}

/// What a command prints when all goes well.
pub(super) fn prints(tables: &Tables, ran: &Invocation) -> Prints {
    let name = match &ran.program {
        Program::Named(name) => name.as_str(),
        Program::File(path) => path.parts.last().map_or("", String::as_str),
        Program::Unknown(_) => return Prints::default(),
    };
    match tables.dialect {
        Dialect::Bash => of_program(tables, System::Unix, name, ran),
        Dialect::PowerShell => {
            if ran.words.is_some() {
                return of_program(tables, System::Windows, name, ran);
            }
            let is_passed = ran.arguments.iter().any(|argument| {
                argument.parameter.as_deref() == Some("PassThru")
                    && argument.value != Value::Switch(false)
            });
            if is_passed {
                return Prints::default();
            }
            let own = tables.find(name).map(|known| known.habits);
            let shipped = shipped(name).map(|row| row.known.habits);
            let success = own
                .map(|own| own.success)
                .filter(|own| *own != Success::Unknown);
            let writes = own
                .map(|own| own.writes)
                .filter(|own| *own != Writes::Unknown);
            let shipped = shipped.unwrap_or_default();
            Prints {
                success: success.unwrap_or(shipped.success),
                writes: writes.unwrap_or(shipped.writes),
                says: None,
            }
        }
    }
}

fn of_program(tables: &Tables, system: System, name: &str, ran: &Invocation) -> Prints {
    let mut is_known = true;
    let words = ran.words.iter().flatten().filter_map(|word| match word {
        Word::Text(text) => Some(text.as_str()),
        Word::Home(_) | Word::Process => None,
        Word::Unknown(_) => {
            is_known = false;
            None
        }
    });
    let mut names = name.split(' ');
    let program = names.next().unwrap_or(name);
    let words: Vec<&str> = words.collect();
    match Described::of(tables, system, program, words) {
        Some(described) => Prints {
            // An option that is not known may make it speak.
            success: match is_known || described.success != Success::Silent {
                true => described.success,
                false => Success::Unknown,
            },
            writes: Writes::Unknown,
            says: described.says,
        },
        None => Prints::default(),
    }
}
