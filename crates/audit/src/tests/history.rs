//! State has a history: what undoes a step reopens it.

use std::fmt::Write;

use super::project::{Project, said, totals};

/// A service that is started, looked at and reported; stopping it is allowed.
const START: &str = "\
steps:
  - { id: start, run: Start-Service -Name APP }
  - { id: test, run: Get-Service -Name APP }
  - { id: register, run: Register-App -Name APP }
commands:
  Register-App: { effect: changes, parameters: { Name: {} } }
allow:
  - Stop-Service
  - sc
  - Restart-Service
";

/// A service that is stopped, so that a file can be replaced, and started again.
const REPLACE: &str = "\
parameters: { hosts: { list: host, type: host, at_least: 1 } }
steps:
  - { id: stop, for_each: host, at: { this: host }, run: Stop-Service -Name APP }
  - { id: replace, for_each: host, at: { this: host }, run: 'Copy-Item -Path C:\\new.dll -Destination C:\\App\\app.dll' }
  - { id: start, for_each: host, at: { this: host }, run: Start-Service -Name APP }
  - { id: test, for_each: host, at: { this: host }, run: Test-App -Name APP }
commands:
  Test-App: { effect: reads, parameters: { Name: {} } }
allow:
  - Stop-Service
  - Start-Service
";

/// What was typed one after the other, and what is found: a line each.
fn table(project: impl Fn() -> Project, cases: &[&str]) -> String {
    let mut text = String::new();
    for case in cases {
        let lines = case.split("; ").map(|line| match line.split_once(" -> ") {
            Some((typed, printed)) => (typed.to_owned(), format!("{printed}\n")),
            None => (line.to_owned(), String::new()),
        });
        let lines: Vec<(String, String)> = lines.collect();
        let lines: Vec<(&str, &str)> = lines
            .iter()
            .map(|(typed, printed)| (typed.as_str(), printed.as_str()))
            .collect();
        let conclusion = project().typed("SRV01", &lines).concluded();
        let _ = writeln!(
            text,
            "{case}\n    {}\n    {}",
            said(&conclusion),
            totals(&conclusion)
        );
    }
    text
}

const UP: &str = "Start-Service -Name APP";
const DOWN: &str = "Stop-Service -Name APP";
const LOOK: &str = "Get-Service -Name APP -> Running  APP  APP";
const ENTER: &str = "Register-App -Name APP";

#[test]
fn what_undoes_a_step_reopens_it() {
    let cases = [
        // To the letter, and with what is allowed in its place.
        format!("{UP}; {LOOK}; {ENTER}"),
        format!("{DOWN}; {UP}; {LOOK}; {ENTER}"),
        format!("{UP}; {DOWN}; {UP}; {LOOK}; {ENTER}"),
        format!("{UP}; {LOOK}; {ENTER}; {DOWN}; {UP}"),
        format!("{UP}; Restart-Service -Name APP; {LOOK}; {ENTER}"),
        format!("{UP}; {DOWN}; Restart-Service -Name APP; {LOOK}; {ENTER}"),
        // At the end, before what needs it, and again too late.
        format!("{UP}; {LOOK}; {ENTER}; {DOWN}"),
        format!("{UP}; {DOWN}; {LOOK}; {ENTER}"),
        format!("{UP}; {LOOK}; {DOWN}; {ENTER}; {UP}"),
        // Again, though it was never undone.
        format!("{UP}; {LOOK}; {ENTER}; {UP}"),
        format!("{UP}; {LOOK}; {ENTER}; {LOOK}; {ENTER}"),
        format!("{UP}; {ENTER}; {LOOK}; {ENTER}"),
        // By another command, on another thing, or not at all.
        format!("{UP}; {LOOK}; {ENTER}; sc.exe stop APP"),
        format!("{UP}; {LOOK}; {ENTER}; net stop APP"),
        format!("{UP}; {LOOK}; {ENTER}; Stop-Service -Name OTHER"),
        format!("{UP}; {LOOK}; {ENTER}; Stop-Service -Name A*"),
        format!(
            "{UP}; {LOOK}; {ENTER}; {DOWN} -WhatIf -> What if: Performing the operation \"Stop-Service\" on target \"APP\"."
        ),
        format!("{UP}; {LOOK}; {ENTER}; {DOWN} -> Stop-Service: Service 'APP' cannot be stopped."),
        // Nobody can tell.
        format!("{UP}; {LOOK}; {ENTER}; Stop-Service -Name $name"),
        format!("{UP}; {LOOK}; {ENTER}; if ($late) {{ {DOWN} }}"),
    ];
    let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
    insta::assert_snapshot!(table(|| Project::powershell(START), &cases));
}

