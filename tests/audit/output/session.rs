//! A capture of a case, and what the audit makes of it.

use std::fmt::Write;
use std::io::Cursor;

use runproof_audit::{Argument, Audit, Level, Message, Options, Secrets};
use runproof_capture::{self as capture, Input};
use runproof_core::diagnostic::Source;
use runproof_model::plan::{self, Plan};
use runproof_model::runbook;

use super::{Case, Line};

/// What a case is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The runbook of the pools, at one console of Windows.
    Pools,
    /// The TLS runbook for one host, at a workstation.
    Tls,
    /// Cmdlets of Windows.
    Cmdlets,
    /// Programs of Unix.
    Programs,
}

/// An act as planned: its name, its command and what it prints.
type Act = (&'static str, &'static str, &'static str);

/// What was found.
pub(super) struct Found {
    /// Codes with their steps, without notes, in order; `conformant` where there is none.
    pub(super) codes: Vec<String>,
    /// The piece of the capture that the case is.
    pub(super) piece: String,
    /// What the audit says, for the reader of a failed test.
    pub(super) said: String,
}

const STATUS: &str = "
Identity                    ExportStatus   ImportStatus
--------                    ------------   ------------
UserServices.PresenceFocus  FinalState     NormalState
ConfServices.DataConf       SteadyState    NormalState
";

const POOLS: &[Act] = &[
    (
        "BOOT",
        r#"& "$env:SystemDrive\Program Files\Skype for Business Server 2019\Deployment\Bootstrapper.exe""#,
        "",
    ),
    (
        "BOOT2",
        r#"Invoke-Command -ComputerName fe02 { & "$env:SystemDrive\Program Files\Skype for Business Server 2019\Deployment\Bootstrapper.exe" }"#,
        "",
    ),
    (
        "UPDATE",
        r"& 'D:\Updates\SkypeServerUpdateInstaller.exe'",
        "",
    ),
    (
        "UPDATE2",
        r"Invoke-Command -ComputerName fe02 { & 'D:\Updates\SkypeServerUpdateInstaller.exe' }",
        "",
    ),
    ("START", "Start-CsWindowsService -Name LYNCBACKUP", ""),
    (
        "SA1",
        "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
        "",
    ),
    (
        "SA2",
        "Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com",
        "",
    ),
    (
        "GA1",
        "Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com",
        STATUS,
    ),
    (
        "GA2",
        "Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com",
        STATUS,
    ),
];

const TLS: &[Act] = &[
    (
        "CHECK",
        "openssl x509 -in /home/admin/new/www.pem -noout -serial -enddate -ext subjectAltName",
        "serial=049F2B71\nnotAfter=Jul  6 09:12:44 2026 GMT\nX509v3 Subject Alternative Name: \n    DNS:www.example.com\n",
    ),
    (
        "KEY",
        "diff <(openssl x509 -in /home/admin/new/www.pem -noout -pubkey) <(openssl pkey -in /home/admin/new/www.key -pubout)",
        "",
    ),
    (
        "KEEP",
        "ssh web01.example.com 'sudo cp -p /etc/pki/tls/certs/www.example.com.pem /etc/pki/tls/certs/www.example.com.pem.previous && sudo cp -p /etc/pki/tls/private/www.example.com.key /etc/pki/tls/private/www.example.com.key.previous'",
        "",
    ),
    (
        "COPY1",
        "scp /home/admin/new/www.pem web01.example.com:www.example.com.pem.new",
        "www.pem                                       100% 3894     1.2MB/s   00:00\n",
    ),
    (
        "COPY2",
        "scp /home/admin/new/www.key web01.example.com:www.example.com.key.new",
        "www.key                                       100% 1704   612.1KB/s   00:00\n",
    ),
    (
        "PUT1",
        "ssh web01.example.com 'sudo install -o root -g root -m 0644 www.example.com.pem.new /etc/pki/tls/certs/www.example.com.pem'",
        "",
    ),
    (
        "PUT2",
        "ssh web01.example.com 'sudo install -o root -g root -m 0600 www.example.com.key.new /etc/pki/tls/private/www.example.com.key'",
        "",
    ),
    (
        "CLEAN",
        "ssh web01.example.com 'rm -f www.example.com.pem.new www.example.com.key.new'",
        "",
    ),
    (
        "LABEL",
        "ssh web01.example.com 'sudo restorecon -v /etc/pki/tls/certs/www.example.com.pem /etc/pki/tls/private/www.example.com.key'",
        "Relabeled /etc/pki/tls/certs/www.example.com.pem from unconfined_u:object_r:user_home_t:s0 to unconfined_u:object_r:cert_t:s0\n",
    ),
    (
        "TEST",
        "ssh web01.example.com 'sudo nginx -t'",
        "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n",
    ),
    (
        "RELOAD",
        "ssh web01.example.com 'sudo systemctl reload nginx.service'",
        "",
    ),
    (
        "SERVED",
        "openssl s_client -connect web01.example.com:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial",
        "serial=049F2B71\n",
    ),
    (
        "PREVIOUS",
        "ssh web01.example.com 'sudo rm -f /etc/pki/tls/certs/www.example.com.pem.previous /etc/pki/tls/private/www.example.com.key.previous'",
        "",
    ),
    ("SHRED", "shred -u /home/admin/new/www.key", ""),
];

const POOLS_CHANGE: &str = "\
change: CHG1
variant: sfb-2019
parameters:
  pools:
    - { fqdn: pool01.contoso.com, servers: [fe01.contoso.com] }
    - { fqdn: pool02.contoso.com, servers: [fe02.contoso.com] }
answers: { pools_deployed_before_pairing: true, cumulative_update_applied: CUMULATIVE }
timezone: Europe/Berlin
attestations:
  - { step: edit-properties, by: uc.admin }
  - { step: choose-resiliency, by: uc.admin }
  - { step: select-backup-pool, by: uc.admin }
  - { step: enable-voice-failover, by: uc.admin }
  - { step: publish-topology, by: uc.admin }
";

const TLS_CHANGE: &str = "\
change: CHG2
variant: rhel
parameters:
  domain: www.example.com
  certificate: /home/admin/new/www.pem
  key: /home/admin/new/www.key
  serial: '049F2B71'
  hosts: [web01.example.com]
answers: { behind_load_balancer: false }
timezone: Europe/Paris
attestations:
  - { step: update-inventory, by: admin }
";

const CMDLETS_RUNBOOK: &str = r"format: runproof/runbook/1
id: cmdlets
revision: 1.0.0
language: en
shell: powershell
variants: { one: {} }
parameters: {}
steps:
  - { id: stop, run: Stop-Service -Name W3SVC }
  - { id: settings, run: 'Set-ItemProperty -Path HKLM:\SOFTWARE\Contoso -Name Mode -Value 2' }
  - { id: remove, run: 'Remove-Item -Path C:\Staging -Recurse' }
  - { id: compare, run: 'Compare-AppFiles -Path C:\App', expect: nothing-printed }
  - { id: start, run: Start-Service -Name W3SVC }
  - { id: state, run: Get-AppState -Name Web, expect: ready }
outcomes:
  nothing-printed: { silence: {} }
  ready: { line: Ready }
";

const CMDLETS: &[Act] = &[
    ("STOP", "Stop-Service -Name W3SVC", ""),
    (
        "SET",
        r"Set-ItemProperty -Path HKLM:\SOFTWARE\Contoso -Name Mode -Value 2",
        "",
    ),
    ("REMOVE", r"Remove-Item -Path C:\Staging -Recurse", ""),
    ("COMPARE", r"Compare-AppFiles -Path C:\App", ""),
    ("START", "Start-Service -Name W3SVC", ""),
    ("STATE", "Get-AppState -Name Web", "Ready\n"),
];

const PROGRAMS_RUNBOOK: &str = r"format: runproof/runbook/1
id: programs
revision: 1.0.0
language: en
shell: bash
variants: { one: {} }
parameters: {}
steps:
  - { id: rehearse, run: rsync -a --dry-run /srv/new/ /srv/app/ }
  - { id: rewind, run: pg_rewind --target-pgdata=/srv/pg --source-server=host=db2 }
  - { id: move, run: mv /srv/new.conf /srv/app.conf }
  - { id: limits, run: timeout 30 /opt/app/migrate --all }
  - { id: app, run: systemctl is-active app, expect: active }
  - { id: db, run: systemctl is-active db, expect: active }
outcomes:
  active: { line: active }
commands:
  pg_rewind: { effect: changes }
  migrate: { effect: changes, parameters: { --all: { switch: true } } }
";

const PROGRAMS: &[Act] = &[
    ("REHEARSE", "rsync -a --dry-run /srv/new/ /srv/app/", ""),
    (
        "REWIND",
        "pg_rewind --target-pgdata=/srv/pg --source-server=host=db2",
        "pg_rewind: servers diverged at WAL location 0/3000060 on timeline 1\npg_rewind: Done!\n",
    ),
    ("MOVE", "mv /srv/new.conf /srv/app.conf", ""),
    (
        "LIMITS",
        "timeout 30 /opt/app/migrate --all",
        "Migrated 12 tables.\n",
    ),
    ("APP", "systemctl is-active app", "active\n"),
    ("DB", "systemctl is-active db", "active\n"),
];

impl Base {
    fn acts(self) -> &'static [Act] {
        match self {
            Self::Pools => POOLS,
            Self::Tls => TLS,
            Self::Cmdlets => CMDLETS,
            Self::Programs => PROGRAMS,
        }
    }

    fn is_powershell(self) -> bool {
        matches!(self, Self::Pools | Self::Cmdlets)
    }

    fn runbook(self) -> &'static str {
        match self {
            Self::Pools => include_str!("../../../runbooks/paired-front-end-pools.yaml"),
            Self::Tls => include_str!("../../../runbooks/rotate-tls-certificate.yaml"),
            Self::Cmdlets => CMDLETS_RUNBOOK,
            Self::Programs => PROGRAMS_RUNBOOK,
        }
    }

    fn change(self, case: &Case<'_>) -> String {
        let is_updated = case.settings.contains(&"updated");
        match self {
            Self::Pools => {
                POOLS_CHANGE.replace("CUMULATIVE", if is_updated { "true" } else { "false" })
            }
            Self::Tls => TLS_CHANGE.to_owned(),
            Self::Cmdlets | Self::Programs => "change: CHG3\nvariant: one\n".to_owned(),
        }
    }

    /// The names of acts in what is typed, replaced by their commands.
    fn typed(self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, command, _) in self.acts() {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
            let mut from = 0;
            while let Some(at) = text[from..].find(name).map(|at| from + at) {
                let end = at + name.len();
                let is_word = !text[..at].ends_with(is_part) && !text[end..].starts_with(is_part);
                if is_word {
                    text.replace_range(at..end, command);
                    from = at + command.len();
                } else {
                    from = end;
                }
            }
        }
        text
    }
}

