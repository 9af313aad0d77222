//! What people say: marks of guided scripts and attestations, each with its time and its place.

use super::project::{Guided, Project, said, totals};

const PLAN: &str = "
parameters: { servers: { list: server, type: host, at_least: 1, placeholder: <server> } }
questions: [is_clustered]
steps:
  - { id: announce, by: hand }
  - { id: decide, decide: is_clustered, otherwise: stop }
  - { id: restart, for_each: server, at: { this: server }, run: Restart-Service -Name Spooler }
  - { id: apply, for_each: server, at: { this: server }, by: hand }
  - { id: check, at: { any: server }, run: Test-Spooler -All }
commands:
  Test-Spooler: { effect: changes, parameters: { All: { switch: true } } }
";

const SERVERS: &str = "parameters: { servers: [srv01.example.com, srv02.example.com] }\n";
const YES: &str = "answers: { is_clustered: true }\n";

const S1: &str = "\"server\":\"srv01.example.com\"";
const S2: &str = "\"server\":\"srv02.example.com\"";

fn open() -> Project {
    Project::powershell(PLAN).change(SERVERS)
}

fn answered() -> Project {
    open().change(YES)
}

fn begin(project: &Project, host: &str, session: &str, minute: u32) -> Guided {
    Guided::new(project, host, session, minute)
}

fn restart(guided: Guided, server: &str) -> Guided {
    guided.ran("restart", server, "Restart-Service -Name Spooler", "")
}

fn check(guided: Guided) -> Guided {
    guided.ran("check", "", "Test-Spooler -All", "")
}

/// The second server: its own session, in which all but the restart is left to the first.
fn second(project: &Project) -> Guided {
    restart(begin(project, "SRV02", "bb", 20), S2)
}

/// All of it, on the first server, after what the second one's session has.
fn first(project: &Project, apply: impl FnOnce(Guided) -> Guided) -> Guided {
    let guided = begin(project, "SRV01", "aa", 10).done("announce", "");
    check(apply(restart(guided, S1).waits(20)))
}

fn both(project: Project, apply: impl FnOnce(Guided) -> Guided) -> Project {
    let (one, two) = (first(&project, apply), second(&project));
    project.guided("1.txt", &one).guided("2.txt", &two)
}

#[test]
fn a_mark_vouches_for_its_own_items() {
    let all = |guided: Guided| guided.done("apply", S1).done("apply", S2);
    assert_eq!(both(answered(), all).said(), "conformant");
    let one = |guided: Guided| guided.done("apply", S1);
    let said = both(answered(), one).said();
    assert_eq!(said, "inconclusive: unattested apply srv02.example.com");
    let none = |guided: Guided| guided;
    assert_eq!(
        both(answered(), none).said(),
        "inconclusive: unattested apply"
    );
    // Items that the change has not are of no step.
    let third = |guided: Guided| {
        guided
            .done("apply", S1)
            .done("apply", "\"server\":\"srv03.example.com\"")
    };
    let said = both(answered(), third).said();
    assert_eq!(said, "inconclusive: unattested apply srv02.example.com");
}

/// A mark without items in a step of several: that is the computer that it was made on.
#[test]
fn a_mark_without_items_is_about_its_own_computer() {
    let bare = |guided: Guided| guided.done("apply", "");
    let said = both(answered(), bare).said();
    assert_eq!(said, "inconclusive: unattested apply srv02.example.com");
    let project = answered();
    let (one, two) = (first(&project, bare), second(&project).done("apply", ""));
    let project = project.guided("1.txt", &one).guided("2.txt", &two);
    assert_eq!(project.said(), "conformant");
}

