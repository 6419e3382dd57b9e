"""Normal forms of matrices compared: numbers over atoms, differences, what an equation gives."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.compare import difference, standard_zero, vanishes
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import identity, of_letter, zeros
from derivcheck.symbolic.matrix.prove import prove_matrix
from derivcheck.symbolic.matrix.workspace import Workspace
from tests.symbolic.matrix.goals import goal

X, Y = sympy.symbols("x y", positive=True)
R = sympy.Symbol("r", real=True)
N = sympy.Symbol("n", integer=True, positive=True)
TINY = sympy.Rational(1, 10**9)
A, V = of_letter(Letter("A", N, N)), of_letter(Letter("v", N, sympy.S.One))
ONE = identity(sympy.S.One)


@pytest.mark.parametrize(
    "value",
    [
        sympy.S.Zero,
        (X + Y) ** 2 - X**2 - 2 * X * Y - Y**2,
        X / (X + Y) + Y / (X + Y) - 1,
        sympy.sqrt(R) / (R + 1) + 1 / (sympy.sqrt(R) * (R + 1)) - 1 / sympy.sqrt(R),
        sympy.cos(R) ** 2 + sympy.sin(R) ** 2 - 1,
    ],
)
def test_numbers_that_vanish(value: Any) -> None:
    """A coefficient that is 0 would keep two equal matrices apart."""
    assert standard_zero(value)


@pytest.mark.parametrize(
    "value", [X - Y, TINY * X, TINY * X**2, TINY * sympy.sin(R), TINY * sympy.sqrt(R)]
)
def test_numbers_that_do_not(value: Any) -> None:
    """A coefficient too small for a float would be 0."""
    assert not standard_zero(value)


def test_differences() -> None:
    """The number 0 would not stand for the zero of a shape, or another number would."""
    assert difference(A, A) == zeros(N, N)
    assert difference(A, sympy.S.Zero) == A
    assert difference(sympy.S.Zero, A) == A.scaled(sympy.S.NegativeOne)
    assert difference(ONE.scaled(X), Y) == X - Y
    for pair in ((A, X), (X, V)):
        with pytest.raises(OutOfReach, match="a matrix compared with a number"):
            difference(*pair)


def test_one_coefficient_decides() -> None:
    """A matrix would vanish with its first word."""
    workspace = Workspace(standard_zero)
    nothing = sympy.cos(R) ** 2 + sympy.sin(R) ** 2 - 1
    assert vanishes(A.scaled(nothing), workspace)
    assert not vanishes(A.scaled(nothing).plus(identity(N)), workspace)


GIVEN = (
    "n: natural; a: real; x y: vector(n); A B: matrix(n, n); F G: matrix(2, 2); "
    "P: positive definite matrix(n); h: vector(2) function of vector(n); w: vector(2)"
)


@pytest.mark.parametrize(
    ("holds", "fails", "assumed"),
    [
        ("Norm(x + y)**2 == Norm(x)**2 + Norm(y)**2", "Norm(x + y) == Norm(x)", "Dot(x, y) == 0"),
        ("Dot(x, y)*A == 3*A", "Dot(x, y)*A == 2*A", "Dot(x, y) == 3"),
        ("Determinant(F) == F[1, 1]*F[2, 2] - F[1, 2]*F[2, 1]",
         "Determinant(F) == F[1, 1]*F[2, 2] + F[1, 2]*F[2, 1]", ""),
        ("Determinant(F @ G) == Determinant(F)*Determinant(G)",
         "Determinant(F + G) == Determinant(F) + Determinant(G)", ""),
        ("Inverse(Identity(n) + P) == Identity(n) - Inverse(Identity(n) + P) @ P",
         "Inverse(Identity(n) + P) == Identity(n) - Inverse(Identity(n) + P)", ""),
        ("Trace(Diag(x)) == Sum(x[k], (k, 1, n))", "Trace(Diag(x)) == Dot(x, x)", ""),
        ("Norm(h(x))**2 == h(x)[1]**2 + h(x)[2]**2",
         "Norm(h(x))**2 == h(x)[1]**2 + h(y)[2]**2", ""),
        ("F @ h(x) == F @ w - F @ (w - h(x))", "F @ h(x) == h(x)", ""),
        ("Trace(A @ B) == Trace(B @ A)", "Trace(A @ B) == Trace(A @ Transpose(B))", ""),
    ],
)  # fmt: skip
def test_each_way_of_comparing(holds: str, fails: str, assumed: str) -> None:
    """A true step would stay open for want of a rewriting, or a false one be closed by it."""
    true, false = (prove_matrix(goal(GIVEN, step, assumed)) for step in (holds, fails))
    assert true is not None and true.proved
    assert false is not None and not false.proved
