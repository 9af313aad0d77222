//! The audit at the command line, as a stranger meets it: a small change, what was captured of it,
//! and what the program says.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::story::{Story, told};

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/check");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

const RUNBOOK: &str = r"
format: runproof/runbook/1
id: restart-spooler
revision: 1.0.0
shell: powershell
variants: { windows: {} }
parameters:
  servers: { list: server, type: host, at_least: 1, placeholder: <server> }
steps:
  - id: announce
    by: hand
  - id: restart
    for_each: server
    at: { this: server }
    run: Restart-Service -Name Spooler -Force
  - id: verify
    for_each: server
    at: { this: server }
    run: Get-Service -Name Spooler
    until: running
outcomes:
  running:
    records:
      key: Name
      reached: { Status: [Running] }
commands:
  Restart-Service:
    simulates: true
    parameters: { Name: { position: 1 }, Force: { switch: true } }
  Get-Service:
    parameters: { Name: { position: 1 } }
";

const CATALOG: &str = r"
title = Restart the print spooler
product = Windows Server
summary = This procedure restarts the print spooler.
procedure = Restart the spooler
announce = Tell the users.
    .title = Tell the users
restart = Restart the service.
    .title = Restart the service
verify = Check the service.
    .title = Check the service
outcome-running = The service is running.
";

const CHANGE: &str = r"
change: CHG1
parameters: { servers: [srv01.example.com, srv02.example.com] }
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-14T22:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: announce, by: 'EXAMPLE\ops', at: 2026-03-14T19:30:00 }
";

const RESTART: &str = "Restart-Service -Name Spooler -Force";
const VERIFY: &str = "Get-Service -Name Spooler";
const RUNNING: &str = "\nStatus   Name               DisplayName\n------   ----               -----------\nRunning  Spooler            Print Spooler\n";
const STOPPED: &str = "\nStatus   Name               DisplayName\n------   ----               -----------\nStopped  Spooler            Print Spooler\n";

/// A transcript of Windows PowerShell 5.1 with the time of each command: lines typed, and what each
/// printed.
pub(crate) fn transcript(host: &str, lines: &[(&str, &str)]) -> String {
    let stars = "**********************";
    let mut text = format!(
        "{stars}\nWindows PowerShell transcript start\nStart time: 20260314201000\n\
         Username: EXAMPLE\\ops\nRunAs User: EXAMPLE\\ops\nConfiguration Name: \n\
         Machine: {host} (Microsoft Windows NT 10.0.17763.0)\n\
         Host Application: C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\n\
         Process ID: 6456\nPSVersion: 5.1.17763.1852\nPSEdition: Desktop\n{stars}\n"
    );
    for (at, (typed, printed)) in lines.iter().enumerate() {
        let minute = 11 + at;
        text.push_str(&format!(
            "{stars}\nCommand start time: 202603142011{minute}\n{stars}\nPS C:\\> {typed}\n{printed}"
        ));
    }
    text.push_str(&format!(
        "{stars}\nWindows PowerShell transcript end\nEnd time: 20260314203000\n{stars}\n"
    ));
    text
}

fn whole(host: &str) -> String {
    transcript(host, &[(RESTART, ""), (VERIFY, RUNNING)])
}

/// On the second server: simulated, a change that nobody planned, and a spooler that stands still.
fn broken() -> String {
    transcript(
        "SRV02",
        &[
            (
                "Restart-Service Spooler -Force -WhatIf",
                "What if: Performing the operation \"Restart-Service\" on target \"Print Spooler (Spooler)\".\n",
            ),
            ("Remove-Item C:\\Windows\\System32\\spool\\PRINTERS\\*", ""),
            (VERIFY, STOPPED),
        ],
    )
}

/// The project and its change, without captures.
fn project() -> Story {
    Story::new()
        .file("runbooks/restart-spooler.yaml", RUNBOOK)
        .file("locales/en/restart-spooler.ftl", CATALOG)
        .file("change.yaml", CHANGE)
}

fn conformant() -> Story {
    project()
        .file("captures/SRV01.txt", whole("SRV01"))
        .file("captures/SRV02.txt", whole("SRV02"))
}

fn deviating() -> Story {
    project()
        .file("captures/SRV01.txt", whole("SRV01"))
        .file("captures/SRV02.txt", broken())
}

const AUDIT: &str = "check -c change.yaml captures --as-of 2026-03-16";

fn json(story: &Story, arguments: &str) -> Value {
    let output = story.output(&format!("{arguments} --format json"));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)))
}

