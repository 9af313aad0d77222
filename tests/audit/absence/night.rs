//! The two nights: what is typed and printed where all goes well.

/// A change that is carried out as planned.
pub(super) struct Night {
    pub(super) runbook: &'static str,
    pub(super) change: &'static str,
    /// What stands before each command.
    pub(super) prompt: String,
    form: Form,
    /// What a recording begins with, and what it ends with, where that is another line than `script`'s.
    pub(super) head: Option<String>,
    pub(super) foot: Option<String>,
    acts: Vec<Act>,
}

/// How it is recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Transcript,
    Typescript,
}

/// One act.
struct Act {
    name: &'static str,
    file: &'static str,
    command: String,
    said: &'static [&'static str],
    /// What stands in its place.
    instead: Option<String>,
}

const POOLS: &str = "\
change: CHG0042137
variant: sfb-2015
parameters:
  pools:
    - { fqdn: pool01.contoso.com, servers: [fe01.contoso.com] }
    - { fqdn: pool02.contoso.com, servers: [fe11.contoso.com] }
answers: { pools_exist: true, pools_deployed_before_pairing: true, cumulative_update_applied: false }
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: edit-properties, by: 'CONTOSO\\uc.admin', at: 2026-03-14T20:01:00 }
  - { step: choose-resiliency, by: 'CONTOSO\\uc.admin', at: 2026-03-14T20:01:00 }
  - { step: select-backup-pool, by: 'CONTOSO\\uc.admin', at: 2026-03-14T20:01:00 }
  - { step: enable-voice-failover, by: 'CONTOSO\\uc.admin', at: 2026-03-14T20:01:00 }
  - { step: publish-topology, by: 'CONTOSO\\uc.admin', at: 2026-03-14T20:01:00 }
";

const TLS: &str = "\
change: CHG0042170
variant: debian
parameters:
  domain: www.example.com
  certificate: /home/admin/new/www.pem
  key: /home/admin/new/www.key
  serial: '04:9F:2B:71'
  hosts: [web01.example.com, web02.example.com]
answers: { behind_load_balancer: false }
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: update-inventory, by: admin, at: 2026-03-14T23:30:00 }
";

const STEADY: &[&str] = &[
    "",
    "Identity                    ExportStatus ImportStatus",
    "--------                    ------------ ------------",
    "UserServices.PresenceFocus  SteadyState  NormalState ",
    "ConfServices.DataConf       SteadyState  NormalState ",
    "CentralMgmt.CMSMaster       FinalState   NormalState ",
    "",
    "",
];

