"""Matrices: rank is checked, errors are bounded, sizes of 1 behave."""

from __future__ import annotations

import numpy as np
import pytest

from derivcheck import (
    Determinant,
    Diag,
    Dot,
    E,
    Identity,
    Inverse,
    MultivariateNormal,
    Norm,
    Trace,
    Transpose,
    Vector,
    Zeros,
    exp,
    matrices,
    variable,
    vectors,
)
from derivcheck.numeric.evaluate import evaluate

X = matrices("X", 2, 3)
v = vectors("v", 2)
WIDE = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0]])


def test_the_inverse_of_a_singular_matrix_is_undefined() -> None:
    """Broken if X'X of rank 2 had an inverse with entries of 1e16."""
    assert evaluate(Inverse(Transpose(X) @ X), {"X": WIDE}).undefined().all()


def test_an_inverse_lies_within_its_bound() -> None:
    """Broken if the residual did not bound the error of an inverse."""
    made = evaluate(Inverse(X @ Transpose(X)), {"X": WIDE})
    exact = np.linalg.inv(WIDE @ WIDE.T)
    assert np.all(np.abs(made.value() - exact) <= made.error() + 1e-15)


def test_the_determinant_of_a_singular_matrix_is_zero() -> None:
    """Broken if rounding made log(det) of a singular matrix a number."""
    assert float(evaluate(Determinant(Transpose(X) @ X), {"X": WIDE}).value()) == 0.0


def test_products_and_components() -> None:
    """Broken if an operation of linear algebra were misread."""
    at = {"X": WIDE, "v": np.array([[2.0], [-1.0]])}
    assert float(evaluate(Dot(v, v), at).value()) == 5.0
    assert float(evaluate(Norm(v) ** 2, at).value()) == pytest.approx(5.0)
    assert float(evaluate(Trace(v @ Transpose(v)), at).value()) == 5.0
    assert float(evaluate((Transpose(v) @ X)[1, 2], at).value()) == 5.0
    assert float(evaluate(Vector(1, 2)[2], at).value()) == 2.0
    assert np.allclose(evaluate(Diag(v) @ Identity(2), at).value(), np.diag([2.0, -1.0]))


def test_an_index_out_of_range_is_undefined() -> None:
    """Broken if a component that does not exist had a value."""
    assert evaluate(v[3], {"v": np.array([[1.0], [2.0]])}).undefined()


def test_a_vector_of_size_one_is_its_only_entry() -> None:
    """Broken if sizes of 1, which are always drawn, could not be evaluated."""
    one = vectors("u", 1)
    at = {"u": np.array([[3.0]])}
    assert float(evaluate(one @ Transpose(one) @ one + one, at).value()) == 30.0


def test_a_mean_of_what_has_no_value_anywhere_is_undefined() -> None:
    """Broken if a component out of range had a mean, or if a pole at one node denied a mean."""
    n = 3
    noise = variable("e")
    law = MultivariateNormal(Zeros(n), Identity(n))
    assert evaluate(E[noise:law](noise[4]), {}).undefined()
    assert not evaluate(E[noise:law](exp(-1 / Norm(noise) ** 2)), {}).undefined()
