//! What else is typed and printed while a change is carried out: reads, typing errors, and what only
//! looks like an act.

use jiff::civil::DateTime;

use crate::dice::Dice;
use crate::manner::Shape;
use crate::scenario::{STEADY, States, Variant};
use crate::tongue::Tongue;

/// How much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// A look at the clock after each act.
    Quiet,
    /// Reads, with their tables.
    Reads,
    /// Also what a careless reader would take for an act.
    Deceptive,
}

impl Level {
    pub(crate) const ALL: [Self; 3] = [Self::Quiet, Self::Reads, Self::Deceptive];
}

/// A line of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    /// Whether a program printed it, in the code page of the console.
    pub(crate) is_native: bool,
}

impl Said {
    /// By PowerShell itself.
    pub(crate) fn by_shell(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_native: false,
        }
    }

    /// By a program.
    pub(crate) fn by_program(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_native: true,
        }
    }
}

/// Something typed beside the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(crate) typed: String,
    pub(crate) said: Vec<Said>,
}

fn aside(typed: &str, said: &[&str]) -> Aside {
    Aside {
        typed: typed.to_owned(),
        said: said.iter().copied().map(Said::by_shell).collect(),
    }
}

/// A look at the clock.
pub(crate) fn clock(tongue: Tongue, at: DateTime) -> Aside {
    // All nights of the change are a Saturday's, or the Sunday's after it.
    let is_sunday = at.weekday() == jiff::civil::Weekday::Sunday;
    let day = match (tongue, is_sunday) {
        (Tongue::En, false) => "Saturday, March 14, 2026",
        (Tongue::En, true) => "Sunday, March 15, 2026",
        (Tongue::De, false) => "Samstag, 14. März 2026",
        (Tongue::De, true) => "Sonntag, 15. März 2026",
        (Tongue::Fr, false) => "samedi 14 mars 2026",
        (Tongue::Fr, true) => "dimanche 15 mars 2026",
        (Tongue::PtBr, false) => "sábado, 14 de março de 2026",
        (Tongue::PtBr, true) => "domingo, 15 de março de 2026",
        (Tongue::It, false) => "sabato 14 marzo 2026",
        (Tongue::It, true) => "domenica 15 marzo 2026",
    };
    let time = match tongue {
        Tongue::En => at.strftime("%-I:%M:%S %p"),
        _ => at.strftime("%H:%M:%S"),
    };
    aside("Get-Date", &["", &format!("{day} {time}"), "", ""])
}

/// A read.
pub(crate) fn read(dice: &mut Dice, tongue: Tongue, at: DateTime) -> Aside {
    match dice.below(8) {
        0 => clock(tongue, at),
        1 => aside("whoami", &["contoso\\uc.admin"]),
        2 => aside(
            "Get-CsPool -Identity pool01.contoso.com",
            &[
                "",
                "",
                "Identity           : pool01.contoso.com",
                "Services           : {UserServer:pool01.contoso.com, Registrar:pool01.contoso.com}",
                "Computers          : {fe01.contoso.com, fe02.contoso.com}",
                "Fqdn               : pool01.contoso.com",
                "BackupPoolFqdn     : pool02.contoso.com",
                "Site               : Site:Berlin",
                "",
            ],
        ),
        3 => ping(tongue),
        4 => services(at),
        5 => processes(dice),
        6 => aside(
            "Get-CsManagementStoreReplicationStatus | ft ReplicaFqdn,UpToDate",
            &[
                "",
                "ReplicaFqdn      UpToDate",
                "-----------      --------",
                "fe01.contoso.com     True",
                "fe02.contoso.com     True",
                "fe11.contoso.com     True",
                "fe12.contoso.com     True",
                "",
            ],
        ),
        _ => aside(
            "Get-EventLog -LogName 'Lync Server' -Newest 3 | Format-Table -Wrap",
            &[
                "",
                "   Index Time          EntryType   Source                 InstanceID Message",
                "   ----- ----          ---------   ------                 ---------- -------",
                ">> 10412 Mar 14 20:11  Information LS Backup Service      1074008065 Backup Service is up.",
                ">> 10411 Mar 14 20:10  Warning     LS User Services       2147515392 *** slow disk ***",
                "",
            ],
        ),
    }
}