/// What came of every act, and what was found: what no way of handing captures in may change.
fn verdict(verdict: &Value) -> (Value, Vec<Value>, Vec<Value>) {
    let statuses = verdict["steps"].as_array().expect("steps").iter();
    let statuses = statuses.flat_map(|step| {
        let occurrences = step["occurrences"].as_array().expect("occurrences").iter();
        occurrences.map(|one| one["status"].clone())
    });
    let findings = verdict["findings"].as_array().expect("findings").iter();
    let codes = findings.map(|finding| finding["code"].clone());
    (
        verdict["verdict"].clone(),
        statuses.collect(),
        codes.collect(),
    )
}

/// The formats of a report that are held whole, and how their files end.
const FORMATS: [(&str, &str); 7] = [
    ("json", "json"),
    ("markdown", "md"),
    ("junit", "junit.xml"),
    ("sarif", "sarif"),
    ("csv", "csv"),
    ("xes", "xes"),
    ("in-toto", "in-toto.json"),
];

#[test]
fn a_change_that_conforms_deviates_or_cannot_be_told() {
    let told = conformant().tell(AUDIT);
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
    hold("conformant", &told);

    let told = deviating().tell(AUDIT);
    assert!(told.ends_with("--- exit 1 ---\n"), "{told}");
    hold("deviating", &told);

    // Of the second server nothing was captured, and of the first the end is missing.
    let cut = whole("SRV01");
    let cut = cut
        .split("Status   Name")
        .next()
        .expect("a part")
        .to_owned();
    let told = project().file("captures/SRV01.txt", cut).tell(AUDIT);
    assert!(told.ends_with("--- exit 3 ---\n"), "{told}");
    hold("inconclusive", &told);
}

#[test]
fn every_format_of_one_audit() {
    let story = deviating();
    for (format, ending) in FORMATS {
        let told = story.tell(&format!("{AUDIT} --by Audit --format {format}"));
        assert!(told.ends_with("--- exit 1 ---\n"), "{told}");
        hold(&format!("deviating.{ending}"), &told);
    }
    // The page is held whole where pages are made; here, that it needs no other file.
    let page = story.tell(&format!("{AUDIT} --format html"));
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    for asks in ["<link", "src=", "url(", "@import"] {
        assert!(!page.contains(asks), "{asks}");
    }
}

#[test]
fn the_report_speaks_the_readers_language() {
    for locale in ["fr", "pt", "de"] {
        let told = deviating().tell(&format!("{AUDIT} --locale {locale}"));
        hold(&format!("deviating.{locale}.txt"), &told);
    }
}

