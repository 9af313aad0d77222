//! One deviation, and the finding that it must give: every kind of the table in DESIGN.

use jiff::civil::date;
use runproof_audit::Code;

use crate::case::{About, Awaits, Binding};
use crate::hosts::{Host, POOLS, SERVERS, STRANGER, THIRD_POOL, at};
use crate::scenario::{Earnest, Folder, Printed, STEADY, Scenario, States, Step, Variant, What};

/// A deviation.
pub(crate) struct Mutation {
    pub(crate) name: String,
    pub(crate) needs: Needs,
    /// The only product version that can have it.
    pub(crate) only: Option<Variant>,
    make: Make,
}

/// Makes a deviation, and says what must be found.
type Make = Box<dyn Fn(&mut Scenario) -> Vec<Awaits>>;

/// What a capture must have to show a deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing in particular.
    Nothing,
    /// One for each server, so that what is not in it was not done.
    EveryServer,
    /// A transcript of each server: a log of processes holds no cmdlets, so it can not say that
    /// one was not run.
    Transcripts,
    /// The same, with the time of each command.
    TimedTranscripts,
    /// The time of each command.
    Times,
    /// What the commands printed.
    Output,
}

impl Mutation {
    /// Makes it, and says what must be found.
    pub(crate) fn make(&self, scenario: &mut Scenario) -> Vec<Awaits> {
        (self.make)(scenario)
    }
}

fn mutation(
    name: impl Into<String>,
    needs: Needs,
    make: impl Fn(&mut Scenario) -> Vec<Awaits> + 'static,
) -> Mutation {
    Mutation {
        name: name.into(),
        needs,
        only: None,
        make: Box::new(make),
    }
}

fn only(variant: Variant, mutation: Mutation) -> Mutation {
    Mutation {
        only: Some(variant),
        ..mutation
    }
}

/// All of them.
pub(crate) fn all() -> Vec<Mutation> {
    let mut all = Vec::new();
    all.extend(missing());
    all.extend(only_shown());
    all.extend(unseen());
    all.extend(failed());
    all.extend(not_reached());
    all.extend(wrong());
    all.extend(order());
    all.extend(beside());
    all.extend(allowed());
    all
}

fn missing() -> Vec<Mutation> {
    let mut all = Vec::new();
    for server in SERVERS {
        let name = format!("missing: bootstrapper on {}", server.0);
        all.push(mutation(name, Needs::EveryServer, move |scenario| {
            let act = scenario.bootstrapper(server);
            scenario.remove(act);
            vec![Awaits::one(
                Code::Missing,
                Step::RunBootstrapper,
                Binding::Server(server),
            )]
        }));
    }
    // A step by hand that leaves a trace: that it is not there, and that nobody vouches for it, are
    // the same thing.
    for server in [SERVERS[1], SERVERS[3]] {
        let name = format!("missing: update on {}", server.0);
        let made = mutation(name, Needs::EveryServer, move |scenario| {
            let act = scenario.update(server);
            scenario.remove(act);
            let step = Step::ReapplyCumulativeUpdate;
            vec![Awaits::one(Code::Missing, step, Binding::Server(server)).or(Code::Unattested)]
        });
        all.push(only(Variant::Sfb2019, made));
    }
    all.push(mutation(
        "missing: service",
        Needs::EveryServer,
        |scenario| {
            let act = scenario.start();
            scenario.remove(act);
            vec![Awaits::one(
                Code::Missing,
                Step::StartBackupService,
                Binding::Any,
            )]
        },
    ));
    for pool in POOLS {
        let name = format!("missing: synchronization of {pool}");
        all.push(mutation(name, Needs::Transcripts, move |scenario| {
            let act = scenario.sync(pool);
            scenario.remove(act);
            let step = Step::SynchronizePools;
            vec![Awaits::one(Code::Missing, step, Binding::Pool(pool))]
        }));
    }
    all.push(mutation(
        "missing: a look at pool02",
        Needs::Transcripts,
        |scenario| {
            let act = scenario.status(POOLS[1]);
            scenario.remove(act);
            let step = Step::SynchronizePools;
            vec![Awaits::one(Code::Missing, step, Binding::Pool(POOLS[1]))]
        },
    ));
    all
}

