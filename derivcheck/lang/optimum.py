"""Suprema, infima and the points that attain them."""

from __future__ import annotations

from typing import Any, Literal

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Region, _variable, region
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.node import Binder, node

Kind = Literal["ArgMax", "ArgMin", "Sup", "Inf"]


@node
class Optimum(Expr, Binder):
    """Sup, Inf, ArgMax or ArgMin of body over a closed range, or over all vectors of a size.

    Where the body is undefined inside the range it does not compete; at an end of the range the
    body is what it evaluates to there. ArgMax and ArgMin are defined where exactly one point
    attains the optimum.
    """

    kind: Kind
    body: Expr
    variable: Symbol
    region: Region


def _optimum(kind: Kind, body: Like, limit: tuple[Any, ...]) -> Optimum:
    return Optimum(kind, expr(body), _variable(limit), region(limit))


def ArgMax(body: Like, limit: tuple[Any, ...]) -> Optimum:
    """The unique maximiser, ArgMax(f, (y, a, b))."""
    return _optimum("ArgMax", body, limit)


def ArgMin(body: Like, limit: tuple[Any, ...]) -> Optimum:
    """The unique minimiser, ArgMin(f, (y, a, b))."""
    return _optimum("ArgMin", body, limit)


def Sup(body: Like, limit: tuple[Any, ...]) -> Optimum:
    """The least upper bound, Sup(f, (y, a, b))."""
    return _optimum("Sup", body, limit)


def Inf(body: Like, limit: tuple[Any, ...]) -> Optimum:
    """The greatest lower bound, Inf(f, (y, a, b))."""
    return _optimum("Inf", body, limit)
