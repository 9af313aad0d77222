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
  rp_transcript_path
  if ! : >>"$rp_transcript"; then
    exit 1
  fi
  if [ -t 0 ] && [ -f "$0" ] && script --version 2>/dev/null | grep -q util-linux; then
    RUNPROOF_TRANSCRIPT=$rp_transcript exec script -q -e -c "$(printf '%q ' "$BASH" "$0" "$@")" "$rp_transcript"
  fi
  rp_tee=yes
  exec > >(tee -a -- "$rp_transcript") 2>&1
}

# The file of the transcript: as it was asked for, or in the first folder that can be written to.
rp_transcript_path() {
  local name folder
  name="$rp_file-${rp_host%%.*}-$(date +%Y%m%d%H%M%S).log"
  rp_transcript=$rp_to
  if [ -z "$rp_to" ]; then
    for folder in "$PWD" "${HOME-}" "${TMPDIR:-/tmp}"; do
      if [ -n "$folder" ] && [ "$folder" != / ] && [ -w "$folder" ]; then
        rp_transcript=$folder/$name
        return
      fi
    done
    rp_transcript=$PWD/$name
  elif [ -d "$rp_to" ]; then
    rp_transcript=${rp_to%/}/$name
  fi
  case $rp_transcript in
    /*) ;;
    *) rp_transcript=$PWD/$rp_transcript ;;
  esac
  if [ -e "$rp_transcript" ]; then
    rp_print "$(rp_fill "$rp_say_exists" "$rp_transcript")"
    exit 1
  fi
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

# rp_mark EVENT [JSON…]: a line for the audit. Who and where stands in the first one. The session's
# name is told to nobody but the marks.
rp_mark() {
  local event=$1 place='' more='' dim='' bright=''
  shift
  if [ -n "$rp_id" ]; then
    place=",\"step\":$(rp_json "$rp_id"),\"number\":$rp_number"
  fi
  if [ $# -gt 0 ]; then
    more=$(printf ',%s' "$@")
  fi
  if [ -t 1 ]; then
    # What was typed ahead may stand on this row, and a mark begins one.
    dim=$'\r\033[K\033[2m' bright=$'\033[22m'
  fi
  printf '%s#runproof:1 {"event":"%s","session":"%s","time":"%s"%s%s}%s\n' \
    "$dim" "$event" "$rp_session" "$(rp_now)" "$place" "$more" "$bright"
}

# rp_mark_act EVENT KEY BINDING [JSON…]: also which act, for what and on which computer.
rp_mark_act() {
  local event=$1 key=$2 binding=$3
  shift 3
  rp_mark "$event" "\"act\":\"$key\"" "\"binding\":$binding" "\"server\":$(rp_json "${rp_server:-$rp_host}")" "$@"
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

# rp_fact LABEL TEXT
rp_fact() {
  rp_print "$(rp_fill "$rp_say_lead" "$1") $2"
}

# rp_read PROMPT: a line in rp_line; where there are no more, the session ends.
rp_read() {
  printf '  %s ' "$1"
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

# A line without blanks around it.
rp_read_words() {
  rp_read "$1"
  rp_line=${rp_line#"${rp_line%%[![:space:]]*}"}
  rp_line=${rp_line%"${rp_line##*[![:space:]]}"}
}

# rp_ask QUESTION KEYS KIND…: the answer in rp_key: yes, no, skip, retry or back. Only whole words
# and keys answer; to quit ends the session.
rp_ask() {
  local question=$1 keys=$2 answer name
  shift 2
  while :; do
    rp_read_words "$question${question:+ }$keys"
    answer=$(printf '%s' "$rp_line" | tr '[:upper:]' '[:lower:]')
    case $answer in
      '' | *'|'*) ;;
      *)
        for rp_key in "$@"; do
          name=rp_say_keys_$rp_key
          case ${!name} in
            *"|$answer|"* | *"|$rp_line|"*)
              if [ "$rp_key" = quit ]; then
                rp_quit
              fi
              return
              ;;
          esac
        done
        ;;
    esac
    rp_print "$(rp_fill "$rp_say_wrong_key" "$keys")"
  done
}

rp_quit() {
  printf '\n'
  if [ "$rp_number" -gt 0 ]; then
    rp_print "$(rp_fill "$rp_say_quit" "$rp_number")"
    rp_print "$(rp_fill "$rp_say_go_on" "--resume $(printf '%q' "$rp_transcript")")"
  else
    rp_print "$rp_say_quit_before"
  fi
  rp_end stopped
  exit 1
}

rp_finish() {
  rp_print "$rp_say_finished"
  rp_end finished
  exit 0
}

rp_end() {
  rp_id='' rp_ended=yes
  rp_text "$(rp_fill "$rp_say_submit" "$rp_transcript")"
  rp_mark session-end "\"outcome\":\"$1\""
}

rp_ended_by() {
  [ -n "$rp_ended" ] || rp_end stopped
  [ -z "$rp_folder" ] || rm -rf -- "$rp_folder"
}

# rp_begin ARGUMENT…
rp_begin() {
  local earlier=() arguments=("$@")
  rp_operator='' rp_id='' rp_number=0 rp_ended='' rp_tee='' rp_server='' rp_folder='' rp_placeholders=()
  rp_names=() rp_values=() rp_from=0 rp_to='' rp_is_passing='' rp_waits=() rp_look_key='' rp_ran=() rp_states=()
  rp_open_numbers=() rp_open_hosts=() rp_done='|' rp_declined='|' rp_elsewhere='|' rp_waited='|' rp_answers='|'
  rp_earlier=()
  while [ $# -gt 0 ]; do
    case $1 in
      --from) rp_from=${2-} ;;
      --resume) earlier+=("${2-}") ;;
      --transcript) rp_to=${2-} ;;
      *) set -- '' ;;
    esac
    if [ $# -lt 2 ] || ! [[ $rp_from =~ ^[0-9]{1,4}$ ]]; then
      printf '%s [--from N] [--resume FILE] [--transcript PATH]\n' "$0" >&2
      exit 2
    fi
    shift 2
  done
  rp_from=$((10#$rp_from))
  rp_user=$(id -un)
  rp_find_names
  rp_session=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
  if [ -n "$rp_is_elevated" ] && [ "$(id -u)" -ne 0 ]; then
    rp_text "$rp_say_not_elevated_bash"
    exit 1
  fi
  rp_record "${arguments[@]}"
  rp_earlier=("${earlier[@]}")
  trap rp_ended_by EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# The names of this computer: the full one where it can be told, and where it is this computer's.
rp_find_names() {
  local bare full
  bare=$(uname -n)
  full=$bare
  case $bare in
    *.*) ;;
    *) full=$(hostname -f 2>/dev/null) ;;
  esac
  rp_host=$full
  if ! rp_same "${full%%.*}" "${bare%%.*}"; then
    rp_host=${bare%%.*}
  fi
  case $rp_host in
    *.localdomain) rp_host=${bare%%.*} ;;
  esac
}

rp_lower() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

rp_same() {
  [ "$(rp_lower "$1")" = "$(rp_lower "$2")" ]
}

# Says which of the servers this computer is; where that is not certain, asks.
rp_find_server() {
  local found=() server at=0
  if [ ${#rp_servers[@]} -eq 0 ]; then
    rp_text "$(rp_fill "$rp_say_here" "$rp_host")"
    return
  fi
  server=$(printf ', %s' "${rp_servers[@]}")
  rp_fact "$rp_say_servers" "${server:2}"
  for server in "${rp_servers[@]}"; do
    if rp_same "$server" "$rp_host"; then
      rp_server=$server
    elif rp_same "${server%%.*}" "${rp_host%%.*}"; then
      found+=("$server")
    fi
  done
  if [ -z "$rp_server" ] && [ ${#found[@]} -eq 1 ]; then
    case "$rp_host|${found[0]}" in
      *.*'|'*.*)
        rp_ask "$(rp_fill "$rp_say_here_unsure" "$rp_host" "${found[0]}")" "$rp_say_here_unsure_keys" yes no quit
        [ "$rp_key" = no ] || rp_server=${found[0]}
        ;;
      *) rp_server=${found[0]} ;;
    esac
  elif [ -z "$rp_server" ] && [ ${#found[@]} -gt 1 ]; then
    rp_print "$(rp_fill "$rp_say_which" "$rp_host")"
    for server in "${found[@]}"; do
      at=$((at + 1))
      rp_print "[$at] $server"
    done
    rp_print "[0] $rp_say_which_none"
    while :; do
      rp_read_words "$rp_say_which_number"
      if [[ $rp_line =~ ^[0-9]{1,4}$ ]] && [ $((10#$rp_line)) -le $at ]; then
        break
      fi
    done
    [ $((10#$rp_line)) -eq 0 ] || rp_server=${found[$((10#$rp_line - 1))]}
  fi
  if [ -n "$rp_server" ]; then
    rp_text "$(rp_fill "$rp_say_here" "$rp_server")"
  else
    rp_text "$(rp_fill "$rp_say_here_other" "$rp_host")"
  fi
}

# The rest of the head: which computer this is, what is needed, where the transcript lies and where
# the procedure is taken up.
rp_enter() {
  local path
  rp_find_server
  [ -z "$rp_is_elevated" ] || rp_text "$rp_say_elevated"
  rp_text "$(rp_fill "$rp_say_transcript" "$rp_transcript")"
  for path in "${rp_earlier[@]}"; do
    rp_import "$path"
  done
  if [ "$rp_from" -gt "$rp_steps" ]; then
    rp_print "$(rp_fill "$rp_say_no_step" "$rp_from")"
    rp_end stopped
    exit 1
  fi
  [ "$rp_from" -le 1 ] || rp_text "$(rp_fill "$rp_say_begins" "$rp_from")"
}

rp_who() {
  local from=()
  rp_print "$rp_say_operator"
  rp_read_words "$rp_say_name"
  rp_operator=${rp_line:-$rp_user}
  [ "$rp_from" -le 1 ] || from=("\"from\":$rp_from")
  rp_mark session-start "\"runbook\":$(rp_json "$rp_runbook")" "\"revision\":$(rp_json "$rp_revision")" \
    "\"sha256\":$(rp_json "$rp_sha256")" "\"variant\":$(rp_json "$rp_variant")" "\"change\":$(rp_json "$rp_change")" \
    "\"host\":$(rp_json "$rp_host")" "\"server\":$(rp_json "$rp_server")" "\"user\":$(rp_json "$rp_user")" \
    "\"operator\":$(rp_json "$rp_operator")" "${from[@]}"
}

# rp_field MARK NAME: a field of a mark, as it stands there, in rp_field.
rp_field() {
  local text="\"$2\":(\"([^\"\\\\]|\\\\.)*\"|[0-9a-z]+|\\[[0-9,]*\\])"
  rp_field=''
  if [[ $1 =~ $text ]]; then
    rp_field=${BASH_REMATCH[1]}
    rp_field=${rp_field#\"}
    rp_field=${rp_field%\"}
  fi
}

# rp_import FILE: what an earlier session of the same script did, by its marks.
rp_import() {
  local line session='' ours event act number
  ours=",\"sha256\":$(rp_json "$rp_sha256"),\"variant\":$(rp_json "$rp_variant"),\"change\":$(rp_json "$rp_change"),"
  if ! [ -r "$1" ]; then
    rp_print "$(rp_fill "$rp_say_no_file" "$1")"
    rp_end stopped
    exit 1
  fi
  while IFS= read -r line; do
    rp_field "$line" event
    event=$rp_field
    rp_field "$line" session
    if [ "$event" = session-start ]; then
      case $line in
        *"$ours"*) session=$rp_field ;;
      esac
      continue
    fi
    if [ -z "$session" ] || [ "$session" != "$rp_field" ]; then
      continue
    fi
    rp_field "$line" act
    act=$rp_field
    case $event in
      command-start | outcome-wrong) rp_done=${rp_done//"|$act|"/'|'} ;;
      command-end)
        rp_field "$line" exit
        if [ "$rp_field" = 0 ]; then
          rp_done="$rp_done$act|"
        fi
        ;;
      outcome-seen | by-hand-done) rp_done="$rp_done$act|" ;;
      decision)
        rp_field "$line" question
        act=$rp_field
        rp_field "$line" answer
        rp_answers="$rp_answers$act=$rp_field|"
        ;;
      elsewhere)
        rp_field "$line" hosts
        rp_elsewhere="$rp_elsewhere$rp_field|"
        ;;
      waited)
        rp_field "$line" steps
        for number in ${rp_field//[^0-9]/ }; do
          rp_waited="$rp_waited$number|"
        done
        ;;
    esac
  done < <(LC_ALL=C sed -n -e $'s/\033\\[[0-9;]*[Km]//g' -e $'s/\r*$//' -e $'s/^.*\r#/#/' -e 's/^#runproof:1 //p' -- "$1")
  if [ -z "$session" ]; then
    rp_print "$(rp_fill "$rp_say_no_marks" "$1")"
    rp_end stopped
    exit 1
  fi
  rp_text "$(rp_fill "$rp_say_resumed" "$1")"
}

# rp_round LABEL ITEM FIRST LAST: what is done for one item of a rolling part.
rp_round() {
  rp_is_passing=''
  if [ "$rp_from" -gt "$4" ]; then
    return
  fi
  if [ -n "$1" ] && [ "$rp_from" -ge "$3" ] && [ "$rp_from" -gt 1 ]; then
    rp_ask "$(rp_fill "$rp_say_begins_with" "$2")" "$rp_say_begins_with_keys" yes no quit
    if [ "$rp_key" = no ]; then
      rp_is_passing=yes
      return
    fi
  fi
  if [ -n "$1" ]; then
    printf '\n==== %s\n' "$1"
  fi
}

rp_rounds_end() {
  rp_is_passing=''
}

# rp_step NUMBER ID LINE [NUMBER…]: begins a step that waits for others, unless it lies before the
# place where the procedure is taken up.
rp_step() {
  if [ -n "$rp_is_passing" ] || [ "$1" -lt "$rp_from" ]; then
    return 1
  fi
  rp_from=0 rp_number=$1 rp_id=$2 rp_acted='' rp_look_key=''
  printf '\n== %s\n\n' "$3"
  shift 3
  rp_waits=("$@")
  rp_mark step-start
}

rp_not_applicable() {
  rp_text "$1"
  rp_mark not-applicable "\"reason\":$(rp_json "$1")"
}

# Where the plan waits for what other computers do, so does the script.
rp_wait() {
  local numbers=() hosts at number other open_numbers=() open_hosts=()
  for number in "${rp_waits[@]}"; do
    for other in "${rp_open_numbers[@]}"; do
      if [ "$number" = "$other" ]; then
        numbers+=("$number")
        break
      fi
    done
  done
  if [ ${#numbers[@]} -eq 0 ]; then
    return
  fi
  rp_print "$(rp_fill "$rp_say_wait" "$rp_number")"
  for number in "${numbers[@]}"; do
    hosts=''
    for at in "${!rp_open_numbers[@]}"; do
      if [ "${rp_open_numbers[at]}" = "$number" ]; then
        case "$hosts, " in
          *", ${rp_open_hosts[at]}, "*) ;;
          *) hosts="$hosts, ${rp_open_hosts[at]}" ;;
        esac
      fi
    done
    rp_print "$(rp_fill "$rp_say_wait_for" "$number" "${hosts:2}")"
  done
  rp_text "$(rp_fill "$rp_say_wait_how" "--from ${numbers[0]}")"
  rp_ask "$rp_say_wait_done" "$rp_say_wait_done_keys" yes quit
  hosts=$(printf ',%s' "${numbers[@]}")
  rp_mark waited "\"steps\":[${hosts:1}]"
  for at in "${!rp_open_numbers[@]}"; do
    case "$hosts," in
      *",${rp_open_numbers[at]},"*) ;;
      *)
        open_numbers+=("${rp_open_numbers[at]}")
        open_hosts+=("${rp_open_hosts[at]}")
        ;;
    esac
  done
  rp_open_numbers=("${open_numbers[@]}")
  rp_open_hosts=("${open_hosts[@]}")
}

# rp_skip BINDING KEY: passes over an act; why, the operator says.
rp_skip() {
  rp_read_words "$rp_say_skip_reason"
  while [ -z "$rp_line" ]; do
    rp_print "$rp_say_reason_wanted"
    rp_read_words "$rp_say_skip_reason"
  done
  rp_declined="$rp_declined$2|"
  rp_text "$rp_say_skipped"
  rp_mark_act skipped "$2" "$1" "\"reason\":$(rp_json "$rp_line")"
}

# rp_was_done KEY: whether an earlier session did it.
rp_was_done() {
  case $rp_done in
    *"|$1|"*) rp_text "$rp_say_done_before" ;;
    *) return 1 ;;
  esac
}

# rp_by_hand LABEL BINDING KEY
rp_by_hand() {
  rp_acted=yes
  [ -z "$1" ] || rp_print "$1"
  if rp_was_done "$3"; then
    return
  fi
  rp_wait
  rp_ask "$rp_say_by_hand" "$rp_say_by_hand_keys" yes skip quit
  if [ "$rp_key" = yes ]; then
    rp_mark_act by-hand-done "$3" "$2"
  else
    rp_skip "$2" "$3"
  fi
}

# A step by hand asks once, unless its list did.
rp_by_hand_once() {
  [ -n "$rp_acted" ] || rp_by_hand '' '{}' "$rp_id"
}

# rp_answer QUESTION TEXT: asks, unless it is answered.
rp_answer() {
  case $rp_answers in
    *"|$1="*) return ;;
  esac
  rp_ask "$2" "$rp_say_question_keys" yes no quit
  if [ "$rp_key" = yes ]; then
    rp_answers="$rp_answers$1=true|"
  else
    rp_answers="$rp_answers$1=false|"
  fi
}

# rp_is QUESTION ANSWER
rp_is() {
  case $rp_answers in
    *"|$1=$2|"*) ;;
    *) return 1 ;;
  esac
}

rp_mark_answer() {
  local answer=false
  if rp_is "$1" true; then
    answer=true
  fi
  rp_mark decision "\"question\":$(rp_json "$1")" "\"answer\":$answer"
}

rp_decide() {
  rp_acted=yes
  rp_wait
  rp_answer "$rp_question" "$rp_question_text"
  rp_is "$rp_question" true
}

# Whether the answer stands. What a no asks for is done before, and it can be taken back.
rp_decided() {
  if rp_is "$rp_question" false; then
    rp_ask "$rp_say_no" "$rp_say_no_keys" yes back quit
    if [ "$rp_key" = back ]; then
      rp_answers=${rp_answers//"|$rp_question=false|"/'|'}
      return 1
    fi
  fi
  rp_mark_answer "$rp_question"
}

rp_finish_on_no() {
  if rp_is "$rp_question" false; then
    rp_finish
  fi
}

# rp_applies QUESTION TEXT ANSWER: whether a step applies whose question the change leaves open; it
# is asked once.
rp_applies() {
  case $rp_answers in
    *"|$1="*) ;;
    *)
      rp_text "$rp_say_applies"
      rp_answer "$1" "$2"
      rp_mark_answer "$1"
      ;;
  esac
  if rp_is "$1" "$3"; then
    return
  fi
  rp_not_applicable "$rp_say_not_applicable"
  return 1
}

# rp_belongs BINDING KEY [HOST…]: whether the act is to be carried out on this computer. What is done
# on others is remembered.
rp_belongs() {
  local binding=$1 key=$2 host names
  shift 2
  if [ $# -eq 0 ]; then
    return
  fi
  if [ -n "$rp_server" ]; then
    for host in "$@"; do
      if rp_same "$host" "$rp_server"; then
        return
      fi
    done
  fi
  names=$(printf ', %s' "$@")
  names=${names:2}
  case $rp_elsewhere in
    *"|$names|"*) ;;
    *)
      rp_ask "$(rp_fill "$rp_say_host" "$names" "${rp_server:-$rp_host}")" "$rp_say_host_keys" yes skip quit
      if [ "$rp_key" = yes ]; then
        return
      fi
      rp_elsewhere="$rp_elsewhere$names|"
      ;;
  esac
  rp_declined="$rp_declined$key|"
  case $rp_waited in
    *"|$rp_number|"*) ;;
    *)
      rp_open_numbers+=("$rp_number")
      rp_open_hosts+=("$names")
      ;;
  esac
  rp_text "$(rp_fill "$rp_say_elsewhere" "--from $rp_number")"
  rp_mark_act elsewhere "$key" "$binding" "\"hosts\":$(rp_json "$names")"
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
    rp_read "$(rp_fill "$rp_say_value_prompt" "$1")"
    if LC_ALL=C rp_is_plain "$rp_line"; then
      break
    fi
    rp_print "$(rp_fill "$rp_say_value_invalid" "$1")"
  done
  rp_names+=("$1")
  rp_values+=("$rp_line")
  rp_value=$rp_line
}

rp_is_plain() {
  [[ $1 =~ ^[A-Za-z0-9._/~][A-Za-z0-9._/:@%+=~-]*$ ]]
}

# rp_look KEY RULE LINE REPEATS SEEN: commands after which something must be seen: a line, nothing at
# all, or what a person reads. Whether they are to be run: an earlier session may have seen it.
rp_look() {
  rp_look_key='' rp_ran=() rp_states=()
  if [ -n "$4" ] && rp_was_done "$1"; then
    return 1
  fi
  rp_look_key=$1 rp_rule=$2 rp_wanted=$3 rp_repeats=$4 rp_seen=$5
  [ -n "$rp_repeats" ] || rp_text "$rp_seen"
}

# rp_looked REPEAT: whether the look is over: it is seen, or nobody looked.
rp_looked() {
  local state key=$rp_look_key is_open=''
  for state in "${rp_states[@]}"; do
    [ "$state" != wrong ] || is_open=yes
  done
  if [ ${#rp_ran[@]} -eq 0 ] || { [ "$rp_rule" != reading ] && [ -z "$rp_repeats" ]; }; then
    rp_look_key=''
    return
  fi
  [ -z "$1" ] || rp_text "$1"
  rp_text "$rp_seen"
  if [ "$rp_rule" = reading ]; then
    rp_ask "$rp_say_repeat" "$rp_say_repeat_keys" yes retry quit
    if [ "$rp_key" = retry ]; then
      return 1
    fi
  elif [ -n "$is_open" ]; then
    rp_ask "$rp_say_not_reached" "$rp_say_not_reached_keys" retry skip quit
    if [ "$rp_key" = retry ]; then
      return 1
    fi
    rp_look_key=''
    rp_skip '{}' "$key"
    return
  else
    rp_text "$rp_say_reached"
  fi
  rp_look_key=''
  rp_mark_act outcome-seen "$key" '{}'
}

# rp_ran_at KEY: the place of an act among those of the look, in rp_at.
rp_ran_at() {
  for rp_at in "${!rp_ran[@]}"; do
    if [ "${rp_ran[rp_at]}" = "$1" ]; then
      return
    fi
  done
  rp_at=${#rp_ran[@]}
  return 1
}

# rp_shows: whether the output shows what must be seen: seen or wrong; what a person reads is no matter.
rp_shows() {
  local line is_silent=yes wanted
  rp_state=seen
  [ "$rp_rule" != reading ] || return 0
  rp_state=wrong
  wanted=$(rp_lower "$rp_wanted")
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    [ -z "$line" ] || is_silent=''
    if [ "$rp_rule" = line ] && [ "$(rp_lower "$line")" = "$wanted" ]; then
      rp_state=seen
    fi
  done <"$rp_folder/output"
  if [ "$rp_rule" = silence ] && [ -n "$is_silent" ]; then
    rp_state=seen
  fi
}

# rp_execute COMMAND: runs it in this very shell; what it prints is kept where it is read.
rp_execute() {
  local rp_copy
  if [ -z "$rp_look_key" ] || [ "$rp_rule" = reading ]; then
    eval "$1"
    rp_status=$?
    return
  fi
  [ -n "$rp_folder" ] || rp_folder=$(mktemp -d)
  rm -f -- "$rp_folder/pipe" "$rp_folder/output"
  mkfifo -- "$rp_folder/pipe"
  tee -- "$rp_folder/output" <"$rp_folder/pipe" &
  rp_copy=$!
  eval "$1" >"$rp_folder/pipe" 2>&1
  rp_status=$?
  wait "$rp_copy"
}

# rp_run COMMAND LABEL BINDING KEY [HOST…]
rp_run() {
  local rp_command=$1 rp_label=$2 rp_binding=$3 rp_act=$4 rp_status=0 rp_name rp_is_again=''
  shift 4
  rp_acted=yes
  # What was declined stays declined, whenever it is looked again.
  case $rp_declined in
    *"|$rp_act|"*) return ;;
  esac
  [ -z "$rp_label" ] || rp_print "$rp_label"
  if [ -z "$rp_look_key" ] || [ -z "$rp_repeats" ]; then
    if rp_was_done "$rp_act"; then
      return
    fi
  fi
  if [ -n "$rp_look_key" ] && rp_ran_at "$rp_act"; then
    rp_is_again=yes
  else
    rp_belongs "$rp_binding" "$rp_act" "$@" || return 0
    rp_wait
  fi
  for rp_name in "${rp_placeholders[@]}"; do
    rp_value "$rp_name"
    rp_command=${rp_command//"$rp_name"/"$rp_value"}
  done
  printf '\n'
  rp_text "$rp_command"
  if [ -z "$rp_is_again" ]; then
    rp_ask "$rp_say_run" "$rp_say_run_keys" yes skip quit
    if [ "$rp_key" = skip ]; then
      rp_skip "$rp_binding" "$rp_act"
      return
    fi
  fi
  while :; do
    rp_mark_act command-start "$rp_act" "$rp_binding" "\"command\":$(rp_json "$rp_command")"
    # An interruption ends the command, and not the session.
    trap : INT
    rp_execute "$rp_command"
    trap 'exit 130' INT
    printf '\n'
    rp_mark_act command-end "$rp_act" "$rp_binding" "\"exit\":$rp_status"
    if [ "$rp_status" -ne 0 ]; then
      rp_ask "$(rp_fill "$rp_say_failed" "$rp_status")" "$rp_say_failed_keys" retry skip quit
      if [ "$rp_key" = retry ]; then
        continue
      fi
      rp_skip "$rp_binding" "$rp_act"
      if [ -n "$rp_look_key" ] && rp_ran_at "$rp_act"; then
        rp_states[rp_at]=skipped
      fi
      return
    fi
    if [ -z "$rp_look_key" ]; then
      return
    fi
    rp_shows
    rp_ran_at "$rp_act" || true
    rp_ran[rp_at]=$rp_act
    rp_states[rp_at]=$rp_state
    if [ -n "$rp_repeats" ] || [ "$rp_state" != wrong ]; then
      return
    fi
    rp_mark_act outcome-wrong "$rp_act" "$rp_binding"
    rp_text "$rp_seen"
    rp_ask "$rp_say_wrong" "$rp_say_wrong_keys" retry skip quit
    if [ "$rp_key" = skip ]; then
      rp_skip "$rp_binding" "$rp_act"
      return
    fi
  done
}
{% endraw %}
