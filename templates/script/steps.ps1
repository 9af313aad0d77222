{#- The parts of a step. Each ends with a line break. -#}
{% component blocks(blocks, indent="") -%}
{% for block in blocks -%}
{% if block is string or block.kind == "foreign" -%}
{{<paragraph block={block} />}}
{%- elif block.kind == "commands" -%}
{{<commands block={block} />}}
{%- elif block.kind == "checklist" -%}
{% if block.lead %}Show-RunproofText {{ block.lead }}
{% endif -%}
{% for act in block.items -%}
Confirm-RunproofAct {{ act.label }} {{ act.binding }} {{ act.key }}
{% endfor -%}
{% elif block.kind == "branches" -%}
do {
if (Read-RunproofDecision) {
Show-RunproofText {{ block.yes.label }}
{{<blocks blocks={block.yes.blocks} indent={indent} />}}
{%- raw %}} else {
{% endraw -%}
Show-RunproofText {{ block.no.label }}
{{<blocks blocks={block.no.blocks} indent={indent} />}}
{%- raw %}}
{% endraw -%}
} while (-not (Confirm-RunproofDecision))
{% if block.no.ends %}Complete-RunproofOnNo
{% endif -%}
{% elif block.kind == "list" -%}
{% for item in block.items -%}
{% if item | first is string -%}
{% if block.start is defined %}{% set mark = indent ~ (block.start + loop.index0) ~ ". " %}{% else %}{% set mark = indent ~ "- " %}{% endif -%}
Set-RunproofLead {{ mark }}
{% endif -%}
{{<blocks blocks={item} indent={indent ~ "  "} />}}
{%- endfor -%}
{% elif block.kind == "table" -%}
{% if block.columns %}Show-RunproofText {{ block.text }}
{% endif -%}
{% elif block.kind == "image" -%}
{% if block.alt %}Show-RunproofText {{ block.text }}
{% endif -%}
{% elif block.kind == "sample" -%}
Show-RunproofText {{ block.code }}
{% elif block.kind == "quote" -%}
{{<blocks blocks={block.blocks} indent={indent} />}}
{%- elif block.kind == "alert" -%}
Show-RunproofText {{ block.label }}
{{<blocks blocks={block.blocks} indent={indent} />}}
{%- endif -%}
{% endfor -%}
{% endcomponent blocks %}

{% component paragraph(block) -%}
Show-RunproofText {% if block is string %}{{ block }}{% else %}{{ block.text }}{% endif %}
{% endcomponent paragraph %}

{% component commands(block) -%}
{% if block.outcome -%}
if (Enter-RunproofLook {{ block.outcome.key }} {{ block.outcome.rule }} {{ block.outcome.line }} {% if block.outcome.repeat %}$true{% else %}$false{% endif %} {{<words block={block.outcome.seen} />}}) {
do {
{% endif -%}
{% for command in block.commands -%}
{% for act in command.acts -%}
. Invoke-RunproofAct {{ command.code }} {{ act.label }} {{ act.binding }} {{ act.key }} @({% for host in act.hosts %}{{ host }}{% if not loop.last %}, {% endif %}{% endfor %}) @({% for name in act.placeholders %}{{ name }}{% if not loop.last %}, {% endif %}{% endfor %})
{% endfor -%}
{% endfor -%}
{% if block.outcome -%}
} while (-not (Read-RunproofOutcome {% if block.outcome.repeat %}{{<words block={block.outcome.repeat} />}}{% else %}''{% endif %}))
}
{% endif -%}
{% endcomponent commands %}

{% component words(block) -%}
{% if block is string %}{{ block }}{% else %}{{ block.text }}{% endif -%}
{% endcomponent words %}
