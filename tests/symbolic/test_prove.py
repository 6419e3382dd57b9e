# ruff: noqa: E501 (a step of the table is a line)
"""The prover on the steps of the field: true ones closed, their one-slip twins left open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.lang.errors import AuthorError
from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove

TRUE = [
    ("m t: real; s r: positive", "KL(Normal(m, s), Normal(t, r)) == log(r/s) + (s**2 + (m - t)**2)/(2*r**2) - 1/2"),
    ("a b c d: positive", "KL(Gamma(a, b), Gamma(c, d)) == (a - c)*digamma(a) - loggamma(a) + loggamma(c) + c*(log(b) - log(d)) + a*(d - b)/b"),
    ("a b c d: positive", "KL(Beta(a, b), Beta(c, d)) == log(beta(c, d)/beta(a, b)) + (a - c)*digamma(a) + (b - d)*digamma(b) + (c - a + d - b)*digamma(a + b)"),
    ("a b: positive", "KL(Poisson(a), Poisson(b)) == a*log(a/b) + b - a"),
    ("s t: in (0, 1)", "KL(Bernoulli(s), Bernoulli(t)) == s*log(s/t) + (1 - s)*log((1 - s)/(1 - t))"),
    ("m: real; s: positive", "Entropy(Normal(m, s)) == log(2*pi*exp(1)*s**2)/2"),
    ("s k: positive", "E[x:Weibull(s, k)](x) == s*gamma(1 + 1/k)"),
    ("m: real; s: positive", "Var[x:LogNormal(m, s)](x) == (exp(s**2) - 1)*exp(2*m + s**2)"),
    ("p q: density", "E[x:p](log(p(x)/(p(x) + q(x)))) + E[x:q](log(q(x)/(p(x) + q(x)))) == 2*JS(p, q) - log(4)"),
    ("p q: density", "E[x:q](log(1 - p(x)/(p(x) + q(x)))) - E[x:q](log(p(x)/(p(x) + q(x)))) == KL(q, p)"),
    ("n: natural; p: pmf on 0..n", "log(p(n)) <= 0"),
    ("x: in (0, 1); p: density on (0, 1)", "p(x)/p(x) == 1"),
    ("q s: density(1 | 1); r: density; x: real", "E[z:q | x](log(s(x | z))) - KL(q | x, r) == E[z:q | x](log(s(x | z)*r(z)/q(z | x)))"),
    ("n: natural; p: density; f: function", "Var[x:Iid(p, n)](Sum(f(x[k]), (k, 1, n))/n) == Var[x:p](f(x))/n"),
    ("h: function(2); t: real", "Derivative(E[z:Normal(0, 1)](log(1 - sigmoid(h(z, t)))), t) == E[z:Normal(0, 1)](-sigmoid(h(z, t))*Derivative(h(z, t), t))"),
    ("K: natural; m: real sequence; s: positive sequence", "-Sum(KL(Normal(m[k], s[k]), Normal(0, 1)), (k, 1, K)) == Sum(1 + log(s[k]**2) - m[k]**2 - s[k]**2, (k, 1, K))/2"),
]  # fmt: skip

FALSE = [
    ("m t: real; s: positive", "KL(Normal(m, s), Normal(t, s)) == (m - t)**2/s**2"),
    ("m t: real; s: positive", "KL(Normal(m, s), Normal(t, s)) == (m - t)**2/(2*s)"),
    ("p q: density", "E[x:p](log(p(x)/q(x))) == KL(q, p)"),
    ("a b: positive", "KL(Poisson(a), Poisson(b)) == a*log(a/b) + a - b"),
    ("x y: nonzero", "log(x*y) == log(x) + log(y)"),
    ("x: real", "sqrt(x**2) == x"),
    ("x: real", "log(exp(x) + 1) == x"),
    ("", "E[x:Cauchy(0, 1)](x) == 0"),
    ("s: real", "E[x:Normal(0, s)](x) == 0"),
    ("m: natural", "0**(m - 1) == 0"),
    ("n: natural; p: pmf on 0..n", "p(n + 1) > 0"),
    ("n: natural; k: integer; p: pmf on 0..n", "log(p(k)) <= 0"),
    ("n: natural; k: integer; p: pmf on 0..n", "p(k)/p(k) == 1"),
    ("p: density on (0, 1)", "p(2) > 0"),
    ("x: real; p: density on (0, 1)", "p(x)*log(p(x)/p(x)) == 0"),
    ("m: natural", "0**(m - 1) <= 0"),
    ("m: natural; u: real sequence", "Product(u[k] - u[k], (k, 2, m)) == 0"),
    ("p: density(1 | 1); t: real", "E[x:p | t](Derivative(log(p(x | t)), t)) == 1"),
    ("n: natural; p: density; f: function", "Var[x:Iid(p, n)](Sum(f(x[k]), (k, 1, n))/n) == Var[x:p](f(x))"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "step"), TRUE)
def test_true_steps_are_proved(names: str, step: str) -> None:
    """A step of the field would be merely supported."""
    evidence = prove(read_goal(names, step))
    assert evidence.status == "proved", evidence.reason
    assert evidence.rules


@pytest.mark.parametrize(("names", "step"), FALSE)
def test_false_steps_stay_open(names: str, step: str) -> None:
    """The prover would be unsound."""
    assert prove(read_goal(names, step)).status == "open"


def test_a_missing_condition_is_named() -> None:
    """An author would not learn what the step needs."""
    assert "x*y > 0" in prove(read_goal("x y: nonzero", "log(x*y) == log(x) + log(y)")).reason


def test_a_divisor_is_a_side_condition() -> None:
    """x/x == 1 would hide that x must not be 0."""
    evidence = prove(read_goal("x: real", "x/x == 1"))
    assert evidence.status == "proved"
    assert evidence.side_conditions == ("x != 0",)


def test_exchange_of_derivative_and_integral_is_listed() -> None:
    """Leibniz's rule would be used without saying so."""
    goal = read_goal(
        "p: density(1 | 1); f: function; t: real",
        "Derivative(E[x:p | t](f(x)), t) == E[x:p | t](f(x)*Derivative(log(p(x | t)), t))",
    )
    evidence = prove(goal)
    assert evidence.status == "proved"
    assert any("exchanged" in text for text in evidence.side_conditions)


