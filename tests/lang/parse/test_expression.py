"""What an expression's text means."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from derivcheck.lang.algebra import Add, Div, Mul, Neg, Number, Pow, Sub, oo
from derivcheck.lang.calculus import derivative, integral, limit, product, total
from derivcheck.lang.condition import And, Not, Or, piecewise
from derivcheck.lang.declare import real, variable
from derivcheck.lang.divergence import KL, Renyi
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.functions import exp, log
from derivcheck.lang.law import Conditional, Density
from derivcheck.lang.laws import Iid, Independent, Mixture, Normal, Uniform
from derivcheck.lang.linear import Dot, Norm, PositiveDefinite, Transpose, gradient
from derivcheck.lang.optimum import ArgMin, Sup
from derivcheck.lang.parse import parse_condition, parse_expression, parse_law
from derivcheck.lang.probability import Cov, E, Prob, cdf
from derivcheck.lang.show import text
from tests.lang.parse.scope import SCOPE, A, a, b, epsilon, f, g, joint, mu, n, p, q, r, u, v

x, z, k, w = variable("x z k w")
P: Any = SCOPE.find("P")
half = Number(Fraction(1, 2))

MEANINGS: list[tuple[str, Any]] = [
    ("a + b - 2", Sub(Add(a, b), Number(Fraction(2)))),
    ("a - (b - a)", Sub(a, Sub(b, a))),
    ("-a**2", Neg(Pow(a, Number(Fraction(2))))),
    ("2**-1", Pow(Number(Fraction(2)), Number(Fraction(-1)))),
    ("a**b**a", Pow(a, Pow(b, a))),
    ("-2*a", Mul(Number(Fraction(-2)), a)),
    ("-(2)", Neg(Number(Fraction(2)))),
    ("0.1", Number(Fraction(1, 10))),
    ("2.5e-3", Number(Fraction(1, 400))),
    ("1/2", half),
    ("-1/2", Number(Fraction(-1, 2))),
    ("2/4", Div(Number(Fraction(2)), Number(Fraction(4)))),
    ("(1)/2", Div(Number(Fraction(1)), Number(Fraction(2)))),
    ("1/0", Div(Number(Fraction(1)), Number(Fraction(0)))),
    ("a/2", a / 2),
    ("KL(p, q)", KL(p, q)),
    ("KL(r | a, p)", KL(r | a, p)),
    ("Renyi(p, q, 1/2)", Renyi(p, q, half)),
    ("E[x:p](log(p(x)/q(x)))", E[x:p](log(p(x) / q(x)))),
    ("E[z:q, x:r | z](g(x, z))", E[z:q, x : r | z](g(x, z))),
    ("Cov[x:p, z:r | x](x, z)", Cov[x:p, z : r | x](x, z)),
    ("Prob[x:Uniform(0, 1)](a < x < b)", Prob[x : Uniform(0, 1)](And(a < x, x < b))),
    ("E[x:Iid(p, n)](x[1])", E[x : Iid(p, n)](x[1])),
    ("E[x:Independent(p, q)](x[1])", E[x : Independent(p, q)](x[1])),
    ("Mixture((1/2, p), (1/2, q))(a)", Mixture((half, p), (half, q))(a)),
    ("r(a | b)", Density(Conditional(r, (b,)), (a,))),
    ("(r | b)(a)", Density(Conditional(r, (b,)), (a,))),
    ("joint(a, b | b, a)", Density(Conditional(joint, (b, a)), (a, b))),
    ("joint(a, b | (b, a))", Density(Conditional(joint, (b, a)), (a, b))),
    ("Normal(a, epsilon)(b)", Normal(a, epsilon)(b)),
    ("P(a)", P(a)),
    ("Cdf(P, 0)", cdf(P, 0)),
    ("Integral(p(x), (x, -oo, oo))", integral(p(x), (x, Neg(oo), oo))),
    (
        "Integral(g(x, z), (x, 0, z), (z, 0, 1))",
        integral(integral(g(x, z), (x, 0, z)), (z, 0, 1)),
    ),
    ("Sum(mu[k], (k, 1, n))", total(mu[k], (k, 1, n))),
    ("Product(k**2, (k, 1, n))", product(k**2, (k, 1, n))),
    ("Derivative(a**2, (a, 2))", derivative(a**2, (a, 2))),
    ("Derivative(a*b, a, b)", derivative(a * b, a, b)),
    ("Limit(1/x, x, 0, '+')", limit(1 / x, x, 0, "+")),
    ("Sup(f(w), (w, 0, oo))", Sup(f(w), (w, 0, oo))),
    (
        "ArgMin(Norm(w - u)**2, (w, vector(n)))",
        ArgMin(Norm(w - u) ** 2, (w, u.domain)),
    ),
    ("Transpose(u) @ A @ v", Transpose(u) @ A @ v),
    ("(A @ u)[1]", (A @ u)[1]),
    ("A[1, n]", A[1, n]),
    ("Gradient(Dot(u, v), u)", gradient(Dot(u, v), u)),
    (
        "Piecewise((a, a < b and not b < 0 or a == 1), (exp(b), True))",
        piecewise(
            (a, Or(And(a < b, Not(b < 0)), parse_condition("a == 1", SCOPE))), (exp(b), True)
        ),
    ),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, meaning: Any) -> None:
    """The text form and the Python form of an expression would mean different things."""
    assert parse_expression(text, SCOPE) == meaning


@pytest.mark.parametrize("text", ["  a +\n b ", "a\t+ b", "(a + b)", "+a + b", "(a) + (b)"])
def test_white_space_and_brackets_mean_nothing(text: str) -> None:
    """A claim broken over lines would be refused or read differently."""
    assert parse_expression(text, SCOPE) == a + b


def test_law() -> None:
    """A law could not be written where one is expected."""
    assert parse_law("r | a + b", SCOPE) == r | (a + b)
    assert parse_law("joint | (a, b)", SCOPE) == joint | (a, b)


def test_a_chained_condition_is_both_comparisons() -> None:
    """0 < a < b would lose one of its halves, as it does in Python."""
    assert parse_condition("0 < a < b", SCOPE) == And(expr(0) < a, a < b)


def test_a_plain_mapping_serves_as_names() -> None:
    """Callers would have to know the class of scopes."""
    assert parse_expression("a + 1", {"a": a}) == a + 1


@pytest.mark.parametrize("word", ["acos", "asin"])
def test_words_that_are_not_reserved(word: str) -> None:
    """An inverse function of Python's claims could not be written in a file, or took its name."""
    made = parse_expression(f"{word}(a)", SCOPE)
    assert text(made) == f"{word}(a)"
    declared = SCOPE.declare(real(word))
    assert parse_expression(f"{word} + 1", declared) == real(word) + 1
    with pytest.raises(AuthorError, match="unknown name"):
        parse_expression(word, SCOPE)


def test_a_condition_on_a_matrix() -> None:
    """A claim about positive definite products could not be written in a file."""
    assert parse_condition("PositiveDefinite(A)", SCOPE) == PositiveDefinite(A)
    with pytest.raises(AuthorError, match="only square matrices"):
        parse_condition("PositiveDefinite(u)", SCOPE)
