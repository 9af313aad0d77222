//! What the session sets for all commands: each session, and what it runs.

use super::{Part, hold};

const PARTS: &[Part] = &[
    (
        "Defaults of the session",
        &[
            (
                &[
                    "$PSDefaultParameterValues = @{ '*-Cs*:WhatIf' = $true }",
                    "Start-CsWindowsService LYNCBACKUP",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01",
                    "Start-CsWindowsService LYNCBACKUP -WhatIf:$false",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP [simulated]",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    "$PSDefaultParameterValues = @{ 'Start-CsWindowsService:Name' = 'LYNCBACKUP'; 'Start-*:ComputerName' = 'fe02' }",
                    "Start-CsWindowsService",
                    "Start-CsWindowsService RTCSRV",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP @fe02",
                    "Start-CsWindowsService -Name RTCSRV @fe02",
                ],
            ),
            (
                &[
                    "$PSDefaultParameterValues = @{ 'Invoke-CsBackupServiceSync:PoolFqdn' = { 'pool01' } }",
                    "Invoke-CsBackupServiceSync",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01"],
            ),
            (
                &[
                    "$PSDefaultParameterValues = @{ '*:WhatIf' = $true; Disabled = $true }",
                    "Start-CsWindowsService LYNCBACKUP",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    "$PSDefaultParameterValues = Get-Defaults",
                    "Start-CsWindowsService LYNCBACKUP",
                ],
                &[
                    "Get-Defaults",
                    "Start-CsWindowsService -@ ⟨variable $PSDefaultParameterValues⟩ -Name LYNCBACKUP @⟨variable $PSDefaultParameterValues⟩ [if variable $PSDefaultParameterValues]",
                ],
            ),
        ],
    ),
    (
        "Preferences count where a cmdlet has what they are for",
        &[
            (
                &[
                    "$WhatIfPreference = $true",
                    "Start-CsWindowsService LYNCBACKUP",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01",
                    "Set-Alias s Get-Date",
                    "s",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP [simulated]",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool01",
                    "Set-Alias [simulated]",
                    "s",
                ],
            ),
            (
                &["$WhatIfPreference = 'false'; Start-CsWindowsService LYNCBACKUP"],
                &["Start-CsWindowsService -Name LYNCBACKUP [simulated]"],
            ),
            (
                &["$WhatIfPreference = 0; Start-CsWindowsService LYNCBACKUP"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[r"$WhatIfPreference = $true; Start-Process C:\x\y.exe"],
                &[r"C:\x\y.exe [simulated] [if branch -WhatIf]"],
            ),
            (
                &["$ConfirmPreference = 'Low'; Start-CsWindowsService LYNCBACKUP"],
                &["Start-CsWindowsService -Name LYNCBACKUP [if branch -Confirm]"],
            ),
            (
                &["$ConfirmPreference = 'Low'; Start-CsWindowsService LYNCBACKUP -Confirm:$false"],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &["$ConfirmPreference = 'Low'; Invoke-CsBackupServiceSync -PoolFqdn pool01"],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01"],
            ),
            (
                &["$p = 'a'; Remove-Variable p -WhatIf; Invoke-CsBackupServiceSync -PoolFqdn $p"],
                &[
                    "Remove-Variable [simulated]",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                ],
            ),
        ],
    ),
    (
        "Defaults, changed in place",
        &[
            (
                &[
                    "& { $PSDefaultParameterValues['*:WhatIf']=$true; Start-CsWindowsService a }; Start-CsWindowsService b",
                ],
                &[
                    "Start-CsWindowsService -Name a [simulated]",
                    "Start-CsWindowsService -Name b [simulated]",
                ],
            ),
            (
                &[
                    "$PSDefaultParameterValues['*:WhatIf']=$true; $PSDefaultParameterValues.Remove('*:WhatIf'); Start-CsWindowsService b",
                ],
                &["Start-CsWindowsService -Name b"],
            ),
            (
                &["$PSDefaultParameterValues += @{'*:WhatIf'=$true}; Start-CsWindowsService b"],
                &["Start-CsWindowsService -Name b [simulated]"],
            ),
            (
                &["$PSDefaultParameterValues.'*:WhatIf'=$true; Start-CsWindowsService b"],
                &["Start-CsWindowsService -Name b [simulated]"],
            ),
            (
                &[
                    "$PSDefaultParameterValues['Disabled']=$true; $PSDefaultParameterValues['*:WhatIf']=$true; Start-CsWindowsService b",
                ],
                &["Start-CsWindowsService -Name b"],
            ),
            (
                &[
                    "$PSDefaultParameterValues=@{'f:n'='a'}; function f { [CmdletBinding()]param($n) Start-CsWindowsService $n }; f",
                ],
                &["Start-CsWindowsService -Name a"],
            ),
            (
                &[
                    "$PSDefaultParameterValues=@{'f:n'='a'}; function f { param($n) Start-CsWindowsService \"x$n\" }; f",
                ],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &[
                    "$PSDefaultParameterValues=@{'Start-CsWindowsService:Name'='a'}; 'x' | % { Start-CsWindowsService }",
                ],
                &["Start-CsWindowsService -Name a"],
            ),
        ],
    ),
];

#[test]
fn what_is_run_by_preferences() {
    hold(PARTS);
}
