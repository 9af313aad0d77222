#!/usr/bin/env bash
# tree-sitter-bash 0.25.1 (py-tree-sitter 0.26.1) tears the word `$h:$d.pem` in two, and its tree
# shows no error: `scp $d.pem $h:$d.pem` becomes a command with three arguments, `$d.pem`, `$h:$`
# and `d.pem`. Bash passes two. The first `$d.pem` of the same line is read right: it is a second
# expansion in one word, followed by a dot, that is taken for a lone `$`.
#
# Whoever reads typed lines by that grammar sees a file copied to `host:$` and another file beside it.
# Runproof reads bash by a grammar of its own for this reason (`src/command/bash`); the line stands in
# the recorded sessions of `tests/shells/bash-5.2`.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tree-sitter==0.26.1 tree-sitter-bash==0.25.1

cat > "$folder/read.py" <<'PYTHON'
import tree_sitter, tree_sitter_bash

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
text = rb"scp $d.pem $h:$d.pem"
root = parser.parse(text).root_node
command = root.named_children[0]
print("has an error:", root.has_error)
for node in command.children_by_field_name("argument"):
    print(node.type, text[node.start_byte:node.end_byte].decode())
PYTHON

seen=$("$folder/venv/bin/python" "$folder/read.py")
# shellcheck disable=SC2016  # The words are text here.
expected='has an error: False
concatenation $d.pem
concatenation $h:$
word d.pem'
printf 'tree-sitter-bash 0.25.1 reads:\n%s\n' "$seen"
# shellcheck disable=SC2016  # Bash itself expands the words.
words=$(d=new h=web01 bash -c 'printf "%s\n" $d.pem $h:$d.pem')
printf 'bash passes:\n%s\n' "$words"
[ "$seen" = "$expected" ] && [ "$words" = "$(printf 'new.pem\nweb01:new.pem')" ]
