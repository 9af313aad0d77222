//! The whole of `runproof check` on long captures, and another build of it beside this one.
//!
//! `cargo bench --bench check` measures this build. `BESIDE=PATH` names the program of another
//! build, which then takes turns with this one, so that both meet the same machine: only the ratios
//! of one run are to be quoted. `CAPTURE_MB` is the size of each capture (64), `ROUNDS` how often
//! each is read (5); the shortest time counts, on one thread. Two captures are of fleets: the whole
//! change, on 4,000 servers in two pools, and on 300 hosts by ssh.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench makes its own files and tells what it measured"
)]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check");
    fs::create_dir_all(&folder).expect("a folder");
    let rounds = asked("ROUNDS").unwrap_or(5);
    let bytes = asked("CAPTURE_MB").unwrap_or(64) << 20;
    let beside = std::env::var_os("BESIDE");
    for shell in [Shell::PowerShell, Shell::Bash] {
        for density in [Density::Dense, Density::Sparse] {
            let case = Case::write(&folder, shell, density, bytes);
            case.tell(
                &format!("{shell:?}, {density:?}"),
                beside.as_deref(),
                rounds,
            );
        }
    }
    for (shell, hosts) in [(Shell::PowerShell, 4000), (Shell::Bash, 300)] {
        let case = Case::fleet(&folder, shell, hosts);
        case.tell(
            &format!("{shell:?}, {hosts} hosts"),
            beside.as_deref(),
            rounds,
        );
    }
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Whose capture it is.
#[derive(Debug, Clone, Copy)]
enum Shell {
    /// A transcript.
    PowerShell,
    /// A typescript.
    Bash,
}

/// How many lines of output there are to a command.
#[derive(Debug, Clone, Copy)]
enum Density {
    /// One command in five lines, a fifth of them never typed twice.
    Dense,
    /// One command in 400 lines.
    Sparse,
}

/// A capture and the change that it is held against.
struct Case {
    arguments: Vec<OsString>,
    bytes: u64,
}

impl Case {
    fn write(folder: &Path, shell: Shell, density: Density, bytes: u64) -> Case {
        let stem = format!("{shell:?}-{density:?}").to_lowercase();
        let change = folder.join(format!("{stem}.yaml"));
        fs::write(&change, shell.change(&shell.hosts(1))).expect("written");
        let capture = folder.join(format!("{stem}.txt"));
        let bytes = write_capture(&capture, shell, density, bytes);
        Case::new(shell, change, capture, bytes)
    }

    /// The change of many hosts, carried out on one after the other.
    fn fleet(folder: &Path, shell: Shell, hosts: usize) -> Case {
        let stem = format!("{shell:?}-{hosts}-hosts").to_lowercase();
        let hosts = shell.hosts(hosts);
        let change = folder.join(format!("{stem}.yaml"));
        fs::write(&change, shell.change(&hosts)).expect("written");
        let mut text = shell.header().to_owned();
        for line in shell.carried_out(&hosts) {
            text.push_str(&line);
            text.push_str(shell.line_end());
        }
        let capture = folder.join(format!("{stem}.txt"));
        fs::write(&capture, &text).expect("written");
        Case::new(shell, change, capture, text.len() as u64)
    }

    fn new(shell: Shell, change: PathBuf, capture: PathBuf, bytes: u64) -> Case {
        let mut arguments: Vec<OsString> = vec!["check".into(), shell.runbook().into()];
        arguments.extend(["--change".into(), change.into()]);
        arguments.extend(["--as-of".into(), "2026-12-24".into(), capture.into()]);
        Case { arguments, bytes }
    }

    /// Measures it, and says what came of it.
    fn tell(&self, name: &str, beside: Option<&OsStr>, rounds: u64) {
        let (ours, theirs) = self.measure(beside, rounds);
        let rate = |time: Duration| self.bytes as f64 / 1e6 / time.as_secs_f64();
        print!(
            "{name}, {:.1} MB: {ours:.2?}, {:.1} MB/s",
            self.bytes as f64 / 1e6,
            rate(ours)
        );
        match theirs {
            Some(theirs) => println!(
                "; beside: {theirs:.2?}, {:.1} MB/s; {:.2} times its rate",
                rate(theirs),
                theirs.as_secs_f64() / ours.as_secs_f64()
            ),
            None => println!(),
        }
    }

    /// The shortest times of this build and of the other.
    fn measure(&self, beside: Option<&OsStr>, rounds: u64) -> (Duration, Option<Duration>) {
        let mut ours = Duration::MAX;
        let mut theirs = beside.map(|_| Duration::MAX);
        for _ in 0..rounds {
            ours = ours.min(self.time(OsStr::new(env!("CARGO_BIN_EXE_runproof"))));
            if let (Some(beside), Some(theirs)) = (beside, &mut theirs) {
                *theirs = (*theirs).min(self.time(beside));
            }
        }
        (ours, theirs)
    }

