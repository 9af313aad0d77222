{#- A step: its line, what it says and runs. -#}
if (Enter-RunproofStep {{ step.number }} {{ step.id }} {{ step.line }} @({% for number in step.waits %}{{ number }}{% if not loop.last %}, {% endif %}{% endfor %})) {
{% if step.not_applicable -%}
Skip-RunproofStep {{ step.not_applicable }}
{% else -%}
{% for question in step.questions -%}
if (Test-RunproofAnswer {{ question.id }} {{ question.text }} {% if question.wanted %}$true{% else %}$false{% endif %}) {
{% endfor -%}
{% if step.decides %}Set-RunproofQuestion {{ step.decides.id }} {{ step.decides.text }}
{% endif -%}
{{<blocks blocks={step.body} />}}
{%- if step.kind == "by-hand" %}Confirm-RunproofStep
{% endif -%}
{% if step.is_confirmed %}Confirm-RunproofStep
{% endif -%}
{% for question in step.questions -%}
{% raw %}}
{% endraw -%}
{% endfor -%}
{% endif -%}
{% raw %}}
{% endraw -%}
