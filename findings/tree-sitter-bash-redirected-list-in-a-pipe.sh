#!/usr/bin/env bash
# tree-sitter-bash 0.25.1 (py-tree-sitter 0.26.1) reads `A && B 2>x | C` as `{ A && B; } 2>x | C`: the
# pipe joins the whole list, and the redirection belongs to both commands. Bash's grammar lets the
# pipe bind tighter: `A && { B 2>x | C; }`, so A writes to the terminal and not into C. Without the
# redirection the same grammar reads the line right. The tree shows no error.
#
# A reader that follows the tree says that C had A's output, and that the status of the line does not
# depend on A. Runproof reads bash by a grammar of its own (`src/command/bash`).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tree-sitter==0.26.1 tree-sitter-bash==0.25.1

cat > "$folder/read.py" <<'PYTHON'
import tree_sitter, tree_sitter_bash

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
for text in [b"a && b | c", b"a && b 2>x | c"]:
    root = parser.parse(text).root_node
    top = root.named_children[0]
    parts = [f"{node.type} {text[node.start_byte:node.end_byte].decode()}" for node in top.named_children]
    print(f"{text.decode()}: {top.type} of", " + ".join(parts), "error" if root.has_error else "")
PYTHON

seen=$("$folder/venv/bin/python" "$folder/read.py" | sed 's/ *$//')
expected='a && b | c: list of command a + pipeline b | c
a && b 2>x | c: pipeline of redirected_statement a && b 2>x + command c'
printf 'tree-sitter-bash 0.25.1 reads:\n%s\n' "$seen"
told=$(bash -c 'echo from-a && echo from-b 2>/dev/null | sed "s/^/through-c /"')
printf 'bash does:\n%s\n' "$told"
[ "$seen" = "$expected" ] && [ "$told" = "$(printf 'from-a\nthrough-c from-b')" ]
