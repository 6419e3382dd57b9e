"""Strict inequalities that fail only where two names coincide, or a number is a special one."""

from __future__ import annotations

import pytest

from derivcheck.numeric.check import check
from derivcheck.symbolic.example import read_goal

FAIL = [
    ("x: real", "x**2 > 0", ()),
    ("x: real", "exp(x) > 1 + x", ()),
    ("x: positive", "log(x) < x - 1", ()),
    ("x y: positive", "sqrt(x*y) < (x + y)/2", ()),
    ("p q: density", "KL(p, q) > 0", ()),
    ("p q: density", "TV(p, q) > 0", ()),
    ("p: density; f: function", "Var[x:p](f(x)) > 0", ()),
    ("x y: real; f: increasing function", "f(x) < f(y)", ("x <= y",)),
    ("n: natural; a b: vector(n)", "Norm(a - b) > 0", ()),
    ("n: natural; a: vector(n); c: nonnegative", "c*Norm(a)**2 > 0", ()),
    ("p q: density", "2*JS(p, q) - log(4) > -log(4)", ()),
    ("x: nonnegative; y: nonnegative", "x*y + y > 0", ()),
]
HOLD = [
    ("x: nonzero", "x**2 > 0", ()),
    ("x: real", "x**2 > -10**(-30)", ()),
    ("x y: real; f: increasing function", "f(x) < f(y)", ("x < y",)),
    ("p q: density", "KL(p, q) > -1/10**20", ()),
]


@pytest.mark.parametrize(("given", "step", "assume"), FAIL, ids=lambda row: str(row))
def test_equality_refutes_a_strict_inequality(
    given: str, step: str, assume: tuple[str, ...]
) -> None:
    """A strict inequality that random points cannot refute would stay supported."""
    found = check(read_goal(given, step, assume))
    assert found.status == "disagrees"
    assert found.witness is not None


@pytest.mark.parametrize(("given", "step", "assume"), HOLD, ids=lambda row: str(row))
def test_a_true_strict_inequality_is_not_refuted(
    given: str, step: str, assume: tuple[str, ...]
) -> None:
    """A point outside the domain, or a gap below all error bounds, would refute what is true."""
    assert check(read_goal(given, step, assume)).status == "agrees"


def test_a_bound_that_only_laws_far_apart_break_is_refuted() -> None:
    """Broken if half the largest value of JS passed for a bound, which random laws do not break."""
    assert check(read_goal("p q: density", "JS(p, q) <= log(2)/2")).status == "disagrees"
    assert check(read_goal("p q: density", "JS(p, q) <= log(2)")).status == "agrees"


@pytest.mark.parametrize(("share", "status"), [("", "agrees"), ("9/10*", "disagrees")])
def test_evidence_bounds_are_tried_at_the_posterior(share: str, status: str) -> None:
    """Broken if a bound with less than the divergence passed: it fails near the posterior alone."""
    given = "p: density; r: density(1 | 2); q: density(1 | 2); u t s: real"
    elbo = f"E[z:q | (u, s)](log(r(u | z, t))) - {share}KL(q | (u, s), p)"
    assert check(read_goal(given, f"log(E[z:p](r(u | z, t))) >= {elbo}")).status == status