/// A session as it was captured, piece by piece.
struct Capture {
    base: Base,
    text: String,
}

impl Capture {
    fn entry(&mut self, typed: &str) {
        if self.base.is_powershell() {
            let _ = writeln!(self.text, "PS C:\\> {typed}");
        } else {
            let _ = write!(
                self.text,
                "\x1b[?2004hadmin@ops01:~$ {typed}\r\n\x1b[?2004l\r"
            );
        }
    }

    fn more(&mut self, typed: &str) {
        if self.base.is_powershell() {
            let _ = writeln!(self.text, ">> {typed}");
        } else {
            let _ = write!(self.text, "\x1b[?2004h> {typed}\r\n\x1b[?2004l\r");
        }
    }

    fn printed(&mut self, line: &str) {
        let end = if self.base.is_powershell() {
            "\n"
        } else {
            "\r\n"
        };
        self.text.push_str(line);
        self.text.push_str(end);
    }
}

fn captured(base: Base, case: &Case<'_>) -> (String, String) {
    let seven = case.settings.contains(&"7");
    let mut capture = Capture {
        base,
        text: match (base.is_powershell(), seven) {
            (true, true) => "**********************\nPowerShell transcript start\nStart time: 20260314201000\nUsername: CONTOSO\\uc.admin\nRunAs User: CONTOSO\\uc.admin\nConfiguration Name: \nMachine: FE01 (Microsoft Windows NT 10.0.17763.0)\nHost Application: pwsh\nProcess ID: 1\nPSVersion: 7.6.0\nPSEdition: Core\nGitCommitId: 7.6.0\nOS: Microsoft Windows 10.0.17763\nPlatform: Win32NT\nPSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1, 6.0, 7.0\nPSRemotingProtocolVersion: 2.4\nSerializationVersion: 1.1.0.1\nWSManStackVersion: 3.0\n**********************\n".to_owned(),
            (true, false) => "**********************\nWindows PowerShell transcript start\nStart time: 20260314201000\nUsername: CONTOSO\\uc.admin\nRunAs User: CONTOSO\\uc.admin\nMachine: FE01 (Microsoft Windows NT 10.0.17763.0)\nHost Application: powershell.exe\nProcess ID: 1\nPSVersion: 5.1.17763.1852\n**********************\n".to_owned(),
            (false, _) => "Script started on 2026-04-07 08:03:11+02:00 [TERM=\"xterm-256color\" TTY=\"/dev/pts/0\" COLUMNS=\"320\" LINES=\"50\"]\n".to_owned(),
        },
    };
    let mut piece = String::new();
    let mut is_told = false;
    for (name, command, printed) in base.acts() {
        if name.starts_with("UPDATE") && !case.settings.contains(&"updated") {
            continue;
        }
        if !case.acts.contains(name) {
            capture.entry(command);
            printed.lines().for_each(|line| capture.printed(line));
            continue;
        }
        if std::mem::replace(&mut is_told, true) {
            continue;
        }
        let from = capture.text.len();
        for line in &case.lines {
            match line {
                Line::Typed(typed) => capture.entry(&base.typed(typed)),
                Line::More(typed) => capture.more(&base.typed(typed)),
                Line::Printed(line) => capture.printed(line),
            }
        }
        piece = capture.text[from..].replace('\x1b', "␛").replace('\r', "");
    }
    assert!(is_told, "{}: {:?} is no act", case.name, case.acts);
    if base.is_powershell() {
        capture.text.push_str("**********************\nWindows PowerShell transcript end\nEnd time: 20260314230000\n**********************\n");
    } else {
        capture.entry("exit");
        capture.printed("exit");
        capture
            .text
            .push_str("\nScript done on 2026-04-07 10:20:11+02:00 [COMMAND_EXIT_CODE=\"0\"]\n");
    }
    (capture.text, piece)
}