#[test]
fn a_skip_is_a_statement_against() {
    let skip = |guided: Guided| {
        guided
            .done("apply", S1)
            .skipped("apply", S2, "not updated yet")
    };
    let project = both(answered(), skip);
    let conclusion = project.concluded();
    assert_eq!(
        said(&conclusion),
        "inconclusive: unattested apply srv02.example.com"
    );
    let finding = &conclusion.verdict.findings[0];
    let told = format!("{:?}", finding.message);
    assert!(
        told.contains("not updated yet") && told.contains("Ursula"),
        "{told}"
    );
    assert_eq!(finding.evidence.len(), 1);
    // One word for both servers does not stand against it; a later one, or one of that server, does.
    let attest = |more: &str| {
        let attestation = format!("attestations: [ {{ step: apply, by: Vera{more} }} ]\n");
        both(answered().change(&attestation), skip).said()
    };
    let against = "inconclusive: unattested apply srv02.example.com";
    assert_eq!(attest(""), against);
    assert_eq!(attest(", at: 2026-03-14T20:00:00"), against);
    assert_eq!(attest(", at: 2026-03-14T23:00:00"), "conformant");
    assert_eq!(
        attest(", binding: { server: SRV02.example.com }"),
        "conformant"
    );
    let said = attest(", binding: { server: srv01.example.com }");
    assert_eq!(said, "inconclusive: unattested apply srv02.example.com");
}

/// Who quits and goes on later passes over what was done, and does what was passed over.
#[test]
fn done_once_is_done() {
    let skip_then_do = |guided: Guided| {
        let guided = guided.done("apply", S1).skipped("apply", S2, "later");
        guided.done("apply", S2)
    };
    assert_eq!(both(answered(), skip_then_do).said(), "conformant");
    let do_then_skip = |guided: Guided| {
        let guided = guided.done("apply", S1).done("apply", S2);
        guided
            .skipped("apply", S2, "done before")
            .skipped("announce", "", "done")
    };
    assert_eq!(both(answered(), do_then_skip).said(), "conformant");
}

#[test]
fn a_command_that_was_passed_over_is_missing_and_the_reason_is_told() {
    let project = answered();
    let one = begin(&project, "SRV01", "aa", 10)
        .done("announce", "")
        .skipped("restart", S1, "the service is not there")
        .skipped("restart", S2, "elsewhere: srv02.example.com")
        .waits(20);
    let one = check(one.done("apply", S1).done("apply", S2));
    let two = second(&project);
    let project = project.guided("1.txt", &one).guided("2.txt", &two);
    let conclusion = project.concluded();
    assert_eq!(
        said(&conclusion),
        "deviating: missing restart srv01.example.com"
    );
    let told = format!("{:?}", conclusion.verdict.findings[0].message);
    assert!(told.contains("the service is not there"), "{told}");
}

#[test]
fn a_command_that_was_begun_and_never_ended_is_unseen() {
    let project = answered();
    let one = begin(&project, "SRV01", "aa", 10)
        .done("announce", "")
        .begun("restart", S1, "Restart-Service -Name Spooler");
    let later = begin(&project, "SRV01", "cc", 40)
        .skipped("restart", S1, "it was started before")
        .done("apply", S1)
        .done("apply", S2);
    let two = second(&project);
    let last = check(later.clone());
    let captured = |last: &Guided| {
        answered()
            .guided("1.txt", &one)
            .guided("2.txt", &two)
            .guided("3.txt", last)
    };
    let said = captured(&last).said();
    assert_eq!(
        said,
        "inconclusive: outcome-unseen restart srv01.example.com"
    );
    // Carried out again, to its end, it is seen.
    let again = restart(begin(&project, "SRV01", "cc", 40), S1);
    let again = check(again.done("apply", S1).done("apply", S2));
    assert!(captured(&again).said().starts_with("conformant"));
    // The last one of all is unseen, too.
    let last = later.begun("check", "", "Test-Spooler -All");
    let last = captured(&last).said();
    assert!(last.contains("outcome-unseen check"), "{last}");
}

