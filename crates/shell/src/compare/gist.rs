//! What commands have in common that are the same: by it, those that a command may be are found
//! among many without holding it against each of them.

use super::super::quote::Dialect;
use super::super::{Invocation, Role, Tables, Value, bash, table};
use super::{is_short, name_of, same_name_or_text, without_root};

/// What an invocation has in common with every one that it is, or may be.
///
/// Of two invocations that have one, [`compare`] says `Same` or `Unresolved` only if they have the
/// same one. `None` where it cannot be told.
///
/// [`compare`]: super::compare
pub fn gist(invocation: &Invocation, tables: &Tables) -> Option<String> {
    let dialect = tables.dialect;
    let name = name_of(&invocation.program).filter(|name| !is_short(name))?;
    let known = tables.find(name);
    let mut parameters: Vec<(String, Vec<String>)> = Vec::new();
    for argument in &invocation.arguments {
        let name = argument.parameter.as_deref().unwrap_or_default();
        let parameter = known.and_then(|known| known.parameter(name));
        let is_ignored = parameter.is_some_and(|parameter| parameter.role == Role::Ignored);
        if is_ignored || name.eq_ignore_ascii_case("WhatIf") {
            continue;
        }
        let default = parameter.and_then(|parameter| parameter.default.as_deref());
        let value = match &argument.value {
            Value::Switch(false) => continue,
            Value::Switch(true) => "True".to_owned(),
            Value::Known(text) => {
                if default.is_some_and(|default| same_name_or_text(default, text, dialect)) {
                    continue;
                }
                core(text, dialect)?
            }
            Value::Unknown(_) => return None,
        };
        let name = name.to_ascii_lowercase();
        match parameters.iter_mut().find(|(own, _)| *own == name) {
            Some((_, values)) => values.push(value),
            None => parameters.push((name, vec![value])),
        }
    }
    parameters.sort_unstable();
    let mut gist = table::without_ending(name).to_ascii_lowercase();
    for (name, mut values) in parameters {
        // The values of one parameter stand in any order, and as often as one likes.
        if !name.is_empty() {
            values.sort_unstable();
            values.dedup();
        }
        gist.push('\0');
        gist.push_str(&name);
        for value in values {
            gist.push('\u{1}');
            gist.push_str(&value);
        }
    }
    Some(gist)
}

