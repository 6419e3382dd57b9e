"""Names and their domains, for the Python builder: real("x"), positive("s"), density("p q")."""

from __future__ import annotations

from typing import Any

from derivcheck.lang.algebra import (
    NEGATIVE,
    NONNEGATIVE,
    ONE,
    POSITIVE,
    REAL,
    ZERO,
    Neg,
    Symbol,
    oo,
)
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    FunctionKind,
    Integers,
    Interval,
    LawDomain,
    MatrixDomain,
    MatrixKind,
    Nonzero,
    SequenceDomain,
    Unspecified,
    VectorDomain,
)
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Like, expr
from derivcheck.lang.law import UnknownLaw

INTEGER = Integers(Neg(oo), oo)
NATURAL = Integers(ONE, oo)
Set = VectorDomain | tuple[Like, Like]
"""vector(n), or the ends of an open interval."""


def symbols(names: str, domain: Domain) -> Any:
    """One symbol, or a tuple of them where `names` lists several; all in one domain."""
    made = tuple(Symbol(name, domain) for name in _names(names))
    return made[0] if len(made) == 1 else made


def variable(names: str) -> Any:
    """Variables to be bound: the law or the range that binds them says where they live."""
    return symbols(names, Unspecified())


def real(names: str) -> Any:
    """Real numbers."""
    return symbols(names, REAL)


def positive(names: str) -> Any:
    """Numbers > 0."""
    return symbols(names, POSITIVE)


def nonnegative(names: str) -> Any:
    """Numbers >= 0."""
    return symbols(names, NONNEGATIVE)


def negative(names: str) -> Any:
    """Numbers < 0."""
    return symbols(names, NEGATIVE)


def nonzero(names: str) -> Any:
    """Real numbers other than 0."""
    return symbols(names, Nonzero())


def integer(names: str) -> Any:
    """Integers."""
    return symbols(names, INTEGER)


def natural(names: str) -> Any:
    """The integers 1, 2, ..."""
    return symbols(names, NATURAL)


def between(
    names: str, lower: Like, upper: Like, *, lower_open: bool = True, upper_open: bool = True
) -> Any:
    """Numbers between two bounds, open ends unless told otherwise."""
    return symbols(names, Interval(expr(lower), expr(upper), lower_open, upper_open))


def sequence(names: str, *, positive: bool = False, of: VectorDomain | None = None) -> Any:
    """Sequences of numbers, or of vectors where `of` is a vector(n); indexed from 1."""
    return symbols(names, SequenceDomain(of or (POSITIVE if positive else REAL)))


def vectors(names: str, size: Like, *, positive: bool = False) -> Any:
    """Columns of `size` numbers."""
    return symbols(names, VectorDomain(expr(size), positive))


def vector(size: Like) -> VectorDomain:
    """The set of columns of `size` numbers, for a binder: Integral(f, (x, vector(n)))."""
    return VectorDomain(expr(size))


def matrices(names: str, rows: Like, columns: Like, kind: MatrixKind = "general") -> Any:
    """Matrices; kind "symmetric" or "positive definite" for square ones."""
    return symbols(names, MatrixDomain(expr(rows), expr(columns), kind))


def function(
    names: str, arguments: int | tuple[Set, ...] = 1, kind: FunctionKind = "", to: Any = None
) -> Any:
    """Unknown smooth functions; kind "positive", "convex" or "increasing".

    `arguments` counts the numbers, or lists the sets that the arguments live in: vector(n), or the
    ends of an interval. The values are numbers unless `to` is a vector(m).
    """
    value = to or (POSITIVE if kind == "positive" else REAL)
    return symbols(names, FunctionDomain(_sets(arguments), value, kind))


def density(
    names: str,
    variables: int = 1,
    given: int | tuple[Set, ...] = 0,
    on: Set | None = None,
) -> Any:
    """Unknown strictly positive densities of `variables` numbers (or points of the set `on`).

    `given` counts the numbers behind the bar, or lists the sets that the parameters live in.
    """
    where = REAL if on is None else _set(on)
    return unknown_laws(names, LawDomain((where,) * variables, _sets(given)))


def pmf(names: str, upper: Like, given: int = 0) -> Any:
    """Unknown strictly positive mass functions on 0, 1, ..., upper."""
    return unknown_laws(names, LawDomain((Integers(ZERO, expr(upper)),), (REAL,) * given))


def _sets(listed: int | tuple[Set, ...]) -> tuple[Domain, ...]:
    if isinstance(listed, int):
        return (REAL,) * listed
    return tuple(_set(one) for one in listed)


def _set(where: Set) -> Domain:
    if isinstance(where, VectorDomain):
        return where
    lower, upper = where
    return Interval(expr(lower), expr(upper))


def unknown_laws(names: str, domain: LawDomain) -> Any:
    """One unknown law, or a tuple of them."""
    made = tuple(UnknownLaw(name, domain) for name in _names(names))
    return made[0] if len(made) == 1 else made


def _names(names: str) -> list[str]:
    listed = names.replace(",", " ").split()
    bad = [name for name in listed if not name.isidentifier()]
    if not listed or bad:
        raise AuthorError(f"{names!r} does not list names", remedy='write "x" or "x y z"')
    return listed


reals = real
positives = positive
naturals = natural
