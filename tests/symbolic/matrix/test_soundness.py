# ruff: noqa: E501 (a step of the table is a line)
"""Steps that are undefined, or true for some sizes only, and what a proof must own up to."""

from __future__ import annotations

import pytest

from derivcheck.symbolic.matrix.prove import MatrixProof, prove_matrix
from tests.symbolic.matrix.goals import goal

GIVEN = (
    "m n i: natural; a: real; s: positive; x y: vector(n); z: vector(m); A B: matrix(n, n); "
    "X: matrix(m, n); P: positive definite matrix(n); S: symmetric matrix(n); v: vector(1); "
    "G: positive definite matrix(2); f: function of vector(n); F: matrix(2, 2)"
)

OPEN = (
    ("Inverse(x @ Transpose(x)) @ x @ Transpose(x) == Identity(n)", ""),
    ("Inverse(A - A) @ A == A", ""),
    ("Inverse(A - Transpose(A)) @ (A - Transpose(A)) == Identity(n)", ""),
    ("Inverse(Transpose(X) @ X) @ Transpose(X) @ X == Identity(n)", ""),
    ("Inverse(X @ Transpose(X)) @ X @ Transpose(X) == Identity(m)", "m >= n"),
    (
        "Inverse(Identity(n) - x @ Transpose(x)/Dot(x, x)) == Inverse(Identity(n) - x @ Transpose(x)"
        "/Dot(x, x))",
        "",
    ),
    ("log(Determinant(A)) == log(Determinant(A))", ""),
    ("log(Determinant(-P)) == log(Determinant(-P))", ""),
    ("sqrt(-Dot(x, x)) == sqrt(-Dot(x, x))", ""),
    ("x[i] == x[i]", ""),
    ("x[2] == x[2]", ""),
    ("1/(Dot(x, x)*Dot(y, y) - Dot(x, y)**2) == 1/(Dot(x, x)*Dot(y, y) - Dot(x, y)**2)", ""),
    ("1/(Dot(x, y) - Dot(y, x)) == 1/(Dot(x, y) - Dot(y, x))", ""),
    ("1/(n - 1) == Dot(x, x)/Dot(x, x)/(n - 1)", ""),
    ("Dot(x, Inverse(S) @ x) == Dot(x, Inverse(S) @ x)", "S == 0*S"),
    ("1/Dot(x, x) == 1/Dot(x, x)", "x == 0*x"),
    ("1/Dot(x, y) == 1/Dot(x, y)", "Dot(x, y) == 0"),
    ("Sum(x[k], (k, 1, m)) == Sum(x[k], (k, 1, m))", ""),
    ("Sum(x[k], (k, 0, n)) == Sum(x[k], (k, 0, n))", ""),
    ("Trace(A @ B @ S) == Trace(A @ S @ B)", ""),
    ("Gradient(Trace(A @ S), S) == Transpose(A)", ""),
    ("Gradient(Trace(A @ S), S) == A", ""),
    ("Gradient(log(Determinant(P)), P) == 0", ""),
    ("Gradient(Dot(x, A @ x), x) == 0", ""),
    ("Gradient(Dot(x, x)**2, x) == 0", ""),
    ("Gradient(Sum(x[k]**2, (k, 1, n)), x) == 0", ""),
    ("E[w:MultivariateNormal(x, S)](Dot(w, w)) == Dot(x, x) + Trace(S)", ""),
    ("E[w:MultivariateNormal(x, A)](w) == x", ""),
    ("Integral(exp(Dot(w, P @ w)), (w, vector(n))) == sqrt((2*pi)**n/Determinant(-2*P))", ""),
    ("ArgMin(Dot(w, S @ w), (w, vector(n))) == 0*x", ""),
    ("Sup(Dot(w, P @ w), (w, vector(n))) == 0", ""),
    ("Abs(Dot(x, y)) == Dot(x, y)", ""),
    ("(Dot(x, y)**2)**(1/2) == Dot(x, y)", ""),
    ("exp(log(Dot(x, y))) == Dot(x, y)", ""),
    ("Dot(x, y) <= Dot(x, x)", ""),
    ("Dot(x, A @ x) >= 0", ""),
    ("Determinant(A) == Determinant(A) + 0*Determinant(Inverse(A - Transpose(A)))", ""),
)

PROVED = (
    ("v == v", ""),
    ("Dot(v, v) == v[1]**2", ""),
    ("Gradient(Dot(v, v), v) == 2*v", ""),
    ("Trace(v @ Transpose(v)) == Dot(v, v)", ""),
    ("x[i] == Dot(x, x)/Dot(x, x)*x[i]", "i <= n"),
    ("E[w:MultivariateNormal(v, Identity(1))](Dot(w, w)) == Dot(v, v) + 1", ""),
    ("E[w:MultivariateNormal(Vector(a, s), G)](w[1]*w[2]) == a*s + G[1, 2]", ""),
    ("Gradient(log(Abs(Determinant(A))), A) == Inverse(Transpose(A))", ""),
    ("Gradient(Norm(A @ x - y), x) == Transpose(A) @ (A @ x - y)/Norm(A @ x - y)", ""),
    (
        "Derivative(Inverse(P + s*Identity(n)), s) == "
        "-Inverse(P + s*Identity(n)) @ Inverse(P + s*Identity(n))",
        "",
    ),
    ("Trace(F) == F[1, 1] + F[2, 2]", ""),
    ("F @ Vector(1, 0) == Vector(F[1, 1], F[2, 1])", ""),
    ("Determinant(F) == F[1, 1]*F[2, 2] - F[1, 2]*F[2, 1]", ""),
    (
        "Inverse(F) @ Vector(a, s) == Vector(F[2, 2]*a - F[1, 2]*s, F[1, 1]*s - F[2, 1]*a)"
        "/(F[1, 1]*F[2, 2] - F[1, 2]*F[2, 1])",
        "",
    ),
)


def proof_of(step: str, assume: str = "") -> MatrixProof:
    """The proof of a step about the names above."""
    made = prove_matrix(goal(GIVEN, step, assume))
    assert made is not None
    return made


@pytest.mark.parametrize(("step", "assume"), OPEN)
def test_undefined_or_false_step_stays_open(step: str, assume: str) -> None:
    """A step that is undefined on more than a null set, or false at one size, would pass."""
    made = proof_of(step, assume)
    assert not made.proved
    assert made.reason


@pytest.mark.parametrize(("step", "assume"), PROVED)
def test_small_and_known_sizes(step: str, assume: str) -> None:
    """Vectors of size 1, entries of small matrices and edge cases would be out of reach."""
    made = proof_of(step, assume)
    assert made.proved, made.reason


@pytest.mark.parametrize(
    ("step", "condition"),
    [
        ("Inverse(A) @ A @ x == x", "Determinant(A) != 0"),
        ("x[1]/x[1] == 1", "x[1] != 0"),
        ("Norm(x)/Norm(x) == 1", "(Transpose(x) @ x)"),
        (
            "E[w:MultivariateNormal(x, P)](f(w)*(w - x)) == "
            "P @ E[w:MultivariateNormal(x, P)](Gradient(f(w), w))",
            "grows so slowly",
        ),
    ],
)
def test_null_sets_and_hypotheses_are_listed(step: str, condition: str) -> None:
    """A condition that the reader must know of would be swallowed."""
    made = proof_of(step)
    assert made.proved, made.reason
    assert any(condition in text for text in made.side_conditions)


def test_definite_matrices_need_no_condition() -> None:
    """A report full of conditions that always hold would hide the one that does not."""
    assert proof_of("Inverse(P) @ P @ x == x").side_conditions == ()
