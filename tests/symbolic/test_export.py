"""Claims as SymPy expressions."""

from __future__ import annotations

import sympy

from derivcheck import (
    Derivation,
    E,
    Normal,
    claim,
    positive,
    real,
    steps_as_sympy,
    to_sympy,
    variable,
)


@claim("mean-square")
def mean_square(d: Derivation) -> None:
    """The mean square of a normal law."""
    m, s, x = real("m"), positive("s"), variable("x")
    d.start(E[x : Normal(m, s)](x**2))
    d.eq(m**2 + s**2)


def test_steps_come_back_as_sympy_relations() -> None:
    """A claim could not be taken on into SymPy."""
    (step,) = steps_as_sympy(mean_square)
    m, s = sympy.Symbol("m", real=True), sympy.Symbol("s", positive=True)
    assert step.rhs == m**2 + s**2
    assert sympy.simplify(step.lhs.doit() - step.rhs) == 0


def test_an_expression_survives_the_way_in_and_out() -> None:
    """SymPy expressions would change on the way through."""
    x = sympy.Symbol("x", real=True)
    for expression in (sympy.sin(x) / x, sympy.exp(-(x**2)), sympy.Rational(1, 3) * x**3):
        assert to_sympy(expression) == expression
