"""A claim's expressions as SymPy's own, for whoever wants to go on from there."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.core.claim import Claim, Statement
from derivcheck.core.derivation import Definition, collect_names
from derivcheck.lang.expression import Expr, expr
from derivcheck.symbolic.lower import Scope, lower
from derivcheck.symbolic.lower.scope import bare_scope

RELATIONS = {"==": sympy.Eq, "<=": sympy.Le, ">=": sympy.Ge, "<": sympy.Lt, ">": sympy.Gt}


def to_sympy(value: Any) -> Any:
    """The SymPy expression of one of ours; unknown densities become positive functions.

    Raises OutOfReach for what has no SymPy counterpart here (vectors, transport distances).
    """
    node: Expr = expr(value)
    return lower(node, bare_scope(collect_names([node])))


def steps_as_sympy(claim: Claim | Definition) -> tuple[Any, ...]:
    """The steps of a claim as unevaluated SymPy relations, in order."""
    built = claim.build() if isinstance(claim, Definition) else claim
    scope = bare_scope(built.given)
    return tuple(_relation(step.statement, scope) for step in built.all_steps())


def _relation(statement: Statement, scope: Scope) -> Any:
    sides = lower(statement.lhs, scope), lower(statement.rhs, scope)
    return RELATIONS[statement.relation](*sides, evaluate=False)