/// The service was never started; there is only something that looks as if.
fn only_shown() -> Vec<Mutation> {
    const START: &[&str] = &["Start-CsWindowsService -Name LYNCBACKUP"];
    const WITH_A_PROMPT: &[&str] = &[
        r"PS C:\Users\uc.admin> Start-CsWindowsService -Name LYNCBACKUP",
        r"PS C:\Users\uc.admin> ",
    ];
    let lines: [(Needs, &str, &'static [&'static str]); 12] = [
        (
            Needs::Transcripts,
            "Write-Host 'Start-CsWindowsService -Name LYNCBACKUP'",
            START,
        ),
        (
            Needs::Transcripts,
            "echo \"Start-CsWindowsService -Name LYNCBACKUP\"",
            START,
        ),
        (
            Needs::Transcripts,
            "# Start-CsWindowsService -Name LYNCBACKUP",
            &[],
        ),
        (
            Needs::Transcripts,
            "'Start-CsWindowsService -Name LYNCBACKUP'",
            START,
        ),
        (
            Needs::Transcripts,
            "$later = { Start-CsWindowsService -Name LYNCBACKUP }",
            &[],
        ),
        (
            Needs::Transcripts,
            "function Start-Backup { Start-CsWindowsService -Name LYNCBACKUP }",
            &[],
        ),
        (
            Needs::Transcripts,
            "$text = @'\nStart-CsWindowsService -Name LYNCBACKUP\n'@",
            &[],
        ),
        (
            Needs::Transcripts,
            "<# Start-CsWindowsService -Name LYNCBACKUP #>",
            &[],
        ),
        (
            Needs::Transcripts,
            "Get-CsWindowsService -Name LYNCBACKUP",
            &[],
        ),
        (
            Needs::Transcripts,
            "Get-Help Start-CsWindowsService -Name LYNCBACKUP",
            START,
        ),
        (Needs::Transcripts, r"Get-Content C:\Temp\start.ps1", START),
        (
            Needs::TimedTranscripts,
            r"Get-Content C:\Temp\last-time.txt",
            WITH_A_PROMPT,
        ),
    ];
    let made = lines.into_iter().map(|(needs, line, printed)| {
        mutation(format!("missing: {line:?}"), needs, move |scenario| {
            let act = scenario.start();
            let act = scenario.act(act);
            act.what = What::Line(line);
            act.printed = Printed::Lines(printed);
            let step = Step::StartBackupService;
            vec![Awaits::one(Code::Missing, step, Binding::Any)]
        })
    });
    made.collect()
}

fn unseen() -> Vec<Mutation> {
    let mut all = Vec::new();
    for server in [SERVERS[1], SERVERS[3]] {
        let name = format!("no-evidence: {} without a capture", server.0);
        all.push(mutation(name, Needs::EveryServer, move |scenario| {
            scenario.lost.push(server);
            let none = |step| Awaits::one(Code::NoEvidence, step, Binding::Server(server));
            let mut awaits = vec![none(Step::RunBootstrapper)];
            if scenario.variant == Variant::Sfb2019 {
                awaits.push(none(Step::ReapplyCumulativeUpdate).or(Code::Unattested));
            }
            awaits
        }));
    }
    for (name, printed) in [
        ("nothing printed", Printed::Nothing),
        ("narrowed", Printed::Narrowed(STEADY[1])),
    ] {
        let name = format!("outcome-unseen: {name}");
        all.push(mutation(name, Needs::Output, move |scenario| {
            let act = scenario.status(POOLS[1]);
            scenario.act(act).printed = printed.clone();
            let step = Step::SynchronizePools;
            vec![Awaits::one(Code::OutcomeUnseen, step, Binding::Pool(POOLS[1])).at(act)]
        }));
    }
    // A decision that the change answers is taken.
    for step in [Step::PublishTopology, Step::EditProperties] {
        let name = format!("unattested: {}", step.id());
        all.push(mutation(name, Needs::Output, move |scenario| {
            scenario.attested.retain(|attested| *attested != step);
            vec![Awaits::one(Code::Unattested, step, Binding::Any)]
        }));
    }
    all
}

