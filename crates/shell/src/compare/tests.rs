//! What is the same, and what is not: what is expected, what was typed, and what is said of it.

use std::fmt::Write as _;

use super::super::powershell::Interpreter;
use super::super::powershell::tests::tables;
use super::super::{Line, Session};
use super::*;

fn one(text: &str, folder: Option<&str>, tables: &Tables) -> Invocation {
    let line = Line {
        text,
        folder,
        host: None,
    };
    let mut found = Interpreter::new(tables).run(&line);
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

fn said(comparison: Comparison) -> String {
    match comparison {
        Comparison::Same => "same".to_owned(),
        Comparison::Other => "another command".to_owned(),
        Comparison::Unresolved(why) => format!("can not be told: {} {}", why.name(), why.subject()),
        Comparison::Differs(differences) => {
            let differences: Vec<String> = differences
                .iter()
                .map(|difference| match difference {
                    Difference::Missing {
                        parameter,
                        expected,
                    } => {
                        format!("no -{parameter} {expected}")
                    }
                    Difference::Added { parameter, value } => format!("also -{parameter} {value}"),
                    Difference::Value {
                        parameter,
                        expected,
                        seen,
                    } => format!("-{parameter} {seen} for {expected}"),
                    Difference::Path { expected, seen } => format!("{seen} for {expected}"),
                    Difference::Stage { expected, seen } => format!("| {seen} for | {expected}"),
                })
                .collect();
            format!("differs: {}", differences.join("; "))
        }
    }
}

const CASES: &[(&str, &[&str])] = &[
    (
        "Start-CsWindowsService -Name LYNCBACKUP",
        &[
            "start-cswindowsservice lyncbackup",
            "Start-CsWindowsService LYNCBACKUP -NoWait -Force -Report C:\\x.html -Verbose",
            "Start-CsWindowsService LYNCBACKUP -Force:$false",
            "Start-CsWindowsService LYNCBACKUP -WhatIf",
            "Start-CsWindowsService",
            "Start-CsWindowsService RTCSRV",
            "Start-CsWindowsService -Name LYNCBACKUP, RTCSRV",
            "Start-CsWindowsService -Name $service",
            "Start-CsWindowsService -Name $service -Credential x",
            "Start-CsWindowsService -N LYNCBACKUP",
            "Start-CsWindowsService @s",
            "Start-CsWindowsService LYNCBACKUP @s",
            "Start-CsWindowsService LYNCBACKUP -WhatIf:$dry",
            "Stop-CsWindowsService -Name LYNCBACKUP",
            "& $command",
        ],
    ),
    (
        "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
        &[
            "Invoke-CsBackupServiceSync -PoolFqdn POOL01.contoso.com.",
            "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com -BackupModule all",
            "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com -BackupModule CMSMaster",
            "Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com",
            "Invoke-CsBackupServiceSync -PoolFqdn pool01",
            "Invoke-CsBackupServiceSync",
        ],
    ),
    (
        "& \"$env:SystemDrive\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe\"",
        &[
            "& 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe'",
            "& 'd:\\program files\\SKYPE FOR BUSINESS SERVER 2019\\deployment\\bootstrapper'",
            "& $env:ProgramFiles'\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe' /SourceDirectory:D:\\",
            "& 'C:\\Program Files\\Skype for Business Server 2015\\Deployment\\Bootstrapper.exe'",
            "& 'C:\\Windows\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe'",
            "& 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe' /BootstrapLocalMgmt",
            "& '\\\\srv\\c$\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe'",
            "C:\\PROGRA~1\\SKYPEF~1\\DEPLOY~1\\Bootstrapper.exe",
            "C:\\PROGRA~1\\OTHERX~1\\DEPLOY~1\\Bootstrapper.exe",
            "Bootstrapper.exe",
            ".\\Bootstrapper.exe",
            ".\\Bootstrapper.exe /BootstrapLocalMgmt",
            "& 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Setup.exe'",
        ],
    ),
    (
        "SkypeServerUpdateInstaller.exe",
        &[
            "D:\\cu\\SkypeServerUpdateInstaller.exe",
            ".\\skypeserverupdateinstaller",
            "D:\\cu\\SkypeServerUpdateInstaller.exe /extractall",
        ],
    ),
];

#[test]
fn every_difference_is_named() {
    let tables = tables();
    let mut document = String::new();
    for (expected, seen) in CASES {
        let _ = writeln!(document, "{expected}");
        let expected = one(expected, None, &tables);
        for seen in *seen {
            let said = said(compare(&expected, &one(seen, None, &tables), &tables));
            let _ = writeln!(document, "    {seen}\n        {said}");
        }
    }
    insta::assert_snapshot!(document);
}

#[test]
fn a_folder_that_the_prompt_shows_decides() {
    let tables = tables();
    let expected = one("& 'C:\\A\\Bootstrapper.exe'", None, &tables);
    let at = |folder| {
        let seen = one(".\\Bootstrapper.exe", Some(folder), &tables);
        compare(&expected, &seen, &tables)
    };
    assert_eq!(at("c:\\a"), Comparison::Same);
    assert!(matches!(at("C:\\B"), Comparison::Differs(_)));
    let seen = one("C:\\B\\bootstrapper.exe /x", None, &tables);
    assert!(matches!(
        compare_program(&expected, &seen),
        Comparison::Differs(_)
    ));
}

#[test]
fn what_bash_compares_is_compared_exactly() {
    let tables = Tables {
        dialect: Dialect::Bash,
        ..Tables::default()
    };
    let argument = |text: &str| Argument {
        parameter: None,
        value: Value::Known(text.to_owned()),
    };
    let cat = |text: &str| Invocation {
        program: Program::Named("cat".into()),
        arguments: vec![argument(text)],
        ..one("cat", None, &tables)
    };
    assert_eq!(compare(&cat("a"), &cat("a"), &tables), Comparison::Same);
    assert_ne!(compare(&cat("a"), &cat("A"), &tables), Comparison::Same);
    // A pipeline is compared stage by stage; looking at what comes out is of no account.
    let piped = |stages: Vec<Invocation>| Invocation {
        piped: stages,
        ..cat("a")
    };
    let look = Invocation {
        effect: super::super::Effect::Reads,
        ..cat("x")
    };
    assert_eq!(
        compare(&cat("a"), &piped(vec![look.clone()]), &tables),
        Comparison::Same
    );
    assert!(matches!(
        compare(&piped(vec![look]), &cat("a"), &tables),
        Comparison::Differs(_)
    ));
}

fn in_bash(text: &str, host: Option<&str>, tables: &Tables) -> Invocation {
    let mut found = Session::new(Dialect::Bash, tables).run(&Line {
        text,
        folder: None,
        host,
    });
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

#[test]
fn one_word_more_or_less_is_named_by_itself() {
    let tables =
        bash::tests::tables("openssl x509 -in= -noout -serial -out=\nopenssl pkey -in= -pubout");
    let cases: &[(&str, &[&str])] = &[
        (
            "openssl x509 -in /new/www.pem -noout -serial",
            &[
                "openssl x509 -noout -serial -in /new/www.pem",
                "openssl x509 -in /new/www.pem -noout -serial -purpose",
                "openssl x509 -in /new/www.pem -noout -serial -checkend 86400",
                "openssl x509 -in /new/www.pem -serial",
                "openssl x509 -in /old/www.pem -noout -serial",
                "openssl x509 -in /old/www.pem -noout -serial -purpose",
                "openssl x509 -in /new/www.pem -noout -text",
            ],
        ),
        (
            "openssl pkey -in a -pubout",
            &[
                "openssl pkey -in a -pubout -text_pub",
                "openssl pkey -in a -pubout >b",
            ],
        ),
    ];
    let mut document = String::new();
    for (expected, all) in cases {
        let _ = writeln!(document, "{expected}");
        let expected = in_bash(expected, None, &tables);
        for seen in *all {
            let said = said(compare(&expected, &in_bash(seen, None, &tables), &tables));
            let _ = writeln!(document, "    {seen}\n        {said}");
        }
    }
    insta::assert_snapshot!(document);
}

#[test]
fn the_host_of_the_prompt_is_no_part_of_a_substitution() {
    let tables = Tables {
        dialect: Dialect::Bash,
        ..Tables::default()
    };
    let text = "diff <(openssl x509 -in a -pubkey) <(openssl pkey -in b -pubout)";
    let expected = in_bash(text, None, &tables);
    let seen = in_bash(text, Some("ops01"), &tables);
    assert_eq!(compare(&expected, &seen, &tables), Comparison::Same);
    // One that is run elsewhere is another one.
    let there = in_bash("diff <(ssh web01 cat a) <(cat b)", Some("ops01"), &tables);
    let here = in_bash("diff <(cat a) <(cat b)", Some("ops01"), &tables);
    assert_ne!(compare(&here, &there, &tables), Comparison::Same);
}

#[test]
fn a_path_from_here_is_the_planned_path_from_here() {
    let tables = tables();
    let expected = one(".\\tools\\setup.exe", None, &tables);
    for (seen, folder, is_same) in [
        (".\\tools\\setup.exe", None, true),
        ("& 'tools\\setup.exe'", None, true),
        (".\\tools\\setup.exe", Some("D:\\Updates"), true),
        ("D:\\Updates\\tools\\setup.exe", Some("D:\\Updates"), true),
        ("D:\\Other\\tools\\setup.exe", Some("D:\\Updates"), false),
        (".\\old\\setup.exe", Some("D:\\Updates"), false),
        ("..\\tools\\setup.exe", Some("D:\\Updates"), false),
        ("..\\tools\\setup.exe", None, false),
    ] {
        let seen_there = one(seen, folder, &tables);
        let comparison = compare(&expected, &seen_there, &tables);
        assert_eq!(
            comparison == Comparison::Same,
            is_same,
            "{seen} {comparison:?}"
        );
    }
}
