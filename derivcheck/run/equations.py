"""The equation numbers that a claim's steps carry, read from its source; nothing runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from derivcheck.run.scan import parse_module

RANGE = re.compile(r"((?:\d+\.)*)(\d+)[-\N{EN DASH}]\1(\d+)\Z")
MOST = 1000
"""Numbers that one range may stand for."""


def labels(text: str) -> frozenset[str]:
    """The single labels in "1, 2", "42-44", "1.1-1.4" or "(1.1)a", without brackets and blanks."""
    parts = (re.sub(r"[()\[\]\s]", "", part) for part in text.split(","))
    return frozenset(label for part in parts if part for label in _each(part))


def printed_numbers(path: str, source: str) -> dict[str, frozenset[str]]:
    """The labels in `eq="..."` by the name of the function that writes them.

    Those of the module's other functions that it calls are among them. A number that is computed
    is not seen: it must be a literal. AuthorError for what is not Python.
    """
    tree = parse_module(path, source)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name: _numbers(name, functions) for name in functions}


def _each(part: str) -> Iterator[str]:
    match = RANGE.match(part)
    if match and 0 <= int(match[3]) - int(match[2]) < MOST:
        for number in range(int(match[2]), int(match[3]) + 1):
            yield f"{match[1]}{number}"
    else:
        yield part


def _numbers(name: str, functions: Mapping[str, ast.FunctionDef]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    waiting, seen = [name], {name}
    while waiting:
        for call in ast.walk(functions[waiting.pop()]):
            if isinstance(call, ast.Call):
                found |= _literal(call)
            elif isinstance(call, ast.Name) and call.id in functions and call.id not in seen:
                seen.add(call.id)
                waiting.append(call.id)
    return found


def _literal(call: ast.Call) -> frozenset[str]:
    values = (word.value for word in call.keywords if word.arg == "eq")
    texts = (value.value for value in values if isinstance(value, ast.Constant))
    return frozenset().union(*(labels(text) for text in texts if isinstance(text, str)))