fn failed() -> Vec<Mutation> {
    let fails = |scenario: &mut Scenario, act, step, binding| {
        scenario.act(act).printed = Printed::Error;
        vec![Awaits::one(Code::Failed, step, binding).at(act)]
    };
    vec![
        mutation("failed: bootstrapper", Needs::Output, move |scenario| {
            let act = scenario.bootstrapper(SERVERS[1]);
            let server = Binding::Server(SERVERS[1]);
            fails(scenario, act, Step::RunBootstrapper, server)
        }),
        mutation("failed: service", Needs::Output, move |scenario| {
            let act = scenario.start();
            fails(scenario, act, Step::StartBackupService, Binding::Any)
        }),
        mutation("failed: synchronization", Needs::Output, move |scenario| {
            let act = scenario.sync(POOLS[0]);
            let pool = Binding::Pool(POOLS[0]);
            fails(scenario, act, Step::SynchronizePools, pool)
        }),
        mutation(
            "failed: cleared by a later success",
            Needs::Output,
            |scenario| {
                let act = scenario.start();
                let first = scenario.act(act).clone();
                let early = scenario.add(first.what, first.on, at(21, 56));
                scenario.act(early).printed = Printed::Error;
                let bootstrapper = What::Bootstrapper(Folder::Of(scenario.variant), None);
                let early = scenario.add(bootstrapper, SERVERS[2], at(20, 30));
                scenario.act(early).printed = Printed::Error;
                Vec::new()
            },
        ),
    ]
}

/// What is not planned, and no deviation.
fn allowed() -> Vec<Mutation> {
    let beside = |line: &'static str| {
        mutation(
            format!("nothing: {line}"),
            Needs::Nothing,
            move |scenario| {
                scenario.add(What::Line(line), SERVERS[0], at(21, 57));
                Vec::new()
            },
        )
    };
    vec![
        // A service that is started again is started.
        beside("Stop-CsWindowsService -Name LYNCBACKUP"),
        beside("Import-Module SkypeForBusiness"),
        beside("$ErrorActionPreference = 'Continue'"),
        mutation("nothing: all modules by name", Needs::Nothing, |scenario| {
            let act = scenario.sync(POOLS[0]);
            scenario.act(act).what = What::Sync(POOLS[0], Some("All"));
            Vec::new()
        }),
        mutation("nothing: by force", Needs::Nothing, |scenario| {
            let act = scenario.sync(POOLS[1]);
            scenario.act(act).what = What::Line(
                "Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com -Force -Verbose",
            );
            Vec::new()
        }),
        mutation(
            "nothing: media from elsewhere",
            Needs::Nothing,
            |scenario| {
                let act = scenario.bootstrapper(SERVERS[3]);
                let folder = Folder::Of(scenario.variant);
                scenario.act(act).what =
                    What::Bootstrapper(folder, Some(r"/SourceDirectory:D:\Setup"));
                Vec::new()
            },
        ),
    ]
}

fn not_reached() -> Vec<Mutation> {
    let shows = |name: &str, states: States| {
        mutation(
            format!("not-reached: {name}"),
            Needs::Output,
            move |scenario| {
                let act = scenario.status(POOLS[0]);
                scenario.act(act).printed = Printed::States(states);
                let awaits = Awaits::one(
                    Code::NotReached,
                    Step::SynchronizePools,
                    Binding::Pool(POOLS[0]),
                );
                let is_error = states.export == "ErrorState" || states.import == "ErrorState";
                let awaits = if is_error {
                    awaits.or(Code::Failed)
                } else {
                    awaits
                };
                vec![awaits.at(act)]
            },
        )
    };
    let steady = STEADY[0];
    vec![
        shows(
            "not steady at the last look",
            States {
                export: "NonSteadyState",
                ..steady
            },
        ),
        shows(
            "not initialized",
            States {
                export: "NotInitialized",
                ..steady
            },
        ),
        shows(
            "an error of the export",
            States {
                export: "ErrorState",
                ..steady
            },
        ),
        shows(
            "an error of the import",
            States {
                import: "ErrorState",
                ..steady
            },
        ),
        mutation(
            "not-reached: not steady any more",
            Needs::Output,
            |scenario| {
                let act = scenario.add(What::Status(POOLS[1]), SERVERS[0], at(22, 48));
                scenario.act(act).printed = Printed::States(States {
                    export: "NonSteadyState",
                    ..STEADY[1]
                });
                let step = Step::SynchronizePools;
                vec![Awaits::one(Code::NotReached, step, Binding::Pool(POOLS[1])).at(act)]
            },
        ),
    ]
}

