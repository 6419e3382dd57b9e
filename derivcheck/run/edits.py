"""Every tree that differs from a given one in a single place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar, cast

from derivcheck.lang.algebra import Abbreviation
from derivcheck.lang.domain import Domain
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws.defined import DensityLaw
from derivcheck.lang.node import Named, Node

T = TypeVar("T")
Local = Callable[[Node], Iterator[tuple[Node, T]]]
"""What may stand in place of one node, each with a remark."""

CLOSED = frozenset({"variable", "function", "region", "at"})
"""Fields that hold a bound variable, where it lives, or a name that is applied."""


def edited(node: Node, local: Local[T], *, inside_names: bool = False) -> Iterator[tuple[Any, T]]:
    """The tree with one node exchanged, for every node, the top first; with `local`'s remark.

    What a definition stands for is left alone unless `inside_names`: then the definition ends where
    its inside changes. Domains, bound variables and laws given by a density are left alone.
    """
    yield from local(node)
    if isinstance(node, Abbreviation | Abbreviated):
        if inside_names:
            inside = node.value if isinstance(node, Abbreviation) else node.law
            yield from edited(inside, local, inside_names=True)
        return
    if isinstance(node, Named | Domain | DensityLaw):
        return
    parts, make = node.parts(), cast(Any, type(node))
    for place, name in enumerate(node.__match_args__):
        if name in CLOSED:
            continue
        for child, put_back in _holes(parts[place]):
            for changed, remark in edited(child, local, inside_names=inside_names):
                yield make(*parts[:place], put_back(changed), *parts[place + 1 :]), remark


def _holes(part: Any) -> Iterator[tuple[Node, Callable[[Node], Any]]]:
    """The nodes of a field, each with what makes the field anew around another node."""
    if isinstance(part, Node):
        yield part, lambda changed: changed
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            for child, put_back in _holes(item):
                yield child, partial(_insert, part, place, put_back)


def _insert(
    part: tuple[Any, ...], place: int, put_back: Callable[[Node], Any], changed: Node
) -> tuple[Any, ...]:
    return (*part[:place], put_back(changed), *part[place + 1 :])