/// What a careless reader would take for an act. Where the capture does not say the time of each
/// command, nothing is printed that has the shape of a prompt: nobody could tell it from one.
pub(crate) fn deception(dice: &mut Dice, tongue: Tongue, is_timed: bool) -> Aside {
    let kinds = if is_timed { 14 } else { 12 };
    match dice.below(kinds) {
        0 => aside(
            "# Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com",
            &[],
        ),
        1 => aside(
            "Get-Help Invoke-CsBackupServiceSync",
            &[
                "",
                "NAME",
                "    Invoke-CsBackupServiceSync",
                "",
                "SYNTAX",
                "    Invoke-CsBackupServiceSync -PoolFqdn <Fqdn> [-BackupModule <string>] [-Force]",
                "",
            ],
        ),
        2 => aside(
            "Write-Host 'Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com'",
            &["Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com"],
        ),
        3 => aside(
            "\"Start-CsWindowsService -Name LYNCBACKUPX\"",
            &["Start-CsWindowsService -Name LYNCBACKUPX"],
        ),
        4 => aside(
            r"Get-Content C:\Temp\runbook.txt",
            &[
                "8. & \"$env:SystemDrive\\Program Files\\Skype for Business Server 2015\\Deployment\\Bootstrapper.exe\"",
                "9. Start-CsWindowsService -Name LYNCBACKUPX",
                "10. Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com",
                ">> Restart-Computer -Force",
                "**********************",
                "Remove-Item C:\\Temp -Recurse -Force",
                "**********************",
            ],
        ),
        5 => {
            let typed = "Invoke-CsBackupServiceSnyc -PoolFqdn pool01.contoso.com";
            mistake(tongue, "Invoke-CsBackupServiceSnyc", typed)
        }
        6 => mistake(tongue, r".\Bootstraper.exe", r".\Bootstraper.exe"),
        7 => aside(
            "Get-Command Start-CsWindowsService, Restart-Computer | Out-Null",
            &[],
        ),
        8 => aside("$later = { Restart-Computer -Force }", &[]),
        9 => aside(
            "function Sync-Everything { Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com }",
            &[],
        ),
        10 => aside(
            "Get-History | Select-Object -Last 2 | Format-Table Id, CommandLine",
            &[
                "",
                "Id CommandLine",
                "-- -----------",
                "41 Stop-CsWindowsService -Name LYNCBACKUP",
                "42 Restart-Computer -Force",
                "",
            ],
        ),
        11 => aside(
            "<# Remove-Item C:\\CsShare -Recurse #> Get-Location",
            &["", "Path", "----", r"C:\Users\uc.admin", "", ""],
        ),
        12 => aside(
            r"Get-Content C:\Temp\notes-of-last-year.txt",
            &[
                r"PS C:\Users\uc.admin> Start-CsWindowsService -Name LYNCBACKUPX",
                r"PS C:\Users\uc.admin> Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com",
                r"PS C:\Users\uc.admin> Restart-Computer -Force",
            ],
        ),
        _ => old_transcript(),
    }
}

/// A transcript of last year, printed whole: its header and its footer too.
pub(crate) fn old_transcript() -> Aside {
    aside(
        r"Get-Content C:\Temp\PowerShell_transcript.FE01.Zz8KqT4d.20251108210501.txt",
        &[
            "**********************",
            "Windows PowerShell transcript start",
            "Start time: 20251108210501",
            r"Username: CONTOSO\uc.admin",
            r"RunAs User: CONTOSO\uc.admin",
            "Configuration Name: ",
            "Machine: FE01 (Microsoft Windows NT 10.0.17763.0)",
            r"Host Application: C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe",
            "Process ID: 1204",
            "PSVersion: 5.1.17763.1852",
            "**********************",
            "**********************",
            "Command start time: 20251108210511",
            "**********************",
            r"PS C:\Users\uc.admin> Start-CsWindowsService -Name LYNCBACKUPX",
            "**********************",
            "Command start time: 20251108210544",
            "**********************",
            r"PS C:\Users\uc.admin> Restart-Computer -Force",
            "**********************",
            "Windows PowerShell transcript end",
            "End time: 20251108210601",
            "**********************",
        ],
    )
}

fn mistake(tongue: Tongue, name: &str, typed: &str) -> Aside {
    let said = tongue.unknown(name, typed);
    Aside {
        typed: typed.to_owned(),
        said: said.into_iter().map(Said::by_shell).collect(),
    }
}

fn ping(tongue: Tongue) -> Aside {
    let lines: &[&str] = match tongue {
        Tongue::De => &[
            "",
            "Ping wird ausgeführt für fe11.contoso.com [10.20.2.11] mit 32 Bytes Daten:",
            "Antwort von 10.20.2.11: Bytes=32 Zeit<1ms TTL=127",
            "Zeitüberschreitung der Anforderung.",
            "    (50% Verlust),",
        ],
        Tongue::Fr => &[
            "",
            "Envoi d'une requête 'ping' sur fe11.contoso.com [10.20.2.11] avec 32 octets de données :",
            "Réponse de 10.20.2.11 : octets=32 temps<1ms TTL=127",
            "Délai d'attente de la demande dépassé.",
        ],
        Tongue::PtBr => &[
            "",
            "Disparando fe11.contoso.com [10.20.2.11] com 32 bytes de dados:",
            "Resposta de 10.20.2.11: bytes=32 tempo<1ms TTL=127",
            "Esgotado o tempo limite do pedido, não há conexão.",
        ],
        Tongue::It => &[
            "",
            "Esecuzione di Ping fe11.contoso.com [10.20.2.11] con 32 byte di dati:",
            "Risposta da 10.20.2.11: byte=32 durata<1ms TTL=127",
        ],
        Tongue::En => &[
            "",
            "Pinging fe11.contoso.com [10.20.2.11] with 32 bytes of data:",
            "Reply from 10.20.2.11: bytes=32 time<1ms TTL=127",
            "Request timed out.",
        ],
    };
    Aside {
        typed: "ping -n 2 fe11.contoso.com".to_owned(),
        said: lines.iter().copied().map(Said::by_program).collect(),
    }
}

