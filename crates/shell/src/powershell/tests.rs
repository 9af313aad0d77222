//! What a line comes to, side by side: each case is the lines of one session, and below them what
//! they run.

mod arguments;
mod commands;
mod complete;
mod functions;
mod laws;
mod names;
mod preferences;
mod refused;

use std::fmt::Write as _;

use super::*;
use crate::{Known, Parameter, Role, Takes};

/// A parameter as the runbooks write it: `Name 1`, `PoolFqdn <`, `Force*~` (a switch, ignored),
/// `ComputerName @`, `BackupModule =All`.
fn parameter(written: &str) -> Parameter {
    let (name, marks) = written.split_once(' ').unwrap_or((written, ""));
    Parameter {
        name: name.trim_end_matches(['*', '~']).to_owned(),
        aliases: Vec::new(),
        takes: if name.contains('*') {
            Takes::Nothing
        } else {
            Takes::Value
        },
        position: marks.parse().ok(),
        from_pipeline: marks == "<",
        role: match marks {
            _ if name.contains('~') => Role::Ignored,
            "@" => Role::Computer,
            _ => Role::Compared,
        },
        default: marks.strip_prefix('=').map(str::to_owned),
        shape: crate::Shape::default(),
        printing: crate::Printing::default(),
        effect: None,
    }
}

fn known(name: &str, parameters: &[&str]) -> Known {
    Known {
        name: name.to_owned(),
        parameters: parameters
            .iter()
            .map(|written| parameter(written))
            .collect(),
        simulates: name.contains("WindowsService"),
        effect: name.ends_with(".exe").then_some(Effect::Changes),
        habits: crate::Habits::default(),
        says: None,
    }
}

pub(crate) fn tables() -> Tables {
    Tables {
        commands: vec![
            known("Bootstrapper.exe", &["/SourceDirectory~"]),
            known(
                "Start-CsWindowsService",
                &[
                    "Name 1",
                    "InputObject <",
                    "ComputerName @",
                    "NoWait*~",
                    "Force*~",
                    "Report~",
                ],
            ),
            known(
                "Invoke-CsBackupServiceSync",
                &["PoolFqdn <", "BackupModule =All", "Force*~"],
            ),
            known(
                "Get-CsBackupServiceStatus",
                &["PoolFqdn <", "Category", "Force*~"],
            ),
        ],
        ..Tables::default()
    }
}