#[test]
fn json_has_the_shape_that_is_promised() {
    let verdict = json(&deviating(), AUDIT);
    assert_eq!(verdict["schema"], "runproof/verdict/1");
    assert_eq!(verdict["runbook"]["id"], "restart-spooler");
    assert_eq!(verdict["runbook"]["revision"], "1.0.0");
    assert_eq!(
        verdict["runbook"]["sha256"].as_str().map(str::len),
        Some(64)
    );
    assert_eq!(verdict["variant"], "windows");
    assert_eq!(verdict["change"], "CHG1");
    assert_eq!(verdict["verdict"], "deviating");
    let capture = &verdict["captures"][1];
    assert_eq!(capture["path"], "captures/SRV02.txt");
    assert_eq!(capture["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(capture["bytes"], broken().len());
    assert_eq!(capture["format"], "powershell-transcript");
    assert_eq!(capture["encoding"], "utf-8");
    let session = &capture["sessions"][0];
    assert_eq!(session["host"], "SRV02");
    assert_eq!(session["user"], "EXAMPLE\\ops");
    assert_eq!(session["line"], 1);
    let step = &verdict["steps"][1];
    assert_eq!(
        (&step["id"], &step["number"]),
        (&"restart".into(), &2.into())
    );
    let occurrence = &step["occurrences"][1];
    assert_eq!(occurrence["binding"]["server"], "srv02.example.com");
    assert_eq!(occurrence["status"], "simulated");
    let evidence = &occurrence["evidence"][0];
    assert_eq!(evidence["capture"], 1);
    assert_eq!(
        evidence["command"],
        "Restart-Service Spooler -Force -WhatIf"
    );
    let finding = &verdict["findings"][0];
    for key in ["code", "level", "step", "binding", "evidence", "message"] {
        assert!(!finding[key].is_null(), "{key}: {finding}");
    }
    let unplanned = &verdict["unplanned"][0];
    assert_eq!(unplanned["effect"], "changes");
    assert!(unplanned["capture"].is_u64() && unplanned["line"].is_u64());
    assert!(
        unplanned["command"]
            .as_str()
            .expect("text")
            .starts_with("Remove-Item")
    );
}

#[test]
fn captures_come_in_many_ways() {
    let plain = verdict(&json(&deviating(), AUDIT));
    let named = "check -c change.yaml captures/SRV01.txt captures/SRV02.txt --as-of 2026-03-16";
    assert_eq!(verdict(&json(&deviating(), named)), plain);
    let forced = named.replace("captures/", "powershell-transcript=captures/");
    assert_eq!(verdict(&json(&deviating(), &forced)), plain);
    let otherwise = format!("{named} --capture-format psreadline-history");
    assert_eq!(verdict(&json(&deviating(), &otherwise)), plain);
    let with_runbook = named.replace("check", "check restart-spooler");
    assert_eq!(verdict(&json(&deviating(), &with_runbook)), plain);

    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(broken().as_bytes()).expect("packed");
    let story = project()
        .file("captures/SRV01.txt", whole("SRV01"))
        .file("captures/SRV02.txt.gz", gzip.finish().expect("packed"));
    assert_eq!(verdict(&json(&story, AUDIT)), plain);

    // One of them through standard input.
    let story = deviating();
    let arguments = ["check", "-c", "change.yaml", "captures/SRV01.txt", "-"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(arguments)
        .args(["--format", "json", "--as-of", "2026-03-16"])
        .current_dir(story.path(""))
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(broken().as_bytes()).expect("taken");
    drop(stdin);
    let output = child.wait_with_output().expect("it ended");
    let read: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut piped = verdict(&read);
    let mut plain = plain;
    // Findings are in the order of the captures, and `-` sorts before them.
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    piped.2.sort_by_key(text);
    plain.2.sort_by_key(text);
    assert_eq!(piped, plain);
}

#[test]
fn the_same_capture_twice_is_read_once() {
    let story = conformant().file("captures/copy of SRV01.txt", whole("SRV01"));
    let told = story.tell(AUDIT);
    assert!(
        told.contains("is the same as captures/SRV01.txt: it is read once")
            || told.contains("is the same as captures/copy of SRV01.txt: it is read once"),
        "{told}"
    );
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
    let named = "check -c change.yaml captures/SRV01.txt captures/SRV01.txt captures/SRV02.txt";
    assert!(conformant().tell(named).starts_with("CONFORMANT"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let story = deviating();
    for format in [
        "text", "json", "html", "markdown", "junit", "sarif", "csv", "xes", "in-toto",
    ] {
        let audit = format!("{AUDIT} --by Audit --format {format}");
        assert!(
            story.output(&audit).stdout == story.output(&audit).stdout,
            "{format}"
        );
    }
}

#[test]
fn bad_input_is_refused_with_its_reason() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let waiver = |code: &str| {
        format!(
            "{CHANGE}waivers:\n  - {{ code: {code}, reason: none, by: me, until: 2026-12-31 }}\n"
        )
    };
    let blank = || {
        let change = CHANGE.replace("'EXAMPLE\\ops'", "' '");
        let waiver = "{ code: failed, reason: '…', by: \"\", until: 2026-12-31 }";
        format!("{change}waivers:\n  - {waiver}\n").replace("CHG1", "''")
    };
    let elsewhere = || {
        let more = "  - { step: announce, by: me, binding: { server: srv01.example.com } }\n";
        format!("{CHANGE}{more}")
    };
    let story = || {
        conformant()
            .file("empty.txt", "")
            .file("screen.png", png)
            .file("shopping.txt", "milk\nbread\n")
            .file("nothing/readme.md", "# Nothing\n")
            .file("waiver.yaml", waiver("repeats"))
            .file("unknown.yaml", format!("{CHANGE}operater: me\n"))
            .file("outside.yaml", CHANGE.replace("servers:", "server:"))
            .file("blank.yaml", blank())
            .file("elsewhere.yaml", elsewhere())
            .file(
                "later.yaml",
                CHANGE.replace("2026-03-14T19:30:00", "2026-03-17T00:30:00"),
            )
    };
    for (name, arguments) in [
        ("no-capture", "check -c change.yaml"),
        ("no-such-capture", "check -c change.yaml captures/SRV03.txt"),
        ("no-change", "check captures"),
        ("no-such-change", "check -c chnage.yaml captures"),
        ("format", "check -c change.yaml captures --format pdf"),
        (
            "capture-format",
            "check -c change.yaml captures --capture-format syslog",
        ),
        ("empty", "check -c change.yaml empty.txt"),
        ("picture", "check -c change.yaml screen.png"),
        ("not-a-capture", "check -c change.yaml shopping.txt"),
        ("nothing-in-it", "check -c change.yaml nothing"),
        (
            "clock-skew",
            "check -c change.yaml captures --clock-skew nonsense",
        ),
        (
            "clock-skew-negative",
            "check -c change.yaml captures --clock-skew=-5s",
        ),
        ("as-of", "check -c change.yaml captures --as-of yesterday"),
        ("waiver", "check -c waiver.yaml captures"),
        ("blank", "check -c blank.yaml captures"),
        ("attested-elsewhere", "check -c elsewhere.yaml captures"),
        (
            "attested-later",
            "check -c later.yaml captures --as-of 2026-03-16",
        ),
        ("unknown-key", "check -c unknown.yaml captures"),
        ("unknown-parameter", "check -c outside.yaml captures"),
        ("runbook", "check restart-spoler -c change.yaml captures"),
        ("locale", "check -c change.yaml captures --locale xx"),
        (
            "forced-wrong",
            "check -c change.yaml evtx=captures/SRV01.txt",
        ),
        (
            "misspelt-format",
            "check -c change.yaml powershell-transcipt=captures/SRV01.txt",
        ),
    ] {
        let story = story();
        let before = story.files();
        let told = story.tell(&format!("{arguments} --output report.txt"));
        assert!(told.ends_with("--- exit 2 ---\n"), "{name}: {told}");
        assert_eq!(story.files(), before, "{name}: nothing is written");
        hold(&format!("refused/{name}"), &told);
    }
}

#[test]
fn other_things_in_a_folder_are_named_and_passed_over() {
    let story = deviating()
        .file("captures/screen.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("captures/empty.log", "")
        .file("captures/notes.txt", "milk\nbread\n");
    let told = story.tell(AUDIT);
    let (_, said) = told
        .split_once("--- said ---\n")
        .expect("something is said");
    hold("folder-with-other-things", said);
}

#[test]
fn secrets_are_masked_and_change_no_verdict() {
    let secret = "ConvertTo-SecureString 'Pa55-w0rd!' -AsPlainText -Force";
    let login =
        "New-ADUser svc -AccountPassword (ConvertTo-SecureString 'Pa55-w0rd!' -AsPlainText -Force)";
    let restart = format!("Restart-Service -Name Spooler -Force; {secret}");
    let story = || {
        project()
            .file(
                "captures/SRV01.txt",
                transcript("SRV01", &[(login, ""), (&restart, ""), (VERIFY, RUNNING)]),
            )
            .file("captures/SRV02.txt", whole("SRV02"))
    };
    for format in [
        "text", "json", "html", "markdown", "junit", "sarif", "csv", "xes", "in-toto",
    ] {
        let masked = story().tell(&format!("{AUDIT} --format {format}"));
        assert!(!masked.contains("Pa55"), "{format}: {masked}");
    }
    let masked = json(&story(), AUDIT);
    let shown = json(&story(), &format!("{AUDIT} --show-secrets"));
    assert!(shown.to_string().contains("Pa55-w0rd!"));
    assert_eq!(verdict(&masked), verdict(&shown));
}

#[test]
fn waivers_let_findings_pass_and_are_counted() {
    let with = |waivers: &str| {
        let change = format!("{CHANGE}waivers:\n{waivers}");
        deviating().file("change.yaml", change)
    };
    let one = |code: &str, more: &str| {
        format!(
            "  - {{ code: {code}, {more}reason: agreed in CAB 7, by: 'EXAMPLE\\cab', until: 2026-03-31 }}\n"
        )
    };
    let all = [
        one("simulated", "step: restart, "),
        one("unplanned-change", ""),
        one("not-reached", "binding: { server: srv02.example.com }, "),
    ]
    .concat();
    let told = with(&all).tell(AUDIT);
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
    hold("waived", &told);

    // After its last day, or for another step, a waiver lets nothing pass.
    let expired = AUDIT.replace("2026-03-16", "2026-04-01");
    assert!(with(&all).tell(&expired).ends_with("--- exit 1 ---\n"));
    let on_its_last_day = AUDIT.replace("2026-03-16", "2026-03-31");
    assert!(
        with(&all)
            .tell(&on_its_last_day)
            .ends_with("--- exit 0 ---\n")
    );
    let elsewhere = all.replace("step: restart", "step: verify");
    assert!(with(&elsewhere).tell(AUDIT).ends_with("--- exit 1 ---\n"));
    let other_server = all.replace("srv02", "srv01");
    assert!(
        with(&other_server)
            .tell(AUDIT)
            .ends_with("--- exit 1 ---\n")
    );
}

/// What is not proven can be accepted by name. It is not proven for that, and the exit code says so.
#[test]
fn what_is_not_proven_is_accepted_and_stays_unproven() {
    let waiver = |code: &str, by: &str| {
        format!(
            "  - {{ code: {code}, reason: seen on the console, by: '{by}', until: 2026-03-31 }}\n"
        )
    };
    let with = |waivers: &str| {
        let change = CHANGE.replace(
            "  - { step: announce, by: 'EXAMPLE\\ops', at: 2026-03-14T19:30:00 }\n",
            "",
        );
        let change = change.replace("attestations:\n", "attestations: []\n");
        project()
            .file("captures/SRV01.txt", whole("SRV01"))
            .file("change.yaml", format!("{change}waivers:\n{waivers}"))
    };
    let both = waiver("no-evidence", "EXAMPLE\\cab") + &waiver("unattested", "EXAMPLE\\lead");
    let told = with(&both).tell(AUDIT);
    assert!(told.ends_with("--- exit 3 ---\n"), "{told}");
    hold("accepted", &told);
    for (format, ending) in FORMATS {
        let told = with(&both).tell(&format!("{AUDIT} --format {format}"));
        assert!(told.ends_with("--- exit 3 ---\n"), "{told}");
        let lines = told
            .lines()
            .filter(|line| line.to_lowercase().contains("accepted"));
        let lines: Vec<&str> = lines.collect();
        hold(&format!("accepted.{ending}"), &lines.join("\n"));
    }
    let page = with(&both).tell(&format!("{AUDIT} --format html"));
    let said = "Inconclusive, accepted by EXAMPLE\\lead and EXAMPLE\\cab";
    assert!(page.contains(said), "{page}");
    for (locale, said) in [
        (
            "en",
            "INCONCLUSIVE, accepted by EXAMPLE\\lead and EXAMPLE\\cab",
        ),
        (
            "fr",
            "NON CONCLUANT, accepté par EXAMPLE\\lead et EXAMPLE\\cab",
        ),
        (
            "pt-BR",
            "INCONCLUSIVO, aceito por EXAMPLE\\lead e EXAMPLE\\cab",
        ),
        (
            "de",
            "NICHT ENTSCHEIDBAR, hingenommen von EXAMPLE\\lead und EXAMPLE\\cab",
        ),
    ] {
        let told = with(&both).tell(&format!("{AUDIT} --width 120 --locale {locale}"));
        assert!(told.contains(said), "{told}");
    }
    // One of two is accepted: the verdict is not.
    let told = with(&waiver("unattested", "EXAMPLE\\lead")).tell(AUDIT);
    assert!(told.starts_with("INCONCLUSIVE ·"), "{told}");
    assert!(told.ends_with("--- exit 3 ---\n"), "{told}");
    let json = json(&with(&both), AUDIT);
    assert_eq!(json["verdict"], "inconclusive");
    assert_eq!(json["accepted"][1]["by"], "EXAMPLE\\cab");
    // A deviation beside it, waived or not, changes nothing about that.
    let story = with(&(both + &waiver("failed", "EXAMPLE\\cab")));
    let failed = whole("SRV01").replace("Running  Spooler", "Stopped  Spooler");
    let told = story.file("captures/SRV01.txt", failed).tell(AUDIT);
    assert!(told.starts_with("DEVIATING ·"), "{told}");
}

#[test]
fn who_and_when_are_as_given() {
    let output = conformant().run(&[
        "check",
        "-c",
        "change.yaml",
        "captures",
        "--as-of",
        "2026-03-16T09:00:00+01:00",
        "--by",
        "Internal Audit",
    ]);
    let told = told(&output);
    assert!(told.contains("Internal Audit"), "{told}");
    assert!(told.contains("2026-03-16T09:00:00+01:00"), "{told}");
}

#[test]
fn progress_is_silent_where_there_is_no_terminal() {
    let with = conformant().output(&format!("{AUDIT} --progress"));
    let without = conformant().output(AUDIT);
    assert_eq!(told(&with), told(&without));
    assert!(with.stderr.is_empty());
}

#[test]
fn text_from_a_log_is_never_code() {
    let hostile = "Remove-Item \"\u{1b}[2J\u{1b}]0;owned\u{7}<script>alert(1)</script>\u{202e}\"";
    let formula = "=cmd|'/C calc'!A0";
    let story = || {
        project()
            .file(
                "captures/SRV01.txt",
                transcript(
                    "SRV01",
                    &[
                        (hostile, "=1+1\n"),
                        (formula, ""),
                        (RESTART, ""),
                        (VERIFY, RUNNING),
                    ],
                ),
            )
            .file("captures/SRV02.txt", whole("SRV02"))
    };
    for format in [
        "text", "json", "html", "markdown", "junit", "sarif", "csv", "xes", "in-toto",
    ] {
        let output = story().output(&format!("{AUDIT} --format {format}"));
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(!text.contains('\u{1b}'), "{format} repaints a terminal");
        assert!(!text.contains('\u{7}'), "{format} rings");
        if ["html", "junit", "xes"].contains(&format) {
            assert!(!text.contains("<script>alert"), "{format}");
        }
        if format == "csv" {
            for cell in text.lines().flat_map(|line| line.split(',')) {
                let cell = cell.trim_matches('"');
                assert!(!cell.starts_with('='), "{cell}");
            }
        }
    }
    let told = story().tell(&format!("{AUDIT} --width 100"));
    hold("hostile", &told);
}

/// The event log holds what was done, where and when; a transcript's output is not in it, so what
/// only an output could show comes back as not seen.
#[test]
fn an_event_log_that_was_written_can_be_read_again() {
    let story = deviating();
    let before = json(&story, AUDIT);
    let written = story.output(&format!("{AUDIT} --format xes"));
    let again = project().file("captures/all.xes", &written.stdout);
    let after = json(&again, AUDIT);
    hold(
        "xes-round-trip",
        &format!(
            "before {:#?}\nafter {:#?}\n",
            verdict(&before),
            verdict(&after)
        ),
    );
}

/// One log, changed in one place: what `docs/evidence.md` says of each.
#[test]
fn what_is_evidence_and_what_is_not() {
    let failed = "Restart-Service : Service 'Spooler' cannot be stopped.\nAt line:1 char:1\n\
        + Restart-Service -Name Spooler -Force\n\
        \u{20}   + CategoryInfo          : CloseError: (x:y) [Restart-Service], ServiceCommandException\n\
        \u{20}   + FullyQualifiedErrorId : CouldNotStopService,RestartServiceCommand\n";
    let shown = format!("PS C:\\> {RESTART}\n{RESTART}\n");
    let (quoted, printed) = (format!("'{RESTART}'"), format!("{RESTART}\n"));
    let branch = format!("if ($x) {{ {RESTART} }}");
    let simulated = format!("{RESTART} -WhatIf");
    let mut table = String::new();
    let mut case = |name: &str, lines: &[(&str, &str)]| {
        let story = project()
            .file("captures/SRV01.txt", transcript("SRV01", lines))
            .file("captures/SRV02.txt", whole("SRV02"));
        let (whole, _, codes) = verdict(&json(&story, AUDIT));
        // The clocks of two servers prove no order within seconds.
        let codes = codes.iter().filter_map(Value::as_str);
        let codes: Vec<&str> = codes.filter(|code| *code != "order-unproven").collect();
        let whole = whole.as_str().unwrap_or_default();
        table.push_str(&format!("{name:32} {whole:13} {}\n", codes.join(", ")));
    };
    let look = (VERIFY, RUNNING);
    case("as planned", &[(RESTART, ""), look]);
    case("not at all", &[look]);
    case("only shown", &[("Get-Content plan.txt", &shown), look]);
    case("only quoted", &[(&quoted, &printed), look]);
    case("behind a branch", &[(&branch, ""), look]);
    case("simulated", &[(&simulated, ""), look]);
    case(
        "simulated, then carried out",
        &[(&simulated, ""), (RESTART, ""), look],
    );
    case("failed", &[(RESTART, failed), look]);
    case(
        "failed, then carried out",
        &[(RESTART, failed), (RESTART, ""), look],
    );
    case(
        "looked at too early, then again",
        &[(RESTART, ""), (VERIFY, STOPPED), look],
    );
    case("looked at too early", &[(RESTART, ""), (VERIFY, STOPPED)]);
    case(
        "the wrong service",
        &[("Restart-Service BITS -Force", ""), look],
    );
    case("in the wrong order", &[look, (RESTART, "")]);
    hold("evidence", &table);
}
