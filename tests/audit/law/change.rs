//! A change: what is to be done where, and what is true of its questions.

use std::fmt::Write as _;

use jiff::civil::{DateTime, date};

use super::definition::Shell;
use crate::dice::Dice;

/// A change of one of the embedded runbooks, or of a generated one.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) runbook: Definition,
    pub(crate) variant: &'static str,
    /// The computers of the change, by their full names.
    pub(crate) hosts: Vec<String>,
    /// The pools of the change, each with its servers; none where the runbook has none.
    pub(crate) pools: Vec<(String, Vec<String>)>,
    /// The questions of the runbook.
    pub(crate) questions: Vec<Question>,
    /// When its window opens, in local time.
    pub(crate) opens: DateTime,
}

/// A definition that changes are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Definition {
    /// `runbooks/paired-front-end-pools.yaml`.
    Pools,
    /// `runbooks/rotate-tls-certificate.yaml`.
    Certificate,
    /// One by chance, of that seed (`definition`).
    Generated(Shell, u64),
}

/// A question, what is true, and whether the change file says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    pub(crate) name: &'static str,
    pub(crate) truth: bool,
    pub(crate) is_answered: bool,
}

/// Where the files of the certificate lie.
pub(crate) const CERTIFICATE: &str = "/home/admin/renewal/www.example.com.pem";
/// Where its key lies.
pub(crate) const KEY: &str = "/home/admin/renewal/www.example.com.key";
/// The serial number of the new certificate, as `openssl` prints it.
pub(crate) const SERIAL: &str = "049F2B71C30A115E";
/// The serial number of the old one.
pub(crate) const OLD_SERIAL: &str = "03C41D90A2B7E6F1";

impl Definition {
    /// One by chance: either of the embedded ones, or a generated one.
    pub(crate) fn by_chance(dice: &mut Dice) -> Self {
        let seed = u64::try_from(dice.below(100_000)).expect("small");
        match dice.below(4) {
            0 => Self::Pools,
            1 => Self::Certificate,
            2 => Self::Generated(Shell::Powershell, seed),
            _ => Self::Generated(Shell::Bash, seed),
        }
    }

    /// The shell that its commands are typed in.
    pub(crate) fn shell(self) -> Shell {
        match self {
            Self::Pools => Shell::Powershell,
            Self::Certificate => Shell::Bash,
            Self::Generated(shell, _) => shell,
        }
    }

    /// Its id.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Pools => "paired-front-end-pools",
            Self::Certificate => "rotate-tls-certificate",
            Self::Generated(..) => "generated",
        }
    }

    fn variants(self) -> &'static [&'static str] {
        match self {
            Self::Pools => &["lync-2013", "sfb-2015", "sfb-2019"],
            Self::Certificate => &["debian", "rhel"],
            Self::Generated(..) => &["one"],
        }
    }

    fn questions(self) -> &'static [&'static str] {
        match self {
            Self::Pools => &[
                "pools_exist",
                "pools_deployed_before_pairing",
                "cumulative_update_applied",
            ],
            Self::Certificate => &["behind_load_balancer"],
            Self::Generated(..) => &["needed"],
        }
    }
}

impl Change {
    /// A change by chance: one to twelve computers, any answers.
    pub(crate) fn by_chance(runbook: Definition, dice: &mut Dice) -> Self {
        let variant = dice.one_of(runbook.variants());
        let questions = runbook.questions().iter();
        let questions = questions
            .map(|name| Question {
                name,
                truth: !dice.once_in(4),
                is_answered: !dice.once_in(4),
            })
            .collect();
        let (hosts, pools) = match runbook {
            Definition::Pools => {
                let each = 1 + dice.below(6);
                let pools: Vec<(String, Vec<String>)> = (0..2)
                    .map(|pool| {
                        let servers = (1..=each)
                            .map(|server| format!("fe{pool}{server}.contoso.com"))
                            .collect();
                        (format!("pool0{}.contoso.com", pool + 1), servers)
                    })
                    .collect();
                let hosts = pools.iter().flat_map(|(_, servers)| servers.clone());
                (hosts.collect(), pools)
            }
            Definition::Certificate | Definition::Generated(..) => {
                let count = 1 + dice.below(12);
                let domain = match runbook.shell() {
                    Shell::Powershell => "contoso.com",
                    Shell::Bash => "example.com",
                };
                let hosts = (1..=count).map(|host| format!("web{host:02}.{domain}"));
                (hosts.collect(), Vec::new())
            }
        };
        let opens = match runbook.shell() {
            Shell::Powershell => date(2026, 3, 14).at(20, 0, 0, 0),
            Shell::Bash => date(2026, 4, 7).at(8, 0, 0, 0),
        };
        Self {
            runbook,
            variant,
            hosts,
            pools,
            questions,
            opens,
        }
    }

