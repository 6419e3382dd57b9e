"""SymPy expressions on the way in."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, POSITIVE, REAL, Neg, pi
from derivcheck.lang.algebra import oo as infinity
from derivcheck.lang.calculus import derivative, integral, limit, product, total
from derivcheck.lang.condition import And, Eq, Ne, Not, Or, condition, piecewise
from derivcheck.lang.declare import INTEGER, NATURAL, function, real, sequence, symbols
from derivcheck.lang.domain import Domain, Nonzero
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.functions import (
    Abs,
    Heaviside,
    Max,
    beta,
    binomial,
    digamma,
    exp,
    factorial,
    gamma,
    log,
    loggamma,
    sqrt,
)
from derivcheck.lang.node import Node

X, Y = sp.symbols("x y", real=True)
K, N = sp.symbols("k n", integer=True, positive=True)
F = sp.Function("f")
x, y = real("x y")
k, n = symbols("k n", NATURAL)
f = function("f")

READ: list[tuple[Any, Node]] = [
    (sp.Integer(3), expr(3)),
    (sp.Rational(1, 3), expr(Fraction(1, 3))),
    (sp.Float("0.1"), expr(Fraction(1, 10))),
    (sp.pi, pi),
    (-sp.oo, Neg(infinity)),
    (sp.E, exp(1)),
    (X + Y, x + y),
    (X - Y, x - y),
    (-X - 1, -x - 1),
    (X * Y, x * y),
    (-X * Y, -(x * y)),
    (X / Y, x / y),
    (1 / X, 1 / expr(x)),
    (X**2, x**2),
    (X**Y, x**y),
    (1 / X**2, 1 / x**2),
    (sp.sqrt(X), sqrt(x)),
    (1 / sp.sqrt(X), 1 / sqrt(x)),
    (sp.sqrt(X) ** 3, sqrt(x) ** 3),
    (sp.exp(X), exp(x)),
    (sp.log(X), log(x)),
    (sp.Abs(X), Abs(x)),
    (sp.Max(X, 1), Max(1, x)),
    (sp.gamma(X), gamma(x)),
    (sp.loggamma(X), loggamma(x)),
    (sp.digamma(X), digamma(x)),
    (sp.beta(X, Y), beta(x, y)),
    (sp.binomial(N, K), binomial(n, k)),
    (sp.factorial(N), factorial(n)),
    (sp.Heaviside(X), Heaviside(x)),
    (sp.Heaviside(X, 0), piecewise((0, x < 0), (0, Eq(x, 0)), (1, True))),
    (F(X), f(x)),
    (F(X).diff(X), derivative(f(x), x)),
    (F(X).diff(X, 2), derivative(f(x), (x, 2))),
    (F(X).diff(X).subs(X, 2), derivative(f(x), x).substitute({"x": expr(2)})),
    (sp.Integral(F(X), (X, 0, sp.oo)), integral(f(x), (x, 0, infinity))),
    (sp.Sum(F(K), (K, 1, N)), total(f(k), (k, 1, n))),
    (sp.Product(F(K), (K, 1, N)), product(f(k), (k, 1, n))),
    (sp.Limit(F(X), X, 0), limit(f(x), x, 0, "+")),
    (sp.Limit(F(X), X, 0, "+-"), limit(f(x), x, 0)),
    (sp.Piecewise((X, X > 0), (0, True)), piecewise((x, x > 0), (0, True))),
    (sp.IndexedBase("mu")[K], sequence("mu")[k]),
]


@pytest.mark.parametrize(("value", "expected"), READ, ids=lambda value: str(value)[:40])
def test_read(value: Any, expected: Node) -> None:
    """A SymPy expression would come in as another one."""
    assert expr(value) == expected


def test_operators_mix() -> None:
    """A SymPy symbol beside a name of this package would raise, or stay SymPy's."""
    assert X + y == x + y
    assert y**X == y**x
    compared = y > X
    assert compared == (y > x)


@pytest.mark.parametrize(
    ("assumptions", "domain"),
    [
        ({}, REAL),
        ({"real": True}, REAL),
        ({"positive": True}, POSITIVE),
        ({"negative": True}, NEGATIVE),
        ({"nonnegative": True}, NONNEGATIVE),
        ({"real": True, "nonzero": True}, Nonzero()),
        ({"integer": True}, INTEGER),
        ({"integer": True, "positive": True}, NATURAL),
    ],
)
def test_assumptions_become_domains(assumptions: dict[str, bool], domain: Domain) -> None:
    """A positive symbol read as real would lose what the proof needs; the reverse is unsound."""
    made: Any = expr(sp.Symbol("s", **assumptions))
    assert made.domain == domain


@pytest.mark.parametrize("name", ["log", "gamma", "Add", "Pi", "f"])
def test_unknown_functions_may_have_any_name(name: str) -> None:
    """An unknown function called log would be taken for the logarithm."""
    assert expr(sp.Function(name)(X)) == function(name)(x)


def test_positive_functions() -> None:
    """An unknown function declared positive would lose its sign."""
    assert expr(sp.Function("f", positive=True)(X)) == function("f", kind="positive")(x)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (X < 1, x < 1),
        (X >= Y, x >= y),
        (sp.Eq(X, 1), Eq(x, 1)),
        (sp.Ne(X, 1), Ne(x, 1)),
        (sp.Not(sp.And(X < 1, Y < 1), evaluate=False), Not(And(x < 1, y < 1))),
    ],
)
def test_conditions(value: Any, expected: Any) -> None:
    """An assumption written in SymPy would mean something else."""
    assert condition(value) == expected


def test_either_condition() -> None:
    """SymPy sorts the parts of And and Or; both must still be there."""
    made: Any = condition(sp.Or(X < 0, Y < 0))
    assert type(made) is type(Or())
    assert set(made.conditions) == {x < 0, y < 0}


@pytest.mark.parametrize(
    "value",
    [
        sp.I,
        sp.nan,
        sp.zoo,
        sp.polygamma(1, X),
        sp.Integral(F(X), X),
        sp.Float(1) / 3,
        sp.IndexedBase("A")[K, N],
        sp.MatrixSymbol("A", 2, 2),
        sp.Matrix([1, 2]),
    ],
    ids=str,
)
def test_refused(value: Any) -> None:
    """What has no meaning here would be read as something that has."""
    with pytest.raises(AuthorError):
        expr(value)


def test_values_survive(value: Callable[..., float]) -> None:
    """A sign or a factor would be lost while a sum or a product is taken apart."""
    made = sp.exp(-((X - Y) ** 2) / (2 * N)) / sp.sqrt(2 * sp.pi * N) - X**3 / (1 + Y**2)
    expected = float(made.subs({X: 0.75, Y: -1.25, N: 3}))
    assert value(expr(made), x=0.75, y=-1.25, n=3) == pytest.approx(expected)
