"""Shapes of the operations on vectors and matrices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.lang.shape.context import Context
from derivcheck.lang.shape.kinds import SCALAR, Kind, Shape, matrix, vector
from derivcheck.lang.size import number_size, size


def column(part: VectorOf, context: Context) -> Kind:
    """Vector(a, b, ...) has as many rows as numbers."""
    if not part.entries:
        raise AuthorError("Vector needs at least one number")
    for entry in part.entries:
        context.number(entry, "Vector")
    return vector(number_size(len(part.entries)))


def gradient(part: Gradient, context: Context) -> Kind:
    """The gradient of a number is shaped as the variable."""
    where = context.shape(part.at)
    if where.is_number:
        raise ShapeError("Gradient is in a vector or matrix", remedy="write Derivative(f, x)")
    context.bind(part.variable.name, where).number(part.body, "Gradient")
    return where


def hessian(part: Hessian, context: Context) -> Kind:
    """The Hessian in a vector(n) is n by n."""
    where = context.shape(part.at)
    if not where.is_vector:
        raise ShapeError(f"Hessian is in a vector, not in {where}")
    context.bind(part.variable.name, where).number(part.body, "Hessian")
    return matrix(where.sizes[0], where.sizes[0])


def operation(part: MatrixCall, context: Context) -> Kind:
    """Transpose, Inverse, Trace, Determinant, Diag, Dot, Norm, Identity, Zeros."""
    if part.operation in SIZED:
        context.number(part.arguments[0], part.operation)
        rows = size(part.arguments[0])
        return matrix(rows, rows) if part.operation == "Identity" else vector(rows)
    return OPERATIONS[part.operation](*(context.shape(a) for a in part.arguments))


def _transpose(a: Shape) -> Shape:
    _not_a_number("Transpose", a)
    return Shape(a.sizes[::-1], covector=a.is_vector)


def _inverse(a: Shape) -> Shape:
    _square("Inverse", a)
    return a


def _trace(a: Shape) -> Shape:
    _square("Trace", a)
    return SCALAR


def _determinant(a: Shape) -> Shape:
    _square("Determinant", a)
    return SCALAR


def _diag(v: Shape) -> Shape:
    if not v.is_vector:
        raise ShapeError(f"Diag takes a vector, not {v}")
    return matrix(v.sizes[0], v.sizes[0])


def _dot(x: Shape, y: Shape) -> Shape:
    if not (x.is_vector and y.is_vector and x.sizes == y.sizes):
        raise ShapeError(f"Dot takes two vectors of one size, not {x} and {y}")
    return SCALAR


def _norm(x: Shape) -> Shape:
    _not_a_number("Norm", x, "write Abs(x)")
    return SCALAR


def _square(who: str, a: Shape) -> None:
    if not a.is_square:
        raise ShapeError(f"{who} takes a square matrix, not {a}")


def _not_a_number(who: str, a: Shape, remedy: str = "") -> None:
    if a.is_number:
        raise ShapeError(f"{who} takes a vector or matrix, not {a}", remedy=remedy)


SIZED = ("Identity", "Zeros")

OPERATIONS: Mapping[str, Callable[..., Shape]] = MappingProxyType(
    {
        "Transpose": _transpose,
        "Inverse": _inverse,
        "Trace": _trace,
        "Determinant": _determinant,
        "Diag": _diag,
        "Dot": _dot,
        "Norm": _norm,
    }
)
