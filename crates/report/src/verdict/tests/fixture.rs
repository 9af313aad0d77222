//! Verdicts made by hand: one that deviates in many ways, one that conforms, one that lacks evidence.

use std::path::Path;

use crate::verdict::{Report, Subject};
use runproof::project::Project;
use runproof_audit::{
    Account, Argument, Code, Evidence, Finding, Margin, Message, OccurrenceResult, Output, Overall,
    Provenance, Quoted, Status, StepResult, Tally, Totals, Unplanned, Verdict, Waived,
};
use runproof_capture::{Basis, Capture, Ending, Format, Gap, GapKind, Language, Session, Stamp};
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_render::Templates;
use runproof_shell::Effect;

pub(super) const LOCALES: [&str; 4] = ["en", "fr", "pt-BR", "de"];

/// The program's own words in a language, without any other to fall back to.
pub(super) fn translator(tag: &str) -> Translator {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let path = root.join(tag).join("runproof.ftl");
    #[expect(
        clippy::disallowed_methods,
        reason = "a test reads the catalogs as they are"
    )]
    let text = std::fs::read_to_string(path).expect("a catalog");
    let catalog = Catalog::parse(Source::new("runproof.ftl", text));
    let locale: Locale = tag.parse().expect("a tag");
    Translator::new(&locale, [&catalog], None)
}

/// The embedded templates.
pub(super) fn templates() -> Templates {
    let [embedded, own] = Project::embedded().templates().expect("templates");
    Templates::new(embedded, own)
}

/// Tells what a report of a verdict is made into, in a language that must have all words.
pub(super) fn reported<T>(verdict: &Verdict, tag: &str, tell: impl FnOnce(&Report<'_>) -> T) -> T {
    let translator = translator(tag);
    let subject = subject();
    let report = Report::new(verdict, &subject, &translator);
    let flaws = translator.take_flaws();
    assert!(flaws.is_empty(), "{tag}: {flaws:?}");
    tell(&report)
}

pub(super) fn subject() -> Subject {
    let steps = [
        ("create-pools", "Create the two pools"),
        ("publish-topology", "Publish the topology"),
        ("deploy-or-continue", "Deploy the pools or go on"),
        (
            "run-bootstrapper",
            "Run Bootstrapper on every Front End Server",
        ),
        (
            "reapply-cumulative-update",
            "Apply the cumulative update again",
        ),
        ("start-backup-service", "Start the backup service"),
        ("synchronize-pools", "Synchronize the pools"),
    ];
    Subject {
        title: "Deploying paired Front End pools for disaster recovery".to_owned(),
        product: "Skype for Business Server 2019".to_owned(),
        steps: steps
            .map(|(id, title)| (id.to_owned(), title.to_owned()))
            .to_vec(),
    }
}

pub(super) fn text(text: &str) -> Argument {
    Argument::Text(text.to_owned())
}

pub(super) fn message(id: &'static str, arguments: &[(&'static str, Argument)]) -> Message {
    Message {
        id,
        arguments: arguments.to_vec(),
    }
}

pub(super) fn pool(pool: &str) -> Vec<(String, String)> {
    vec![("pool".to_owned(), pool.to_owned())]
}

pub(super) fn server(of: &str, server: &str) -> Vec<(String, String)> {
    let mut binding = pool(of);
    binding.push(("server".to_owned(), server.to_owned()));
    binding
}

const POOL1: &str = "pool01.contoso.com";
const POOL2: &str = "pool02.contoso.com";
const SERVERS: [(&str, &str); 4] = [
    (POOL1, "fe01.contoso.com"),
    (POOL1, "fe02.contoso.com"),
    (POOL2, "fe11.contoso.com"),
    (POOL2, "fe12.contoso.com"),
];
const BOOTSTRAPPER: &str = "& \"$env:SystemDrive\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe\"";

pub(super) fn evidence(capture: usize, line: u64, time: &str, command: &str) -> Evidence {
    let prompt = "PS C:\\Windows\\system32> ";
    Evidence {
        capture,
        session: 0,
        line,
        time: Some(time.to_owned()),
        host: None,
        user: None,
        command: command.to_owned(),
        quoted: Quoted {
            text: format!("{prompt}{command}"),
            mark: prompt.len()..prompt.len() + command.len(),
        },
        output: None,
    }
}