impl Night {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "pools" => Self::pools(),
            "tls" => Self::tls(),
            _ => panic!("there is no night {name}"),
        }
    }

    fn pools() -> Self {
        let bootstrapper =
            r"& 'C:\Program Files\Skype for Business Server 2015\Deployment\Bootstrapper.exe'";
        let act = |name, file, command: &str, said| Act {
            name,
            file,
            command: command.to_owned(),
            said,
            instead: None,
        };
        Self {
            runbook: "paired-front-end-pools",
            change: POOLS,
            prompt: r"PS C:\> ".to_owned(),
            form: Form::Transcript,
            head: None,
            foot: None,
            acts: vec![
                act(
                    "BOOT",
                    "FE01.txt",
                    bootstrapper,
                    &["Checking prerequisites for bootstrapper..."],
                ),
                act(
                    "START",
                    "FE01.txt",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    &[],
                ),
                act(
                    "SA",
                    "FE01.txt",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
                    &[],
                ),
                act(
                    "SB",
                    "FE01.txt",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com",
                    &[],
                ),
                act(
                    "GA",
                    "FE01.txt",
                    "Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com | Select-Object -ExpandProperty BackupModules",
                    STEADY,
                ),
                act(
                    "GB",
                    "FE01.txt",
                    "Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com | Select-Object -ExpandProperty BackupModules",
                    STEADY,
                ),
                act(
                    "BOOT11",
                    "FE11.txt",
                    bootstrapper,
                    &["Checking prerequisites for bootstrapper..."],
                ),
            ],
        }
    }

    fn tls() -> Self {
        let mut acts = Vec::new();
        let mut act = |name, command: String, said| {
            acts.push(Act {
                name,
                file: "typescript",
                command,
                said,
                instead: None,
            });
        };
        act(
            "CERT",
            "openssl x509 -in /home/admin/new/www.pem -noout -serial -enddate -ext subjectAltName"
                .to_owned(),
            &[
                "serial=049F2B71",
                "notAfter=Jul  6 09:12:44 2026 GMT",
                "X509v3 Subject Alternative Name: ",
                "    DNS:www.example.com",
            ],
        );
        act("KEY", "diff <(openssl x509 -in /home/admin/new/www.pem -noout -pubkey) <(openssl pkey -in /home/admin/new/www.key -pubout)".to_owned(), &[]);
        let names = [
            [
                "KEEP1",
                "COPY1",
                "COPYKEY1",
                "INSTALL1",
                "INSTALLKEY1",
                "REMOVE1",
                "TEST1",
                "RELOAD1",
                "VERIFY1",
            ],
            [
                "KEEP2",
                "COPY2",
                "COPYKEY2",
                "INSTALL2",
                "INSTALLKEY2",
                "REMOVE2",
                "TEST2",
                "RELOAD2",
                "VERIFY2",
            ],
        ];
        let (pem, key) = (
            "/etc/ssl/certs/www.example.com.pem",
            "/etc/ssl/private/www.example.com.key",
        );
        for (host, names) in ["web01.example.com", "web02.example.com"]
            .into_iter()
            .zip(names)
        {
            let commands = [
                format!(
                    "ssh {host} 'sudo cp -p {pem} {pem}.previous && sudo cp -p {key} {key}.previous'"
                ),
                format!("scp /home/admin/new/www.pem {host}:www.example.com.pem.new"),
                format!("scp /home/admin/new/www.key {host}:www.example.com.key.new"),
                format!(
                    "ssh {host} 'sudo install -o root -g root -m 0644 www.example.com.pem.new {pem}'"
                ),
                format!(
                    "ssh {host} 'sudo install -o root -g root -m 0600 www.example.com.key.new {key}'"
                ),
                format!("ssh {host} 'rm -f www.example.com.pem.new www.example.com.key.new'"),
                format!("ssh {host} 'sudo nginx -t'"),
                format!("ssh {host} 'sudo service nginx reload'"),
                format!(
                    "openssl s_client -connect {host}:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial"
                ),
            ];
            let said: [&[&str]; 9] = [
                &[],
                &["www.pem                    100% 3894     1.2MB/s   00:00"],
                &["www.key                    100% 1704   612.1KB/s   00:00"],
                &[],
                &[],
                &[],
                &[
                    "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok",
                    "nginx: configuration file /etc/nginx/nginx.conf test is successful",
                ],
                &[],
                &["serial=049F2B71"],
            ];
            for ((name, command), said) in names.into_iter().zip(commands).zip(said) {
                act(name, command, said);
            }
        }
        for (name, host) in [
            ("PREVIOUS1", "web01.example.com"),
            ("PREVIOUS2", "web02.example.com"),
        ] {
            act(
                name,
                format!("ssh {host} 'sudo rm -f {pem}.previous {key}.previous'"),
                &[],
            );
        }
        act("SHRED", "shred -u /home/admin/new/www.key".to_owned(), &[]);
        Self {
            runbook: "rotate-tls-certificate",
            change: TLS,
            prompt: "admin@adm01:~$ ".to_owned(),
            form: Form::Typescript,
            head: None,
            foot: None,
            acts,
        }
    }

    /// Begins to replace an act; `false` where there is none of that name.
    pub(super) fn clear(&mut self, name: &str) -> bool {
        let act = self.acts.iter_mut().find(|act| act.name == name);
        act.map(|act| act.instead = Some(String::new())).is_some()
    }

    /// Adds a line to what stands in the place of an act.
    pub(super) fn add(&mut self, name: &str, line: &str) {
        let act = self.acts.iter_mut().find(|act| act.name == name);
        let text = act
            .and_then(|act| act.instead.as_mut())
            .expect("it was cleared");
        text.push_str(line);
        text.push('\n');
    }

    /// The captures.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for act in &self.acts {
            if found.iter().all(|(name, _)| name != act.file) {
                found.push((act.file.to_owned(), self.head(act.file)));
            }
            let (_, text) = found.last_mut().expect("begun");
            match &act.instead {
                Some(instead) => text.push_str(instead),
                None => {
                    text.push_str(&format!("{}{}\n", self.prompt, act.command));
                    for line in act.said {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
        }
        for (_, text) in &mut found {
            text.push_str(&self.foot());
            *text = text.replace('\n', "\r\n");
        }
        found
    }

    fn head(&self, file: &str) -> String {
        if let Some(head) = &self.head {
            return head.clone();
        }
        match self.form {
            Form::Transcript => transcript_head(file.trim_end_matches(".txt"), "20260314200500"),
            Form::Typescript => {
                "Script started on 2026-03-14 20:05:00+01:00 [TERM=\"xterm\" TTY=\"/dev/pts/0\" COLUMNS=\"400\" LINES=\"50\"]\n".to_owned()
            }
        }
    }

    fn foot(&self) -> String {
        if let Some(foot) = &self.foot {
            return foot.clone();
        }
        match self.form {
            Form::Transcript => transcript_foot("20260314233000"),
            Form::Typescript => format!(
                "{}exit\nexit\n\nScript done on 2026-03-14 23:30:00+01:00 [COMMAND_EXIT_CODE=\"0\"]\n",
                self.prompt
            ),
        }
    }
}

