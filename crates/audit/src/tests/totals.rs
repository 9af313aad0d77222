//! Control totals: every command once, and repeats and polls where they belong.

use super::project::{Project, said, totals, transcript};
use runproof_shell::Effect;

const SPOOLER: &str = "
parameters: { servers: { list: server, type: host, at_least: 1, placeholder: <server> } }
steps:
  - { id: stop, for_each: server, at: { this: server }, run: Stop-Service -Name Spooler }
  - { id: stopped, for_each: server, at: { this: server }, run: Get-Service -Name Spooler, until: is-stopped }
  - { id: clear, for_each: server, at: { this: server }, run: Clear-SpoolFolder -Path D:\\Spool }
  - { id: start, for_each: server, at: { this: server }, run: Start-Service -Name Spooler }
  - { id: started, for_each: server, at: { this: server }, run: Get-Service -Name Spooler, until: is-running }
outcomes:
  is-stopped: { records: { key: Name, reached: { Status: [Stopped] } } }
  is-running: { records: { key: Name, reached: { Status: [Running] } } }
commands:
  Clear-SpoolFolder: { effect: changes, parameters: { Path: { position: 1 } } }
allow: [Set-SpoolLog]
";

const STOPPED: &str = "\nStatus   Name               DisplayName\n------   ----               -----------\nStopped  Spooler            Print Spooler\n\n";
const RUNNING: &str = "\nStatus   Name               DisplayName\n------   ----               -----------\nRunning  Spooler            Print Spooler\n\n";

const STOP: (&str, &str) = ("Stop-Service -Name Spooler", "");
const CLEAR: (&str, &str) = ("Clear-SpoolFolder -Path D:\\Spool", "");
const START: (&str, &str) = ("Start-Service -Name Spooler", "");

fn look(shown: &str) -> (&str, &str) {
    ("Get-Service -Name Spooler", shown)
}

fn spooler() -> Project {
    Project::powershell(SPOOLER).change("parameters: { servers: [srv01.example.com] }\n")
}

/// Two steps have one command: a look is a poll of the step at which it was made.
#[test]
fn polls_of_one_step_are_none_of_another() {
    let lines = [
        STOP,
        look(RUNNING),
        look(RUNNING),
        look(STOPPED),
        CLEAR,
        START,
        look(STOPPED),
        look(STOPPED),
        look(RUNNING),
    ];
    let conclusion = spooler().typed("SRV01", &lines).concluded();
    assert_eq!(said(&conclusion), "conformant");
    assert_eq!(totals(&conclusion), "9 = matched 5 + again 4");
    assert_eq!(conclusion.verdict.cost, 0);
    let evidence = |step: usize| conclusion.verdict.steps[step].occurrences[0].evidence.len();
    assert_eq!((evidence(1), evidence(4)), (1, 1));
}

#[test]
fn a_state_that_was_lost_before_the_next_step_was_not_reached() {
    let lines = [
        STOP,
        look(STOPPED),
        look(RUNNING),
        CLEAR,
        START,
        look(RUNNING),
    ];
    let said = spooler().typed("SRV01", &lines).said();
    assert_eq!(said, "deviating: not-reached stopped srv01.example.com");
    let lines = [
        STOP,
        look(STOPPED),
        CLEAR,
        START,
        look(RUNNING),
        look(STOPPED),
    ];
    let said = spooler().typed("SRV01", &lines).said();
    assert_eq!(said, "deviating: not-reached started srv01.example.com");
}

#[test]
fn every_command_is_in_one_account() {
    let lines = [
        ("Get-Date", "\nSaturday\n"),
        STOP,
        ("Get-Date", "\nSaturday\n"),
        ("Invoke-SpoolTool -Fast", ""),
        look(STOPPED),
        ("Invoke-SpoolTool -Fast", ""),
        ("Set-SpoolLog on", ""),
        CLEAR,
        ("Invoke-SpoolTool -Fast", ""),
        ("Invoke-SpoolTool -Slow", ""),
        START,
        ("Stop-Service -Name Other -WhatIf", "What if: …\n"),
        look(RUNNING),
        look(RUNNING),
        ("Remove-Item C:\\x.txt", ""),
    ];
    let conclusion = spooler().typed("SRV01", &lines).concluded();
    assert_eq!(said(&conclusion), "deviating: unplanned-change –");
    assert_eq!(
        totals(&conclusion),
        "15 = matched 5 + again 1 + harmless 3 + allowed 1 + changing 1 + unknown 4"
    );
    // What is listed adds up to what was counted.
    let unknown = conclusion.verdict.unplanned.iter();
    let unknown = unknown.filter(|one| one.effect == Effect::Unknown);
    assert_eq!(unknown.map(|one| one.times).sum::<u64>(), 4);
}

/// A value that nobody knows: the act may be a step, and stands in the list of what is unknown, too.
#[test]
fn what_may_be_a_step_is_listed_as_unknown() {
    let lines = [
        STOP,
        look(STOPPED),
        CLEAR,
        START,
        look(RUNNING),
        ("Stop-Service -Name $env:SVC", ""),
    ];
    let conclusion = spooler().typed("SRV01", &lines).concluded();
    assert_eq!(totals(&conclusion), "6 = matched 5 + unknown 1");
    let unplanned = &conclusion.verdict.unplanned;
    assert_eq!(unplanned.len(), 1);
    assert_eq!(unplanned[0].evidence.command, "Stop-Service -Name $env:SVC");
}

/// The same acts in a transcript and in a log of script blocks: in one account each, and once matched.
#[test]
fn what_two_captures_show_is_matched_once() {
    let lines = [STOP, look(STOPPED), CLEAR, START, look(RUNNING)];
    let history: String = lines
        .iter()
        .map(|(typed, _)| format!("{typed}\n"))
        .collect();
    let project = spooler()
        .capture("SRV01.txt", transcript("SRV01", 10, &lines))
        .capture("ConsoleHost_history.txt", history);
    let conclusion = project.concluded();
    assert_eq!(said(&conclusion), "conformant");
    assert_eq!(totals(&conclusion), "10 = matched 5 + shown 5");
}

#[test]
fn totals_are_a_partition_whatever_is_typed() {
    use proptest::prelude::*;
    const TYPED: [&str; 9] = [
        "Stop-Service -Name Spooler",
        "Start-Service Spooler",
        "Get-Service -Name Spooler",
        "Clear-SpoolFolder -Path D:\\Spool",
        "Get-Date",
        "Remove-Item C:\\x.txt",
        "Set-SpoolLog on",
        "Invoke-SpoolTool",
        "Start-Service $x",
    ];
    proptest!(ProptestConfig::with_cases(64), |(
        lines in prop::collection::vec(0..TYPED.len(), 0..20),
        elsewhere in prop::collection::vec(0..TYPED.len(), 0..6),
    )| {
        let typed = |lines: &[usize]| -> Vec<(&str, &str)> {
            lines.iter().map(|line| (TYPED[*line], "")).collect()
        };
        let project = spooler()
            .typed("SRV01", &typed(&lines))
            .typed("SRV09", &typed(&elsewhere));
        let commands = project.concluded().verdict.totals.commands;
        prop_assert_eq!(commands.all(), (lines.len() + elsewhere.len()) as u64);
    });
}
