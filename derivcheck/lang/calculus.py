"""Integrals, sums, products, derivatives and limits: each binds its variable."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import Domain, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.node import Binder, node

Direction = Literal["", "+", "-"]
DIRECTIONS: Mapping[str, Direction] = MappingProxyType({"": "", "+-": "", "+": "+", "-": "-"})


@node
class Range(Domain):
    """The range of a bound variable, from lower to upper (expressions, oo and -oo included).

    For integrals and optima a closed interval of reals, for sums and products of integers.
    """

    lower: Expr
    upper: Expr


Region = Range | VectorDomain


@node
class Integral(Expr, Binder):
    """The Lebesgue integral of the body over an interval, or over all vectors of a size."""

    body: Expr
    variable: Symbol
    region: Region


@node
class Sum(Expr, Binder):
    """body summed over the integers of a range; 0 where the range is empty."""

    body: Expr
    variable: Symbol
    region: Range


@node
class Product(Expr, Binder):
    """body multiplied over the integers of a range; 1 where the range is empty."""

    body: Expr
    variable: Symbol
    region: Range


@node
class Derivative(Expr, Binder):
    """The derivative of given order of body in variable, at the point `at`.

    The variable is bound in the body; as the author writes it, `at` is the variable itself.
    """

    body: Expr
    variable: Symbol
    order: int
    at: Expr


@node
class Limit(Expr, Binder):
    """The limit of body as variable tends to `point`, from above (+), below (-) or both sides."""

    body: Expr
    variable: Symbol
    point: Expr
    direction: Direction = ""


def integral(body: Like, *limits: tuple[Any, ...]) -> Expr:
    """Integral(f, (x, a, b)) or Integral(f, (x, vector(n))); the first of several is innermost."""
    made = expr(body)
    for limit in _limits(limits):
        made = Integral(made, _variable(limit), region(limit))
    return made


def total(body: Like, *limits: tuple[Any, ...]) -> Expr:
    """Sum(f, (k, a, b))."""
    made = expr(body)
    for limit in _limits(limits):
        made = Sum(made, _variable(limit), _range(limit))
    return made


def product(body: Like, *limits: tuple[Any, ...]) -> Expr:
    """Product(f, (k, a, b))."""
    made = expr(body)
    for limit in _limits(limits):
        made = Product(made, _variable(limit), _range(limit))
    return made


def derivative(body: Like, *variables: Any) -> Expr:
    """Derivative(f, x), Derivative(f, (x, 2)), Derivative(f, x, y)."""
    made = expr(body)
    for item in variables:
        variable, order = item if isinstance(item, tuple) else (item, 1)
        symbol = _variable((variable,))
        if not isinstance(order, int) or order < 1:
            raise AuthorError(f"a derivative's order is 1, 2, ..., not {order!r}")
        made = Derivative(made, symbol, order, symbol)
    return made


def limit(body: Like, variable: Any, point: Like, direction: str = "") -> Limit:
    """Limit(f, x, a), Limit(f, x, a, '+'); '+-' is both sides, as no direction is."""
    if direction not in DIRECTIONS:
        raise AuthorError(f"a limit's direction is '+' or '-', not {direction!r}")
    return Limit(expr(body), _variable((variable,)), expr(point), DIRECTIONS[direction])


def region(limit: tuple[Any, ...]) -> Region:
    """The region of (x, a, b) or (x, vector(n))."""
    if len(limit) == 2 and isinstance(limit[1], VectorDomain):
        return limit[1]
    return _range(limit)


def _range(limit: tuple[Any, ...]) -> Range:
    if len(limit) != 3:
        raise AuthorError("a bound variable is written (x, lower, upper)")
    return Range(expr(limit[1]), expr(limit[2]))


def _limits(limits: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    if not limits or not all(isinstance(limit, tuple) for limit in limits):
        raise AuthorError("a bound variable is written (x, lower, upper)")
    return limits


def _variable(limit: tuple[Any, ...]) -> Symbol:
    made = expr(limit[0])
    if not isinstance(made, Symbol):
        raise AuthorError(f"{limit[0]!r} cannot be bound", remedy="bind a plain name")
    return made
