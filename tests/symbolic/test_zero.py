"""The zero test: what it shows to vanish, by whose word, and what it leaves open."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ZERO
from derivcheck.symbolic import zero
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.kernel import settle
from derivcheck.symbolic.prove import open_context
from derivcheck.symbolic.zero import in_field, is_zero

X, Y = sympy.symbols("x y", positive=True)
R, S = sympy.symbols("r s", real=True)
F = sympy.Function("f", positive=True)
TINY = sympy.Rational(1, 10**9)


def context() -> Context:
    """A proof without names, with all rules."""
    return open_context(Goal(Statement(ZERO, "==", ZERO)), ())


@pytest.mark.parametrize(
    ("value", "trusted"),
    [
        (sympy.S.Zero, []),
        ((X + Y) ** 2 - X**2 - 2 * X * Y - Y**2, []),
        (X / (X + Y) + Y / (X + Y) - 1, ["flint"]),
        (X ** (1 / Y + 1 / (Y + 1)) - X ** ((2 * Y + 1) / (Y * (Y + 1))), ["flint"]),
        (sympy.gamma((Y + 10) / (Y + 1)) - 9 / (Y + 1) * sympy.gamma(9 / (Y + 1)), ["flint"]),
        (sympy.gamma(X / 2 - 1) * (X / 2 - 1) * (X / 2) - sympy.gamma(X / 2 + 1), ["flint"]),
        (sympy.cos(R) ** 2 + sympy.sin(R) ** 2 - 1, ["sympy.simplify"]),
        ((R - S) * sympy.sign(S - R) / (X + 1) + sympy.Abs(R - S) / (X + 1), ["flint"]),
    ],
)
def test_what_vanishes_and_by_whose_word(value: Any, trusted: list[str]) -> None:
    """An identity would stay open, or a library be believed without being named."""
    state = context()
    assert is_zero(value, state)
    assert list(state.trusts) == trusted


@pytest.mark.parametrize(
    "value",
    [
        X - Y,
        TINY * X,
        sympy.gamma((Y + 10) / (Y + 1)) - sympy.gamma(9 / (Y + 1)),
        sympy.gamma(X) - sympy.gamma(X + sympy.Rational(1, 2)),
        TINY * sympy.sin(R),
        R * sympy.sign(R) + sympy.Abs(R),
        # Of what may be no real number, |a| is not a*sign(a).
        sympy.Abs(sympy.log(R)) - sympy.log(R) * sympy.sign(sympy.log(R)) + X,
        R * sympy.sign(R - S) - S * sympy.sign(R - S) + sympy.Abs(R - S),
        TINY * sympy.sqrt(R),
        sympy.oo - X,
        sympy.cos(R) ** 2 + sympy.sin(R) ** 2 - 1 + TINY,
    ],
)
def test_what_is_not_zero(value: Any) -> None:
    """A value too small for a float, or none at all, would be 0."""
    state = context()
    assert not is_zero(value, state)
    assert not state.trusts


def test_what_is_large_is_not_simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    """SymPy's simplification, which nothing stops, would be asked about page-long terms."""
    value = sympy.cos(R) ** 2 + sympy.sin(R) ** 2 - 1
    monkeypatch.setattr(zero, "LARGEST", 3)
    assert not is_zero(value, context())


def test_the_field_needs_a_value() -> None:
    """What has no form in the field would be 0 there."""
    assert not in_field(None)
    assert not in_field(sympy.sqrt(R) - sympy.sqrt(R + TINY))
    assert in_field(X - X)


def integral(body: Any, *limits: Any) -> Any:
    """An integral; over (0, 1) where nothing else is said."""
    return sympy.Integral(body, *(limits or ((X, 0, 1),)))


@pytest.mark.parametrize(
    "value",
    [
        integral(F(X)) - integral(F(Y), (Y, 0, 1)),
        integral(F(X) + X * F(X)) - integral(F(X)) - integral(X * F(X)),
        integral(F(X)) / 2 + integral(F(X)) / 2 - integral(F(X)) + (X - 1) ** 2 - X**2 + 2 * X - 1,
        integral(F(X) / (1 + F(X))) + integral(1 / (1 + F(X))) - 1,
    ],
)
def test_integrals_are_merged(value: Any) -> None:
    """Linearity of the integral would be lost on integrals that no rule has opened."""
    assert is_zero(value, context())


