{#- A step: its line, what it says and runs. -#}
rp_step {{ step.number }} {{ step.id }} {{ script.steps[step.number - 1] }}
{% if step.not_applicable -%}
rp_not_applicable {{ step.not_applicable }}
{% else -%}
{{<blocks blocks={step.body} />}}
{%- if step.kind == "by-hand" %}rp_by_hand_once
{% endif -%}
{% endif -%}
