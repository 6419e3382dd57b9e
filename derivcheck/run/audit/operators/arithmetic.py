"""Mistakes of arithmetic: signs, factors, terms, constants, exponents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Add, Constant, Div, Mul, Neg, Number, Pow, Sub, Symbol
from derivcheck.lang.domain import Interval
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.run.audit.operator import Operator

HALF = Number(Fraction(1, 2))
TWO = Number(Fraction(2))


def _sign(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Add):
        yield Sub(node.left, node.right)
    elif isinstance(node, Sub):
        yield Add(node.left, node.right)
    elif isinstance(node, Neg) and not _is_infinity(node.operand):
        yield node.operand


def _whole_sign(goal: Goal) -> Iterator[Statement]:
    yield replace(goal.statement, rhs=Neg(goal.statement.rhs))


def _factor(node: Node, goal: Goal) -> Iterator[Node]:
    """A term of a sum taken twice or by half."""
    if isinstance(node, Add | Sub):
        for factor in (TWO, HALF):
            yield replace(node, left=Mul(factor, node.left))
            yield replace(node, right=Mul(factor, node.right))


def _whole_factor(goal: Goal) -> Iterator[Statement]:
    for factor in (TWO, HALF):
        yield replace(goal.statement, rhs=Mul(factor, goal.statement.rhs))


def _term(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Add | Sub):
        yield node.left
        yield node.right if isinstance(node, Add) else Neg(node.right)


def _dropped_factor(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Mul):
        yield node.left
        yield node.right
    elif isinstance(node, Div):
        yield node.left
        yield Div(Number(Fraction(1)), node.right)


def _inverted(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Div):
        yield Div(node.right, node.left)


def _constant(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Number):
        yield Number(node.value + 1)
        yield Number(node.value - 1)


def _exponent(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Pow):
        yield Pow(node.base, _shifted(node.exponent, 1))
        yield Pow(node.base, _shifted(node.exponent, -1))


def _shifted(exponent: Expr, by: int) -> Expr:
    if isinstance(exponent, Number):
        return Number(exponent.value + by)
    return Add(exponent, Number(Fraction(by)))


def _square(node: Node, goal: Goal) -> Iterator[Node]:
    """A positive number for its square, and the other way round: scale against variance."""
    if isinstance(node, Pow) and node.exponent == TWO:
        yield node.base
    elif isinstance(node, Call) and node.name == "sqrt":
        yield node.arguments[0]
    elif node in goal.given and isinstance(node, Symbol) and _is_positive(node):
        yield Pow(node, TWO)
        yield Call("sqrt", (node,))


def _is_positive(name: Symbol) -> bool:
    domain = name.domain
    return isinstance(domain, Interval) and domain.lower == Number(Fraction(0))


def _is_infinity(node: Node) -> bool:
    return isinstance(node, Constant) and node.name == "oo"


OPERATORS = (
    Operator("sign", "the sign of a term, or of the whole", _sign, _whole_sign),
    Operator("factor", "a factor 2 or 1/2 on a term, or on the whole", _factor, _whole_factor),
    Operator("dropped-term", "a term of a sum left out", _term),
    Operator("dropped-factor", "a factor, a divisor or a numerator left out", _dropped_factor),
    Operator("inverted", "a fraction upside down", _inverted),
    Operator("exponent", "an exponent one higher or lower", _exponent),
    Operator("square", "a positive number for its square or its root", _square),
    Operator("constant", "a number off by one", _constant),
)
