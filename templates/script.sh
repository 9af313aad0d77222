{#- The guided script for runbooks in bash. What is printed here is a literal of bash, with its quotes.
    `script/bash.sh` has the functions, `script/step.sh` a step, `script/steps.sh` the
    parts of one. -#}
#!/usr/bin/env bash
# shellcheck disable=SC1112,SC2016,SC2034,SC2317  # Commands are literals on purpose; no procedure needs every part.

rp_runbook={{ runbook }}
rp_revision={{ revision }}
rp_sha256={{ sha256 }}
rp_variant={{ variant }}
rp_change={% if change %}{{ change.id }}{% else %}''{% endif %}
rp_file={{ file }}

rp_say_transcript={{ script.transcript }}
rp_say_operator={{ script.operator }}
rp_say_by_hand={{ script.by_hand_prompt }}
rp_say_run={{ script.run_prompt }}
rp_say_question={{ script.question_prompt }}
rp_say_repeat={{ script.repeat_prompt }}
rp_say_host={{ script.host_prompt }}
rp_say_elsewhere={{ script.elsewhere }}
rp_say_value={{ script.value_prompt }}
rp_say_value_invalid={{ script.value_invalid }}
rp_say_skipped={{ script.skipped }}
rp_say_skip_reason={{ script.skip_reason }}
rp_say_failed={{ script.failed }}
rp_say_quit={{ script.quit }}
rp_say_finished={{ script.finished }}
rp_say_not_applicable={{ script.not_applicable }}

{% include "script/bash.sh" %}
rp_begin {{ title_text }} {{ script.intro }}
{% for note in notes -%}
{{<alert alert={note} />}}
{%- endfor -%}
{% if page -%}
{% for part in page -%}
{% if part.kind == "heading" -%}
rp_text {{ part.text }}
{% elif part.kind == "steps" -%}
{% for step in part.steps %}
{% include "script/step.sh" -%}
{% endfor -%}
{% else -%}
{{<blocks blocks={[part.block]} />}}
{%- endif -%}
{% endfor -%}
{% else -%}
{% for step in steps %}
{% include "script/step.sh" -%}
{% endfor -%}
{% endif %}

rp_finish
