{#- The functions of a guided script in bash. -#}
{% raw -%}
# The whole session is recorded: by script(1) of util-linux where there is one, which also keeps
# commands that draw on the terminal working, and else by tee(1).
rp_record() {
  if [ -n "${RUNPROOF_TRANSCRIPT-}" ]; then
    rp_transcript=$RUNPROOF_TRANSCRIPT
    unset RUNPROOF_TRANSCRIPT
    return
  fi
  umask 077
  rp_transcript="$PWD/$rp_file-$rp_host-$(date +%Y%m%d%H%M%S).log"
  if ! : >>"$rp_transcript"; then
    exit 1
  fi
  if [ -t 0 ] && [ -f "$0" ] && script --version 2>/dev/null | grep -q util-linux; then
    RUNPROOF_TRANSCRIPT=$rp_transcript exec script -q -e -c "$(printf '%q ' "$BASH" "$0")" "$rp_transcript"
  fi
  rp_tee=yes
  exec > >(tee -a -- "$rp_transcript") 2>&1
}

rp_now() {
  local zone
  zone=$(date +%z)
  printf '%s%s:%s' "$(date +%Y-%m-%dT%H:%M:%S)" "${zone:0:3}" "${zone:3:2}"
}

# A string of JSON: no value can end it, or the line.
rp_json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  printf '"%s"' "$(printf '%s' "$text" | LC_ALL=C tr '\000-\037\177' ' ')"
}

