#!/usr/bin/env bash
# tree-sitter-powershell 0.26.4 (py-tree-sitter 0.26.1) refuses `Get-Service a,b`, though it reads the same
# list with quotes around its items. A list of bare words is how most cmdlets are given several names
# (about_Parsing, argument mode; about_Arrays), so a program that drops lines with an error in the tree
# loses some of the most common ones. Where it goes on in spite of the error, the second argument is
# `,b`, with its comma.
#
# Runproof parses PowerShell itself; a test holds both parsers beside each other where this one sees no
# error (`src/command/powershell/tests/laws.rs`).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tree-sitter==0.26.1 tree-sitter-powershell==0.26.4

cat > "$folder/read.py" <<'PYTHON'
import tree_sitter, tree_sitter_powershell

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))


def words(node, text):
    if node.named_child_count == 0:
        part = text[node.start_byte : node.end_byte].decode()
        return [] if node.type == "command_argument_sep" else [f"{node.type} {part}"]
    return [word for child in node.named_children for word in words(child, text)]


for line in [
    "Get-Service 'a','b'",
    "Get-Service a,b",
    "Get-Service -Name a,b",
    "Get-Service a b",
]:
    text = line.encode()
    root = parser.parse(text).root_node
    told = "refused" if root.has_error else "read as"
    print(f"{line}: {told}", " + ".join(words(root, text)))
PYTHON

seen=$("$folder/venv/bin/python" "$folder/read.py")
expected=$(cat <<'EXPECTED'
Get-Service 'a','b': read as command_name Get-Service + verbatim_string_characters 'a' + verbatim_string_characters 'b'
Get-Service a,b: refused command_name Get-Service + generic_token a + generic_token ,b
Get-Service -Name a,b: refused command_name Get-Service + command_parameter -Name + generic_token a + generic_token ,b
Get-Service a b: read as command_name Get-Service + generic_token a + generic_token b
EXPECTED
)
printf 'tree-sitter-powershell 0.26.4:\n%s\n' "$seen"
[ "$seen" = "$expected" ]
