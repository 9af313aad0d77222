{#- The functions of a guided script in PowerShell, for 3.0 and later. -#}
{% raw -%}
# A string of JSON in ASCII: no value can end it or the line, and no code page can change it.
function ConvertTo-RunproofJson([string]$Text) {
    '"' + [regex]::Replace($Text, '[^\x20-\x21\x23-\x5b\x5d-\x7e]', [Text.RegularExpressions.MatchEvaluator]{ param($Match) '\u{0:x4}' -f [int][char]$Match.Value }) + '"'
}

# A line for the audit: what happened, when and to which step. Who and where stands in the first one.
function Write-RunproofMark([string]$What, [string[]]$More = @()) {
    $fields = @(
        '"event":' + (ConvertTo-RunproofJson $What)
        '"session":' + (ConvertTo-RunproofJson $Runproof.Session)
        '"time":' + (ConvertTo-RunproofJson ([DateTimeOffset]::Now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", [Globalization.CultureInfo]::InvariantCulture)))
    )
    if ($Runproof.Step) {
        $fields += '"step":' + (ConvertTo-RunproofJson $Runproof.Step)
        $fields += '"number":' + $Runproof.Number
    }
    Write-Host ('#runproof:1 {' + (($fields + $More) -join ',') + '}') -ForegroundColor DarkGray
}

# A mark of an act: also which act, for what and on which computer.
function Write-RunproofAct([string]$What, [string]$Key, [string]$Binding, [string[]]$More = @()) {
    $server = $Runproof.Server
    if (-not $server) { $server = $Runproof.Host }
    Write-RunproofMark $What (@(
        '"act":' + (ConvertTo-RunproofJson $Key)
        '"binding":' + $Binding
        '"server":' + (ConvertTo-RunproofJson $server)
    ) + $More)
}

# Nothing that is said begins a line, so that nothing said can be taken for a mark.
function Show-RunproofLine([string]$Text) {
    Write-Host ('  ' + $Text.Replace("`n", "`n  "))
}

# A paragraph, behind the mark of the item that it begins.
function Show-RunproofText([string]$Text) {
    Show-RunproofLine ($Runproof.Lead + $Text)
    $Runproof.Lead = ''
    Write-Host ''
}

function Set-RunproofLead([string]$Mark) {
    $Runproof.Lead = $Mark
}

function Show-RunproofFact([string]$Label, [string]$Text) {
    Show-RunproofLine ($Runproof.Say.lead.Replace('{0}', $Label) + ' ' + $Text)
}

# A line; where there are no more, the session ends. Read-Host adds a colon of its own.
function Read-RunproofLine([string]$Prompt) {
    $line = Read-Host ('  ' + $Prompt.TrimEnd([char[]]@(0x3a, 0x20)))
    if ($null -eq $line) { Stop-Runproof }
    return $line
}

# The answer to a question: 'yes', 'no', 'skip', 'retry' or 'back'. Only whole words and keys answer;
# to quit ends the session.
function Read-RunproofKey([string]$Name, [string[]]$Kinds, [string]$Question = '') {
    $keys = $Runproof.Say[$Name + '_keys']
    if (-not $Question) { $Question = $Runproof.Say[$Name] }
    if ($Question) { Show-RunproofLine $Question }
    while ($true) {
        $line = (Read-RunproofLine $keys).Trim().ToLowerInvariant()
        if ($line -and $line.IndexOf('|') -lt 0) {
            foreach ($kind in $Kinds) {
                if (-not $Runproof.Say['keys_' + $kind].Contains('|' + $line + '|')) { continue }
                if ($kind -eq 'quit') { Stop-Runproof }
                return $kind
            }
        }
        Show-RunproofLine ($Runproof.Say.wrong_key.Replace('{0}', $keys))
    }
}

function Exit-Runproof([string]$Outcome, [int]$Code) {
    $Runproof.Step = ''
    $Runproof.IsEnded = $true
    Show-RunproofText ($Runproof.Say.submit.Replace('{0}', $Runproof.Path))
    Write-RunproofMark 'session-end' @('"outcome":' + (ConvertTo-RunproofJson $Outcome))
    if ($Runproof.IsRecording) { Stop-Transcript | Out-Null }
    exit $Code
}

function Stop-Runproof {
    Write-Host ''
    if ($Runproof.Number) {
        Show-RunproofLine ($Runproof.Say.quit.Replace('{0}', [string]$Runproof.Number))
        Show-RunproofLine ($Runproof.Say.go_on.Replace('{0}', "-Resume '" + $Runproof.Path.Replace("'", "''") + "'"))
    } else {
        Show-RunproofLine $Runproof.Say.quit_before
    }
    Exit-Runproof 'stopped' 1
}

function Complete-Runproof {
    Show-RunproofLine $Runproof.Say.finished
    Exit-Runproof 'finished' 0
}

# Whether the session may do what the commands do. Elsewhere than on Windows nobody is asked.
function Test-RunproofElevated {
    if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) { return $true }
    $principal = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# The file of the transcript: as it was asked for, or in the first folder that is not Windows' own.
function Get-RunproofPath {
    $name = $Runproof.File + '-' + $Runproof.Host.Split('.')[0] + '-' + (Get-Date).ToString('yyyyMMddHHmmss', [Globalization.CultureInfo]::InvariantCulture) + '.txt'
    if ($Runproof.Transcript) {
        $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Runproof.Transcript)
        if (Test-Path -LiteralPath $path -PathType Container) { $path = Join-Path $path $name }
        return $path
    }
    $folders = @((Get-Location -PSProvider FileSystem).ProviderPath, [Environment]::GetFolderPath('MyDocuments'), $HOME, [IO.Path]::GetTempPath())
    foreach ($folder in $folders) {
        if (-not $folder) { continue }
        if ($env:SystemRoot -and $folder.StartsWith($env:SystemRoot, [StringComparison]::OrdinalIgnoreCase)) { continue }
        return Join-Path $folder $name
    }
    return Join-Path $folders[0] $name
}

function Start-Runproof {
    Find-RunproofNames
    $Runproof.User = [Environment]::UserName
    if ($env:USERDOMAIN) { $Runproof.User = $env:USERDOMAIN + '\' + $Runproof.User }
    $Runproof.Session = [Guid]::NewGuid().ToString('N').Substring(0, 16)
    if ($Runproof.IsElevated -and -not (Test-RunproofElevated)) {
        $Runproof.IsEnded = $true
        Show-RunproofText $Runproof.Say.not_elevated_powershell
        exit 1
    }
    $Runproof.Path = Get-RunproofPath
    # Invocation headers came with 5.0; where the host cannot record at all, nothing is begun.
    $known = (Get-Command Start-Transcript).Parameters
    $wanted = @{ ErrorAction = 'Stop' }
    if ($known.ContainsKey('LiteralPath')) { $wanted.LiteralPath = $Runproof.Path } else { $wanted.Path = $Runproof.Path }
    if ($known.ContainsKey('IncludeInvocationHeader')) { $wanted.IncludeInvocationHeader = $true }
    if (Test-Path -LiteralPath $Runproof.Path) {
        $Runproof.IsEnded = $true
        Show-RunproofText ($Runproof.Say.exists.Replace('{0}', $Runproof.Path))
        exit 1
    }
    try {
        Start-Transcript @wanted | Out-Null
        $Runproof.IsRecording = $true
    } catch {
        $Runproof.IsEnded = $true
        Write-Host $_.Exception.Message
        exit 1
    }
}

# The names of this computer: the full one where DNS knows it, and where it is this computer's.
function Find-RunproofNames {
    $own = [Environment]::MachineName
    $bare = $own
    try { $bare = [Net.Dns]::GetHostName() } catch { $Error.RemoveAt(0) }
    $full = $bare
    if ($bare.IndexOf('.') -lt 0) {
        # A name server that does not answer keeps nobody waiting.
        try {
            $asked = [Net.Dns]::BeginGetHostEntry('', $null, $null)
            if ($asked.AsyncWaitHandle.WaitOne(5000)) { $full = [Net.Dns]::EndGetHostEntry($asked).HostName }
        } catch { $Error.RemoveAt(0) }
    }
    $label = $bare.Split('.')[0]
    if (-not $full -or $full.Split('.')[0] -ne $label -or $full -like '*.localdomain') { $full = $label }
    $Runproof.Host = $full
}

# The servers of the plan that this computer may be. Windows cuts names after fifteen letters.
function Find-RunproofServers {
    $label = $Runproof.Host.Split('.')[0]
    foreach ($server in $Runproof.Servers) {
        $other = $server.Split('.')[0]
        if ($other -eq $label -or ($label.Length -eq 15 -and $other.Length -gt 15 -and $other.Substring(0, 15) -eq $label)) { $server }
    }
}

# Says which of the servers this computer is; where that is not certain, asks.
function Enter-RunproofServers {
    if (-not $Runproof.Servers) {
        Show-RunproofText ($Runproof.Say.here.Replace('{0}', $Runproof.Host))
        return
    }
    Show-RunproofFact $Runproof.Say.servers ($Runproof.Servers -join ', ')
    $found = @(Find-RunproofServers)
    $exact = @($found | Where-Object { $_ -eq $Runproof.Host })
    if ($exact.Count) {
        $Runproof.Server = $exact[0]
    } elseif ($found.Count -eq 1) {
        $isBare = $found[0].IndexOf('.') -lt 0 -or $Runproof.Host.IndexOf('.') -lt 0
        if ($isBare) {
            $Runproof.Server = $found[0]
        } else {
            $question = $Runproof.Say.here_unsure.Replace('{0}', $Runproof.Host).Replace('{1}', $found[0])
            if ((Read-RunproofKey 'here_unsure' @('yes', 'no', 'quit') $question) -eq 'yes') { $Runproof.Server = $found[0] }
        }
    } elseif ($found.Count) {
        Show-RunproofLine ($Runproof.Say.which.Replace('{0}', $Runproof.Host))
        for ($at = 0; $at -lt $found.Count; $at++) { Show-RunproofLine ('[' + ($at + 1) + '] ' + $found[$at]) }
        Show-RunproofLine ('[0] ' + $Runproof.Say.which_none)
        while ($true) {
            $line = (Read-RunproofLine $Runproof.Say.which_number).Trim()
            if ($line -match '\A[0-9]{1,4}\z' -and [int]$line -le $found.Count) { break }
        }
        if ([int]$line) { $Runproof.Server = $found[[int]$line - 1] }
    }
    if ($Runproof.Server) {
        Show-RunproofText ($Runproof.Say.here.Replace('{0}', $Runproof.Server))
    } else {
        Show-RunproofText ($Runproof.Say.here_other.Replace('{0}', $Runproof.Host))
    }
}

# The rest of the head: which computer this is, what is needed, where the transcript lies and where
# the procedure is taken up.
function Enter-Runproof([string[]]$Earlier) {
    Enter-RunproofServers
    if ($Runproof.IsElevated) { Show-RunproofText $Runproof.Say.elevated }
    Show-RunproofText ($Runproof.Say.transcript.Replace('{0}', $Runproof.Path))
    foreach ($path in $Earlier) { if ($path) { Import-RunproofMarks $path } }
    if ($Runproof.From -gt $Runproof.Steps) {
        Show-RunproofLine ($Runproof.Say.no_step.Replace('{0}', [string]$Runproof.From))
        Exit-Runproof 'stopped' 1
    }
    if ($Runproof.From -gt 1) { Show-RunproofText ($Runproof.Say.begins.Replace('{0}', [string]$Runproof.From)) }
}

function Read-RunproofOperator {
    Show-RunproofLine $Runproof.Say.operator
    $line = (Read-RunproofLine $Runproof.Say.name).Trim()
    $Runproof.Operator = $line
    if (-not $line) { $Runproof.Operator = $Runproof.User }
    $fields = @()
    foreach ($name in @('Runbook', 'Revision', 'Sha256', 'Variant', 'Change', 'Host', 'Server', 'User', 'Operator')) {
        $fields += '"' + $name.ToLowerInvariant() + '":' + (ConvertTo-RunproofJson $Runproof[$name])
    }
    if ($Runproof.From -gt 1) { $fields += '"from":' + $Runproof.From }
    Write-RunproofMark 'session-start' $fields
}

# What an earlier session of the same script did, by its marks.
function Import-RunproofMarks([string]$Path) {
    try {
        $lines = @(Get-Content -LiteralPath $Path -ErrorAction Stop)
    } catch {
        Show-RunproofLine ($Runproof.Say.no_file.Replace('{0}', $Path))
        Exit-Runproof 'stopped' 1
    }
    $session = ''
    foreach ($line in $lines) {
        if ($line -notlike '#runproof:1 {*') { continue }
        try { $mark = $line.Substring(12) | ConvertFrom-Json } catch { $Error.RemoveAt(0); continue }
        if ($mark.event -eq 'session-start') {
            if ($mark.sha256 -eq $Runproof.Sha256 -and $mark.variant -eq $Runproof.Variant -and $mark.change -eq $Runproof.Change) { $session = $mark.session }
            continue
        }
        if (-not $session -or $mark.session -ne $session) { continue }
        $act = [string]$mark.act
        switch ([string]$mark.event) {
            'command-end' { if ($mark.exit) { $Runproof.Done.Remove($act) } else { $Runproof.Done[$act] = $true } }
            'command-start' { $Runproof.Done.Remove($act) }
            'outcome-wrong' { $Runproof.Done.Remove($act) }
            'outcome-seen' { $Runproof.Done[$act] = $true }
            'by-hand-done' { $Runproof.Done[$act] = $true }
            'decision' { $Runproof.Answers[[string]$mark.question] = [bool]$mark.answer }
            'elsewhere' { $Runproof.Elsewhere[[string]$mark.hosts] = $true }
            'waited' { foreach ($number in @($mark.steps)) { $Runproof.Waited[[int]$number] = $true } }
        }
    }
    if (-not $session) {
        Show-RunproofLine ($Runproof.Say.no_marks.Replace('{0}', $Path))
        Exit-Runproof 'stopped' 1
    }
    Show-RunproofText ($Runproof.Say.resumed.Replace('{0}', $Path))
}

# What is done for one item of a rolling part.
function Enter-RunproofRound([string]$Label, [string]$Item, [int]$First, [int]$Last) {
    $Runproof.IsPassing = $false
    if ($Runproof.From -gt $Last) { return }
    if ($Label -and $Runproof.From -ge $First -and $Runproof.From -gt 1) {
        $question = $Runproof.Say.begins_with.Replace('{0}', $Item)
        $Runproof.IsPassing = (Read-RunproofKey 'begins_with' @('yes', 'no', 'quit') $question) -eq 'no'
        if ($Runproof.IsPassing) { return }
    }
    if ($Label) {
        Write-Host ''
        Write-Host ('==== ' + $Label)
    }
}

function Exit-RunproofRounds {
    $Runproof.IsPassing = $false
}

# Begins a step, unless it lies before the place where the procedure is taken up.
function Enter-RunproofStep([int]$Number, [string]$Id, [string]$Line, [int[]]$Waits) {
    if ($Runproof.IsPassing -or $Number -lt $Runproof.From) { return $false }
    $Runproof.From = 0
    $Runproof.Number = $Number
    $Runproof.Step = $Id
    $Runproof.Waits = @($Waits)
    $Runproof.IsActed = $false
    $Runproof.Look = $null
    Write-Host ''
    Write-Host ('== ' + $Line)
    Write-Host ''
    Write-RunproofMark 'step-start'
    return $true
}

function Skip-RunproofStep([string]$Reason) {
    Show-RunproofText $Reason
    Write-RunproofMark 'not-applicable' @('"reason":' + (ConvertTo-RunproofJson $Reason))
}

# Where the plan waits for what other computers do, so does the script.
function Wait-Runproof {
    $open = @($Runproof.Open | Where-Object { $_ -and $Runproof.Waits -contains $_.Number })
    if (-not $open.Count) { return }
    Show-RunproofLine ($Runproof.Say.wait.Replace('{0}', [string]$Runproof.Number))
    $numbers = @($open | ForEach-Object { $_.Number } | Sort-Object -Unique)
    foreach ($number in $numbers) {
        $hosts = @($open | Where-Object { $_.Number -eq $number } | ForEach-Object { $_.Hosts } | Sort-Object -Unique)
        Show-RunproofLine ($Runproof.Say.wait_for.Replace('{0}', [string]$number).Replace('{1}', ($hosts -join ', ')))
    }
    Show-RunproofText ($Runproof.Say.wait_how.Replace('{0}', '-From ' + $numbers[0]))
    [void](Read-RunproofKey 'wait_done' @('yes', 'quit'))
    Write-RunproofMark 'waited' @('"steps":[' + ($numbers -join ',') + ']')
    $Runproof.Open = @($Runproof.Open | Where-Object { $_ -and $numbers -notcontains $_.Number })
}

# Passes over an act; why, the operator says.
function Skip-RunproofAct([string]$Binding, [string]$Key) {
    $reason = ''
    while (-not $reason) {
        $reason = (Read-RunproofLine $Runproof.Say.skip_reason).Trim()
        if (-not $reason) { Show-RunproofLine $Runproof.Say.reason_wanted }
    }
    $Runproof.Declined[$Key] = $true
    Show-RunproofText $Runproof.Say.skipped
    Write-RunproofAct 'skipped' $Key $Binding @('"reason":' + (ConvertTo-RunproofJson $reason))
}

# Whether an earlier session did it.
function Test-RunproofDone([string]$Key) {
    if (-not $Runproof.Done.ContainsKey($Key)) { return $false }
    Show-RunproofText $Runproof.Say.done_before
    return $true
}

function Confirm-RunproofAct([string]$Label, [string]$Binding, [string]$Key) {
    $Runproof.IsActed = $true
    if ($Label) { Show-RunproofLine $Label }
    if (Test-RunproofDone $Key) { return }
    Wait-Runproof
    if ((Read-RunproofKey 'by_hand' @('yes', 'skip', 'quit')) -eq 'yes') {
        Write-RunproofAct 'by-hand-done' $Key $Binding
    } else {
        Skip-RunproofAct $Binding $Key
    }
}

# A step by hand asks once, unless its list did.
function Confirm-RunproofStep {
    if (-not $Runproof.IsActed) { Confirm-RunproofAct '' '{}' $Runproof.Step }
}

function Set-RunproofQuestion([string]$Id, [string]$Text) {
    $Runproof.Question = $Id
    $Runproof.QuestionText = $Text
}

function Read-RunproofAnswer([string]$Text) {
    return (Read-RunproofKey 'question' @('yes', 'no', 'quit') $Text) -eq 'yes'
}

function Write-RunproofAnswer([string]$Id) {
    $answer = ([string]$Runproof.Answers[$Id]).ToLowerInvariant()
    Write-RunproofMark 'decision' @(('"question":' + (ConvertTo-RunproofJson $Id)), ('"answer":' + $answer))
}

function Read-RunproofDecision {
    $Runproof.IsActed = $true
    Wait-Runproof
    if (-not $Runproof.Answers.ContainsKey($Runproof.Question)) {
        $Runproof.Answers[$Runproof.Question] = Read-RunproofAnswer $Runproof.QuestionText
    }
    return $Runproof.Answers[$Runproof.Question]
}

# Whether the answer stands. What a no asks for is done before, and it can be taken back.
function Confirm-RunproofDecision {
    if (-not $Runproof.Answers[$Runproof.Question]) {
        if ((Read-RunproofKey 'no' @('yes', 'back', 'quit')) -eq 'back') {
            $Runproof.Answers.Remove($Runproof.Question)
            return $false
        }
    }
    Write-RunproofAnswer $Runproof.Question
    return $true
}

function Complete-RunproofOnNo {
    if (-not $Runproof.Answers[$Runproof.Question]) { Complete-Runproof }
}

# Whether a step applies whose question the change leaves open; it is asked once.
function Test-RunproofAnswer([string]$Id, [string]$Text, [bool]$Wanted) {
    if (-not $Runproof.Answers.ContainsKey($Id)) {
        Show-RunproofText $Runproof.Say.applies
        $Runproof.Answers[$Id] = Read-RunproofAnswer $Text
        Write-RunproofAnswer $Id
    }
    if ($Runproof.Answers[$Id] -eq $Wanted) { return $true }
    Skip-RunproofStep $Runproof.Say.not_applicable
    return $false
}

# Whether the act is to be carried out on this computer. What is done on others is remembered.
function Test-RunproofHost([string]$Binding, [string]$Key, [string[]]$Hosts) {
    if (-not $Hosts) { return $true }
    if ($Runproof.Server -and $Hosts -contains $Runproof.Server) { return $true }
    $names = $Hosts -join ', '
    $here = $Runproof.Server
    if (-not $here) { $here = $Runproof.Host }
    if (-not $Runproof.Elsewhere.ContainsKey($names)) {
        $question = $Runproof.Say.host.Replace('{0}', $names).Replace('{1}', $here)
        if ((Read-RunproofKey 'host' @('yes', 'skip', 'quit') $question) -eq 'yes') { return $true }
    }
    $Runproof.Elsewhere[$names] = $true
    $Runproof.Declined[$Key] = $true
    if (-not $Runproof.Waited.ContainsKey($Runproof.Number)) {
        $Runproof.Open = @($Runproof.Open) + @{ Number = $Runproof.Number; Hosts = $names }
    }
    Show-RunproofText ($Runproof.Say.elsewhere.Replace('{0}', '-From ' + $Runproof.Number))
    Write-RunproofAct 'elsewhere' $Key $Binding @('"hosts":' + (ConvertTo-RunproofJson $names))
    return $false
}

# The value of a placeholder; asked once. Only what is one plain word in every place of a command is
# taken.
function Get-RunproofValue([string]$Placeholder) {
    while (-not $Runproof.Given.ContainsKey($Placeholder)) {
        $line = Read-RunproofLine ($Runproof.Say.value_prompt.Replace('{0}', $Placeholder))
        if ($line -cmatch '\A[A-Za-z0-9._~\\/][A-Za-z0-9._:~\\/%+=-]*\z') {
            $Runproof.Given[$Placeholder] = $line
        } else {
            Show-RunproofLine ($Runproof.Say.value_invalid.Replace('{0}', $Placeholder))
        }
    }
    return $Runproof.Given[$Placeholder]
}

# Commands after which something must be seen: a line, nothing at all, or what a person reads.
# Whether they are to be run: an earlier session may have seen it.
function Enter-RunproofLook([string]$Key, [string]$Rule, [string]$Line, [bool]$Repeats, [string]$Seen) {
    $Runproof.Look = $null
    if ($Repeats -and (Test-RunproofDone $Key)) { return $false }
    $Runproof.Look = @{ Key = $Key; Rule = $Rule; Line = $Line.Trim(); Repeats = $Repeats; Seen = $Seen; Ran = @{} }
    if (-not $Repeats) { Show-RunproofText $Seen }
    return $true
}

# Whether the output shows it; $null where a person reads it.
function Test-RunproofOutput {
    $lines = @($Runproof.Output | Where-Object { $_ -and $_.Trim() } | ForEach-Object { $_.Trim() })
    switch ($Runproof.Look.Rule) {
        'line' { return $lines -contains $Runproof.Look.Line }
        'silence' { return $lines.Count -eq 0 }
    }
    return $null
}

# Whether the look is over: it is seen, or nobody looked.
function Read-RunproofOutcome([string]$Repeat) {
    $look = $Runproof.Look
    if (-not $look.Ran.Count) { $Runproof.Look = $null; return $true }
    if ($look.Rule -ne 'reading' -and -not $look.Repeats) { $Runproof.Look = $null; return $true }
    if ($Repeat) { Show-RunproofText $Repeat }
    Show-RunproofText $look.Seen
    if ($look.Rule -eq 'reading') {
        if ((Read-RunproofKey 'repeat' @('yes', 'retry', 'quit')) -eq 'retry') { return $false }
    } elseif (@($look.Ran.Values) -contains $false) {
        if ((Read-RunproofKey 'not_reached' @('retry', 'skip', 'quit')) -eq 'retry') { return $false }
        Skip-RunproofAct '{}' $look.Key
        $Runproof.Look = $null
        return $true
    } else {
        Show-RunproofText $Runproof.Say.reached
    }
    Write-RunproofAct 'outcome-seen' $look.Key '{}'
    $Runproof.Look = $null
    return $true
}

# Runs a command. It is called with a dot, so that what the command sets is there for the next one,
# as it would be if both were pasted; hence the long names.
function Invoke-RunproofAct([string]$RunproofText, [string]$RunproofLabel, [string]$RunproofBinding, [string]$RunproofKey, [string[]]$RunproofHosts, [string[]]$RunproofPlaceholders) {
    $Runproof.IsActed = $true
    # What was declined stays declined, whenever it is looked again.
    if ($Runproof.Declined.ContainsKey($RunproofKey)) { return }
    if ($RunproofLabel) { Show-RunproofLine $RunproofLabel }
    $RunproofRepeats = $Runproof.Look -and $Runproof.Look.Repeats
    if (-not $RunproofRepeats -and (Test-RunproofDone $RunproofKey)) { return }
    $RunproofIsAgain = $Runproof.Look -and $Runproof.Look.Ran.ContainsKey($RunproofKey)
    if (-not $RunproofIsAgain) {
        if (-not (Test-RunproofHost $RunproofBinding $RunproofKey $RunproofHosts)) { return }
        Wait-Runproof
    }
    foreach ($RunproofName in $RunproofPlaceholders) {
        $RunproofText = $RunproofText.Replace($RunproofName, (Get-RunproofValue $RunproofName))
    }
    Write-Host ''
    Show-RunproofText $RunproofText
    if (-not $RunproofIsAgain -and (Read-RunproofKey 'run' @('yes', 'skip', 'quit')) -eq 'skip') {
        Skip-RunproofAct $RunproofBinding $RunproofKey
        return
    }
    while ($true) {
        Write-RunproofAct 'command-start' $RunproofKey $RunproofBinding @('"command":' + (ConvertTo-RunproofJson $RunproofText))
        $Runproof.HasFailed = $false
        $Runproof.Error = ''
        $Runproof.Output = New-Object Collections.ArrayList
        $global:LASTEXITCODE = 0
        $RunproofLimit = $global:FormatEnumerationLimit
        $global:FormatEnumerationLimit = -1
        try {
            # Errors stay in their order, and what is printed is as wide and as long as it is: no
            # console cuts it, and no list ends after four items.
            # What a program writes to its error stream is no error as long as it exits with 0.
            . ([scriptblock]::Create($RunproofText)) 2>&1 | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'NativeCommandError*') {
                    $Runproof.HasFailed = $true
                    $Runproof.Error = [string]$_
                }
                $_
            } | Out-String -Stream -Width 4096 | ForEach-Object {
                [void]$Runproof.Output.Add($_)
                Write-Host $_.TrimEnd()
            }
        } catch {
            $Runproof.HasFailed = $true
            $Runproof.Error = [string]$_
            $_ | Out-String -Stream -Width 4096 | ForEach-Object { Write-Host $_.TrimEnd() }
        } finally {
            $global:FormatEnumerationLimit = $RunproofLimit
        }
        $RunproofExit = [int]$global:LASTEXITCODE
        if (-not $RunproofExit -and $Runproof.HasFailed) { $RunproofExit = 1 }
        Write-Host ''
        Write-RunproofAct 'command-end' $RunproofKey $RunproofBinding @('"exit":' + $RunproofExit)
        if ($RunproofExit) {
            $RunproofError = ($Runproof.Error -replace '\s+', ' ').Trim()
            if (-not $RunproofError) { $RunproofError = [string]$RunproofExit }
            $RunproofQuestion = $Runproof.Say.failed.Replace('{0}', $RunproofError)
            if ((Read-RunproofKey 'failed' @('retry', 'skip', 'quit') $RunproofQuestion) -eq 'retry') { continue }
            Skip-RunproofAct $RunproofBinding $RunproofKey
            if ($Runproof.Look) { $Runproof.Look.Ran.Remove($RunproofKey) }
            return
        }
        if (-not $Runproof.Look) { return }
        $Runproof.Look.Ran[$RunproofKey] = Test-RunproofOutput
        if ($Runproof.Look.Repeats -or $Runproof.Look.Ran[$RunproofKey] -ne $false) { return }
        Write-RunproofAct 'outcome-wrong' $RunproofKey $RunproofBinding
        Show-RunproofText $Runproof.Look.Seen
        if ((Read-RunproofKey 'wrong' @('retry', 'skip', 'quit')) -eq 'retry') { continue }
        Skip-RunproofAct $RunproofBinding $RunproofKey
        return
    }
}
{% endraw %}