/// What the texts of equal values have in common.
fn core(text: &str, dialect: Dialect) -> Option<String> {
    match dialect {
        Dialect::PowerShell => Some(without_root(text).to_lowercase()),
        Dialect::Bash => bash::last_name(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Comparison, compare};
    use super::*;
    use crate::powershell::tests::tables as cmdlets;
    use crate::{Line, Session, Tables};

    /// Texts that may name the same, and others.
    const WORDS: [&str; 40] = [
        "/etc/a.pem",
        "/etc//a.pem",
        "/etc/./a.pem",
        "/etc/x/../a.pem",
        "a.pem",
        "./a.pem",
        "../a.pem",
        "~/a.pem",
        "a.pem/",
        "etc/a.pem",
        "a",
        "a/",
        "/",
        "~",
        ".",
        "web1:a.pem",
        "web1:~/a.pem",
        "web1:./a.pem",
        "web2:a.pem",
        "web1:",
        "web1.example.com",
        "web1.example.com.",
        "/web1.example.com.",
        "~b/a.pem",
        "b.pem",
        "443",
        "-v",
        "-p",
        "-f",
        "-o",
        "x=1",
        "$v",
        "*.pem",
        "'a b'",
        "/a.",
        "-C",
        "a.",
        "<(cat a.pem)",
        "<(cat /etc/a.pem)",
        "--",
    ];
    const PROGRAMS: [&str; 5] = ["scp", "rm", "/bin/cp", "cp", "ssh web1 cp"];
    const FOLDERS: [Option<&str>; 3] = [None, Some("/etc"), Some("~")];

    /// Arguments of a cmdlet that may come to the same, and others.
    const ARGUMENTS: [&str; 20] = [
        "LYNCBACKUP",
        "lyncbackup",
        "-Name LYNCBACKUP",
        "-name 'LyncBackup'",
        "RTCSRV",
        "-ComputerName fe01.contoso.com",
        "-ComputerName FE01.contoso.com.",
        "-ComputerName fe02",
        "-NoWait",
        "-Force",
        "-Force:$false",
        "-WhatIf",
        "-WhatIf:$false",
        "-Verbose",
        "-Report C:\\x.html",
        "-PoolFqdn pool01",
        "-PoolFqdn POOL01,pool02",
        "-PoolFqdn pool02,pool01",
        "-BackupModule All",
        "$x",
    ];
    const CMDLETS: [&str; 3] = [
        "Start-CsWindowsService",
        "Invoke-CsBackupServiceSync",
        "Get-CsBackupServiceStatus",
    ];

    fn run(text: &str, folder: Option<&str>, tables: &Tables) -> Vec<Invocation> {
        let line = Line {
            text,
            folder,
            host: None,
        };
        Session::new(tables.dialect, tables).run(&line)
    }

    /// Whether the law holds of two lines; how many pairs of them were the same, or may be.
    fn held(
        one: &[Invocation],
        other: &[Invocation],
        tables: &Tables,
    ) -> Result<usize, TestCaseError> {
        let mut alike = 0;
        for (one, other) in one
            .iter()
            .flat_map(|one| other.iter().map(move |other| (one, other)))
        {
            let comparison = compare(one, other, tables);
            let (Some(own), Some(its)) = (gist(one, tables), gist(other, tables)) else {
                continue;
            };
            if matches!(comparison, Comparison::Same | Comparison::Unresolved(_)) {
                prop_assert_eq!(own, its, "{} / {}: {:?}", one, other, comparison);
                alike += 1;
            }
        }
        Ok(alike)
    }

    #[test]
    fn words_that_may_be_the_same_have_the_same_gist() {
        let tables = Tables {
            dialect: Dialect::Bash,
            ..Tables::default()
        };
        let mut alike = 0;
        for (one, other) in WORDS
            .iter()
            .flat_map(|one| WORDS.iter().map(move |other| (one, other)))
        {
            for (planned, typed) in FOLDERS
                .iter()
                .flat_map(|one| FOLDERS.iter().map(move |two| (one, two)))
            {
                let planned = run(&format!("scp k {one}"), *planned, &tables);
                let typed = run(&format!("scp k {other}"), *typed, &tables);
                alike += held(&planned, &typed, &tables).expect("the law");
            }
        }
        assert!(alike > 200, "{alike}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn commands_that_may_be_the_same_have_the_same_gist(
            programs in (0..PROGRAMS.len(), 0..PROGRAMS.len()),
            folders in (0..FOLDERS.len(), 0..FOLDERS.len()),
            one in prop::collection::vec(0..WORDS.len(), 0..3),
            other in prop::collection::vec(0..WORDS.len(), 0..3),
        ) {
            let tables = Tables { dialect: Dialect::Bash, ..Tables::default() };
            let text = |program: usize, words: &[usize]| {
                let words = words.iter().map(|at| format!(" {}", WORDS[*at]));
                format!("{}{}", PROGRAMS[program], words.collect::<String>())
            };
            let one = run(&text(programs.0, &one), FOLDERS[folders.0], &tables);
            let other = run(&text(programs.1, &other), FOLDERS[folders.1], &tables);
            held(&one, &other, &tables)?;
        }

        #[test]
        fn cmdlets_that_may_be_the_same_have_the_same_gist(
            cmdlet in 0..CMDLETS.len(),
            one in prop::collection::vec(0..ARGUMENTS.len(), 0..4),
            other in prop::collection::vec(0..ARGUMENTS.len(), 0..4),
        ) {
            let tables = cmdlets();
            let text = |arguments: &[usize]| {
                let arguments = arguments.iter().map(|at| format!(" {}", ARGUMENTS[*at]));
                format!("{}{}", CMDLETS[cmdlet], arguments.collect::<String>())
            };
            let one = run(&text(&one), None, &tables);
            let other = run(&text(&other), None, &tables);
            held(&one, &other, &tables)?;
        }
    }

    #[test]
    fn what_names_other_computers_has_another_gist() {
        let tables = Tables {
            dialect: Dialect::Bash,
            ..Tables::default()
        };
        let of = |text: &str| gist(&run(text, None, &tables)[0], &tables);
        assert!(of("scp a web01:b").is_some());
        assert_ne!(of("scp a web01:b"), of("scp a web02:b"));
        assert_ne!(of("nc web01 443"), of("nc web02 443"));
        assert_eq!(of("scp a $host:b"), None);
    }
}
