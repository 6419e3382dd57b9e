"""How large an expression becomes once its definitions are expanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.node import Named, Node
from derivcheck.lang.parse.limits import MAX_NODES, MAX_PARTS, MAX_TREE_DEPTH

REMEDY = "split the step, or define less in terms of definitions"


@dataclass(slots=True)
class Budget:
    """How many parts the texts of one claim may still have, definitions expanded."""

    left: int = MAX_PARTS

    def spend(self, parts: int) -> None:
        """Take the parts of one more text; AuthorError once there are too many."""
        self.left -= parts
        if self.left < 0:
            raise AuthorError(
                f"a claim of more than {MAX_PARTS} parts once definitions are expanded",
                remedy="split it into several claims",
            )


def check_size(root: Node) -> int:
    """Refuse a tree with too many parts or levels, definitions expanded; how many parts it has."""
    return _size(root)


def check_expansion(body: Node, parameters: Sequence[Symbol], arguments: Sequence[Node]) -> None:
    """Refuse to put arguments into a definition where the result would be too large."""
    names = {symbol.name: _size(value) for symbol, value in zip(parameters, arguments, strict=True)}
    total = 0
    for level in _levels(body):
        total += sum(names.get(p.name, 1) if isinstance(p, Symbol) else 1 for p in level)
        _check_count(total)


def _size(root: Node) -> int:
    count = 0
    for depth, level in enumerate(_levels(root), start=1):
        if depth > MAX_TREE_DEPTH:
            raise AuthorError(
                f"nested more than {MAX_TREE_DEPTH} deep once definitions are expanded",
                remedy=REMEDY,
            )
        count += len(level)
        _check_count(count)
    return count


def _levels(root: Node) -> Iterator[list[Node]]:
    """The parts of a tree by depth; a name is one part, whatever its domain."""
    level = [root]
    while level:
        yield level
        level = list(_below(level))


def _below(level: Iterable[Node]) -> Iterator[Node]:
    for node in level:
        if not isinstance(node, Named):
            yield from node.children()


def _check_count(count: int) -> None:
    if count > MAX_NODES:
        raise AuthorError(
            f"more than {MAX_NODES} parts once definitions are expanded", remedy=REMEDY
        )
