"""The mutation operators: the kinds of mistakes an audit makes."""

from __future__ import annotations

from derivcheck.run.audit.operator import Operator
from derivcheck.run.audit.operators import (
    arithmetic,
    binders,
    functions,
    laws,
    matrices,
    relations,
)

OPERATORS: tuple[Operator, ...] = (
    *relations.OPERATORS,
    *arithmetic.OPERATORS,
    *functions.OPERATORS,
    *laws.OPERATORS,
    *binders.OPERATORS,
    *matrices.OPERATORS,
)
