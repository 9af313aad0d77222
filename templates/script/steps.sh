{#- The parts of a step. Each ends with a line break. -#}
{% component blocks(blocks, indent="") -%}
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
{{<blocks blocks={block.yes.blocks} indent={indent} />}}
{%- raw %}else
{% endraw -%}
rp_text {{ block.no.label }}
{{<blocks blocks={block.no.blocks} indent={indent} />}}
{%- if block.no.ends %}rp_finish
{% endif -%}
{% raw %}fi
{% endraw -%}
{% elif block.kind == "list" -%}
{% for item in block.items -%}
{% if item | first is string -%}
{% if block.start is defined %}{% set mark = indent ~ (block.start + loop.index0) ~ ". " %}{% else %}{% set mark = indent ~ "- " %}{% endif -%}
rp_lead={{ mark }}
{% endif -%}
{{<blocks blocks={item} indent={indent ~ "  "} />}}
{%- endfor -%}
{% elif block.kind == "table" -%}
{% if block.columns %}rp_text {{ block.text }}
{% endif -%}
{% elif block.kind == "image" -%}
{% if block.alt %}rp_text {{ block.text }}
{% endif -%}
{% elif block.kind == "sample" -%}
rp_text {{ block.code }}
{% elif block.kind == "quote" -%}
{{<blocks blocks={block.blocks} indent={indent} />}}
{%- elif block.kind == "alert" -%}
rp_text {{ block.label }}
{{<blocks blocks={block.blocks} indent={indent} />}}
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
{{<blocks blocks={[alert]} />}}
{%- endcomponent alert %}
