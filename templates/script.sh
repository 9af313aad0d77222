{#- The guided script for runbooks in bash. What is printed here is a literal of bash, with its quotes.
    `script/bash.sh` has the functions, `script/step.sh` a step, `script/steps.sh` the
    parts of one. -#}
#!/usr/bin/env bash
# shellcheck disable=SC1112,SC2016,SC2034,SC2317  # Commands are literals on purpose; no procedure needs every part.
#
# --from N         begins with step N; the steps before it are taken as done.
# --resume FILE    goes on from an earlier transcript of this script, on this computer.
# --transcript P   the file, or the folder, that the transcript is written to.

# Nothing of this is left in a shell that reads the script as its own.
if [ -n "${BASH_SOURCE[0]-}" ] && [ "${BASH_SOURCE[0]}" != "$0" ]; then
  "$BASH" -- "${BASH_SOURCE[0]}" "$@"
  # shellcheck disable=SC2317
  return
fi

rp_runbook={{ runbook }}
rp_revision={{ revision }}
rp_sha256={{ sha256 }}
rp_variant={{ variant }}
rp_change={% if change %}{{ change.id }}{% else %}''{% endif %}

rp_file={{ file }}
rp_steps={{ steps | length }}
rp_servers=({% for server in servers %}{{ server }}{% if not loop.last %} {% endif %}{% endfor %})
rp_question='' rp_question_text=''
rp_is_elevated={% if is_elevated %}yes{% endif %}

{% for one in say -%}
rp_say_{{ one.name }}={{ one.text }}
{% endfor %}
{% include "script/bash.sh" %}
rp_begin "$@"
rp_text {{ script.intro }}
{% if change -%}
rp_fact {{ words.change }} {{ change.id }}
{% if change.window %}rp_fact {{ words.window }} {{ change.window }}
{% endif -%}
{% if change.timezone %}rp_fact {{ words.timezone }} {{ change.timezone }}
{% endif -%}
{% endif -%}
rp_enter
{{<blocks blocks={summary} />}}
{%- for note in notes -%}
{{<blocks blocks={[note]} />}}
{%- endfor -%}
rp_who
{% for part in walk -%}
{% if part.kind == "heading" -%}
rp_text {{ part.text }}
{% elif part.kind == "blocks" -%}
{{<blocks blocks={part.blocks} />}}
{%- elif part.kind == "rolling" -%}
{{<blocks blocks={[part.note]} />}}
{%- for round in part.rounds -%}
rp_round {% if round.label %}{{ round.label }}{% else %}''{% endif %} {{ round.item }} {{ round.first }} {{ round.last }}
{% for step in round.steps -%}
{% include "script/step.sh" -%}
{% endfor -%}
{% endfor -%}
rp_rounds_end
{% else -%}
{% set step = part.step -%}
{% include "script/step.sh" -%}
{% endif -%}
{% endfor -%}
rp_finish
