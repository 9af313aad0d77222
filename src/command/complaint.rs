//! Whether one would see at the terminal that a command failed.

use super::table::{Described, Failure, System, shipped};
use super::{Dialect, Invocation, Program, Tables, Word};

/// Whether a command prints something when it fails.
pub(super) fn complains(tables: &Tables, ran: &Invocation) -> bool {
    let name = match &ran.program {
        Program::Named(name) => name.as_str(),
        Program::File(path) => match path.parts.last() {
            Some(name) => name,
            None => return false,
        },
        Program::Unknown(_) => return false,
    };
    match tables.dialect {
        Dialect::Bash => {
            let words = ran.words.iter().flatten().filter_map(|word| match word {
                Word::Text(text) => Some(text.as_str()),
                Word::Home(_) | Word::Process | Word::Unknown(_) => None,
            });
            let described = Described::of(System::Unix, name, words);
            described.is_some_and(|described| described.failure == Failure::Message)
        }
        Dialect::PowerShell => {
            let own = tables.find(name).map(|known| known.habits.failure);
            let own = own.filter(|failure| *failure != Failure::Unknown);
            let failure = own.or_else(|| shipped(name).map(|row| row.known.habits.failure));
            match failure {
                Some(Failure::Record | Failure::Message | Failure::Never) => true,
                Some(Failure::ExitCode) => false,
                // A cmdlet writes an error record; a function or program may do anything.
                Some(Failure::Unknown) | None => {
                    shipped(name).is_some() || tables.find(name).is_some() && name.contains('-')
                }
            }
        }
    }
}

/// Whether a text sends errors away from the terminal. It may say so of a text that only looks like it.
pub(super) fn are_hidden(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "2>",
        "&>",
        ">&",
        "|&",
        "*>",
        "silentlycontinue",
        "ignore",
        "erroractionpreference",
    ];
    let lower = text.to_ascii_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
        || lower.contains("-ea ")
        || lower.contains("exec ")
}

#[cfg(test)]
mod tests {
    use crate::command::{Dialect, Line, Session, Tables};

    fn complains(dialect: Dialect, text: &str) -> Vec<bool> {
        let tables = Tables {
            dialect,
            ..Tables::default()
        };
        let mut session = Session::new(dialect, &tables);
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        let ran = session.run(&line);
        ran.iter().map(|ran| session.complains(ran)).collect()
    }

    #[test]
    fn lines_that_keep_errors_from_the_terminal() {
        for text in [
            "cp a b 2>/dev/null && rm a",
            "cp a b &> log",
            "Get-Item x -ErrorAction SilentlyContinue",
        ] {
            assert!(super::are_hidden(text), "{text}");
        }
        assert!(!super::are_hidden("cp a b > log && rm a"));
    }

    #[test]
    fn programs_and_cmdlets_that_say_that_they_failed() {
        for (text, expected) in [
            ("cp a b", vec![true]),
            ("sudo cp -p a b", vec![true]),
            ("grep -q x f", vec![false]),
            ("ssh web01 'cp a b && rm a'", vec![true, true]),
            ("mytool", vec![false]),
        ] {
            assert_eq!(complains(Dialect::Bash, text), expected, "{text}");
        }
        for (text, expected) in [("Get-Item C:\\x", vec![true]), ("mytool.exe", vec![false])] {
            assert_eq!(complains(Dialect::PowerShell, text), expected, "{text}");
        }
    }
}
