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
rp_by_hand {{ act.label }} {{ act.binding }} {{ act.key }}
{% endfor -%}
{% elif block.kind == "branches" -%}
while :; do
if rp_decide; then
rp_text {{ block.yes.label }}
{{<blocks blocks={block.yes.blocks} indent={indent} />}}
{%- raw %}else
{% endraw -%}
rp_text {{ block.no.label }}
{{<blocks blocks={block.no.blocks} indent={indent} />}}
{%- raw %}fi
{% endraw -%}
rp_decided && break
done
{% if block.no.ends %}rp_finish_on_no
{% endif -%}
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
{% if block.outcome -%}
if rp_look {{ block.outcome.key }} {{ block.outcome.rule }} {{ block.outcome.line }} {% if block.outcome.repeat %}yes{% else %}''{% endif %} {{<words block={block.outcome.seen} />}}; then
while :; do
{% endif -%}
{% for command in block.commands -%}
{% for act in command.acts -%}
rp_placeholders=({% for name in act.placeholders %}{% if not loop.first %} {% endif %}{{ name }}{% endfor %})
rp_run {{ command.code }} {{ act.label }} {{ act.binding }} {{ act.key }}{% for host in act.hosts %} {{ host }}{% endfor %}
{% endfor -%}
{% endfor -%}
{% if block.outcome -%}
rp_looked {% if block.outcome.repeat %}{{<words block={block.outcome.repeat} />}}{% else %}''{% endif %} && break
done
fi
{% endif -%}
{% endcomponent commands %}

{% component words(block) -%}
{% if block is string %}{{ block }}{% else %}{{ block.text }}{% endif -%}
{% endcomponent words %}
