//! Guided scripts in bash, really run: what they ask, what they run, and what the audit makes of
//! their transcripts.

use crate::play::{Asked, Played, Stage};

const DEFINITION: &str = "\
format: runproof/runbook/1
id: app
revision: 1.0.0
language: en
shell: bash
variants: { one: {} }
parameters:
  hosts: { list: host, type: host, at_least: 1, placeholder: <host> }
questions: [tickets]
steps:
  - id: look
    run: readlink /srv/app
    expect: prepared
  - id: stop
    for_each: host
    run: ssh {host} 'sudo systemctl stop app.service'
  - id: tell
    for_each: host
    when: tickets
    by: hand
  - id: start
    for_each: host
    run: ssh {host} 'sudo systemctl start app.service'
  - id: see
    for_each: host
    run: ssh {host} 'cat /run/app/state'
    until: steady
  - id: clean
    run: shred -u /srv/app.old
rolling:
  - { id: one-by-one, each: host, from: stop, to: see }
outcomes:
  prepared: { line: /srv/app-2 }
  steady: { line: state=steady }
";

const CATALOG: &str = "\
title = Restart the app
product = App
summary = This restarts the app.
procedure = Restart
look = Check the link.
    .title = Check the link
stop = Stop the app.
    .title = Stop the app
tell = Close the ticket.
    .title = Close the ticket
start = Start the app.
    .title = Start the app
see = Look at the state.
    .title = Look at the state
clean = Remove the old link.
    .title = Remove the old link
one-by-one = One host after the other.
outcome-prepared = The output must show `/srv/app-2`.
outcome-steady = The output must show `state=steady`.
question-tickets = Are there tickets?
";

const CHANGE: &str = "\
change: CHG0000007
variant: one
parameters: { hosts: [web01.example.com, web02.example.com] }
";

/// The app's stage. A file `states` holds what the hosts show, a line for each look.
fn app() -> Stage {
    Stage::new("app", Some((DEFINITION, CATALOG)), CHANGE)
        .program("readlink", "cat \"$STAGE/link\" 2>/dev/null || echo /srv/app-2")
        .program("shred", "")
        .program(
            "ssh",
            "case $* in *state*) head -n 1 \"$STAGE/states\" 2>/dev/null | grep . || echo state=steady\n\
             sed -i 1d \"$STAGE/states\" 2>/dev/null ;; esac; exit 0",
        )
}

/// Yes to everything.
fn yes(asked: &Asked<'_>) -> Option<String> {
    let is_name = asked.prompt.ends_with(':');
    Some(if is_name { "admin" } else { "y" }.to_owned())
}

/// An answer of one's own where the step, the item and the prompt hold these words, and else yes.
fn but<'a>(
    own: &'a [(&'a str, &'a str, &'a str)],
) -> impl FnMut(&Asked<'_>) -> Option<String> + 'a {
    let mut left: Vec<_> = own.to_vec();
    move |asked| {
        let place = format!("{} | {}", asked.step, asked.round);
        let found = left.iter().position(|(words, prompt, _)| {
            words.split(' ').all(|word| place.contains(word)) && asked.prompt.contains(prompt)
        });
        match found {
            Some(at) => match left.remove(at).2 {
                "^D" => None,
                answer => Some(answer.to_owned()),
            },
            None => yes(asked),
        }
    }
}

/// What was asked for in a session, prompts and answers, without the marks.
fn shown(played: &Played) -> String {
    let lines = played
        .screen
        .lines()
        .filter(|line| !line.contains("#runproof:1"));
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
fn the_app_answered_yes_is_done_host_by_host_and_conformant() {
    let mut stage = app();
    let played = stage.play("en", "", yes);
    played.finished();
    insta::assert_snapshot!(played.ran.join("\n"), @r"
    readlink /srv/app
    ssh web01.example.com sudo systemctl stop app.service
    ssh web01.example.com sudo systemctl start app.service
    ssh web01.example.com cat /run/app/state
    ssh web02.example.com sudo systemctl stop app.service
    ssh web02.example.com sudo systemctl start app.service
    ssh web02.example.com cat /run/app/state
    shred -u /srv/app.old
    ");
    assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()));
}

#[test]
fn what_is_declined_is_not_run_and_is_found() {
    let mut stage = app();
    let played = stage.play(
        "en",
        "",
        but(&[
            ("Start web02", "Run this command?", "s"),
            ("Start web02", "Reason", "   "),
            ("Start web02", "Reason", "not today"),
        ]),
    );
    assert!(
        !played
            .ran
            .contains(&"ssh web02.example.com sudo systemctl start app.service".into())
    );
    played.says("A reason is required.");
    let (code, findings) = stage.audited(&[&played]);
    assert_eq!(
        (code, findings),
        (Some(1), vec!["missing start web02.example.com".to_owned()])
    );
}

#[test]
fn it_is_looked_again_until_the_state_is_there() {
    let mut stage = app();
    stage.write("states", "state=starting\nstate=steady\n");
    let played = stage.play("en", "", but(&[("state web01", "not reached yet", "r")]));
    played.finished();
    let looks = played.ran.iter().filter(|line| line.contains("state"));
    assert_eq!(looks.count(), 3);
    assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()));
}

