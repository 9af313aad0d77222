//! The TLS runbook: its acts at a workstation, and what can go wrong with them.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use runproof_audit::Code;

use crate::capture::terminal::{self, Form};
use crate::capture::{Input, Sitting};
use crate::case::{About, Awaits, Binding, Case};
use crate::dice::Dice;
use crate::hosts::Host;
use crate::noise::Said;
use crate::scenario::{Id, Step, What};

/// The hosts of the change.
pub(crate) const HOSTS: [&str; 3] = [
    "web01.example.com",
    "web02.example.com",
    "web03.example.com",
];
const FOLDER: &str = "/home/admin/renewal";
const CERTIFICATE: &str = "/home/admin/renewal/www.example.com.pem";
const KEY: &str = "/home/admin/renewal/www.example.com.key";
const SERIAL: &str = "serial=049F2B71C30A115E";
const OLD_SERIAL: &str = "serial=03C41D90A2B7E6F1";
const CERTIFICATES: &str = "/etc/pki/tls/certs/www.example.com.pem";
const KEYS: &str = "/etc/pki/tls/private/www.example.com.key";

/// One command of the change.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    id: Id,
    step: Step,
    /// Which command of the step, from 0.
    part: usize,
    host: Option<&'static str>,
    text: String,
    said: Vec<String>,
    at: DateTime,
}

/// The change, carried out.
#[derive(Debug, Clone)]
pub(crate) struct Rotation {
    acts: Vec<Act>,
    attested: Vec<Step>,
}

/// A way to type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Canonical,
    /// The remote command in double quotes.
    DoubleQuotes,
    /// The host in a variable.
    Variable,
    /// Broken by a backslash.
    Continued,
    /// In the folder of the new files, these by their names alone.
    Relative,
    /// In a loop over its host alone.
    Loop,
}

impl Manner {
    const ALL: [Self; 6] = [
        Self::Canonical,
        Self::DoubleQuotes,
        Self::Variable,
        Self::Continued,
        Self::Relative,
        Self::Loop,
    ];

    /// What is mixed where the manner is left to chance: all but a folder's change, which reaches into
    /// what is typed after it.
    const MIXED: [Self; 5] = [
        Self::Canonical,
        Self::DoubleQuotes,
        Self::Variable,
        Self::Continued,
        Self::Loop,
    ];

    fn of(self, act: &Act) -> Vec<String> {
        let text = &act.text;
        match (self, act.host) {
            (Self::DoubleQuotes, _) if text.starts_with("ssh ") => vec![text.replace('\'', "\"")],
            (Self::Variable, Some(host)) => {
                vec![format!("host={host}"), text.replace(host, "$host")]
            }
            (Self::Continued, _) if text.starts_with("ssh ") => {
                vec![text.replacen(" '", " \\\n  '", 1)]
            }
            (Self::Relative, _) if text.contains(FOLDER) => vec![
                format!("cd {FOLDER}"),
                text.replace(&format!("{FOLDER}/"), ""),
            ],
            (Self::Loop, Some(host)) => {
                let text = text.replace(host, "$each");
                vec![format!("for each in {host}; do {text}; done")]
            }
            _ => vec![text.clone()],
        }
    }
}

fn time(hour: i8, minute: i8) -> DateTime {
    date(2026, 4, 7).at(hour, minute, 11, 0)
}

impl Rotation {
    /// As planned: one host after the other, and at the end what is left of the old certificate.
    pub(crate) fn conformant() -> Self {
        let mut all = Self {
            acts: Vec::new(),
            attested: vec![Step::DrainHost, Step::ReturnHost, Step::UpdateInventory],
        };
        all.add(
            (Step::CheckCertificate, 0, None),
            format!("openssl x509 -in {CERTIFICATE} -noout -serial -enddate -ext subjectAltName"),
            &[
                SERIAL,
                "notAfter=Jul  6 09:12:44 2026 GMT",
                "X509v3 Subject Alternative Name: ",
                "    DNS:www.example.com",
            ],
            time(8, 5),
        );
        all.add(
            (Step::CheckKey, 0, None),
            format!(
                "diff <(openssl x509 -in {CERTIFICATE} -noout -pubkey) <(openssl pkey -in {KEY} -pubout)"
            ),
            &[],
            time(8, 7),
        );
        for (host, from) in HOSTS
            .into_iter()
            .zip([time(8, 20), time(8, 50), time(9, 20)])
        {
            all.host(host, from);
        }
        for (host, minute) in HOSTS.into_iter().zip([0, 2, 4]) {
            all.add(
                (Step::RemovePrevious, 0, Some(host)),
                format!("ssh {host} 'sudo rm -f {CERTIFICATES}.previous {KEYS}.previous'"),
                &[],
                time(10, minute),
            );
        }
        all.add(
            (Step::DeleteLocalKey, 0, None),
            format!("shred -u {KEY}"),
            &[],
            time(10, 6),
        );
        all
    }

