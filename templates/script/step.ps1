{#- A step: its line, what it says and runs. -#}
Start-RunproofStep {{ step.number }} {{ step.id }} {{ script.steps[step.number - 1] }}
{% if step.not_applicable -%}
Skip-RunproofStep {{ step.not_applicable }}
{% else -%}
{{<blocks blocks={step.body} />}}
{%- if step.kind == "by-hand" %}Confirm-RunproofStep
{% endif -%}
{% endif -%}