def test_by_allows_that_rule_only() -> None:
    """`by` would be a decoration."""
    goal = read_goal("m: real; s: positive", "E[x:Normal(m, s)](x) == m")
    assert prove(replace(goal, by="gaussian.integral")).status == "proved"
    assert prove(replace(goal, by="expectation.linear")).status == "open"


def test_unknown_rule_is_an_authors_error() -> None:
    """A misspelt rule would look like an unproved step."""
    goal = read_goal("m: real; s: positive", "E[x:Normal(m, s)](x) == m")
    with pytest.raises(AuthorError, match="no rule is called"):
        prove(replace(goal, by="gaussian.integrals"))


def test_definitions_are_labelled() -> None:
    """A definition checked against itself would pass for evidence."""
    goal = read_goal("p q: density", "KL(p, q) == E[x:p](log(p(x)/q(x)))")
    assert prove(goal).definitional
    by_rules = prove(read_goal("m: real; s: positive", "Var[x:Normal(m, s)](x) == s**2"))
    assert by_rules.status == "proved"
    assert not by_rules.definitional


def test_integrals_over_different_ranges_do_not_share_what_is_known() -> None:
    """The sign of 1 - x on (0, 1) would be believed on (2, 3) too."""
    steps = "Integral(f(x)*Abs(1 - x), (x, 0, 1)) - Integral(f(x)*Abs(1 - x), (x, 2, 3)) == "
    first = "Integral(f(x)*(1 - x), (x, 0, 1)) - "
    right = read_goal("f: function", steps + first + "Integral(f(x)*(x - 1), (x, 2, 3))")
    wrong = read_goal("f: function", steps + first + "Integral(f(x)*(1 - x), (x, 2, 3))")
    assert prove(right).status == "proved"
    assert prove(wrong).status == "open"


def test_an_assumption_may_pin_a_name_to_the_end_of_its_interval() -> None:
    """x > 0 would be proved of x in [0, 1] where x == 0 is assumed."""
    assert prove(read_goal("x: in [0, 1]", "x > 0", ("x == 0",))).status == "open"