#[test]
fn what_the_plan_itself_undoes_is_no_deviation() {
    let replace = r"Copy-Item -Path C:\new.dll -Destination C:\App\app.dll";
    let test = "Test-App -Name APP";
    let cases = [
        format!("{DOWN}; {replace}; {UP}; {test}"),
        format!("{DOWN}; {UP}; {DOWN}; {replace}; {UP}; {test}"),
        format!("{DOWN}; {replace}; {UP}; {DOWN}; {UP}; {test}"),
        format!("{DOWN}; {UP}; {replace}; {DOWN}; {UP}; {test}"),
        format!("{DOWN}; {replace}; {UP}; {test}; {DOWN}"),
        format!("{DOWN}; {replace}; {UP}; {DOWN}; {test}"),
        format!("{DOWN}; {replace}; {UP}; {test}; {replace}"),
        format!("{DOWN}; {replace}; {UP}; {DOWN}; {replace}; {UP}; {test}"),
        format!(r"{DOWN}; {replace}; {UP}; {test}; Remove-Item C:\App -Recurse"),
    ];
    let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
    let project =
        || Project::powershell(REPLACE).change("parameters: { hosts: [srv01.example.com] }\n");
    insta::assert_snapshot!(table(project, &cases));
}

/// Where something was done counts: what is stopped on one computer runs on the others.
#[test]
fn a_step_is_undone_on_its_own_computer_alone() {
    let replace = r"Copy-Item -Path C:\new.dll -Destination C:\App\app.dll";
    let project = |more: &[(&'static str, &'static str)]| {
        let all = [
            (DOWN, ""),
            (replace, ""),
            (UP, ""),
            ("Test-App -Name APP", ""),
        ];
        let own: Vec<_> = all.iter().copied().chain(more.iter().copied()).collect();
        Project::powershell(REPLACE)
            .change("parameters: { hosts: [srv01.example.com, srv02.example.com] }\n")
            .typed("SRV01", &own)
            .typed("SRV02", &all)
    };
    assert_eq!(project(&[]).said(), "conformant");
    assert_eq!(
        project(&[(DOWN, "")]).said(),
        "deviating: undone start srv01.example.com, repeated stop srv01.example.com"
    );
    assert_eq!(
        project(&[("Stop-Service -Name OTHER", "")]).said(),
        "conformant"
    );
    let elsewhere = project(&[]).typed("SRV03", &[(DOWN, "")]);
    assert_eq!(elsewhere.said(), "deviating: wrong-host stop");
}

/// What comes after the end of a state does not need it, even where it waits for other computers, too.
#[test]
fn what_follows_the_planned_end_needs_the_state_no_more() {
    let runbook = "\
parameters: { hosts: { list: host, type: host, at_least: 1 } }
steps:
  - { id: keep, for_each: host, at: { this: host }, run: 'New-Item -Path C:\\kept.txt' }
  - { id: remove, for_each: host, at: { this: host }, run: 'Remove-Item -Path C:\\kept.txt' }
  - { id: close, run: 'Stop-Service -Name APP' }
";
    let all = [
        ("New-Item -Path C:\\kept.txt", ""),
        ("Remove-Item -Path C:\\kept.txt", ""),
    ];
    let twice = [all[0], all[1], all[1]];
    let said = Project::powershell(runbook)
        .change("parameters: { hosts: [srv01.example.com, srv02.example.com] }\n")
        .typed("SRV01", &twice)
        .typed("SRV02", &all)
        .capture(
            "admin.txt",
            super::project::transcript("ADMIN", 40, &[(DOWN, "")]),
        )
        .said();
    assert_eq!(said, "conformant: repeated remove srv01.example.com");
}

