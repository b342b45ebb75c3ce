"""Fails on scripts that the grammar of PowerShell does not know."""

import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser

parser = Parser(Language(tree_sitter_powershell.language()))


def mistakes(node):
    if node.type == "ERROR" or node.is_missing:
        yield node
    for child in node.children:
        yield from mistakes(child)


failed = False
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        tree = parser.parse(file.read())
    for node in mistakes(tree.root_node):
        failed = True
        line, column = node.start_point
        print(f"{path}:{line + 1}:{column + 1}: {node.type} {node.text[:60]!r}")
# What is no PowerShell is found.
assert parser.parse(b"if ($a { 'b' }").root_node.has_error
print(f"{len(sys.argv) - 1} scripts")
sys.exit(failed)
