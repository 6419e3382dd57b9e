# ruff: noqa: E501 (a goal of the table is a line)
"""Inequalities of each kind closed by certificates that the kernel checks, their reverses left open."""

from __future__ import annotations

import pytest

from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove

Row = tuple[str, str]

TRUE: dict[str, list[Row]] = {
    "Gibbs": [
        ("p q: density", "KL(p, q) >= 0"),
        ("p q: density", "CrossEntropy(p, q) >= Entropy(p)"),
        ("n: natural; p q: pmf on 0..n", "KL(p, q) >= 0"),
        ("p: density on (0, oo); q: density", "KL(p, q) >= 0"),
        ("q: density; p: density(1 | 1); r: density", "E[z:q](KL(p | z, r)) >= 0"),
        ("p q: density; a: in (0, 1)", "Renyi(p, q, a) >= 0"),
        ("p q: density; l: in (0, 1)", "KL(Mixture((l, p), (1 - l, q)), q) <= l*KL(p, q)"),
    ],
    "Jensen": [
        ("p: density; f: positive function", "E[x:p](log(f(x))) <= log(E[x:p](f(x)))"),
        ("p: density; f: function", "exp(E[x:p](f(x))) <= E[x:p](exp(f(x)))"),
        ("p: density; f: convex function; g: function", "f(E[x:p](g(x))) <= E[x:p](f(g(x)))"),
        ("n: natural; x: real sequence; f: convex function", "f(Sum(x[k], (k, 1, n))/n) <= Sum(f(x[k]), (k, 1, n))/n"),
        ("q: density; w: positive function", "E[x:q, y:q](log((w(x) + w(y))/2)) >= E[x:q](log(w(x)))"),
        ("p q: density", "KL(p, q) <= log(1 + ChiSquare(p, q))"),
    ],
    "arithmetic and geometric means": [
        ("x y: positive", "sqrt(x*y) <= (x + y)/2"),
        ("x y z: positive", "x*y*z <= ((x + y + z)/3)**3"),
        ("x y: positive; l: in (0, 1)", "x**l*y**(1 - l) <= l*x + (1 - l)*y"),
        ("x y: positive", "2/(1/x + 1/y) <= sqrt(x*y)"),
        ("p q: density", "Hellinger2(p, q) >= 0"),
    ],
    "Young": [
        ("a b: real; e: positive", "a*b <= a**2/(2*e) + e*b**2/2"),
        ("x y t: positive", "x*y <= x**(1 + t)/(1 + t) + t*y**((1 + t)/t)/(1 + t)"),
        ("x y: real", "Abs(x*y) <= (x**2 + y**2)/2"),
        ("x: real; y: positive", "x*y <= exp(x) + y*log(y) - y"),
    ],
    "Cauchy and Schwarz": [
        ("p: density; f g: function", "E[x:p](f(x)*g(x))**2 <= E[x:p](f(x)**2)*E[x:p](g(x)**2)"),
        ("n: natural; a b: real sequence", "Sum(a[k]*b[k], (k, 1, n))**2 <= Sum(a[k]**2, (k, 1, n))*Sum(b[k]**2, (k, 1, n))"),
        ("a b c d: real", "(a*c + b*d)**2 <= (a**2 + b**2)*(c**2 + d**2)"),
        ("p: density; f: function", "E[x:p](Abs(f(x))) <= sqrt(E[x:p](f(x)**2))"),
        ("a b: real; x y: positive", "(a + b)**2/(x + y) <= a**2/x + b**2/y"),
    ],
    "logarithm": [
        ("x: positive", "log(x) <= x - 1"),
        ("x: positive", "x/(1 + x) <= log(1 + x)"),
        ("x: positive", "x*log(x) >= x - 1"),
        ("x: nonnegative", "2*x/(2 + x) <= log(1 + x)"),
        ("x: real", "softplus(x) <= Max(x, 0) + log(2)"),
    ],
    "monotone functions": [
        ("x y: real; f: increasing function", "f(x) <= f(x + y**2)"),
        ("p: density; f: function", "E[x:p](sigmoid(f(x))) < 1"),
        ("p: density; q: density", "TV(p, q) <= 1"),
        ("p q r: density", "TV(p, r) <= TV(p, q) + TV(q, r)"),
        ("p: density; a: real", "Prob[x:p](x > a) <= 1"),
    ],
    "sums of squares": [
        ("x y z: real", "x**4 + y**4 + z**4 >= x**2*y**2 + y**2*z**2 + z**2*x**2"),
        ("a b c: real", "a*b + b*c + c*a <= a**2 + b**2 + c**2"),
        ("p: density; f: function", "Var[x:p](f(x)) >= 0"),
        ("a b c: positive", "a/(b + c) + b/(c + a) + c/(a + b) >= 3/2"),
    ],
    "convexity by the second derivative": [
        ("x: real", "exp(x) >= 1 + x"),
        ("x: in (-1, oo); t: positive", "(1 + x)**(1 + t) >= 1 + (1 + t)*x"),
        ("s t: in (0, 1)", "KL(Bernoulli(s), Bernoulli(t)) >= 2*(s - t)**2"),
        ("x y: real; f: convex function", "f(y) >= f(x) + Derivative(f(x), x)*(y - x)"),
        ("p q: density", "ChiSquare(p, q) >= 0"),
    ],
    "calculus on an interval": [
        ("x: nonnegative", "sin(x) <= x"),
        ("x: real", "cos(x) >= 1 - x**2/2"),
        ("x: nonnegative", "atan(x) <= x"),
        ("x: nonnegative", "exp(x) >= 1 + x + x**2/2"),
        ("x: in (-oo, 1)", "exp(x) <= 1/(1 - x)"),
        ("t: real", "cosh(t) <= exp(t**2/2)"),
    ],
    "the logistic function": [
        ("a: positive", "exp(a/3) <= exp(a/2)"),
        ("l: real; r: positive function", "E[z:Normal(0, 1)](sigmoid(l - r(z))) <= E[z:Normal(0, 1)](exp(l - r(z)/2))"),
        ("s u: real", "softplus(u) >= sigmoid(s)*u"),
        ("s: real", "Entropy(Bernoulli(sigmoid(s))) <= log(2)"),
        ("n: natural; s u: real sequence", "Sum(softplus(u[i]) - sigmoid(s[i])*u[i], (i, 1, n)) >= Sum(softplus(u[i]) - sigmoid(s[i])*u[i], (i, 2, n))"),
        ("n: natural; s: real sequence", "Product(Entropy(Bernoulli(sigmoid(s[i]))), (i, 1, n)) <= Sum(Entropy(Bernoulli(sigmoid(s[i]))), (i, 1, n))"),
    ],
    "mass functions": [
        ("n: natural; p q: pmf on 0..n", "E[k:p](log(p(k)) + q(k)) <= 1"),
        ("m s: real; b: positive", "softplus(m - s**2*b) <= softplus(m)"),
        ("m: real; s: positive", "E[z:Normal(m, s)](Max(z, 0)) >= 0"),
        ("n: natural; p: pmf on 0..n", "Entropy(p) >= 0"),
        ("n: natural; p q: pmf on 0..n", "log(Sum(p(k)*q(k), (k, 0, n))) <= 0"),
        ("n: natural; p: pmf on 0..n; d: density", "log(Sum(d(k)*p(k), (k, 0, n))) <= log(Sum(d(k), (k, 0, n)))"),
        ("n: natural; p: pmf on 0..n; d: density", "log(E[k:p](d(k))) <= exp(E[k:p](d(k)))"),
    ],
    "Fenchel": [
        ("x y: real", "x*y <= x**2/2 + y**2/2"),
        ("x: real; y: in (0, 1)", "x*y <= softplus(x) + y*log(y) + (1 - y)*log(1 - y)"),
        ("x y: positive", "-x*y + log(x) <= -1 - log(y)"),
        ("x y: real; a: positive", "x*y <= a*x**2/2 + y**2/(2*a)"),
    ],
}  # fmt: skip

