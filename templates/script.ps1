{#- The guided script for runbooks in PowerShell. What is printed here is a literal of PowerShell, with
    its quotes. `script/powershell.ps1` has the functions, `script/step.ps1` a step, `script/steps.ps1` the
    parts of one. -#}
#Requires -Version 3.0
Set-StrictMode -Off
$ErrorActionPreference = 'Continue'

$RunproofRunbook = {{ runbook }}
$RunproofRevision = {{ revision }}
$RunproofSha256 = {{ sha256 }}
$RunproofVariant = {{ variant }}
$RunproofChange = {% if change %}{{ change.id }}{% else %}''{% endif %}
$RunproofFile = {{ file }}
$RunproofSay = @{
    Transcript = {{ script.transcript }}
    Operator = {{ script.operator }}
    ByHand = {{ script.by_hand_prompt }}
    Run = {{ script.run_prompt }}
    Question = {{ script.question_prompt }}
    Repeat = {{ script.repeat_prompt }}
    Host = {{ script.host_prompt }}
    Elsewhere = {{ script.elsewhere }}
    Value = {{ script.value_prompt }}
    ValueInvalid = {{ script.value_invalid }}
    Skipped = {{ script.skipped }}
    SkipReason = {{ script.skip_reason }}
    Failed = {{ script.failed }}
    Quit = {{ script.quit }}
    Finished = {{ script.finished }}
}

{% include "script/powershell.ps1" %}
Start-Runproof {{ title_text }} {{ script.intro }}
try {
{% for note in notes -%}
{{<alert alert={note} />}}
{%- endfor -%}
{% if page -%}
{% for part in page -%}
{% if part.kind == "heading" -%}
Show-RunproofText {{ part.text }}
{% elif part.kind == "steps" -%}
{% for step in part.steps %}
{% include "script/step.ps1" -%}
{% endfor -%}
{% else -%}
{{<blocks blocks={[part.block]} />}}
{%- endif -%}
{% endfor -%}
{% else -%}
{% for step in steps %}
{% include "script/step.ps1" -%}
{% endfor -%}
{% endif %}
Complete-Runproof
} finally {
    # An interruption ends the session, too, and the transcript says so.
    if (-not $RunproofEnded) {
        Write-RunproofMark 'session-end' @('"outcome":"stopped"')
        Stop-Transcript | Out-Null
    }
}
