"""The single slips people make on the right side of a step, each with its correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any

from derivcheck.core.claim import Relation, Statement
from derivcheck.lang.algebra import (
    Abbreviation,
    Add,
    Div,
    Mul,
    Neg,
    Number,
    Pow,
    Sub,
    Symbol,
    pi,
)
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Integers, Interval, Nonzero, Unspecified
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call, log, sqrt
from derivcheck.lang.law import Abbreviated, UnknownLaw
from derivcheck.lang.node import Named, Node
from derivcheck.lang.sequences import Index

Local = Callable[[Node], Iterator[tuple[Node, str]]]
"""What one node may have been meant to be, each with the slip in words."""

FLIPPED: Mapping[Relation, Relation] = MappingProxyType(
    {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
)


NO_SLIP = frozenset({"variable", "function", "region"})
"""Fields that hold a bound variable, its range, or a name that is applied."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in words, and the statement without it."""

    sentence: str
    statement: Statement


def slips(statement: Statement) -> Iterator[Slip]:
    """The slips that may have been made, likelier ones first; every correction differs."""
    seen = {statement}
    for slip in _all(statement):
        if slip.statement not in seen:
            seen.add(slip.statement)
            yield slip


def _all(statement: Statement) -> Iterator[Slip]:
    if statement.relation in FLIPPED:
        flipped = replace(statement, relation=FLIPPED[statement.relation])
        yield Slip("the inequality points the wrong way", flipped)
    for right, sentence in _right_sides(statement):
        yield Slip(sentence, replace(statement, rhs=right))


def _right_sides(statement: Statement) -> Iterator[tuple[Expr, str]]:
    """Corrected right sides: as a whole, by exchanged names, in one place, by a missing term."""
    rhs = statement.rhs
    yield -rhs, "the sign of the right side is wrong"
    for factor, name in ((Fraction(2), "2"), (Fraction(1, 2), "1/2")):
        yield factor * rhs, f"a factor {name} is missing on the right side"
    yield from _everywhere(rhs, _swaps)
    yield from _exchanges(rhs)
    yield from _missing_constants(rhs)
    yield from _everywhere(rhs, _local)
    yield from _missing_terms(statement)
    yield log(rhs), "a logarithm was forgotten on the right side"


def _exchanges(rhs: Expr) -> Iterator[tuple[Expr, str]]:
    """Two names of one domain swapped throughout; a name taken for its square or its root."""
    names = [part for part in dict.fromkeys(rhs.walk()) if isinstance(part, Symbol | UnknownLaw)]
    free = [name for name in names if name.name in rhs.free_names()]
    for i, one in enumerate(free):
        for other in free[i + 1 :]:
            if type(one) is type(other) and one.domain == other.domain:
                swapped = rhs.substitute({one.name: other, other.name: one})
                yield expr(swapped), f"{one.name} and {other.name} are swapped"
    for name in free:
        if isinstance(name, Symbol) and _is_number(name):
            squared, root = rhs.substitute({name.name: name**2}), sqrt(name)
            yield expr(squared), f"{name.name} stands where its square belongs"
            yield expr(rhs.substitute({name.name: root})), f"{name.name} stands for its root"


def _swaps(node: Node) -> Iterator[tuple[Node, str]]:
    if isinstance(node, Divergence) and len(node.laws) == 2:
        swapped = Divergence(node.kind, node.laws[::-1], node.parameters)
        yield swapped, f"the arguments of {node.kind} are swapped"


