//! What a program does, given its arguments.

use super::{
    Alone, Failure, Known, Launches, Parameter, Printing, Success, System, Tables, Takes, Writes,
    without_ending,
};
use crate::Effect;

/// What the tables say of a program with these arguments.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    /// What it does.
    pub effect: Effect,
    /// How one sees that it failed.
    pub failure: Failure,
    /// What it writes to a pipeline.
    pub writes: Writes,
    /// Whether it prints anything when all went well.
    pub success: Success,
    /// A part of a line that it prints then.
    pub says: Option<String>,
    /// Whether it runs what is not in its line.
    pub launches: Launches,
}

impl Described {
    /// Looks a program up, with as many of its arguments as name a subcommand. `None` where no table
    /// knows the program.
    pub(crate) fn of<'a>(
        tables: &Tables,
        system: System,
        program: &str,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Option<Self> {
        let arguments: Vec<&str> = arguments.into_iter().collect();
        let mut name = match system {
            System::Unix => program.to_owned(),
            System::Windows => without_ending(program).to_owned(),
        };
        let mut row = tables.program(system, &name)?;
        let mut rows = vec![row];
        let mut is_named = true;
        let mut given = Printing::default();
        let (mut reads, mut changes, mut is_alone) = (false, false, true);
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let options = options(system, &rows, word);
            if options.is_empty() && !is_option(system, word) {
                let longer = format!("{name} {word}");
                match tables.program(system, &longer).filter(|_| is_named) {
                    Some(more) => {
                        (row, name) = (more, longer);
                        rows.push(row);
                        (reads, is_alone) = (false, true);
                    }
                    // A subcommand is the first word that is no option.
                    None => (is_named, is_alone) = (false, false),
                }
                continue;
            }
            is_alone &= options
                .iter()
                .any(|option| option.parameter.takes == Takes::Value);
            for option in &options {
                let own = &option.parameter.printing;
                if own.success != Success::Unknown || own.says.is_some() {
                    given = own.clone();
                }
                reads |= option.parameter.effect == Some(Effect::Reads);
                changes |= option.parameter.effect == Some(Effect::Changes);
                if option.wants_next {
                    words.next();
                }
            }
        }
        let habits = row.habits;
        let printing = match given == Printing::default() {
            true => Printing {
                success: habits.success,
                says: row.says.clone(),
            },
            false => given,
        };
        let effect = match row.effect {
            _ if changes => Effect::Changes,
            _ if reads => Effect::Reads,
            _ if is_alone && habits.alone == Alone::Reads => Effect::Reads,
            own => own.unwrap_or(Effect::Unknown),
        };
        Some(Self {
            effect,
            failure: habits.failure,
            writes: habits.writes,
            success: printing.success,
            says: printing.says,
            launches: habits.launches,
        })
    }
}

/// An option of a table that a word holds.
struct Given<'k> {
    parameter: &'k Parameter,
    /// Whether its value is the next word.
    wants_next: bool,
}

fn is_option(system: System, word: &str) -> bool {
    match system {
        System::Unix => word.len() > 1 && word.starts_with('-'),
        System::Windows => word.len() > 1 && word.starts_with(['-', '/']),
    }
}

/// The options that a word holds: `--name`, `--name=value`, `/name:value`, and for Unix several
/// letters in one word, the last of which may have its value behind it.
fn options<'k>(system: System, rows: &[&'k Known], word: &str) -> Vec<Given<'k>> {
    if !is_option(system, word) {
        return Vec::new();
    }
    let find = |name: &str| {
        rows.iter()
            .rev()
            .find_map(|row| parameter(system, row, name))
    };
    let takes_value = |parameter: &Parameter| parameter.takes == Takes::Value;
    if let Some(parameter) = find(word) {
        let wants_next = takes_value(parameter);
        return vec![Given {
            parameter,
            wants_next,
        }];
    }
    let separator = match system {
        System::Unix => '=',
        System::Windows => ':',
    };
    if let Some(parameter) = word.split_once(separator).and_then(|(name, _)| find(name)) {
        return vec![Given {
            parameter,
            wants_next: false,
        }];
    }
    let mut found = Vec::new();
    if system == System::Unix && !word.starts_with("--") {
        let mut letters = word[1..].chars();
        while let Some(letter) = letters.next().filter(char::is_ascii_alphanumeric) {
            let Some(parameter) = find(&format!("-{letter}")) else {
                continue;
            };
            let is_last = letters.as_str().is_empty();
            let wants_next = takes_value(parameter) && is_last;
            found.push(Given {
                parameter,
                wants_next,
            });
            if takes_value(parameter) {
                break;
            }
        }
    }
    found
}

