//! Functions: what their parameters get, and what they pass on: each session, and what it runs.

use super::{Part, hold};

const PARTS: &[Part] = &[
    (
        "Functions bind as cmdlets do",
        &[
            (
                &[
                    "function f { [CmdletBinding()]param($n) Invoke-CsBackupServiceSync -PoolFqdn $n }",
                    "f -ErrorAction Stop a",
                    "f -OutVariable o a",
                    "f a -Other",
                ],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                ],
            ),
            (
                &[
                    "function f { param($n) Invoke-CsBackupServiceSync -PoolFqdn $n }",
                    "f -Verbose a",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn ⟨expression $null⟩ [if binding -PoolFqdn]"],
            ),
            (
                &[
                    "function f { param([Parameter(Position=1)]$a, [Parameter(Position=0)]$b) Invoke-CsBackupServiceSync -PoolFqdn \"$a-$b\" }",
                    "f x y",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn y-x"],
            ),
            (
                &[
                    "function f { [CmdletBinding(PositionalBinding=$false)]param($n) Start-CsWindowsService $n }",
                    "f LYNCBACKUP",
                ],
                &[],
            ),
            (
                &[
                    "function f { param($a, [Parameter(ValueFromRemainingArguments)]$rest) Invoke-CsBackupServiceSync -PoolFqdn \"$rest\" }",
                    "f x y z",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn 'y z'"],
            ),
            (
                &[
                    "function f { param([Parameter(Mandatory)]$n) Start-CsWindowsService $n }",
                    "f",
                    "f LYNCBACKUP",
                ],
                &[
                    "Start-CsWindowsService -Name ⟨variable $n⟩ [if binding $n]",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    "function f { param([Alias('Pool')]$n) Invoke-CsBackupServiceSync -PoolFqdn $n }",
                    "f -Pool a",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn a"],
            ),
            (
                &[
                    "function f { param([ValidateSet('a','b')]$p) Invoke-CsBackupServiceSync -PoolFqdn $p }",
                    "f B",
                    "f c",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn B"],
            ),
            (
                &[
                    "function f { param([ValidateLength(1,5)]$p) Invoke-CsBackupServiceSync -PoolFqdn $p }",
                    "f pool1",
                    "f pool01",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool1"],
            ),
            (
                &[
                    "function f { param([ValidateRange(1,3)]$n) Invoke-CsBackupServiceSync -PoolFqdn \"pool$n\" }",
                    "f 3",
                    "f 4",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool3"],
            ),
            (
                &[
                    "function f { param([ValidatePattern('^pool')]$p) Invoke-CsBackupServiceSync -PoolFqdn $p }",
                    "f pool01",
                    "f x",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn pool01"],
            ),
            (
                &[
                    "function f { param([ValidateNotNullOrEmpty()]$p) Start-CsWindowsService LYNCBACKUP }",
                    "f ''",
                ],
                &[],
            ),
            (
                &[
                    "function f { param([ValidateScript({ $_ })]$p) Start-CsWindowsService LYNCBACKUP }",
                    "f 1",
                    "f 0",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    "function f { param([int]$n) Invoke-CsBackupServiceSync -PoolFqdn \"pool$n\" }",
                    "f 007",
                    "f",
                    "f x",
                ],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn pool7",
                    "Invoke-CsBackupServiceSync -PoolFqdn pool0",
                ],
            ),
            (
                &[
                    "function f { param([string]$s) Invoke-CsBackupServiceSync -PoolFqdn $s }",
                    "f a,b",
                    "f 01",
                    "f (01)",
                ],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn 'a b'",
                    "Invoke-CsBackupServiceSync -PoolFqdn 01",
                    "Invoke-CsBackupServiceSync -PoolFqdn 1",
                ],
            ),
            (
                &[
                    "function f { [CmdletBinding()]param([string]$s) Invoke-CsBackupServiceSync -PoolFqdn $s }",
                    "f a,b",
                ],
                &[],
            ),
            (
                &[
                    "function f { param([bool]$b) Start-CsWindowsService LYNCBACKUP }",
                    "f 1",
                    "f true",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP"],
            ),
            (
                &[
                    "function f { param($Name, [switch]$WhatIf) Start-CsWindowsService @PSBoundParameters }",
                    "f LYNCBACKUP -WhatIf",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP [simulated]"],
            ),
        ],
    ),
    (
        "What a function passes on",
        &[
            (
                &[
                    "function f { Start-CsWindowsService @args }",
                    "f -Name LYNCBACKUP -WhatIf",
                    "f -Name:LYNCBACKUP",
                    "f LYNCBACKUP",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP [simulated]",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &[
                    "function f { param($n) Start-CsWindowsService $n @args }",
                    "f LYNCBACKUP -WhatIf",
                ],
                &["Start-CsWindowsService -Name LYNCBACKUP [simulated]"],
            ),
            (
                &[
                    "function f { param($a, $b) Invoke-CsBackupServiceSync -PoolFqdn \"$a|$b\" }",
                    "f 1 -Other 2",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn 1|"],
            ),
            (
                &[
                    "function g { Start-CsWindowsService LYNCBACKUP }",
                    "function f { [CmdletBinding(SupportsShouldProcess)]param() g }",
                    "f -WhatIf",
                    "f -wi:$false",
                    "$s = @{ WhatIf = $true }; f @s",
                    "g",
                ],
                &[
                    "Start-CsWindowsService -Name LYNCBACKUP [simulated]",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                    "Start-CsWindowsService -Name LYNCBACKUP [simulated]",
                    "Start-CsWindowsService -Name LYNCBACKUP",
                ],
            ),
            (
                &["$s = @{ Name = 'LYNCBACKUP' }; Start-CsWindowsService @s -Name RTCSRV"],
                &["Start-CsWindowsService -Name RTCSRV [if binding -Name]"],
            ),
        ],
    ),
    (
        "What comes to a function",
        &[
            (
                &[
                    "function f { $input | Invoke-CsBackupServiceSync }",
                    "'a','b' | f",
                ],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                ],
            ),
            (
                &[
                    "function f { begin { Start-CsWindowsService x } process { Invoke-CsBackupServiceSync -PoolFqdn $_ } end { Stop-CsWindowsService x } }",
                    "'a','b' | f",
                ],
                &[
                    "Start-CsWindowsService -Name x",
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                    "Stop-CsWindowsService -Name x",
                ],
            ),
            (
                &[
                    "function f { param([Parameter(ValueFromPipeline)]$p) Invoke-CsBackupServiceSync -PoolFqdn $p }",
                    "'a','b' | f",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn b"],
            ),
            (
                &[
                    "function f { param([Parameter(ValueFromPipelineByPropertyName)]$Pool) process { Invoke-CsBackupServiceSync -PoolFqdn $Pool } }",
                    "[pscustomobject]@{ Pool = 'a' } | f",
                ],
                &["Invoke-CsBackupServiceSync -PoolFqdn a"],
            ),
            (
                &[
                    "function f { [CmdletBinding()]param() process { Start-CsWindowsService LYNCBACKUP } }",
                    "'a' | f",
                ],
                &[],
            ),
            (
                &["'a','b' | . { process { Invoke-CsBackupServiceSync -PoolFqdn $_ } }"],
                &[
                    "Invoke-CsBackupServiceSync -PoolFqdn a",
                    "Invoke-CsBackupServiceSync -PoolFqdn b",
                ],
            ),
            (
                &["Get-CsPool | & { process { Invoke-CsBackupServiceSync -PoolFqdn $_.Fqdn } }"],
                &[
                    "Get-CsPool",
                    "Invoke-CsBackupServiceSync -PoolFqdn ⟨expression $_.Fqdn⟩ [if branch Get-CsPool]",
                ],
            ),
        ],
    ),
    (
        "Empty values, parameter sets, help and confirmation",
        &[
            (
                &[
                    "function f { param([Parameter(Mandatory)][string]$n) Start-CsWindowsService x }; f ''",
                ],
                &[],
            ),
            (
                &[
                    "function f { param([Parameter(Mandatory)][AllowEmptyString()][string]$n) Start-CsWindowsService x }; f ''",
                ],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &[
                    "function f { param([Parameter(Mandatory)]$n) Start-CsWindowsService x }; f $null",
                ],
                &[],
            ),
            (
                &["function f { Start-CsWindowsService x }; f -?"],
                &["Get-Help f"],
            ),
            (
                &["function f { param($a='x') Start-CsWindowsService $a }; f $null"],
                &["Start-CsWindowsService -Name ⟨expression $null⟩"],
            ),
            (
                &["function f { param([string]$a='x') Start-CsWindowsService \"[$a]\" }; f $null"],
                &["Start-CsWindowsService -Name []"],
            ),
            (
                &[
                    "function f { [CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b) Start-CsWindowsService \"$a$b\" }; f -a x -b y",
                ],
                &[],
            ),
            (
                &[
                    "function Test-X { [CmdletBinding(SupportsShouldProcess,ConfirmImpact='High')]param() if ($PSCmdlet.ShouldProcess('x')) { Start-CsWindowsService x } }; Test-X",
                ],
                &["Start-CsWindowsService -Name x [if branch $PSCmdlet.ShouldProcess('x')]"],
            ),
            (
                &[
                    "function Test-X { [CmdletBinding(SupportsShouldProcess)]param() if ($PSCmdlet.ShouldProcess('x')) { Start-CsWindowsService x } }; Test-X",
                ],
                &["Start-CsWindowsService -Name x"],
            ),
            (
                &[
                    "function Test-X { [CmdletBinding(SupportsShouldProcess)]param() if ($PSCmdlet.ShouldProcess('x')) { Start-CsWindowsService x } }; Test-X -WhatIf",
                ],
                &[],
            ),
            (
                &[
                    "function f { [CmdletBinding(SupportsShouldProcess)]param() Start-CsWindowsService x }; f -Confirm",
                ],
                &["Start-CsWindowsService -Name x [if branch -Confirm]"],
            ),
        ],
    ),
    (
        "Nothing among several values",
        &[(
            &[
                "function f { param([Parameter(Mandatory)][string[]]$n) Start-CsWindowsService \"$n\" }",
                "f a,b",
                "f a,''",
                "f @()",
            ],
            &["Start-CsWindowsService -Name 'a b'"],
        )],
    ),
];

#[test]
fn what_is_run_by_functions() {
    hold(PARTS);
}
