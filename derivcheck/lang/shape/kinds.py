"""What an expression can be: a number, a vector, a matrix, or something that must be indexed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.lang.calculus import Range
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    MatrixDomain,
    Nonzero,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.size import Size, number_size, size


@dataclass(frozen=True, slots=True)
class Shape:
    """No sizes for a number, (rows, columns) for a matrix; a vector(n) is n by 1.

    `covector` marks a transposed vector: times a vector it is a number, while a matrix of one row
    times a vector is a vector(1).
    """

    sizes: tuple[Size, ...] = ()
    covector: bool = False

    @property
    def is_number(self) -> bool:
        """Whether this is a number; a vector(1) is not."""
        return not self.sizes

    @property
    def is_vector(self) -> bool:
        """Whether this is a column."""
        return bool(self.sizes) and self.sizes[1] == number_size(1) and not self.covector

    @property
    def is_square(self) -> bool:
        """Whether this has as many rows as columns."""
        return bool(self.sizes) and self.sizes[0] == self.sizes[1]

    def __str__(self) -> str:
        if self.is_number:
            return "a number"
        rows, columns = self.sizes
        if self.covector:
            return f"a transposed vector({columns})"
        return f"a vector({rows})" if self.is_vector else f"a matrix({rows}, {columns})"


@dataclass(frozen=True, slots=True)
class Listed:
    """Components of several shapes, the draws of a joint law: they are reached by an index."""

    elements: tuple[Kind, ...]

    def __str__(self) -> str:
        return "a list of " + ", ".join(str(element) for element in self.elements)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A sequence of equal kinds, reached by an index; with a count if it is finite."""

    element: Kind
    count: Size | None = None

    def __str__(self) -> str:
        return f"a sequence, each element {self.element}"


Kind = Shape | Listed | Repeated

SCALAR = Shape()


def vector(rows: Size) -> Shape:
    """The shape of a column."""
    return Shape((rows, number_size(1)))


def matrix(rows: Size, columns: Size) -> Shape:
    """The shape of a matrix."""
    return Shape((rows, columns))


def joint(kinds: tuple[Kind, ...]) -> Kind:
    """The kind of several variables drawn together: a vector if they are numbers."""
    if len(kinds) == 1:
        return kinds[0]
    if all(kind == SCALAR for kind in kinds):
        return vector(number_size(len(kinds)))
    return Listed(kinds)


def of_domain(domain: Domain, name: str = "this") -> Kind:
    """The kind of the values in a domain; AuthorError for what is not a value by itself."""
    known: Any = domain
    match known:
        case Interval() | Nonzero() | Integers() | Range():
            return SCALAR
        case VectorDomain():
            return vector(_extent(known.size))
        case MatrixDomain():
            return matrix(_extent(known.rows), _extent(known.columns))
        case SequenceDomain():
            return Repeated(of_domain(known.element, name))
        case FunctionDomain():
            raise AuthorError(f"{name} is a function, not a value", remedy=f"write {name}(...)")
        case _:
            raise AuthorError(
                f"{name} has no domain here", remedy="declare it, or bind it with an operator"
            )


def _extent(expression: Expr) -> Size:
    made = size(expression)
    if made.value is not None and made.value < 1:
        raise AuthorError(f"a size is at least 1, not {made}")
    return made