#[test]
fn a_wrong_outcome_stops() {
    let mut stage = app();
    stage.write("link", "/srv/app-1\n");
    let played = stage.play("en", "", but(&[("link", "not what it must be", "q")]));
    played.stopped();
    assert_eq!(played.ran, ["readlink /srv/app"]);
    let seen = shown(&played);
    let (_, end) = seen.split_once("Run this command?").expect("it asks");
    insta::assert_snapshot!(
        end.replace(&played.transcript, "PATH")
            .lines()
            .take(8)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn a_session_is_taken_up_where_it_was_left() {
    let mut stage = app();
    let first = stage.play("en", "", but(&[("Start web02", "Run this command?", "q")]));
    first.stopped();
    first.says("start this script with --resume ");
    let resume = format!("--resume ../{}", first.transcript);
    let second = stage.play("en", &resume, yes);
    second.finished();
    second.does_not_say("Reason");
    insta::assert_snapshot!(second.ran.join("\n"), @r"
    ssh web02.example.com sudo systemctl start app.service
    ssh web02.example.com cat /run/app/state
    shred -u /srv/app.old
    ");
    assert_eq!(stage.audited(&[&first, &second]), (Some(0), Vec::new()));

    let none = stage.play("en", "--resume ../change.yaml", yes);
    none.stopped();
    none.says("is not a transcript of this script");
}

#[test]
fn a_session_begins_with_the_step_that_is_named() {
    let mut stage = app();
    let played = stage.play("en", "--from 4", but(&[("", "Begin with web01", "n")]));
    played.finished();
    insta::assert_snapshot!(played.ran.join("\n"), @r"
    ssh web02.example.com sudo systemctl start app.service
    ssh web02.example.com cat /run/app/state
    shred -u /srv/app.old
    ");
    let none = stage.play("en", "--from 7", yes);
    assert_eq!((none.code, none.ran.len()), (Some(1), 0), "{}", none.screen);
}

#[test]
fn an_open_question_decides_whether_its_step_applies() {
    let mut stage = app();
    for (answer, word, wanted) in [
        ("n", "y", None),
        ("y", "y", None),
        ("y", "s", Some("unattested tell web01.example.com")),
    ] {
        let own = [
            ("ticket web01", "[n] no, [q] quit", answer),
            ("ticket web01", "Done?", word),
        ];
        let played = stage.play("en", "", but(&own));
        played.says("Are there tickets? [y] yes");
        assert_eq!(played.screen.matches("Are there tickets?").count(), 1);
        let findings: Vec<String> = wanted.map(ToOwned::to_owned).into_iter().collect();
        let code = if findings.is_empty() { 0 } else { 3 };
        assert_eq!(
            stage.audited(&[&played]),
            (Some(code), findings),
            "{answer} {word}"
        );
    }
}

#[test]
fn what_is_no_key_names_the_keys() {
    let mut stage = app();
    let own = [
        ("link", "Run this command?", "yikes, no!"),
        ("link", "Run this command?", "sure"),
        ("link", "Run this command?", "stop"),
        ("link", "Run this command?", " YES "),
    ];
    let played = stage.play("en", "", but(&own));
    let named = "Please answer with one of these keys: [y] yes, [s] skip, [q] quit";
    assert_eq!(played.screen.matches(named).count(), 3, "{}", played.screen);
    assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()));
}

const CERTIFICATE: &str = "\
change: CHG0042170
variant: rhel
parameters:
  domain: www.example.com
  certificate: /home/admin/renewal/www.example.com.pem
  key: /home/admin/renewal/www.example.com.key
  serial: '04:9F:2B:71:C3:0A:11:5E'
  hosts: [web01.example.com, web02.example.com]
answers: { behind_load_balancer: true }
";

fn certificate(change: &str) -> Stage {
    Stage::new("rotate-tls-certificate", None, change)
        .program(
            "openssl",
            "case $* in *-serial*) echo serial=049F2B71C30A115E ;; esac\n\
             case $* in *-enddate*) echo 'notAfter=Jul  6 09:12:44 2026 GMT' ;; esac",
        )
        .program(
            "ssh",
            "case $* in *'nginx -t') echo 'nginx: test is successful' >&2 ;; esac",
        )
        .programs(&["scp", "diff", "shred"])
}

#[test]
fn the_certificate_is_rotated_in_every_language_by_its_own_keys() {
    let one = CERTIFICATE.replace(", web02.example.com", "");
    for (locale, change, word) in [
        ("en", CERTIFICATE, "yes"),
        ("de", one.as_str(), "Ja"),
        ("fr", one.as_str(), "oui"),
        ("fr", one.as_str(), "o"),
        ("pt-BR", one.as_str(), "sim"),
        ("pt-BR", one.as_str(), "s"),
    ] {
        let mut stage = certificate(change);
        let played = stage.play(locale, "", |_| Some(word.to_owned()));
        assert_eq!(played.code, Some(0), "{locale}: {}", played.screen);
        assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()), "{locale}");
    }
}

