#!/usr/bin/env bash
# tree-sitter-powershell 0.26.4 (py-tree-sitter 0.26.1) takes a typographic dash and typographic quotes for
# letters: `Get-Item –Path x` has an argument `–Path` and no parameter, and a quoted name with a blank
# is two arguments. The tree shows no error; only before an operator the dash is refused. To PowerShell
# (language specification 3.0, 2.2 and 2.3: dash-character, single-quote-character,
# double-quote-character) they are the same as `-` and the straight quotes.
#
# Commands that were copied from Word or from a mail have them. Runproof parses PowerShell itself and
# reads them as PowerShell does (`src/command/powershell/parse/characters.rs`).
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
    "Get-Item -Path x",
    "Get-Item \u2013Path x",
    "Get-Item x \u2014Force",
    "Get-Item \u2018my file\u2019",
    "Get-Item \u201cmy file\u201d",
    "$x \u2013eq 1",
]:
    text = line.encode()
    root = parser.parse(text).root_node
    told = "refused" if root.has_error else "read as"
    print(f"{line}: {told}", " + ".join(words(root, text)))
PYTHON

seen=$("$folder/venv/bin/python" "$folder/read.py")
expected=$(cat <<'EXPECTED'
Get-Item -Path x: read as command_name Get-Item + command_parameter -Path + generic_token x
Get-Item –Path x: read as command_name Get-Item + generic_token –Path + generic_token x
Get-Item x —Force: read as command_name Get-Item + generic_token x + generic_token —Force
Get-Item ‘my file’: read as command_name Get-Item + generic_token ‘my + generic_token file’
Get-Item “my file”: read as command_name Get-Item + generic_token “my + generic_token file”
$x –eq 1: refused variable $x + ERROR  – + simple_name eq + decimal_integer_literal 1
EXPECTED
)
printf 'tree-sitter-powershell 0.26.4:\n%s\n' "$seen"
[ "$seen" = "$expected" ]
