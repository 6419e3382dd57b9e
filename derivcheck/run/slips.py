"""The single slips people make on the right side of a step, each with its correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from types import MappingProxyType

from derivcheck.core.claim import Relation, Statement
from derivcheck.lang.algebra import ZERO, Add, Apply, Div, Mul, Neg, Number, Pow, Sub, Symbol, pi
from derivcheck.lang.calculus import Integral, Product, Range, Sum
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Integers, Interval, Nonzero, Unspecified
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call, exp, log, sqrt
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.sequences import Index
from derivcheck.lang.show.text import text
from derivcheck.run.edits import edited
from derivcheck.run.slip import Kind, Slip

Remark = tuple[Kind, str]
"""A kind of slip, and the sentence that tells it."""

FLIPPED: Mapping[Relation, Relation] = MappingProxyType(
    {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
)
LONGEST = 60
"""A part longer than this is not quoted in a sentence."""


def slips(statement: Statement) -> Iterator[Slip]:
    """The slips that may have been made, likelier ones first; every correction differs."""
    seen = {statement}
    for slip in _all(statement):
        if slip.statement not in seen:
            seen.add(slip.statement)
            yield slip


def weaker(statement: Statement) -> Iterator[Slip]:
    """An inequality where an equation was written."""
    others: tuple[Relation, ...] = ("<=", ">=") if statement.relation == "==" else ()
    for relation in others:
        told = f"{statement.relation} stands where {relation} belongs"
        yield Slip("relation", told, replace(statement, relation=relation))


def _all(statement: Statement) -> Iterator[Slip]:
    if statement.relation in FLIPPED:
        flipped = replace(statement, relation=FLIPPED[statement.relation])
        yield Slip("relation", "the inequality points the wrong way", flipped)
    if statement.relation in ("<", ">"):
        weak: Relation = "<=" if statement.relation == "<" else ">="
        yield Slip("relation", "the sides may be equal", replace(statement, relation=weak))
    for right, (kind, sentence) in chain(
        _right_sides(statement.rhs), _mistaken_laws(statement), _missing(statement)
    ):
        yield Slip(kind, sentence, replace(statement, rhs=right))


def _right_sides(rhs: Expr) -> Iterator[tuple[Expr, Remark]]:
    """Corrected right sides: as a whole, by exchanged names, in one place."""
    yield -rhs, ("sign", "the sign of the right side is wrong")
    for factor, name in ((Fraction(2), "2"), (Fraction(1, 2), "1/2")):
        yield factor * rhs, ("factor", f"a factor {name} is missing on the right side")
    yield from edited(rhs, _swaps)
    yield from _exchanges(rhs)
    yield from edited(rhs, _terms)
    yield from edited(rhs, _local)
    yield 1 / rhs, ("fraction", "the right side is upside down")
    yield log(rhs), ("function", "a logarithm was forgotten on the right side")
    yield exp(rhs), ("function", "an exponential was forgotten on the right side")
    yield sqrt(rhs), ("power", "a root was forgotten on the right side")
    yield rhs**2, ("power", "a square was forgotten on the right side")


def _mistaken_laws(statement: Statement) -> Iterator[tuple[Expr, Remark]]:
    """One unknown law for another of its kind, in one place."""
    parts = (*statement.lhs.walk(), *statement.rhs.walk())
    laws = [part for part in dict.fromkeys(parts) if isinstance(part, UnknownLaw)]

    def local(node: Node) -> Iterator[tuple[Node, Remark]]:
        if isinstance(node, UnknownLaw):
            for other in laws:
                if other != node and other.domain == node.domain:
                    yield other, ("swap", f"one {node.name} stands where {other.name} belongs")

    return edited(statement.rhs, local)


def _missing(statement: Statement) -> Iterator[tuple[Expr, Remark]]:
    """The constants that the field's formulas end with; the terms of a sum on the left side."""
    rhs = statement.rhs
    constants = (expr(1), expr(Fraction(1, 2)), log(2), log(2 * pi) / 2, log(4))
    for constant in constants:
        for right, name in ((rhs + constant, text(constant)), (rhs - constant, text(-constant))):
            yield right, ("constant", f"the constant {name} is missing on the right side")
    if isinstance(statement.lhs, Add | Sub):
        for term in summands(statement.lhs):
            for right, name in ((rhs + term, text(term)), (rhs - term, text(-term))):
                yield right, ("term", f"the term {name} is missing on the right side")


