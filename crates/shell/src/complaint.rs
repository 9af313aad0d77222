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
            let described = Described::of(tables, System::Unix, name, words);
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

#[cfg(test)]
mod tests {
    use crate::{Certainty, Dialect, Line, Session, Tables, Unresolved, powershell};

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

    /// Of each command behind `&&`, whether only the success of the command before it decides.
    fn waits_for_success(dialect: Dialect, text: &str) -> Vec<bool> {
        let tables = Tables {
            dialect,
            ..Tables::default()
        };
        let mut session = match dialect {
            Dialect::PowerShell => Session::of_powershell(powershell::Version::Seven, &tables),
            Dialect::Bash => Session::new(dialect, &tables),
        };
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        let ran = session.run(&line);
        let depends = ran.iter().filter_map(|ran| match &ran.certainty {
            Certainty::Run => None,
            Certainty::Depends(why) => Some(matches!(why, Unresolved::Success(_))),
        });
        depends.collect()
    }

    #[test]
    fn what_stands_behind_a_condition_does_not_wait_for_a_command() {
        for (text, expected) in [
            ("cp a b && rm a", vec![true]),
            ("sudo cp a b && sudo rm a && cp c d", vec![true, true]),
            ("ssh web01 'sudo cp -p a b && sudo cp -p c d'", vec![true]),
            ("[[ -f a ]] && rm a", vec![false]),
            ("cp a b; [[ -f a ]] && rm a", vec![false]),
            ("(exit $x) && rm a", vec![false]),
            ("! cp a b && rm a", vec![false]),
            ("cp a b || rm a", vec![false]),
            ("cp a b | tee c && rm a", vec![false]),
            ("f() { cp a b; [[ -f c ]]; }; f && rm a", vec![false]),
            ("bash -c 'cp a b; [[ -f c ]]' && rm a", vec![false]),
            ("if [[ -f a ]]; then cp a b && rm a; fi", vec![false, false]),
        ] {
            assert_eq!(waits_for_success(Dialect::Bash, text), expected, "{text}");
        }
        for (text, expected) in [
            ("Get-Item a && Get-Item b", vec![true]),
            (
                "Stop-Service a && Remove-Item b && Get-Item c",
                vec![true, true],
            ),
            ("$x && Get-Item b", vec![]),
            ("(Get-Item a) && Get-Item b", vec![false]),
            ("Get-Item a | Out-Null && Get-Item b", vec![false]),
            ("function f { Get-Item a }; f && Get-Item b", vec![false]),
        ] {
            let found = waits_for_success(Dialect::PowerShell, text);
            assert_eq!(found, expected, "{text}");
        }
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
