"""Closed forms at many points at once: the values of the general enclosures, and their faults."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.lang.algebra import EulerGamma, Number, oo, pi
from derivcheck.lang.condition import And, Eq, Not
from derivcheck.lang.declare import real
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import (
    Abs,
    Max,
    atan,
    cos,
    erf,
    exp,
    gamma,
    log,
    sigmoid,
    sin,
    softplus,
    sqrt,
)
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.columns import NotClosed, evaluate, holds
from derivcheck.numeric.enclosure import enclose

X, Y = real("x y")
POINTS = [(1, 2), (-3, 4), (Fraction(1, 3), Fraction(-5, 7)), (0, Fraction(1, 2))]
LEAVES = st.one_of(
    st.sampled_from([X, Y, pi]), st.integers(-3, 3).map(lambda n: Number(Fraction(n)))
)
CALLS = (exp, sin, cos, atan, erf, sigmoid, softplus, Abs, log, sqrt, gamma)


def _grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / p[1]),
        pairs.map(lambda p: Max(*p)),
        st.tuples(inner, st.integers(-3, 3)).map(lambda p: p[0] ** p[1]),
        st.tuples(inner, st.sampled_from(CALLS)).map(lambda p: p[1](p[0] / 4)),
        inner.map(lambda a: -a),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(LEAVES, _grow, max_leaves=7))
def test_a_column_holds_what_the_points_give_one_by_one(side: Expr) -> None:
    """A side would be worth something else when all points are worked out together."""
    columns = {
        "x": [_arb(x) for x, _ in POINTS],
        "y": [_arb(y) for _, y in POINTS],
    }
    try:
        singles = [enclose(side, {"x": Fraction(x), "y": Fraction(y)}) for x, y in POINTS]
    except (Undefined, Unsure):
        with pytest.raises((Undefined, Unsure)):
            evaluate(side, columns)
        return
    found = evaluate(side, columns)
    values = found if isinstance(found, list) else [found] * len(POINTS)
    assert all(a.overlaps(b) for a, b in zip(values, singles, strict=True))


def _arb(value: Fraction | int) -> arb:
    exact = Fraction(value)
    return arb(fmpq(exact.numerator, exact.denominator))


@pytest.mark.parametrize(
    "side",
    [log(X), sqrt(X), 1 / X, X**-1, X ** Fraction(1, 3), X**0 / X, gamma(X), 1 / (X + 1)],
)
def test_one_point_without_a_value_is_enough(side: Expr) -> None:
    """A point outside the domain of a side would be passed over."""
    with pytest.raises(Undefined):
        evaluate(side, {"x": [arb(2), arb(0), arb(-1)]})


@pytest.mark.parametrize("side", [oo, X + Y, X ** (10**9)])
def test_what_is_no_closed_form_is_told_apart(side: Expr) -> None:
    """A fault in the reading would look like a value that is undefined."""
    with pytest.raises(NotClosed):
        evaluate(side, {"x": arb(1)})


def test_constants_are_one_value_for_all_points() -> None:
    """A constant side would be worked out at every point."""
    assert evaluate(EulerGamma + 1, {"x": [arb(1), arb(2)]}).overlaps(arb.const_euler() + 1)


def test_conditions() -> None:
    """A point outside the assumptions would count as one inside."""
    at = {"x": arb(1), "y": arb(2)}
    assert holds(And(X < Y, X > 0), at)
    assert not holds(Eq(X, Y), at)
    assert holds(Not(Eq(X, Y)), at)
    with pytest.raises(Unsure):
        holds(1 / (Y - Fraction(1, 3)) * Fraction(5, 3) > X**2, at)