FALSE: list[Row] = [
    ("p q: density", "KL(p, q) <= KL(q, p)"),
    ("p: density; f: function", "exp(E[x:p](f(x))) >= E[x:p](exp(f(x)))"),
    ("x y: positive; l: in (0, 1)", "x**l*y**(1 - l) >= l*x + (1 - l)*y"),
    ("x y t: positive", "x*y <= x**(1 + t)/(1 + t) + t*y**(1 + t)/(1 + t)"),
    ("p: density; f g: function", "E[x:p](f(x)*g(x))**2 >= E[x:p](f(x)**2)*E[x:p](g(x)**2)"),
    ("x: nonnegative", "2*x/(2 + x) >= log(1 + x)"),
    ("x y: real; f: increasing function", "f(x) >= f(x + y**2)"),
    ("p q: density", "TV(p, q) <= Hellinger2(p, q)"),
    ("a b c: positive", "a/(b + c) + b/(c + a) + c/(a + b) >= 8/5"),
    ("s t: in (0, 1)", "KL(Bernoulli(s), Bernoulli(t)) >= 3*(s - t)**2"),
    ("x: real", "sin(x) <= x"),
    ("x: real; y: positive", "x*y <= exp(x) + y*log(y) - 2*y"),
    ("p: density; a: real", "Prob[x:p](x > a) <= 1/2"),
    ("a: positive", "exp(a/2) <= exp(a/3)"),
    ("n k: natural; p: pmf on 0..n", "p(k) < 1"),
    ("n k: natural; p q: pmf on 0..n", "p(k) + q(k) <= 1"),
    ("x: real; d: density", "d(x) <= 1"),
    ("d: density", "Entropy(d) >= 0"),
    ("n: natural; p: pmf on 0..n; d: density", "log(Sum(d(k)*p(k), (k, 0, n))) <= 0"),
    (
        "n: natural; p: pmf on 0..n; d: density",
        "log(Sum(d(k), (k, 0, n))) <= log(Sum(d(k)*p(k), (k, 0, n)))",
    ),
    ("a: real", "exp(a/3) <= exp(a/2)"),
    ("m s: real", "softplus(m - s**2) < softplus(m)"),
    ("m: real; s: positive", "E[z:Normal(m, s)](Abs(z)) <= Abs(m)"),
    (
        "l: real; r: positive function",
        "E[z:Normal(0, 1)](sigmoid(l - r(z)/2)) <= E[z:Normal(0, 1)](exp(l - r(z)))",
    ),
    ("s u: real", "softplus(u) >= 2*sigmoid(s)*u"),
    (
        "n: natural; s u: real sequence",
        "Product(softplus(u[i]), (i, 1, n)) <= Sum(softplus(u[i]), (i, 1, n))",
    ),
]


@pytest.mark.parametrize(
    ("given", "step"), [row for rows in TRUE.values() for row in rows], ids=lambda part: part
)
def test_an_inequality_is_proved(given: str, step: str) -> None:
    """A standard inequality would be merely supported."""
    evidence = prove(read_goal(given, step))
    assert evidence.status == "proved", evidence.reason


@pytest.mark.parametrize(("given", "step"), FALSE, ids=lambda part: part)
def test_a_false_inequality_stays_open(given: str, step: str) -> None:
    """A certificate would be believed that shows nothing."""
    assert prove(read_goal(given, step)).status == "open"


def test_every_kind_has_enough_goals() -> None:
    """A kind of inequality would rest on one lucky example."""
    assert all(len(rows) >= 4 for rows in TRUE.values())