    fn host(&mut self, host: &'static str, from: DateTime) {
        let name = "www.example.com";
        let commands: [(Step, String, &[&str]); 10] = [
            (
                Step::KeepPrevious,
                format!(
                    "ssh {host} 'sudo cp -p {CERTIFICATES} {CERTIFICATES}.previous && sudo cp -p {KEYS} {KEYS}.previous'"
                ),
                &[],
            ),
            (
                Step::CopyFiles,
                format!("scp {CERTIFICATE} {host}:{name}.pem.new"),
                &["www.example.com.pem        100% 3894     1.2MB/s   00:00"],
            ),
            (
                Step::CopyFiles,
                format!("scp {KEY} {host}:{name}.key.new"),
                &["www.example.com.key        100% 1704   612.1KB/s   00:00"],
            ),
            (
                Step::InstallFiles,
                format!(
                    "ssh {host} 'sudo install -o root -g root -m 0644 {name}.pem.new {CERTIFICATES}'"
                ),
                &[],
            ),
            (
                Step::InstallFiles,
                format!("ssh {host} 'sudo install -o root -g root -m 0600 {name}.key.new {KEYS}'"),
                &[],
            ),
            (
                Step::InstallFiles,
                format!("ssh {host} 'rm -f {name}.pem.new {name}.key.new'"),
                &[],
            ),
            (
                Step::RestoreLabels,
                format!("ssh {host} 'sudo restorecon -v {CERTIFICATES} {KEYS}'"),
                &[
                    "Relabeled /etc/pki/tls/certs/www.example.com.pem from unconfined_u:object_r:user_home_t:s0 to unconfined_u:object_r:cert_t:s0",
                ],
            ),
            (
                Step::TestConfiguration,
                format!("ssh {host} 'sudo nginx -t'"),
                &[
                    "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok",
                    "nginx: configuration file /etc/nginx/nginx.conf test is successful",
                ],
            ),
            (
                Step::ReloadService,
                format!("ssh {host} 'sudo systemctl reload nginx.service'"),
                &[],
            ),
            (
                Step::VerifyServed,
                format!(
                    "openssl s_client -connect {host}:443 -servername {name} </dev/null 2>/dev/null | openssl x509 -noout -serial"
                ),
                &[SERIAL],
            ),
        ];
        let mut before = None;
        let mut part = 0;
        for (place, (step, text, said)) in commands.into_iter().enumerate() {
            part = if before == Some(step) { part + 1 } else { 0 };
            before = Some(step);
            let minutes = 2 * i64::try_from(place).expect("small");
            self.add(
                (step, part, Some(host)),
                text,
                said,
                from + minutes.minutes(),
            );
        }
    }