    /// What is true of a question.
    pub(crate) fn truth(&self, name: &str) -> bool {
        let found = self.questions.iter().find(|one| one.name == name);
        found.expect("a question of the runbook").truth
    }

    /// Whether a step is to be done, as a reader decides it who knows what is true.
    /// `words` are those of the step's open question, if it has one.
    pub(crate) fn applies(&self, step: &str, is_conditional: bool) -> bool {
        match (self.runbook, step) {
            (Definition::Generated(..), _) => !is_conditional || self.truth("needed"),
            (Definition::Pools, "create-pools") => !self.truth("pools_exist"),
            (
                Definition::Pools,
                "run-bootstrapper" | "start-backup-service" | "synchronize-pools",
            ) => self.truth("pools_deployed_before_pairing"),
            (Definition::Pools, "reapply-cumulative-update") => {
                self.truth("pools_deployed_before_pairing")
                    && self.truth("cumulative_update_applied")
            }
            (Definition::Certificate, "drain-host" | "return-host") => {
                self.truth("behind_load_balancer")
            }
            _ => true,
        }
    }

    /// The change with all its questions answered.
    pub(crate) fn answered(&self) -> Self {
        let mut answered = self.clone();
        for question in &mut answered.questions {
            question.is_answered = true;
        }
        answered
    }

    /// The change file, with these lines of attestations.
    pub(crate) fn file(&self, attestations: &[String]) -> String {
        let mut text = format!("change: CHG0042\nvariant: {}\nparameters:\n", self.variant);
        match self.runbook {
            Definition::Pools => {
                text.push_str("  pools:\n");
                for (pool, servers) in &self.pools {
                    let servers = servers.join(", ");
                    let _ = writeln!(text, "    - {{ fqdn: {pool}, servers: [{servers}] }}");
                }
            }
            Definition::Generated(..) => {
                let _ = writeln!(text, "  hosts: [{}]", self.hosts.join(", "));
            }
            Definition::Certificate => {
                let _ = write!(
                    text,
                    "  domain: www.example.com\n  certificate: {CERTIFICATE}\n  key: {KEY}\n  \
                     serial: {SERIAL}\n  hosts: [{}]\n",
                    self.hosts.join(", ")
                );
            }
        }
        let (offset, zone) = match self.runbook.shell() {
            Shell::Powershell => ("+01:00", "Europe/Berlin"),
            Shell::Bash => ("+02:00", "Europe/Paris"),
        };
        let answered = self.questions.iter().filter(|one| one.is_answered);
        let answers: Vec<String> = answered
            .map(|one| format!("{}: {}", one.name, one.truth))
            .collect();
        let _ = writeln!(text, "answers: {{ {} }}", answers.join(", "));
        let opens = self.opens.strftime("%Y-%m-%dT%H:%M:%S");
        let closes = self.closes().strftime("%Y-%m-%dT%H:%M:%S");
        let _ = write!(
            text,
            "window: {{ start: {opens}{offset}, end: {closes}{offset} }}\ntimezone: {zone}\n"
        );
        if !attestations.is_empty() {
            text.push_str("attestations:\n");
            for line in attestations {
                let _ = writeln!(text, "  - {line}");
            }
        }
        text
    }

    /// When its window closes, in local time.
    pub(crate) fn closes(&self) -> DateTime {
        self.opens + jiff::Span::new().hours(10)
    }
}
