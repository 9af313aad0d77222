//! Which parameter an argument is for, and whether the command is run at all: each session, and what
//! it runs.

use super::{Part, hold};

const PARTS: &[Part] = &[
    (
        "An argument that cannot be bound: the command is not run, or may not be",
        &[
            (
                &["Start-CsWindowsService -Name LYNCBACKUP -Name LYNCBACKUP"],
                &[],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -Force -Force:$false"],
                &[],
            ),
            (&["Start-CsWindowsService -Name"], &[]),
            (&["Start-CsWindowsService LYNCBACKUP -ErrorAction"], &[]),
            (
                &["Start-CsWindowsService LYNCBACKUP -ErrorAction Halt"],
                &[],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -Bogus"],
                &["Start-CsWindowsService -Bogus -Name LYNCBACKUP [if binding -Bogus]"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP extra"],
                &["Start-CsWindowsService -Name LYNCBACKUP extra [if binding extra]"],
            ),
            (
                &["Invoke-CsBackupServiceSync pool01"],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn ⟨binding PoolFqdn⟩ pool01 [if binding pool01]",
                ],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -w"],
                &["Start-CsWindowsService -Name LYNCBACKUP -w ⟨parameter -w⟩ [if parameter -w]"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn \"a\"b"],
                &["Invoke-CsBackupServiceSync -PoolFqdn a b [if binding b]"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn 'pool{0}' -f '01'"],
                &["Invoke-CsBackupServiceSync -Force -PoolFqdn pool{0} 01 [if binding 01]"],
            ),
            (
                &["$s = 'LY'; Start-CsWindowsService @s"],
                &["Start-CsWindowsService -Name L Y [if binding Y]"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP '-WhatIf'"],
                &["Start-CsWindowsService -Name LYNCBACKUP -WhatIf [if binding -WhatIf]"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01 -WhatIf"],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01 -WhatIf [if binding -WhatIf]"],
            ),
            (&["Start-CsWindowsService -Name --% LYNCBACKUP"], &[]),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn -a"],
                &["Invoke-CsBackupServiceSync -PoolFqdn -a"],
            ),
            (
                &["Start-CsWindowsService -Name -- LYNCBACKUP"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -?"],
                &["Get-Help Start-CsWindowsService"],
            ),
        ],
    ),
    (
        "One value or several, and nothing",
        &[
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn a,b"],
                &["Invoke-CsBackupServiceSync -PoolFqdn a -PoolFqdn b [if binding -PoolFqdn]"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn @('a')"],
                &["Invoke-CsBackupServiceSync -PoolFqdn a [if binding -PoolFqdn]"],
            ),
            (
                &["Get-CsWindowsService -Name a,b"],
                &["Get-CsWindowsService -Name a -Name b"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn ''"],
                &["Invoke-CsBackupServiceSync -PoolFqdn [if binding -PoolFqdn]"],
            ),
            (
                &["Invoke-CsBackupServiceSync -PoolFqdn $null"],
                &["Invoke-CsBackupServiceSync -PoolFqdn ⟨expression $null⟩ [if binding -PoolFqdn]"],
            ),
            (
                &["Start-CsWindowsService -Name $null"],
                &["Start-CsWindowsService -Name ⟨expression $null⟩"],
            ),
            (
                &["Invoke-CsBackupServiceSync"],
                &["Invoke-CsBackupServiceSync -PoolFqdn ⟨binding PoolFqdn⟩ [if binding PoolFqdn]"],
            ),
        ],
    ),
    (
        "Switches with a value",
        &[
            (
                &["Start-CsWindowsService LYNCBACKUP -WhatIf:$null"],
                &["Start-CsWindowsService -Name LYNCBACKUP [simulated]"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -WhatIf:0"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -WhatIf:1"],
                &["Start-CsWindowsService -Name LYNCBACKUP [simulated]"],
            ),
            (&["Start-CsWindowsService LYNCBACKUP -WhatIf:'true'"], &[]),
            (
                &["Start-CsWindowsService LYNCBACKUP -WhatIf $false"],
                &["Start-CsWindowsService -Name LYNCBACKUP $false [simulated] [if binding False]"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -WhatIf:$dry"],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP -WhatIf ⟨variable $dry⟩ [if variable $dry]",
                ],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -Confirm"],
                &["Start-CsWindowsService -Name LYNCBACKUP [if branch -Confirm]"],
            ),
            (
                &["Start-CsWindowsService LYNCBACKUP -Confirm:$false"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
        ],
    ),
    (
        "What comes through the pipeline",
        &[
            (
                &["Write-Host x | Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &[
                    "Write-Host -Object x",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01 [if branch Invoke-CsBackupServiceSync -PoolFqdn pool01]",
                ],
            ),
            (
                &[r"Get-ChildItem C:\Empty | Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &[
                    r"Get-ChildItem -Path C:\Empty",
                    r"Invoke-CsBackupServiceSync -PoolFqdn pool01 [if branch Get-ChildItem C:\Empty]",
                ],
            ),
            (
                &["'a' | Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01 [if binding a]"],
            ),
            (
                &["'L' | Start-CsWindowsService"],
                &["Start-CsWindowsService [if binding L]"],
            ),
            (
                &["[pscustomobject]@{ PoolFqdn = 'a' } | Invoke-CsBackupServiceSync"],
                &["Invoke-CsBackupServiceSync -PoolFqdn a"],
            ),
            (
                &["@() | Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01 [if branch Invoke-CsBackupServiceSync -PoolFqdn pool01]",
                ],
            ),
            (
                &["nosuchcommand | Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &[
                    "nosuchcommand",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01 [if branch nosuchcommand]",
                ],
            ),
        ],
    ),
    (
        "What a program gets",
        &[
            (&[r"C:\x\y.exe /a,/b"], &[r"C:\x\y.exe /a,/b"]),
            (&[r"C:\x\y.exe $null ''"], &[r"C:\x\y.exe"]),
            (&["C:\\x\\y.exe --% a \"b c\""], &["C:\\x\\y.exe a \"b c\""]),
            (
                &["pwsh -NoProfile 'Start-CsWindowsService LYNCBACKUP'"],
                &[r"…\Start-CsWindowsService LYNCBACKUP"],
            ),
            (
                &["powershell 'Start-CsWindowsService LYNCBACKUP'"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
        ],
    ),
];

#[test]
fn what_is_run_by_arguments() {
    hold(PARTS);
}