    fn add(
        &mut self,
        (step, part, host): (Step, usize, Option<&'static str>),
        text: String,
        said: &[&str],
        at: DateTime,
    ) -> Id {
        let id = Id(self.acts.iter().map(|act| act.id.0 + 1).max().unwrap_or(0));
        self.acts.push(Act {
            id,
            step,
            part,
            host,
            text,
            said: said.iter().map(|line| (*line).to_owned()).collect(),
            at,
        });
        id
    }

    fn find(&mut self, step: Step, part: usize, host: Option<&str>) -> &mut Act {
        let found = self
            .acts
            .iter_mut()
            .find(|act| act.step == step && act.part == part && act.host == host);
        found.expect("the act is there")
    }

    /// The change file.
    pub(crate) fn change(&self) -> String {
        let mut text = format!(
            "change: CHG0042170\nvariant: rhel\nparameters:\n  domain: www.example.com\n  certificate: {CERTIFICATE}\n  key: {KEY}\n  serial: '04:9F:2B:71:C3:0A:11:5E'\n  hosts: [{}]\nanswers:\n  behind_load_balancer: true\nwindow: {{ start: 2026-04-07T08:00:00+02:00, end: 2026-04-07T12:00:00+02:00 }}\ntimezone: Europe/Paris\nattestations:\n",
            HOSTS.join(", ")
        );
        for step in &self.attested {
            text.push_str(&format!(
                "  - {{ step: {}, by: admin, at: 2026-04-07T10:30:00 }}\n",
                step.id()
            ));
        }
        text
    }

    /// What was typed at the workstation.
    pub(crate) fn sitting(&self, manner: Option<Manner>, seed: u64) -> Sitting {
        let mut dice = Dice::new(seed);
        let mut acts = self.acts.clone();
        acts.sort_by_key(|act| act.at);
        let mut inputs = Vec::new();
        let mut put = |at, folder: &str, typed: &str, said: &[String], act: Option<Id>| {
            inputs.push(Input {
                at,
                typed: typed.to_owned(),
                said: said.iter().map(Said::by_program).collect(),
                act: act.map(|act| (act, What::Line("ssh"))),
                folder: folder.to_owned(),
                remote: None,
            });
        };
        for act in &acts {
            let manner = manner.unwrap_or_else(|| dice.one_of(&Manner::MIXED));
            let mut typed = manner.of(act);
            let last = typed.pop().expect("something is typed");
            let mut folder = "~";
            for line in typed {
                put(act.at - 20.seconds(), folder, &line, &[], None);
                if line.starts_with("cd ") {
                    folder = "~/renewal";
                }
            }
            put(act.at, folder, &last, &act.said, Some(act.id));
            if folder != "~" {
                put(act.at + 20.seconds(), folder, "cd", &[], None);
            }
            let (typed, said) = aside(&mut dice);
            put(act.at + 40.seconds(), "~", typed, &said, None);
        }
        let first = acts.first().expect("acts").at;
        Sitting {
            machine: Host("ops01"),
            user: "admin",
            start: first.min(time(8, 5)) - 2.minutes(),
            end: time(10, 20),
            inputs,
        }
    }
}

/// What is typed beside the procedure.
fn aside(dice: &mut Dice) -> (&'static str, Vec<String>) {
    let lines = |said: &[&str]| said.iter().map(|line| (*line).to_owned()).collect();
    match dice.below(7) {
        0 => ("date", lines(&["Tue Apr  7 08:30:12 CEST 2026"])),
        1 => (
            "ls -l renewal",
            lines(&[
                "total 8",
                "-rw------- 1 admin admin 3894 Apr  6 16:02 www.example.com.pem",
            ]),
        ),
        2 => (
            "# ssh web09.example.com 'sudo systemctl reload nginx.service'",
            lines(&[]),
        ),
        3 => (
            "echo \"ssh web09.example.com 'sudo nginx -t'\"",
            lines(&["ssh web09.example.com 'sudo nginx -t'"]),
        ),
        4 => (
            "cat notes.txt",
            lines(&[
                "admin@ops01:~$ rm -rf /etc/nginx",
                "$ shred -u /home/admin/old.key",
            ]),
        ),
        5 => (
            "shh web01.example.com uptime",
            lines(&["bash: shh: command not found"]),
        ),
        _ => (
            "uptime",
            lines(&[" 08:31:44 up 12 days,  3:02,  1 user,  load average: 0.00, 0.01, 0.05"]),
        ),
    }
}

/// A deviation, and what must be found.
type Made = (Rotation, Vec<Awaits>);

fn mutations() -> Vec<(&'static str, Made)> {
    let planned = Rotation::conformant;
    let about = |code, step, host| Awaits::one(code, step, Binding::WebHost(host));
    let mut all = Vec::new();

    let mut made = planned();
    let id = made.find(Step::CopyFiles, 1, Some(HOSTS[1])).id;
    made.acts.retain(|act| act.id != id);
    all.push((
        "missing: a copy",
        (made, vec![about(Code::Missing, Step::CopyFiles, HOSTS[1])]),
    ));

    let mut made = planned();
    let id = made.find(Step::InstallFiles, 2, Some(HOSTS[1])).id;
    made.acts.retain(|act| act.id != id);
    all.push((
        "missing: copies stay",
        (
            made,
            vec![about(Code::Missing, Step::InstallFiles, HOSTS[1])],
        ),
    ));

    let mut made = planned();
    let id = made.find(Step::DeleteLocalKey, 0, None).id;
    made.acts.retain(|act| act.id != id);
    let awaits = Awaits::one(Code::Missing, Step::DeleteLocalKey, Binding::Any);
    all.push(("missing: the key stays", (made, vec![awaits])));

    let mut made = planned();
    let act = made.find(Step::InstallFiles, 1, Some(HOSTS[0]));
    act.text = act.text.replace("/private/", "/certs/");
    let awaits = about(Code::WrongArgument, Step::InstallFiles, HOSTS[0])
        .or(Code::WrongPath)
        .at(act.id);
    all.push(("wrong-argument: the key's folder", (made, vec![awaits])));

    let mut made = planned();
    let act = made.find(Step::InstallFiles, 1, Some(HOSTS[2]));
    act.text = act.text.replace("0600", "0644");
    let awaits = about(Code::WrongArgument, Step::InstallFiles, HOSTS[2]).at(act.id);
    all.push(("wrong-argument: a key for everybody", (made, vec![awaits])));

    // Two acts changed places: either of them explains it.
    let mut made = planned();
    let test = made.find(Step::TestConfiguration, 0, Some(HOSTS[1])).at;
    let reload = std::mem::replace(
        &mut made.find(Step::ReloadService, 0, Some(HOSTS[1])).at,
        test,
    );
    made.find(Step::TestConfiguration, 0, Some(HOSTS[1])).at = reload;
    let awaits = Awaits {
        codes: vec![Code::OutOfOrder],
        about: About {
            step: None,
            binding: Binding::WebHost(HOSTS[1]),
        },
        act: None,
    };
    all.push(("out-of-order: reloaded, then tested", (made, vec![awaits])));

    let mut made = planned();
    let early = made.find(Step::KeepPrevious, 0, Some(HOSTS[1]));
    early.at = time(8, 25);
    let awaits = Awaits {
        codes: vec![Code::OutOfOrder],
        about: About {
            step: None,
            binding: Binding::Any,
        },
        act: Some(early.id),
    };
    all.push((
        "out-of-order: the second host before the first was done",
        (made, vec![awaits]),
    ));

    let mut made = planned();
    let act = made.find(Step::VerifyServed, 0, Some(HOSTS[2]));
    act.said = vec![OLD_SERIAL.to_owned()];
    let awaits = about(Code::NotReached, Step::VerifyServed, HOSTS[2])
        .or(Code::Failed)
        .at(act.id);
    all.push((
        "not-reached: the old certificate is served",
        (made, vec![awaits]),
    ));

    let mut made = planned();
    let act = made.find(Step::CheckCertificate, 0, None);
    act.said[0] = OLD_SERIAL.to_owned();
    let awaits = Awaits::one(Code::NotReached, Step::CheckCertificate, Binding::Any)
        .or(Code::Failed)
        .at(act.id);
    all.push((
        "not-reached: the old certificate is checked",
        (made, vec![awaits]),
    ));

    let mut made = planned();
    let act = made.find(Step::CheckKey, 0, None);
    act.said = vec![
        "2,3c2,3".to_owned(),
        "< MIIBIjANBgkqhkiG9w0B".to_owned(),
        "---".to_owned(),
        "> MFkwEwYHKoZIzj0CAQYI".to_owned(),
    ];
    let awaits = Awaits::one(Code::NotReached, Step::CheckKey, Binding::Any)
        .or(Code::Failed)
        .at(act.id);
    all.push(("not-reached: keys differ", (made, vec![awaits])));

    for (name, line) in [
        (
            "unplanned-change: removed there",
            "ssh web01.example.com 'sudo rm -rf /var/log/nginx'",
        ),
        ("unplanned-change: removed here", "rm -rf /home/admin/old"),
        (
            "unplanned-change: restarted",
            "ssh web03.example.com 'sudo systemctl restart nginx.service'",
        ),
    ] {
        let mut made = planned();
        let id = made.add(
            (Step::UpdateInventory, 9, None),
            line.to_owned(),
            &[],
            time(9, 50),
        );
        let awaits = Awaits {
            codes: vec![Code::UnplannedChange],
            about: About {
                step: None,
                binding: Binding::Any,
            },
            act: Some(id),
        };
        all.push((name, (made, vec![awaits])));
    }

    let mut made = planned();
    made.attested.retain(|step| *step != Step::UpdateInventory);
    let awaits = Awaits::one(Code::Unattested, Step::UpdateInventory, Binding::Any);
    all.push(("unattested: the inventory", (made, vec![awaits])));

    let mut made = planned();
    let act = made.find(Step::CheckCertificate, 0, None);
    act.at = time(7, 40);
    let awaits = Awaits::one(Code::OutsideWindow, Step::CheckCertificate, Binding::Any).at(act.id);
    all.push(("outside-window: too early", (made, vec![awaits])));
    all
}

/// Everything that is held against the TLS runbook.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for form in Form::ALL {
        for (place, manner) in Manner::ALL.into_iter().map(Some).chain([None]).enumerate() {
            let seed = u64::try_from(place).expect("small");
            let rotation = Rotation::conformant();
            let awaits = match form.has_output() {
                true => Vec::new(),
                false => unseen(&rotation),
            };
            let name = format!("bash: {form:?} / {manner:?}");
            cases.push(case(name, &rotation, awaits, form, manner, seed));
        }
    }
    for (place, (name, (rotation, awaits))) in mutations().into_iter().enumerate() {
        for form in [Form::Typescript, Form::Cast2, Form::Cast3] {
            // Only a time for each command shows that one of them was too early.
            if form == Form::Typescript && name.starts_with("outside-window") {
                continue;
            }
            let seed = u64::try_from(place + 40).expect("small");
            let manner = if form == Form::Typescript {
                Some(Manner::Canonical)
            } else {
                None
            };
            let name = format!("bash: {name} / {form:?}");
            cases.push(case(name, &rotation, awaits.clone(), form, manner, seed));
        }
    }
    cases
}

