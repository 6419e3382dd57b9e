"""Vectors and matrices of symbolic size; vectors are columns, n by 1."""

from __future__ import annotations

from typing import Any, Literal

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import _variable
from derivcheck.lang.condition import Condition
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.node import Binder, node

MatrixOperation = Literal[
    "Transpose", "Inverse", "Trace", "Determinant", "Diag", "Dot", "Norm", "Identity", "Zeros"
]


@node
class MatrixCall(Expr):
    """operation(arguments), an operation of linear algebra.

    Transpose(A), Inverse(A), Trace(A), Determinant(A), Diag(v), Dot(x, y), Norm(x) (Euclidean;
    Frobenius of a matrix), Identity(n), Zeros(n).
    """

    operation: MatrixOperation
    arguments: tuple[Expr, ...]


@node
class PositiveDefinite(Condition):
    """The matrix is symmetric and v'Av > 0 for every vector v other than 0."""

    matrix: Expr


@node
class VectorOf(Expr):
    """Vector(a, b, ...): the column of the given numbers."""

    entries: tuple[Expr, ...]


@node
class Gradient(Expr, Binder):
    """The gradient of a number in a vector or matrix, shaped as it, at the point `at`.

    In a symmetric matrix: the symmetric part.
    """

    body: Expr
    variable: Symbol
    at: Expr


@node
class Hessian(Expr, Binder):
    """The matrix of second derivatives of a number in a vector, at the point `at`."""

    body: Expr
    variable: Symbol
    at: Expr


def gradient(body: Like, variable: Any) -> Gradient:
    """Gradient(f, x)."""
    symbol = _variable((variable,))
    return Gradient(expr(body), symbol, symbol)


def hessian(body: Like, variable: Any) -> Hessian:
    """Hessian(f, x)."""
    symbol = _variable((variable,))
    return Hessian(expr(body), symbol, symbol)


def Vector(*entries: Like) -> VectorOf:
    """Vector(a, b, ...)."""
    return VectorOf(tuple(expr(e) for e in entries))


def Transpose(a: Like) -> MatrixCall:
    """The transpose."""
    return MatrixCall("Transpose", (expr(a),))


def Inverse(a: Like) -> MatrixCall:
    """The inverse; undefined where the matrix is singular."""
    return MatrixCall("Inverse", (expr(a),))


def Trace(a: Like) -> MatrixCall:
    """The sum of the diagonal."""
    return MatrixCall("Trace", (expr(a),))


def Determinant(a: Like) -> MatrixCall:
    """The determinant."""
    return MatrixCall("Determinant", (expr(a),))


def Diag(v: Like) -> MatrixCall:
    """The diagonal matrix of a vector."""
    return MatrixCall("Diag", (expr(v),))


def Dot(x: Like, y: Like) -> MatrixCall:
    """The inner product of two vectors."""
    return MatrixCall("Dot", (expr(x), expr(y)))


def Norm(x: Like) -> MatrixCall:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix."""
    return MatrixCall("Norm", (expr(x),))


def Identity(n: Like) -> MatrixCall:
    """The identity matrix of a size."""
    return MatrixCall("Identity", (expr(n),))


def Zeros(n: Like) -> MatrixCall:
    """The zero vector of a size."""
    return MatrixCall("Zeros", (expr(n),))