fn transcript_head(computer: &str, start: &str) -> String {
    format!(
        "\
**********************
Windows PowerShell transcript start
Start time: {start}
Username: CONTOSO\\uc.admin
RunAs User: CONTOSO\\uc.admin
Configuration Name: 
Machine: {computer} (Microsoft Windows NT 10.0.14393.0)
Host Application: C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe
Process ID: 4242
PSVersion: 5.1.14393.1884
PSEdition: Desktop
PSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1.14393.1884
BuildVersion: 10.0.14393.1884
CLRVersion: 4.0.30319.42000
WSManStackVersion: 3.0
PSRemotingProtocolVersion: 2.3
SerializationVersion: 1.1.0.1
**********************
Transcript started, output file is C:\\t\\{computer}.txt
"
    )
}

fn transcript_foot(end: &str) -> String {
    format!(
        "**********************\nWindows PowerShell transcript end\nEnd time: {end}\n**********************\n"
    )
}

/// A line with its macros and control characters put in.
pub(super) fn expanded(night: &Night, line: &str) -> String {
    let mut text = line.to_owned();
    for act in &night.acts {
        text = text.replace(&format!("{{{}}}", act.name), &act.command);
    }
    if let Some(rest) = text.strip_prefix("@head ") {
        let (computer, start) = rest.split_once(' ').unwrap_or((rest, "20260314200500"));
        text = transcript_head(computer, start).trim_end().to_owned();
    }
    if let Some(rest) = text.strip_prefix("@foot") {
        let end = rest.trim();
        text = transcript_foot(if end.is_empty() {
            "20260314233000"
        } else {
            end
        })
        .trim_end()
        .to_owned();
    }
    if let Some((typed, right)) = text.clone().split_once("<RIGHT>") {
        let blanks = 399 - typed.chars().count() - right.chars().count();
        text = format!("{typed}{}{right}", " ".repeat(blanks));
    }
    text.replace("<ESC>", "\u{1b}")
        .replace("<CR>", "\r")
        .replace("<LF>", "\n")
        .replace("<BS>", "\u{8}")
        .replace("<BEL>", "\u{7}")
}