#[test]
fn an_answer_decides_where_the_change_file_is_silent() {
    let project = open();
    let announced = begin(&project, "SRV01", "aa", 10).done("announce", "");
    let no = announced.clone().answered("decide", false);
    let conclusion = open().guided("1.txt", &no).concluded();
    assert_eq!(said(&conclusion), "conformant");
    let of_restart = &conclusion.verdict.steps[2];
    assert_eq!(format!("{:?}", of_restart.status), "NotApplicable");
    assert!(of_restart.because.is_some());
    // With a yes the rest is to be done.
    let yes = announced.clone().answered("decide", true);
    let said = open().guided("1.txt", &yes).said();
    assert!(
        said.starts_with("deviating: missing restart srv01"),
        "{said}"
    );
    let yes = yes.clone();
    let rest = check(
        restart(yes, S1)
            .waits(20)
            .done("apply", S1)
            .done("apply", S2),
    );
    let all = open()
        .guided("1.txt", &rest)
        .guided("2.txt", &second(&project));
    assert_eq!(all.said(), "conformant");
    // What a no rules out, and was done after it, is in no step.
    let after = restart(no, S1);
    let said = open().guided("1.txt", &after).said();
    assert_eq!(said, "deviating: unplanned-change –");
}

#[test]
fn two_answers_decide_nothing_and_the_change_file_decides_first() {
    let project = open();
    let answer = |host: &str, session: &str, answer: bool| {
        begin(&project, host, session, 10)
            .done("announce", "")
            .answered("decide", answer)
    };
    let (yes, no) = (answer("SRV01", "aa", true), answer("SRV02", "bb", false));
    let conclusion = open()
        .guided("1.txt", &yes)
        .guided("2.txt", &no)
        .concluded();
    assert_ne!(said(&conclusion), "conformant");
    let assumed = |conclusion: &crate::Conclusion| {
        let assumptions = conclusion.verdict.assumptions.iter();
        assumptions.map(|one| one.id).collect::<Vec<_>>()
    };
    assert!(assumed(&conclusion).contains(&"audit-assume-no-answer"));
    let conclusion = answered().guided("2.txt", &no).concluded();
    assert!(assumed(&conclusion).contains(&"audit-assume-answer"));
    assert!(said(&conclusion).contains("missing restart srv02"));
}

#[test]
fn on_one_clock_steps_by_hand_have_an_order() {
    let project = answered();
    // It is announced after the restart, by the clock of the same computer.
    let early = restart(begin(&project, "SRV01", "aa", 10), S1);
    let late = begin(&project, "SRV01", "cc", 30).done("announce", "");
    let late = check(late.done("apply", S1).done("apply", S2));
    let captured = |late: &Guided| {
        answered()
            .guided("1.txt", &early)
            .guided("2.txt", &second(&project).done("announce", ""))
            .guided("3.txt", late)
    };
    let said = answered()
        .guided("1.txt", &early)
        .guided("2.txt", &second(&project))
        .guided("3.txt", &late)
        .said();
    assert_eq!(said, "deviating: out-of-order restart srv01.example.com");
    // By another computer's word it was announced before, or may have been.
    assert_eq!(captured(&late).said(), "conformant");
    // All comes again, in order.
    let again = restart(begin(&project, "SRV01", "cc", 30).done("announce", ""), S1);
    let again = check(again.done("apply", S1).done("apply", S2));
    let said = answered()
        .guided("1.txt", &early)
        .guided("2.txt", &second(&project))
        .guided("3.txt", &again)
        .said();
    assert_eq!(said, "conformant: repeated restart srv01.example.com");
    // By hand, and too early: in one session, by its lines.
    let guided = begin(&project, "SRV01", "aa", 10)
        .done("announce", "")
        .done("apply", S1);
    let guided = check(restart(guided, S1).waits(20).done("apply", S2));
    let said = answered()
        .guided("1.txt", &guided)
        .guided("2.txt", &second(&project))
        .said();
    assert_eq!(said, "deviating: out-of-order apply srv01.example.com");
    // By hand, and after what had to wait for it.
    let guided = begin(&project, "SRV01", "aa", 10).done("announce", "");
    let guided = check(restart(guided, S1).waits(20).done("apply", S1)).done("apply", S2);
    let said = answered()
        .guided("1.txt", &guided)
        .guided("2.txt", &second(&project))
        .said();
    assert_eq!(said, "deviating: out-of-order check");
}