def summands(node: Expr) -> Iterator[Expr]:
    """The terms of a sum, without their signs."""
    if isinstance(node, Add | Sub):
        yield from summands(node.left)
        yield from summands(node.right)
    else:
        yield node


def _exchanges(rhs: Expr) -> Iterator[tuple[Expr, Remark]]:
    """Two names of one domain swapped throughout; a name taken for its square or its root."""
    names = [part for part in dict.fromkeys(rhs.walk()) if isinstance(part, Symbol | UnknownLaw)]
    free = [name for name in names if name.name in rhs.free_names()]
    for i, one in enumerate(free):
        for other in free[i + 1 :]:
            if type(one) is type(other) and one.domain == other.domain:
                swapped = rhs.substitute({one.name: other, other.name: one})
                yield expr(swapped), ("swap", f"{one.name} and {other.name} are swapped")
    for name in free:
        if isinstance(name, Symbol) and _is_number(name):
            squared, root = rhs.substitute({name.name: name**2}), sqrt(name)
            yield expr(squared), ("power", f"{name.name} stands where its square belongs")
            rooted = rhs.substitute({name.name: root})
            yield expr(rooted), ("power", f"{name.name} stands where its root belongs")


def _swaps(node: Node) -> Iterator[tuple[Node, Remark]]:
    if isinstance(node, Divergence) and len(node.laws) == 2:
        swapped = Divergence(node.kind, node.laws[::-1], node.parameters)
        yield swapped, ("swap", f"the arguments of {node.kind} are swapped")


def _terms(node: Node) -> Iterator[tuple[Node, Remark]]:
    """Signs of terms, terms too many, factors of terms."""
    if isinstance(node, Add | Sub):
        flipped = Sub if isinstance(node, Add) else Add
        of = f"the sign of the term{_quoted(node.right)} is wrong"
        yield flipped(node.left, node.right), ("sign", of)
        yield node.left, ("term", f"the term{_quoted(node.right)} is too many")
        rest = node.right if isinstance(node, Add) else Neg(node.right)
        yield rest, ("term", f"the term{_quoted(node.left)} is too many")
        for side, part in (("left", node.left), ("right", node.right)):
            for factor, name in ((Fraction(2), "2"), (Fraction(1, 2), "1/2")):
                told = f"a factor {name} is missing in the term{_quoted(part)}"
                yield replace(node, **{side: factor * part}), ("factor", told)
            if not isinstance(part, Number):
                told = f"the sign of the term{_quoted(part)} is wrong"
                yield replace(node, **{side: Neg(part)}), ("sign", told)
    elif isinstance(node, Neg):
        yield node.operand, ("sign", f"the sign of the term{_quoted(node.operand)} is wrong")


def _local(node: Node) -> Iterator[tuple[Node, Remark]]:
    """What one node may have been meant to be."""
    if isinstance(node, Number):
        yield from _numbers(node)
    elif isinstance(node, Pow):
        yield from _powers(node)
    elif isinstance(node, Mul):
        for kept, lost in ((node.left, node.right), (node.right, node.left)):
            yield kept, ("factor", f"the factor{_quoted(lost)} is too many")
    elif isinstance(node, Div):
        yield from _fractions(node)
    elif isinstance(node, Call):
        yield from _calls(node)
    elif isinstance(node, Integral | Sum | Product):
        yield from _bounds(node)
    elif isinstance(node, Symbol) and _is_number(node):
        yield from _names(node, node.name, positive=_is_positive(node))
    elif isinstance(node, Index) and isinstance(node.base, Symbol):
        yield from _names(node, f"element of {node.base.name}")
    elif isinstance(node, Apply) and len(node.arguments) == 2:
        swapped = replace(node, arguments=node.arguments[::-1])
        yield swapped, ("swap", f"the arguments of {node.function.name} are swapped")


