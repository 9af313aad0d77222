//! Documents that hold everything a document can hold.

use runproof_prose::{Image, Inline, plain_text};
use std::sync::Arc;

use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::{
    Alert, AlertKind, Align, Asked, Binding, Block, Branch, Branches, Cell, Change, Checklist,
    Column, Command, Commands, Direction, Document, Guide, GuidePart, Heading, List, Occurrence,
    Outcome, Part, Place, Prose, Sample, ScriptWords, ShellName, ShownBy, Step, StepKind,
    StepRange, Table, Then, Visit, Words,
};
use runproof_shell::{CommandText, Origin};

pub(super) fn text(s: &str) -> Inline {
    Inline::text(s)
}

pub(super) fn strong(s: &str) -> Inline {
    Inline::strong(vec![text(s)])
}

pub(super) fn code(s: &str) -> Inline {
    Inline::code(s)
}

pub(super) fn prose(inlines: Vec<Inline>) -> Prose {
    Prose {
        text: inlines,
        lang: None,
    }
}

pub(super) fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(prose(inlines))
}

fn says(s: &str) -> Block {
    paragraph(vec![text(s)])
}

pub(super) fn step(number: u32, id: &str, title: &str, kind: StepKind, body: Vec<Block>) -> Step {
    Step {
        id: id.into(),
        number,
        ordinal: number,
        label: format!("Step {number}"),
        title: title.into(),
        kind,
        not_applicable: None,
        body,
    }
}

fn at(pool: &str, server: &str) -> Occurrence {
    Occurrence {
        binding: vec![binding("pool", pool), binding("server", server)],
        place: Place::On(server.into()),
    }
}

fn binding(name: &str, value: &str) -> Binding {
    Binding {
        name: name.into(),
        value: value.into(),
    }
}

fn servers() -> Vec<Occurrence> {
    vec![
        at("pool01.contoso.com", "fe01.contoso.com"),
        at("pool01.contoso.com", "fe02.contoso.com"),
        at("pool02.contoso.com", "fe11.contoso.com"),
        at("pool02.contoso.com", "fe12.contoso.com"),
    ]
}

fn any_server() -> Place {
    Place::OnAny(
        servers()
            .iter()
            .map(|o| o.binding[1].value.clone())
            .collect(),
    )
}

/// A command in which a placeholder stands, where it does.
pub(super) fn with_placeholder(text: &str, placeholder: &str) -> CommandText {
    let mut written = CommandText::default();
    for (at, part) in text.split(placeholder).enumerate() {
        if at > 0 {
            written.push(Origin::Placeholder, placeholder);
        }
        written.push(Origin::Text, part);
    }
    written
}

fn for_pool(text: &str, pool: &str) -> Command {
    Command {
        text: text.into(),
        occurrences: vec![Occurrence {
            binding: vec![binding("pool", pool)],
            place: any_server(),
        }],
        ticks: Vec::new(),
    }
}

fn commands(commands: Vec<Command>, outcome: Option<Outcome>) -> Block {
    Block::Commands(Commands { commands, outcome })
}

fn alert(kind: AlertKind, blocks: Vec<Block>) -> Alert {
    Alert {
        kind,
        label: words().alert(kind).to_owned(),
        blocks,
    }
}