const FLEET: &str = "\
format: runproof/runbook/1
id: fleet
revision: 1.0.0
language: en
shell: bash
variants: { one: {} }
parameters:
  hosts: { list: host, type: host, at_least: 1, placeholder: <host> }
questions: [is_new]
steps:
  - id: announce
    by: hand
  - id: choose
    decide: is_new
    otherwise: stop
  - id: install
    for_each: host
    at: { this: host }
    run: systemctl restart app.service
  - id: switch-over
    at: { any: host }
    run: systemctl start switch.service
";

const FLEET_WORDS: &str = "\
title = Install the fleet
product = Fleet
summary = This installs the fleet.
procedure = Install
announce = Announce it.
    .title = Announce
choose = Find out whether it is new.
    .title = Find out
    .if-yes = Go on.
    .if-no = Archive it now.
    .yes = It is new.
    .no = It is not new. Archive it now.
install = Install on every host. Do not continue until every host is finished.
    .title = Install
switch-over = Switch over on one host.
    .title = Switch over
question-is_new = Is it new?
";

fn fleet(answers: &str, hosts: &str) -> Stage {
    let change =
        format!("change: CHG0000008\nvariant: one\nparameters: {{ hosts: [{hosts}] }}\n{answers}");
    Stage::new("fleet", Some((FLEET, FLEET_WORDS)), &change).programs(&["systemctl"])
}

const TWO: &str = "web01.example.com, web02.example.com";

#[test]
fn what_belongs_on_another_computer_is_waited_for() {
    let mut stage = fleet("answers: { is_new: true }\n", TWO);
    stage.host = "web01.example.com".to_owned();
    let here = [
        ("Install", "Carry it out here?", "s"),
        ("Switch", "Finished on all of them?", "q"),
    ];
    let first = stage.play("en", "", but(&here));
    assert_eq!(
        first.ran,
        ["systemctl restart app.service"],
        "{}",
        first.screen
    );
    let seen = shown(&first);
    let (_, stop) = seen.split_once("Before step").expect("it stops");
    insta::assert_snapshot!(
        stop.replace(&first.transcript, "PATH")
            .lines()
            .take(4)
            .collect::<Vec<_>>()
            .join("\n")
    );

    stage.host = "web02.example.com".to_owned();
    let second = stage.play("en", "--from 3", but(&here));
    assert_eq!(
        second.ran,
        ["systemctl restart app.service"],
        "{}",
        second.screen
    );

    stage.host = "web01.example.com".to_owned();
    let third = stage.play("en", &format!("--resume ../{}", first.transcript), yes);
    assert_eq!(
        third.ran,
        ["systemctl start switch.service"],
        "{}",
        third.screen
    );
    third.says("Finished on all of them?");
    assert_eq!(
        stage.audited(&[&first, &second, &third]),
        (Some(0), Vec::new())
    );
}

