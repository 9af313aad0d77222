//! What is carried out, where and when: the acts of `runbooks/paired-front-end-pools.yaml` for the
//! sample change.

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::hosts::{Host, OPERATORS, POOLS, SERVERS, at};

/// The product versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Lync Server 2013.
    Lync2013,
    /// Skype for Business Server 2015.
    Sfb2015,
    /// Skype for Business Server 2019.
    Sfb2019,
}

impl Variant {
    pub(crate) const ALL: [Self; 3] = [Self::Sfb2019, Self::Lync2013, Self::Sfb2015];

    /// Its id in the runbook.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Lync2013 => "lync-2013",
            Self::Sfb2015 => "sfb-2015",
            Self::Sfb2019 => "sfb-2019",
        }
    }

    /// The product's folder in `Program Files`.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Lync2013 => "Microsoft Lync Server 2013",
            Self::Sfb2015 => "Skype for Business Server 2015",
            Self::Sfb2019 => "Skype for Business Server 2019",
        }
    }

    /// The module of its cmdlets.
    pub(crate) fn module(self) -> &'static str {
        match self {
            Self::Lync2013 => "Lync",
            _ => "SkypeForBusiness",
        }
    }
}

/// The steps of both runbooks that findings are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    CreatePools,
    EditProperties,
    ChooseResiliency,
    SelectBackupPool,
    EnableVoiceFailover,
    PublishTopology,
    DeployOrContinue,
    RunBootstrapper,
    ReapplyCumulativeUpdate,
    StartBackupService,
    SynchronizePools,
    CheckCertificate,
    CheckKey,
    DrainHost,
    KeepPrevious,
    CopyFiles,
    InstallFiles,
    RestoreLabels,
    TestConfiguration,
    ReloadService,
    VerifyServed,
    ReturnHost,
    RemovePrevious,
    DeleteLocalKey,
    UpdateInventory,
}

impl Step {
    /// What leaves no trace in any log, in the runbook of the pools.
    pub(crate) const BY_HAND: [Self; 7] = [
        Self::CreatePools,
        Self::EditProperties,
        Self::ChooseResiliency,
        Self::SelectBackupPool,
        Self::EnableVoiceFailover,
        Self::PublishTopology,
        Self::DeployOrContinue,
    ];

    /// Its id in the runbook.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::CreatePools => "create-pools",
            Self::EditProperties => "edit-properties",
            Self::ChooseResiliency => "choose-resiliency",
            Self::SelectBackupPool => "select-backup-pool",
            Self::EnableVoiceFailover => "enable-voice-failover",
            Self::PublishTopology => "publish-topology",
            Self::DeployOrContinue => "deploy-or-continue",
            Self::RunBootstrapper => "run-bootstrapper",
            Self::ReapplyCumulativeUpdate => "reapply-cumulative-update",
            Self::StartBackupService => "start-backup-service",
            Self::SynchronizePools => "synchronize-pools",
            Self::CheckCertificate => "check-certificate",
            Self::CheckKey => "check-key",
            Self::DrainHost => "drain-host",
            Self::KeepPrevious => "keep-previous",
            Self::CopyFiles => "copy-files",
            Self::InstallFiles => "install-files",
            Self::RestoreLabels => "restore-labels",
            Self::TestConfiguration => "test-configuration",
            Self::ReloadService => "reload-service",
            Self::VerifyServed => "verify-served",
            Self::ReturnHost => "return-host",
            Self::RemovePrevious => "remove-previous",
            Self::DeleteLocalKey => "delete-local-key",
            Self::UpdateInventory => "update-inventory",
        }
    }
}

/// Where Bootstrapper was started from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folder {
    /// `C:\Program Files\<product>\Deployment`.
    Of(Variant),
    /// `C:\Windows\Program Files\…`: what `%SYSTEMROOT%\Program Files` of a published page comes to.
    UnderWindows(Variant),
}

impl Folder {
    /// Its path on a server whose system drive is C.
    pub(crate) fn path(self) -> String {
        match self {
            Self::Of(variant) => format!(r"C:\Program Files\{}\Deployment", variant.folder()),
            Self::UnderWindows(variant) => {
                format!(r"C:\Windows\Program Files\{}\Deployment", variant.folder())
            }
        }
    }
}

