//! The computers of a change: what commands print there when all goes well, and when it does not yet.

use std::collections::BTreeMap;

use super::change::{Change, KEY, OLD_SERIAL, SERIAL};
use super::definition::Shell;
use crate::dice::Dice;
use crate::manner::Shape;
use crate::noise;
use crate::scenario::{STEADY, States};

/// Their state while a change is carried out.
#[derive(Debug)]
pub(crate) struct Servers {
    /// How often each look was taken.
    looks: BTreeMap<String, usize>,
    /// How often a state has to be looked at until it is reached.
    patience: usize,
    shape: Shape,
}

/// What a command prints.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) said: Vec<String>,
    /// Whether somebody who reads it goes on.
    pub(crate) is_good: bool,
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

impl Servers {
    /// As they are before the change.
    pub(crate) fn new(_: &Change, dice: &mut Dice) -> Self {
        Self {
            looks: BTreeMap::new(),
            patience: 1 + dice.below(3),
            shape: dice.one_of(&Shape::ALL),
        }
    }

    /// What a command prints.
    pub(crate) fn answer(
        &mut self,
        change: &Change,
        text: &str,
        machine: &str,
        dice: &mut Dice,
    ) -> Answer {
        let looks = self.looks.entry(format!("{machine} {text}")).or_default();
        *looks += 1;
        let is_steady = *looks >= self.patience;
        if dice.once_in(25)
            && let Some(said) = slip(change, text)
        {
            *looks -= 1;
            return Answer {
                said: lines(&[&said]),
                is_good: false,
            };
        }
        if text.starts_with("Get-CsBackupServiceStatus") {
            let pools = change.pools.iter();
            let place = pools.take_while(|(pool, _)| !text.contains(pool.as_str()));
            let mut states = STEADY[place.count().min(1)];
            if !is_steady {
                states = States {
                    export: "NonSteadyState",
                    ..states
                };
            }
            return Answer {
                said: status(states, self.shape),
                is_good: is_steady,
            };
        }
        if text.contains("is-active") {
            let said = if is_steady { "active" } else { "activating" };
            return Answer {
                said: lines(&[said]),
                is_good: is_steady,
            };
        }
        if text.contains("s_client") {
            let serial = if is_steady { SERIAL } else { OLD_SERIAL };
            return Answer {
                said: vec![format!("serial={serial}")],
                is_good: is_steady,
            };
        }
        Answer {
            said: printed(text, dice),
            is_good: true,
        }
    }
}

/// The status of a pool as PowerShell shows it.
pub(crate) fn status(states: States, shape: Shape) -> Vec<String> {
    let said = noise::states(states, shape);
    said.into_iter().map(|said| said.text).collect()
}

/// What a command prints that does what it should.
fn printed(text: &str, dice: &mut Dice) -> Vec<String> {
    if text.starts_with("openssl x509 -in") {
        return vec![
            format!("serial={SERIAL}"),
            "notAfter=Jul  6 09:12:44 2026 GMT".to_owned(),
            "X509v3 Subject Alternative Name: ".to_owned(),
            "    DNS:www.example.com".to_owned(),
        ];
    }
    if text.starts_with("scp /home") {
        let name = if text.contains(KEY) { "key" } else { "pem" };
        return vec![format!(
            "www.example.com.{name}        100% 1704   612.1KB/s   00:00"
        )];
    }
    if text.contains("restorecon") {
        return lines(&[
            "Relabeled /etc/pki/tls/certs/www.example.com.pem from unconfined_u:object_r:user_home_t:s0 to unconfined_u:object_r:cert_t:s0",
        ]);
    }
    if text.contains("nginx -t") {
        return lines(&[
            "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok",
            "nginx: configuration file /etc/nginx/nginx.conf test is successful",
        ]);
    }
    if text.contains("Bootstrapper.exe") && dice.once_in(2) {
        return lines(&[
            "Checking prerequisites for bootstrapper...",
            "Installing the components that are missing...",
            "Done.",
        ]);
    }
    Vec::new()
}

/// What a command prints that did not work, and is typed once more; none for what is not tried here.
fn slip(change: &Change, text: &str) -> Option<String> {
    match change.runbook.shell() {
        Shell::Powershell => {
            let name = text.split(' ').next().filter(|name| name.contains('-'))?;
            (name.starts_with("Invoke") || name.starts_with("Restart"))
                .then(|| format!("{name}: Cannot connect to the backup service."))
        }
        Shell::Bash => {
            let host = named(change, text).filter(|_| text.starts_with("ssh "))?;
            Some(format!(
                "ssh: connect to host {host} port 22: Connection refused"
            ))
        }
    }
}

/// The host or the pool of the change that a command names.
pub(crate) fn named(change: &Change, text: &str) -> Option<String> {
    let pools = change.pools.iter().map(|(pool, _)| pool);
    let mut names = pools.chain(&change.hosts);
    names.find(|name| text.contains(name.as_str())).cloned()
}

/// Something harmless.
pub(crate) fn look(change: &Change, dice: &mut Dice) -> (&'static str, &'static [&'static str]) {
    match change.runbook.shell() {
        Shell::Powershell => dice.one_of(&[
            (
                "Get-Date",
                &["", "Saturday, March 14, 2026 8:31:12 PM", "", ""][..],
            ),
            ("$PSVersionTable.PSVersion.Major", &["5"]),
            ("Get-Location | Out-Null", &[]),
            ("# now the next one", &[]),
            ("hostname", &["FE01"]),
        ]),
        Shell::Bash => dice.one_of(&[
            ("date", &["Tue Apr  7 08:30:12 CEST 2026"][..]),
            (
                "uptime",
                &[" 08:31:44 up 12 days,  3:02,  1 user,  load average: 0.00"],
            ),
            ("# now the next one", &[]),
            ("shh web01 uptime", &["bash: shh: command not found"]),
        ]),
    }
}
