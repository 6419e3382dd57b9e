"""The mutants of a step."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Goal
from derivcheck.lang.shape import check_statement
from derivcheck.lang.show.text import text
from derivcheck.run.audit.mutants import mutants
from derivcheck.run.audit.operators import OPERATORS
from derivcheck.symbolic.example import read_goal

CASES = [
    ("relation", "x: real", "x == x", "x < x"),
    ("event", "p: density; a: real", "0 == Prob[x:p](x < a)", "0 == Prob[x:p](x >= a)"),
    ("sign", "x y: real", "0 == x + y", "0 == x - y"),
    ("sign", "x y: real", "0 == x*y", "0 == -(x*y)"),
    ("sign", "x y: real", "0 == -x + y", "0 == x + y"),
    ("factor", "x y: real", "0 == x + y", "0 == x + 1/2*y"),
    ("factor", "x: real", "0 == x", "0 == 2*x"),
    ("dropped-term", "x y: real", "0 == x - y", "0 == -y"),
    ("dropped-factor", "x y: real", "0 == x*y", "0 == y"),
    ("dropped-factor", "x y: positive", "0 == x/y", "0 == 1/y"),
    ("inverted", "x y: positive", "0 == x/y", "0 == y/x"),
    ("exponent", "x: real", "0 == x**2", "0 == x**3"),
    ("square", "s: positive", "0 == s", "0 == s**2"),
    ("square", "s: positive", "0 == log(s**2)", "0 == log(s)"),
    ("square", "x: real; s: positive", "0 == Normal(0, s)(x)", "0 == Normal(0, s**2)(x)"),
    ("constant", "x: real", "0 == x + 2", "0 == x + 3"),
    ("logarithm", "x: positive", "0 == log(x)", "0 == exp(x)"),
    ("logarithm", "x: positive", "0 == log(x)", "0 == x"),
    ("base", "x: positive", "0 == log(x)", "0 == log(x)/log(2)"),
    ("split", "x y: positive", "0 == log(x + y)", "0 == log(x) + log(y)"),
    ("argument", "x: real", "0 == sigmoid(x)", "0 == sigmoid(-x)"),
    ("inverted", "x y: positive", "0 == log(x/y)", "0 == log(y/x)"),
    ("opposite", "x y: real", "0 == Max(x, y)", "0 == Min(x, y)"),
    ("arguments", "f: function(2); x y: real", "0 == f(x, y)", "0 == f(y, x)"),
    ("function", "f g: function; x: real", "0 == f(x) + g(x)", "0 == g(x) + g(x)"),
    ("divergence", "p q: density", "0 == KL(p, q)", "0 == KL(q, p)"),
    ("laws", "p q: density; x: real", "0 == p(x) + 2*q(x)", "0 == q(x) + 2*p(x)"),
    ("law", "p q: density; x: real", "0 == p(x) + q(x)", "0 == q(x) + q(x)"),
    ("law", "p q: density", "0 == E[x:p](q(x))", "0 == E[x:q](q(x))"),
    (
        "condition",
        "p: density(1 | 2); x y z: real",
        "0 == p(x | y, z)",
        "0 == p(x | z, y)",
    ),
    (
        "components",
        "p: density; s: positive",
        "0 == E[x:Independent(p, Normal(0, s))](x[1])",
        "0 == E[x:Independent(Normal(0, s), p)](x[1])",
    ),
    ("moment", "p: density", "0 == Var[x:p](x)", "0 == E[x:p](x**2)"),
    ("bounds", "n: natural", "0 == Sum(k, (k, 1, n))", "0 == Sum(k, (k, 1, n + 1))"),
    (
        "bounds",
        "p: density",
        "0 == Integral(p(x), (x, -oo, oo))",
        "0 == Integral(p(x), (x, 0, oo))",
    ),
    ("limit", "a: real", "0 == Limit(a/x, x, 0, '+')", "0 == Limit(a/x, x, 0, '-')"),
    ("limit", "a: real", "0 == Limit(a/x, x, oo)", "0 == Limit(a/x, x, -oo)"),
    ("kind", "f: function", "0 == Sup(f(x), (x, 0, 1))", "0 == Inf(f(x), (x, 0, 1))"),
    ("kind", "n: natural", "0 == Sum(k, (k, 1, n))", "0 == Product(k, (k, 1, n))"),
    ("derivative", "x: real", "0 == Derivative(x**2, x)", "0 == x**2"),
    ("product", "A B: matrix(2, 2)", "A == A @ B", "A == B @ A"),
    ("dropped-matrix", "A B: matrix(2, 2)", "A == A @ B", "A == B"),
    ("operation", "A: matrix(2, 2)", "A == Transpose(A)", "A == A"),
]


def read(given: str, step: str) -> Goal:
    """The goal of a step."""
    return read_goal(given, step)


@pytest.mark.parametrize(("operator", "given", "step", "wrong"), CASES)
def test_the_operator_makes_the_mistake(operator: str, given: str, step: str, wrong: str) -> None:
    """A kind of mistake would never be tried."""
    made = [
        f"{text(m.statement.lhs)} {m.statement.relation} {text(m.statement.rhs)}"
        for m in mutants(read(given, step))
        if m.operator == operator
    ]
    assert wrong in made


def test_every_operator_is_tried_here() -> None:
    """An operator that makes nothing would go unnoticed."""
    assert {case[0] for case in CASES} == {operator.name for operator in OPERATORS}


@pytest.mark.parametrize(
    "step",
    [
        ("p q: density; s: positive", "KL(p, q) <= 2*E[x:p](log(p(x)/q(x))) + log(s**2)/2 - 1"),
        ("n: natural; A: matrix(n, n); x: vector(n)", "A @ x == Transpose(A) @ x + 2*x"),
    ],
)
def test_mutants_are_well_formed_and_differ(step: tuple[str, str]) -> None:
    """The count would be blown up by repeats, the step itself, or what no author could write."""
    goal = read(*step)
    made = [mutant.statement for mutant in mutants(goal)]
    assert goal.statement not in made
    assert len(set(made)) == len(made)
    for statement in made:
        check_statement(statement.lhs, statement.relation, statement.rhs)
        assert (statement.lhs, True) == (goal.statement.lhs, len(made) > 10)


def test_bound_variables_and_domains_stay() -> None:
    """A mutant would be a statement about other names than the step."""
    goal = read("p: density; s: positive", "0 == E[x:p](x*s) + Sup(s*y, (y, 0, 1))")
    for mutant in mutants(goal):
        assert mutant.statement.rhs.free_names() <= {"p", "s"}