#[test]
fn what_is_run_on_the_wrong_computer_is_one_finding() {
    let mut stage = fleet("answers: { is_new: true }\n", TWO);
    stage.host = "web01".to_owned();
    let played = stage.play("en", "", yes);
    assert_eq!(played.ran.len(), 3, "{}", played.screen);
    let wrong = vec!["wrong-host install web02.example.com".to_owned()];
    assert_eq!(stage.audited(&[&played]), (Some(1), wrong));
}

#[test]
fn a_computer_with_another_ones_first_label_is_asked_for() {
    let mut stage = fleet(
        "answers: { is_new: true }\n",
        "app.emea.example.com, app.apac.example.com",
    );
    stage.host = "app".to_owned();
    let own = [
        ("", "Number:", "7"),
        ("", "Number:", "2"),
        ("Install", "Carry it out here?", "s"),
        ("Switch", "Finished on all of them?", "q"),
    ];
    let played = stage.play("en", "", but(&own));
    assert_eq!(
        played.ran,
        ["systemctl restart app.service"],
        "{}",
        played.screen
    );
    assert!(
        played
            .screen
            .contains("This computer is app.apac.example.com."),
        "{}",
        played.screen
    );
}

#[test]
fn a_no_can_be_taken_back_and_what_it_asks_for_is_confirmed() {
    let mut stage = fleet("", TWO);
    let own = [
        ("Find", "Is it new?", "no"),
        ("Find", "The answer is no.", "b"),
        ("Find", "Is it new?", "n"),
    ];
    let played = stage.play("en", "", but(&own));
    assert_eq!(
        (played.code, played.ran.len()),
        (Some(0), 0),
        "{}",
        played.screen
    );
    assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()));
}

#[test]
fn what_an_answer_of_the_change_leaves_to_be_done_is_asked_for() {
    let mut stage = fleet("answers: { is_new: false }\n", TWO);
    let played = stage.play("en", "", yes);
    assert_eq!(
        played.screen.matches("Done? [y]").count(),
        2,
        "{}",
        played.screen
    );
    assert_eq!(stage.audited(&[&played]), (Some(0), Vec::new()));
}

#[test]
fn a_terminal_that_is_closed_ends_the_session() {
    let mut stage = app();
    let played = stage.play("en", "", but(&[("Start web01", "Run this command?", "^D")]));
    assert_ne!(played.code, Some(0));
    let transcript = stage.read(&played.transcript);
    let last = transcript
        .lines()
        .rfind(|line| line.contains("#runproof:1"));
    assert!(
        last.is_some_and(|line| line.contains("session-end") && !line.contains("\"step\"")),
        "{transcript}"
    );
}

#[test]
fn what_an_answer_leaves_to_be_done_and_was_passed_over_is_not_conformant() {
    let mut stage = fleet("answers: { is_new: false }\n", TWO);
    let played = stage.play(
        "en",
        "",
        but(&[("Find", "Done?", "s"), ("Find", "Reason", "no time")]),
    );
    assert_eq!(
        stage.audited(&[&played]),
        (Some(3), vec!["unattested choose".to_owned()])
    );
}

