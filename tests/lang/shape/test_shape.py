"""Shapes of expressions: what fits, what does not, and what the errors say."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import Any

import pytest

import derivcheck.lang
from derivcheck.lang.algebra import Abbreviation
from derivcheck.lang.calculus import derivative, integral, limit, product, total
from derivcheck.lang.condition import And, Eq, Not, Or, piecewise
from derivcheck.lang.declare import (
    density,
    function,
    matrices,
    natural,
    positive,
    real,
    sequence,
    symbols,
    unknown_laws,
    variable,
    vector,
    vectors,
)
from derivcheck.lang.divergence import KL, W2
from derivcheck.lang.domain import FunctionDomain, LawDomain, SequenceDomain
from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Max, exp, log
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws import (
    DensityLaw,
    Dirac,
    Iid,
    Independent,
    Mixture,
    MultivariateNormal,
    Normal,
    Uniform,
    categorical,
)
from derivcheck.lang.linear import (
    Determinant,
    Diag,
    Dot,
    Identity,
    Inverse,
    Norm,
    PositiveDefinite,
    Trace,
    Transpose,
    Vector,
    Zeros,
    gradient,
    hessian,
)
from derivcheck.lang.optimum import ArgMin, Sup
from derivcheck.lang.probability import Cov, E, Prob, Var, cdf
from derivcheck.lang.shape import check_condition, check_statement, shape
from derivcheck.lang.shape.check import RULES

m, n = natural("m n")
a, b = real("a b")
s = positive("s")
x, y = vectors("x y", n)
z = vectors("z", m)
one = vectors("one", 1)
A = matrices("A", m, n)
B = matrices("B", n, n)
S = matrices("S", n, n, "positive definite")
mu = sequence("mu")
points = symbols("points", SequenceDomain(vector(n)))
p, q = density("p q")
f = density("f", given=1)
pair = density("pair", variables=2)
field = unknown_laws("field", LawDomain((vector(n),), (vector(m),)))
g = function("g")
norm_like = symbols("norm_like", FunctionDomain((vector(n),), real("r").domain))
flow = symbols("flow", FunctionDomain((vector(n),), vector(m)))
k, t, u, v, w = variable("k t u v w")
GAUSS = MultivariateNormal(x, S)

NUMBER = "a number"
FITTING: list[tuple[Expr, str]] = [
    (a * b / s + 1 - g(a) ** 2, NUMBER),
    (x + y - 2 * x / s, "a vector(n)"),
    (-A * a, "a matrix(m, n)"),
    (A @ x + z, "a vector(m)"),
    (Transpose(A), "a matrix(n, m)"),
    (Transpose(x), "a transposed vector(n)"),
    (Transpose(Transpose(x)) + x, "a vector(n)"),
    (Transpose(x) @ y, NUMBER),
    (Transpose(x) @ B @ y + 1, NUMBER),
    ((Transpose(x) + Transpose(y)) @ x, NUMBER),
    (x @ Transpose(z), "a matrix(n, m)"),
    (Transpose(one) @ one, NUMBER),
    (matrices("R", 1, n) @ x, "a vector(1)"),
    (Inverse(B) + Identity(n), "a matrix(n, n)"),
    (Identity(n + m) @ Zeros(m + n), "a vector(m + n)"),
    (Trace(B) + Determinant(B) + Dot(x, y) + Norm(A) + Norm(x), NUMBER),
    (Diag(x) @ y, "a vector(n)"),
    (Vector(1, a), "a vector(2)"),
    (x[1] + A[1, 2] + (A @ x)[m], NUMBER),
    (mu[n] + points[n][1], NUMBER),
    (points[n] + x, "a vector(n)"),
    (Abbreviation("h", x + y), "a vector(n)"),
    (exp(a) + Max(a, b, 0), NUMBER),
    (norm_like(x), NUMBER),
    (flow(x) + z, "a vector(m)"),
    (piecewise((x, a > 0), (y, True)), "a vector(n)"),
    (gradient(Dot(x, y), x), "a vector(n)"),
    (gradient(Trace(A @ Transpose(A)), A), "a matrix(m, n)"),
    (hessian(Dot(x, x), x), "a matrix(n, n)"),
    (integral(x * t, (t, 0, 1)), "a vector(n)"),
    (integral(exp(-Dot(w, w)), (w, vector(n))), NUMBER),
    (total(points[k], (k, 1, m)), "a vector(n)"),
    (product(mu[k], (k, 1, m)), NUMBER),
    (derivative(a * x, a), "a vector(n)"),
    (limit(x * t, t, 0), "a vector(n)"),
    (ArgMin(Norm(w - x), (w, vector(n))), "a vector(n)"),
    (Sup(Dot(w, x), (w, vector(n))), NUMBER),
    (ArgMin(t**2, (t, 0, 1)), NUMBER),
    (E[v:GAUSS](v), "a vector(n)"),
    (E[v : Abbreviated("N", GAUSS)](v), "a vector(n)"),
    (E[v : Mixture((a, GAUSS), (1 - a, GAUSS))](v), "a vector(n)"),
    (E[v:GAUSS, w : MultivariateNormal(A @ v, Identity(m))](w), "a vector(m)"),
    (E[v : field | z](v), "a vector(n)"),
    (Var[v:GAUSS](A @ v), "a matrix(m, m)"),
    (Var[v:p](v), NUMBER),
    (Cov[v:GAUSS](A @ v, v), "a matrix(m, n)"),
    (Prob[v:p](And(v > 0, v < 1)), NUMBER),
    (cdf(p, a), NUMBER),
    (E[v : Iid(p, n)](v - x), "a vector(n)"),
    (E[v : Iid(p, n)](total(v[k], (k, 1, n))), NUMBER),
    (E[v : Iid(GAUSS, m)](v[1] - x), "a vector(n)"),
    (E[v : Independent(p, Uniform(0, 1))](v[1] + v[2]), NUMBER),
    (E[v : Independent(GAUSS, q)](v[1] * v[2]), "a vector(n)"),
    (E[v:pair](v), "a vector(2)"),
    (E[v:pair](log(pair(v) / pair(v[1], v[2]))), NUMBER),
    (E[v:p, w : f | v](v * w), NUMBER),
    (p(a) + f(a | b) + pair(a, b) + field(x | z) + GAUSS(y), NUMBER),
    (E[v : Dirac(x)](v), "a vector(n)"),
    (E[v : categorical(s, 1 - s)](v), NUMBER),
    (E[v : DensityLaw(t, exp(-t))](v), NUMBER),
    (KL(pair, Independent(p, q)) + KL(f | a, p) + W2(GAUSS, GAUSS), NUMBER),
]


@pytest.mark.parametrize(("expression", "expected"), FITTING)
def test_shape(expression: Expr, expected: str) -> None:
    """An author's well-shaped expression would be refused, or its shape mistaken."""
    assert str(shape(expression)) == expected


