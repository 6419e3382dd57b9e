"""How large an expression becomes once its definitions are expanded."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.node import Node
from derivcheck.lang.parse.limits import MAX_NODES, MAX_TREE_DEPTH

REMEDY = "split the step, or define less in terms of definitions"


def check_size(root: Node) -> None:
    """Refuse a tree with too many parts or too many levels, definitions expanded."""
    count, level = 0, [root]
    for _ in range(MAX_TREE_DEPTH):
        count += len(level)
        if count > MAX_NODES:
            raise _too_large()
        level = [child for node in level for child in node.children()]
        if not level:
            return
    raise AuthorError(
        f"nested more than {MAX_TREE_DEPTH} deep once definitions are expanded", remedy=REMEDY
    )


def check_expansion(body: Node, parameters: Sequence[Symbol], arguments: Sequence[Node]) -> None:
    """Refuse to put arguments into a definition where the result would be too large."""
    names = {symbol.name: _size(value) for symbol, value in zip(parameters, arguments, strict=True)}
    total = 0
    for part in body.walk():
        total += names.get(part.name, 1) if isinstance(part, Symbol) else 1
        if total > MAX_NODES:
            raise _too_large()


def _size(root: Node) -> int:
    check_size(root)
    return sum(1 for _ in root.walk())


def _too_large() -> AuthorError:
    return AuthorError(f"more than {MAX_NODES} parts once definitions are expanded", remedy=REMEDY)