# rp_mark EVENT [JSON…]: a line for the audit. The session's name is told to nobody but the marks.
rp_mark() {
  local event=$1 place='' more=''
  shift
  if [ -n "$rp_id" ]; then
    place=",\"step\":$(rp_json "$rp_id"),\"number\":$rp_number"
  fi
  if [ $# -gt 0 ]; then
    more=$(printf ',%s' "$@")
  fi
  printf '#runproof:1 {"event":"%s","session":"%s","time":"%s","runbook":%s,"revision":%s,"sha256":%s,"variant":%s,"change":%s,"host":%s,"user":%s,"operator":%s%s%s}\n' \
    "$event" "$rp_session" "$(rp_now)" "$(rp_json "$rp_runbook")" "$(rp_json "$rp_revision")" "$(rp_json "$rp_sha256")" \
    "$(rp_json "$rp_variant")" "$(rp_json "$rp_change")" "$(rp_json "$rp_host")" "$(rp_json "$rp_user")" \
    "$(rp_json "$rp_operator")" "$place" "$more"
}

# rp_fill TEXT VALUE…: the text with {0}, {1} replaced.
rp_fill() {
  local text=$1 at=0 value
  shift
  for value in "$@"; do
    text=${text//"{$at}"/"$value"}
    at=$((at + 1))
  done
  printf '%s' "$text"
}

# Nothing that is said begins a line, so that nothing said can be taken for a mark.
rp_print() {
  printf '  %s\n' "${1//$'\n'/$'\n  '}"
}

# rp_text TEXT: a paragraph, behind the mark of the item that it begins.
rp_lead=''
rp_text() {
  rp_print "$rp_lead$1"
  rp_lead=''
  printf '\n'
}

# rp_read PROMPT: a line in rp_line; where there are no more, the session ends.
rp_read() {
  printf '%s ' "$1"
  if ! IFS= read -r rp_line; then
    printf '\n'
    rp_quit
  fi
  # What is typed is echoed by the terminal and not by us: a recording by tee lacks it, and a mark
  # must begin a line.
  if ! [ -t 0 ]; then
    printf '%s\n' "$rp_line"
  elif [ -n "$rp_tee" ]; then
    printf '\n'
  fi
}

# rp_ask PROMPT KEYS: one of the keys in rp_key; q ends the session.
rp_ask() {
  while :; do
    rp_read "$1"
    rp_key=$(printf '%s' "${rp_line:0:1}" | tr '[:upper:]' '[:lower:]')
    if [ -n "$rp_key" ]; then
      case $2 in
        *"$rp_key"*)
          if [ "$rp_key" = q ]; then
            rp_quit
          fi
          return
          ;;
      esac
    fi
  done
}

rp_quit() {
  rp_fill "$rp_say_quit" "$rp_number"
  printf '\n'
  rp_end stopped
  exit 1
}

rp_finish() {
  printf '%s\n' "$rp_say_finished"
  rp_end finished
  exit 0
}

rp_end() {
  rp_id='' rp_ended=yes
  rp_mark session-end "\"outcome\":\"$1\""
}

rp_begin() {
  rp_host=$(uname -n)
  rp_host=${rp_host%%.*}
  rp_user=$(id -un)
  rp_operator='' rp_id='' rp_number=0 rp_again='' rp_ended='' rp_tee='' rp_placeholders=()
  rp_names=() rp_values=()
  rp_session=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
  rp_record
  trap '[ -n "$rp_ended" ] || rp_end stopped' EXIT
  rp_text "$1"
  rp_text "$2"
  rp_text "$(rp_fill "$rp_say_transcript" "$rp_transcript")"
  rp_read "$rp_say_operator"
  rp_operator=${rp_line:-$rp_user}
  rp_mark session-start
}

# rp_step NUMBER ID LINE
rp_step() {
  rp_number=$1 rp_id=$2 rp_acted=''
  printf '\n== %s\n\n' "$3"
  rp_mark step-start
}

rp_not_applicable() {
  rp_text "$1"
  rp_mark not-applicable "\"reason\":$(rp_json "$1")"
}

# rp_skip BINDING [REASON]
rp_skip() {
  local reason=${2-}
  if [ -z "$reason" ]; then
    rp_read "$rp_say_skip_reason"
    reason=$rp_line
  fi
  printf '%s\n\n' "$rp_say_skipped"
  rp_mark skipped "\"binding\":$1" "\"reason\":$(rp_json "$reason")"
}

# rp_by_hand LABEL BINDING [HOST…]
rp_by_hand() {
  rp_acted=yes
  if [ -n "$1" ]; then
    rp_print "$1"
  fi
  rp_ask "$rp_say_by_hand" ysq
  if [ "$rp_key" = y ]; then
    rp_mark by-hand-done "\"binding\":$2"
  else
    rp_skip "$2"
  fi
}

# A step by hand asks once, unless its list did.
rp_by_hand_once() {
  [ -n "$rp_acted" ] || rp_by_hand '' '{}'
}

rp_decide() {
  rp_acted=yes
  rp_ask "$rp_say_question" ynq
  if [ "$rp_key" = y ]; then
    rp_mark decision '"answer":true'
  else
    rp_mark decision '"answer":false'
    return 1
  fi
}

rp_reached() {
  rp_ask "$rp_say_repeat" yrq
  if [ "$rp_key" = y ]; then
    rp_mark outcome-seen
  else
    return 1
  fi
}

# rp_belongs BINDING [HOST…]: whether the act is to be carried out on this computer.
rp_belongs() {
  local binding=$1 host
  shift
  if [ $# -eq 0 ]; then
    return 0
  fi
  for host in "$@"; do
    if [ "$(printf '%s' "${host%%.*}" | tr '[:upper:]' '[:lower:]')" = "$(printf '%s' "$rp_host" | tr '[:upper:]' '[:lower:]')" ]; then
      return 0
    fi
  done
  host=$(printf ', %s' "$@")
  rp_ask "$(rp_fill "$rp_say_host" "${host:2}" "$rp_host")" ysq
  if [ "$rp_key" = y ]; then
    return 0
  fi
  printf '%s\n' "$rp_say_elsewhere"
  rp_skip "$binding" "elsewhere: ${host:2}"
  return 1
}

# rp_value PLACEHOLDER: its value in rp_value; asked once. Only what is one plain word in every
# place of a command is taken.
rp_value() {
  local at=0 name
  for name in "${rp_names[@]}"; do
    if [ "$name" = "$1" ]; then
      rp_value=${rp_values[at]}
      return
    fi
    at=$((at + 1))
  done
  while :; do
    rp_read "$(rp_fill "$rp_say_value" "$1")"
    if LC_ALL=C rp_is_plain "$rp_line"; then
      break
    fi
    rp_fill "$rp_say_value_invalid" "$1"
    printf '\n'
  done
  rp_names+=("$1")
  rp_values+=("$rp_line")
  rp_value=$rp_line
}

rp_is_plain() {
  [[ $1 =~ ^[A-Za-z0-9._/~][A-Za-z0-9._/:@%+=~-]*$ ]]
}

# rp_run COMMAND LABEL BINDING [HOST…]
rp_run() {
  local rp_command=$1 rp_label=$2 rp_binding=$3 rp_status rp_name
  shift 3
  rp_acted=yes
  if [ -n "$rp_label" ]; then
    rp_print "$rp_label"
  fi
  if [ -z "$rp_again" ]; then
    rp_belongs "$rp_binding" "$@" || return 0
  fi
  for rp_name in "${rp_placeholders[@]}"; do
    rp_value "$rp_name"
    rp_command=${rp_command//"$rp_name"/"$rp_value"}
  done
  printf '\n'
  rp_text "$rp_command"
  if [ -z "$rp_again" ]; then
    rp_ask "$rp_say_run" ysq
    if [ "$rp_key" = s ]; then
      rp_skip "$rp_binding"
      return 0
    fi
  fi
  while :; do
    rp_mark command-start "\"binding\":$rp_binding" "\"command\":$(rp_json "$rp_command")"
    # An interruption ends the command, and not the session.
    trap : INT
    eval "$rp_command"
    rp_status=$?
    trap - INT
    printf '\n'
    rp_mark command-end "\"binding\":$rp_binding" "\"command\":$(rp_json "$rp_command")" "\"exit\":$rp_status"
    if [ "$rp_status" -eq 0 ]; then
      return 0
    fi
    rp_ask "$(rp_fill "$rp_say_failed" "$rp_status")" rsq
    if [ "$rp_key" = s ]; then
      rp_skip "$rp_binding"
      return 0
    fi
  done
}
{% endraw %}
