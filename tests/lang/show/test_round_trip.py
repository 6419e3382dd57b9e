"""The text form reads back as the same tree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.lang.algebra import Add, Div, Mul, Neg, Number, Pow, Sub
from derivcheck.lang.calculus import integral, limit
from derivcheck.lang.condition import And, Not, Or, piecewise
from derivcheck.lang.declare import variable
from derivcheck.lang.divergence import KL
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, sigmoid
from derivcheck.lang.node import Node
from derivcheck.lang.parse import parse_condition, parse_expression
from derivcheck.lang.probability import E
from derivcheck.lang.show import text
from tests.lang.parse.scope import SCOPE, a, b, f, p, q, r, s
from tests.lang.parse.test_expression import MEANINGS

x = variable("x")

WRITTEN = [
    "a + (b + s)",
    "a - b + s",
    "a*(b/s)",
    "a*b/s",
    "-(a*b)",
    "-a*b",
    "(-a)**2",
    "(-2)**2",
    "1/2**a",
    "(1/2)**a",
    "-1/2*a",
    "-(1/2)",
    "(1)/2",
    "6/4",
    "(a**b)**2",
    "a**-b",
    "Limit(a**b, x, oo)",
    "Product(k, (k, 1, n))",
    "Var[x:p](x)",
    "Categorical(1/2, 1/2)(0)",
    "Hessian(Norm(u)**2, u)",
    "MultivariateNormal(u, A)(v)",
    "Piecewise((a, a < b <= s), (b, not a == b), (s, a < b or b < a and s > 1), (0, True))",
    "JS(p, q) + 0",
    "W1(Dirac(0), Uniform(0, 1))",
    "E[x:r | a + b](x)",
    "Vector(a, b)[1]",
    "Trace(Inverse(A))/Determinant(A)",
    "factorial(n)*binomial(n, 2)",
    "Abs(EulerGamma - pi)",
]


@pytest.mark.parametrize("source", WRITTEN)
def test_written_so(source: str) -> None:
    """The author's form would change, or gain brackets it does not need."""
    assert text(parse_expression(source, SCOPE)) == source


@pytest.mark.parametrize(("source", "meaning"), MEANINGS, ids=[source for source, _ in MEANINGS])
def test_every_construct(source: str, meaning: Any) -> None:
    """A construct would be printed as something else than it is."""
    assert parse_expression(text(meaning), SCOPE) == meaning


def _binary(children: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    kinds = st.sampled_from([Add, Sub, Mul, Div])
    return st.builds(lambda kind, left, right: kind(left, right), kinds, children, children)


def _compound(children: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    small = st.builds(Number, st.fractions(-3, 3, max_denominator=4))
    return st.one_of(
        _binary(children),
        children.map(Neg),
        st.builds(Pow, st.sampled_from([a, Neg(a), log(a)]), small),
        st.builds(lambda e: log(e) * sigmoid(e), children),
        st.builds(lambda e: E[x:p](e * x), children),
        st.builds(lambda e: integral(e * r(x | e), (x, 0, e)), children),
        st.builds(lambda e: limit(e, x, e, "-"), children),
        st.builds(
            lambda e, g: piecewise((e, Or(And(e < g, g < a), Not(e >= g))), (g, True)),
            children,
            children,
        ),
        st.builds(lambda e: f(e) - KL(p, q), children),
    )


NUMBERS = st.builds(Number, st.fractions(-20, 20, max_denominator=8))
TREES = st.recursive(st.sampled_from([a, b, s]) | NUMBERS, _compound, max_leaves=12)


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_random_trees(tree: Expr) -> None:
    """Brackets would be missing somewhere: the text would mean another tree."""
    assert parse_expression(text(tree), SCOPE) == tree


@pytest.mark.parametrize(
    "source",
    ["0 < a < b", "a < b and s > 0", "(a < b or b < a) and s > 0", "not (a < b and s > 0)",
     "not a == b", "a < b < s or a*b != 0", "True"],
)  # fmt: skip
def test_conditions(source: str) -> None:
    """An assumption would be printed as another one."""
    made: Node = parse_condition(source, SCOPE)
    assert text(made) == source
    assert parse_condition(text(made), SCOPE) == made


def test_exact_fractions() -> None:
    """A fraction would come back as a quotient of two numbers."""
    third = Number(Fraction(1, 3))
    assert text(third) == "1/3"
    assert text(Div(Number(Fraction(1)), Number(Fraction(3)))) == "(1)/3"
    assert text(Div(third, a)) == "1/3/a"
