#!/usr/bin/env bash
# tree-sitter-powershell 0.26.4 (py-tree-sitter 0.26.1) reads a statement that begins with a range, `1..3 | …`,
# as a command called `1..3`, and its tree shows no error. With blanks around the dots it is an expression.
# PowerShell takes both for the range operator (about_Operators): a statement that begins with a digit is
# an expression.
#
# Whoever asks that tree which commands a line runs is told of a program that there is not, and does
# not see that the block behind it is run three times. Runproof parses PowerShell itself
# (`src/command/powershell/parse`) and uses this grammar in tests only.
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
    "1..3",
    "1..3 | Get-Item",
    "1 .. 3 | Get-Item",
    "$a = 1..3",
]:
    text = line.encode()
    root = parser.parse(text).root_node
    told = "refused" if root.has_error else "read as"
    print(f"{line}: {told}", " + ".join(words(root, text)))
PYTHON

seen=$("$folder/venv/bin/python" "$folder/read.py")
expected=$(cat <<'EXPECTED'
1..3: read as command_name 1..3
1..3 | Get-Item: read as command_name 1..3 + command_name Get-Item
1 .. 3 | Get-Item: read as decimal_integer_literal 1 + decimal_integer_literal 3 + command_name Get-Item
$a = 1..3: read as variable $a + assignement_operator = + command_name 1..3
EXPECTED
)
printf 'tree-sitter-powershell 0.26.4:\n%s\n' "$seen"
[ "$seen" = "$expected" ]
