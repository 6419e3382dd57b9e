"""The thorough search for violations: false bounds that hold for most laws, and true ones."""

from __future__ import annotations

import pytest

from derivcheck.numeric.archetypes import archetypes
from derivcheck.numeric.check import check, search
from derivcheck.numeric.points import draw
from derivcheck.symbolic.example import read_goal

FALSE = (
    # A divergence of the wrong order: a family fails that takes its variable far from the prior.
    (
        "p r: density; q s: density(1 | 1); x: real",
        "log(E[z:r](s(x | z))) >= E[z:q | x](log(s(x | z))) - KL(r, q | x)",
    ),
    # What stands for the posterior knows too much where it follows its condition closely.
    (
        "r: density; q s: density(1 | 1); x: real",
        "E[z:r](s(x | z)) > E[z:s | x](log(s(x | z))) - KL(q | x, r)",
    ),
    # Evidence above 1: half of it is less.
    ("p: density(2); x: real", "Integral(p(x, z), (z, -oo, oo)) <= 1"),
    # Mass between 0 and 1, or all of it elsewhere.
    (
        "p: density(2); x: real",
        "Integral(p(x, u), (u, 0, 1)) < Integral(p(x, u), (u, 1, oo))",
    ),
    # A discriminator that tells everything apart, on laws that are apart.
    (
        "p q: density; h: function; g: function",
        "E[x:p](log(sigmoid(h(x)))) + E[z:q](log(1 - sigmoid(h(g(z))))) < -1",
    ),
    # Only where the sum of two densities is a little more than 1.
    ("p q: density", "E[x:p](log(p(x))/log(p(x) + q(x))) >= 0"),
    # Weights narrower than the law they are drawn by.
    ("q: density; w: positive function", "E[z:q](log(w(z))) <= log(E[z:q](w(z)/q(z)))"),
    ("u: in (0,1]; v: in (0,1); k: in (-1,1)", "k*(u - v) <= Abs(u - 2*v)"),
)
TRUE = (
    "p q: density; KL(p, q) >= 0",
    "r: density; q s: density(1 | 1); x: real; "
    "log(E[z:r](s(x | z))) >= E[z:q | x](log(s(x | z))) - KL(q | x, r)",
    "p: density(2); x: real; Integral(p(x, u), (u, 0, 1)) <= Integral(p(x, u), (u, 0, oo))",
    "q: density; w: positive function; E[z:q](log(w(z))) <= log(E[z:q](w(z)))",
    "p: pmf on 0..5; Entropy(p) <= log(6)",
    "x: real; x < exp(x)",
)


@pytest.mark.parametrize(("given", "statement"), FALSE)
def test_a_false_bound_is_found_out(given: str, statement: str) -> None:
    """Broken if a bound that fails for laws of some kind passed for supported."""
    found = search(read_goal(given, statement))
    assert found is not None
    assert found.status == "disagrees"
    assert found.witness is not None


@pytest.mark.parametrize("statement", TRUE)
def test_a_true_bound_stands(statement: str) -> None:
    """Broken if quadrature at extreme laws claimed what is not so."""
    given, _, bound = statement.rpartition("; ")
    assert search(read_goal(given, bound)) is None


def test_a_guess_is_looked_at_quickly() -> None:
    """Broken if a diagnosis could tell a bound that fails for any narrow law."""
    assert search(
        read_goal("p: density(2); x: real", "Integral(p(x, z), (z, -oo, oo)) <= 1"), quick=True
    )
    assert search(read_goal("p: density", "Entropy(p) >= 0"), quick=True)
    assert search(read_goal("p q: density", "KL(p, q) >= 0"), quick=True) is None


def test_sizes_differ() -> None:
    """Broken if a product of two or three terms were tried with one alone."""
    given = "n: natural; m: natural; s: vector(n); t: vector(m)"
    bound = "Product(1 + s[i]**2, (i, 1, n)) + Product(1 + t[j]**2, (j, 1, m))"
    assert search(read_goal(given, f"{bound} <= 2 + Norm(s)**2 + Norm(t)**2"))


def test_equations_are_not_searched() -> None:
    """Broken if the search spoke of what it has no slack for."""
    assert search(read_goal("x: real", "x == x + 1")) is None
    assert search(read_goal("a b: positive", "a < b", ("a == 2*b",))) is None


def test_what_is_found_was_missed_before() -> None:
    """The search is for nothing if the check alone finds as much."""
    missed = [check(read_goal(*row)).status == "agrees" for row in FALSE]
    assert sum(missed) >= 3


def test_every_kind_of_unknown_has_archetypes() -> None:
    """Broken if a kind of name were never exchanged."""
    given = (
        "p: density; q: density(1 | 1); r: density(2); m: pmf on 0..4; c: pmf on 0..oo; "
        "f: function; w: positive function; a: real; s: positive sequence; u: real sequence; "
        "v: vector(3); A: matrix(2, 2)"
    )
    goal = read_goal(given, "a <= a")
    point = draw(goal, 0, 0)
    assert point is not None
    for name in goal.given:
        assert len(list(archetypes(goal, name, point))) > 2, name.name