/// A heading, and its sessions with what each runs.
type Part = (
    &'static str,
    &'static [(&'static [&'static str], &'static [&'static str])],
);

/// Every session runs what stands beside it.
fn hold(parts: &[Part]) {
    for (heading, sessions) in parts {
        for (lines, expected) in *sessions {
            assert_eq!(ran(lines), *expected, "{heading}: {lines:#?}");
        }
    }
}

/// What the lines of a session run, without their effects.
fn ran(lines: &[&str]) -> Vec<String> {
    let tables = tables();
    let mut interpreter = Interpreter::new(&tables);
    let mut ran = Vec::new();
    for text in lines {
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        ran.extend(interpreter.run(&line).iter().map(ToString::to_string));
    }
    ran
}

/// A line; `[host] folder> text` where its prompt shows them.
fn told(lines: &[&str]) -> String {
    let tables = tables();
    let mut interpreter = Interpreter::new(&tables).of_version(Version::Seven);
    let mut told = String::new();
    for line in lines {
        let (host, rest) = match line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "))
        {
            Some((host, rest)) => (Some(host), rest),
            None => (None, *line),
        };
        let (folder, text) = match rest
            .strip_prefix("PS ")
            .and_then(|rest| rest.split_once("> "))
        {
            Some((folder, text)) => (Some(folder), text),
            None => (None, rest),
        };
        for invocation in interpreter.run(&Line { text, folder, host }) {
            let _ = writeln!(told, "{invocation} ({})", invocation.effect);
        }
    }
    told
}

/// Sessions under headings, and what they run: the snapshot is to be read beside this.
const SESSIONS: &[(&str, &[&[&str]])] = &[
    (
        "Any spelling of a name, a parameter and a value",
        &[
            &["Start-CsWindowsService -Name LYNCBACKUP"],
            &["start-cswindowsservice LYNCBACKUP"],
            &["START-CSWINDOWSSERVICE -na 'LYNCBACKUP'"],
            &["Start-CsWindowsService -Name:\"LYNCBACKUP\""],
            &["Start-CsWindowsService –Name “LYNCBACKUP”"],
            &["Start-CsWindowsService ―Name ‘LYNCBACKUP’"],
            &["SkypeForBusiness\\Start-CsWindowsService LYNCBACKUP"],
            &["  Start-CsWindowsService   `\n   -Name   `\r\n LYNCBACKUP   # at last"],
            &["Start-CsWindowsService <# which #> LYNCBACKUP"],
            &["Start-CsWindowsService -Name LYNC\"BACK\"UP"],
            &["Start-CsWindowsService -Name LYNC`BACKUP"],
            &["& Start-CsWindowsService LYNCBACKUP"],
            &["& 'Start-CsWindowsService' -Name LYNCBACKUP"],
            &["& ('Start-' + 'CsWindowsService') LYNCBACKUP"],
            &["Start-CsWindowsService -Name @'\nLYNCBACKUP\n'@"],
            &["Set-Alias go Start-CsWindowsService", "go LYNCBACKUP"],
        ],
    ),
    (
        "Prefixes: a cmdlet's own parameters come first, and two of them are one too many",
        &[
            &["Invoke-CsBackupServiceSync -P pool01.contoso.com"],
            &["Start-CsWindowsService -N LYNCBACKUP"],
            &["Start-CsWindowsService LYNCBACKUP -C fe01"],
            &["Start-CsWindowsService LYNCBACKUP -E Stop -OutV x"],
            &["Start-CsWindowsService LYNCBACKUP -Frobnicate 7"],
        ],
    ),
    (
        "Simulated or in earnest",
        &[
            &["Start-CsWindowsService LYNCBACKUP -WhatIf"],
            &["Start-CsWindowsService LYNCBACKUP -wi"],
            &["Start-CsWindowsService LYNCBACKUP -Wh"],
            &["Start-CsWindowsService LYNCBACKUP -WhatIf:$true"],
            &["Start-CsWindowsService LYNCBACKUP -WhatIf:$false"],
            &["Start-CsWindowsService LYNCBACKUP -WhatIf:$dry"],
            &[
                "$WhatIfPreference = $true",
                "Start-CsWindowsService LYNCBACKUP",
            ],
            &["Start-CsWindowsService LYNCBACKUP -Confirm:$false -Verbose"],
            &["Start-CsWindowsService LYNCBACKUP -Confirm"],
            &["Start-Process C:\\x\\Bootstrapper.exe -WhatIf"],
        ],
    ),
    (
        "Several on a line",
        &[
            &["Get-Date; Start-CsWindowsService LYNCBACKUP; 'done'"],
            &["Get-Date\nStart-CsWindowsService LYNCBACKUP\n"],
            &["ipconfig /all && Start-CsWindowsService LYNCBACKUP"],
            &["Test-Path C:\\x || Start-CsWindowsService LYNCBACKUP"],
            &["Start-CsWindowsService LYNCBACKUP &"],
            &["Start-CsWindowsService LYNCBACKUP 2>&1 | Out-File C:\\log.txt"],
            &["Start-CsWindowsService LYNCBACKUP *> C:\\log.txt"],
        ],
    ),
    (
        "Pipelines bind by value",
        &[
            &["'pool01' | Invoke-CsBackupServiceSync"],
            &["'pool01', 'pool02' | Invoke-CsBackupServiceSync -Force"],
            &["echo pool01 | Invoke-CsBackupServiceSync"],
            &[
                "$pools = 'pool01','pool02'",
                "$pools | Invoke-CsBackupServiceSync",
            ],
            &["Get-CsPool | Invoke-CsBackupServiceSync"],
            &["Get-CsWindowsService LYNCBACKUP | Start-CsWindowsService"],
            &["'pool01' |\n  Invoke-CsBackupServiceSync"],
        ],
    ),
    (
        "Variables, and what they hold",
        &[
            &[
                "$p = 'pool01.contoso.com'",
                "Invoke-CsBackupServiceSync -PoolFqdn $p",
            ],
            &[
                "$n = 1",
                "Invoke-CsBackupServiceSync \"-PoolFqdn\" x",
                "Invoke-CsBackupServiceSync -PoolFqdn \"pool0$n.contoso.com\"",
            ],
            &["$n = 1; Invoke-CsBackupServiceSync -PoolFqdn \"pool0$($n).contoso.com\""],
            &["$d = 'contoso.com'; Invoke-CsBackupServiceSync -PoolFqdn ('pool01.' + $d)"],
            &["Invoke-CsBackupServiceSync -PoolFqdn ('{0}.{1}' -f 'pool01', 'contoso.com')"],
            &["Invoke-CsBackupServiceSync -PoolFqdn ('pool01','contoso','com' -join '.')"],
            &["$a, $b = 'pool01', 'pool02'; Invoke-CsBackupServiceSync -PoolFqdn $b"],
            &[
                "$pools = @('pool01'); $pools += 'pool02'; Invoke-CsBackupServiceSync -PoolFqdn $pools[1]",
            ],
            &["$c = @{ Pool = 'pool01' }; Invoke-CsBackupServiceSync -PoolFqdn $c.Pool"],
            &[
                "[string]$p = 'pool01'; ${global:q} = \"$p\"; Invoke-CsBackupServiceSync -PoolFqdn ${q}",
            ],
            &[
                "Set-Variable -Name p -Value pool01",
                "Invoke-CsBackupServiceSync -PoolFqdn $P",
            ],
            &[
                "$s = @{ PoolFqdn = 'pool01'; Force = $true }",
                "Invoke-CsBackupServiceSync @s",
            ],
            &["$s = 'LYNCBACKUP', 'x'; Start-CsWindowsService @s"],
            &["Start-CsWindowsService @s"],
            &["Invoke-CsBackupServiceSync -PoolFqdn $never"],
            &["$p = Read-Host", "Invoke-CsBackupServiceSync -PoolFqdn $p"],
            &["$p = 'a'; $p = (Get-CsPool)[0].Fqdn; Invoke-CsBackupServiceSync -PoolFqdn $p"],
            &[
                "$s = Get-CsBackupServiceStatus -PoolFqdn pool01",
                "$s.BackupModules",
            ],
            &["(Get-CsBackupServiceStatus -PoolFqdn pool01).BackupModules"],
            &["Get-Date -OutVariable p | Out-Null; Invoke-CsBackupServiceSync -PoolFqdn $p"],
            &[
                "[fe01]: $p = 'pool01'",
                "Invoke-CsBackupServiceSync -PoolFqdn $p",
            ],
            &["$p = 'pool01'; . .\\settings.ps1; Invoke-CsBackupServiceSync -PoolFqdn $p"],
        ],
    ),
    (
        "Programs and their folders",
        &[
            &["& \"$env:SystemDrive\\Program Files\\X\\Bootstrapper.exe\""],
            &["& 'C:\\Program Files\\X\\Bootstrapper.exe'"],
            &["& $env:ProgramFiles\\X\\Bootstrapper.exe /SourceDirectory:\"D:\\a b\" | Out-Null"],
            &["& \"${env:ProgramW6432}/X/Bootstrapper.exe\""],
            &["cd \"$env:ProgramFiles\\X\"", ".\\Bootstrapper.exe"],
            &["cd 'C:\\Program Files'; cd X; .\\Bootstrapper"],
            &["PS C:\\Program Files\\X> .\\Bootstrapper.exe"],
            &["PS C:\\Windows> pushd '..\\Program Files\\X'; .\\Bootstrapper.exe; popd; .\\y.exe"],
            &["PS C:\\Users> & '..\\Program Files\\X\\Bootstrapper.exe'"],
            &["PS Microsoft.PowerShell.Core\\FileSystem::\\\\srv\\share> .\\Bootstrapper.exe"],
            &["D:", ".\\Bootstrapper.exe"],
            &["cd C:\\x; if ($y) { cd D:\\ }; .\\Bootstrapper.exe"],
            &[".\\Bootstrapper.exe"],
            &["Bootstrapper.exe"],
            &["bootstrapper"],
            &["C:\\PROGRA~1\\X\\Bootstrapper.exe"],
            &["& \"$env:SystemRoot\\Program Files\\X\\Bootstrapper.exe\""],
            &["& \"$root\\Bootstrapper.exe\""],
            &["& 'C:\\X\\Bootstrapper.exe' /BootstrapLocalMgmt"],
            &["Start-Process -FilePath 'C:\\X\\Bootstrapper.exe' -Wait"],
            &["saps C:\\X\\Bootstrapper.exe '/BootstrapSqlExpress /SourceDirectory:\"D:\\a b\"'"],
            &["& (Join-Path $env:ProgramFiles 'X\\Bootstrapper.exe')"],
            &["$b = 'C:\\X\\Bootstrapper.exe'", "& $b"],
            &["C:\\Program Files\\X\\Bootstrapper.exe"],
        ],
    ),
    (
        "Other computers",
        &[
            &["Invoke-Command -ComputerName fe01 { Start-CsWindowsService LYNCBACKUP }"],
            &["icm fe01,fe02 -ScriptBlock { Start-CsWindowsService LYNCBACKUP }"],
            &["Invoke-Command { Start-CsWindowsService LYNCBACKUP }"],
            &[
                "$s = New-PSSession -ComputerName fe01; Invoke-Command -Session $s { Start-CsWindowsService LYNCBACKUP }",
            ],
            &["Invoke-Command -Session $s { Start-CsWindowsService LYNCBACKUP }"],
            &["$n = 'LYNCBACKUP'; icm fe01 { Start-CsWindowsService $n }"],
            &["$n = 'LYNCBACKUP'; icm fe01 { Start-CsWindowsService $using:n }"],
            &["icm fe01 { param($n) Start-CsWindowsService $n } -ArgumentList LYNCBACKUP"],
            &["icm fe01 -FilePath C:\\start.ps1"],
            &["$b = { Start-CsWindowsService LYNCBACKUP }; icm -Cn fe01 $b"],
            &["Start-CsWindowsService LYNCBACKUP -ComputerName fe01, fe02"],
            &["Start-CsWindowsService LYNCBACKUP -ComputerName $env:COMPUTERNAME"],
            &["Start-CsWindowsService LYNCBACKUP -ComputerName localhost"],
            &["Start-CsWindowsService LYNCBACKUP -ComputerName $server"],
            &["[fe01]: PS C:\\X> .\\Bootstrapper.exe"],
            &[
                "Enter-PSSession -ComputerName fe01",
                "Start-CsWindowsService LYNCBACKUP",
            ],
        ],
    ),
    (
        "Loops and branches",
        &[
            &["foreach ($p in 'pool01','pool02') { Invoke-CsBackupServiceSync -PoolFqdn $p }"],
            &[
                "$pools = @('pool01', 'pool02')",
                "foreach ($p in $pools)\n{\n  Invoke-CsBackupServiceSync -PoolFqdn $p\n}",
            ],
            &["'pool01','pool02' | ForEach-Object { Invoke-CsBackupServiceSync -PoolFqdn $_ }"],
            &["'pool01','pool02' | % -Process { Invoke-CsBackupServiceSync -PoolFqdn $PSItem }"],
            &["1..2 | % { Invoke-CsBackupServiceSync -PoolFqdn \"pool0$_.contoso.com\" }"],
            &["foreach ($p in Get-CsPool) { Invoke-CsBackupServiceSync -PoolFqdn $p.Fqdn }"],
            &["Get-CsPool | % { Invoke-CsBackupServiceSync -PoolFqdn $_.Fqdn }"],
            &["foreach ($p in 'a','b') { Invoke-CsBackupServiceSync -PoolFqdn $p; break }"],
            &[
                "foreach ($p in 'a','b') { if ($p -eq 'a') { continue }; Invoke-CsBackupServiceSync -PoolFqdn $p }",
            ],
            &["if ($x) { Start-CsWindowsService LYNCBACKUP } else { Get-Date }"],
            &["if ($true) { Start-CsWindowsService LYNCBACKUP }"],
            &["if ($false) { Start-CsWindowsService LYNCBACKUP } else { Get-Date }"],
            &["$p = 'a'; if ($x) { $p = 'b' }; Invoke-CsBackupServiceSync -PoolFqdn $p"],
            &["if ($x) { return }; Start-CsWindowsService LYNCBACKUP"],
            &["return; Start-CsWindowsService LYNCBACKUP"],
            &["do { Get-CsBackupServiceStatus -PoolFqdn pool01; Start-Sleep 30 } until ($done)"],
            &[
                "$pools = 'pool01', 'pool02'",
                "do { $s = Get-CsBackupServiceStatus -PoolFqdn $pools[0]; $s.BackupModules } until ($s.Done)",
            ],
            &["while ($x) { Start-CsWindowsService LYNCBACKUP }"],
            &["for ($i = 0; $i -lt 2; $i++) { Invoke-CsBackupServiceSync -PoolFqdn \"pool0$i\" }"],
            &["switch ($x) { 'a' { Start-CsWindowsService LYNCBACKUP } default { Get-Date } }"],
            &[
                "try { Start-CsWindowsService LYNCBACKUP } catch { Write-Error $_ } finally { Get-Date }",
            ],
            &["try { throw 'x'; Get-Date } catch { Start-CsWindowsService LYNCBACKUP }"],
            &["Measure-Command { Start-CsWindowsService LYNCBACKUP }"],
            &["Start-Job { Start-CsWindowsService LYNCBACKUP }"],
            &["& { Start-CsWindowsService LYNCBACKUP }"],
            &["Get-CsPool | ? { (Get-CsBackupServiceStatus -PoolFqdn x).State }"],
        ],
    ),
    (
        "Functions are what they do, when they are called",
        &[
            &[
                "function Sync($p) { Invoke-CsBackupServiceSync -PoolFqdn $p }",
                "Sync pool01",
                "sync -p pool02",
            ],
            &[
                "function Sync { param([string]$Pool = 'pool01', [switch]$Dry) Invoke-CsBackupServiceSync -PoolFqdn $Pool -WhatIf:$Dry }",
                "Sync",
                "Sync -Dry",
            ],
            &[
                "function Sync { param([Parameter(ValueFromPipeline)]$p) process { Invoke-CsBackupServiceSync -PoolFqdn $p } }",
                "'a','b' | Sync",
            ],
            &["filter Sync { Invoke-CsBackupServiceSync -PoolFqdn $_ }; 'a','b' | Sync"],
            &["if ($x) { function Sync { Get-Date } }", "Sync"],
            &["function Stop { exit }; Stop; Start-CsWindowsService LYNCBACKUP"],
            &["function Again { Again }; Again"],
            &["iex 'Start-CsWindowsService LYNCBACKUP'"],
            &["Invoke-Expression $text"],
        ],
    ),
    (
        "Shells in the shell",
        &[
            &["cmd /c \"cd /d C:\\X && Bootstrapper.exe\""],
            &["cmd.exe /c 'C:\\X\\Bootstrapper.exe /SourceDirectory:D:\\'"],
            &["cmd /c '\"%ProgramFiles%\\X\\Bootstrapper.exe\" > C:\\log.txt'"],
            &["powershell -NoProfile -Command \"Start-CsWindowsService LYNCBACKUP\""],
            &["powershell { Start-CsWindowsService LYNCBACKUP }"],
            &[
                "pwsh -ec UwB0AGEAcgB0AC0AQwBzAFcAaQBuAGQAbwB3AHMAUwBlAHIAdgBpAGMAZQAgAEwAWQBOAEMAQgBBAEMASwBVAFAA",
            ],
            &["powershell -File C:\\start.ps1 -Now"],
            &["powershell"],
        ],
    ),
    (
        "What only looks like it",
        &[
            &["# Start-CsWindowsService LYNCBACKUP"],
            &["'Start-CsWindowsService LYNCBACKUP'"],
            &["Write-Host \"Start-CsWindowsService LYNCBACKUP\""],
            &["echo Start-CsWindowsService LYNCBACKUP"],
            &["Get-Help Start-CsWindowsService -Examples"],
            &["gcm Start-CsWindowsService"],
            &["$text = 'Start-CsWindowsService LYNCBACKUP'"],
            &["@'\nStart-CsWindowsService LYNCBACKUP\n'@ | Set-Content C:\\x.ps1"],
            &["$later = { Start-CsWindowsService LYNCBACKUP }"],
            &["function Later { Start-CsWindowsService LYNCBACKUP }"],
            &["Get-Content C:\\x.ps1 | Select-String Start-CsWindowsService"],
        ],
    ),
    (
        "What does not parse",
        &[
            &["Start-CsWindowsService 'LYNCBACKUP"],
            &["Get-Date; Start-CsWindowsService (LYNCBACKUP"],
            &["Start-CsWindowsService <name>)"],
            &["this is (not a command"],
            &["\"C:\\X\\Bootstrapper.exe\" /BootstrapLocalMgmt"],
            &["$env:ProgramFiles\\X\\Bootstrapper.exe"],
        ],
    ),
];

#[test]
fn every_way_of_typing() {
    let mut document = String::new();
    for (heading, sessions) in SESSIONS {
        let _ = writeln!(document, "# {heading}\n");
        for lines in *sessions {
            for line in *lines {
                for line in line.lines() {
                    let _ = writeln!(document, "> {line}");
                }
            }
            for invocation in told(lines).lines() {
                let _ = writeln!(document, "    {invocation}");
            }
            document.push('\n');
        }
    }
    insta::assert_snapshot!(document);
}

/// Each line of `kinds.txt` is a session of its own: the snapshot holds it and what it runs.
#[test]
fn kinds_of_lines() {
    let mut document = String::new();
    for line in include_str!("tests/kinds.txt").lines() {
        if line.is_empty() || line.starts_with("# ") {
            let _ = writeln!(document, "{line}");
            continue;
        }
        let _ = writeln!(document, "> {line}");
        for invocation in told(&[line]).lines() {
            let _ = writeln!(document, "    {invocation}");
        }
    }
    insta::assert_snapshot!(document);
}

#[test]
fn a_line_that_may_go_on() {
    let whole = [
        "Get-Date",
        "",
        "'it''s'",
        "\"a `\" b\"",
        "@'\n( { ' \"\n'@",
        "if ($x) {\n Get-Date\n}",
        "Get-Date # ( {",
        "<# ( #> Get-Date",
        "echo a`\n b",
        "‘a’",
        ")",
    ];
    let open = [
        "'it",
        "\"a `\"",
        "@'\na '@",
        "@\"",
        "if ($x) {",
        "echo (",
        "Get-Date |",
        "echo a,",
        "echo `",
        "a &&",
        "<# ",
        "“a",
    ];
    for text in whole {
        assert!(is_complete(text), "{text}");
    }
    for text in open {
        assert!(!is_complete(text), "{text}");
    }
}

#[test]
fn what_module_logging_has_bound() {
    let tables = tables();
    let told = |text: &str| -> Vec<String> {
        bound(text, &tables)
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    assert_eq!(
        told(
            "CommandInvocation(Start-CsWindowsService): \"Start-CsWindowsService\"\n\
             ParameterBinding(Start-CsWindowsService): name=\"Name\"; value=\"LYNCBACKUP\"\n\
             ParameterBinding(Start-CsWindowsService): name=\"WhatIf\"; value=\"True\"\n"
        ),
        ["Start-CsWindowsService -Name LYNCBACKUP [simulated]"]
    );
    assert_eq!(
        told(
            "CommandInvocation(Get-CsPool): \"Get-CsPool\"\n\
             >> CommandInvocation(Invoke-CsBackupServiceSync): \"Invoke-CsBackupServiceSync\"\n\
             >> CommandInvocation(Out-Default): \"Out-Default\"\n\
             >> ParameterBinding(Invoke-CsBackupServiceSync): name=\"PoolFqdn\"; value=\"it's \"a\" $pool\"\n"
        ),
        [
            "Get-CsPool",
            "Invoke-CsBackupServiceSync -PoolFqdn 'it's \"a\" $pool'"
        ]
    );
    assert_eq!(told("nothing of the kind"), Vec::<String>::new());
}
