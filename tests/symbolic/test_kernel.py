"""What the kernel compares: normal forms, infinities, and what mixes them."""

from __future__ import annotations

import pytest
import sympy

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ZERO
from derivcheck.lang.declare import real
from derivcheck.lang.functions import log
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.kernel import related, settle
from derivcheck.symbolic.prove import open_context
from derivcheck.symbolic.zero import is_zero

X = sympy.Symbol("x", positive=True)
Y = sympy.Symbol("y", real=True)


def context() -> Context:
    """A proof without names, with all rules."""
    return open_context(Goal(Statement(ZERO, "==", ZERO)), ())


@pytest.mark.parametrize(
    ("left", "relation", "right", "holds"),
    [
        (sympy.oo, "==", sympy.oo, True),
        (sympy.oo, "==", -sympy.oo, False),
        (sympy.oo, "==", X, False),
        (X, "<=", sympy.oo, False),
        (X, "<", sympy.oo, False),
        (sympy.oo, "<=", sympy.oo, True),
        (sympy.oo, "<", sympy.oo, False),
        (-sympy.oo, "<", sympy.oo, True),
        (sympy.oo, ">=", X, False),
        (-sympy.oo, "<=", X, False),
        (sympy.oo, "<=", X, False),
        (X + X, "==", 2 * X, True),
        (X / (X + 1), "==", 1 - 1 / (X + 1), True),
        (X, "==", X + 1, False),
        (X, "<", X + 1, True),
        (X, ">", X + 1, False),
        (Y**2, ">=", sympy.S.Zero, True),
        (Y**2, ">", sympy.S.Zero, False),
        (sympy.exp(Y), ">=", 1 + Y, True),
    ],
)
def test_sides_are_related(left: sympy.Expr, relation: str, right: sympy.Expr, holds: bool) -> None:
    """Infinite against finite would pass for an inequality that holds, or a weak gap for strict."""
    assert related(left, relation, right, context()) is holds


def test_both_sides_of_a_goal_are_read() -> None:
    """A goal would be settled by one of its sides, or with its relation turned."""
    x = real("x")
    true, false = Statement(x**2 + 1, ">", x - x), Statement(x**2 + 1, "<", x - x)
    assert settle(Goal(true, given=(x,)), context())
    assert not settle(Goal(false, given=(x,)), context())


def test_nothing_is_settled_while_an_obligation_is_open() -> None:
    """A step that holds only where it is defined would pass, or a search for nothing take long."""
    x, state = real("x"), context()
    assert not settle(Goal(Statement(log(x), "==", log(x)), given=(x,)), state)
    assert state.obligations


def test_mixed_infinities_are_no_value() -> None:
    """oo - oo would be compared as if it were a number."""
    with pytest.raises(OutOfReach, match="mixes infinities"):
        related(sympy.nan, "==", sympy.S.Zero, context())


def test_an_infinite_difference_is_not_zero() -> None:
    """A difference that contains an infinity would vanish."""
    assert not is_zero(sympy.oo * X - 1, context())


def test_double_integrals_are_compared_in_any_order() -> None:
    """Means of x/(x + y) and y/(x + y) over one law twice would not add up to 1."""
    f = sympy.Function("f", positive=True)
    s, t = sympy.symbols("s t", positive=True)
    ranges = ((s, 0, 1), (t, 0, 1))
    half = sympy.Integral(f(s) / (f(s) + f(t)), *ranges)
    assert is_zero(2 * half - 1, context())
    assert not is_zero(3 * half - 1, context())


def test_moving_ends_are_not_merged() -> None:
    """An integral over a triangle would be merged with one over a square."""
    f = sympy.Function("f", real=True)
    s, t = sympy.symbols("s t", positive=True)
    triangle = sympy.Integral(f(s) * f(t), (s, 0, t), (t, 0, 1))
    square = sympy.Integral(f(s) * f(t), (s, 0, 1), (t, 0, 1))
    assert not is_zero(triangle - square, context())