fn parameter<'k>(system: System, known: &'k Known, name: &str) -> Option<&'k Parameter> {
    match system {
        System::Unix => known
            .parameters
            .iter()
            .find(|parameter| parameter.name == name),
        System::Windows => known.parameter(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(system: System, line: &str) -> String {
        let mut words = line.split(' ');
        let program = words.next().expect("a program");
        match Described::of(&Tables::default(), system, program, words) {
            Some(described) => described.effect.to_string(),
            None => "no table".to_owned(),
        }
    }

    #[test]
    fn what_programs_of_unix_do() {
        for (line, expected) in [
            ("ls -la", "reads"),
            ("rm -f x", "changes"),
            ("systemctl", "reads"),
            ("systemctl status nginx", "reads"),
            ("systemctl -n 5 status nginx", "reads"),
            ("systemctl restart nginx", "changes"),
            ("nginx", "changes"),
            ("nginx -t", "reads"),
            ("nginx -s reload", "changes"),
            ("nginx -c /x -t", "reads"),
            ("sed s/a/b/ f", "reads"),
            ("sed -i s/a/b/ f", "changes"),
            ("sed -ni.bak p f", "changes"),
            ("sed -e i f", "reads"),
            ("sort -o f f", "changes"),
            ("sort -t o f", "reads"),
            ("find . -name x", "reads"),
            ("find . -delete", "changes"),
            ("openssl x509 -in f", "reads"),
            ("openssl x509 -in f -out g", "changes"),
            ("openssl req -new", "changes"),
            ("git -C /x status", "reads"),
            ("git push", "changes"),
            ("docker ps -a", "reads"),
            ("docker exec web ls", "unknown"),
            ("docker compose ps", "reads"),
            ("docker compose up -d", "changes"),
            ("kubectl -n web get pods", "reads"),
            ("kubectl config use-context x", "changes"),
            ("rpm -qa", "reads"),
            ("rpm -Uvh x", "changes"),
            ("iptables -nL", "reads"),
            ("iptables -A INPUT", "changes"),
            ("apt list", "reads"),
            ("apt install x", "changes"),
            ("nothing at all", "no table"),
        ] {
            assert_eq!(effect(System::Unix, line), expected, "{line}");
        }
    }

    #[test]
    fn what_programs_of_windows_do() {
        for (line, expected) in [
            ("net start", "reads"),
            ("net start spooler", "changes"),
            ("NET.EXE view", "reads"),
            ("sc query", "reads"),
            ("sc.exe stop w3svc", "changes"),
            ("reg query HKLM", "reads"),
            ("reg add HKLM", "changes"),
            ("ipconfig", "reads"),
            ("ipconfig /ALL", "reads"),
            ("ipconfig /release", "changes"),
            ("icacls C:\\x", "reads"),
            ("icacls C:\\x /grant:r a:F", "changes"),
            ("netsh interface ip show config", "reads"),
            ("netsh interface ip set dns", "changes"),
            ("dism /Online /Get-Features", "reads"),
            ("dism /Online /Enable-Feature /FeatureName:x", "changes"),
            ("wevtutil qe System", "reads"),
            ("wevtutil cl System", "changes"),
            ("robocopy a b", "changes"),
            ("robocopy a b /L", "reads"),
            ("nothing", "no table"),
        ] {
            assert_eq!(effect(System::Windows, line), expected, "{line}");
        }
    }
}
