{#- The parts of a step. Each ends with a line break. -#}
{% component blocks(blocks) -%}
{% for block in blocks -%}
{% if block is string or block.kind == "foreign" -%}
{{<paragraph block={block} />}}
{%- elif block.kind == "commands" -%}
{{<commands block={block} />}}
{%- elif block.kind == "checklist" -%}
{% if block.lead %}rp_text {{ block.lead }}
{% endif -%}
{% for act in block.items -%}
rp_by_hand {{ act.label }} {{ act.binding }}{% for host in act.hosts %} {{ host }}{% endfor %}
{% endfor -%}
{% elif block.kind == "branches" -%}
if rp_decide; then
rp_text {{ block.yes.label }}
{{<blocks blocks={block.yes.blocks} />}}
{%- raw %}else
{% endraw -%}
rp_text {{ block.no.label }}
{{<blocks blocks={block.no.blocks} />}}
{%- if block.no.ends %}rp_finish
{% endif -%}
{% raw %}fi
{% endraw -%}
{% elif block.kind == "alert" -%}
{{<alert alert={block} />}}
{%- endif -%}
{% endfor -%}
{% endcomponent blocks %}

{% component paragraph(block) -%}
rp_text {% if block is string %}{{ block }}{% else %}{{ block.text }}{% endif %}
{% endcomponent paragraph %}

{% component commands(block) -%}
{% if block.outcome and block.outcome.repeat -%}
rp_again=''
while :; do
{% endif -%}
{% for command in block.commands -%}
{% for act in command.acts -%}
rp_placeholders=({% for name in act.placeholders %}{% if not loop.first %} {% endif %}{{ name }}{% endfor %})
rp_run {{ command.code }} {{ act.label }} {{ act.binding }}{% for host in act.hosts %} {{ host }}{% endfor %}
{% endfor -%}
{% endfor -%}
{% if block.outcome -%}
{% if block.outcome.repeat %}{{<paragraph block={block.outcome.repeat} />}}{% endif -%}
{{<paragraph block={block.outcome.seen} />}}
{%- if block.outcome.repeat -%}
rp_reached && break
rp_again=yes
done
rp_again=''
{% endif -%}
{% endif -%}
{% endcomponent commands %}

{% component alert(alert) -%}
rp_text {{ alert.label }}
{{<blocks blocks={alert.blocks} />}}
{%- endcomponent alert %}
