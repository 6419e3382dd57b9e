# ruff: noqa: E501 (a step of the table is a line)
"""Statements that have fooled computer algebra, quadrature or a reader: each has one right verdict."""

from __future__ import annotations

import pytest

from derivcheck import (
    E,
    Normal,
    acos,
    asin,
    assert_holds,
    between,
    cos,
    exp,
    positive,
    real,
    sin,
    variable,
)
from derivcheck.run.hold import DoesNotHold
from tests.verdicts import settle

Row = tuple[str, str, str]
"""What is given, the step, an assumption or nothing."""

FALSE: list[Row] = [
    ("x: nonzero", "log(x**2) == 2*log(x)", ""),
    ("x: real", "sqrt(x**2) == x", ""),
    ("a b: real", "log(a*b) == log(a) + log(b)", ""),
    ("a b: nonzero", "log(a*b) == log(a) + log(b)", "a*b > 0"),
    ("x y: real", "sqrt(x*y) == sqrt(x)*sqrt(y)", "x*y > 0"),
    ("x: real", "atan(tan(x)) == x", ""),
    ("x: real; a: real", "(x**2)**a == x**(2*a)", ""),
    ("", "1/factorial(2004) == 1/factorial(2006)", ""),
    ("", "1/factorial(2004) == 0", ""),
    ("x: real", "x**2 == x**2 + 10**(-13)", ""),
    ("x: real", "exp(x) == exp(x)*(1 + 10**(-13))", ""),
    ("", "Integral(exp(-x), (x, 0, oo)) == 1 + 10**(-7)", ""),
    ("x: real", "exp(x)/10**20 == 0", ""),
    ("x: real", "sin(2*pi*x) == 0", ""),
    ("x: real", "cos(2*pi*x) == 1", ""),
    ("x: real", "Abs(x + 50) == x + 50", ""),
    ("x: real", "Max(x, -100) == x", ""),
    ("x: real", "(x**2 - 1)/(x - 1) == x - 1", ""),
    ("", "E[x:Normal(3, 1/1000000)](x) == 0", ""),
    ("", "Integral(exp(-(x - 1)**2*10**12), (x, -oo, oo)) == 0", ""),
    ("", "E[x:Cauchy(0, 1)](x**2) == 1", ""),
    ("", "E[x:Cauchy(0, 1)](x) == 0", ""),
    ("t: positive", "Derivative(E[x:Uniform(0, t)](x), t) == E[x:Uniform(0, t)](Derivative(x, t))", ""),
    ("t: positive", "Derivative(Integral(x, (x, 0, t)), t) == Integral(Derivative(x, t), (x, 0, t))", ""),
    ("m t: real; s r: positive", "KL(Normal(m, s), Normal(t, r)) == KL(Normal(t, r), Normal(m, s))", ""),
    ("p q: density", "KL(p, q) == KL(q, p)", ""),
    ("q: density; w: positive function", "E[x:q, y:q](log(Min(w(x), w(y)))) == E[x:q](log(w(x)))", ""),
    ("p: density; f: positive function", "E[x:p](log(f(x))) == log(E[x:p](f(x)))", ""),
    ("p: density", "E[x:p](x**2) == E[x:p](x)**2", ""),
    ("n: natural; p: density", "E[x:Iid(p, n)](Sum(x[k], (k, 1, n))**2) == n*E[x:p](x**2)", ""),
    ("m t: real; s r: positive", "W1(Normal(m, s), Normal(t, r)) == Abs(m - t)", ""),
    ("n: natural", "Sum(1/k, (k, 1, n)) == log(n) + EulerGamma", ""),
    ("", "Sum(1/k, (k, 1, oo)) == 100", ""),
    ("x: real", "x <= oo", ""),
    ("c: in (0, 1]", "c + 3 < Max(1, oo)", ""),
    ("x: real", "x <= Integral(1, (t, 0, oo))", ""),
]  # fmt: skip