    fn time(&self, program: &OsStr) -> Duration {
        let begun = Instant::now();
        let status = Command::new(program)
            .args(&self.arguments)
            // Away from the definitions of this repository, which another build may not know.
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .env("RAYON_NUM_THREADS", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("it runs");
        let time = begun.elapsed();
        // 1 says deviating and 3 inconclusive; 2 is bad input.
        assert!(matches!(status.code(), Some(0 | 1 | 3)), "{status}");
        time
    }
}

impl Shell {
    fn runbook(self) -> &'static str {
        match self {
            Shell::PowerShell => "paired-front-end-pools",
            Shell::Bash => "rotate-tls-certificate",
        }
    }

    /// The computers of a change: of two pools as many each, and one at least.
    fn hosts(self, count: usize) -> Vec<String> {
        let number = |at| match self {
            Shell::PowerShell => format!("fe{at:05}.contoso.com"),
            Shell::Bash => format!("web{at:05}.example.com"),
        };
        let least = match self {
            Shell::PowerShell => 2,
            Shell::Bash => 1,
        };
        (1..=count.max(least)).map(number).collect()
    }

    fn change(self, hosts: &[String]) -> String {
        match self {
            Shell::PowerShell => {
                let (first, second) = hosts.split_at(hosts.len() / 2);
                let (first, second) = (first.join(", "), second.join(", "));
                format!(
                    "change: CHG0042137\nvariant: sfb-2019\nparameters:\n  pools:\n    - {{ fqdn: pool01.contoso.com, servers: [{first}] }}\n    - {{ fqdn: pool02.contoso.com, servers: [{second}] }}\nanswers:\n  pools_deployed_before_pairing: true\n  cumulative_update_applied: false\ntimezone: Europe/Berlin\n"
                )
            }
            Shell::Bash => {
                let hosts = hosts.join(", ");
                format!(
                    "change: CHG0042170\nvariant: rhel\nparameters:\n  domain: www.example.com\n  certificate: /home/admin/new.pem\n  key: /home/admin/new.key\n  serial: '04:9F:2B:71:C3:0A:11:5E'\n  hosts: [{hosts}]\nanswers:\n  behind_load_balancer: false\ntimezone: Europe/Paris\n"
                )
            }
        }
    }

    /// The lines of a capture in which the change was carried out.
    fn carried_out(self, hosts: &[String]) -> Vec<String> {
        let mut lines = Vec::new();
        let prompt = self.prompt();
        match self {
            Shell::PowerShell => {
                let there = |host: &str| format!("[{host}]: PS C:\\Users\\uc.admin\\Documents> ");
                for host in hosts {
                    let there = there(host);
                    lines.push(format!("{prompt}Enter-PSSession {host}"));
                    lines.push(format!(
                        "{there}& \"$env:SystemDrive\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe\""
                    ));
                    lines.push("Checking prerequisites for bootstrapper...".to_owned());
                    lines.push(format!("{there}Exit-PSSession"));
                }
                let there = there(&hosts[0]);
                lines.push(format!("{prompt}Enter-PSSession {}", hosts[0]));
                lines.push(format!("{there}Start-CsWindowsService -Name LYNCBACKUP"));
                for pool in ["pool01", "pool02"] {
                    lines.push(format!(
                        "{there}Invoke-CsBackupServiceSync -PoolFqdn {pool}.contoso.com"
                    ));
                }
            }
            Shell::Bash => {
                const FOLDER: &str = "/etc/pki/tls";
                for host in hosts {
                    for command in [
                        format!(
                            "ssh {host} 'sudo cp -p {FOLDER}/certs/www.example.com.pem {FOLDER}/certs/www.example.com.pem.previous && sudo cp -p {FOLDER}/private/www.example.com.key {FOLDER}/private/www.example.com.key.previous'"
                        ),
                        format!("scp /home/admin/new.pem {host}:www.example.com.pem.new"),
                        format!("scp /home/admin/new.key {host}:www.example.com.key.new"),
                        format!(
                            "ssh {host} 'sudo install -o root -g root -m 0644 www.example.com.pem.new {FOLDER}/certs/www.example.com.pem'"
                        ),
                        format!(
                            "ssh {host} 'sudo install -o root -g root -m 0600 www.example.com.key.new {FOLDER}/private/www.example.com.key'"
                        ),
                        format!(
                            "ssh {host} 'rm -f www.example.com.pem.new www.example.com.key.new'"
                        ),
                        format!(
                            "ssh {host} 'sudo restorecon -v {FOLDER}/certs/www.example.com.pem {FOLDER}/private/www.example.com.key'"
                        ),
                        format!("ssh {host} 'sudo nginx -t'"),
                        format!("ssh {host} 'sudo systemctl reload nginx.service'"),
                        format!(
                            "openssl s_client -connect {host}:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial"
                        ),
                    ] {
                        lines.push(format!("{prompt}{command}"));
                    }
                    lines.push("serial=049F2B71C30A115E".to_owned());
                }
            }
        }
        lines
    }