/// The handout of one change: 12 steps, so that numbers get two digits.
pub(super) fn bound() -> Document {
    let mut steps = vec![
        step(1, "create-pools", "Create the two pools", StepKind::ByHand, vec![
            paragraph(vec![
                text("If the two pools do not exist yet, create them in "),
                strong("Topology Builder"),
                text("."),
            ]),
            says("Both need the same edition."),
        ]),
        step(2, "edit-properties", "Open the properties", StepKind::ByHand, vec![paragraph(vec![
            text("Right-click one of the pools, and then click "),
            strong("Edit Properties"),
            text("."),
        ])]),
        step(3, "choose-resiliency", "Open Resiliency", StepKind::ByHand, vec![paragraph(vec![
            text("In the left pane, click "),
            strong("Resiliency"),
            text("."),
        ])]),
        step(4, "select-backup-pool", "Select the backup pool", StepKind::ByHand, vec![
            paragraph(vec![
                text("Select "),
                strong("Associated backup pool"),
                text(", and choose the other pool: "),
                code("pool02.contoso.com"),
                text("."),
            ]),
        ]),
        step(5, "enable-voice-failover", "Enable voice failover", StepKind::ByHand, vec![
            paragraph(vec![
                text("Select "),
                strong("Automatic failover and failback for Voice"),
                text(", and then click "),
                strong("OK"),
                text("."),
            ]),
            says("Each pool now shows the other one as its backup."),
        ]),
        step(6, "publish-topology", "Publish the topology", StepKind::ByHand, vec![
            says("Publish the topology."),
            Block::Alert(alert(AlertKind::Warning, vec![
                says("From here on, services restart."),
                says("Tell the service desk before you publish."),
            ])),
        ]),
        step(7, "deploy-or-continue", "Deploy or continue", StepKind::Decision, vec![
            paragraph(vec![text("Were the two pools deployed before you paired them?")]),
            Block::Branches(Branches {
                yes: Branch {
                    label: "If yes".into(),
                    blocks: vec![says("Carry out the final five steps.")],
                    then: Then::GoesOn,
                },
                no: Branch {
                    label: "If no".into(),
                    blocks: vec![
                        says("Deploy both pools. The procedure ends here."),
                        commands(
                            vec![Command {
                                text: "Enable-CsTopology".into(),
                                occurrences: vec![Occurrence::default()],
                                ticks: Vec::new(),
                            }],
                            None,
                        ),
                    ],
                    then: Then::Ends,
                },
            }),
        ]),
        step(8, "run-bootstrapper", "Run Bootstrapper", StepKind::Command, vec![
            says("On every Front End Server of both pools, run Bootstrapper:"),
            commands(
                vec![Command {
                    text: r#"& "$env:SystemDrive\Program Files\Skype for Business Server 2019\Deployment\Bootstrapper.exe""#.into(),
                    occurrences: servers(),
                    ticks: servers(),
                }],
                None,
            ),
            paragraph(vec![
                text("It configures the "),
                Inline::emphasis(vec![text("Lync Server Backup Service")]),
                text(". See "),
                Inline::link("https://example.com/pool (pairing)", vec![text("pool pairing")]),
                text("."),
                Inline::line_break(),
                text("This takes about 10 minutes a server."),
            ]),
        ]),
        step(9, "reapply-cumulative-update", "Reapply the cumulative update", StepKind::ByHand, vec![
            Block::Checklist(Checklist {
                lead: Some("On each of these servers:".into()),
                items: servers(),
            }),
        ]),
        step(10, "start-backup-service", "Start the backup service", StepKind::Command, vec![
            says("Start the backup service:"),
            commands(
                vec![Command {
                    text: "Start-CsWindowsService -Name LYNCBACKUP".into(),
                    occurrences: vec![Occurrence {
                        binding: Vec::new(),
                        place: any_server(),
                    }],
                    ticks: Vec::new(),
                }],
                None,
            ),
        ]),
        step(11, "synchronize-pools", "Synchronize the pools", StepKind::Command, vec![
            says("Force the two pools to synchronize:"),
            commands(
                vec![
                    for_pool("Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com", "pool01.contoso.com"),
                    for_pool("Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com", "pool02.contoso.com"),
                ],
                None,
            ),
            says("See how far they are:"),
            commands(
                vec![
                    for_pool("Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com", "pool01.contoso.com"),
                    for_pool("Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com", "pool02.contoso.com"),
                ],
                Some(Outcome {
                    shown_by: ShownBy::Reading,
                    repeat: Some(prose(vec![text("Repeat this until you see:")])),
                    seen: prose(vec![
                        text("The state is "),
                        code("SteadyState"),
                        text(" in both directions."),
                    ]),
                }),
            ),
        ]),
        step(12, "clean-up", "Clean up", StepKind::Command, vec![
            says("Write down what you saw."),
            commands(
                vec![Command {
                    text: with_placeholder(
                        "@'\n```\nstate: <Pool1 FQDN>\n\n  done\n```\n'@ | Out-File state.md",
                        "<Pool1 FQDN>",
                    ),
                    occurrences: vec![Occurrence::default()],
                    ticks: Vec::new(),
                }],
                None,
            ),
        ]),
    ];
    steps[8].not_applicable = Some(vec![text(
        "Does not apply to this change: “Was a cumulative update applied?” – no.",
    )]);
    Document {
        schema: "runproof/document/1",
        runbook: "paired-front-end-pools".into(),
        revision: "1.0.0".into(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        variant: "sfb-2019".into(),
        locale: "en".into(),
        direction: Direction::Ltr,
        shell: ShellName::Powershell,
        product: "Skype for Business Server 2019".into(),
        title: vec![text(
            "Deploying paired Front End pools for disaster recovery",
        )],
        change: Some(Change {
            id: "CHG0042137".into(),
            window: Some("2026-03-14 20:00 +01:00 to 2026-03-15 02:00 +01:00".into()),
            timezone: Some("Europe/Berlin".into()),
            is_dated: true,
        }),
        summary: vec![
            paragraph(vec![
                text(
                    "Two Front End pools that stand in for each other protect you when a site fails. This procedure pairs them in ",
                ),
                strong("Topology Builder"),
                text(" and starts the first synchronization."),
            ]),
            says("You need to be a member of RTCUniversalServerAdmins."),
        ],
        procedure: vec![text("Pair the pools")],
        step_count: "12 steps".into(),
        recording: Vec::new(),
        placeholders: Some(vec![text(
            "Text in angle brackets is a placeholder. Replace it and its brackets with your own value before you run a command.",
        )]),
        steps,
        rolling: Vec::new(),
        notes: vec![alert(
            AlertKind::Note,
            vec![paragraph(vec![
                text("The option "),
                strong("Automatic failover and failback for Voice"),
                text(" does not make pool failover automatic."),
            ])],
        )],
        page: None,
        untranslated: None,
        generated: vec![text(
            "Generated by runproof from paired-front-end-pools, revision 1.0.0.",
        )],
        words: Arc::new(words()),
    }
}

fn image(source: &str, alt: &str, title: Option<&str>) -> Image {
    Image {
        source: source.into(),
        alt: alt.into(),
        title: title.map(str::to_owned),
    }
}

fn bullets(items: Vec<Vec<Block>>) -> Block {
    Block::List(List { start: None, items })
}

fn numbers(start: u32, items: Vec<Vec<Block>>) -> Block {
    let start = Some(start);
    Block::List(List { start, items })
}

fn run(text: &str) -> Block {
    let command = Command {
        text: with_placeholder(text, "<Queue>"),
        occurrences: vec![Occurrence::default()],
        ticks: Vec::new(),
    };
    commands(vec![command], None)
}

fn settings() -> Block {
    let cell = |s: &str| -> Cell { vec![text(s)] };
    let column = |head: &str, align| Column {
        head: cell(head),
        align,
    };
    Block::Table(Table {
        columns: vec![
            column("Setting", Align::Left),
            column("What it does", Align::Default),
            column("Seconds", Align::Right),
        ],
        rows: vec![
            vec![
                vec![code("-Timeout")],
                vec![
                    text("How long a caller waits."),
                    Inline::line_break(),
                    text("Then the call goes on to the agent | the queue."),
                ],
                cell("60"),
            ],
            vec![
                vec![code("A|B")],
                vec![strong("Music"), text(" on hold")],
                Vec::new(),
            ],
        ],
    })
}

/// A page with two procedures and everything that can stand in one.
pub(super) fn paged() -> Document {
    let heading = |level, s: &str| {
        Part::Heading(Heading {
            level,
            text: vec![text(s)],
        })
    };
    let by_hand = |number, ordinal, id: &str, title: &str, body| Step {
        ordinal,
        label: format!("Step {}.{ordinal}", if number > 4 { 2 } else { 1 }),
        ..step(number, id, title, StepKind::ByHand, body)
    };
    let command = |number, ordinal, id: &str, title: &str, body| Step {
        kind: StepKind::Command,
        ..by_hand(number, ordinal, id, title, body)
    };
    let mut document = bound();
    document.change = None;
    document.runbook = "configure-queues".into();
    document.product = "Contoso Voice 7".into();
    document.title = vec![text("Configure queues")];
    document.summary.clear();
    document.procedure.clear();
    document.notes.clear();
    document.step_count = "6 steps".into();
    document.generated = vec![text(
        "Generated by runproof from configure-queues, revision 1.0.0.",
    )];
    document.steps = vec![
        by_hand(
            1,
            1,
            "open-console",
            "Open the console",
            vec![
                paragraph(vec![
                    text("Open the console ("),
                    Inline::image(image("images/gear.png", "gear", None)),
                    text(") and choose one of these:"),
                ]),
                bullets(vec![
                    vec![says("Queues of one site.")],
                    vec![says("Queues of every site.")],
                ]),
                numbers(
                    3,
                    vec![vec![says("Another list.")], vec![says("Its fourth item.")]],
                ),
                numbers(1, vec![vec![says("And another one.")]]),
            ],
        ),
        command(
            2,
            2,
            "set-timeout",
            "Set the timeout",
            vec![
                says("Do one of the following:"),
                bullets(vec![
                    vec![
                        says("In the shell, run:"),
                        run("Set-Queue -Identity <Queue> -Timeout 60"),
                        says("It prints:"),
                        Block::Sample(Sample {
                            text: "Identity : sales\nTimeout  : 00:01:00".into(),
                            language: Some("output".into()),
                        }),
                    ],
                    vec![
                        says("In the console:"),
                        numbers(
                            1,
                            vec![
                                vec![says("Click the queue.")],
                                vec![
                                    says("Set these:"),
                                    settings(),
                                    Block::Alert(alert(
                                        AlertKind::Tip,
                                        vec![
                                            says("Longer is not better."),
                                            bullets(vec![vec![says("Callers hang up.")]]),
                                        ],
                                    )),
                                ],
                            ],
                        ),
                        Block::Image(image(
                            "https://example.com/media/queue_(1).png",
                            "The dialog of a queue",
                            Some("Queue \"sales\""),
                        )),
                    ],
                ]),
            ],
        ),
        by_hand(
            3,
            3,
            "syntax",
            "Know the syntax",
            vec![Block::Sample(Sample {
                text: "Set-Queue [-Identity] <String>\n    [-Timeout <Int32>]".into(),
                language: None,
            })],
        ),
        by_hand(
            4,
            4,
            "tell",
            // As where the catalog has no title: the first paragraph is taken for one.
            "Write to the agents:",
            vec![
                says("Write to the agents:"),
                Block::Quote(vec![
                    says("From tomorrow callers wait for a minute."),
                    says("Nothing else changes."),
                ]),
            ],
        ),
        command(
            5,
            1,
            "remove",
            "Remove the queue",
            vec![run("Remove-Queue -Identity <Queue>")],
        ),
        by_hand(
            6,
            2,
            "see",
            "See that it is gone",
            vec![bullets(vec![
                vec![run("Get-Queue")],
                vec![bullets(vec![vec![settings()]])],
            ])],
        ),
    ];
    document.page = Some(vec![
        Part::Block(says("A queue holds callers until an agent is free.")),
        Part::Block(Block::Image(image("images/overview.png", "", None))),
        heading(2, "Change a queue"),
        Part::Block(says("Anyone may do this.")),
        Part::Steps(StepRange { from: 0, to: 4 }),
        heading(2, "Remove a queue"),
        heading(3, "Before you begin"),
        Part::Block(settings()),
        Part::Block(Block::Alert(alert(
            AlertKind::Caution,
            vec![says("Callers in the queue are cut off.")],
        ))),
        heading(3, "Steps"),
        Part::Steps(StepRange { from: 4, to: 6 }),
        heading(2, "See also"),
        Part::Block(bullets(vec![vec![paragraph(vec![Inline::link(
            "queues_in_depth.md?view=7&tabs=a",
            vec![text("Queues in depth")],
        )])]])),
    ]);
    document
}

/// What a person or an enemy may have written: markup in every place that is plain text.
pub(super) const HOSTILE: &[&str] = &[
    "*a* _b_ **c** __d__ ~~e~~ `f` <b>g</b> [h](i) ![j](k) &amp; &#65; \\* \\",
    "1. item",
    "- item",
    "+ item",
    "# heading",
    "> quote",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "    indented",
    "[x]: http://example.com",
    "- [ ] task",
    "| a | b |",
    "www.example.com",
    "http://e.com/a_b_c?d=*e*&copy;",
    "a@example.com",
    "<http://x>",
    "<!-- c -->",
    "$x$",
    "a\n\n1. b\r\n# c\u{2028}d\0e",
    "snake_case_name",
    "CONTOSO\\uc.admin",
    "wow!",
    "a\\",
    "``",
    "`",
    "<",
    "&",
    "&amp",
    "_",
    "*",
    "{{ x }} {% y %}",
    "</script><script>alert(1)</script>",
    "\" onload=\"x",
    "':::",
    "::: zone",
    "[!NOTE]",
    "2019) x",
    "100%",
    "\u{feff}x",
    "  ",
    "\t- x",
    "#not",
    "mailto:a@b.c",
    "]](",
    "\u{202e}evil",
];

pub(super) fn words() -> Words {
    let own = |s: &str| s.to_owned();
    Words {
        contents: own("Contents"),
        product: own("Product"),
        change: own("Change"),
        runbook: own("Runbook"),
        revision: own("Revision"),
        window: own("Change window"),
        timezone: own("Time zone"),
        done: own("Done"),
        by: own("By"),
        at: own("Time"),
        date: own("Date"),
        initials: own("Initials"),
        recording: own("Record what you do"),
        signature: own("Signature"),
        copy: own("Copy"),
        copied: own("Copied"),
        note: own("Note"),
        tip: own("Tip"),
        important: own("Important"),
        warning: own("Warning"),
        caution: own("Caution"),
        not_applicable: own("Does not apply to this change"),
        on_any: own("On one of these computers:"),
        skip_to_steps: own("Skip to the steps"),
        yes: own("Yes"),
        no: own("No"),
        round: own("Steps {0} through {1} for {2}"),
        lead: own("{0}:"),
    }
}

/// What a guided script of a document leads through, where there is no plan: its steps as they are.
pub(super) fn guide(document: &Document) -> Guide {
    let total = document.steps.len();
    let visit = |step: &Step| {
        let line = format!("Step {} of {total}: {}", step.number, step.title);
        GuidePart::Visit(Visit {
            step: step.clone(),
            line,
            waits: Vec::new(),
            questions: Vec::new(),
            decides: (step.kind == StepKind::Decision).then(|| Asked {
                id: "question".to_owned(),
                text: "Is it so?".to_owned(),
                wanted: true,
            }),
            is_confirmed: false,
        })
    };
    let parts = match &document.page {
        None => document.steps.iter().map(visit).collect(),
        Some(page) => page
            .iter()
            .flat_map(|part| match part {
                Part::Heading(heading) => vec![GuidePart::Heading(heading.clone())],
                Part::Block(block) => vec![GuidePart::Block(block.clone())],
                Part::Steps(range) => document
                    .steps
                    .get(range.from..range.to)
                    .unwrap_or_default()
                    .iter()
                    .map(visit)
                    .collect(),
            })
            .collect(),
    };
    let source = Source::new(
        "runproof.ftl",
        include_str!("../../../../locales/en/runproof.ftl"),
    );
    let catalog = Catalog::parse(source);
    let english: Locale = "en".parse().expect("a tag");
    let program = Translator::new(&english, [&catalog], None);
    Guide {
        words: ScriptWords::read(&program, &words(), &plain_text(&document.title), total),
        servers: Vec::new(),
        is_elevated: false,
        parts,
    }
}