#[test]
fn marks_that_are_of_something_else_are_named_and_nothing_is_missing_for_them() {
    let all = |guided: Guided| guided.done("apply", S1).done("apply", S2);
    let made = |change: &dyn Fn(Guided) -> Guided| {
        let project = answered();
        let (one, two) = (first(&project, all), second(&project));
        project
            .guided("1.txt", &change(one))
            .guided("2.txt", &change(two))
    };
    let sha256 = runproof_model::runbook::sha256(&answered().runbook);
    let other = "0".repeat(64);
    for (from, to) in [
        (sha256.as_str(), other.as_str()),
        ("CHG1", "CHG2"),
        ("\"variant\":\"v\"", "\"variant\":\"w\""),
        ("\"event\":\"session-start\"", "\"event\":\"another\""),
    ] {
        let conclusion = made(&|guided| guided.with(from, to)).concluded();
        let told = said(&conclusion);
        assert!(told.starts_with("inconclusive: "), "{from}: {told}");
        assert!(told.contains("no-evidence restart srv01"), "{from}: {told}");
        assert!(told.contains("unattested announce"), "{from}: {told}");
        assert_eq!(conclusion.verdict.gaps.len(), 2, "{from}");
    }
    // Of a script that was rendered for no change, what it ran counts, and nobody's word does.
    let conclusion =
        made(&|guided| guided.with("\"change\":\"CHG1\"", "\"change\":\"\"")).concluded();
    assert_eq!(
        said(&conclusion),
        "inconclusive: unattested announce, unattested apply"
    );
    assert_eq!(conclusion.verdict.gaps.len(), 2);
}

/// A command that is in no mark at all is missing, whatever else is in marks that do not count.
#[test]
fn a_foreign_mark_speaks_for_its_own_command() {
    let project = answered();
    let one = check(begin(&project, "SRV01", "aa", 10).with("CHG1", "CHG2"));
    let two = second(&project);
    let said = project.guided("1.txt", &one).guided("2.txt", &two).said();
    assert!(said.contains("missing restart srv01"), "{said}");
    assert!(said.contains("no-evidence check"), "{said}");
}

#[test]
fn who_meant_another_computer_is_on_the_wrong_one_once() {
    let project = answered();
    let one = begin(&project, "SRV01", "aa", 10).done("announce", "");
    let one = restart(restart(one, S1), S2)
        .done("apply", S1)
        .done("apply", S2);
    let conclusion = answered().guided("1.txt", &check(one.clone())).concluded();
    assert_eq!(
        said(&conclusion),
        "deviating: wrong-host restart srv02.example.com"
    );
    // The other one's session is there, too, and the act is not in it.
    let other = begin(&project, "SRV02", "bb", 11).skipped("restart", S2, "done");
    let said = answered()
        .guided("1.txt", &check(one.clone()))
        .guided("2.txt", &other)
        .said();
    assert_eq!(said, "deviating: wrong-host restart srv02.example.com");
    // It is carried out there, too: that it was carried out here for the other stays wrong.
    let said = answered()
        .guided("1.txt", &check(one))
        .guided("2.txt", &restart(begin(&project, "SRV02", "bb", 11), S2))
        .said();
    assert_eq!(said, "deviating: wrong-host restart");
}

/// A transcript runs, and in it the script with its own: one session in two captures.
#[test]
fn a_script_within_a_recording_is_one_session() {
    let all = |guided: Guided| guided.done("apply", S1).done("apply", S2);
    let project = answered();
    let (one, two) = (first(&project, all), second(&project));
    let inner = one.text();
    let outer = inner.replacen(
        "Start time: 20260314200000",
        "Start time: 20260314195500",
        1,
    );
    assert_ne!(inner, outer);
    let project = project
        .capture("inner.txt", inner)
        .capture("outer.txt", outer)
        .guided("2.txt", &two);
    let conclusion = project.concluded();
    assert_eq!(said(&conclusion), "conformant");
    assert_eq!(totals(&conclusion), "5 = matched 3 + shown 2");
}