/// A step that a program of one's own undoes.
#[test]
fn a_definition_says_what_undoes_a_step() {
    let runbook = |undone: &str| {
        format!(
            "parameters: {{ hosts: {{ list: host, type: host, at_least: 1 }} }}\n\
             steps:\n\
             \x20 - {{ id: drain, for_each: host, run: 'lb drain {{host}}' }}\n\
             \x20 - {{ id: patch, for_each: host, at: {{ this: host }}, run: 'patch.exe /all', undone_by: [{undone}] }}\n\
             \x20 - {{ id: return, for_each: host, run: 'lb return {{host}}', undone_by: [{{ step: drain }}] }}\n\
             \x20 - {{ id: check, run: 'lb check' }}\n\
             allow: ['restore.exe', 'patch.exe', 'lb']\n"
        )
    };
    let said = |undone: &str, admin: &[&str], server: &[&str]| {
        let admin: Vec<(&str, &str)> = admin.iter().map(|line| (*line, "")).collect();
        let server: Vec<(&str, &str)> = server.iter().map(|line| (*line, "")).collect();
        let project = Project::powershell(&runbook(undone))
            .change("parameters: { hosts: [srv01.example.com] }\n");
        let before = super::project::transcript("ADMIN", 2, &admin[..1]);
        let after = super::project::transcript("ADMIN", 40, &admin[1..]);
        project
            .capture("a.txt", before)
            .capture("b.txt", after)
            .typed("SRV01", &server)
            .said()
    };
    let admin = [
        "lb drain srv01.example.com",
        "lb return srv01.example.com",
        "lb check",
    ];
    let program = "{ program: restore.exe }";
    assert_eq!(said(program, &admin, &["patch.exe /all"]), "conformant");
    assert_eq!(
        said(program, &admin, &["patch.exe /all", "restore.exe /last"]),
        "deviating: undone patch srv01.example.com"
    );
    assert_eq!(
        said(
            program,
            &admin,
            &["patch.exe /all", "restore.exe /last", "patch.exe /all"]
        ),
        "conformant: repeated patch srv01.example.com"
    );
    let command = "{ command: 'patch.exe /remove' }";
    assert_eq!(
        said(command, &admin, &["patch.exe /all", "patch.exe /remove"]),
        "deviating: undone patch srv01.example.com"
    );
    assert_eq!(
        said(command, &admin, &["patch.exe /all", "patch.exe /list"]),
        "conformant"
    );
    // The other way round it is the plan itself that does it.
    let again = [
        "lb drain srv01.example.com",
        "lb return srv01.example.com",
        "lb check",
        "lb drain srv01.example.com",
    ];
    assert_eq!(
        said(program, &again, &["patch.exe /all"]),
        "deviating: undone return srv01.example.com, repeated drain srv01.example.com"
    );
}

/// The line and its bound parameters, the transcript and a history: one act each.
#[test]
fn the_same_act_in_two_captures_counts_once() {
    let lines = [
        (UP, ""),
        ("Get-Service -Name APP", "Running  APP  APP\n"),
        ("Register-App -Name APP", ""),
    ];
    let history =
        |more: &str| format!("{UP}\nGet-Service -Name APP\nRegister-App -Name APP\n{more}");
    let project = |lines: &[(&str, &str)], more: &str| {
        Project::powershell(START)
            .typed("SRV01", lines)
            .capture("ConsoleHost_history.txt", history(more))
            .said()
    };
    assert_eq!(project(&lines, ""), "conformant");
    let stopped: Vec<_> = lines.iter().copied().chain([(DOWN, "")]).collect();
    assert_eq!(
        project(&stopped, &format!("{DOWN}\n")),
        "deviating: undone start"
    );
    let started: Vec<_> = stopped.iter().copied().chain([(UP, "")]).collect();
    assert_eq!(
        project(&started, &format!("{DOWN}\n{UP}\n")),
        "deviating: out-of-order start, repeated start"
    );
}