    fn header(self) -> &'static str {
        match self {
            Shell::PowerShell => {
                "\u{feff}**********************\r\nWindows PowerShell transcript start\r\nStart time: 20260314200000\r\nUsername: CONTOSO\\uc.admin\r\nRunAs User: CONTOSO\\uc.admin\r\nMachine: FE01 (Microsoft Windows NT 10.0.17763.0)\r\nHost Application: powershell.exe\r\nProcess ID: 6456\r\nPSVersion: 5.1.17763.1852\r\n**********************\r\n"
            }
            Shell::Bash => {
                "Script started on 2026-03-14 20:00:00+01:00 [TERM=\"xterm-256color\" TTY=\"/dev/pts/1\" COLUMNS=\"160\" LINES=\"50\"]\n"
            }
        }
    }

    fn prompt(self) -> &'static str {
        match self {
            Shell::PowerShell => "PS C:\\Windows\\system32> ",
            Shell::Bash => "admin@work:~$ ",
        }
    }

    fn line_end(self) -> &'static str {
        match self {
            Shell::PowerShell => "\r\n",
            Shell::Bash => "\r\r\n",
        }
    }

    /// Commands that look around, typed again and again.
    fn commands(self) -> &'static [&'static str] {
        match self {
            Shell::PowerShell => &[
                "Get-CsWindowsService | Format-Table -AutoSize",
                "Get-EventLog -LogName 'Lync Server' -Newest 50",
                "foreach ($p in 'pool01','pool02') { Get-CsBackupServiceStatus -PoolFqdn \"$p.contoso.com\" }",
                "Get-CsManagementStoreReplicationStatus | Where-Object { -not $_.UpToDate }",
                "dir C:\\Windows\\Temp -Filter *.log | Sort-Object Length -Descending | Select-Object -First 5",
            ],
            Shell::Bash => &[
                "ls -la /etc/pki/tls/certs | head -n 20",
                "journalctl -u nginx.service --since today --no-pager",
                "for h in web01 web02; do ssh $h.example.com 'systemctl status nginx.service'; done",
                "df -h / && free -m",
                "grep -c error /var/log/nginx/error.log 2>/dev/null || echo none",
            ],
        }
    }

    /// A command that is typed once only.
    fn once(self, number: u64) -> String {
        match self {
            Shell::PowerShell => {
                format!("Get-ChildItem 'C:\\Logs\\{number}' | Select-Object -First {number}")
            }
            Shell::Bash => format!("grep -n 'request {number}' /var/log/nginx/access-{number}.log"),
        }
    }
}

/// Lines of output. Nothing in them begins a command.
const NOISE: &[&str] = &[
    "VERBOSE: Performing the operation \"Replicate\" on target \"CN=Lc Services,CN=Microsoft,DC=contoso,DC=com\".",
    "Running  RtcSrv             Skype for Business Server Front-End",
    "",
    "-rw-r--r-- 1 root root 3414 Mar 14 20:03 www.example.com.pem",
    "2026-03-14 20:03:11.0421 INFO  [14] Überprüfung der Voraussetzungen für den Dienst abgeschlossen",
    "Stopped  RTCMEDSRV          Skype for Business Server Mediation",
];

fn write_capture(path: &PathBuf, shell: Shell, density: Density, size: u64) -> u64 {
    let lines_per_command = match density {
        Density::Dense => 5,
        Density::Sparse => 400,
    };
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    out.write_all(shell.header().as_bytes()).expect("written");
    let mut written = shell.header().len() as u64;
    for line in 0_u64.. {
        if written >= size {
            break;
        }
        let command = line / lines_per_command;
        let text = if line % lines_per_command != 0 {
            // The remainder is less than the number of lines, which is small.
            NOISE[(line % NOISE.len() as u64) as usize].to_owned()
        } else if command % 5 == 0 {
            format!("{}{}", shell.prompt(), shell.once(command))
        } else {
            let commands = shell.commands();
            let at = ((command + command / 5) % commands.len() as u64) as usize;
            format!("{}{}", shell.prompt(), commands[at])
        };
        let text = text + shell.line_end();
        out.write_all(text.as_bytes()).expect("written");
        written += text.len() as u64;
    }
    out.flush().expect("written");
    written
}
