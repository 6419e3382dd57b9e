# ruff: noqa: E501 (a step of the table is a line)
"""What a step needs beyond its algebra is proved, listed, or refused: never assumed in silence."""

from __future__ import annotations

import pytest

from tests.verdicts import settle

EXCHANGE = "may be exchanged"

LISTED = [
    ("x: real", "x/x == 1", "x != 0"),
    ("a b: real", "(a**2 - b**2)/(a - b) == a + b", "a - b != 0"),
    ("x: real", "x**0 == 1", "x != 0"),
    ("x: real", "0/x == 0", "x != 0"),
    ("p: density(1 | 1); f: function; t: real", "Derivative(E[x:p | t](f(x)), t) == E[x:p | t](f(x)*Derivative(log(p(x | t)), t))", EXCHANGE),
    ("p: density(1 | 1); t: real", "E[x:p | t](Derivative(log(p(x | t)), t)) == 0", EXCHANGE),
    ("p: density; f: function", "E[x:p](Derivative(f(x), x)) == -E[x:p](f(x)*Derivative(log(p(x)), x))", "boundary terms"),
]  # fmt: skip

REFUSED = [
    # a divisor, a logarithm or a root that is undefined at points that count
    ("n: natural", "(n - 1)/(n - 1) == 1"),
    ("x: real", "exp(log(x)) == x"),
    ("x: real", "0*log(x) == 0"),
    ("x: real", "sqrt(x)**2 == x"),
    # 0 log 0 is undefined; only its limit is 0
    ("", "0*log(0) == 0"),
    ("", "E[x:Uniform(0, 1)](0*log(x - 1/2)) == 0"),
    # a support that moves with the parameter
    ("t: positive", "Derivative(E[x:Uniform(0, t)](x**2), t) == E[x:Uniform(0, t)](Derivative(x**2, t))"),
    ("t: positive", "Derivative(Integral(1/t, (x, 0, t)), t) == Integral(Derivative(1/t, t), (x, 0, t))"),
    # limit and integral that may not be exchanged
    ("", "Limit(Integral(t*exp(-t*x), (x, 0, oo)), t, oo) == Integral(Limit(t*exp(-t*x), t, oo), (x, 0, oo))"),
    # a mean that does not exist has no derivative
    ("m: real", "Derivative(E[x:Cauchy(m, 1)](x), m) == 1"),
    # laws that are not absolutely continuous
    ("", "KL(Uniform(0, 2), Uniform(0, 1)) == log(1/2)"),
    ("a b: positive", "KL(Uniform(0, a), Uniform(0, b)) == log(b/a)"),
    ("p: density on (0, oo); q: density", "KL(q, p) == Integral(q(x)*log(q(x)/p(x)), (x, 0, oo))"),
    # divergent integrals that look finite
    ("", "E[x:Cauchy(0, 1)](x**2) == 1"),
    ("", "E[x:Cauchy(0, 1)](Abs(x)) == 50"),
    ("", "E[x:Pareto(1, 1)](x) == 10"),
    ("", "E[x:StudentT(1)](x**2) == 1"),
    ("", "Integral(1/x, (x, -1, 2)) == log(2)"),
    ("", "Integral(x/(1 + x**2), (x, -oo, oo)) == 0"),
]  # fmt: skip

OPEN = [
    # neither side is shown to exist, or grows too slowly to be seen to diverge
    ("t: positive", "Derivative(Integral(sin(t*x)/x, (x, 0, oo)), t) == Integral(cos(t*x), (x, 0, oo))"),
    ("", "Integral(1/(x*log(x)), (x, 2, oo)) == 4"),
    ("", "Sum(1/(k*log(k)), (k, 2, oo)) == 3"),
]  # fmt: skip

HOLD = [
    ("", "Limit(t*log(t), t, 0, '+') == 0"),
    ("", "KL(Uniform(0, 2), Uniform(0, 1)) == oo"),
    ("p: density", "KL(p, Exponential(1)) == oo"),
    ("", "E[x:Cauchy(0, 1)](x**2) == oo"),
    ("t: positive", "Derivative(E[x:Uniform(0, t)](x**2), t) == 2*t/3"),
    ("m: real; s: positive", "Derivative(E[x:Normal(m, s)](exp(x)), m) == E[x:Normal(m, s)](exp(x)*(x - m)/s**2)"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "step", "condition"), LISTED, ids=lambda part: part)
def test_a_condition_is_listed(given: str, step: str, condition: str) -> None:
    """A step would be called proved without the condition it rests on."""
    found = settle(given, step)
    assert found.verdict == "proved"
    assert any(condition in text for text in found.symbolic.side_conditions)


@pytest.mark.parametrize(("given", "step"), REFUSED, ids=lambda part: part)
def test_a_step_without_its_condition_is_refuted(given: str, step: str) -> None:
    """A condition that fails would be overlooked, or the step left undecided."""
    found = settle(given, step)
    assert found.symbolic.status == "open"
    assert found.verdict == "refuted"


@pytest.mark.parametrize(("given", "step"), OPEN, ids=lambda part: part)
def test_a_step_that_may_be_undefined_passes_by_no_route(given: str, step: str) -> None:
    """A value would be believed that an integral or a sum does not have."""
    assert settle(given, step).verdict in ("undecided", "refuted")


@pytest.mark.parametrize(("given", "step"), HOLD, ids=lambda part: part)
def test_what_holds_under_its_conditions_is_proved(given: str, step: str) -> None:
    """Caution would reject what is true and shown."""
    assert settle(given, step).verdict == "proved"


def test_an_exchange_that_is_not_shown_is_named() -> None:
    """An author would not learn which hypothesis is missing for laws given by name."""
    found = settle("m: real", "Derivative(E[x:Cauchy(m, 1)](atan(x)), m) == 1")
    assert EXCHANGE in found.symbolic.reason


def test_an_assumption_that_makes_a_side_undefined_refutes() -> None:
    """-s*log(s) == 0 would be believed at s = 0, where the left side has no value."""
    assert settle("s: in [0, 1]", "-s*log(s) == 0", "s == 0").verdict == "refuted"