MISFITS: list[tuple[Any, str]] = [
    (x + A, r"cannot add a vector\(n\) and a matrix\(m, n\)"),
    (x - z, r"cannot subtract a vector\(m\) from a vector\(n\)"),
    (x + 1, r"cannot add a vector\(n\) and a number"),
    (one + 1, r"cannot add a vector\(1\) and a number"),
    (x * y, r"\* multiplies by a number, not a vector\(n\) by a vector\(n\)"),
    (a / x, r"cannot divide a number by a vector\(n\)"),
    (B**2, r"cannot raise a matrix\(n, n\) to a number"),
    (A @ z, r"cannot multiply a matrix\(m, n\) @ a vector\(m\)"),
    (x @ y, r"cannot multiply a vector\(n\) @ a vector\(n\)"),
    (a @ x, r"cannot multiply a number @ a vector\(n\)"),
    (Inverse(A), r"Inverse takes a square matrix, not a matrix\(m, n\)"),
    (Trace(A), "Trace takes a square matrix"),
    (Determinant(x), "Determinant takes a square matrix"),
    (Diag(B), "Diag takes a vector"),
    (Dot(x, z), r"not a vector\(n\) and a vector\(m\)"),
    (Norm(a), "Norm takes a vector or matrix"),
    (exp(x), r"exp takes a number, not a vector\(n\)"),
    (g(x), r"g takes a number, not a vector\(n\)"),
    (norm_like(z), r"norm_like takes a vector\(n\), not a vector\(m\)"),
    (x[1, 2] + A[1], "no component with 1 index"),
    (a[1], "no component"),
    (mu + 1, "sequence"),
    (mu[1, 2], "one index"),
    (x[y], "an index takes a number"),
    (piecewise((x, a > 0), (a, True)), "branches of different shapes"),
    (gradient(a**2, a), "Gradient is in a vector"),
    (gradient(x, x), r"Gradient takes a number, not a vector\(n\)"),
    (hessian(Trace(A @ Transpose(A)), A), "Hessian is in a vector"),
    (derivative(Dot(x, x), x), "Derivative is in a number"),
    (integral(t, (t, 0, x)), "an upper bound takes a number"),
    (product(points[k], (k, 1, n)), "Product takes a number"),
    (Sup(w, (w, vector(n))), "Sup takes a number"),
    (E[v : Normal(x, 1)](v), "Normal takes a number"),
    (E[v : MultivariateNormal(x, A)](v), "MultivariateNormal takes"),
    (E[v : Mixture((a, p), (a, GAUSS))](v), "a mixture takes a number"),
    (E[v : Independent(GAUSS, q)](v[3]), "there are 2 components"),
    (E[v : Independent(GAUSS, q)](v), "not a value by itself"),
    (Cov[v:GAUSS](v, v[1]), "covariances are of"),
    (p(x), "the density takes a number"),
    (pair(a, b, a), "not 3 arguments"),
    (cdf(GAUSS, a), "Cdf's law takes a number"),
    (KL(p, pair), r"KL compares laws on one space, not a number and a vector\(2\)"),
    (E[v : field | x](v), r"field takes a vector\(m\), not a vector\(n\)"),
    (Prob[v:p](v > x), "> compares numbers"),
    (Vector(x, a), "Vector takes a number"),
    (Identity(x), "Identity takes a number"),
    (Iid(p, x)(a), "Iid takes a number"),
]


