"""Shapes: numbers, vectors and matrices of symbolic size, and the errors where they do not fit."""

from __future__ import annotations

from derivcheck.lang.shape.check import (
    check_condition,
    check_statement,
    first_rows,
    law_kind,
    shape,
)
from derivcheck.lang.shape.context import Scope
from derivcheck.lang.shape.kinds import SCALAR, Kind, Listed, Repeated, Shape

__all__ = [
    "SCALAR",
    "Kind",
    "Listed",
    "Repeated",
    "Scope",
    "Shape",
    "check_condition",
    "check_statement",
    "first_rows",
    "law_kind",
    "shape",
]