/// What is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Bootstrapper, with a switch or without.
    Bootstrapper(Folder, Option<&'static str>),
    /// The update's installer.
    Update,
    /// `Start-CsWindowsService` of a service, in earnest or with `-WhatIf`.
    Start(&'static str, Earnest),
    /// `Invoke-CsBackupServiceSync` of a pool, of one module or of all.
    Sync(&'static str, Option<&'static str>),
    /// The same for both pools, in one line.
    SyncBoth,
    /// `Get-CsBackupServiceStatus` of a pool.
    Status(&'static str),
    /// Anything else, as typed.
    Line(&'static str),
}

/// Whether something was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Earnest {
    Real,
    WhatIf,
}

/// What a command printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Printed {
    /// Nothing.
    Nothing,
    /// An error.
    Error,
    /// These lines.
    Lines(&'static [&'static str]),
    /// The modules' states.
    States(States),
    /// The states, but only as much of them as a narrow console shows.
    Narrowed(States),
}

/// What the modules of a pool say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct States {
    /// Of what users and conferences left.
    pub(crate) export: &'static str,
    /// What came in.
    pub(crate) import: &'static str,
    /// Of the Central Management Server.
    pub(crate) central: &'static str,
}

/// The states of a pool that is in step, and of the other pool.
pub(crate) const STEADY: [States; 2] = [
    States {
        export: "SteadyState",
        import: "NormalState",
        central: "FinalState",
    },
    States {
        export: "FinalState",
        import: "NormalState",
        central: "NotInitialized",
    },
];

/// The name of an act, by which a finding can speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id(pub(crate) usize);

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Act {
    pub(crate) id: Id,
    pub(crate) what: What,
    pub(crate) on: Host,
    pub(crate) at: DateTime,
    pub(crate) printed: Printed,
    /// Who, by the place in [`OPERATORS`].
    pub(crate) by: usize,
}

/// A change, carried out.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) variant: Variant,
    /// Everything that was done, in order of time.
    pub(crate) acts: Vec<Act>,
    /// What somebody vouches for.
    pub(crate) attested: Vec<Step>,
    /// Servers whose captures were lost.
    pub(crate) lost: Vec<Host>,
}

impl Scenario {
    /// The change as planned. The status is looked at until it is steady: `looks` times in all.
    pub(crate) fn conformant(variant: Variant, looks: usize) -> Self {
        let mut scenario = Self {
            variant,
            acts: Vec::new(),
            attested: Step::BY_HAND.to_vec(),
            lost: Vec::new(),
        };
        for (place, server) in SERVERS.into_iter().enumerate() {
            let minutes = 10 * i64::try_from(place).expect("small");
            let bootstrapper = What::Bootstrapper(Folder::Of(variant), None);
            scenario.add(bootstrapper, server, at(20, 15) + minutes.minutes());
            if variant == Variant::Sfb2019 {
                scenario.add(What::Update, server, at(21, 5) + minutes.minutes());
            }
        }
        let first = SERVERS[0];
        scenario.add(What::Start("LYNCBACKUP", Earnest::Real), first, at(22, 0));
        for (pool, minute) in POOLS.into_iter().zip([10, 12]) {
            scenario.add(What::Sync(pool, None), first, at(22, minute));
        }
        for (place, pool) in POOLS.into_iter().enumerate() {
            for look in 0..looks {
                let minute = i8::try_from(20 + 3 * look + place).expect("small");
                let id = scenario.add(What::Status(pool), first, at(22, minute));
                let mut states = STEADY[place];
                if look + 1 < looks {
                    states.export = "NonSteadyState";
                }
                scenario.act(id).printed = Printed::States(states);
            }
        }
        scenario.acts.sort_by_key(|act| act.at);
        scenario
    }

    /// Adds an act; it printed nothing.
    pub(crate) fn add(&mut self, what: What, on: Host, at: DateTime) -> Id {
        let id = Id(self.acts.len());
        assert!(self.acts.iter().all(|act| act.id != id), "acts keep names");
        self.acts.push(Act {
            id,
            what,
            on,
            at,
            printed: Printed::Nothing,
            by: 0,
        });
        id
    }