fn expected(
    binding: Vec<(String, String)>,
    status: Status,
    evidence: Vec<Evidence>,
    commands: &[&str],
) -> OccurrenceResult {
    OccurrenceResult {
        binding,
        status,
        evidence,
        vouched: None,
        expected: commands.iter().map(|c| (*c).to_owned()).collect(),
    }
}

fn attested(binding: Vec<(String, String)>) -> OccurrenceResult {
    OccurrenceResult {
        vouched: Some(message(
            "audit-attested-by",
            &[
                ("by", text("CONTOSO\\uc.admin")),
                ("time", text("2026-03-14T19:30:00")),
            ],
        )),
        ..expected(binding, Status::Attested, vec![], &[])
    }
}

pub(super) fn found(
    code: Code,
    step: usize,
    binding: Vec<(String, String)>,
    message: Message,
) -> Finding {
    let advice = match code {
        Code::Missing => "audit-advice-missing",
        Code::Failed => "audit-advice-failed",
        Code::NotReached => "audit-advice-not-reached",
        Code::WrongArgument => "audit-advice-wrong-argument",
        Code::WrongPath => "audit-advice-wrong-path",
        Code::WrongHost => "audit-advice-wrong-host",
        Code::OutOfOrder => "audit-advice-out-of-order",
        Code::Simulated => "audit-advice-simulated",
        Code::Undone => "audit-advice-undone",
        Code::UnplannedChange => "audit-advice-unplanned-change",
        Code::OutsideWindow => "audit-advice-outside-window",
        Code::NoEvidence => "audit-advice-no-evidence",
        Code::OutcomeUnseen => "audit-advice-outcome-unseen",
        Code::Unattested => "audit-advice-unattested",
        Code::OrderUnproven => "audit-advice-order-unproven",
        Code::Repeated => "audit-advice-repeated",
    };
    Finding {
        code,
        step: Some(step),
        binding,
        evidence: vec![],
        message,
        advice: Some(self::message(advice, &[])),
        margin: Margin::Only,
        waived: None,
    }
}

fn local(time: &str) -> Stamp {
    Stamp::Local(time.parse().expect("a time"))
}

fn session(host: &str, start: &str, end: Option<&str>) -> Session {
    Session {
        host: Some(host.to_owned()),
        user: Some("CONTOSO\\uc.admin".to_owned()),
        run_as: None,
        language: Language::Powershell,
        version: runproof_shell::powershell::Version::Unknown,
        start: Some(local(start)),
        end: end.map(local),
        ending: if end.is_some() {
            Ending::Whole
        } else {
            Ending::CutOff
        },
        line: 1,
    }
}

fn capture(path: &str, host: &str, start: &str, end: Option<&str>) -> Capture {
    Capture {
        path: path.to_owned(),
        sha256: "9f2c".repeat(16),
        bytes: 18_342,
        format: Format::PowershellTranscript,
        basis: Basis::Content,
        said_host: None,
        encoding: "utf-8".to_owned(),
        sessions: vec![session(host, start, end)],
        gaps: vec![],
        records: 412,
        entries: 31,
    }
}

fn provenance() -> Provenance {
    let strings = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect();
    Provenance {
        runbook: "paired-front-end-pools".to_owned(),
        revision: "1.0.0".to_owned(),
        runbook_sha256: "0a1b".repeat(16),
        variant: "sfb-2019".to_owned(),
        change: "CHG0042137".to_owned(),
        change_sha256: "c0de".repeat(16),
        window: Some((
            "2026-03-14T20:00:00+01:00".to_owned(),
            "2026-03-15T02:00:00+01:00".to_owned(),
        )),
        timezone: Some("Europe/Berlin".to_owned()),
        clock_skew: 2,
        parameters: vec![
            ("pools".to_owned(), strings(&[POOL1, POOL2])),
            (
                "servers".to_owned(),
                SERVERS.iter().map(|(_, s)| (*s).to_owned()).collect(),
            ),
        ],
        answers: vec![
            ("pools_deployed_before_pairing".to_owned(), true),
            ("cumulative_update_applied".to_owned(), false),
        ],
        tool: "runproof 0.1.0".to_owned(),
        as_of: Some("2026-03-16".to_owned()),
        by: Some("Ada Lovelace".to_owned()),
    }
}