def _numbers(node: Number) -> Iterator[tuple[Node, Remark]]:
    for value in (-node.value, node.value + 1, node.value - 1, 2 * node.value, node.value / 2):
        yield Number(value), ("constant", f"the number {node.value} stands where {value} belongs")


def _powers(node: Pow) -> Iterator[tuple[Node, Remark]]:
    yield node.base, ("power", f"a power of{_quoted(node.base)} too many")
    for by, word in ((1, "low"), (-1, "high")):
        exponent = node.exponent
        shifted = Number(exponent.value + by) if isinstance(exponent, Number) else exponent + by
        told = f"the exponent of{_quoted(node.base)} is too {word} by 1"
        yield Pow(node.base, shifted), ("power", told)


def _fractions(node: Div) -> Iterator[tuple[Node, Remark]]:
    yield Div(node.right, node.left), ("fraction", "a fraction is upside down")
    yield Div(node.left, 2 * node.right), ("factor", "a factor 1/2 is missing in a term")
    yield Div(2 * node.left, node.right), ("factor", "a factor 2 is missing in a term")
    if node.right == log(2):
        yield node.left, ("base", "a logarithm to base 2 stands where base e is meant")
    yield node.left, ("factor", f"the divisor{_quoted(node.right)} is too many")
    yield Mul(node.left, node.right), ("fraction", f"divided by{_quoted(node.right)}, not times")


def _calls(node: Call) -> Iterator[tuple[Node, Remark]]:
    if len(node.arguments) != 1:
        if node.name in ("Max", "Min"):
            other = "Min" if node.name == "Max" else "Max"
            told = f"{node.name} stands where {other} belongs"
            yield replace(node, name=other), ("function", told)
        return
    argument = node.arguments[0]
    if node.name == "log":
        yield node / log(2), ("base", "a natural logarithm stands where base 2 is meant")
        yield node * log(2), ("base", "a logarithm to base 2 stands where base e is meant")
    yield Call(node.name, (-argument,)), ("sign", f"the sign inside {node.name} is wrong")
    if isinstance(argument, Div):
        upturned = replace(node, arguments=(Div(argument.right, argument.left),))
        yield upturned, ("fraction", f"the fraction inside {node.name} is upside down")
    if node.name in ("log", "exp", "sqrt"):
        kind: Kind = "power" if node.name == "sqrt" else "function"
        yield argument, (kind, f"a {node.name} too many, of{_quoted(argument)}")
    if node.name in ("log", "exp"):
        other = "exp" if node.name == "log" else "log"
        told = f"{node.name} stands where {other} belongs"
        yield replace(node, name=other), ("function", told)


def _bounds(node: Integral | Sum | Product) -> Iterator[tuple[Node, Remark]]:
    if not isinstance(node.region, Range) or isinstance(node, Integral):
        return
    for end in ("lower", "upper"):
        for by in (1, -1):
            moved = replace(node.region, **{end: _shifted(getattr(node.region, end), by)})
            told = f"the {end} bound of a {type(node).__name__.lower()} is off by one"
            yield replace(node, region=moved), ("bounds", told)


def _shifted(bound: Expr, by: int) -> Expr:
    return Number(bound.value + by) if isinstance(bound, Number) else bound + by


def _names(node: Expr, name: str, *, positive: bool = True) -> Iterator[tuple[Node, Remark]]:
    yield node**2, ("power", f"one {name} stands where its square belongs")
    yield 1 - node, ("term", f"one {name} stands where 1 - {name} belongs")
    if positive:
        yield sqrt(node), ("power", f"one {name} stands where its root belongs")
        yield log(node), ("function", f"the logarithm of one {name} was forgotten")
        yield 1 / node, ("fraction", f"one {name} stands where 1/{name} belongs")


def _quoted(node: Node) -> str:
    written = text(node)
    return f" {written}" if len(written) <= LONGEST else ""


def _is_number(name: Symbol) -> bool:
    return isinstance(name.domain, Interval | Nonzero | Integers | Unspecified)


def _is_positive(name: Symbol) -> bool:
    """Whether a root or a logarithm of the name means something; a size is no quantity."""
    return isinstance(name.domain, Interval) and name.domain.lower == ZERO
