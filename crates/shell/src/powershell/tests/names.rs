//! What a name stands for: aliases, drives, texts that are run again, objects: each session, and what
//! it runs.

use super::{Part, hold};

const PARTS: &[Part] = &[
    (
        "Aliases",
        &[
            (
                &[
                    "function sleep { Start-CsWindowsService LYNCBACKUP }",
                    "sleep 1",
                ],
                &["Start-Sleep -Seconds 1"],
            ),
            (
                &[
                    "function Start-Sleep { Start-CsWindowsService LYNCBACKUP }",
                    "sleep 1",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    "Set-Alias s Start-CsWindowsService; s LYNCBACKUP",
                    "Remove-Alias s",
                    "s LYNCBACKUP",
                ],
                &[
                    "Set-Alias",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Remove-Alias",
                    "s LYNCBACKUP",
                ],
            ),
            (
                &[
                    "Set-Alias Start-CsWindowsService Stop-CsWindowsService; Start-CsWindowsService x",
                    "Remove-Item alias:Start-CsWindowsService; Start-CsWindowsService x",
                ],
                &[
                    "Set-Alias",
                    "Stop-CsWindowsService -Name x",
                    "Remove-Item",
                    "Start-CsWindowsService -Name x",
                ],
            ),
            (
                &[
                    "New-Alias s Start-CsWindowsService; New-Alias s Stop-CsWindowsService; s LYNCBACKUP",
                ],
                &[
                    "New-Alias",
                    "New-Alias",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &["Set-Alias where Start-CsWindowsService; where LYNCBACKUP"],
                &["Set-Alias", "⟨script where⟩"],
            ),
            (
                &["Set-Alias cd Start-CsWindowsService -Option AllScope -Force; cd LYNCBACKUP"],
                &["Set-Alias", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["& { Set-Alias s Start-CsWindowsService }; s LYNCBACKUP"],
                &["Set-Alias", "s LYNCBACKUP"],
            ),
            (
                &[
                    "function f { Set-Alias s Start-CsWindowsService -Scope Global }; f; s LYNCBACKUP",
                ],
                &["Set-Alias", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    r"function Start-CsWindowsService { }; SkypeForBusiness\Start-CsWindowsService LYNCBACKUP",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (&[r"Other\Start-Sleep 1"], &[r"⟨script Other\Start-Sleep⟩"]),
        ],
    ),
    (
        "Drives of the session",
        &[
            (
                &["$function:f = { Start-CsWindowsService LYNCBACKUP }; f"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["$alias:s = 'Start-CsWindowsService'; s LYNCBACKUP"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["New-Item alias:s -Value Start-CsWindowsService | Out-Null; s LYNCBACKUP"],
                &[
                    "New-Item",
                    "Out-Null",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &["Set-Item function:f { Start-CsWindowsService LYNCBACKUP }; f"],
                &["Set-Item", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["New-Item -Path function: -Name f -Value 'Start-CsWindowsService LYNCBACKUP'; f"],
                &["New-Item", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    "function Start-CsWindowsService { 'no' }",
                    "Start-CsWindowsService LYNCBACKUP",
                    "Remove-Item function:Start-CsWindowsService",
                    "Start-CsWindowsService LYNCBACKUP",
                ],
                &["Remove-Item", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["$p = 'a'; Set-Item variable:p b; Invoke-CsBackupServiceSync -PoolFqdn $p"],
                &["Set-Item", "Invoke-CsBackupServiceSync -PoolFqdn b"],
            ),
            (
                &["function f { Start-CsWindowsService LYNCBACKUP }; & ${function:f}"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
        ],
    ),
    (
        "Texts that are run again",
        &[
            (
                &["Start-CsWindowsService LYNCBACKUP", "r", "r"],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    "Start-CsWindowsService LYNCBACKUP",
                    "Get-Date",
                    "Invoke-History 1",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Get-Date",
                    "Start-CsWindowsService -Name LYNCBACKUP [if script Invoke-History]",
                ],
            ),
            (
                &["'Start-CsWindowsService LYNCBACKUP','Stop-CsWindowsService LYNCBACKUP' | iex"],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Stop-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    r"'Start-CsWindowsService LYNCBACKUP' | Set-Content C:\t\b.ps1",
                    r"& C:\t\b.ps1",
                ],
                &[
                    r"Set-Content -Path C:\t\b.ps1",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    r"'function f($n) { Start-CsWindowsService $n }' | Out-File C:\t\f.ps1; . C:\t\f.ps1; f LYNCBACKUP",
                ],
                &[
                    r"Out-File -FilePath C:\t\f.ps1",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    r"'param($n) Start-CsWindowsService $n' | Set-Content C:\t\p.ps1; C:\t\p.ps1 LYNCBACKUP",
                ],
                &[
                    r"Set-Content -Path C:\t\p.ps1",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    "New-Module { function f { Start-CsWindowsService LYNCBACKUP } } | Import-Module; f",
                ],
                &["Import-Module", "Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["1,2 | select @{ n = 'x'; e = { Start-CsWindowsService LYNCBACKUP } }"],
                &[
                    "Select-Object",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
        ],
    ),
    (
        "Commands that an object stands for",
        &[
            (
                &["function f { Start-CsWindowsService LYNCBACKUP }; & (Get-Command f)"],
                &[
                    "Get-Command -Name f",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &["& (gcm Start-CsWindowsService) -Name LYNCBACKUP"],
                &[
                    "Get-Command -Name Start-CsWindowsService",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    r"cd C:\x; & (Get-Item .\Bootstrapper.exe)",
                    r"& (Resolve-Path .\Bootstrapper.exe)",
                    "& \"$(Get-Location)\\Bootstrapper.exe\"",
                ],
                &[
                    r"Set-Location C:\x",
                    r"Get-Item -Path .\Bootstrapper.exe",
                    r"C:\x\Bootstrapper.exe",
                    r"Resolve-Path -Path .\Bootstrapper.exe",
                    r"C:\x\Bootstrapper.exe",
                    "Get-Location",
                    r"C:\x\Bootstrapper.exe",
                ],
            ),
            (
                &[r"& (Join-Path C:\x Bootstrapper.exe)"],
                &[
                    r"Join-Path -ChildPath Bootstrapper.exe -Path C:\x",
                    r"C:\x\Bootstrapper.exe",
                ],
            ),
            (
                &[r"& (Join-Path C:\x y Bootstrapper.exe)"],
                &[
                    r"Join-Path -ChildPath y -Path C:\x Bootstrapper.exe [if binding Bootstrapper.exe]",
                    r"⟨expression Join-Path C:\x y Bootstrapper.exe⟩ [if binding Bootstrapper.exe]",
                ],
            ),
            (
                &["$p = 'a'; Invoke-CsBackupServiceSync -PoolFqdn (gv p -ValueOnly)"],
                &[
                    "Get-Variable -Name p -ValueOnly",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                ],
            ),
        ],
    ),
    (
        "Filters of what the text holds",
        &[
            (
                &["'a','b','c' | select -First 2 | Invoke-CsBackupServiceSync"],
                &[
                    "Select-Object",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                ],
            ),
            (
                &["'a','b','c' | select -Skip 1 | select -Last 1 | Invoke-CsBackupServiceSync"],
                &[
                    "Select-Object",
                    "Select-Object",
                    "Invoke-CsBackupServiceSync -PoolFqdn c",
                ],
            ),
            (
                &["'b','a' | sort | Invoke-CsBackupServiceSync"],
                &[
                    "Sort-Object",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                ],
            ),
            (
                &["'pool-a','pool01' | sort | Invoke-CsBackupServiceSync"],
                &[
                    "Sort-Object",
                    "Invoke-CsBackupServiceSync -PoolFqdn ⟨expression sort⟩ [if branch sort]",
                ],
            ),
            (
                &["'a','','b' | ? { $_ } | Invoke-CsBackupServiceSync"],
                &[
                    "Where-Object",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                ],
            ),
            (
                &["'a','a' | select -Unique | Invoke-CsBackupServiceSync"],
                &["Select-Object", "Invoke-CsBackupServiceSync -PoolFqdn a"],
            ),
            (
                &[
                    "[pscustomobject]@{ Fqdn = 'a' } | select -ExpandProperty Fqdn | Invoke-CsBackupServiceSync",
                ],
                &["Select-Object", "Invoke-CsBackupServiceSync -PoolFqdn a"],
            ),
            (
                &[
                    "[pscustomobject]@{ Fqdn = 'a' } | select @{ n = 'PoolFqdn'; e = { 'b' } } | Invoke-CsBackupServiceSync",
                ],
                &["Select-Object", "Invoke-CsBackupServiceSync -PoolFqdn b"],
            ),
        ],
    ),
    (
        "Classes, and what drives give",
        &[
            (
                &["Set-Content function:f { Start-CsWindowsService x }; f"],
                &["Set-Content", "Start-CsWindowsService -Name x"],
            ),
            (
                &[
                    "Set-Alias s Start-CsWindowsService -Option ReadOnly; Set-Alias s Stop-CsWindowsService; s x",
                ],
                &["Set-Alias", "Set-Alias", "Start-CsWindowsService -Name x"],
            ),
            (
                &[
                    "Set-Alias s Start-CsWindowsService -Option Constant; Set-Alias s Stop-CsWindowsService -Force; s x",
                ],
                &["Set-Alias", "Set-Alias", "Start-CsWindowsService -Name x"],
            ),
            (
                &["& { function g { Start-CsWindowsService x }; g }; g"],
                &["Start-CsWindowsService -Name x", "g"],
            ),
            (
                &["function f { function global:g { Start-CsWindowsService x } }; f; g"],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &["class C { [void] Go() { Start-CsWindowsService x } }; [C]::new().Go()"],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &["class C { static Go() { Start-CsWindowsService x } }; [C]::Go()"],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &["function f { Start-CsWindowsService x }; (gi function:f).ScriptBlock.Invoke()"],
                &[
                    "Get-Item -Path function:f",
                    "Start-CsWindowsService -Name x",
                ],
            ),
            (
                &["function f { Start-CsWindowsService x }; & (gi function:f)"],
                &[
                    "Get-Item -Path function:f",
                    "Start-CsWindowsService -Name x",
                ],
            ),
        ],
    ),
    (
        "Members of each item",
        &[(
            &["'a','b' | ForEach-Object -MemberName ToUpper | Invoke-CsBackupServiceSync"],
            &[
                "ForEach-Object",
                "Invoke-CsBackupServiceSync -PoolFqdn A",
                "Invoke-CsBackupServiceSync -PoolFqdn B",
            ],
        )],
    ),
    (
        "Files that a session may have written",
        &[
            (
                &[r"'Get-Date' > C:\t\a.ps1; if ($u) { 'STOP' > C:\t\a.ps1 }; C:\t\a.ps1"],
                &[
                    r"Out-File -FilePath C:\t\a.ps1",
                    r"Out-File -FilePath C:\t\a.ps1 [if branch $u]",
                    r"⟨script C:\t\a.ps1⟩",
                ],
            ),
            (
                &[r"'Get-Date' > C:\t\a.ps1; 'Get-Process' >> C:\t\a.ps1; C:\t\a.ps1"],
                &[
                    r"Out-File -FilePath C:\t\a.ps1",
                    r"Out-File -FilePath C:\t\a.ps1",
                    "Get-Date",
                    "Get-Process",
                ],
            ),
        ],
    ),
];

#[test]
fn what_is_run_by_names() {
    hold(PARTS);
}