#[test]
fn what_was_declined_is_not_run_when_it_is_looked_again() {
    let definition = FLEET
        .replace("  - id: install\n", "  - id: install\n    until: steady\n")
        .replace(
            "    at: { this: host }\n    run: systemctl restart app.service",
            "    run: ssh {host} 'cat /run/app/state'",
        )
        + "outcomes: { steady: { line: state=steady } }\n";
    let words = format!("{FLEET_WORDS}outcome-steady = The output must show `state=steady`.\n");
    let definition = definition.replace(
        "    until: steady\n    for_each: host\n    run: ssh {host} 'cat /run/app/state'",
        "    commands:\n      - for_each: host\n        run: ssh {host} 'cat /run/app/state'\n        until: steady",
    );
    let change = format!(
        "change: CHG0000009\nvariant: one\nparameters: {{ hosts: [{TWO}] }}\nanswers: {{ is_new: true }}\n"
    );
    let mut stage = Stage::new("fleet", Some((&definition, &words)), &change)
        .program(
            "ssh",
            "head -n 1 \"$STAGE/states\"; sed -i 1d \"$STAGE/states\"",
        )
        .programs(&["systemctl"]);
    stage.host = "web01".to_owned();
    stage.write("states", "state=starting\nstate=steady\n");
    let own = [
        ("Install", "Run this command?", "y"),
        ("Install", "Run this command?", "s"),
        ("Install", "Reason", "it is down"),
        ("Install", "not reached yet", "r"),
    ];
    let played = stage.play("en", "", but(&own));
    let looks: Vec<&str> = played
        .ran
        .iter()
        .filter(|line| line.contains("state"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        looks, ["ssh web01.example.com cat /run/app/state"; 2],
        "{}",
        played.screen
    );
    // Nothing was captured on the other computer, where it may have been looked, too.
    let missing = vec!["no-evidence install web02.example.com".to_owned()];
    assert_eq!(stage.audited(&[&played]), (Some(3), missing));

    // Nobody looked: nothing is asked about the state.
    let own = [
        ("Install", "Run this command?", "s"),
        ("Install", "Reason", "it is down"),
        ("Install", "Run this command?", "s"),
        ("Install", "Reason", "so is this"),
    ];
    let played = stage.play("en", "", but(&own));
    played.does_not_say("reached");
}

#[test]
fn who_is_not_elevated_is_refused_before_anything_is_done() {
    let definition = FLEET.replace("shell: bash\n", "shell: bash\nelevated: true\n");
    let change = format!(
        "change: CHG0000009\nvariant: one\nparameters: {{ hosts: [{TWO}] }}\nanswers: {{ is_new: true }}\n"
    );
    let stage = |user: &str| {
        Stage::new("fleet", Some((&definition, FLEET_WORDS)), &change)
            .programs(&["systemctl"])
            .program(
                "id",
                &format!("case $1 in -u) echo {user} ;; *) echo admin ;; esac"),
            )
    };
    let refused = stage("1000").play("en", "", yes);
    assert_eq!(
        (refused.code, refused.transcript.as_str()),
        (Some(1), ""),
        "{}",
        refused.screen
    );
    refused.says("The procedure needs root.");
    let mut root = stage("0");
    root.host = "web01".to_owned();
    let played = root.play("en", "", but(&[("Install", "Carry it out here?", "s")]));
    played.finished();
    played.says("needs an elevated session");
}

#[test]
fn an_interruption_at_a_question_ends_the_session() {
    let mut stage = app();
    let played = stage.play(
        "en",
        "",
        but(&[("Start web01", "Run this command?", "\u{3}")]),
    );
    assert_ne!(played.code, Some(0));
    let transcript = stage.read(&played.transcript);
    assert!(
        transcript.contains("\"event\":\"session-end\""),
        "{transcript}"
    );
    let (code, findings) = stage.audited(&[&played]);
    assert_eq!(code, Some(1), "{findings:?}");
}

/// Marks say once for whom they are. Where that is another text of the runbook, or another change,
/// nothing is `missing` for what they say was run.
#[test]
fn what_was_played_for_another_change_shows_nothing_and_takes_nothing_away() {
    let mut stage = app();
    let played = stage.play("en", "", yes);
    let renumbered = CHANGE.replace("CHG0000007", "CHG0000008");
    let commented = format!("{DEFINITION}# Only a remark.\n");
    for (definition, change) in [
        (DEFINITION, renumbered.as_str()),
        (commented.as_str(), CHANGE),
    ] {
        stage.write("runbooks/app.yaml", definition);
        stage.write("change.yaml", change);
        let (code, findings) = stage.audited(&[&played]);
        assert_eq!(code, Some(3), "{findings:?}");
        let proofless = |finding: &String| finding.starts_with("no-evidence ");
        assert!(
            findings.len() > 5 && findings.iter().all(proofless),
            "{findings:?}"
        );
    }
}
