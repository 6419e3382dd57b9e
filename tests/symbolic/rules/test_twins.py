"""What no rule may prove: one slip away from what the rules do prove."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove

FUNCTIONAL = "E[x:p](log(sigmoid(h(x)))) + E[x:q](log(1 - sigmoid(h(x))))"
OPTIMAL = "E[x:p](log(p(x)/(p(x) + q(x)))) + E[x:q](log(q(x)/(p(x) + q(x))))"
SWAPPED = "E[x:p](log(q(x)/(p(x) + q(x)))) + E[x:q](log(p(x)/(p(x) + q(x))))"
SUP = "Integral(Sup(p(x)*log(y) + q(x)*log(1 - y), (y, 0, 1)), (x, -oo, oo))"
FAMILY = "q: density; p: density(1 | 1); r: density; x: real"
SEGMENTS = "W1(Independent(Dirac(0), Uniform(0, 1)), Independent(Dirac(t), Uniform(0, 1)))"

TRUE: list[tuple[str, str, tuple[str, ...]]] = [
    ("p q: density; h: function", f"{FUNCTIONAL} <= {OPTIMAL}", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} <= {SUP}", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} <= 2*JS(p, q) - 2*log(2)", ()),
    ("p q: density", "KL(p, q) <= log(1 + ChiSquare(p, q))", ()),
    ("n: natural; p q: pmf on 0..n", "KL(p, q) >= 0", ()),
    ("m n: real; s r: positive", "KL(Normal(m, s), Normal(n, r)) >= 0", ()),
    ("a b: in (0, 1)", "KL(Bernoulli(a), Bernoulli(b)) >= 0", ()),
    ("a b: positive", "KL(Poisson(a), Poisson(b)) >= 0", ()),
    (
        FAMILY,
        "log(E[z:r](p(x | z))) >= E[z:q](log(p(x | z))) - KL(q, r)",
        (),
    ),
    ("a b: positive; y: in (0, 1)", "Derivative(a*log(y) + b*log(1 - y), (y, 2)) < 0", ()),
    ("h d: real; B: positive", "Abs(sigmoid(h)*d) <= sigmoid(h)*B", ("Abs(d) <= B",)),
    ("c: real", "Limit(sigmoid(h)*c, h, -oo) == 0", ()),
    ("t u: real", "Limit((t - u)/e**2, e, 0, '+') == -oo", ("t < u",)),
    ("t: nonzero", f"Derivative({SEGMENTS}, t) == sign(t)", ()),
    ("t s: real", "Abs(Abs(t) - Abs(s)) <= Abs(t - s)", ()),
    ("x y: real", "softplus(x) <= softplus(y)", ("x <= y",)),
    ("n: natural", "n >= 1", ()),
]

FALSE: list[tuple[str, str, tuple[str, ...]]] = [
    ("p q: density; h: function", f"{FUNCTIONAL} >= {OPTIMAL}", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} < {OPTIMAL}", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} <= {SWAPPED}", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} <= 2*({OPTIMAL})", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} <= JS(p, q) - 2*log(2)", ()),
    ("p q: density; h: function", f"{FUNCTIONAL} >= {SUP}", ()),
    ("p q: density", "KL(p, q) <= 0", ()),
    ("p q: density", "KL(p, q) >= KL(q, p)", ()),
    ("p q: density", "KL(p, q) >= ChiSquare(p, q)", ()),
    ("p q: density", "JS(p, q) <= 1/2", ()),
    ("p q: density", "CrossEntropy(p, q) >= Entropy(q)", ()),
    ("p: density", "Entropy(p) >= 0", ()),
    ("a b: in (0, 1)", "KL(Bernoulli(a), Bernoulli(b)) > 0", ()),
    ("p q: density; a: in (0, 1)", "Renyi(p, q, a) <= 0", ()),
    ("n: natural; p q: pmf on 0..n", "KL(p, q) > 0", ()),
    ("m n: real; s r: positive", "KL(Normal(m, s), Normal(n, r)) > 0", ()),
    ("m: real; s: positive", "(m**2 + s - 1 - log(s**2))/2 >= 0", ()),
    (FAMILY, "log(E[z:r](p(x | z))) <= E[z:q](log(p(x | z))) - KL(q, r)", ()),
    (FAMILY, "log(E[z:r](p(x | z))) >= E[z:q](log(p(x | z))) + KL(q, r)", ()),
    (FAMILY, "log(E[z:r](p(x | z))) >= E[z:q](log(p(x | z))) - KL(r, q)", ()),
    ("a b: positive", "ArgMax(a*log(y) + b*log(1 - y), (y, 0, 1)) == a/(a - b)", ()),
    ("a b: positive", "ArgMax(a*log(y) - b*log(1 - y), (y, 0, 1)) == a/(a + b)", ()),
    ("a: positive", "ArgMax(a*log(y), (y, 0, 1)) == 0", ()),
    ("a: real", "ArgMax(a*log(y), (y, 0, 1)) == 1", ()),
    ("a: real", "ArgMin(a*y**2, (y, -oo, oo)) == 0", ()),
    ("a: nonnegative", "ArgMin(a*y**2, (y, -oo, oo)) == 0", ()),
    ("", "Sup(1 - exp(-t), (t, 0, oo)) == 2", ()),
    ("", "Inf(1/t**2, (t, -1, 1)) == 1", ()),
    ("", "ArgMin(Abs(t), (t, -1, 1)) == 1", ()),
    ("a b: positive; y: in (0, 1)", "Derivative(a*log(y) - b*log(1 - y), (y, 2)) < 0", ()),
    ("h d: real; B: positive", "Abs(sigmoid(h)*d) <= sigmoid(h)*B/2", ("Abs(d) <= B",)),
    ("h d: real; B: positive", "Abs(sigmoid(h)*d) <= sigmoid(h)*B", ()),
    ("c: real", "Limit(sigmoid(h)*c, h, oo) == 0", ()),
    ("t u: real", "Limit((t - u)/e**2, e, 0, '+') == oo", ("t < u",)),
    ("t u: real", "Limit((t - u)/e**2, e, 0, '+') == oo", ("t != u",)),
    ("t: nonzero", f"Derivative({SEGMENTS}, t) == 1", ()),
    ("t: real", f"{SEGMENTS} == t", ()),
    ("m n: real; s r: positive", "Derivative(W1(Normal(m, s), Normal(n, r)), s) == 0", ("s == r",)),
    ("m n: real; s: positive", "W2(Normal(m, s), Normal(n, 2*s)) == Abs(m - n)", ()),
    ("x y: real", "softplus(x) <= softplus(y)", ("x >= y",)),
    ("x y: real", "sigmoid(x) < sigmoid(y)", ("x <= y",)),
    ("x: real", "softplus(x) >= x + 1", ()),
    ("x: real", "tanh(x) <= x", ()),
    ("x: nonzero", "1/x**2 >= 3 - 2*x", ()),
    ("x: positive", "1/x**2 >= 4 - 2*x", ()),
    ("x y: real", "x*y <= x**2 + y**2 - 1", ()),
    ("p: density; f: function", "E[x:p](f(x))**2 >= E[x:p](f(x)**2)", ()),
    ("p: density; f g: function", "E[x:p](f(x)*g(x)) <= E[x:p](f(x))*E[x:p](g(x))", ()),
    ("p: density; f: convex function; g: function", "f(E[x:p](g(x))) >= E[x:p](f(g(x)))", ()),
    ("x: real", "sign(x)**2 == 1 + sign(x)", ()),
    ("x: real", "Abs(x) == x", ()),
    ("x: real", "Max(x, 0) == x", ()),
    ("n: natural", "n > 1", ()),
    ("n k: natural", "n > k", ("k <= n",)),
    ("a b: real", "Prob[x:Uniform(0, 1)](a < x < b) == b - a", ("0 < a < b",)),
    ("m: real; s: positive", "E[x:Laplace(m, s)](Abs(x - m)) == 2*s", ()),
]


@pytest.mark.parametrize(("given", "step", "assume"), TRUE)
def test_true_inequalities_are_proved(given: str, step: str, assume: tuple[str, ...]) -> None:
    """A step that documents print would be merely supported."""
    evidence = prove(read_goal(given, step, assume))
    assert evidence.status == "proved", evidence.reason


@pytest.mark.parametrize(("given", "step", "assume"), FALSE)
def test_false_steps_stay_open(given: str, step: str, assume: tuple[str, ...]) -> None:
    """The prover would be unsound."""
    assert prove(read_goal(given, step, assume)).status == "open"


def test_the_named_rule_closes_the_step() -> None:
    """A rule that an author names would not be enough for its own example."""
    for rule, step in (
        ("logarithm.tangent", "KL(p, q) >= 0"),
        ("optimum.derivative", "ArgMax(a*log(y) + b*log(1 - y), (y, 0, 1)) == a/(a + b)"),
    ):
        goal = read_goal("p q: density; a b: positive", step)
        assert rule in prove(replace(goal, by=rule)).rules


def test_another_rule_does_not() -> None:
    """A step would pass by a rule that the author did not name."""
    goal = replace(read_goal("p q: density", "KL(p, q) >= 0"), by="polynomial.squares")
    assert prove(goal).status == "open"
