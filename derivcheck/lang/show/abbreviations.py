"""The definitions that shown expressions refer to by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivcheck.lang.algebra import Abbreviation
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.node import Node


def abbreviations(nodes: Iterable[Node]) -> dict[str, Node]:
    """Name and meaning of every definition that the nodes use, those it rests on first.

    For "where p = N(theta, epsilon**2)" behind a list of steps.
    """
    found: dict[str, Node] = {}
    for node in nodes:
        for name, meaning in _definitions(node):
            found.setdefault(name, meaning)
    return found


def _definitions(node: Node) -> Iterator[tuple[str, Node]]:
    for child in node.children():
        yield from _definitions(child)
    if isinstance(node, Abbreviation):
        yield node.name, node.value
    elif isinstance(node, Abbreviated):
        yield node.name, node.law