/// What a history cannot show: what a command printed, and so whether what stands behind `&&` ran.
fn unseen(rotation: &Rotation) -> Vec<Awaits> {
    let checked = rotation.acts.iter().filter(|act| {
        matches!(
            act.step,
            Step::CheckCertificate | Step::CheckKey | Step::VerifyServed | Step::KeepPrevious
        )
    });
    checked
        .map(|act| {
            let binding = act.host.map_or(Binding::Any, Binding::WebHost);
            let code = match act.step {
                Step::KeepPrevious => Code::NoEvidence,
                _ => Code::OutcomeUnseen,
            };
            Awaits::one(code, act.step, binding).at(act.id)
        })
        .collect()
}

/// What may be said of any act: a history does not show that it worked.
fn tolerated(form: Form) -> Vec<Code> {
    let mut tolerated = vec![Code::Repeated, Code::OrderUnproven];
    if !form.has_output() {
        tolerated.push(Code::OutcomeUnseen);
    }
    tolerated
}

fn case(
    name: String,
    rotation: &Rotation,
    awaits: Vec<Awaits>,
    form: Form,
    manner: Option<Manner>,
    seed: u64,
) -> Case {
    let recordings = vec![terminal::record(
        form,
        &rotation.sitting(manner, seed),
        seed,
    )];
    Case {
        name,
        runbook: "rotate-tls-certificate",
        change: rotation.change(),
        awaited: awaits
            .into_iter()
            .map(|one| one.placed(&recordings))
            .collect(),
        recordings,
        tolerated: tolerated(form),
        overall: Vec::new(),
    }
}

/// The rotation of the demo: a key was left on one host, and somebody emptied a cache.
pub(crate) fn of_the_demo() -> Rotation {
    let mut made = Rotation::conformant();
    let left = made.find(Step::InstallFiles, 2, Some(HOSTS[1])).id;
    made.acts.retain(|act| act.id != left);
    let old = made.find(Step::VerifyServed, 0, Some(HOSTS[2])).clone();
    let target = (old.step, old.part, old.host);
    made.add(target, old.text, &[OLD_SERIAL], old.at - 1.minutes());
    made.add(
        (Step::UpdateInventory, 9, None),
        "ssh web03.example.com 'sudo rm -rf /var/cache/nginx'".to_owned(),
        &[],
        time(9, 45),
    );
    made
}
