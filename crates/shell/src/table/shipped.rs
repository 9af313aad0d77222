//! The tables that come with the program, one file a module: `tables/*.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::System;
use super::rows::{Alias, Row, rows};

const FILES: &[&str] = &[
    include_str!("../../../../tables/Microsoft.PowerShell.Core.tsv"),
    include_str!("../../../../tables/Microsoft.PowerShell.Management.tsv"),
    include_str!("../../../../tables/Microsoft.PowerShell.Utility.tsv"),
    include_str!("../../../../tables/CimCmdlets.tsv"),
    include_str!("../../../../tables/ScheduledTasks.tsv"),
    include_str!("../../../../tables/SkypeForBusiness.tsv"),
    include_str!("../../../../tables/ThreadJob.tsv"),
    include_str!("../../../../tables/Unix.tsv"),
    include_str!("../../../../tables/Windows.tsv"),
];

/// The longest name that the tables hold is shorter.
const LONGEST: usize = 64;

struct Shipped {
    rows: Vec<Row<'static>>,
    /// By the system of programs, and the name: in lower case but for Unix.
    places: HashMap<(Option<System>, String), usize>,
    /// From an alias in lower case to itself and its command.
    aliases: HashMap<&'static str, (Alias<'static>, usize)>,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    // A test holds that every line is of the format.
    let rows: Vec<Row<'static>> = FILES
        .iter()
        .flat_map(|text| rows(text).unwrap_or_default())
        .collect();
    let names = rows.iter().enumerate();
    let places = names
        .map(|(at, row)| (key(row.system, &row.known.name), at))
        .collect();
    let names = rows.iter().enumerate();
    let aliases = names
        .flat_map(|(at, row)| {
            let aliases = row.aliases.iter();
            aliases.map(move |alias| (alias.name, (*alias, at)))
        })
        .collect();
    Shipped {
        rows,
        places,
        aliases,
    }
});

fn key(system: Option<System>, name: &str) -> (Option<System>, String) {
    let name = match system {
        Some(System::Unix) => name.to_owned(),
        Some(System::Windows) | None => name.to_ascii_lowercase(),
    };
    (system, name)
}

/// The shipped row of a cmdlet, by its name in any case.
pub fn shipped(name: &str) -> Option<&'static Row<'static>> {
    of(None, name)
}

/// The shipped row of a program, or of a program and its subcommand: `openssl x509`.
pub(super) fn program(system: System, name: &str) -> Option<&'static Row<'static>> {
    of(Some(system), name)
}

fn of(system: Option<System>, name: &str) -> Option<&'static Row<'static>> {
    if name.len() > LONGEST {
        return None;
    }
    let at = *SHIPPED.places.get(&key(system, name))?;
    SHIPPED.rows.get(at)
}

/// An alias that every session has and the command that it stands for, by the alias in any case.
pub(crate) fn alias(name: &str) -> Option<(Alias<'static>, &'static str)> {
    if name.len() > LONGEST {
        return None;
    }
    let (alias, at) = *SHIPPED.aliases.get(name.to_ascii_lowercase().as_str())?;
    let row = SHIPPED.rows.get(at)?;
    Some((alias, row.known.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_the_format() {
        for text in FILES {
            rows(text).expect("of the format");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let all = &SHIPPED.rows;
        assert_eq!(SHIPPED.places.len(), all.len());
        let aliases: usize = all.iter().map(|row| row.aliases.len()).sum();
        assert_eq!(SHIPPED.aliases.len(), aliases);
        for row in all {
            assert!(row.known.name.len() <= LONGEST);
            let mut names: Vec<String> = row
                .known
                .parameters
                .iter()
                .flat_map(|p| std::iter::once(&p.name).chain(&p.aliases))
                .map(|name| key(row.system, name).1)
                .collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{}", row.known.name);
        }
    }

    #[test]
    fn a_command_is_found_by_its_name_and_its_alias_in_any_case() {
        let name = |name| shipped(name).map(|row| row.known.name.as_str());
        assert_eq!(name("start-process"), Some("Start-Process"));
        assert_eq!(name("Start-Nothing"), None);
        let target = |name| alias(name).map(|(_, target)| target);
        assert_eq!(target("SAPS"), Some("Start-Process"));
        assert_eq!(target("Start-Process"), None);
    }
}