/// What the audit makes of a case.
pub(super) fn judged(base: Base, case: &Case<'_>) -> Found {
    let (capture, piece) = captured(base, case);
    let read = runbook::parse(&Source::new("runbook.yaml", base.runbook()));
    let runbook = read
        .runbook
        .unwrap_or_else(|| panic!("{:#?}", read.findings));
    let text = base.change(case);
    let read = plan::parse_change(&Source::new("change.yaml", &text), &runbook);
    let change = read.change.unwrap_or_else(|| panic!("{:?}", read.findings));
    let variant = change.variant.as_ref().expect("a variant");
    let variant = runbook.variant(variant.as_str()).expect("known");
    let plan = Plan::resolve(&runbook, variant, Some(&change));
    let audit = Audit::new(&plan);
    let mut observer = audit.observer();
    let mut bytes = Cursor::new(capture.as_bytes());
    let read = capture::read(
        "a.txt",
        Input::Stream(&mut bytes),
        &capture::Said::default(),
        &mut observer,
    );
    let observation = observer.finish(read.expect("a capture"));
    let options = Options {
        clock_skew: 10,
        today: jiff::civil::date(2026, 4, 8),
        as_of: None,
        by: None,
        tool: "runproof".to_owned(),
        secrets: Secrets::Shown,
        refused: Vec::new(),
    };
    let conclusion = audit.conclude(vec![observation], &options);
    let verdict = conclusion.expect("an alignment").verdict;
    let mut codes = Vec::new();
    let mut said = String::new();
    for finding in &verdict.findings {
        let step = finding.step.map_or("–", |at| verdict.steps[at].id.as_str());
        let _ = writeln!(
            said,
            "    {} {step} {}",
            finding.code.name(),
            told(&finding.message)
        );
        if finding.code.level() != Level::Note {
            codes.push(format!("{} {step}", finding.code.name()));
        }
    }
    codes.sort_unstable();
    if codes.is_empty() {
        codes.push("conformant".to_owned());
    }
    Found { codes, piece, said }
}

fn told(message: &Message) -> String {
    let arguments = message
        .arguments
        .iter()
        .map(|(name, argument)| match argument {
            Argument::Text(text) | Argument::Outcome(text) | Argument::Sentence(text) => {
                format!("{name}={text}")
            }
            Argument::Number(number) => format!("{name}={number}"),
            Argument::Message(inner) => format!("{name}=({})", told(inner)),
            Argument::List(texts) => format!("{name}={texts:?}"),
            Argument::Messages(all) => {
                let all: Vec<String> = all.iter().map(told).collect();
                format!("{name}={all:?}")
            }
        });
    let arguments: Vec<String> = arguments.collect();
    format!("{} {}", message.id, arguments.join(" "))
}