@pytest.mark.parametrize(
    "value",
    [
        integral(F(X)) - integral(F(X), (X, 0, 2)),
        integral(F(X)) - 1,
        integral(F(X) / (1 + F(X))) + integral(1 / (1 + F(X))) - 2,
        integral(F(X)) ** 2 - integral(F(X) ** 2),
        integral(F(X)) * integral(Y * F(Y), (Y, 0, 1)) - integral(X * F(X) ** 2),
        integral(F(X), X) - integral(F(X)),
        integral(X - 1) ** 2 - integral(X),
    ],
)
def test_integrals_that_do_not_merge(value: Any) -> None:
    """Integrals over different ranges, or a product of two, would count as one integral."""
    assert not is_zero(value, context())


def test_integrals_are_cut_where_their_ranges_overlap() -> None:
    """The whole would not be the sum of its parts, or of parts that leave a gap."""
    whole, first, last = integral(F(X), (X, 0, 2)), integral(F(X)), integral(F(X), (X, 1, 2))
    overlapping = whole + integral(F(X), (X, 1, 3)) - integral(F(X), (X, 0, 3)) - last
    for value in (whole - first - last, overlapping):
        state = context()
        assert is_zero(value, state)
        assert "integral.additive" in state.used
    assert not is_zero(whole + integral(F(X), (X, 1, 3)) - integral(F(X), (X, 0, 3)), context())
    assert not is_zero(whole - first - integral(F(X), (X, sympy.Rational(3, 2), 2)), context())


@pytest.mark.parametrize(
    ("step", "holds"),
    [
        ("Integral(p(x), (x, -oo, a)) + Integral(p(x), (x, a, oo)) == 1", True),
        ("Integral(p(x), (x, -oo, a)) + Integral(p(x), (x, a, oo)) == 2", False),
        ("Integral(p(x), (x, -oo, a)) + Integral(p(x), (x, b, oo)) == 1", False),
    ],
)
def test_integrals_are_joined_where_their_ranges_meet(step: str, holds: bool) -> None:
    """The mass of a density would be lost in its parts, or found where they do not meet."""
    goal = read_goal("p: density; a b: real", step, ())
    state = open_context(goal, ())
    assert settle(goal, state) is holds
    assert ("integral.additive" in state.used) is holds


def test_an_iterated_integral_is_not_joined() -> None:
    """A single integral beside a double one would end in an error of ours."""
    s, t = sympy.symbols("s t", positive=True)
    double = integral(F(s) / (F(s) + F(t)), (s, 0, 1), (t, 0, 1))
    assert not is_zero(integral(F(X)) - double, context())
    assert not is_zero(double - integral(F(X)), context())


def test_iterated_integrals_are_symmetrised() -> None:
    """Variables of one range would be told apart, or those of different ranges not."""
    s, t, u = sympy.symbols("s t u", positive=True)
    whole = ((s, 0, 1), (t, 0, 1), (u, 0, 1))
    assert is_zero(integral(F(s) * u, *whole) - integral(F(u) * t, *whole), context())
    unequal = ((s, 0, 1), (t, 0, 2))
    assert not is_zero(integral(F(s) * t, *unequal) - integral(F(t) * s, *unequal), context())
    four = (*whole, (X, 0, 1))
    assert not is_zero(integral(F(s) * u, *four) - integral(F(u) * s, *four), context())


@pytest.mark.parametrize("argument", [R, -R])
def test_a_value_that_is_complex_at_a_point_tells_nothing(argument: Any) -> None:
    """SymPy refuses to order complex numbers: an open step would end in an error of ours."""
    value = sympy.Max(sympy.log(argument), X) - sympy.Max(sympy.sqrt(argument), X)
    assert not is_zero(value, context())


def test_what_was_not_shown_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search would pay for each failure anew; or one under fewer rules would count for all."""
    asked: list[Any] = []
    shown = zero._shown
    monkeypatch.setattr(zero, "_shown", lambda v, c: asked.append(v) or shown(v, c))
    state = context()
    assert [is_zero(X - Y, state) for _ in range(3)] == [False] * 3
    assert asked == [X - Y]
    state.only = frozenset({"integral.linear"})
    assert not is_zero(X - Y, state)
    assert len(asked) == 2
