{#- A step: its line, what it says and runs. -#}
if rp_step {{ step.number }} {{ step.id }} {{ step.line }}{% for number in step.waits %} {{ number }}{% endfor %}; then
{% if step.not_applicable -%}
rp_not_applicable {{ step.not_applicable }}
{% else -%}
{% for question in step.questions -%}
if rp_applies {{ question.id }} {{ question.text }} {% if question.wanted %}true{% else %}false{% endif %}; then
{% endfor -%}
{% if step.decides %}rp_question={{ step.decides.id }} rp_question_text={{ step.decides.text }}
{% endif -%}
{{<blocks blocks={step.body} />}}
{%- if step.kind == "by-hand" %}rp_by_hand_once
{% endif -%}
{% if step.is_confirmed %}rp_by_hand_once
{% endif -%}
{% for question in step.questions -%}
fi
{% endfor -%}
{% endif -%}
fi