    /// The act of that name.
    pub(crate) fn act(&mut self, id: Id) -> &mut Act {
        let found = self.acts.iter_mut().find(|act| act.id == id);
        found.expect("the act is there")
    }

    /// The last act that is so.
    pub(crate) fn last(&self, is: impl Fn(&Act) -> bool) -> Id {
        let found = self.acts.iter().rfind(|act| is(act));
        found.expect("there is such an act").id
    }

    /// Bootstrapper's run on a server.
    pub(crate) fn bootstrapper(&self, on: Host) -> Id {
        self.last(|act| matches!(act.what, What::Bootstrapper(..)) && act.on == on)
    }

    /// The update's run on a server.
    pub(crate) fn update(&self, on: Host) -> Id {
        self.last(|act| act.what == What::Update && act.on == on)
    }

    /// The start of the service.
    pub(crate) fn start(&self) -> Id {
        self.last(|act| matches!(act.what, What::Start(..)))
    }

    /// The synchronization of a pool.
    pub(crate) fn sync(&self, pool: &str) -> Id {
        self.last(|act| matches!(act.what, What::Sync(of, _) if of == pool))
    }

    /// The last look at a pool.
    pub(crate) fn status(&self, pool: &str) -> Id {
        self.last(|act| act.what == What::Status(pool_of(pool)))
    }

    /// Takes an act away.
    pub(crate) fn remove(&mut self, id: Id) {
        // Its place stays taken: names are never given twice.
        let act = self.act(id);
        act.what = What::Line("");
    }

    /// The acts in order of time, without those that were taken away.
    pub(crate) fn in_order(&self) -> Vec<&Act> {
        let mut acts: Vec<_> = self
            .acts
            .iter()
            .filter(|act| act.what != What::Line(""))
            .collect();
        acts.sort_by_key(|act| act.at);
        acts
    }

    /// The second operator reapplies the updates and looks at the states.
    pub(crate) fn with_two_operators(mut self) -> Self {
        for act in &mut self.acts {
            if matches!(act.what, What::Update | What::Status(_)) {
                act.by = 1;
            }
        }
        self
    }

    /// The second operator does everything that is done once, from the first server.
    pub(crate) fn with_the_end_by_another(mut self) -> Self {
        for act in &mut self.acts {
            if !matches!(act.what, What::Bootstrapper(..) | What::Update) {
                act.by = 1;
            }
        }
        self
    }

    /// Both pools are synchronized by one line.
    pub(crate) fn with_both_at_once(mut self) -> Self {
        for pool in POOLS {
            let act = self.sync(pool);
            self.remove(act);
        }
        self.add(What::SyncBoth, SERVERS[0], at(22, 10));
        self
    }

    /// The change file.
    pub(crate) fn change(&self) -> String {
        let mut text = format!(
            "change: CHG0042137\nvariant: {}\nparameters:\n  pools:\n",
            self.variant.id()
        );
        for (pool, servers) in POOLS.into_iter().zip(SERVERS.chunks(2)) {
            let servers: Vec<_> = servers.iter().map(|server| server.full()).collect();
            text.push_str(&format!(
                "    - fqdn: {pool}\n      servers: [{}]\n",
                servers.join(", ")
            ));
        }
        text.push_str("answers:\n  pools_deployed_before_pairing: true\n");
        if self.variant == Variant::Sfb2019 {
            text.push_str("  cumulative_update_applied: true\n");
        }
        text.push_str(
            "window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }\n\
             timezone: Europe/Berlin\nattestations:\n",
        );
        for step in &self.attested {
            text.push_str(&format!(
                "  - {{ step: {}, by: '{}', at: 2026-03-14T19:30:00 }}\n",
                step.id(),
                OPERATORS[0]
            ));
        }
        if self.attested.is_empty() {
            text = text.replace("attestations:\n", "attestations: []\n");
        }
        text
    }
}

fn pool_of(pool: &str) -> &'static str {
    let found = POOLS.into_iter().find(|known| *known == pool);
    found.expect("a pool of the change")
}