fn wrong() -> Vec<Mutation> {
    let becomes = |name: &str,
                   find: fn(&Scenario) -> crate::scenario::Id,
                   what: What,
                   code: Code,
                   step: Step,
                   binding: Binding| {
        let name = format!("{}: {name}", code.name());
        mutation(name, Needs::Nothing, move |scenario| {
            let act = find(scenario);
            scenario.act(act).what = what.clone();
            vec![Awaits::one(code, step, binding.clone()).at(act)]
        })
    };
    let argument = |name, find, what, step, binding| {
        becomes(name, find, what, Code::WrongArgument, step, binding)
    };
    let mut all = vec![
        argument(
            "a third pool is synchronized",
            |scenario| scenario.sync(POOLS[1]),
            What::Sync(THIRD_POOL, None),
            Step::SynchronizePools,
            Binding::Pool(POOLS[1]),
        ),
        argument(
            "one module alone",
            |scenario| scenario.sync(POOLS[0]),
            What::Sync(POOLS[0], Some("ConfServices.DataConf")),
            Step::SynchronizePools,
            Binding::Pool(POOLS[0]),
        ),
        argument(
            "another service",
            |scenario| scenario.start(),
            What::Start("LYNCBACKUPX", Earnest::Real),
            Step::StartBackupService,
            Binding::Any,
        ),
        becomes(
            "the service",
            |scenario| scenario.start(),
            What::Start("LYNCBACKUP", Earnest::WhatIf),
            Code::Simulated,
            Step::StartBackupService,
            Binding::Any,
        ),
    ];
    for switch in ["/BootstrapLocalMgmt", "/BootstrapSqlExpress"] {
        let name = format!("wrong-argument: {switch}");
        all.push(mutation(name, Needs::Nothing, move |scenario| {
            let act = scenario.bootstrapper(SERVERS[2]);
            let folder = Folder::Of(scenario.variant);
            scenario.act(act).what = What::Bootstrapper(folder, Some(switch));
            let server = Binding::Server(SERVERS[2]);
            vec![Awaits::one(Code::WrongArgument, Step::RunBootstrapper, server).at(act)]
        }));
    }
    let path = |name: &str, server: Host, folder: fn(Variant) -> Folder| {
        mutation(
            format!("wrong-path: {name}"),
            Needs::Nothing,
            move |scenario| {
                let act = scenario.bootstrapper(server);
                let folder = folder(scenario.variant);
                scenario.act(act).what = What::Bootstrapper(folder, None);
                let server = Binding::Server(server);
                vec![Awaits::one(Code::WrongPath, Step::RunBootstrapper, server).at(act)]
            },
        )
    };
    all.push(path("another product's folder", SERVERS[1], |variant| {
        Folder::Of(match variant {
            Variant::Sfb2015 => Variant::Lync2013,
            _ => Variant::Sfb2015,
        })
    }));
    all.push(path("below Windows", SERVERS[3], Folder::UnderWindows));
    all.push(mutation(
        "wrong-host: besides",
        Needs::Nothing,
        |scenario| {
            let what = What::Bootstrapper(Folder::Of(scenario.variant), None);
            let act = scenario.add(what, STRANGER, at(20, 38));
            vec![Awaits::one(Code::WrongHost, Step::RunBootstrapper, Binding::Any).at(act)]
        },
    ));
    all.push(mutation(
        "wrong-host: instead",
        Needs::EveryServer,
        |scenario| {
            let act = scenario.bootstrapper(SERVERS[3]);
            scenario.act(act).on = STRANGER;
            vec![Awaits::one(Code::WrongHost, Step::RunBootstrapper, Binding::Any).at(act)]
        },
    ));
    all.push(mutation(
        "wrong-host: service by its parameter",
        Needs::Nothing,
        |scenario| {
            let act = scenario.start();
            scenario.act(act).what = What::Line(
                "Start-CsWindowsService -Name LYNCBACKUP -ComputerName fe99.contoso.com",
            );
            vec![Awaits::one(Code::WrongHost, Step::StartBackupService, Binding::Any).at(act)]
        },
    ));
    all.push(mutation(
        "wrong-host: service",
        Needs::EveryServer,
        |scenario| {
            let act = scenario.start();
            scenario.act(act).on = STRANGER;
            vec![Awaits::one(Code::WrongHost, Step::StartBackupService, Binding::Any).at(act)]
        },
    ));
    all
}

