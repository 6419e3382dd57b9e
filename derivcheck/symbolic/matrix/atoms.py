"""What scalar atoms and derived letters stand for.

Coefficients are SymPy expressions whose symbols are names or *atoms*; the workspace keeps for
each atom one of these records, and the same for letters that are not names.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, Value


@dataclass(frozen=True, slots=True)
class Segment:
    """row...column, a word of size 1 by 1; the least of the word and its transpose."""

    word: Word


@dataclass(frozen=True, slots=True)
class TraceOf:
    """The trace of a word, the least over its rotations and their transposes."""

    word: Word


@dataclass(frozen=True, slots=True)
class DeterminantOf:
    """The determinant of a matrix that does not factor further."""

    mat: Mat


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """An unknown function at its arguments; `orders` counts derivatives in scalar arguments."""

    name: str
    arguments: tuple[Value, ...]
    orders: tuple[int, ...]
    output: tuple[sympy.Expr, sympy.Expr] | None = None


@dataclass(frozen=True, slots=True)
class DensityValue:
    """An unknown density at a point, given values."""

    name: str
    point: tuple[Value, ...]
    given: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """The expectation of a body under an unknown law; the variable is the letter or symbol."""

    law: str
    given: tuple[Value, ...]
    variable: Letter
    body: sympy.Expr


@dataclass(frozen=True, slots=True)
class Term:
    """The k-th term of a sequence of numbers."""

    name: str
    index: sympy.Expr


@dataclass(frozen=True, slots=True)
class Series:
    """The sum of a body over an index from lower to upper."""

    body: Value
    index: sympy.Symbol
    lower: sympy.Expr
    upper: sympy.Expr


@dataclass(frozen=True, slots=True)
class InverseOf:
    """The inverse of a sum of words."""

    mat: Mat


@dataclass(frozen=True, slots=True)
class DiagonalOf:
    """The diagonal matrix of a vector."""

    vector: Mat


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit vector with 1 at the index."""

    index: sympy.Expr


@dataclass(frozen=True, slots=True)
class Ones:
    """The vector of ones."""


@dataclass(frozen=True, slots=True)
class Elementwise:
    """The vector whose component number `index` is the body."""

    body: sympy.Expr
    index: sympy.Symbol


@dataclass(frozen=True, slots=True)
class GradientAt:
    """The gradient of an unknown function in one of its vector arguments, at the arguments."""

    name: str
    arguments: tuple[Value, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The expectation of a word in the variable of an unknown law; of x x', the covariance."""

    law: str
    given: tuple[Value, ...]
    variable: Letter
    word: Word


@dataclass(frozen=True, slots=True)
class VectorTerm:
    """The k-th term of a sequence of vectors."""

    name: str
    index: sympy.Expr


Atom = Segment | TraceOf | DeterminantOf | FunctionValue | DensityValue | Mean | Term | Series
Derived = (
    InverseOf
    | DiagonalOf
    | Unit
    | Ones
    | Elementwise
    | GradientAt
    | Moment
    | VectorTerm
    | Series
    | FunctionValue
)
