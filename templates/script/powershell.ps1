{#- The functions of a guided script in PowerShell, for 3.0 and later. -#}
{% raw -%}
# A string of JSON in ASCII: no value can end it or the line, and no code page can change it.
function ConvertTo-RunproofJson([string]$Text) {
    '"' + [regex]::Replace($Text, '[^\x20-\x21\x23-\x5b\x5d-\x7e]', [Text.RegularExpressions.MatchEvaluator]{ param($Match) '\u{0:x4}' -f [int][char]$Match.Value }) + '"'
}

# A line for the audit: what happened, where, when and to which step.
function Write-RunproofMark([string]$What, [string[]]$More = @()) {
    $fields = @(
        '"event":' + (ConvertTo-RunproofJson $What)
        '"session":' + (ConvertTo-RunproofJson $script:RunproofSession)
        '"time":' + (ConvertTo-RunproofJson ([DateTimeOffset]::Now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", [Globalization.CultureInfo]::InvariantCulture)))
        '"runbook":' + (ConvertTo-RunproofJson $script:RunproofRunbook)
        '"revision":' + (ConvertTo-RunproofJson $script:RunproofRevision)
        '"sha256":' + (ConvertTo-RunproofJson $script:RunproofSha256)
        '"variant":' + (ConvertTo-RunproofJson $script:RunproofVariant)
        '"change":' + (ConvertTo-RunproofJson $script:RunproofChange)
        '"host":' + (ConvertTo-RunproofJson $script:RunproofHost)
        '"user":' + (ConvertTo-RunproofJson $script:RunproofUser)
        '"operator":' + (ConvertTo-RunproofJson $script:RunproofOperator)
    )
    if ($script:RunproofStep) {
        $fields += '"step":' + (ConvertTo-RunproofJson $script:RunproofStep)
        $fields += '"number":' + $script:RunproofNumber
    }
    Write-Host ('#runproof:1 {' + (($fields + $More) -join ',') + '}')
}

# Nothing that is said begins a line, so that nothing said can be taken for a mark.
# A paragraph, behind the mark of the item that it begins.
$RunproofLead = ''
function Show-RunproofText([string]$Text) {
    $Text = $script:RunproofLead + $Text
    $script:RunproofLead = ''
    Write-Host ('  ' + $Text.Replace("`n", "`n  "))
    Write-Host ''
}

# A line; where there are no more, the session ends. Read-Host adds a colon of its own.
function Read-RunproofLine([string]$Prompt) {
    $line = Read-Host ($Prompt.TrimEnd([char[]]@(0x3a, 0x20, 0xa0, 0x202f)))
    if ($null -eq $line) { Stop-Runproof }
    return $line
}

# One of the keys; q ends the session.
function Read-RunproofKey([string]$Prompt, [string]$Keys) {
    while ($true) {
        $line = (Read-RunproofLine $Prompt).Trim().ToLowerInvariant()
        if ($line -and $Keys.Contains($line.Substring(0, 1))) {
            if ($line[0] -eq 'q') { Stop-Runproof }
            return $line.Substring(0, 1)
        }
    }
}

function Exit-Runproof([string]$Outcome, [int]$Code) {
    $script:RunproofStep = ''
    $script:RunproofEnded = $true
    Write-RunproofMark 'session-end' @('"outcome":' + (ConvertTo-RunproofJson $Outcome))
    if ($script:RunproofRecords) { Stop-Transcript | Out-Null }
    exit $Code
}

function Stop-Runproof {
    Write-Host ($script:RunproofSay.Quit.Replace('{0}', [string]$script:RunproofNumber))
    Exit-Runproof 'stopped' 1
}

function Complete-Runproof {
    Write-Host $script:RunproofSay.Finished
    Exit-Runproof 'finished' 0
}

function Start-Runproof([string]$Title, [string]$Intro) {
    $script:RunproofHost = [Environment]::MachineName.Split('.')[0]
    $script:RunproofUser = [Environment]::UserName
    if ($env:USERDOMAIN) { $script:RunproofUser = $env:USERDOMAIN + '\' + $script:RunproofUser }
    $script:RunproofOperator = ''
    $script:RunproofStep = ''
    $script:RunproofNumber = 0
    $script:RunproofAgain = $false
    $script:RunproofValues = @{}
    $script:RunproofSession = [Guid]::NewGuid().ToString('N').Substring(0, 16)
    $name = $script:RunproofFile + '-' + $script:RunproofHost + '-' + (Get-Date).ToString('yyyyMMddHHmmss', [Globalization.CultureInfo]::InvariantCulture) + '.txt'
    $path = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath $name
    # Invocation headers came with 5.0; where the host cannot record at all, nothing is begun.
    $known = (Get-Command Start-Transcript).Parameters
    $wanted = @{ ErrorAction = 'Stop' }
    if ($known.ContainsKey('LiteralPath')) { $wanted.LiteralPath = $path } else { $wanted.Path = $path }
    if ($known.ContainsKey('IncludeInvocationHeader')) { $wanted.IncludeInvocationHeader = $true }
    try {
        Start-Transcript @wanted | Out-Null
        $script:RunproofRecords = $true
    } catch {
        Write-Host $_.Exception.Message
        exit 1
    }
    Show-RunproofText $Title
    Show-RunproofText $Intro
    Show-RunproofText ($script:RunproofSay.Transcript.Replace('{0}', $path))
    $line = Read-RunproofLine $script:RunproofSay.Operator
    $script:RunproofOperator = if ($line) { $line } else { $script:RunproofUser }
    Write-RunproofMark 'session-start'
}

function Start-RunproofStep([int]$Number, [string]$Id, [string]$Line) {
    $script:RunproofNumber = $Number
    $script:RunproofStep = $Id
    $script:RunproofActed = $false
    Write-Host ''
    Write-Host ('== ' + $Line)
    Write-Host ''
    Write-RunproofMark 'step-start'
}

function Skip-RunproofStep([string]$Reason) {
    Show-RunproofText $Reason
    Write-RunproofMark 'not-applicable' @('"reason":' + (ConvertTo-RunproofJson $Reason))
}

function Skip-RunproofAct([string]$Binding, [string]$Reason) {
    if (-not $Reason) { $Reason = Read-RunproofLine $script:RunproofSay.SkipReason }
    Show-RunproofText $script:RunproofSay.Skipped
    Write-RunproofMark 'skipped' @(('"binding":' + $Binding), ('"reason":' + (ConvertTo-RunproofJson $Reason)))
}

function Confirm-RunproofAct([string]$Label, [string]$Binding) {
    $script:RunproofActed = $true
    if ($Label) { Write-Host ('  ' + $Label) }
    if ((Read-RunproofKey $script:RunproofSay.ByHand 'ysq') -eq 'y') {
        Write-RunproofMark 'by-hand-done' @('"binding":' + $Binding)
    } else {
        Skip-RunproofAct $Binding ''
    }
}

# A step by hand asks once, unless its list did.
function Confirm-RunproofStep {
    if (-not $script:RunproofActed) { Confirm-RunproofAct '' '{}' }
}

function Read-RunproofDecision {
    $script:RunproofActed = $true
    $yes = (Read-RunproofKey $script:RunproofSay.Question 'ynq') -eq 'y'
    Write-RunproofMark 'decision' @('"answer":' + $yes.ToString().ToLowerInvariant())
    return $yes
}

function Read-RunproofOutcome {
    $yes = (Read-RunproofKey $script:RunproofSay.Repeat 'yrq') -eq 'y'
    if ($yes) { Write-RunproofMark 'outcome-seen' }
    return $yes
}

# Whether the act is to be carried out on this computer.
function Test-RunproofHost([string]$Binding, [string[]]$Hosts) {
    if (-not $Hosts) { return $true }
    foreach ($name in $Hosts) {
        if ($name.Split('.')[0] -eq $script:RunproofHost) { return $true }
    }
    $names = $Hosts -join ', '
    $prompt = $script:RunproofSay.Host.Replace('{0}', $names).Replace('{1}', $script:RunproofHost)
    if ((Read-RunproofKey $prompt 'ysq') -eq 'y') { return $true }
    Write-Host $script:RunproofSay.Elsewhere
    Skip-RunproofAct $Binding ('elsewhere: ' + $names)
    return $false
}

# The value of a placeholder; asked once. Only what is one plain word in every place of a command is
# taken.
function Get-RunproofValue([string]$Placeholder) {
    while (-not $script:RunproofValues.ContainsKey($Placeholder)) {
        $line = Read-RunproofLine ($script:RunproofSay.Value.Replace('{0}', $Placeholder))
        if ($line -cmatch '\A[A-Za-z0-9._~\\/][A-Za-z0-9._:~\\/%+=-]*\z') {
            $script:RunproofValues[$Placeholder] = $line
        } else {
            Write-Host ($script:RunproofSay.ValueInvalid.Replace('{0}', $Placeholder))
        }
    }
    return $script:RunproofValues[$Placeholder]
}

# Runs a command. It is called with a dot, so that what the command sets is there for the next one,
# as it would be if both were pasted; hence the long names.
function Invoke-RunproofAct([string]$RunproofText, [string]$RunproofLabel, [string]$RunproofBinding, [string[]]$RunproofHosts, [string[]]$RunproofPlaceholders) {
    $script:RunproofActed = $true
    if ($RunproofLabel) { Write-Host ('  ' + $RunproofLabel) }
    if (-not $RunproofAgain -and -not (Test-RunproofHost $RunproofBinding $RunproofHosts)) { return }
    foreach ($RunproofName in $RunproofPlaceholders) {
        $RunproofText = $RunproofText.Replace($RunproofName, (Get-RunproofValue $RunproofName))
    }
    Write-Host ''
    Show-RunproofText $RunproofText
    if (-not $RunproofAgain -and (Read-RunproofKey $RunproofSay.Run 'ysq') -eq 's') {
        Skip-RunproofAct $RunproofBinding ''
        return
    }
    while ($true) {
        $RunproofMore = @(('"binding":' + $RunproofBinding), ('"command":' + (ConvertTo-RunproofJson $RunproofText)))
        Write-RunproofMark 'command-start' $RunproofMore
        $RunproofError = ''
        $global:LASTEXITCODE = 0
        try {
            # Out-Host brings the output of programs into the transcript, and errors in their order.
            # What a program writes to its error stream is no error as long as it exits with 0.
            . ([scriptblock]::Create($RunproofText)) 2>&1 | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'NativeCommandError*') {
                    $script:RunproofError = [string]$_
                }
                $_
            } | Out-Host
        } catch {
            $RunproofError = [string]$_
            $_ | Out-Host
        }
        $RunproofExit = $global:LASTEXITCODE
        if (-not $RunproofExit -and $RunproofError) { $RunproofExit = 1 }
        if ($RunproofExit -and -not $RunproofError) { $RunproofError = [string]$RunproofExit }
        Write-Host ''
        Write-RunproofMark 'command-end' ($RunproofMore + ('"exit":' + [int]$RunproofExit))
        if (-not $RunproofExit) { return }
        $RunproofError = ($RunproofError -replace '\s+', ' ').Trim()
        if ((Read-RunproofKey ($RunproofSay.Failed.Replace('{0}', $RunproofError)) 'rsq') -eq 's') {
            Skip-RunproofAct $RunproofBinding ''
            return
        }
    }
}
{% endraw %}