fn services(at: DateTime) -> Aside {
    let mut said = vec![
        Said::by_shell(""),
        Said::by_shell("Status   Name            ActivityLevel"),
        Said::by_shell("------   ----            -------------"),
    ];
    for name in [
        "REPLICA",
        "RTCCLSAGT",
        "RTCATS",
        "RTCIMMCU",
        "RTCDATAMCU",
        "RTCAVMCU",
        "LYNCBACKUP",
        "FTA",
        "MASTER",
        "RTCSRV",
    ] {
        // Until it is started, late in the evening, the backup service stands still.
        let status = match name {
            "LYNCBACKUP" if at < crate::hosts::at(22, 0) => "Stopped",
            _ => "Running",
        };
        said.push(Said::by_shell(format!("{status}  {name:<15} ")));
    }
    said.push(Said::by_shell(""));
    Aside {
        typed: "Get-CsWindowsService".to_owned(),
        said,
    }
}

fn processes(dice: &mut Dice) -> Aside {
    let mut said = vec![
        Said::by_shell(""),
        Said::by_shell("Handles  NPM(K)    PM(K)      WS(K)     CPU(s)     Id  SI ProcessName"),
        Said::by_shell("-------  ------    -----      -----     ------     --  -- -----------"),
    ];
    for number in 0..40 + dice.below(40) {
        let name = dice.one_of(&[
            "svchost",
            "RTCSrv",
            "sqlservr",
            "w3wp",
            "ReplicaReplicatorAgent",
        ]);
        said.push(Said::by_shell(format!(
            "{:>7}  {:>6} {:>8} {:>10} {:>10}.{:02} {:>6}   0 {name}",
            dice.below(4000),
            dice.below(90),
            dice.below(900_000),
            dice.below(900_000),
            dice.below(900),
            number,
            dice.below(20_000)
        )));
    }
    said.push(Said::by_shell(""));
    Aside {
        typed: "Get-Process".to_owned(),
        said,
    }
}

/// The states of a pool's modules, as PowerShell prints them.
pub(crate) fn states(states: States, shape: Shape) -> Vec<Said> {
    let modules = [
        ("UserServices.PresenceFocus", states.export, states.import),
        ("ConfServices.DataConf", STEADY[0].export, "NormalState"),
        ("CentralMgmt.CMSMaster", states.central, "NormalState"),
    ];
    let mut lines = vec![String::new()];
    match shape {
        Shape::Table => {
            lines.push("Identity                    ExportStatus   ImportStatus".to_owned());
            lines.push("--------                    ------------   ------------".to_owned());
            for (module, export, import) in modules {
                lines.push(format!("{module:<27} {export:<14} {import}"));
            }
        }
        Shape::List => {
            for (module, export, import) in modules {
                lines.push(String::new());
                lines.push(format!("Identity     : {module}"));
                lines.push(format!("ExportStatus : {export}"));
                lines.push(format!("ImportStatus : {import}"));
            }
        }
        Shape::OneLine => {
            let modules =
                modules.map(|(module, export, import)| format!("{module}:[{export},{import}]"));
            lines.push(format!("BackupModules : {{{}}}", modules.join(", ")));
        }
    }
    lines.push(String::new());
    lines.into_iter().map(Said::by_shell).collect()
}

/// The states where the console was too narrow for them: the first module, and an ellipsis.
pub(crate) fn narrowed(states: States) -> Vec<Said> {
    [
        "".to_owned(),
        format!(
            "BackupModules : {{UserServices.PresenceFocus:[{}...}}",
            states.export
        ),
        "".to_owned(),
    ]
    .into_iter()
    .map(Said::by_shell)
    .collect()
}

/// What Bootstrapper prints on its console, of which nothing is to be relied on.
pub(crate) fn bootstrapper(variant: Variant, is_error: bool) -> Vec<Said> {
    let mut said = vec![
        Said::by_program("Checking prerequisites for bootstrapper..."),
        Said::by_program(format!("Product: {}", variant.folder())),
    ];
    if is_error {
        said.push(Said::by_program(
            "Error: Prerequisite installation failed: SqlInstanceRtcLocal",
        ));
        said.push(Said::by_program("Type: PrereqInstallFailed"));
    }
    said
}