fn order() -> Vec<Mutation> {
    let early = |scenario: &mut Scenario, act, step, binding, minute| {
        scenario.act(act).at = at(20, minute);
        vec![Awaits::one(Code::OutOfOrder, step, binding).at(act)]
    };
    vec![
        mutation(
            "out-of-order: service before everything",
            Needs::Times,
            move |scenario| {
                let act = scenario.start();
                early(scenario, act, Step::StartBackupService, Binding::Any, 6)
            },
        ),
        mutation(
            "out-of-order: synchronization before everything",
            Needs::Times,
            move |scenario| {
                let act = scenario.sync(POOLS[0]);
                let pool = Binding::Pool(POOLS[0]);
                early(scenario, act, Step::SynchronizePools, pool, 6)
            },
        ),
        only(
            Variant::Sfb2019,
            mutation(
                "out-of-order: an update before everything",
                Needs::Times,
                move |scenario| {
                    let act = scenario.update(SERVERS[2]);
                    let server = Binding::Server(SERVERS[2]);
                    early(scenario, act, Step::ReapplyCumulativeUpdate, server, 6)
                },
            ),
        ),
        mutation(
            "out-of-order: service after everything",
            Needs::Times,
            |scenario| {
                let act = scenario.start();
                scenario.act(act).at = at(22, 50);
                vec![Awaits::one(Code::OutOfOrder, Step::StartBackupService, Binding::Any).at(act)]
            },
        ),
        mutation(
            "out-of-order: bootstrapper after everything",
            Needs::Times,
            |scenario| {
                let act = scenario.bootstrapper(SERVERS[3]);
                scenario.act(act).at = at(22, 50);
                let server = Binding::Server(SERVERS[3]);
                vec![Awaits::one(Code::OutOfOrder, Step::RunBootstrapper, server).at(act)]
            },
        ),
        mutation("outside-window: before it", Needs::Times, |scenario| {
            let act = scenario.bootstrapper(SERVERS[0]);
            scenario.act(act).at = at(19, 40);
            let server = Binding::Server(SERVERS[0]);
            vec![Awaits::one(Code::OutsideWindow, Step::RunBootstrapper, server).at(act)]
        }),
        mutation("outside-window: after it", Needs::Times, |scenario| {
            let act = scenario.status(POOLS[1]);
            scenario.act(act).at = date(2026, 3, 15).at(2, 30, 0, 0);
            let pool = Binding::Pool(POOLS[1]);
            vec![Awaits::one(Code::OutsideWindow, Step::SynchronizePools, pool).at(act)]
        }),
    ]
}

fn beside() -> Vec<Mutation> {
    let mut all = vec![mutation(
        "repeated: bootstrapper",
        Needs::Times,
        |scenario| {
            let what = What::Bootstrapper(Folder::Of(scenario.variant), None);
            let act = scenario.add(what, SERVERS[1], at(20, 50));
            let server = Binding::Server(SERVERS[1]);
            vec![Awaits::one(Code::Repeated, Step::RunBootstrapper, server).at(act)]
        },
    )];
    for (name, when) in [
        ("undone: the service, at the end", at(22, 50)),
        ("undone: the service, before what needs it", at(22, 2)),
    ] {
        all.push(mutation(name, Needs::Times, move |scenario| {
            let start = scenario.start();
            let host = scenario.act(start).on;
            let stop = What::Line("Stop-CsWindowsService -Name LYNCBACKUP");
            let act = scenario.add(stop, host, when);
            vec![Awaits::one(Code::Undone, Step::StartBackupService, Binding::Any).at(act)]
        }));
    }
    for line in [
        "Set-CsRegistrar -Identity Registrar:pool01.contoso.com -FailureDetectionInterval 60",
        "Restart-Computer -Force",
        r"Remove-Item C:\CsShare\1-WebServices-1 -Recurse -Force",
        "Stop-CsWindowsService -Name RTCSRV",
        r"del C:\Windows\Temp\old.log",
        r"Get-ChildItem C:\CsShare\Backup | Remove-Item -Force",
    ] {
        all.push(mutation(
            format!("unplanned-change: {line}"),
            Needs::Output,
            move |scenario| {
                let act = scenario.add(What::Line(line), SERVERS[0], at(21, 45));
                vec![Awaits {
                    codes: vec![Code::UnplannedChange],
                    about: About {
                        step: None,
                        binding: Binding::Any,
                    },
                    act: Some(act),
                }]
            },
        ));
    }
    all.push(mutation(
        "unplanned-change: a third pool besides",
        Needs::Output,
        |scenario| {
            let act = scenario.add(What::Sync(THIRD_POOL, None), SERVERS[0], at(22, 14));
            vec![Awaits {
                codes: vec![Code::UnplannedChange, Code::WrongArgument],
                about: About {
                    step: None,
                    binding: Binding::Any,
                },
                act: Some(act),
            }]
        },
    ));
    all
}
