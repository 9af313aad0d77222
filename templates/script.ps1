{#- The guided script for runbooks in PowerShell. What is printed here is a literal of PowerShell, with
    its quotes. `script/powershell.ps1` has the functions, `script/step.ps1` a step, `script/steps.ps1` the
    parts of one. -#}
#Requires -Version 3.0
# -From N         begins with step N; the steps before it are taken as done.
# -Resume FILE    goes on from earlier transcripts of this script, on this computer.
# -Transcript P   the file, or the folder, that the transcript is written to.
param(
    [Alias('From')][int]$RunproofFrom = 0,
    [Alias('Resume')][string[]]$RunproofResume = @(),
    [Alias('Transcript')][string]$RunproofTranscript = ''
)
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Host {{ script.constrained }}
    exit 1
}
try {
# A scope of its own: nothing of this is left in a session that the script is dotted into.
& {
Set-StrictMode -Off
$ErrorActionPreference = 'Continue'
$Runproof = @{
    Runbook = {{ runbook }}
    Revision = {{ revision }}
    Sha256 = {{ sha256 }}
    Variant = {{ variant }}
    Change = {% if change %}{{ change.id }}{% else %}''{% endif %}

    File = {{ file }}
    Servers = @({% for server in servers %}{{ server }}{% if not loop.last %}, {% endif %}{% endfor %})
    IsElevated = {% if is_elevated %}$true{% else %}$false{% endif %}

    Steps = {{ steps | length }}
    From = $RunproofFrom
    Transcript = $RunproofTranscript
    Session = ''; Host = ''; Server = ''; User = ''; Operator = ''; Path = ''
    Step = ''; Number = 0; Waits = @(); IsActed = $false; Lead = ''; Question = ''; QuestionText = ''
    IsRecording = $false; IsEnded = $false; IsPassing = $false
    Given = @{}; Answers = @{}; Done = @{}; Declined = @{}; Elsewhere = @{}; Waited = @{}
    Open = @(); Look = $null; Output = $null; HasFailed = $false; Error = ''
    Say = @{
{% for one in say %}        {{ one.name }} = {{ one.text }}
{% endfor %}    }
}

{% include "script/powershell.ps1" %}
try {
Start-Runproof
Show-RunproofText {{ script.intro }}
{% if change -%}
Show-RunproofFact {{ words.change }} {{ change.id }}
{% if change.window %}Show-RunproofFact {{ words.window }} {{ change.window }}
{% endif -%}
{% if change.timezone %}Show-RunproofFact {{ words.timezone }} {{ change.timezone }}
{% endif -%}
{% endif -%}
Enter-Runproof $RunproofResume
{{<blocks blocks={summary} />}}
{%- for note in notes -%}
{{<blocks blocks={[note]} />}}
{%- endfor -%}
Read-RunproofOperator
{% for part in walk -%}
{% if part.kind == "heading" -%}
Show-RunproofText {{ part.text }}
{% elif part.kind == "blocks" -%}
{{<blocks blocks={part.blocks} />}}
{%- elif part.kind == "rolling" -%}
{{<blocks blocks={[part.note]} />}}
{%- for round in part.rounds -%}
Enter-RunproofRound {% if round.label %}{{ round.label }}{% else %}''{% endif %} {{ round.item }} {{ round.first }} {{ round.last }}
{% for step in round.steps -%}
{% include "script/step.ps1" -%}
{% endfor -%}
{% endfor -%}
Exit-RunproofRounds
{% else -%}
{% set step = part.step -%}
{% include "script/step.ps1" -%}
{% endif -%}
{% endfor -%}
Complete-Runproof
} finally {
    # An interruption ends the session, too, and the transcript says so.
    if (-not $Runproof.IsEnded) {
        $Runproof.Step = ''
        Write-RunproofMark 'session-end' @('"outcome":"stopped"')
        if ($Runproof.IsRecording) { Stop-Transcript | Out-Null }
    }
}
}
} finally {
    if ($MyInvocation.InvocationName -eq '.') {
        Remove-Variable -Name RunproofFrom, RunproofResume, RunproofTranscript -Scope Local -ErrorAction Ignore
    }
}
