"""Indexed things: mu[k] of a sequence, x[k] of a vector, A[i, j] of a matrix; from 1."""

from __future__ import annotations

from derivcheck.lang.expression import Expr
from derivcheck.lang.node import node


@node
class Index(Expr):
    """base[i] or base[i, j], counted from 1; undefined out of range."""

    base: Expr
    indices: tuple[Expr, ...]