TRUE: list[Row] = [
    ("", "4*atan(1/5) - atan(1/239) == pi/4", ""),
    ("", "atan(1) + atan(2) + atan(3) == pi", ""),
    ("", "12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239) == pi/4", ""),
    ("x: real", "Piecewise((x, x > 0), (0, True)) == Max(x, 0)", ""),
    ("x: real", "tanh(x) == 2*sigmoid(2*x) - 1", ""),
    ("x m t: real; s r: positive", "Normal(m, s)(x)*Normal(t, r)(x) == Normal(m, sqrt(s**2 + r**2))(t)*Normal((m*r**2 + t*s**2)/(s**2 + r**2), s*r/sqrt(s**2 + r**2))(x)", ""),
    ("x y: real", "log(exp(x) + exp(y)) == x + log(1 + exp(y - x))", ""),
    ("x y: real", "log(exp(x) + exp(y)) == Max(x, y) + log(1 + exp(-Abs(x - y)))", ""),
    ("n: natural; x: real sequence; c: real", "log(Sum(exp(x[k]), (k, 1, n))) == c + log(Sum(exp(x[k] - c), (k, 1, n)))", ""),
    ("a b: real", "Max(a, b) == (a + b + Abs(a - b))/2", ""),
    ("x: real", "(x**2 - 1)/(x - 1) == x + 1", ""),
    ("x: nonzero", "log(x**2) == 2*log(Abs(x))", ""),
    ("x: real", "sqrt(x**2) == Abs(x)", ""),
    ("", "E[x:Normal(3, 1/1000000)](x) == 3", ""),
    ("", "E[x:Cauchy(0, 1)](x**2) == oo", ""),
    ("t: positive", "Derivative(E[x:Uniform(0, t)](x), t) == 1/2", ""),
    ("m t: real; s: positive", "KL(Normal(m, s), Normal(t, s)) == KL(Normal(t, s), Normal(m, s))", ""),
    ("q: density; w: positive function", "E[x:q, y:q](log((w(x) + w(y))/2)) >= E[x:q](log(w(x)))", ""),
    ("a b: positive", "log(a*b) == log(a) + log(b)", ""),
]  # fmt: skip


def _name(row: Row) -> str:
    return row[1]


@pytest.mark.parametrize("row", FALSE, ids=_name)
def test_a_false_trap_is_refuted_with_a_witness(row: Row) -> None:
    """A known trap would pass, or be rejected with nothing to show."""
    given, step, assume = row
    found = settle(given, step, *filter(None, [assume]))
    assert found.symbolic.status == "open"
    assert found.verdict == "refuted"
    assert found.numeric.witness is not None


@pytest.mark.parametrize("row", TRUE, ids=_name)
def test_a_true_trap_is_proved(row: Row) -> None:
    """A true statement of the kind that stumps simplification would stay without proof."""
    given, step, assume = row
    found = settle(given, step, *filter(None, [assume]))
    assert found.verdict == "proved", found


def test_a_removable_singularity_is_a_side_condition() -> None:
    """(x**2 - 1)/(x - 1) == x + 1 would hide that the left side is undefined at 1."""
    found = settle("x: real", "(x**2 - 1)/(x - 1) == x + 1")
    assert "x - 1 != 0" in found.symbolic.side_conditions


def test_an_inverse_function_undoes_on_its_branch_only() -> None:
    """acos(cos(x)) == x would be believed beyond [0, pi]."""
    x, angle = real("x"), between("t", 0, 3)
    for made in (acos(cos(x)), asin(sin(x))):
        with pytest.raises(DoesNotHold, match="refuted"):
            assert_holds(made, "==", x)
    assert_holds(acos(cos(angle)), "==", angle, require="supported")


def test_contradictory_assumptions_prove_nothing() -> None:
    """x == x + 1 would be verified for want of a point."""
    assert settle("x: real", "x == x + 1", "x > 0", "x < 0").verdict == "undecided"


def test_assertions_see_the_same_verdicts() -> None:
    """A user's own test would accept what `check` refutes."""
    x, m, s = variable("x"), real("m"), positive("s")
    assert_holds(E[x : Normal(m, s)](exp(x)), "==", exp(m + s**2 / 2))
    with pytest.raises(DoesNotHold, match="refuted"):
        assert_holds(E[x : Normal(m, s)](exp(x)), "==", exp(m + s / 2))