/// Everything as planned.
pub(super) fn conformant() -> Verdict {
    let captures = vec![
        capture(
            "FE01.txt",
            "FE01",
            "2026-03-14T20:01:12",
            Some("2026-03-14T21:40:03"),
        ),
        capture(
            "FE02.txt",
            "FE02",
            "2026-03-14T20:10:00",
            Some("2026-03-14T20:58:41"),
        ),
        capture(
            "FE11.txt",
            "FE11",
            "2026-03-14T20:12:30",
            Some("2026-03-14T21:02:17"),
        ),
        capture(
            "FE12.txt",
            "FE12",
            "2026-03-14T20:15:09",
            Some("2026-03-14T21:05:50"),
        ),
    ];
    let run = |capture: usize, line| {
        let (of, name) = SERVERS[capture];
        let time = format!("2026-03-14T20:{}:07", 20 + 5 * capture);
        let seen = evidence(capture, line, &time, BOOTSTRAPPER);
        expected(
            server(of, name),
            Status::Evidenced,
            vec![seen],
            &[BOOTSTRAPPER],
        )
    };
    let start = "Start-CsWindowsService -Name LYNCBACKUP";
    let sync = |of: &str, line, minute: u32| {
        let invoke = format!("Invoke-CsBackupServiceSync -PoolFqdn {of}");
        let get = format!("Get-CsBackupServiceStatus -PoolFqdn {of}");
        let shown = vec![
            evidence(0, line, &format!("2026-03-14T21:{minute}:02"), &invoke),
            evidence(
                0,
                line + 3,
                &format!("2026-03-14T21:{}:40", minute + 1),
                &get,
            ),
        ];
        expected(pool(of), Status::Evidenced, shown, &[&invoke, &get])
    };
    let step = |id: &str, number: u32, status, occurrences| StepResult {
        id: id.to_owned(),
        number,
        label: number.to_string(),
        status,
        because: None,
        occurrences,
    };
    let answer = |question: &str, answer: &str| {
        let arguments = [("question", text(question)), ("answer", text(answer))];
        message("audit-answered-in-change", &arguments)
    };
    Verdict {
        overall: Overall::Conformant,
        provenance: provenance(),
        captures,
        steps: vec![
            step("create-pools", 1, Status::Attested, vec![attested(vec![])]),
            step(
                "publish-topology",
                6,
                Status::Attested,
                vec![attested(vec![])],
            ),
            StepResult {
                because: Some(answer("Were the pools deployed before the pairing?", "yes")),
                ..step("deploy-or-continue", 7, Status::Attested, vec![])
            },
            step(
                "run-bootstrapper",
                8,
                Status::Evidenced,
                vec![run(0, 21), run(1, 21), run(2, 21), run(3, 21)],
            ),
            StepResult {
                because: Some(answer("Was a cumulative update applied?", "no")),
                ..step(
                    "reapply-cumulative-update",
                    9,
                    Status::NotApplicable,
                    vec![],
                )
            },
            step(
                "start-backup-service",
                10,
                Status::Evidenced,
                vec![expected(
                    vec![],
                    Status::Evidenced,
                    vec![evidence(0, 60, "2026-03-14T21:05:33", start)],
                    &[start],
                )],
            ),
            step(
                "synchronize-pools",
                11,
                Status::Evidenced,
                vec![sync(POOL1, 70, 10), sync(POOL2, 80, 20)],
            ),
        ],
        findings: vec![],
        gaps: vec![],
        refused: vec![],
        uncovered: vec![],
        accepted: vec![],
        unplanned: vec![Unplanned {
            evidence: evidence(0, 40, "2026-03-14T20:31:00", "Get-Date"),
            effect: Effect::Reads,
            is_allowed: false,
            times: 1,
        }],
        totals: Totals {
            bytes: 73_368,
            records: 1_648,
            entries: 124,
            commands: tally(&[(Account::Matched, 9), (Account::Harmless, 122)]),
        },
        assumptions: vec![
            message("audit-assume-skew", &[("seconds", Argument::Number(2))]),
            message(
                "audit-assume-timezone",
                &[("timezone", text("Europe/Berlin"))],
            ),
        ],
        cost: 0,
    }
}

