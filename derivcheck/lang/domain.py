"""Where a name lives: sets of numbers, vectors, matrices, functions, sequences, densities."""

from __future__ import annotations

from typing import Any, Literal

from derivcheck.lang.node import Node, node

FunctionKind = Literal["", "positive", "convex", "increasing"]
MatrixKind = Literal["general", "symmetric", "positive definite"]


class Domain(Node):
    """The set of values of a name."""

    __slots__ = ()


@node
class Interval(Domain):
    """{x real : lower < x < upper}, each end open or closed; the bounds are expressions."""

    lower: Any
    upper: Any
    lower_open: bool = True
    upper_open: bool = True


@node
class Nonzero(Domain):
    """The real numbers without 0."""


@node
class Integers(Domain):
    """{k integer : lower <= k <= upper}; the bounds are expressions, oo and -oo included."""

    lower: Any
    upper: Any


@node
class VectorDomain(Domain):
    """Columns of `size` real numbers, all positive if so marked."""

    size: Any
    positive: bool = False


@node
class MatrixDomain(Domain):
    """Real matrices, `rows` by `columns`."""

    rows: Any
    columns: Any
    kind: MatrixKind = "general"


@node
class SequenceDomain(Domain):
    """Sequences indexed from 1 with elements in one domain."""

    element: Domain


@node
class FunctionDomain(Domain):
    """Smooth real functions of the given arguments, with values in `value`."""

    arguments: tuple[Domain, ...]
    value: Domain
    kind: FunctionKind = ""


@node
class LawDomain(Domain):
    """Unknown, strictly positive densities or masses on a product of domains.

    `variables` are the domains of the arguments before the bar (intervals, vectors, or integers
    for a mass function); `given` those of the parameters behind it, in which it is smooth.
    """

    variables: tuple[Domain, ...]
    given: tuple[Domain, ...] = ()


@node
class Unspecified(Domain):
    """Not declared: the binder of the variable says where it lives."""