def _local(node: Node) -> Iterator[tuple[Node, str]]:
    """What one node may have been meant to be."""
    if isinstance(node, Add | Sub):
        flipped = Sub if isinstance(node, Add) else Add
        yield flipped(node.left, node.right), "the sign of a term is wrong"
        yield node.left, "a term too many"
        yield node.right, "a term too many"
    elif isinstance(node, Neg):
        yield node.operand, "the sign of a term is wrong"
    elif isinstance(node, Number):
        yield from _numbers(node)
    elif isinstance(node, Pow):
        yield node.base, "a power too many"
    elif isinstance(node, Mul):
        yield from ((part, "a factor too many") for part in (node.left, node.right))
    elif isinstance(node, Div):
        yield Div(node.right, node.left), "a fraction is upside down"
        yield Div(node.left, 2 * node.right), "a factor 1/2 is missing in a term"
        yield Div(2 * node.left, node.right), "a factor 2 is missing in a term"
        yield node.left, "a divisor too many"
    elif isinstance(node, Call):
        yield from _calls(node)
    elif isinstance(node, Symbol) and _is_number(node):
        yield from _names(node, node.name)
    elif isinstance(node, Index) and isinstance(node.base, Symbol):
        yield from _names(node, f"element of {node.base.name}")


def _numbers(node: Number) -> Iterator[tuple[Node, str]]:
    for value in (2 * node.value, node.value / 2, -node.value, node.value + 1, node.value - 1):
        yield Number(value), f"the number {node.value} is wrong"


def _calls(node: Call) -> Iterator[tuple[Node, str]]:
    if len(node.arguments) != 1:
        return
    argument = node.arguments[0]
    yield Call(node.name, (-argument,)), f"the sign inside {node.name} is wrong"
    if node.name in ("log", "exp", "sqrt"):
        yield argument, f"a {node.name} too many"


def _names(node: Expr, name: str) -> Iterator[tuple[Node, str]]:
    yield node**2, f"one {name} stands where its square belongs"
    yield sqrt(node), f"one {name} stands where its root belongs"
    yield 1 - node, f"one {name} stands where 1 - {name} belongs"
    yield log(node), f"the logarithm of one {name} was forgotten"


def _missing_constants(rhs: Expr) -> Iterator[tuple[Expr, str]]:
    """The constants that the field's formulas end with."""
    for constant in (expr(1), expr(Fraction(1, 2)), log(2), log(2 * pi) / 2, log(4)):
        yield rhs + constant, "a constant is missing"
        yield rhs - constant, "a constant is missing"


def _missing_terms(statement: Statement) -> Iterator[tuple[Expr, str]]:
    """Terms of a sum on the left side that may be missing on the right."""
    if isinstance(statement.lhs, Add | Sub):
        for term in _terms(statement.lhs):
            yield statement.rhs + term, "a term of the left side was dropped"
            yield statement.rhs - term, "a term of the left side was dropped"


def _terms(node: Expr) -> Iterator[Expr]:
    if isinstance(node, Add | Sub):
        yield from _terms(node.left)
        yield from _terms(node.right)
    elif not isinstance(node, Named):
        yield node


def _everywhere(node: Node, local: Local) -> Iterator[tuple[Any, str]]:
    """The tree with one slip mended in one place, for every place, the top first."""
    yield from local(node)
    if isinstance(node, Abbreviation | Abbreviated):
        return
    for field in fields(node):  # type: ignore[arg-type]
        if field.name in NO_SLIP:
            continue
        for child, put_back in _holes(getattr(node, field.name)):
            for mended, sentence in _everywhere(child, local):
                yield replace(node, **{field.name: put_back(mended)}), sentence  # type: ignore[type-var]


def _holes(part: Any) -> Iterator[tuple[Node, Callable[[Node], Any]]]:
    """The nodes of a field, each with what makes the field anew around another node."""
    if isinstance(part, Node):
        yield part, lambda mended: mended
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            for child, put_back in _holes(item):
                yield child, partial(_insert, part, place, put_back)


def _insert(
    part: tuple[Any, ...], place: int, put_back: Callable[[Node], Any], mended: Node
) -> tuple[Any, ...]:
    return (*part[:place], put_back(mended), *part[place + 1 :])


def _is_number(name: Symbol) -> bool:
    return isinstance(name.domain, Interval | Nonzero | Integers | Unspecified)