/// Deviations of many kinds.
pub(super) fn deviating() -> Verdict {
    let mut verdict = conformant();
    verdict.overall = Overall::Deviating;
    verdict.cost = 262;
    verdict.captures[1].sessions[0].end = None;
    verdict.captures[1].sessions[0].ending = Ending::CutOff;
    verdict.captures.truncate(3);
    let set = |verdict: &mut Verdict, step: usize, occurrence: usize, code: Code| {
        let step = &mut verdict.steps[step];
        step.occurrences[occurrence].status = Status::Found(code);
        if !matches!(step.status, Status::Found(_)) {
            step.status = Status::Found(code);
        }
        if matches!(code, Code::Missing | Code::NoEvidence | Code::Unattested) {
            step.occurrences[occurrence].evidence.clear();
            step.occurrences[occurrence].vouched = None;
        }
    };
    set(&mut verdict, 1, 0, Code::Unattested);
    set(&mut verdict, 3, 2, Code::Missing);
    set(&mut verdict, 3, 1, Code::OutOfOrder);
    set(&mut verdict, 3, 3, Code::NoEvidence);
    set(&mut verdict, 6, 0, Code::Failed);
    set(&mut verdict, 6, 1, Code::NotReached);
    verdict.steps[5].status = Status::Waived(Code::WrongArgument);
    verdict.steps[5].occurrences[0].status = Status::Waived(Code::WrongArgument);

    let command = ("command", text(BOOTSTRAPPER));
    let missing = Finding {
        margin: Margin::By(70),
        ..found(
            Code::Missing,
            3,
            server(POOL2, "fe11.contoso.com"),
            message(
                "audit-missing",
                &[command.clone(), ("place", text("fe11.contoso.com"))],
            ),
        )
    };
    let mut refused = evidence(
        0,
        70,
        "2026-03-14T21:10:02",
        "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
    );
    refused.output = Some(Output {
        line: 71,
        text: "Invoke-CsBackupServiceSync : Access is denied.\nAt line:1 char:1".to_owned(),
    });
    let failed = Finding {
        evidence: vec![refused],
        ..found(
            Code::Failed,
            6,
            pool(POOL1),
            message(
                "audit-failed",
                &[
                    (
                        "command",
                        text("Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com"),
                    ),
                    ("error", text("Access is denied.")),
                ],
            ),
        )
    };
    let not_reached = Finding {
        evidence: vec![evidence(
            0,
            83,
            "2026-03-14T21:21:40",
            "Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com",
        )],
        ..found(
            Code::NotReached,
            6,
            pool(POOL2),
            message(
                "audit-not-reached",
                &[
                    (
                        "command",
                        text("Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com"),
                    ),
                    ("outcome", text("steady")),
                    ("seen", text("NonSteadyState")),
                ],
            ),
        )
    };
    let unplanned = "Remove-CsVoiceRoute -Identity \"Local Route\"";
    let unplanned_change = Finding {
        step: None,
        evidence: vec![evidence(2, 44, "2026-03-14T20:48:19", unplanned)],
        margin: Margin::Tie,
        ..found(
            Code::UnplannedChange,
            0,
            vec![],
            message(
                "audit-unplanned-change",
                &[("command", text(unplanned)), ("host", text("FE11"))],
            ),
        )
    };
    let out_of_order = Finding {
        evidence: vec![evidence(1, 21, "2026-03-14T20:25:07", BOOTSTRAPPER)],
        margin: Margin::By(25),
        ..found(
            Code::OutOfOrder,
            3,
            server(POOL1, "fe02.contoso.com"),
            message(
                "audit-out-of-order",
                &[
                    command.clone(),
                    ("number", Argument::Number(8)),
                    (
                        "others",
                        Argument::List(vec!["6".to_owned(), "7".to_owned()]),
                    ),
                ],
            ),
        )
    };
    let uncaptured = found(
        Code::NoEvidence,
        3,
        server(POOL2, "fe12.contoso.com"),
        message(
            "audit-no-evidence",
            &[command, ("place", text("fe12.contoso.com"))],
        ),
    );
    let unattested = found(
        Code::Unattested,
        1,
        vec![],
        message("audit-unattested", &[]),
    );
    let repeated = Finding {
        evidence: vec![evidence(
            0,
            83,
            "2026-03-14T21:21:40",
            "Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com",
        )],
        ..found(
            Code::Repeated,
            6,
            pool(POOL2),
            message(
                "audit-repeated",
                &[
                    (
                        "command",
                        text("Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com"),
                    ),
                    ("count", Argument::Number(3)),
                ],
            ),
        )
    };
    let wrong = "Start-CsWindowsService LYNCBACKUP -NoWait";
    let waived = Finding {
        evidence: vec![evidence(0, 60, "2026-03-14T21:05:33", wrong)],
        margin: Margin::By(65),
        waived: Some(Waived {
            reason: "agreed with the product owner".to_owned(),
            by: "CONTOSO\\change.manager".to_owned(),
            until: "2026-04-30".to_owned(),
        }),
        ..found(
            Code::WrongArgument,
            5,
            vec![],
            message(
                "audit-wrong-argument",
                &[
                    ("command", text(wrong)),
                    (
                        "differences",
                        Argument::Messages(vec![
                            message(
                                "audit-difference-added",
                                &[("parameter", text("-NoWait")), ("value", text("$true"))],
                            ),
                            message(
                                "audit-difference-value",
                                &[
                                    ("parameter", text("-Name")),
                                    ("expected", text("LYNCBACKUP")),
                                    ("seen", text("LYNCBACKUP2")),
                                ],
                            ),
                        ]),
                    ),
                ],
            ),
        )
    };
    verdict.findings = vec![
        missing,
        failed,
        not_reached,
        out_of_order,
        unplanned_change.clone(),
        waived,
        uncaptured,
        unattested,
        repeated,
    ];
    verdict.unplanned.push(Unplanned {
        evidence: unplanned_change.evidence[0].clone(),
        effect: Effect::Changes,
        is_allowed: false,
        times: 1,
    });
    verdict.unplanned.push(Unplanned {
        evidence: evidence(0, 52, "2026-03-14T20:55:00", ".\\inventory.ps1"),
        effect: Effect::Unknown,
        is_allowed: false,
        times: 2,
    });
    verdict.totals = Totals {
        commands: tally(&[
            (Account::Matched, 7),
            (Account::Again, 1),
            (Account::Shown, 1),
            (Account::Harmless, 117),
            (Account::Allowed, 1),
            (Account::Changing, 1),
            (Account::Unknown, 3),
        ]),
        ..verdict.totals
    };
    verdict.gaps = vec![
        (
            1,
            Gap {
                session: Some(0),
                line: 388,
                kind: GapKind::NoEnd,
            },
        ),
        (
            2,
            Gap {
                session: None,
                line: 90,
                kind: GapKind::Records(41_207, 41_215),
            },
        ),
        (
            2,
            Gap {
                session: Some(0),
                line: 91,
                kind: GapKind::Quiet(local("2026-03-14T20:49:00"), local("2026-03-14T21:02:00")),
            },
        ),
    ];
    verdict.uncovered = vec!["fe12.contoso.com".to_owned()];
    verdict
}