@pytest.mark.parametrize(("expression", "message"), MISFITS)
def test_misfit(expression: Expr, message: str) -> None:
    """A meaningless expression would reach the engine, which would make something of it."""
    with pytest.raises(ShapeError, match=message):
        shape(expression)


SLIPS: list[tuple[Any, str]] = [
    (f(a), "f is given 1 value"),
    (E[v:f](v), "f is given 1 value"),
    (p(a | b), "p is given 0 value"),
    (E[v : Normal(0, 1) | a](v), "only an unknown density"),
    (Dirac(0)(a), "no density"),
    (k + 1, "k has no domain here"),
    (g, "g is a function"),
    (vectors("h", 0), "at least 1"),
    (vectors("h", a), "a is not a natural name"),
]


@pytest.mark.parametrize(("expression", "message"), SLIPS)
def test_slip(expression: Expr, message: str) -> None:
    """A name used for what it is not would be taken for a number."""
    with pytest.raises(AuthorError, match=message):
        shape(expression)


def test_every_kind_of_expression_has_a_rule() -> None:
    """A construct added to the language would be refused as a fault of the program."""
    for module in pkgutil.walk_packages(derivcheck.lang.__path__, "derivcheck.lang."):
        importlib.import_module(module.name)
    # By name: a slotted dataclass is made beside the class it was written as.
    concrete = {
        kind.__name__
        for kind in subclasses(Expr)
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith("derivcheck.lang.")
    }
    assert concrete == {kind.__name__ for kind in RULES}


def subclasses(kind: Any) -> set[type]:
    """All the classes of this package below a class."""
    found: set[type] = set()
    for below in kind.__subclasses__():
        if below.__module__.startswith("derivcheck."):
            found |= {below} | subclasses(below)
    return found


def test_culprit_is_the_smallest_part() -> None:
    """The caret would stand under the whole step instead of the fault."""
    fault = x + z
    with pytest.raises(ShapeError) as caught:
        shape(exp(Dot(y, fault)) + 1)
    assert caught.value.culprit is fault


def test_a_binder_hides_the_outer_name() -> None:
    """A bound variable named like a vector would keep the vector's shape."""
    assert str(shape(integral(real("x") ** 2, (x, 0, 1)))) == NUMBER
    assert str(shape(E[x:p](real("x")))) == NUMBER


def test_scope_gives_names_their_shapes() -> None:
    """A part of a larger expression could not be checked by itself."""
    assert str(shape(k + 1, {"k": shape(a)})) == NUMBER


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [(x, "==", y), (x, "==", 0), (0, "==", A), (a, "<=", b), (Transpose(x) @ y, "<", Dot(x, y))],
)
def test_statement_fits(left: Any, relation: str, right: Any) -> None:
    """A sound statement would be refused."""
    check_statement(expr(left), relation, expr(right))


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [(x, "==", z), (x, "==", 1), (x, "<=", y), (x, "<=", 0), (one, "==", a), (x, "!=", B)],
)
def test_statement_does_not_fit(left: Any, relation: str, right: Any) -> None:
    """A statement without meaning would get a verdict."""
    with pytest.raises(ShapeError):
        check_statement(expr(left), relation, expr(right))


def test_conditions() -> None:
    """A condition on shapes that do not fit would restrict nothing."""
    check_condition(Or(Eq(x, y), Not(a > b), PositiveDefinite(B)))
    for bad in (Eq(x, z), And(a > 0, x > 0), Not(x > 0), PositiveDefinite(A)):
        with pytest.raises(ShapeError):
            check_condition(bad)