/// Two computers of one first label: a bare name is the name of neither.
#[test]
fn a_name_that_two_computers_have_is_none() {
    let servers = "parameters: { servers: [srv01.example.com, srv01.example.org] }\n";
    let project = || Project::powershell(PLAN).change(servers).change(YES);
    let other = "\"server\":\"srv01.example.org\"";
    let guided = begin(&project(), "SRV01", "aa", 10).done("announce", "");
    let guided = restart(restart(guided, S1), other)
        .done("apply", S1)
        .done("apply", other);
    let said = project().guided("1.txt", &check(guided.clone())).said();
    assert_eq!(
        said,
        "inconclusive: no-evidence restart srv01.example.com, no-evidence restart srv01.example.org"
    );
    // A full name in the marks tells.
    let named = check(guided).with(
        "\"host\":\"SRV01\"",
        "\"host\":\"SRV01\",\"fqdn\":\"srv01.example.com\"",
    );
    let said = project().guided("1.txt", &named).said();
    assert_eq!(said, "deviating: wrong-host restart srv01.example.org");
}

fn attested(restarted: &str, announce: &str, apply: &str) -> String {
    let project = answered().change(&format!(
        "attestations:\n  - {{ step: announce, by: Vera, at: {announce} }}\n  - {{ step: apply, by: Vera, at: {apply} }}\n"
    ));
    let line = |host: &str, minute: u32, more: &[(&'static str, &'static str)]| {
        let mut lines = vec![("Restart-Service -Name Spooler", "")];
        lines.extend(more);
        super::project::transcript(host, minute, &lines).replace("20260314", restarted)
    };
    project
        .capture("1.txt", line("SRV01", 120, &[("Test-Spooler -All", "")]))
        .capture("2.txt", line("SRV02", 60, &[]))
        .said()
}

#[test]
fn an_attestation_has_a_time() {
    const NIGHT: &str = "20260314";
    let told = |announce: &str, apply: &str| attested(NIGHT, announce, apply);
    assert_eq!(
        told("2026-03-14T19:30:00", "2026-03-14T22:00:30"),
        "conformant"
    );
    // To the day it is held against the window; and one word for several computers against acts.
    assert_eq!(
        told("2026-03-14T07:00:00", "2026-03-14T20:10:00"),
        "conformant"
    );
    assert_eq!(
        told("2026-02-14T20:30:00", "2026-03-14T22:00:30"),
        "deviating: outside-window announce"
    );
    assert_eq!(
        told("2025-03-14T20:30:00", "2026-04-14T22:00:30"),
        "deviating: outside-window announce, outside-window apply"
    );
    // Hours after what had to wait for it.
    assert_eq!(
        told("2026-03-14T23:30:00", "2026-03-14T22:00:30"),
        "deviating: out-of-order announce"
    );
    assert_eq!(
        told("2026-03-14T19:30:00", "2026-03-16T22:00:30"),
        "deviating: outside-window apply"
    );
}

#[test]
fn an_attestation_of_one_place_has_its_own_time() {
    let with = |at: &str| {
        answered()
            .change(&format!(
                "attestations:\n  - {{ step: announce, by: Vera }}\n  - {{ step: apply, by: Vera, binding: {{ server: srv01.example.com }}, at: {at} }}\n  - {{ step: apply, by: Vera, binding: {{ server: srv02.example.com }} }}\n"
            ))
            .typed(
                "SRV01",
                &[("Restart-Service -Name Spooler", ""), ("Test-Spooler -All", "")],
            )
            .capture(
                "SRV02.txt",
                super::project::transcript("SRV02", 5, &[("Restart-Service -Name Spooler", "")]),
            )
            .said()
    };
    assert_eq!(with("2026-03-14T20:10:30"), "conformant");
    assert_eq!(with("2026-03-14T20:40:00"), "conformant");
    let said = with("2026-03-14T22:40:00");
    assert_eq!(said, "deviating: out-of-order check");
}