/// Nothing wrong, something not seen.
pub(super) fn inconclusive() -> Verdict {
    let mut verdict = conformant();
    verdict.overall = Overall::Inconclusive;
    verdict.provenance.window = None;
    verdict.provenance.timezone = None;
    verdict.provenance.by = None;
    verdict.provenance.as_of = None;
    verdict.assumptions = vec![
        message("audit-assume-one-zone", &[]),
        message("audit-assume-no-window", &[]),
        message("audit-assume-search-limit", &[]),
    ];
    let occurrence = &mut verdict.steps[6].occurrences[1];
    occurrence.status = Status::Found(Code::NoEvidence);
    verdict.steps[6].status = Status::Found(Code::NoEvidence);
    verdict.findings = vec![Finding {
        evidence: vec![evidence(
            0,
            80,
            "2026-03-14T21:20:02",
            "Invoke-CsBackupServiceSync -PoolFqdn $p",
        )],
        ..found(
            Code::NoEvidence,
            6,
            pool(POOL2),
            message(
                "audit-no-evidence-unresolved",
                &[
                    ("command", text("Invoke-CsBackupServiceSync -PoolFqdn $p")),
                    (
                        "reason",
                        Argument::Message(message(
                            "audit-unresolved-variable",
                            &[("text", text("$p"))],
                        )),
                    ),
                ],
            ),
        )
    }];
    verdict
}

fn tally(accounts: &[(Account, u64)]) -> Tally {
    let mut tally = Tally::default();
    for (account, count) in accounts {
        tally.add(*account, *count);
    }
    tally
}
